"""What the table says of each thing, and how."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from endorse_cli.models.base import replace
from endorse_cli.models.passages import read_text
from endorse_cli.models.record import LinePart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.table.alternatives import change_text
from endorse_cli.reports.table.given_answers import answer_text, answer_with_effect, weaker_tests
from endorse_cli.reports.table.given_answers import handful as handful
from endorse_cli.reports.table.outcomes import needed_text
from endorse_cli.reports.table.scores import score_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.tables import render_table
from endorse_cli.reports.table.unknowns import count_text, unsourced_text
from support.accounts import account

RecordOf = Callable[..., Record]
Plain = Any
DATED = [{"source": "a filing", "date": "2026-01-01"}]


def shown(record: Record, rubric: Rubric, width: int = 80, **look: Plain) -> str:
    """A table in one line of words, so that folding does not matter."""
    text = render_table(account(record, rubric), width=width, colour=False, unicode=True, **look)
    return " ".join(text.split())


def line_of(record: Record, criterion: str) -> LinePart:
    """The line about one criterion."""
    return next(line for line in record["lines"] if line["criterion"] == criterion)


@pytest.fixture
def said(festival: Rubric, record_of: RecordOf) -> Callable[..., str]:
    """What a festival candidate's line says, answer and effect."""

    def say(criterion: str, **answers: Plain) -> str:
        sheet = Sheet(account(record_of(festival, answers), festival))
        return answer_with_effect(sheet, line_of(sheet.record, criterion))

    return say


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
    sheet = Sheet(account(inez, rubric))
    assert list(weaker_tests(sheet, line_of(inez, "coalition"))) == [
        'The test "includes organized labor and progressive organizations" is inferred: ¶6.1, ¶9.1.'
    ]
    assert list(weaker_tests(sheet, line_of(inez, "mass_reach"))) == [
        'The test "at least clear" is inferred: ¶7.2.'
    ]
    assert list(weaker_tests(sheet, line_of(inez, "dsa_member"))) == []


def test_a_test_of_a_set_is_read_off_its_members(festival: Rubric, record_of: RecordOf) -> None:
    """All of them, any of them, or still open."""
    every, either = (use.test for use in reversed(Sheet(account({}, festival)).uses["friends"]))  # type: ignore[typeddict-item]
    held = []
    for friends in (["family", "band"], ["family"], [], {"family": "yes"}, {"band": "no"}):
        sheet = Sheet(account(record_of(festival, {"friends": friends}), festival))
        passes = sheet.explanation.passes
        held.append((passes("friends", every), passes("friends", either)))
    assert held == [
        ("yes", "yes"),
        ("no", "yes"),
        ("no", "no"),
        ("open", "yes"),
        ("no", "open"),
    ]


def test_why_leaves_out_what_is_ruled_out(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """Of alternatives only those that the record's own results leave are given as the reason."""
    answers: dict[str, Plain] = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["answer"]
    }
    answers["red_lines"] = {"answer": "crossing", "evidence": DATED}
    for id in ("polarizes_against_establishment", "internal_conflict"):
        answers[id] = "clear"
    answers["coalition"] = ["labor", "progressives"]
    text = shown(record_of(rubric, answers), rubric)
    assert (
        'Deciding row: "A class struggle campaign" holds and "A red line is crossed at the time '
        'of this campaign" holds row red_line · '
    ) in text
    assert "demands that are not negotiable" not in text


def test_the_deciding_row_shows_its_inferred_parts(rubric: Rubric, inez: Record) -> None:
    """A row that is stated and rests in part on a reading does not pass for stated alone."""
    text = shown(inez, rubric)
    assert "row class_struggle · ¶5.1, ¶5.2, ¶6.1, ¶7.1 · stated, in part inferred" in text
    assert (
        'In part inferred: that "Who really stands behind the candidacy, with people or money '
        'and not only with a name?" includes "organized labor" and "progressive organizations" '
        "(¶6.1, ¶9.1). That these two are needed"
    ) in text
    assert "surplus: endorse ¶11.7 · stated, in part inferred" in text


