"""The only place that says, past the node budget, what single answers do: bearing, reason, change.

Each question is asked of the parts that are worked out apart. Whether an answer can move anything
is asked of what two of its values lead to, side by side.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, pairwise
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Leaf, Node
from endorse_cli.engine.divided_ends import SEVERAL, STEPS, Effort, asked_of, ends_left
from endorse_cli.engine.divided_parts import (
    Walked,
    all_open,
    beneath,
    is_exact,
    under,
    under_parts,
    walk,
)
from endorse_cli.engine.divided_sides import FEW, Every, Sides, end_pairs, side_by_side
from endorse_cli.engine.divided_values import bare
from endorse_cli.engine.domain import Variable, members
from endorse_cli.engine.led_profiles import MANY, deciding, some_of
from endorse_cli.engine.logic import Apart, CompiledDecision
from endorse_cli.engine.possible import Masks, Restriction, mattering_if_open, reachable
from endorse_cli.engine.profiles import Against, Path
from endorse_cli.engine.reasons import Reason
from endorse_cli.engine.totals import Total


def can_move(
    compiled: Compiled, walked: Walked, roots: Iterable[Node], level: int, among: int
) -> bool:
    """Whether another of some values of one answer could lead elsewhere, all else the same.

    Where parts share open answers it may be said of one that cannot; never the other way round.
    """
    mine = [root for root in roots if level in under(compiled, root)]
    return any(
        one != other
        for pairs in (_sides(compiled, walked, level, members(among)) if mine else ())
        for root in mine
        for one, other in end_pairs(compiled, walked, root, pairs)
    )


def moves_anything(compiled: Compiled, roots: Sequence[Node], level: int) -> bool | None:
    """Whether an answer can move where some diagrams end, everything else open; None if not told.

    What `can_move` says is so where no two parts hang on a common answer, and the answer counts in
    plain totals. Elsewhere an example shows it, or what the answer can surely lead to.
    """
    every, under_of = compiled.variables[level].all_values, under_parts(compiled)
    above = (part for part in compiled.apart if level in under_of[part.level])
    if is_exact(compiled) and all(_is_total(compiled, part) for part in above):
        return can_move(compiled, all_open(compiled), roots, level, every)
    if _is_moved_in_an_example(compiled, roots, level):
        return True
    if not can_move(compiled, all_open(compiled), roots, level, every):
        return False
    is_shown_so = any(
        one != other
        for step in pairwise(range(len(compiled.variables[level].values)))
        for one, other in _shown_ends(compiled, roots, level, *step)
    )
    return True if is_shown_so else None


def _is_moved_in_an_example(compiled: Compiled, roots: Sequence[Node], level: int) -> bool:
    """Whether somebody is found whom another answer leads elsewhere."""
    return any(
        # Of what shares answers an example may lead to several ends.
        len({*ends.values()}) > 1 and all(len(nodes) == 1 for end in ends.values() for nodes in end)
        for _, ends in _examples(compiled, roots, level)
    )


def surely_helps(compiled: Compiled, decided: CompiledDecision, level: int) -> bool:
    """Whether an example shows that more of an answer gives a better outcome to somebody."""
    leaf, names = compiled.manager.leaf, decided.decision.outcomes
    return any(
        len(low) == len(high) == 1
        and names.index(str(leaf[high[0]])) > names.index(str(leaf[low[0]]))
        for _, ends in _examples(compiled, [decided.outcomes], level)
        for (low,), (high,) in pairwise(
            end for value, end in ends.items() if value < compiled.variables[level].ranks
        )
    )


def _shown_ends(
    compiled: Compiled, roots: Sequence[Node], level: int, one: int, other: int
) -> Iterator[tuple[Node, Node]]:
    """Where diagrams surely can end for one value of an answer and for another, all else alike.

    Of parts that share no answer: what each can be it can be with whatever the others are.
    """
    mine = [root for root in roots if level in under(compiled, root)]
    if compiled.is_narrowed or not is_exact(compiled) or not mine:
        return
    walked = all_open(compiled)
    changed = {level: frozenset({(one, other)})}
    pairs = side_by_side(compiled, walked, changed, shown=True)
    for root in mine:
        yield from end_pairs(compiled, walked, root, pairs)


def is_shown(compiled: Compiled) -> bool:
    """Whether everything that `moved_ends` gives can come out so, and not only nothing else."""
    return is_exact(compiled) and all(
        _is_total(compiled, part) and _is_told(compiled, part) for part in compiled.apart
    )


def _is_told(compiled: Compiled, part: Apart) -> bool:
    quantity, cuts = bare(compiled.parts.scores[part.id], part.edges) if part.edges else (None, ())
    return not isinstance(quantity, Total) or all_open(compiled).sums_of(quantity, cuts)[0].is_told


def _is_total(compiled: Compiled, part: Apart) -> bool:
    """Whether a part is a total of answers alone, no score, or what rests on what has a name."""
    if not part.edges:
        return True
    quantity, _ = bare(compiled.parts.scores[part.id], part.edges)
    levels = beneath(compiled, part)
    return isinstance(quantity, Total) and max(levels, default=0) < len(compiled.variables)


Ends: TypeAlias = tuple[tuple[Node, ...], ...]
"""Where each of some diagrams ends."""


def _examples(
    compiled: Compiled, roots: Sequence[Node], level: int
) -> Iterator[tuple[Path, dict[int, Ends]]]:
    """Some profiles, the same in every run, and their ends for the values of an answer."""
    values = _looked_at(compiled, roots, level)
    for profile in deciding(compiled, roots, level):
        masks, found = [1 << value for value in profile], dict[int, Ends]()
        now: Walked | None = None
        for value in values:
            masks[level] = 1 << value
            now = Walked(compiled, masks, now)
            ends = [tuple(reachable(compiled.manager, root, now.masks)) for root in roots]
            found[value] = tuple(ends)
        yield dict(enumerate(profile)), found


def _looked_at(compiled: Compiled, roots: Sequence[Node], level: int) -> Sequence[int]:
    """The values of an answer, in order; of very many some that lie evenly among them.

    And those on either side of where a diagram tells two apart.
    """
    values = range(len(compiled.variables[level].values))
    if len(values) <= MANY:
        return values
    found = {*some_of(values)}
    for root in roots:
        kinds = asked_of(compiled, root).get(level, ())
        told = (
            pair
            for pair in pairwise(values[: len(kinds)])
            if len({*map(kinds.__getitem__, pair)}) > 1
        )
        found.update(*islice(told, FEW))
    return sorted(found)


class Steps(NamedTuple):
    """Which other answers are looked at: from one value to the next, or (`at_once`) to any other.

    `ranked` looks at the values that stand in the order alone, a step up each.
    """

    ranked: bool = False
    at_once: bool = False

    def values(self, variable: Variable) -> range:
        """The values of a variable that are looked at."""
        return range(variable.ranks if self.ranked else len(variable.values))

    def pairs(self, variable: Variable, looked_at: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Every change from one of them, of those that are looked at, to another."""
        values = [value for value in looked_at if value in self.values(variable)]
        return combinations(values, 2) if self.at_once else pairwise(values)


