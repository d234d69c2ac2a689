"""A record that is read back: whether it differs from one made again, and speaks of its rubric.

It speaks of a rubric only where every id in it is one of its own.
"""

from copy import deepcopy
from typing import Any

import pytest

from endorse_cli.record.verification import ORDER, differences, misfits
from support.base import base, edited, put
from support.judged import DIGEST, FILE_DIGEST, Bench, bench

Plain = Any
SAID = {"member": "yes", "licence": "yes", "house_rule": "kept", "backers": []}


@pytest.fixture(scope="module")
def kept() -> Plain:
    """A record with what it was made from."""
    record: Plain = bench(base()).record(SAID, {"as_of": "2026-05-01"})
    record["carries"] = {
        "candidate": {"source": "wren.yaml", "written_in": "yaml", "text": "candidate: Odalys\n"},
        "rubrics": [{"source": "bike.yaml", "written_in": "yaml", "text": "format: 1\n"}],
    }
    return record


def test_the_same_record_differs_in_nothing(kept: Plain) -> None:
    """The same keys in the same order with the same values."""
    assert differences(kept, deepcopy(kept)) == []


WHERE = [
    ("tool", ("tool", "version"), "0.0.1", "tool"),
    ("rubric", ("rubric", "version"), "0.0.1", "rubric"),
    ("candidate", ("candidate", "name"), "Bo Reed", "candidate"),
    ("carries.rubrics", ("carries", "rubrics", 0, "text"), "format: 2\n", "rubric"),
    ("carries.candidate", ("carries", "candidate", "text"), "candidate: Bo\n", "candidate"),
    ("decisions", ("decisions", "loan", "outcome"), "lend", "result"),
    ("lines", ("lines", 0, "note"), "Kept.", "result"),
    ("lines", ("lines", 0, "public"), 0, "result"),
    ("lines", ("lines", 0, "evidence"), [None], "result"),
    ("as_of", ("as_of",), None, "result"),
    ("record", ("record",), True, "result"),
]


@pytest.mark.parametrize(("key", "trail", "value", "part"), WHERE, ids=[str(w[1]) for w in WHERE])
def test_a_difference_is_told_of_its_part(
    kept: Plain, key: str, trail: tuple[str | int, ...], value: Plain, part: str
) -> None:
    """One value that is another: the key, under tool, rubric, candidate or result; both ways."""
    again = deepcopy(kept)
    there = again
    for step in trail[:-1]:
        there = there[step]
    there[trail[-1]] = value
    assert [(d["part"], d["keys"]) for d in differences(kept, again)] == [(part, [key])]
    assert [(d["part"], d["keys"]) for d in differences(again, kept)] == [(part, [key])]


def test_several_differences_come_in_the_order_of_the_parts(kept: Plain) -> None:
    """Tool, rubric, candidate, result; each with all of its keys."""
    again = deepcopy(kept)
    again["scores"], again["findings"] = {}, {}
    again["candidate"]["digest"] = ""
    again["rubric"]["digest"] = ""
    again["tool"]["name"] = "other"
    found = differences(kept, again)
    assert [d["part"] for d in found] == ["tool", "rubric", "candidate", "result"]
    assert found[-1]["keys"] == ["findings", "scores"]


def test_a_key_too_few_or_too_many_is_a_difference(kept: Plain) -> None:
    """On either side, also one whose value is null."""
    again = {**deepcopy(kept), "more": None}
    assert [d["keys"] for d in differences(kept, again)] == [["more"]]
    assert [d["keys"] for d in differences(again, kept)] == [["more"]]


def test_another_order_of_keys_is_a_difference(kept: Plain) -> None:
    """At the top where nothing else differs; inside a value always."""
    backwards = dict(reversed(kept.items()))
    assert [(d["part"], d["keys"]) for d in differences(kept, backwards)] == [("result", [ORDER])]
    within = {**kept, "findings": dict(reversed(kept["findings"].items()))}
    assert [d["keys"] for d in differences(kept, within)] == [["findings"]]
    both = dict(reversed(within.items()))
    assert [d["keys"] for d in differences(kept, both)] == [["findings"]]


def test_each_part_is_told_in_words_on_both_sides(kept: Plain) -> None:
    """Name and version, id, version and digest, name and digest, every outcome."""
    again = deepcopy(kept)
    again["tool"]["version"] = "9.9.9"
    again["rubric"]["version"] = "2.0.0"
    again["candidate"] |= {"name": "Bo Reed", "digest": ""}
    again["decisions"]["loan"]["outcome"] = "lend"
    tool, rubric, candidate, result = differences(kept, again)
    assert tool["recorded"] == f"endorse {kept['tool']['version']}"
    assert tool["found"] == "endorse 9.9.9"
    assert rubric["recorded"] == f"bike-loan 1.0.0 {DIGEST}"
    assert rubric["found"] == f"bike-loan 2.0.0 {DIGEST}"
    assert candidate["recorded"] == f"Odalys Wren {FILE_DIGEST}"
    assert candidate["found"] == "Bo Reed"
    assert result["recorded"] == "standing=guest, loan=undetermined"
    assert result["found"] == "standing=guest, loan=lend"


FILLED = {"member": "yes", "licence": "yes", "backers": [], "house_rule": "kept", "care": "clear"}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric, with a stand-in for what is open."""
    seen = put("criteria care notice", {"clear": {"say": "Careful."}})
    return bench(edited(put("criteria skill assume", "some"), seen))


@pytest.fixture(scope="module")
def record(lending: Bench) -> Plain:
    """A record with every part that holds ids."""
    made: Plain = lending.record(FILLED, {"as_of": "2026-05-01"})
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
    ("the answer of a notice", lambda r: r["notices"][0].update(name="x"), "notice",
     ("notices", 0)),
    ("the criterion of a notice", lambda r: r["notices"][0].update(criterion="x"), "criterion",
     ("notices", 0)),
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
