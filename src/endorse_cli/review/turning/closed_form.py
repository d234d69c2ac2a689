"""When each outcome is possible along a stretch, in closed form.

A diagram ends in comparisons of totals that grow evenly. For every way to answer what is open, the
totals are lines, and where each comparison turns is a division. The ways are not listed: what leads
to one place of the diagram with one slope is kept as the bits of an integer, a bit for each value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil, floor, lcm
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.diagram import Leaf, Manager, Node, TooManyNodes
from endorse_cli.engine.divided_values import is_plain
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks, reachable
from endorse_cli.engine.sums import WIDEST
from endorse_cli.review.turning.moving_numbers import Compared, Line, line

MOST = 20_000
"""So many lines are looked at for one diagram; past it too much is open."""

ENDING = 20
"""What it takes to see where a diagram ends with some lines, in what it takes to add to one."""

ROOM = 1 << 29
"""Bits for the totals that go with the lines of one place of a diagram: 64 MB."""

KEPT = 4_000
"""So many of them may be kept one by one, where they are not the bits of an integer."""

Place: TypeAlias = tuple[Fraction, bool]
"""How far from the start, and whether only right past that."""

START: Place = (Fraction(0), True)

Whole: TypeAlias = tuple[int, int]
"""A line in whole units of its total's values and slopes."""

Lines: TypeAlias = tuple[Whole, ...]
"""One of each total."""

Sums: TypeAlias = dict[Lines, int]
"""The lines of the totals so far, the values of the first of them as bits."""

Pending: TypeAlias = tuple[tuple[int, Node], ...]
"""Terms of which a part has been met: their places among all, and what is left of them."""

States: TypeAlias = dict[tuple[Node, Pending], Sums]
"""The diagrams that are left, and the terms, with the lines that go with each."""

NOTHING: Whole = (0, 0)


class Gain(NamedTuple):
    """What a term adds: a line to its group, and by how many bits that moves the values."""

    group: int
    line: Whole
    shift: int


Gains: TypeAlias = dict[tuple[int, Whole], list[int]]
"""What a term may add: by group and line, by how many bits."""


class Ends(NamedTuple):
    """What a term can come to, each line once; the least and the greatest at the start."""

    lines: tuple[Line, ...]
    least: Fraction
    most: Fraction
    unit: int


class Span(NamedTuple):
    """Where an outcome is possible: from one place on, up to another; None is without end."""

    start: Place
    stop: Place | None


ALWAYS = Span(START, None)


ALL, EACH, LEAST = 1_500_000, 60_000, 4_000
"""What may be looked at for all numbers and candidates; for one candidate on one side of a number,
as long as there is so much; and always."""


class Allowance:
    """How much may still be looked at, of what there is `of` it; `TooManyNodes` past it.

    The measure is what one answer adds to the lines of one place of a diagram.
    """

    def __init__(self, left: int = ALL, of: "Allowance | None" = None) -> None:
        self.left, self.of = left, of

    def share(self) -> "Allowance":
        """What may be looked at for one candidate on one side of a number."""
        return Allowance(max(LEAST, min(EACH, self.left)), self)

    def spend(self, much: int) -> None:
        """Take off what is looked at now."""
        self.left -= much
        if self.of is not None:
            self.of.left -= much
        if self.left < 0:
            raise TooManyNodes


class Unit(NamedTuple):
    """In how many parts of 1 the values and the slopes of a total are whole."""

    value: int
    slope: int

    def of(self, line: Line) -> Whole:
        """A line in whole units."""
        return int(line[0] * self.value), int(line[1] * self.slope)


def turns(at_start: Whole, unit: Unit, strict: bool) -> tuple[bool, Place | None]:
    """Whether a line is at least 0 (or `strict`: more) past the start, and where that changes."""
    value, slope = at_start
    holds = value > 0 or (value == 0 and (slope > 0 or (slope == 0 and not strict)))
    if not value or not slope or (value > 0) == (slope > 0):
        return holds, None
    return holds, (Fraction(-value * unit.slope, slope * unit.value), strict != holds)


