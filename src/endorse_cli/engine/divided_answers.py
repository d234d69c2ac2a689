"""The only place that says, past the node budget, what single answers do: bearing, reason, change.

Each question is asked of the parts that are worked out apart. Whether an answer can move anything
is asked of what two of its values lead to, side by side.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise, product
from random import Random
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Leaf, Node
from endorse_cli.engine.divided_ends import ends_left, outermost
from endorse_cli.engine.divided_parts import (
    Cut,
    Walked,
    all_open,
    bare,
    beneath,
    is_exact,
    is_plain,
    nodes_of,
    places_of,
    reached_by,
    under,
    under_parts,
)
from endorse_cli.engine.domain import Variable, members
from endorse_cli.engine.logic import Apart, CompiledDecision
from endorse_cli.engine.possible import Masks, Restriction, mattering_if_open, reachable
from endorse_cli.engine.profiles import Against, Path
from endorse_cli.engine.quantities import Quantity, number_at
from endorse_cli.engine.reasons import Reason
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.sums import Sums
from endorse_cli.engine.totals import Total

Pairs: TypeAlias = frozenset[tuple[int, int]]
"""What a part can be with one value of an answer and, all else the same, with another."""


class Every(NamedTuple):
    """Each of some values on one side with each of some on the other: too many to be listed."""

    one: Sequence[int]
    other: Sequence[int]


Sides: TypeAlias = Pairs | Every

Ends: TypeAlias = tuple[tuple[Node, ...], ...]
"""Where each of some diagrams ends."""

ROUNDS = range(8)
"""So many orders are tried in which the others' answers go from one end of an amount to the other.
"""

EXAMPLES = 50
"""So many profiles are tried before it is said that nothing shows what an answer moves."""

FEW = 12
"""Of more values than this the outermost are looked at, and what lies between them."""


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
        for one, other in _end_pairs(compiled, walked, root, pairs)
    )


def surely_moves(compiled: Compiled, roots: Sequence[Node], level: int) -> bool:
    """Whether it is so that `can_move` is right of an answer, everything else being open.

    It is where no two parts hang on a common answer, and what the answer counts in is a plain
    total, or is shown to be moved; elsewhere where an example shows it.
    """
    under_of = under_parts(compiled)
    above = (part for part in compiled.apart if level in under_of[part.level])
    if is_exact(compiled) and all(_is_plain_total(compiled, part) for part in above):
        return True
    if any(
        one != other
        for step in pairwise(range(len(compiled.variables[level].values)))
        for root in roots
        for one, other in _shown_ends(compiled, root, level, *step)
    ):
        return True
    return any(
        # Of what shares answers an example may lead to several ends.
        len({*ends}) > 1 and all(len(nodes) == 1 for end in ends for nodes in end)
        for _, ends in _examples(compiled, roots, level)
    )


def surely_helps(compiled: Compiled, decided: CompiledDecision, level: int) -> bool:
    """Whether an example shows that more of an answer gives a better outcome to somebody."""
    leaf, names = compiled.manager.leaf, decided.decision.outcomes
    return any(
        len(low) == len(high) == 1
        and names.index(str(leaf[high[0]])) > names.index(str(leaf[low[0]]))
        for _, ends in _examples(compiled, [decided.outcomes], level)
        for (low,), (high,) in pairwise(ends[: compiled.variables[level].ranks])
    )


def _shown_ends(
    compiled: Compiled, root: Node, level: int, one: int, other: int
) -> set[tuple[Node, Node]]:
    """Where a diagram surely can end for one value of an answer and for another, all else alike.

    Of parts that share no answer: what each can be it can be with whatever the others are.
    """
    if compiled.is_narrowed or not is_exact(compiled) or level not in under(compiled, root):
        return set()
    walked = all_open(compiled)
    changed = {level: frozenset({(one, other)})}
    pairs = _side_by_side(compiled, walked, changed, shown=True)
    return _end_pairs(compiled, walked, root, pairs)


def is_shown(compiled: Compiled) -> bool:
    """Whether everything that `moved_ends` gives can come out so, and not only nothing else."""
    return is_exact(compiled) and all(
        _is_plain_total(compiled, part) and _is_told(compiled, part) for part in compiled.apart
    )


def _is_told(compiled: Compiled, part: Apart) -> bool:
    quantity, cuts = bare(compiled.parts.scores[part.id], part.edges) if part.edges else (None, ())
    return not isinstance(quantity, Total) or all_open(compiled).sums_of(quantity, cuts)[0].is_told


def _is_plain_total(compiled: Compiled, part: Apart) -> bool:
    if not part.edges:
        return True
    quantity, _ = bare(compiled.parts.scores[part.id], part.edges)
    return isinstance(quantity, Total) and all(
        is_plain(compiled.manager, term) for term in quantity.terms
    )


def _examples(
    compiled: Compiled, roots: Sequence[Node], level: int
) -> Iterator[tuple[Path, list[Ends]]]:
    """Some profiles, each the same in every run, and their ends for every value of an answer."""
    variables, pick = compiled.variables, Random(level)
    for _ in range(EXAMPLES):
        profile = [pick.randrange(len(variable.values)) for variable in variables]
        masks = [1 << value for value in profile]
        found = list[Ends]()
        for value in range(len(variables[level].values)):
            masks[level] = 1 << value
            now = Walked(compiled, masks).masks
            found.append(tuple(tuple(reachable(compiled.manager, root, now)) for root in roots))
        yield dict(enumerate(profile)), found


class Steps(NamedTuple):
    """Which other answers are looked at: from one value to the next, or (`at_once`) to any other.

    `ranked` looks at the values that stand in the order alone, a step up each.
    """

    ranked: bool = False
    at_once: bool = False

    def values(self, variable: Variable) -> range:
        """The values of a variable that are looked at."""
        return range(variable.ranks if self.ranked else len(variable.values))

    def pairs(self, variable: Variable) -> Iterator[tuple[int, int]]:
        """Every change from one of them to another."""
        values = self.values(variable)
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
        for one, other in _end_pairs(compiled, walked, root, pairs):
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
    if is_shown(compiled) and not compiled.is_narrowed:
        for one, other in steps.pairs(variable):
            for before, after in two_ends(compiled, root, level, one, other):
                if against(before, after):
                    return Shown({}, (one, other), before, after)
        return None
    for one, other in steps.pairs(variable):
        for ends_here in _shown_ends(compiled, root, level, one, other):
            first, last = (leaf[end] for end in ends_here)
            if first is not None and last is not None and against(first, last):
                return Shown({}, (one, other), first, last)
    for profile, ends in _examples(compiled, [root], level):
        came = [leaf[nodes[0]] if len(nodes) == 1 else None for (nodes,) in ends]
        for one, other in steps.pairs(variable):
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
        yield _side_by_side(compiled, walked, {level: step})


def _side_by_side(
    compiled: Compiled, walked: Walked, changed: Mapping[int, Sides], *, shown: bool = False
) -> dict[int, Sides]:
    """What each part can be with some values of some answers and with others.

    More than it can, never less; where only what is `shown`, less, never more.
    """
    pairs = dict(changed)
    for part in compiled.apart:
        mine = under_parts(compiled)[part.level].intersection(changed)
        if mine:
            pairs[part.level] = _pairs_of(compiled, walked, part, mine, pairs, shown=shown)
    return pairs


def moves(
    compiled: Compiled, root: Node, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> bool:
    """Whether a diagram could end otherwise if some answers had the values of somebody else."""
    both = {
        level: Every(members(masks[level]), members(other))
        for level, other in zip(levels, others, strict=True)
    }
    walked = Walked(compiled, masks)
    pairs = _side_by_side(compiled, walked, both)
    return any(one != other for one, other in _end_pairs(compiled, walked, root, pairs))


def led_to(walked: Walked, root: Node, level: int, value: int) -> set[Node]:
    """Where a diagram could end with another value of one answer; more than it can, never less."""
    pairs = frozenset((now, value) for now in members(walked.masks[level]))
    both = _side_by_side(walked.compiled, walked, {level: pairs})
    return {other for _, other in _end_pairs(walked.compiled, walked, root, both)}


def hanging(compiled: Compiled, root: Node, masks: Masks) -> set[int]:
    """The open answers on which it hangs where a diagram ends, in whatever diagrams."""
    if not compiled.apart:
        return mattering_if_open(Restriction(compiled.manager, masks), root)
    walked = Walked(compiled, masks)
    open_ = (v for v in sorted(under(compiled, root)) if masks[v] & (masks[v] - 1))
    return {v for v in open_ if can_move(compiled, walked, [root], v, masks[v])}


def two_ends(
    compiled: Compiled, root: Node, level: int, one: int, other: int
) -> Iterator[tuple[Leaf, Leaf]]:
    """What a diagram could end with for one value of an answer and for another, all else alike."""
    walked, leaf = all_open(compiled), compiled.manager.leaf
    pairs = _side_by_side(compiled, walked, {level: frozenset({(one, other)})})
    for mine, theirs in _end_pairs(compiled, walked, root, pairs):
        before, after = leaf[mine], leaf[theirs]
        if before is not None and after is not None:
            yield before, after


def _pairs_of(
    compiled: Compiled,
    walked: Walked,
    part: Apart,
    levels: frozenset[int],
    pairs: Mapping[int, Sides],
    *,
    shown: bool,
) -> Pairs:
    """What a part can be on both sides."""
    if not part.edges:
        (node,) = nodes_of(compiled, part)
        ends = _end_pairs(compiled, walked, node, pairs)
        if part.id in compiled.findings:
            return frozenset(ends)
        names = compiled.parts.decisions[part.id].decision.outcomes
        leaf = compiled.manager.leaf
        return frozenset((names.index(str(leaf[a])), names.index(str(leaf[b]))) for a, b in ends)
    quantity, cuts = bare(compiled.parts.scores[part.id], part.edges)
    manager = compiled.manager
    mine, own = list[int](), tuple[Node, ...]()
    if isinstance(quantity, Total):
        own, places = quantity.terms, places_of(compiled, quantity)
        mine = sorted({place for level in levels for place in places.get(level, ())})
    if isinstance(quantity, Total) and all(is_plain(manager, own[place]) for place in mine):
        rest, goals = walked.sums_of(quantity, cuts)
        gains, are_all = [(0, 0)], True
        for place in reversed(mine):
            more, are_here = _gains(walked, quantity, own[place], pairs[manager.level[own[place]]])
            gains = [*{(a + c, b + d) for a, b in gains for c, d in more}]
            are_all = are_all and are_here
            rest = rest.without(place)
        if are_all and len(gains) <= FEW:
            return _shifted(rest, goals, gains, shown=shown)
        if shown:
            return frozenset()
        outermost = [(min(map(min, gains)), max(map(max, gains)))]
        steps = {
            (low, high)
            for first, last in _shifted(rest, goals, outermost)
            for low in range(first, last)
            for high in range(low + 1, last + 1)
        }
        up = {step for step in steps if any(a < b for a, b in gains)}
        return frozenset(up | {step[::-1] for step in steps if any(a > b for a, b in gains)})
    if shown:
        return _shown_pairs(compiled, part, quantity, cuts, pairs)
    sides = []
    for side in (0, 1):
        masks = list(walked.masks[: len(compiled.variables)])
        for level in levels:
            masks[level] = sum(1 << value for value in _side(pairs[level], side))
        sides.append(members(Walked(compiled, masks, walked).masks[part.level]))
    return frozenset((a, b) for a in sides[0] for b in sides[1])


def _shown_pairs(
    compiled: Compiled,
    part: Apart,
    quantity: Quantity,
    cuts: Sequence[Cut],
    changed: Mapping[int, Sides],
) -> Pairs:
    """What an amount is for somebody with one value of an answer, and with another.

    The others' answers go in some order, the same in every run, from those with which the amount is
    least to those with which it is most; where a cut is first reached with either value is shown.
    """
    beneath_it = beneath(compiled, part)
    ((level, both),) = ((at, sides) for at, sides in changed.items() if at in beneath_it)
    if isinstance(both, Every) or max(beneath_it) >= len(compiled.variables):
        return frozenset()
    least, most = outermost(compiled, part)
    others = sorted(beneath_it - {level})
    found = set[tuple[int, int]]()
    for order in ROUNDS:
        Random(order).shuffle(others)

        @cache
        def place(turned: int, value: int, others: Sequence[int] = (*others,)) -> int:
            """How many cuts are reached with so many others at their most."""
            masks = [*all_open(compiled).masks]
            for at, other in enumerate(others):
                masks[other] = most[other] if at < turned else least[other]
            masks[level] = 1 << value
            return reached_by(span(compiled.manager, quantity, masks)[0], cuts)

        for values in both:
            for value, cut in product(values, range(1, part.size)):
                # Where it is not reached in the end, nothing is shown at the end.
                turned = bisect_left(range(len(others)), cut, key=lambda n: place(n, value))
                found.add((place(turned, values[0]), place(turned, values[1])))
        if all(any(min(pair) < cut <= max(pair) for pair in found) for cut in range(1, part.size)):
            break
    return frozenset(found)


def _side(pairs: Sides, side: int) -> Collection[int]:
    """The values on one side."""
    return pairs[side] if isinstance(pairs, Every) else {pair[side] for pair in pairs}


def _gains(
    walked: Walked, total: Total, term: Node, pairs: Sides
) -> tuple[list[tuple[int, int]], bool]:
    """What two values of an answer add, side by side; of many the outermost, and if that is all."""
    manager = walked.manager
    unit = walked.unit(total)
    kids = manager.kids[term]

    def gain(value: int) -> int:
        return int(number_at(manager.leaf[kids[value]]) * unit)

    if not isinstance(pairs, Every):
        return [(gain(a), gain(b)) for a, b in pairs], True
    one, other = ({*map(gain, side)} for side in pairs)
    if len(one) * len(other) <= FEW:
        return [*product(one, other)], True
    return [*product({min(one), max(one)}, {min(other), max(other)})], False


def _shifted(
    rest: Sums, goals: Sequence[float], gains: Iterable[tuple[int, int]], *, shown: bool = False
) -> Pairs:
    """How many goals are reached with one gain and with another, whatever the others add."""
    found, able = set(), {True} if shown else {True, None}
    for one, other in set(gains):
        edges = sorted({*(goal - one for goal in goals), *(goal - other for goal in goals)})
        low, high = rest.low, rest.high
        places = [low, *(int(edge) for edge in edges if low < edge <= high), high + 1]
        for start, stop in pairwise(places):
            pair = (
                sum(goal <= start + one for goal in goals),
                sum(goal <= start + other for goal in goals),
            )
            if pair not in found and rest.reached(start, stop) in able:
                found.add(pair)
    return frozenset(found)


def _end_pairs(
    compiled: Compiled, walked: Walked, root: Node, pairs: Mapping[int, Sides]
) -> set[tuple[Node, Node]]:
    """Where a diagram ends on both sides."""
    manager = compiled.manager
    seen = {(root, root)}
    stack, found = [(root, root)], set()
    while stack:
        mine, theirs = stack.pop()
        level, ours, his = manager.abreast(mine, theirs)
        if level == manager.bottom:
            if manager.dead not in (mine, theirs):
                found.add((mine, theirs))
            continue
        both = pairs.get(level)
        if both is None:
            both = frozenset((value, value) for value in members(walked.masks[level]))
        if isinstance(both, Every):
            led = {*product({ours[own] for own in both.one}, {his[own] for own in both.other})}
        else:
            led = {(ours[own], his[changed]) for own, changed in both}
        stack += led - seen
        seen |= led
    return found


def reason_apart(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    rows: Sequence[str],
    row: str | None,
) -> Reason:
    """Why a settled decision came out as it did, found as `reasons.reason` does."""
    outcomes = _Forced(compiled, decided.outcomes, masks)
    every = [variable.all_values for variable in compiled.variables]
    given = [v for v in sorted(under(compiled, decided.root)) if masks[v] != every[v]]
    deciding = rows if row is None else (row,)
    named = frozenset().union(*(under(compiled, decided.conditions[id]) for id in deciding))
    necessary = {level for level in given if not outcomes.holds({level})}
    order = sorted(set(given) - necessary, key=lambda level: (level in named, -level))
    freed = outcomes.dropped(order, set(under(compiled, decided.root)) - set(given))
    kept = [level for level in given if level not in freed]
    besides: set[int] = set()
    if row is not None and list(decided.outcome_of.values()).count(decided.outcome_of[row]) > 1:
        root = decided.root if len(rows) == 1 else decided.conditions[row]
        certain = _Forced(compiled, root, masks)
        loose = certain.dropped([v for v in reversed(given) if v not in kept], set())
        besides = {v for v in given if v not in kept and v not in loose}
        if certain.holds(set(given) - set(kept)):
            besides = set()
    return Reason(tuple(kept), tuple(sorted(necessary)), tuple(sorted({*kept, *besides})))


class _Forced:
    """Whether some answers alone force where a diagram ends."""

    def __init__(self, compiled: Compiled, root: Node, masks: Masks) -> None:
        self.compiled, self.root, self.masks = compiled, root, list(masks)
        self.walked = Walked(compiled, masks)

    def holds(self, freed: Iterable[int]) -> bool:
        """Whether it ends in one place although some answers may be anything."""
        masks = list(self.masks)
        for level in freed:
            masks[level] = self.compiled.variables[level].all_values
        self.walked = Walked(self.compiled, masks, self.walked)
        return len(ends_left(self.compiled, self.root, self.walked, masks).nodes) == 1

    def dropped(self, order: Iterable[int], open_: set[int]) -> set[int]:
        """Those that can be dropped, one after another, and still force it."""
        freed = set(open_)
        for level in order:
            if self.holds(freed | {level}):
                freed.add(level)
        return freed - open_
