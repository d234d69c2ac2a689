"""What is said of an answer: what it is, what it did, and why one is unknown."""

from collections.abc import Callable

import pytest

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.given import answer_text, answer_with_effect, weaker_tests
from endorse_cli.views.result import Result
from reports.result.conftest import DATED, Plain, RecordOf, line_of, shown
from support.accounts import account


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("kept", "kept"),
        ({"unknown": "no_reply"}, "unknown: no reply"),
        ({"unknown": "declined"}, "unknown: declined to answer"),
        ({"unknown": "could_not_verify"}, "unknown: could not be verified"),
        ("unknown", "unknown: not asked"),
        (
            {"one_of": ["kept", "past"]},
            "kept or crossed in the past, since reversed (assessors disagree)",
        ),
        (
            {"answer": "crossing", "evidence": DATED},
            "crossed at the time of this campaign",
        ),
        ("crossing", "not established: it was given without the source and date that it needs"),
    ],
)
def test_every_answer_says_what_is_known(
    rubric: Rubric, record_of: RecordOf, answer: Plain, words: str
) -> None:
    """Known answers by their printed title, unknown ones with the reason why."""
    assert (
        answer_text(rubric, line_of(record_of(rubric, {"red_lines": answer}), "red_lines")) == words
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (["labor", "progressives"], "organized labor and progressive organizations, and no other"),
        (["labor", "tenants", "progressives"], None),
        ([], "none of organized labor, tenant organizations or progressive organizations"),
        (
            {"labor": "yes", "tenants": "no"},
            "organized labor: yes; tenant organizations: no; "
            "progressive organizations: unknown (not asked)",
        ),
        (
            {"labor": {"one_of": ["yes", "no"]}, "tenants": "no", "progressives": "yes"},
            "organized labor: no or yes (assessors disagree); tenant organizations: no; "
            "progressive organizations: yes",
        ),
        (
            {"labor": {"unknown": "declined"}, "progressives": "yes"},
            "organized labor: unknown; tenant organizations: unknown (without weight); "
            "progressive organizations: yes (at least one of these: declined to answer)",
        ),
    ],
)
def test_a_set_names_its_members(
    rubric: Rubric, record_of: RecordOf, answer: Plain, words: str | None
) -> None:
    """Who is in and who is not; of a part that is open, only what the record knows."""
    whole = "organized labor, tenant organizations and progressive organizations"
    line = line_of(record_of(rubric, {"coalition": answer}), "coalition")
    assert answer_text(rubric, line) == (words or whole)


def test_an_unsupported_answer_repeats_no_allegation(rubric: Rubric, record_of: RecordOf) -> None:
    """What is not established is not said: not as an answer, a note or a source."""
    answer = {
        "answer": "crossing",
        "note": "Took the landlords' money.",
        "evidence": [{"source": "a rumor", "says": "They took it."}],
    }
    record = record_of(rubric, {"red_lines": answer})
    for width in (50, 80, 120):
        text = shown(record, rubric, width)
        assert "not established" in text
        assert "landlords' money" not in text
        assert "rumor" not in text
        assert "They took it" not in text
        assert "A dated source shows" not in text


def test_a_kept_line_does_not_read_like_a_failure(rubric: Rubric, record_of: RecordOf) -> None:
    """The bearing of a red line that is kept is `failed`; its words state what is the case."""
    record = record_of(rubric, {"red_lines": "kept"})
    assert line_of(record, "red_lines")["bearing"] == "failed"
    text = shown(record, rubric)
    assert "→ kept. No source given. red_lines · " in text
    assert "fail" not in text.replace("condition_fails", "")


def test_effects_state_what_is_the_case(said: Callable[..., str]) -> None:
    """A test that holds or does not; what an answer is worth; nothing twice."""
    bar = {"paid_bar": "yes"}
    assert said("wit", wit="much", loud="yes", friends=[], **bar) == (
        "much (worth 3/2 × 1/2 = 3/4 in charm, a mean), so at least some. No source given."
    )
    assert said("wit", wit="none", loud="yes", friends=[], warmth="some", **bar) == (
        "none (worth 0 in charm, a mean), so not at least some. No source given."
    )
    assert said("friends", friends=["family"], loud="yes", wit="some", **bar) == (
        "family, and no other, so does not include both family and a whole band. No source given."
    )
    assert said("loud", loud="yes", friends=[], wit="some", **bar) == "yes"
    assert said("paid_bar", paid_bar="no") == "no. No source given."


