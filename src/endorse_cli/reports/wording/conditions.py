"""The only place for the words of a condition: as one phrase, or as a list with indents."""

from typing import NamedTuple

from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Each,
    Exempt,
    Holds,
    Many,
    Not,
)
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.wording.names import series, title_of
from endorse_cli.reports.wording.tests import predicate


class Line(NamedTuple):
    """One line of a list with indents, and what it rests on where that is its own."""

    depth: int
    text: str
    grounds: Grounds | None = None


def condition_phrase(rubric: Rubric, condition: Condition) -> str:
    """A condition in one phrase: `a is at least clear and not (b or c)`."""
    match condition:
        case Holds(finding=id):
            return finding_words(rubric, id)
        case Atom(id=id, test=test):
            return f"{id} {predicate(rubric, id, test)}"
        case Not(part=Atom(id=id, test=test)):
            return f"{id} {predicate(rubric, id, test, holds=False)}"
        case Not(part=part):
            return f"not {_enclosed(rubric, part)}"
        case All(parts=parts):
            return _joined(rubric, parts, "and", "each of")
        case Any(parts=parts):
            return _joined(rubric, parts, "or", "at least one of")
    return "a condition that could not be read"


def condition_lines(rubric: Rubric, condition: Condition, depth: int = 0) -> list[Line]:
    """A condition as a list: what must hold together stands one step further in."""
    match condition:
        case All(parts=(part,), grounds=own) | Any(parts=(part,), grounds=own):
            first, *others = condition_lines(rubric, part, depth)
            return [first._replace(grounds=first.grounds or own), *others]
        case All(parts=tuple(parts), grounds=own):
            return [Line(depth, "all of:", own), *_nested(rubric, parts, depth)]
        case Any(parts=tuple(parts), grounds=own):
            return [Line(depth, "at least one of:", own), *_nested(rubric, parts, depth)]
        case Not(part=All() | Any() as part, grounds=own):
            return [Line(depth, "not:", own), *condition_lines(rubric, part, depth + 1)]
    own = getattr(condition, "grounds", None)
    return [Line(depth, condition_phrase(rubric, condition), own)]


def exception_lines(rubric: Rubric, unless: tuple[Exempt, ...], depth: int = 0) -> list[Line]:
    """The exceptions to a condition, each with what it rests on."""
    lines = []
    for exception in unless:
        lines.append(Line(depth, "unless:", exception.grounds))
        lines.extend(condition_lines(rubric, exception.when, depth + 1))
    return lines


def finding_words(rubric: Rubric, id: str) -> str:
    """A finding as it is named in a condition: its title, in quotation marks."""
    return f'"{title_of(rubric.findings[id])}"'


def _nested(rubric: Rubric, parts: tuple[Condition, ...], depth: int) -> list[Line]:
    return [line for part in parts for line in condition_lines(rubric, part, depth + 1)]


def _joined(rubric: Rubric, parts: Many, last: str, each: str) -> str:
    if isinstance(parts, Each):
        return _each_words(rubric, parts, each)
    if len(parts) == 1:
        return condition_phrase(rubric, parts[0])
    return f" {last} ".join(_enclosed(rubric, part) for part in parts)


def _each_words(rubric: Rubric, each: Each, quantity: str) -> str:
    ids = rubric.members(each.of) if isinstance(each.of, str) else each.of
    test = predicate(rubric, (*ids, "")[0], each.test)
    if isinstance(each.of, str):
        members = series(ids) or "none so far"
        return f'{quantity} "{rubric.families[each.of].title}" ({members}) {test}'
    return f"{quantity} {series(ids)} {test}" if len(ids) > 1 else f"{series(ids)} {test}"


def _enclosed(rubric: Rubric, condition: Condition) -> str:
    words = condition_phrase(rubric, condition)
    parts = condition.parts if isinstance(condition, All | Any) else ()
    return f"({words})" if isinstance(parts, tuple) and len(parts) > 1 else words
