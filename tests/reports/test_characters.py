"""What `sanitize` promises to every sink."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.reports.characters import JOINER, is_hidden, no_command, sanitize

SHARED = Path(__file__).parents[3] / "shared"
NAUGHTY = SHARED / "hazards" / "text" / "blns.json"

HOSTILE = {
    "\x1b[31mred": "\\u{001B}[31mred",
    "\x1b]8;;http://evil.example\x1b\\x": "\\u{001B}]8;;http://evil.example\\u{001B}\\x",
    "\x9b31m": "\\u{009B}31m",
    "a\x00b\x07c\x7fd": "a\\u{0000}b\\u{0007}c\\u{007F}d",
    "a\nb\rc\td": "a\\u{000A}b\\u{000D}c\\u{0009}d",
    "\u202egnirts\u2066": "\\u{202E}gnirts\\u{2066}",
    "a\u200bb\ufeffc\u00add": "a\\u{200B}b\\u{FEFF}c\\u{00AD}d",
    "x\u2028y\u2029z\x85": "x\\u{2028}y\\u{2029}z\\u{0085}",
    "\ud800": "\\u{D800}",
    "\ufdd0\ufffe\U0001ffff": "\\u{FDD0}\\u{FFFE}\\u{1FFFF}",
    "\u3164\u115f": "\\u{3164}\\u{115F}",
    "\U000e0041": "\\u{E0041}",
}

characters = st.characters(exclude_categories=())
texts = st.text(characters | st.sampled_from("".join(HOSTILE) + "👨👩👧\u200d\ufe0f\u0301🏽"))


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_what_drives_or_hides_is_made_visible(text: str, shown: str) -> None:
    """Escape sequences, bidi, zero width, separators, surrogates: shown by number, never done."""
    assert sanitize(text) == shown


@pytest.mark.parametrize(
    "name",
    ["Inez Calloway", "José Peña", "李明", "Ⲁⲛⲁ", "محمد", "[red]Ann[/red]", ":smile:", "C:\\", ""],
)
def test_names_of_people_stay_as_they_are(name: str) -> None:
    """Letters of any script, brackets and backslashes come through unchanged."""
    assert sanitize(name) == name


def test_pictures_made_of_several_stay_whole() -> None:
    """A joiner stays between pictures, with skin tones too, and nowhere else."""
    family, worker = "👨\u200d👩\u200d👧", "👷🏽\u200d♀\ufe0f"
    assert sanitize(family) == family
    assert sanitize(worker) == worker
    assert sanitize("a\u200db") == "a\\u{200D}b"
    assert sanitize("👨\u200d") == "👨\\u{200D}"
    assert sanitize("\u200d👨") == "\\u{200D}👨"


def test_marks_do_not_pile_up() -> None:
    """Of a tower of combining marks eight stay; an accent is left alone."""
    assert sanitize("e" + "\u0301" * 3000 + "x") == "e" + "\u0301" * 8 + "x"
    assert sanitize("e\u0301e\u0302") == "e\u0301e\u0302"


@given(texts)
def test_nothing_hidden_is_left(text: str) -> None:
    """Whatever goes in, no control, no line break and no invisible character comes out."""
    for character in sanitize(text):
        assert character == JOINER or not is_hidden(character)
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def test_one_character_alone_is_shown_by_number_if_it_is_hidden() -> None:
    """Whatever is let through without a second look is nothing that hides."""
    for character in map(chr, range(0x3000)):
        alone = sanitize(character)
        assert alone == character if not is_hidden(character) else alone.startswith("\\u{")


@given(texts)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    """Sanitizing twice changes nothing more, so no sink needs to know whether another did it."""
    assert sanitize(sanitize(text)) == sanitize(text)


@given(texts)
def test_ascii_only_is_ascii(text: str) -> None:
    """For an output without Unicode every character beyond ASCII is shown by number."""
    shown = sanitize(text, ascii_only=True)
    assert shown == "" or (shown.isascii() and shown.isprintable())


def test_ascii_only_says_which_character() -> None:
    """An accented letter can still be told."""
    assert sanitize("Peña 李", ascii_only=True) == "Pe\\u{00F1}a \\u{674E}"


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the list of naughty strings is not here")
def test_naughty_strings_are_harmless() -> None:
    """The public list of naughty strings: each comes out on one line and without controls."""
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        assert all(c == JOINER or not is_hidden(c) for c in sanitize(text)), text


@pytest.mark.parametrize(
    "text", ["::error file=x::pwned", "  ::set-output", ":::", "##[error]x", "##vso[task.x]y"]
)
def test_a_build_log_finds_no_command(text: str) -> None:
    """Neither kind of workflow command survives, wherever a line is broken."""
    shown = no_command(text)
    assert "::" not in shown
    assert "##[" not in shown
    assert "##vso[" not in shown


def test_ordinary_colons_and_hashes_stay() -> None:
    """Only what a build log could read is touched."""
    for text in ("Note: yes", "http://[2001:db8]/", "## Heading", "#1", "a:b:c"):
        assert no_command(text) == text
