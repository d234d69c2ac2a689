"""Every example, and what must hold of any candidate under the default rubric."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from support.profiles import times

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml"))
RIVERBEND = EXAMPLES / "riverbend"

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
Possible: TypeAlias = dict[str, tuple[str, ...]]


class Expected(NamedTuple):
    """A decision of a candidate: the outcomes possible, the rows, and what else holds."""

    possible: tuple[str, ...]
    rows: tuple[str, ...]
    also: tuple[str, ...] = ()


def settled(outcome: str, row: str, *also: str) -> Expected:
    """One outcome, decided by one row."""
    return Expected((outcome,), (row,), also)


CADRE = settled("cadre", "cadre")
STRUGGLE = settled("class_struggle", "class_struggle")
NEITHER = settled("neither", "otherwise")
ENDORSED_AS_CADRE = settled("endorse", "cadre_endorsed")
DELIBERATE = settled("deliberate", "otherwise")

EXPECTED: dict[str, dict[str, tuple[Expected, Expected]]] = {
    "endorsed-cadre": {"Marisol Quennell": (CADRE, ENDORSED_AS_CADRE)},
    "endorsed-on-surplus": {"Desmond Okafor-Hale": (STRUGGLE, settled("endorse", "surplus"))},
    "both-tracks": {
        "Wilhelmina Tarrant": (settled("cadre", "cadre", "class_struggle"), ENDORSED_AS_CADRE)
    },
    "deliberate-in-the-middle": {"Tobias Lindqvist-Amaro": (STRUGGLE, DELIBERATE)},
    "deliberate-cadre-condition": {
        "Persis Achterberg": (CADRE, settled("deliberate", "cadre_condition"))
    },
    "deliberate-one-heavy-cost": {
        "Leocadia Brandvold": (STRUGGLE, settled("deliberate", "unbearable_cost"))
    },
    "declined-red-line": {"Corwin Vasquez-Blythe": (STRUGGLE, settled("decline", "red_line"))},
    "declined-neither-track": {"Annika Desrosiers": (NEITHER, settled("decline", "no_track"))},
    "declined-judicial-office": {"Thaddeus Wren-Osei": (NEITHER, settled("decline", "no_track"))},
    "declined-cadre-not-open": {
        "Jonah Whitlock-Reyes": (CADRE, settled("decline", "cadre_not_open"))
    },
    "declined-condition-fails": {
        "Rafaela Stroud": (STRUGGLE, settled("decline", "condition_fails"))
    },
    "declined-on-costs": {"Gideon Marchetti-Boone": (STRUGGLE, settled("decline", "deficit"))},
    "undetermined-open-questions": {
        "Odalys Fenwright": (
            STRUGGLE,
            Expected(
                ("decline", "deliberate", "endorse"),
                ("condition_fails", "unbearable_cost", "surplus", "otherwise"),
            ),
        )
    },
    "settled-despite-unknowns": {"Ezra Nkemelu": (CADRE, ENDORSED_AS_CADRE)},
    "red-line-not-established": {
        "Sunniva Prather": (
            CADRE,
            Expected(("decline", "endorse"), ("red_line", "cadre_endorsed")),
        )
    },
    "assessors-disagree": {
        "Lucasta Farrow": (
            Expected(("neither", "class_struggle"), ("class_struggle", "otherwise")),
            Expected(("decline", "endorse"), ("no_track", "surplus")),
        )
    },
    "two-for-one-seat": {
        "Henrike Solano": (CADRE, ENDORSED_AS_CADRE),
        "Malachi Truesdale": (STRUGGLE, DELIBERATE),
    },
}
"""By file and candidate: the classification and the recommendation."""


def test_every_example_has_its_expectation() -> None:
    """No example is shown to people without somebody having said what must come out."""
    assert {path.stem for path in FILES} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_example_comes_out_as_expected(name: str) -> None:
    """What the examples teach stays true: outcomes, deciding rows, and what else holds."""
    run = api.score_files([str(EXAMPLES / f"{name}.yaml")])
    assert not run.invalid
    found = {
        scored.candidate.name: tuple(
            Expected(decided.possible, decided.rows, decided.also)
            for decided in scored.assessment.decisions.values()
        )
        for scored in run.scored
    }
    assert found == EXPECTED[name]


CHAPTER: dict[str, tuple[tuple[Expected, Expected], tuple[Expected, Expected]]] = {
    "declined-data-center": (
        (STRUGGLE, settled("decline", "red_line")),
        (STRUGGLE, settled("endorse", "surplus")),
    ),
    "not-rooted-enough": ((NEITHER, settled("decline", "no_track")), (CADRE, ENDORSED_AS_CADRE)),
    "known-at-the-doors": (
        (STRUGGLE, settled("endorse", "surplus")),
        (NEITHER, settled("decline", "no_track")),
    ),
    "costs-to-the-members": ((STRUGGLE, DELIBERATE), (STRUGGLE, settled("decline", "deficit"))),
    "no-pledge": (
        (STRUGGLE, settled("deliberate", "no_pledge")),
        (STRUGGLE, settled("endorse", "surplus")),
    ),
    "stale-roll": (
        (STRUGGLE, Expected(("decline", "endorse"), ("condition_fails", "surplus"))),
        (STRUGGLE, settled("endorse", "surplus")),
    ),
}
"""By file of the example chapter: what comes out there, and under the default rubric."""

CHAPTER_FILES = [RIVERBEND / f"{name}.yaml" for name in CHAPTER]


def test_every_candidate_of_the_chapter_has_its_expectation() -> None:
    """Nothing in the example chapter is unproved."""
    assert {path.stem for path in RIVERBEND.glob("*.yaml")} == {"rubric", *CHAPTER}


def found_in(scored: api.Scored) -> tuple[Expected, ...]:
    """What came out for one candidate."""
    return tuple(
        Expected(decided.possible, decided.rows, decided.also)
        for decided in scored.assessment.decisions.values()
    )


@pytest.mark.parametrize("name", sorted(CHAPTER))
def test_the_chapter_decides_otherwise_than_the_base(name: str) -> None:
    """Each candidate shows one thing that the chapter's overlay changes, and what that does."""
    path = RIVERBEND / f"{name}.yaml"
    (scored,) = api.score_files([str(path)]).scored
    (document,) = api.parse(path.read_bytes())
    assert isinstance(document.value, dict)
    answers = document.value["answers"]
    assert isinstance(answers, dict)
    asked_below = {id: said for id, said in answers.items() if id in CRITERIA}
    base = {"candidate": "The same", "answers": {**asked_below, "red_lines": "kept"}}
    candidate, faults = LOADED.reader.read(base)
    assert candidate is not None, faults
    below = LOADED.assess(candidate).decisions.values()
    assert found_in(scored) == CHAPTER[name][0]
    assert tuple(Expected(d.possible, d.rows, d.also) for d in below) == CHAPTER[name][1]


