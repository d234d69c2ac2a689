"""Rows that say they are total or unique are that for every candidate, proved on the diagram."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli import api
from endorse_cli.api.writing import show_rubric
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import where_rows_hold
from endorse_cli.engine.divided import compile_apart
from endorse_cli.review.progress import Unheard
from endorse_cli.review.reported import Reported
from endorse_cli.review.structure import number_faults, structure_faults
from endorse_cli.review.verdict import soundness
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, Edit, base, drop, edited, put
from support.world import world_of

Plain = Any
KINDS = {"a": ["low", "mid", "top"], "b": ["no", "yes"], "c": ["p", "q", "r"]}
CRITERIA: dict[str, Plain] = {
    "a": {"answer": {"levels": KINDS["a"]}},
    "b": {"answer": "yes_no"},
    "c": {"answer": {"choice": KINDS["c"]}},
}


def rubric_of(rows: dict[str, Plain], *, unique: bool = False) -> dict[str, Plain]:
    """A rubric with one decision of these rows and no `otherwise`."""
    decision = {"outcomes": ["bad", "good"], "rows": rows, **({"hit": "unique"} if unique else {})}
    asked = {id: {"group": "g", "ask": "?", **kind, **STATED} for id, kind in CRITERIA.items()}
    head = {"format": "1", "rubric": "rows", "version": "1.0.0", "title": "Rows"}
    body = {"groups": {"g": {"title": "All"}}, "criteria": asked, "decisions": {"d": decision}}
    return {**head, "document": {"title": "Rows"}, **body}


def found(plain: dict[str, Plain]) -> list[str]:
    """The codes of what is wrong with the structure of a rubric."""
    rubric, before = read_rubric(plain)
    return [one.code for one in (*before, *structure_faults(rubric, before))]


@composite
def several_rows(draw: DrawFn) -> list[tuple[str, dict[str, list[str]]]]:
    """Some rows: an outcome each, and for every criterion the answers with which it holds."""
    some = {id: st.lists(st.sampled_from(k), min_size=1, unique=True) for id, k in KINDS.items()}
    row = st.tuples(st.sampled_from(["bad", "good"]), st.fixed_dictionaries(some))
    return draw(st.lists(row, min_size=1, max_size=5))


@given(several_rows(), st.booleans())
def test_gaps_and_overlaps_are_those_that_can_be_counted(
    rows: list[tuple[str, dict[str, list[str]]]], unique: bool
) -> None:
    """A gap is told exactly where some profile has no row, an overlap where it has two outcomes."""
    plain = rubric_of(
        {
            f"r{place}": {"is": outcome, "when": {"all": [{id: {"one_of": names}}
            if len(names) > 1 else {id: names[0]} for id, names in held.items()]}, **STATED}
            for place, (outcome, held) in enumerate(rows)
        },
        unique=unique,
    )  # fmt: skip
    outcomes = [
        {outcome for outcome, held in rows if all(v in held[i] for i, v in answers.items())}
        for answers in (
            dict(zip(KINDS, profile, strict=True)) for profile in product(*KINDS.values())
        )
    ]
    gap = any(not found for found in outcomes)
    overlap = unique and any(len(found) > 1 for found in outcomes)
    assert found(plain) == (["row-gap"] if gap else ["row-overlap"] if overlap else [])


SPLIT = {
    "low": {"is": "bad", "when": {"a": {"less_than": "top"}}, **STATED},
    "top": {"is": "good", "when": {"a": "top"}, **STATED},
}


def test_total_rows_decide_like_rows_with_a_rest() -> None:
    """The last of total rows stands for all who are left, on the diagram and in the rows."""
    plain = rubric_of(SPLIT)
    compiled = world_of(plain).compiled
    assert list(compiled.decisions["d"].outcome_of) == ["low", "top"]
    leaves = {compiled.manager.leaf[n] for n in compiled.manager.descendants(
        (compiled.decisions["d"].root,))}  # fmt: skip
    assert leaves - {None} == {"low", "top"}


def test_somebody_who_is_left_out_is_named() -> None:
    """The message has the answers with which no row holds, and no others."""
    rows = {**SPLIT, "top": {**SPLIT["top"], "when": {"all": [{"a": "top"}, {"c": "p"}]}}}
    (gap,) = structure_faults(read_rubric(rubric_of(rows))[0])
    assert "where `a` is `top`, `c` is `q`" in gap.message
    assert gap.trail == ("decisions", "d", "rows")


def test_rows_that_differ_are_named() -> None:
    """The message has both rows and the answers with which both hold; the place is the later's."""
    rows = {**SPLIT, "also": {"is": "good", "when": {"b": "yes"}, **STATED}}
    (overlap,) = structure_faults(read_rubric(rubric_of(rows, unique=True))[0])
    assert "`d.low` and `also`" in overlap.message
    assert "where `a` is `low`, `b` is `yes`" in overlap.message
    assert (overlap.trail[-1], overlap.other) == ("also", ("decisions", "d", "rows", "low"))


