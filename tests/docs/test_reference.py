"""The reference has every key that is accepted, and no other."""

import re
import sys

import pytest

from docs.examples import CHECKS
from docs.test_checks import generate
from endorse_cli.models.plain_values import RESERVED
from endorse_cli.models.scalars import NOT_NAMES

reference = sys.modules["reference"]


def test_every_key_has_a_line_and_every_line_a_key() -> None:
    """What the models accept while they read what ships, and what records hold, is all there."""
    assert generate.REFERENCE in generate.generated()
    assert reference.without_line() == []


def test_a_key_too_few_or_too_many_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line taken away is missed, and a line for no key is not accepted."""
    lines = {**reference.RECORD["StatementPart"]}
    lines["txet"] = lines.pop("text")
    monkeypatch.setitem(reference.RECORD, "StatementPart", lines)
    assert reference.without_line() == ["StatementPart: text", "StatementPart: txet"]


def test_what_must_be_there_is_bold() -> None:
    """Of a shape with several forms a key is bold only if every form needs it."""
    page = generate.generated()[generate.REFERENCE]
    section = page.partition("### A decision, by")[2].partition("###")[0]
    assert "| **`outcomes`** |" in section
    assert "| `rows` |" in section
    assert "| grounds |" in section


def test_every_word_of_a_line_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state, a bearing or a way to speak without a line is missed like a key."""
    *said, lines = reference.VALUES["speaks"]
    told = {word: line for word, line in lines.items() if word != "between"}
    with monkeypatch.context() as patched:
        patched.setitem(reference.VALUES, "speaks", (*said, told))
        assert reference.without_line() == ["speaks: between"]
    assert "### The words of `speaks`" in generate.generated()[generate.REFERENCE]


def test_the_reserved_words_are_listed() -> None:
    """The reference and the check's own page name every word that is refused, and no other."""
    section = generate.generated()[generate.REFERENCE].partition("## Reserved words")[2]
    lines = section.partition("##")[0].splitlines()
    rows = [line for line in lines if line.startswith(("| an ", "| a "))]
    ids, names = (re.findall("`([a-z_]+)`", row) for row in rows[:2])
    assert tuple(ids) == RESERVED
    assert tuple(names) == NOT_NAMES
    told = (CHECKS / "reserved-id.md").read_text(encoding="utf-8")
    listed = told.partition("These are they:")[2].partition(". Names")[0]
    assert set(re.findall("`([a-z_]+)`", listed)) == set(RESERVED)
