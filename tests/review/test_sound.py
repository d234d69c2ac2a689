"""Rubrics that look odd and are sound: no finding, not even a note."""

from typing import Any, NamedTuple

import pytest

from support.base import PHRASES, STATED, Edit, drop, edited, put
from support.world import all_faults

Plain = Any


class Sound(NamedTuple):
    """What looks odd, and how it was done."""

    what: str
    edits: tuple[Edit, ...]


def sound(what: str, *edits: Edit) -> Sound:
    """One odd and sound rubric."""
    return Sound(what, edits)


ROWS = "decisions loan rows"
WHEN = f"{ROWS} careful when all"
FOUR = {"levels": ["none", "some", "clear", "full"]}
OF_SPARE = {"of": "spare", "are": "broken"}
ANCHORS = {"none": "None.", "some": "Some.", "clear": "Clear.", "full": "Full."}


def asked(answer: Plain, **more: Plain) -> dict[str, Plain]:
    """A further criterion."""
    return {
        "group": "use",
        "label": "More",
        "ask": "What more?",
        "answer": answer,
        **STATED,
        **more,
    }


ODD = [
    sound("nothing changed"),
    sound("words for people", *PHRASES),
    sound("values that no condition tells apart",
          put("criteria more", asked(FOUR, anchors=ANCHORS)),
          put(f"{WHEN} 2", {"more": {"at_least": "full"}})),
    sound("choices that no condition tells apart",
          put("criteria more", asked({"choice": ["a", "b", "c"]})),
          put(f"{WHEN} 2", {"more": "c"})),
    sound("no effect promised of recorded criteria",
          put("promises p", {"no_effect": ["likes_bikes"], "for": ["standing", "loan"], **STATED})),
    sound("no effect promised of a recorded member",
          put("promises p", {"no_effect": "backers.school", "for": "backed", **STATED})),
    sound("a finding used only in a promise",
          put("findings eager", {"when": {"skill": "clear"}, **STATED}),
          put("promises p", {"when": {"all": ["eager", "rule_broken"]}, "then": {"loan": "refuse"},
                             **STATED})),
    sound("a finding used by nothing",
          put("findings eager", {"when": {"skill": "clear"}, **STATED})),
    sound("two findings that mean the same",
          put("findings twin", {"when": {"not": {"house_rule": "kept"}}, **STATED})),
    sound("a recorded criterion used only for the slate",
          put("slate guidance fond", {"some": {"likes_bikes": "yes"}, "say": "Some are fond.",
                                      **STATED})),
    sound("equal worths", put("scales degree worth", ["0", "1", "1"])),
    sound("all worths equal in a scale that is also compared",
          put("scales lateness worth", ["0", "0", "0"]),
          put(f"{WHEN} 2", {"late": {"less_than": "often"}}),
          put("promises skill_counts some_effect", "late")),
    sound("points that go down", put("scores bonus value give", {"work": "0", "play": "1",
                                                                 "other": "-1/2"})),
    sound("a setting used by nothing", put("settings spare", {"value": "3", **STATED})),
    sound("a setting of a level used by nothing",
          put("settings spare", {"value": "dry", "of": "weather", **STATED})),
    sound("a group and a scale used by nothing",
          put("groups spare", {"title": "Spare"}),
          put("scales spare", {"levels": ["low", "high"]})),
    sound("a family of nobody that nothing asks", put("families spare", {"title": "Spare"})),
    sound("a family of nobody, asked and summed",
          put("families spare", {"title": "Spare"}),
          put(f"{ROWS} rule when", {"any": ["rule_broken", {"any": OF_SPARE}]}),
          put("scores bonus value", {"sum": [{"sum": {"of": "spare"}}, {
              "points": "purpose", "give": {"work": "1", "play": "0", "other": "1/2"}}]})),
    sound("a finding over a family of nobody, for overlays to fill",
          put("families spare", {"title": "Spare"}),
          put("findings spare_broken", {"when": {"any": OF_SPARE}, **STATED}),
          put(f"{ROWS} rule when", {"any": ["rule_broken", "spare_broken"]})),
    sound("a placeholder that has given way",
          put("criteria second_rule", asked("keeping", **{"in": ["house_rules"]})),
          put(f"{ROWS} rule when", {"any": ["rule_broken", {"house_rule": "broken"}]})),
    sound("the highest level at least",
          put(f"{WHEN} 1 care at_least", "clear")),
    sound("all but one level", put(f"{WHEN} 2", {"skill": {"less_than": "clear"}})),
    sound("a threshold that only the best reach", put("settings total_needed value", "5/4")),
    sound("a threshold that all but the worst reach",
          put(f"{WHEN} 2", {"merit": {"more_than": "-1/2"}})),
    sound("a row that decides as the one before",
          put("decisions standing rows papers_too",
              {"is": "guest", "when": {"all": [{"member": "yes"}, {"care": "clear"}]}, **STATED})),
    sound("a row that decides as otherwise",
          put("decisions standing rows anyhow",
              {"is": "stranger", "when": {"weather": "wet"}, **STATED})),
    sound("a row that looks covered and is not", drop("promises no_swing"),
          put("decisions standing rows late_too",
              {"is": "guest", "when": {"all": [{"not": "in_order"}, "backed"]}, **STATED})),
    sound("a row that holds for one profile in thousands",
          put(f"{ROWS} one_in_many",
              {"is": "lend", "when": {"all": [
                  "in_order", "backed", {"licence": "not_applicable"}, {"care": "clear"},
                  {"skill": "none"}, {"late": "never"}, {"purpose": "work"}, {"weather": "dry"},
              ]}, **STATED})),
    sound("an outcome of `otherwise` alone", drop("promises care_helps"),
          put("decisions standing outcomes", ["nobody_yet", "stranger", "guest", "regular"]),
          put("decisions standing otherwise is", "nobody_yet"),
          put("decisions standing rows strange", {"is": "stranger", "when": {"member": "no"},
                                                  **STATED}),
          put(f"{ROWS} unknown_person when", {"standing": {"one_of": ["nobody_yet", "stranger"]}})),
    sound("an exception that covers most of its finding",
          put("findings backed unless 0 when", {"any": [{"weather": "wet"}, {"purpose": {
              "one_of": ["play", "other"]}}]})),
    sound("the same condition twice", put(f"{WHEN} 2", {"all": [
        {"not": {"skill": "none"}}, {"skill": {"more_than": "none"}}]})),
    sound("outcomes without order",
          put("decisions standing outcomes", {"unordered": ["regular", "guest", "stranger"]}),
          put("promises care_helps for", "loan")),
    sound("a comparison of what may not apply",
          put("criteria weather may_be", "not_applicable")),
    sound("no digests, so nothing to compare with",
          drop("document digests"), put("findings backed from", "p99.9")),
    sound("nothing optional",
          *(drop(key) for key in ("promises", "readings", "passages", "slate"))),
    sound("a line adopted by the chapter",
          put("findings backed basis", "chapter"),
          put("findings backed adopted", {"by": "the general meeting", "date": "2026-04-01"})),
    sound("names that are words elsewhere",
          put("criteria more", asked({"choice": ["yes", "no", "none", "all"]})),
          put(f"{WHEN} 2", {"more": "none"})),
    sound("a promise that holds because of one row only",
          put("promises p", {"when": {"all": ["rule_broken", {"standing": "regular"}]},
                             "then": {"not": {"loan": "lend"}}, **STATED})),
    sound("an effect promised of a set by one of its members",
          put("promises p", {"some_effect": "backers", "for": "standing", **STATED})),
]  # fmt: skip


@pytest.mark.parametrize("case", ODD, ids=[case.what for case in ODD])
def test_what_only_looks_odd_is_no_finding(case: Sound) -> None:
    """Nothing is reported of a rubric in which everything can happen and everything counts."""
    found = all_faults(edited(*case.edits))
    assert [(d.code, d.trail, d.message) for d in found] == []
