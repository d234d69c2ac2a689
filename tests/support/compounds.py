"""Rubrics whose score is no plain total: a share of what applies, a capped group, the highest."""

from copy import deepcopy
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided import compile_apart
from support.families import asked, points, rows
from support.oracle import Possible
from support.strategies import GROUNDS, possible_values
from support.world import World, answers_for, judged, world_of


def apart(world: World, possible: Possible) -> Assessment | None:
    """The assessment with parts worked out apart; None where there are none."""
    try:
        compiled = compile_apart(world.rubric)
    except TooManyNodes:
        return None
    said = answers_for(world.oracle, possible)
    return judged(world.reader, compiled, said, world.oracle.anchors)


@composite
def compounds(draw: DrawFn) -> tuple[World, Possible]:
    """Bands of a share of what applies, or of groups that count so much at most; a candidate.

    Some with a gate beside them, and some with a total over the same answers.
    """
    count = draw(st.integers(2, 4))
    weights = draw(st.lists(st.integers(-2, 5), min_size=count, max_size=count))
    cuts = sorted(draw(st.sets(st.sampled_from(["0", "1/2", "1", "3/2", "3"]), min_size=1)))
    plain = points([*map(str, weights)], sorted(cuts, key=Fraction), levels=3)
    terms = plain["scores"]["s"]["value"]["sum"]
    if draw(st.booleans()):
        applies = {f"c{i}": draw(st.booleans()) for i in range(count)}
        for i, (id, may_not) in enumerate(applies.items()):
            if may_not:
                plain["criteria"][id]["may_be"] = "not_applicable"
                worth = {"worth": id, "not_applicable": draw(st.sampled_from(["0", "1"]))}
                terms[i] = {"times": [str(weights[i]), worth]}
        whole = {
            "sum": [
                {"amount": str(weight), "when": {"not": {id: "not_applicable"}}}
                if may_not
                else str(weight)
                for weight, (id, may_not) in zip(weights, applies.items(), strict=True)
            ]
        }
        value = {"share": {"sum": terms}, "out_of": whole, "if_none": "1"}
    elif draw(st.booleans()):
        value = {
            draw(st.sampled_from(["lowest", "highest"])): [{"sum": terms[:1]}, {"sum": terms[1:]}]
        }
    else:
        most = str(draw(st.integers(0, 6)))
        first = {"clamp": {"sum": terms[:2]}, "at_least": "-1", "at_most": most}
        value = {"sum": [first, *terms[2:]]}
    plain["scores"]["s"]["value"] = value
    if draw(st.booleans()):
        plain["criteria"]["g"] = asked("yes_no")
        first = {"s": {"at_least": cuts[0]}}
        plain["decisions"] = rows(
            ("good", {"all": [first, {"g": "yes"}]}), ("fair", deepcopy(first))
        )
        if draw(st.booleans()):
            plain["scores"]["t"] = {"value": {"sum": deepcopy(terms)}, **GROUNDS}
            plain["decisions"] |= {"e": rows(("good", {"t": {"at_least": "2"}}))["d"]}
    world = world_of(plain)
    return world, draw(possible_values(world.oracle.domains))