def test_exceptions_belong_to_the_reason(festival: Rubric, record_of: RecordOf) -> None:
    """A row with `unless` names it."""
    answers = {"loud": "yes", "friends": [], "wit": "some", "paid_bar": "yes", "warmth": "none"}
    text = shown(record_of(festival, answers), festival)
    assert (
        'Deciding row: "People understand it" holds and "Is it funny?" is at least some '
        '(setting wit_needed), unless "Who comes along?" includes family and "a whole band"'
    ) in text


def test_answers_that_force_an_outcome_are_named(rubric: Rubric, inez: Record) -> None:
    """The sufficient reason is given by what it serves, each answer by its question."""
    text = shown(inez, rubric)
    assert (
        "These answers settle it, whatever those not listed here are: "
        '- "A class struggle campaign" holds, by 6 answers, 5 without a source: '
        "In this race, is it plain to anyone that workers stand on one side and owners on the "
        "other? → clear · labor_capital_opposition "
    ) in text
    assert (
        "? → organized labor and progressive organizations: yes · coalition.labor and "
        "coalition.progressives "
    ) in text
    assert (
        '- "A cadre campaign" does not hold, by 1 answer: How deep is the candidate in the inner '
        "political life of the chapter? → some · rooted_in_chapter No source given. "
    ) in text


def test_more_than_a_handful_of_answers_is_counted(festival: Rubric) -> None:
    """Of many answers the first five are shown; a single one more is not worth the counting."""
    line: Plain = {}
    for number, left in ((5, 0), (6, 0), (7, 2)):
        first, rest = handful([(line, (str(place),)) for place in range(number)])
        assert (len(first), len(rest)) == (number - left, left)


def test_the_evidence_of_what_decided_stands_below_the_reason(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """Of a reason of few answers the sources are shown with it; what it rests on is not lost."""
    answers = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["state"] == "answered"
    }
    source = {"source": "a filing", "date": "2026-01-01", "says": "Kept the money."}
    crossing: Plain = {"answer": "crossing", "evidence": [source]}
    text = shown(record_of(rubric, {**answers, "red_lines": crossing}), rubric)
    assert (
        "in this campaign? → crossed at the time of this campaign · red_lines "
        "Source: a filing, 2026-01-01: Kept the money. "
    ) in text.partition("Every question")[0]


def test_an_allegation_is_not_repeated_below_a_reason(rubric: Rubric, record_of: RecordOf) -> None:
    """A source that does not establish an answer is shown nowhere."""
    rumor = {"answer": "crossing", "evidence": [{"source": "a rumor", "says": "They took it."}]}
    text = shown(record_of(rubric, {"dsa_member": "no", "red_lines": rumor}), rubric)
    assert "rumor" not in text


def test_a_refusal_does_not_seem_to_rest_on_what_it_does_not_need(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """What only another decision's reason needs is said there, and not again."""
    answers: dict[str, Plain] = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["state"] == "answered"
    }
    answers |= {"coalition": ["labor", "progressives"], "polarizes_against_establishment": "clear"}
    answers["red_lines"] = {"answer": "crossing", "evidence": DATED}
    text = shown(record_of(rubric, answers), rubric)
    assert text.count("That these two are needed") == 1
    assert "row red_line · ¶8.1 · stated ¶ cites" in text


