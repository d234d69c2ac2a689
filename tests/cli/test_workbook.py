"""Results as a workbook, read back by another library than the one that writes it."""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.golden import same

from .running import Endorse, Process, Write

GOLDEN = Path(__file__).parent / "golden"
XLSX = ("--format", "xlsx", "--audience", "members")

Plain = Any


def sheets(path: Path) -> dict[str, list[list[Plain]]]:
    """Every sheet's cells, row by row."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[c.value for c in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "out.xlsx"


def told(cell: str) -> Plain:
    """A cell of csv as a workbook has it: numbers are numbers, and a text needs no guard."""
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        return cell.removeprefix("'")


@pytest.mark.parametrize("command", ["score", "slate"])
def test_a_workbook_has_the_cells_of_csv(
    endorse: Endorse, examples: list[Path], target: Path, command: str
) -> None:
    """Candidates in the first sheet, lines in the second; what cannot be judged among them."""
    (target.parent / "bad.yaml").write_text("candidate: 1\n")
    paths = (*examples, target.parent / "bad.yaml")
    assert endorse(command, *paths, *XLSX, "-o", target).status == 3
    found = sheets(target)
    assert list(found) == ["candidates", "lines"]
    for name, kind in (("candidates", ()), ("lines", ("--lines",))):
        out = endorse("score", *paths, "--format", "csv", "--audience", "members", *kind).out
        wanted = [[told(cell) for cell in row] for row in csv.reader(io.StringIO(out))]
        assert len(found[name]) == len(wanted)
        for cells, row in zip(found[name], wanted, strict=True):
            assert cells == pytest.approx(row, abs=1e-6)


def dumped(found: dict[str, list[list[Plain]]]) -> Iterator[str]:
    """All cells as text."""
    for name, rows in found.items():
        yield f"[{name}]"
        for row in rows:
            yield " | ".join("" if cell is None else str(cell) for cell in row).rstrip(" |")


def test_a_workbook_is_as_it_was_read_by_eye(
    endorse: Endorse, examples: list[Path], target: Path
) -> None:
    """Every cell of two candidates for one seat, and of what tells them apart."""
    (both,) = [path for path in examples if path.name == "two-for-one-seat.yaml"]
    text = ""
    for command in ("score", "compare"):
        assert endorse(command, both, *XLSX, "-o", target).status == 0
        text += "".join(f"{line}\n" for line in dumped(sheets(target)))
    same(GOLDEN / "workbook.txt", text)


def test_the_same_result_has_the_same_bytes(
    endorse: Endorse, process: Process, examples: list[Path], target: Path
) -> None:
    """In another process, place and time zone; no day in it is today's, and no name is in it."""
    words = ("score", *examples, *XLSX)
    assert endorse(*words, "-o", target).status == 0
    piped = process(*words, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}).stdout
    assert piped == target.read_bytes()
    with zipfile.ZipFile(target) as inside:
        assert {part.date_time[0] for part in inside.infolist()} == {1980}
        core = inside.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert "<dc:creator></dc:creator>" in core


def test_a_text_is_a_text(endorse: Endorse, write: Write, target: Path) -> None:
    """No formula, no link, no number made of a name; nothing that is not seen."""
    names = ["=1+1", "@SUM(1)", "https://example.org", "007", "Ada\u202e Brill", "{=1}"]
    path = write(
        "all.yaml", "---\n".join(f'candidate: "{name}"\nanswers: {{}}\n' for name in names)
    )
    assert endorse("score", path, *XLSX, "-o", target).status == 0
    sheet = openpyxl.load_workbook(target)["candidates"]
    cells = [sheet.cell(place + 2, 1) for place in range(len(names))]
    assert [cell.value for cell in cells] == [*names[:4], "Ada\\u{202E} Brill", names[5]]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


def test_a_long_text_is_cut_where_a_cell_ends(endorse: Endorse, write: Write, target: Path) -> None:
    """A cell holds 32,767 halves: a picture takes two, and is never parted."""
    note = "\u200b" * 5_000 + "🌹" * 100
    path = write(
        "a.yaml", f'candidate: Ada\nanswers: {{mass_reach: {{answer: clear, note: "{note}"}}}}\n'
    )
    assert endorse("score", path, *XLSX, "-o", target).status == 0
    (kept,) = [row[-1] for row in sheets(target)["lines"][1:] if row[-1]]
    assert kept.endswith("…")
    assert len(kept.encode("utf-16-le")) // 2 == 32_767


def test_a_sheet_that_would_be_too_long_is_refused(
    endorse: Endorse, examples: list[Path], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row is left out without a word, and what the file held before is kept."""
    monkeypatch.setattr("endorse_cli.reports.workbook.ROWS", 20)
    target.write_text("before")
    for command in ("score", "slate"):
        ended = endorse(command, *examples, *XLSX, "-o", target)
        assert ended.status == 3
        assert "The sheet `lines` would have more than 20 rows" in ended.err
        assert "--format csv" in ended.err
        assert target.read_text() == "before"


@pytest.mark.parametrize("command", ["score", "slate", "compare"])
def test_without_its_library_it_says_how_to_install_it(
    endorse: Endorse, good: Path, target: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, before anything is judged."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ended = endorse(command, good, "missing.yaml", *XLSX, "-o", target)
    assert (ended.status, target.exists()) == (4, False)
    assert "pip install 'endorse-cli[xlsx]'" in ended.err
    assert "missing.yaml" not in ended.err
    assert ended.err.count("\n") < 4


def test_a_workbook_goes_to_a_file(endorse: Endorse, good: Path) -> None:
    """On a terminal its bytes would be noise: where to is asked for."""
    for command in ("score", "slate", "compare"):
        ended = endorse(command, good, good, *XLSX, terminal=True)
        assert ended.status == 2
        assert "--output" in ended.err
        assert ended.out == ""


def test_what_could_not_be_read_is_said_beside_it(
    endorse: Endorse, good: Path, bad: Path, target: Path
) -> None:
    """As with every form whose first line is not for people."""
    for command in ("score", "slate"):
        ended = endorse(command, good, bad, *XLSX, "-o", target)
        assert "bad.yaml" in ended.err.splitlines()[0]
