"""`endorse slate` and `endorse compare` from the outside."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from endorse_cli import api
from endorse_cli.models.decisions import Decision
from endorse_cli.models.model import replace
from endorse_cli.slate.differences import is_worse
from support.base import STATED, edited, put
from support.golden import same

from .running import HANGS, QUIET, Endorse, Write, installed

GOLDEN = Path(__file__).parent / "golden"
GRANTS = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"

FOR_MEMBERS = ("--audience", "members")

Archive = Callable[[int], Path]


@pytest.fixture(scope="module")
def lines(examples: list[Path]) -> list[str]:
    """6,000 candidates, one a line."""
    values = [d.value for path in examples for d in api.parse(path.read_bytes())]
    made = []
    for place in range(6_000):
        value = values[place % len(values)]
        assert isinstance(value, dict)
        made.append(json.dumps({**value, "candidate": f"{value['candidate']} {place}"}) + "\n")
    return made


@pytest.fixture
def archive(write: Write, lines: list[str]) -> Archive:
    """`archive(n)`: so many candidates, one a line."""

    def archive(number: int) -> Path:
        return write(f"archive-{number}.jsonl", "".join(lines[:number]))

    return archive


def golden(name: str, text: str) -> None:
    """Compare with the text that was read by eye and kept."""
    same(GOLDEN / name, text)


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table", "markdown"])
def test_the_number_of_workers_changes_no_byte(
    endorse: Endorse, archive: Archive, examples: list[Path], format: str
) -> None:
    """One, two and eight workers, over an archive, files, and what is at fault among them."""
    bad = archive(60)
    bad.write_text(bad.read_text() + '{"candidate": 1}\n')
    words = ("slate", bad, *examples, "--format", format, *FOR_MEMBERS)
    one, two, eight = (endorse(*words, "--jobs", jobs) for jobs in (1, 2, 8))
    assert one.status == 3
    assert one == two == eight


def test_what_the_rubric_brings_to_notice_stands_in_a_slate(
    endorse: Endorse, examples: list[Path]
) -> None:
    """The sentence once, with the names of all whom it concerns, as their records have it."""
    scored = json.loads(endorse("score", *examples, "--format", "json").out)["records"]
    said = json.loads(endorse("slate", *examples, "--format", "json", *FOR_MEMBERS).out)
    groups = (*said["slate"]["races"], *said["slate"]["apart"])
    told = {one["name"]: one["notices"] for group in groups for one in group["candidates"]}
    assert told == {one["candidate"]["name"]: one["notices"] for one in scored}
    out = " ".join(endorse("slate", *examples, *FOR_MEMBERS).out.split())
    _, below = out.split("The slate as a whole")
    assert below.count("A red line was crossed in the past and has been taken back.") == 1
    assert {"criterion": "red_lines", "name": "past"} in chain.from_iterable(told.values())


def test_without_a_day_a_slate_brings_to_notice_what_a_record_does(
    endorse: Endorse, write: Write
) -> None:
    """What stands on some days and not on others is no notice in either."""
    size = {"group": "use", "ask": "How big?", "answer": "yes_no", **STATED}
    rubric = edited(
        put("criteria size", {**size, "in_force": {"since": "2026-06-01"}}),
        put("findings in_order when", {"any": [{"member": "yes"}, {"size": "yes"}]}),
        put("criteria care notice", {"none": {"say": "No care.", "when": "in_order"}}),
        put("criteria skill notice", {"none": {"say": "No skill."}}),
    )
    write("rubric.json", json.dumps(rubric))
    answers = {"member": "no", "size": "yes", "care": "none", "skill": "none"}
    one = {"candidate": "Ana Reyes", "rubric": "./rubric.json", "answers": answers}
    file = write("ana.json", json.dumps(one))
    record = json.loads(endorse("score", file, "--format", "json").out)
    said = json.loads(endorse("slate", file, "--format", "json", *FOR_MEMBERS).out)
    (group,) = (*said["slate"]["races"], *said["slate"]["apart"])
    assert record["notices"] == [{"criterion": "skill", "name": "none"}]
    assert group["candidates"][0]["notices"] == record["notices"]


def test_a_slate_says_what_score_says(endorse: Endorse, examples: list[Path]) -> None:
    """Records of a slate are those of `score`, byte for byte, and so are the rows of csv."""
    scored = json.loads(endorse("score", *examples, "--format", "json").out)
    slate = json.loads(endorse("slate", *examples, "--format", "json").out)
    assert slate["records"] == scored["records"]
    words = (*examples, "--format", "csv", *FOR_MEMBERS)
    rows = list(csv.DictReader(io.StringIO(endorse("slate", *words).out)))
    assert [row["name"] for row in rows] == [r["candidate"]["name"] for r in scored["records"]]
    for row, record in zip(rows, scored["records"], strict=True):
        for id, decided in record["decisions"].items():
            assert row[id] == decided["outcome"] or (decided["outcome"], row[id]) == (
                None,
                "undetermined",
            )
            assert row[f"{id}_possible"].split("; ") == decided["possible"]
            assert row[f"{id}_rows"].split("; ") == decided["rows"]


def test_the_same_candidate_is_refused_wherever_it_stands(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """In two files of a folder, in other capitals: the later one, with both places."""
    write("a.yaml", "candidate: Ada Brill\nanswers: {}\n")
    write(
        "b.jsonl",
        '{"candidate": "Bo Carr", "answers": {}}\n{"candidate":"ada  BRILL","answers":{}}\n',
    )
    for jobs in (1, 2):
        ended = endorse("slate", tmp_path, "--format", "csv", *FOR_MEMBERS, "--jobs", jobs)
        assert ended.status == 3
        assert [line.split(",")[0] for line in ended.out.splitlines()] == [
            "name",
            "Ada Brill",
            "Bo Carr",
            "b.jsonl",
        ]
        assert "b.jsonl:2:14: `ada  BRILL` stands here and at" in ended.err
        assert "a.yaml:1," in ended.err


def test_nothing_to_judge_is_an_error(endorse: Endorse, tmp_path: Path, write: Write) -> None:
    """An empty folder, and an archive with no line."""
    write("notes.txt", "x")
    assert endorse("slate", tmp_path).status == 3
    assert endorse("slate", write("empty.jsonl", "\n")).status == 3


OTHERS = {
    "rubric": "format: 1\nrubric: mine\nversion: 1.0.0\nextends: class-alignment\ntitle: Mine\n",
    "case": "case: one\nwhy: x\nexpect: {recommendation: decline}\nanswers: {}\n",
    "slate": "slate: Autumn\n",
    "record": '{"record": 1, "records": [], "invalid": []}',
}


def test_records_beside_candidates_can_be_written_again(
    endorse: Endorse, good: Path, write: Write
) -> None:
    """The results of the last time are skipped and replaced; a candidate's file never is."""
    records = good.parent / "records.jsonl"
    words = ("slate", good.parent, "--format", "jsonl", *FOR_MEMBERS, "-o", records)
    assert endorse(*words).status == 0
    first = records.read_bytes()
    assert endorse(*words).status == 0
    assert records.read_bytes() == first
    named = ("slate", good, records, "--format", "jsonl", *FOR_MEMBERS, "-o", records)
    assert endorse(*named).status == 4
    kept = write("more.jsonl", '{"candidate": "Bo Carr", "answers": {}}\n')
    ended = endorse("slate", good.parent, "--format", "jsonl", *FOR_MEMBERS, "-o", kept)
    assert ended.status == 4
    assert "it is one of the files that are read" in ended.err
    assert "Bo Carr" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_lies_beside_candidates_is_known_by_its_keys(
    endorse: Endorse, good: Path, write: Write, kind: str, jobs: int
) -> None:
    """A rubric, a case, a slate's head or a result in a folder is no broken candidate."""
    path = write("beside.yaml" if kind != "record" else "beside.json", OTHERS[kind])
    ended = endorse("slate", good.parent, "--format", "csv", *FOR_MEMBERS, "--jobs", jobs)
    assert ended.status == 0
    assert len(ended.out.splitlines()) == 2
    assert str(path) in ended.err
    assert "endorse: skipped: " in ended.err
    alone = endorse("slate", path)
    assert alone.status == 3
    assert "and no candidate." in alone.err
    assert endorse("score", path).status == 3


