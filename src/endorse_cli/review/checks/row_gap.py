"""Rows of which none holds, or several that differ, for one candidate (`row-gap`, `row-overlap`).

Both are proved on the diagram of every decision that leaves `otherwise` out or says `hit: unique`,
with everything in force and on the days when it is not.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.profiles import example
from endorse_cli.engine.witnesses import numbers_at, spots_of, together
from endorse_cli.models.decisions import OTHERWISE, Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import answers_words
from endorse_cli.review.reported import Reader
from endorse_cli.rubric.in_force import everything, periods


def check_rows(reader: Reader, rubric: Rubric) -> None:
    """Note every gap and every overlap of rows that promise to have none; each decision once.

    The rubric has no other fault.
    """
    told: set[str] = set()
    for asked in (
        _in_force(rubric) if any(d.promises_rows for d in rubric.decisions.values()) else ()
    ):
        left = [d for d in asked.decisions.values() if d.promises_rows and d.id not in told]
        empty = [decision for decision in left if not decision.rows]
        for decision in empty:
            _gap(reader, decision, "with its lines switched off or out of force none is left")
        told.update(decision.id for decision in empty)
        if not told:
            told.update(_check(reader, asked, left))


def _in_force(rubric: Rubric) -> Iterator[Rubric]:
    """The rubric with everything in force, and as it stands in every period."""
    yield everything(rubric)
    yield from (period.rubric for period in periods(rubric))


def _check(reader: Reader, rubric: Rubric, decisions: Sequence[Decision]) -> Iterator[str]:
    """The decisions of which something was told."""
    try:
        compiled = compile_rubric(rubric, CHECK_BUDGET)
        for decision in decisions:
            if _of_decision(reader, compiled, decision):
                yield decision.id
    except TooManyNodes:
        for decision in decisions:
            named = quoted(decision.id)
            said = f"{named} is too large to tell whether its rows leave nobody out and agree."
            help = "Write `otherwise:` and leave `hit: unique` out, or divide the decision."
            reader.fault("too-large", said, help, (*decision.trail, "rows"), on_key=True)
            yield decision.id


def _of_decision(reader: Reader, compiled: Compiled, decision: Decision) -> bool:
    """Whether something is wrong with the rows of a decision."""
    manager, conditions = compiled.manager, compiled.decisions[decision.id].conditions
    covered: Node = NO
    for row in decision.rows:
        covered = manager.either(conditions[row.id], covered)
    if covered != YES:
        _gap(reader, decision, f"no row holds{_for_whom(compiled, covered, leaf=False)}")
        return True
    rows = [row for row in decision.rows if row.id != OTHERWISE]
    for one, other in combinations(rows if decision.hit == "unique" else (), 2):
        both = manager.both(conditions[one.id], conditions[other.id])
        if one.outcome != other.outcome and both != NO:
            named = f"{quoted(f'{decision.id}.{one.id}')} and {quoted(other.id)}"
            reader.fault(
                "row-overlap",
                f"The rows {named} can both hold and differ{_for_whom(compiled, both, leaf=True)}.",
                "Narrow one of them, or leave `hit: unique` out: then the first decides.",
                other.trail,
                on_key=True,
                other=one.trail,
            )
            return True
    return False


def _gap(reader: Reader, decision: Decision, how: str) -> None:
    reader.fault(
        "row-gap",
        f"The rows of {quoted(decision.id)} leave somebody out: {how}.",
        "Add a row for it, or `otherwise:` for all who are left.",
        (*decision.trail, "rows"),
        on_key=True,
    )


def _for_whom(compiled: Compiled, node: Node, *, leaf: bool) -> str:
    """The answers of somebody at whom a diagram ends so."""
    path = example(compiled.manager, node, lambda end: end is leaf)
    if not together(compiled) and numbers_at(compiled, spots_of(compiled, path or {})) is None:
        raise TooManyNodes
    words = answers_words(compiled, path or {})
    return f" where {words}" if words else ", whatever is answered"
