"""What is proved of a rubric: rows, outcomes and criteria, promises, and how many profiles."""

from collections.abc import Iterable
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import IMPOSSIBLE
from endorse_cli.engine.profiles import counts
from endorse_cli.engine.witnesses import of_somebody, together
from endorse_cli.models.audits import (
    INTERRUPTED,
    NOT_TOGETHER,
    TOO_LARGE,
    ProfilesPart,
    PromisePart,
    UncheckedPart,
    unchecked,
)
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import example_candidate, is_somebody
from endorse_cli.review.checks.dead_parts import DEAD, Check, Looked
from endorse_cli.review.checks.levels import WRITTEN
from endorse_cli.review.checks.promise_broken import (
    CompiledPeriod,
    Kept,
    check_over_time,
    check_promises,
    unproved,
)
from endorse_cli.review.checks.row_gap import row_checks
from endorse_cli.review.citations import Text, check_against
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.review.reported import Noted, Reported


class Soundness(NamedTuple):
    """What can never happen, decides nothing or says too little; and the codes not looked for.

    What is `left` was not looked for since it was interrupted, the others since it is too large.
    """

    faults: tuple[Diagnostic, ...]
    unchecked: tuple[str, ...]
    left: tuple[str, ...]


def soundness(
    rubric: Rubric, compiled: Compiled | None, reported: Reported, progress: Progress = UNHEARD
) -> Soundness:
    """Every check by itself; without diagrams, those that need none."""

    def looked_for(check: Check) -> Looked:
        return Looked() if compiled is None else check(compiled, reported)

    checks = {**row_checks(rubric), **DEAD}
    codes = list(checks)
    looked = as_far_as(map(looked_for, checks.values()), len(codes), "checks done", progress)
    faults = [fault for one in looked for fault in one.found]
    for written in WRITTEN:
        faults.extend(written(rubric, reported))
    large = (code for code, one in zip(codes, looked, strict=False) if not one.is_whole)
    return Soundness(tuple(faults), tuple(large), tuple(codes[len(looked) :]))


class Proved(NamedTuple):
    """What is wrong, and the codes of which there may be more than was found."""

    faults: tuple[Diagnostic, ...]
    unseen: frozenset[str]


class Verdict(NamedTuple):
    """What is proved of a rubric without structural faults, `parts` being its promises."""

    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[PromisePart, ...]
    profiles: dict[str, ProfilesPart]
    unchecked: tuple[UncheckedPart, ...] = ()


def check_rubric(
    rubric: Rubric,
    compiled: Compiled | None,
    periods: Iterable[CompiledPeriod] | None = (),
    text: Text | None = None,
    progress: Progress = UNHEARD,
) -> Verdict:
    """Every check of a rubric that has passed the static pass; with its document where given.

    `compiled` has everything in force, and is None where that is too large; promises are proved for
    each of the `periods`, if any, and for none where those are too large. Each check and promise
    that was not looked at is named.
    """
    noted = Noted()
    if compiled is not None:
        compiled = of_somebody(compiled)
    if text is not None:
        check_against(noted, rubric, text)
    sound, kept = _proved(rubric, compiled, periods, progress)
    parts = tuple(promise_part(rubric, compiled, promise) for promise in kept)
    left = [*sound.left, *(one.promise.id for one in kept if one.is_left)]
    large = [*sound.unchecked]
    large += [] if all(one.is_idle_told for one in kept) else ["promise-trivial"]
    large += [p.promise.id for p in kept if p.result == "not_proved" and not p.is_left]
    counted = compiled is not None and not compiled.apart and together(compiled)
    if not counted:
        profiles = [f"profiles.{id}" for id in rubric.decisions]
        left, large = (left + profiles, large) if sound.left else (left, large + profiles)
    return Verdict(
        (*noted.found, *sound.faults),
        parts,
        _profiles(compiled, counted_levels(compiled)) if compiled and counted else {},
        (*unchecked(large, _why(compiled)), *unchecked(left, INTERRUPTED)),
    )


def _why(compiled: Compiled | None) -> str:
    """Why not everything is told of a rubric: its diagrams, or amounts that it compares."""
    is_small = compiled is not None and not compiled.apart
    return NOT_TOGETHER if compiled and is_small and not together(compiled) else TOO_LARGE


def proved_faults(compiled: Compiled, periods: Iterable[CompiledPeriod] = ()) -> Proved:
    """What can be proved to be wrong, broken promises last."""
    sound, kept = _proved(compiled.rubric, of_somebody(compiled), periods, UNHEARD)
    untold = ("promise-broken" for one in kept if one.result == "not_proved")
    return Proved(sound.faults, frozenset((*sound.unchecked, *untold)))


def _proved(
    rubric: Rubric,
    compiled: Compiled | None,
    periods: Iterable[CompiledPeriod] | None,
    progress: Progress,
) -> tuple[Soundness, tuple[Kept, ...]]:
    """What is wrong and what was not looked at, and what came of every promise."""
    reported = Reported(rubric)
    sound = soundness(rubric, compiled, reported, progress)
    if compiled is None or periods is None:
        return sound, unproved(rubric, is_left=progress.stopped)
    then = (one._replace(compiled=of_somebody(one.compiled)) for one in periods)
    kept = check_over_time(then, progress) or check_promises(compiled, progress)
    spoken = tuple(
        promise.diagnostic
        for promise in kept
        if promise.diagnostic is not None and not reported.promise_is_tainted(promise.promise)
    )
    return sound._replace(faults=(*sound.faults, *spoken)), kept


def counted_levels(compiled: Compiled) -> frozenset[int]:
    """The variables over which profiles are counted: all that are not merely recorded."""
    return frozenset(
        level for level, variable in enumerate(compiled.variables) if not variable.recorded
    )


def _profiles(compiled: Compiled, counted: frozenset[int]) -> dict[str, ProfilesPart]:
    found: dict[str, ProfilesPart] = {}
    roots = [decided.root for decided in compiled.decisions.values()]
    every = counts(compiled.manager, roots, counted)
    for (id, decided), rows in zip(compiled.decisions.items(), every, strict=True):
        outcomes = dict.fromkeys(decided.decision.outcomes, 0)
        for row, number in rows.items():
            if row == IMPOSSIBLE:
                continue
            outcomes[decided.outcome_of[str(row)]] += number
        found[id] = {
            "outcomes": {name: str(number) for name, number in outcomes.items()},
            "rows": {row: str(rows.get(row, 0)) for row in decided.outcome_of},
        }
    return found


def promise_part(rubric: Rubric, compiled: Compiled | None, kept: Kept) -> PromisePart:
    """One promise in the machine form, with a candidate that breaks it where one does."""
    example = None
    under = kept.under or compiled
    if kept.broken is not None and under is not None and is_somebody(under, kept.broken.profile):
        name = f"An example that breaks {kept.promise.id}"
        example = example_candidate(under, kept.broken.profile, name, kept.day)
    waiver = rubric.chain.waiver(kept.promise.id)
    return {
        "id": kept.promise.id,
        "result": kept.result,
        "reason": waiver.reason if waiver else None,
        "example": example,
    }
