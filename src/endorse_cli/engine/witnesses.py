"""The only place that finds whom a profile is of, where scores are made of several numbers.

Regions of such scores and of their numbers may be of nobody together: then nothing is said of them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled, narrowed
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.profiles import Path
from endorse_cli.rubric.amount_ends import Box, Stretch
from endorse_cli.rubric.compounds import mask_left, numbers_left
from endorse_cli.rubric.number_regions import NumberRegions, Region
from endorse_cli.rubric.solutions import Wanted, cannot_lie, numbers_for

Spots: TypeAlias = Mapping[int, tuple[NumberRegions, int]]
"""Regions of numbers, each by its place, by variable."""


def numbers_at(
    compiled: Compiled, spots: Spots, at: Mapping[int, Stretch] = MappingProxyType({})
) -> dict[str, Fraction] | None:
    """Numbers for which scores that are made of several lie in some regions; None if none is found.

    `spots` are regions of theirs and of the numbers, each by its place, by variable; `at` says more
    narrowly where some numbers lie.
    """
    found: dict[str, Fraction] = {}
    for wanted, within in _wanted(compiled, spots, at):
        numbers = numbers_for(compiled.rubric, wanted, within)
        if numbers is None:
            return None
        found |= numbers
    return found


def _wanted(
    compiled: Compiled, spots: Spots, at: Mapping[int, Stretch] = MappingProxyType({})
) -> Iterator[tuple[Wanted, Box]]:
    """In which regions scores and their numbers are to lie, and what these can be.

    Scores that share no numbers are looked for apart: together there is too much to try.
    """
    for group in _groups(compiled):
        wanted = dict[str, Region[Fraction]]()
        within = dict[str, Stretch]()
        for one in (c for c in compiled.compounds if compiled.index[c.variable] in group):
            made = spots.get(compiled.index[one.variable])
            if made is not None:
                wanted[one.score] = made[0].regions[made[1]]
                within |= {
                    id: at.get(compiled.index[id]) or _stretch(compiled, id, spots)
                    for id in one.numbers
                }
        if wanted:
            asked = ((id, spots.get(compiled.index[id])) for id in within)
            own = {id: spot[0].regions[spot[1]] for id, spot in asked if spot is not None}
            # An end of a region may lie in the next one: a stretch alone does not say so.
            yield wanted | own, within


def changed_alone(
    compiled: Compiled, before: Spots, after: Spots, id: str
) -> tuple[dict[str, Fraction], Fraction] | None:
    """Numbers in some regions, and another for one of them that leads to other regions."""
    for first, second in ((before, after), (after, before)):
        numbers = numbers_at(compiled, first)
        if numbers is None:
            return None
        at = {compiled.index[one]: (number, number) for one, number in numbers.items() if one != id}
        other = numbers_at(compiled, second, at)
        if other is not None:
            start, goal = (numbers, other) if first is before else (other, numbers)
            return start, goal.get(id, Fraction(0))
    return None


def _stretch(compiled: Compiled, id: str, spots: Spots) -> Stretch:
    level, own = compiled.index[id], compiled.regions[id]
    assert isinstance(own, NumberRegions)
    regions, mask = own, compiled.variables[level].all_values
    if level in spots:
        regions, place = spots[level]
        mask = 1 << place
    return numbers_left((), mask, regions)[0]


def spots_of(compiled: Compiled, profile: Path) -> Spots:
    """The regions of numbers that a profile names."""
    found: dict[int, tuple[NumberRegions, int]] = {}
    for level, place in profile.items():
        regions = compiled.regions.get(compiled.variables[level].id)
        if isinstance(regions, NumberRegions) and place < len(regions.regions):
            found[level] = regions, place
    return found


def existing(compiled: Compiled) -> Node | None:
    """Where scores made of several numbers, and these, are as somebody can have them. Remembered.

    None where nobody can tell.
    """
    kept = compiled.manager.memo.get(("existing",))
    if not isinstance(kept, _Existing):
        kept = _Existing(_existing(compiled))
        compiled.manager.memo["existing",] = kept
    return kept.node


class _Existing(NamedTuple):
    """What is remembered: a diagram, or that there is none."""

    node: Node | None


def together(compiled: Compiled) -> bool:
    """Whether all that stands in the diagrams is of somebody."""
    node = existing(compiled)
    return node == YES or (compiled.is_narrowed and compiled.told_where == node)


def of_somebody(compiled: Compiled) -> Compiled:
    """The diagrams without what nobody can be, where that is known; else as they are."""
    where = None if compiled.apart or compiled.is_narrowed else existing(compiled)
    return compiled if where is None or where == YES else narrowed(compiled, where, {})


MET = 1_000
"""So many combinations of regions are looked at."""


def _groups(compiled: Compiled) -> list[set[int]]:
    """The variables of scores and numbers that hang together."""
    groups: list[set[int]] = []
    for one in compiled.compounds:
        mine = {compiled.index[id] for id in (*one.numbers, one.variable)}
        for other in [group for group in groups if group & mine]:
            groups.remove(other)
            mine |= other
        groups.append(mine)
    return groups


def _existing(compiled: Compiled) -> Node | None:
    where: Node = YES
    for group in _groups(compiled):
        levels, looked = sorted(group), 0
        stack: list[dict[int, int]] = [{}]
        while stack:
            profile, looked = stack.pop(), looked + 1
            if looked > MET:
                return None
            if _is_excluded(compiled, profile):
                if compiled.apart:
                    return None
                where = compiled.manager.both(where, _elsewhere(compiled, profile))
            elif len(profile) < len(levels):
                level = levels[len(profile)]
                places = range(len(compiled.variables[level].values))
                stack += [{**profile, level: place} for place in places]
            elif numbers_at(compiled, spots_of(compiled, profile)) is None:
                return None
    return where


def _is_excluded(compiled: Compiled, profile: Path) -> bool:
    """Whether numbers in their regions leave some score no way into its own."""
    if any(
        cannot_lie(compiled.rubric, *one) for one in _wanted(compiled, spots_of(compiled, profile))
    ):
        return True
    left = {
        id: (_stretch(compiled, id, spots_of(compiled, profile)),)
        for one in compiled.compounds
        if compiled.index[one.variable] in profile
        for id in one.numbers
    }
    for one in (c for c in compiled.compounds if compiled.index[c.variable] in profile):
        place, regions = profile[compiled.index[one.variable]], compiled.regions[one.variable]
        assert isinstance(regions, NumberRegions)
        if not mask_left(compiled.rubric, one, regions, left) >> place & 1:
            return True
    return False


def _elsewhere(compiled: Compiled, profile: Path) -> Node:
    """Where some answer is not that of a profile."""
    manager, node = compiled.manager, NO
    for level in sorted(profile, key=manager.depths.__getitem__, reverse=True):
        kids = [YES] * manager.sizes[level]
        kids[profile[level]] = node
        node = manager.node(level, tuple(kids))
    return node
