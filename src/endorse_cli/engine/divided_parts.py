"""The only place for rubrics past the node budget: what their parts, worked out apart, leave open.

A score by its sums, a finding or a decision by its own diagram; what rests on them sees each as
one variable. That is exact where no two of them hang on a common open answer.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from types import MappingProxyType
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import YES, Node
from endorse_cli.engine.divided_values import (
    added_up,
    bare,
    goal_of,
    group_of,
    groups_of,
    is_plain,
    tested,
    unit_of,
)
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Apart, Cut, reached_by
from endorse_cli.engine.possible import Masks, reachable
from endorse_cli.engine.quantities import (
    Extreme,
    Quantity,
    Ratio,
    Sum,
    terms_of,
)
from endorse_cli.engine.ratios import met_of
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.sums import Sums
from endorse_cli.engine.totals import Total

NOTHING_FIXED: Mapping[int, int] = MappingProxyType({})


class Left(NamedTuple):
    """The values left to a part, the open answers that it hangs on, and whether it has them all.

    Where not, some of the values may be none that it can have.
    """

    mask: int
    hangs_on: frozenset[int]
    is_exact: bool


class Walked:
    """What is left to answers and to the parts that are worked out apart, as masks by variable.

    Of parts that hang on nothing that differs from what it is `like`, it is not worked out again.
    Those that are `fixed` are left the values that are said.
    """

    def __init__(
        self,
        compiled: Compiled,
        masks: Masks,
        like: "Walked | None" = None,
        fixed: Mapping[int, int] = NOTHING_FIXED,
    ) -> None:
        self.compiled = compiled
        self.manager = compiled.manager
        self.sums: dict[tuple[Node, ...], Sums] = {}
        first, above = len(masks), dict[int, list[int]]()
        if like is None:
            self.masks = [*masks, *(0 for _ in compiled.apart)]
            self.left: dict[int, Left] = {}
            waiting = [*range(len(compiled.apart))]
        else:
            self.masks, self.left = [*masks, *like.masks[first:]], dict(like.left)
            above = right_above(compiled)
            differing = (v for v, mask in enumerate(masks) if like.masks[v] != mask)
            waiting = [at for v in differing for at in above.get(v, ())]
            waiting = sorted({*waiting, *(level - first for level in fixed)})
        met = {*waiting}
        while waiting:
            part = compiled.apart[heappop(waiting)]
            if part.level in fixed:
                found = Left(fixed[part.level], frozenset(), is_exact=True)
            else:
                found = self._left(part)
            if self.left.get(part.level) != found:
                # Parts stand after those that they hang on.
                for at in above.get(part.level, ()):
                    if at not in met:
                        met.add(at)
                        heappush(waiting, at)
            self.left[part.level] = found
            self.masks[part.level] = found.mask

    def _left(self, part: Apart) -> Left:
        compiled, manager = self.compiled, self.manager
        if part.edges:
            return self.reaching(compiled.parts.scores[part.id], part.edges)
        if part.id in compiled.findings:
            node = compiled.parts.findings[part.id]
            mask = sum(1 << (end == YES) for end in reachable(manager, node, self.masks))
        else:
            decided = compiled.parts.decisions[part.id]
            node, names = decided.outcomes, decided.decision.outcomes
            ends = reachable(manager, node, self.masks)
            mask = sum(1 << names.index(str(manager.leaf[end])) for end in ends)
        return Left(mask, *self.hanging(node))

    def reaching(self, quantity: Quantity, cuts: Sequence[Cut]) -> Left:
        """How many of some cuts, in order, an amount can still reach."""
        quantity, cuts = bare(quantity, cuts)
        match quantity:
            case Total():
                return self._of_total(quantity, cuts)
            case Extreme(parts=parts, lowest=lowest):
                return _extreme([self.reaching(part, cuts) for part in parts], lowest)
            case Ratio():
                return self._of_ratio(quantity, cuts)
            case Sum():
                return self._of_sum(quantity, cuts)
        raise ValueError(f"neither a total nor made of several: {quantity!r}")

    def _of_total(self, total: Total, cuts: Sequence[Cut]) -> Left:
        added, goals = self.sums_of(total, cuts)
        mask, is_told = _places(added, goals)
        return Left(mask, *self._hanging_on(total, added, is_told))

    def _of_sum(self, quantity: Sum, cuts: Sequence[Cut]) -> Left:
        """Of several amounts added up: as of a total, where each has few values and none shares."""
        groups = groups_of(self.compiled, self.masks, quantity)
        if groups is None:
            return self._between(span(self.manager, quantity, self.masks), quantity, cuts)
        added, goals, _ = added_up(groups, cuts)
        hangs_on, is_exact = self.hanging(*terms_of(quantity))
        mask, is_told = _places(added, goals)
        return Left(mask, hangs_on, is_exact and is_told)

    def _hanging_on(self, total: Total, added: Sums, is_exact: bool) -> tuple[frozenset[int], bool]:
        """The open answers that a total hangs on, and whether all its values can be."""
        manager, levels, rest = self.manager, list[int](), list[Node]()
        for term, group in zip(total.terms, added.groups, strict=True):
            level = manager.level[term]
            if level in self.left or not is_plain(manager, term):
                rest.append(term)
            elif len(group) > 1:
                levels.append(level)
        return _together([(frozenset(levels), True), *map(self.hanging, rest)], is_exact)

    def sums_of(self, total: Total, cuts: Sequence[Cut]) -> tuple[Sums, list[float]]:
        """What the terms can still add up to, and what has to be reached, in one whole unit."""
        unit = unit_of(self.manager, total)
        goals = [goal_of(cut, total.constant, unit) for cut in cuts]
        if total.terms not in self.sums:
            self.sums[total.terms] = Sums(
                [group_of(self.manager, self.masks, term, unit) for term in total.terms]
            )
        return self.sums[total.terms], goals

    def _of_ratio(self, ratio: Ratio, cuts: Sequence[Cut]) -> Left:
        """Of one total divided by another: exact where every place between the ends is met."""
        met = met_of(self.manager, ratio, self.masks, cuts)
        if not met:
            return self._between(span(self.manager, ratio, self.masks), ratio, cuts)
        places = {reached_by(number, cuts) for number in met}
        hangs_on, is_exact = self.hanging(*terms_of(ratio))
        mask = (2 << max(places)) - (1 << min(places))
        return Left(mask, hangs_on, is_exact and mask.bit_count() == len(places))

    def _between(self, ends: Sequence[Fraction], quantity: Quantity, cuts: Sequence[Cut]) -> Left:
        """Of an amount of which no value lies outside some ends."""
        least, most = (reached_by(pick(ends), cuts) for pick in (min, max))
        hangs_on, _ = self.hanging(*terms_of(quantity))
        return Left((2 << most) - (1 << least), hangs_on, is_exact=least == most)

    def hanging(self, *nodes: Node) -> tuple[frozenset[int], bool]:
        """The open answers that diagrams hang on, and whether all that they lead to can be."""
        if len(nodes) == 1:
            level, kids = self.manager.level[nodes[0]], self.manager.kids[nodes[0]]
            if level < len(self.compiled.variables) and is_plain(self.manager, nodes[0]):
                mask = self.masks[level]
                hangs = mask & (mask - 1) and len({kids[value] for value in members(mask)}) > 1
                return (frozenset((level,)) if hangs else frozenset()), True
        found = []
        for level in _levels_left(self.compiled, nodes, self.masks):
            if level in self.left:
                left = self.left[level]
                found.append((left.hangs_on, left.is_exact))
            else:
                found.append((frozenset((level,)), True))
        return _together(found)


def walk(compiled: Compiled, masks: Masks) -> Walked:
    """What is left where so much is known of the answers; the last is remembered."""
    kept = compiled.manager.memo.get(("walk",))
    like = kept if isinstance(kept, Walked) and kept.compiled is compiled else None
    if like is None or like.masks[: len(masks)] != [*masks]:
        like = compiled.manager.memo["walk",] = Walked(compiled, masks, like)
    return like


def walked(compiled: Compiled, masks: Masks) -> Masks:
    """The values left by variable, those of parts that are worked out apart too."""
    return walk(compiled, masks).masks if compiled.apart else masks


def under(compiled: Compiled, *roots: Node) -> frozenset[int]:
    """The answers that diagrams rest on, those under parts that are worked out apart too."""
    if len(roots) == 1 and not compiled.apart:
        return compiled.support(*roots)
    key = ("under", roots)
    kept = compiled.manager.memo.get(key)
    if not isinstance(kept, frozenset):
        kept = _answers(compiled.manager.support(*roots), under_parts(compiled))
        compiled.manager.memo[key] = kept
    return kept


def under_parts(compiled: Compiled) -> dict[int, frozenset[int]]:
    """The answers that every part rests on, by its variable; remembered."""
    kept = compiled.manager.memo.get(("under parts",))
    if not isinstance(kept, dict):
        kept = dict[int, frozenset[int]]()
        for part in compiled.apart:
            kept[part.level] = _answers(beneath(compiled, part), kept)
        compiled.manager.memo["under parts",] = kept
    return kept


def right_above(compiled: Compiled) -> dict[int, list[int]]:
    """For each variable the parts, by place, whose own diagrams hang on it; remembered."""
    kept = compiled.manager.memo.get(("right above",))
    if not isinstance(kept, dict):
        kept = dict[int, list[int]]()
        for place, part in enumerate(compiled.apart):
            for level in beneath(compiled, part):
                kept.setdefault(level, []).append(place)
        compiled.manager.memo["right above",] = kept
    return kept


def _answers(levels: frozenset[int], parts: dict[int, frozenset[int]]) -> frozenset[int]:
    """The answers among some variables, and those under parts among them."""
    return frozenset().union(*(parts.get(level, (level,)) for level in levels))


def beneath(compiled: Compiled, part: Apart) -> frozenset[int]:
    """The variables that a part's own diagrams hang on."""
    return tested(compiled, nodes_of(compiled, part))


