"""The command at hand in a shell, without a start of Python for each.

A script called `endorse` says what it was asked, and the process of the test answers, through the
command's own `main`. For what a shell makes of the command; that the installed one runs by itself
is the promise of other tests. Nothing is read from standard input.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cli.running import HANGS, run_here

SCRIPT = """\
#!/bin/sh
{ printf '%s\\0' "$#" "$@" "$PWD"; env -0; } > "$0.asked"
read -r status < "$0.status"
cat "$0.out"
cat "$0.err" >&2
exit "$status"
"""


def run_program(
    words: Sequence[str], cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Any program to its end."""
    return subprocess.run(
        words,
        cwd=cwd,
        env=dict(env),
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )


class AtHand:
    """A folder for `PATH` with the command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.script = folder / "endorse"
        self.script.write_text(SCRIPT, encoding="utf-8")
        self.script.chmod(0o700)
        for name in ("asked", "status"):
            os.mkfifo(self._beside(name))

    def run(
        self, words: Sequence[str], cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """A command to its end; what it asks is answered meanwhile."""

        def run() -> subprocess.CompletedProcess[str]:
            try:
                return run_program(words, cwd, env)
            finally:
                self._beside("asked").write_bytes(b"")

        # The signals that the command heeds are set by the main thread alone: it answers.
        with ThreadPoolExecutor(1) as pool:
            ran = pool.submit(run)
            while asked := self._beside("asked").read_bytes():
                self._answer(asked.decode().split("\0"))
            return ran.result()

    def _answer(self, asked: list[str]) -> None:
        count, *rest = asked
        words, (cwd, *variables) = rest[: int(count)], rest[int(count) :]
        env = dict(variable.split("=", 1) for variable in variables if variable)
        with pytest.MonkeyPatch.context() as patch:
            for name in os.environ.keys() - env.keys():
                patch.delenv(name)
            patch.chdir(cwd)
            ended = run_here(words, env=env)
        self._beside("out").write_bytes(ended.out.encode())
        self._beside("err").write_bytes(ended.err.encode())
        self._beside("status").write_text(f"{ended.status}\n", encoding="ascii")

    def _beside(self, name: str) -> Path:
        return self.script.with_name(f"endorse.{name}")