def test_what_settled_one_decision_is_not_spelled_out_under_the_next(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """The same answers behind the same finding are counted the second time."""
    clear = ("labor_capital_opposition", "mobilizes_class", "politicizes_workers", "mass_reach")
    answers: dict[str, Plain] = dict.fromkeys(clear, "clear")
    answers |= {"polarizes_against_establishment": "clear", "coalition": ["labor", "progressives"]}
    answers |= {"red_lines": "kept", "rooted_in_chapter": "none"}
    conditions = ("dsa_member", "chapter_member", "solicited_endorsement", "accepts_positions")
    answers |= dict.fromkeys((*conditions, "openly_socialist"), "yes")
    answers |= dict.fromkeys(("class_alignment", "left_labor_bloc", "material_gains"), "defining")
    costs = ("organizing_burden", "expected_votes_against", "internal_conflict")
    answers |= dict.fromkeys((*costs, "public_conflict"), "none")
    text = shown(record_of(rubric, answers), rubric)
    assert '"A class struggle campaign" holds, by 6 answers named above' in text


def reason_of(sufficient: list[str], necessary: list[str]) -> dict[str, Plain]:
    """Reasons for the classification that serve nothing but themselves."""
    part = {"sufficient": sufficient, "necessary": necessary, "serves": {}}
    return {"classification": part}


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (["mass_reach", "coalition.labor", "rooted_in_chapter"], ""),
        (
            ["mass_reach", "coalition.labor"],
            "Were rooted_in_chapter left open, other answers would make up for it.",
        ),
        (
            ["mass_reach"],
            "Were any one of coalition.labor and rooted_in_chapter left open, other answers "
            "would make up for it.",
        ),
        (
            [],
            "Were any one of these answers left open, other answers would make up for it.",
        ),
    ],
)
def test_answers_that_none_could_replace_are_named(
    rubric: Rubric, inez: Record, needed: list[str], words: str
) -> None:
    """Of the answers that settle an outcome, those that it would come out without."""
    reasons: Plain = reason_of(["mass_reach", "coalition.labor", "rooted_in_chapter"], needed)
    record: Record = {**inez, "reasons": reasons}
    assert needed_text(Sheet(account(record, rubric)), "classification") == words
    text = shown(record, rubric)
    assert "people to act? → clear · mass_reach Source: " in text
    assert "? → organized labor: yes · coalition.labor No source given. " in text
    assert "? → some · rooted_in_chapter No source given. " in text


def test_a_rubric_may_force_an_outcome_by_itself(rubric: Rubric, inez: Record) -> None:
    """Where no answer is needed, that is said."""
    reasons: Plain = reason_of([], [])
    assert "It comes out so whatever the answers are." in shown(
        {**inez, "reasons": reasons}, rubric
    )


def test_passages_of_the_document_stand_beside_what_rests_on_them(
    festival: Rubric, record_of: RecordOf
) -> None:
    """With the document at hand each line shows its passages, and says where one is missing."""
    document = read_text("One must be heard.\n\nWit is good. Warmth is better.\n")
    text = shown(record_of(festival, {"loud": "yes"}), festival, text=document)
    assert "loud · ¶1 · stated ¶1: One must be heard." in text
    assert "warmth · ¶2.2 · stated ¶2.2: Warmth is better." in text
    assert "friends · ¶6 · stated ¶6: not in the document given" in text
    assert "Warmth is better" not in shown(record_of(festival, {"loud": "yes"}), festival)


def test_what_would_change_it_is_said_in_words(festival: Rubric, record_of: RecordOf) -> None:
    """The least change, what it depends on, and that there may be none."""
    tongue = {"answer": "invented", "evidence": DATED}
    answers = {"loud": "no", "friends": ["dog"], "wit": "none", "paid_bar": "yes", "tongue": tongue}
    text = shown(record_of(festival, answers), festival)
    assert (
        'For "pier", these 2 answers together would have to change: '
        "Can the last row hear it? → yes (now no) · loud "
        "Is it funny? → some or much (now none) · wit "
    ) in text
    assert (
        'For "the bar", this answer would have to change: '
        "Was the bar paid last year? → no (now yes) · paid_bar "
    ) in text
    record = record_of(festival, answers)
    record["changes"]["fee"] = []
    assert 'For "purse": nothing that anyone can change' in shown(record, festival)
    assert "asks nobody to change anything" in text


