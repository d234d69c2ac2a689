"""`endorse verify`: a record holds byte for byte, or it is said what differs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.running import Endorse, Write

HERE = Path(__file__).parents[2]
SHIPPED = HERE / "rubrics" / "class-alignment" / "rubric.yaml"

CANDIDATE = """\
candidate: Odalys Wren
office: Council
election: 2026-11-03
answers:
  dsa_member: {answer: yes, note: Said inside., evidence: [{source: Roll, date: 2026-04-20}]}
  red_lines: kept
"""

Made = Callable[..., Path]
Change = Callable[[Any], object]

BREAKS: dict[str, Change] = {
    "tool": lambda r: r["tool"].update(version="0.0.1"),
    "rubric": lambda r: r["rubric"].update(version="0.0.1"),
    "candidate": lambda r: r["candidate"].update(office="Mayor"),
    "result": lambda r: r["decisions"]["recommendation"].update(outcome="endorse"),
}
"""What a hand could do to a record, by the part that then differs."""


@pytest.fixture
def record(endorse: Endorse, write: Write) -> Made:
    """Makes a record of the candidate beside its file, and says where it is."""

    def made(*words: object) -> Path:
        candidate = write("wren.yaml", CANDIDATE)
        path = candidate.with_name("wren.json")
        assert endorse("score", candidate, "--format", "json", "-o", path, *words).status == 0
        return path

    return made


def test_a_record_holds_from_the_file_beside_it(endorse: Endorse, record: Made) -> None:
    """The same inputs give the same bytes."""
    ended = endorse("verify", record())
    assert ended.status == 0
    assert "Holds, byte for byte: scored again from the files." in ended.out


def test_a_record_holds_from_a_file_that_is_named(
    endorse: Endorse, record: Made, tmp_path: Path
) -> None:
    """Whoever keeps records elsewhere names the candidate."""
    (tmp_path / "kept").mkdir()
    moved = record().rename(tmp_path / "kept" / "wren.json")
    missing = endorse("verify", moved)
    assert missing.status == 4
    assert "--candidate" in missing.err
    assert endorse("verify", moved, "--candidate", tmp_path / "wren.yaml").status == 0


def test_a_self_contained_record_needs_nothing_else(
    endorse: Endorse, record: Made, tmp_path: Path
) -> None:
    """It holds where neither the candidate nor the rubric is at hand."""
    path = record("--self-contained")
    (tmp_path / "wren.yaml").unlink()
    ended = endorse("verify", path)
    assert ended.status == 0
    assert "from what the record carries" in ended.out


@pytest.mark.parametrize("words", [(), ("--self-contained",)])
@pytest.mark.parametrize("part", BREAKS)
def test_what_was_changed_is_named(
    endorse: Endorse, record: Made, part: str, words: tuple[str, ...]
) -> None:
    """A changed record does not hold, with status 1, and the part that differs is named."""
    path: Path = record(*words)
    value = json.loads(path.read_text("utf-8"))
    BREAKS[part](value)
    path.write_text(json.dumps(value), "utf-8")
    ended = endorse("verify", path, "--format", "json")
    (found,) = json.loads(ended.out)["records"]
    assert ended.status == 1
    assert not found["holds"]
    assert [differs["part"] for differs in found["differs"]] == [part]


def test_what_is_no_record_stops_no_other(endorse: Endorse, record: Made, write: Write) -> None:
    """The records among other files are verified, and the others are told."""
    made = record()
    bad = write("bad.json", "{}")
    ended = endorse("verify", bad, made, made.with_name("wren.yaml"))
    assert ended.status == 3
    assert "Holds, byte for byte" in ended.out
    assert "bad.json" in ended.err
    assert "wren.yaml" in ended.err


Batch = list[dict[str, dict[str, object]]]


@pytest.fixture
def batch(endorse: Endorse, write: Write) -> Batch:
    """The records of three candidates, each carrying what it was made from."""
    names = ("Odalys Wren", "Petra Fenn", "Quill Arden")
    text = "---\n".join(CANDIDATE.replace("Odalys Wren", name) for name in names)
    three = write("three.yaml", text)
    out = endorse("score", three, "--format", "json", "--self-contained").out
    records: Batch = json.loads(out)["records"]
    return records


def as_batch(records: Batch) -> str:
    """Records as `score` gives several."""
    return json.dumps({"record": 1, "records": records, "invalid": []})


def as_lines(records: Batch) -> str:
    """Records as `slate --format jsonl` gives them."""
    return "\n".join(map(json.dumps, records))


FORMS = (as_batch, as_lines)
"""Each way in which several records stand in a file."""


@pytest.mark.parametrize("form", FORMS)
def test_a_record_that_is_none_stops_no_other_in_its_file(
    endorse: Endorse, write: Write, batch: Batch, form: Callable[[Batch], str]
) -> None:
    """It is told at its place, and the records before and after it are verified."""
    batch[0]["candidate"]["office"] = "Mayor"
    del batch[1]["lines"]
    path = write("spoilt.json", form(batch))
    ended = endorse("verify", path)
    assert ended.status == 3
    assert "The record has no `lines`" in ended.err
    assert "Does not hold: the candidate differs" in ended.out
    assert ended.out.endswith("1 of 3 records holds, and 1 could not be verified.\n")


def test_a_line_that_is_no_json_stops_no_record(
    endorse: Endorse, write: Write, batch: Batch
) -> None:
    """A line that was cut off on its way is told with its number."""
    first, second, third = map(json.dumps, batch)
    path = write("cut.jsonl", f"{first}\n{second[:-9]}\n{third}\n")
    ended = endorse("verify", path)
    assert (ended.status, ended.out.count("Holds")) == (3, 2)
    assert f"{path}:2:" in ended.err


def test_what_could_not_be_verified_stands_in_the_machine_form(
    endorse: Endorse, write: Write, batch: Batch
) -> None:
    """Whoever reads only the JSON knows of all that was named."""
    del batch[1]["lines"]
    path = write("spoilt.json", as_batch(batch))
    gone = path.with_name("gone.json")
    found = json.loads(endorse("verify", path, gone, "--format", "json").out)
    assert [part["holds"] for part in found["records"]] == [True, True]
    codes = [(one["source"], one["findings"][0]["code"]) for one in found["invalid"]]
    assert codes == [(str(path), "missing-key"), (str(gone), "unreadable")]


def test_a_changed_candidate_file_is_named(endorse: Endorse, record: Made, tmp_path: Path) -> None:
    """An answer that was changed later shows, and what came of it."""
    path = record()
    (tmp_path / "wren.yaml").write_text(CANDIDATE.replace("kept", "past"), "utf-8")
    ended = endorse("verify", path)
    assert ended.status == 1
    assert "the candidate and the result differ" in ended.out


def test_a_changed_rubric_is_named(endorse: Endorse, record: Made, write: Write) -> None:
    """The same record under another rubric is not the same record."""
    path = record()
    other = write("other.yaml", SHIPPED.read_text("utf-8") + "# a word more\n")
    ended = endorse("verify", path, "--rubric", other)
    assert ended.status == 1
    assert "Does not hold: the rubric differs" in ended.out
    assert "The result itself is the same." in ended.out


def test_a_carried_text_that_was_changed_is_found(endorse: Endorse, record: Made) -> None:
    """Nobody changes the candidate inside a record unseen."""
    path: Path = record("--self-contained")
    value = json.loads(path.read_text("utf-8"))
    text = value["carries"]["candidate"]["text"]
    value["carries"]["candidate"]["text"] = text.replace("kept", "past")
    path.write_text(json.dumps(value), "utf-8")
    assert "the candidate and the result differ" in endorse("verify", path).out


@pytest.mark.parametrize(
    "change", [lambda r: r.update(more=None), lambda r: r.update(tool=r.pop("tool"))]
)
def test_a_key_more_or_in_another_place_is_found(
    endorse: Endorse, record: Made, change: Change
) -> None:
    """Byte for byte means every key, and the order of them."""
    path: Path = record()
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_text(json.dumps(value), "utf-8")
    assert endorse("verify", path).status == 1


def test_a_public_record_holds_against_the_file(endorse: Endorse, record: Made) -> None:
    """A reader with the candidate's file can verify what was published."""
    path: Path = record("--audience", "public")
    assert "Said inside" not in path.read_text("utf-8")
    assert endorse("verify", path).status == 0


