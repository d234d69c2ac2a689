"""Results as rows of values: a row a candidate, a line, the answers side by side; for Excel."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from support.golden import same
from support.rubric_files import CLASS_ALIGNMENT_1

from .running import Endorse, Write

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
CSV = ("--format", "csv", "--audience", "members")
KINDS: tuple[tuple[str, ...], ...] = ((), ("--lines",), ("--wide",))

Plain = Any


def rows(out: str) -> list[dict[str, str]]:
    """The rows of a table by their titles."""
    return list(csv.DictReader(io.StringIO(out)))


def records(endorse: Endorse, *paths: Path) -> list[Plain]:
    """The records of several candidates."""
    made: list[Plain] = json.loads(endorse("score", *paths, "--format", "json").out)["records"]
    return made


def both_for_one_seat(examples: list[Path]) -> Path:
    """A file with two candidates."""
    return next(path for path in examples if path.name == "two-for-one-seat.yaml")


@pytest.mark.parametrize("kind", ["lines", "wide"])
def test_each_kind_of_rows_is_as_it_was_read_by_eye(
    endorse: Endorse, examples: list[Path], kind: str
) -> None:
    """Two candidates for one seat, every cell."""
    out = endorse("score", both_for_one_seat(examples), *CSV, f"--{kind}").out
    same(GOLDEN / f"rows-{kind}.csv", out)


def number(text: str | None) -> Fraction | None:
    """A recorded number, rounded to what a cell holds."""
    return None if text is None else round(Fraction(text), 6)


def test_a_row_has_every_score_and_every_finding(endorse: Endorse, examples: list[Path]) -> None:
    """The least and the greatest value of each score as decimals, and how each finding stands."""
    for row, record in zip(
        rows(endorse("slate", *examples, *CSV).out), records(endorse, *examples), strict=True
    ):
        assert {id: row[id] for id in record["findings"]} == record["findings"]
        for id, score in record["scores"].items():
            for end in ("low", "high"):
                cell = row[f"{id}_{end}"]
                assert "/" not in cell
                assert (Fraction(cell) if cell else None) == number(score[end])


SHARES = """\
format: 1
rubric: shares
version: 1.0.0
title: Shares
document: {title: Shares}
groups: {g: {title: All}}
criteria:
  office: {group: g, ask: "How much?", answer: {number: {unit: points, min: 0, max: 5, step: 1}},
           from: p1, basis: stated}
scores:
  of_twelve: {value: {share: office, out_of: "12", if_none: "0"}, from: p1, basis: stated}
  debt: {value: {minus: office}, from: p1, basis: stated}
decisions:
  fit:
    outcomes: [no, yes]
    rows: {r: {is: yes, when: {of_twelve: {at_least: 1/4}}, from: p1, basis: stated}}
    otherwise: {is: no, from: p1, basis: stated}
"""


@pytest.fixture
def shared(write: Write) -> Path:
    """A candidate under a rubric whose only criterion is called as a column is."""
    write("shares.yaml", SHARES)
    return write(
        "a.yaml", "candidate: Ada Brill\noffice: Mayor\nrubric: shares.yaml\nanswers: {office: 5}\n"
    )


def test_a_number_is_no_day_and_no_formula(endorse: Endorse, shared: Path) -> None:
    """A spreadsheet takes 5/12 for a day in May: it is rounded; what is below 0 stays a number."""
    (row,) = rows(endorse("score", shared, *CSV).out)
    assert (row["of_twelve_low"], row["of_twelve_high"]) == ("0.416667", "0.416667")
    assert (row["debt_low"], row["debt_high"]) == ("-5", "-5")


def test_no_two_columns_have_one_title(endorse: Endorse, shared: Path) -> None:
    """A criterion may be called as a column is: it has its own beside it."""
    (row,) = rows(endorse("score", shared, *CSV, "--wide").out)
    assert (row["office"], row["office.2"]) == ("Mayor", "5")


def said(value: Plain) -> str:
    """What stands for an answer in a line."""
    if isinstance(value, dict):
        return "; ".join(f"{name}={said(one) or 'unknown'}" for name, one in value.items())
    return "; ".join(value) if isinstance(value, list) else value or ""


def lines_of(record: Plain) -> Iterator[Mapping[str, str]]:
    """What the rows of a record's lines must hold."""
    for line in record["lines"]:
        first = line["evidence"][0] if line["evidence"] else {}
        yield {
            "name": record["candidate"]["name"],
            "criterion": line["criterion"],
            "answer": said(line["answer"]),
            "state": line["state"],
            "bearing": line["bearing"],
            "speaks": line["speaks"],
            "matters": "yes" if line["matters"] else "no",
            "citation": "; ".join(line["from"]),
            "basis": line["basis"],
            "sources": str(len(line["evidence"])),
            "first_source": first.get("source") or "",
            "first_date": first.get("date") or "",
            "note": line["note"] or "",
        }


