"""Decisions that a file states, and the rubric's stand-ins, against brute force."""

from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided import compile_apart
from endorse_cli.engine.least_changes import Change
from endorse_cli.rubric.day_regions import DayRegions
from support.oracle import Possible, Result
from support.strategies import GROUNDS, head, one_in, possible_values, rubrics, some_of
from support.world import World, answers_for, cases, drawn, judged, world_of

Plain = Any
Stated = dict[str, list[str]]


class Told(NamedTuple):
    """A world, what is known of a candidate, and the outcomes that the file leaves of decisions."""

    world: World
    possible: Possible
    stated: Stated

    def assess(self) -> Assessment:
        """The assessment of such a file."""
        world = self.world
        answers = answers_for(world.oracle, self.possible)
        said = {id: o[0] if len(o) == 1 else {"one_of": o} for id, o in self.stated.items()}
        return judged(world.reader, world.compiled, {**answers, **said}, world.oracle.anchors)

    def results(self, possible: Possible | None = None) -> list[Result]:
        """What comes out for every completion that agrees with what is stated."""
        completions = self.world.oracle.results(possible or self.possible)
        return [
            result
            for result in completions
            if all(result.outcomes[id] in o for id, o in self.stated.items())
        ]

    def freed(self, kept: set[str]) -> Possible:
        """Only these answers known."""
        domains = self.world.oracle.domains
        return {n: v if n in kept else domains[n] for n, v in self.possible.items()}

    def after(self, change: Change) -> Possible:
        """What is possible once a change is made and what it provides turns out so."""
        values = self.world.values
        return {**self.possible, **values(change.change), **values(change.provided)}


@composite
def told(draw: DrawFn) -> Told:
    """A file that states one decision or both, as one outcome or several."""
    plain = draw(rubrics())
    for decision in plain["decisions"].values():
        decision["may_be_given"] = "true"
    world = drawn(draw, plain)
    stated: Stated = {}
    for id in plain["decisions"]:
        if not stated or one_in(draw, 2):
            stated[id] = some_of(draw, world.oracle.outcome_order(id))
    return Told(world, draw(possible_values(world.oracle.domains)), stated)


@given(told())
def test_what_contradicts_the_answers_is_found(file: Told) -> None:
    """Exactly where no completion has the outcomes stated."""
    assessment = file.assess()
    assert assessment.contradicts == (not file.results())
    named = assessment.contradicted
    alone = [id for id in file.stated if not file._replace(stated=only(file, id)).results()]
    assert named == (tuple(alone[:1]) or (tuple(file.stated) if assessment.contradicts else ()))


def only(file: Told, id: str) -> Stated:
    """What is stated of one decision alone."""
    return {id: file.stated[id]}


@given(told())
def test_what_is_left_agrees_with_what_is_stated(file: Told) -> None:
    """Rows, outcomes and findings are exactly those of the completions that agree."""
    results, assessment = file.results(), file.assess()
    if not results:
        return
    oracle = file.world.oracle
    for id, decided in assessment.decisions.items():
        arrived = {result.rows[id] for result in results}
        left = {result.outcomes[id] for result in results}
        assert decided.rows == tuple(row for row in oracle.outcome_of[id] if row in arrived)
        assert decided.possible == tuple(n for n in oracle.outcome_order(id) if n in left)
        assert decided.outcome == (decided.possible[0] if len(left) == 1 else None)
        always = [r for r in decided.rows if all(r in x.holding[id] for x in results)]
        if len(arrived) == 1:
            always = list(arrived)
        assert decided.row == (always[0] if always and len(left) == 1 else None)
    for id, truth in assessment.findings.items():
        held = {result.findings[id] for result in results}
        assert truth == ("open" if len(held) == 2 else "yes" if True in held else "no")


def variable(assessment: Assessment, level: int) -> str:
    """A variable by its place."""
    return assessment.compiled.variables[level].id