def test_a_folder_with_no_candidate_among_its_files_is_an_error(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """A rubric alone is not a slate without problems, and nothing is written."""
    write("beside.yaml", OTHERS["rubric"])
    target = tmp_path / "out.csv"
    for format in ("csv", "json", "table"):
        ended = endorse("slate", tmp_path, "--format", format, *FOR_MEMBERS, "-o", target)
        assert "There is no candidate in" in ended.err
        assert (ended.status, target.exists()) == (3, False)


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table", "markdown", "html"])
def test_a_slate_under_several_rubrics_comes_in_every_format(endorse: Endorse, format: str) -> None:
    """Each candidate is told in the words of its own rubric, and what is said of all by rubric."""
    folders = (ROOT / "examples" / name for name in ("riverbend", "supplier-review"))
    for words in (("slate", *folders), ("score", *mixed())):
        ended = endorse(*words, "--format", format, *FOR_MEMBERS)
        refused = format == "csv" and words[0] == "slate"
        assert ended.status == (3 if refused else 0)
        assert "Rosalind Okeke-Marsh" in ended.out
        assert refused or "Saltmarsh Fish" in ended.out


def mixed() -> list[Path]:
    """Candidates under three rubrics."""
    names = ("endorsed-cadre", "riverbend/no-pledge", "supplier-review/county-verdict")
    return [ROOT / "examples" / f"{name}.yaml" for name in names]


def test_what_is_said_of_all_together_is_said_by_rubric(endorse: Endorse) -> None:
    """Counts and guidance of one rubric never mix with those of another."""
    words = ("slate", *mixed(), "--format", "json")
    slate = json.loads(endorse(*words).out)["slate"]
    assert [part["rubric"]["id"] for part in slate["under"]] == [
        "class-alignment",
        "riverbend",
        "supplier-review",
    ]
    assert [part["candidates"] for part in slate["under"]] == [1, 1, 1]
    assert [len(part["counts"]) for part in slate["under"]] == [2, 2, 3]


def test_rows_of_several_rubrics_share_one_table(endorse: Endorse) -> None:
    """A row has as many cells as the head, empty where its rubric decides nothing of the kind."""
    head, *rows = csv.reader(
        io.StringIO(endorse("score", *mixed(), "--format", "csv", *FOR_MEMBERS).out)
    )
    assert [len(row) for row in rows] == [len(head)] * 3
    fish = dict(zip(head, rows[2], strict=True))
    assert (fish["classification"], fish["recommendation"]) == ("", "probation")


def test_the_last_cycle_is_that_of_the_same_rubric(endorse: Endorse, write: Write) -> None:
    """Records of another field say nothing about how many were cadre then."""
    before = endorse("score", mixed()[2], "--format", "json").out
    earlier = json.loads(before)
    earlier["candidate"]["election"] = "2020-11-03"
    path = write("before.json", json.dumps(earlier))
    words = ("slate", mixed()[0], "--format", "json", "--previous", path)
    (under,) = json.loads(endorse(*words).out)["slate"]["under"]
    lines = {line["id"]: line["said"] for line in under["guidance"]}
    assert lines["fewer_cadre"] == "not_known"


def test_days_that_change_nothing_part_nobody(endorse: Endorse, write: Write) -> None:
    """Two days on which the same of an overlay is in force are one slate."""
    shutil.copy(ROOT / "examples" / "riverbend" / "rubric.yaml", write("x", "").parent)
    paths = [
        write(
            f"{name}.yaml", f"candidate: {name}\nrubric: rubric.yaml\nas_of: {day}\nanswers: {{}}\n"
        )
        for name, day in (("Ada", "2026-05-01"), ("Bo", "2026-05-02"), ("Cy", "2025-05-02"))
    ]
    slate = json.loads(endorse("slate", *paths, "--format", "json").out)["slate"]
    assert [(part["as_of"], part["candidates"]) for part in slate["under"]] == [
        ("2026-05-01", 2),
        ("2025-05-02", 1),
    ]


def test_what_is_passed_over_is_said(endorse: Endorse, good: Path, write: Write) -> None:
    """On standard error, beside a result that is whole."""
    write("notes.txt", "x")
    ended = endorse("slate", good.parent)
    assert ended.status == 0
    assert "notes.txt (no candidate file by its ending)" in ended.err


@pytest.fixture
def astray(tmp_path: Path) -> Path:
    """A folder of five candidates who name a rubric outside it."""
    folder = tmp_path / "slate"
    folder.mkdir()
    for number in range(1, 6):
        text = f"candidate: Wren {number}\nrubric: ../ours/rubric.yaml\nanswers: {{}}\n"
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("terminal", [False, True])
def test_what_is_wrong_with_many_files_is_told_once(
    endorse: Endorse, astray: Path, terminal: bool
) -> None:
    """The remedy is said once, with the files it is for: on a terminal the first few of them."""
    words = ("slate", astray, "--jobs", "1")
    ended = endorse(*words, terminal=terminal, env={"NO_COLOR": "1"})
    assert ended.status == 3
    assert ended.err.count("--rubric FILE") == 1
    assert "1.yaml:2:9: The rubric `../ours/rubric.yaml` is not inside" in ended.err
    places = [f"{astray / f'{number}.yaml'}:2" for number in range(2, 6)]
    told = f"{', '.join(places[:3])} and 1 more" if terminal else ", ".join(places)
    assert f"The same in 4 more places: {told}\n" in ended.err
    assert "5 problems in 5 files" in ended.err


def test_files_with_the_same_fault_are_not_judged_together(endorse: Endorse, astray: Path) -> None:
    """Each file is named in the report, and what is wrong with all of them stands there once."""
    (astray / "6.yaml").write_text("candidate: Fenn\nanswers: {}\n", encoding="utf-8")
    (astray / "7.yaml").write_text("candidate: Arden\nanswers: null\n", encoding="utf-8")
    narrow = {"COLUMNS": "50"}
    out = " ".join(endorse("slate", astray, "--jobs", "1", env=narrow).out.split())
    assert "1.yaml, 2.yaml, 3.yaml, 4.yaml, 5.yaml and 7.yaml" in out
    assert out.count("is not inside") == 1
    assert "1.yaml: because The rubric `../ours/rubric.yaml`" in out
    assert "3.yaml: because the same 2 more: because the same" in out
    assert "7.yaml: because " in out


def test_an_answer_that_no_rubric_named_asks_for_says_how_to_name_one(
    endorse: Endorse, write: Write
) -> None:
    """Whoever judges a chapter's candidates without its rubric learns that it is not read."""
    body = "answers: {landlord_money: kept, police_union: kept}\n"
    unnamed = write("a.yaml", f"candidate: A. Wren\n{body}")
    remedy = "No rubric is named, so it is judged under `class-alignment`: name another with"
    assert endorse("slate", unnamed).err.count(remedy) == 1
    assert remedy not in endorse("slate", unnamed, "--rubric", "class-alignment").err
    named = write("b.yaml", f"candidate: B. Wren\nrubric: class-alignment\n{body}")
    assert remedy not in endorse("slate", named).err


@pytest.mark.parametrize("format", ["table", "html"])
def test_the_slate_file_in_its_place_is_not_passed_over(
    endorse: Endorse, good: Path, write: Write, format: str
) -> None:
    """Only one that these candidates are not printed with is named."""
    words = ("slate", good.parent, "--format", format, "--audience", "members")
    write("slate.yaml", OTHERS["slate"])
    assert endorse(*words).err == ""
    other = write("other.yaml", OTHERS["slate"])
    ended = endorse(*words, "--slate", other)
    assert str(good.parent / "slate.yaml") in ended.err
    assert "other.yaml" not in ended.err
    (good.parent / "sub").mkdir()
    write("sub/slate.yaml", OTHERS["slate"])
    assert endorse(*words).err.count("slate.yaml") == 1


def test_a_bad_file_is_one_result_among_the_others(
    endorse: Endorse, good: Path, bad: Path, declined: Path
) -> None:
    """It is told with its places, and nobody else is lost."""
    ended = endorse("slate", bad, good, declined, "--format", "jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line.get("source", line.get("candidate", {}).get("name")) for line in lines] == [
        "bad.yaml",
        "Ada Brill",
        "Bo Carr",
    ]
    assert ended.status == 3
    assert "bad.yaml:3:3:" in ended.err


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_what_is_finished_and_nobody_behind(
    archive: Archive, tmp_path: Path, jobs: int, number: signal.Signals
) -> None:
    """Whole lines beside the target, which stays as it was; no worker outlives it."""
    target = tmp_path / "out.csv"
    target.write_text("before")
    words = ["slate", archive(6_000), "--format", "csv", *FOR_MEMBERS, "-o", target, "-j", jobs]
    running = subprocess.Popen(
        [installed(), *map(str, words)],
        env=QUIET,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    part = finished_in(tmp_path)
    while not (text := part()) and running.poll() is None:
        # What ends this is the first line or the command's own end, however long either takes.
        time.sleep(0.005)
    os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
    _, said = running.communicate(timeout=HANGS)
    if running.returncode == 0:
        pytest.skip(f"it was done before it could be interrupted, with {len(text)} bytes")
    assert running.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]
    assert target.read_text() == "before"
    kept = (tmp_path / "out.csv.part").read_text()
    assert kept.endswith("\n")
    assert f"{len(kept.splitlines()) - 1:,} candidates were judged" in said.decode()
    assert b"Traceback" not in said
    assert not list(tmp_path.glob(".endorse-*"))
    assert alive(running.pid) == []


def finished_in(folder: Path) -> Callable[[], bytes]:
    """Gives what is in the file that is being written, nothing while there is none."""

    def text() -> bytes:
        return b"".join(path.read_bytes() for path in folder.glob(".endorse-*"))

    return text


def alive(group: int) -> list[str]:
    """The processes of a group that still run; those that ended and wait to be seen do not."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        state, _, its = rest.split()[:3]
        if int(its) == group and state != "Z":
            found.append(path.parent.name)
    return found


def test_a_killed_worker_loses_nothing(archive: Archive, tmp_path: Path) -> None:
    """Its part is judged again; the result is whole, and the status says what happened."""
    words = ["slate", str(archive(2_000)), "--format", "csv", *FOR_MEMBERS]
    whole = subprocess.run(
        [installed(), *words, "-j", "1"], env=QUIET, capture_output=True, check=True
    )
    running = subprocess.Popen(
        [installed(), *words, "-j", "2"],
        env=QUIET,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while running.poll() is None:
        others = [number for number in alive(running.pid) if int(number) != running.pid]
        if len(others) == 2:
            os.kill(int(others[0]), signal.SIGKILL)
            break
    out, said = running.communicate(timeout=HANGS)
    assert out == whole.stdout
    assert running.returncode == 70
    assert b"a worker died" in said
    assert alive(running.pid) == []


HOSTILE = {
    "a formula": '=HYPERLINK("https://example.org","x")',
    "a full-width formula": "＝1+1",
    "a tab and a formula": "\t=1+3",
    "a minus": "-1+1",
    "an at": "@SUM(1)",
    "markup": "<script>alert(1)</script>",
    "an image": "![x](https://example.org/x.png)",
    "a link": "[x](javascript:alert(1))",
    "cells": "a|b`c|d`",
    "an escape": "\x1b]8;;https://example.org\x07x",
    "bidi": "Ada\u202e Brill",
    "a new line": "Ada\n# Brill\n::error::x",
    "a command": "::error file=x::pwned",
    "quotes": 'Ada "the, mayor" Brill',
    "a mention": "@everyone #1",
    "an item": "1. Ada",
    "emphasis": "*Ada* _Brill_ ~~x~~",
}


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table", "markdown", "html"])
def test_hostile_names_come_through_harmless(endorse: Endorse, write: Write, format: str) -> None:
    """No escape sequence, no markup, no formula, no line of its own; and each name can be read."""
    people = [{"candidate": n, "office": n, "seat": n, "answers": {}} for n in HOSTILE.values()]
    path = write("all.jsonl", "".join(json.dumps(person) + "\n" for person in people))
    out = endorse("slate", path, "--jobs", 2, "--format", format, *FOR_MEMBERS).out
    assert all(character.isprintable() or character == "\n" for character in out)
    assert not any(line.startswith(("::", "# Brill")) for line in out.splitlines())
    if format in ("json", "jsonl"):
        read = json.loads(out)["records"] if format == "json" else as_lines(out)
        assert [record["candidate"]["name"] for record in read] == list(HOSTILE.values())
    elif format == "csv":
        head, *rows = csv.reader(io.StringIO(out))
        assert len(rows) == len(HOSTILE)
        for row in rows:
            assert row[0].lstrip()[0] not in "=+-@＝"
            assert len(row) == len(head)
    elif format == "markdown":
        assert "<script" not in out.replace("\\<", "")
        assert "](" not in out.replace("\\](", "")
    elif format == "html":
        assert not {"<script", "<img", "\x1b"} & set(re.findall(r"<\w+|\x1b", out))


def as_lines(out: str) -> list[dict[str, Any]]:
    """A JSON value from each line."""
    return [json.loads(line) for line in out.splitlines()]


def test_formats_that_are_passed_on_ask_for_whom(endorse: Endorse, good: Path) -> None:
    """A table of names leaves the house: somebody must say who gets it."""
    for words in (("slate", good), ("score", good), ("compare", good, good)):
        for format in ("csv", "markdown", "html"):
            ended = endorse(*words, "--format", format)
            assert ended.status == 2
            assert "--audience" in ended.err


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table", "markdown", "html"])
def test_the_public_edition_of_a_slate_has_nothing_that_is_for_members(
    endorse: Endorse, write: Write, format: str
) -> None:
    """No address, number or note in any format, of those judged and of those that are not."""
    person = {
        "candidate": "Ada Brill",
        "office": "Mayor, write to ada.brill@example.org",
        "seat": "mayor, call 555-013-4477",
        "answers": {"mass_reach": {"answer": "clear", "note": "between us"}},
    }
    other = {**person, "candidate": "Bo Carr", "colour": "ada.brill@example.org"}
    path = write("two.jsonl", f"{json.dumps(person)}\n{json.dumps(other)}\n")
    out = endorse("slate", path, "--format", format, "--audience", "public").out
    assert "Ada Brill" in out
    for secret in ("ada.brill", "555-013", "0134477", "between us"):
        assert secret not in out


STALE = """\
candidate: Ada Brill
office: Council
{head}
answers:
  dsa_member:
    answer: yes
    evidence: [{{source: roll, date: {day}}}]
"""


@pytest.mark.parametrize(
    ("head", "words", "day", "said"),
    [
        (
            "election: 2026-11-03",
            (),
            "2026-04-01",
            "its sources are too old by 2026-11-03, the day of the election, which counts since "
            "no `as_of` is given",
        ),
        (
            "as_of: 2026-09-01",
            (),
            "2026-04-01",
            "its sources are too old by 2026-09-01, the `as_of` of the file",
        ),
        (
            "as_of: 2026-09-01",
            ("--as-of", "2026-03-01"),
            "2026-04-01",
            "its sources are later than 2026-03-01, the day of `--as-of`",
        ),
        ("", (), "2026-04-01", "whether its sources count depends on the day, and none is given"),
        ("as_of: 2026-09-01", (), "null", "it was given without the source and date that it needs"),
    ],
)
def test_an_answer_that_does_not_count_is_said(
    endorse: Endorse, write: Write, head: str, words: tuple[str, ...], day: str, said: str
) -> None:
    """With the day at which it was judged and whence that is; the public reads nothing of it."""
    path = write("ada.yaml", STALE.format(head=head, day=day).replace(", date: null", ""))
    all = ("slate", path, "--rubric", ROOT / "examples" / "riverbend", *words)
    for format in ("table", "markdown"):
        out = endorse(*all, "-v", "--format", format, *FOR_MEMBERS).out.replace("\\", "")
        assert f": Member of DSA: {said}." in " ".join(out.replace("*", "").split())
        public = endorse(*all, "-v", "--format", format, "--audience", "public").out
        assert "do not count" not in public
    slate = json.loads(endorse(*all, "--format", "json").out)["slate"]
    (runner,) = slate["races"][0]["candidates"]
    assert list(runner["not_counted"]) == ["dsa_member"]
    public = endorse(*all, "--format", "json", "--audience", "public").out
    (runner,) = json.loads(public)["slate"]["races"][0]["candidates"]
    assert runner["not_counted"] == {}


def test_the_packet_of_a_slate_has_the_list_of_questions(
    endorse: Endorse, examples: list[Path]
) -> None:
    """One file with the races, what is still to be asked, and every candidate."""
    out = endorse("slate", *examples, "--format", "html", *FOR_MEMBERS).out
    assert out.lower().startswith("<!doctype html>")
    assert "What is still to be asked" in out
    assert "The slate as a whole" in out
    assert out.count("Odalys Fenwright") > 2


def test_a_packet_is_a_folder_where_one_is_named(
    endorse: Endorse, examples: list[Path], tmp_path: Path
) -> None:
    """The board as a page, and one for each candidate beside it; nothing goes to the screen."""
    folder = tmp_path / "packet"
    ended = endorse("slate", *examples[:3], "--format", "html", *FOR_MEMBERS, "-o", folder)
    assert (ended.status, ended.out) == (0, "")
    names = sorted(path.name for path in folder.glob("*.html"))
    assert "index.html" in names
    assert len(names) >= 4
    board = (folder / "index.html").read_text("utf-8")
    assert all(f'href="{name}' in board for name in names if name != "index.html")
    again = endorse("slate", examples[0], "--format", "html", *FOR_MEMBERS, "-o", folder)
    assert f"endorse: removed from {folder}, being of an earlier run: " in again.err
    left = sorted(path.name for path in folder.glob("*.html"))
    assert set(left) < set(names)


def test_workers_that_set_a_packet_change_no_byte_of_it(
    endorse: Endorse, examples: list[Path], tmp_path: Path
) -> None:
    """One and two of them, on one page and in a folder."""
    words = ("slate", *examples[:4], "--format", "html", *FOR_MEMBERS)
    one, two = (endorse(*words, "--jobs", jobs).out for jobs in (1, 2))
    assert one == two
    for jobs in (1, 2):
        assert endorse(*words, "--jobs", jobs, "-o", tmp_path / str(jobs)).status == 0
    made = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("1", "2")]
    assert made[0] == made[1]
    assert len(made[0]) > 5


def test_of_very_many_it_is_said_that_there_is_a_folder(
    endorse: Endorse, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One long page is made all the same."""
    monkeypatch.setattr("endorse_cli.cli.slate.ONE_PAGE", 6)
    archive = tmp_path / "many"
    archive.mkdir()
    for number in range(7):
        text = good.read_text("utf-8").replace("Ada Brill", f"Ada Brill {number}")
        (archive / f"{number}.yaml").write_text(text, "utf-8")
    words = ("--format", "html", *FOR_MEMBERS, "--jobs", 1)
    ended = endorse("slate", archive, *words, "-o", tmp_path / "page.html")
    assert "7 candidates make a long page: `-o FOLDER`" in ended.err
    assert (tmp_path / "page.html").read_text("utf-8").count("Ada Brill 6") > 2
    folder = tmp_path / "all"
    assert "long page" not in endorse("slate", archive, *words, "-o", folder).err
    assert len(list(folder.iterdir())) >= 8


def test_gates_of_a_slate(
    endorse: Endorse, good: Path, declined: Path, examples: list[Path], write: Write
) -> None:
    """`--fail-on` asks whether anything is undetermined, or changed since earlier records."""
    (settled,) = [path for path in examples if path.name == "endorsed-cadre.yaml"]
    assert endorse("slate", settled, "--fail-on", "undetermined").status == 0
    ended = endorse("slate", settled, good, "--fail-on", "undetermined")
    assert (ended.status, ended.err) == (1, "endorse: Ada Brill: undetermined\n")
    before = write("before.json", endorse("slate", good, declined, "--format", "json").out)
    words = ("slate", good, declined, "--previous", before, "--fail-on", "changed")
    assert endorse(*words).status == 0
    declined.write_text(declined.read_text().replace("crossing", "kept"))
    ended = endorse(*words)
    assert (ended.status, ended.err) == (1, "endorse: Bo Carr: recommendation changed\n")
    narrow = endorse(*words, env={"COLUMNS": "50"})
    assert "Red lines: crossed in this campaign → kept" in " ".join(narrow.out.split())
    assert endorse("slate", good, "--fail-on", "changed").status == 2


def test_worse_is_asked_of_the_decision_that_leads(endorse: Endorse, write: Write) -> None:
    """`--fail-on worse` objects to what fell or may fall, and to nothing that rose."""

    def slate(voted: str) -> str:
        answers = f"{{tenants_voted: {voted}, need: great, reach: great}}"
        return write("some.yaml", f"candidate: Bo Carr\nanswers: {answers}\n")

    rubric = ("--rubric", GRANTS)
    said = endorse("slate", slate("yes"), *rubric, "--format", "json").out
    words = (*rubric, "--fail-on", "worse", "--previous", write("paid.json", said))
    for voted, now in (("yes", ""), ("no", "refuse"), ("unknown", "refuse or pay")):
        ended = endorse("slate", slate(voted), *words)
        line = f"endorse: Bo Carr: grant was pay and is {now}\n" if now else ""
        assert (ended.status, ended.err) == (1 if now else 0, line)
    said = endorse("slate", slate("no"), *rubric, "--format", "json").out
    words = (*rubric, "--fail-on", "worse", "--previous", write("refused.json", said))
    assert endorse("slate", slate("yes"), *words).status == 0
    assert endorse("slate", slate("yes"), "--fail-on", "worse").status == 2
    renamed = write("renamed.json", said.replace('"grant": {', '"gift": {'))
    ended = endorse("slate", slate("yes"), *rubric, "--fail-on", "worse", "--previous", renamed)
    assert (ended.status, ended.err) == (1, "endorse: Bo Carr: grant was not decided before\n")


ORDERED = replace(Decision.model_construct(), outcomes=("no", "later", "yes"), ordered=True)


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        (["yes"], ["later"], True),
        (["yes"], ["later", "yes"], True),
        (["later", "yes"], ["later"], False),
        (["no", "yes"], ["no"], False),
        (["no"], ["yes"], False),
        (["maybe"], ["yes"], True),
        (["yes"], [], True),
    ],
)
def test_worse_is_what_could_not_come_out_before(
    before: list[str], after: list[str], worse: bool
) -> None:
    """Leaving an answer open hides no fall; what nobody can rank is not passed over."""
    assert is_worse(ORDERED, before, after) == worse
    assert is_worse(replace(ORDERED, ordered=False), before, after)