def test_a_row_a_line_has_what_the_record_has(endorse: Endorse, examples: list[Path]) -> None:
    """Every candidate, every criterion, in order; nothing is lost and nothing is added."""
    found = rows(endorse("score", *examples, *CSV, "--lines").out)
    wanted = [line for record in records(endorse, *examples) for line in lines_of(record)]
    assert len(found) == len(wanted)
    for row, line in zip(found, wanted, strict=True):
        assert {key: row[key] for key in line} == line
        assert row["label"]
        assert row["group"]


def test_answers_side_by_side_say_why_they_are_unknown(endorse: Endorse, write: Write) -> None:
    """An answer, what assessors gave, why there is none; of a set each member."""
    path = write(
        "a.yaml",
        "candidate: Ada Brill\nanswers:\n  dsa_member: yes\n"
        "  accepts_positions: {unknown: declined}\n"
        "  mass_reach: {one_of: [some, clear]}\n  coalition: {labor: yes, tenants: unknown}\n",
    )
    asked = ("score", path, "--rubric", CLASS_ALIGNMENT_1, *CSV, "--wide")
    (row,) = rows(endorse(*asked).out)
    assert row["recommendation"] == "undetermined"
    assert row["dsa_member"] == "yes"
    assert row["accepts_positions"] == "unknown: declined"
    assert row["mass_reach"] == "disputed: some; clear"
    assert row["coalition"].startswith("labor=yes; tenants=unknown")
    assert row["red_lines"] == "unknown: not_asked"


@pytest.mark.parametrize("kind", KINDS)
def test_a_slate_writes_the_rows_of_score(
    endorse: Endorse, examples: list[Path], kind: tuple[str, ...]
) -> None:
    """Byte for byte, whatever the number of workers, and in an archive of JSON lines."""
    scored = endorse("score", *examples, *CSV, *kind).out
    for jobs in (1, 2):
        assert endorse("slate", *examples, *CSV, *kind, "--jobs", jobs).out == scored


SHELVES = """
format: 1
rubric: shelves
version: 1.0.0
title: Shelves
document: {title: Rules for rooms}
groups: {room: {title: The room}}
criteria:
  shelves:
    group: room
    ask: How many shelves are there?
    answer: {number: {unit: shelves, min: 0, max: 10, step: any}}
    from: p1.1
    basis: stated
  dry: {group: room, ask: "Is it dry?", answer: yes_no, from: p1.2, basis: stated}
scores:
  worth: {title: Worth, value: {times: [2, shelves]}, from: p1.1, basis: stated}
findings:
  fit: {title: Fit, when: {dry: yes}, from: p1.2, basis: stated}
decisions:
  use:
    outcomes: [no_use, use]
    rows:
      room: {when: {all: [fit, {worth: {at_least: 6}}]}, is: use, from: p1.3, basis: stated}
    otherwise: {is: no_use, from: p1.3, basis: stated}
"""


def test_a_line_of_an_archive_has_the_row_of_its_own_answers(
    endorse: Endorse, write: Write
) -> None:
    """What came out for the same answers is written once; numbers in one region stay apart."""
    write("shelves.yaml", SHELVES)
    answers: list[Any] = [
        {"shelves": 4, "dry": "yes"},
        {"shelves": 5, "dry": "yes"},
        {"shelves": 4, "dry": {"unknown": "no_reply"}},
        {"shelves": {"one_of": [2, 4]}, "dry": "yes"},
        {"shelves": {"answer": 4, "note": "counted twice"}, "dry": "yes"},
        {"dry": "no"},
        {},
    ]
    people = [
        {"candidate": f"Room {place}", "rubric": "shelves.yaml", "answers": said}
        for place, said in enumerate([*answers, *answers])
    ]
    archive = write("rooms.jsonl", "".join(f"{json.dumps(one)}\n" for one in people))
    alone = [write(f"room-{n:02}.json", json.dumps(one)) for n, one in enumerate(people)]
    archived = endorse("slate", archive, *CSV).out
    assert archived == endorse("score", *alone, *CSV).out
    assert [row["worth_high"] for row in rows(archived)][:2] == ["8", "10"]


