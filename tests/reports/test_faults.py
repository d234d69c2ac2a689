"""What people see when something is wrong."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Diagnostic, Place
from endorse_cli.reports.characters import cells
from endorse_cli.reports.faults import show_diagnostics, summary
from endorse_cli.reports.look import Look

BAD = Diagnostic(
    "bad-value",
    "`dsa_member` is answered with `maybe`, which is not accepted.",
    "Accepted: `no`, `yes` or `unknown`.",
    place=Place("a.yaml", 12, 16, "  dsa_member:  maybe"),
)
NOTE = Diagnostic("level-no-anchor", "No anchor", place=Place("r.yaml", 3, 1, "levels:"))
GONE = Diagnostic("unreadable", "`x` cannot be read: no such file", place=Place("x"))

hostile = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b[:#\n\r\t "))


def test_the_shape_of_a_message() -> None:
    """Place, what is wrong, what to do, code; the line and a caret below; a count at the end."""
    assert show_diagnostics([BAD]) == (
        "a.yaml:12:16: `dsa_member` is answered with `maybe`, which is not accepted. "
        "Accepted: `no`, `yes` or `unknown`. [bad-value]\n"
        "   12 |   dsa_member:  maybe\n"
        "      |                ^\n"
        "1 problem in 1 file\n"
    )


def test_a_place_without_a_line_is_the_file_alone() -> None:
    """What concerns a whole file names it and shows no line; sentences end in a full stop."""
    assert show_diagnostics([GONE]).splitlines()[0] == (
        "x: `x` cannot be read: no such file. [unreadable]"
    )
    assert "|" not in show_diagnostics([GONE])


def test_without_a_file_the_keys_say_where() -> None:
    """Values that came from no file are found by the keys that lead to them."""
    found = Diagnostic("bad-value", "No.", trail=("answers", "coalition", 2))
    assert show_diagnostics([found]).startswith("answers.coalition.2: No. [bad-value]\n")
    assert show_diagnostics([Diagnostic("syntax", "No.")]).startswith("No. [syntax]\n")


def test_notes_are_told_from_problems() -> None:
    """A note says so, and is counted apart."""
    assert "r.yaml:3:1: note: No anchor. [level-no-anchor]\n" in show_diagnostics([NOTE])
    assert summary([BAD, BAD, NOTE, GONE]) == "3 problems and 1 note in 3 files"
    assert summary([NOTE]) == "1 note in 1 file"


def test_a_limit_counts_what_it_leaves_out() -> None:
    """On a terminal the first are shown and the rest is counted, never dropped in silence."""
    shown = show_diagnostics([BAD] * 5, limit=2)
    assert shown.count("[bad-value]") == 2
    assert shown.endswith("And 3 more.\n5 problems in 1 file\n")
    assert "more" not in show_diagnostics([BAD] * 5, limit=5)


def test_what_is_said_of_many_places_may_be_said_once() -> None:
    """Every place is listed, or with a limit a few; the count stays that of all."""
    others = [replace(BAD, place=Place(f"{name}.yaml", 12, 16)) for name in "bcdef"]
    shown = show_diagnostics([BAD, GONE, *others], once=True)
    places = ", ".join(f"{name}.yaml:12" for name in "bcdef")
    assert f"      |                ^\nThe same in 5 more places: {places}\nx: " in shown
    assert shown.endswith("7 problems in 7 files\n")
    limited = show_diagnostics([BAD, GONE, *others], once=True, limit=1)
    assert "places: b.yaml:12, c.yaml:12, d.yaml:12 and 2 more\nAnd 1 more.\n" in limited
    assert show_diagnostics([BAD, *others]).count("[bad-value]") == 6


def test_nothing_wrong_is_nothing_said() -> None:
    """Without diagnostics there is no text."""
    assert show_diagnostics([]) == ""


def test_blanks_that_deceive_are_visible() -> None:
    """A key with a no-break space, and a file name with a line break, show what they are."""
    found = Diagnostic("unknown-key", "`\u00a0b` is not a key.", place=Place("a\nb.yaml"))
    assert show_diagnostics([found]).startswith("a\\u{000A}b.yaml: `\\u{00A0}b` is not a key.")


@given(hostile, hostile, hostile, st.integers(0, 3), st.integers(0, 300), st.booleans())
def test_nothing_hostile_reaches_the_screen(
    file: str, message: str, text: str, line: int, column: int, unicode: bool
) -> None:
    """File names, quoted words and lines of files cannot drive a terminal or a build log."""
    found = Diagnostic("syntax", message, place=Place(file, line, column, text.split("\n")[0]))
    shown = show_diagnostics([found], Look(80, unicode=unicode))
    assert "\x1b" not in shown
    assert "::" not in shown
    assert "##[" not in shown
    assert len(shown.split("\n")) in (3, 5)
    assert unicode or shown.isascii()


@given(hostile, st.integers(0, 300), st.integers(20, 120))
def test_the_excerpt_fits_and_the_caret_too(line: str, column: int, width: int) -> None:
    """A long line is cut around the caret, which never stands outside."""
    found = Diagnostic("syntax", "No.", place=Place("f", 3, column, line.split("\n")[0]))
    for excerpt in show_diagnostics([found], Look(width)).split("\n")[1:-2]:
        assert cells(excerpt) <= max(width, 30) + 1


def test_colour_marks_the_place_and_the_caret() -> None:
    """Colour is added where it is wanted; the words stay."""
    coloured = show_diagnostics([BAD], Look(80, colour=True))
    assert coloured.startswith("\x1b[1ma.yaml:12:16:\x1b[0m `dsa_member`")
    assert "\x1b[1;33m^\x1b[0m\n" in coloured
