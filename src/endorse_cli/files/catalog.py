"""What ships with the program, and which rubric a name means: a shipped one, or a person's own.

Besides rubrics there ships how a new one starts, and the page of each check code: Markdown, written
by hand, `docs/checks/<code>.md` and `pages` inside the wheel. Other people's files do not choose
what is read on this machine: a candidate names a rubric inside its own folder, and `extends` stays
inside the tree of the rubric.
"""

import os
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from endorse_cli.diagnostics import CODES, Diagnostic, Fault, listed, nearest, quoted, suggested
from endorse_cli.files.document import Document
from endorse_cli.files.paths import is_path, repositories
from endorse_cli.files.reading import read_document
from endorse_cli.models.overlay_chain import OVERLAY_ONLY
from endorse_cli.models.plain_values import Plain

DEFAULT = "class-alignment"

_PACKAGE = Path(__file__).parents[1]

WORKFLOW = ".github/workflows/rubric.yml"

STARTER = ("document.txt", "rubric.yaml", "cases/first.yaml", "candidate.yaml", WORKFLOW)
"""The files of a new rubric: where each stands in its folder.

In the one beside this module all but the last stand in a folder for each kind.
"""

DOCUMENT = " --document document.txt"
FILL_IN = 'fill in, as "git+https://github.com/OWNER/REPOSITORY@VERSION"'

_STARTER_FOLDER = Path(__file__).parent / "starter"


def rubrics_folder() -> Path:
    """Where the shipped rubrics are: inside the wheel, or at the top of the source tree."""
    inside = _PACKAGE / "rubrics"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "rubrics"


def shipped_rubrics() -> dict[str, Path]:
    """The rubrics that ship with the program, by name, in order of name."""
    return {path.parent.name: path for path in sorted(rubrics_folder().glob("*/rubric.yaml"))}


def starter_files(kind: str = "gate") -> dict[str, str]:
    """The text of every file of a new rubric of a kind, by its path in the folder."""
    own = {name: _starter_text(f"{kind}/{name}") for name in STARTER if name != WORKFLOW}
    return {**own, WORKFLOW: workflow()}


def workflow(document: str = DOCUMENT) -> str:
    """The workflow, which installs what it was made by or says that this is to be filled in."""
    text = _starter_text(WORKFLOW).replace(DOCUMENT, document)
    wanted = requirement()
    filled = f'"{wanted}"' if wanted else f'""  # {FILL_IN}'
    return text.replace('ENDORSE: ""', f"ENDORSE: {filled}")


def _starter_text(name: str) -> str:
    return (_STARTER_FOLDER / name).read_text(encoding="utf-8")


NAME = "endorse-cli"


def requirement(found: Distribution | None = None) -> str | None:
    """What `pip install` takes to install the same; None where only this machine has it.

    By its version where it came from a package index; by the commit or the address where it came
    from there.
    """
    try:
        found = found or distribution(NAME)
    except PackageNotFoundError:
        return None
    said = found.read_text("direct_url.json")
    if said is None:
        return f"{NAME}=={found.version}"
    import json

    origin = json.loads(said)
    url, commit = str(origin.get("url", "")), origin.get("vcs_info", {}).get("commit_id")
    if not url.startswith(("https://", "http://")):
        return None
    return f"{NAME} @ git+{url}@{commit}" if commit else f"{NAME} @ {url}"


def pages_folder() -> Path:
    """Where the pages are: inside the wheel, or among the documentation of the source tree."""
    inside = _PACKAGE / "pages"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "docs" / "checks"


@cache
def codes_with_pages() -> tuple[str, ...]:
    """The codes that have a page, in the order of `CODES`: all that can be raised so far."""
    there = {path.stem for path in pages_folder().glob("*.md")}
    return tuple(code for code in CODES if code in there)


def page(code: str) -> str | None:
    """What a code means, why it matters and what to do; None where it has no page.

    The heading, which is the code, is left out.
    """
    if code not in codes_with_pages():
        return None
    text = (pages_folder() / f"{code}.md").read_text(encoding="utf-8")
    return text.removeprefix(f"# {code}\n").strip()


_ADDRESS = "://"
_EXTENDS = ("extends",)

LONGEST = 8
"""So many rubrics may stand one on the other."""


def find_rubric(named: str, beside: Path | None = None) -> Path:
    """The file of a rubric: a shipped name, or a path.

    With `beside`, the path was written in a file of that folder, so it may only lead to a file
    inside the folder: other people's files do not choose what is read on this machine.
    """
    shipped = shipped_rubrics()
    if named in shipped:
        return shipped[named]
    path = Path(named)
    if not is_path(named) and not (beside is None and os.path.exists(path)):
        message = f"There is no shipped rubric {quoted(named)}."
        help = f"{_shipped_near(named)} A file is named by its path, as `./mine.yaml`."
        if beside is not None:
            help += " One in another folder is named in the command: `--rubric FILE`."
        raise Fault(Diagnostic("bad-value", message, help, ("rubric",)))
    if beside is None:
        return path / "rubric.yaml" if os.path.isdir(path) else path
    if path.is_absolute() or not _stays_inside(beside / path, beside):
        message = f"The rubric {quoted(named)} is not inside the candidate file's own folder."
        help = "Name it on the command line with `--rubric FILE`, or put it beside the candidate."
        raise Fault(Diagnostic("bad-value", message, help, ("rubric",)))
    return beside / path