@pytest.mark.parametrize("kind", KINDS)
def test_for_excel_there_are_a_mark_and_its_line_ends(
    endorse: Endorse, examples: list[Path], tmp_path: Path, kind: tuple[str, ...]
) -> None:
    """On the screen and in a file, of a slate too; the values are the same."""
    target = tmp_path / "out.csv"
    plain = endorse("score", *examples, *CSV, *kind).out
    for command in ("score", "slate"):
        words = (command, *examples, *CSV, *kind, "--excel")
        out = endorse(*words).out
        assert out == "\ufeff" + plain.replace("\n", "\r\n")
        assert endorse(*words, "-o", target).status == 0
        assert target.read_bytes() == out.encode()


def test_a_comparison_for_excel(endorse: Endorse, examples: list[Path]) -> None:
    """The same mark and line ends."""
    words = ("compare", both_for_one_seat(examples), *CSV)
    assert endorse(*words, "--excel").out == "\ufeff" + endorse(*words).out.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("score", "--lines"), "--lines"),
        (("slate", "--wide", "--format", "json"), "--wide"),
        (("compare", "--excel", "--format", "jsonl"), "--excel"),
        (("score", "--excel", "--format", "xlsx", "--audience", "members"), "--excel"),
        (("score", "--lines", "--wide", *CSV), "--wide"),
    ],
)
def test_rows_are_of_csv_and_of_one_kind(
    endorse: Endorse, good: Path, words: tuple[str, ...], option: str
) -> None:
    """An option that would be ignored is refused."""
    ended = endorse(words[0], good, good, *words[1:])
    assert ended.status == 2
    assert option in ended.err


@pytest.mark.parametrize("command", ["score", "slate"])
@pytest.mark.parametrize(("kind", "told"), [("--lines", "state"), ("--wide", "recommendation")])
def test_a_file_that_cannot_be_judged_has_its_row(
    endorse: Endorse, good: Path, bad: Path, command: str, kind: str, told: str
) -> None:
    """In the columns that are there, where its outcome would be."""
    ended = endorse(command, bad, good, *CSV, kind)
    lost = [row for row in rows(ended.out) if row["name"] == "bad.yaml"]
    assert ended.status == 3
    assert [row[told] for row in lost] == ["not read or judged"]


def mixed() -> list[Path]:
    """Candidates under two rubrics that ask for other things."""
    names = ("endorsed-cadre", "supplier-review/county-verdict")
    return [ROOT / "examples" / f"{name}.yaml" for name in names]


def test_lines_of_several_rubrics_share_one_table(endorse: Endorse) -> None:
    """Their columns are the same, so a slate takes them as they come."""
    found = rows(endorse("slate", *mixed(), *CSV, "--lines").out)
    assert [row["name"] for row in found] == sorted(
        (row["name"] for row in found), key=[row["name"] for row in found].index
    )
    assert len({row["name"] for row in found}) == 2
    assert (
        endorse("score", *mixed(), *CSV, "--lines").out
        == endorse("slate", *mixed(), *CSV, "--lines").out
    )


@pytest.mark.parametrize("kind", [(), ("--wide",)])
def test_columns_of_several_rubrics_are_joined_or_refused(
    endorse: Endorse, kind: tuple[str, ...]
) -> None:
    """All of them where all are at hand; a slate that is written as it comes refuses the others."""
    head, first, second = csv.reader(io.StringIO(endorse("score", *mixed(), *CSV, *kind).out))
    assert len(head) == len(set(head)) == len(first) == len(second)
    by_title = dict(zip(head, second, strict=True))
    assert by_title["classification"] == ""
    assert by_title["recommendation"] == "probation"
    ended = endorse("slate", *mixed(), *CSV, *kind)
    assert ended.status == 3
    assert "makes other columns than that of the first candidate" in ended.err


def test_a_text_is_no_formula_in_any_kind_of_rows(endorse: Endorse, write: Write) -> None:
    """Notes and sources are people's own words, and come into the cells of lines."""
    path = write(
        "a.yaml",
        "candidate: '=1+1'\nanswers:\n  mass_reach:\n    answer: clear\n    note: '=SUM(A1)'\n"
        "    evidence: [{source: '@x', date: 2026-01-01}]\n",
    )
    for kind in KINDS:
        for row in rows(endorse("score", path, *CSV, *kind).out):
            assert row["name"] == "'=1+1"
            assert not any(cell[:1] in ("=", "@", "+") for cell in row.values())


def test_a_public_row_has_no_note_for_members(endorse: Endorse, write: Write) -> None:
    """And nothing of an answer that is not established."""
    path = write(
        "a.yaml",
        "candidate: Ada Brill\nanswers:\n  mass_reach: {answer: clear, note: Between us.}\n"
        "  red_lines: {answer: crossing, note: Heard of it.}\n",
    )
    for kind in KINDS:
        out = endorse("slate", path, "--format", "csv", "--audience", "public", *kind).out
        for secret in ("Between us", "Heard", "crossing", "unsupported"):
            assert secret not in out
