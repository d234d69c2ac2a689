"""Verifying: in which of its parts a record differs from one made again, and in nothing else."""

from copy import deepcopy
from typing import Any

import pytest

from endorse_cli.record.compare import ORDER, differences
from support.base import base
from support.judged import DIGEST, FILE_DIGEST, bench

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
