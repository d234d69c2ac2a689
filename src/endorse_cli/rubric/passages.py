"""Passages in a document's text: paragraphs, sentences, digests."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize

from endorse_cli.models.grounds import paragraphs_of, sentence_of

BULLETS = "•‣◦▪·*-–—"
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+")
_NUMBER = re.compile(r"(?:\d{1,3}\.)+|[A-Za-z]\.|[ivx]{1,5}\.|[IVX]{1,5}\.")
_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


class Text(NamedTuple):
    """A document as its paragraphs, normalised."""

    paragraphs: tuple[str, ...]

    def paragraph(self, number: int) -> str | None:
        """A paragraph by its number, None where the document has no such one."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else None

    def passage(self, locator: str) -> str | None:
        """What a locator points at; None where any part of it is not there."""
        numbers = paragraphs_of(locator)
        found = [self.paragraph(number) for number in numbers]
        if not found or None in found:
            return None
        sentence = sentence_of(locator)
        if sentence is None:
            return "\n".join(text for text in found if text is not None)
        parts = sentences(found[0] or "")
        return parts[sentence - 1] if sentence <= len(parts) else None


def read_text(text: str) -> Text:
    """A document's paragraphs."""
    lines = (normalised(line) for line in text.splitlines())
    return Text(tuple(line for line in lines if line))


def normalised(line: str) -> str:
    """NFC, runs of white space as one space, trimmed, without a bullet sign."""
    return _BULLET.sub("", " ".join(normalize("NFC", line).split()))


def changed_paragraphs(digests: Mapping[str, str], text: Text) -> list[str]:
    """The paragraphs whose text is not the one that their digest was made of."""
    changed = []
    for locator, known in digests.items():
        paragraph = text.passage(locator)
        if paragraph is None or digest(paragraph) != known:
            changed.append(locator)
    return changed


def digest(paragraph: str) -> str:
    """`sha256:` and the first 16 hexadecimal digits of a normalised paragraph."""
    from hashlib import sha256

    return f"sha256:{sha256(paragraph.encode()).hexdigest()[:16]}"


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, in order; the number in front of the first is none."""
    parts: list[str] = []
    for part in _END.split(paragraph):
        is_number = len(parts) == 1 and _NUMBER.fullmatch(parts[0])
        if parts and (is_number or not part[:1].isupper()):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts
