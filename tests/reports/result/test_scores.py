"""A score can be added up by whoever reads it: parts, factors, bounds, and what settles it."""

from collections.abc import Callable
from typing import Any

import pytest

from endorse_cli.models.model import replace
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.look import Look
from endorse_cli.reports.result.outcomes import Cause, causes
from endorse_cli.reports.result.questions import answer_with_effect
from endorse_cli.reports.result.scores import score_lines, score_text
from endorse_cli.views.result import Result
from reports.conftest import render_table
from support.accounts import account

RecordOf = Callable[..., Record]
Plain = Any

ALL = {
    "meetings": "always",
    "books": "sometimes",
    "work": "always",
    "reserve": "14",
    "vouched": "yes",
    "debts": "nothing",
    "shelves": "7",
    "dry": "always",
    "warm": "sometimes",
    "open_evenings": "always",
}
OPEN = {
    **ALL,
    "books": {"one_of": ["never", "sometimes"]},
    "reserve": "unknown",
    "vouched": "unknown",
    "shelves": {"one_of": ["7", "9"]},
    "warm": "unknown",
}


@pytest.fixture
def result(points: Rubric, record_of: RecordOf) -> Callable[[Plain], Result]:
    """The table's material for some answers."""
    return lambda answers: Result(account(record_of(points, answers), points))


def made_of(result: Result, score: str) -> list[str]:
    """What a score is made of, line by line."""
    now = score_text(result.record["scores"][score])
    found = score_lines(result.explanation, score, now)
    return [f"{'  ' * line.depth}{line.key}{': ' * bool(line.key)}{line.text}" for line in found]


def test_factors_points_bands_and_conditions_add_up(result: Callable[[Plain], Result]) -> None:
    """Eighteen points, each part with its factor, its product and why it counts."""
    assert made_of(result(ALL), "total") == [
        "Sum of these:",
        "  Meetings 2 × 3 = 6",
        "  Books 1 × 2 = 2",
        "  Work 2 × 2 = 4",
        "  Reserve 4",
        '  2 if "Vouched" is yes (holds): 2',
        "  Debts 0",
    ]


def test_what_is_open_stands_as_a_range(result: Callable[[Plain], Result]) -> None:
    """Each part from its least to its greatest; a condition that is open gives one or the other."""
    assert made_of(result(OPEN), "total")[2:6] == [
        "  Books (0 to 1) × 2 = 0 to 2",
        "  Work 2 × 2 = 4",
        "  Reserve 0 to 4",
        '  2 if "Vouched" is yes (open): 0 or 2',
    ]


def test_bounds_rounding_means_and_other_scores_show_before_and_after(
    result: Callable[[Plain], Result],
) -> None:
    """Nothing is done to a number out of sight."""
    whole = result(ALL)
    assert made_of(whole, "room") == [
        "kept between 0 and 6: 15/2 becomes 6",
        "Sum of these:",
        "  Shelves 7 × 1/2 = 7/2",
        "  the lowest of Dry 2 and Warm 1: 1 × 2 = 2",
        '  Open evenings 2 if "The books are sound" holds (holds): 2',
    ]
    assert made_of(whole, "comfort") == ["mean of: Dry 2 and Warm 1"]
    assert made_of(whole, "all_told") == [
        "rounded to the nearest whole number (halfway: up): 45/2 becomes 23",
        "sum of: Points 18, Room 6 × 1/2 = 3 and Comfort 3/2",
    ]
    assert made_of(whole, "tended") == [
        "share: 5 out of 6; 0 where there is nothing to divide by",
        "the share: sum of Dry 2 × 2 = 4 and Warm 1",
        "out of: 6",
    ]