def test_a_record_with_a_supposition_holds(endorse: Endorse, record: Made) -> None:
    """What was supposed is supposed again."""
    path = record("--what-if", "dsa_member=no", "--what-if", "red_lines=unknown")
    assert endorse("verify", path).status == 0


def test_a_batch_and_lines_are_read(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """Every record of a file is verified, however they stand in it."""
    two = write("two.yaml", f"{CANDIDATE}---\n{CANDIDATE.replace('Wren', 'Fenn')}")
    out = endorse("score", two, "--format", "json", "--self-contained").out
    assert endorse("verify", write("batch.json", out)).out.count("Holds") == 2
    lines = "\n".join(json.dumps(record) for record in json.loads(out)["records"])
    assert endorse("verify", write("lines.jsonl", lines)).out.count("Holds") == 2
    assert endorse("verify", "-", stdin=lines.encode()).status == 0


def test_candidates_are_found_in_a_folder(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """A whole slate is verified from the folder that it was scored from, with what lies beside."""
    for name in ("Wren", "Fenn"):
        write(f"all/{name}.yaml", CANDIDATE.replace("Wren", name))
    write("all/slate.yaml", "slate: Two\n")
    out = endorse("slate", tmp_path / "all", "--format", "json").out
    batch = write("elsewhere/batch.json", out)
    ended = endorse("verify", batch, "--candidate", tmp_path / "all")
    assert (ended.status, ended.out.count("Holds")) == (0, 2)


def test_a_candidate_that_is_not_there_is_told_once(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """One fault, one report, of however many records it might have been."""
    two = write("two.yaml", f"{CANDIDATE}---\n{CANDIDATE.replace('Wren', 'Fenn')}")
    batch = write("batch.json", endorse("score", two, "--format", "json").out)
    ended = endorse("verify", batch, "--candidate", tmp_path / "none.yaml")
    assert ended.status == 4
    assert ended.err.count("none.yaml` cannot be read") == 1


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_byte_of_the_file_is_carried(
    endorse: Endorse, write: Write, mark: bytes, end: bytes
) -> None:
    """A byte order mark and the ends of lines belong to what the digest is over."""
    path = write("wren.yaml", mark + CANDIDATE.encode().replace(b"\n", end))
    out = endorse("score", path, "--format", "json", "--self-contained").out
    path.unlink()
    assert endorse("verify", "-", stdin=out.encode()).status == 0


NO_RECORDS = {
    "candidate: Odalys Wren\nanswers: {}\n": "This is not a record.",
    "[]": "This is not a record.",
    "{}": "This is not a record.",
    '{"record": 2}': "form `2`",
    '{"record": "1"}': "form `1`; form",
    '{"record": 1, "record": 1}': "appears twice",
    '{"record": NaN}': "no number",
    '{"record": 1}': "The record has no `tool`",
    "[" * 5000: "deeper than 40",
    "": "empty",
}


@pytest.mark.parametrize("text", NO_RECORDS)
def test_what_is_no_record_is_a_fault_at_its_place(
    endorse: Endorse, write: Write, text: str
) -> None:
    """Status 3, with the place and the word, never a trace of the program's insides."""
    ended = endorse("verify", write("x.json", text))
    assert ended.status == 3
    assert "x.json:1:" in ended.err
    assert NO_RECORDS[text] in ended.err


def test_a_wrong_value_deep_inside_is_found(endorse: Endorse, record: Made) -> None:
    """The line with the fault is named."""
    path: Path = record()
    text = path.read_text("utf-8")
    path.write_text(text.replace('"state": "answered"', '"state": "agreed"', 1), "utf-8")
    ended = endorse("verify", path)
    assert ended.status == 3
    assert "`lines.0.state` is not what a record has there" in ended.err


def test_a_record_does_not_choose_what_is_read(endorse: Endorse, record: Made) -> None:
    """A file name that leads out of the folder is looked for nowhere."""
    path: Path = record()
    text = path.read_text("utf-8").replace('"wren.yaml"', '"../../../etc/passwd"')
    path.write_text(text, "utf-8")
    ended = endorse("verify", path)
    assert ended.status == 4
    assert "is not beside it" in ended.err


def test_every_example_verifies(endorse: Endorse, examples: list[Path]) -> None:
    """Whatever ships comes out the same from its own record."""
    out = endorse("score", *examples, "--format", "json", "--self-contained").out
    ended = endorse("verify", "-", stdin=out.encode())
    assert ended.status == 0
    assert ended.out.count("Holds, byte for byte") == len(json.loads(out)["records"])


def test_a_record_carries_every_rubric_of_an_overlay(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """With the overlay and what it builds on inside, nothing else is needed."""
    overlay = HERE / "examples" / "riverbend" / "rubric.yaml"
    candidate = HERE / "examples" / "both-tracks.yaml"
    words = ("score", candidate, "--rubric", overlay, "--format", "json", "--self-contained")
    record = json.loads(endorse(*words).out)
    assert len(record["carries"]["rubrics"]) == len(record["rubric"]["extends"]) + 1 == 2
    path = write("r.json", json.dumps(record))
    ended = endorse("verify", path)
    assert ended.status == 0, ended.out
    base = record["carries"]["rubrics"][1]
    base["text"] = base["text"] + "# a word more\n"
    path.write_text(json.dumps(record), "utf-8")
    assert "the rubric differs" in endorse("verify", path).out
