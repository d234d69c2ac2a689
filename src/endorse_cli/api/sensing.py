"""The only place that says how much hangs on each number of a rubric, for some candidates.

It is imported where it is needed, by `api.sensitivity`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from endorse_cli.api.loading import LoadedRubric
from endorse_cli.api.scoring import Invalid, Scored, score_document
from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import names_in
from endorse_cli.models.measures import numbers_said
from endorse_cli.models.numbers import show_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.sensitivity import NumberPart
from endorse_cli.models.unchecked import TOO_LARGE
from endorse_cli.models.ways import Look, value_at, way
from endorse_cli.review.sensitivity.crossings import Dial, Known
from endorse_cli.review.sensitivity.intervals import (
    Outcomes,
    can_break,
    dials,
    interval,
    outcomes_now,
)
from endorse_cli.review.structure import structure_faults

NOT_STRAIGHT = "too much is open, or numbers multiply each other"


class Told(NamedTuple):
    """A number in the machine form, and why its interval is not told, where it is not."""

    part: NumberPart
    why: str | None


def numbers(loaded: LoadedRubric, scored: Sequence[Scored]) -> Iterator[Told]:
    """Every number of a rubric with its interval."""
    rubric = loaded.whole
    breakable = can_break(rubric)

    def judge(variant: Rubric, who: Sequence[int]) -> Mapping[int, Outcomes] | None:
        if breakable and structure_faults(variant):
            return None
        turned = LoadedRubric(loaded.layered, variant)
        return {one: _outcomes(turned, scored[one]) for one in who}

    def look(trail: Trail) -> Plain:
        return value_at(loaded.layered.merged.value, trail)

    known = [_known(one) for one in scored]
    now = outcomes_now(rubric, known, judge)
    for dial in dials(rubric):
        found = interval(rubric, dial, known, judge, now)
        (place,) = loaded.layered.locate([Diagnostic("", "", trail=dial.trail)])
        why = None if found.worked_out else TOO_LARGE if found.too_large else NOT_STRAIGHT
        part: NumberPart = {
            "sort": dial.sort,
            "id": dial.id,
            "part": _part(look, dial),
            "line": place.place.line if place.place else 0,
            "value": show_number(dial.value),
            "from": list(dial.grounds.locators) if dial.grounds else [],
            "basis": dial.grounds.basis if dial.grounds else None,
            "worked_out": found.worked_out,
            "low": found.low,
            "high": found.high,
        }
        yield Told(part, why)


def _part(look: Look, dial: Dial) -> str:
    """Which entry within a line a number is, unless its id ends in that already."""
    found = way(look, dial.trail)
    return "" if dial.id.endswith(f".{found}") else found


def _outcomes(turned: LoadedRubric, scored: Scored) -> dict[str, tuple[str, ...]]:
    """What is possible for a candidate under a variant; nothing where it contradicts the file."""
    if turned.over_time or scored.assessment.compiled.regions or scored.candidate.given:
        # What is asked hangs on the day, numbers and days are cut at other places, or what was
        # stated may no longer fit.
        again = score_document(scored.document, turned, scored.as_of)
        if isinstance(again, Invalid):
            if any(found.code == "too-large" for found in again.diagnostics):
                raise TooManyNodes
            return dict.fromkeys(turned.rubric.decisions, ())
        decisions = again.assessment.decisions
    else:
        known = scored.assessment.masks
        compiled = compile_rubric(turned.rubric, known=known)
        decisions = Assessment(compiled, scored.assessment.answers, {}).decisions
    return {id: decided.possible for id, decided in decisions.items()}


def _known(scored: Scored) -> Known:
    """What is known of a candidate, answer by answer."""
    compiled, masks = scored.assessment.compiled, scored.assessment.masks
    names, numbers = {}, {}
    for id, levels in compiled.levels.items():
        criterion, answer = compiled.rubric.criteria[id], scored.assessment.answers[id]
        if criterion.kind.number is not None:
            said = numbers_said(answer)
            if said or masks[levels[0]] != compiled.variables[levels[0]].all_values:
                numbers[id] = said
        elif criterion.kind.form != "set":
            names[id] = tuple(names_in(compiled.variables[levels[0]], masks[levels[0]]))
    return Known(scored.candidate.name, names, numbers)
