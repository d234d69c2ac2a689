"""`--format github`: an annotation stands at a line that the reviewer of a change can see."""

import re
from pathlib import Path

import pytest

from .running import Endorse
from .test_gate import CASE, MEETINGS

OVERLAY = """\
format: 1
rubric: branch
version: 1.0.0
extends: {below}
title: "For our branch"
{more}"""

BASE = (
    MEETINGS.replace("at_least: 3", "at_least: {setting: enough}").replace(
        "decisions:\n",
        "settings:\n  enough: {value: 3, from: p2, basis: stated}\ndecisions:\n",
    )
    + """\
promises:
  some_are_active:
    when: {meetings: {at_least: 10}}
    then: {active: yes}
    from: p2
    basis: stated
"""
)

HIGH = """\
set:
  enough: {value: 15, from: p2, basis: chapter, adopted: {by: general meeting, date: 2026-01-31}}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a runner has checked out, with the folder `chapters/east`; that is where one is."""
    folder = tmp_path / "work space"
    (folder / "chapters" / "east" / "cases").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "chapters" / "east")
    return folder


def files(out: str) -> list[tuple[str, int]]:
    """The file and line of each error that is annotated."""
    found = re.findall(r"^::error file=([^,]*),title=[^,]*(?:,line=(\d+))?", out, re.M)
    return [(file, int(line or 0)) for file, line in found]


@pytest.mark.parametrize(
    "named",
    [
        "rubric.yaml",
        ".",
        "../east/rubric.yaml",
        "../../chapters/east/rubric.yaml",
        "{workspace}/chapters/east/rubric.yaml",
    ],
)
def test_paths_are_those_seen_from_the_root(endorse: Endorse, workspace: Path, named: str) -> None:
    """Wherever the command runs, and however the file is named."""
    Path("rubric.yaml").write_text(MEETINGS.replace("rows:", "rowz:"), encoding="utf-8")
    ended = endorse("rubric", "check", named.format(workspace=workspace), "--format", "github")
    assert ended.status == 3
    assert files(ended.out) == [("chapters/east/rubric.yaml", 12)]


def test_without_a_workspace_the_root_is_that_of_the_repository(
    endorse: Endorse, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody says what was checked out, or what is said is another folder."""
    (workspace / ".git").mkdir()
    Path("rubric.yaml").write_text(MEETINGS.replace("rows:", "rowz:"), encoding="utf-8")
    for said in ("", str(workspace / "elsewhere")):
        monkeypatch.setenv("GITHUB_WORKSPACE", said)
        ended = endorse("rubric", "check", "rubric.yaml", "--format", "github")
        assert files(ended.out) == [("chapters/east/rubric.yaml", 12)]


def test_what_an_overlay_brings_about_is_told_at_its_own_line(
    endorse: Endorse, workspace: Path
) -> None:
    """The promise stands below, and is broken above."""
    (workspace / "base.yaml").write_text(BASE, encoding="utf-8")
    Path("rubric.yaml").write_text(
        OVERLAY.format(below="../../base.yaml", more=HIGH), encoding="utf-8"
    )
    (workspace / ".git").mkdir()
    ended = endorse("rubric", "check", "rubric.yaml", "--format", "github")
    assert ended.status == 1
    assert files(ended.out) == [("chapters/east/rubric.yaml", 7)]
    own = endorse("rubric", "check", "../../base.yaml", "--format", "github")
    assert (own.status, files(own.out)) == (0, [])


def test_what_is_wrong_below_is_told_there_if_it_can_be_seen(
    endorse: Endorse, workspace: Path
) -> None:
    """In the base's own line; of a base outside the workspace at the line that names it."""
    broken = BASE.replace("at_least: 10", "at_least: 2")
    (workspace / "base.yaml").write_text(broken, encoding="utf-8")
    text = OVERLAY.format(below="../../base.yaml", more="")
    Path("rubric.yaml").write_text(text, encoding="utf-8")
    (workspace / ".git").mkdir()
    promise = broken.splitlines().index("  some_are_active:") + 1
    ended = endorse("rubric", "check", "rubric.yaml", "--format", "github")
    assert files(ended.out) == [("base.yaml", promise)]
    inner = {"GITHUB_WORKSPACE": str(workspace / "chapters")}
    (workspace / ".git").rmdir()
    (workspace.parent / ".git").mkdir()
    ended = endorse("rubric", "check", "rubric.yaml", "--format", "github", env=inner)
    assert files(ended.out) == [("east/rubric.yaml", 4)]
    assert f"base.yaml%3A{promise}" in ended.out or f"base.yaml:{promise}" in ended.out


def test_a_case_that_cannot_be_read_is_told_at_its_path(endorse: Endorse, workspace: Path) -> None:
    """So is one that fails, and a rubric without any."""
    Path("rubric.yaml").write_text(MEETINGS, encoding="utf-8")
    assert files(endorse("rubric", "test", ".", "--format", "github").out) == [
        ("chapters/east/rubric.yaml", 0)
    ]
    Path("cases/odd.yaml").write_text("case: odd\nexpect: {}\nanswers: {meetings: x}\n", "utf-8")
    Path("cases/low.yaml").write_text(CASE.format(name="low").replace("5", "1"), "utf-8")
    found = files(endorse("rubric", "test", ".", "--format", "github").out)
    assert found == [
        ("chapters/east/cases/low.yaml", 1),
        ("chapters/east/cases/odd.yaml", 2),
        ("chapters/east/cases/odd.yaml", 3),
    ]