class Along:
    """Diagrams over answers and, below them, over comparisons that turn along a stretch.

    `step` is 1 where the number grows along it, -1 where it shrinks.
    """

    def __init__(
        self, manager: Manager, masks: Masks, compared: Sequence[Compared], allowance: Allowance
    ) -> None:
        self.step = 1
        self.allowance = allowance
        self._ends: dict[Node, States] = {}
        self._gained: dict[tuple[int, Node], Gain] = {}
        self.manager = manager
        self.masks = masks
        self.first = len(masks)
        self.compared = compared
        groups = dict.fromkeys(one.terms for one in compared)
        self.groups = {terms: group for group, terms in enumerate(groups)}
        self.terms = [(group, term) for terms, group in self.groups.items() for term in terms]
        self.found = [self.found_of(term) for _, term in self.terms]
        by_group = [
            [ends for (group, _), ends in zip(self.terms, self.found, strict=True) if group == of]
            for of in range(len(self.groups))
        ]
        firsts = by_group[0] if by_group else []
        self.unit = lcm(*(ends.unit for ends in firsts))
        self.base = sum((ends.least for ends in firsts), Fraction(0))
        width = sum(ends.most - ends.least for ends in firsts)
        self.is_wide = width * self.unit > WIDEST
        self.alone = self.alone_places()
        self.units = [
            self.unit_of(ends, [one.constant for one in compared if self.groups[one.terms] == of])
            for of, ends in enumerate(by_group)
        ]
        self.constants = [self.units[self.groups[one.terms]].of(one.constant) for one in compared]

    def unit_of(self, ends: Sequence[Ends], constants: Sequence[Line]) -> Unit:
        """The unit of a total whose terms come to some ends, and of what it is compared with."""
        lines = [*constants, *(each for one in ends for each in one.lines)]
        values, slopes = (lcm(*(line[of].denominator for line in lines)) for of in (0, 1))
        return Unit(values, slopes)

    def found_of(self, term: Node) -> Ends:
        """What a term can come to; of one that hangs on a single answer remembered."""
        manager = self.manager
        key = ("ends", term, self.masks[manager.level[term]]) if is_plain(manager, term) else None
        kept = manager.memo.get(key) if key else None
        if isinstance(kept, Ends):
            return kept
        leaves = [manager.leaf[end] for end in reachable(manager, term, self.masks)]
        lines = tuple(line(leaf) for leaf in leaves)
        values = [value for value, _ in lines]
        unit = lcm(*(value.denominator for value in values))
        found = Ends(lines, min(values), max(values), unit)
        if key:
            manager.memo[key] = found
        return found

    def alone_places(self) -> list[int]:
        """The places of terms each on an answer of its own, that no other term asks for."""
        manager = self.manager
        support = [manager.support(term) for _, term in self.terms]
        asked = Counter(chain.from_iterable(support))
        return [
            place
            for place, (_, term) in enumerate(self.terms)
            if is_plain(manager, term) and asked[manager.level[term]] == 1
        ]

    def spans(self, root: Node) -> dict[Leaf, list[Span]]:
        """Where along the stretch a diagram can end with each leaf."""
        found: dict[Leaf, set[Span]] = defaultdict(set)
        for (node, _), sums in self.ends(root).items():
            below = [
                (place, one)
                for place, one in enumerate(self.compared)
                if self.first + place in self.manager.support(node)
            ]
            for one, other in self.bundles(sums, [one for _, one in below]):
                self.allowance.spend(ENDING)
                spans = self.ending(node, below, one)
                # What lies between two lines is possible between where it is with each of them.
                far = spans if one is other else self.ending(node, below, other)
                for (leaf, here), (_, there) in zip(spans, far, strict=True):
                    found[leaf].add(_from_to(here, there))
        return {leaf: sorted(spans, key=lambda span: span.start) for leaf, spans in found.items()}

    def bundles(self, sums: Sums, below: Sequence[Compared]) -> Iterator[tuple[Lines, Lines]]:
        """The lines of the totals, as the first and the last of those that turn one after another.

        Lines of one slope turn at the same comparisons in the same order, if no start is between
        them; and before one has left what lies between two turns, the next has come there.
        """
        alike = len(self.groups) == 1 and len({one.constant[1] for one in below}) == 1
        for key, bits in sums.items():
            if self.is_wide or not key:
                yield key, key
                continue
            (_, slope), *others = key
            starts = sorted((-one.constant[0] - self.base) * self.unit for one in below)
            room = min((b - a for a, b in pairwise(starts)), default=None) if alike else Fraction(0)
            base, fine = int(self.base * self.units[0].value), self.units[0].value // self.unit
            for low, high in _runs(bits, starts, room):
                one, other = (((base + place * fine, slope), *others) for place in (low, high))
                yield (one, one) if low == high else (one, other)

    def ending(
        self, node: Node, below: list[tuple[int, Compared]], lines: Lines
    ) -> list[tuple[Leaf, Span]]:
        """What a diagram over comparisons ends with along the stretch, for lines that are known."""
        truth: dict[int, bool] = {}
        flips: list[tuple[Place, int]] = []
        for place, one in below:
            group = self.groups[one.terms]
            (value, slope), (more, steeper) = lines[group], self.constants[place]
            over = (value + more, self.step * (slope + steeper))
            truth[self.first + place], turn = turns(over, self.units[group], one.strict)
            if turn is not None:
                flips.append((turn, self.first + place))
        flips.sort()
        found: list[tuple[Leaf, Span]] = []
        stops: list[Place | None] = [START, *dict.fromkeys(turn for turn, _ in flips), None]
        for start, stop in pairwise(stops):
            assert start is not None
            for turn, level in flips:
                if turn == start:
                    truth[level] = not truth[level]
            end = node
            while kids := self.manager.kids[end]:
                end = kids[truth[self.manager.level[end]]]
            leaf = self.manager.leaf[end]
            assert leaf is not None
            if end != self.manager.dead:
                found.append((leaf, Span(start, stop)))
        return found

    def ends(self, root: Node) -> States:
        """The diagrams over comparisons that a root leads to, with the lines that go with each.

        Remembered: they are the same on either side.
        """
        if root not in self._ends:
            self._ends[root] = self._ended(root)
        return self._ends[root]

    def _ended(self, root: Node) -> States:
        manager = self.manager
        tested = manager.support(root)
        alone = {p for p in self.alone if manager.level[self.terms[p][1]] not in tested}
        rest = tuple((p, term) for p, (_, term) in enumerate(self.terms) if p not in alone)
        state = (root, rest)
        waiting: dict[int, States] = defaultdict(dict)
        waiting[self.depth(state)][state] = {(NOTHING,) * len(self.groups): 1}
        while (depth := min(waiting)) < self.first:
            here = waiting.pop(depth)
            bounded(here)
            for (node, pending), sums in here.items():
                for value in members(self.masks[manager.order[depth]]):
                    after, gains = self.answered(node, pending, depth, value)
                    self.add(waiting[self.depth(after)].setdefault(after, {}), sums, gains)
        found = waiting[self.first]
        # What nothing else asks for comes last: nothing is told apart by it.
        for each in [self.gains(place) for place in sorted(alone)]:
            found = bounded({state: self.added(sums, each) for state, sums in found.items()})
        return bounded(found)

    def depth(self, state: tuple[Node, Pending]) -> int:
        """At which depth the next answer is met; that of the comparisons where none is."""
        node, pending = state
        depths = self.manager.depth
        return min(self.first, depths[node], *(depths[term] for _, term in pending))

    def answered(
        self, node: Node, pending: Pending, depth: int, value: int
    ) -> tuple[tuple[Node, Pending], list[Gain]]:
        """Where an answer leads, and what terms come to with it."""
        depths, kids, leaf_of = self.manager.depth, self.manager.kids, self.manager.leaf
        left, gains = [], []
        for place, term in pending:
            if depths[term] != depth:
                left.append((place, term))
                continue
            kid = kids[term][value]
            leaf = leaf_of[kid]
            if leaf is None:
                left.append((place, kid))
            else:
                gain = self._gained.get((place, kid))
                if gain is None:
                    gain = self._gained[place, kid] = self.gain(place, line(leaf))
                gains.append(gain)
        return (kids[node][value] if depths[node] == depth else node, tuple(left)), gains

    def gain(self, place: int, ends_with: Line) -> Gain:
        """What a term adds where it ends with a line."""
        group = self.terms[place][0]
        value, slope = self.units[group].of(ends_with)
        if group or self.is_wide:
            return Gain(group, (value, slope) if value or slope else NOTHING, 0)
        shift = int((ends_with[0] - self.found[place].least) * self.unit)
        return Gain(0, (0, slope) if slope else NOTHING, shift)

    def gains(self, place: int) -> Gains:
        """Everything that a term may add which hangs on a single answer; remembered."""
        group, term = self.terms[place]
        unit = 0 if group or self.is_wide else self.unit
        key = ("gains", term, self.masks[self.manager.level[term]], group, unit, self.units[group])
        kept = self.manager.memo.get(key)
        if not isinstance(kept, dict):
            kept = defaultdict[tuple[int, Whole], list[int]](list)
            for ends_with in self.found[place].lines:
                gain = self.gain(place, ends_with)
                kept[gain.group, gain.line].append(gain.shift)
            self.manager.memo[key] = kept
        return kept

    def added(self, sums: Sums, gains: Gains) -> Sums:
        """The lines with each of some gains."""
        into: Sums = {}
        self.allowance.spend(len(gains) * len(sums))
        for (group, more), shifts in gains.items():
            for lines, bits in sums.items():
                key = lines if more is NOTHING else _grown(lines, group, more)
                found = into.get(key, 0)
                for shift in shifts:
                    found |= bits << shift
                into[key] = found
            _kept(into)
        return into

    def add(self, into: Sums, sums: Sums, gains: Sequence[Gain]) -> None:
        """Put together what was gained before and what is now."""
        self.allowance.spend(len(sums))
        shift = sum(gain.shift for gain in gains)
        for lines, bits in sums.items():
            key = lines
            for group, more, _ in gains:
                key = key if more is NOTHING else _grown(key, group, more)
            into[key] = into.get(key, 0) | bits << shift
        _kept(into)


