"""One fault, one report: small rubrics with one thing wrong, its code and its place."""

import re
from typing import Any, NamedTuple

import pytest
from endorse_cli.diagnostics import CODES
from support.base import STATED, Edit, edited, drop, put, rename, steps
from support.world import all_faults

Plain = Any


class Broken(NamedTuple):
    """What is wrong, how it was done, and the one code and place that must be reported."""

    what: str
    code: str
    place: str
    edits: tuple[Edit, ...]


def broken(what: str, code: str, place: str, *edits: Edit) -> Broken:
    """One way to break the sound rubric."""
    return Broken(what, code, place, edits)


ROWS = "decisions loan rows"
WHEN = f"{ROWS} careful when all"
LATE_POINTS = {"points": "late", "give": {"never": "0", "seldom": "1", "often": "2"}}
PROMISE = {"for": "loan", **STATED}

SHAPES = [
    broken("no title", "missing-key", "", drop("title")),
    broken("no question", "missing-key", "criteria care", drop("criteria care ask")),
    broken("no answer", "missing-key", "criteria member", drop("criteria member answer")),
    broken("no outcome in a row", "missing-key", f"{ROWS} rule", drop(f"{ROWS} rule is")),
    broken("no condition in a row", "missing-key", f"{ROWS} rule", drop(f"{ROWS} rule when")),
    broken("no otherwise", "missing-key", "decisions loan", drop("decisions loan otherwise")),
    broken("no outcomes", "missing-key", "decisions standing", drop("decisions standing outcomes")),
    broken("no basis", "missing-key", "findings backed", drop("findings backed basis")),
    broken("no levels", "missing-key", "scales degree", drop("scales degree levels")),
    broken("no value", "missing-key", "settings care_needed", drop("settings care_needed value")),
    broken("no amount", "missing-key", "scores bonus", drop("scores bonus value")),
    broken(
        "no `are`",
        "missing-key",
        "findings rule_broken when any",
        drop("findings rule_broken when any are"),
    ),
    broken(
        "no `then`",
        "missing-key",
        "promises broken_is_refused",
        drop("promises broken_is_refused then"),
    ),
    broken("no `between`", "missing-key", "promises no_swing", drop("promises no_swing between")),
    broken(
        "no answer to a reading",
        "missing-key",
        "readings what_is_care",
        drop("readings what_is_care instead"),
    ),
    broken(
        "no text to say",
        "missing-key",
        "slate guidance all_regular",
        drop("slate guidance all_regular say"),
    ),
    broken(
        "chapter without a body",
        "missing-key",
        "findings backed",
        put("findings backed basis", "chapter"),
    ),
    broken(
        "an answer without points",
        "missing-key",
        "scores bonus value give",
        drop("scores bonus value give other"),
    ),
    broken("a section of another language", "unknown-key", "colour", put("colour", "red")),
    broken(
        "a misspelt optional key",
        "unknown-key",
        "criteria member anchor",
        rename("criteria member anchors", "anchor"),
    ),
    broken(
        "a misspelt required key",
        "unknown-key",
        "criteria member anwser",
        rename("criteria member answer", "anwser"),
    ),
    broken("a misspelt section", "unknown-key", "decicions", rename("decisions", "decicions")),
    broken(
        "a misspelt bound",
        "unknown-key",
        f"{WHEN} 1 care at_leats",
        rename(f"{WHEN} 1 care at_least", "at_leats"),
    ),
    broken("a key in a row", "unknown-key", f"{ROWS} rule unles", put(f"{ROWS} rule unles", [])),
    broken(
        "an amount of no form",
        "unknown-key",
        "scores merit value product",
        rename("scores merit value sum", "product"),
    ),
    broken("criteria as a list", "bad-shape", "criteria", put("criteria", ["member", "care"])),
    broken("a group as a text", "bad-shape", "groups use", put("groups use", "What for")),
    broken(
        "an empty section",
        "bad-shape",
        "findings",
        put("findings", {}),
        put(
            "decisions",
            {
                "d": {
                    "outcomes": ["a", "b"],
                    "rows": {"r": {"is": "a", "when": {"member": "yes"}, **STATED}},
                    "otherwise": {"is": "b", **STATED},
                }
            },
        ),
        drop("promises"),
        drop("slate"),
    ),
    broken("no rows", "bad-shape", f"{ROWS}", put(f"{ROWS}", {})),
    broken(
        "outcomes with nothing after it",
        "bad-shape",
        "decisions loan outcomes",
        put("decisions loan outcomes", None),
    ),
    broken("a document with nothing after it", "bad-shape", "document", put("document", None)),
    broken("rows with nothing after it", "bad-shape", f"{ROWS}", put(f"{ROWS}", None)),
    broken(
        "one outcome",
        "bad-shape",
        "decisions d outcomes",
        put(
            "decisions d",
            {
                "outcomes": ["a"],
                "rows": {"r": {"is": "a", "when": {"member": "yes"}, **STATED}},
                "otherwise": {"is": "a", **STATED},
            },
        ),
    ),
    broken("an empty `all`", "bad-shape", f"{WHEN}", put(f"{WHEN}", [])),
    broken(
        "two things in a condition",
        "bad-shape",
        f"{WHEN} 2",
        put(f"{WHEN} 2", {"skill": "some", "weather": "dry"}),
    ),
    broken(
        "grounds and no condition",
        "bad-shape",
        f"{ROWS} careful when",
        put(f"{ROWS} careful when", {"from": "p1", "basis": "stated"}),
    ),
    broken(
        "two lower bounds",
        "bad-shape",
        f"{WHEN} 1 care",
        put(f"{WHEN} 1 care", {"at_least": "some", "more_than": "none"}),
    ),
    broken(
        "one_of with one name",
        "bad-shape",
        "findings in_order when all 1 any 0 licence one_of",
        put("findings in_order when all 1 any 0 licence one_of", ["yes"]),
    ),
    broken(
        "worths for other levels",
        "bad-shape",
        "scales degree worth",
        put("scales degree worth", ["0", "1"]),
    ),
    broken(
        "a kind of two forms",
        "bad-shape",
        "criteria purpose answer",
        put("criteria purpose answer", {"choice": ["work", "play"], "levels": ["a", "b"]}),
    ),
    broken(
        "times of three",
        "bad-shape",
        "scores merit value sum 1 times",
        put("scores merit value sum 1 times", ["1", "2", "skill"]),
    ),
    broken(
        "an amount of two forms",
        "bad-shape",
        "scores bonus value",
        put("scores bonus value minus", "merit"),
    ),
    broken(
        "a promise of two forms",
        "bad-shape",
        "promises skill_counts",
        put("promises skill_counts no_effect", ["skill"]),
    ),
    broken(
        "between three outcomes",
        "bad-shape",
        "promises no_swing between",
        put("promises no_swing between", ["refuse", "wait", "lend"]),
    ),
    broken(
        "guidance of two forms",
        "bad-shape",
        "slate guidance all_regular",
        put("slate guidance all_regular some", {"loan": "lend"}),
    ),
]