@given(told())
def test_parts_that_are_worked_out_apart_leave_nothing_out(file: Told) -> None:
    """With decisions stated, what they say can come out is what can, or more and said so."""
    results, oracle = file.results(), file.world.oracle
    try:
        compiled = compile_apart(file.world.compiled.rubric)
    except TooManyNodes:
        return
    assessment = file._replace(world=file.world._replace(compiled=compiled)).assess()
    if not results:
        return
    assert not assessment.contradicts
    for id, decided in assessment.decisions.items():
        left = {result.outcomes[id] for result in results}
        possible = tuple(n for n in oracle.outcome_order(id) if n in left)
        assert decided.possible == possible or (not decided.is_exact and left < {*decided.possible})
        assert decided.outcome in (None, *possible)
    for id, truth in assessment.findings.items():
        held = {result.findings[id] for result in results}
        assert truth == "open" or held == {truth == "yes"}
    for id, (low, high) in assessment.scores.items():
        values = [result.scores[id] for result in results]
        assert low is None or low <= min(values)
        assert high is None or high >= max(values)
    asked = assessment.next_question
    assert asked is None or asked.criterion in assessment.mattering
    assert {*assessment.mattering} >= {*file.assess().mattering}
    for id, found in assessment.reasons.items():
        forced = file._replace(
            possible=file.freed({variable(assessment, v) for v in found.sufficient})
        )
        assert {result.outcomes[id] for result in forced.results()} == {
            assessment.decisions[id].outcome
        }


@given(told())
def test_score_ranges_agree_with_what_is_stated(file: Told) -> None:
    """The least and the greatest over the completions that agree."""
    results, assessment = file.results(), file.assess()
    for id, (low, high) in assessment.scores.items():
        if results and id not in file.world.compiled.numbers:
            values = [result.scores[id] for result in results]
            assert (low, high) == (min(values), max(values))


def test_a_stated_grade_narrows_the_score_it_is_read_from() -> None:
    """Of a score only what goes with the stated outcome is left, also where it is one number."""
    asked = {"group": "all_of_them", "ask": "How?", "answer": {"levels": ["a", "b"]}, **GROUNDS}
    shape = {"unit": "things", "min": "0", "max": "9", "step": "1"}
    give = {"a": "0", "b": "1"}
    parts = [{"points": "c", "give": give}, {"points": "e", "give": give}]

    def graded(of: str) -> Plain:
        cuts = [{"is": "poor", "at_most": "1"}, {"is": "good", "more_than": "1"}]
        return {"outcomes": ["poor", "good"], "may_be_given": "true",
                "bands": {"of": of, "cuts": cuts}, **GROUNDS}  # fmt: skip

    rubric = {
        **head(),
        "criteria": {"c": asked, "e": asked, "m": {**asked, "answer": {"number": shape}}},
        "scores": {"s": {"value": {"sum": parts}, **GROUNDS}, "t": {"value": "m", **GROUNDS}},
        "decisions": {"d": graded("s"), "g": graded("t")},
    }
    world = world_of(rubric)
    both = Told(world, world.oracle.domains, {"d": ["good"], "g": ["poor"]}).assess()
    assert both.scores == {"s": (2, 2), "t": (0, 1)}
    assert world.assess(world.oracle.domains).scores == {"s": (0, 2), "t": (0, 9)}


@given(told())
def test_a_reason_forces_its_outcome_together_with_what_is_stated(file: Told) -> None:
    """The answers named and the outcomes stated leave one outcome; no answer can be dropped."""
    if not file.results():
        return
    for id, reason in file.assess().reasons.items():
        names = {file.world.name(level) for level in reason.sufficient}
        assert len({r.outcomes[id] for r in file.results(file.freed(names))}) == 1
        for dropped in names:
            without = file.results(file.freed(names - {dropped}))
            assert len({r.outcomes[id] for r in without}) > 1


@given(told())
def test_a_change_brings_its_outcome_and_contradicts_nothing_stated(file: Told) -> None:
    """Once it is made every completion that agrees comes out so, and there is one."""
    if not file.results():
        return
    for id, changes in file.assess().changes.items():
        for change in changes:
            came = {result.outcomes[id] for result in file.results(file.after(change))}
            assert came == {change.to}


