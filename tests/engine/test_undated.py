"""A candidate with no day: what holds whenever the day is, and no more."""

from typing import Any

import pytest

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.undated import UndatedAssessment
from endorse_cli.models.amounts import Named
from endorse_cli.models.conditions import Holds, Not
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.in_force import everything, periods
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import edited, put

Plain = Any

SETTLED: dict[str, Plain] = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": ["neighbours", "shop"], "weather": "dry",
}  # fmt: skip


def undated(said: Plain, **in_force: Plain) -> UndatedAssessment:
    """What comes out under the small rubric, of which some lines are asked on some days only."""
    rubric, found = read_rubric(
        edited(*(put(f"criteria {id} in_force", days) for id, days in in_force.items()))
    )
    assert found == ()
    whole = everything(rubric)

    def assessed(view: Plain) -> Assessment:
        reader = CandidateReader(view, whole)
        candidate, wrong = reader.read({"candidate": "Odalys Wren", "answers": said})
        assert candidate is not None, wrong
        answers = {id: a for id, a in candidate.answers.items() if id in view.criteria}
        absent = {id: a for id, a in reader.absent.items() if id in view.criteria}
        return Assessment(compile_rubric(view), answers, absent)

    return UndatedAssessment(assessed(whole), [assessed(p.rubric) for p in periods(rubric)])


MARCH = {"since": "2026-03-01", "until": "2026-03-31"}


def test_an_outcome_is_settled_where_every_period_gives_it() -> None:
    """Else all that any period leaves possible, and the rows that may decide in any."""
    same = undated(SETTLED, weather=MARCH)
    assert same.decisions["loan"][:5] == ("lend", ("lend",), ("careful",), "careful", ())
    assert same.decisions["standing"][:5] == (
        "regular", ("regular",), ("both",), "both", ("papers",),
    )  # fmt: skip
    wet = undated({**SETTLED, "weather": "wet"}, weather=MARCH)
    assert wet.decisions["standing"][:5] == (
        None, ("guest", "regular"), ("both", "papers"), None, (),
    )  # fmt: skip


def test_what_holds_besides_holds_in_every_period() -> None:
    """A row that some period does not list is not listed."""
    rubric = undated({**SETTLED, "member": "no"}, member=MARCH)
    assert rubric.decisions["standing"].possible == ("stranger", "regular")
    assert rubric.decisions["standing"].also == ()


def test_a_finding_is_open_where_the_periods_differ() -> None:
    """And what they agree on is said; of a finding that is not asked then, what the others say."""
    found = undated({**SETTLED, "weather": "wet"}, weather=MARCH).findings
    assert found == {"in_order": "yes", "rule_broken": "no", "backed": "open"}
    gone = undated({**SETTLED, "house_rule": "kept"}, backers=MARCH).findings
    assert gone["backed"] == "yes"
    assert undated(SETTLED, weather=MARCH).findings["backed"] == "yes"


def test_a_score_reaches_from_the_least_to_the_greatest_of_any_period() -> None:
    """A line that is not asked then adds nothing then."""
    found = undated({**SETTLED, "late": "often"}, late=MARCH).scores
    assert found["merit"] == (1, undated(SETTLED).scores["merit"][1])
    assert found["bonus"] == (1, 1)
    open_ = undated({**SETTLED, "late": "often", "skill": "unknown"}, late=MARCH).scores
    low, high = open_["merit"]
    assert low is not None
    assert high is not None
    assert (low * 2, high * 2) == (1, 3)


def test_what_bears_in_any_period_bears() -> None:
    """Open in one period is open; no bearing is none in all of them."""
    lines = {
        line.criterion.id: line.bearing
        for line in undated({**SETTLED, "weather": "wet"}, weather=MARCH).lines
    }
    assert lines == {
        "member": "met",
        "licence": "met",
        "house_rule": "failed",
        "care": "met",
        "skill": "failed",
        "late": "no_bearing",
        "purpose": "no_bearing",
        "backers": "met",
        "weather": "met",
        "likes_bikes": "recorded",
    }
    refused = undated({**SETTLED, "house_rule": "unknown", "late": "unknown"}, late=MARCH)
    found = {line.criterion.id: line.bearing for line in refused.lines}
    assert found["house_rule"] == "open"


@pytest.mark.parametrize("said", [{}, SETTLED])
def test_what_belongs_to_one_period_is_not_told(said: Plain) -> None:
    """No reason, no change, no stand-in, no question: the day is what is missing."""
    found = undated(said, weather=MARCH)
    assert (found.reasons, found.changes) == ({}, {})
    assert (found.stand_ins, found.next_question) == (None, None)


def test_only_what_holds_in_every_period_is_explained() -> None:
    """What rests on a line that is asked on some days is told as the record tells it, or not."""
    said = {**SETTLED, "weather": "wet", "late": "often"}
    found = undated(said, weather=MARCH, late=MARCH, house_rule=MARCH)
    rubric = found.compiled.rubric
    scores = {id: {"low": str(low), "high": str(high)} for id, (low, high) in found.scores.items()}
    answered = {"late": "often", "care": "clear", "member": "yes", "licence": "yes"}
    answered["house_rule"] = "kept"
    lines = [
        {"criterion": id, "possible": {id: [answer]}, "answer": answer}
        for id, answer in answered.items()
    ]
    record: Plain = {
        "as_of": None, "findings": found.findings, "scores": scores, "decisions": {}, "lines": lines
    }  # fmt: skip
    told = Account(record, rubric, lambda: found.compiled).explanation
    merit = rubric.scores["merit"].value
    assert told.reach(merit) == (None, None)
    assert told.values(merit) == ()
    assert told.reach(Named.model_construct(id="merit")) == found.scores["merit"]
    assert told.reach(Named.model_construct(id="care")) == (1, 1)
    assert told.values(Named.model_construct(id="late")) == (2,)
    backed = Holds.model_construct(finding="backed")
    assert told.holds(backed) == found.findings["backed"] == "open"
    assert told.holds(Holds.model_construct(finding="in_order")) == "yes"
    assert told.holds(Not.model_construct(part=backed, grounds=None)) == "open"
    broken = Holds.model_construct(finding="rule_broken")
    assert told.holds(broken) == found.findings["rule_broken"] == "no"
    assert told.holds(Not.model_construct(part=broken, grounds=None)) == "open"
