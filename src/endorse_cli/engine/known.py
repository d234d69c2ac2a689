"""What a record knows of a candidate, and how the diagrams take it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.domain import Variable
from endorse_cli.engine.given import where_given
from endorse_cli.models.numbers import read_number
from endorse_cli.models.record import LinePart, Record, ScorePart
from endorse_cli.models.rubric import Rubric

GIVEN = ("answered", "disputed")
"""The states of an answer that counts as it was given."""


class Reach(NamedTuple):
    """The least and the greatest number that an amount can be; None where there is no end."""

    low: Fraction | None
    high: Fraction | None


UNKNOWN = Reach(None, None)


def reach_of(score: ScorePart) -> Reach:
    """How far a score of a record reaches."""
    ends = (None if end is None else Fraction(end) for end in (score["low"], score["high"]))
    return Reach(*ends)


class Known(NamedTuple):
    """What is known of a candidate.

    `possible` are the values left, by variable: one not named can have any. `numbers` are the
    answers given in numbers, exactly; `stated` the outcomes of decisions that the file states.
    """

    possible: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[Fraction]]
    stated: Mapping[str, Sequence[str]]


def known_of(record: Record, rubric: Rubric) -> Known:
    """What a record knows of a candidate."""
    lines = record["lines"]
    decided = record["decisions"].items()
    return Known(
        {id: names for line in lines for id, names in line["possible"].items()},
        {line["criterion"]: said for line in lines if (said := _numbers(rubric, line))},
        {id: part["given"] for id, part in decided if "given" in part},
    )


def _numbers(rubric: Rubric, line: LinePart) -> list[Fraction]:
    """The numbers that an answer gives, where it counts and is one."""
    kind = rubric.criteria[line["criterion"]].kind
    if kind.number is None or isinstance(line["answer"], dict) or line["state"] not in GIVEN:
        return []
    said = [line["answer"]] if isinstance(line["answer"], str) else line["answer"] or []
    read = [read_number(text) for text in said]
    return [] if None in read else [number for number in read if number is not None]


def masks_of(variables: Sequence[Variable], known: Known) -> list[int]:
    """The values still possible, as masks; whatever is not named can be anything."""

    def mask(variable: Variable) -> int:
        names = known.possible.get(variable.id, variable.values)
        left = sum(1 << place for place, name in enumerate(variable.values) if name in names)
        return left or variable.all_values

    return [mask(variable) for variable in variables]


def as_stated(compiled: Compiled, known: Known) -> Compiled:
    """The diagrams where the decisions come out as the file states."""
    if compiled.wide is not None or not known.stated:
        return compiled
    masks = {}
    for id, names in known.stated.items():
        outcomes = compiled.decisions[id].decision.outcomes
        masks[id] = sum(1 << place for place, name in enumerate(outcomes) if name in names)
    return where_given(compiled, masks)