def test_the_first_question_says_what_it_would_settle(rubric: Rubric, record_of: RecordOf) -> None:
    """Ask this first; answers that leave the same are one line."""
    text = shown(record_of(rubric, {}), rubric)
    assert "Ask first: " in text
    record = record_of(rubric, {"labor_capital_opposition": "none", "office_kind": "executive"})
    question = record["ask_next"]
    assert question is not None
    first = rubric.criteria[question["criterion"]]
    assert f"Ask first: {first.ask} ({first.id}) not asked; " in shown(record, rubric)


def test_the_first_question_about_a_set_names_its_members(
    festival: Rubric, record_of: RecordOf
) -> None:
    """For a set each member is asked about by its printed name."""
    answers = {"loud": "yes", "wit": "some", "paid_bar": "yes", "warmth": "none"}
    record = record_of(festival, answers)
    assert record["ask_next"] is not None
    assert record["ask_next"]["criterion"] == "friends"
    assert "If the answer is no for family or a whole band: " in shown(record, festival)


def test_what_if_is_told_from_the_result(rubric: Rubric, inez: Record) -> None:
    """A supposition has a heading of its own and says that it is one."""
    decisions = inez["decisions"]
    endorsed: Any = {**decisions["recommendation"], "outcome": "endorse", "possible": ["endorse"]}
    supposed: Any = {
        "given": {"accepts_positions": ["yes"], "sio_commitment": ["committed"]},
        "decisions": {"recommendation": endorsed},
    }
    record: Record = {**inez, "what_if": supposed}
    for brief in (True, False):
        text = shown(record, rubric, brief=brief)
        assert (
            'Supposing that accepts_positions is yes; sio_commitment is "commits to joining": '
            "What follows for the endorsement: endorse (now undetermined. Still possible: do not "
            "endorse; members deliberate; endorse) This is supposed; it is not the result."
        ) in text


def test_what_has_no_weight_stands_apart(rubric: Rubric, inez: Record) -> None:
    """Recorded answers and members are shown after the lines, each with its reason.

    That of a yes-or-no question is about what is so, and stands only where it is.
    """
    text = shown(inez, rubric)
    before, after = text.split("Read, and without any weight")
    for criterion in rubric.criteria.values():
        if criterion.recorded:
            assert criterion.ask in after
            assert criterion.ask not in before
            is_so = line_of(inez, criterion.id)["possible"][criterion.id] == ["yes"]
            told = f"No weight: {criterion.recorded}" in after
            assert told == (is_so or criterion.kind.form != "yes_no"), criterion.id
        for reason in criterion.recorded_members.values():
            assert f"No weight: {reason}" in after


def test_a_rubric_without_such_has_no_such_section(rubric: Rubric, inez: Record) -> None:
    """Sections with nothing in them are left out."""
    bare: Record = {
        **inez,
        "lines": [line for line in inez["lines"] if line["group"] == "red_lines"],
        "findings": {},
        "scores": {},
        "statements": {"for": [], "against": []},
        "corrections": [],
        "reasons": {},
        "changes": {},
    }
    text = shown(bare, rubric)
    for title in ("without any weight", "Findings", "Scores", "own words", "Corrections"):
        assert title not in text
    assert "What would change it" not in text


def test_what_if_says_where_nothing_moves(rubric: Rubric, inez: Record) -> None:
    """A supposition that changes no outcome is told from one that does."""
    supposed: Any = {"given": {"dsa_member": ["yes"]}, "decisions": inez["decisions"]}
    text = shown({**inez, "what_if": supposed}, rubric)
    assert "class struggle campaign (as it is now)" in text


def test_who_can_bring_a_change_about_is_named(rubric: Rubric, inez: Record) -> None:
    """A change names who can bring it about, as the rubric says, of each answer its own."""
    text = shown(inez, rubric)
    assert (
        "owners on the other? → none or some (now clear) · labor_capital_opposition · time can "
        "bring it about"
    ) in text
    assert "? → clear or defining (open now) · socialist_pole " in text


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
    assert change_text(Sheet(account(record, festival)), change) == (
        "Who comes along? →\u00a0family and a whole band: yes (now family and a whole band: no)"
    )


