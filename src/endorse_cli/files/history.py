"""The files of a repository as they were at a revision, and which revision a word means."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from endorse_cli.diagnostics import Fault, listed, quoted
from endorse_cli.files.catalog import Tree, shipped_rubrics
from endorse_cli.files.document import Document
from endorse_cli.files.limits import BYTES
from endorse_cli.files.reading import only_document, read_document, read_whole
from endorse_cli.files.repository import Repository, repository_of
from endorse_cli.files.source import RUBRICS, Source, refusal, whole

LINK, SUBMODULE = "120000", "160000"
"""Modes of what is no plain file."""

MOST_LINKS = 40
MOST_BEFORE = 500
"""So many revisions are looked through for one that can be read."""

SHALLOW = "The clone is shallow: run `git fetch --unshallow` (on GitHub: `fetch-depth: 0`)."


class Entry(NamedTuple):
    """One file of a revision: its mode, and the name of its content."""

    mode: str
    blob: str


class Revision(Tree):
    """The files of a repository at one commit; `named` is how messages call it."""

    def __init__(self, repository: Repository, commit: str, named: str) -> None:
        self.repository = repository
        self.commit = commit
        self.named = named

    @property
    def short(self) -> str:
        """The first digits of the commit, as people write it."""
        return self.commit[:10]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every file, by its path from the top of the repository."""
        said = self.repository.ask("ls-tree", "-r", "-z", "--full-tree", self.commit)
        found = {}
        for line in os.fsdecode(said.data).split("\0")[:-1]:
            head, _, name = line.partition("\t")
            mode, _, blob = head.split(" ")
            found[name] = Entry(mode, blob)
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        every = (os.fspath(above) for name in self.entries for above in PurePosixPath(name).parents)
        return frozenset(every) - {"."}

    def read(self, path: Path) -> Document:
        """The only document of a file as it was then.

        What ships with the program has no revisions of the user's. A `Fault` with code
        `unreadable` where the file was not there, or was a link that leads out.
        """
        if path in shipped_rubrics().values():
            return read_document(str(path))
        source = self.source(path)
        ending = path.suffix.lower()
        return only_document(source.name, list(read_whole(source, ending)))

    def source(self, path: Path) -> Source:
        """The bytes of a file as it was then, named `REVISION:path`."""
        name = f"{self.named}:{path}"
        entry = self._entry(path, name)
        if entry is None:
            raise refusal(name, "read", "the file is not there at this revision")
        said = self.repository.ask("cat-file", "blob", entry.blob, most=BYTES + 1)
        if said.status and len(said.data) <= BYTES:
            raise refusal(name, "read", f"git says: {said.reason}", said.advice)
        return whole(name, said.data)

    def has(self, path: Path) -> bool:
        """Whether a file was there."""
        return self._entry(path, f"{self.named}:{path}") is not None

    def is_folder(self, path: Path) -> bool:
        """Whether a folder was there, or a link to one."""
        inner = self.inner(path)
        followed = self._followed(inner, str(path)) if inner is not None else None
        return followed is not None and (followed in self._folders or not followed)

    def below(self, folder: Path) -> Iterator[Path]:
        """The files in a folder as it was then, by name."""
        inner = self.inner(folder)
        at = self._followed(inner, str(folder)) if inner is not None else None
        for name in sorted(self.entries) if at else ():
            if os.path.dirname(name) == at and self.entries[name].mode != SUBMODULE:
                yield folder / os.path.basename(name)

    def tree(self, path: Path) -> Path:
        """The folder that `extends` may not leave: that of the repository."""
        return self.repository.top

    def holds(self, path: Path, tree: Path) -> bool:
        """Whether a path stays inside; where its links lead is seen when it is read."""
        return self.inner(path) is not None

    def which(self, path: Path) -> Path:
        """What tells files apart: the path without detours."""
        return Path(os.path.abspath(path))

    def inner(self, path: Path) -> str | None:
        """A path from the top of the repository, its links not followed; None if it leads out."""
        top = os.path.realpath(self.repository.top)
        full = Path(os.path.abspath(path))
        for above in (full, *full.parents):
            if os.path.realpath(above) == top:
                return "/".join(full.relative_to(above).parts)
        real = Path(os.path.realpath(full))
        return real.relative_to(top).as_posix() if real.is_relative_to(top) else None

    def _entry(self, path: Path, name: str) -> Entry | None:
        inner = self.inner(path)
        followed = self._followed(inner, name) if inner is not None else None
        return self.entries.get(followed) if followed is not None else None

    def _followed(self, inner: str, name: str) -> str | None:
        """A path inside the repository with the links of this revision followed.

        None where nothing is there; a `Fault` where a link leads out, or into a submodule.
        """
        left, at = [part for part in inner.split("/") if part], ""
        links = 0
        while left:
            step = f"{at}/{left[0]}" if at else left[0]
            entry = self.entries.get(step)
            if entry is not None and entry.mode == LINK:
                links += 1
                target = self.repository.ask("cat-file", "blob", entry.blob).text
                joined = os.path.normpath(os.path.join(at, target, *left[1:]))
                if links > MOST_LINKS or os.path.isabs(joined) or joined.split("/")[0] == "..":
                    raise refusal(name, "read", "it is a link that leads out of the repository")
                left, at = [part for part in joined.split("/") if part != "."], ""
                continue
            if entry is not None and entry.mode == SUBMODULE:
                why = f"{quoted(step)} is a submodule at this revision, and its files are not here"
                raise refusal(name, "read", why)
            at, left = step, left[1:]
        return at if at in self.entries or at in self._folders or not at else None

    def renamed(self, inner: str) -> str | None:
        """The path of which git sees a file to be the renamed one, in the work tree."""
        words = ("diff", "--name-status", "-z", "--find-renames", "--diff-filter=R")
        still = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--no-relative")
        said = self.repository.ask(*words, *still, self.commit)
        names = os.fsdecode(said.data).split("\0")
        pairs = zip(names[1::3], names[2::3], strict=False)
        return next((before for before, after in pairs if after == inner), None)

    def losing(self, id: str, inner: str) -> Iterator["Revision"]:
        """The revisions before this one of which the next has some rubric or file no more.

        Some file like a rubric's lost a line with the id, or the file at the path is gone.
        """
        words = ("log", "-m", "--first-parent", "--no-renames", "--no-ext-diff", "--format=%H")
        says = ("--text", f"-Grubric[\"']?[[:space:]]*:[[:space:]]*[\"']?{id}", self.commit)
        endings = (f":(icase)*{ending}" for ending in RUBRICS)
        found = self.repository.ask(*words, *says, "--", *endings).text.split()
        gone = ("--diff-filter=D", self.commit, "--", f":(top,literal){inner}")
        found += self.repository.ask(*words, *gone).text.split() if inner else []
        for commit in found[:MOST_BEFORE]:
            if before := self.repository.commit(f"{commit}^"):
                yield Revision(self.repository, before, before[:10])

    def before(self) -> Iterator["Revision"]:
        """The revisions before this one that changed some file like a rubric's, the last first."""
        words = ("rev-list", "--first-parent", f"--max-count={MOST_BEFORE}", f"{self.commit}^")
        said = self.repository.ask(*words, "--", *(f"*{ending}" for ending in RUBRICS))
        for commit in said.text.split():
            yield Revision(self.repository, commit, commit[:10])


