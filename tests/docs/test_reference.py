"""The reference has every key that is accepted, and no other."""

import sys

from docs.test_checks import generate

reference = sys.modules["reference"]


def test_every_key_has_a_line_and_every_line_a_key() -> None:
    """What the models accept while they read what ships, and what records hold, is all there."""
    assert generate.REFERENCE in generate.generated()
    assert reference.without_line() == []


def test_a_key_too_few_or_too_many_is_noticed() -> None:
    """A line taken away is missed, and a line for no key is not accepted."""
    lines = reference.RECORD["StatementPart"]
    text = lines.pop("text")
    lines["txet"] = text
    try:
        assert reference.without_line() == ["StatementPart: text", "StatementPart: txet"]
    finally:
        del lines["txet"]
        lines["text"] = text


def test_what_must_be_there_is_bold() -> None:
    """Of a shape with several forms a key is bold only if every form needs it."""
    page = generate.generated()[generate.REFERENCE]
    section = page.partition("### A decision, by")[2].partition("###")[0]
    assert "| **`outcomes`** |" in section
    assert "| `rows` |" in section
    assert "| grounds |" in section


def test_every_word_of_a_line_is_explained() -> None:
    """A state, a bearing or a way to speak without a line is missed like a key."""
    lines = reference.VALUES["speaks"][2]
    told = lines.pop("between")
    try:
        assert reference.without_line() == ["speaks: between"]
    finally:
        lines["between"] = told
    assert "### The words of `speaks`" in generate.generated()[generate.REFERENCE]