def test_earlier_records_come_in_either_form(endorse: Endorse, good: Path, write: Write) -> None:
    """As json and as jsonl; what is no record is refused with its place."""
    for format in ("json", "jsonl"):
        before = write(f"before.{format}", endorse("slate", good, "--format", format).out)
        ended = endorse("slate", good, "--previous", before)
        assert ended.status == 0
        assert "No outcome." in ended.out
    wrong = write("wrong.json", '{"record": 1, "records": [{}]}')
    ended = endorse("slate", good, "--previous", wrong)
    assert ended.status == 3
    assert "wrong.json:1:27: This is not a record" in ended.err


@pytest.mark.parametrize("text", ['{"record": 1, "records": [], "invalid": []}', None])
def test_earlier_records_in_which_there_is_none_are_refused(
    endorse: Endorse, good: Path, bad: Path, write: Write, text: str | None
) -> None:
    """A batch without one, or a file of faults only: it is told, and how to mend it."""
    wrong = write("wrong.jsonl", text or endorse("slate", bad, "--format", "jsonl").out)
    sound = write("sound.jsonl", endorse("slate", good, "--format", "jsonl").out)
    ended = endorse("slate", good, "--previous", sound, "--previous", wrong)
    assert (ended.status, ended.out) == (3, "")
    said = " ".join(ended.err.split())
    assert "wrong.jsonl:1: There is no record in this file" in said
    assert "Write it again with `endorse slate … --format jsonl -o FILE`" in said


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table", "markdown", "html"])
def test_where_nothing_could_be_judged_no_file_is_written(
    endorse: Endorse, bad: Path, good: Path, tmp_path: Path, format: str
) -> None:
    """What was there stays; one candidate among the faults is enough to write."""
    target = tmp_path / "out"
    target.write_text("before")
    words = ("--format", format, *FOR_MEMBERS, "-o", target)
    ended = endorse("slate", bad, *words)
    assert (ended.status, target.read_text()) == (3, "before")
    assert "bad.yaml:3:3:" in ended.err
    assert f"endorse: {target} is not written: no candidate could be judged\n" in ended.err
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []
    assert endorse("slate", bad, good, *words).status == 3
    assert "Ada Brill" in target.read_text()


