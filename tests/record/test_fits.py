"""A record speaks of a rubric only where every id in it is one of the rubric's own."""

from copy import deepcopy
from typing import Any

import pytest

from endorse_cli.record.fits import misfits
from support.base import base, edited, put
from support.judged import Bench, bench

Plain = Any
SAID = {"member": "yes", "licence": "yes", "backers": [], "house_rule": "kept", "care": "clear"}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric, with a stand-in for what is open."""
    return bench(edited(put("criteria skill assume", "some")))


@pytest.fixture(scope="module")
def record(lending: Bench) -> Plain:
    """A record with every part that holds ids."""
    made: Plain = lending.record(SAID, {"as_of": "2026-05-01"})
    made["decisions"]["standing"]["given"] = ["guest"]
    made["what_if"] = deepcopy(made["stand_in"])
    made["changes"]["loan"][0]["provided"] = {"late": ["never"]}
    assert made["ask_next"]
    assert made["reasons"]["standing"]["serves"]
    return made


def test_a_record_fits_its_own_rubric(lending: Bench, record: Plain) -> None:
    """Nothing is wrong with what the program made itself, in full or of a bare candidate."""
    assert misfits(record, lending.rubric) == []
    bare = bench(base())
    assert misfits(bare.record({}), bare.rubric) == []


def renamed(owner: Plain, old: str, new: str) -> None:
    """Give a key another name in its place."""
    items = [(new if key == old else key, part) for key, part in owner.items()]
    owner.clear()
    owner.update(items)


WRONG: list[tuple[str, Plain, str, tuple[str | int, ...]]] = [
    ("a criterion", lambda r: r["lines"][2].update(criterion="x"), "criterion",
     ("lines", 2, "criterion")),
    ("a group", lambda r: r["lines"][1].update(group="x"), "group", ("lines", 1, "group")),
    ("a decision", lambda r: renamed(r["decisions"], "loan", "x"), "decision", ("decisions", "x")),
    ("an outcome", lambda r: r["decisions"]["standing"].update(outcome="x"), "outcome",
     ("decisions", "standing")),
    ("a possible outcome", lambda r: r["decisions"]["loan"]["possible"].append("x"), "outcome",
     ("decisions", "loan")),
    ("a given outcome", lambda r: r["decisions"]["standing"]["given"].append("x"), "outcome",
     ("decisions", "standing")),
    ("a row", lambda r: r["decisions"]["loan"]["rows"].append("x"), "row", ("decisions", "loan")),
    ("a row besides", lambda r: r["decisions"]["loan"]["also"].append("x"), "row",
     ("decisions", "loan")),
    ("a decision supposed", lambda r: renamed(r["what_if"]["decisions"], "loan", "x"), "decision",
     ("what_if", "decisions", "x")),
    ("a row supposed", lambda r: r["what_if"]["decisions"]["loan"]["rows"].append("x"), "row",
     ("what_if", "decisions", "loan")),
    ("a decision stood in for", lambda r: renamed(r["stand_in"]["decisions"], "loan", "x"),
     "decision", ("stand_in", "decisions", "x")),
    ("a finding", lambda r: r["findings"].update(x="yes"), "finding", ("findings",)),
    ("a score", lambda r: r["scores"].update(x={"low": None, "high": None}), "score", ("scores",)),
    ("the decision of a reason", lambda r: r["reasons"].update(x=r["reasons"]["standing"]),
     "decision", ("reasons", "x")),
    ("what a reason serves", lambda r: r["reasons"]["standing"]["serves"].update(x=[]),
     "finding or score", ("reasons", "standing")),
    ("enough of a reason", lambda r: r["reasons"]["standing"]["sufficient"].append("x"),
     "variable", ("reasons", "standing")),
    ("what a reason needs", lambda r: r["reasons"]["standing"]["necessary"].append("x"),
     "variable", ("reasons", "standing")),
    ("the decision of a change", lambda r: r["changes"].update(x=[]), "decision",
     ("changes", "x")),
    ("a change", lambda r: r["changes"]["loan"][0]["change"].update(x=["yes"]), "variable",
     ("changes", "loan")),
    ("what a change needs", lambda r: r["changes"]["loan"][0]["provided"].update(x=["yes"]),
     "variable", ("changes", "loan")),
    ("the next question", lambda r: r["ask_next"].update(criterion="x"), "criterion",
     ("ask_next",)),
    ("what is supposed", lambda r: r["what_if"]["given"].update(x=["yes"]), "variable", ()),
    ("what stands in", lambda r: r["stand_in"]["given"].update(x=["yes"]), "variable", ()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edit", "sort", "trail"), WRONG, ids=[w[0] for w in WRONG])
def test_an_id_that_the_rubric_does_not_have_is_told_at_its_place(
    lending: Bench, record: Plain, what: str, edit: Plain, sort: str, trail: tuple[str | int, ...]
) -> None:
    """Wherever in the record it stands, with what it should have been."""
    other = deepcopy(record)
    edit(other)
    found = misfits(other, lending.rubric)
    assert ("unknown-id", f"`x` is no {sort} of the rubric.", trail) in [
        (d.code, d.message, d.trail) for d in found
    ], what
    assert {d.help for d in found} == {
        "Make the record again, or name the rubric that it was made with."
    }


@pytest.mark.parametrize("names", [[], ["backers.shop", "backers.neighbours", "backers.school"]])
def test_a_line_has_the_variables_of_its_criterion(
    lending: Bench, record: Plain, names: list[str]
) -> None:
    """All of them and in order: whatever makes a text of a line relies on it."""
    other = deepcopy(record)
    place = next(i for i, line in enumerate(other["lines"]) if line["criterion"] == "backers")
    possible = other["lines"][place]["possible"]
    other["lines"][place]["possible"] = {name: possible[name] for name in names}
    first = misfits(other, lending.rubric)[0]
    assert (first.code, first.trail) == ("bad-shape", ("lines", place, "possible"))
    assert "`backers`" in first.message


def test_every_misfit_is_told(lending: Bench, record: Plain) -> None:
    """One that is found first hides none of those after it."""
    other = deepcopy(record)
    other["lines"][0]["criterion"] = "x"
    other["lines"][1]["group"] = "x"
    found = [d.trail for d in misfits(other, lending.rubric)]
    assert found == [("lines", 0, "criterion"), ("lines", 1, "group")]
