"""The only place that reads what a rubric says of its document: its name, digests and passages."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.dates import read_date
from endorse_cli.models.entries import text_at
from endorse_cli.models.grounds import WRITE_A_LOCATOR, is_locator
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import SourceText

HEXADECIMAL = frozenset("0123456789abcdef")


def read_document(reader: Reader, value: Plain, trail: Trail) -> SourceText:
    """The document that a rubric encodes: its title, its days, and digests of its paragraphs."""
    keys = (("title",), ("passed", "published", "digests"))
    found = reader.keys(value, "`document`", trail, *keys)
    title = text_at(reader, found, "title", trail)
    passed, published = (
        read_date(reader, found[key], quoted(key), (*trail, key)) if key in found else None
        for key in ("passed", "published")
    )
    at = (*trail, "digests")
    digests = _digests(reader, found["digests"], at) if "digests" in found else {}
    return SourceText(title, passed, published, digests)


def _digests(reader: Reader, value: Plain, trail: Trail) -> dict[str, str]:
    read: dict[str, str] = {}
    for locator, digest in reader.mapping(value, "`digests`", trail).items():
        here = (*trail, locator)
        text = reader.text(digest, f"The digest of {quoted(locator)}", here)
        if not (is_locator(locator) and locator[1:].isdigit()):
            reader.fault(
                "bad-value",
                f"`digests`: {quoted(locator)} is not a paragraph.",
                "Name a whole paragraph, as `p7`.",
                here,
                on_key=True,
            )
        if text and (len(text) != 23 or set(text.removeprefix("sha256:")) - HEXADECIMAL):
            reader.fault(
                "bad-value",
                f"{quoted(text)} is not a digest of a paragraph.",
                "Write `sha256:` and the first 16 hexadecimal digits.",
                here,
            )
        read[locator] = text
    return read


def read_passages(reader: Reader, value: Plain, trail: Trail) -> dict[str, str]:
    """The passages on which nothing rests, and why, by locator."""
    read: dict[str, str] = {}
    for locator, reason in reader.mapping(value, "`passages`", trail).items():
        if not is_locator(locator):
            reader.fault(
                "bad-value",
                f"`passages`: {quoted(locator)} is not a locator.",
                WRITE_A_LOCATOR,
                (*trail, locator),
                on_key=True,
            )
        read[locator] = reader.text(reason, f"The reason for {quoted(locator)}", (*trail, locator))
    return read
