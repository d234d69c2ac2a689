"""What ships with the program: rubrics, how a new one starts, the pages of check codes.

And how the program came onto this machine, so that another one can install the same. Pages are
Markdown, written by hand: `docs/checks/<code>.md`, and `pages` inside the wheel.
"""

from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from endorse_cli.diagnostics import CODES

DEFAULT = "class-alignment"

_PACKAGE = Path(__file__).parents[1]

STARTER_KINDS = ("gate", "points", "table")
"""What a new rubric may be: conditions in order, points with bands behind a gate, a table."""

STARTER = (
    "document.txt",
    "rubric.yaml",
    "cases/first.yaml",
    "candidate.yaml",
    ".github/workflows/rubric.yml",
)
"""The files of a new rubric: where each stands in its folder.

In the one beside this module all but the last stand in a folder for each kind.
"""

WORKFLOW = ".github/workflows/rubric.yml"

STARTER_SOURCES = (
    WORKFLOW,
    *(f"{kind}/{name}" for kind in STARTER_KINDS for name in STARTER if name != WORKFLOW),
)
"""Where the files of new rubrics of all kinds stand in the folder beside this module."""

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
