"""`endorse rubric mutate`: which small changes to a rubric none of its cases would notice."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from endorse_cli import api

from .running import Endorse, Write

SMALL = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"
GARDEN = Path(__file__).parents[1] / "review" / "garden.yaml"

ONE = "case: no vote\nexpect: {grant: refuse}\nanswers: {tenants_voted: no}\n"


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """The small rubric with one case beside it."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "one.yaml").write_text(ONE)
    return Path(shutil.copy(SMALL, tmp_path / "rubric.yaml"))


def test_the_default_cases_notice_every_change(endorse: Endorse) -> None:
    """Whoever changes a line of the shipped rubric by one hears of it from its own cases."""
    ended = endorse("rubric", "mutate", "--format", "json")
    mutate = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    numbers = [mutate[key] for key in ("mutants", "different", "rows_only", "equivalent", "killed")]
    assert numbers == [172, 155, 8, 9, 155]
    assert mutate["survivors"] == []
    assert len(mutate["unnoticeable"]) == 17


def test_a_survivor_is_told_with_its_place(endorse: Endorse, rubric: Path) -> None:
    """A person reads what could be changed without anybody noticing, and where."""
    ended = endorse("rubric", "mutate", rubric, "-v", env={"COLUMNS": "50"})
    assert (ended.status, ended.err) == (1, "")
    lines = SMALL.read_text().splitlines()
    words = " ".join(ended.out.split())
    for change, text in (
        ("grant.heavy: 4 instead of 5", "      heavy: {is: pay"),
        ("grant.heavy: the rule is dropped", "      heavy: {is: pay"),
        ("grant.unlivable: rule heavy comes first", "      unlivable: {is: pay"),
        ("unlivable: no longer roof", "    when: {all: [{repairs"),
        ("unlivable: any instead of all", "    when: {all: [{repairs"),
        ('unlivable: without: "Damage" is at least fair', "    when: {all: [{repairs"),
        ("weight: 3 instead of 2", "  weight: {value"),
    ):
        line = next(n for n, found in enumerate(lines, 1) if found.startswith(text))
        assert re.search(rf"{re.escape(change)}: line {line}\b", words), change
    assert "1 case notices" in ended.out


