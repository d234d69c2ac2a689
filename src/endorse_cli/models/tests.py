"""The only place for tests: what a condition asks of one criterion, score or decision."""

from dataclasses import dataclass
from typing import TypeAlias

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader


@dataclass(frozen=True, slots=True)
class SettingUse:
    """`{setting: id}`, wherever a number or a level may stand."""

    id: str
    trail: Trail


Bound: TypeAlias = str | SettingUse
"""A level or a number as written, or the setting that gives it."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these names; a bare name is a list of one."""

    names: tuple[str, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Range:
    """The answer lies between bounds: levels, numbers, scores, ordered outcomes."""

    at_least: Bound | None
    more_than: Bound | None
    at_most: Bound | None
    less_than: Bound | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Includes:
    """The set has all of these members, or (`any_of`) at least one."""

    members: tuple[str, ...]
    any_of: bool
    trail: Trail


@dataclass(frozen=True, slots=True)
class BrokenTest:
    """A test that could not be read; nothing that follows from it is reported."""

    trail: Trail


Test: TypeAlias = OneOf | Range | Includes | BrokenTest

LOWER = ("at_least", "more_than")
UPPER = ("at_most", "less_than")
KEYS = ("one_of", *LOWER, *UPPER, "includes", "includes_any")


def read_test(reader: Reader, value: Plain, trail: Trail) -> Test:
    """A bare name, or a mapping with one of the accepted forms."""
    if isinstance(value, str) and value.strip():
        return OneOf((value,), trail)
    before = len(reader.found)
    found = reader.keys(value, "The test", trail, (), KEYS)
    if len(reader.found) > before:
        return BrokenTest(trail)
    forms = set(found)
    if forms == {"one_of"}:
        return _read_one_of(reader, found["one_of"], (*trail, "one_of"))
    if forms and forms <= {*LOWER, *UPPER} and not (forms >= set(LOWER) or forms >= set(UPPER)):
        return _read_range(reader, found, trail)
    if forms in ({"includes"}, {"includes_any"}):
        (form,) = forms
        members = reader.one_or_more(found[form], quoted(form), (*trail, form))
        return Includes(members, form == "includes_any", trail)
    reader.fault(
        "bad-shape",
        "The test is not one that can be asked.",
        "Write a name, `one_of:`, a lower and an upper bound, `includes:` or `includes_any:`.",
        trail,
    )
    return BrokenTest(trail)


def _read_one_of(reader: Reader, value: Plain, trail: Trail) -> Test:
    names = reader.texts(value, "`one_of`", trail)
    if len(names) == 1:
        reader.fault(
            "bad-shape",
            "`one_of` has only one name.",
            f"Write the name alone: {quoted(names[0])}.",
            trail,
        )
    return OneOf(names, trail) if len(names) > 1 else BrokenTest(trail)


def _read_range(reader: Reader, found: dict[str, Plain], trail: Trail) -> Range:
    def bound(key: str) -> Bound | None:
        return read_bound(reader, found[key], (*trail, key)) if key in found else None

    return Range(bound("at_least"), bound("more_than"), bound("at_most"), bound("less_than"), trail)


def read_bound(reader: Reader, value: Plain, trail: Trail) -> Bound:
    """A number, a level, or `{setting: id}`."""
    if isinstance(value, dict):
        found = reader.keys(value, "The bound", trail, ("setting",))
        return SettingUse(
            reader.text(found.get("setting", ""), "`setting`", (*trail, "setting"))
            if "setting" in found
            else "",
            trail,
        )
    return reader.text(value, "The bound", trail)
