"""What a check says at its head, whatever is wrong with the rubric."""

from pathlib import Path

from endorse_cli import api

GARDEN = Path(__file__).parents[1] / "review" / "garden.yaml"


def head(path: Path) -> str:
    """The first line of a check as people see it."""
    found = api.check_rubric(str(path)).to_table(api.Look(80, unicode=False))
    return found.splitlines()[0]


def test_a_rubric_that_was_read_is_named_whatever_its_faults(tmp_path: Path) -> None:
    """A rubric with faults was read all the same, and bears its own id."""
    path = tmp_path / "rubric.yaml"
    path.write_text(GARDEN.read_text("utf-8").replace("at_least: 24", "at_leest: 24"), "utf-8")
    assert "Check of garden-plots" in head(path)


def test_a_rubric_without_an_id_has_faults(tmp_path: Path) -> None:
    """Where nobody can tell its id the head says what is sure: there are faults."""
    path = tmp_path / "rubric.yaml"
    path.write_text("title: A title\n", "utf-8")
    assert "Check of a rubric" in head(path)
