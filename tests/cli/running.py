"""The command line as tests run it: in this process, and as the installed command."""

import io
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple, Protocol

import pytest
import typer.main

from endorse_cli.cli import app
from endorse_cli.cli.app import main

ROOT = Path(__file__).parents[2]

COMMAND = Path(sysconfig.get_path("scripts")) / "endorse"

QUIET = {"PATH": os.defpath}
"""The environment of every process: nothing of the machine's own gets in."""

HANGS = 900
"""Seconds after which a process is taken to hang for ever; no test compares times.

It is no bound that a command is held to: a busy machine may take many times as long as a quiet
one. Without it a command that waits for something that never comes would stop the whole suite.
"""

SHAPING = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
"""What in the environment changes how a result looks."""


class Ended(NamedTuple):
    """How a command ended: its exit status, and what it wrote to either stream."""

    status: int
    out: str
    err: str


class Endorse(Protocol):
    """`endorse(*words)`: the command line in this process."""

    def __call__(
        self,
        *words: object,
        stdin: bytes = b"",
        encoding: str = "utf-8",
        terminal: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> Ended:
        """Run it to its end."""


class Process(Protocol):
    """`process(*words)`: the installed command in a process of its own."""

    def __call__(
        self,
        *words: object,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: bytes = b"",
        stdout: int | IO[bytes] = subprocess.PIPE,
        before: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""


class Write(Protocol):
    """`write(name, text)`: a file in the test's own folder."""

    def __call__(self, name: str, text: str | bytes) -> Path:
        """Write it, and say where it is."""


class Stream(io.TextIOWrapper):
    """A stream in memory: bytes below, as a pipe has them, or a terminal."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8", terminal: bool = False) -> None:
        self.bytes = io.BytesIO(data)
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        """Whether there is a person at the other end."""
        return self.terminal

    def written(self) -> str:
        """Everything written so far."""
        return self.bytes.getvalue().decode(self.encoding)


get_command = cache(typer.main.get_command)
"""What Typer makes of the functions, each time anew: made once for all commands."""

make_line = cache(app.command_line)


def command_line(names: Iterable[str]) -> typer.Typer:
    """The command line with some of its commands, also made once."""
    return make_line(tuple(names))


def run_here(
    words: Sequence[object],
    stdin: bytes = b"",
    encoding: str = "utf-8",
    terminal: bool = False,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """The command line in this process, through its own `main`, with streams of its own."""
    out, err = (Stream(encoding=encoding, terminal=terminal) for _ in range(2))
    handler = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch:
        for name in SHAPING:
            patch.delenv(name, raising=False)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        patch.setattr(typer.main, "get_command", get_command)
        patch.setattr(app, "command_line", command_line)
        patch.setattr(sys, "argv", ["endorse", *map(str, words)])
        patch.setattr(sys, "stdin", Stream(stdin))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            with pytest.raises(SystemExit) as end:
                main()
        finally:
            signal.signal(signal.SIGTERM, handler)
    assert isinstance(end.value.code, int)
    return Ended(end.value.code, out.written(), err.written())


def run_process(
    words: Sequence[object],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    stdout: int | IO[bytes] = subprocess.PIPE,
    before: Sequence[str] = (),
) -> subprocess.CompletedProcess[bytes]:
    """The installed command in a process of its own; `before` are words of another command."""
    return subprocess.run(
        [*before, installed(), *map(str, words)],
        env=QUIET | dict(env or {}),
        cwd=cwd,
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=HANGS,
        check=False,
    )


def installed() -> str:
    """The path of the installed command."""
    assert COMMAND.exists(), "Install the project first: pip install '.[test]'"
    return str(COMMAND)