WORDS = [
    broken("another version of the language", "bad-value", "format", put("format", "2")),
    broken("a version that is a list", "bad-value", "format", put("format", ["1"])),
    broken("no version after the key", "bad-value", "format", put("format", None)),
    broken("an empty title", "bad-value", "title", put("title", " ")),
    broken("a rubric id in capitals", "bad-value", "rubric", put("rubric", "Bike-Loan")),
    broken("a rubric id with an underscore", "bad-value", "rubric", put("rubric", "bike_loan")),
    broken("an id in capitals", "bad-value", "groups Use", put("groups Use", {"title": "Use"})),
    broken(
        "a level in capitals",
        "bad-value",
        "criteria weather answer levels 1",
        put("criteria weather answer levels", ["dry", "Wet"]),
        drop("criteria weather anchors"),
        drop("findings backed unless"),
        put(f"{ROWS} rule unless", [{"when": {"weather": "dry"}, **STATED}]),
    ),
    broken(
        "a worth that is no number",
        "bad-value",
        "scales degree worth 1",
        put("scales degree worth", ["0", "1e3", "1"]),
    ),
    broken(
        "a basis of its own",
        "bad-value",
        "findings backed basis",
        put("findings backed basis", "obvious"),
    ),
    broken(
        "a locator that is none",
        "bad-value",
        "findings backed from",
        put("findings backed from", "page 7"),
    ),
    broken(
        "a range turned around",
        "bad-value",
        "findings backed from 1",
        put("findings backed from", ["p1", "p3-p2"]),
    ),
    broken(
        "a day that is none", "bad-value", "document passed", put("document passed", "2026-02-30")
    ),
    broken(
        "a digest cut short",
        "bad-value",
        "document digests p2",
        put("document digests p2", "sha256:12345"),
    ),
    broken(
        "a digest of a sentence",
        "bad-value",
        "document digests p2.1",
        put("document digests p2.1", "sha256:0123456789abcdef"),
    ),
    broken(
        "an anchor for no answer",
        "bad-value",
        "criteria weather anchors windy",
        put("criteria weather anchors windy", "Leaves move."),
    ),
    broken(
        "a title for no outcome",
        "bad-value",
        "decisions standing titles friend",
        put("decisions standing titles friend", "a friend"),
    ),
    broken(
        "evidence for no answer",
        "bad-value",
        "criteria house_rule evidence required_for 0",
        put("criteria house_rule evidence required_for", ["crossed"]),
    ),
    broken(
        "a rule of evidence that is none",
        "bad-value",
        "criteria care evidence",
        put("criteria care evidence", "always"),
    ),
    broken(
        "cured by nobody known",
        "bad-value",
        "criteria care cure",
        put("criteria care cure", "landlord"),
    ),
    broken(
        "asked of nobody known",
        "bad-value",
        "criteria care asked_of",
        put("criteria care asked_of", "mayor"),
    ),
    broken(
        "may be something else",
        "bad-value",
        "criteria licence may_be",
        put("criteria licence may_be", "absent"),
        put("findings in_order when all 1 any 0 licence", "yes"),
    ),
    broken(
        "an outcome that is none", "bad-value", f"{ROWS} rule is", put(f"{ROWS} rule is", "reject")
    ),
    broken(
        "a level that is none",
        "bad-value",
        f"{WHEN} 2 not skill",
        put(f"{WHEN} 2 not skill", "nothing"),
    ),
    broken(
        "a bound that is no level",
        "bad-value",
        f"{WHEN} 1 care at_least",
        put(f"{WHEN} 1 care at_least", "much"),
    ),
    broken(
        "a choice that is none",
        "bad-value",
        "findings backed unless 0 when any 1 purpose",
        put("findings backed unless 0 when", {"any": [{"weather": "wet"}, {"purpose": "fun"}]}),
    ),
    broken(
        "a name among others that is none",
        "bad-value",
        "findings in_order when all 1 any 0 licence one_of 1",
        put("findings in_order when all 1 any 0 licence one_of", ["yes", "maybe"]),
    ),
    broken(
        "an outcome among others that is none",
        "bad-value",
        f"{ROWS} unknown_person when standing one_of 0",
        put(f"{ROWS} unknown_person when standing", {"one_of": ["foreigner", "stranger"]}),
    ),
    broken(
        "a member that is none",
        "bad-value",
        "findings backed when backers includes 1",
        put("findings backed when backers includes", ["neighbours", "shops", "shop"]),
    ),
    broken(
        "asked whether unknown",
        "bad-value",
        f"{WHEN} 2 not skill",
        put(f"{WHEN} 2 not skill", "unknown"),
    ),
    broken(
        "a decision's outcome that is none",
        "bad-value",
        f"{ROWS} unknown_person when standing",
        put(f"{ROWS} unknown_person when standing", "foreigner"),
    ),
    broken(
        "points for no answer",
        "bad-value",
        "scores bonus value give fun",
        put("scores bonus value give fun", "1"),
    ),
    broken(
        "points that are no number",
        "bad-value",
        "scores bonus value give play",
        put("scores bonus value give play", "lots"),
    ),
    broken(
        "a setting that is no number",
        "bad-value",
        "settings total_needed value",
        put("settings total_needed value", "plenty"),
    ),
    broken(
        "a setting that is no level",
        "bad-value",
        "settings care_needed value",
        put("settings care_needed value", "much"),
    ),
    broken(
        "a placeholder outside its family",
        "bad-value",
        "families house_rules placeholder",
        put("families house_rules placeholder", "member"),
    ),
    broken(
        "a swing between no outcomes",
        "bad-value",
        "promises no_swing between 1",
        put("promises no_swing between", ["refuse", "give"]),
    ),
    broken(
        "a promise of no member",
        "bad-value",
        "promises liking_is_nothing no_effect 1",
        put("promises liking_is_nothing no_effect", ["likes_bikes", "backers.church"]),
    ),
    broken(
        "a passage that is none",
        "bad-value",
        "passages chapter_3",
        put("passages chapter_3", "History."),
    ),
    broken(
        "a form of a later version",
        "bad-value",
        f"{WHEN} 2 count",
        put(f"{WHEN} 2", {"count": [{"skill": "some"}, {"skill": "clear"}], "at_least": "1"}),
    ),
    broken(
        "a number as an answer",
        "bad-value",
        "criteria weather answer",
        put("criteria weather answer", {"number": {"unit": "degrees"}}),
        drop("criteria weather anchors"),
    ),
    broken(
        "an amount of a later version",
        "bad-value",
        "scores bonus value lowest",
        put("scores bonus value", {"lowest": ["care", "skill"]}),
    ),
]

