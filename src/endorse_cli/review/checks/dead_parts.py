"""What can never happen or decides nothing, asked of the diagrams: each check by its code.

One fault, one report: what merely follows from what was reported is not told again. Diagrams leave
nothing out that can be: what never happens in them never happens. Past the node budget there may be
something in them that nobody can be, so that a check may miss what it is there to find; it says so.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce, wraps
from typing import NamedTuple, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.engine.compile import Compiled, is_left_open, made_levels
from endorse_cli.engine.diagram import IMPOSSIBLE, NO, YES, Leaf, Node, TooManyNodes
from endorse_cli.engine.divided_answers import moves_anything
from endorse_cli.engine.divided_ends import ever_met
from endorse_cli.engine.divided_parts import all_open, is_exact, under
from endorse_cli.engine.domain import bound_number, passing
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.order import conditions_of, everything_under, written_conditions
from endorse_cli.engine.possible import all_ends, ends, reachable
from endorse_cli.engine.profiles import Against, moved_alone, moved_together
from endorse_cli.engine.witnesses import existing, together
from endorse_cli.models.conditions import Atom, Condition, Count
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decision_rows import OTHERWISE, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Includes, Test
from endorse_cli.review.reported import Reported
from endorse_cli.review.score_reach import out_of_reach, reach_words
from endorse_cli.rubric.part_tree import each_of, inner, walk


class Looked(NamedTuple):
    """What a check found, and whether there can be no more of it."""

    found: tuple[Diagnostic, ...] = ()
    is_whole: bool = False


Check: TypeAlias = Callable[[Compiled, Reported], Looked]

Sees: TypeAlias = Callable[[Compiled], bool]
"""Whether a check misses nothing that is so of a rubric with such diagrams."""


def all_can_be(compiled: Compiled) -> bool:
    """Whether somebody can be whatever stands in the diagrams."""
    return is_exact(compiled) and together(compiled)


def _seeing(
    sees: Sees,
) -> Callable[[Callable[[Compiled, Reported], Iterator[Diagnostic]]], Check]:
    """A check of what is told one after another, as far as diagrams have room for it."""

    def made(look: Callable[[Compiled, Reported], Iterator[Diagnostic]]) -> Check:
        @wraps(look)
        def check(compiled: Compiled, reported: Reported) -> Looked:
            found: list[Diagnostic] = []
            try:
                for one in look(compiled, reported):
                    found.append(one)
                return Looked((*found,), sees(compiled))
            except TooManyNodes:
                return Looked((*found,))

        return check

    return made


def sees_every_comparison(compiled: Compiled) -> bool:
    """Whether of every part that is worked out apart it is known which values it can have."""
    left = all_open(compiled).left.values() if compiled.apart else ()
    return all(one.is_exact or one.mask.bit_count() == 1 for one in left)


@_seeing(sees_every_comparison)
def comparisons(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every test in a finding or decision that is constant of itself."""
    rubric = compiled.rubric
    for owner in (*rubric.findings, *rubric.decisions):
        for condition in written_conditions(rubric, owner):
            for part in walk(condition):
                if isinstance(part, Count) and (constant := _counts(compiled, part)) is not None:
                    reported.places.add(part.trail)
                    yield _constant_fault("count", constant, (*part.trail, "count"))
                for id, test, trail in _tests_in(rubric, part):
                    constant = _constant(compiled, id, test)
                    if constant is not None and part.trail not in reported.places:
                        reported.places.add(part.trail)
                        yield _constant_fault(id, constant, trail, reach_words(compiled, id))


def _counts(compiled: Compiled, count: Count) -> bool | None:
    """Whether so many of the parts always or never hold, however each of them turns out."""
    settings = compiled.rubric.settings
    each = each_of(count)
    most = len(compiled.rubric.ids_in(each.of) if each else inner(count))
    low = bound_number(count.at_least, settings) if count.at_least is not None else 0
    high = bound_number(count.at_most, settings) if count.at_most is not None else most
    if low > most or low > high:
        return False
    return True if low <= 0 and high >= most else None


def _tests_in(rubric: Rubric, part: Condition) -> Iterator[tuple[str, Test, Trail]]:
    if isinstance(part, Atom):
        yield part.id, part.test, (*part.trail, part.id)
    elif each := each_of(part):
        ids = rubric.ids_in(each.of)
        yield from ((id, each.test, (*each.trail, "are")) for id in ids)