def test_the_chapter_is_sound_and_says_where_it_departs() -> None:
    """The example overlay passes its own check; what it loosens and waives is named."""
    checked = api.check_rubric(str(RIVERBEND / "rubric.yaml"))
    assert checked.ok
    assert {part["what"]: part["effect"] for part in checked.form["departures"]} == {
        "mass_reach_needed": "looser",
        "recommendation.deficit": "looser",
    }
    waived = [part["id"] for part in checked.form["promises"] if part["result"] == "waived"]
    assert waived == ["foothold_or_mass_scale"]
    assert {part["result"] for part in checked.form["promises"]} == {"proved", "waived"}


def test_an_outcome_is_settled_where_one_is_possible_and_only_there() -> None:
    """Undetermined is never a polite no: it is said exactly where several outcomes are left."""
    run = api.score_files([str(path) for path in (*FILES, *CHAPTER_FILES)])
    for scored in run.scored:
        for decided in scored.assessment.decisions.values():
            assert decided.outcome == (decided.possible[0] if len(decided.possible) == 1 else None)


LOADED = api.load_rubric()
CRITERIA = LOADED.rubric.criteria
VARIABLES = LOADED.compiled.variables
VALUES = {id: criterion.answers.names for id, criterion in CRITERIA.items()}
COSTS = ("organizing_burden", "expected_votes_against", "internal_conflict", "public_conflict")
REASONS = ("not_asked", "no_reply", "declined", "could_not_verify")
EVIDENCE: Plain = [{"source": "minutes", "date": "2026-04-02"}]


def outcomes(answers: Mapping[str, Plain]) -> Possible:
    """The outcomes possible for a candidate with these answers, by decision."""
    candidate, found = LOADED.reader.read({"candidate": "Somebody", "answers": dict(answers)})
    assert candidate is not None, found
    decisions = LOADED.assess(candidate).decisions
    return {id: decided.possible for id, decided in decisions.items()}


def supported(answer: Plain) -> Plain:
    """An answer with a source, so that it counts whatever evidence is asked for."""
    return {"answer": answer, "evidence": EVIDENCE}


def full(id: str) -> st.SearchStrategy[Plain]:
    """Any known answer to a criterion."""
    return st.sampled_from(VALUES[id]).map(supported)


def any_answer(id: str) -> st.SearchStrategy[Plain]:
    """Any answer to a criterion: known, unknown for some reason, or disputed."""
    unknown = st.sampled_from(REASONS).map(lambda why: {"unknown": why})
    disputed = st.lists(st.sampled_from(VALUES[id]), min_size=2, unique=True)
    return st.one_of(
        full(id), full(id), unknown, disputed.map(lambda said: supported({"one_of": list(said)}))
    )