def test_an_amount_in_a_message_is_said_as_people_say_it() -> None:
    """One debt and two debts; of many, with commas."""
    rows = {
        "few": {"is": "good", "when": {"a": {"less_than": "1"}}, **STATED},
        "many": {"is": "bad", "when": {"a": {"at_least": "2"}}, **STATED},
    }
    plain = rubric_of(rows)
    plain["criteria"]["a"]["answer"] = {
        "number": {"unit": "debts", "min": "0", "max": "9", "step": "1"}
    }
    (gap,) = structure_faults(read_rubric(plain)[0])
    assert "where `a` is `1 debt`." in gap.message
    rows["few"]["when"] = {"a": {"less_than": "1500"}}
    rows["many"]["when"] = {"a": {"at_least": "2500"}}
    plain["criteria"]["a"]["answer"] = {"number": {"unit": "euros", "min": "0", "step": "any"}}
    (gap,) = structure_faults(read_rubric(plain)[0])
    assert "where `a` is `at least 1,500 and less than 2,500 euros`." in gap.message


def test_rows_that_agree_may_overlap() -> None:
    """With one outcome it makes no difference which of two rows decides."""
    rows = {**SPLIT, "also": {"is": "bad", "when": {"all": [{"a": "low"}, {"b": "yes"}]}, **STATED}}
    assert found(rubric_of(rows, unique=True)) == []


@pytest.mark.parametrize(
    "edit",
    [
        put("criteria c in_force", {"since": "2026-01-01"}),
        put("criteria c in_force", {"until": "2025-12-31"}),
    ],
)
def test_rows_are_total_on_every_day(edit: Edit) -> None:
    """A row that is not in force on some days leaves somebody out then."""
    rows = {
        "first": {"is": "bad", "when": {"c": "p"}, **STATED},
        "second": {"is": "good", "when": {"c": {"one_of": ["q", "r"]}}, **STATED},
    }
    plain = rubric_of(rows)
    assert found(plain) == []
    edit(plain)
    assert found(plain) == ["row-gap"]


def test_a_reader_is_told_what_the_order_of_rules_means(tmp_path: Path) -> None:
    """`rubric show` says of rules that exclude each other that no order is needed."""
    path = tmp_path / "rubric.json"
    for unique, said in ((False, "The first rule that applies"), (True, "no two that differ")):
        path.write_text(json.dumps(rubric_of(SPLIT, unique=unique)), "utf-8")
        assert said in show_rubric(str(path))


def test_a_rest_that_is_left_out_by_mistake_is_a_gap() -> None:
    """A decision that needs `otherwise` says for whom, not only that a key is missing."""
    assert found(edited(drop("decisions loan otherwise"))) == ["row-gap"]
    assert found(base()) == []


def test_another_number_may_open_a_gap() -> None:
    """What is looked at when a number is moved has the rows of a decision in it too."""
    rows = {**SPLIT, "top": {**SPLIT["top"], "when": {"all": [{"a": "top"}, {"c": "p"}]}}}
    assert [one.code for one in number_faults(read_rubric(rubric_of(rows))[0])] == ["row-gap"]
    assert number_faults(read_rubric(rubric_of(SPLIT))[0]) == ()


@pytest.mark.parametrize("unique", [False, True])
def test_a_gap_and_an_overlap_are_shown_by_a_file(tmp_path: Path, unique: bool) -> None:
    """A candidate whom no row holds for, or two that differ, can be written and looked at."""
    rows = {
        "one": {"is": "good", "when": {"a": {"at_least": "mid"}}, **STATED},
        "two": {"is": "bad", "when": {"b": "no"}, **STATED},
        "three": {"is": "bad", "when": {"all": [{"a": "low"}, {"b": "yes"}]}, **STATED},
    }
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric_of(rows, unique=unique)), encoding="utf-8")
    shown = api.check_rubric(path).examples()
    if not unique:
        assert shown == {}
        del rows["three"]
        path.write_text(json.dumps(rubric_of(rows)), encoding="utf-8")
        shown = api.check_rubric(path).examples()
    (name,) = shown
    assert name == ("row-overlap-d.json" if unique else "row-gap-d.json")
    wanted = {"a": "mid", "b": "no"} if unique else {"a": "low", "b": "yes"}
    assert json.loads(shown[name])["answers"] == wanted