IDS = [
    broken(
        "a word of the language as an id",
        "reserved-id",
        "groups all",
        put("groups all", {"title": "All"}),
    ),
    broken(
        "a finding named like a basis",
        "reserved-id",
        "findings stated",
        rename("findings rule_broken", "stated"),
        put(f"{ROWS} rule when", "stated"),
        put("promises broken_is_refused when", "stated"),
    ),
    broken(
        "a row named otherwise",
        "reserved-id",
        f"{ROWS} otherwise",
        rename(f"{ROWS} rule", "otherwise"),
    ),
    broken(
        "a row named like a word", "reserved-id", f"{ROWS} when", rename(f"{ROWS} rule", "when")
    ),
    broken(
        "a level named unknown",
        "reserved-id",
        "criteria weather answer levels 2",
        put("criteria weather answer levels", ["dry", "wet", "unknown"]),
    ),
    broken(
        "a member named note",
        "reserved-id",
        "criteria backers answer set 3",
        put("criteria backers answer set", ["neighbours", "shop", "school", "note"]),
    ),
    broken(
        "an outcome named undetermined",
        "reserved-id",
        "decisions loan outcomes 3",
        put("decisions loan outcomes", ["refuse", "wait", "lend", "undetermined"]),
    ),
    broken(
        "a score with a criterion's id",
        "doubled-id",
        "scores weather",
        put("scores weather", {"value": "care", **STATED}),
    ),
    broken(
        "a finding with a decision's id",
        "doubled-id",
        "decisions in_order",
        rename("decisions standing", "in_order"),
        put(f"{ROWS} unknown_person when", {"in_order": "stranger"}),
        put("promises care_helps for", "loan"),
        put("slate counts", ["loan"]),
        put("slate guidance all_regular every", {"loan": "lend"}),
        put("decisions in_order rows both when", "backed"),
        put("decisions in_order rows papers when", {"member": "yes"}),
    ),
    broken(
        "a level twice",
        "doubled-id",
        "criteria weather answer levels 2",
        put("criteria weather answer levels", ["dry", "wet", "dry"]),
    ),
    broken(
        "an outcome twice",
        "doubled-id",
        "decisions loan outcomes 3",
        put("decisions loan outcomes", ["refuse", "wait", "lend", "wait"]),
    ),
    broken(
        "a group that is not there",
        "unknown-id",
        "criteria care group",
        put("criteria care group", "abuse"),
    ),
    broken(
        "a family that is not there",
        "unknown-id",
        "criteria member in",
        put("criteria member in", ["house_rule_s"]),
    ),
    broken(
        "a placeholder that is not there",
        "unknown-id",
        "families house_rules placeholder",
        put("families house_rules placeholder", "house_ruling"),
    ),
    broken(
        "a scale that is not there",
        "unknown-id",
        "criteria late answer",
        put("criteria late answer", "latenes"),
    ),
    broken(
        "a finding that is not there",
        "unknown-id",
        "decisions standing rows papers when",
        put("decisions standing rows papers when", "in_ordre"),
    ),
    broken(
        "a criterion that is not there",
        "unknown-id",
        f"{WHEN} 1 cares",
        rename(f"{WHEN} 1 care", "cares"),
    ),
    broken(
        "a setting that is not there",
        "unknown-id",
        f"{WHEN} 1 care at_least setting",
        put(f"{WHEN} 1 care at_least setting", "care_needs"),
    ),
    broken(
        "a weight that is not there",
        "unknown-id",
        "scores merit value sum 1 times 0 setting",
        put("scores merit value sum 1 times 0 setting", "skill_wait"),
    ),
    broken(
        "a setting of no criterion",
        "unknown-id",
        "settings care_needed of",
        put("settings care_needed of", "caring"),
    ),
    broken(
        "an amount that is not there",
        "unknown-id",
        "scores merit value sum 0",
        put("scores merit value sum 0", "caree"),
    ),
    broken(
        "points for no criterion",
        "unknown-id",
        "scores bonus value points",
        put("scores bonus value points", "purposes"),
    ),
    broken(
        "a family asked that is not there",
        "unknown-id",
        "findings rule_broken when any of",
        put("findings rule_broken when any of", "house_rulez"),
    ),
    broken(
        "a promise of no criterion",
        "unknown-id",
        "promises skill_counts some_effect",
        put("promises skill_counts some_effect", ["skil"]),
    ),
    broken(
        "a promise for nothing",
        "unknown-id",
        "promises skill_counts for",
        put("promises skill_counts for", "lone"),
    ),
    broken(
        "a count of no decision",
        "unknown-id",
        "slate counts 1",
        put("slate counts", ["standing", "lone"]),
    ),
]