def _places(added: Sums, goals: Sequence[float]) -> tuple[int, bool]:
    """How many goals, in order, a sum can reach, as a mask; and whether it is told of each."""
    least, most = bisect_right(goals, added.low), bisect_right(goals, added.high)
    mask, is_told = 1 << least | 1 << most, True
    for place in range(least + 1, most):
        found = added.reached(int(goals[place - 1]), int(goals[place]))
        mask |= (found is not False) << place
        is_told = is_told and found is not None
    return mask, is_told


def places_of(compiled: Compiled, total: Total) -> dict[int, list[int]]:
    """For each answer the places of the terms that rest on it; remembered."""
    key = ("places", total.terms)
    kept = compiled.manager.memo.get(key)
    if isinstance(kept, dict):
        return kept
    found: dict[int, list[int]] = {}
    for place, term in enumerate(total.terms):
        for level in under(compiled, term):
            found.setdefault(level, []).append(place)
    compiled.manager.memo[key] = found
    return found


def nodes_of(compiled: Compiled, part: Apart) -> list[Node]:
    """The diagrams that a part is made of."""
    if part.edges:
        return terms_of(compiled.parts.scores[part.id])
    if part.id in compiled.findings:
        return [compiled.parts.findings[part.id]]
    return [compiled.parts.decisions[part.id].outcomes]