def moved_ends(
    compiled: Compiled, root: Node, level: int, steps: Steps
) -> Iterator[tuple[Leaf, Leaf]]:
    """What a diagram could end with before and after one answer is changed, all else the same."""
    walked, values = all_open(compiled), steps.values(compiled.variables[level])
    if level not in under(compiled, root):
        return
    leaf = compiled.manager.leaf
    for pairs in _sides(compiled, walked, level, values, at_once=steps.at_once):
        for one, other in end_pairs(compiled, walked, root, pairs):
            before, after = leaf[one], leaf[other]
            if before is not None and after is not None:
                yield before, after


class Shown(NamedTuple):
    """Somebody whose other answer is surely against something: the values, and what ends come.

    The profile names nobody where it is known that there is somebody.
    """

    profile: Path
    values: tuple[int, int]
    before: Leaf
    after: Leaf


def shown_move(
    compiled: Compiled, root: Node, level: int, steps: Steps, against: Against
) -> Shown | None:
    """An answer whose change is surely against something; None where nothing shows that."""
    variable, leaf = compiled.variables[level], compiled.manager.leaf
    some = _looked_at(compiled, [root], level)
    # From one value to the next there are few enough steps to look at each.
    every = some if steps.at_once else steps.values(variable)
    if is_shown(compiled) and not compiled.is_narrowed:
        for one, other in steps.pairs(variable, every):
            for before, after in two_ends(compiled, root, level, one, other):
                if against(before, after):
                    return Shown({}, (one, other), before, after)
        return None
    for one, other in steps.pairs(variable, every):
        for ends_here in _shown_ends(compiled, [root], level, one, other):
            first, last = (leaf[end] for end in ends_here)
            if first is not None and last is not None and against(first, last):
                return Shown({}, (one, other), first, last)
    for profile, ends in _examples(compiled, [root], level):
        came = {
            value: leaf[nodes[0]] if len(nodes) == 1 else None for value, (nodes,) in ends.items()
        }
        for one, other in steps.pairs(variable, some):
            if (mine := came[one]) is None or (his := came[other]) is None:
                continue
            if against(mine, his):
                return Shown({**profile, level: one}, (one, other), mine, his)
    return None


