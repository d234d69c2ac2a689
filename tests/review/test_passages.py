"""Paragraphs, sentences and digests of a document, on texts invented for it."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.review.citations import changed_paragraphs, digest, read_text, sentences

DOCUMENT = """\
On the care of cargo bikes

   Oil the chain. Then ride!   Is it quiet? it should be.

• Brakes come first.  Bells   come second.
- Version 2.1 of the pump fits. Others do not.
\t
Last line
"""


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    """They are counted from the title as p1; white space around and inside does not count."""
    text = read_text(DOCUMENT)
    assert text.paragraphs == (
        "On the care of cargo bikes",
        "Oil the chain. Then ride! Is it quiet? it should be.",
        "Brakes come first. Bells come second.",
        "Version 2.1 of the pump fits. Others do not.",
        "Last line",
    )


@pytest.mark.parametrize(
    ("locator", "passage"),
    [
        ("p1", "On the care of cargo bikes"),
        ("p2.1", "Oil the chain."),
        ("p2.2", "Then ride!"),
        ("p2.3", "Is it quiet? it should be."),
        ("p3.2", "Bells come second."),
        ("p4.1", "Version 2.1 of the pump fits."),
        ("p4-p5", "Version 2.1 of the pump fits. Others do not.\nLast line"),
        ("p2.4", None),
        ("p6", None),
        ("p5-p6", None),
        ("p0", None),
        ("7", None),
    ],
)
def test_a_locator_finds_its_passage_or_nothing(locator: str, passage: str | None) -> None:
    """A sentence is split off where white space and a capital letter follow its end, only there."""
    assert read_text(DOCUMENT).passage(locator) == passage


@given(st.text(alphabet="aB .!?\n•", max_size=60))
def test_sentences_make_up_their_paragraph(written: str) -> None:
    """No word is lost and none is added; each sentence but the first begins with a capital."""
    for paragraph in read_text(written).paragraphs:
        parts = sentences(paragraph)
        assert " ".join(parts) == paragraph
        assert all(part[0].isupper() for part in parts[1:])


def test_a_digest_is_of_the_normalised_text() -> None:
    """Spaces, bullet signs and the form of accents make no difference; a letter does."""
    plain = read_text("Caf\u00e9 first.").paragraphs[0]
    spaced = read_text("  \u2022  Cafe\u0301   first. ").paragraphs[0]
    assert digest(plain) == digest(spaced)
    assert digest(plain) == "sha256:" + sha256("Caf\u00e9 first.".encode()).hexdigest()[:16]
    assert digest(plain) != digest("Caf\u00e9 first")


def test_changed_paragraphs_are_named() -> None:
    """A paragraph that was amended, or is no longer there, is named; the others are not."""
    text = read_text(DOCUMENT)
    digests = {f"p{n}": digest(p) for n, p in enumerate(text.paragraphs, start=1)}
    assert changed_paragraphs(digests, text) == []
    amended = read_text(DOCUMENT.replace("first", "third").replace("Last line\n", ""))
    assert changed_paragraphs(digests, amended) == ["p3", "p5"]
