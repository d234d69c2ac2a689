"""The only place that puts a plain rubric through the program, and a candidate under it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.assess import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.domain import members
from endorse_cli.models.answers import CandidateReader
from endorse_cli.models.load import read_rubric
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.check import check_rubric
from endorse_cli.review.structure import structure_faults
from support.oracle import Oracle, Possible
from support.strategies import ladders, possible_values, rubrics

Plain = Any


class World(NamedTuple):
    """A rubric as plain values, as the program compiled it, and as brute force reads it."""

    plain: dict[str, Plain]
    rubric: Rubric
    compiled: Compiled
    oracle: Oracle

    def __repr__(self) -> str:
        """The plain rubric without its head and grounds, to be read where a test fails."""
        head = ("format", "rubric", "version", "title", "document", "groups")
        return repr(_bare({k: v for k, v in self.plain.items() if k not in head}))

    def level(self, variable: str) -> int:
        """The place of a variable in the diagram's order."""
        return self.compiled.index[variable]

    def name(self, level: int) -> str:
        """The id of the variable at a place."""
        return self.compiled.variables[level].id

    def masks(self, possible: Possible) -> list[int]:
        """What is still possible, as the engine takes it."""
        return [
            sum(1 << v.values.index(value) for value in possible[v.id])
            for v in self.compiled.variables
        ]

    def values(self, masks: Mapping[int, int]) -> dict[str, tuple[str, ...]]:
        """What the engine says of some variables, in words."""
        return {
            self.name(level): tuple(
                self.compiled.variables[level].values[place] for place in members(mask)
            )
            for level, mask in masks.items()
        }

    def assess(self, possible: Possible) -> Assessment:
        """The assessment of a candidate of whom this is known, read as a file is."""
        return assess(self.rubric, self.compiled, answers_for(self.oracle, possible))


def _bare(value: Plain) -> Plain:
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        dull = ("from", "basis", "group", "ask")
        return {key: _bare(item) for key, item in value.items() if key not in dull}
    return value


def sound(plain: dict[str, Plain]) -> Rubric:
    """The rubric, which must be sound in shape and structure."""
    rubric, found = read_rubric(plain)
    faults = (*found, *structure_faults(rubric))
    assert not faults, [(d.code, d.trail, d.message) for d in faults]
    return rubric


def world_of(plain: dict[str, Plain]) -> World:
    """A plain rubric put through the program."""
    rubric = sound(plain)
    return World(plain, rubric, compile_rubric(rubric), Oracle(plain))


def assess(rubric: Rubric, compiled: Compiled, answers: dict[str, Plain]) -> Assessment:
    """The assessment of plain answers, which must be free of faults."""
    reader = CandidateReader(rubric)
    candidate, found = reader.read({"candidate": "Odalys Wren", "answers": answers})
    assert candidate is not None, [d.message for d in found]
    return Assessment(compiled, candidate.answers, reader.absent)


def answers_for(oracle: Oracle, possible: Possible) -> dict[str, Plain]:
    """What a candidate file would say so that exactly this is known; what is unknown is absent."""
    answers: dict[str, Plain] = {}
    for name, values in possible.items():
        if set(values) == set(oracle.domains[name]):
            continue
        said: Plain = values[0] if len(values) == 1 else {"one_of": list(values)}
        criterion, dot, member = name.partition(".")
        if dot:
            answers.setdefault(criterion, {})[member] = said
        else:
            answers[name] = said
    return answers


def all_faults(plain: Plain) -> list[Diagnostic]:
    """Everything that is wrong with a rubric: shape and structure; where they hold, what is proved.

    This is the order of `rubric check`: what cannot be taken for granted is not reasoned about.
    """
    rubric, found = read_rubric(plain)
    faults = [*found, *structure_faults(rubric)]
    if any(d.severity == "error" for d in faults):
        return faults
    return [*faults, *check_rubric(compile_rubric(rubric)).diagnostics]


@composite
def worlds(draw: DrawFn) -> World:
    """A small random rubric put through the program."""
    return world_of(draw(rubrics()))


@composite
def cases(draw: DrawFn) -> tuple[World, Possible]:
    """A small random rubric, and what is known of a candidate."""
    world = draw(worlds())
    return world, draw(possible_values(world.oracle.domains))


@composite
def settled(draw: DrawFn) -> tuple[World, Possible]:
    """A small random rubric, and a candidate of whom nearly everything is known."""
    world = draw(worlds())
    domains = world.oracle.domains
    known = {name: (draw(st.sampled_from(values)),) for name, values in domains.items()}
    opened = draw(st.sets(st.sampled_from(list(domains)), max_size=2))
    return world, {n: domains[n] if n in opened else values for n, values in known.items()}


@composite
def climbs(draw: DrawFn) -> tuple[World, Possible]:
    """A rubric of long scales, and a candidate of whom most is known or disputed."""
    world = world_of(draw(ladders()))
    return world, draw(possible_values(world.oracle.domains))
