"""What a decision came to and why, what is open, and what stands beside it, in a few lines."""

from collections.abc import Callable
from typing import Any

from endorse_cli.models.audits import NOT_EXCLUDED, unchecked
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.markdown import markdown_page
from endorse_cli.reports.page import Pair
from endorse_cli.reports.result.screen import put_result
from endorse_cli.reports.result.verdict_lines import verdict
from endorse_cli.views.result import Result
from reports.result.conftest import DATED, RecordOf, shown
from support.accounts import account


def verdict_of(record: Record, rubric: Rubric) -> dict[str, Pair]:
    """The lines of a verdict by their keys."""
    return {pair.key: pair for pair in verdict(Result(account(record, rubric)))}


def test_a_stated_outcome_is_not_passed_off_as_worked_out(grants: Rubric, choir: Record) -> None:
    """The file says so, and no rule, reason or change is made up for it."""
    text = shown(choir, grants)
    assert "Size of the grant large: stated in the file, not worked out" in text
    assert (
        'For "small": nothing that anyone can change, with "Size of the grant" as the file states'
    ) in text
    assert "whatever the answers are" not in text


def test_one_of_several_stated_outcomes_is_worked_out(
    grants: Rubric, granted: Callable[..., Result]
) -> None:
    """Where the file leaves several open, what it says stands beside what is possible."""
    pair = verdict_of(granted(size={"one_of": ["small", "large"]}).record, grants)
    assert pair["Size of the grant"] == Pair(
        "Size of the grant",
        "UNDETERMINED: small / large",
        "the file states small or large",
        "open",
    )


def test_outcomes_that_could_only_not_be_excluded_are_said_to_be_that(
    grants: Rubric, granted: Callable[..., Result]
) -> None:
    """Past the budget the outcomes named may be too many; members read that, in every format."""
    record = granted().record
    said = "of Size of the grant, the outcomes named are those that could not be excluded"
    assert said not in shown(record, grants)
    vague: Record = {**record, "unchecked": unchecked(["size"], NOT_EXCLUDED)}
    assert said in verdict_of(vague, grants)["Watch"].rest
    assert said in shown(vague, grants)
    page = markdown_page()
    put_result(page, Result(account(vague, grants)), (), is_brief=True)
    assert said in " ".join(page.text().split())


def test_what_decides_stands_beside_the_outcome(rubric: Rubric, record_of: RecordOf) -> None:
    """The few answers that alone decide it are named with it, and where the document says so."""
    record = record_of(rubric, {"dsa_member": "no", "labor_capital_opposition": "none"})
    pairs = verdict_of(record, rubric)
    assert pairs["What kind of campaign it is"][1:3] == (
        "neither track",
        "no other rule applies; Dsa member: no; Labor capital opposition: none · ¶19.1",
    )
    assert pairs["What follows for the endorsement"][1:3] == (
        "do not endorse",
        '"What kind of campaign it is" is "neither track"; Dsa member: no; Labor capital '
        "opposition: none · ¶19.1",
    )


def test_a_score_stands_with_the_bound_that_it_meets_or_misses(
    points: Rubric, record_of: RecordOf
) -> None:
    """Its number and the bound of the rule; where no rule follows, every bound that is missed."""
    known = {"reserve": "14", "vouched": "yes", "debts": "nothing", "shelves": "7"}
    levels = ("meetings", "books", "work", "dry", "warm", "open_evenings")
    high = record_of(points, {**known, **dict.fromkeys(levels, "always")})
    (pair, *_) = verdict(Result(account(high, points)))
    assert pair[1:3] == ("granted", "Points: 20, rule: at least 12 · ¶6.1")
    low = record_of(points, {**known, **dict.fromkeys(levels, "never"), "reserve": "0"})
    (pair, *_) = verdict(Result(account(low, points)))
    assert pair.first == "refused"
    assert "no other rule applies; Points: 2, below 12 for “granted”" in pair.rest


def test_nothing_open_says_so(rubric: Rubric, record_of: RecordOf, inez: Record) -> None:
    """What is known is told from what is not and could change nothing."""
    answers = {"dsa_member": "no", "labor_capital_opposition": "none"}
    assert verdict_of(record_of(rubric, answers), rubric)["Open"][1:3] == (
        "nothing",
        "25 answers are not known; none matters",
    )
    known: dict[str, Any] = {
        line["criterion"]: line["answer"]
        for line in inez["lines"]
        if isinstance(line["answer"], str)
    }
    for line in inez["lines"]:
        names = rubric.criteria[line["criterion"]].kind.names
        known[line["criterion"]] = list(names[:1]) if names[0] == "labor" else names[0]
    pair = verdict_of(record_of(rubric, known), rubric)["Open"]
    assert pair[1:3] == ("nothing is missing", "")


def test_few_open_answers_are_named(rubric: Rubric, inez: Record) -> None:
    """Up to six by their labels; of more their number alone."""
    assert verdict_of(inez, rubric)["Open"].first == (
        "4 answers can still decide it: Accepts positions; Organizing burden; Internal conflict; "
        "Sio commitment"
    )
    every: Any = {**inez, "lines": [{**line, "matters": True} for line in inez["lines"]]}
    first = verdict_of(every, rubric)["Open"].first
    assert first.endswith("answers can still decide it")
    lines = [
        {**line, "matters": line["criterion"] in ("dsa_member", "mass_reach")}
        for line in inez["lines"]
    ]
    few: Any = {**inez, "lines": lines}
    words = "2 answers can still decide it: Dsa member; Mass reach"
    assert verdict_of(few, rubric)["Open"].first == words


def test_an_outcome_on_a_reading_is_marked(rubric: Rubric, record_of: RecordOf) -> None:
    """A rule that rests on one, or a part of it that tells, has the mark behind its citation."""
    clear = ("labor_capital_opposition", "mobilizes_class", "politicizes_workers", "mass_reach")
    answers: dict[str, Any] = dict.fromkeys(clear, "clear")
    answers |= {"polarizes_against_establishment": "clear", "coalition": ["labor", "progressives"]}
    record = record_of(rubric, {**answers, "rooted_in_chapter": "none"})
    kind = verdict_of(record, rubric)["What kind of campaign it is"]
    assert kind.rest.endswith("¶5.1 ¶5.2 ¶6.1 ¶7.1*")
    assert "* the rubric's own reading" in verdict_of(record, rubric)["Watch"].rest
    crossed = {**answers, "red_lines": {"answer": "crossing", "evidence": DATED}}
    record = record_of(rubric, {**crossed, "rooted_in_chapter": "none"})
    follows = verdict_of(record, rubric)["What follows for the endorsement"]
    assert follows[1] == "do not endorse"
    assert follows.rest.endswith("¶8.1")


def test_what_members_should_see_stands_beside_the_verdict(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """What the file, the day and the sources lack is under what to watch."""
    old = record_of(rubric, {"dsa_member": "yes"}, assessed={"rubric_version": "0.9.0"})
    watch = verdict_of(old, rubric)["Watch"].rest
    assert (
        "was made under version 0.9.0 of the rubric; what is shown follows version 1.0.0" in watch
    )
    assert "1 answer has no source" in watch
