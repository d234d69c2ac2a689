"""The only place that asks git: for a file as it was at a revision, and for nothing else.

The revision is a word of the user's: it stands after `--end-of-options`, so that none is ever taken
for an option, and nothing is fetched to find it.
"""

import os
import subprocess
from pathlib import Path

from endorse_cli.diagnostics import Fault
from endorse_cli.files.document import Document
from endorse_cli.files.limits import BYTES
from endorse_cli.files.source import Source, refusal, whole

GIT = ("git", "-c", "protocol.allow=never", "--no-pager")


def document_at(revision: str, path: Path) -> Document:
    """The only document of a file as it was at a revision.

    A `Fault` with code `unreadable` where git is not there, the file is in no repository, or the
    revision or the file at it is not known.
    """
    from endorse_cli.files.json import read_json
    from endorse_cli.files.reading import only_document
    from endorse_cli.files.yaml import parse_yaml

    source = source_at(revision, path)
    is_json = path.suffix.lower() == ".json"
    return only_document(source.name, [read_json(source)] if is_json else parse_yaml(source))


def source_at(revision: str, path: Path) -> Source:
    """The bytes of a file as it was at a revision, named `REVISION:path`."""
    name = f"{revision}:{path}"
    if not revision or not _knows(path, "rev-parse", "--is-inside-work-tree"):
        why = "it is in no git repository" if revision else "the revision has no name"
        raise refusal(name, "read", why, "Name the two files to compare instead of `--base`.")
    if not _knows(path, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"):
        raise refusal(name, "read", "there is no such revision", "`git log --all` lists them.")
    with _started(path, "show", "--end-of-options", f"{revision}:./{path.name}") as asked:
        assert asked.stdout is not None
        data = asked.stdout.read(BYTES + 1)
        asked.stdout.close()
    if asked.returncode and len(data) <= BYTES:
        raise refusal(name, "read", "the file is not there at this revision")
    return whole(name, data)


def _knows(path: Path, *words: str) -> bool:
    with _started(path, *words) as asked:
        asked.communicate()
    return asked.returncode == 0


def _started(path: Path, *words: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [*GIT, "-C", os.fspath(path.parent), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise _no_git(path, error) from None


def _no_git(path: Path, error: OSError | ValueError) -> Fault:
    if isinstance(error, ValueError):
        return refusal(str(path), "read", "no revision or file can have this name")
    return refusal(str(path), "read", "git cannot be started", "Install git, or name two files.")
