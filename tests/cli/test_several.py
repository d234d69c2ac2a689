"""Several rubrics checked and tried by one command, as a repository of many chapters wants."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .running import Endorse, Write
from .test_gate import CASE, MEETINGS


@pytest.fixture
def two(write: Write) -> list[Path]:
    """Two rubrics, each in a folder with a case."""
    found = []
    for name in ("east", "west"):
        write(f"{name}/cases/k.yaml", CASE.format(name=f"five in the {name}"))
        found.append(write(f"{name}/rubric.yaml", MEETINGS.replace("rubric: a", f"rubric: {name}")))
    return found


def test_each_is_checked(endorse: Endorse, two: list[Path]) -> None:
    """All of them, in every format; one fault makes the command fail, and is told once."""
    ended = endorse("rubric", "check", *two)
    assert ended.status == 0
    assert [ended.out.count(f"Check of {name}ctive") for name in ("east", "west")] == [1] * 2
    assert len(json.loads(endorse("rubric", "check", *two, "--format", "json").out)["rubrics"]) == 2
    two[0].write_text(two[0].read_text("utf-8").replace("rows:", "rowz:"), "utf-8")
    for format, status in (("table", 3), ("json", 3), ("github", 3)):
        ended = endorse("rubric", "check", *two, "--format", format)
        assert ended.status == status
        assert (ended.out + ended.err).count("`rowz` is not a key") == 1


def test_each_is_tried_on_its_own_cases(endorse: Endorse, two: list[Path]) -> None:
    """A folder will do as well as a file; the form for services holds a suite for each."""
    ended = endorse("rubric", "test", two[0], two[1].parent, "-v")
    assert ended.status == 0
    assert "five in the east" in ended.out
    assert "five in the west" in ended.out
    junit = endorse("rubric", "test", *two, "--format", "junit").out
    top = ElementTree.fromstring(junit)
    assert (top.get("tests"), len(top.findall("testsuite"))) == ("2", 2)
    case = two[1].parent / "cases" / "k.yaml"
    case.write_text(CASE.format(name="five").replace("5", "1"), "utf-8")
    assert endorse("rubric", "test", *two).status == 1
    assert endorse("rubric", "test", two[0]).status == 0
    case.unlink()
    assert endorse("rubric", "test", *two).status == 1


def test_one_that_cannot_be_read_is_told_beside_the_others(
    endorse: Endorse, two: list[Path]
) -> None:
    """Nothing is tried, and every fault of each is said."""
    for path in two:
        path.write_text(path.read_text("utf-8").replace("rows:", "rowz:"), "utf-8")
    ended = endorse("rubric", "test", *two)
    assert ended.status == 3
    assert all(f"{path}:12:" in ended.err for path in two)


def test_cases_are_named_with_one_rubric(endorse: Endorse, two: list[Path]) -> None:
    """Nobody can tell of which of several they are."""
    case = two[0].parent / "cases" / "k.yaml"
    assert endorse("rubric", "test", two[0], case).status == 0
    ended = endorse("rubric", "test", *two, case)
    assert ended.status == 2
    assert "Cases are named with one rubric" in " ".join(ended.err.split())


def test_the_document_is_held_against_each(endorse: Endorse, two: list[Path], write: Write) -> None:
    """A passage that the document does not have is found in both."""
    document = write("document.txt", "One paragraph only.\n")
    ended = endorse("rubric", "check", *two, "--document", document)
    assert ended.status == 3
    assert all(str(path) in ended.err for path in two)


def test_candidates_under_two_rubrics_are_not_compared(
    endorse: Endorse, two: list[Path], write: Write
) -> None:
    """A difference may be the rubrics' own: one has to be named, or the rubrics compared."""
    names = ("east", "west")
    text = "candidate: Ada Brill\nrubric: ./rubric.yaml\nanswers: {}\n"
    ended = endorse("compare", *(write(f"{name}/ada.yaml", text) for name in names))
    assert ended.status == 3
    assert "judged under different rubrics: `eastctive` and `westctive`" in ended.err


def test_a_rubric_with_faults_is_told_once_for_all_that_name_it(
    endorse: Endorse, two: list[Path], write: Write
) -> None:
    """The second candidate that names it is refused with a word on where to look."""
    two[0].write_text(two[0].read_text("utf-8").replace("rows:", "rowz:"), "utf-8")
    text = "candidate: {}\nrubric: ./rubric.yaml\nanswers: {{}}\n"
    names = ("Ada Brill", "Bo Carr")
    files = [write(f"east/{n}.yaml", text.format(name)) for n, name in enumerate(names)]
    ended = endorse("score", *files)
    assert ended.status == 3
    assert ended.err.count("`rowz`") == 1
    assert ended.err.count("has errors, which are shown above") == 1


def test_one_candidate_is_explained_at_a_time(endorse: Endorse, write: Write) -> None:
    """Of several in a file nobody can tell whose answer is meant."""
    one = "candidate: {}\nanswers: {{}}\n"
    both = write("both.yaml", "---\n".join(map(one.format, ("Ada Brill", "Bo Carr"))))
    ended = endorse("explain", "dsa_member", both)
    assert ended.status == 3
    assert "holds several candidates, and one is explained at a time" in ended.err
