"""Answers in all their forms, under the small sound rubric."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.domain import Variable, names_in, rubric_variables
from endorse_cli.models.candidate import Answer, Candidate, Evidence
from endorse_cli.models.candidate_reader import CandidateReader
from endorse_cli.models.load import read_rubric
from support.base import base, edited, put

Plain = Any

SOURCE = {"source": "https://records.example/7", "date": "2026-03-01", "says": "Seen there."}
ALL_DEGREES = ["none", "some", "clear"]
REASONS = ("not_asked", "no_reply", "declined", "could_not_verify")


def reader(rubric: Plain = None) -> CandidateReader:
    """What reads candidates under the small rubric, or under one like it."""
    return CandidateReader(read_rubric(rubric or base())[0])


def candidate(answers: Plain, head: Plain = None, under: Plain = None) -> Candidate:
    """A candidate of whom this is said; nothing may be wrong."""
    whole = {"candidate": "Odalys Wren", "answers": answers, **(head or {})}
    read, found = reader(under).read(whole)
    assert found == ()
    assert read is not None
    return read


def answer(id: str, said: Plain, rubric: Plain = None) -> Answer:
    """One answer; nothing may be wrong with it."""
    return candidate({id: said}, under=rubric).answers[id]


def possible(answer: Answer, id: str) -> dict[str, list[str]]:
    """The values still possible, by variable."""
    variables: tuple[Variable, ...] = rubric_variables(read_rubric(base())[0])
    own = [v for v in variables if v.criterion == id]
    return {v.id: names_in(v, mask) for v, mask in zip(own, answer.masks, strict=True)}


def faults(answers: Plain, rubric: Plain = None) -> list[Diagnostic]:
    """What is wrong with these answers."""
    read, found = reader(rubric).read({"candidate": "Odalys Wren", "answers": answers})
    assert (read is None) == bool(found)
    return list(found)


def one_fault(answers: Plain) -> Diagnostic:
    """The only thing that is wrong."""
    (found,) = faults(answers)
    return found


# What is known


@pytest.mark.parametrize(
    "said", ["clear", {"answer": "clear"}, {"answer": "clear", "evidence": []}]
)
def test_a_name_is_an_answer(said: Plain) -> None:
    """Bare or wrapped, a name leaves one value possible."""
    given = answer("care", said)
    assert (given.state, given.said) == ("answered", "clear")
    assert possible(given, "care") == {"care": ["clear"]}


def test_not_applicable_is_an_answer_where_it_may_be() -> None:
    """`not_applicable` is known like any other answer, and accepted only where the rubric says."""
    given = answer("licence", "not_applicable")
    assert (given.state, given.said) == ("answered", "not_applicable")
    assert possible(given, "licence") == {"licence": ["not_applicable"]}
    assert one_fault({"member": "not_applicable"}).code == "bad-value"


@pytest.mark.parametrize("said", ["unknown", {"unknown": "not_asked"}, {"answer": "unknown"}])
def test_a_bare_unknown_is_not_asked(said: Plain) -> None:
    """Unknown leaves everything possible and says so."""
    given = answer("care", said)
    assert (given.state, given.said) == ("not_asked", None)
    assert possible(given, "care") == {"care": ALL_DEGREES}


@pytest.mark.parametrize("why", REASONS)
@pytest.mark.parametrize("id", ["care", "member", "backers", "purpose"])
def test_why_something_is_unknown_is_kept(id: str, why: str) -> None:
    """Four reasons, all with the same effect: every value stays possible."""
    given = answer(id, {"unknown": why, "note": "Asked twice."})
    assert (given.state, given.said, given.note) == (why, None, "Asked twice.")
    assert given.masks == answer(id, "unknown").masks


def test_assessors_who_disagree_leave_what_they_gave() -> None:
    """`one_of` leaves exactly its names possible, in the rubric's order, not the file's."""
    given = answer("care", {"one_of": ["clear", "none"]})
    assert (given.state, given.said) == ("disputed", ("none", "clear"))
    assert possible(given, "care") == {"care": ["none", "clear"]}
    wrapped = answer("care", {"answer": {"one_of": ["clear", "none"]}})
    assert wrapped == given


def test_absent_is_not_asked() -> None:
    """What a file leaves out is as if it said a bare `unknown`."""
    read = reader()
    for id, absent in read.absent.items():
        assert absent == answer(id, "unknown")
    assert candidate({}).answers == {}


# Sets


def test_a_list_names_the_whole_set() -> None:
    """What a list omits is not in the set: `no`, not unknown."""
    given = answer("backers", ["shop"])
    assert given.state == "answered"
    assert given.said == (("neighbours", "no"), ("shop", "yes"), ("school", "no"))
    assert possible(given, "backers") == {
        "backers.neighbours": ["no"], "backers.shop": ["yes"], "backers.school": ["no"],
    }  # fmt: skip


def test_an_empty_list_is_an_empty_set() -> None:
    """Nobody stands behind it, and no other."""
    given = answer("backers", [])
    assert given.said == (("neighbours", "no"), ("shop", "no"), ("school", "no"))
    assert given.state == "answered"


def test_a_mapping_leaves_unknown_what_it_omits() -> None:
    """Only the members named are known."""
    given = answer("backers", {"shop": "yes"})
    assert given.state == "not_asked"
    assert given.said == (("neighbours", None), ("shop", "yes"), ("school", None))
    assert possible(given, "backers") == {
        "backers.neighbours": ["no", "yes"], "backers.shop": ["yes"],
        "backers.school": ["no", "yes"],
    }  # fmt: skip


def test_a_member_can_be_unknown_or_disputed_on_its_own() -> None:
    """Each member has its own state; the line's is the last in the fixed order."""
    members = {"neighbours": {"unknown": "declined"}, "shop": "no", "school": "yes"}
    assert answer("backers", members).state == "declined"
    disputed = {**members, "shop": {"one_of": ["no", "yes"]}}
    given = answer("backers", disputed)
    assert given.state == "disputed"
    assert given.said == (("neighbours", None), ("shop", ("no", "yes")), ("school", "yes"))


