"""Every question with its answer, its sources, and what carries no weight."""

from collections.abc import Callable

import pytest

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.questions import answer_with_effect, weaker_tests
from endorse_cli.reports.result.table import answer_text
from endorse_cli.views.condition_words import Words
from endorse_cli.views.result import Result
from reports.result.conftest import DATED, Plain, RecordOf, line_of, shown
from support.accounts import account


def test_what_has_no_weight_stands_apart(rubric: Rubric, inez: Record) -> None:
    """Recorded answers and members are shown after the lines, each with its reason.

    That of a yes-or-no question is about what is so, and stands only where it is.
    """
    text = shown(inez, rubric)
    before, after = text.split("For information, not scored")
    for criterion in rubric.criteria.values():
        if criterion.recorded:
            assert criterion.ask in after
            assert criterion.ask not in before
            is_so = line_of(inez, criterion.id)["possible"][criterion.id] == ["yes"]
            told = f"Not scored: {criterion.recorded}" in after
            assert told == (is_so or criterion.kind.form != "yes_no"), criterion.id
        for reason in criterion.recorded_members.values():
            assert f"Not scored: {reason}" in after


def test_a_rubric_without_such_has_no_such_section(rubric: Rubric, inez: Record) -> None:
    """Sections with nothing in them are left out."""
    bare: Record = {
        **inez,
        "lines": [line for line in inez["lines"] if line["group"] == "red_lines"],
        "notices": [],
        "statements": {"for": [], "against": []},
        "corrections": [],
        "reasons": {},
        "changes": {},
    }
    text = shown(bare, rubric)
    for title in ("For information", "own words", "Corrections"):
        assert title not in text
    assert "What would change it" not in text


def test_no_source_is_missed_where_none_is_asked_for(said: Callable[..., str]) -> None:
    """`evidence: none` asks for none."""
    assert "source" not in said("loud", loud="yes")


def test_sources_say_what_they_lack(rubric: Rubric, record_of: RecordOf) -> None:
    """A source without its name or its day is shown as such."""
    answer = {"answer": "yes", "evidence": [{"says": "seen"}, {"source": "minutes"}]}
    text = shown(record_of(rubric, {"dsa_member": answer}), rubric)
    assert "Source: not named, no day given: seen" in text
    assert "Source: minutes, no day given" in text


def test_the_meaning_of_an_answer_stands_below_it(rubric: Rubric, inez: Record) -> None:
    """The anchor of each answer given; of assessors who disagree that of each."""
    text = shown(inez, rubric)
    assert f"“clear” means: {rubric.anchor('mass_reach', 'clear')}" in text
    for level in ("clear", "defining"):
        anchor = rubric.anchor("polarizes_against_establishment", level)
        assert f"“{level}” means: {anchor}" in text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("kept", "kept"),
        ({"unknown": "no_reply"}, "no reply"),
        ({"unknown": "declined"}, "declined to say"),
        ({"unknown": "could_not_verify"}, "not verified"),
        ("unknown", "not asked"),
        ({"one_of": ["kept", "past"]}, "kept or crossed in the past, since reversed (disputed)"),
        ({"answer": "crossing", "evidence": DATED}, "crossed at the time of this campaign"),
        ("crossing", "not established"),
    ],
)
def test_every_answer_says_what_is_known(
    rubric: Rubric, record_of: RecordOf, answer: Plain, words: str
) -> None:
    """Known answers by their printed title, unknown ones by the reason why."""
    line = line_of(record_of(rubric, {"red_lines": answer}), "red_lines")
    assert answer_text(Words(rubric), line) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            ["labor", "progressives"],
            "organized labor and progressive organizations; not tenant organizations",
        ),
        (
            ["labor", "tenants", "progressives"],
            "organized labor, tenant organizations and progressive organizations",
        ),
        ([], "none"),
        (
            {"labor": "yes", "tenants": "no"},
            "organized labor; not tenant organizations; not asked: progressive organizations",
        ),
        (
            {"tenants": "no"},
            "not tenant organizations; not asked: organized labor and progressive organizations",
        ),
        (
            {"labor": {"one_of": ["yes", "no"]}, "tenants": "no", "progressives": "yes"},
            "progressive organizations; not tenant organizations; disputed: organized labor",
        ),
        (
            {"labor": {"unknown": "declined"}, "tenants": "unknown", "progressives": "yes"},
            "progressive organizations; open: organized labor and tenant organizations",
        ),
    ],
)
def test_a_set_names_its_members(
    rubric: Rubric, record_of: RecordOf, answer: Plain, words: str
) -> None:
    """Who is in, who is not, and of whom it is open; why, only where that is known of all."""
    line = line_of(record_of(rubric, {"coalition": answer}), "coalition")
    assert answer_text(Words(rubric), line) == words


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
    """The tests of a red line that is kept all fail; it speaks for the candidate all the same."""
    record = record_of(rubric, {"red_lines": "kept"})
    assert line_of(record, "red_lines")["bearing"] == "failed"
    line = Result(account(record, rubric)).by_criterion["red_lines"]
    assert (line.mark, line.did) == ("for", "met")
    assert "✓ Red lines: kept · met · no source" in shown(record, rubric)