LAST = "2024-11-05"


def test_the_last_cycle_is_counted_where_it_is_given(
    endorse: Endorse, examples: list[Path], write: Write
) -> None:
    """Fewer cadre campaigns than then are said; nothing is said of what is not known."""
    cadre = [path for path in examples if path.name == "endorsed-cadre.yaml"]
    text = cadre[0].read_text()
    old = [
        write(
            f"old-{n}.yaml",
            text.replace("2026-11-03", LAST).replace("candidate: ", f"candidate: {n}"),
        )
        for n in "AB"
    ]
    before = write("before.json", endorse("slate", *old, "--format", "json").out)
    slate = json.loads(endorse("slate", cadre[0], "--format", "json", "--previous", before).out)[
        "slate"
    ]
    (under,) = slate["under"]
    said = {line["id"]: line for line in under["guidance"]}
    assert (said["fewer_cadre"]["said"], said["fewer_cadre"]["last_count"]["low"]) == ("yes", 2)
    assert said["smaller_share_cadre"]["said"] == "no"
    assert said["only_cadre"]["said"] == "yes"
    alone = json.loads(endorse("slate", cadre[0], "--format", "json", "--previous", before).out)
    assert alone["slate"]["changed"] == []
    out = " ".join(endorse("slate", cadre[0], "--previous", before).out.split())
    assert "They name none of these candidates: one is matched by name, seat and day of" in out
    assert "No outcome." not in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("slate.csv", ("--format", "csv", *FOR_MEMBERS)),
        ("slate.md", ("--format", "markdown", *FOR_MEMBERS)),
        ("slate-80.txt", ()),
        ("questions.md", ("--format", "markdown", "--questions", *FOR_MEMBERS)),
        ("questions.txt", ("--questions",)),
    ],
)
def test_each_format_is_as_it_was_read_by_eye(
    endorse: Endorse, examples: list[Path], name: str, words: tuple[str, ...]
) -> None:
    """The whole text of a slate of the examples."""
    golden(name, endorse("slate", *examples, *words, env={"COLUMNS": "80"}).out)