@pytest.mark.parametrize("said", [["shop"], {"shop": "yes"}, []])
def test_a_set_may_be_wrapped(said: Plain) -> None:
    """A wrapped set means what the bare one means, with its note and evidence."""
    bare = answer("backers", said)
    given = answer("backers", {"answer": said, "note": "From the forms.", "evidence": [SOURCE]})
    assert (given.state, given.said, given.masks) == (bare.state, bare.said, bare.masks)
    assert given.note == "From the forms."
    assert len(given.evidence) == 1


def test_a_set_whose_members_are_all_unknown_is_unknown() -> None:
    """Nothing is said of it, whatever the reasons; the last reason in order is kept."""
    given = answer("backers", {"shop": {"unknown": "no_reply"}, "school": "unknown"})
    assert (given.state, given.said) == ("no_reply", None)


# Evidence, notes


def test_evidence_is_kept_as_written() -> None:
    """Source, date and what it says, each optional, in the file's order."""
    given = answer("care", {"answer": "some", "evidence": [SOURCE, {"says": "Heard of it."}]})
    assert given.evidence == (
        Evidence("https://records.example/7", date(2026, 3, 1), "Seen there."),
        Evidence(None, None, "Heard of it."),
    )


def test_a_note_is_for_members_unless_it_says_otherwise() -> None:
    """`public` is false by default."""
    assert answer("care", {"answer": "some", "note": "N"}).public is False
    assert answer("care", {"answer": "some", "note": "N", "public": "false"}).public is False
    assert answer("care", {"answer": "some", "note": "N", "public": "true"}).public is True