KINDS = [
    broken(
        "a finding tested",
        "type-mismatch",
        f"{WHEN} 2 in_order",
        put(f"{WHEN} 2", {"in_order": "yes"}),
    ),
    broken("a criterion as a bare word", "type-mismatch", f"{WHEN} 2", put(f"{WHEN} 2", "member")),
    broken(
        "an order of yes and no",
        "type-mismatch",
        f"{WHEN} 2 member",
        put(f"{WHEN} 2", {"member": {"at_least": "yes"}}),
    ),
    broken(
        "an order of choices",
        "type-mismatch",
        f"{WHEN} 2 purpose",
        put(f"{WHEN} 2", {"purpose": {"more_than": "work"}}),
    ),
    broken(
        "a set asked by name",
        "type-mismatch",
        f"{WHEN} 2 backers",
        put(f"{WHEN} 2", {"backers": "shop"}),
    ),
    broken(
        "levels asked as a set",
        "type-mismatch",
        f"{WHEN} 2 skill",
        put(f"{WHEN} 2", {"skill": {"includes": ["some"]}}),
    ),
    broken(
        "a score asked by name",
        "type-mismatch",
        f"{WHEN} 0 total",
        put(f"{WHEN} 0", {"total": "high"}),
    ),
    broken(
        "a score against a level",
        "type-mismatch",
        f"{WHEN} 0 total at_least",
        put(f"{WHEN} 0 total at_least", "clear"),
    ),
    broken(
        "a score against a setting of levels",
        "type-mismatch",
        f"{WHEN} 0 total at_least",
        put(f"{WHEN} 0 total at_least", {"setting": "care_needed"}),
    ),
    broken(
        "levels against a number",
        "type-mismatch",
        f"{WHEN} 1 care at_least",
        put(f"{WHEN} 1 care at_least", "2"),
    ),
    broken(
        "levels against a setting of numbers",
        "type-mismatch",
        f"{WHEN} 1 care at_least",
        put(f"{WHEN} 1 care at_least", {"setting": "total_needed"}),
    ),
    broken(
        "a family of one test that does not fit",
        "type-mismatch",
        "findings rule_broken when any are",
        put("findings rule_broken when any are", {"includes": ["broken"]}),
    ),
    broken(
        "a criterion without worth in a score",
        "type-mismatch",
        "scores merit value sum 0",
        put("scores merit value sum 0", "weather"),
    ),
    broken(
        "worth of what may not apply",
        "type-mismatch",
        "scores merit value sum 0",
        put("criteria care may_be", "not_applicable"),
    ),
    broken(
        "a finding in a score",
        "type-mismatch",
        "scores merit value sum 0",
        put("scores merit value sum 0", "in_order"),
    ),
    broken(
        "points for a set",
        "type-mismatch",
        "scores bonus value points",
        put("scores bonus value", {"points": "backers", "give": {"shop": "1"}}),
    ),
    broken(
        "a promise varies a finding",
        "type-mismatch",
        "promises skill_counts some_effect",
        put("promises skill_counts some_effect", ["in_order"]),
    ),
    broken(
        "a member of what is no set",
        "type-mismatch",
        "promises skill_counts some_effect",
        put("promises skill_counts some_effect", ["skill.some"]),
    ),
    broken(
        "more of a choice",
        "type-mismatch",
        "promises care_helps more_never_hurts 2",
        put("promises care_helps more_never_hurts", ["care", "member", "purpose"]),
    ),
    broken(
        "more for outcomes without order",
        "type-mismatch",
        "promises care_helps for",
        put("decisions loan outcomes", {"unordered": ["refuse", "wait", "lend"]}),
        put("promises care_helps for", "loan"),
        put("slate of", {"loan": "lend"}),
        put("promises breaking_hurts", {"no_effect": "likes_bikes", "for": "loan", **STATED}),
    ),
    broken(
        "a promise for a criterion",
        "type-mismatch",
        "promises skill_counts for",
        put("promises skill_counts for", "care"),
    ),
    broken(
        "a swing of a score",
        "type-mismatch",
        "promises no_swing for",
        put("promises no_swing for", "total"),
    ),
    broken(
        "recorded members of no set",
        "type-mismatch",
        "criteria weather recorded_members",
        put("criteria weather recorded_members", {"wet": "Only shown."}),
    ),
    broken(
        "recorded and yet decisive",
        "type-mismatch",
        f"{WHEN} 2 likes_bikes",
        put(f"{WHEN} 2", {"likes_bikes": "yes"}),
        drop("promises liking_is_nothing"),
        put("findings backed unless 0 when", {"any": [{"weather": "wet"}, {"skill": "none"}]}),
    ),
]

