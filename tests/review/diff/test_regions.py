"""Numbers and days across two rubrics: cut by both together, and shown by an answer between."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli import api
from endorse_cli.api.candidates import Scored, score_document
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.engine.comparison import Together
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.files.json import read_json
from endorse_cli.files.source import Source
from endorse_cli.reports.machine_text import to_json
from endorse_cli.review.diff.meaning import Meaning, meanings
from endorse_cli.review.diff.moved_candidates import example
from support.strategies import GROUNDS, head
from support.world import sound

from .pairs import on_all_days

Plain = Any
COUNTS = list(range(13))


def rubric(kind: Plain, rows: dict[str, Plain]) -> dict[str, Plain]:
    """A rubric of one number or day, one row for each outcome."""
    asked = {"group": "all_of_them", "ask": "?", "answer": kind, **GROUNDS}
    made = {
        f"row_{name}": {"is": name, "when": {"asked": test}, **GROUNDS}
        for name, test in rows.items()
    }
    decision = {
        "outcomes": ["poor", "fair", "good"],
        "rows": made,
        "otherwise": {"is": "poor", **GROUNDS},
    }
    return {**head(), "criteria": {"asked": asked}, "decisions": {"d": decision}}


def number(step: int = 1, low: int = 0, high: int = 12) -> Plain:
    """A number of months."""
    shape = {"unit": "months", "min": str(low), "max": str(high), "step": str(step)}
    return {"number": shape}


def compared(old: Plain, new: Plain) -> tuple[Together, Meaning]:
    """Two rubrics side by side, and what the change does."""
    side = Together([compile_rubric(sound(plain)) for plain in (old, new)])
    (meaning,) = meanings(side)
    return side, meaning


def judge(plain: Plain) -> Callable[[dict[str, Plain]], str | None]:
    """What the program says under a rubric of a candidate, read as a file is."""
    loaded = LoadedRubric(read_json(Source("rubric.json", b"{}")), sound(plain))

    def outcome(candidate: dict[str, Plain]) -> str | None:
        document = read_json(Source("one.json", to_json(candidate).encode()))
        scored = score_document(document, loaded)
        assert isinstance(scored, Scored), scored
        return scored.assessment.decisions["d"].outcome

    return outcome


def outcome(plain: Plain, candidate: dict[str, Plain]) -> str | None:
    """What the program says of one candidate."""
    return judge(plain)(candidate)


@composite
def numbers(draw: DrawFn) -> tuple[Plain, Plain]:
    """Two rubrics that cut one number at places of their own, perhaps within other bounds."""

    def rows() -> dict[str, Plain]:
        first, second = sorted(draw(st.lists(st.integers(1, 5), min_size=2, max_size=2)))
        lower = draw(st.sampled_from(("at_least", "more_than")))
        return {"good": {lower: str(second)}, "fair": {"at_least": str(first)}}

    shapes = [number(draw(st.sampled_from((1, 1, 2, 3))), 0, draw(st.sampled_from((6, 12))))
              for _ in range(2)]  # fmt: skip
    return rubric(shapes[0], rows()), rubric(shapes[1], rows())


def fits(plain: Plain, count: int) -> bool:
    """Whether a number can be answered."""
    shape = plain["criteria"]["asked"]["answer"]["number"]
    return count <= int(shape["max"]) and count % int(shape["step"]) == 0


@given(numbers())
def test_numbers_move_as_brute_force_says(pair: tuple[Plain, Plain]) -> None:
    """Between all numbers that both can read the same moves are found, each with an example."""
    side, meaning = compared(*pair)
    before, after = map(judge, pair)
    moved = set()
    for count in COUNTS:
        if all(fits(plain, count) for plain in pair):
            answers = {"candidate": "Ivo Marten", "answers": {"asked": str(count)}}
            old, new = before(answers), after(answers)
            moved |= {(old, new)} if old != new else set()
    assert {(move.before, move.after) for move in meaning.moves} == moved
    for move in meaning.moves:
        shown = example(on_all_days(side), meaning, move)
        assert shown is not None
        assert [before(shown), after(shown)] == [move.before, move.after]


DAYS: list[tuple[str, Plain, Plain]] = [
    ("fixed", {"no_later_than": "2026-01-01"}, {"no_later_than": "2026-02-01"}),
    (
        "anchored",
        {"no_later_than": {"months": 6, "before": "election"}},
        {"no_later_than": {"months": 3, "before": "election"}},
    ),
    (
        "in days",
        {"no_later_than": {"days": 10, "before": "election"}},
        {"no_later_than": "election"},
    ),
]


@pytest.mark.parametrize(("old", "new"), [d[1:] for d in DAYS], ids=[d[0] for d in DAYS])
def test_days_move_as_each_day_says(old: Plain, new: Plain) -> None:
    """A later limit lets more days through; the example is a day between the two limits."""

    def texts(test: Plain) -> Plain:
        return {k: {a: str(b) for a, b in v.items()} if isinstance(v, dict) else v
                for k, v in test.items()}  # fmt: skip

    pair = [rubric("date", {"good": texts(test)}) for test in (old, new)]
    side, meaning = compared(*pair)
    before, after = map(judge, pair)
    assert (meaning.verdict, len(meaning.moves)) == ("looser", 1)
    shown = example(on_all_days(side), meaning, meaning.moves[0])
    assert shown is not None
    assert [before(shown), after(shown)] == ["poor", "good"]
    election = date(2026, 11, 3)
    moved = set()
    for back in range(-400, 400):
        day = (election - timedelta(days=back)).isoformat()
        who = {"candidate": "Una Feld", "election": "2026-11-03", "answers": {"asked": day}}
        moved.add((before(who), after(who)))
    assert moved == {("poor", "poor"), ("good", "good"), ("poor", "good")}


def test_an_example_names_the_election_that_only_the_old_rubric_counts_from() -> None:
    """A day that the new rubric does not ask for is still a day before some election."""
    anchored = {"no_later_than": {"months": "6", "before": "election"}}
    old = rubric("date", {"good": anchored})
    new = rubric("yes_no", {"good": "no"})
    new["criteria"] = {"another": new["criteria"]["asked"]}
    new["decisions"]["d"]["rows"]["row_good"]["when"] = {"another": "no"}
    side, meaning = compared(old, new)
    for move in meaning.moves:
        shown = example(on_all_days(side), meaning, move)
        assert shown is not None
        assert "election" in shown
        assert outcome(old, {**shown, "answers": _only(shown, "asked")}) == move.before


def _only(shown: dict[str, Plain], id: str) -> dict[str, Plain]:
    """One of the answers of an example."""
    return {id: shown["answers"][id]}


def test_another_unit_is_another_question() -> None:
    """Six months and six years share no answer: each number is free in the other rubric."""
    old = rubric(number(), {"good": {"at_least": "6"}})
    new = rubric({"number": {"unit": "years", "min": "0", "max": "12", "step": "1"}},
                 {"good": {"at_least": "6"}})  # fmt: skip
    side, meaning = compared(old, new)
    assert len(side.variables) == 2
    assert example(on_all_days(side), meaning, meaning.moves[0]) is None


def test_the_api_is_what_is_tried_here() -> None:
    """The default rubric beside itself has one variable for each of its own."""
    compiled = api.load_rubric().compiled
    side = Together([compiled, compiled])
    assert side.variables == compiled.variables
