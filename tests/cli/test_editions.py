"""Editions at the command line: what no byte of a public result holds, whatever its format."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from cli.running import Endorse, Write
from endorse_cli import api
from endorse_cli.cli.results import Format

CANDIDATE = """\
candidate: Odalys Wren ann@rivers.example
office: Council (555) 013-4567
election: 2026-11-03
as_of: 2026-05-01
answers:
  dsa_member: {answer: yes, note: Said behind closed doors.}
  red_lines:
    answer: crossing
    note: Money changed hands.
    public: true
    evidence: [{source: Somebody heard that money changed hands}]
statements:
  against: [{by: ann@rivers.example, text: Ring 555.013.4567.}]
"""
SECRETS = (b"rivers.example", b"013-4567", b"013.4567", b"closed doors", b"hanged hands")

RIVAL = """\
candidate: Fenn Arbuckle 555-013-4571 fenn@rivers.example
office: Council (555) 013-4567
election: 2026-11-03
answers:
  mass_reach:
    answer: some
    note: Said behind closed doors.
    evidence: [{source: The Ledger, date: 2026-04-02, says: Ring 555.013.4567.}]
  red_lines: {answer: crossing, note: Money changed hands.}
"""
"""Under the same question as `OTHER_RIVAL`, with the same source and another answer."""

OTHER_RIVAL = RIVAL.replace("Fenn Arbuckle", "Gil Marsh").replace("some", "clear")

NOT_ASKED = RIVAL.replace("red_lines: {answer: crossing", "red_lines: {unknown: not_asked")
"""The same without the allegation."""

SLATE = """\
slate: Autumn, ask ann@rivers.example
ballot_question: Ring (555) 013-4567?
chapter: {body: ann@rivers.example, deadlines: {call 555.013.4567: 2026-05-12}}
"""

FORMATS = ("table", "json", "jsonl", "markdown", "csv", "html")
EVERYTHING = [(command, form) for command in ("score", "slate", "compare") for form in FORMATS]


@pytest.fixture
def folder(write: Write) -> Path:
    """Three candidates for one seat, each with something that is not for the public."""
    write("fenn.yaml", RIVAL)
    write("gil.yaml", OTHER_RIVAL)
    write("slate.yaml", SLATE)
    return write("wren.yaml", CANDIDATE).parent


def named(folder: Path) -> list[Path]:
    """The candidates of the folder."""
    return [folder / f"{name}.yaml" for name in ("fenn", "gil", "wren")]


def told(out: str) -> list[bytes]:
    """What a result holds that it must not, digests of the files among it."""
    digests = [sha256(text.encode()).hexdigest().encode() for text in (CANDIDATE, RIVAL)]
    return [secret for secret in (*SECRETS, *digests) if secret in out.encode()]


@pytest.mark.parametrize(("command", "format"), EVERYTHING)
def test_nothing_planted_is_in_any_byte(
    endorse: Endorse, folder: Path, command: str, format: str
) -> None:
    """Contact data, internal notes, unsourced allegations and digests stay inside."""
    ended = endorse(command, *named(folder), "--format", format, "--audience", "public")
    assert (ended.status, ended.err) == (0, "")
    assert "Fenn Arbuckle" in ended.out
    assert told(ended.out) == []


@pytest.mark.parametrize(("command", "format"), EVERYTHING)
def test_an_allegation_without_a_source_is_as_if_nobody_had_asked(
    endorse: Endorse, folder: Path, command: str, format: str
) -> None:
    """No byte tells the public that one was made: only the adverse answer needs a source."""
    words = (*named(folder), "--format", format, "--audience", "public")
    alleged = endorse(command, *words).out
    fenn = folder / "fenn.yaml"
    fenn.write_text(NOT_ASKED)
    assert alleged == endorse(command, *words).out


@pytest.mark.parametrize("format", FORMATS)
def test_a_source_of_an_allegation_is_not_counted(
    endorse: Endorse, folder: Path, format: str
) -> None:
    """Two rivals, one source without a date under two answers: a slate would tell the one by it."""
    source = ", evidence: [{source: The Ledger, says: Money.}]"
    crossing = "red_lines: {answer: crossing"
    fenn, gil = folder / "fenn.yaml", folder / "gil.yaml"
    gil.write_text(OTHER_RIVAL.replace(crossing, f"red_lines: {{answer: kept{source}"))
    words = (fenn, gil, "--format", format, "--audience", "public")
    fenn.write_text(RIVAL.replace(crossing, crossing + source))
    alleged = endorse("slate", *words).out
    fenn.write_text(RIVAL)
    assert alleged == endorse("slate", *words).out


CADRE = Path(__file__).parents[2] / "examples" / "endorsed-cadre.yaml"
KEPT = re.sub(
    "red_lines:\n(    .*\n)+", "red_lines: kept\n", CADRE.read_text(encoding="utf-8"), count=1
)
"""A candidate who is endorsed, and would not be for one answer without a source."""

ALLEGED = KEPT.replace("red_lines: kept", "red_lines: {answer: crossing, note: Money.}")
UNASKED = KEPT.replace("red_lines: kept", "red_lines: {unknown: not_asked, note: Money.}")


@pytest.mark.parametrize(("earlier", "now"), [(KEPT, ALLEGED), (ALLEGED, KEPT)])
def test_what_changed_names_no_value_of_what_is_not_known(
    endorse: Endorse, folder: Path, earlier: str, now: str
) -> None:
    """In public a withheld answer, of today or of then, is not known and nothing more."""
    fenn, before = folder / "fenn.yaml", folder / "before.json"
    words = ("slate", fenn, "--audience", "public", "--previous", before)

    def told_of(then: str, today: str) -> dict[str, str]:
        fenn.write_text(then)
        assert endorse("slate", fenn, "--format", "json", "-o", before).status == 0
        fenn.write_text(today)
        return {format: endorse(*words, "--format", format).out for format in FORMATS}

    seen = told_of(earlier, now)
    assert seen == told_of(*(UNASKED if text == ALLEGED else text for text in (earlier, now)))
    (changed,) = json.loads(seen["json"])["slate"]["changed"]
    (found,) = changed["answers"]
    sides = {key: found[key] for key in ("before", "after")}
    assert sorted(sides.values(), key=str) == [None, ["kept"]]
    for format in ("table", "markdown", "html"):
        _, _, rest = seen[format].partition("What changed")
        changed_part, _, _ = rest.partition("What is still to be asked")
        words_of = "kept → not known" if now == ALLEGED else "not known → kept"
        assert words_of in changed_part
        assert "crossing" not in changed_part


def test_members_read_not_known_where_anything_is_possible(endorse: Endorse, folder: Path) -> None:
    """A list of every answer there is says less than two words; in a comparison too."""
    fenn, gil = folder / "fenn.yaml", folder / "gil.yaml"
    fenn.write_text(KEPT)
    gil.write_text(UNASKED.replace("candidate: ", "candidate: Gil "))
    out = " ".join(endorse("compare", fenn, gil).out.split())
    assert 'Red lines ✓ kept ? not asked can move "Recommendation"' in out
    rows = endorse("compare", fenn, gil, "--format", "csv", "--audience", "members").out
    assert "red_lines,kept,not known," in rows


@pytest.mark.parametrize("paper", ["letter", "motion"])
def test_a_paper_does_not_tell_of_an_allegation(endorse: Endorse, folder: Path, paper: str) -> None:
    """A letter and a motion leave the house."""
    papers = []
    for text in (RIVAL, NOT_ASKED):
        (folder / "fenn.yaml").write_text(text)
        record = folder / "record.json"
        assert endorse("score", folder / "fenn.yaml", "--format", "json", "-o", record).status == 0
        papers.append(endorse(paper, record).out)
    assert papers[0] == papers[1]
    assert "not established" not in papers[0]


@pytest.mark.parametrize(("command", "format"), EVERYTHING)
def test_members_get_what_was_planted(
    endorse: Endorse, folder: Path, command: str, format: str
) -> None:
    """The test above looks for what is there."""
    ended = endorse(command, *named(folder), "--format", format, "--audience", "members")
    assert told(ended.out.replace("&#8203;", "").replace("\\", "")) != []


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_planted_is_in_what_changed(endorse: Endorse, folder: Path, format: str) -> None:
    """Names that are new, changed and gone are told without contact data too."""
    before = folder / "before.json"
    words = (*named(folder), "--format", "json", "-o", before)
    assert endorse("slate", *words).status == 0
    (folder / "wren.yaml").unlink()
    (folder / "gil.yaml").write_text(OTHER_RIVAL.replace("clear", "none"))
    (folder / "new.yaml").write_text(RIVAL.replace("Fenn", "Hal"))
    ended = endorse(
        "slate", folder, "--previous", before, "--format", format, "--audience", "public"
    )
    assert ended.status == 0
    assert told(ended.out) == []


@pytest.mark.parametrize("command", ["score", "slate"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_with_faults_is_not_quoted(
    endorse: Endorse, write: Write, command: str, format: str
) -> None:
    """A message about a fault would show the line that holds it."""
    sound = write("sound.yaml", "candidate: Bo Hallam\nanswers: {}\n")
    path = write("wren.yaml", CANDIDATE.replace("crossing", "ann@rivers.example"))
    ended = endorse(command, sound, path, "--format", format, "--audience", "public")
    assert ended.status == 3
    assert told(ended.out) == []
    assert format == "csv" or "wren" in ended.out


def test_nothing_planted_is_in_any_file_of_a_packet(endorse: Endorse, folder: Path) -> None:
    """Nor in the name of one; with the allegation not asked at all every byte is the same."""
    target = folder.parent / "packet"
    words = ("slate", *named(folder), "--format", "html", "--audience", "public", "-o", target)

    def made() -> dict[str, bytes]:
        assert endorse(*words).status == 0
        return {path.name: path.read_bytes() for path in target.iterdir()}

    files = made()
    assert len(files) > 4
    for name, data in files.items():
        assert told(f"{name}\n{data.decode()}") == []
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8").replace(
            "red_lines: {answer: crossing", "red_lines: {unknown: not_asked"
        )
        path.write_text(text, "utf-8")
    assert made() == files


def test_the_formats_are_those_of_the_command_line() -> None:
    """No format comes without its editions being tried."""
    assert (*FORMATS,) == api.Run.formats
    assert (*FORMATS, "xlsx") == get_args(Format)


@pytest.mark.parametrize("command", ["score", "slate", "compare"])
def test_nothing_planted_is_in_a_workbook(endorse: Endorse, folder: Path, command: str) -> None:
    """In any cell of the public's; members read it."""
    target = folder.parent / "out.xlsx"
    for audience in ("public", "members"):
        words = (*named(folder), "--format", "xlsx", "--audience", audience, "-o", target)
        assert endorse(command, *words).status == 0
        book = openpyxl.load_workbook(target)
        cells = (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        text = "\n".join(cells)
        assert "Fenn Arbuckle" in text
        assert (told(text) == []) == (audience == "public")


def test_a_format_to_be_passed_on_has_to_be_told_for_whom(endorse: Endorse, write: Write) -> None:
    """Nobody publishes the members' edition because it was the default."""
    path = write("wren.yaml", CANDIDATE)
    refused = endorse("score", path, "--format", "html")
    assert refused.status == 2
    assert refused.out == ""
    assert "--audience" in refused.err
    assert endorse("score", path, "--format", "html", "--audience", "members").status == 0


def test_members_see_what_was_written_for_them(endorse: Endorse, write: Write) -> None:
    """Without a word a record is for members, and holds everything."""
    path = write("wren.yaml", CANDIDATE)
    named = endorse("score", path, "--format", "json", "--audience", "members")
    assert endorse("score", path, "--format", "json").out == named.out
    assert "closed doors" in named.out
    assert '"edition"' not in named.out


def test_the_table_says_what_was_left_out(endorse: Endorse, write: Write) -> None:
    """A reader of the public edition knows that it is one."""
    out = endorse("score", write("wren.yaml", CANDIDATE), "--audience", "public").out
    said = "Edition for the public. Left out: 2 notes for members and contact data in 4 places"
    assert said in " ".join(out.split())


@pytest.mark.parametrize("format", ["table", "markdown"])
@pytest.mark.parametrize(
    ("only", "left_out"), [((), " Left out: contact data in "), (("--questions",), "")]
)
def test_a_slate_says_what_was_left_out(
    endorse: Endorse, folder: Path, format: str, only: tuple[str, ...], left_out: str
) -> None:
    """Whoever reads the report or the list of questions knows that it is an edition; of questions
    nothing is said to be left out."""
    words = ("slate", *named(folder), "--format", format, *only, "--audience")
    public = " ".join(endorse(*words, "public").out.replace("*", "").split())
    assert f"Edition: for the public{left_out and f'.{left_out}'}" in public
    assert ("Left out" in public) == bool(left_out)
    assert "Edition:" not in endorse(*words, "members").out.replace("*", "")


def test_a_public_record_carries_no_texts(endorse: Endorse, write: Write) -> None:
    """The file is for members, so it is a usage error to ask for it in public."""
    path = write("wren.yaml", CANDIDATE)
    words = ("score", path, "--format", "json", "--self-contained")
    assert endorse(*words).status == 0
    refused = endorse(*words, "--audience", "public")
    assert refused.status == 2
    assert refused.out == ""
    assert "--self-contained" in refused.err


def test_only_a_record_is_self_contained(endorse: Endorse, write: Write) -> None:
    """Nobody thinks that a table carries what it was made from."""
    refused = endorse("score", write("wren.yaml", CANDIDATE), "--self-contained")
    assert refused.status == 2
    assert "--format json" in refused.err
