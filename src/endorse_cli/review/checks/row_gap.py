"""Rows of which none holds, or several that differ, for one candidate (`row-gap`, `row-overlap`).

Both are proved on the diagrams of every decision that leaves `otherwise` out or says `hit: unique`,
with everything in force and on the days when it is not. Past the node budget parts are worked out
apart: what holds of all that they may be is proved, and a flaw is one where they can be so.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations
from typing import NamedTuple

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.compile import Compiled, is_left_open, row_held
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.divided import largest_diagrams, outline_of
from endorse_cli.engine.divided_parts import all_open
from endorse_cli.engine.profiles import Path, example
from endorse_cli.engine.witnesses import existing, numbers_at, spots_of, together
from endorse_cli.models.decision_rows import OTHERWISE, Row
from endorse_cli.models.decisions import Decision
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import answers_words, example_candidate
from endorse_cli.review.checks.dead_parts import Check, Looked
from endorse_cli.review.reported import Noted, Reported
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


def check_rows(noted: Noted, rubric: Rubric) -> None:
    """Note every gap and every overlap of rows that promise to have none; each decision once.

    The rubric has no other fault. What is too large to be told is left to `row_checks`.
    """
    for flaw in _flaws(rubric):
        _tell(noted, flaw)


def row_examples(rubric: Rubric) -> dict[str, dict[str, Plain]]:
    """A candidate for every gap and every overlap that is told, by a name for its file."""
    found = {}
    for flaw in _flaws(rubric):
        if flaw.compiled is None or flaw.compiled.apart:
            continue
        code = "row-overlap" if flaw.rows else "row-gap"
        named = ".".join((flaw.decision.id, *(row.id for row in flaw.rows)))
        title = f"An example of a {code} in {named}"
        made = example_candidate(flaw.compiled, flaw.profile, title, flaw.day)
        found[f"{code}-{flaw.decision.id}"] = made
    return found


def row_checks(rubric: Rubric) -> dict[str, Check]:
    """Whether what rows promise is proved of a rubric without a flaw, by the code of a flaw."""
    promising, found = _promising(rubric), dict[str, Check]()
    if not all(decision.has_rest for decision in promising):
        found["row-gap"] = _proving(lambda compiled, one: not is_left_open(compiled, one))
    if any(decision.hit == "unique" for decision in promising):
        found["row-overlap"] = _proving(lambda *asked: next(_overlaps(*asked), None) is None)
    return found


def _proving(is_kept: Callable[[Compiled, Decision], bool]) -> Check:
    """A check that finds nothing more, and says whether every decision keeps what it promises."""

    def check(compiled: Compiled, _: Reported) -> Looked:
        if not compiled.apart and together(compiled):
            return Looked(is_whole=True)
        with suppress(TooManyNodes):
            kept = (is_kept(compiled, decision) for decision in _promising(compiled.rubric))
            return Looked(is_whole=all(kept))
        return Looked()

    return check


def _promising(rubric: Rubric) -> list[Decision]:
    return [decision for decision in rubric.decisions.values() if decision.promises_rows]


def _in_force(rubric: Rubric) -> Iterator[tuple[Rubric, date | None]]:
    """The rubric with everything in force, and as it stands in every period, on one of its days."""
    yield everything(rubric), None
    yield from ((period.rubric, period.day) for period in periods(rubric))


def _flaws(rubric: Rubric) -> Iterator[Flaw]:
    """The first flaw of every decision that surely has one."""
    told: set[str] = set()
    for asked, day in _in_force(rubric) if _promising(rubric) else ():
        left = [decision for decision in _promising(asked) if decision.id not in told]
        empty = [decision for decision in left if not decision.rows]
        if left and not empty and (outline := outline_of(asked)) is not None:
            # Proved so in no time, where all diagrams may take long.
            left = [decision for decision in left if not _is_kept(outline, decision)]
        compiled = _compiled(asked) if left and not empty else None
        for decision in left if compiled else empty:
            flaw = None if compiled is None else _flaw(compiled, decision, day)
            if flaw or compiled is None:
                told.add(decision.id)
                yield flaw or Flaw(decision, (), None, {}, day)


def _compiled(rubric: Rubric) -> Compiled | None:
    """The diagrams, if need be with parts worked out apart; None where even so it is too large."""
    with suppress(TooManyNodes):
        return largest_diagrams(rubric)
    return None


def _is_kept(compiled: Compiled, decision: Decision) -> bool:
    """Whether it is told that the rows of a decision leave nobody out, and do not overlap."""
    with suppress(TooManyNodes):
        is_open = is_left_open(compiled, decision)
        return not is_open and next(_overlaps(compiled, decision), None) is None
    return False


def _flaw(compiled: Compiled, decision: Decision, day: date | None) -> Flaw | None:
    """A flaw that somebody shows; None where there is none, or it is too much to tell."""
    with suppress(TooManyNodes):
        covered = row_held(compiled, decision)
        if covered != YES:
            whom = _whom(compiled, covered, leaf=False)
            return None if whom is None else Flaw(decision, (), compiled, whom, day)
        for rows, both in _overlaps(compiled, decision):
            whom = _whom(compiled, both, leaf=True)
            if whom is not None:
                return Flaw(decision, rows, compiled, whom, day)
    return None


def _overlaps(compiled: Compiled, decision: Decision) -> Iterator[tuple[tuple[Row, Row], Node]]:
    """Two rows with unlike outcomes that are to exclude each other, and where both hold."""
    conditions = compiled.parts.decisions[decision.id].conditions
    rows = [row for row in decision.rows if row.id != OTHERWISE]
    for one, other in combinations(rows if decision.hit == "unique" else (), 2):
        if one.outcome != other.outcome:
            both = compiled.manager.both(conditions[one.id], conditions[other.id])
            if both != NO:
                yield (one, other), both


def _whom(compiled: Compiled, node: Node, *, leaf: bool) -> Path | None:
    """The answers of somebody at whom a diagram ends so; None where it may be nobody."""
    manager, where = compiled.manager, node if leaf else compiled.manager.negate(node)
    somebody = existing(compiled)
    walked = all_open(compiled)
    for part in compiled.apart:
        where = manager.both(manager.test(part.level, walked.masks[part.level]), where)
    if somebody is not None:
        where = manager.both(somebody, where)
    path = example(manager, where, lambda end: end is True)
    if path is None or (compiled.apart and not walked.hanging(node)[1]):
        return None
    is_met = somebody is not None or numbers_at(compiled, spots_of(compiled, path)) is not None
    return path if is_met else None


def _tell(noted: Noted, flaw: Flaw) -> None:
    if flaw.compiled is None:
        _gap(noted, flaw.decision, "with its lines switched off or out of force none is left")
        return
    words = answers_words(flaw.compiled, flaw.profile)
    where = f" where {words}" if words else ", whatever is answered"
    if not flaw.rows:
        _gap(noted, flaw.decision, f"no row holds{where}")
        return
    one, other = flaw.rows
    named = f"{quoted(f'{flaw.decision.id}.{one.id}')} and {quoted(other.id)}"
    noted.fault(
        "row-overlap",
        f"The rows {named} can both hold and differ{where}.",
        "Narrow one of them, or leave `hit: unique` out: then the first decides.",
        other.trail,
        on_key=True,
        other=one.trail,
    )


def _gap(noted: Noted, decision: Decision, how: str) -> None:
    noted.fault(
        "row-gap",
        f"The rows of {quoted(decision.id)} leave somebody out: {how}.",
        "Add a row for it, or `otherwise:` for all who are left.",
        (*decision.trail, "rows"),
        on_key=True,
    )
