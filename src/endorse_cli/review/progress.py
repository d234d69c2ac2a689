"""How far a long question about a rubric is, and what there is when it is interrupted."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Hears how far something is.

    With `keeps` an interrupt is no end: it is noted in `stopped`, and what there is so far is
    given, the rest being told as not looked at.
    """

    keeps: bool
    stopped: bool

    def show(self, done: int, total: int, words: str) -> None:
        """So much of a total is done; of what nobody can count the total is 0."""


class Unheard:
    """Nobody listens, and an interrupt is one."""

    keeps = False
    stopped = False

    def show(self, done: int, total: int, words: str) -> None:
        """Nothing."""


UNHEARD = Unheard()


def as_far_as(items: Iterable[T], total: int, what: str, progress: Progress) -> list[T]:
    """All of some items; where it is interrupted, and what there is is kept, those so far."""
    found: list[T] = []
    try:
        for one in () if progress.stopped else items:
            found.append(one)
            progress.show(len(found), total, f"{len(found):,} of {total:,} {what}")
    except KeyboardInterrupt:
        if not progress.keeps:
            raise
        progress.stopped = True
    return found
