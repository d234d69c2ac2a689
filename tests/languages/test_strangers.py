"""What other people's rubrics say is what comes out, whole answers and open ones alike.

The rubrics were written from docs/language.md; what must come out is worked out by brute force over
functions that know nothing of it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from support.profiles import times

from .strangers import AS_OF, STRANGERS, Answers, Stranger

FOLDER = Path(__file__).parent


@cache
def loaded(name: str) -> api.LoadedRubric:
    """A rubric, loaded once."""
    return api.load_rubric(str(FOLDER / f"{name}.yaml"))


def text_of(known: Answers) -> bytes:
    """A candidate's file that says this and nothing else."""
    lines = ["candidate: Odile Marchbanks", "answers:" if known else "answers: {}"]
    for id, said in known.items():
        criterion, dot, member = id.partition(".")
        if dot and f"  {criterion}:" not in lines:
            lines.append(f"  {criterion}:")
        lines.append(f"    {member}: {said}" if dot else f"  {criterion}: {said}")
    return "\n".join((*lines, "")).encode()


def completions(stranger: Stranger, known: Answers) -> Iterator[Answers]:
    """Every way in which the open answers could turn out."""
    open_ids = [id for id in stranger.answers if id not in known]
    for said in product(*(stranger.answers[id] for id in open_ids)):
        yield {**known, **dict(zip(open_ids, said, strict=True))}


def must_be(stranger: Stranger, known: Answers) -> dict[str, set[str]]:
    """The outcomes that brute force leaves, by decision."""
    left: dict[str, set[str]] = {}
    for whole in completions(stranger, known):
        for decision, outcome in stranger.outcomes(whole).items():
            left.setdefault(decision, set()).add(outcome)
    return left


def comes_out(stranger: Stranger, known: Answers) -> dict[str, set[str]]:
    """The outcomes that the program leaves, by decision."""
    scored = api.score_text(text_of(known), loaded(stranger.name), as_of=AS_OF)
    return {id: set(decided.possible) for id, decided in scored.assessment.decisions.items()}


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.name)
@times(30)
@given(data=st.data())
def test_it_comes_out_as_written(stranger: Stranger, data: st.DataObject) -> None:
    """Every answer known: one outcome, the right one."""
    known = {id: data.draw(st.sampled_from(said)) for id, said in stranger.answers.items()}
    assert comes_out(stranger, known) == must_be(stranger, known)


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.name)
@times(20)
@given(data=st.data())
def test_what_is_open_leaves_what_it_can(stranger: Stranger, data: st.DataObject) -> None:
    """Two or three answers open: exactly the outcomes that they could still bring about."""
    open_ids = data.draw(st.sets(st.sampled_from(list(stranger.answers)), min_size=2, max_size=3))
    known = {
        id: data.draw(st.sampled_from(said))
        for id, said in stranger.answers.items()
        if id not in open_ids
    }
    assert comes_out(stranger, known) == must_be(stranger, known)


@pytest.mark.parametrize("name", ["mending-holes", "open-library", "hostel-stars"])
def test_every_profile_of_a_small_one(name: str) -> None:
    """Of those with few profiles, each and every one."""
    (stranger,) = (each for each in STRANGERS if each.name == name)
    for known in completions(stranger, {}):
        assert comes_out(stranger, known) == must_be(stranger, known)


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.name)
def test_it_is_sound(stranger: Stranger) -> None:
    """No faults, and every promise is proved."""
    checked = api.check_rubric(str(FOLDER / f"{stranger.name}.yaml"))
    assert [found for found in checked.diagnostics if found.severity == "error"] == []
    assert {part["result"] for part in checked.form["promises"]} <= {"proved"}


def test_every_rubric_here_is_tried() -> None:
    """No rubric stands here that nothing is said of."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {each.name for each in STRANGERS}
