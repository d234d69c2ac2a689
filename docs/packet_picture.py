"""Make the README's picture of a packet with headless Chromium: python docs/packet_picture.py

How letters are drawn depends on the machine's fonts, so nothing compares the picture; what is in
the packet is compared by the tests.
"""

import sys
import tempfile
from pathlib import Path

from endorse_cli import api

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.browser import browser  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "packet.png"
EXAMPLES = ROOT / "examples"
SIZE = (1100, 900)


def packet() -> str:
    """The packet of the example slate, for the public."""
    previous = api.read_records([str(EXAMPLES / "slate" / "previous.jsonl")])
    run = api.SlateRun(
        [str(EXAMPLES / "slate")],
        rubric=str(EXAMPLES / "riverbend" / "rubric.yaml"),
        format="html",
        audience="public",
        previous=[kept.record for kept in previous],
    )
    for _ in run.texts():
        pass
    return run.packet(api.slate_beside([str(EXAMPLES / "slate")]))


def main() -> None:
    """Write the picture: the board, as a reader sees it first."""
    with tempfile.TemporaryDirectory() as folder, browser() as tab:
        page = Path(folder) / "packet.html"
        page.write_text(packet(), encoding="utf-8")
        tab.ask("Emulation.setScrollbarsHidden", hidden=True)
        tab.open(page, SIZE)
        PICTURE.write_bytes(tab.picture())


if __name__ == "__main__":
    main()
