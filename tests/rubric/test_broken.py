"""A rubric with one thing wrong is read with one report, and nothing that follows from it."""

import pytest

from endorse_cli.review.structure import structure_faults
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, Plain, base, edited, put, steps
from support.broken import STATIC, Broken


@pytest.mark.parametrize("case", STATIC, ids=[case.what for case in STATIC])
def test_one_fault_is_one_report_at_its_place(case: Broken) -> None:
    """With its fixed code, there; what is sound in shape is looked at for what it names."""
    rubric, found = read_rubric(edited(*case.edits))
    found = found or tuple(structure_faults(rubric, found))
    assert [(d.code, d.trail) for d in found] == [(case.code, steps(case.place))]


TWO = {"outcomes": ["a", "b"], **STATED}

MESSAGES = [
    ("title", None, "`title` is nothing, not a text."),
    ("title", " ", "`title` is empty."),
    ("title", ["a"], "`title` is a list, not a text."),
    ("title", {"a": "b"}, "`title` is a mapping, not a text."),
    ("groups", "use", "`groups` is `use`, not a mapping."),
    ("format", "2", "`format`: `2` is not accepted."),
    ("rubric", "Bike", "`rubric`: `Bike` cannot be the id of a rubric."),
    ("version", "", "`version` is empty."),
    ("effective", "2026-02-30", "`effective`: `2026-02-30` is not a valid date (YYYY-MM-DD)."),
    ("document passed", "1 May", "`passed`: `1 May` is not a valid date (YYYY-MM-DD)."),
    ("document digests p7.3", "sha256:0123456789abcdef", "`digests`: `p7.3` is not a paragraph."),
    ("document digests p1", "sha256:0123456789abcde", "`sha256:0123456789abcde` is not a digest of "
     "a paragraph."),
    ("document digests p1", "sha256:0123456789abcdeg", "`sha256:0123456789abcdeg` is not a digest "
     "of a paragraph."),
    ("passages P3", "Why.", "`passages`: `P3` is not a locator."),
    ("passages p3", "", "`passages` of `p3` is empty."),
    ("readings what_is_care at", [], "`at` names no passage."),
    ("criteria care cure", "nobod", "`cure`: `nobod` is not accepted."),
    ("criteria care asked_of", "nobody", "`asked_of`: `nobody` is not accepted."),
    ("criteria care panel", "average", "`panel`: `average` is not accepted."),
    ("criteria care may_be", "absent", "`may_be`: `absent` is not accepted."),
    ("criteria care evidence", "always", "`evidence`: `always` is not accepted."),
    ("criteria care anchors", {"often": "A."}, "`anchors`: `often` is not accepted."),
    ("criteria care fresh_for", {"months": "0"}, "`months`: `0` is not accepted."),
    ("criteria care fresh_for", {"months": "4001"}, "`months`: `4001` is not accepted."),
    ("criteria care in_force", {"since": "2026-03-02", "until": "2026-03-01"},
     "`in_force` ends on 2026-03-01, before it begins on 2026-03-02."),
    ("criteria late answer", {"number": {"unit": "days", "step": "0"}},
     "`step`: `0` is not a step."),
    ("criteria late answer", {"number": {"unit": "days", "step": "x"}},
     "`step`: `x` is not a step."),
    ("criteria late answer", {"number": {"unit": "days", "step": "2", "min": "1", "max": "6"}},
     "`max` is 6, which cannot be an answer."),
    ("criteria late answer", {"number": {"unit": "days", "step": "2", "min": "1", "max": "1"}},
     "`max` is 1, which cannot be an answer."),
    ("scales degree worth", ["0", "1"], "`worth` has 2 numbers for 3 levels."),
    ("scales degree worth", ["0", "1", "much"], "`worth`: `much` is not a number."),
    ("scales degree levels", ["none", "none", "clear"], "`none` appears twice in `levels`."),
    ("scales degree levels", ["none", "unknown", "clear"],
     "`levels`: `unknown` has a meaning of its own and cannot be a name here."),
    ("decisions loan outcomes", ["lend"], "A decision has only one outcome."),
    ("decisions loan rows rule is", "refused", "`is`: `refused` is not accepted."),
    ("decisions loan rows otherwise", {}, "No row can be named `otherwise`."),
    ("decisions standing list_others", "false", "`list_others`: `false` is not accepted."),
    ("findings backed when backers includes", ["shop", "shop"],
     "`shop` appears twice in `includes`."),
    ("findings in_order when all 1", {"licence": "yes", "member": "yes"},
     "A condition names 2 things at once: `licence`, `member`."),
    ("findings in_order when", {"count": ["rule_broken"]}, "`count` is compared with nothing."),
    ("findings rule_broken basis", "chapter", "Finding `rule_broken` has `basis: chapter` and no "
     "`adopted`."),
    ("scores bonus value", {"round": "care", "to": "1", "half": "away"},
     "`half`: `away` is not accepted."),
    ("scores bonus value", {"times": ["1", "2", "care"]}, "`times` has 3 parts."),
    ("scores bonus value", {"points": "purpose"}, "The points of `purpose` give nothing."),
    ("scores bonus value", {"sum": ["care"], "mean": ["care"]},
     "An amount says `sum` and `mean` at once."),
    ("scores bonus value", {"from": "p1"}, "`from` is not a key of an amount."),
    ("scores bonus better", "more", "`better`: `more` is not accepted."),
    ("promises skill_counts no_effect", ["late"], "Promise `skill_counts` is not of one form."),
    ("promises no_swing between", ["refuse"], "`between` has 1 outcome."),
    ("findings backed when", {"since": {"no_earlier_than": {"months": "0", "before": "election"}}},
     "`months`: `0` is not accepted."),
    ("findings backed when", {"since": {"no_later_than": {"years": "10001", "after": "as_of"}}},
     "`years`: `10001` is not accepted."),
    ("findings backed when", {"since": {"no_later_than": {"years": "1", "after": "today"}}},
     "`after`: `today` is not accepted."),
    ("findings backed when", {"since": {"no_later_than": "electon"}},
     "`electon` is not a valid date."),
    ("findings backed when", {"since": {"no_later_than": {"days": "1"}}},
     "The day is not one that can be counted from."),
    ("findings backed when", {"late": {"at_least": "seldom", "more_than": "never"}},
     "The test has two bounds on one side."),
    ("findings backed when", {"late": {"at_least": "seldom", "one_of": ["never", "often"]}},
     "The test is not one that can be asked."),
    ("findings backed when", {"late": {"one_of": ["never"]}}, "`one_of` has only one name."),
    ("decisions own", {**TWO, "table": {"by": ["weather"], "cells": [["dry", "wet", "a"]]}},
     "A cell has 3 names where 2 are needed."),
    ("decisions own", {**TWO, "table": {"by": ["weather"], "cells": [["dry"]]}},
     "A cell has 1 name where 2 are needed."),
    ("decisions own", {**TWO, "table": {"by": ["weather"], "cells": [["dry", "c"]]}},
     "The outcome of a cell: `c` is not accepted."),
    ("decisions own", {**TWO, "table": {"by": ["weather"], "cells": ["dry"]}},
     "A cell is `dry`, not a list of names."),
    ("decisions own", {**TWO, "bands": {"of": "merit", "cuts": [{"is": "a"}]}},
     "A cut has no bound."),
    ("decisions own", {**TWO, "bands": {"of": "merit", "cuts": [
        {"is": "a", "at_least": "1", "more_than": "1"}]}}, "A cut has two bounds on one side."),
    ("decisions own", {**TWO, "bands": {"of": "merit", "cuts": [{"is": "c", "at_least": "1"}]}},
     "`is`: `c` is not accepted."),
    ("decisions own", {**TWO, "bands": {}, "table": {}},
     "Decision `own` is written in 2 ways at once."),
    ("decisions loan assume", "refused", "`assume`: `refused` is not accepted."),
    ("decisions loan may_be_given", "yes", "`may_be_given`: `yes` is not accepted."),
    ("slate guidance all_regular some", "in_order", "Guidance `all_regular` does not have exactly "
     "one condition."),
]  # fmt: skip


