"""Scores made of several numbers that are too many to be listed, against every combination."""

import inspect
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.proofs import prove
from endorse_cli.engine.witnesses import numbers_at, spots_of
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.verdict import check_rubric
from endorse_cli.rubric import number_regions
from endorse_cli.rubric.candidate_reader import CandidateReader
from support.families import asked, rows
from support.strategies import head
from support.world import sound

GROUNDS = {"from": "p2", "basis": "stated"}
MOST = 5
"""The largest answer; with no more than two regions to a number these are too many to be listed."""

Plain = Any
NAMES = ("own", "costs", "income")

amounts = st.sampled_from(
    [
        {"share": {"times": ["100", "own"]}, "out_of": "costs", "if_none": "100"},
        {"share": "own", "out_of": {"sum": ["own", "income"]}, "if_none": "0"},
        {"share": {"sum": ["own", "income"]}, "out_of": "costs", "if_none": "-1"},
        {"share": "own", "out_of": {"sum": ["costs", {"minus": "income"}]}, "if_none": "0"},
        {"sum": ["costs", {"minus": "own"}]},
        {"mean": ["costs", {"times": ["-2", "income"]}]},
        {"lowest": ["costs", {"sum": ["own", "1"]}]},
        {"highest": ["own", {"minus": "income"}]},
        {"clamp": {"sum": ["own", "income"]}, "at_least": "1", "at_most": "6"},
        {"round": {"sum": ["own", {"times": ["1/3", "costs"]}]}, "to": "1", "half": "up"},
        {"share": {"highest": ["own", "income"]}, "out_of": {"sum": [*NAMES]}, "if_none": "1"},
        {"share": "own", "out_of": {"lowest": ["costs", "income"]}, "if_none": "2"},
        {
            "sum": [
                {"clamp": {"times": ["2", "own"]}, "at_least": "1", "at_most": "6"},
                {"minus": {"mean": [{"lowest": ["costs", "income"]}, "income"]}},
            ]
        },
    ]
)
bounds = st.sampled_from(["0", "1/2", "1", "2", "20", "50", "100"])
tests = st.sampled_from(["at_least", "more_than", "at_most", "less_than"])


def money(
    scores: dict[str, Plain], rows: dict[str, Plain], low: str = "0", left: str = "c"
) -> dict[str, Plain]:
    """A rubric of three amounts of money; who is `left` by the rows gets that outcome."""
    number = {"unit": "euros", "min": low, "max": str(MOST), "step": "1"}
    return {
        "format": "1",
        "rubric": "money",
        "version": "1.0.0",
        "title": "Money",
        "document": {"title": "Money"},
        "groups": {"g": {"title": "All"}},
        "criteria": {
            name: {"group": "g", "ask": "How much?", "answer": {"number": number}, **GROUNDS}
            for name in NAMES
        },
        "scores": scores,
        "decisions": {
            "grant": {
                "outcomes": ["a", "b", "c"],
                "rows": rows,
                "otherwise": {"is": left, **GROUNDS},
            }
        },
    }


@st.composite
def rubrics(draw: st.DrawFn) -> dict[str, Plain]:
    """A rubric with two scores, a row for each, and perhaps a number compared by itself."""
    scores = {
        name: {"value": draw(amounts), **GROUNDS}
        for name in ("first", "second")[: draw(st.integers(1, 2))]
    }
    rows: dict[str, Plain] = {}
    for place, name in enumerate(scores):
        when = {name: {draw(tests): draw(bounds)}}
        rows[f"row_{name}"] = {"is": draw(st.sampled_from("abc")), "when": when, **GROUNDS}
        if place == 0 and draw(st.booleans()):
            own = {draw(st.sampled_from(NAMES)): {"more_than": str(draw(st.integers(0, 4)))}}
            rows["by_itself"] = {"is": draw(st.sampled_from("abc")), "when": own, **GROUNDS}
    low, left = draw(st.sampled_from(["0", "1"])), draw(st.sampled_from("abc"))
    return money(scores, rows, low, left)


@pytest.fixture(autouse=True)
def _few_can_be_listed() -> Iterator[None]:
    """Of more than two values no number is listed here, so that every combination can be tried."""
    with patch.object(number_regions, "MAX_REGIONS", 2):
        yield