def test_parts_that_share_open_answers_do_not_pretend_to_add_up(
    points: Rubric, result: Callable[[Plain], Result]
) -> None:
    """Each number is one that can come out; that they do not add up is said once."""
    opened = result({**OPEN, "books": "unknown"})
    text = " ".join(render_table(account(opened.record, points), more=("full",)).split())
    assert "Points: 10 to 20, on a scale from −5 to 20" in text
    assert made_of(opened, "all_told")[0].endswith(": 51/4 to 25 becomes 13 to 25")
    told = "Parts of it depend on the same open answers: added up, their ends can lie further apart"
    assert text.count(told) == 1
    assert told in text.split("All told: 13 to 25")[1].split("Compared with")[0]


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("meetings", "always · +6 in Points"),
        ("reserve", "14 months · +4 in Points"),
        ("vouched", "yes · +2 in Points"),
        ("debts", "nothing · 0 in Points"),
        ("shelves", "7 shelves · +3.5 in Room"),
        ("warm", "sometimes · worth 2 in Room"),
        ("open_evenings", "always · +2 in Room"),
    ],
)
def test_an_answer_says_what_it_adds(
    criterion: str, words: str, result: Callable[[Plain], Result]
) -> None:
    """To the score that heads its group; of a lowest, that it may not be the one that counts."""
    made = result(ALL)
    line = next(line for line in made.record["lines"] if line["criterion"] == criterion)
    assert answer_with_effect(made, line).startswith(words)


def test_what_does_not_count_adds_nothing(result: Callable[[Plain], Result]) -> None:
    """An amount whose condition fails gives 0, and a debt takes away."""
    made = result({**ALL, "books": "never", "vouched": "no", "debts": "much"})
    said = {line["criterion"]: answer_with_effect(made, line) for line in made.record["lines"]}
    assert "in Room" not in said["open_evenings"]
    assert said["vouched"].startswith("no · 0 in Points")
    assert said["debts"].startswith("much · −5 in Points")
    assert made_of(made, "total")[-2:] == [
        '  2 if "Vouched" is yes (does not hold): 0',
        "  Debts −5",
    ]


def test_a_disputed_answer_says_what_it_can_add(result: Callable[[Plain], Result]) -> None:
    """From the least to the greatest of the answers that were given."""
    made = result(OPEN)
    said = {line["criterion"]: answer_with_effect(made, line) for line in made.record["lines"]}
    assert said["books"].startswith("never or sometimes (disputed) · 0 to +2 in Points")
    assert said["reserve"].startswith("not asked · 0 to +4 in Points")


def test_points_add_up_through_other_scores(rubric: Rubric, inez: Record) -> None:
    """What the answers add comes, least and most, to the ends of the score that heads the group."""
    group = Result(account(inez, rubric)).groups[-1]
    assert group.head is not None
    given = [line.points for line in group.lines if line.points]
    assert sum(points.low for points in given) == group.head.reach.low  # type: ignore[union-attr]
    assert sum(points.high for points in given) == group.head.reach.high  # type: ignore[union-attr]


def test_the_reason_says_what_its_answers_make_of_a_score(
    points: Rubric, result: Callable[[Plain], Result]
) -> None:
    """18 with everything; what the named answers alone come to is what has to reach the bar."""
    record = result(ALL).record
    text = " ".join(render_table(account(record, points), more=("full",)).split())
    assert (
        '- "Points" is 18, at least 12 is needed, by 5 answers that alone make it 13 to 18, 5 '
        "without a source: - Meetings: always · ¶1.1 - Books: sometimes · ¶1.2"
    ) in text
    # Reached too, and told of neither: another row compares it, and one finding only counts in it.
    assert '"All told" is 23, less than 10' not in text
    assert '"The books are sound" holds, by' not in text


def test_what_a_score_does_not_reach_is_a_reason(
    points: Rubric, result: Callable[[Plain], Result]
) -> None:
    """Where no row fits: each bar that is missed, by what; no answer is spelled out twice."""
    never = dict.fromkeys(("meetings", "books", "work", "dry", "warm"), "never")
    record = result({**ALL, **never, "reserve": "0"}).record
    assert record["decisions"]["gets_it"]["outcome"] == "refused"
    text = " ".join(render_table(account(record, points), more=("full",)).split())
    assert '"Points" is 2, less than 12, by 4 answers that alone make it −5 to 2, 4 wi' in text
    assert (
        '- "All told" is 4, less than 10, by 5 answers that alone make it −5 to 6, 4 of them '
        "named above, 1 without a source: - Dry: never · ¶2.2 No source. "
        '- "Tended" is 0, less than 1/2, by 1 answer named above that alone makes it 0 to 1/3 '
    ) in text


