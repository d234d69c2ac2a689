"""The only place for conditions: what must hold, as written, each part with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.grounds import Grounds, read_own_grounds
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.tests import Bound, Test, read_bound, read_test


@dataclass(frozen=True, slots=True)
class Holds:
    """A bare word: the finding holds."""

    finding: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class Atom:
    """A test of one criterion, score or decision, with grounds of its own where it has any."""

    id: str
    test: Test
    grounds: Grounds | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Each:
    """`{of: …, are: test}`: the same test of every member of a family or of a list of ids."""

    of: str | tuple[str, ...]
    test: Test
    trail: Trail


Many: TypeAlias = "tuple[Condition, ...] | Each"


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: Many
    grounds: Grounds | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: Many
    grounds: Grounds | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"
    grounds: Grounds | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Count:
    """So many of the parts hold, counted one by one."""

    parts: Many
    at_least: Bound | None
    at_most: Bound | None
    grounds: Grounds | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Broken:
    """A condition that could not be read; nothing that follows from it is reported."""

    trail: Trail


Condition: TypeAlias = Holds | Atom | All | Any | Not | Count | Broken


@dataclass(frozen=True, slots=True)
class Exempt:
    """An exception: where it holds, what it stands at does not."""

    when: Condition
    grounds: Grounds
    trail: Trail


def read_condition(reader: Reader, value: Plain, trail: Trail) -> Condition:
    """One condition, whatever its form."""
    if isinstance(value, str) and value.strip():
        return Holds(value, trail)
    if not isinstance(value, dict) or not value:
        reader.shape(
            value,
            "a finding's id, a test such as `{id: yes}`, `all:`, `any:`, `not:` or `count:`",
            "A condition",
            trail,
        )
        return Broken(trail)
    own = read_own_grounds(reader, value, "The condition", trail)
    words = {key: part for key, part in value.items() if key not in grounds_of.KEYS}
    if "count" in words:
        return _read_count(reader, words, own, trail)
    if len(words) != 1:
        return _not_one(reader, list(words), trail)
    ((word, part),) = words.items()
    return _read_form(reader, word, part, own, trail)


def _read_form(
    reader: Reader, word: str, part: Plain, own: Grounds | None, trail: Trail
) -> Condition:
    at = (*trail, word)
    match word:
        case "all":
            return All(read_many(reader, part, at), own, trail)
        case "any":
            return Any(read_many(reader, part, at), own, trail)
        case "not":
            return Not(read_condition(reader, part, at), own, trail)
        case _:
            return Atom(word, read_test(reader, part, at), own, trail)


def _read_count(
    reader: Reader, words: dict[str, Plain], own: Grounds | None, trail: Trail
) -> Condition:
    found = reader.keys(words, "The condition", trail, ("count",), ("at_least", "at_most"))
    if len(found) < len(words):
        return Broken(trail)
    least, most = (
        read_bound(reader, found[key], (*trail, key)) if key in found else None
        for key in ("at_least", "at_most")
    )
    if least is None and most is None:
        reader.fault(
            "bad-shape",
            "`count` is compared with nothing.",
            "Add `at_least:` or `at_most:` with a whole number, or both.",
            trail,
        )
        return Broken(trail)
    return Count(read_many(reader, found["count"], (*trail, "count")), least, most, own, trail)


def _not_one(reader: Reader, words: list[str], trail: Trail) -> Broken:
    if words:
        message = f"A condition names {len(words)} things at once: {', '.join(map(quoted, words))}."
    else:
        message = "A condition has grounds and nothing that must hold."
    reader.fault(
        "bad-shape", message, "Put each under `all:` or `any:` as an item of its own.", trail
    )
    return Broken(trail)


def read_many(reader: Reader, value: Plain, trail: Trail) -> Many:
    """A list of conditions, or one test asked of many ids."""
    if isinstance(value, dict):
        found = reader.keys(value, "The list of conditions", trail, ("of", "are"))
        if set(found) != {"of", "are"}:
            return (Broken(trail),)
        of = found["of"]
        ids = (
            reader.texts(of, "`of`", (*trail, "of"))
            if isinstance(of, list)
            else reader.text(of, "`of`", (*trail, "of"))
        )
        return Each(ids, read_test(reader, found["are"], (*trail, "are")), trail)
    items = reader.list_of(value, "The list of conditions", trail)
    read = tuple(read_condition(reader, item, (*trail, i)) for i, item in enumerate(items))
    return read or (Broken(trail),)


def when_at(reader: Reader, found: dict[str, Plain], trail: Trail) -> Condition:
    """The condition under `when:`; where the key is missing, that has been reported."""
    at = (*trail, "when")
    return read_condition(reader, found["when"], at) if "when" in found else Broken(trail)


def exceptions_at(
    reader: Reader, found: dict[str, Plain], what: str, trail: Trail
) -> tuple[Exempt, ...]:
    """The exceptions under `unless:`, where there are any."""
    if "unless" not in found:
        return ()
    return _read_exceptions(reader, found["unless"], what, (*trail, "unless"))


def _read_exceptions(reader: Reader, value: Plain, what: str, trail: Trail) -> tuple[Exempt, ...]:
    """The exceptions under `unless:`, each with its own citation."""
    read = []
    for position, item in enumerate(reader.list_of(value, f"`unless` of {what}", trail)):
        at = (*trail, position)
        found = reader.keys(item, "An exception", at, ("when",), grounds_of.KEYS)
        if "when" in found:
            own = grounds_of.read_grounds(reader, found, "An exception", at)
            read.append(Exempt(read_condition(reader, found["when"], (*at, "when")), own, at))
    return tuple(read)


def inner(condition: Condition) -> tuple[Condition, ...]:
    """The parts written directly inside a condition; none for a finding, an atom or `of … are`."""
    match condition:
        case Not(part=part):
            return (part,)
        case All(parts=parts) | Any(parts=parts) | Count(parts=parts):
            return parts if isinstance(parts, tuple) else ()
    return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """A condition and everything inside it, in the order written."""
    yield condition
    for part in inner(condition):
        yield from walk(part)


def each_of(condition: Condition) -> Each | None:
    """The `of … are` of an `all`, `any` or `count`, where it has one."""
    if isinstance(condition, All | Any | Count) and isinstance(condition.parts, Each):
        return condition.parts
    return None
