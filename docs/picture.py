"""Make the README's picture of a result: python docs/picture.py [--check]"""

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from endorse_cli import api

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "score.svg"
EXAMPLE = "examples/deliberate-in-the-middle.yaml"
WIDTH = 96
LAST = "━━ Findings"

PAPER = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [(36, 41, 47), (176, 0, 32), (0, 100, 60), (140, 90, 0), (0, 70, 150), (110, 40, 130),
     (0, 96, 115), (80, 88, 96)],
)  # fmt: skip


def picture() -> str:
    """The first part of a table as SVG, with nothing in it from elsewhere."""
    run = api.score_files([str(ROOT / EXAMPLE)])
    table = run.to_table(api.Look(WIDTH, colour=True))
    shown = table[: table.index(LAST)].rstrip()
    console = Console(record=True, width=WIDTH, file=StringIO(), color_system="standard",
                      force_terminal=True, legacy_windows=False)  # fmt: skip
    console.print(Text.from_ansi(shown), soft_wrap=True)
    svg = console.export_svg(title=f"endorse score {EXAMPLE}", theme=PAPER, unique_id="score")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return (
        "\n".join(line.rstrip() for line in svg.splitlines() if "Generated with" not in line) + "\n"
    )


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