def test_the_machine_form_of_a_slate_is_as_it_was_read(
    endorse: Endorse, examples: list[Path]
) -> None:
    """What is said of all together; the records beside it have tests of their own."""
    slate: dict[str, Any] = json.loads(endorse("slate", *examples, "--format", "json").out)
    text = json.dumps(slate["slate"], indent=1, ensure_ascii=False) + "\n"
    golden("slate.json", re.sub("sha256:[0-9a-f]{64}", "sha256:…", text))


@pytest.mark.parametrize(
    ("name", "format"),
    [("compare.txt", "table"), ("compare.csv", "csv"), ("compare.md", "markdown")],
)
def test_a_comparison_is_as_it_was_read_by_eye(
    endorse: Endorse, examples: list[Path], name: str, format: str
) -> None:
    """Two candidates for one seat, in one file."""
    (both,) = [path for path in examples if path.name == "two-for-one-seat.yaml"]
    words = ("compare", both, "--format", format, *FOR_MEMBERS)
    golden(name, endorse(*words, env={"COLUMNS": "80"}).out)


def test_open_guidance_says_what_is_missing_and_has_it_asked(
    endorse: Endorse, write: Write
) -> None:
    """Every outcome settled and a line of guidance open: its question is listed, marked as such."""
    text = (ROOT / "examples" / "endorsed-on-surplus.yaml").read_text("utf-8")
    path = write("one.yaml", re.sub("(?m)^  leading_force: .*", "  leading_force: unknown", text))
    slate = json.loads(endorse("slate", path, "--format", "json").out)["slate"]
    (under,) = slate["under"]
    lines = {line["id"]: line for line in under["guidance"]}
    assert lines["none_led"]["said"] == "open"
    assert lines["none_led"]["needs"] == [
        {
            "name": "Desmond Okafor-Hale",
            "seat": "assembly-19",
            "outcomes": False,
            "criteria": ["leading_force"],
        }
    ]
    (asked,) = slate["questions"]
    assert (asked["criteria"], asked["for_slate"]) == ([], ["leading_force"])
    out = " ".join(endorse("slate", path).out.split())
    question = "Does or will DSA lead in the coalition behind this campaign?"
    guidance = out.partition("The slate as a whole")[2]
    assert "Open: “DSA leads none of the class struggle" in guidance
    assert "as long as outcomes are" not in guidance
    assert re.search("Missing: DSA leads[^,]*, of Desmond Okafor-Hale", guidance)
    asking = out.partition("What is still to be asked")[2].partition("The slate as a whole")[0]
    assert "Every outcome is settled." in asking
    assert "DSA leads" in asking
    assert "for the slate as a whole only" in asking
    narrow = endorse("slate", path, "-v", env={"COLUMNS": "50"}).out
    assert question in " ".join(narrow.split())