def _constant(compiled: Compiled, id: str, test: Test) -> bool | None:
    """Whether a test always or never holds; None where it depends on the candidate."""
    if isinstance(test, Includes):
        return None
    if id in compiled.rubric.decisions:
        # Asked of the names alone: an outcome that cannot be reached is a fault of its own.
        outcomes = compiled.rubric.decisions[id].outcomes
        mask = passing(test, outcomes, compiled.rubric.settings)
        return {0: False, (1 << len(outcomes)) - 1: True}.get(mask)
    node = compiled.builder.atom(id, test)
    if id in compiled.builder.apart:
        ends = reachable(compiled.manager, node, all_open(compiled).masks)
        node = ends[0] if len(ends) == 1 else node
    return {NO: False, YES: True}.get(node)


def _constant_fault(id: str, always: bool, trail: Trail, reach: str = "") -> Diagnostic:
    said = f"This comparison of {quoted(id)} {'always' if always else 'never'} holds"
    return Diagnostic(
        "comparison-constant",
        f"{said}: {reach}." if reach else f"{said}.",
        "Move the bound, or leave the comparison out.",
        trail,
        on_key=True,
    )


def _told_of(nodes_of: Callable[[Compiled], Iterable[Node]]) -> Sees:
    """Whether somebody comes to whatever some diagrams seem to end in."""

    def told(compiled: Compiled) -> bool:
        if all_can_be(compiled):
            return True
        is_of_somebody = bool(compiled.apart) and existing(compiled) == YES
        return is_of_somebody and all(ever_met(compiled, at).is_exact for at in nodes_of(compiled))

    return told


def _by_rows(compiled: Compiled) -> dict[str, CompiledDecision]:
    """Those that are decided by rows, by id.

    A table has a cell for every combination, also for those that cannot occur.
    """
    decisions = compiled.decisions.items()
    return {id: one for id, one in decisions if not isinstance(one.decision.body, Table)}


def _roots(compiled: Compiled) -> list[Node]:
    """Of every decision by rows where these are told apart."""
    return [decided.root for decided in _by_rows(compiled).values()]


def _outcomes(compiled: Compiled) -> list[Node]:
    """Of every decision where its outcomes are told apart."""
    return [decided.outcomes for decided in compiled.decisions.values()]


def _conditions(compiled: Compiled) -> list[Node]:
    """Of every row where it holds."""
    rows = ((one, row) for one in _by_rows(compiled).values() for row in one.decision.rows)
    return [decided.conditions[row.id] for decided, row in rows]


def _rows(compiled: Compiled) -> list[Node]:
    """What is asked of rows: where each holds, and which decides."""
    return [*_conditions(compiled), *_roots(compiled)]


_TELLS_ROWS = _told_of(_rows)


def _ends_of(compiled: Compiled, roots: Sequence[Node]) -> Sequence[Collection[Node]]:
    """Where each of some diagrams can end."""
    if compiled.apart:
        return [ever_met(compiled, root).nodes for root in roots]
    return all_ends(compiled.manager, roots)


def _ending(compiled: Compiled, node: Node) -> Node | None:
    """Where a diagram ends for everybody; None where not for all in the same way."""
    if compiled.apart:
        met = ever_met(compiled, node).nodes
        return met[0] if len(met) == 1 else None
    manager = compiled.manager
    every = [(1 << size) - 1 for size in manager.sizes]
    found = None
    for end in ends(manager, node, every):
        if found not in (None, end):
            return None
        found = end
    return found


