"""The only place that looks at the terminal and the environment, and writes to the streams.

And the exit statuses: what each means, which of several wins, how a command ends with one; and how
far a long run is, shown by rich in one line that goes away.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from enum import IntEnum
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Fault

if TYPE_CHECKING:
    from rich.progress import Progress

    from endorse_cli.api import Look


class Exit(IntEnum):
    """Fixed by the design: scripts compare them.

    A decline is a result, so it is `DONE`; `GATE` means that something asked for was not met,
    and nothing else.
    """

    DONE = 0
    GATE = 1
    USAGE = 2
    INVALID = 3
    INPUT_OUTPUT = 4
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE = 141
    TERMINATED = 143


RANK = (Exit.INTERNAL, Exit.INPUT_OUTPUT, Exit.INVALID, Exit.GATE, Exit.DONE)
"""Of several in a batch the first of these is returned."""

_OF_CODE = {"unreadable": Exit.INPUT_OUTPUT, "promise-broken": Exit.GATE}


def worst(exits: Iterable[Exit]) -> Exit:
    """The status of a batch."""
    return min(exits, key=RANK.index, default=Exit.DONE)


def exit_for(diagnostics: Iterable[Diagnostic]) -> Exit:
    """The status that diagnostics call for; notes call for none."""
    return worst(_OF_CODE.get(d.code, Exit.INVALID) for d in diagnostics if d.severity == "error")


class Stop(Exception):
    """Raised by a command to end with a status that is not a fault."""

    def __init__(self, status: Exit) -> None:
        super().__init__(status.name)
        self.status = status


PIPED_WIDTH = 100

Colour: TypeAlias = Literal["auto", "always", "never"]
"""When to color."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether there is a person at the other end of a stream."""
    return stream is not None and stream.isatty()


def look(stream: TextIO | None, colour: Colour = "auto", *, full: bool = False) -> "Look":
    """What a stream can show: its width, colours, and marks beyond ASCII; whether all is wanted.

    None stands for a file, which is written in UTF-8 and as wide as a pipe.
    """
    from endorse_cli import api

    terminal = is_terminal(stream)
    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if terminal else _piped_width()
    coloured = _coloured(terminal, colour) if stream is not None else colour == "always"
    root = os.environ.get("GITHUB_WORKSPACE") or None
    return api.Look(max(width, 20), coloured, _carries(stream), terminal, root, full)


def _piped_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return (
        int(columns)
        if columns.isdecimal() and len(columns) < 5 and 0 < int(columns) < 1000
        else PIPED_WIDTH
    )


def _coloured(terminal: bool, colour: Colour) -> bool:
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return terminal or bool(os.environ.get("FORCE_COLOR"))


def _carries(stream: TextIO | None) -> bool:
    if stream is None:
        return True
    try:
        "✓✗─│¶→…".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def emit(text: str | bytes, *, exact: bool = False) -> None:
    """Write to standard output, all of it, or raise.

    What people read is written in the stream's own encoding, characters that it lacks as escapes;
    what is `exact` is for programs and is UTF-8 on every stream; bytes are written as they are. A
    closed or full output is a `Fault`; a reader that has gone away ends the program without a word.
    """
    stream = sys.stdout
    try:
        if stream is None or stream.closed:
            raise OSError(None, "standard output is closed")
        if exact or isinstance(text, bytes):
            _write_exactly(stream, text)
        elif text:
            _lenient(stream)
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        silence_output()
        raise Stop(Exit.PIPE) from None
    except OSError as error:
        raise unwritable(error) from error


def _write_exactly(stream: TextIO, text: str | bytes) -> None:
    # What stands in for standard output in a program or a test may be made of text alone.
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text if isinstance(text, str) else text.decode("latin-1"))
        return
    stream.flush()
    buffer.write(text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text)


def finish_output() -> None:
    """Whatever others have written to standard output must arrive too."""
    emit("")


def silence_output() -> None:
    """Nobody reads any more, or nothing can be written: what Python flushes at exit is let go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def unwritable(error: OSError) -> Fault:
    """The fault for an output that the system refuses."""
    silence_output()
    reason = error.strerror or str(error)
    message = f"The output cannot be written: {reason}."
    help = "Free some room or choose another place with `--output`."
    return Fault(Diagnostic("unreadable", message, help))


def warn(text: str) -> None:
    """Write to standard error; where there is none, or it is full, there is nobody to tell."""
    stream = sys.stderr
    if stream is None or stream.closed:
        return
    _lenient(stream)
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        # The status still tells; what Python flushes at exit must not change it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _lenient(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def complain(diagnostics: tuple[Diagnostic, ...], *, once: bool = False) -> None:
    """Write diagnostics to standard error: on a terminal the first twenty.

    With `once` what is wrong in the same words in several places is said once.
    """
    if not diagnostics:
        return
    from endorse_cli import api

    limit = 20 if is_terminal(sys.stderr) else None
    warn(api.show_diagnostics(diagnostics, look(sys.stderr), limit=limit, once=once))


def say(text: str) -> None:
    """Tell on standard error, in one line, harmless whatever it holds."""
    from endorse_cli import api

    warn(api.one_line(text))


def hint(text: str) -> None:
    """The same for a person alone: what to do next, where a terminal is at the other end."""
    if is_terminal(sys.stderr):
        say(text)


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