def test_what_settles_outcomes_is_asked_before_what_is_for_the_slate_only(
    endorse: Endorse, write: Write
) -> None:
    """Under one heading the open outcome comes first; open guidance names whose outcome it is."""
    text = (ROOT / "examples" / "endorsed-on-surplus.yaml").read_text("utf-8")
    text = re.sub("(?m)^  leading_force: .*", "  leading_force: unknown", text)
    text = text.replace("red_lines: kept", "red_lines: unknown")
    path = write("one.yaml", text)
    slate = json.loads(endorse("slate", path, "--format", "json").out)["slate"]
    asked = [(part["criteria"], part["for_slate"]) for part in slate["questions"]]
    assert asked == [(["red_lines"], ["leading_force"])]
    (need,) = {line["id"]: line for line in slate["under"][0]["guidance"]}["none_led"]["needs"]
    assert (need["outcomes"], need["criteria"]) == (True, ["leading_force"])
    out = " ".join(endorse("slate", path).out.split())
    asking = out.partition("What is still to be asked")[2]
    assert 0 < asking.index("Red lines") < asking.index("DSA leads")
    assert "Missing: the open outcomes of Desmond Okafor-Hale" in out


def test_guidance_says_what_is_counted_and_what_that_means(endorse: Endorse) -> None:
    """Every line can be read without the rubric: whom it looks at, what it asks, what was found."""
    riverbend = ROOT / "examples" / "riverbend" / "rubric.yaml"
    words = ("slate", ROOT / "examples" / "slate", "--rubric", riverbend)
    previous = ("--previous", ROOT / "examples" / "slate" / "previous.jsonl")
    out = " ".join(endorse(*words, *previous, "-v").out.split())
    for said in (
        'It looks at: candidates for whom "Recommendation" is at least "members '
        'deliberate". That is so of 5 of 11; of 3 more it is open.',
        "Does not apply: “Every campaign on this slate is cadre” · ¶13.3",
        'Counted: candidates for whom "Classification" is "cadre campaign": 2 to 3 of the 5 to '
        "8 looked at Said if: all of them are",
        "2 to 3 of the 5 to 8 looked at; in the last cycle 3 of 4 Said if: these are fewer "
        "than in the last cycle",
    ):
        assert said in out, said
    short = " ".join(endorse(*words).out.split())
    assert "1 line of guidance does not apply; 3 compare with the last cycle" in short
    assert "(no earlier records are given)" in short


