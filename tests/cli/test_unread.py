"""What could not be read is said first, and nothing that is said speaks of it."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from .running import Ended, Endorse, Write

ROOT = Path(__file__).parents[2]
UNREAD = ("06-halloran.yaml", "07-dragomir.yaml", "09-fairweather.yaml")
SAID = (
    "3 could not be read or judged: 06-halloran.yaml, 07-dragomir.yaml and 09-fairweather.yaml. "
    "What is said here is said only of the 8 candidates that could be read."
)
NOBODY = "nothing is known of any candidate."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example slate, one word misspelt in each of the three files on which something hangs."""
    found = tmp_path_factory.mktemp("unread") / "slate"
    shutil.copytree(ROOT / "examples" / "slate", found)
    (found / "previous.jsonl").unlink()
    for name in UNREAD:
        text = (found / name).read_text("utf-8")
        (found / name).write_text(text.replace("dsa_member:", "dsa_mmber:"), "utf-8")
    return found


@pytest.fixture(scope="module")
def nobody(folder: Path) -> Path:
    """Only the files that cannot be read."""
    found = folder.parent / "nobody"
    found.mkdir()
    for name in UNREAD:
        shutil.copy(folder / name, found)
    return found


def judged(endorse: Endorse, command: str, at: Path, *words: object) -> Ended:
    """What a command says of the files in a folder under the chapter's rubric."""
    files = [at] if command == "slate" else sorted(at.glob("[0-9]*.yaml"))
    rubric = ROOT / "examples" / "riverbend" / "rubric.yaml"
    words = (command, *files, "--rubric", rubric, *words)
    ended = endorse(*words, *(() if command == "score" else ("--jobs", 1)))
    assert ended.status == 3
    return ended