def _sides(
    compiled: Compiled,
    walked: Walked,
    level: int,
    values: Sequence[int],
    *,
    at_once: bool = False,
) -> Iterator[dict[int, Sides]]:
    """Each step from one value to the next, with what the parts can be on both sides.

    Where values between two may be of nobody, and `at_once`, each from one to any other.
    """
    steps: list[Sides] = [frozenset({step}) for step in pairwise(values)]
    if (compiled.is_narrowed or at_once) and len(values) > 1:
        steps = [Every(values, values) if len(values) > FEW else frozenset(combinations(values, 2))]
    elif len(values) > FEW:
        steps = [frozenset(pairwise(values))]
    for step in steps:
        yield side_by_side(compiled, walked, {level: step})


def moves(
    compiled: Compiled, root: Node, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> bool:
    """Whether a diagram could end otherwise if some answers had the values of somebody else."""
    both = {
        level: Every(members(masks[level]), members(other))
        for level, other in zip(levels, others, strict=True)
    }
    walked = walk(compiled, masks)
    pairs = side_by_side(compiled, walked, both)
    return any(one != other for one, other in end_pairs(compiled, walked, root, pairs))


def led_to(walked: Walked, root: Node, level: int, value: int) -> set[Node]:
    """Where a diagram could end with another value of one answer; more than it can, never less."""
    pairs = frozenset((now, value) for now in members(walked.masks[level]))
    both = side_by_side(walked.compiled, walked, {level: pairs})
    return {other for _, other in end_pairs(walked.compiled, walked, root, both)}


def hanging(compiled: Compiled, root: Node, masks: Masks) -> set[int]:
    """The open answers on which it hangs where a diagram ends, in whatever diagrams."""
    if not compiled.apart:
        return mattering_if_open(Restriction(compiled.manager, masks), root)
    walked = walk(compiled, masks)
    open_ = (v for v in sorted(under(compiled, root)) if masks[v] & (masks[v] - 1))
    return {v for v in open_ if can_move(compiled, walked, [root], v, masks[v])}


def two_ends(
    compiled: Compiled, root: Node, level: int, one: int, other: int
) -> Iterator[tuple[Leaf, Leaf]]:
    """What a diagram could end with for one value of an answer and for another, all else alike."""
    walked, leaf = all_open(compiled), compiled.manager.leaf
    pairs = side_by_side(compiled, walked, {level: frozenset({(one, other)})})
    for mine, theirs in end_pairs(compiled, walked, root, pairs):
        before, after = leaf[mine], leaf[theirs]
        if before is not None and after is not None:
            yield before, after


def reason_apart(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    rows: Sequence[str],
    row: str | None,
) -> Reason:
    """Why a settled decision came out as it did, found as `reasons.reason` does."""
    outcomes = _Forced(compiled, decided.outcomes, masks, Effort(left=SEVERAL))
    every = [variable.all_values for variable in compiled.variables]
    given = [v for v in sorted(under(compiled, decided.root)) if masks[v] != every[v]]
    deciding = rows if row is None else (row,)
    named = frozenset().union(*(under(compiled, decided.conditions[id]) for id in deciding))
    necessary = {level for level in given if not outcomes.holds({level})}
    effort = outcomes.effort = Effort(STEPS // 2)
    order = sorted(set(given) - necessary, key=lambda level: (level in named, -level))
    freed = outcomes.dropped(order, set(under(compiled, decided.root)) - set(given))
    kept = [level for level in given if level not in freed]
    besides: set[int] = set()
    if row is not None and list(decided.outcome_of.values()).count(decided.outcome_of[row]) > 1:
        root = decided.root if len(rows) == 1 else decided.conditions[row]
        certain = _Forced(compiled, root, masks, effort)
        loose = certain.dropped([v for v in reversed(given) if v not in kept], set())
        besides = {v for v in given if v not in kept and v not in loose}
        if certain.holds(set(given) - set(kept)):
            besides = set()
    return Reason(tuple(kept), tuple(sorted(necessary)), tuple(sorted({*kept, *besides})))


class _Forced:
    """Whether some answers alone force where a diagram ends."""

    def __init__(self, compiled: Compiled, root: Node, masks: Masks, effort: Effort) -> None:
        self.compiled, self.root, self.masks = compiled, root, list(masks)
        self.effort = effort
        self.walked = walk(compiled, masks)

    def holds(self, freed: Iterable[int]) -> bool:
        """Whether it ends in one place although some answers may be anything."""
        masks = list(self.masks)
        for level in freed:
            masks[level] = self.compiled.variables[level].all_values
        self.walked = Walked(self.compiled, masks, self.walked)
        ends = ends_left(self.compiled, self.root, self.walked, masks, self.effort)
        return len(ends.nodes) == 1

    def dropped(self, order: Iterable[int], open_: set[int]) -> set[int]:
        """Those that can be dropped, one after another, and still force it."""
        freed = set(open_)
        for level in order:
            if self.holds(freed | {level}):
                freed.add(level)
        return freed - open_
