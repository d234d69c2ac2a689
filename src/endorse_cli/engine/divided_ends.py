"""The only place for where diagrams can end past the node budget, and how far amounts reach.

Where no two parts hang on a common open answer what they lead to is exact. Where totals share some,
what they can be together is asked; where that does not tell, the answers that are shared are tried
in turn, within a bound on steps; past it what cannot be excluded is said, and said to be that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from endorse_cli.engine import solver
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.divided_parts import Walked, all_open, beneath, under, walk
from endorse_cli.engine.divided_values import bare, numbers_of, unit_of
from endorse_cli.engine.domain import members
from endorse_cli.engine.joint import Bound, Gains, together
from endorse_cli.engine.led_profiles import ending, some_of
from endorse_cli.engine.logic import Apart
from endorse_cli.engine.possible import NOTHING, Masks, ends, reachable
from endorse_cli.engine.quantities import Quantity, terms_of
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.totals import INFINITY, Total

STEPS = 2_000
"""So many ways in which shared answers can turn out are looked at: well under a second."""

CELLS = 256
"""So many ways in which totals can turn out together are looked at."""

SEVERAL = 3 * STEPS
"""So many steps are taken where much is told that belongs together."""

ALONE = 2
"""So many open answers are tried at once."""

ASKED = 3
"""For so many of these a solver is asked, if there is one."""

WEIGHED, LISTED = 10, 2_000
"""So many steps it counts as to weigh totals against each other, or to lead somebody where they
are to be; so many totals that are listed are one."""

TRIED = 20
"""So many people are led to each end of a diagram, if it has no more ends than that."""


class Effort:
    """What may be spent on telling where diagrams end: steps on `each`, and so many `left` in all.

    What is thorough looks for examples before, and asks a solver after, `unasked` times. Past it
    nothing more is told than what no step is needed for.
    """

    def __init__(
        self, each: int | None = None, left: int | None = None, *, is_thorough: bool = True
    ) -> None:
        self.each = STEPS if each is None else each
        self.left = self.each if left is None else left
        self.is_thorough = is_thorough
        self.unasked = 0 if not is_thorough else 1 if left is None else ASKED
        self._asked: solver.Asked | None = None

    def asking(self, compiled: Compiled, masks: Masks) -> solver.Asked:
        """The one solver that is asked of all diagrams with the same things known."""
        if self._asked is None or [*self._asked.masks] != [*masks]:
            self._asked = solver.Asked(compiled, masks)
        self.unasked -= 1
        return self._asked


class Ends(NamedTuple):
    """The ends that a diagram can lead to; where not `is_exact`, those that are not excluded."""

    nodes: list[Node]
    is_exact: bool


def ends_left(
    compiled: Compiled, root: Node, walked: Walked, masks: Masks, effort: Effort | None = None
) -> Ends:
    """Where a diagram can end, whatever the open answers turn out to be."""
    manager, effort = compiled.manager, effort or Effort()
    every = _reached(manager, root, walked)
    found, is_told = every, True
    hangs_on, is_exact = walked.hanging(root) if len(every) > 1 else (frozenset[int](), True)
    if not is_exact:
        told: set[Node] | None = None
        if effort.left > 0 and len(_open_among(masks, hangs_on)) > ALONE:
            told = _told_together(compiled, root, walked, masks, effort)
        met = set[Node]()
        if told is None:
            if effort.is_thorough and effort.left > 0:
                met = _met_there(compiled, root, walked, masks, every, effort)
                met |= _met_on_the_way(compiled, root, walked, masks, every - met)
            told = _tried(compiled, root, walked, masks, every, met, effort)
        if told is not None:
            found = told
        elif effort.unasked and solver.is_installed():
            found, is_told = _solved(root, every, met, effort.asking(compiled, masks))
        else:
            is_told = False
    left = sorted(found - {manager.dead})
    # Where something has to come out, the only thing that can does.
    return Ends(left, is_exact=is_told or len(left) == 1)


def _reached(manager: Manager, root: Node, walked: Walked) -> set[Node]:
    """The terminals that what is left leads to, that of what cannot be among them."""
    return {*ends(manager, root, walked.masks, NOTHING)}


def span_left(
    compiled: Compiled, quantity: Quantity, walked: Walked, masks: Masks
) -> tuple[Fraction, Fraction]:
    """The least and the greatest number that an amount can still be.

    Exact where its terms and the parts they rest on share no open answer; where some do, these are
    tried in turn, and what is not tried within the bound lies between the ends.
    """
    manager, terms = compiled.manager, terms_of(quantity)
    if not terms:
        return span(manager, quantity, walked.masks)
    met: tuple[Fraction, ...] = ()
    stack = [(walked, list(masks))]
    for _ in range(STEPS):
        if not stack:
            break
        now, known = stack.pop()
        least, most = span(manager, quantity, now.masks)
        if met and met[0] <= least and most <= met[-1]:
            continue
        hangs_on, is_exact = now.hanging(*terms)
        if is_exact or least == most or not _open_among(known, hangs_on):
            met = min((least, *met)), max((most, *met))
        else:
            stack += _halved(compiled, now, known, hangs_on, {})
    ends = [*met, *(end for now, _ in stack for end in span(manager, quantity, now.masks))]
    return min(ends), max(ends)


def came(compiled: Compiled, root: Node, masks: Masks, effort: Effort | None = None) -> Ends:
    """Where a diagram can end, in whatever diagrams a rubric is."""
    if not compiled.apart:
        return Ends(reachable(compiled.manager, root, masks), is_exact=True)
    return ends_left(compiled, root, walk(compiled, masks), masks, effort)


def ever_met(compiled: Compiled, root: Node) -> Ends:
    """Where a diagram past the budget can end with everything open; remembered.

    All diagrams of which it is asked share one effort.
    """
    manager, key = compiled.manager, ("ever met", root)
    kept = manager.memo.get(key)
    if not isinstance(kept, Ends):
        effort = manager.memo.setdefault(("effort",), Effort(left=SEVERAL))
        assert isinstance(effort, Effort)
        walked = all_open(compiled)
        masks = walked.masks[: len(compiled.variables)]
        kept = manager.memo[key] = ends_left(compiled, root, walked, masks, effort)
    return kept


def _told_together(
    compiled: Compiled, root: Node, walked: Walked, masks: Masks, effort: Effort
) -> set[Node] | None:
    """The ends that are met where it is told how totals of common answers can turn out together.

    None where that is not told, where it is not all, and where there are too many ways.
    """
    parts = [
        p
        for p in totals_under(compiled, root)
        if walked.masks[p.level] & (walked.masks[p.level] - 1)
    ]
    ways = [members(walked.masks[part.level]) for part in parts]
    added = _Added.of(walked, parts) if 1 < prod(map(len, ways)) <= CELLS else None
    if added is None:
        return None
    if effort.is_thorough:
        effort.left -= prod(map(len, ways))
    led = list[tuple[tuple[int, ...], set[Node], bool]]()
    for way in product(*ways):
        fixed = {part.level: 1 << value for part, value in zip(parts, way, strict=True)}
        now = Walked(compiled, masks, walked, fixed)
        here = _reached(compiled.manager, root, now)
        hangs_on, is_exact = now.hanging(root)
        is_met = len(here) == 1 or (is_exact and hangs_on.isdisjoint(added.levels))
        led.append((way, here, is_met))
    found, untold = set[Node](), set[Node]()
    ways_to = Counter(end for _, here, _ in led for end in here)
    for way, here, is_met in led:
        ways_to.subtract(here)
        if here <= found:
            continue
        if not is_met:
            return None
        told = added.can_be(way)
        effort.left -= WEIGHED if effort.is_thorough else 0
        if told is not False:
            (found if told else untold).update(here)
        if any(not ways_to[end] for end in untold - found):
            return None
    return found


class _Added(NamedTuple):
    """Several totals: the answers under them, what these add, and each one's edges."""

    levels: frozenset[int]
    gains: list[Gains]
    edges: list[list[float]]

    @classmethod
    def of(cls, walked: Walked, parts: Sequence[Apart]) -> "_Added | None":
        """The totals of some parts; None where one is no plain total of answers."""
        compiled, columns, edges = walked.compiled, dict[int, dict[int, Sequence[int]]](), []
        for place, part in enumerate(parts):
            total, cuts = bare(compiled.parts.scores[part.id], part.edges)
            if not isinstance(total, Total):
                return None
            edges.append(walked.sums_of(total, cuts)[1])
            unit = unit_of(compiled.manager, total)
            for term in total.terms:
                level = compiled.manager.level[term]
                if level in walked.left or not compiled.manager.is_plain(term):
                    return None
                numbers = numbers_of(compiled.manager, walked.masks, term, unit)
                columns.setdefault(level, {})[place] = numbers
        gains = list[Gains]()
        for column in columns.values():
            none = [0] * len(next(iter(column.values())))
            each = [column.get(place, none) for place in range(len(parts))]
            gains.append([*zip(*each, strict=True)])
        return cls(frozenset(columns), gains, edges)

    def can_be(self, way: Sequence[int]) -> bool | None:
        """Whether each total can reach so many of its edges at once; None where not told."""
        bounds = []
        for place, (value, edges) in enumerate(zip(way, self.edges, strict=True)):
            low, high = (-INFINITY, *edges)[value], (*edges, INFINITY)[value]
            if low > -INFINITY:
                bounds.append(Bound(place, 1, int(low)))
            if high < INFINITY:
                bounds.append(Bound(place, -1, 1 - int(high)))
        return together(self.gains, bounds)