def _grown(lines: Lines, group: int, more: Whole) -> Lines:
    """The lines of the totals, one of them with more."""
    value, slope = lines[group]
    return (*lines[:group], (value + more[0], slope + more[1]), *lines[group + 1 :])


def _kept(sums: Sums) -> Sums:
    """The same; `TooManyNodes` where too many are kept one by one, or take too much room."""
    if len(sums) > KEPT or sum(map(int.bit_length, sums.values())) > ROOM:
        raise TooManyNodes
    return sums


def _from_to(one: Span, other: Span) -> Span:
    """From where the first of two begins to where the last of them ends."""
    stops = [stop for stop in (one.stop, other.stop) if stop is not None]
    return Span(min(one.start, other.start), max(stops) if len(stops) == 2 else None)


def _runs(
    bits: int, starts: Sequence[Fraction], room: Fraction | None
) -> Iterator[tuple[int, int]]:
    """The places of some bits, as the first and the last of those that lie less than room apart.

    No start lies between the two, nor at one of several. Without room it is as much as there is.
    """
    text = bin(bits)[:1:-1]
    cuts = {place for start in starts for place in (ceil(start), floor(start) + 1)}
    # So many places without a total are a gap; looked for as text, of which there are very many.
    gap = None if room is None else "0" * max(ceil(room) - 1, 0)
    first = text.find("1")
    for cut in (*sorted(cuts), len(text)):
        while -1 < first < cut:
            end = text.find(gap, first + 1, cut) if gap is not None else -1
            last = text.rfind("1", first, cut if end < 0 else end)
            yield first, last
            first = text.find("1", last + 1)


def bounded(states: States) -> States:
    """The same; `TooManyNodes` where there are too many lines to look at each, or to keep."""
    every = [bits for sums in states.values() for bits in sums.values()]
    if sum(map(int.bit_count, every)) > MOST or sum(map(int.bit_length, every)) > ROOM:
        raise TooManyNodes
    return states


def first_change(spans: Mapping[Leaf, list[Span]], now: Mapping[Leaf, bool]) -> Place | None:
    """Where first something possible now is not any more, or something else is."""
    found: list[Place] = []
    for leaf, is_now in now.items():
        if not is_now:
            found += [span.start for span in spans.get(leaf, ())[:1]]
            continue
        reach: Place | None = START
        for start, stop in spans.get(leaf, ()):
            if reach is None or start > reach:
                break
            reach = None if stop is None else max(reach, stop)
        found += [reach] if reach is not None else []
    return min(found, default=None)


def possible_at(spans: Mapping[Leaf, list[Span]], place: Place) -> set[Leaf]:
    """What is possible at a place."""
    return {
        leaf
        for leaf, among in spans.items()
        if any(start <= place and (stop is None or place < stop) for start, stop in among)
    }
