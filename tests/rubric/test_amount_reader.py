"""What scores are made of: every form of amount comes to what the language says."""

from fractions import Fraction
from typing import Any

import pytest

from support.base import STATED, edited, put
from support.judged import Bench, bench

Plain = Any
F = Fraction

SAID: dict[str, Plain] = {
    "member": "yes", "licence": "not_applicable", "house_rule": "kept", "care": "clear",
    "skill": "some", "late": "often", "purpose": "other", "weather": "dry", "lent": "7",
    "backers": ["shop"],
}  # fmt: skip
"""Worth: care 1, skill 1/2, late 2."""

LENT = {
    "group": "use",
    "ask": "How many days?",
    "answer": {"number": {"unit": "loans", "step": "1", "min": "0", "max": "20"}},
    "may_be": "not_applicable",
    **STATED,
}


def scoring(value: Plain) -> Bench:
    """The small rubric with one score more, of this value."""
    score = {"value": value, **STATED}
    seen = {"when": {"own": {"at_least": "0"}}, **STATED}
    return bench(
        edited(put("criteria lent", LENT), put("scores own", score), put("findings seen", seen))
    )


WHOLE = {"sum": ["care", "skill"]}
BANDS = [
    {"less_than": "3", "give": "1"},
    {"at_least": "3", "at_most": "7", "give": "5"},
    {"more_than": "7", "give": "9"},
]
GIVE = {"work": "1", "play": "0", "other": "1/3"}

AMOUNTS: list[tuple[Plain, Fraction]] = [
    ("1/3", F(1, 3)),
    ("-0.25", F(-1, 4)),
    ("care", F(1)),
    ("lent", F(7)),
    ("merit", F(3, 4)),
    ({"setting": "skill_weight"}, F(1, 2)),
    ({"sum": ["care", "late", "1/2"]}, F(7, 2)),
    ({"mean": ["care", "late"]}, F(3, 2)),
    ({"lowest": ["care", "late", "skill"]}, F(1, 2)),
    ({"highest": ["care", "late", "skill"]}, F(2)),
    ({"minus": "late"}, F(-2)),
    ({"times": ["1/4", "late"]}, F(1, 2)),
    ({"times": [{"setting": "skill_weight"}, "late"]}, F(1)),
    ({"count": [{"care": "clear"}, {"late": "never"}, "in_order"]}, F(2)),
    ({"count": {"of": ["care", "skill"], "are": {"at_least": "some"}}}, F(2)),
    ({"points": "purpose", "give": GIVE}, F(1, 3)),
    ({"points": "lent", "bands": BANDS, "give": {"not_applicable": "4"}}, F(5)),
    ({"worth": "lent", "not_applicable": "3"}, F(7)),
    ({"amount": "late", "when": {"care": "clear"}}, F(2)),
    ({"amount": "late", "when": {"care": "some"}}, F(0)),
    ({"amount": "late", "when": "in_order", "unless": [{"when": {"skill": "some"}, **STATED}]},
     F(0)),
    ({"amount": "late", "when": "in_order", "unless": [{"when": {"skill": "none"}, **STATED}]},
     F(2)),
    ({"clamp": "late", "at_least": "0", "at_most": "1"}, F(1)),
    ({"clamp": "late", "at_least": "3", "at_most": "4"}, F(3)),
    ({"clamp": WHOLE, "at_least": "0", "at_most": "4"}, F(3, 2)),
    ({"round": WHOLE, "to": "1", "half": "up"}, F(2)),
    ({"round": WHOLE, "to": "1", "half": "down"}, F(1)),
    ({"round": {"sum": ["1", WHOLE]}, "to": "1", "half": "even"}, F(2)),
    ({"round": WHOLE, "to": "1/2", "half": "up"}, F(3, 2)),
    ({"share": WHOLE, "out_of": "late", "if_none": "5"}, F(3, 4)),
    ({"share": WHOLE, "out_of": {"times": ["0", "late"]}, "if_none": "5"}, F(5)),
]  # fmt: skip


@pytest.mark.parametrize(("value", "number"), AMOUNTS, ids=[str(a[0]) for a in AMOUNTS])
def test_an_amount_is_what_it_says(value: Plain, number: Fraction) -> None:
    """Exactly, of a candidate of whom everything is known."""
    assert scoring(value).assessed(SAID).scores["own"] == (number, number)


