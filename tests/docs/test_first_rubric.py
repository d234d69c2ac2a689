"""Who follows the page of the first rubric step by step gets what the page says."""

import re
import shlex
from pathlib import Path

import pytest

from cli.running import run_here
from docs.examples import merged
from docs.test_pages_run import ROOT

PAGE = (ROOT / "docs" / "first-rubric.md").read_text("utf-8")
FENCE = re.compile(r"^```([\w ]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"# ends with status (\d)")


def run(line: str) -> str:
    """What one line prints that a reader types: it ends as its comment says, or with status 0."""
    said = STATUS.search(line)
    words = shlex.split(line, comments=True)
    assert words[0] == "endorse"
    ended = run_here(words[1:])
    assert ended.status == int(said[1] if said else 0), (line, ended)
    return ended.out


def test_the_steps_lead_to_a_checked_rubric(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is written as shown, each command run where it stands; it prints what is shown."""
    monkeypatch.chdir(tmp_path)
    trip = tmp_path / "trip"
    (trip / "cases").mkdir(parents=True)
    files = {
        "text document": trip / "document.txt",
        "yaml rubric": trip / "rubric.yaml",
        "yaml case": trip / "cases" / "first.yaml",
        "text fund": tmp_path / "fund" / "document.txt",
        "yaml fund": tmp_path / "fund" / "rubric.yaml",
    }
    (tmp_path / "fund").mkdir()
    written: dict[str, str] = {}
    printed = ""
    for kind, text in FENCE.findall(PAGE):
        if kind == "sh":
            printed = "".join(run(line) for line in text.splitlines())
            continue
        if kind == "text":
            assert text in printed
            continue
        steps = ("yaml rubric", "yaml fund")
        written[kind] = merged(written.get(kind, ""), text) if kind in steps else text
        files[kind].write_text(written[kind], "utf-8")


@pytest.mark.parametrize("code", ["criterion-idle", "promise-broken"])
def test_the_faults_on_the_way_are_those_of_the_page(code: str, tmp_path: Path) -> None:
    """The page says which message comes where the first versions are checked."""
    from endorse_cli import api

    blocks = [text for kind, text in FENCE.findall(PAGE) if kind == "yaml rubric"]
    steps = blocks[:2] if code == "criterion-idle" else blocks[:4]
    rubric = ""
    for step in steps:
        rubric = merged(rubric, step)
    path = tmp_path / "rubric.yaml"
    path.write_text(rubric, "utf-8")
    assert [found.code for found in api.check_rubric(str(path)).diagnostics] == [code]
