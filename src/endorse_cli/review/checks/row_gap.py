"""Rows of which none holds, or several that differ, for one candidate (`row-gap`, `row-overlap`).

Both are proved on the diagram of every decision that leaves `otherwise` out or says `hit: unique`,
with everything in force and on the days when it is not.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations
from typing import NamedTuple

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.budget import CHECK_BUDGET
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.profiles import Path, example
from endorse_cli.engine.witnesses import numbers_at, spots_of, together
from endorse_cli.models.decisions import OTHERWISE, Decision, Row
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import answers_words, example_candidate
from endorse_cli.review.reported import Reader
from endorse_cli.rubric.in_force import everything, periods


class Flaw(NamedTuple):
    """Somebody whom no row of a decision holds for, or two `rows` with unlike outcomes.

    `profile` is over the variables of the rubric as it stands on `day`, or on every day; where no
    row is left at all, it is not compiled.
    """

    decision: Decision
    rows: tuple[Row, ...]
    compiled: Compiled | None
    profile: Path
    day: date | None


def check_rows(reader: Reader, rubric: Rubric) -> None:
    """Note every gap and every overlap of rows that promise to have none; each decision once.

    The rubric has no other fault.
    """
    told: set[str] = set()
    try:
        for flaw in _flaws(rubric):
            told.add(flaw.decision.id)
            _tell(reader, flaw)
    except TooManyNodes:
        for decision in (d for d in _promising(rubric) if d.id not in told):
            named = quoted(decision.id)
            said = f"{named} is too large to tell whether its rows leave nobody out and agree."
            help = "Write `otherwise:` and leave `hit: unique` out, or divide the decision."
            reader.fault("too-large", said, help, (*decision.trail, "rows"), on_key=True)


def row_examples(rubric: Rubric) -> dict[str, dict[str, Plain]]:
    """A candidate for every gap and every overlap that is told, by a name for its file."""
    found = {}
    with suppress(TooManyNodes):
        for flaw in _flaws(rubric):
            if flaw.compiled is None:
                continue
            code = "row-overlap" if flaw.rows else "row-gap"
            named = ".".join((flaw.decision.id, *(row.id for row in flaw.rows)))
            title = f"An example of a {code} in {named}"
            made = example_candidate(flaw.compiled, flaw.profile, title, flaw.day)
            found[f"{code}-{flaw.decision.id}"] = made
    return found


def _promising(rubric: Rubric) -> list[Decision]:
    return [decision for decision in rubric.decisions.values() if decision.promises_rows]


def _in_force(rubric: Rubric) -> Iterator[tuple[Rubric, date | None]]:
    """The rubric with everything in force, and as it stands in every period, on one of its days."""
    yield everything(rubric), None
    yield from ((period.rubric, period.day) for period in periods(rubric))


def _flaws(rubric: Rubric) -> Iterator[Flaw]:
    """The first flaw of every decision; `TooManyNodes` past the budget."""
    told: set[str] = set()
    for asked, day in _in_force(rubric) if _promising(rubric) else ():
        left = [decision for decision in _promising(asked) if decision.id not in told]
        empty = [decision for decision in left if not decision.rows]
        compiled = compile_rubric(asked, CHECK_BUDGET) if left and not empty else None
        for decision in left if compiled else empty:
            flaw = _flaw(compiled, decision, day) if compiled else None
            if flaw or not compiled:
                told.add(decision.id)
                yield flaw or Flaw(decision, (), None, {}, day)


def _flaw(compiled: Compiled, decision: Decision, day: date | None) -> Flaw | None:
    manager, conditions = compiled.manager, compiled.decisions[decision.id].conditions
    covered: Node = NO
    for row in decision.rows:
        covered = manager.either(conditions[row.id], covered)
    if covered != YES:
        return Flaw(decision, (), compiled, _whom(compiled, covered, leaf=False), day)
    rows = [row for row in decision.rows if row.id != OTHERWISE]
    for one, other in combinations(rows if decision.hit == "unique" else (), 2):
        both = manager.both(conditions[one.id], conditions[other.id])
        if one.outcome != other.outcome and both != NO:
            return Flaw(decision, (one, other), compiled, _whom(compiled, both, leaf=True), day)
    return None


def _whom(compiled: Compiled, node: Node, *, leaf: bool) -> Path:
    """The answers of somebody at whom a diagram ends so."""
    path = example(compiled.manager, node, lambda end: end is leaf) or {}
    if not together(compiled) and numbers_at(compiled, spots_of(compiled, path)) is None:
        raise TooManyNodes
    return path


def _tell(reader: Reader, flaw: Flaw) -> None:
    if flaw.compiled is None:
        _gap(reader, flaw.decision, "with its lines switched off or out of force none is left")
        return
    words = answers_words(flaw.compiled, flaw.profile)
    where = f" where {words}" if words else ", whatever is answered"
    if not flaw.rows:
        _gap(reader, flaw.decision, f"no row holds{where}")
        return
    one, other = flaw.rows
    named = f"{quoted(f'{flaw.decision.id}.{one.id}')} and {quoted(other.id)}"
    reader.fault(
        "row-overlap",
        f"The rows {named} can both hold and differ{where}.",
        "Narrow one of them, or leave `hit: unique` out: then the first decides.",
        other.trail,
        on_key=True,
        other=one.trail,
    )


def _gap(reader: Reader, decision: Decision, how: str) -> None:
    reader.fault(
        "row-gap",
        f"The rows of {quoted(decision.id)} leave somebody out: {how}.",
        "Add a row for it, or `otherwise:` for all who are left.",
        (*decision.trail, "rows"),
        on_key=True,
    )
