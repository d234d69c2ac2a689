"""A repository that is asked something; the only place that starts git.

A revision is a word of the user's: it stands after `--end-of-options`, so that none is ever taken
for an option, and nothing is fetched to find it.
"""

import os
import re
import subprocess
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from endorse_cli.diagnostics import Fault
from endorse_cli.files.source import refusal

GIT = (
    *("git", "--no-pager", "--no-replace-objects"),
    *("-c", "protocol.allow=never", "-c", "core.fsmonitor=false"),
)
"""Nobody's own settings make another revision of one, or fetch or start anything."""

OWN = re.compile(r"GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE)")
"""What git tells its hooks of one repository, which need not be that of the file asked about."""

TWO_FILES = "Name the two files to compare instead of `--base`."
NOT_ONE = "not a git repository"


class Said(NamedTuple):
    """What git answered: its status, what it wrote, why it refused, and what it advises."""

    status: int
    data: bytes
    reason: str
    advice: str

    @property
    def text(self) -> str:
        """What it wrote, without the end of the last line."""
        return os.fsdecode(self.data).removesuffix("\n")


class Repository:
    """The repository that some folder is in; `file` is the one asked about, for messages."""

    def __init__(self, folder: Path, file: Path | None = None) -> None:
        self.folder = folder
        self.file = file or folder

    def ask(self, *words: str, most: int | None = None) -> Said:
        """One command; of what it writes at most so many bytes are read."""
        command = [*GIT, "-C", os.fspath(self.folder), *words]
        try:
            with subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
            ) as asked:
                if most is None:
                    data, errors = asked.communicate()
                else:
                    assert asked.stdout is not None
                    assert asked.stderr is not None
                    data = asked.stdout.read(most)
                    asked.stdout.close()
                    errors = asked.stderr.read()
        except (OSError, ValueError) as error:
            raise _not_started(self.file, error) from None
        return Said(asked.returncode, data, *_reason(os.fsdecode(errors)))

    @cached_property
    def _top(self) -> Said:
        return self.ask("rev-parse", "--show-toplevel")

    @property
    def top(self) -> Path:
        """The folder of the work tree."""
        return Path(self._top.text)

    def require(self, name: str) -> None:
        """A `Fault` with git's reason where there is no repository to read a file in."""
        if self._top.status:
            unknown = self._top.reason.startswith(NOT_ONE)
            why = "it is in no git repository" if unknown else f"git says: {self._top.reason}"
            raise refusal(name, "read", why, self._top.advice or TWO_FILES)

    @property
    def is_shallow(self) -> bool:
        """Whether older revisions were left out when it was copied."""
        return self.ask("rev-parse", "--is-shallow-repository").text == "true"

    @property
    def around(self) -> "Repository | None":
        """The repository of which this one is a submodule."""
        said = self.ask("rev-parse", "--show-superproject-working-tree")
        return Repository(Path(said.text)) if said.status == 0 and said.text else None

    def commit(self, named: str) -> str | None:
        """The commit that a revision is; None where there is none such."""
        said = self.ask("rev-parse", "--verify", "--end-of-options", f"{named}^{{commit}}")
        return None if said.status else said.text


def repository_of(path: Path) -> Repository:
    """The repository that a file is in, or would be in if it and its folders were there."""
    folder = Path(os.path.abspath(path)).parent
    while not folder.is_dir():
        folder = folder.parent
    found = Repository(folder, path)
    if found.ask("rev-parse", "--git-dir").status and path.is_symlink():
        # A link from elsewhere to a file that is in one.
        return Repository(Path(os.path.realpath(path)).parent, path)
    return found


def _environment() -> dict[str, str]:
    """The environment without what speaks of one repository, and with messages in English."""
    kept = {name: value for name, value in os.environ.items() if not OWN.fullmatch(name)}
    return {**kept, "LC_ALL": "C"}


def _reason(errors: str) -> tuple[str, str]:
    """Git's own reason in one line, and the command that it advises, if any."""
    lines = errors.splitlines()
    first = next((line for line in lines if line.startswith(("fatal: ", "error: "))), "")
    first = first or next(iter(lines), "")
    advised = next((line.strip() for line in lines if line.startswith("\t")), "")
    return first.partition(": ")[2] or first, f"Run `{advised}`." if advised else ""


def _not_started(path: Path, error: OSError | ValueError) -> Fault:
    if isinstance(error, ValueError):
        return refusal(str(path), "read", "no revision or file can have this name")
    return refusal(str(path), "read", "git cannot be started", "Install git, or name two files.")