def test_records_of_no_last_cycle_are_not_asked_for_again(endorse: Endorse, good: Path) -> None:
    """Who named earlier records is told why they are no last cycle, not to name some."""
    before = good.parent / "before.jsonl"
    assert endorse("slate", good, "--format", "jsonl", "-o", before).status == 0
    out = " ".join(endorse("slate", good, "--previous", before).out.split())
    assert "name the last cycle's records" not in out
    assert "none of the earlier records is of an election before this slate's" in out


ASKED = """\
candidate: {name}
seat: ward-{name}
answers:
  solicited_endorsement: {{unknown: no_reply}}
  dsa_member: {{unknown: declined}}
  mass_reach: {{one_of: [some, clear]}}
  red_lines: crossing
"""


def test_questions_can_be_pasted_into_mail(endorse: Endorse, write: Write) -> None:
    """Plain text, a part for each who is asked, the committee's own work last, with reasons."""
    paths = [write(f"{name}.yaml", ASKED.format(name=name)) for name in ("Ada", "Bo")]
    out = endorse("slate", *paths, "--questions", env={"COLUMNS": "80"}).out
    assert "\\" not in out
    assert not set("━─") & set(out)
    heads = [line for line in out.splitlines() if line and line[0] != " "]
    order = ["To Ada", "To Bo", "To the campaign of Ada", "To the campaign of Bo"]
    order += ["The committee's own work"]
    assert [head for head in heads if head in order] == order
    text = " ".join(out.split())
    assert "For the committee, not to be mailed" in text
    public = endorse("slate", *paths, "--questions", "--audience", "public").out
    assert "Each part below goes to one reader" in " ".join(public.split())
    assert "left out" not in public
    assert "(so far: no reply)" in text
    assert "(so far: declined to answer)" in text
    assert "(so far: disputed)" in text
    assert "now, in this campaign? (so far: answer given without" in text
    assert "solicited_endorsement" not in text


