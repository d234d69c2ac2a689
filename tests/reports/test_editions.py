"""Editions: what the public does not get, and that leaving out moves nothing."""

import json
from copy import deepcopy

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.editions import edition, edition_of_invalid, total
from reports.conftest import DIGEST, RecordOf, source

MAIL = "ann@rivers.example"
PHONE = "+1 (555) 013-4567"
INSIDE = "Said in the meeting behind closed doors."
RUMOUR = "Somebody heard that money changed hands."

PLANTED = {
    "candidate": f"Odalys Wren {MAIL}",
    "office": f"Council, {PHONE}",
    "seat": f"council-4 {MAIL}",
    "chapter": f"Riverbend {PHONE}",
    "assessed": {"by": f"the committee, {MAIL}", "date": "2026-04-28"},
    "answers": {
        "dsa_member": {"answer": "yes", "note": INSIDE},
        "chapter_member": {"answer": "yes", "note": f"Roll kept by {MAIL}.", "public": "true"},
        "red_lines": {
            "answer": "crossing",
            "note": RUMOUR,
            "public": "true",
            "evidence": [source(RUMOUR), source("A letter", None, RUMOUR)],
        },
        "mass_reach": {
            "answer": "clear",
            "evidence": [source(f"mailto:{MAIL}", "2026-04-12", f"Ring {PHONE}.")],
        },
    },
    "statements": {"for": [{"by": f"field, {PHONE}", "text": f"Write to {MAIL}."}]},
    "corrections": [{"by": MAIL, "what": f"The number is {PHONE}."}],
}
SECRETS = (MAIL, PHONE, "rivers.example", "013-4567", INSIDE, RUMOUR, DIGEST[7:])
FOR_MEMBERS = ("note", "evidence", "state", "public")
RESULTS = ("decisions", "findings", "scores", "reasons", "changes", "ask_next")


def planted(rubric: Rubric, record_of: RecordOf) -> Record:
    """A record with something in every place that the public may not see."""
    head = dict(PLANTED)
    made = record_of(rubric, head.pop("answers"), **head)
    made["rubric"]["digest"] = "sha256:" + "1" * 64
    return made


def test_members_get_the_record_as_it_is(rubric: Rubric, record_of: RecordOf) -> None:
    """What the committee wrote for members reaches them whole."""
    record = planted(rubric, record_of)
    before = deepcopy(record)
    given, left_out = edition(record, "members")
    assert given == before
    assert set(left_out.values()) == {0}


def test_nothing_planted_reaches_the_public(rubric: Rubric, record_of: RecordOf) -> None:
    """No address, number, internal note, unsourced allegation or digest of the file."""
    text = json.dumps(edition(planted(rubric, record_of), "public")[0], ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []


def test_what_is_left_out_is_counted(rubric: Rubric, record_of: RecordOf) -> None:
    """Each note, what stood under an answer that is not established, each place with contacts."""
    public, left_out = edition(planted(rubric, record_of), "public")
    assert left_out == {"notes": 2, "contacts": 12}
    assert public["edition"] == {"audience": "public", "left_out": left_out}
    assert total([left_out, left_out]) == {"notes": 4, "contacts": 24}


def test_an_edition_of_an_edition_is_the_same(rubric: Rubric, record_of: RecordOf) -> None:
    """What was left out once stays out, and stays counted."""
    public, left_out = edition(planted(rubric, record_of), "public")
    assert edition(public, "public") == (public, left_out)
    assert edition(public, "members") == (public, left_out)


def test_leaving_out_moves_no_result(rubric: Rubric, record_of: RecordOf) -> None:
    """Both editions say the same of the candidate."""
    record = planted(rubric, record_of)
    public, _ = edition(record, "public")
    assert {key: public[key] for key in RESULTS} == {key: record[key] for key in RESULTS}  # type: ignore[literal-required]
    for ours, theirs in zip(record["lines"], public["lines"], strict=True):
        kept = {key: part for key, part in ours.items() if key not in FOR_MEMBERS}
        assert {key: theirs[key] for key in kept} == kept  # type: ignore[literal-required]


def test_in_public_an_answer_without_its_source_is_as_if_nobody_had_asked(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """Where only one answer needs a source, that one lacks it would say which answer it was."""
    silent = {**PLANTED, "answers": {**PLANTED["answers"]}}  # type: ignore[dict-item]
    del silent["answers"]["red_lines"]  # type: ignore[attr-defined]
    answers = silent.pop("answers")
    unasked = edition(record_of(rubric, answers, **silent), "public")[0]
    public = edition(planted(rubric, record_of), "public")[0]
    assert public["lines"] == unasked["lines"]


def test_a_public_note_and_its_sources_stay(rubric: Rubric, record_of: RecordOf) -> None:
    """What a committee says in public is said, with the source and its day."""
    public, _ = edition(planted(rubric, record_of), "public")
    lines = {line["criterion"]: line for line in public["lines"]}
    assert lines["chapter_member"]["note"] == "Roll kept by […]."
    assert lines["mass_reach"]["evidence"] == [
        {"source": "[…]", "date": "2026-04-12", "says": "Ring […].", "standing": "counts"}
    ]


def test_the_record_itself_is_not_changed(rubric: Rubric, record_of: RecordOf) -> None:
    """Making one edition does not spoil the other."""
    record = planted(rubric, record_of)
    before = deepcopy(record)
    edition(record, "public")
    assert record == before


def test_an_answer_of_the_rubric_is_never_taken_for_contact_data(inez: Record) -> None:
    """A number that is an answer stays, however long it is."""
    line = inez["lines"][0] | {"answer": "1250000", "possible": {"raised": ["1250000"]}}
    public, _ = edition(inez | {"lines": [line]}, "public")  # type: ignore[typeddict-item]
    assert public["lines"][0]["answer"] == "1250000"
    assert public["lines"][0]["possible"] == {"raised": ["1250000"]}


def test_what_could_not_be_read_is_named_and_not_quoted() -> None:
    """The public learns that a file was not assessed; the message would quote it."""
    finding = {
        "code": "bad-value",
        "severity": "error",
        "file": "wren-555-013-4567.yaml",
        "line": 3,
        "column": 1,
        "message": f"`{MAIL}` is not accepted.",
        "help": f"Did you mean {MAIL}?",
    }
    part = {"source": "wren-555-013-4567.yaml", "findings": [finding]}
    assert edition_of_invalid(part, "members") == part  # type: ignore[arg-type]
    public = edition_of_invalid(part, "public")  # type: ignore[arg-type]
    assert public["source"] == public["findings"][0]["file"] == "wren-[…].yaml"
    assert public["findings"][0]["code"] == "bad-value"
    assert MAIL not in json.dumps(public)