@_seeing(_told_of(lambda compiled: compiled.findings.values()))
def findings(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every finding whose diagram is a terminal."""
    for id, rule in compiled.rubric.findings.items():
        node = _ending(compiled, compiled.findings[id])
        tainted = any(
            reported.condition_is_tainted(condition)
            for condition in conditions_of(compiled.rubric, id)
        )
        if node in (NO, YES) and not tainted:
            reported.definitions.add(id)
            how = "every" if node == YES else "no"
            yield Diagnostic(
                "finding-constant",
                f"The finding {quoted(id)} holds for {how} candidate.",
                "Look for parts that exclude or cover each other, or leave it out.",
                rule.trail,
                on_key=True,
            )


@_seeing(_told_of(_conditions))
def rows_never(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every row whose condition is the terminal NO."""
    for id, decided in _by_rows(compiled).items():
        for row in decided.decision.rows:
            never = _ending(compiled, decided.conditions[row.id]) == NO
            if never and not reported.row_is_tainted(row):
                reported.rows.add((id, row.id))
                far = out_of_reach(compiled, row)
                said = f"The row {quoted(f'{id}.{row.id}')} can never hold"
                yield Diagnostic(
                    "row-never",
                    f"{said}: {far}." if far else f"{said}.",
                    "Move the bound, or ask for less beside it."
                    if far
                    else "Look for parts of its condition that exclude each other.",
                    row.trail,
                    on_key=True,
                )


@_seeing(_told_of(_roots))
def rows_shadowed(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every row that can hold and at which no candidate arrives."""
    leaf, every = compiled.manager.leaf, _ends_of(compiled, _roots(compiled))
    for id, ends_here in zip(_by_rows(compiled), every, strict=True):
        yield from _shadowed_in(compiled, id, {leaf[end] for end in ends_here}, reported)


def _shadowed_in(
    compiled: Compiled, id: str, arriving: Collection[Leaf | None], reported: Reported
) -> Iterator[Diagnostic]:
    manager, decided = compiled.manager, compiled.decisions[id]
    before, covered, tainted = list[Node](), False, False
    whole = (compiled.wide or compiled).decisions[id].conditions
    for row in decided.decision.rows:
        condition = whole[row.id]
        tainted = tainted or reported.row_is_tainted(row)
        is_told = row.id in arriving or tainted or covered
        if not is_told and _can_hold(compiled, decided.conditions[row.id]):
            reported.rows.add((id, row.id))
            covered = _ending(compiled, reduce(manager.either, before, NO)) == YES
            yield _shadow_fault(compiled, id, decided, row)
        before.append(condition)


def _can_hold(compiled: Compiled, condition: Node) -> bool:
    """Whether somebody is surely so that a condition holds."""
    if not compiled.apart:
        return _ending(compiled, condition) != NO
    ends = ever_met(compiled, condition)
    return ends.is_exact and YES in ends.nodes


def _shadow_fault(compiled: Compiled, id: str, decided: CompiledDecision, row: Row) -> Diagnostic:
    manager, conditions = compiled.manager, (compiled.wide or compiled).decisions[id].conditions
    blockers = []
    for earlier in decided.decision.rows:
        if earlier.id == row.id:
            break
        if manager.both(conditions[earlier.id], conditions[row.id]) != NO:
            blockers.append(quoted(earlier.id))
    return Diagnostic(
        "row-shadowed",
        f"The row {quoted(f'{id}.{row.id}')} never decides: whenever it holds, "
        f"{' or '.join(blockers)} decides before it.",
        "Leave it out: where the rows before it are total, there is no rest."
        if row.id == OTHERWISE
        else "Move it up, or narrow the row before it.",
        row.trail,
        on_key=True,
    )


@_seeing(_told_of(_outcomes))
def outcomes(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every outcome that is no terminal of its decision."""
    leaf, decisions = compiled.manager.leaf, compiled.decisions
    every = _ends_of(compiled, _outcomes(compiled))
    for (id, decided), ends_here in zip(decisions.items(), every, strict=True):
        decision, reached = decided.decision, {leaf[end] for end in ends_here}
        for place, outcome in enumerate(decision.outcomes):
            if outcome not in reached and not _follows(compiled, decision, outcome, reported):
                inside = () if decision.ordered else ("unordered",)
                yield Diagnostic(
                    "outcome-unreachable",
                    f"No candidate can get {quoted(outcome)} from {quoted(id)}.",
                    "Give it a row, or take it off the list.",
                    (*decision.trail, "outcomes", *inside, place),
                )


def _follows(compiled: Compiled, decision: Decision, outcome: str, reported: Reported) -> bool:
    """Whether a row with this outcome, or one before it, has been reported or rests on what was.

    Or perhaps should have been, where not everything that is so of rows could be seen.
    """
    if all(row.outcome != outcome for row in decision.rows):
        return False
    if not _TELLS_ROWS(compiled):
        return True
    return any(
        (decision.id, row.id) in reported.rows or reported.condition_is_tainted(row.when)
        for row in decision.rows
    )


class _Used(NamedTuple):
    """The variables on which some decision depends, and those of them that perhaps move nothing."""

    levels: frozenset[int]
    unsure: frozenset[int]


def _used(compiled: Compiled) -> _Used:
    """What decisions depend on, or where parts share open answers, rest on. Remembered.

    Of nothing it is unsure within the node budget.
    """
    key = ("used", compiled.is_narrowed)
    kept = compiled.manager.memo.get(key)
    if isinstance(kept, _Used):
        return kept
    if compiled.wide is not None:
        levels = _used(compiled.wide).levels
        still = {at for at in levels if not _lasts(compiled, at)}
        unsure = {at for beside in _may_move(compiled, levels, still) for at in beside & still}
        used = _Used(levels - (still - unsure), frozenset(unsure))
        compiled.manager.memo[key] = used
        return used
    roots = [decided.root for decided in compiled.decisions.values()]
    found: Iterable[int] = under(compiled, *roots)
    untold = set[int]()
    if compiled.apart:
        idle, untold = _looked_for(compiled, roots, found)
        found = (level for level in found if level not in idle)
    kept = compiled.manager.memo[key] = _Used(frozenset(found), frozenset(untold))
    return kept


UNSURE = 3
"""Of so many answers it may not be told whether they move anything; no other is looked at then."""


def _looked_for(
    compiled: Compiled, roots: Sequence[Node], levels: Iterable[int]
) -> tuple[set[int], set[int]]:
    """The answers on which nothing hangs, and those of which that is not told."""
    idle, unsure = set[int](), set[int]()
    # By name, so that what is found hangs on no order of the questions.
    for level in sorted(levels, key=lambda level: compiled.variables[level].id):
        if len(unsure) < UNSURE:
            moves = moves_anything(compiled, roots, level)
            if not moves:
                (unsure if moves is None else idle).add(level)
    return idle, unsure


def _lasts(compiled: Compiled, level: int) -> bool:
    """Whether an answer moves something for somebody there can be."""
    differ: Against = lambda a, b: IMPOSSIBLE not in (a, b) and a != b  # noqa: E731
    roots = (decided.root for decided in compiled.decisions.values())
    return any(moved_alone(compiled, root, level, differ, set()) for root in roots)


def _may_move(
    compiled: Compiled, levels: Collection[int], still: Set[int]
) -> Iterator[frozenset[int]]:
    """Numbers that may move something by all that is made of them at once, and by none of it alone.

    Each as its variables and those of what is made of it. Other answers change alone.
    """
    made, roots = made_levels(compiled), [one.root for one in compiled.decisions.values()]
    for beside in map(frozenset, compiled.levels.values()):
        if beside.isdisjoint(made) or not beside.intersection(levels) <= still:
            continue
        if any(moved_together(compiled, root, beside) for root in roots):
            yield beside


def sees_every_criterion(compiled: Compiled) -> bool:
    """Whether no criterion is passed over that no decision depends on."""
    return _TELLS_ROWS(compiled) and not _used(compiled).unsure


@_seeing(sees_every_criterion)
def criteria(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every variable, not recorded, in no decision's support."""
    used, unsure = _used(compiled)
    excused = reported.touched()
    if not _TELLS_ROWS(compiled):
        # It may only follow from what was not seen, unless nothing so much as names it.
        excused |= everything_under(compiled.rubric, compiled.rubric.decisions)
    # Whether a row holds may decide there whether anybody is left out.
    open_rows = (d for d in compiled.rubric.decisions.values() if is_left_open(compiled, d))
    excused |= everything_under(compiled.rubric, [decision.id for decision in open_rows])
    for id, criterion in compiled.rubric.criteria.items():
        idle = [
            level
            for level in compiled.levels[id]
            if level not in used and not compiled.variables[level].recorded
        ]
        if not idle or id in excused or not excused.isdisjoint(criterion.families):
            continue
        if not unsure.isdisjoint(compiled.levels[id]):
            continue
        if len(idle) == len(compiled.levels[id]):
            families = () if criterion.families else tuple(compiled.rubric.families)
            yield _idle_fault(quoted(id), "recorded", criterion.trail, families, on_key=True)
        elif criterion.kind.form == "set":
            for level in idle:
                yield _idle_member(criterion, compiled.variables[level].id)


def _idle_member(criterion: Criterion, variable: str) -> Diagnostic:
    member = variable.partition(".")[2]
    place = criterion.kind.names.index(member)
    return _idle_fault(
        quoted(variable), "recorded_members", (*criterion.trail, "answer", "set", place)
    )


def _idle_fault(
    what: str, key: str, trail: Trail, families: Sequence[str] = (), *, on_key: bool = False
) -> Diagnostic:
    into = f" or put it `in:` one of {listed(families)}," if families else ""
    return Diagnostic(
        "criterion-idle",
        f"No decision depends on {what}.",
        f"Use it,{into} leave it out, or mark it with `{key}:` and the reason.",
        trail,
        on_key,
    )


DEAD: Mapping[str, Check] = {
    "comparison-constant": comparisons,
    "finding-constant": findings,
    "row-never": rows_never,
    "row-shadowed": rows_shadowed,
    "outcome-unreachable": outcomes,
    "criterion-idle": criteria,
}
"""Causes before what follows from them."""
