"""What people read fits on a screen: the verdict first, a line a thing, the rest with `-v`."""

import re
from pathlib import Path

import pytest

from .running import Endorse

ROOT = Path(__file__).parents[2]
SLATE = ROOT / "examples" / "slate"
RIVERBEND = ("--rubric", ROOT / "examples" / "riverbend" / "rubric.yaml")
OLD = ROOT / "tests" / "support" / "rubrics" / "class-alignment-1.0.0.yaml"

COMMANDS = {
    "check": (("rubric", "check"), 24, "No errors, 24 of 24 promises proved."),
    "diff": (("rubric", "diff", OLD, "class-alignment"), 40, "A major change."),
    "trace": (("rubric", "trace"), 24, "no gap."),
    "test": (("rubric", "test"), 24, "cases pass."),
    "compare": (
        ("compare", SLATE / "03-achebe.yaml", SLATE / "04-marchetti.yaml", *RIVERBEND),
        24,
        "5 answers differ; 1 of them can move an outcome alone.",
    ),
    "slate": (("slate", SLATE, *RIVERBEND), 62, "11 candidates in 6 races: 3 endorse"),
}
"""Each command, its most lines at 100 columns, and what its verdict says."""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_screen_holds_what_is_asked_and_more_comes_on_demand(endorse: Endorse, name: str) -> None:
    """The verdict stands in the first lines; nothing is wider than the page; `-v` gives more."""
    words, most, verdict = COMMANDS[name]
    out = endorse(*words, env={"COLUMNS": "100"}).out
    lines = out.splitlines()
    assert len(lines) <= most
    assert max(map(len, lines)) <= 100
    assert verdict in " ".join(lines[:3])
    assert "-v" in out
    assert len(endorse(*words, "-v", env={"COLUMNS": "100"}).out) > len(out)


@pytest.mark.parametrize("name", ["slate", "compare"])
@pytest.mark.parametrize("more", [(), ("-v",)])
def test_members_read_labels_and_no_ids(endorse: Endorse, name: str, more: tuple[str, ...]) -> None:
    """An id is for files and commands."""
    out = endorse(*COMMANDS[name][0], *more).out
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", out.replace("as_of", "")) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_without_room_or_signs_the_same_is_said(endorse: Endorse, name: str) -> None:
    """At 50 columns there are plain lines; where only ASCII goes, only that is written."""
    words, _, verdict = COMMANDS[name]
    narrow = endorse(*words, env={"COLUMNS": "50"}).out
    assert max(map(len, narrow.splitlines())) <= 50
    assert verdict in " ".join(narrow.split())
    assert endorse(*words, encoding="ascii").out.isascii()


def test_a_long_page_says_its_verdict_again_where_the_eye_is(endorse: Endorse) -> None:
    """On a terminal the end is what is seen; in a pipe nothing is said twice."""
    said = "No errors, 24 of 24 promises proved."
    live = endorse("rubric", "check", "-v", terminal=True).out
    assert live.count(said) == 2
    assert said in live.splitlines()[-1]
    assert endorse("rubric", "check", "-v").out.count(said) == 1
    assert endorse("rubric", "check", terminal=True).out.count(said) == 1


def test_a_person_is_told_what_was_written(endorse: Endorse, tmp_path: Path) -> None:
    """A line on standard error, with what the file holds; a script gets none."""
    target = tmp_path / "slate.csv"
    words = ("slate", SLATE, *RIVERBEND, "--format", "html", "--audience", "members", "-o", target)
    assert f"Wrote {target}: 11 candidates, 6 races.\n" in endorse(*words, terminal=True).err
    assert "Wrote" not in endorse(*words).err
    checked = tmp_path / "check.txt"
    words = ("rubric", "check", "-o", checked)
    assert endorse(*words, terminal=True).err.endswith(f"Wrote {checked}.\n")
    assert endorse(*words).err == ""


SINGLE = sorted(
    path for path in (ROOT / "examples").glob("*.yaml") if path.read_text().count("candidate:") == 1
)


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "file"])
@pytest.mark.parametrize(("columns", "most"), [(100, 50), (80, 65)])
def test_a_candidate_is_one_page_and_the_verdict_its_last_screen(
    endorse: Endorse, columns: int, most: int, terminal: bool
) -> None:
    """Every example by itself: its length, its width, and what the eye rests on."""
    assert len(SINGLE) > 12
    for path in SINGLE:
        env = {"COLUMNS": str(columns), "NO_COLOR": "1"}
        lines = endorse("score", path, env=env, terminal=terminal).out.splitlines()
        assert len(lines) <= most, path.name
        assert max(map(len, lines)) <= columns
        screen = "\n".join(lines[-24:] if terminal else lines[:24])
        for key in ("Classification", "Recommendation", "Open", "Watch"):
            assert f"  {key} " in screen, path.name
        assert ("Ask next" in screen) == ("UNDETERMINED" in screen)
        assert "This advises; members decide." in lines[-1]


@pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem)
def test_what_the_result_rests_on_without_a_source_is_marked(endorse: Endorse, path: Path) -> None:
    """As many rows are marked as the verdict says."""
    out = endorse("score", path).out
    marked = [line for line in out.splitlines() if line.endswith("no source !")]
    said = re.search(r"rests on (\d+) of them \(!\)", " ".join(out.split()))
    assert len(marked) == (int(said[1]) if said else 0)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("declined-condition-fails", "is not met; Asked for the endorsement: no ·"),
        ("deliberate-cadre-condition", "chapter positions: only the non-negotiable ones ·"),
        ("declined-red-line", "Red lines: crossed in this campaign ·"),
        ("endorsed-cadre", "every condition of an endorsement is met ·"),
    ],
)
def test_a_verdict_names_the_answers_that_its_rule_asks_for(
    endorse: Endorse, name: str, words: str
) -> None:
    """Not those that only keep another rule from deciding; of many, those that hold it down."""
    out = endorse("score", ROOT / "examples" / f"{name}.yaml", "--brief").out
    assert words in " ".join(out.split()).partition("Recommendation")[2]