ELSEWHERE = [
    ({"points": "lent", "bands": BANDS, "give": {"not_applicable": "4"}}, "2", F(1)),
    ({"points": "lent", "bands": BANDS, "give": {"not_applicable": "4"}}, "3", F(5)),
    ({"points": "lent", "bands": BANDS, "give": {"not_applicable": "4"}}, "8", F(9)),
    ({"points": "lent", "bands": BANDS, "give": {"not_applicable": "4"}}, "not_applicable", F(4)),
    ({"worth": "lent", "not_applicable": "3"}, "not_applicable", F(3)),
    ({"amount": "1", "when": {"lent": {"at_least": "5"}}}, "4", F(0)),
    ({"amount": "1", "when": {"lent": {"at_least": "5"}}}, "5", F(1)),
    ({"amount": "1", "when": {"care": "clear"},
      "unless": [{"when": {"lent": {"more_than": "5"}}, **STATED}]}, "5", F(1)),
    ({"amount": "1", "when": {"care": "clear"},
      "unless": [{"when": {"lent": {"more_than": "5"}}, **STATED}]}, "6", F(0)),
    ({"count": [{"lent": {"less_than": "5"}}, "in_order"]}, "4", F(2)),
    ({"count": [{"lent": {"less_than": "5"}}, "in_order"]}, "5", F(1)),
]  # fmt: skip


@pytest.mark.parametrize(("value", "lent", "number"), ELSEWHERE)
def test_a_number_is_told_apart_where_an_amount_tells_it_apart(
    value: Plain, lent: str, number: Fraction
) -> None:
    """On both sides of each bound, in bands, conditions and exceptions; or where none applies."""
    assert scoring(value).assessed({**SAID, "lent": lent}).scores["own"] == (number, number)


SINGLE = [
    ({"times": ["2", "plain"]}, "3", F(6)),
    ({"minus": "plain"}, "3", F(-3)),
    ({"mean": ["plain", "1", "2"]}, "3", F(2)),
    ({"lowest": ["plain", "4"]}, "7", F(4)),
    ({"highest": ["plain", "4"]}, "3", F(4)),
    ({"clamp": {"times": ["-1", "plain"]}, "at_least": "-5", "at_most": "-2"}, "1", F(-2)),
    ({"clamp": {"times": ["-1", "plain"]}, "at_least": "-5", "at_most": "-2"}, "3", F(-3)),
    ({"clamp": {"times": ["-1", "plain"]}, "at_least": "-5", "at_most": "-2"}, "9", F(-5)),
    ({"round": {"times": ["1/2", "plain"]}, "to": "1", "half": "down"}, "3", F(1)),
]


@pytest.mark.parametrize("bound", ["-5", "-3", "-2", "1", "2", "4", "6"])
@pytest.mark.parametrize(("value", "said", "number"), SINGLE)
def test_a_score_of_one_number_passes_its_bounds_where_the_number_does(
    value: Plain, said: str, number: Fraction, bound: str
) -> None:
    """The bound is taken back through the arithmetic, to either side of it."""
    plain = {**LENT, "answer": {"number": {"unit": "loans", "step": "any"}}}
    del plain["may_be"]
    tests = {key: {"when": {"own": {key: bound}}, **STATED} for key in
             ("at_least", "more_than", "at_most", "less_than")}  # fmt: skip
    own = bench(
        edited(
            put("criteria plain", plain),
            put("scores own", {"value": value, **STATED}),
            *(put(f"findings f_{key}", test) for key, test in tests.items()),
        )
    )
    found = own.assessed({**SAID_PLAIN, "plain": said})
    assert found.scores["own"] == (number, number)
    least = F(bound)
    assert {key: found.findings[f"f_{key}"] for key in tests} == {
        "at_least": "yes" if number >= least else "no",
        "more_than": "yes" if number > least else "no",
        "at_most": "yes" if number <= least else "no",
        "less_than": "yes" if number < least else "no",
    }


SAID_PLAIN = {key: said for key, said in SAID.items() if key != "lent"}
