"""How far a score or a number reaches, in words for a comparison that cannot come out otherwise."""

from collections.abc import Iterator

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO
from endorse_cli.engine.domain import bound_number
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.score_ends import Reach
from endorse_cli.models.conditions import All, Atom, Condition, Holds
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.plain_values import number_words
from endorse_cli.models.tests import Range, bounds_of
from endorse_cli.rubric.candidate_reader import CandidateReader


def reach_words(compiled: Compiled, id: str) -> str:
    """`total goes from 3 to 15`, for a score or a number; nothing for others."""
    criterion = compiled.rubric.criteria.get(id)
    if criterion is not None:
        return f"it is {number.words}" if (number := criterion.kind.number) else ""
    words = _words(_nobody(compiled).scores[id]) if id in compiled.rubric.scores else ""
    return f"it {words}" if words else ""


def out_of_reach(compiled: Compiled, row: Row) -> str:
    """How far a score of a row goes where all else in the row holds, if that is not far enough.

    Looked at are parts that all must hold, and of those beside the score what they say of one
    question each. Nothing where it is not for that that the row never holds.
    """
    if row.when is None or compiled.apart:
        return ""
    parts = [*_all_of(compiled, row.when)]
    masks = [variable.all_values for variable in compiled.variables]
    for part in parts:
        if not (isinstance(part, Atom) and part.id in compiled.rubric.scores):
            _narrow(compiled, part, masks)
    if 0 in masks:
        return ""
    left = _nobody(compiled).supposing(dict(enumerate(masks)))
    for part in parts:
        if isinstance(part, Atom) and part.id in compiled.rubric.scores:
            node = compiled.builder.atom(part.id, part.test)
            if isinstance(part.test, Range) and left.truth(node) == "no":
                asked = " and ".join(_asked(compiled, part.test))
                words = _words(left.scores[part.id])
                return f"{quoted(part.id)} {words} there, and {asked} is asked" if words else ""
    return ""


def _all_of(compiled: Compiled, condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that all must hold."""
    rule = compiled.rubric.findings.get(condition.finding) if isinstance(condition, Holds) else None
    if rule is not None:
        yield from _all_of(compiled, rule.when)
    elif isinstance(condition, All) and isinstance(condition.parts, tuple):
        for part in condition.parts:
            yield from _all_of(compiled, part)
    else:
        yield condition


def _narrow(compiled: Compiled, part: Condition, masks: list[int]) -> None:
    """Leave of each question what a part leaves of it by itself."""
    manager, node = compiled.manager, compiled.builder.condition(part)
    every = [variable.all_values for variable in compiled.variables]
    asked = {manager.level[one] for one in manager.descendants((node,))}
    for level, variable in enumerate(compiled.variables):
        for place in range(len(variable.values) if level in asked else 0):
            only = [*every[:level], 1 << place, *every[level + 1 :]]
            if reachable(manager, node, only) == [NO]:
                masks[level] &= ~(1 << place)


def _nobody(compiled: Compiled) -> Assessment:
    """Somebody of whom nothing is known."""
    reader = CandidateReader(compiled.rubric, cut=compiled.regions)
    return Assessment(compiled, {}, reader.absent)


def _words(reach: Reach) -> str:
    low, high = (number_words(end) if end is not None else "" for end in reach)
    if low and high:
        return f"is {low}" if low == high else f"goes from {low} to {high}"
    return f"is {low} or more" if low else f"is at most {high}" if high else ""


def _asked(compiled: Compiled, test: Range) -> Iterator[str]:
    for key, bound in bounds_of(test):
        number = number_words(bound_number(bound, compiled.rubric.settings))
        yield f"{key.replace('_', ' ')} {number}"
