"""A browser for all tests of pages, and a packet of candidates that are hard to set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import run_here
from support.browser import Browser, browser, chromium

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

HARD = """\
candidate: <script>alert(1)</script> "Wolfeschlegelsteinhausenbergerdorffwelche" O'Neil
office: The Board of Commissioners of the Metropolitan Water Reclamation District, Seat 12
election: 2026-11-03
as_of: 2026-05-01
answers:
  dsa_member:
    answer: yes
    note: "</details></table><style>*{display:none}</style>"
    evidence:
      - source: "https://page.example/a?b=c&d=%22"
        date: 2026-04-01
        says: "<img src=x onerror=alert(1)>"
      - {source: "javascript:alert(1)", date: 2026-04-01}
      - {source: "https://user:word@page.example/", date: 2026-04-01}
      - {source: 'https://page.example/" onmouseover="alert(1)', date: 2026-04-01}
      - {source: "https://раге.example/", date: 2026-04-01}
statements:
  for: [{by: "{{ 7 * 7 }}", text: "{% for x in range(9) %}\\n=cmd|x\\u202e"}]
"""
"""What people, and not only friendly ones, write into files."""


@pytest.fixture(scope="session")
def tab() -> Iterator[Browser]:
    """One tab for all tests: to start the browser takes longer than any of them."""
    if chromium() is None:
        pytest.skip("there is no Chromium on this machine")
    with browser() as opened:
        yield opened


def made(folder: Path, candidates: list[Path]) -> Path:
    """The packet of some candidates and the hard one, for members."""
    hard = folder / "hard.yaml"
    hard.write_text(HARD, encoding="utf-8")
    (folder / "slate.yaml").write_text(SLATE, encoding="utf-8")
    packet = folder / "packet.html"
    words = ("score", hard, *candidates, "--format", "html", "--audience", "members")
    assert run_here([*words, "-o", packet]).status == 0
    return packet


@pytest.fixture(scope="session")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of every example and of the hard one."""
    return made(tmp_path_factory.mktemp("packet"), EXAMPLES)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of a few: one endorsed, one declined, and the hard one, which is open."""
    settled = [path for path in EXAMPLES if path.stem in ("endorsed-cadre", "declined-red-line")]
    return made(tmp_path_factory.mktemp("few"), settled)


SLATE = """\
slate: Riverbend slate, autumn 2026
ballot_question: Shall the chapter endorse these candidates?
chapter:
  body: general meeting
  voting_threshold: two thirds of those voting
  deadlines: {statements: 2026-05-12, vote: 2026-05-20}
"""


@pytest.fixture(scope="session")
def slate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of the example slate under the chapter's rubric, with its earlier records."""
    packet = tmp_path_factory.mktemp("slate") / "packet.html"
    folder = EXAMPLES[0].parent
    files = sorted((folder / "slate").glob("[0-9]*.yaml"))
    rubric = ("--rubric", folder / "riverbend" / "rubric.yaml")
    before = ("--previous", folder / "slate" / "previous.jsonl", "--jobs", 1)
    shape = ("--format", "html", "--audience", "members", "-o", packet)
    assert run_here(["slate", *files, *rubric, *before, *shape]).status == 0
    return packet


@pytest.fixture(scope="session")
def printed(tab: Browser, slate: Path) -> bytes:
    """The same as it is handed out: a PDF."""
    tab.open(slate)
    return tab.pdf()