def value(amount: Plain, numbers: dict[str, int], scores: dict[str, Plain]) -> Fraction:
    """An amount as it is written, worked out plainly."""
    if isinstance(amount, str):
        return Fraction(numbers.get(amount, amount))

    def of(part: Plain) -> Fraction:
        return value(part, numbers, scores)

    match amount:
        case {"share": part, "out_of": whole, "if_none": none}:
            return of(part) / of(whole) if of(whole) else of(none)
        case {"sum": parts}:
            return sum(map(of, parts), Fraction(0))
        case {"mean": parts}:
            return sum(map(of, parts), Fraction(0)) / len(parts)
        case {"lowest": parts}:
            return min(map(of, parts))
        case {"highest": parts}:
            return max(map(of, parts))
        case {"minus": part}:
            return -of(part)
        case {"times": [factor, part]}:
            return Fraction(factor) * of(part)
        case {"clamp": part, "at_least": low, "at_most": high}:
            return min(max(of(part), Fraction(low)), Fraction(high))
        case {"round": part}:
            return Fraction((of(part) + Fraction(1, 2)) // 1)
    raise AssertionError(amount)


COMPARED = {
    "at_least": lambda a, b: a >= b,
    "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b,
    "less_than": lambda a, b: a < b,
}


def holds(plain: dict[str, Plain], when: dict[str, Plain], numbers: dict[str, int]) -> bool:
    """Whether a comparison holds."""
    ((id, test),) = when.items()
    ((how, bound),) = test.items()
    score = plain["scores"].get(id, {"value": id})["value"]
    return COMPARED[how](value(score, numbers, plain["scores"]), Fraction(bound))


def deciding(plain: dict[str, Plain], numbers: dict[str, int]) -> str:
    """The row that decides, read off the rubric as it is written."""
    rows = plain["decisions"]["grant"]["rows"].items()
    return next((id for id, row in rows if holds(plain, row["when"], numbers)), "otherwise")


def outcome(plain: dict[str, Plain], numbers: dict[str, int]) -> str:
    """What comes out."""
    grant, row = plain["decisions"]["grant"], deciding(plain, numbers)
    return str({**grant["rows"], "otherwise": grant["otherwise"]}[row]["is"])


def everybody(plain: dict[str, Plain]) -> list[dict[str, int]]:
    """Every combination of answers."""
    low = int(plain["criteria"]["own"]["answer"]["number"]["min"])
    every = range(low, MOST + 1)
    return [dict(zip(NAMES, each, strict=True)) for each in product(every, repeat=len(NAMES))]


def judged(rubric: Rubric, compiled: Compiled, answers: dict[str, Plain]) -> Assessment:
    """A candidate with some answers."""
    reader = CandidateReader(rubric)
    candidate, found = reader.read({"candidate": "Odalys Wren", "answers": answers})
    assert candidate is not None, found
    return Assessment(compiled, candidate.answers, reader.absent)


@given(rubrics(), st.data())
def test_no_outcome_that_can_be_is_left_out(plain: dict[str, Plain], data: st.DataObject) -> None:
    """With all answers the outcome is exact; with some open, all that can be are named."""
    rubric = sound(plain)
    compiled = compile_rubric(rubric)
    known = data.draw(st.dictionaries(st.sampled_from(NAMES), st.integers(1, MOST)))
    disputed = data.draw(st.none() | st.sampled_from(NAMES))
    said: dict[str, Plain] = {id: str(number) for id, number in known.items()}
    allowed = {id: {number} for id, number in known.items()}
    if disputed is not None:
        said[disputed] = {"one_of": ["1", "4"]}
        allowed[disputed] = {1, 4}
    could = {
        outcome(plain, numbers)
        for numbers in everybody(plain)
        if all(numbers[id] in some for id, some in allowed.items())
    }
    decided = judged(rubric, compiled, said).decisions["grant"]
    assert could <= {*decided.possible}
    if len(allowed) == len(NAMES):
        assert could == {*decided.possible}


@given(rubrics(), st.data())
def test_a_score_reaches_as_its_numbers_do(plain: dict[str, Plain], data: st.DataObject) -> None:
    """No value lies outside what is said of a score; with all answers it is that value."""
    rubric = sound(plain)
    compiled = compile_rubric(rubric)
    known = data.draw(st.dictionaries(st.sampled_from(NAMES), st.integers(1, MOST)))
    scores = judged(rubric, compiled, {id: str(n) for id, n in known.items()}).scores
    for id, score in plain["scores"].items():
        values = {
            value(score["value"], numbers, {})
            for numbers in everybody(plain)
            if known.items() <= numbers.items()
        }
        low, high = scores[id]
        assert low is None or low <= min(values)
        assert high is None or high >= max(values)
        if len(known) == len(NAMES):
            assert {low, high} == values


PROMISES = st.fixed_dictionaries(
    {
        "form": st.sampled_from(["no_effect", "more_never_hurts", "more_never_helps"]),
        "of": st.sampled_from(NAMES),
        "over": st.sampled_from(["grant", "first"]),
    }
)


@given(rubrics(), PROMISES)
def test_what_is_proved_holds_and_what_is_broken_does_not(
    plain: dict[str, Plain], promise: dict[str, str]
) -> None:
    """A promise is proved only where nobody breaks it, and called broken only where somebody does.

    Else nothing is said of it.
    """
    form, of, over = (promise[key] for key in ("form", "of", "over"))
    plain["promises"] = {"it": {form: of, "for": over, **GROUNDS}}
    rubric = sound(plain)
    try:
        proof = prove(compile_rubric(rubric), rubric.promises["it"])
    except TooManyNodes:
        return
    against = {"no_effect": (-1, 1), "more_never_hurts": (-1,), "more_never_helps": (1,)}[form]

    def rank(numbers: dict[str, int]) -> Fraction:
        if over == "grant":
            return Fraction("abc".index(outcome(plain, numbers)))
        return value(plain["scores"]["first"]["value"], numbers, {})

    def way(first: dict[str, int], second: dict[str, int]) -> int:
        return (rank(second) > rank(first)) - (rank(second) < rank(first))

    # What is said of a score itself is said of the regions of it that the rubric tells apart.
    broken = any(
        way(numbers, {**numbers, of: numbers[of] + 1}) in against
        for numbers in everybody(plain)
        if numbers[of] < MOST
    )
    if over == "grant":
        assert (proof.broken is not None) == broken
    else:
        assert broken or proof.broken is None


@given(rubrics())
def test_examples_are_of_somebody(plain: dict[str, Plain]) -> None:
    """Numbers that are found for a profile lie in its regions and give its outcome."""
    rubric = sound(plain)
    compiled = compile_rubric(rubric)
    for made in compiled.compounds:
        level = compiled.index[made.variable]
        for place in range(len(compiled.variables[level].values)):
            numbers = numbers_at(compiled, spots_of(compiled, {level: place}))
            if numbers is not None:
                said: dict[str, Plain] = {id: str(number) for id, number in numbers.items()}
                assert judged(rubric, compiled, said).masks[level] == 1 << place


@given(rubrics())
def test_where_everything_is_told_of_a_rubric_it_is_so_of_somebody(plain: dict[str, Plain]) -> None:
    """Rows with a profile are those that numbers lead to, and no other is passed over."""
    rubric = sound(plain)
    verdict = check_rubric(rubric, compile_rubric(rubric))
    met = {deciding(plain, numbers) for numbers in everybody(plain)}
    if verdict.profiles:
        rows = verdict.profiles["grant"]["rows"].items()
        assert {row for row, number in rows if number != "0"} == met
    told = {found.code for found in verdict.diagnostics}
    unreached = {*plain["decisions"]["grant"]["rows"], "otherwise"} - met
    if not unreached:
        assert told.isdisjoint({"row-never", "row-shadowed"})
    elif not verdict.unchecked:
        assert told & {"row-never", "row-shadowed", "comparison-constant"}


@given(rubrics(), st.sampled_from(NAMES), st.integers(0, 4), st.sampled_from("abc"))
def test_what_follows_from_one_amount_is_proved_only_where_it_does(
    plain: dict[str, Plain], name: str, most: int, left: str
) -> None:
    """Also where that amount and a score of it may not occur together; else nothing is said."""
    when, then = {name: {"at_most": str(most)}}, {"grant": left}
    plain["promises"] = {"it": {"when": when, "then": then, **GROUNDS}}
    rubric = sound(plain)
    (part,) = check_rubric(rubric, compile_rubric(rubric)).parts
    broken = any(
        holds(plain, when, numbers) and outcome(plain, numbers) != left
        for numbers in everybody(plain)
    )
    assert part["result"] in ("not_proved", "broken" if broken else "proved")


CAPPED = {"at_least": "0", "at_most": "1000000"}


@pytest.mark.parametrize("form", ["sum", "clamp"])
def test_scores_that_stand_in_one_another_are_worked_out_however_deep(form: str) -> None:
    """A total kept by more scores, each a little more than the last, than calls may be nested."""
    deep, limit = 300, sys.getrecursionlimit()
    scores: dict[str, Plain] = {"s0": {"value": {"sum": ["own", "costs"]}, **GROUNDS}}
    for place in range(1, deep):
        more: Plain = {"sum": [f"s{place - 1}", "1"]}
        value = more if form == "sum" else {"clamp": more, **CAPPED}
        scores[f"s{place}"] = {"value": value, **GROUNDS}
    row = {"is": "a", "when": {f"s{deep - 1}": {"at_least": str(deep + 4)}}, **GROUNDS}
    rubric = sound(money(scores, {"row": row}))
    sys.setrecursionlimit(len(inspect.stack(0)) + deep)
    try:
        compiled = compile_rubric(rubric)
        for costs, came in (("2", "c"), ("3", "a")):
            answers: dict[str, Plain] = {"own": "2", "costs": costs}
            assert judged(rubric, compiled, answers).decisions["grant"].outcome == came
    finally:
        sys.setrecursionlimit(limit)


def test_numbers_of_scores_that_share_none_are_found_however_many_there_are() -> None:
    """Six shares, each of two amounts of its own: somebody has all of them high, or all low."""
    money = {"number": {"unit": "dollars", "min": "0", "max": "1000000", "step": "1"}}
    names = [f"{side}{i}" for i in range(6) for side in ("part", "whole")]
    high = [{f"s{i}": {"at_least": "0.3"}} for i in range(6)]
    compiled = compile_rubric(
        sound(
            {
                **head(),
                "criteria": {name: asked(money) for name in names},
                "scores": {
                    f"s{i}": {
                        "value": {"share": f"part{i}", "out_of": f"whole{i}", "if_none": "0"},
                        **GROUNDS,
                    }
                    for i in range(6)
                },
                "decisions": rows(("good", {"all": high}), ("fair", {"any": high})),
            }
        )
    )
    for place in (0, 1):
        wanted = {compiled.index[one.variable]: place for one in compiled.compounds}
        numbers = numbers_at(compiled, spots_of(compiled, wanted))
        assert numbers is not None
        for i in range(6):
            part, whole = numbers[f"part{i}"], numbers[f"whole{i}"]
            assert (whole != 0 and part / whole >= Fraction(3, 10)) == bool(place)


def test_what_has_an_effect_on_nobody_there_is_has_none() -> None:
    """A condition of amounts that cannot come together is no proof that an answer matters."""
    amount = {"number": {"unit": "euros", "min": "0", "step": "1"}}
    lacking = {"value": {"sum": ["costs", {"minus": "own"}]}, **GROUNDS}
    nobody = [{"own": {"at_most": "100"}}, {"lacking": {"at_most": "50"}}, {"e": "yes"}]
    for most, has_effect in (("150", False), ("149", True)):
        cheap = {"costs": {"at_most": most}}
        rubric = sound(
            {
                **head(),
                "criteria": {"own": asked(amount), "costs": asked(amount), "e": asked("yes_no")},
                "scores": {"lacking": lacking},
                "decisions": rows(("good", {"any": [cheap, {"all": nobody}]})),
                "promises": {"p": {"some_effect": ["e"], "for": "d", **GROUNDS}},
            }
        )
        (part,) = check_rubric(rubric, compile_rubric(rubric)).parts
        assert (part["result"] == "proved") == has_effect
