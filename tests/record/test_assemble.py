"""The record: every part of it, from what the file says and what comes of it."""

from typing import Any

import pytest

from endorse_cli import __version__
from endorse_cli.engine import divided_ends
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.divided import compile_apart
from endorse_cli.models.model import replace
from endorse_cli.record.assemble import Origin, assemble, what_if
from support.base import STATED, base, edited, put
from support.families import points, rows
from support.judged import DIGEST, FILE_DIGEST, Bench, bench

Plain = Any

SOURCE = {"source": "Roll", "date": "2026-03-01", "says": "Listed."}

HEAD: dict[str, Plain] = {
    "candidate": "Odalys Wren",
    "office": "Keeper of the shed",
    "seat": "shed-1",
    "election": "2026-11-03",
    "chapter": "Mill Lane",
    "as_of": "2026-05-01",
    "assessed": {"by": "the house", "date": "2026-04-28", "rubric_version": "0.9.0"},
    "statements": {
        "for": [{"by": "the shed", "text": "She oils chains."}],
        "against": [{"by": "two neighbours", "text": "She is seldom there."}],
    },
    "corrections": [
        {"date": "2026-05-03", "by": "the shed", "what": "It was March."},
        {"what": "It was the blue one."},
    ],
}

SAID: dict[str, Plain] = {
    "member": {"answer": "yes", "evidence": [SOURCE, {"says": "Heard."}], "note": "Kept by Ann."},
    "licence": "not_applicable",
    "house_rule": {"answer": "kept", "note": "Asked twice.", "public": "true"},
    "care": {"one_of": ["some", "clear"]},
    "skill": {"unknown": "declined"},
    "late": "seldom",
    "purpose": "work",
    "backers": {"neighbours": "yes", "shop": {"one_of": ["yes", "no"]}, "school": "unknown"},
    "weather": "dry",
}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric, with one thing asked that goes stale and two that are stood in for."""
    return bench(
        edited(
            put("criteria member fresh_for", {"months": "6"}),
            put("criteria skill assume", "some"),
            put("criteria backers asked_of", "campaign"),
        )
    )


def test_the_head_says_who_was_judged_by_what_and_when(lending: Bench) -> None:
    """Program, rubric, candidate, file, assessors and day, each in its own place."""
    record = lending.record(SAID, HEAD)
    assert record["record"] == 1
    assert record["tool"] == {"name": "endorse", "version": __version__}
    assert record["rubric"] == lending.part
    assert record["candidate"] == {
        "name": "Odalys Wren",
        "office": "Keeper of the shed",
        "seat": "shed-1",
        "election": "2026-11-03",
        "chapter": "Mill Lane",
        "source": "wren.yaml",
        "digest": FILE_DIGEST,
    }
    assert record["assessed"] == {
        "by": "the house", "date": "2026-04-28", "rubric_version": "0.9.0",
    }  # fmt: skip
    assert record["as_of"] == "2026-05-01"
    assert record["rubric"]["digest"] == DIGEST


def test_what_people_wrote_comes_through(lending: Bench) -> None:
    """Statements on their own side, corrections in order, whole or in part."""
    record = lending.record(SAID, HEAD)
    assert record["statements"] == {
        "for": [{"by": "the shed", "text": "She oils chains."}],
        "against": [{"by": "two neighbours", "text": "She is seldom there."}],
    }
    assert record["corrections"] == [
        {"date": "2026-05-03", "by": "the shed", "what": "It was March."},
        {"date": None, "by": None, "what": "It was the blue one."},
    ]


def test_a_bare_candidate_has_a_record_with_nothing_in_its_place(lending: Bench) -> None:
    """What the file does not say is null or empty, and no part is missing."""
    record = lending.record({})
    assert record["assessed"] is None
    assert record["as_of"] is None
    assert record["candidate"]["election"] is None
    assert record["statements"] == {"for": [], "against": []}
    assert (record["corrections"], record["set_aside"]) == ([], [])
    assert {line["state"] for line in record["lines"]} == {"not_asked"}
    assert {line["answer"] for line in record["lines"]} == {None}


def test_every_line_has_what_was_said_and_what_it_came_to(lending: Bench) -> None:
    """Answers, what is left possible, state, sources and their worth, note, grounds, bearing."""
    lines = {line["criterion"]: line for line in lending.record(SAID, HEAD)["lines"]}
    assert list(lines) == list(base()["criteria"])
    assert lines["member"] == {
        "criterion": "member",
        "group": "people",
        "answer": "yes",
        "possible": {"member": ["yes"]},
        "state": "answered",
        "bearing": "met",
        "speaks": "for",
        "matters": False,
        "from": ["p1"],
        "basis": "stated",
        "evidence": [
            {"source": "Roll", "date": "2026-03-01", "says": "Listed.", "standing": "counts"},
            {"source": None, "date": None, "says": "Heard.", "standing": "undated"},
        ],
        "note": "Kept by Ann.",
        "public": False,
    }
    assert (lines["house_rule"]["note"], lines["house_rule"]["public"]) == ("Asked twice.", True)
    assert lines["licence"]["answer"] == "not_applicable"
    assert (lines["licence"]["note"], lines["licence"]["public"]) == (None, False)
    assert (lines["licence"]["evidence"], lines["weather"]["public"]) == ([], False)
    assert lines["care"]["answer"] == ["some", "clear"]
    assert lines["care"]["possible"] == {"care": ["some", "clear"]}
    assert (lines["care"]["state"], lines["care"]["group"]) == ("disputed", "use")
    assert lines["skill"]["answer"] is None
    assert (lines["skill"]["state"], lines["skill"]["bearing"]) == ("declined", "open")
    assert lines["skill"]["possible"] == {"skill": ["none", "some", "clear"]}
    assert lines["backers"]["answer"] == {
        "neighbours": "yes", "shop": ["no", "yes"], "school": None,
    }  # fmt: skip
    assert lines["backers"]["possible"] == {
        "backers.neighbours": ["yes"],
        "backers.shop": ["no", "yes"],
        "backers.school": ["no", "yes"],
    }
    assert lines["likes_bikes"]["bearing"] == "recorded"


@pytest.mark.parametrize(
    ("day", "standing"),
    [("2025-10-31", "stale"), ("2025-11-01", "counts"), ("2026-05-01", "counts"),
     ("2026-05-02", "later")],
)  # fmt: skip
def test_a_source_is_worth_what_it_is_on_the_day_of_the_record(
    lending: Bench, day: str, standing: str
) -> None:
    """The record judges by its own day: to the day, on both sides."""
    said = {"member": {"answer": "yes", "evidence": [{**SOURCE, "date": day}]}}
    (source,) = lending.record(said, HEAD)["lines"][0]["evidence"]
    assert source["standing"] == standing


def test_decisions_findings_and_scores_are_those_of_the_assessment(lending: Bench) -> None:
    """What is open is a null outcome with all that is possible; scores are exact fractions."""
    record = lending.record(SAID, HEAD)
    assert record["decisions"] == {
        "standing": {
            "outcome": None,
            "possible": ["guest", "regular"],
            "rows": ["both", "papers"],
            "also": [],
            "row": None,
        },
        "loan": {
            "outcome": None,
            "possible": ["wait", "lend"],
            "rows": ["careful", "otherwise"],
            "also": [],
            "row": None,
        },
    }
    assert record["findings"] == {"in_order": "yes", "rule_broken": "no", "backed": "open"}
    assert record["scores"] == {
        "merit": {"low": "1/4", "high": "5/4"},
        "bonus": {"low": "1", "high": "1"},
        "total": {"low": "5/8", "high": "9/8"},
    }


def test_the_other_rows_that_hold_are_listed_where_the_rubric_says_so(lending: Bench) -> None:
    """`also` has the rows that hold besides the deciding one."""
    record = lending.record({**SAID, "backers": ["neighbours", "shop"]}, HEAD)
    assert record["decisions"]["standing"] == {
        "outcome": "regular", "possible": ["regular"], "rows": ["both"], "also": ["papers"],
        "row": "both",
    }  # fmt: skip


def test_a_settled_decision_has_its_reason_and_its_changes(lending: Bench) -> None:
    """Variables by id, in rubric order: enough, always needed, and what would change it."""
    record = lending.record(
        {**SAID, "house_rule": {"answer": "broken", "evidence": [SOURCE]}}, HEAD
    )
    reason = record["reasons"]["loan"]
    assert (reason["sufficient"], reason["necessary"]) == (["house_rule"], ["house_rule"])
    assert reason["serves"] == {"rule_broken": ["house_rule"]}
    assert record["changes"]["loan"] == [
        {"to": "wait", "change": {"house_rule": ["kept"]}, "provided": {"skill": ["none"]}},
        {"to": "lend", "change": {"house_rule": ["kept"]}, "provided": {"skill": ["some"]}},
    ]
    assert list(record["reasons"]) == ["loan"]


def test_the_next_question_says_whom_to_ask_and_what_each_answer_leaves(lending: Bench) -> None:
    """A set is asked by member and value; anything else by value."""
    decided = {**SAID, "care": "clear", "skill": "some"}
    asked = lending.record(decided, HEAD)["ask_next"]
    assert asked == {
        "criterion": "backers",
        "asked_of": "campaign",
        "leaves": {
            "backers.shop=no": {"standing": ["guest"]},
            "backers.shop=yes": {"standing": ["regular"]},
        },
    }
    alone = lending.record({**SAID, "care": "clear", "backers": ["neighbours"]}, HEAD)["ask_next"]
    assert alone == {
        "criterion": "skill",
        "asked_of": None,
        "leaves": {
            "none": {"loan": ["wait"]}, "some": {"loan": ["lend"]}, "clear": {"loan": ["lend"]},
        },
    }  # fmt: skip
    assert lending.record({**decided, "backers": []}, HEAD)["ask_next"] is None


def test_what_stands_in_is_told_apart_from_what_is_known(lending: Bench) -> None:
    """Only the variables that stand-ins change, and what would come out then."""
    record = lending.record({**SAID, "care": "clear"}, HEAD)
    assert record["stand_in"]["given"] == {"skill": ["some"]}
    assert record["stand_in"]["decisions"]["loan"]["outcome"] == "lend"
    assert record["decisions"]["loan"]["outcome"] is None
    assert "stand_in" not in lending.record({**SAID, "skill": "clear"}, HEAD)


def test_a_supposition_is_of_the_candidate_as_it_stands(lending: Bench) -> None:
    """`what_if` gives the supposed values, in rubric order, and the decisions then."""
    assessment = lending.assessed(SAID, HEAD)
    level = lending.compiled.index
    part = what_if(assessment, {level["house_rule"]: 0b10, level["member"]: 0b01})
    assert part["given"] == {"member": ["no"], "house_rule": ["broken"]}
    assert list(part["given"]) == ["member", "house_rule"]
    assert {id: d["outcome"] for id, d in part["decisions"].items()} == {
        "standing": "stranger", "loan": "refuse",
    }  # fmt: skip


def test_a_decision_that_the_file_states_is_recorded_with_what_it_says() -> None:
    """`given` stands where the file states an outcome, and nowhere else."""
    stated = bench(edited(put("decisions standing may_be_given", "true")))
    parts = stated.record({**SAID, "standing": {"one_of": ["guest", "regular"]}}, HEAD)["decisions"]
    assert parts["standing"]["given"] == ["guest", "regular"]
    assert "given" not in parts["loan"]
    unsaid = stated.record({**SAID, "standing": "unknown"}, HEAD)["decisions"]
    assert "given" not in unsaid["standing"]


def test_an_answer_that_is_not_asked_on_the_day_is_set_aside() -> None:
    """Answered in the file and no criterion now: named, in the order of the file."""
    own = bench(base())
    assessment = own.assessed({"member": "yes"})
    candidate, day = own.candidate({"member": "yes"})
    more = {"old": candidate.answers["member"], **candidate.answers}
    origin = Origin("wren.yaml", FILE_DIGEST, own.part)
    record = assemble(replace(candidate, answers=more), assessment, origin, day)
    assert record["set_aside"] == ["old"]


def test_a_number_without_an_end_has_none_in_the_record() -> None:
    """A score that rests on a number without a bound has no bound on that side."""
    number = {"unit": "days", "step": "1", "min": "0"}
    lent = {"group": "use", "ask": "How long?", "answer": {"number": number}, **STATED}
    own = bench(
        edited(
            put("criteria lent", lent),
            put("scores length", {"value": {"times": ["1/2", "lent"]}, **STATED}),
            put("findings long", {"when": {"length": {"at_least": "2"}}, **STATED}),
        )
    )
    assert own.record({})["scores"]["length"] == {"low": "0", "high": None}
    assert own.record({"lent": "5"})["scores"]["length"] == {"low": "5/2", "high": "5/2"}


def test_of_a_rubric_that_is_too_large_it_is_said_what_was_not_worked_out() -> None:
    """Over the open answers alone there are no reasons, and changes are those of one answer."""
    own = bench(base())
    whole = own.assessed(SAID)
    partial = own._replace(compiled=compile_rubric(own.rubric, known=whole.masks))
    record = partial.record(SAID)
    assert record["single_changes"] is True
    assert record["reasons"] == {}
    assert record["decisions"] == own.record(SAID)["decisions"]
    assert "single_changes" not in own.record(SAID)


def test_what_could_not_be_excluded_is_said_to_be_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two totals of the same answers, too much open to try: all that may be, and named as such."""
    plain = points(["1", "2", "3"], ["4"], levels=3)
    against = {"sum": [{"times": ["-1", f"c{i}"]} for i in range(3)]}
    plain["scores"]["t"] = {"value": against, **STATED}
    both = {"all": [{"s": {"at_least": "9"}}, {"t": {"at_least": "-1"}}]}
    plain["decisions"] = rows(("good", both), ("fair", {"s": {"at_least": "3"}}))
    own = bench(plain)
    split = own._replace(compiled=compile_apart(own.rubric))
    assert split.record({})["decisions"] == own.record({})["decisions"]
    assert "unchecked" not in split.record({})
    monkeypatch.setattr(divided_ends, "CELLS", 0)
    monkeypatch.setattr(divided_ends, "STEPS", 1)
    assert split.record({})["decisions"] == own.record({})["decisions"]
    monkeypatch.setattr(divided_ends.solver, "is_installed", lambda: False)
    record = split.record({})
    assert record["decisions"]["d"]["possible"] == ["fail", "fair", "good"]
    assert own.record({})["decisions"]["d"]["possible"] == ["fail", "fair"]
    assert [part["what"] for part in record["unchecked"]] == ["d"]
