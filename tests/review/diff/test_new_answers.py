"""Answers that only the newer rubric reads, and those that may have been given for them before."""

from itertools import product

import pytest
from hypothesis import given

from endorse_cli.review.diff.meaning import meanings
from endorse_cli.review.diff.new_answers import lined_up
from support.profiles import times

from .pairs import Pair, domains, pairs

CASES = [
    ("nkc", "nkc", True, {}),
    ("nkc", "nkd", True, {"d": "c"}),
    ("nkc", "nkfc", True, {"f": "kc"}),
    ("nkc", "nkch", True, {"h": "c"}),
    ("nkc", "lnkc", True, {"l": "n"}),
    ("nkc", "ng", True, {"g": "kc"}),
    ("nkc", "nabc", True, {"a": "nk", "b": "kc"}),
    ("nkc", "nade", True, {"a": "nk", "d": "kc", "e": "c"}),
    ("nkc", "ckn", True, {}),
    ("nkc", "cknh", True, {"h": "nkc"}),
    ("abc", "adc", False, {"d": "b"}),
    ("abc", "cda", False, {"d": "b"}),
    ("abc", "abcd", False, {"d": "abc"}),
    ("abc", "ade", False, {"d": "b", "e": "c"}),
    ("abc", "ad", False, {"d": "bc"}),
    ("abc", "abde", False, {"d": "abc", "e": "abc"}),
]


@pytest.mark.parametrize(("old", "new", "ordered", "stand_ins"), CASES)
def test_a_new_answer_is_held_against_those_in_its_place(
    old: str, new: str, ordered: bool, stand_ins: dict[str, str]
) -> None:
    """What is gone there, one for one; else those beside it, and without an order any.

    Where more are new than are gone, one was put in, and it may be any of them.
    """
    found = lined_up(old, new, ordered=ordered).stand_ins()
    assert {new[place]: "".join(old[p] for p in was) for place, was in found.items()} == stand_ins


def fresh_answers(pair: Pair) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """By variable the answers that are new, or stand beside one gone, and what was given before."""
    found = {}
    for variable in pair.new.compiled.variables:
        before = next((v for v in pair.old.compiled.variables if v.id == variable.id), None)
        if before is not None and set(before.values) & set(variable.values):
            ordered = before.ordered and variable.ordered
            line = lined_up(before.values, variable.values, ordered=ordered)
            found[variable.id] = [
                (variable.values[place], tuple(before.values[p] for p in was))
                for place, was in line.stand_ins().items()
            ]
            found[variable.id] += [
                (variable.values[now], (before.values[gone],))
                for gone, beside in line.given_up().items()
                for now in beside
            ]
    return {id: new for id, new in found.items() if new}


def is_better(pair: Pair, decision: str, before: dict[str, str], after: dict[str, str]) -> bool:
    """Whether the new rubric decides better on some answers than the old one on others."""
    order = list(pair.old.plain["decisions"][decision]["outcomes"])
    was, now = (
        world.oracle.result({name: answers[name] for name in world.oracle.domains}).outcomes
        for world, answers in zip(pair, (before, after), strict=True)
    )
    return order.index(now[decision]) > order.index(was[decision])


def doing_too_well(pair: Pair, decision: str) -> set[str]:
    """The variables of which an answer that is new does too well by itself, by brute force."""
    values, found = domains(pair), set()
    for id, new in fresh_answers(pair).items():
        others = {name: of for name, of in values.items() if name != id}
        for profile in product(*others.values()):
            rest = dict(zip(others, profile, strict=True))
            if any(
                is_better(pair, decision, {**rest, id: one}, {**rest, id: fresh})
                for fresh, stand_ins in new
                for one in stand_ins
            ):
                found.add(id)
    return found


@times(12)
@given(pairs())
def test_new_answers_that_do_too_well_are_those_that_brute_force_finds(pair: Pair) -> None:
    """Held against each that may have been given for it, whatever else is answered."""
    for meaning in meanings(pair.together):
        if not isinstance(pair.old.plain["decisions"][meaning.decision]["outcomes"], dict):
            alone = doing_too_well(pair, meaning.decision)
            assert set(meaning.gains) == alone or (not alone and len(meaning.gains) > 1)