def strong(id: str) -> Plain:
    """The best answer to a criterion, where one is best: close to where outcomes are decided."""
    return supported("none" if id in COSTS else CRITERIA[id].kind.names[-1])


@st.composite
def candidates(draw: st.DrawFn) -> dict[str, Plain]:
    """Answers of any candidate, some left out; half of them near the rows that are rare."""
    answers = {id: strong(id) for id in CRITERIA} if draw(st.booleans()) else {}
    if answers:
        answers["red_lines"] = supported("kept")
        answers["office_kind"] = supported("legislative")
    for id in draw(st.lists(st.sampled_from(list(CRITERIA)), unique=True, max_size=len(CRITERIA))):
        answers[id] = draw(any_answer(id))
    return answers


def written() -> Iterator[dict[str, Plain]]:
    """The answers of every example, as their files say them."""
    for path in FILES:
        for document in api.parse(path.read_bytes()):
            assert isinstance(document.value, dict)
            answers = document.value["answers"]
            assert isinstance(answers, dict)
            yield answers


def never_moves(before: Possible, after: Possible) -> None:
    """What is settled before is settled the same after; what is possible after was before."""
    for decision, possible in before.items():
        assert set(after[decision]) <= set(possible)


def is_open(answer: Plain) -> bool:
    """Whether nothing is known of a criterion: it is left out, or unknown for some reason."""
    return (
        answer is None or answer == "unknown" or (isinstance(answer, dict) and "unknown" in answer)
    )


@times(30)
@given(candidates(), st.data())
def test_answering_an_open_question_never_moves_a_settled_outcome(
    answers: dict[str, Plain], data: st.DataObject
) -> None:
    """Settled means settled: whatever the open answers turn out to be, the outcome stays."""
    before = outcomes(answers)
    still_open = [id for id in CRITERIA if is_open(answers.get(id))]
    told = {id: data.draw(full(id)) for id in still_open}
    never_moves(before, outcomes({**answers, **told}))
    for id in still_open[:3]:
        never_moves(before, outcomes({**answers, id: told[id]}))


@times(30)
@given(candidates())
def test_leaving_an_answer_out_keeps_the_settled_outcome_possible(
    answers: dict[str, Plain],
) -> None:
    """Silence never pays: without an answer nothing comes out that could not come out with one."""
    before = outcomes(answers)
    for id in answers:
        silent = {other: said for other, said in answers.items() if other != id}
        never_moves(outcomes(silent), before)


RECORDED = [id for id, criterion in CRITERIA.items() if criterion.recorded is not None]


@times(30)
@given(candidates(), st.data())
def test_what_is_only_recorded_changes_nothing(
    answers: dict[str, Plain], data: st.DataObject
) -> None:
    """No result rests on what the rubric says has no weight, and no silence about it counts."""
    before = outcomes(answers)
    without = {id: said for id, said in answers.items() if id not in RECORDED}
    assert outcomes(without) == before
    assert outcomes({**without, **{id: data.draw(any_answer(id)) for id in RECORDED}}) == before


def test_some_criteria_are_only_recorded() -> None:
    """The promise about recorded criteria is about these, not about none."""
    assert set(RECORDED) == {
        "tenant_backing",
        "strong_labor_policy",
        "party_infrastructure",
        "loyalty_to_dsa",
        "socialists_in_office_group",
        "leading_force",
        "builds_base",
        "independent_power",
        "politicized_base",
        "internal_pressure",
        "capacity_argument",
        "agitational_purpose",
        "previously_endorsed",
    }


def test_the_same_holds_of_the_examples() -> None:
    """In every example: no open answer moves what is settled, no silence improves it."""
    chance = Random(20260501)
    for answers in written():
        before = outcomes(answers)
        for id in CRITERIA:
            silent = {other: said for other, said in answers.items() if other != id}
            never_moves(outcomes(silent), before)
            if id in RECORDED:
                assert outcomes(silent) == before
            if is_open(answers.get(id)):
                for name in VALUES[id]:
                    never_moves(before, outcomes({**answers, id: supported(name)}))
        still_open = [id for id in CRITERIA if is_open(answers.get(id))]
        for _ in range(20):
            told_all = {id: supported(chance.choice(VALUES[id])) for id in still_open}
            never_moves(before, outcomes({**answers, **told_all}))


def test_the_random_candidates_reach_every_outcome() -> None:
    """The promises above are tried where outcomes are settled, not only where all is open."""
    reached: set[tuple[str, str]] = set()

    @times(200)
    @given(candidates())
    def reach(answers: dict[str, Plain]) -> None:
        for decision, possible in outcomes(answers).items():
            if len(possible) == 1:
                reached.add((decision, possible[0]))

    reach()
    assert reached == {
        (decision.id, outcome)
        for decision in LOADED.rubric.decisions.values()
        for outcome in decision.outcomes
    }
