"""Where a rubric stood at a revision: where it stands now, or where it was before it moved.

Paths, ids and texts may all have changed in one commit, and other files may bear the same id: what
is found is the file that the rubric came from, and where that cannot be told nothing is guessed.
"""

import os
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault, listed, quoted
from endorse_cli.files.folders import other_kind
from endorse_cli.files.history import LINK, SUBMODULE, Revision
from endorse_cli.files.reading import read_document
from endorse_cli.files.source import RUBRICS
from endorse_cli.models.plain_values import Plain

_SAYS = re.compile(r'^(?:\{?\s*"rubric"\s*:\s*"|rubric\s*:\s*["\']?)([a-z0-9-]+)', re.MULTILINE)
_CANDIDATE = re.compile(r'^(\{?\s*"candidate"|candidate)\s*:', re.MULTILINE)


class Known(NamedTuple):
    """A file that is a rubric: its path from the top, its id, the ids in it, and its content."""

    inner: str
    id: str
    decisions: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()
    content: str = ""


def predecessor(revision: Revision, path: Path, value: Plain) -> Path | None:
    """Where a rubric that says `value` now stood at a revision; None only where it is new.

    At its path, unless that was another's, who lives on elsewhere; else the file with its id, first
    of all one that is gone; else from where git sees it renamed; else the rubric that has lost to
    it a decision, or that is gone and has some of its criteria, or is the only one gone. A `Fault`
    where several files with unlike contents had its id, so that nobody can tell which.
    """
    return _Search(revision, path, value).found()


def last_before(revision: Revision, path: Path, value: Plain) -> tuple[Revision, Path] | None:
    """The last revision before one at which a rubric stood that is gone there, and where it stood.

    It is the one that stood at the path, or had the id. None where there was never any.
    """
    inner = revision.inner(path) or ""
    now = _known(inner, value) or Known(inner, "")
    for earlier in revision.losing(now.id, inner):
        search = _Search(earlier, path, value)
        if search.has_it and (was := search.found()) is not None:
            return earlier, was
    return None