@pytest.mark.parametrize(("at", "value", "message"), MESSAGES, ids=[m[2] for m in MESSAGES])
def test_a_fault_is_told_in_the_words_of_the_file(at: str, value: Plain, message: str) -> None:
    """The subject first, then what is wrong with it."""
    _, found = read_rubric(edited(put(at, value)))
    assert message in [d.message for d in found]


ALLOWED = [
    ("criteria care fresh_for", {"months": "1"}),
    ("criteria care fresh_for", {"months": "4000"}),
    ("criteria care in_force", {"since": "2026-03-01", "until": "2026-03-01"}),
    ("criteria late answer", {"number": {"unit": "days", "step": "2", "min": "1", "max": "5"}}),
    ("criteria late answer", {"number": {"unit": "days", "step": "2", "max": "6"}}),
    ("criteria late answer", {"number": {"unit": "days", "step": "any", "min": "-1/2"}}),
    ("criteria likes_bikes evidence", "none"),
    ("criteria care evidence", "required"),
    ("criteria care panel", "median"),
    ("document digests p12", "sha256:0123456789abcdef"),
    ("document published", "2026-02-28"),
    ("effective", "2026-02-28"),
    ("rubric", "bike-loan-2"),
    ("decisions loan list_others", "true"),
    ("decisions loan outcomes", {"unordered": ["refuse", "wait", "lend"]}),
    ("passages p5-p7", "A story."),
    ("findings rule_broken note", "Why so."),
    ("findings rule_broken when", {"count": ["in_order", "backed"], "at_most": "1"}),
    ("scores bonus value", {"round": "care", "to": "1/3", "half": "even"}),
]


