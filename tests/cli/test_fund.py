"""A fund that elects nobody: what it reads of amounts, shares, groups and applicants."""

import json

from .running import Endorse, Write

RUBRIC = """\
format: 1
rubric: small-fund
version: 0.1.0
title: "The small fund"
document: {title: "How we decide"}
groups:
  who: {title: "Who can apply"}
  money: {title: "Costs and own funds"}
criteria:
  nonprofit:
    group: who
    label: "Non-profit"
    ask: "Is the applicant a non-profit?"
    answer: yes_no
    from: p1
    basis: stated
  sponsor:
    group: who
    label: "Sponsor"
    ask: "Does the applicant have a sponsor?"
    answer: yes_no
    may_be: not_applicable
    from: p1
    basis: stated
  reported:
    group: who
    label: "Reported"
    ask: "Did the applicant report?"
    answer: yes_no
    recorded: "It is noted for the board."
    from: p1
    basis: stated
  costs:
    group: money
    label: "Costs"
    ask: "What does it cost?"
    answer: {number: {unit: dollars, min: 1, step: 1}}
    asked_of: candidate
    from: p2
    basis: stated
  own_funds:
    group: money
    label: "Own funds"
    ask: "What does the applicant pay?"
    answer: {number: {unit: dollars, min: 0, step: 1}}
    from: p2
    basis: stated
scores:
  own_part:
    title: "Own percent"
    value: {share: {times: [100, own_funds]}, out_of: costs, if_none: 100}
    from: p2
    basis: stated
findings:
  can_apply:
    title: "Can apply"
    when: {any: [{nonprofit: yes}, {sponsor: yes}]}
    from: p1
    basis: stated
decisions:
  grant:
    title: "Grant"
    outcomes: [returned, not_funded, funded]
    titles: {not_funded: "not funded"}
    rows:
      nobody: {is: returned, when: {not: can_apply}, from: p1, basis: stated}
      own: {is: funded, when: {own_part: {at_least: 20}}, from: p2, basis: stated}
    otherwise: {is: not_funded, from: p2, basis: stated}
promises:
  little_is_never_funded:
    when: {own_part: {less_than: 20}}
    then: {not: {grant: funded}}
    from: p2
    basis: stated
"""

GIVEN = {"nonprofit": "yes", "sponsor": "not_applicable", "reported": "no"}

MONEY = {"costs": 12495, "own_funds": 2498}


def scored(endorse: Endorse, write: Write, answers: dict[str, object], *words: str) -> str:
    """What is printed of an application, in one line."""
    rubric = write("fund.yaml", RUBRIC)
    path = write("one.json", json.dumps({"candidate": "Harvest", "answers": answers}))
    ended = endorse("score", path, "--rubric", rubric, *words)
    assert ended.status == 0, ended.err
    return " ".join(ended.out.split())


def test_what_stands_in_a_share_has_no_number_of_its_own(endorse: Endorse, write: Write) -> None:
    """An amount is printed as written; what the rule multiplies it by is no effect of it."""
    out = scored(endorse, write, {**GIVEN, **MONEY})
    assert "Costs 12,495 dollars against" in out
    assert "Own funds 2,498 dollars against" in out
    assert "249,800" not in out


def test_a_score_stands_beside_the_title_of_its_group(endorse: Endorse, write: Write) -> None:
    """The title is the rubric's; a share that nobody reads as a fraction is rounded."""
    out = scored(endorse, write, {**GIVEN, **MONEY})
    assert "Costs and own funds · Own percent: 19.99 (20 or more: funded)" in out
    why = scored(endorse, write, {**GIVEN, **MONEY}, "--why", "--changes")
    assert "49,960" not in why


def test_what_does_not_apply_speaks_against_nobody(endorse: Endorse, write: Write) -> None:
    """A non-profit that needs no sponsor is not reproached with having none."""
    assert "· Sponsor does not apply no effect" in scored(endorse, write, {**GIVEN, **MONEY})
    told = scored(endorse, write, {**GIVEN, **MONEY, "nonprofit": "no"})
    assert "✗ Sponsor does not apply not met" in told


def test_an_answer_that_makes_a_share_is_told_as_that(endorse: Endorse, write: Write) -> None:
    """The next question is about the costs, and no share is an answer to it."""
    out = scored(endorse, write, {**GIVEN, "own_funds": 1900})
    assert "Costs (the candidate): whatever makes “Own percent” less than 20 means" in out


def test_what_never_follows_is_not_read_as_an_outcome(endorse: Endorse, write: Write) -> None:
    """`not funded` is an outcome of its own: that something is never funded is said so."""
    words = ("rubric", "check", write("fund.yaml", RUBRIC), "-v")
    ended = endorse(*words, env={"COLUMNS": "160"})
    assert ended.status == 0, ended.err
    assert '"Grant" is never "funded"' in " ".join(ended.out.split())