def _shipped_near(named: str) -> str:
    """What ships, and which of it may be meant."""
    shipped = shipped_rubrics()
    return f"{suggested(named, list(shipped))}Shipped: {listed(shipped)}."


def _stays_inside(path: Path, folder: Path) -> bool:
    try:
        return "\0" not in str(path) and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def name_beside(named: str, file: str) -> str | None:
    """How a candidate's file names a rubric that it may name: a path inside its own folder.

    None for a shipped name, and where the rubric is not inside that folder.
    """
    if named in shipped_rubrics():
        return None
    folder = Path(file).parent.resolve()
    path = find_rubric(named).resolve()
    return f"./{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else None


class Tree:
    """Where files are read: the disk. What a repository had at some time is another such tree."""

    def read(self, path: Path) -> Document:
        """The only document of a file; a `Fault` where it cannot be read."""
        return read_document(str(path))

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at a path."""
        return os.path.isdir(path)

    def tree(self, path: Path) -> Path:
        """The folder that `extends` in a file may not leave: its repository, or its own."""
        folder = path.parent.resolve()
        around = repositories(str(folder))
        return Path(around[0]) if around else folder

    def holds(self, path: Path, tree: Path) -> bool:
        """Whether a path stays inside such a folder, after links."""
        return _stays_inside(path, tree)

    def which(self, path: Path) -> Path:
        """What tells files apart, whatever the way to them: the file itself, after links."""
        return path.resolve()


DISK = Tree()


def find_base(named: str, beside: Path, tree: Path, files: Tree = DISK) -> Path:
    """The file that `extends: named` means in a file of the folder `beside`.

    A shipped name, or a relative path to a file that stays inside the tree after links. Raises a
    `Fault` whose trail is the key.
    """
    shipped = shipped_rubrics()
    if named in shipped:
        return shipped[named]
    path = Path(named)
    if not is_path(named):
        raise _refused(
            f"There is no shipped rubric {quoted(named)} to extend.",
            f"{_shipped_near(named)} A file is named by its path, as `./base.yaml`.",
        )
    if _ADDRESS in named or named.startswith("~") or path.is_absolute() or _has_drive(named):
        raise _refused(
            f"`extends`: {quoted(named)} is not a path inside this folder tree.",
            "Write a shipped name, or a relative path such as `../base/rubric.yaml`.",
        )
    if not files.holds(beside / path, tree):
        raise _refused(
            f"`extends`: {quoted(named)} leads out of the folder tree of this rubric.",
            "Put the base into the same repository or, without one, into the same folder.",
        )
    found = beside / path
    return found / "rubric.yaml" if files.is_folder(found) else found


def _has_drive(named: str) -> bool:
    return "\\" in named or named[1:2] == ":"


def _refused(message: str, help: str) -> Fault:
    return Fault(Diagnostic("bad-value", message, help, _EXTENDS))


def read_chain(path: Path, files: Tree = DISK) -> tuple[Document, ...]:
    """A rubric's document and those of all that it extends, from the bottom up.

    `files` are those on the disk, or those of some time. Raises a `Fault`, placed at the `extends`
    in question, where one may not be read, where they go round in a circle, or where there are
    more than eight.
    """
    documents = [files.read(path)]
    seen: list[Path] = []
    while (named := _extends(documents[0])) is not None:
        seen = seen or [files.which(path)]
        try:
            below = find_base(named, path.parent, files.tree(seen[0]), files)
            _refuse_circle(files.which(below), seen)
        except Fault as fault:
            raise Fault(*documents[0].locate(fault.diagnostics)) from None
        path = below
        documents.insert(0, files.read(path))
        seen.append(files.which(path))
    return tuple(documents)


def _extends(document: Document) -> str | None:
    """What a document builds on; None where it builds on nothing."""
    if not isinstance(document.value, dict):
        return None
    if "extends" not in document.value:
        _refuse_headless(document, document.value)
        return None
    named = document.value["extends"]
    if isinstance(named, str) and named.strip():
        return named
    message = "`extends` does not name a rubric."
    help = "Write a shipped name or a relative path, or leave it out."
    raise Fault(*document.locate([Diagnostic("bad-shape", message, help, _EXTENDS)]))


def _refuse_headless(document: Document, value: dict[str, Plain]) -> None:
    """A `Fault` where a file is plainly an overlay and does not say of what.

    Read as a whole rubric it would be told of everything that a rubric has and it has not.
    """
    for key in value:
        if key not in OVERLAY_ONLY and nearest(key, ("extends",)):
            message = f"{quoted(key)} is not a key of the rubric."
            found = Diagnostic("unknown-key", message, "Did you mean `extends`?", (key,), True)
            raise Fault(*document.locate([found]))
    changes = [key for key in OVERLAY_ONLY if key in value]
    if changes:
        message = f"The rubric has {quoted(changes[0])} and no `extends`."
        help = "Say on which rubric it builds, as `extends: class-alignment`."
        raise Fault(*document.locate([Diagnostic("missing-key", message, help, (), True)]))


def _refuse_circle(here: Path, seen: list[Path]) -> None:
    if here in seen:
        names = " → ".join(quoted(f"{p.parent.name}/{p.name}") for p in (*seen, here))
        message = f"`extends` goes round in a circle: {names}."
        help = "Let the one at the bottom extend nothing."
        raise Fault(Diagnostic("cycle", message, help, _EXTENDS))
    if len(seen) >= LONGEST:
        message = f"More than {LONGEST} rubrics stand one on the other."
        raise Fault(
            Diagnostic("too-large", message, "Put some of the overlays together.", _EXTENDS)
        )
