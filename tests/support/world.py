"""The only place that puts a plain rubric through the program, and a candidate under it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import prod
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.domain import members, names_in
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.structure import structure_faults
from endorse_cli.review.verdict import check_rubric
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.rubric_reader import read_rubric
from support.oracle import Oracle, Possible, points, shifted
from support.strategies import ANCHORS, DAYS, NUMBERS, ladders, pick, possible_values, rubrics

Plain = Any


Places = dict[str, dict[str, list[str]]]
"""For every number and day, each of its values with the answers that the program reads as it."""


class World(NamedTuple):
    """A rubric as plain values, as the program compiled it, and as brute force reads it."""

    plain: dict[str, Plain]
    rubric: Rubric
    compiled: Compiled
    oracle: Oracle
    places: Places
    reader: CandidateReader

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
        answers = answers_for(self.oracle, possible)
        return judged(self.reader, self.compiled, answers, self.oracle.anchors)


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
    faults = (*found, *structure_faults(rubric, found))
    assert not faults, [(d.code, d.trail, d.message) for d in faults]
    return rubric


def world_of(plain: dict[str, Plain], anchors: Mapping[str, date] = ANCHORS) -> World:
    """A plain rubric put through the program."""
    rubric = sound(plain)
    compiled = compile_rubric(rubric)
    reader = CandidateReader(rubric)
    places = placed(reader, compiled, anchors)
    samples = {
        id: {label: answers[0] for label, answers in by_label.items()}
        for id, by_label in places.items()
    }
    return World(plain, rubric, compiled, Oracle(plain, samples, anchors), places, reader)


def placed(reader: CandidateReader, compiled: Compiled, anchors: Mapping[str, date]) -> Places:
    """Where the program puts each of many answers; no value is without one."""
    found: Places = {}
    for id, regions in compiled.regions.items():
        variable = compiled.variables[compiled.index[id]]
        found[id] = {label: [] for label in variable.values}
        tried = (
            day_answers(regions, anchors)
            if isinstance(regions, DayRegions)
            else number_answers(regions)
        )
        extra = ["not_applicable"] * (reader.rubric.criteria[id].may_be_not_applicable)
        for answer in [*tried, *extra]:
            (mask,) = read_candidate(reader, {id: answer}, anchors).answers[id].masks
            found[id][names_in(variable, mask)[0]].append(answer)
            assert mask & (mask - 1) == 0, (id, answer, mask)
        empty = [label for label, answers in found[id].items() if not answers]
        assert not empty, (id, empty)
    return found


def number_answers(regions: NumberRegions) -> list[str]:
    """Numbers at and around every cut, and many others, all of which are answers."""
    shape = regions.shape
    plain = {
        "unit": shape.unit,
        "step": "any" if shape.step is None else str(shape.step),
        **({"min": str(shape.low)} if shape.low is not None else {}),
        **({"max": str(shape.high)} if shape.high is not None else {}),
    }
    known = {Fraction(word) for word in (*points({"number": plain}), *NUMBERS)}
    edges = [e.at for r in regions.regions for e in (r.low, r.high) if e is not None]
    step = shape.step or Fraction(1, 1000)
    base = shape.low or Fraction(0)
    for at in edges:
        known.update((at, at - step, at + step, base + (at - base) // step * step))
        known.add(base + (at - base) // step * step + step)
    known.update((a + b) / 2 for a in set(edges) for b in set(edges))
    return [str(number) for number in sorted(known) if shape.fits(number)]


def day_answers(regions: DayRegions, anchors: Mapping[str, date]) -> list[str]:
    """Days at and around every cut, and some others."""
    days = {date.fromisoformat(day) for day in (*DAYS, *points("date"))} | set(anchors.values())
    for region in regions.regions:
        for edge in (region.low, region.high):
            if edge is not None and regions.anchor is None:
                days.add(date.fromordinal(edge.at))
            elif edge is not None:
                unit = regions.unit or "days"
                days.add(shifted(anchors[regions.anchor or ""], edge.at, unit))
    near = {day + timedelta(days=more) for day in days for more in (-1, 0, 1)}
    return [day.isoformat() for day in sorted(near)]


def read_candidate(
    reader: CandidateReader,
    answers: dict[str, Plain],
    anchors: Mapping[str, date] | None = None,
) -> Candidate:
    """Plain answers read as a file is, on a day before an election; they are free of faults."""
    days = anchors or ANCHORS
    file = {"candidate": "Odalys Wren", "election": str(days["election"]), "answers": answers}
    candidate, found = reader.read(file)
    assert candidate is not None, [d.message for d in found]
    return reader.settled(candidate, days["as_of"])


def assess(
    rubric: Rubric,
    compiled: Compiled,
    answers: dict[str, Plain],
    anchors: Mapping[str, date] | None = None,
) -> Assessment:
    """The assessment of plain answers, which must be free of faults."""
    return judged(CandidateReader(rubric), compiled, answers, anchors)


def judged(
    reader: CandidateReader,
    compiled: Compiled,
    answers: dict[str, Plain],
    anchors: Mapping[str, date] | None = None,
) -> Assessment:
    """The same by a reader that is at hand: to make one takes longer than to read by it."""
    candidate = read_candidate(reader, answers, anchors)
    return Assessment(compiled, candidate.answers, reader.absent, candidate.given)


def answers_for(oracle: Oracle, possible: Possible) -> dict[str, Plain]:
    """What a candidate file would say so that exactly this is known; what is unknown is absent."""
    answers: dict[str, Plain] = {}
    for name, values in possible.items():
        if set(values) == set(oracle.domains[name]):
            continue
        words = [oracle.said(name, value) for value in values]
        said: Plain = words[0] if len(words) == 1 else {"one_of": words}
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
    faults = [*found, *structure_faults(rubric, found)]
    if any(d.severity == "error" for d in faults):
        return faults
    return [*faults, *check_rubric(rubric, compile_rubric(rubric)).diagnostics]


@composite
def worlds(
    draw: DrawFn,
    *,
    of_names: bool = False,
    where: Callable[[dict[str, Plain]], bool] = lambda _: True,
) -> World:
    """A small random rubric put through the program; its regions stand for any answer in them.

    One that is not wanted is passed over before it is.
    """
    return drawn(draw, draw(rubrics(of_names=of_names).filter(where)))


ELECTIONS = (date(2024, 2, 29), date(2026, 3, 31), date(2026, 11, 3), date(2025, 12, 31))
JUDGED = (date(2023, 3, 1), date(2024, 3, 31), date(2024, 2, 29), date(2026, 8, 30))


def drawn(draw: DrawFn, plain: dict[str, Plain]) -> World:
    """The world of a rubric, on some day before some election, with some answer in each region."""
    anchors = {"election": ANCHORS["election"], "as_of": ANCHORS["as_of"]}
    if any(c["answer"] == "date" for c in plain["criteria"].values()):
        anchors["election"] = pick(draw, ELECTIONS)
        anchors["as_of"] = pick(draw, JUDGED)
    world = world_of(plain, anchors)
    assume(prod(map(len, world.oracle.domains.values())) <= MOST)
    samples = {
        id: {label: pick(draw, answers) for label, answers in by_label.items()}
        for id, by_label in world.places.items()
    }
    return world._replace(oracle=Oracle(plain, samples, anchors))


MOST = 1_500
"""Rubrics with more profiles than this are passed over: brute force tries them all."""


@composite
def cases(draw: DrawFn, *, of_names: bool = False) -> tuple[World, Possible]:
    """A small random rubric, and what is known of a candidate."""
    world = draw(worlds(of_names=of_names))
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