def test_part_of_a_reason_is_not_called_idle(said: Callable[..., str]) -> None:
    """An answer in the reason that could be replaced is not said to make no difference."""
    answers = {"loud": "no", "wit": "none", "friends": ["family"], "paid_bar": "yes"}
    assert said("wit", **answers, warmth="none") == (
        "none (worth 0 in charm, a mean), so not at least some. Part of the reason; were it "
        "different, other answers would make up for it. No source given."
    )
    assert said("loud", **answers, warmth="none") == "no. On its own it would change nothing here."


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0, 5), "Nothing that counts: all 5 questions that carry weight are answered."),
        ((1, 1, 5), "1 of 5 questions has no known answer, and it matters."),
        ((3, 3, 5), "3 of 5 questions have no known answer, and all of them matter."),
        ((3, 0, 5), "3 of 5 questions have no known answer; no outcome depends on that here."),
        (
            (3, 1, 5),
            "3 of 5 questions have no known answer: this one matters, the rest would change "
            "nothing here.",
        ),
        (
            (3, 2, 5),
            "3 of 5 questions have no known answer: these 2 matter, the rest would change "
            "nothing here.",
        ),
    ],
)
def test_unknowns_are_counted_in_sentences(numbers: tuple[int, int, int], text: str) -> None:
    """How many, and how many of them matter."""
    assert count_text(*numbers) == text


def test_scores_are_exact() -> None:
    """A fraction is printed as it is, a range by both ends, never rounded."""
    assert score_text({"low": "1/3", "high": "1/3"}) == "1/3"
    assert score_text({"low": "-1/4", "high": "3/4"}) == "-1/4 to 3/4"


def test_missing_sources_are_marked_and_counted(rubric: Rubric, inez: Record) -> None:
    """Each line says so, and above it is said how many, and that such answers count."""
    text = shown(inez, rubric)
    weighty, weightless = text.partition("Every question")[2].split("Read, and without any weight")
    assert (
        f"{weighty.count('No source given')} of the answers that count have no source where one is "
        "expected. They count all the same. Of those without any weight, "
        f"{weightless.count('No source given')} have none either."
    ) in text


def test_how_many_have_no_source_reads_well_of_one_or_none() -> None:
    """Only what there is is spoken of."""
    assert unsourced_text(0, 0) == ""
    assert unsourced_text(1, 0) == (
        "1 of the answers that count has no source where one is expected. It counts all the same."
    )
    assert unsourced_text(0, 1) == (
        "1 of the answers without any weight has no source where one is expected."
    )
    assert unsourced_text(2, 1).endswith("Of those without any weight, 1 has none either.")


def test_what_is_unknown_and_does_not_count_is_named(rubric: Rubric, record_of: RecordOf) -> None:
    """A member of a set without weight is not passed over where nothing that counts is unknown."""
    partners = {"labor": "yes", "progressives": "yes", "tenants": "unknown"}
    record = record_of(rubric, {"coalition": partners})
    text = shown(record, rubric)
    assert "tenant organizations: unknown (not asked, without weight)" in text
    assert "Unknown, and without any weight: 10 answers, all at the end." in text
    few = {
        line["criterion"]: "no" if line["criterion"] != "leading_force" else "some"
        for line in record["lines"]
        if line["bearing"] == "recorded"
    }
    known = {"party_infrastructure", "loyalty_to_dsa", "socialists_in_office_group"}
    few |= dict.fromkeys(known, "some")
    text = shown(record_of(rubric, {**few, "coalition": partners}), rubric)
    assert "Unknown, and without any weight: tenant organizations (coalition.tenants)." in text
    text = shown(record_of(rubric, {**few, "coalition": ["labor"]}), rubric)
    assert "Unknown, and without" not in text


def test_no_source_is_missed_where_none_is_asked_for(said: Callable[..., str]) -> None:
    """`evidence: none` asks for none."""
    assert "source" not in said("loud", loud="yes")