POINTS = {"number": {"unit": "points", "min": "0", "max": "1000", "step": "1"}}
LARGE = {f"n{place}": POINTS for place in range(9)}
"""Past the budget of a check, so that the scores are worked out apart."""


def large(rows: dict[str, tuple[str, Plain]], **scores: int) -> dict[str, Plain]:
    """A rubric of many large numbers, its scores the first so many of them added up."""
    made = {id: {"is": outcome, "when": when, **STATED} for id, (outcome, when) in rows.items()}
    asked = {
        id: {"group": "g", "ask": "?", "label": "A number", "answer": kind, **STATED}
        for id, kind in LARGE.items()
    }
    added = {id: {"value": {"sum": [*LARGE][:many]}, **STATED} for id, many in scores.items()}
    return {**rubric_of(made), "criteria": asked, "scores": added}


def unique(plain: dict[str, Plain]) -> dict[str, Plain]:
    """The same with rows that are to exclude each other."""
    return {**plain, "decisions": {"d": {**plain["decisions"]["d"], "hit": "unique"}}}


def test_rows_past_the_budget_are_proved_by_their_parts() -> None:
    """Of a score of many large numbers a gap and an overlap are told where there is one."""
    high = ("good", {"a": {"at_least": "4000"}})
    rest, above = ("bad", {"not": {"a": {"at_least": "4000"}}}), ("bad", {"a": {"at_most": "4500"}})
    below = ("bad", {"a": {"less_than": "3500"}})
    assert found(large({"high": high, "low": rest}, a=9)) == []
    assert found(unique(large({"high": high, "low": rest}, a=9))) == []
    assert found(large({"high": high, "low": above}, a=9)) == []
    assert found(unique(large({"high": high, "low": above}, a=9))) == ["row-overlap"]
    gap = large({"high": high, "low": below}, a=9)
    (fault,) = structure_faults(read_rubric(gap)[0])
    assert fault.code == "row-gap"
    assert "where `a` is at least 3500 and less than 4000" in fault.message


@pytest.mark.parametrize(
    ("low", "code"), [("3999", None), ("3998", "band-gap"), ("4000", "band-overlap")]
)
def test_bands_past_the_budget_are_held_against_what_is_added_up(
    low: str, code: str | None
) -> None:
    """Whole numbers leave nothing between two neighbours, however many totals there are."""
    plain = large({}, a=9)
    cuts = [{"is": "bad", "at_most": low}, {"is": "good", "at_least": "4000"}]
    decision = {"outcomes": ["bad", "good"], "bands": {"of": "a", "cuts": cuts}, **STATED}
    plain["decisions"] = {"d": decision}
    assert found(plain) == ([code] if code else [])


ROWS = ("row-gap", "row-overlap")

CROSSED = {
    "high": ("good", {"a": {"at_least": "3000"}}),
    "low": ("bad", {"b": {"less_than": "3500"}}),
}
"""Nobody can tell of the parts alone whether anyone is left out: `b` is `a` and one number more."""


def test_rows_that_are_too_much_to_be_proved_are_not_checked(tmp_path: Path) -> None:
    """It is no error: it is said not to be checked, and whoever is left out is told so."""
    path, person = tmp_path / "rubric.json", tmp_path / "person.json"
    path.write_text(json.dumps(large(CROSSED, a=8, b=9)), encoding="utf-8")
    checked = api.check_rubric(path)
    assert not checked.ok
    assert [one.code for one in checked.diagnostics] == []
    assert "row-gap" in [one["what"] for one in checked.unchecked]
    assert "row-overlap" not in [one["what"] for one in checked.unchecked]

    def judged(**answers: str) -> Plain:
        person.write_text(json.dumps({"candidate": "P", "answers": answers}), encoding="utf-8")
        (one,) = api.score([person], rubric=path)
        return one

    each = dict.fromkeys(LARGE, "370")
    assert judged(**{**each, "n0": "410"}).assessment.decisions["d"].possible == ("good",)
    assert judged(**each).assessment.decisions["d"].possible == ("bad",)
    (fault,) = judged(**{**each, "n8": "900"}).diagnostics
    assert fault.code == "row-gap"
    assert judged(n8="900").assessment.decisions["d"].possible == ("bad", "good")
    assert judged().assessment.decisions["d"].possible == ("bad", "good")