LINES = [
    broken("nothing cited", "line-no-source", "findings backed", drop("findings backed from")),
    broken(
        "an empty citation",
        "line-no-source",
        "findings backed from",
        put("findings backed from", []),
    ),
    broken(
        "a paragraph without a digest",
        "line-no-source",
        "findings in_order from",
        put("findings in_order from", "p4"),
    ),
    broken(
        "a use of one",
        "line-no-source",
        "findings backed when from",
        put("findings backed when from", "p9.2"),
    ),
    broken(
        "an exception of one",
        "line-no-source",
        "findings backed unless 0 from",
        put("findings backed unless 0 from", "p9"),
    ),
    broken(
        "a reading of one",
        "line-no-source",
        "readings what_is_care at",
        put("readings what_is_care at", ["p1", "p7"]),
    ),
    broken(
        "a part of a promise of one",
        "line-no-source",
        "promises broken_is_refused then from",
        put("promises broken_is_refused then", {"loan": "refuse", "from": "p9", "basis": "stated"}),
    ),
    broken(
        "a part of the slate of one",
        "line-no-source",
        "slate of from",
        put("slate of", {"loan": {"at_least": "wait"}, "from": "p9", "basis": "stated"}),
    ),
    broken(
        "a finding that rests on itself",
        "cycle",
        "findings in_order",
        put("findings in_order when all 1", "in_order"),
    ),
    broken(
        "two findings that rest on each other",
        "cycle",
        "findings backed",
        put("findings in_order when all 1", "backed"),
        put("findings backed unless 0 when", {"all": ["in_order", {"weather": "wet"}]}),
        put("decisions standing rows both when", "backed"),
    ),
    broken(
        "a score that rests on itself",
        "cycle",
        "scores bonus",
        put("scores bonus value", {"sum": ["bonus", LATE_POINTS]}),
    ),
    broken(
        "decisions that rest on each other",
        "cycle",
        "decisions loan",
        put("decisions standing rows papers when", {"loan": "lend"}),
    ),
]

