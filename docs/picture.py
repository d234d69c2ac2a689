"""Make the README's picture of a result: python docs/picture.py [--check]

It is a cut of what the README's command prints on a terminal: the head, the table down to the last
group shown and the verdict; a line of dots stands where rows were left out.
"""

import re
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from endorse_cli import api

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "score.svg"
EXAMPLE = "examples/undetermined-open-questions.yaml"
COLUMNS = 110
LARGEST = (900, 500)
"""Pixels that the picture may take on a page: wide, high."""

LEFT_OUT = ("Red lines", "Class struggle campaign", "Cadre campaign")
"""Headings of the groups that are not shown."""

PAPER = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [(36, 41, 47), (176, 0, 32), (0, 100, 60), (140, 90, 0), (0, 70, 150), (110, 40, 130),
     (0, 96, 115), (80, 88, 96)],
)  # fmt: skip


def picture() -> str:
    """The picture as SVG, with nothing in it from elsewhere."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="standard",
                      force_terminal=True, legacy_windows=False)  # fmt: skip
    for line in shown():
        console.print(Text.from_ansi(line), soft_wrap=True)
    svg = console.export_svg(title=f"endorse score {EXAMPLE}", theme=PAPER, unique_id="score")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = _measured(svg)
    return (
        "\n".join(line.rstrip() for line in svg.splitlines() if "Generated with" not in line) + "\n"
    )


def shown() -> Iterator[str]:
    """The lines of the terminal that are in the picture, with their colors."""
    run = api.score_files([str(ROOT / EXAMPLE)])
    left_out = False
    for line in run.to_table(api.Look(COLUMNS, colour=True, live=True)).splitlines():
        plain = Text.from_ansi(line).plain
        heading = plain.startswith("  ─ ")
        if heading and plain[4:].startswith(LEFT_OUT):
            if not left_out:
                yield "  ⋮"
            left_out = True
        elif heading or not plain.strip():
            left_out = False
        if not left_out:
            yield line


def _measured(svg: str) -> str:
    """The picture with a size: as large as it may be, and no larger."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    wide, high = float(found[1]), float(found[2])
    scale = min(LARGEST[0] / wide, LARGEST[1] / high)
    size = f'width="{int(wide * scale)}" height="{int(high * scale)}"'
    return svg.replace("<svg ", f"<svg {size} ", 1)


def main() -> int:
    """Write the picture, or say whether it is the one that would be written."""
    if "--check" in sys.argv:
        same = PICTURE.read_text(encoding="utf-8") == picture()
        print("up to date" if same else "docs/images/score.svg differs: run docs/picture.py")
        return 0 if same else 1
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
