"""The only place for regions: the values of a number or a day that a rubric tells apart.

A number that is only compared becomes the stretches between the bounds it is compared with; so
does a day. What lies in one region can never come out differently, so a region is a value like
any other. A number that is added up with others keeps every step as a value of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

P = TypeVar("P", Fraction, int)


@dataclass(frozen=True, order=True)
class Edge(Generic[P]):
    """A place between two regions: just before a value, or (`after`) just after it."""

    at: P
    after: bool


@dataclass(frozen=True)
class Region(Generic[P]):
    """What lies between two edges; None where there is no end on that side."""

    low: Edge[P] | None
    high: Edge[P] | None

    def holds(self, value: P) -> bool:
        """Whether a value lies here."""
        here = Edge(value, False)
        return (self.low is None or self.low <= here) and (self.high is None or here < self.high)


def between(edges: Iterable[Edge[P]]) -> list[Region[P]]:
    """The stretches that some edges cut, from the lowest to the highest."""
    ends: list[Edge[P] | None] = [None]
    ends.extend(sorted(set(edges)))
    ends.append(None)
    return [Region(low, high) for low, high in pairwise(ends)]