PROVED = [
    broken("the lowest level at least", "comparison-constant", f"{WHEN} 1 care",
           put(f"{WHEN} 1 care at_least", "none")),
    broken("all the choices", "comparison-constant", "findings backed unless 0 when all 1 purpose",
           put("findings backed unless 0 when",
               {"all": [{"weather": "wet"}, {"purpose": {"one_of": ["work", "play", "other"]}}]})),
    broken("more than the highest level", "comparison-constant",
           "findings backed unless 0 when any 1 late",
           put("findings backed unless 0 when",
               {"any": [{"weather": "wet"}, {"late": {"more_than": "often"}}]})),
    broken("a threshold out of reach", "comparison-constant", f"{WHEN} 0 total",
           put("settings total_needed value", "9")),
    broken("a threshold always reached", "comparison-constant",
           "findings backed unless 0 when all 1 merit",
           put("findings backed unless 0 when",
               {"all": [{"weather": "wet"}, {"merit": {"at_least": "-1/2"}}]})),
    broken("the worst outcome at least", "comparison-constant", f"{WHEN} 2 standing",
           put(f"{WHEN} 2", {"standing": {"at_least": "stranger"}}),
           put("promises skill_counts some_effect", ["care"])),
    broken("a constant test of many", "comparison-constant", f"{WHEN} 2 all are",
           put(f"{WHEN} 2", {"all": {"of": ["skill", "late"], "are": {"one_of": [
               "none", "some", "clear"]}}}),
           put("criteria late answer", "degree")),
    broken("a finding that excludes itself", "finding-constant", "findings bored",
           put("findings bored",
               {"when": {"all": [{"weather": "dry"}, {"weather": "wet"}]}, **STATED})),
    broken("a finding that covers all", "finding-constant", "findings bored",
           put("findings bored",
               {"when": {"any": [{"weather": "dry"}, {"weather": "wet"}]}, **STATED})),
    broken("a row that excludes itself", "row-never", f"{ROWS} rule",
           put(f"{ROWS} rule when", {"all": ["rule_broken", {"house_rule": "kept"}]}),
           drop("promises broken_is_refused"), drop("promises breaking_hurts")),
    broken("a row behind a wider one", "row-shadowed", "decisions standing rows narrow",
           put("decisions standing rows narrow",
               {"is": "guest", "when": {"all": ["in_order", {"skill": "some"}]}, **STATED})),
    broken("rows that cover everyone", "row-shadowed", "decisions standing otherwise",
           put("decisions standing rows strangers",
               {"is": "stranger", "when": {"not": "in_order"}, **STATED})),
    broken("an outcome of no row", "outcome-unreachable", "decisions loan outcomes 3",
           put("decisions loan outcomes", ["refuse", "wait", "lend", "give"])),
    broken("an outcome of no row, unordered", "outcome-unreachable",
           "decisions standing outcomes unordered 0",
           put("decisions standing outcomes", {"unordered": ["friend", "stranger", "guest",
                                                             "regular"]}),
           put("promises care_helps for", "loan")),
    broken("a criterion that nothing uses", "criterion-idle", "criteria size",
           put("criteria size", {"group": "use", "ask": "How big?", "answer": "yes_no", **STATED})),
    broken("a criterion that decides nothing", "criterion-idle", "criteria size",
           put("criteria size", {"group": "use", "ask": "How big?", "answer": "yes_no", **STATED}),
           put("findings big", {"when": {"size": "yes"}, **STATED}),
           put(f"{ROWS} rule when", {"any": ["rule_broken", {"all": ["big", "rule_broken"]}]})),
    broken("a member that decides nothing", "criterion-idle", "criteria backers answer set 2",
           drop("criteria backers recorded_members"),
           put("promises liking_is_nothing no_effect", ["likes_bikes"])),
    broken("worths that go down", "not-monotone", "scales lateness worth 2",
           put("scales lateness worth", ["0", "2", "1"])),
    broken("a level without an anchor", "level-no-anchor", "criteria weather",
           drop("criteria weather anchors wet")),
    broken("no anchors at all", "level-no-anchor", "criteria weather",
           drop("criteria weather anchors")),
    broken("an implication that fails", "promise-broken", "promises p",
           put("promises p", {"when": {"standing": "regular"}, "then": {"loan": "lend"}, **STATED})),
    broken("an effect that is there", "promise-broken", "promises p",
           put("promises p", {"no_effect": "care", **PROMISE})),
    broken("an effect that is not there", "promise-broken", "promises p",
           put("promises p", {"some_effect": "likes_bikes", **PROMISE})),
    broken("more that hurts", "promise-broken", "promises p",
           put("promises p", {"more_never_hurts": "late", **PROMISE})),
    broken("more that helps", "promise-broken", "promises p",
           put("promises p", {"more_never_helps": "skill", **PROMISE})),
    broken("a swing", "promise-broken", "promises p",
           put("promises p",
               {"no_single_swing": "member", "between": ["lend", "refuse"], **PROMISE})),
    broken("an implication about nobody", "promise-trivial", "promises p",
           put("promises p", {"when": {"all": ["in_order", {"not": "in_order"}]},
                              "then": {"loan": "lend"}, **STATED})),
    broken("an implication of nothing", "promise-trivial", "promises p",
           put("promises p", {"when": "in_order",
                              "then": {"any": [{"loan": "lend"}, {"not": {"loan": "lend"}}]},
                              **STATED})),
]  # fmt: skip