def test_a_number_that_is_not_known_is_not_multiplied(
    grants: Rubric, choir: Record, record_of: RecordOf
) -> None:
    """Without an end nothing is reckoned; what a stated outcome leaves of it is said."""
    made, part = made_of(Result(account(choir, grants)), "price")
    assert made.endswith("(halfway: to the even multiple): at least 100 by now")
    assert part == "Budget × 0.1, not known"
    assert made_of(Result(account(record_of(grants, {}), grants)), "price")[1:] == [
        "Budget × 0.1, not known"
    ]


def test_a_share_of_what_is_open_on_both_sides_is_no_more_than_the_whole(
    grants: Rubric, record_of: RecordOf
) -> None:
    """From its sides alone it could seem more than that."""
    answers = {"plan": "good", "team": "good", "founded": {"answer": "2016-01-15", "evidence": [
        {"source": "a register", "date": "2026-01-01"}]}, "reported": "2026-03-01"}  # fmt: skip
    record = record_of(grants, answers, as_of="2026-05-01")
    reason: Plain = {
        "sufficient": ["team"],
        "necessary": ["team"],
        "serves": {"ready": ["team"]},
    }
    decided: Plain = {**record["decisions"]["result"], "rows": ["otherwise"]}
    record = {
        **record,
        "decisions": {**record["decisions"], "result": decided},
        "reasons": {"result": reason},
    }
    shown = Result(account(record, grants))
    (cause,) = causes(shown, shown.rulings["result"])
    assert cause.words == '"Share of what is ready" is 1/2 to 1, at least 1/2'
    assert cause.alone == "0 to 1"


def test_a_score_is_named_where_its_answers_settle_a_finding_inside_it(
    points: Rubric, result: Callable[[Plain], Result]
) -> None:
    """The finding only adds points; what decides is the score, so that is what is told."""
    record = result(ALL).record
    served = {"sound": ["books"], "total": ["books"]}
    reason: Plain = {"sufficient": ["books"], "necessary": [], "serves": served}
    shown = Result(account({**record, "reasons": {"gets_it": reason}}, points))
    (cause,) = causes(shown, shown.rulings["gets_it"])
    assert cause == Cause('"Points" is 18, at least 12 is needed', ("books",), "−3 to 18")


def test_a_narrow_page_calls_only_parts_parts(
    points: Rubric, result: Callable[[Plain], Result]
) -> None:
    """The line that leads to them stands by itself."""
    text = render_table(account(result(ALL).record, points), Look(50), more=("full",))
    assert "\nSum of these:\npart: Meetings 2 × 3 = 6\n" in text


def test_a_score_that_a_stated_outcome_narrows_says_so(points: Rubric, record_of: RecordOf) -> None:
    """Its parts, added up, then reach further than it can; each by itself is what it can be."""
    decision = replace(points.decisions["gets_it"], may_be_given=True)
    given = replace(points, decisions={"gets_it": decision})
    told = "What the file states of a decision leaves less possible than its parts added up."
    for stated, score, books, times in (
        ({}, "10 to 18", "(0 to 1) × 2 = 0 to 2", 0),
        ({"gets_it": "granted"}, "12 to 18", "(0 to 1) × 2 = 0 to 2", 1),
        ({"gets_it": "talked_over"}, "10", "0 × 2 = 0", 0),
    ):
        record = record_of(given, {**OPEN, **stated})
        text = " ".join(render_table(account(record, given), more=("full",)).split())
        assert f"Points: {score}, on a scale from −5 to 20" in text
        assert f"- Books {books} " in text
        assert text.count(told) == times


def test_scores_are_exact() -> None:
    """A fraction is printed as it is, a range by both ends, never rounded."""
    assert score_text({"low": "1/3", "high": "1/3"}) == "1/3"
    assert score_text({"low": "-1/4", "high": "3/4"}) == "−1/4 to 3/4"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("7/4", "7/4", "7/4"),
        ("-1/2", "0", "−1/2 to 0"),
        ("1029/20", "1729/20", "51.45 to 86.45"),
        ("-17/5", None, "at least −3.4"),
        ("200/3", "200/3", "200/3"),
        (None, "22/7", "at most 22/7 (3.14)"),
        (None, None, "any number"),
    ],
)
def test_a_score_is_exact_and_read_at_a_glance(
    low: str | None, high: str | None, words: str
) -> None:
    """Quarters stay fractions, finer ones become decimals where these are exact."""
    assert score_text({"low": low, "high": high}) == words