def flat(text: str) -> str:
    """The text without lines, marks of Markdown and tags."""
    plain = re.sub(r"<style.*?</style>|<title>.*?</title>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"[\\*]|&#8203;", "", plain).split())


PEOPLE: list[tuple[str, tuple[str, ...]]] = [
    ("slate", ()),
    ("slate", ("--questions",)),
    ("slate", ("--questions", "--audience", "public")),
    ("slate", ("--format", "markdown", "--audience", "members")),
    ("slate", ("--format", "markdown", "--audience", "public")),
    ("score", ("--brief",)),
    ("score", ("--format", "markdown", "--audience", "public")),
]


@pytest.mark.parametrize(("command", "words"), PEOPLE)
def test_the_first_thing_said_is_who_could_not_be_read(
    endorse: Endorse, folder: Path, command: str, words: tuple[str, ...]
) -> None:
    """How many and which, before anything else, in every format for people and every edition."""
    assert flat(judged(endorse, command, folder, *words).out).startswith(SAID)


@pytest.mark.parametrize("command", ["slate", "score"])
@pytest.mark.parametrize("audience", ["members", "public"])
def test_a_packet_says_it_below_its_title(
    endorse: Endorse, folder: Path, command: str, audience: str
) -> None:
    """And counts only those who could be read."""
    words = ("--format", "html", "--audience", audience)
    out = flat(judged(endorse, command, folder, *words).out.partition("</header>")[0])
    assert SAID in out, out[:400]
    edition = f"edition for {'the ' * (audience == 'public')}{audience}"
    assert f"{edition} · 8 candidates in 4 races could be read" in out
    assert "Nothing was left out" not in out


@pytest.mark.parametrize(("command", "words"), PEOPLE)
def test_nothing_is_said_of_who_could_not_be_read(
    endorse: Endorse, folder: Path, command: str, words: tuple[str, ...]
) -> None:
    """No count, no `settled`, no `nobody`, no `nothing left out` speaks for the whole slate."""
    out = flat(judged(endorse, command, folder, *words).out)
    for said in ("every outcome is settled", "11 candidates"):
        assert said not in out, said
    # Of a single candidate's record it may be true.
    assert command == "score" or "Nothing was left out" not in out
    assert "no candidate with equal or better" not in out


def test_what_is_said_of_all_names_those_it_speaks_of(endorse: Endorse, folder: Path) -> None:
    """Questions, guidance, like cases, and who is gone from the earlier records."""
    before = ("--previous", ROOT / "examples" / "slate" / "previous.jsonl")
    out = flat(judged(endorse, "slate", folder, *before).out)
    assert "8 candidates in 4 races could be read" in out
    assert "Nothing: every outcome of the 8 candidates that could be read is settled." in out
    assert "It counts only the 8 candidates that could be read; the others may change" in out
    assert "Consistency: no candidate of the 8 candidates that could be read with equal or" in out
    assert "No longer there:" not in out


@pytest.mark.parametrize(("command", "words"), PEOPLE)
def test_of_nobody_nothing_is_said(
    endorse: Endorse, nobody: Path, command: str, words: tuple[str, ...]
) -> None:
    """Where no file could be read there is nothing to count and nothing that holds.

    A table of nobody would repeat what stands on standard error: it is not there.
    """
    ended = judged(endorse, command, nobody, *words)
    out = flat(ended.out)
    if command == "slate" and "markdown" not in words:
        assert ended.out == ""
        out = flat(ended.err).removeprefix("endorse: ")
    assert out.startswith(
        f"3 could not be read or judged: {', '.join(UNREAD[:2])} and {UNREAD[2]}."
    )
    assert NOBODY in out
    nothing = ("settled", "0 candidates", "Nothing was left out", "at least as good", "Consistency")
    for said in (*nothing, "What is still to be asked", "The slate as a whole"):
        assert said not in out, said


def test_of_a_rubric_that_cannot_be_read_there_is_no_table(endorse: Endorse, write: Write) -> None:
    """What is wrong stands on standard error, and of several the others are checked."""
    broken = write("rubric.yaml", "criteria: [\n")
    alone = endorse("rubric", "check", broken)
    assert (alone.status, alone.out) == (3, "")
    assert "[syntax]" in alone.err
    both = endorse("rubric", "check", broken, "supplier-review")
    assert both.out == endorse("rubric", "check", "supplier-review").out


@pytest.mark.parametrize("format", ["csv", "json", "jsonl"])
@pytest.mark.parametrize("command", ["slate", "score"])
def test_beside_a_machine_form_it_is_said_on_standard_error(
    endorse: Endorse, folder: Path, command: str, format: str
) -> None:
    """First of all that is there: the form itself keeps its shape."""
    ended = judged(endorse, command, folder, "--format", format, "--audience", "members")
    assert ended.err.startswith(f"endorse: {SAID}\n")


@pytest.mark.parametrize("command", ["slate", "score"])
def test_a_table_of_values_has_a_row_for_each(endorse: Endorse, folder: Path, command: str) -> None:
    """In the columns that are there, with no outcome that somebody could count."""
    out = judged(endorse, command, folder, "--format", "csv", "--audience", "public").out
    rows = list(csv.DictReader(io.StringIO(out)))
    lost = [row for row in rows if row["recommendation"] == "not read or judged"]
    assert len(rows) == 11
    assert [row["name"] for row in lost] == list(UNREAD)
    assert {row[key] for row in lost for key in ("office", "seat", "election")} == {""}
    assert None not in rows[5]


def test_a_row_before_the_first_candidate_stands_below_the_titles(
    endorse: Endorse, write: Write
) -> None:
    """The titles hang on the first candidate's rubric; where there is none they name nobody."""
    bad = '{"candidate": "Ada", "answers": {"no": "yes"}}\n'
    good = '{"candidate": "Bo", "answers": {}}\n'
    words = ("--format", "csv", "--audience", "members")
    both = endorse("slate", write("both.jsonl", bad + good + bad), *words).out
    assert [line.split(",")[0] for line in both.splitlines()] == [
        *("name", "both.jsonl", "Bo", "both.jsonl")
    ]
    none = endorse("slate", write("none.jsonl", bad), *words).out
    assert none == "name,office,seat,election\nnone.jsonl,,,\n"


def test_the_machine_form_of_the_whole_names_them(endorse: Endorse, folder: Path) -> None:
    """What is said of all together says by itself of whom it does not speak."""
    made: dict[str, Any] = json.loads(judged(endorse, "slate", folder, "--format", "json").out)
    assert made["slate"]["unread"] == list(UNREAD)
    assert [part["source"] for part in made["invalid"]] == list(UNREAD)


def test_several_in_one_archive_are_counted(endorse: Endorse, write: Write) -> None:
    """A file is named once, with how many in it."""
    bad = '{"candidate": "Ada", "answers": {"no": "yes"}}\n'
    good = '{"candidate": "Bo", "answers": {}}\n'
    out = flat(endorse("slate", write("all.jsonl", bad + good + bad)).out)
    assert out.startswith("2 could not be read or judged: all.jsonl (2). What is said here")


def test_earlier_records_say_whom_they_could_not_judge(endorse: Endorse, write: Write) -> None:
    """Who is in such a file may not be new, and is missing from the last cycle."""
    one = write("one.yaml", "candidate: Ada\nelection: 2026-11-03\nseat: s\nanswers: {}\n")
    bad = write("old.yaml", "candidate: Bo\nanswers: {no: yes}\n")
    for format in ("json", "jsonl"):
        kept = endorse("slate", one, bad, "--format", format).out
        before = write(f"before.{format}", kept)
        out = flat(endorse("slate", one, "--previous", before).out)
        assert "The earlier records name 1 that could not be judged then (old.yaml)" in out
        assert "Who could not be judged in earlier records is not counted" in out


@pytest.mark.parametrize("audience", ["members", "public"])
@pytest.mark.parametrize(
    "format", ["table", "markdown", "csv", "json", "jsonl", "html", "--questions"]
)
def test_files_of_one_name_are_told_apart(
    endorse: Endorse, write: Write, audience: str, format: str
) -> None:
    """By as much of their paths as it takes; for the public no folder is named. A file named
    twice is read once.
    """
    for name, text in (
        ("candidates/east/c.yaml", "candidate: Ivo Marten\nanswers: {nope: yes}\n"),
        ("candidates/west/c.yaml", "candidate: Una Feld\nanswers: [\n"),
        ("candidates/west/read.yaml", "candidate: Kim Roe\nanswers: {}\n"),
    ):
        path = write(name, text)
    at = path.parent.parent
    how = (format,) if format == "--questions" else ("--format", format)
    ended = endorse("slate", at, at / "east" / "c.yaml", *how, "--audience", audience, "--jobs", 1)
    assert ended.status == 3
    assert "skipped" in ended.err
    assert str(at) not in ended.out
    for name in ("east/c.yaml", "west/c.yaml"):
        assert (name in ended.out.replace("&#x2F;", "/")) == (audience == "members")


@pytest.mark.parametrize("columns", ["60", "80", "100"])
def test_no_name_of_a_file_is_broken(endorse: Endorse, write: Write, columns: str) -> None:
    """It can be found and copied, however little room there is."""
    names = ["06-halloran-of-the-river-council.yaml", "a-file-with-a-rather-long-name.yaml"]
    for name in names:
        path = write(f"candidates/{name}", "candidate: X\nanswers: {nope: yes}\n")
    write("candidates/read.yaml", "candidate: Kim Roe\nanswers: {}\n")
    out = endorse("slate", path.parent, "--jobs", 1, env={"COLUMNS": columns}).out
    assert all(out.count(name) == 2 for name in names)
