"""What README and tour tell people to type works as written."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli.running import Endorse

ROOT = Path(__file__).parents[2]
NAMES = (
    "tour.md",
    "testing-a-rubric.md",
    "editions.md",
    "verify.md",
    "papers.md",
    "changing-a-rubric.md",
    "editors.md",
    "evening.md",
    "spreadsheets.md",
)
TESTING = ROOT / "docs" / "testing-a-rubric.md"
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in NAMES))
SHELL = ("python3", ".", "pip")
"""What begins a line that makes and enters the environment."""

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands(page: Path) -> list[list[str]]:
    """Every `endorse` command of a page, comments and what sets up the shell left out."""
    lines = [line for text in blocks(page, "sh") for line in text.splitlines()]
    parts = [shlex.split(part, comments=True) for line in lines for part in line.split("&&")]
    assert {part[0] for part in parts} <= {"endorse", *SHELL}, page
    return [part[1:] for part in parts if part[0] == "endorse"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like a clone: the examples, a rubric copied, and a stand-in for the document."""
    chapter = ROOT / "examples" / "riverbend"
    shutil.copytree(chapter.parent, tmp_path / "examples", ignore=lambda *_: [chapter.name])
    # The chapter's rubric stays the project's own, which is worked out once for all commands.
    (tmp_path / "examples" / chapter.name).symlink_to(chapter)
    shutil.copy(ROOT / "rubrics" / "class-alignment" / "rubric.yaml", tmp_path / "changed.yaml")
    (tmp_path / "document.txt").write_text("A title\n\nA paragraph.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_works_as_written(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, endorse: Endorse
) -> None:
    """Typed one after the other in a clone, each ends with status 0 and prints what is shown."""
    monkeypatch.chdir(folder)
    asked = commands(page)
    assert asked
    printed = []
    for words in asked:
        found = [
            name
            for word in words
            for name in (sorted(map(str, folder.glob(word))) if "*" in word else [word])
        ]
        ended = endorse(*found)
        assert ended.status == 0, (words, ended.err)
        printed.append(ended.out)
    shown = blocks(page, "text") if page.name != "testing-a-rubric.md" else []
    assert [text for text in shown if not any(text in out for out in printed)] == []


def test_the_python_of_the_readme_prints_what_it_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example for Python users runs, and what stands in its comment is what it prints."""
    monkeypatch.chdir(folder)
    (text,) = blocks(PAGES[0], "python")
    exec(compile(text, "README.md", "exec"), {})
    (said,) = re.findall(r"print\(.*\)\s*# (.*)", text)
    assert capsys.readouterr().out.strip() == said


def test_the_yaml_of_the_tour_is_accepted(folder: Path, endorse: Endorse) -> None:
    """Every answer that the tour shows can be written as it stands there."""
    for number, answer in enumerate(blocks(PAGES[1], "yaml")):
        file = folder / f"shown-{number}.yaml"
        file.write_text(f"candidate: Shown {number}\nanswers:\n{answer}", encoding="utf-8")
        ended = endorse("score", file, "--brief")
        assert ended.status == 0, ended.err


def test_the_case_of_the_page_on_testing_passes(folder: Path, endorse: Endorse) -> None:
    """The case that the page shows is read as it stands there, and does what it says."""
    (case,) = blocks(TESTING, "yaml")
    (folder / "shown.yaml").write_text(case, encoding="utf-8")
    ended = endorse("rubric", "test", "class-alignment", folder / "shown.yaml")
    assert ended.status == 0, ended.out


def test_the_failing_case_of_the_page_on_testing_prints_what_it_shows(
    folder: Path, endorse: Endorse
) -> None:
    """With the other rule named the same case fails, in the words of the page."""
    (case,) = blocks(TESTING, "yaml")
    wrong = case.replace("recommendation: [red_line]\n", "recommendation: [no_track]\n")
    assert wrong != case
    (folder / "shown.yaml").write_text(wrong, encoding="utf-8")
    ended = endorse("rubric", "test", "class-alignment", folder / "shown.yaml")
    assert ended.status == 1
    (shown,) = blocks(TESTING, "text")
    assert shown in ended.out
