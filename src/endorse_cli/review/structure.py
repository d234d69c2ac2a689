"""The static pass: ids, kinds, cycles and sources of a rubric, and what can be taken out of it.

What fails here stops every use of the rubric; everything after it may take ids and kinds for
granted. The pass runs over a rubric read as far as possible and skips what could not be read.
"""

from collections.abc import Iterator, Sequence

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.engine.order import conditions_of, definition_order, uses
from endorse_cli.models import amounts
from endorse_cli.models.amounts import Amount
from endorse_cli.models.conditions import Atom
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Day, Days, Includes, Test
from endorse_cli.review.checks.band_gap import check_bands, check_number_bands
from endorse_cli.review.checks.row_gap import check_rows
from endorse_cli.review.citations import check_sources
from endorse_cli.review.decision_uses import check_uses
from endorse_cli.review.references import check_references
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.in_force import everything, gone_with, is_dated, periods
from endorse_cli.rubric.part_tree import asking, walk
from endorse_cli.rubric.regions import asked_by, tests_in


def structure_faults(rubric: Rubric, before: Sequence[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
    """Every fault of a rubric's ids, kinds, order of definition and citations.

    `before` is what was wrong with its shape: only without that whatever it defines can be worked
    out.
    """
    noted = Noted()
    check_references(noted, rubric)
    check_uses(noted, rubric)
    check_cycles(noted, rubric)
    check_sources(noted, rubric)
    if not any(found.code == "cycle" for found in noted.found):
        check_recorded(noted, rubric)
        check_anchors(noted, rubric)
    if before or noted.found:
        faulty = [found.trail for found in (*before, *noted.found)]
        check_number_bands(noted, rubric, faulty)
    else:
        check_bands(noted, rubric)
        check_taken_out(noted, rubric)
        if not noted.found:
            check_what_is_left(noted, rubric)
        if not noted.found:
            check_rows(noted, rubric)
    if rubric.unread:
        return tuple(found for found in noted.found if found.code != "unknown-id")
    return tuple(noted.found)


def number_faults(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """Of those faults what another number can bring about in a rubric that is sound."""
    noted = Noted()
    check_uses(noted, rubric)
    if not noted.found:
        check_bands(noted, rubric)
        check_what_is_left(noted, rubric)
    if not noted.found:
        check_rows(noted, rubric)
    return tuple(noted.found)


def check_recorded(noted: Noted, rubric: Rubric) -> None:
    """Note every use, in what a decision rests on, of an answer that is only recorded.

    The rubric has no cycle.
    """
    for owner in definition_order(rubric, list(rubric.decisions)):
        for id, trail in (*_tested(rubric, owner), *_scored(rubric, owner)):
            noted.fault(
                "type-mismatch",
                f"{quoted(id)} is recorded without weight, and a decision rests on it.",
                "Take it out here, or take away that it is recorded.",
                trail,
                on_key=True,
            )


def _tested(rubric: Rubric, owner: str) -> Iterator[tuple[str, Trail]]:
    score = rubric.scores.get(owner)
    for whole in (score.value,) if score else conditions_of(rubric, owner):
        for part in asking(whole):
            at = (*part.trail, part.id if isinstance(part, Atom) else "of")
            for id, test in asked_by(rubric, part):
                yield from _weightless(rubric, id, test, at)


def _weightless(rubric: Rubric, id: str, test: Test, trail: Trail) -> Iterator[tuple[str, Trail]]:
    criterion = rubric.criteria.get(id)
    if criterion is None:
        return
    if criterion.recorded is not None:
        yield id, trail
    elif isinstance(test, Includes):
        for member in test.members:
            if member in criterion.recorded_members:
                yield f"{id}.{member}", trail


def _scored(rubric: Rubric, owner: str) -> Iterator[tuple[str, Trail]]:
    if owner not in rubric.scores:
        return
    for part in walk(rubric.scores[owner].value):
        for id, trail in _amounts(rubric, part):
            criterion = rubric.criteria.get(id)
            if criterion is not None and criterion.recorded is not None:
                yield id, trail


def _amounts(rubric: Rubric, part: Amount) -> Iterator[tuple[str, Trail]]:
    if isinstance(part, amounts.Named | amounts.Points | amounts.BandPoints | amounts.Worth):
        yield part.id, part.trail
    elif isinstance(part, amounts.Gathered) and isinstance(part.parts, str):
        for id in rubric.members(part.parts):
            yield id, (*part.trail, part.how, "of")


def check_taken_out(noted: Noted, rubric: Rubric) -> None:
    """Note each table and each set of bands that looks at what is switched off or has its days.

    A table has a cell for every combination of answers, and bands cut one amount: neither means
    anything without it.
    """
    dated = {id for id, criterion in rubric.criteria.items() if criterion.in_force is not None}
    gone = gone_with(rubric, dated | rubric.chain.switched_off)
    for decision in rubric.decisions.values():
        missed = sorted(gone.intersection(decision.looked_at))
        if decision.body is not None and missed:
            noted.fault(
                "type-mismatch",
                f"{quoted(decision.id)} is decided by {quoted(missed[0])}, which is switched off "
                "or in force on some days only.",
                "Decide it by rows, or leave that in force.",
                decision.body.trail,
                on_key=True,
            )


def check_what_is_left(noted: Noted, rubric: Rubric) -> None:
    """Note where bands no longer meet once lines are switched off, or on days without some line."""
    if not (rubric.chain.switched_off or is_dated(rubric)):
        return
    before = len(noted.found)
    for left in (everything(rubric), *(period.rubric for period in periods(rubric))):
        check_bands(noted, left)
        if len(noted.found) > before:
            return


def check_cycles(noted: Noted, rubric: Rubric) -> None:
    """Note each cycle once, at the definition that closes it."""
    finished: set[str] = set()
    for start in (*rubric.scores, *rubric.findings, *rubric.decisions):
        _cycles_from(noted, rubric, start, finished)


def _cycles_from(noted: Noted, rubric: Rubric, start: str, finished: set[str]) -> None:
    path: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        id, leaving = stack.pop()
        if leaving:
            finished.add(path.pop())
        elif id in path:
            _cycle_fault(noted, rubric, [*path[path.index(id) :], id])
        elif id not in finished:
            path.append(id)
            stack.append((id, True))
            stack.extend((name, False) for name in reversed(uses(rubric, id)))


def _cycle_fault(noted: Noted, rubric: Rubric, cycle: list[str]) -> None:
    closing = cycle[-2]
    owner = rubric.findings.get(closing) or rubric.scores.get(closing) or rubric.decisions[closing]
    if len(cycle) == 2:
        message = f"{quoted(closing)} rests on itself."
    else:
        message = f"These rest on each other: {' → '.join(map(quoted, cycle))}."
    noted.fault(
        "cycle", message, "Let one of them rest on criteria only.", owner.trail, on_key=True
    )


def check_anchors(noted: Noted, rubric: Rubric) -> None:
    """Note each date criterion that is compared with fixed days and anchors, or with two of them.

    Which of two such days is the earlier depends on the election, so that no region between them
    is the same for every candidate.
    """
    dated = {c.id for c in rubric.criteria.values() if c.kind.form == "date"}
    first: dict[str, Day] = {}
    told: set[str] = set()
    for id, day in _days_compared(rubric, dated):
        before = first.setdefault(id, day)
        if id not in told and not _go_together(before, day):
            told.add(id)
            noted.fault(
                "mixed-anchors",
                f"{quoted(id)} is compared with {_day_words(before)} and with {_day_words(day)}.",
                "Compare a day with fixed days only, or with one anchor in one unit.",
                day.trail,
                other=before.trail,
            )
        elif before.unit is None and before.anchor is not None:
            # The bare anchor goes with every unit; the first unit named is the one to keep to.
            first[id] = day


def _days_compared(rubric: Rubric, dated: set[str]) -> Iterator[tuple[str, Day]]:
    for id, test in tests_in(rubric):
        if id in dated and isinstance(test, Days):
            yield from ((id, day) for day in (test.first, test.last) if day is not None)


def _go_together(one: Day, other: Day) -> bool:
    if one.anchor != other.anchor:
        return False
    return None in (one.unit, other.unit) or one.unit == other.unit


def _day_words(day: Day) -> str:
    if day.anchor is None:
        return "a fixed day"
    return f"{day.unit} from {quoted(day.anchor)}" if day.unit else quoted(day.anchor)
