"""`endorse rubric coverage`: what cases try of a rubric, and cases made up for the rest."""

import json
import shutil
from pathlib import Path

import pytest

from .running import Endorse

SMALL = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"

ONE = "case: no vote\nexpect: {grant: refuse}\nanswers: {tenants_voted: no}\n"


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """The small rubric with one case beside it."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "one.yaml").write_text(ONE)
    return Path(shutil.copy(SMALL, tmp_path / "rubric.yaml"))


def test_the_default_cases_try_everything(endorse: Endorse) -> None:
    """Nothing of the shipped rubric is left untried by its own cases."""
    ended = endorse("rubric", "coverage", "--format", "json", "--fail-under", "100%")
    coverage = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    assert (coverage["share"], coverage["untried"], coverage["examples"]) == ("1", [], [])
    assert {kind: part["total"] for kind, part in coverage["kinds"].items()} == {
        "rows": 13, "branches": 114, "levels": 40, "criteria": 28,
    }  # fmt: skip


def test_what_is_untried_is_told_with_its_place(endorse: Endorse, rubric: Path) -> None:
    """A person reads what no case tries, where that stands, and what to confirm."""
    ended = endorse("rubric", "coverage", rubric, "-v", env={"COLUMNS": "50"})
    assert (ended.status, ended.err) == (0, "")
    assert "1 case tries 2 of 25 things (8.0%)." in ended.out
    words = " ".join(ended.out.split())
    line = (
        SMALL.read_text()
        .splitlines()
        .index("      heavy: {is: pay, when: {weight: {at_least: 5}}, from: p4.3, basis: inferred}")
    )
    assert (
        f"rule grant.heavy never decides: line {line + 1}; case made up for it grant.heavy" in words
    )
    assert "weight is never 4" in words
    assert "need never changes an outcome alone" in words


def test_made_up_cases_are_written_and_pass(endorse: Endorse, rubric: Path) -> None:
    """What is written can be kept as it is: it passes, and with it everything is tried."""
    folder = rubric.parent / "made"
    assert endorse("rubric", "coverage", rubric, "--write", folder).status == 0
    assert endorse("rubric", "test", rubric, folder)[0] == 0
    both = (rubric.parent / "cases", folder)
    whole = json.loads(endorse("rubric", "coverage", rubric, *both, "--format", "json").out)
    assert whole["share"] == "1"


def test_nothing_that_people_confirmed_is_written_over(endorse: Endorse, rubric: Path) -> None:
    """A second run writes nothing where a file of the same name is."""
    folder = rubric.parent / "made"
    endorse("rubric", "coverage", rubric, "--write", folder)
    some = sorted(folder.iterdir())[-1]
    some.write_text("confirmed: yes\n")
    ended = endorse("rubric", "coverage", rubric, "--write", folder)
    assert ended.status == 4
    assert some.read_text() == "confirmed: yes\n"
    assert "--force" not in ended.err


@pytest.mark.parametrize(
    ("share", "status"),
    [("2/25", 0), ("3/25", 1), ("8%", 0), ("8.001%", 1), ("0.08", 0), ("0", 0), ("1", 1)],
)
def test_a_share_is_compared_exactly(
    endorse: Endorse, rubric: Path, share: str, status: int
) -> None:
    """`--fail-under` takes a fraction, a decimal or percents, and nothing is rounded."""
    ended = endorse("rubric", "coverage", rubric, "--fail-under", share)
    assert ended.status == status
    assert bool(ended.err) == bool(status)


@pytest.mark.parametrize("share", ["lots", "9/0", "101%", "-1", "1.5", "1e-1", ""])
def test_a_share_that_is_none_is_a_usage_error(endorse: Endorse, rubric: Path, share: str) -> None:
    """What is no share between none and all is refused before anything is done."""
    ended = endorse("rubric", "coverage", rubric, "--fail-under", share)
    assert (ended.status, ended.out) == (2, "")
    assert "9/10" in ended.err


def test_no_cases_try_nothing(endorse: Endorse, rubric: Path) -> None:
    """Without cases nothing is tried, and a case is made up for all there is."""
    (rubric.parent / "cases" / "one.yaml").unlink()
    coverage = json.loads(endorse("rubric", "coverage", rubric, "--format", "json").out)
    assert (coverage["cases"], coverage["share"]) == (0, "0")
    assert all(part["examples"] for part in coverage["untried"])


def test_an_invalid_case_is_told_and_does_not_count(endorse: Endorse, rubric: Path) -> None:
    """What cannot be read tries nothing; the others count all the same."""
    (rubric.parent / "cases" / "two.yaml").write_text("case: b\nexpect: {}\nanswers: {}\n")
    ended = endorse("rubric", "coverage", rubric, "--format", "json")
    assert ended.status == 3
    assert "two.yaml:2" in ended.err
    assert json.loads(ended.out)["cases"] == 1