@given(told())
def test_the_next_question_asks_for_no_answer_that_contradicts(file: Told) -> None:
    """Each answer listed can still be given, and leaves exactly what agrees with it."""
    question = file.assess().next_question if file.results() else None
    if question is None:
        return
    variables = file.world.compiled.variables
    for (level, value), leaves in question.leaves.items():
        name = variables[level].id
        then = file.results({**file.possible, name: (variables[level].values[value],)})
        for id, outcomes in leaves.items():
            assert set(outcomes) == {result.outcomes[id] for result in then}
            assert outcomes


def moved(file: Told, names: list[str], possible: Possible) -> bool:
    """Whether answers to these questions lead to other rows, all of them as stated.

    Either all else being equal, or by what they leave possible of all else.
    """
    domains, seen = file.world.oracle.domains, {}
    for answers in file.world.oracle.assignments({**possible, **{n: domains[n] for n in names}}):
        (result,) = file.world.oracle.results({n: (v,) for n, v in answers.items()})
        if all(result.outcomes[id] in o for id, o in file.stated.items()):
            others = tuple(value for name, value in answers.items() if name not in names)
            if seen.setdefault(others, result.rows) != result.rows:
                return True
    for decision in file.world.plain["decisions"]:
        for name in names:
            came = {
                frozenset(r.rows[decision] for r in file.results({**possible, name: (value,)}))
                for value in domains[name]
            }
            if len(came - {frozenset()}) > 1:
                return True
    return False


@given(told())
def test_what_only_leads_to_a_contradiction_has_no_bearing(file: Told) -> None:
    """An answer bears where other answers to it, that agree with what is stated, move a row."""
    if not file.results():
        return
    oracle = file.world.oracle
    for line in file.assess().lines:
        if line.bearing != "recorded":
            names = oracle.variables_of[line.criterion.id]
            free = [name for name in names if name not in oracle.recorded]
            assert (line.bearing == "no_bearing") == (not moved(file, free, file.possible))


@given(told())
def test_where_an_outcome_is_open_there_is_a_question(file: Told) -> None:
    """Beside what is stated as without it: what is open hangs on an answer."""
    if file.results():
        assessment = file.assess()
        settled = all(decided.outcome for decided in assessment.decisions.values())
        assert (assessment.next_question is None) == settled


@given(told())
def test_changes_of_single_answers_contradict_nothing_stated(file: Told) -> None:
    """Past the node budget too: once one is made, all that agrees comes out so."""
    if not file.results():
        return
    compiled = compile_rubric(file.world.rubric, known=file.world.masks(file.possible))
    world = file.world._replace(compiled=compiled)
    for id, changes in file._replace(world=world).assess().changes.items():
        for change in changes:
            came = {result.outcomes[id] for result in file.results(file.after(change))}
            assert came == {change.to}


def test_no_single_change_goes_against_what_is_stated() -> None:
    """Past the node budget: a way that the file's own words rule out is none."""
    asked = {"group": "all_of_them", "ask": "Is it?", "answer": "yes_no", **GROUNDS}

    def decision(when: Plain) -> Plain:
        rows = {"r": {"is": "good", "when": when, **GROUNDS}}
        return {"outcomes": ["poor", "good"], "may_be_given": "true", "rows": rows,
                "otherwise": {"is": "poor", **GROUNDS}}  # fmt: skip

    both = {"all": [{"c": "yes"}, {"e": "yes"}]}
    decisions = {"d": decision(both), "g": decision({"c": "yes"})}
    world = world_of({**head(), "criteria": {"c": asked, "e": asked}, "decisions": decisions})
    compiled = compile_rubric(world.rubric, known=world.masks({"c": ("yes",), "e": ("yes",)}))
    file = Told(world._replace(compiled=compiled), {"c": ("yes",), "e": ("yes",)}, {"d": ["good"]})
    assert file._replace(stated={}).assess().changes["g"][0].to == "poor"
    assert file.assess().changes["g"] == ()


