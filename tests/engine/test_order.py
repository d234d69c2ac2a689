"""Which definition rests on which, against the plain rubric."""

from typing import Any

from hypothesis import given

from endorse_cli.engine.order import deciding_tests, definition_order, everything_under
from support.oracle import Oracle
from support.world import World, worlds

Plain = Any


def rules(rubric: Plain, id: str) -> list[Plain]:
    """What a finding or decision is made of."""
    if id in rubric["decisions"]:
        return list(rubric["decisions"][id].get("rows", {}).values())
    return [rubric.get("findings", {})[id]]


def below(oracle: Oracle, id: str) -> set[str]:
    """The findings, scores and decisions that a definition names itself."""
    rubric = oracle.rubric
    if id in rubric.get("scores", {}):
        return set(oracle.named_in(rubric["scores"][id]["value"])) & set(oracle.rules)
    named = {rubric["decisions"].get(id, {}).get("bands", {}).get("of")}
    named.update(rubric["decisions"].get(id, {}).get("table", {}).get("by", []))
    for rule in rules(rubric, id):
        for condition in (rule["when"], *(e["when"] for e in rule.get("unless", []))):
            for part in oracle.leaves(condition):
                named.add(part if isinstance(part, str) else part[0])
    return named & set(oracle.rules)


@given(worlds())
def test_parts_come_before_wholes(world: World) -> None:
    """Every definition once, after everything that it rests on, whatever the order of the file."""
    order = definition_order(world.rubric)
    assert sorted(order) == sorted(world.oracle.rules)
    for place, id in enumerate(order):
        assert below(world.oracle, id) <= set(order[:place])


@given(worlds())
def test_roots_bring_what_they_rest_on_and_nothing_else(world: World) -> None:
    """From one decision: exactly the definitions below it, and itself last."""
    for id in world.plain["decisions"]:
        found, waiting = {id}, [id]
        while waiting:
            new = below(world.oracle, waiting.pop()) - found
            found |= new
            waiting += new
        order = definition_order(world.rubric, [id])
        assert set(order) == found
        assert order[-1] == id
        assert found <= everything_under(world.rubric, [id])


@given(worlds())
def test_deciding_tests_are_those_in_what_decisions_rest_on(world: World) -> None:
    """A test in a finding that no decision uses is not among them; one in an exception is."""
    found = {id for id, _ in deciding_tests(world.rubric)}
    assert found == {id for id, _ in world.oracle.deciding_tests()}
