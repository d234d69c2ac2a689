"""Editions: what the public does not get, and that leaving out moves nothing."""

import json
from copy import deepcopy

import pytest

from endorse_cli.models.candidate import Chapter, Slate
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.editions import (
    WITHHELD,
    edition,
    edition_of_invalid,
    edition_of_slate,
    edition_of_together,
    left_out_of_together,
    nothing_left_out,
    total,
)
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


def slate_of(title: str, question: str, body: str, threshold: str, due: dict[str, str]) -> Slate:
    """What is printed of a slate, as its file says it."""
    chapter = {"body": body, "voting_threshold": threshold, "deadlines": due}
    return Slate.model_validate({"slate": title, "ballot_question": question, "chapter": chapter})


SLATE = slate_of(
    f"Autumn {MAIL}",
    f"Shall we ring {PHONE}?",
    f"The house, {MAIL}",
    f"60 per cent, {MAIL}",
    {f"to {MAIL}": f"2026-09-01, {PHONE}", "count": "later"},
)


def test_what_is_printed_of_a_slate_has_no_contact_data_in_public() -> None:
    """In no part of it; for members it stays as it is, and what is left out stays none."""
    assert edition_of_slate(SLATE, "members") is SLATE
    assert edition_of_slate(SLATE, "public") == slate_of(
        "Autumn […]",
        "Shall we ring […]?",
        "The house, […]",
        "60 per cent, […]",
        {"to […]": "2026-09-01, […]", "count": "later"},
    )
    bare = Slate.model_validate({"slate": "Autumn"})
    assert edition_of_slate(bare, "public") == bare


def test_every_text_that_a_slate_declares_is_looked_through() -> None:
    """Where answers go is written to be passed on; no other key of the file is let pass."""
    texts = [key for key in Chapter.model_fields if key not in ("deadlines", "reply_to")]
    full = Slate.model_construct(
        title=MAIL,
        ballot_question=MAIL,
        votes={"Ana Díaz": MAIL},
        chapter=Chapter.model_construct(reply_to=MAIL, **dict.fromkeys(texts, MAIL)),
    )
    shown = edition_of_slate(full, "public")
    assert shown.chapter.reply_to == MAIL
    assert {getattr(shown.chapter, key) for key in texts} == {"[…]"}
    assert {shown.title, shown.ballot_question, *shown.votes.values()} == {"[…]"}


TOGETHER = {
    "together": 1,
    "races": [
        {
            "election": None,
            "seat": f"s {MAIL}",
            "candidates": [
                {
                    "name": f"A {MAIL}",
                    "source": f"{MAIL}.yaml",
                    "rubric": {"id": MAIL, "version": "1", "digest": MAIL},
                    "asked": 3,
                    "open": [MAIL],
                }
            ],
        }
    ],
    "questions": [{"name": MAIL, "criteria": [MAIL], "why": {MAIL: MAIL}}],
    "under": [
        {
            "guidance": [{"id": MAIL, "said": MAIL, "form": MAIL, "needs": [{"name": MAIL}]}],
            "same_source": [{"criterion": MAIL, "answers": [{"name": MAIL, "answer": [MAIL]}]}],
            "unlike": [{"decision": MAIL, "name": MAIL, "outcome": MAIL}],
        }
    ],
    "changed": None,
    "new": [MAIL],
}


