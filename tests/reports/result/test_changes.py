"""What would change an outcome, and what is only supposed, is told from the result."""

from collections.abc import Callable
from typing import Any

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.changes import change_text
from endorse_cli.views.result import Result
from reports.result.conftest import DATED, Plain, RecordOf, shown
from support.accounts import account


def test_what_would_change_it_is_said_in_words(festival: Rubric, record_of: RecordOf) -> None:
    """The least change, what it depends on, and that there may be none."""
    tongue = {"answer": "invented", "evidence": DATED}
    answers = {"loud": "no", "friends": ["dog"], "wit": "none", "paid_bar": "yes", "tongue": tongue}
    text = shown(record_of(festival, answers), festival)
    assert (
        'For "pier", these 2 answers together would have to change: '
        "- Loud: yes (now no) - Wit: some or much (now none) "
    ) in text
    assert ('For "the bar", this answer would have to change: - Paid bar: no (now yes) ') in text
    record = record_of(festival, answers)
    record["changes"]["fee"] = []
    assert 'For "purse": nothing that anyone can change' in shown(record, festival)
    assert "asks nobody to change anything" in text


def test_what_if_is_told_from_the_result(rubric: Rubric, inez: Record) -> None:
    """A supposition has a heading of its own and says that it is one."""
    decisions = inez["decisions"]
    endorsed: Any = {**decisions["recommendation"], "outcome": "endorse", "possible": ["endorse"]}
    supposed: Any = {
        "given": {"accepts_positions": ["yes"], "sio_commitment": ["committed"]},
        "decisions": {"recommendation": endorsed},
    }
    record: Record = {**inez, "what_if": supposed}
    for more in ("brief", "full"):
        assert (
            'What if Accepts positions: yes; Sio commitment: "commits to joining": supposed, not '
            "the result What follows for the endorsement: endorse (now UNDETERMINED: do not "
            "endorse / members deliberate / endorse)"
        ) in shown(record, rubric, more=(more,))


def test_what_if_says_where_nothing_moves(rubric: Rubric, inez: Record) -> None:
    """A supposition that changes no outcome is told from one that does."""
    supposed: Any = {"given": {"dsa_member": ["yes"]}, "decisions": inez["decisions"]}
    text = shown({**inez, "what_if": supposed}, rubric)
    assert "class struggle campaign (as it is now)" in text


def test_who_can_bring_a_change_about_is_named(rubric: Rubric, inez: Record) -> None:
    """A change names who can bring it about, as the rubric says, of each answer its own."""
    text = shown(inez, rubric)
    assert ("- Labor capital opposition: none or some (now clear) · may change with time") in text
    assert "- Socialist pole: clear or defining (open now) " in text


def test_a_member_of_a_set_that_would_have_to_change_is_named(
    festival: Rubric, record_of: RecordOf
) -> None:
    """The question about a set is not enough: whom it is about stands with it."""
    record = record_of(festival, {"loud": "yes", "friends": ["dog"], "wit": "some"})
    change: Plain = {
        "to": "pier",
        "change": {"friends.family": ["yes"], "friends.band": ["yes"]},
        "provided": {},
    }
    assert change_text(Result(account(record, festival)), change) == (
        "Friends: family and a whole band: yes (now family and a whole band no)"
    )


def test_a_stand_in_is_a_second_line_and_settles_nothing(grants: Rubric, gardeners: Record) -> None:
    """What stands in is named, only where it makes a difference, and the outcome stays open."""
    text = shown(gardeners, grants)
    assert "Grade UNDETERMINED: middle / high with the rubric's stand-in: middle;" in text
    assert text.count("with the rubric's stand-in: ") == 2
    assert "The rubric's stand-ins: Plan: fair; Meetings: 2 meetings" in text
    assert "A stand-in settles no outcome" in text
    brief = shown(gardeners, grants, more=("brief",))
    assert "with the rubric's stand-in: middle; a stand-in settles nothing" in brief


def test_no_stand_in_is_spoken_of_where_none_stands_in(
    grants: Rubric, granted: Callable[..., Result]
) -> None:
    """Where everything is known, nothing stands in for it."""
    known = granted(
        duration="7",
        budget="1100",
        plan="good",
        founded={"answer": "2020-01-15", "evidence": DATED},
        reported="not_applicable",
        staff="12",
        meetings="3",
        team="good",
        treasurer="fair",
        audit="no",
    )
    text = shown(known.record, grants)
    assert "stand-in" not in text
    assert 'Rule: "Merit" is more than 6 · ¶5.1 · stated' in text
    alone = "by 5 answers that alone make it 15/2 to 8, 5 without a source: "
    assert f'"Merit" is 15/2, more than 6 is needed, {alone}' in text
    assert 'Rule: "Grade" is high and "Size of the grant" is large · ¶7 · stated' in text
    assert "- Budget: less than 950 euros (now 1,100 euros)" in text
