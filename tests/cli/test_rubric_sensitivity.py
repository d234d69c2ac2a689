"""`endorse rubric sensitivity`: intervals with their ends, and whose outcome hangs on them."""

import json
from pathlib import Path

from support.base import Plain, base, edited, put

from .running import Endorse, Write

ANSWERS = {"member": "yes", "licence": "yes", "backers": ["neighbours", "shop"], "weather": "dry",
           "house_rule": "kept", "care": "some", "skill": "clear", "late": "never",
           "purpose": "work"}  # fmt: skip


def numbers(endorse: Endorse, *words: object) -> dict[str, Plain]:
    """The numbers of the machine form by id; of several in one place the last."""
    ended = endorse("rubric", "sensitivity", *words, "--format", "json")
    assert ended.status == 0, ended.err
    return {number["id"]: number for number in json.loads(ended.out)["numbers"]}


def test_an_interval_says_where_it_ends_and_who_changes(endorse: Endorse, write: Write) -> None:
    """A threshold can go up to what the candidate has, and one step past it the outcome moves."""
    rubric = write("rubric.json", json.dumps(base()))
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": ANSWERS}))
    found = numbers(endorse, rubric, "--candidates", one)["total_needed"]
    assert (found["value"], found["sort"], found["worked_out"]) == ("3/4", "setting", True)
    # care 1/2 and half of skill 1 make 1; with the bonus of 1 the mean is 1.
    assert (found["high"]["at"], found["high"]["included"]) == ("1", True)
    assert found["high"]["first"] == [
        {"candidate": "Ivo Marten", "decision": "loan", "from": ["lend"], "to": ["wait"]}
    ]
    assert found["low"] is None


def test_what_is_open_must_stay_open(endorse: Endorse, write: Write) -> None:
    """Of a candidate of whom something is unknown the outcomes possible must stay the same."""
    rubric = write("rubric.json", json.dumps(base()))
    open_skill = {k: v for k, v in ANSWERS.items() if k != "skill"}
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": open_skill}))
    found = numbers(endorse, rubric, "--candidates", one)["total_needed"]
    moves = [move for end in ("low", "high") if found[end] for move in found[end]["first"]]
    assert moves
    assert all(set(move["from"]) != set(move["to"]) for move in moves)


def test_the_table_names_each_number_with_its_interval(endorse: Endorse, write: Write) -> None:
    """People read the number, where it stands, how far it can go, and who is first."""
    rubric = write("rubric.json", json.dumps(base()))
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": ANSWERS}))
    words = ("rubric", "sensitivity", rubric, "--candidates", one)
    out = " ".join(endorse(*words, env={"COLUMNS": "50"}).out.split())
    assert "total_needed" in out
    assert "nobody changes up to 1" in out
    assert "Ivo Marten, loan: lend \u2192 wait" in out


def test_past_an_end_the_rubric_may_have_faults(endorse: Endorse, write: Write) -> None:
    """A bound that neighbouring bands share moves in both, and stops at the next one."""
    grounds = {"from": "p1", "basis": "stated"}
    cuts = [{"is": "low", "less_than": "1/4"}, {"is": "mid", "at_least": "1/4", "less_than": "1/2"},
            {"is": "high", "at_least": "1/2"}]  # fmt: skip
    banded = {"outcomes": ["low", "mid", "high"], "bands": {"of": "bonus", "cuts": cuts}, **grounds}
    rubric = write("rubric.json", json.dumps(edited(put("decisions banded", banded))))
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": ANSWERS}))
    ended = endorse("rubric", "sensitivity", rubric, "--candidates", one, "--format", "json")
    found = [n for n in json.loads(ended.out)["numbers"] if n["id"] == "banded"]
    assert [number["value"] for number in found] == ["1/4", "1/2"]
    assert (found[0]["high"]["at"], found[0]["high"]["sound"]) == ("1/2", False)


def test_without_candidates_it_is_a_matter_of_usage(endorse: Endorse) -> None:
    """Nothing hangs on a number by itself."""
    assert endorse("rubric", "sensitivity").status == 2


def test_a_faulty_file_is_told_among_the_others(endorse: Endorse, write: Write) -> None:
    """The others are looked at all the same; the exit status says that one could not be."""
    bad = write("bad.yaml", "candidate: Una Feld\nanswers: {care: lots}\n")
    rubric = write("rubric.json", json.dumps(base()))
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": ANSWERS}))
    ended = endorse("rubric", "sensitivity", rubric, "--candidates", bad, one, "--format", "json")
    assert ended.status == 3
    found = json.loads(ended.out)
    assert (found["candidates"], len(found["invalid"])) == (["Ivo Marten"], 1)


def test_a_folder_stands_for_the_candidates_in_it(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """As for `slate` and `diff`: what else lies in a folder is no fault, and a file counts once."""
    rubric = write("all/rubric.json", json.dumps(base()))
    one = write("all/one.json", json.dumps({"candidate": "Ivo Marten", "answers": ANSWERS}))
    folder = tmp_path / "all"
    words = ("rubric", "sensitivity", rubric, "--candidates", folder, one, "--format", "json")
    ended = endorse(*words)
    assert ended.status == 0, ended.err
    found = json.loads(ended.out)
    assert (found["candidates"], found["invalid"]) == (["Ivo Marten"], [])
    assert "one.json" in ended.err


def test_where_nobody_could_be_judged_what_is_wrong_is_said_and_nothing_else(
    endorse: Endorse, write: Write
) -> None:
    """It is no finding about the numbers that no candidate was there to change."""
    bad = write("bad.yaml", "candidate: Una Feld\nanswers: {care: lots}\n")
    rubric = write("rubric.json", json.dumps(base()))
    ended = endorse("rubric", "sensitivity", rubric, "--candidates", bad)
    assert (ended.status, ended.out) == (3, "")
    assert "bad.yaml:2:" in ended.err
    page = endorse("rubric", "sensitivity", rubric, "--candidates", bad, "--format", "html")
    assert "No candidate could be judged" in " ".join(page.out.split())


def test_a_rubric_without_numbers_is_said_to_be_one(endorse: Endorse, tmp_path: Path) -> None:
    """Nothing can be moved where no outcome is reached by a number."""
    assert endorse("new", "rubric", tmp_path / "pure", "--kind", "table").status == 0
    named = (tmp_path / "pure/rubric.yaml", "--candidates", tmp_path / "pure/candidate.yaml")
    ended = endorse("rubric", "sensitivity", *named)
    assert "has no number" in " ".join(ended.out.split()), ended.out