def test_sources_say_what_they_lack(rubric: Rubric, record_of: RecordOf) -> None:
    """A source without its name or its day is shown as such."""
    answer = {"answer": "yes", "evidence": [{"says": "seen"}, {"source": "minutes"}]}
    text = shown(record_of(rubric, {"dsa_member": answer}), rubric)
    assert "Source: not named, no day given: seen" in text
    assert "Source: minutes, no day given" in text


def test_the_meaning_of_an_answer_is_shown_where_there_is_room(
    rubric: Rubric, inez: Record
) -> None:
    """At 120 columns the anchor of each answer given stands below it; at 80 it does not."""
    anchor = rubric.anchor("mass_reach", "clear")
    assert f"Meaning: {anchor}" in shown(inez, rubric, 120)
    assert "Meaning:" not in shown(inez, rubric, 80)


def test_another_version_of_the_rubric_is_pointed_out(rubric: Rubric, record_of: RecordOf) -> None:
    """An assessment made under another version says so before its result; the same says nothing."""
    words = "was made under version 0.9.0 of the rubric; what is shown follows version 1.0.0"
    for brief in (True, False):
        other = record_of(rubric, assessed={"rubric_version": "0.9.0"}, as_of="2026-05-01")
        same = record_of(rubric, assessed={"rubric_version": "1.0.0"}, as_of="2026-05-01")
        assert words in shown(other, rubric, brief=brief)
        assert "Note:" not in shown(same, rubric, brief=brief).split("What kind")[0]


def test_a_missing_day_is_pointed_out(rubric: Rubric, record_of: RecordOf) -> None:
    """Without any day it is said that what depends on one is undetermined, where anything does."""
    assert "whatever depends on a date" not in shown(record_of(rubric), rubric)
    started = replace(rubric, effective=date(2026, 1, 1))
    assert "whatever depends on a date is undetermined" in shown(record_of(rubric), started)
    dated = record_of(rubric, election="2026-11-03")
    assert "whatever depends on a date" not in shown(dated, rubric)
    assert "election of 2026-11-03" in shown(dated, rubric)


def test_a_chapters_line_says_who_adopted_it(festival: Rubric, record_of: RecordOf) -> None:
    """A line of a chapter's own names the body and the day, in the reason and in the line."""
    text = shown(record_of(festival, {"paid_bar": "no"}), festival)
    assert "row owes · ¶7 · chapter, adopted by the landing stage on 2025-03-02" in text
    assert "Adopted: by the landing stage on 2025-03-02" in text


def test_both_sides_are_heard(rubric: Rubric, record_of: RecordOf) -> None:
    """Where only one side has spoken, it is said that the other has not."""
    statements = {"for": [{"by": "Ann", "text": "Yes."}]}
    text = shown(record_of(rubric, statements=statements), rubric)
    assert "For: by Ann Yes. Against: no statement." in text


def test_the_note_at_the_end_is_always_there(
    rubric: Rubric, festival: Rubric, inez: Record, record_of: RecordOf
) -> None:
    """Members decide; the number orders; the rubric as written, not the truth of the answers."""
    for record, under in ((inez, rubric), (record_of(festival), festival)):
        text = shown(record, under)
        assert "This report advises; members decide." in text
        assert "does not say that they are true." in text


def test_no_word_of_a_rubric_is_known(festival: Rubric, record_of: RecordOf) -> None:
    """A table under another rubric has no word of the one that ships."""
    text = shown(record_of(festival, {"loud": "yes"}), festival)
    for word in ("cadre", "class", "struggle", "endorse", "socialist", "red line"):
        assert word not in text


