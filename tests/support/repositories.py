"""Scratch repositories of git, set up by nobody but the test.

The id of a commit hangs on its author, its day and its second: here all three are given, so that
the same commits have the same ids whenever and however slowly they are made.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada Brill",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Brill",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}
"""The environment of every command: nothing of the machine's own gets in."""

FIRST = 1_780_000_000
"""The second of a repository's first command; each later one takes one second more."""


class Scratch:
    """A repository in a folder of a test's own, on the branch `main`."""

    def __init__(self, root: Path, seconds: Iterator[int] | None = None) -> None:
        self.root = root
        self.seconds = seconds or count(FIRST)
        root.mkdir(parents=True, exist_ok=True)
        if not (root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        """One command of git's, and what it writes."""
        allowed = ("-c", "protocol.file.allow=always")
        dates = dict.fromkeys(
            ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{next(self.seconds)} +0000"
        )
        return subprocess.run(
            ["git", *allowed, *words],
            cwd=self.root,
            env={"PATH": os.environ["PATH"], **GIT, **dates},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def put(self, name: str, text: str) -> Path:
        """A file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def move(self, old: str, new: str) -> Path:
        """A file by another name."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", old, new)
        return self.root / new

    def commit(self, said: str = "a change") -> str:
        """Everything as it stands, as a commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", said)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        """A new branch from here on."""
        self.git("checkout", "--quiet", "-b", name)

    def on(self, name: str) -> None:
        """Another branch."""
        self.git("checkout", "--quiet", name)

    def cloned(self, folder: Path, *words: str) -> "Scratch":
        """A clone of it, whose commits come after those that it has."""
        self.git("clone", "--quiet", *words, self.root.as_uri(), str(folder))
        return Scratch(folder, self.seconds)
