"""How far a long run is, shown on a terminal, in one line that goes away."""

import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Protocol

from endorse_cli.cli.terminal import is_terminal, warn

EVERY = 0.1
"""Seconds between two looks at how far it is."""

BAR = 30


class Run(Protocol):
    """What can be asked how far it is."""

    judged: int
    bytes: int
    bytes_done: int


class Progress:
    """A bar on standard error while a run goes on; nothing in a pipe."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.wanted = is_terminal(sys.stderr)
        self.shown = monotonic()
        self.width = 0

    def show(self) -> None:
        """Show how far the run is, if it is time to."""
        now = monotonic()
        if self.wanted and now - self.shown >= EVERY:
            self.shown = now
            self._write(self._line())

    def _line(self) -> str:
        words = f"{self.run.judged:,} candidates"
        if not self.run.bytes:
            return words
        share = min(self.run.bytes_done, self.run.bytes) * BAR // self.run.bytes
        return f"[{'#' * share}{'.' * (BAR - share)}] {words}"

    def _write(self, line: str) -> None:
        warn(f"\r{line.ljust(self.width)}")
        self.width = len(line)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away, however the run ended."""
        if self.width:
            self._write("")
            warn("\r")


def shown_progress() -> Callable[[int, int], None]:
    """Something that shows on a terminal how far the work is, in one line that goes away again."""
    if not is_terminal(sys.stderr):
        return lambda done, of: None

    def show(done: int, of: int) -> None:
        if done == of:
            warn("\r\x1b[K")
        elif done % 10 == 0:
            warn(f"\r{done} of {of} changes tried")

    return show