SUPPORTS = [SOURCE, {"source": "minutes", "date": "2026-01-02"}]
LACKS = [[], [{"source": "minutes"}], [{"date": "2026-01-02"}], [{"says": "So they say."}],
         [{"source": "minutes"}, {"date": "2026-01-02", "says": "S"}]]  # fmt: skip


@pytest.mark.parametrize("evidence", LACKS, ids=repr)
def test_an_adverse_answer_without_evidence_counts_as_unknown(evidence: Plain) -> None:
    """`required_for` turns that answer into unknown, unless one source has source and date."""
    given = answer("house_rule", {"answer": "broken", "evidence": evidence, "note": "Alleged."})
    assert (given.state, given.said, given.note) == ("unsupported", None, "Alleged.")
    assert possible(given, "house_rule") == {"house_rule": ["kept", "broken"]}
    assert answer("house_rule", "broken").state == "unsupported"
    assert answer("house_rule", "kept").state == "answered"


@pytest.mark.parametrize("source", SUPPORTS, ids=repr)
def test_an_adverse_answer_with_evidence_counts(source: Plain) -> None:
    """A source with its date is enough."""
    given = answer("house_rule", {"answer": "broken", "evidence": [{"says": "S"}, source]})
    assert (given.state, given.said) == ("answered", "broken")


def test_a_dispute_about_an_adverse_answer_needs_evidence_too() -> None:
    """That some assessors say `broken` without a source rules nothing out and nothing in."""
    given = answer("house_rule", {"one_of": ["kept", "broken"]})
    assert given.state == "unsupported"
    assert answer(
        "house_rule", {"one_of": ["kept", "broken"], "evidence": [SOURCE]}
    ).state == "disputed"  # fmt: skip


REQUIRED = [("care", "some"), ("member", "no"), ("purpose", "work"), ("licence", "not_applicable")]


@pytest.mark.parametrize(("id", "said"), REQUIRED)
def test_where_evidence_is_required_no_answer_counts_without(id: str, said: str) -> None:
    """`evidence: required` asks it of every answer, `not_applicable` among them."""
    rubric = edited(put(f"criteria {id} evidence", "required"))
    assert answer(id, said, rubric).state == "unsupported"
    assert answer(id, {"answer": said, "evidence": [SOURCE]}, rubric).state == "answered"
    assert answer(id, {"unknown": "declined"}, rubric).state == "declined"


SETS: list[Plain] = [
    ["shop"],
    [],
    {"shop": "yes", "neighbours": "no", "school": "no"},
    {"shop": "yes"},
    {"shop": {"one_of": ["yes", "no"]}, "neighbours": "yes"},
    {"shop": "yes", "neighbours": {"unknown": "declined"}},
]


@pytest.mark.parametrize("said", SETS, ids=repr)
def test_where_evidence_is_required_no_part_of_a_set_counts_without(said: Plain) -> None:
    """A set without evidence is unknown as a whole, also where some members are left open."""
    rubric = edited(put("criteria backers evidence", "required"))
    given = answer("backers", said, rubric)
    assert (given.state, given.said) == ("unsupported", None)
    assert given.masks == answer("backers", "unknown").masks
    shown = answer("backers", {"answer": said, "evidence": [SOURCE]}, rubric)
    assert shown.masks == answer("backers", said).masks


@pytest.mark.parametrize("said", [["shop"], {"shop": "yes"}], ids=repr)
def test_a_member_that_needs_evidence_has_none(said: Plain) -> None:
    """`required_for` a member asks evidence of every answer in which that member is or may be."""
    rubric = edited(put("criteria backers evidence", {"required_for": ["shop"]}))
    assert answer("backers", said, rubric).state == "unsupported"
    assert answer("backers", {"answer": said, "evidence": [SOURCE]}, rubric).said is not None
    assert answer("backers", ["neighbours"], rubric).state == "answered"


# What is wrong with an answer

