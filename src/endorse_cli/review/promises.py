"""The only place that reports on promises: proved, broken with an example, or idle."""

from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.proofs import Broken, prove
from endorse_cli.models.check import Result
from endorse_cli.models.rubric import Promise


class Kept(NamedTuple):
    """What came of one promise."""

    promise: Promise
    result: Result
    broken: Broken | None
    diagnostic: Diagnostic | None


def check_promises(compiled: Compiled) -> tuple[Kept, ...]:
    """Every promise, proved or broken over all possible candidates."""
    return tuple(_check(compiled, promise) for promise in compiled.rubric.promises.values())


def _check(compiled: Compiled, promise: Promise) -> Kept:
    try:
        proof = prove(compiled, promise)
    except TooManyNodes:
        return Kept(promise, "not_proved", None, None)
    if proof.broken is not None:
        return Kept(promise, "broken", proof.broken, _broken(compiled, promise, proof.broken))
    idle = _trivial(promise, proof.trivial) if proof.trivial else None
    return Kept(promise, "proved", None, idle)


def _broken(compiled: Compiled, promise: Promise, broken: Broken) -> Diagnostic:
    return Diagnostic(
        "promise-broken",
        f"The promise {quoted(promise.id)} is broken: {_how(compiled, promise, broken)}.",
        "Change the rows that decide it, or the promise. `endorse rubric check --examples DIR` "
        "writes the candidate as a file.",
        promise.trail,
        on_key=True,
    )


def _how(compiled: Compiled, promise: Promise, broken: Broken) -> str:
    if promise.form == "some_effect":
        return f"nothing depends on {quoted(broken.target)}"
    if broken.moved is None:
        return "there is a candidate for whom the first part holds and the second does not"
    level, before, after = broken.moved
    variable = compiled.variables[level]
    moved = f"moves {quoted(broken.target)} from {_shown(broken.before)} to {_shown(broken.after)}"
    if broken.others:
        return f"for some candidate another answer to {quoted(variable.criterion)} alone {moved}"
    return (
        f"for some candidate {quoted(variable.id)} going from {quoted(variable.values[before])} "
        f"to {quoted(variable.values[after])} alone {moved}"
    )


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
