"""The lowest versions that are allowed are said by `pyproject.toml` alone."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci" / "lowest.py"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def constraints(script: Path) -> subprocess.CompletedProcess[str]:
    """What the script says."""
    return subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )


def test_every_dependency_is_held_at_its_lowest_version() -> None:
    """Of the program and of its tests, each by the bound that is written, its marker kept."""
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    ended = constraints(SCRIPT)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [one.replace(">=", "==") for one in asked]


def test_no_dependency_is_kept_away_from_its_newest_release() -> None:
    """A bound above would keep people from what pip installs today."""
    for requirement in PROJECT["dependencies"]:
        assert "<" not in requirement.partition(";")[0]


def test_a_dependency_without_a_lowest_version_is_told(tmp_path: Path) -> None:
    """The step is never quietly run with a version that nobody named."""
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "lowest.py"
    script.write_bytes(SCRIPT.read_bytes())
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["typer"]\noptional-dependencies = {test = []}\n'
    )
    ended = constraints(script)
    assert ended.returncode == 1
    assert "`typer`" in ended.stderr
