"""`endorse new`, `endorse rubric` and what every command can say of itself."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import typer

from endorse_cli import __version__, api
from endorse_cli.cli.app import command_line

from .running import Endorse, Write


def test_a_blank_candidate_can_be_scored_as_it_is(endorse: Endorse, tmp_path: Path) -> None:
    """The first file that a person sees is sound: everything is open, nothing is wrong."""
    path = tmp_path / "new.yaml"
    assert endorse("new", "candidate", path) == (0, "", "")
    ended = endorse("score", path, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    record = json.loads(ended.out)
    assert {line["state"] for line in record["lines"]} == {"not_asked"}
    assert {decided["outcome"] for decided in record["decisions"].values()} == {None}
    assert record["ask_next"] is not None


def test_a_blank_candidate_of_a_rubric_elsewhere(
    endorse: Endorse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot name its rubric says who does; without it the refusal says the same."""
    monkeypatch.chdir(tmp_path)
    assert endorse("new", "rubric", "fund").status == 0
    Path("those who ask").mkdir()
    assert endorse("new", "candidate", "those who ask/new.yaml", "--rubric", "fund").status == 0
    text = Path("those who ask/new.yaml").read_text(encoding="utf-8")
    assert "so whoever scores this file names it: --rubric fund\n" in text
    ended = endorse("score", "those who ask/new.yaml")
    assert ended.status == 3
    assert "One in another folder is named in the command: `--rubric FILE`." in ended.err
    assert endorse("score", "those who ask/new.yaml", "--rubric", "fund").status == 0


def test_a_blank_candidate_asks_everything(endorse: Endorse) -> None:
    """Every question stands in it with what it rests on, in the rubric's order."""
    text = endorse("new", "candidate", "-").out
    rubric = api.load_rubric().rubric
    keys = re.findall(r"^  ([a-z_]+):", text, re.MULTILINE)
    asked = [key for key in keys if key in rubric.criteria]
    assert asked == list(rubric.criteria)
    flat = " ".join(re.sub(r"^\s*#\s?", "", line) for line in text.splitlines())
    for criterion in rubric.criteria.values():
        assert " ".join(criterion.ask.split()) in " ".join(flat.split()), criterion.id
    assert "¶7.3" in text


def test_new_does_not_overwrite(endorse: Endorse, tmp_path: Path) -> None:
    """Work that is there stays there, unless it is given up in so many words."""
    path = tmp_path / "mine.yaml"
    path.write_text("candidate: A\nanswers: {}\n")
    ended = endorse("new", "candidate", path)
    assert (ended.status, path.read_text()) == (4, "candidate: A\nanswers: {}\n")
    assert "--force" in ended.err
    assert endorse("new", "candidate", path, "--force").status == 0
    assert path.read_text(encoding="utf-8") == endorse("new", "candidate", "-").out


def test_new_writes_through_no_dangling_link(endorse: Endorse, tmp_path: Path) -> None:
    """What is there is there, even if it leads nowhere yet."""
    (tmp_path / "link.yaml").symlink_to("elsewhere.yaml")
    assert endorse("new", "candidate", tmp_path / "link.yaml").status == 4
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_new_says_on_a_terminal_what_to_do_next(endorse: Endorse, tmp_path: Path) -> None:
    """A person is told the next command; a script is told nothing."""
    ended = endorse("new", "candidate", tmp_path / "a.yaml", terminal=True)
    assert f"endorse score {tmp_path / 'a.yaml'}" in ended.err
    assert ended.out == ""


def test_new_follows_the_rubric_asked_for(endorse: Endorse, write: Write) -> None:
    """`--rubric` decides which questions the blank file asks."""
    shipped = Path(__file__).parents[2] / "rubrics" / "class-alignment" / "rubric.yaml"
    text = shipped.read_text(encoding="utf-8").replace("mass_reach", "reach_of_masses")
    own = write("own.yaml", text)
    blank = endorse("new", "candidate", "-", "--rubric", own).out
    assert "  reach_of_masses:" in blank
    assert endorse("score", "-", "--rubric", own, stdin=blank.encode()).status == 0


def test_the_rubrics_that_ship_are_listed(endorse: Endorse) -> None:
    """Whoever asks what there is gets each name, with its version."""
    ended = endorse("rubric", "list")
    assert ended.status == 0
    for name in api.shipped():
        assert f"{name} " in ended.out
        assert api.load_rubric(name).rubric.version in ended.out


def test_a_rubric_is_shown_whole(endorse: Endorse) -> None:
    """A member who reads it finds every question, row, promise and reading."""
    ended = endorse("rubric", "show", "class-alignment", env={"COLUMNS": "100"})
    assert (ended.status, ended.err) == (0, "")
    shown = " ".join(ended.out.split())
    rubric = api.load_rubric().rubric
    for criterion in rubric.criteria.values():
        assert " ".join(criterion.ask.split()) in shown, criterion.id
    for reading in rubric.readings.values():
        assert " ".join(reading.chosen.split()) in shown, reading.id
    for id in (*rubric.promises, *(row.id for d in rubric.decisions.values() for row in d.rows)):
        assert id in shown, id
    assert endorse("rubric", "show").out == ended.out


@pytest.mark.parametrize("name", ["class-alignment", "supplier-review"])
def test_a_rubric_is_a_page_too(endorse: Endorse, tmp_path: Path, name: str) -> None:
    """As Markdown and as a page: every section and question of it, and no script."""
    rubric = api.load_rubric(name).rubric
    shown = endorse("rubric", "show", name, env={"COLUMNS": "100"}).out
    sections = re.findall(r"^━━ (.*?) ━", shown, flags=re.M)
    markdown = endorse("rubric", "show", name, "--format", "markdown").out
    assert [f"## {title}" in markdown for title in sections] == [True] * len(sections)
    target = tmp_path / "rubric.html"
    assert endorse("rubric", "show", name, "--format", "html", "-o", target).status == 0
    page = unescape(target.read_text(encoding="utf-8"))
    assert [f"<h2>{title}</h2>" in page for title in sections] == [True] * len(sections)
    assert len(sections) > 5
    for text in (markdown, page):
        assert all(criterion.ask in text for criterion in rubric.criteria.values())
    assert "<script" not in page


@pytest.mark.parametrize("words", [("rubric", "show"), ("score", "-", "--rubric")])
def test_a_rubric_that_does_not_ship_is_told(endorse: Endorse, words: tuple[str, ...]) -> None:
    """A misspelled name gets the nearest one, and how a file is named."""
    ended = endorse(*words, "class-alignmnt", stdin=b"candidate: A\nanswers: {}\n")
    assert (ended.status, ended.out) == (3, "")
    assert "`class-alignment`" in ended.err
    assert "./" in ended.err


def test_the_version_is_that_of_the_package(endorse: Endorse) -> None:
    """A report can be held against the program that made it."""
    assert endorse("--version").out == f"endorse {__version__}\n"


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401
    """The words of every command that there is, the groups among them."""
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*words, name))


COMMANDS = list(commands(typer.main.get_command(command_line())))


def test_the_commands_are_found() -> None:
    """The promises below are about these commands and whatever is added to them."""
    assert {(), ("score",), ("new", "candidate"), ("rubric", "show")} <= set(COMMANDS)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "endorse")
def test_help_speaks_to_people(endorse: Endorse, words: tuple[str, ...]) -> None:
    """Every command says what it does, and names nothing that only a programmer knows."""
    text = endorse(*words, "--help").out
    assert text.startswith(f"Usage: endorse {' '.join(words)}".rstrip())
    for ours in ("list[", "<str>", "None", "StrEnum", "default: default"):
        assert ours not in text
