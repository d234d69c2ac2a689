"""The only place for what a line rests on: its locators, its layer, and who adopted it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.dates import read_date
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

Basis = Literal["stated", "inferred", "chapter"]
BASES: tuple[Basis, ...] = get_args(Basis)

KEYS = ("from", "basis", "adopted", "note")
WRITE_A_LOCATOR = "Write a paragraph `p7`, a sentence `p7.3` or a range `p5-p7`."
_LOCATOR = re.compile(r"p([1-9]\d{0,4})(?:\.([1-9]\d{0,4})|-p([1-9]\d{0,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Adopted:
    """The body and the day that adopted a line of the chapter's own."""

    by: str
    date: date


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a line rests on. `locators` are `p7`, `p7.3` or `p5-p7`, in the order written."""

    locators: tuple[str, ...]
    basis: Basis
    adopted: Adopted | None = None
    note: str | None = None
    trail: Trail = ()


NO_GROUNDS = Grounds((), "inferred")


def paragraphs_of(locator: str) -> tuple[int, ...]:
    """The numbers of the paragraphs that a locator touches."""
    match = _LOCATOR.fullmatch(locator)
    if not match:
        return ()
    first = int(match[1])
    last = int(match[3]) if match[3] else first
    return tuple(range(first, last + 1))


def sentence_of(locator: str) -> int | None:
    """The number of the sentence inside its paragraph, None for whole paragraphs."""
    match = _LOCATOR.fullmatch(locator)
    return int(match[2]) if match and match[2] else None


def read_locators(reader: Reader, value: Plain, trail: Trail) -> tuple[str, ...]:
    """One locator or a list of them."""
    if value is None or value in ("", []):
        reader.fault(
            "line-no-source",
            "`from` names no passage.",
            "Name the passage this rests on, as `p7.3`.",
            trail,
        )
        return ()
    words = reader.one_or_more(value, "`from`", trail)
    for position, word in enumerate(words):
        at = (*trail, position) if isinstance(value, list) else trail
        if word and not is_locator(word):
            reader.fault(
                "bad-value",
                f"{quoted(word)} is not a locator.",
                WRITE_A_LOCATOR,
                at,
            )
    return tuple(word for word in words if is_locator(word))


def is_locator(word: str) -> bool:
    """Whether a word is a locator: `p7`, `p7.3`, or `p5-p7` with the lower first."""
    return len(word) < 20 and bool(paragraphs_of(word))


def read_grounds(reader: Reader, found: dict[str, Plain], what: str, trail: Trail) -> Grounds:
    """The grounds among a mapping's keys; `from` and `basis` must be there."""
    if "from" not in found and (trail, "from") not in reader.meant:
        reader.fault(
            "line-no-source",
            f"{what} cites no passage.",
            "Add `from:` with the passage it rests on, as `p7.3`.",
            trail,
            on_key=True,
        )
    if "basis" not in found and (trail, "basis") not in reader.meant:
        reader.fault(
            "missing-key",
            f"{what} has no `basis`.",
            "Add `basis: stated`, `inferred` or `chapter`.",
            trail,
            on_key=True,
        )
    locators = read_locators(reader, found["from"], (*trail, "from")) if "from" in found else ()
    basis = "inferred"
    if "basis" in found:
        basis = reader.word(found["basis"], "`basis`", (*trail, "basis"), BASES) or basis
    adopted = _read_adopted(reader, found, what, basis, trail)
    note = reader.text(found["note"], "`note`", (*trail, "note")) if "note" in found else None
    return Grounds(locators, cast("Basis", basis), adopted, note, trail)


def read_own_grounds(
    reader: Reader, found: dict[str, Plain], what: str, trail: Trail
) -> Grounds | None:
    """The grounds of a use, where it has any of its own."""
    if not any(key in found for key in KEYS):
        return None
    return read_grounds(reader, found, what, trail)


def _read_adopted(
    reader: Reader, found: dict[str, Plain], what: str, basis: str, trail: Trail
) -> Adopted | None:
    if "adopted" not in found:
        if basis == "chapter":
            reader.fault(
                "missing-key",
                f"{what} has `basis: chapter` and no `adopted`.",
                "Say who adopted it and when: `adopted: {by: …, date: YYYY-MM-DD}`.",
                trail,
                on_key=True,
            )
        return None
    at = (*trail, "adopted")
    keys = reader.keys(found["adopted"], "`adopted`", at, ("by", "date"))
    if set(keys) != {"by", "date"}:
        return None
    by = reader.text(keys["by"], "`by`", (*at, "by"))
    day = read_date(reader, keys["date"], "`date`", (*at, "date"))
    return Adopted(by, day) if by and day else None
