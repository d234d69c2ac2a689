"""What the CHANGELOG shows of a command is what that prints today."""

from pathlib import Path

import pytest

from cli.running import Endorse

ROOT = Path(__file__).parents[2]
COMMAND = (
    "rubric",
    "diff",
    "tests/support/rubrics/class-alignment-1.0.0.yaml",
    "rubrics/class-alignment/rubric.yaml",
)


def test_the_two_versions_of_the_default_rubric_differ_as_it_is_shown(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, from the folder that its paths start in."""
    monkeypatch.chdir(ROOT)
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    before, _, rest = text.partition("prints:\n\n```\n")
    assert " ".join(("endorse", *COMMAND)) in " ".join(before.split())
    assert rest.partition("```\n")[0] == endorse(*COMMAND).out
