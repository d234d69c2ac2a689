"""The only place that leads people to where they are looked for, past the node budget.

A profile is begun, and its open answers are changed until a diagram ends somewhere, or until one
answer decides where: it brings a total over an edge, or leads elsewhere in the diagram of a part,
and that does so in what asks for it. All answers have a value, so that what is seen of a profile
can be; whether it is what was looked for is seen by walking it. Profiles are the same in every run,
and hang on what the questions are called, not on where they stand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Leaf, Node
from endorse_cli.engine.divided_parts import Walked, all_open, beneath, nodes_of
from endorse_cli.engine.divided_values import bare, is_plain, numbers_of, unit_of
from endorse_cli.engine.domain import members
from endorse_cli.engine.joint import Bound, brought
from endorse_cli.engine.logic import Apart
from endorse_cli.engine.possible import Masks
from endorse_cli.engine.profiles import Path, Way, path_of
from endorse_cli.engine.totals import INFINITY, Total

BEGUN = 32
"""So many profiles are begun where one answer is to decide."""

FINE = 2
"""Of so many answers every value is tried where totals are to lie somewhere."""

Gains: TypeAlias = Mapping[int, Sequence[int]]
"""What each value of every answer adds to a total, in whole units."""


class Aimed(NamedTuple):
    """What answers add to a total, and from where on it is to lie, and below what."""

    gains: Gains
    low: float
    end: float


class Kept(NamedTuple):
    """What a profile is led by: the answers that stay as they are, and where totals are to lie."""

    answers: set[int]
    totals: list[Aimed]


Owner: TypeAlias = Node | Apart
"""What asks an answer or a part: a diagram, or a part that is worked out apart."""

Values: TypeAlias = tuple[int, int]
"""Two values of one variable."""


MANY, SOME = 40, 12
"""Of more values than this some are looked at; and about so many."""


def some_of(values: Sequence[int]) -> Sequence[int]:
    """Some values, in order; of very many some that lie evenly among them, and the last."""
    if len(values) <= MANY:
        return values
    return sorted({*values[:: len(values) // SOME], values[-1]})


def deciding(compiled: Compiled, roots: Sequence[Node], level: int) -> Iterator[list[int]]:
    """Profiles in which one answer decides where diagrams end, as far as they could be led so."""
    masks = [variable.all_values for variable in compiled.variables]
    leading = _Leading(compiled, masks, compiled.variables[level].id)
    for profile in leading.begun(BEGUN):
        kept, pair = Kept({level}, []), None
        for owner, asked in _owners(compiled, roots, level, leading.pick):
            if isinstance(owner, Apart) and owner.edges:
                leading.lead_over(owner, asked, pair, profile, kept)
            else:
                node = nodes_of(compiled, owner)[0] if isinstance(owner, Apart) else owner
                pair = leading.lead_apart(node, asked, profile, kept)
        yield profile


def _owners(
    compiled: Compiled, roots: Sequence[Node], level: int, pick: Random
) -> list[tuple[Owner, int]]:
    """From something that is asked down to an answer: what asks, and what it asks."""
    found = list[tuple[Owner, int]]()
    while not found or isinstance(found[-1][0], Apart):
        asking: list[Owner] = [root for root in roots if level in compiled.support(root)]
        asking += [part for part in compiled.apart if level in beneath(compiled, part)]
        if not asking:
            return []
        owner = pick.choice(asking)
        found.append((owner, level))
        if isinstance(owner, Apart):
            level = owner.level
    return found[::-1]


def ending(
    compiled: Compiled, masks: Masks, root: Node, leaf: Leaf, count: int
) -> Iterator[list[int]]:
    """Profiles in which a diagram ends with something, as far as they could be led there."""
    leading = _Leading(compiled, masks, str(leaf))
    for profile in leading.begun(count):
        leading.lead_to(root, leaf, profile, Kept(set(), []))
        yield profile


class _Leading:
    """What may be changed: the open answers, `named` by what they are called."""

    def __init__(self, compiled: Compiled, masks: Masks, seed: str) -> None:
        ids = [variable.id for variable in compiled.variables]
        self.compiled = compiled
        self.masks = masks
        self.named = sorted(range(len(ids)), key=ids.__getitem__)
        self.pick = Random(seed)
        self._seen: Walked | None = None
        self._gains: dict[int, tuple[Gains, Sequence[float]]] = {}

    def walked(self, profile: Sequence[int]) -> Masks:
        """What a profile makes of the parts; of what is as in the one before, as there."""
        self._seen = Walked(self.compiled, [1 << value for value in profile], self._seen)
        return self._seen.masks

    def begun(self, count: int) -> Iterator[list[int]]:
        """All answers at their first value, all at their last, and as many more as are drawn."""
        left = [members(mask) for mask in self.masks[: len(self.named)]]
        yield [values[0] for values in left]
        yield [values[-1] for values in left]
        for _ in range(2, count):
            drawn = {at: self.pick.choice(left[at]) for at in self.named}
            yield [drawn[at] for at in range(len(left))]

    def values(self, level: int) -> Sequence[int]:
        """Those that an answer can have, and all of a part."""
        if level < len(self.named):
            return members(self.masks[level])
        return range(self.compiled.manager.sizes[level])

    def lead_to(self, root: Node, leaf: Leaf, profile: list[int], kept: Kept) -> None:
        """Change a profile so that a diagram ends with something."""
        manager = self.compiled.manager
        now = self.walked(profile)
        seen, stack = set[Node](), list[tuple[Node, Way]]([(root, None)])
        while stack:
            node, way = stack.pop()
            if manager.leaf[node] == leaf:
                self.follow(profile, path_of(way), now, kept)
                return
            if node not in seen and manager.kids[node]:
                seen.add(node)
                at, kids = manager.level[node], manager.kids[node]
                stack += [
                    (kids[value], (way, at, value)) for value in self.order(at, now, kept.answers)
                ]

    def order(self, level: int, now: Masks, kept: Collection[int]) -> Sequence[int]:
        """The values in the order of a stack, the present one last; of what is `kept` only that."""
        if level in kept:
            return members(now[level])
        values = [*self.values(level)]
        self.pick.shuffle(values)
        return sorted(values, key=lambda value: bool(now[level] >> value & 1))

    def lead_apart(self, root: Node, level: int, profile: list[int], kept: Kept) -> Values | None:
        """Change a profile so that one variable decides where a diagram ends; between which values.

        What is `kept` is not changed.
        """
        manager = self.compiled.manager
        now = self.walked(profile)
        seen = set[tuple[Node, Node]]()
        stack = list[tuple[Node, Node, Way, Values | None]]([(root, root, None, None)])
        while stack:
            one, other, way, pair = stack.pop()
            is_past = one == other and manager.depth[one] > manager.depths[level]
            if is_past or (one, other) in seen:
                continue
            seen.add((one, other))
            at, ours, theirs = manager.abreast(one, other)
            if at == manager.bottom:
                self.follow(profile, path_of(way), now, kept)
                return pair
            if at == level:
                pairs = [*pairwise(self.values(at))]
                self.pick.shuffle(pairs)
                stack += [(ours[a], theirs[b], way, (a, b)) for a, b in pairs]
            else:
                order = self.order(at, now, kept.answers)
                stack += [(ours[to], theirs[to], (way, at, to), pair) for to in order]
        return None

    def follow(self, profile: list[int], way: Path, now: Masks, kept: Kept) -> None:
        """Give answers the values on a way, and those that make the parts on it so.

        Findings and decisions that are so `now` are left as they are.
        """
        compiled = self.compiled
        for level, value in way.items():
            is_free = level < len(profile) and level not in kept.answers
            if is_free and profile[level] != value:
                profile[level] = value
                kept.answers.add(level)
        for part in compiled.apart:
            if part.level not in way:
                continue
            value = way[part.level]
            if part.edges:
                kept.totals.append(self.aimed_at(part, value))
            elif now[part.level] != 1 << value:
                (node,) = nodes_of(compiled, part)
                leaf = bool(value) if part.id in compiled.findings else self.outcome(part, value)
                self.lead_to(node, leaf, profile, kept)
        self.bring(profile, kept)

    def outcome(self, part: Apart, place: int) -> str:
        """The outcome of a decision that is worked out apart."""
        return self.compiled.parts.decisions[part.id].decision.outcomes[place]

    def aimed_at(self, part: Apart, place: int) -> Aimed:
        """A total that is to reach so many of its edges."""
        gains, goals = self.gains_of(part)
        low, high = (-INFINITY, *goals, INFINITY)[place : place + 2] if gains else (0, 1)
        return Aimed(gains, low, high)

    def lead_over(
        self, part: Apart, level: int, pair: Values | None, profile: list[int], kept: Kept
    ) -> None:
        """Change a profile so that one answer decides whether a total reaches an edge."""
        gains, goals = self.gains_of(part)
        if level in gains:
            mine, others = gains[level], {at: gains[at] for at in gains if at != level}
            goal = goals[min(pair)] if pair is not None else self.pick.choice(goals)
            kept.totals.append(Aimed(others, goal - max(mine), goal - min(mine)))
            self.bring(profile, kept)

    def gains_of(self, part: Apart) -> tuple[Gains, Sequence[float]]:
        """What answers add to a total, and its edges; nothing of what is no total of answers."""
        if part.level not in self._gains:
            self._gains[part.level] = self._gains_of(part)
        return self._gains[part.level]

    def _gains_of(self, part: Apart) -> tuple[Gains, Sequence[float]]:
        compiled, gains = self.compiled, dict[int, list[int]]()
        manager, open_ = compiled.manager, all_open(compiled)
        total, cuts = bare(compiled.parts.scores[part.id], part.edges)
        if not isinstance(total, Total):
            return {}, ()
        for term in total.terms:
            level = manager.level[term]
            if level >= len(compiled.variables) or not is_plain(manager, term):
                return {}, ()
            numbers = numbers_of(manager, open_.masks, term, unit_of(manager, total))
            before = gains.get(level, [0] * len(numbers))
            gains[level] = [a + b for a, b in zip(before, numbers, strict=True)]
        return gains, open_.sums_of(total, cuts)[1]

    def bring(self, profile: list[int], kept: Kept) -> None:
        """Change answers that are not kept so that totals lie where they are to."""
        answers, totals = kept
        every = {at for total in totals for at in total.gains}
        order = [at for at in self.named if at in every and at not in answers]
        self.pick.shuffle(order)
        bounds = list[Bound]()
        if any(low == INFINITY or end == -INFINITY for _, low, end in totals):
            # An edge past what is clamped is reached by all or by nobody.
            return
        for place, (gains, low, end) in enumerate(totals):
            fixed = sum(gains[at][profile[at]] for at in gains.keys() & answers)
            if low > -INFINITY:
                bounds.append(Bound(place, 1, int(low) - fixed))
            if end < INFINITY:
                bounds.append(Bound(place, -1, 1 - int(end) + fixed))
        none = [0] * max(self.compiled.manager.sizes)
        columns = [[total.gains.get(at, none) for total in totals] for at in order]
        # So that there are few to try, all but the last go in strides.
        values = [some_of(self.values(at)) for at in order[:-FINE]]
        values += [self.values(at) for at in order[-FINE:]]
        values = [
            some if profile[at] in some else [*some, profile[at]]
            for at, some in zip(order, values, strict=True)
        ]
        added = [
            [tuple(column[value] for column in each) for value in some]
            for each, some in zip(columns, values, strict=True)
        ]
        start = [some.index(profile[at]) for at, some in zip(order, values, strict=True)]
        chosen, _ = brought(added, bounds, start)
        for at, some, place in zip(order, values, chosen, strict=True):
            profile[at] = some[place]