def totals_under(compiled: Compiled, *roots: Node) -> list[Apart]:
    """The scores that are worked out apart, of those on which diagrams rest."""
    parts = {part.level: part for part in compiled.apart}
    seen, stack = set[int](), [*compiled.manager.support(*roots)]
    while stack:
        level = stack.pop()
        if level in parts and level not in seen:
            seen.add(level)
            stack += beneath(compiled, parts[level])
    return [part for part in compiled.apart if part.edges and part.level in seen]


def _met_on_the_way(
    compiled: Compiled, root: Node, walked: Walked, masks: Masks, wanted: set[Node]
) -> set[Node]:
    """Ends that are met where the answers go, one after another, from least to most of a score.

    Each is that of somebody who has answered everything, so that it is one that there can be.
    """
    found = set[Node]()
    open_ = _open_among(masks, under(compiled, root)) if wanted else []
    for part in totals_under(compiled, root):
        if walked.left[part.level].is_exact:
            continue
        if found >= wanted:
            break
        least, most = _outermost(compiled, compiled.parts.scores[part.id], walked, open_)
        profile, now = list(masks), walked
        # All at their least; then one after another at its most.
        for turned in (least, *({level: most[level]} for level in open_)):
            for level, mask in turned.items():
                profile[level] = mask
            now = Walked(compiled, profile, now)
            found.update(_reached(compiled.manager, root, now))
            if found >= wanted:
                return found
    return found