def test_of_very_many_changes_those_that_are_not_tried_are_named(
    endorse: Endorse, rubric: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for thousands of changes, and none that is left out is taken for noticed."""
    whole = json.loads(endorse("rubric", "mutate", rubric, "--format", "json").out)
    monkeypatch.setattr("endorse_cli.api.coverage_and_mutation.MOST", 5)
    ended = endorse("rubric", "mutate", rubric, "--format", "json")
    mutate = json.loads(ended.out)
    assert ended.status == 1
    left = [one["what"] for one in mutate["unchecked"]]
    assert (mutate["mutants"], len(left)) == (whole["mutants"], whole["mutants"] - 5)
    tried = [one for one in whole["survivors"] if one in mutate["survivors"]]
    assert mutate["survivors"] == tried


def test_what_changes_no_outcome_stands_apart(endorse: Endorse, rubric: Path) -> None:
    """Two rows that pay alike may be swapped: that is said, and no case has to notice it."""
    mutate = json.loads(endorse("rubric", "mutate", rubric, "--format", "json").out)
    unnoticeable = [(part["operator"], part["id"]) for part in mutate["unnoticeable"]]
    assert ("swap_rows", "grant.unlivable") in unnoticeable
    effects = Counter(part["effect"] for part in mutate["unnoticeable"])
    assert effects["rows_only"] == mutate["rows_only"] > 0
    assert effects["equivalent"] == mutate["equivalent"]
    assert len(unnoticeable) == mutate["rows_only"] + mutate["equivalent"]
    assert mutate["mutants"] == mutate["different"] + len(unnoticeable)
    assert mutate["different"] == mutate["killed"] + len(mutate["survivors"])


def test_cases_for_survivors_are_written_and_notice_them(endorse: Endorse, rubric: Path) -> None:
    """What is written passes, and with it beside the rubric nothing goes unnoticed."""
    folder = rubric.parent / "made"
    assert endorse("rubric", "mutate", rubric, "--write", folder).status == 1
    assert endorse("rubric", "test", rubric, folder).status == 0
    both = (rubric.parent / "cases", folder)
    assert endorse("rubric", "mutate", rubric, *both).status == 0


def test_a_case_that_asks_for_the_row_notices_more(endorse: Endorse, rubric: Path) -> None:
    """Rows and reasons count: a case that only names the outcome lets a change of row pass."""
    answers = "answers: {tenants_voted: yes, need: great, repairs: [roof], reach: great}\n"
    case = f"case: a\nexpect: {{grant: pay}}\n{answers}"
    killed = []
    for more in ("", "rows: {grant: unlivable}\n", "reasons: {grant: repairs}\n"):
        (rubric.parent / "cases" / "one.yaml").write_text(case + more)
        mutate = json.loads(endorse("rubric", "mutate", rubric, "--format", "json").out)
        killed.append(mutate["killed"])
    assert killed[0] < killed[1]
    assert killed[0] < killed[2]


def test_every_form_of_the_language_is_changed(endorse: Endorse, tmp_path: Path) -> None:
    """Numbers by step, days by one, shared cuts in both bands, counts, clamps, weights, cells."""
    mutate = json.loads(endorse("rubric", "mutate", GARDEN, "--format", "json").out)
    found = Counter(
        (part["operator"], part["id"], part["was"], part["becomes"])
        for part in (*mutate["survivors"], *mutate["unnoticeable"])
    )
    assert sum(found.values()) == mutate["mutants"] == 50
    assert {id: [w for op, i, *w in found if (op, i) == ("move", id)] for id in
            ("rank", "able", "points_needed", "plot.long", "place.yes.no")} == {
        "rank": [["6", "5"], ["6", "7"]],
        "able": [["2", "1"], ["2", "3"]],
        "points_needed": [["3", "2"], ["3", "4"]],
        "plot.long": [["24", "23"], ["24", "25"]],
        "place.yes.no": [["shade", "sun"]],
    }  # fmt: skip
    day = "6 months before election"
    assert found[("move", "merit", day, "7 months before election")] == 1
    assert found[("move", "merit", day, "5 months before election")] == 1
    assert found[("weight", "merit", "1/2", "1")] == 1
    made = tmp_path / "made"
    endorse("rubric", "mutate", GARDEN, "--write", made)
    assert endorse("rubric", "mutate", GARDEN, made).status == 0


def test_cases_are_made_up_in_every_form(endorse: Endorse, tmp_path: Path) -> None:
    """Numbers and days stand in the cases made up as numbers and days, and try all there is."""
    made = tmp_path / "made"
    assert endorse("rubric", "coverage", GARDEN, "--write", made).status == 0
    assert endorse("rubric", "test", GARDEN, made).status == 0
    assert endorse("rubric", "coverage", GARDEN, made, "--fail-under", "1").status == 0


def test_progress_is_shown_to_people_and_goes_away_again(
    endorse: Endorse, rubric: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal one line says how far it is; a script gets nothing of it."""
    monkeypatch.setattr("endorse_cli.cli.terminal.EVERY", 0)
    shown = endorse("rubric", "mutate", terminal=True, env={"TERM": "xterm"})
    assert "160 of 172 changes tried" in shown.err
    assert shown.err.endswith("\x1b[2K")
    assert "changes tried" not in endorse("rubric", "mutate", rubric).err


def test_python_users_get_the_same(rubric: Path) -> None:
    """What the command prints is what the package gives, progress included."""
    heard = Heard()
    mutated = api.mutate_rubric(str(rubric), progress=heard)
    assert not mutated.ok
    total = mutated.form["mutants"]
    assert heard.told == [(0, 0), (1, 1), *((n, total) for n in range(1, total + 1))]


class Heard:
    """Hears how far something is, and writes it down."""

    keeps = False
    stopped = False

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def show(self, done: int, total: int, words: str) -> None:
        """So much is done."""
        self.told.append((done, total))


EXCEPTION = """\
format: 1
rubric: fees
version: 1.0.0
title: "Who pays a fee"
document: {title: "House rules of an invented tool library"}
groups: {g: {title: "All"}}
criteria:
  late: {group: g, ask: "Was it late?", answer: yes_no, from: p1, basis: stated}
  ill: {group: g, ask: "Was the person ill?", answer: yes_no, from: p1, basis: stated}
decisions:
  fee:
    outcomes: [pays, free]
    rows:
      too_late:
        is: pays
        when: {late: yes}
        unless: [{when: {ill: yes}, from: p1, basis: stated}]
        from: p1
        basis: stated
    otherwise: {is: free, from: p1, basis: stated}
"""
NOT_ILL = "case: late\nexpect: {fee: pays}\nanswers: {late: yes, ill: no}\n"
ILL = "---\ncase: late and ill\nexpect: {fee: free}\nanswers: {late: yes, ill: yes}\n"
IN_TIME = "---\ncase: in time\nexpect: {fee: free}\nanswers: {late: no, ill: no}\n"


def test_an_exception_that_no_case_tries_is_found(endorse: Endorse, write: Write) -> None:
    """Whoever drops an `unless` is noticed only by somebody whom it spares."""
    rubric = write("rubric.yaml", EXCEPTION)
    found = json.loads(
        endorse(
            "rubric", "mutate", rubric, write("a.yaml", NOT_ILL + IN_TIME), "--format", "json"
        ).out
    )
    assert "drop_exception" in [one["operator"] for one in found["survivors"]]
    said = endorse("rubric", "mutate", rubric, write("a.yaml", NOT_ILL + IN_TIME))
    assert said.status == 1
    assert 'without the exception: "Ill" is yes' in " ".join(said.out.split())
    assert endorse("rubric", "mutate", rubric, write("b.yaml", NOT_ILL + ILL + IN_TIME)).status == 0


def test_a_cell_that_no_case_tries_is_found(endorse: Endorse, write: Write) -> None:
    """An outcome of a table that is another is noticed only by somebody whose cell it is."""
    rows = EXCEPTION[EXCEPTION.index("    rows:") :]
    table = "    table: {by: [late], cells: [[no, free], [yes, pays]]}\n"
    table += "    from: p1\n    basis: stated\n"
    rubric = write("rubric.yaml", EXCEPTION.replace(rows, table))
    late = "case: late\nexpect: {fee: pays}\nanswers: {late: yes}\n"
    said = endorse("rubric", "mutate", rubric, write("a.yaml", late))
    assert said.status == 1
    assert "fee.no: pays instead of free" in said.out
    assert "fee.yes" not in said.out
    in_time = "---\ncase: in time\nexpect: {fee: free}\nanswers: {late: no}\n"
    assert endorse("rubric", "mutate", rubric, write("b.yaml", late + in_time)).status == 0
