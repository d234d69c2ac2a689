"""What tests of several layers share: where things are, and the command line in this process."""

import io
import os
import signal
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import PIPE, CompletedProcess, run
from typing import IO, NamedTuple, NoReturn

import pytest

from endorse_cli.cli.app import main
from support.profiles import load_profile

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
COMMAND = Path(sysconfig.get_path("scripts")) / "endorse"

load_profile()


class Ended(NamedTuple):
    """How a command ended: its exit status, and what it wrote to either stream."""

    status: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream in memory that is what a pipe would be: bytes below, no terminal."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO(data)
        super().__init__(self.bytes, encoding=encoding, write_through=True)

    def written(self) -> str:
        """Everything written so far."""
        return self.bytes.getvalue().decode(self.encoding)


class Terminal(Stream):
    """The same, and it says that it is a terminal."""

    def isatty(self) -> bool:
        """Whether colours and a width make sense."""
        return True


Endorse = Callable[..., Ended]
"""`endorse(*words)` in this process; `stdin`, `encoding` and `terminal` besides."""


@pytest.fixture
def endorse(monkeypatch: pytest.MonkeyPatch) -> Endorse:
    """The command line in this process, through its own `main`, with streams of its own."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def endorse(
        *words: object, stdin: bytes = b"", encoding: str = "utf-8", terminal: bool = False
    ) -> Ended:
        make = Terminal if terminal else Stream
        out, err = make(encoding=encoding), make(encoding=encoding)
        handler = signal.getsignal(signal.SIGTERM)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["endorse", *map(str, words)])
            patch.setattr(sys, "stdin", Stream(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                status = ended_by(main)
            finally:
                signal.signal(signal.SIGTERM, handler)
        return Ended(status, out.written(), err.written())

    return endorse


def ended_by(command: Callable[[], NoReturn]) -> int:
    """The exit status that a command ends with."""
    with pytest.raises(SystemExit) as end:
        command()
    assert isinstance(end.value.code, int)
    return end.value.code


Process = Callable[..., CompletedProcess[bytes]]
"""`process(*words)`: the installed command; `env`, `cwd`, `stdin`, `stdout`, `stderr` besides."""

QUIET = {"PYTHONWARNINGS": "error", "PATH": os.defpath}
"""The environment of every process: nothing of the machine's own gets in."""

LONGEST = 60
"""Seconds after which a process is taken to hang; no test compares times."""


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """The installed command in a process of its own, in an empty folder."""

    def process(
        *words: object,
        env: Mapping[str, str] | None = None,
        cwd: Path = tmp_path,
        stdin: bytes = b"",
        stdout: int | IO[bytes] = PIPE,
        stderr: int | IO[bytes] = PIPE,
        before: Sequence[str] = (),
    ) -> CompletedProcess[bytes]:
        assert COMMAND.exists(), "install the project first: pip install '.[test]'"
        return run(
            [*before, str(COMMAND), *map(str, words)],
            env=QUIET | dict(env or {}),
            cwd=cwd,
            input=stdin,
            stdout=stdout,
            stderr=stderr,
            timeout=LONGEST,
            check=False,
        )

    return process


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    """Every example that ships, in order of name."""
    return sorted(EXAMPLES.glob("*.yaml"))
