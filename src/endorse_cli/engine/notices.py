"""The only place that says which of a rubric's notices stand for a candidate."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.assessment import Truth
from endorse_cli.engine.domain import variables_of
from endorse_cli.engine.explanation import Explanation
from endorse_cli.models.rubric import Criterion


class Noticed(NamedTuple):
    """One notice: the criterion, the answer that brings it up, what is said, whether it stands.

    `state` is `open` where assessors disagree about the answer, or its condition is not settled.
    """

    criterion: str
    name: str
    say: str
    state: Truth


def notices(explanation: Explanation) -> tuple[Noticed, ...]:
    """The notices that stand or may stand, in the order of the rubric.

    An answer that nobody has given brings up none.
    """
    return tuple(_found(explanation))


def _found(explanation: Explanation) -> Iterator[Noticed]:
    rubric = explanation.rubric
    for criterion in rubric.criteria.values():
        for name, notice in rubric.notices(criterion).items():
            given = _given(explanation, criterion, name)
            holds = explanation.holds(notice.when) if given != "no" and notice.when else "yes"
            if "no" not in (given, holds):
                state: Truth = "yes" if given == holds == "yes" else "open"
                yield Noticed(criterion.id, name, notice.say, state)


def _given(explanation: Explanation, criterion: Criterion, name: str) -> Truth:
    """Whether an answer, or a member of a set, was given; `no` where nothing is known of it."""
    is_set = criterion.kind.form == "set"
    for variable in variables_of(criterion):
        if is_set and variable.id != f"{criterion.id}.{name}":
            continue
        value = "yes" if is_set else name
        left = explanation.answers.possible.get(variable.id, variable.values)
        if list(left) == [value]:
            return "yes"
        return "open" if value in left and len(left) < len(variable.values) else "no"
    return "no"