WRONG: list[tuple[str, Plain, str, tuple[str | int, ...], str]] = [
    ("care", "cleer", "bad-value", (), "`clear`"),
    ("care", "Clear", "bad-value", (), "`clear`"),
    ("care", "CLEAR", "bad-value", (), "`clear`"),
    ("care", "", "bad-value", (), ""),
    ("care", "2", "bad-value", (), ""),
    ("member", "true", "bad-value", (), "`yes`"),
    ("member", "Yes", "bad-value", (), "`yes`"),
    ("member", "y", "bad-value", (), ""),
    ("member", "on", "bad-value", (), "`no`"),
    ("member", "unknwon", "bad-value", (), "`unknown`"),
    ("member", "undetermined", "bad-value", (), ""),
    ("care", None, "bad-value", (), ""),
    ("care", ["clear"], "bad-value", (), ""),
    ("care", {"answer": "cleer"}, "bad-value", ("answer",), "`clear`"),
    ("care", {"answer": None}, "bad-value", ("answer",), ""),
    ("care", {"one_of": ["clear", "sum"]}, "bad-value", ("one_of", 1), "`some`"),
    ("care", {"one_of": ["clear"]}, "bad-shape", ("one_of",), "`clear`"),
    ("care", {"one_of": ["clear", "clear"]}, "doubled-id", ("one_of", 1), ""),
    ("care", {"one_of": []}, "bad-shape", ("one_of",), ""),
    ("care", {"one_of": "clear"}, "bad-shape", ("one_of",), ""),
    ("care", {"unknown": "forgotten"}, "bad-value", ("unknown",), ""),
    ("care", {"unknown": "no_repli"}, "bad-value", ("unknown",), "`no_reply`"),
    ("care", {"unknown": None}, "bad-shape", ("unknown",), ""),
    ("care", {"answer": "clear", "unknown": "declined"}, "bad-shape", (), ""),
    ("care", {"answer": "clear", "one_of": ["some", "clear"]}, "bad-shape", (), ""),
    ("care", {"note": "Only a note."}, "bad-shape", (), ""),
    ("care", {}, "bad-shape", (), ""),
    ("care", {"answer": "clear", "notes": "N"}, "unknown-key", ("notes",), "`note`"),
    ("care", {"answer": "clear", "note": None}, "bad-shape", ("note",), ""),
    ("care", {"answer": "clear", "note": " "}, "bad-value", ("note",), ""),
    ("care", {"answer": "clear", "public": "yes"}, "bad-value", ("public",), ""),
    ("care", {"answer": "clear", "evidence": "seen"}, "bad-shape", ("evidence",), ""),
    ("care", {"answer": "clear", "evidence": ["seen"]}, "bad-shape", ("evidence", 0), ""),
    ("care", {"answer": "clear", "evidence": [{}]}, "bad-shape", ("evidence", 0), ""),
    ("care", {"answer": "clear", "evidence": [{"url": "x"}]}, "unknown-key",
     ("evidence", 0, "url"), ""),
    ("care", {"answer": "clear", "evidence": [{"date": "1 May"}]}, "bad-value",
     ("evidence", 0, "date"), ""),
    ("care", {"answer": "clear", "evidence": [{"source": ["x"]}]}, "bad-shape",
     ("evidence", 0, "source"), ""),
    ("backers", "shop", "bad-shape", (), ""),
    ("backers", "yes", "bad-shape", (), ""),
    ("backers", ["shops"], "bad-value", (0,), "`shop`"),
    ("backers", ["shop", "shop"], "doubled-id", (1,), ""),
    ("backers", ["shop", None], "bad-shape", (1,), ""),
    ("backers", {"shops": "yes"}, "bad-value", ("shops",), "`shop`"),
    ("backers", {"shop": "sure"}, "bad-value", ("shop",), ""),
    ("backers", {"shop": None}, "bad-value", ("shop",), ""),
    ("backers", {"shop": "clear"}, "bad-value", ("shop",), ""),
    ("backers", {"shop": {"unknown": "forgotten"}}, "bad-value", ("shop", "unknown"), ""),
    ("backers", {"shop": {"one_of": ["yes"]}}, "bad-shape", ("shop", "one_of"), ""),
    ("backers", {"answer": ["shops"]}, "bad-value", ("answer", 0), "`shop`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("id", "said", "code", "place", "near"), WRONG, ids=[f"{w[0]}-{w[1]!r}" for w in WRONG]
)
def test_anything_else_is_one_fault_at_its_place(
    id: str, said: Plain, code: str, place: tuple[str | int, ...], near: str
) -> None:
    """Nothing is coerced: one diagnostic, its code and place, and the nearest accepted word."""
    found = one_fault({id: said})
    assert (found.code, found.trail) == (code, ("answers", id, *place))
    assert near in found.help


@pytest.mark.parametrize("said", ["cleer", {"answer": "cleer"}, {"one_of": ["some", "cleer"]}])
def test_a_wrong_word_is_shown_with_what_is_accepted(said: Plain) -> None:
    """The words found stand in the message, everything accepted in the help."""
    found = one_fault({"care": said})
    assert "`cleer`" in found.message
    for word in (*ALL_DEGREES, "unknown"):
        assert f"`{word}`" in found.help


def test_a_refused_word_is_never_proposed() -> None:
    """`unknown` is no assessor's answer: refused in `one_of`, it is not offered there again."""
    found = one_fault({"care": {"one_of": ["clear", "unknown"]}})
    assert found.trail == ("answers", "care", "one_of", 1)
    assert "`unknown`" in found.message
    assert "`unknown`" not in found.help


def test_an_unknown_criterion_names_the_nearest() -> None:
    """A misspelt criterion is an error at its key, with the nearest and a way to get them all."""
    found = one_fault({"purpos": "work"})
    assert (found.code, found.trail, found.on_key) == ("unknown-id", ("answers", "purpos"), True)
    assert "`purpose`" in found.help


def test_a_setting_or_finding_is_no_criterion() -> None:
    """Only criteria are answered: a decision, finding, score or setting is an unknown id here."""
    for id in ("loan", "in_order", "merit", "care_needed", "house_rules"):
        assert one_fault({id: "yes"}).code == "unknown-id"


def test_every_fault_is_reported_in_one_run() -> None:
    """Ten wrong answers are ten diagnostics, in the order of the file."""
    wrong = {
        "care": "cleer", "skill": None, "member": "true", "backers": {"shops": "yes"},
        "purpose": {"one_of": ["work"]}, "late": {"note": "N"}, "nobody": "yes",
        "weather": ["dry"], "licence": {"unknown": "why"}, "house_rule": {"answer": "bent"},
    }  # fmt: skip
    found = faults(wrong)
    assert [d.trail[1] for d in found] == list(wrong)


@pytest.mark.parametrize("answers", [None, "yes", [], ["care"]])
def test_answers_are_a_mapping(answers: Plain) -> None:
    """`answers` may be empty and is never null, a text or a list."""
    found = one_fault(answers)
    assert (found.code, found.trail) == ("bad-shape", ("answers",))
    assert "answers: {}" in found.help


def test_a_candidate_keeps_everything_that_is_written() -> None:
    """Head, statements and corrections come through as they are."""
    head: dict[str, Plain] = {
        "office": "Harbour Board", "seat": "harbour-2", "election": "2026-11-03",
        "chapter": "Riverbend", "as_of": "2026-05-01", "rubric": "bike-loan",
        "assessed": {"by": "the desk", "date": "2026-04-28", "rubric_version": "1.0.0"},
        "statements": {"for": [{"by": "A", "text": "Yes."}],
                       "against": [{"by": "B", "text": "No."}, {"by": "C", "text": "Never."}]},
        "corrections": [{"date": "2026-05-03", "by": "the candidate", "what": "A name."}],
    }  # fmt: skip
    read = candidate({"care": "some"}, head)
    assert read.name == "Odalys Wren"
    assert (read.office, read.seat, read.chapter) == ("Harbour Board", "harbour-2", "Riverbend")
    assert (read.election, read.as_of) == (date(2026, 11, 3), date(2026, 5, 1))
    assert read.assessed == ("the desk", date(2026, 4, 28), "1.0.0")
    assert [tuple(s) for s in read.statements_for] == [("A", "Yes.")]
    assert [tuple(s) for s in read.statements_against] == [("B", "No."), ("C", "Never.")]
    assert [tuple(c) for c in read.corrections] == [(date(2026, 5, 3), "the candidate", "A name.")]


HEADS: list[tuple[dict[str, Plain], str, tuple[str | int, ...]]] = [
    ({"election": "2026-02-30"}, "bad-value", ("election",)),
    ({"election": "3 November"}, "bad-value", ("election",)),
    ({"as_of": "2026-5-1"}, "bad-value", ("as_of",)),
    ({"office": ["Board"]}, "bad-shape", ("office",)),
    ({"office": ""}, "bad-value", ("office",)),
    ({"candidate": None}, "bad-shape", ("candidate",)),
    ({"candidate": " "}, "bad-value", ("candidate",)),
    ({"candidates": "X"}, "unknown-key", ("candidates",)),
    ({"assessed": "the desk"}, "bad-shape", ("assessed",)),
    ({"assessed": {"by": "the desk", "on": "Monday"}}, "unknown-key", ("assessed", "on")),
    ({"assessed": {"date": "2026-13-01"}}, "bad-value", ("assessed", "date")),
    ({"statements": [{"by": "A", "text": "T"}]}, "bad-shape", ("statements",)),
    ({"statements": {"pro": []}}, "unknown-key", ("statements", "pro")),
    ({"statements": {"for": [{"text": "T"}]}}, "missing-key", ("statements", "for", 0)),
    ({"statements": {"against": [{"by": "A"}]}}, "missing-key", ("statements", "against", 0)),
    ({"statements": {"against": "No."}}, "bad-shape", ("statements", "against")),
    ({"corrections": [{"date": "2026-05-03"}]}, "missing-key", ("corrections", 0)),
    ({"corrections": {"what": "A name."}}, "bad-shape", ("corrections",)),
]


@pytest.mark.parametrize(("head", "code", "place"), HEADS, ids=[repr(h[0]) for h in HEADS])
def test_a_fault_of_the_head_is_one_report_at_its_place(
    head: dict[str, Plain], code: str, place: tuple[str | int, ...]
) -> None:
    """Each wrong entry of the head gives one diagnostic, and no candidate comes out."""
    read, found = reader().read({"candidate": "Odalys Wren", "answers": {}, **head})
    assert read is None
    assert [(d.code, d.trail) for d in found] == [(code, place)]


@pytest.mark.parametrize("missing", ["candidate", "answers"])
def test_name_and_answers_are_required(missing: str) -> None:
    """Either one left out is one `missing-key`."""
    whole: dict[str, Plain] = {"candidate": "Odalys Wren", "answers": {}}
    del whole[missing]
    read, found = reader().read(whole)
    assert read is None
    assert [(d.code, d.trail) for d in found] == [("missing-key", ())]


@pytest.mark.parametrize("value", [None, "text", [], ["a"]])
def test_a_candidate_is_a_mapping(value: Plain) -> None:
    """Anything else is one fault of shape."""
    read, found = reader().read(value)
    assert read is None
    assert [d.code for d in found] == ["bad-shape"]


@pytest.mark.parametrize("key", ["office", "seat", "election", "chapter", "as_of", "rubric"])
def test_a_key_of_the_head_with_nothing_after_it_is_absent(key: str) -> None:
    """`office:` with nothing after it is as if it were not there."""
    assert candidate({}, {key: None}) == candidate({})
