"""The only place that composes `rubric check`: structure, soundness, promises, profiles."""

from collections.abc import Iterable
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine import counting
from endorse_cli.engine.compiled import Compiled
from endorse_cli.models.check import ProfilesPart, PromisePart
from endorse_cli.models.passages import Text
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Promise, Rubric
from endorse_cli.review.examples import example_candidate
from endorse_cli.review.promises import CompiledPeriod, Kept, check_over_time, check_promises
from endorse_cli.review.rests import Reported
from endorse_cli.review.soundness import soundness_faults
from endorse_cli.review.sources import check_against


class Verdict(NamedTuple):
    """What is proved of a rubric without structural faults, `parts` being its promises."""

    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[PromisePart, ...]
    profiles: dict[str, ProfilesPart]


def check_rubric(
    compiled: Compiled,
    text: Text | None = None,
    periods: Iterable[CompiledPeriod] = (),
) -> Verdict:
    """Every check of a rubric that has passed the static pass; with its document where given.

    `compiled` has everything in force; promises are proved for each of the `periods`, if any.
    """
    reader = Reader()
    if text is not None:
        check_against(reader, compiled.rubric, text)
    faults, kept = proved_faults(compiled, periods)
    counted = counted_levels(compiled)
    return Verdict(
        (*reader.found, *faults),
        tuple(promise_part(compiled, promise) for promise in kept),
        _profiles(compiled, counted),
    )


def proved_faults(
    compiled: Compiled, periods: Iterable[CompiledPeriod] = ()
) -> tuple[tuple[Diagnostic, ...], tuple[Kept, ...]]:
    """What can be proved to be wrong, broken promises last, and what came of every promise."""
    reported = Reported(compiled.rubric)
    faults = soundness_faults(compiled, reported)
    kept = check_over_time(periods) or check_promises(compiled)
    spoken = tuple(
        promise.diagnostic
        for promise in kept
        if promise.diagnostic is not None and not reported.promise_is_tainted(promise.promise)
    )
    return (*faults, *spoken), kept


def not_proved(rubric: Rubric) -> Verdict:
    """The verdict on a rubric that is too large to be compiled: nothing is proved of it."""
    parts = (_not_proved(promise, rubric) for promise in rubric.promises.values())
    return Verdict((), tuple(parts), {})


def _not_proved(promise: Promise, rubric: Rubric) -> PromisePart:
    waiver = rubric.chain.waiver(promise.id)
    return {
        "id": promise.id,
        "result": "waived" if waiver else "not_proved",
        "reason": waiver.reason if waiver else None,
        "example": None,
    }


def counted_levels(compiled: Compiled) -> frozenset[int]:
    """The variables over which profiles are counted: all that are not merely recorded."""
    return frozenset(
        level for level, variable in enumerate(compiled.variables) if not variable.recorded
    )


def _profiles(compiled: Compiled, counted: frozenset[int]) -> dict[str, ProfilesPart]:
    found: dict[str, ProfilesPart] = {}
    for id, decided in compiled.decisions.items():
        rows = counting.count(compiled.manager, decided.root, counted)
        outcomes = dict.fromkeys(decided.decision.outcomes, 0)
        for row, number in rows.items():
            outcomes[decided.outcome_of[str(row)]] += number
        found[id] = {
            "outcomes": {name: str(number) for name, number in outcomes.items()},
            "rows": {row: str(rows.get(row, 0)) for row in decided.outcome_of},
        }
    return found


def promise_part(compiled: Compiled, kept: Kept) -> PromisePart:
    """One promise in the machine form, with a candidate that breaks it where one does."""
    example = None
    if kept.broken is not None:
        name = f"An example that breaks {kept.promise.id}"
        under = kept.under or compiled
        example = example_candidate(under, kept.broken.profile, name, kept.day)
    waiver = compiled.rubric.chain.waiver(kept.promise.id)
    return {
        "id": kept.promise.id,
        "result": kept.result,
        "reason": waiver.reason if waiver else None,
        "example": example,
    }
