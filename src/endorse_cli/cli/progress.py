"""The only place that shows how far a long run is: on a terminal, in one line that goes away."""

import sys
from time import monotonic
from types import TracebackType
from typing import Protocol

from endorse_cli.cli.terminal import look, warn

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
        self.wanted = look(sys.stderr).terminal
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