PYTHON = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|Fraction\(|\bdict\b|\btuple\b|\['|\{'|<class")
"""What only a programmer would write."""

ALL = [*SHAPES, *WORDS, *IDS, *KINDS, *LINES, *PROVED]


@pytest.mark.parametrize("case", ALL, ids=[case.what for case in ALL])
def test_one_fault_gives_one_report_at_its_place(case: Broken) -> None:
    """A rubric with one thing wrong gives exactly one diagnostic, with its fixed code, there."""
    found = all_faults(edited(*case.edits))
    assert [(d.code, d.trail) for d in found] == [(case.code, steps(case.place))]


NOT_YET = {
    "mixed-anchors", "band-gap", "band-overlap", "table-gap", "table-double",
    "passage-no-home", "passage-changed",
}  # fmt: skip
"""Codes of forms that cannot be read yet, and of `trace`."""

OF_FILES = {"syntax", "too-large", "unreadable"}
"""Codes of the layer that reads bytes."""


def test_every_code_that_a_rubric_can_get_is_shown_here() -> None:
    """The closed set of codes: each that can be given to a rubric has at least one case above."""
    assert {case.code for case in ALL} == set(CODES) - NOT_YET - OF_FILES


STATIC = [*SHAPES, *WORDS, *IDS, *KINDS, *LINES]
ANOTHER = broken(
    "another fault", "bad-value", "groups people title", put("groups people title", "")
)


@pytest.mark.parametrize("case", STATIC, ids=[case.what for case in STATIC])
def test_all_faults_come_in_one_run(case: Broken) -> None:
    """A second fault elsewhere is reported beside the first: nobody mends one to find the next."""
    found = [(d.code, d.trail) for d in all_faults(edited(*case.edits, *ANOTHER.edits))]
    assert (case.code, steps(case.place)) in found
    assert (ANOTHER.code, steps(ANOTHER.place)) in found


def test_an_outcome_of_no_row_is_no_consequence_of_a_dead_row() -> None:
    """An outcome that no row has is a fault of its own, whatever else is wrong with the rows."""
    never = {"is": "refuse", "when": {"all": [{"skill": "none"}, {"skill": "some"}]}, **STATED}
    outcomes = ["refuse", "wait", "lend", "give"]
    found = all_faults(edited(put(f"{ROWS} dead", never), put("decisions loan outcomes", outcomes)))
    assert {(d.code, d.trail) for d in found} == {
        ("row-never", steps(f"{ROWS} dead")),
        ("outcome-unreachable", steps("decisions loan outcomes 3")),
    }


def test_a_constant_test_of_many_names_whom_it_is_constant_of() -> None:
    """Of several ids under one test the message names the one for which it is constant."""
    asked = {"group": "use", "ask": "How wet?", "answer": {"levels": ["some", "clear"]}, **STATED}
    asked["anchors"] = {"some": "Damp.", "clear": "Wet."}
    wet = {"all": {"of": ["skill", "wetness"], "are": {"at_least": "some"}}}
    also = {"any": [{"weather": "wet"}, {"wetness": "clear"}]}
    found = all_faults(
        edited(
            put("criteria wetness", asked),
            put(f"{WHEN} 2", wet),
            put("findings backed unless 0 when", also),
        )
    )
    assert [(d.code, d.trail) for d in found] == [
        ("comparison-constant", steps(f"{WHEN} 2 all are"))
    ]
    assert "`wetness`" in found[0].message


@pytest.mark.parametrize("case", ALL, ids=[case.what for case in ALL])
def test_every_report_says_what_to_do(case: Broken) -> None:
    """A message is a sentence in the user's words, help is there, and no name of Python's."""
    for found in all_faults(edited(*case.edits)):
        assert found.message.endswith(".")
        assert found.help
        assert not PYTHON.search(f"{found.message} {found.help}")
