"""`endorse score`: the record, the output file, and many candidates at once."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from endorse_cli import api
from endorse_cli.models.record import Record, Records
from support.rubric_files import CLASS_ALIGNMENT_1

from .running import Endorse, Write


def record_of(endorse: Endorse, *words: object) -> dict[str, Any]:
    """What `--format json` gives for these words."""
    ended = endorse("score", *words, "--format", "json")
    assert ended.status in (0, 3, 4)
    parsed = json.loads(ended.out)
    assert isinstance(parsed, dict)
    return parsed


def test_the_records_keep_their_shape(endorse: Endorse, examples: list[Path]) -> None:
    """What is written is what the types say, strictly: each key, each kind, and nothing more."""
    records = record_of(endorse, *examples)
    assert TypeAdapter(Records).validate_python(records, strict=True) == records
    for path in examples:
        record = record_of(endorse, path)
        if "records" not in record:
            assert TypeAdapter(Record).validate_python(record, strict=True) == record


def test_the_shape_is_strict(endorse: Endorse, examples: list[Path]) -> None:
    """The check of the shape finds what is of another kind: nothing is coerced."""
    record = record_of(endorse, examples[1])
    for wrong in ({"record": "1"}, {"as_of": 20260501}, {"findings": {"cadre": "perhaps"}}):
        with pytest.raises(ValidationError):
            TypeAdapter(Record).validate_python(record | wrong, strict=True)


def test_the_schema_that_ships_accepts_every_record(
    endorse: Endorse, examples: list[Path], good: Path, bad: Path
) -> None:
    """Whoever reads records by the schema can read all of them, one by one and as a batch."""
    schema = json.loads(endorse("schema", "record").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for words in ([*examples, good, bad], *([path] for path in (*examples, good))):
        validator.validate(record_of(endorse, *words))
    record = record_of(endorse, good)
    for key in ("record", "decisions", "lines"):
        assert not validator.is_valid({k: v for k, v in record.items() if k != key})


def test_one_candidate_is_one_record(endorse: Endorse, examples: list[Path]) -> None:
    """One candidate gives a record; several give all of them, in the order of the files."""
    assert record_of(endorse, examples[1])["candidate"]["name"]
    names = [record["candidate"]["name"] for record in record_of(endorse, *examples[:3])["records"]]
    singles = [record_of(endorse, path)["candidate"]["name"] for path in examples[:3]]
    assert names == singles


def test_a_supposition_is_no_result(endorse: Endorse, examples: list[Path], write: Write) -> None:
    """`--what-if` says what would come out if the file said so, and leaves the result as it is."""
    path = next(path for path in examples if path.stem == "both-tracks")
    plain = record_of(endorse, path)
    supposed = record_of(
        endorse, path, "--what-if", "rooted_in_chapter=none", "--what-if", "labor_backing=a_part"
    )
    what_if = supposed.pop("what_if")
    assert supposed == plain
    assert what_if["given"] == {"labor_backing": ["a_part"], "rooted_in_chapter": ["none"]}
    (document,) = api.parse(path.read_bytes())
    value: Any = document.value
    value["answers"]["rooted_in_chapter"] = "none"
    value["answers"]["labor_backing"] = "a_part"
    told = record_of(endorse, write("told.json", json.dumps(value)))
    assert what_if["decisions"] == told["decisions"]
    assert what_if["decisions"] != plain["decisions"]


def test_what_cannot_be_judged_is_in_the_batch(endorse: Endorse, good: Path, bad: Path) -> None:
    """Nobody is left out in silence: a bad file is named beside the records, with its faults."""
    batch = record_of(endorse, good, bad, good.parent / "missing.yaml")
    assert TypeAdapter(Records).validate_python(batch, strict=True) == batch
    assert [record["candidate"]["name"] for record in batch["records"]] == ["Ada Brill"]
    assert [part["source"] for part in batch["invalid"]] == ["bad.yaml", "missing.yaml"]
    codes = [[found["code"] for found in part["findings"]] for part in batch["invalid"]]
    assert codes == [["unknown-id", "bad-value"], ["unreadable"]]
    first = batch["invalid"][0]["findings"][0]
    assert (first["file"], first["line"], first["column"]) == ("bad.yaml", 3, 3)


def test_the_record_names_no_folder(endorse: Endorse, examples: list[Path], good: Path) -> None:
    """A record can be shown to anybody: it says nothing of the machine that made it."""
    bad = good.parent / "missing.yaml"
    ended = endorse("score", *examples, good, bad, "--format", "json")
    for folder in {str(good.parent), str(examples[0].parent), str(Path.home())} - {"/"}:
        assert folder not in ended.out


def test_a_record_is_made_of_the_files_own_bytes(endorse: Endorse, write: Write) -> None:
    """The digest is that of `sha256sum`, so a record can be held against the file."""
    from hashlib import sha256

    for data in (b"candidate: A\nanswers: {}\n", b"\xef\xbb\xbfcandidate: A\r\nanswers: {}\r\n"):
        path = write("a.yaml", data)
        assert record_of(endorse, path)["candidate"]["digest"] == (
            f"sha256:{sha256(data).hexdigest()}"
        )


def test_the_same_candidate_twice_is_refused(endorse: Endorse, write: Write) -> None:
    """One person is not judged twice in one batch: the second place names the first."""
    one = write("one.yaml", "candidate: José Ruiz\nseat: s-1\nanswers: {}\n")
    two = write("two.yaml", "candidate: JOSE\u0301  RUIZ\nseat: s-1\nanswers: {}\n")
    other = write("other.yaml", "candidate: José Ruiz\nseat: s-2\nanswers: {}\n")
    assert endorse("score", one, other).status == 0
    ended = endorse("score", one, two)
    assert ended.status == 3
    assert f"{two}:1:12: " in ended.err
    assert f"{one}:1" in ended.err
    assert "[doubled-id]" in ended.err


def test_the_same_file_twice_is_read_once(endorse: Endorse, good: Path) -> None:
    """A file that is named twice is noticed, however it is named, and nobody stands there twice."""
    for again in (good, good.parent / "." / good.name, good.parent / ".." / good.parent.name):
        path = again if again.name == good.name else again / good.name
        ended = endorse("score", good, path)
        assert ended.status == 0, path
        assert ended.out == endorse("score", good).out
        assert f"named more than once, and read once: {path}" in ended.err


def test_the_output_is_whole_or_not_there(endorse: Endorse, good: Path, tmp_path: Path) -> None:
    """`--output` writes what the screen would show, and leaves no other file behind."""
    ended = endorse("score", good, "--format", "json", "--output", tmp_path / "out.json")
    assert ended == (0, "", "")
    shown = endorse("score", good, "--format", "json").out
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == shown
    assert {path.name for path in tmp_path.iterdir()} == {"good.yaml", "out.json"}


def test_an_output_keeps_its_mode_and_its_link(
    endorse: Endorse, good: Path, tmp_path: Path
) -> None:
    """What stands at the place of the output keeps its permissions, and a link stays a link."""
    kept = tmp_path / "kept.txt"
    kept.write_text("old")
    kept.chmod(0o640)
    (tmp_path / "link").symlink_to("kept.txt")
    assert endorse("score", good, "--output", tmp_path / "link").status == 0
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert "Ada Brill" in kept.read_text(encoding="utf-8")


def test_a_failed_write_leaves_what_was_there(
    endorse: Endorse, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new text cannot be put in place the old one is untouched, and nothing is left over."""
    old = tmp_path / "out.txt"
    old.write_text("old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for call in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            ended = endorse("score", good, "--output", old)
        assert (ended.status, old.read_text()) == (4, "old")
        assert {path.name for path in tmp_path.iterdir()} == {"good.yaml", "out.txt"}


def test_the_output_is_never_one_of_the_inputs(
    endorse: Endorse, good: Path, declined: Path, tmp_path: Path
) -> None:
    """A slip of the fingers cannot replace a candidate's file by a result, by whatever name."""
    before = good.read_bytes()
    (tmp_path / "link.yaml").symlink_to(good)
    os.link(good, tmp_path / "hard.yaml")
    for name in ("good.yaml", "link.yaml", "hard.yaml", "../" + tmp_path.name + "/good.yaml"):
        ended = endorse("score", declined, good, "--output", tmp_path / name)
        assert (ended.status, good.read_bytes()) == (4, before), name


def test_the_output_is_never_the_rubric(endorse: Endorse, good: Path, tmp_path: Path) -> None:
    """The same for the rubric that was read."""
    rubric = tmp_path / "rubric.yaml"
    shipped = Path(__file__).parents[2] / "rubrics" / "class-alignment" / "rubric.yaml"
    rubric.write_bytes(shipped.read_bytes())
    ended = endorse("score", good, "--rubric", rubric, "--output", rubric)
    assert ended.status == 4
    assert rubric.read_bytes() == shipped.read_bytes()


def test_the_command_line_wins_over_the_file(endorse: Endorse, write: Write) -> None:
    """`--as-of` comes before the file's `as_of`, that before the election; else there is no day."""
    head = "candidate: A\nanswers: {}\n"
    bare = write("bare.yaml", head)
    election = write("election.yaml", f"{head}election: 2026-11-03\n")
    both = write("both.yaml", f"{head}election: 2026-11-03\nas_of: 2026-05-01\n")
    assert record_of(endorse, bare)["as_of"] is None
    assert record_of(endorse, election)["as_of"] == "2026-11-03"
    assert record_of(endorse, both)["as_of"] == "2026-05-01"
    assert record_of(endorse, both, "--as-of", "2026-01-02")["as_of"] == "2026-01-02"


def test_a_candidate_may_name_a_rubric_beside_it(endorse: Endorse, write: Write) -> None:
    """A file and its rubric can be sent together; the command line still wins."""
    shipped = Path(__file__).parents[2] / "rubrics" / "class-alignment" / "rubric.yaml"
    text = shipped.read_text(encoding="utf-8")
    write("own.yaml", text.replace("rubric: class-alignment", "rubric: our-own", 1))
    path = write("a.yaml", "candidate: A\nrubric: ./own.yaml\nanswers: {}\n")
    assert record_of(endorse, path)["rubric"]["id"] == "our-own"
    named = record_of(endorse, path, "--rubric", "class-alignment")
    assert named["rubric"]["id"] == "class-alignment"


ELSEWHERE = ("/etc/passwd.yaml", "../rubric.yaml", "sub/../../rubric.yaml", "link/rubric.yaml")


@pytest.mark.parametrize("named", ELSEWHERE)
def test_a_candidate_does_not_choose_what_is_read(
    endorse: Endorse, tmp_path: Path, named: str
) -> None:
    """Other people's files lead to nothing outside their own folder, and nothing of it is shown."""
    (tmp_path / "rubric.yaml").write_text("secret: hunter2\n")
    own = tmp_path / "own"
    (own / "sub").mkdir(parents=True)
    (own / "link").symlink_to(tmp_path)
    (own / "a.yaml").write_text(f"candidate: A\nrubric: {named}\nanswers: {{}}\n")
    ended = endorse("score", own / "a.yaml")
    assert ended.status == 3
    assert f"{own / 'a.yaml'}:2:9: " in ended.err
    assert "hunter2" not in ended.err


def test_many_candidates_of_one_file_are_all_judged(endorse: Endorse, write: Write) -> None:
    """`---` in YAML and lines in `.jsonl` hold several; one bad among them is told at its line."""
    documents = write(
        "three.yaml",
        "candidate: A\nanswers: {}\n---\ncandidate: B\nanswers: null\n---\n"
        "candidate: C\nanswers: {}\n",
    )
    lines = write(
        "three.jsonl",
        '{"candidate": "A", "answers": {}}\n{"candidate": "B"}\n\n'
        '{"candidate": "C", "answers": {}}\n',
    )
    for path, line in ((documents, 5), (lines, 2)):
        batch = record_of(endorse, path)
        assert [record["candidate"]["name"] for record in batch["records"]] == ["A", "C"]
        assert [found["line"] for found in batch["invalid"][0]["findings"]] == [line]


GRANTS = Path(__file__).parents[1] / "reports" / "grants.yaml"


@pytest.mark.parametrize(
    ("supposed", "region"),
    [
        ("duration=7", "at least 6 and less than 12 months"),
        ("duration=at least 12 months", "at least 12 months"),
        ("budget=949.99", "less than 950 euros"),
        ("founded=2026-04-02", "from 6 months before the day of assessment on"),
        ("reported=2026-04-01", "from 2026-04-01 on"),
        ("reported=not_applicable", "not_applicable"),
    ],
)
def test_a_number_or_a_day_is_supposed_as_written(
    endorse: Endorse, write: Write, supposed: str, region: str
) -> None:
    """`--what-if` takes what an answer would be, counted from the candidate's own days."""
    path = write("c.yaml", "candidate: A\nas_of: 2026-05-01\nanswers: {}\n")
    record = record_of(endorse, path, "--rubric", GRANTS, "--what-if", supposed)
    assert record["what_if"]["given"] == {supposed.partition("=")[0]: [region]}


@pytest.mark.parametrize(
    ("supposed", "said"),
    [
        ("staff=21", "a whole number of people from 0 to 20"),
        ("staff=2.5", "a whole number of people from 0 to 20"),
        ("staff", "a whole number of people from 0 to 20"),
        ("founded=yesterday", "a day as YYYY-MM-DD"),
        ("reported=2026-02-30", "`not_applicable`"),
        ("size=large", "`size` is a decision"),
    ],
)
def test_a_number_or_a_day_that_cannot_be_is_a_usage_error(
    endorse: Endorse, write: Write, supposed: str, said: str
) -> None:
    """The message names what is accepted, with the unit and the bounds."""
    path = write("c.yaml", "candidate: A\nanswers: {}\n")
    ended = endorse("score", path, "--rubric", GRANTS, "--what-if", supposed)
    assert (ended.status, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())


@pytest.mark.parametrize("words", ["score", "slate --format csv --audience members"])
def test_a_rubric_that_the_system_refuses_is_a_fault_of_its_candidate(
    endorse: Endorse, good: Path, write: Write, words: str
) -> None:
    """One file's odd name for its rubric does not keep the others from being judged."""
    odd = write("odd.yaml", f"candidate: Bo Carr\nrubric: {'a' * 300}.yaml\nanswers: {{}}\n")
    ended = endorse(*words.split(), odd, good)
    assert ended.status in (3, 4)
    assert "Ada Brill" in ended.out
    assert "1 problem in 1 file" in ended.err


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
@pytest.mark.parametrize("answer", ["yes", "no", "{unknown: no_reply}"])
def test_a_reason_for_no_weight_speaks_of_the_answer(
    endorse: Endorse, write: Write, answer: str, format: str
) -> None:
    """Where it was not argued, that members can see it was is only quoted, as the rubric's."""
    path = write("a.yaml", f"candidate: Ada\nanswers: {{capacity_argument: {answer}}}\n")
    words = ("--rubric", CLASS_ALIGNMENT_1, "--format", format, "--audience", "members")
    words = words if format == "html" else (*words, "--full")
    out = " ".join(endorse("score", path, *words).out.split()).replace("&#39;", "'")
    own = "This question counts for nothing, whatever the answer. In the rubric's words: “"
    reason = "The document does not accept this as a ground"
    assert reason in out
    assert (f"{own}{reason}" in out) == (answer != "yes")
