"""The only place that remembers which candidates have come by, in little room for each.

An archive may hold millions: of each candidate 24 bytes are kept, a digest of who it is and the
place where it stood, in a table of our own, since Python's need five times as much.
"""

from array import array

SMALLEST = 1 << 10

FULL = 0.8
"""The share of a table that is used before it grows."""


class Seen:
    """The digests of candidates (16 bytes each) and where each first stood."""

    def __init__(self) -> None:
        self.count = 0
        self._renew(SMALLEST)

    def _renew(self, size: int) -> None:
        self.size = size
        self.high, self.low, self.where = (array("Q", bytes(8 * size)) for _ in range(3))

    def first(self, digest: bytes, where: int) -> int | None:
        """Where the same digest stood before, or None, and then `where` is kept; above 0."""
        high, low = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
        slot = self._slot(high, low)
        if self.where[slot]:
            return self.where[slot]
        self.high[slot], self.low[slot], self.where[slot] = high, low, where
        self.count += 1
        if self.count > self.size * FULL:
            self._grow()
        return None

    def _slot(self, high: int, low: int) -> int:
        slot = high % self.size
        while self.where[slot] and (self.high[slot] != high or self.low[slot] != low):
            slot = (slot + 1) % self.size
        return slot

    def _grow(self) -> None:
        before = zip(self.high, self.low, self.where, strict=True)
        self._renew(self.size * 2)
        for high, low, where in before:
            if where:
                slot = self._slot(high, low)
                self.high[slot], self.low[slot], self.where[slot] = high, low, where