def test_what_makes_no_difference_says_so(said: Callable[..., str]) -> None:
    """An answer on which nothing depends here is not made to look as if it counted."""
    assert said("wit", wit="some", loud="no", friends=["family"], paid_bar="yes") == (
        "some (worth 1 × 1/2 = 1/2 in charm, a mean). On its own it would change nothing here. "
        "No source given."
    )


def test_what_is_open_says_whom_to_ask(said: Callable[..., str]) -> None:
    """An unknown that matters names who can settle it, or that nobody is named."""
    assert said("wit") == "unknown: not asked. It matters: the committee can judge it."
    assert said("warmth") == "unknown: not asked. It matters: ask the campaign."
    assert said("loud") == "unknown: not asked. It matters: the rubric names nobody to ask."


def test_with_every_outcome_settled_nothing_matters(rubric: Rubric, record_of: RecordOf) -> None:
    """What can only change the row that decides is said to do that, and no more."""
    record = record_of(rubric, {"labor_capital_opposition": "none", "dsa_member": "no"})
    assert record["decisions"]["recommendation"]["outcome"] == "decline"
    assert record["decisions"]["recommendation"]["rows"] == ["red_line", "no_track"]
    text = shown(record, rubric)
    assert "It matters" not in text
    assert "unknown: not asked. It can change which row decides, and no outcome." in text
    assert "no outcome depends on that here" in text


def test_an_inferred_use_is_marked(rubric: Rubric, inez: Record) -> None:
    """Where a test rests on less than its question, the line says so, with the passage."""
    result = Result(account(inez, rubric))
    assert list(weaker_tests(result, line_of(inez, "coalition"))) == [
        'The test "includes organized labor and progressive organizations" is inferred: ¶6.1, ¶9.1.'
    ]
    assert list(weaker_tests(result, line_of(inez, "mass_reach"))) == [
        'The test "at least clear" is inferred: ¶7.2.'
    ]
    assert list(weaker_tests(result, line_of(inez, "dsa_member"))) == []


def test_a_test_of_a_set_is_read_off_its_members(festival: Rubric, record_of: RecordOf) -> None:
    """All of them, any of them, or still open."""
    every, either = (use.test for use in reversed(Result(account({}, festival)).uses["friends"]))  # type: ignore[typeddict-item]
    held = []
    for friends in (["family", "band"], ["family"], [], {"family": "yes"}, {"band": "no"}):
        result = Result(account(record_of(festival, {"friends": friends}), festival))
        passes = result.explanation.passes
        held.append((passes("friends", every), passes("friends", either)))
    assert held == [
        ("yes", "yes"),
        ("no", "yes"),
        ("no", "no"),
        ("open", "yes"),
        ("no", "open"),
    ]


@pytest.mark.parametrize(
    ("criterion", "answer", "words"),
    [
        ("duration", "7", "7 months, so at least 6 months; less than 12 months. No source given."),
        ("reported", "2026-04-02", "2026-04-02, so no earlier than 2026-04-01. No source given."),
        ("reported", "2026-03-31", "2026-03-31, so earlier than 2026-04-01. No source given."),
        ("reported", "not_applicable", "does not apply, so no comparison with it holds"),
        ("budget", {"one_of": ["949.5", "1100"]}, "949.5 euros or 1100 euros (assessors disagree;"),
        ("staff", "12", "12 people (worth 2 in merit, before its bounds)"),
        ("plan", "not_applicable", "does not apply (worth 1 in merit, before its bounds)"),
    ],
)
def test_a_number_or_a_day_says_what_it_did(
    granted: Callable[..., Result], criterion: str, answer: Plain, words: str
) -> None:
    """The answer as written with its unit, and the comparisons by its region."""
    result = granted(**{criterion: answer, "founded": {"answer": "2026-04-01", "evidence": DATED}})
    assert answer_with_effect(result, line_of(result.record, criterion)).startswith(words)