def test_the_public_list_of_questions_does_not_tell_of_a_withheld_answer(
    endorse: Endorse, write: Write
) -> None:
    """That a source is missing is for members; that assessors disagree is in the record too."""
    path = write("Ada.yaml", ASKED.format(name="Ada"))
    unasked = ASKED.replace("red_lines: crossing", "red_lines: unknown").format(name="Ada")
    for words in (("--questions",), (), ("--format", "json"), ("--format", "html")):
        write("Ada.yaml", ASKED.format(name="Ada"))
        out = endorse("slate", path, *words, "--audience", "public").out
        assert "lacks a source" not in out
        assert "no_source" not in out
        write("Ada.yaml", unasked)
        assert out == endorse("slate", path, *words, "--audience", "public").out
    write("Ada.yaml", ASKED.format(name="Ada"))
    asked = json.loads(endorse("slate", path, "--format", "json").out)["slate"]["questions"]
    why = {id: reason for part in asked for id, reason in part["why"].items()}
    assert why == {
        "dsa_member": "declined",
        "solicited_endorsement": "no_reply",
        "mass_reach": "disputed",
        "red_lines": "no_source",
    }


def test_who_is_partly_settled_is_asked_for_the_rest_alone(
    endorse: Endorse, declined: Path
) -> None:
    """The committee reads that only the kind of campaign is open, and may leave it."""
    (part, *_) = json.loads(endorse("slate", declined, "--format", "json").out)["slate"][
        "questions"
    ]
    assert part["settles"] == ["classification"]
    for words in ((), ("--questions",)):
        out = " ".join(endorse("slate", declined, *words).out.split())
        assert '"Recommendation" is settled for Bo Carr; still open: "Classification".' in out


def test_one_candidate_cannot_be_compared(endorse: Endorse, good: Path, bad: Path) -> None:
    """A single file is told so, and a file at fault is told as ever."""
    ended = endorse("compare", good)
    assert ended.status == 3
    assert "there is only one" in ended.err
    assert endorse("compare", good, bad).status == 3


def test_a_bar_is_shown_on_a_terminal_and_gone_at_the_end(archive: Archive) -> None:
    """Nothing of it is in a pipe: standard error is empty where nothing is wrong."""
    command = [installed(), "slate", str(archive(60)), "--format", "jsonl", "--jobs", "1"]
    ended = subprocess.run(command, env=QUIET, capture_output=True, check=True)
    assert ended.stderr == b""


def test_importing_the_program_for_a_score_loads_no_workers() -> None:
    """What only a slate needs costs `score` nothing at its start."""
    code = "import sys, endorse_cli.cli.app\nprint(*(m for m in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    names = loaded.stdout.split()
    assert not {"multiprocessing", "concurrent.futures", "pydantic"} & set(names)


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table"])
def test_a_day_that_does_not_exist_is_refused_in_an_archive(
    endorse: Endorse, write: Write, format: str
) -> None:
    """Where no more than the outcome is wanted of a line, its sources are looked at too."""
    source = {"source": "s", "date": "2026-02-31", "says": "x"}
    answers = {"dsa_member": {"answer": "yes", "evidence": [source]}}
    path = write("day.jsonl", json.dumps({"candidate": "A", "answers": answers}) + "\n")
    ended = endorse("slate", path, "--format", format, *FOR_MEMBERS)
    assert ended.status == 3
    assert "day.jsonl:1:" in ended.err
    assert "`2026-02-31`" in ended.err