def test_rows_that_are_to_exclude_each_other_are_not_checked_either() -> None:
    """The first decides, and whether another could beside it is said not to be checked."""
    rows = {
        "high": ("good", {"a": {"at_least": "3000"}}),
        "low": ("bad", {"b": {"at_most": "3500"}}),
    }
    rest = {"is": "bad", **STATED}
    plain = unique(large(rows, a=8, b=9))
    plain["decisions"]["d"]["otherwise"] = rest
    assert found(plain) == []
    compiled = compile_apart(read_rubric(plain)[0])
    for diagrams in (compiled, None):
        sound = soundness(compiled.rubric, diagrams, Reported(compiled.rubric))
        assert [code for code in sound.unchecked if code in ROWS] == ["row-overlap"]


def test_what_rows_promise_is_left_where_a_check_is_interrupted() -> None:
    """It is not called too large then."""
    rubric, _ = read_rubric(unique(rubric_of(SPLIT)))
    stopped = Unheard()
    stopped.stopped = True
    sound = soundness(rubric, None, Reported(rubric), stopped)
    assert not sound.unchecked
    assert {*ROWS} <= {*sound.left}


@composite
def shared(draw: DrawFn) -> tuple[list[tuple[str, str, str, int]], list[str | None]]:
    """Rows that compare two totals of three answers, one of them shared; and some answers."""
    ids, keys = st.sampled_from(["a", "b"]), st.sampled_from(["at_least", "at_most"])
    row = st.tuples(st.sampled_from(["bad", "good"]), ids, keys, st.integers(0, 4))
    answers = st.lists(st.sampled_from([None, "no", "bit", "full"]), min_size=3, max_size=3)
    return draw(st.lists(row, min_size=1, max_size=3)), draw(answers)


@given(shared())
def test_whoever_no_row_holds_for_has_no_outcome_where_that_was_too_much_to_prove(
    case: tuple[list[tuple[str, str, str, int]], list[str | None]],
) -> None:
    """Past the budget what can come out is what rows give that hold, as counted one by one."""
    rows, said = case
    levels = ["no", "bit", "full"]
    made = {
        f"r{place}": (outcome, {id: {key: str(bound)}})
        for place, (outcome, id, key, bound) in enumerate(rows)
    }
    plain = large(made, a=2)
    scale = {"levels": levels, "worth": ["0", "1", "2"], "anchors": dict.fromkeys(levels, "A.")}
    plain |= {
        "scales": {"much": scale},
        "criteria": {
            f"n{place}": {"group": "g", "ask": "?", "answer": "much", **STATED}
            for place in range(3)
        },
        "scores": {
            "a": {"value": {"sum": ["n0", "n1"]}, **STATED},
            "b": {"value": {"sum": ["n1", {"times": ["2", "n2"]}]}, **STATED},
        },
    }
    rubric, found = read_rubric(plain)
    assert not found
    compiled = where_rows_hold(compile_apart(rubric))
    reader = CandidateReader(rubric)
    answers = {f"n{place}": level for place, level in enumerate(said) if level is not None}
    candidate, faults = reader.read({"candidate": "P", "answers": answers})
    assert candidate is not None, faults
    assessment = Assessment(compiled, candidate.answers, reader.absent)
    results = set()
    for profile in product(*([levels.index(level)] if level else range(3) for level in said)):
        totals = {"a": profile[0] + profile[1], "b": profile[1] + 2 * profile[2]}
        held = (
            outcome
            for outcome, id, key, bound in rows
            if (totals[id] >= bound if key == "at_least" else totals[id] <= bound)
        )
        results.add(next(held, None))
    decided = assessment.decisions["d"]
    outcomes = results - {None}
    assert set(decided.possible) == outcomes or (
        not decided.is_exact and set(decided.possible) >= outcomes
    )
    if not outcomes and None not in said:
        assert assessment.contradicts
        assert assessment.left_out == ("d",)
