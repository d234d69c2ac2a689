"""Promises: proved, broken with an example, or idle (`promise-broken`, `promise-trivial`)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.profiles import Broken
from endorse_cli.engine.proofs import prove
from endorse_cli.models.audits import Result
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import answers_words, is_somebody, value_words
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as


class CompiledPeriod(NamedTuple):
    """A rubric as it stands from `first` on (None: from the beginning), and one day of that."""

    first: date | None
    day: date
    compiled: Compiled


class Kept(NamedTuple):
    """What came of one promise, and the period in which that is so, where there are several."""

    promise: Promise
    result: Result
    broken: Broken | None
    diagnostic: Diagnostic | None
    since: date | None = None
    day: date | None = None
    under: Compiled | None = None
    is_left: bool = False
    """Whether it was not looked at since that was interrupted."""
    is_idle_told: bool = True
    """Whether it is told if it says anything at all."""


RANKS: tuple[Result, ...] = ("waived", "proved", "not_proved", "broken")
"""Of several periods the last of these holds for all of them together."""


def check_promises(compiled: Compiled, progress: Progress = UNHEARD) -> tuple[Kept, ...]:
    """Every promise, proved or broken over all possible candidates."""
    promises = [*compiled.rubric.promises.values()]
    looked_at = (_check(compiled, promise) for promise in promises)
    found = as_far_as(looked_at, len(promises), "promises looked at", progress)
    return (*found, *unproved(compiled.rubric, is_left=True)[len(found) :])


def check_over_time(periods: Iterable[CompiledPeriod], progress: Progress) -> tuple[Kept, ...]:
    """Every promise over all possible candidates and every period; each once, at its worst.

    Periods come in order. A promise that speaks only of what is not in
    force says nothing in that period.
    """
    worst: dict[str, Kept] = {}
    for since, day, compiled in periods:
        for kept in check_promises(compiled, progress):
            dated = kept._replace(since=since, day=day, under=compiled)
            old = worst.get(kept.promise.id)
            if old is None or RANKS.index(dated.result) > RANKS.index(old.result):
                worst[kept.promise.id] = dated
            elif dated.diagnostic is None and old.result == "proved":
                # Trivial in one period and not in another: it says something.
                worst[kept.promise.id] = dated
    return tuple(map(_with_day, worst.values()))


def unproved(rubric: Rubric, *, is_left: bool = False) -> tuple[Kept, ...]:
    """Every promise of a rubric, none of which is looked at: waived, or not proved."""
    return tuple(
        Kept(promise, "waived", None, None)
        if rubric.chain.waiver(id)
        else Kept(promise, "not_proved", None, None, is_left=is_left)
        for id, promise in rubric.promises.items()
    )


def _with_day(kept: Kept) -> Kept:
    if kept.result != "broken" or kept.since is None or kept.diagnostic is None:
        return kept
    help = f"This is so from {kept.since} on. {kept.diagnostic.help}"
    return kept._replace(diagnostic=replace(kept.diagnostic, help=help))


def _check(compiled: Compiled, promise: Promise) -> Kept:
    if compiled.rubric.chain.waiver(promise.id):
        return Kept(promise, "waived", None, None)
    try:
        proof = prove(compiled, promise)
    except TooManyNodes:
        return Kept(promise, "not_proved", None, None)
    if proof.broken is not None:
        return Kept(promise, "broken", proof.broken, _broken(compiled, promise, proof.broken))
    idle = _trivial(promise, proof.trivial) if proof.trivial else None
    return Kept(promise, "proved", None, idle, is_idle_told=proof.trivial is not None)


def _broken(compiled: Compiled, promise: Promise, broken: Broken) -> Diagnostic:
    help = "Change the rows that decide it, or the promise."
    if is_somebody(compiled, broken.profile):
        help = f"{help} `endorse rubric check --examples DIR` writes the candidate as a file."
    return Diagnostic(
        "promise-broken",
        f"The promise {quoted(promise.id)} is broken: {_how(compiled, promise, broken)}.",
        help,
        promise.trail,
        on_key=True,
    )


def _how(compiled: Compiled, promise: Promise, broken: Broken) -> str:
    if promise.form == "some_effect":
        return f"nothing depends on {quoted(broken.target)}"
    if broken.moved is None:
        parts = "there is a candidate for whom the first part holds and the second does not"
        words = answers_words(compiled, broken.profile)
        return f"{parts}: {words}" if words else parts
    level, before, after = broken.moved
    variable = compiled.variables[level]
    moved = f"moves {quoted(broken.target)} from {_shown(broken.before)} to {_shown(broken.after)}"
    if broken.others:
        return f"for some candidate another answer to {quoted(variable.criterion)} alone {moved}"
    was, now = (quoted(value_words(compiled, variable, value)) for value in (before, after))
    return f"for some candidate {quoted(variable.spoken)} going from {was} to {now} alone {moved}"


def _shown(leaf: object) -> str:
    if isinstance(leaf, bool):
        return "`yes`" if leaf else "`no`"
    return quoted(leaf)


def _trivial(promise: Promise, side: str) -> Diagnostic:
    how = "`when` never holds" if side == "when" else "`then` always holds"
    return Diagnostic(
        "promise-trivial",
        f"The promise {quoted(promise.id)} says nothing: its {how}.",
        "Correct that part, or leave the promise out.",
        promise.trail,
        on_key=True,
    )