def test_effects_state_what_is_the_case(said: Callable[..., str]) -> None:
    """A test that is met or not, and by how much; what an answer adds."""
    bar = {"paid_bar": "yes"}
    assert said("wit", wit="much", loud="yes", friends=[], **bar) == "much · met · no source"
    assert said("friends", friends=["family"], loud="yes", wit="some", **bar) == (
        "family; not a whole band or dog · used · no source"
    )
    assert said("loud", loud="yes", friends=[], wit="some", **bar) == "yes · met"
    assert said("paid_bar", paid_bar="no") == "no · not met · no source"


def test_what_is_not_met_says_what_is_missed(rubric: Rubric, record_of: RecordOf) -> None:
    """Of levels the bound that is not reached; a yes or no says it by itself."""
    record = record_of(rubric, {"mass_reach": "some", "dsa_member": "no"})
    result = Result(account(record, rubric))
    said = {id: answer_with_effect(result, line_of(record, id)) for id in result.by_criterion}
    assert said["mass_reach"] == "some · not met: not at least clear · no source"
    assert said["dsa_member"] == "no · not met · no source"


@pytest.mark.parametrize(
    ("level", "did"), [("none", "not_met"), ("some", "not_met"), ("clear", "barely")]
)
def test_barely_is_what_one_level_less_would_miss(
    rubric: Rubric, record_of: RecordOf, level: str, did: str
) -> None:
    """The lowest level that meets a test is barely met, the next one is not."""
    result = Result(account(record_of(rubric, {"mass_reach": level}), rubric))
    assert result.by_criterion["mass_reach"].did == did
    above = Result(account(record_of(rubric, {"mass_reach": "defining"}), rubric))
    assert above.by_criterion["mass_reach"].did == "met"


def test_what_is_open_can_decide_or_has_no_effect(rubric: Rubric, record_of: RecordOf) -> None:
    """With every outcome settled nothing that is open is said to decide anything."""
    open = Result(account(record_of(rubric), rubric))
    assert open.by_criterion["dsa_member"].did == "can_decide"
    assert open.by_criterion["dsa_member"].mark == "open"
    record = record_of(rubric, {"labor_capital_opposition": "none", "dsa_member": "no"})
    settled = Result(account(record, rubric))
    assert record["decisions"]["recommendation"]["outcome"] == "decline"
    assert {line.did for line in settled.lines if line.part["state"] == "not_asked"} == {
        "no_effect"
    }
    assert "can still decide" not in shown(record, rubric)


def test_an_unsupported_answer_says_why(rubric: Rubric, record_of: RecordOf) -> None:
    """What it lacks, and never what it alleged."""
    record = record_of(rubric, {"red_lines": "crossing"})
    assert answer_with_effect(Result(account(record, rubric)), line_of(record, "red_lines")) == (
        "not established, since it was given without the source and date that it needs · can decide"
    )


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
        ("duration", "7", "7 months · met in part"),
        ("duration", "5", "5 months · not met: less than 12 months"),
        ("reported", "2026-04-02", "2026-04-02 · not met"),
        ("reported", "2026-03-31", "2026-03-31 · met"),
        ("budget", {"one_of": ["949.5", "1100"]}, "949.5 euros or 1,100 euros (disputed) · can"),
        ("staff", "12", "12 people · +2 in Merit"),
        ("team", "good", "good · worth 4 in Merit"),
    ],
)
def test_a_number_or_a_day_says_what_it_did(
    granted: Callable[..., Result], criterion: str, answer: Plain, words: str
) -> None:
    """The answer as written with its unit, and what it did; of a lowest, that it may not count."""
    result = granted(**{criterion: answer, "founded": {"answer": "2026-04-01", "evidence": DATED}})
    assert answer_with_effect(result, line_of(result.record, criterion)).startswith(words)
