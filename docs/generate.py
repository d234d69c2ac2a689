"""Writes the pages that the program itself can tell: the table of check codes, and every key.

`python docs/generate.py` writes docs/checks/README.md from the first sentences of the pages beside
it, which are written by hand, and docs/reference.md from the models; with `--check` it writes
nothing and exits with 1 if what is there differs.
"""

import sys
from pathlib import Path

from reference import reference

from endorse_cli.cli.terminal import exit_for
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.files.catalog import codes_with_pages, page

FOLDER = Path(__file__).parent / "checks"
REFERENCE = "../reference.md"
"""Beside the folder of the check codes."""

INTRODUCTION = """\
# Check codes

What can be wrong with a rubric or a candidate's file, by the code in brackets at the end of a
message. `endorse explain CODE` prints the page of a code. Codes are never renamed, so that scripts
may compare them. An error gives the exit status named here; a note leaves it as it is.

Each page has an example that is reported and one that is not. Most are laid over the small
rubric in [base.yaml](base.yaml): each adds entries to its sections or replaces some of them. Where
an example begins with `candidate:` it is a whole candidate's file, judged under that rubric. The
text that the small rubric rests on is [document.txt](document.txt). The line that is reported ends
with `# <-` and the code.

| code | kind | what it says | exit status |
|---|---|---|---|
"""


def generated() -> dict[str, str]:
    """The text of every generated file by its name."""
    rows = [_row(code, page(code) or "") for code in codes_with_pages()]
    return {"README.md": INTRODUCTION + "".join(rows), REFERENCE: reference()}


def _row(code: str, text: str) -> str:
    found = Diagnostic(code, "")
    first = text.partition("\n")[0]
    return f"| [{code}]({code}.md) | {found.severity} | {first} | {int(exit_for([found]))} |\n"


def differing(folder: Path) -> list[Path]:
    """The files that are missing or not as generated."""
    wanted = {folder / name: text for name, text in sorted(generated().items())}
    return [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Write what differs, or with `--check` only name it; the exit status."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python docs/generate.py [--check]\n")
        return 2
    wanted = generated()
    wrong = differing(folder)
    for path in wrong:
        if arguments:
            sys.stderr.write(f"{path.name} is not as generated: run python docs/generate.py\n")
        else:
            name = path.relative_to(folder).as_posix()
            path.write_text(wanted[name], encoding="utf-8", newline="\n")
    return 1 if arguments and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