def test_what_is_said_of_candidates_together_has_no_contact_data_in_public() -> None:
    """Wherever a name, a seat or a file stands; keys and the rubric's own words stay."""
    assert edition_of_together(TOGETHER, "members") is TOGETHER
    public = edition_of_together(TOGETHER, "public")
    (race,) = public["races"]  # type: ignore[misc]
    assert race == {
        "election": None,
        "seat": "s […]",
        "candidates": [
            {
                "name": "A […]",
                "source": "[…]",
                "rubric": {"id": MAIL, "version": "1", "digest": MAIL},
                "asked": 3,
                "open": ["[…]"],
            }
        ],
    }
    assert public["questions"] == [{"name": "[…]", "criteria": [MAIL], "why": {MAIL: "[…]"}}]
    assert public["under"] == [
        {
            "guidance": [{"id": MAIL, "said": MAIL, "form": MAIL, "needs": [{"name": "[…]"}]}],
            "same_source": [{"criterion": MAIL, "answers": [{"name": "[…]", "answer": ["[…]"]}]}],
            "unlike": [{"decision": MAIL, "name": "[…]", "outcome": "[…]"}],
        }
    ]
    assert (public["new"], public["changed"]) == (["[…]"], None)


def test_what_is_left_out_of_a_slate_is_counted() -> None:
    """Each place with contacts, and each file that could not be read and bears some in its name."""
    invalid = [{"source": f"{MAIL}.yaml", "findings": []}, {"source": "a.yaml", "findings": []}]
    found = left_out_of_together(TOGETHER, invalid)  # type: ignore[arg-type]
    assert found == {"notes": 0, "contacts": 13}
    assert left_out_of_together(TOGETHER, []) == {"notes": 0, "contacts": 12}  # type: ignore[arg-type]


def test_no_advice_on_what_could_not_be_read_reaches_the_public() -> None:
    """The advice quotes the file as the message does."""
    finding = {"code": "c", "file": "a.yaml", "message": "m", "help": f"Did you mean {MAIL}?"}
    public = edition_of_invalid({"source": "a.yaml", "findings": [finding]}, "public")  # type: ignore[list-item, typeddict-item]
    assert public["findings"][0]["help"] == ""
    assert public["findings"][0]["message"] == WITHHELD


def test_what_was_left_out_before_is_counted_once(rubric: Rubric, record_of: RecordOf) -> None:
    """A public record that is published again says what the first one left out."""
    public, left_out = edition(planted(rubric, record_of), "public")
    again, counted = edition(public, "public")
    assert counted == again["edition"]["left_out"] == left_out
    assert nothing_left_out() == {"notes": 0, "contacts": 0}


def test_the_public_gets_no_file_that_is_carried_along(inez: Record) -> None:
    """What the record was made from is for members, and so is the digest of the file."""
    carried = {"candidate": {"source": "a", "written_in": "yaml", "text": "b"}, "rubrics": []}
    record = inez | {"carries": carried}  # type: ignore[typeddict-item]
    assert "carries" in edition(record, "members")[0]
    public, _ = edition(record, "public")
    assert "carries" not in public
    assert public["candidate"]["digest"] == ""
    assert public["rubric"]["digest"] == DIGEST


NOTED = [
    ("answered", "Inside.", False, [], None, 1),
    ("answered", "Outside.", True, [], "Outside.", 0),
    ("answered", None, False, [], None, 0),
    ("unsupported", "Outside.", True, [], None, 1),
    ("unsupported", None, False, [{"source": None, "date": None, "says": "Heard."}], None, 1),
    ("unsupported", None, False, [], None, 0),
]


@pytest.mark.parametrize(("state", "note", "public", "evidence", "left", "notes"), NOTED)
def test_a_note_is_left_out_unless_it_is_public_and_its_answer_stands(
    inez: Record, state: str, note: str | None, public: bool, evidence: object, left: object,
    notes: int,
) -> None:  # fmt: skip
    """What stood under an answer that is not established counts once, whatever it was."""
    line = inez["lines"][0] | {
        "state": state, "note": note, "public": public, "evidence": evidence,
    }  # fmt: skip
    bare = {"lines": [line], "statements": {"for": [], "against": []}, "corrections": []}
    given, left_out = edition(inez | bare, "public")  # type: ignore[operator]
    (found,) = given["lines"]
    assert (found["note"], left_out["notes"]) == (left, notes)
    assert found["state"] == ("not_asked" if state == "unsupported" else state)
    assert found["public"] == (public and state != "unsupported")
    assert found["evidence"] == []
