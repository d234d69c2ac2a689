"""The only place for what one small change to a rubric is."""

from fractions import Fraction
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from endorse_cli.diagnostics import Trail
from endorse_cli.models.base import replace
from endorse_cli.models.conditions import Condition
from endorse_cli.models.mutation import Operator
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE

M = TypeVar("M", bound=BaseModel)


class Change(NamedTuple):
    """What a small change does, and where; `part` is the condition that it drops or negates.

    `was` and `becomes` are ids, names or numbers; for a part, the words that stand for it.
    """

    operator: Operator
    trail: Trail
    was: str = ""
    becomes: str = ""
    part: Condition | None = None


def with_field(value: M, field: str, part: object) -> M:
    """A frozen value with one of its fields replaced, whichever that is."""
    # No type says that a field found by its name fits; whoever calls has read it from there.
    return replace(value, **{field: part})


def neighbours(names: tuple[str, ...], name: str) -> list[str]:
    """The names beside one in an order, the lower first."""
    if name not in names:
        return []
    place = names.index(name)
    return [names[beside] for beside in (place - 1, place + 1) if 0 <= beside < len(names)]


def moved(number: Fraction, by: Fraction) -> list[Fraction]:
    """A number one unit less, and one unit more."""
    return [number - by, number + by]


def unit_of(number: Fraction) -> Fraction:
    """One unit of a weight: 1 over its denominator."""
    return Fraction(1, number.denominator)


def names_of(rubric: Rubric, id: str) -> tuple[str, ...]:
    """What a test of an id can name: answers, members of a set, or outcomes."""
    if id in rubric.decisions:
        return rubric.decisions[id].outcomes
    if id not in rubric.criteria:
        return ()
    criterion = rubric.criteria[id]
    besides = (NOT_APPLICABLE,) if criterion.may_be_not_applicable else ()
    return (*criterion.kind.names, *besides)


def ranks_of(rubric: Rubric, id: str) -> tuple[str, ...]:
    """The levels or outcomes of an id from lowest to highest; none where it has no such order."""
    if id in rubric.decisions:
        return rubric.decisions[id].outcomes if rubric.decisions[id].ordered else ()
    if id in rubric.criteria and rubric.criteria[id].kind.form == "levels":
        return rubric.criteria[id].kind.names
    return ()


def step_of(rubric: Rubric, id: str) -> Fraction:
    """By how much a threshold on an id moves: a number's step, else 1."""
    if id in rubric.criteria:
        shape = rubric.criteria[id].kind.number
        return shape.step if shape and shape.step is not None else Fraction(1)
    return Fraction(1)
