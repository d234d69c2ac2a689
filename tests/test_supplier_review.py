"""The second shipped rubric and its examples: a field of its own, and nothing made for it."""

import re
from pathlib import Path

import pytest

from endorse_cli import api
from endorse_cli.files.catalog import rubrics_folder

ROOT = Path(__file__).parents[1]
FOLDER = rubrics_folder() / "supplier-review"
EXAMPLES = ROOT / "examples" / "supplier-review"

EXPECTED: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "preferred": (("prefer",), ("preferred",), ("two_years",)),
    "kept-near-and-small": (("keep",), ("otherwise",), ("a_year",)),
    "needed-on-probation": (("probation",), ("needed",), ("three_months",)),
    "left-unsafe": (("leave",), ("unsafe",), ("not_again",)),
    "county-verdict": (("probation",), ("has_to_improve",), ("half_a_year",)),
    "rumor-and-open-questions": (
        ("leave", "probation", "prefer"),
        ("forced_labor", "unaudited", "has_to_improve", "preferred"),
        ("half_a_year", "two_years", "not_again"),
    ),
    "settled-by-the-door": (("leave",), ("keeps_us_out",), ("not_again",)),
}
"""For each file what may be recommended, by which rows, and when we may look again."""


def test_every_example_is_expected() -> None:
    """No example stands there that nothing is said of."""
    assert sorted(path.stem for path in EXAMPLES.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_comes_out_as_it_says(name: str) -> None:
    """Each supplier gets the recommendation, the row and the next look that its file speaks of."""
    run = api.score_files([str(EXAMPLES / f"{name}.yaml")])
    assert run.invalid == ()
    decided = run.scored[0].assessment.decisions
    recommendation, next_look = decided["recommendation"], decided["next_look"]
    assert (recommendation.possible, recommendation.rows, next_look.possible) == EXPECTED[name]


def test_the_rubric_is_sound_and_keeps_its_promises() -> None:
    """No fault, no note, and every promise proved."""
    checked = api.check_rubric("supplier-review")
    assert checked.diagnostics == ()
    assert {part["result"] for part in checked.form["promises"]} == {"proved"}


def test_the_paper_is_the_one_that_was_read() -> None:
    """Every passage cited is in the paper that ships, and no paragraph has changed since."""
    paper = str(FOLDER / "document.txt")
    assert api.check_rubric("supplier-review", document=paper).diagnostics == ()


def test_nothing_in_the_paper_is_passed_over() -> None:
    """Every paragraph is cited by a line of the rubric, or has a reason why none cites it."""
    from endorse_cli.review.citations import read_text

    paper = read_text((FOLDER / "document.txt").read_text("utf-8"))
    lines = (FOLDER / "rubric.yaml").read_text("utf-8").splitlines()
    cited = {p for line in lines if "sha256" not in line for p in re.findall(r"\bp\d+\b", line)}
    assert cited == {f"p{number + 1}" for number in range(len(paper.paragraphs))}


def test_the_cases_come_out_as_they_say() -> None:
    """Every case passes: each limit, band, cell and open answer."""
    assert api.try_rubric("supplier-review").ok


def test_no_change_of_an_outcome_goes_unnoticed() -> None:
    """Whatever small thing of the rubric is changed so that somebody gets another outcome."""
    mutated = api.mutate_rubric("supplier-review").form
    assert mutated["survivors"] == []
    assert mutated["killed"] == mutated["different"] > 100


@pytest.mark.parametrize(
    "anchor", ["Nobody from outside has ever audited it.", "There was no complaint this year."]
)
def test_what_not_applicable_means_is_said_once_under_the_word_to_write(anchor: str) -> None:
    """A blank file gives the anchor for `not_applicable`, of a day as of a level."""
    blank = api.blank_candidate("supplier-review")
    assert blank.count(anchor) == 1
    assert f"  #   not_applicable: {anchor}" in blank


def test_what_a_number_moves_is_what_the_rubric_with_it_gives(tmp_path: Path) -> None:
    """Where the interval of the least bonus ends, the outcomes are those of the rubric changed."""
    file = EXAMPLES / "settled-by-the-door.yaml"
    sensed = api.sense("supplier-review", file)
    (told,) = (n for n in sensed.form["numbers"] if (n["id"], n["value"]) == ("bonus", "0"))
    end = told["high"]
    assert end is not None
    assert not end["included"]
    text = (FOLDER / "rubric.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    text[told["line"] - 1] = text[told["line"] - 1].replace("0", end["at"])
    changed = tmp_path / "rubric.yaml"
    changed.write_text("".join(text), encoding="utf-8")
    before, after = (
        {id: part["possible"] for id, part in one.record["decisions"].items()}
        for named in ("supplier-review", changed)
        for one in api.score_files(file, rubric=named).scored
    )
    assert {change["decision"]: change["to"] for change in end["first"]} == {
        id: after[id] for id in after if after[id] != before[id]
    }


def test_no_number_is_left_for_want_of_steps() -> None:
    """Of the examples only what cuts a measured number is not worked out."""
    sensed = api.sense("supplier-review", EXAMPLES)
    left = [(n["id"], n["value"]) for n in sensed.form["numbers"] if not n["worked_out"]]
    assert left == [
        *(("service_points", "98"), ("service_points", "95"), ("service_points", "90")),
        ("bonus", "100"),
    ]
