"""Every example on the page for Python users prints what stands beside it."""

import re
import shutil
from pathlib import Path

import pytest

from docs.test_pages_run import ROOT, blocks

PAGE = ROOT / "docs" / "python.md"
SAID = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)


def test_each_example_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, as a reader would type them in a clone."""
    for name in ("examples", "rubrics"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for text in blocks(PAGE, "python"):
        exec(compile(text, "python.md", "exec"), names)
        assert capsys.readouterr().out.splitlines() == SAID.findall(text)
        assert SAID.search(text)
