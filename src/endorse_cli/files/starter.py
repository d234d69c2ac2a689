"""The only place that knows which files a new rubric starts from."""

from pathlib import Path

FILES = (
    "document.txt",
    "rubric.yaml",
    "cases/first.yaml",
    "candidate.yaml",
    ".github/workflows/rubric.yml",
)
"""Where each stands in the new folder, and in the folder beside this module."""

_FOLDER = Path(__file__).parent / "starter"


WORKFLOW = ".github/workflows/rubric.yml"
DOCUMENT = " --document document.txt"


def workflow_without_document() -> str:
    """The workflow for a folder that has no document of its own."""
    return (_FOLDER / WORKFLOW).read_text(encoding="utf-8").replace(DOCUMENT, "")


def starter_files() -> dict[str, str]:
    """The text of every file of a new rubric, by its path in the folder."""
    return {name: (_FOLDER / name).read_text(encoding="utf-8") for name in FILES}
