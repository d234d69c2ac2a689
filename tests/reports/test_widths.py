"""What folding promises: nothing is lost and no line is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.reports.characters import cells, fitting, fold

words = st.text(st.sampled_from("ab漢🙂\u0301\u0302¶-") | st.characters(categories=["L", "N"]))
texts = st.lists(words).map(" ".join)
widths = st.integers(4, 60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("漢字", 4),
        ("e\u0301", 1),
        ("👨\u200d👩", 4),
        ("é¶→", 3),
        ("❤\ufe0f", 2),
        ("", 0),
    ],
)
def test_cells_are_columns_of_a_terminal(text: str, columns: int) -> None:
    """Wide characters take two columns, marks none; a joined picture no fewer than it may need."""
    assert cells(text) == columns


@given(texts, widths, widths)
def test_no_line_is_too_long(text: str, first: int, rest: int) -> None:
    """The first line fits its room, every other line the rest."""
    lines = fold(text, first, rest)
    for place, line in enumerate(lines):
        assert cells(line) <= (first if place == 0 else rest)


@given(texts, widths, widths)
def test_nothing_is_left_out(text: str, first: int, rest: int) -> None:
    """Every character but the blanks is still there, in order: no ellipsis, ever."""
    assert "".join(fold(text, first, rest)).replace(" ", "") == text.replace(" ", "")


@given(texts, widths)
def test_short_words_are_not_broken(text: str, width: int) -> None:
    """A word that fits a line stands whole on one."""
    short = [word for word in text.split(" ") if word and cells(word) <= width]
    assert " ".join(fold(" ".join(short), width, width)).split(" ") == (short or [""])


def test_a_long_word_uses_the_room_there_is() -> None:
    """An address begins on the line of its label and goes on below."""
    assert fold("Source: " + "x" * 40, 30, 20) == ["Source: " + "x" * 22, "x" * 18]
    assert fold("A label that fills: " + "x" * 40, 30, 28)[0] == "A label that fills:"


def test_a_letter_keeps_its_marks() -> None:
    """A line never begins with the accent of the letter before it."""
    assert fold("e\u0301" * 6, 4, 4) == ["e\u0301" * 4, "e\u0301" * 2]
    assert fitting("ae\u0301", 1) == 1
    assert fitting("कका", 2) == 1


def test_one_character_always_fits() -> None:
    """Even in one column folding comes to an end."""
    assert fold("漢字", 1, 1) == ["漢", "字"]


def test_a_word_of_any_length_is_folded_in_one_go() -> None:
    """Twice the text is twice the work: of what is left no more is looked at than fits."""
    seen = 0

    class Counting(str):
        """A text that counts how often one of its characters is looked at."""

        def __getitem__(self, place: object) -> str:
            nonlocal seen
            seen += 1
            return str.__getitem__(self, place)  # type: ignore[index]

        def split(self, *_: object) -> list[str]:  # type: ignore[override]
            return [self]

    lines = fold(Counting("漢" * 20_000), 72, 70)
    assert "".join(lines) == "漢" * 20_000
    assert seen < 2 * 20_000 + 3 * len(lines)