def _together(
    parts: Sequence[tuple[frozenset[int], bool]], is_exact: bool = True
) -> tuple[frozenset[int], bool]:
    """What several parts hang on; together they are exact where no two share an open answer."""
    every = frozenset().union(*(hangs_on for hangs_on, _ in parts))
    apart = len(every) == sum(len(hangs_on) for hangs_on, _ in parts)
    return every, is_exact and apart and all(exact for _, exact in parts)


def _levels_left(compiled: Compiled, nodes: Sequence[Node], masks: Masks) -> list[int]:
    """The variables with several values left that a walk comes to."""
    manager = compiled.manager
    seen, stack, found = set(nodes), [*nodes], set()
    while stack:
        at = stack.pop()
        kids = manager.kids[at]
        if kids:
            mask = masks[manager.level[at]]
            left = {kids[value] for value in members(mask)}
            if len(left) > 1:
                found.add(manager.level[at])
            left -= seen
            seen |= left
            stack.extend(left)
    return sorted(found)


def _extreme(parts: Sequence[Left], lowest: bool) -> Left:
    """The lowest, or the highest, of several amounts."""
    firsts = [members(part.mask)[0] for part in parts]
    lasts = [part.mask.bit_length() - 1 for part in parts]
    low, high = (min(firsts), min(lasts)) if lowest else (max(firsts), max(lasts))
    mask = 0
    for part in parts:
        mask |= part.mask
    mask &= (2 << high) - (1 << low)
    return Left(mask, *_together([(part.hangs_on, part.is_exact) for part in parts]))


def all_open(compiled: Compiled) -> Walked:
    """What is left where nothing is known; remembered."""
    kept = compiled.manager.memo.get(("all open",))
    if not isinstance(kept, Walked):
        kept = Walked(compiled, [variable.all_values for variable in compiled.variables])
        compiled.manager.memo["all open",] = kept
    return kept


def is_exact(compiled: Compiled) -> bool:
    """Whether whatever stands in the diagrams can be: every part all it could, none with another.

    Then what they lead to, and what they depend on, is so of the rubric as well. Remembered.
    """
    if not compiled.apart:
        return True
    kept = compiled.manager.memo.get(("is exact",))
    if not isinstance(kept, bool):
        walked = all_open(compiled)
        parts = [walked.masks[p.level] == (1 << p.size) - 1 for p in compiled.apart]
        roots = [*compiled.findings.values()]
        for decided in compiled.decisions.values():
            roots += decided.roots
        kept = all(parts) and all(walked.hanging(root)[1] for root in roots)
        compiled.manager.memo["is exact",] = kept
    return kept
