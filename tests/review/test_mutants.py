"""Mutants and what becomes of them, against a mutator of plain rubrics and brute force."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from endorse_cli.models.candidate import Case
from endorse_cli.review import mutants as module
from endorse_cli.review.mutants import (
    Bench,
    Judged,
    Mutant,
    bench,
    mutants,
    noticing_case,
)
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from support import mutator
from support.families import asked, rows
from support.oracle import Oracle
from support.profiles import times
from support.strategies import head, totals
from support.world import World, answers_for, sound, worlds

Plain = Any
ROOT = Path(__file__).parents[2]
BRUTE = 4_000
"""Mutants times profiles: a rubric of which there are more is not looked at by brute force."""


def operators(made: Sequence[Mutant]) -> Counter[str]:
    """How many mutants there are of each kind."""
    return Counter(mutant.change.operator for mutant in made)


spoken = worlds(where=mutator.speaks)
"""Rubrics that the mutator of plain rubrics speaks; every other form is tried in the garden."""


@times(4)
@given(spoken)
def test_there_are_as_many_mutants_of_each_kind(world: World) -> None:
    """Every change of the closed list is made, once, and no other."""
    expected = Counter(operator for operator, _ in mutator.mutants(world.plain))
    assert operators(list(mutants(world.rubric))) == expected


def test_the_default_rubric_has_the_mutants_that_its_text_calls_for() -> None:
    """A mutator of the text alone comes to the same kinds in the same numbers."""
    text = (ROOT / "rubrics" / "class-alignment" / "rubric.yaml").read_text(encoding="utf-8")
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    expected = Counter(operator for operator, _ in mutator.mutants(plain))
    assert operators(list(mutants(api.load_rubric().rubric))) == expected


def case_of(world: World, name: str, answers: dict[str, str]) -> Case:
    """A case of total answers that expects what comes of them, and the row that decides."""
    result = world.oracle.result(answers)
    plain: Plain = {
        "case": name,
        "expect": dict(result.outcomes),
        "rows": {id: [row] for id, row in result.rows.items()},
        "answers": answers_for(world.oracle, {k: (v,) for k, v in answers.items()}),
    }
    case, found = CaseReader(CandidateReader(world.rubric)).read(plain)
    assert case is not None, found
    return case


def fate(world: World, plain: Plain, tried: list[dict[str, str]]) -> str:
    """What becomes of a plain mutant, by every profile."""
    other = Oracle(plain)
    pairs = [
        (world.oracle.result(answers), other.result(answers))
        for answers in world.oracle.assignments(world.oracle.everything)
    ]
    if all(one.rows == two.rows for one, two in pairs):
        return "equivalent"
    if all(one.outcomes == two.outcomes for one, two in pairs):
        return "rows_only"
    noticed = any(
        (one.outcomes, one.rows) != (two.outcomes, two.rows)
        for one, two in ((world.oracle.result(a), other.result(a)) for a in tried)
    )
    return "killed" if noticed else "survived"


@times(4)
@given(st.data())
def test_what_becomes_of_mutants_is_as_by_brute_force(data: st.DataObject) -> None:
    """Equivalent, another row only, noticed or not: for every mutant, as every profile says."""
    world = data.draw(spoken)
    tried = data.draw(st.lists(totals(world.oracle.domains), max_size=3))
    cases = [case_of(world, str(number), answers) for number, answers in enumerate(tried)]
    made = list(mutants(world.rubric))
    found = Counter((one.mutant.change.operator, one.fate) for one in run(world, made, cases)[1])
    plains = list(mutator.mutants(world.plain))
    if len(plains) * len(list(world.oracle.assignments(world.oracle.everything))) <= BRUTE:
        expected = Counter((operator, fate(world, plain, tried)) for operator, plain in plains)
        assert found == expected


def run(
    world: World, made: Sequence[Mutant], cases: Sequence[Case], **room: int
) -> tuple[Bench, list[Judged]]:
    """The mutants judged by the cases."""
    laid = bench(world.rubric, [mutant.rubric for mutant in made], **room)
    reader = CandidateReader(world.rubric, cut=laid.original.regions)
    return laid, [laid.judge(mutant, cases, reader) for mutant in made]


@times(8)
@given(st.data())
def test_a_case_made_up_for_a_survivor_notices_it(data: st.DataObject) -> None:
    """With the cases made up for survivors beside them, no mutant survives."""
    world = data.draw(worlds())
    made = list(mutants(world.rubric))
    laid, found = run(world, made, [])
    reader = CaseReader(CandidateReader(world.rubric, cut=laid.original.regions))
    cases = []
    for number, one in enumerate(found):
        if one.fate == "survived":
            case, faults = reader.read(noticing_case(laid, one, str(number)))
            assert case is not None, faults
            cases.append(case)
    again = run(world, made, cases)[1]
    assert not [one for one in again if one.fate == "survived"]
    assert [one.fate for one in again if one.fate != "killed"] == [
        one.fate for one in found if one.fate != "survived"
    ]


@times(4)
@given(worlds())
def test_a_bench_that_gets_crowded_is_cleared(world: World) -> None:
    """How many nodes may stand at once makes no difference to what becomes of a mutant."""
    made = list(mutants(world.rubric))
    expected = run(world, made, [])[1]
    with patch.object(module, "CROWDED", 0):
        laid, found = run(world, made, [])
    assert [(one.fate, one.profile) for one in found] == [
        (one.fate, one.profile) for one in expected
    ]
    assert all(noticing_case(laid, one, "A") for one in found if one.fate == "survived")


@times(4)
@given(worlds(), st.integers(0, 60))
def test_a_mutant_without_room_is_not_looked_at(world: World, each: int) -> None:
    """The others come out as ever: nothing is guessed of one that is too large."""
    made = list(mutants(world.rubric))
    expected = run(world, made, [])[1]
    used = 2 * bench(world.rubric, [mutant.rubric for mutant in made]).original.manager.work
    found = run(world, made, [], room=used + each * len(made))[1]
    for one, other in zip(found, expected, strict=True):
        assert one.fate in ("unchecked", other.fate)


def test_where_there_is_not_room_for_all_there_is_for_some() -> None:
    """Changes of one long condition wait until there is room for one of them."""
    gates = {"all": {"of": [f"c{i}" for i in range(60)], "are": "yes"}}
    asked_of = {f"c{i}": asked("yes_no") for i in range(60)}
    plain = {**head(), "criteria": asked_of, "decisions": rows(("best", gates))}
    rubric = sound(plain)
    made = list(mutants(rubric))
    laid = bench(rubric, [mutant.rubric for mutant in made], room=2_000)
    reader = CandidateReader(rubric, cut=laid.original.regions)
    fates = Counter(laid.judge(mutant, [], reader).fate for mutant in made)
    assert fates["survived"] > 1
    assert fates["unchecked"]