def revision_of(named: str, path: Path, *, exactly: bool = False) -> Revision:
    """The last revision that a branch and the work tree have in common, of a file's repository.

    With `exactly` that which is named itself. Where the file is in a submodule and only the
    repository around it knows the revision: that which the submodule had there. A `Fault` with code
    `unreadable` and git's own reason where git is not there, the file is in no repository, the
    revision is not known, or nobody can tell what is common since the clone is shallow.
    """
    name = f"{named}:{path}"
    if not named:
        raise refusal(name, "read", "the revision has no name", "Name one, such as `main`.")
    repository = repository_of(path)
    repository.require(name)
    repository = Repository(repository.top, path)
    around = None if (commit := _commit(repository, named)) else repository.around
    outer = _commit(around, named) if around else None
    if around and outer:
        found = Revision(around, outer, named)
        return _inside(repository, found if exactly else _parted(found), name)
    if commit is None:
        raise _unknown(repository, named, name)
    found = Revision(repository, commit, named)
    return found if exactly else _parted(found)


def _parted(revision: Revision) -> Revision:
    repository = revision.repository
    common = repository.ask("merge-base", "--all", revision.commit, "HEAD").text.split()
    if revision.commit in common:
        return revision
    if common:
        # Where each was merged into the other there are several: what others did is in that which
        # the branch named went through itself.
        words = ("rev-list", "--first-parent", revision.commit)
        line = repository.ask(*words).text.split() if len(common) > 1 else []
        commit = next((one for one in line if one in common), common[0])
        return Revision(repository, commit, commit[:10])
    if repository.is_shallow:
        why = "what this branch has in common with it is not known here"
        raise refusal(revision.named, "compared with", why, SHALLOW)
    return revision


def _commit(repository: Repository, named: str) -> str | None:
    """The commit that a name means; a `Fault` where a branch and a tag have it and mean others."""
    refs = [f"refs/{kind}/{named}" for kind in ("heads", "tags", "remotes")]
    listing = repository.ask("for-each-ref", "--format=%(refname)", *refs).text.split("\n")
    meant = [ref for ref in refs if ref in listing]
    found = {ref: repository.commit(ref) for ref in meant} if len(meant) > 1 else {}
    if len({*found.values()}) > 1:
        why = f"the name is that of {listed(found, 'and')}"
        raise refusal(named, "read", why, f"Write which, such as {quoted(meant[0])}.")
    return repository.commit(named)


def _unknown(repository: Repository, named: str, name: str) -> Fault:
    if repository.is_shallow:
        return refusal(name, "read", "this clone has no such revision", SHALLOW)
    if _commit(repository, f"origin/{named}"):
        help = f"Did you mean {quoted(f'origin/{named}')}?"
        return refusal(name, "read", "there is no such revision", help)
    return refusal(name, "read", "there is no such revision", "`git log --all` lists them.")


def _inside(repository: Repository, outer: Revision, name: str) -> Revision:
    """What a submodule was at a revision of the repository around it."""
    inner = Path(os.path.realpath(repository.top)).relative_to(
        os.path.realpath(outer.repository.top)
    )
    entry = outer.entries.get(inner.as_posix())
    if entry is None or entry.mode != SUBMODULE:
        return outer
    if _commit(repository, entry.blob) is None:
        why = f"the submodule {quoted(inner)} has not the revision {entry.blob[:10]} that it was at"
        raise refusal(name, "read", why, "Fetch it in the submodule first.")
    return Revision(repository, entry.blob, outer.named)