@pytest.mark.parametrize(("at", "value"), ALLOWED)
def test_what_lies_just_inside_is_accepted(at: str, value: Plain) -> None:
    """Limits and bounds belong to what is allowed."""
    assert read_rubric(edited(put(at, value)))[1] == ()


def test_the_nearest_word_is_offered() -> None:
    """Where a word is near to one that is accepted, and the accepted ones in any case."""
    (found,) = read_rubric(edited(put("criteria care cure", "nobod")))[1]
    assert found.help == (
        "Did you mean `nobody`? Accepted: `candidate`, `chapter`, `time` or `nobody`."
    )
    (far,) = read_rubric(edited(put("criteria care cure", "xyzzy")))[1]
    assert far.help == "Accepted: `candidate`, `chapter`, `time` or `nobody`."


def test_a_thousand_faults_are_noted_and_no_more() -> None:
    """Nobody mends more in one go."""
    plain = base()
    plain["groups"] = {f"g{i}": {"title": ""} for i in range(1_500)}
    found = read_rubric(plain)[1]
    assert len(found) == 1_000
    assert found[0].trail == ("groups", "g0", "title")


SHARED = ("criteria", "families", "settings", "scores", "findings", "decisions")
OWN = {
    "criteria": "care",
    "families": "house_rules",
    "settings": "care_needed",
    "scores": "merit",
    "findings": "backed",
    "decisions": "loan",
}


@pytest.mark.parametrize("second", SHARED)
@pytest.mark.parametrize("first", SHARED)
def test_an_id_belongs_to_one_section(first: str, second: str) -> None:
    """The later of two is told, with the section that has the id; in groups it may stand again."""
    if first == second:
        return
    plain = base()
    one, other = sorted((first, second), key=SHARED.index)
    plain[other][OWN[one]] = plain[other][OWN[other]]
    found = [d for d in read_rubric(plain)[1] if d.code == "doubled-id"]
    assert [(d.trail, d.on_key) for d in found] == [((other, OWN[one]), True)]
    assert found[0].message == f"`{OWN[one]}` is already an id in `{one}`."


def test_an_id_that_stands_in_three_sections_belongs_to_the_first() -> None:
    """Each of the others is told, with the section that had it first."""
    plain = base()
    plain["scores"]["care"] = plain["scores"]["merit"]
    plain["findings"]["care"] = plain["findings"]["backed"]
    found = [(d.trail, d.message) for d in read_rubric(plain)[1]]
    assert found == [
        (("scores", "care"), "`care` is already an id in `criteria`."),
        (("findings", "care"), "`care` is already an id in `criteria`."),
    ]


AT_THE_KEY = [case for case in STATIC if case.code in ("missing-key", "unknown-key")]


@pytest.mark.parametrize("case", AT_THE_KEY, ids=[case.what for case in AT_THE_KEY])
def test_what_is_missing_or_unknown_is_told_at_the_key(case: Broken) -> None:
    """The caret stands under the key, and not under what follows it."""
    rubric, found = read_rubric(edited(*case.edits))
    found = found or tuple(structure_faults(rubric, found))
    assert [d.on_key for d in found] == [True]


def test_a_decision_written_in_two_ways_is_told_at_the_second() -> None:
    """Under its key."""
    table = {"by": ["weather"], "cells": [["dry", "refuse"], ["wet", "lend"]]}
    found = read_rubric(edited(put("decisions loan table", table)))[1]
    (two,) = [d for d in found if "ways at once" in d.message]
    assert (two.trail, two.on_key) == (("decisions", "loan", "table"), True)


def test_a_criterion_without_an_answer_has_that_of_its_family() -> None:
    """The first family that names one; without any the key is missing."""
    own = {"group": "use", "ask": "Kept?", "in": ["house_rules"], **STATED}
    rubric, found = read_rubric(
        edited(put("families house_rules answer", "keeping"), put("criteria own_rule", own))
    )
    assert found == ()
    assert rubric.criteria["own_rule"].kind.names == ("kept", "broken")
    (missing,) = read_rubric(edited(put("criteria own_rule", own)))[1]
    assert (missing.code, missing.trail) == ("missing-key", ("criteria", "own_rule"))