@given(cases())
def test_stand_ins_are_taken_for_what_is_open_and_nothing_else(
    case: tuple[World, Possible],
) -> None:
    """What would come out if each open answer were the rubric's stand-in, where it still can be.

    What is known stays as it is, and so does the result itself.
    """
    world, possible = case
    assessment = world.assess(possible)
    before = assessment.decisions
    supposed = dict(possible)
    for id, criterion in world.plain["criteria"].items():
        if counts_from_a_day(world, id):
            continue
        if "assume" in criterion and len(possible[id]) > 1:
            value = stand_in_of(world, id, criterion["assume"])
            if value in possible[id]:
                supposed[id] = (value,)
    stand_ins = assessment.stand_ins
    open_decisions = [
        id
        for id, decision in world.plain["decisions"].items()
        if "assume" in decision and len(world.oracle.outcomes(id, supposed)) > 1
    ]
    if stand_ins is None:
        assert supposed == possible
        return
    assert dict(enumerate(stand_ins.masks)) == dict(enumerate(world.masks(supposed)))
    if not open_decisions:
        assert stand_ins.decisions == world.assess(supposed).decisions
    assert assessment.decisions == before
    assert supposed != possible or open_decisions


def counts_from_a_day(world: World, id: str) -> bool:
    """Whether a day is counted from an election or the day of judging, which the rubric has not."""
    regions = world.compiled.regions.get(id)
    return isinstance(regions, DayRegions) and regions.anchor is not None


def stand_in_of(world: World, id: str, word: str) -> str:
    """The value of a criterion's variable that a word is read as."""
    for label, answers in world.places.get(id, {}).items():
        if word in answers:
            return label
    return word


def test_a_decision_that_is_open_has_its_stand_in() -> None:
    """Only where it is open; and what rests on it comes out accordingly."""
    asked = {"group": "all_of_them", "ask": "Is it?", "answer": "yes_no", **GROUNDS}
    first = {
        "outcomes": ["poor", "good"],
        "assume": "good",
        "rows": {"r": {"is": "good", "when": {"c": "yes"}, **GROUNDS}},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    cells = [["poor", "no"], ["good", "yes"]]
    second = {"outcomes": ["no", "yes"], "table": {"by": ["d"], "cells": cells}, **GROUNDS}
    world = world_of({**head(), "criteria": {"c": asked}, "decisions": {"d": first, "e": second}})
    stand_ins = world.assess({"c": ("no", "yes")}).stand_ins
    assert stand_ins is not None
    assert stand_ins.decisions["e"].outcome == "yes"
    assert world.assess({"c": ("no",)}).stand_ins is None


@given(st.data())
def test_a_given_decision_is_not_asked_twice(data: st.DataObject) -> None:
    """What a file leaves open by stating all outcomes is as if nothing had been stated."""
    file = data.draw(told())
    every = {id: file.world.oracle.outcome_order(id) for id in file.stated}
    assert (
        file._replace(stated=every).assess().decisions
        == file._replace(stated={}).assess().decisions
    )


def test_an_answer_matters_past_what_is_stated_to_be_none() -> None:
    """Also where parts are worked out apart, and of three answers the middle one cannot be."""
    asked = {"group": "all_of_them", "ask": "How?", **GROUNDS}
    rows = {"r": {"is": "good", "when": "f", **GROUNDS}}
    cells = [["low", "poor"], ["mid", "good"], ["high", "poor"]]
    both = {"outcomes": ["poor", "good"], "may_be_given": "true", **GROUNDS}
    rubric = {
        **head(),
        "criteria": {"c": {**asked, "answer": {"levels": ["low", "mid", "high"]}}},
        "findings": {"f": {"when": {"c": {"at_least": "mid"}}, **GROUNDS}},
        "decisions": {
            "d": {**both, "table": {"by": ["c"], "cells": cells}},
            "e": {
                "outcomes": ["poor", "good"],
                "rows": rows,
                "otherwise": {"is": "poor", **GROUNDS},
            },
        },
    }
    world = world_of(rubric)
    apart = world._replace(compiled=compile_apart(world.compiled.rubric))
    for one in (world, apart):
        file = Told(one, world.oracle.domains, {"d": ["poor"]})
        assert file.assess().mattering == ("c",)