class _Search:
    """One rubric looked for; the rubrics of the revision and of the work tree are read once."""

    def __init__(self, revision: Revision, path: Path, value: Plain) -> None:
        self.revision, self.path = revision, path
        self.inner = revision.inner(path) or ""
        self.now = _known(self.inner, value) or Known(self.inner, "")
        self.top = revision.repository.top

    @property
    def has_it(self) -> bool:
        """Whether the revision has the file at the path, or one with the id."""
        is_there = self.revision.has(self.path) and self._read(self.inner) is not None
        return is_there or any(one.id == self.now.id for one in self._before)

    def found(self) -> Path | None:
        if self.revision.has(self.path):
            was = self._read(self.inner)
            if was is None or was.id in ("", self.now.id) or not self._is_taken_over(was):
                return self.path
        same = [one for one in self._before if one.id == self.now.id]
        gone = [one for one in same if self._is_gone(one)]
        if same:
            return self._only(gone or same)
        renamed = self.revision.renamed(self.inner) if self.inner else None
        if renamed is not None and not self._lives_on(renamed):
            return self._full(renamed)
        heirs = [(self._left_to(one), one.inner) for one in self._before]
        score, inner = max(heirs, default=((0, 0), ""))
        return self._full(inner) if any(score) else self._replaced()

    def _replaced(self) -> Path | None:
        """The only rubric that is gone, of which nothing is left elsewhere: this took its place."""
        gone = [one for one in self._before if not self._heirs(one)]
        if len(gone) != 1 or any(gone[0].criteria & now.criteria for now in self._after):
            return None
        return self._full(gone[0].inner)

    def _is_taken_over(self, was: Known) -> bool:
        """Whether another rubric stood at the path, and both have only moved."""
        moved = any(one.id == self.now.id and self._is_gone(one) for one in self._before)
        return moved and any(one.id == was.id for one in self._after)

    @cached_property
    def _before(self) -> list[Known]:
        named = self.revision.repository.ask(*_GREP, self.revision.commit, "--", *_ANY).data
        names = [name.partition(":")[2] for name in os.fsdecode(named).split("\0")[:-1]]
        return [one for name in sorted(names) if (one := self._read(name)) is not None]

    @cached_property
    def _after(self) -> list[Known]:
        """The rubrics in the work tree, without the one that is looked for."""
        named = self.revision.repository.ask(*_GREP, "--untracked", "--", *_ANY).data
        names = [name for name in os.fsdecode(named).split("\0")[:-1] if name != self.inner]
        return [one for name in sorted(names) if (one := self._on_disk(name)) is not None]

    def _read(self, inner: str) -> Known | None:
        """A file of the revision, if it is a rubric; one with an error in it may be one too."""
        entry = self.revision.entries.get(inner)
        if entry is not None and entry.mode in (LINK, SUBMODULE):
            return None
        path = self.top / inner
        try:
            found = _known(inner, self.revision.read(path).value)
        except Fault:
            try:
                found = _claimed(inner, self.revision.source(path).text)
            except Fault:
                return None
        return found._replace(content=entry.blob) if found and entry else found

    def _on_disk(self, inner: str) -> Known | None:
        path = str(self.top / inner)
        try:
            return _known(inner, read_document(path).value)
        except Fault:
            return None

    def _is_gone(self, one: Known) -> bool:
        return not os.path.lexists(self.top / one.inner)

    def _lives_on(self, inner: str) -> bool:
        """Whether the rubric of a file is in the work tree under another path."""
        was = self._read(inner)
        return was is not None and any(one.id == was.id for one in self._after)

    def _heirs(self, one: Known) -> list[Known]:
        """The rubrics in the work tree that have the id or the path of one that was."""
        return [now for now in self._after if now.id == one.id or now.inner == one.inner]

    def _left_to(self, one: Known) -> tuple[int, int]:
        """How many decisions a rubric has lost to the one looked for, and of one gone how much."""
        heirs = self._heirs(one)
        kept = frozenset().union(*(now.decisions for now in heirs))
        lost = (one.decisions - kept) & self.now.decisions
        shared = one.criteria & self.now.criteria if lost or not heirs else ()
        return len(lost), len(shared)

    def _only(self, pool: list[Known]) -> Path:
        own = [one for one in pool if Path(one.inner).name == self.path.name]
        if len({one.content for one in own}) == 1 and all(map(self._is_gone, pool)):
            # A folder was moved with all that is in it.
            pool = own
        if len({one.content for one in pool}) > 1:
            names = listed([one.inner for one in pool], "and")
            message = (
                f"{quoted(self.revision.named)} has {len(pool)} files of the rubric "
                f"{quoted(self.now.id)}: {names}."
            )
            help = "Name the two files to compare, or take the others away in a change before."
            raise Fault(Diagnostic("doubled-id", message, help))
        return self._full(pool[0].inner)

    def _full(self, inner: str) -> Path:
        full = self.top / inner
        return full if self.path.is_absolute() else Path(os.path.relpath(full))


_GREP = (
    *("grep", "-l", "-z", "--text", "--full-name", "--fixed-strings", "--all-match"),
    "--no-recurse-submodules",
    *("-e", "rubric", "-e", "format"),
)
_ANY = tuple(f":(icase)*{ending}" for ending in RUBRICS)


def _known(inner: str, value: Plain) -> Known | None:
    if not isinstance(value, dict) or other_kind(value) != "rubric":
        return None
    decisions, criteria = (_keys(value.get(section)) for section in ("decisions", "criteria"))
    return Known(inner, str(value["rubric"]), decisions, criteria)


def _keys(value: Plain) -> frozenset[str]:
    return frozenset(value) if isinstance(value, dict) else frozenset()


def _claimed(inner: str, text: str) -> Known | None:
    """What the text of a file that cannot be read says at its top that it is."""
    said = _SAYS.search(text)
    return Known(inner, said[1]) if said and not _CANDIDATE.search(text) else None
