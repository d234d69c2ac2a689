"""How far a long run is, shown on a terminal by rich, in one line that goes away."""

import sys
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from endorse_cli.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 0.2
"""Seconds between two looks at how far it is; what is done sooner shows nothing."""


class Bar:
    """A bar on standard error while something goes on; nothing in a pipe.

    It `keeps` what there is where it is interrupted, for those commands that can give a part. With
    `waits` it is shown also while nothing is heard for long: a clock of its own looks then, which
    would not go with worker processes.
    """

    keeps = True

    def __init__(self, *, waits: bool = False) -> None:
        self.looked = monotonic()
        self.shown: Progress | None = None
        self.stopped = False
        self.waits = waits
        self.heard: tuple[int, int, str] = (0, 0, "")
        self.clock: Timer | None = None
        self.drawing = Lock()

    def show(self, done: int, total: int, words: str) -> None:
        """Show that so much of a total is done, if it is time to; without a total only words."""
        self.heard = (done, total, words)
        if not is_terminal(sys.stderr):
            return
        if monotonic() - self.looked >= EVERY:
            self._draw()
        elif self.waits and self.clock is None:
            self.clock = Timer(EVERY, self._draw)
            self.clock.daemon = True
            self.clock.start()

    def _draw(self) -> None:
        with self.drawing:
            self.looked = monotonic()
            done, total, words = self.heard
            self.shown = self.shown or _begun()
            task = self.shown.task_ids[0]
            self.shown.update(task, completed=min(done, total), total=total or None, words=words)
            self.shown.refresh()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away, however it ended."""
        if self.clock:
            self.clock.cancel()
        with self.drawing:
            if self.shown:
                self.shown.stop()


def _begun() -> "Progress":
    """A bar that draws only when it is told to: a thread would not go with worker processes."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = BarColumn(), TextColumn("{task.fields[words]}", markup=False)
    shown = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    shown.add_task("", total=None, words="")
    shown.start()
    return shown
