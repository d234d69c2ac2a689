"""What is in force on a day, and from which days on it changes."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.model import replace
from endorse_cli.models.overlay_chain import Chain, Change
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.in_force import at, everything, is_dated, not_in_force, periods
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, base, edited, put

Plain = Any


def dated(**in_force: Plain) -> Rubric:
    """The small rubric with days on which some criteria are asked."""
    rubric, found = read_rubric(
        edited(*(put(f"criteria {id} in_force", days) for id, days in in_force.items()))
    )
    assert found == ()
    return rubric


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)],
)
def test_both_days_belong_to_what_is_in_force(day: str, asked: bool) -> None:
    """From the first to the last; not asked, it is not in the rubric of the day."""
    rubric = dated(weather={"since": "2026-03-01", "until": "2026-03-31"})
    found = date.fromisoformat(day)
    assert ("weather" in at(rubric, found).criteria) == asked
    assert not_in_force(rubric, found) == (frozenset() if asked else {"weather"})
    assert "weather" in everything(rubric).criteria


def test_periods_begin_where_something_else_is_in_force() -> None:
    """In order, from the beginning of time, each with one of its days and its rubric."""
    rubric = dated(
        weather={"since": "2026-03-01", "until": "2026-03-31"},
        skill={"since": "2026-04-01"},
        late={"until": "2026-06-30"},
    )
    found = [(p.first, sorted(set(rubric.criteria) - set(p.rubric.criteria))) for p in
             periods(rubric)]  # fmt: skip
    assert found == [
        (None, ["skill", "weather"]),
        (date(2026, 3, 1), ["skill"]),
        (date(2026, 4, 1), ["weather"]),
        (date(2026, 7, 1), ["late", "weather"]),
    ]
    days = [period.day for period in periods(rubric)]
    assert days == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1)]


def test_a_day_on_which_nothing_changes_begins_no_period() -> None:
    """Two lines that take turns on the same day; one that is in force for ever."""
    rubric = dated(weather={"since": "0001-01-01", "until": "9999-12-31"})
    assert [p.first for p in periods(rubric)] == [None]
    assert is_dated(rubric)
    assert not is_dated(read_rubric(base())[0])
    assert [p.first for p in periods(read_rubric(base())[0])] == [None]


def test_a_placeholder_gives_way_to_a_member_that_is_in_force() -> None:
    """Where its family has a member of its own on the day, nobody is asked the placeholder."""
    own = {
        "group": "people", "ask": "Kept?", "answer": "keeping", "in": ["house_rules"],
        "in_force": {"since": "2026-03-01"}, **STATED,
    }  # fmt: skip
    rubric, found = read_rubric(edited(put("criteria own_rule", own)))
    assert found == ()
    before, after = at(rubric, date(2026, 2, 28)), at(rubric, date(2026, 3, 1))
    assert before.members("house_rules") == ("house_rule",)
    assert after.members("house_rules") == ("own_rule",)
    assert "house_rule" not in after.criteria
    assert "house_rule" not in everything(rubric).criteria


def test_what_an_overlay_switches_off_is_asked_on_no_day() -> None:
    """Criteria, findings and rows; beside what is not in force on the day."""
    rubric = dated(weather={"since": "2026-03-01"})
    lines = ("late", "rule_broken", "loan.careful")
    off = tuple(Change("switch_off", line, 1, NO_GROUNDS) for line in lines)
    own = replace(rubric, chain=Chain(changes=off))
    for view in (at(own, date(2026, 2, 28)), everything(own)):
        assert "late" not in view.criteria
        assert "rule_broken" not in view.findings
        assert "careful" not in [row.id for row in view.decisions["loan"].rows]
    assert "weather" not in at(own, date(2026, 2, 28)).criteria
    assert "weather" in everything(own).criteria
    assert [sorted(p.rubric.criteria).count("late") for p in periods(own)] == [0, 0]