def _met_there(
    compiled: Compiled,
    root: Node,
    walked: Walked,
    masks: Masks,
    wanted: set[Node],
    effort: Effort,
) -> set[Node]:
    """Ends that somebody comes to who is led there, with everything answered."""
    manager, found = compiled.manager, set[Node]()
    for end in sorted(wanted - {manager.dead}) if len(wanted) <= TRIED else ():
        leaf = manager.leaf[end]
        for profile in ending(compiled, masks, root, leaf, TRIED) if leaf is not None else ():
            if end in found or effort.left <= 0:
                break
            effort.left -= WEIGHED
            now = Walked(compiled, [1 << value for value in profile], walked)
            found.update(_reached(manager, root, now))
    return found


def outermost(compiled: Compiled, quantity: Quantity) -> tuple[dict[int, int], dict[int, int]]:
    """For every answer under an amount the value with which it is least, and most; remembered."""
    key = ("outermost", quantity)
    kept = compiled.manager.memo.get(key)
    if not isinstance(kept, tuple):
        open_ = sorted(under(compiled, *terms_of(quantity)))
        kept = _outermost(compiled, quantity, all_open(compiled), open_)
        compiled.manager.memo[key] = kept
    return kept


def _outermost(
    compiled: Compiled, quantity: Quantity, walked: Walked, open_: Sequence[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """For every open answer the value with which an amount is least, and that with which most."""
    ways: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for level in open_:
        known = list(walked.masks)
        reach = dict[int, Fraction]()
        for value in some_of(members(walked.masks[level])):
            known[level] = 1 << value
            reach[value] = sum(span(compiled.manager, quantity, known), Fraction(0))
        for way, pick in zip(ways, (min, max), strict=True):
            way[level] = 1 << pick(reach, key=reach.__getitem__)
    return ways


def _tried(
    compiled: Compiled,
    root: Node,
    walked: Walked,
    masks: Masks,
    wanted: set[Node],
    met: set[Node],
    effort: Effort,
) -> set[Node] | None:
    """The ends that are met where shared answers are known one after another; None past the bound.

    Some are `met` already.

    What is looked at holds all that is left: where only one end is, or no two parts share an open
    answer any more, the ends are those that can be met.
    """
    manager = compiled.manager
    found = met
    stack = [(walked, list(masks))]
    last = max(effort.left - effort.each, 0)
    while True:
        if not stack or found == wanted:
            return found
        if effort.left <= last:
            return None
        effort.left -= 1
        now, known = stack.pop()
        here = _reached(manager, root, now)
        if here <= found:
            continue
        hangs_on, is_exact = now.hanging(root)
        if is_exact or len(here) == 1:
            found |= here
            continue
        if not _open_among(known, hangs_on):
            return None
        halves = [*_halved(compiled, now, known, hangs_on, asked_of(compiled, root))]
        effort.left -= sum(sums.work for half, _ in halves for sums in half.sums.values()) // LISTED
        stack += halves


def _solved(
    root: Node, every: set[Node], met: set[Node], asked: solver.Asked
) -> tuple[set[Node], bool]:
    """The ends that a solver does not exclude, some `met` already; and whether each can be met.

    Once it does not tell of one in time no more is asked.
    """
    left = set(every)
    for end in sorted(every - met):
        can_be = asked.can_end(root, end)
        if can_be is None:
            return left, False
        if not can_be:
            left.remove(end)
    return left, True


Asked: TypeAlias = Mapping[int, Sequence[int]]
"""For each answer that a diagram itself asks which of its values it tells apart: one number each.
"""


def asked_of(compiled: Compiled, root: Node) -> Asked:
    """The answers that a diagram asks beside the parts that it rests on; remembered."""
    manager, key = compiled.manager, ("asked", root)
    kept = manager.memo.get(key)
    if not isinstance(kept, dict):
        kids: dict[int, list[tuple[Node, ...]]] = {}
        for node in compiled.inner(root):
            if manager.level[node] < len(compiled.variables):
                kids.setdefault(manager.level[node], []).append(manager.kids[node])
        kept = dict[int, list[int]]()
        for level, each in kids.items():
            ways = dict[tuple[Node, ...], int]()
            kept[level] = [ways.setdefault(way, len(ways)) for way in zip(*each, strict=True)]
        manager.memo[key] = kept
    return kept


def _halved(
    compiled: Compiled, walked: Walked, masks: Masks, hangs_on: frozenset[int], asked: Asked
) -> Iterator[tuple[Walked, list[int]]]:
    """What is left with either part of the values of one open answer.

    What the diagram itself tells apart is split so, all else in the middle.
    """
    level = _branching(walked, masks, hangs_on, asked)
    values, kinds = members(masks[level]), asked.get(level)
    first = {value for value in values if not kinds or kinds[value] == kinds[values[0]]}
    if len(first) == len(values):
        first = {*values[: len(values) // 2]}
    for part in (first, first.symmetric_difference(values)):
        after = list(masks)
        after[level] = sum(1 << value for value in part)
        yield Walked(compiled, after, walked), after


def _open_among(masks: Masks, levels: Iterable[int]) -> list[int]:
    """Those of some answers that are open, in order."""
    return [level for level in sorted(levels) if masks[level] & (masks[level] - 1)]


def _branching(walked: Walked, masks: Masks, hangs_on: frozenset[int], asked: Asked) -> int:
    """The open answer to look at next: one that most ask, parts or the diagram; then by its name.

    So what is told in a bound hangs on no order of the questions.
    """
    shared = dict.fromkeys(_open_among(masks, hangs_on), 0)
    for level in shared.keys() & asked.keys():
        shared[level] += len({asked[level][value] for value in members(masks[level])}) > 1
    for left in walked.left.values():
        if left.mask & (left.mask - 1):
            for level in left.hangs_on:
                if level in shared:
                    shared[level] += 1
    variables = walked.compiled.variables
    return min(shared, key=lambda level: (-shared[level], variables[level].id))