@pytest.fixture
def granted(grants: Rubric, record_of: RecordOf) -> Callable[..., Sheet]:
    """A grant candidate's sheet, judged on the first of May."""

    def sheet(**answers: Plain) -> Sheet:
        return Sheet(account(record_of(grants, answers, as_of="2026-05-01"), grants))

    return sheet


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
    granted: Callable[..., Sheet], criterion: str, answer: Plain, words: str
) -> None:
    """The answer as written with its unit, and the comparisons by its region."""
    sheet = granted(**{criterion: answer, "founded": {"answer": "2026-04-01", "evidence": DATED}})
    assert answer_with_effect(sheet, line_of(sheet.record, criterion)).startswith(words)


def test_a_stand_in_is_a_second_line_and_settles_nothing(grants: Rubric, gardeners: Record) -> None:
    """What stands in is named, only where it makes a difference, and the outcome stays open."""
    text = shown(gardeners, grants)
    assert "undetermined. Still possible: middle; high by one of the bands middle or high" in text
    assert text.count("With the rubric's stand-in: ") == 2
    assert "With the rubric's stand-in: middle" in text
    assert "The rubric's stand-ins: plan is fair; meetings is 2 meetings" in text
    assert "A stand-in settles no outcome" in text
    assert "With the rubric's stand-in: middle" in shown(gardeners, grants, brief=True)


def test_no_stand_in_is_spoken_of_where_none_stands_in(
    grants: Rubric, granted: Callable[..., Sheet]
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
    assert 'Deciding band: "Merit" is more than 6 ¶5.1 · stated' in text
    alone = "by 5 answers that alone make it 15/2 to 8, 5 without a source: "
    assert f'"Merit" is 15/2, more than 6 is needed, {alone}' in text
    assert 'Deciding cell: "Grade" is high and "Size of the grant" is large ¶7 · stated' in text
    assert "How much does the project ask for? → less than 950 euros (now 1100 euros)" in text


def test_a_stated_outcome_is_not_passed_off_as_worked_out(grants: Rubric, choir: Record) -> None:
    """The file says so, and no row, reason or change is made up for it."""
    text = shown(choir, grants)
    assert "large stated in the file, not worked out" in text
    assert 'For "small": nothing that anyone can change, with size as the file states it' in text
    assert "Ask first: Were the last accounts audited? (audit)" in text
    assert "whatever the answers are" not in text


def test_one_of_several_stated_outcomes_is_worked_out(
    grants: Rubric, granted: Callable[..., Sheet]
) -> None:
    """Where the file leaves several open, the rows are shown, and beside them what it says."""
    text = shown(granted(size={"one_of": ["small", "large"]}).record, grants)
    assert (
        "The first of these rows that fits will decide; the file states small or large: "
    ) in text


def test_what_several_decisions_come_to_names_each(grants: Rubric, gardeners: Record) -> None:
    """With more than two decisions an outcome alone does not say of which it is."""
    text = shown(gardeners, grants)
    assert (
        'If the answer is poor: Grade: "middle"; Size of the grant: "small" or "large"; '
        'Which fund: "summer" or "the reserve"'
    ) in text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("7/4", "7/4", "7/4"),
        ("-1/2", "0", "-1/2 to 0"),
        ("1029/20", "1729/20", "51.45 to 86.45"),
        ("-17/5", None, "at least -3.4"),
        ("200/3", "200/3", "200/3"),
        (None, "22/7", "at most 22/7"),
        (None, None, "any number"),
    ],
)
def test_a_score_is_exact_and_read_at_a_glance(
    low: str | None, high: str | None, words: str
) -> None:
    """Quarters stay fractions, finer ones become decimals where these are exact."""
    assert score_text({"low": low, "high": high}) == words


def test_in_brief_an_answer_without_its_source_is_not_established(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """As in the whole table: it was given, so it is not called unknown; whom to ask stays."""
    record = record_of(rubric, {"red_lines": "crossing"})
    unknown, given = shown(record, rubric, brief=True).split("Not established, and it matters: ")
    assert "red_lines" not in unknown.split("Unknown, and it matters")[1]
    lacks = "it was given without the source and date that it needs"
    assert given == f"red_lines (the committee can judge it): {lacks}"
