"""`endorse new rubric`: a folder in which everything works before anything is changed."""

import shlex
from pathlib import Path

import pytest

from endorse_cli.files import catalog
from support.starters import STARTER_SOURCES

from .running import Endorse

KINDS = {"gate": (3, 6), "points": (3, 9), "table": (2, 7)}
"""How many promises and cases a new rubric of each kind has."""


def made(endorse: Endorse, folder: Path, kind: str) -> Path:
    """A new rubric of a kind."""
    assert endorse("new", "rubric", folder, "--kind", kind) == (0, "", "")
    return folder


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of a new rubric."""
    return str(request.param)


@pytest.fixture
def folder(endorse: Endorse, tmp_path: Path, kind: str) -> Path:
    """A new rubric of each kind."""
    return made(endorse, tmp_path / "made" / "films", kind)


def files_in(folder: Path) -> list[str]:
    """Every file of a folder and those below it, by its path in the folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_every_file_of_the_starter_is_written(folder: Path) -> None:
    """What ships for a start is what people get, and folders are made for it."""
    assert files_in(folder) == sorted(catalog.STARTER)
    assert files_in(Path(catalog.__file__).parent / "starter") == sorted(STARTER_SOURCES)


def test_it_is_sound_and_nothing_in_the_document_is_missing(
    endorse: Endorse, folder: Path, kind: str
) -> None:
    """The check finds neither fault nor note, and every promise is proved."""
    ended = endorse("rubric", "check", folder, "--document", folder / "document.txt")
    assert ended.status == 0
    promises, _ = KINDS[kind]
    assert f"No errors, {promises} of {promises} promises proved." in ended.out
    traced = endorse("rubric", "trace", folder, "--document", folder / "document.txt")
    assert traced.status == 0, traced.out


def test_its_cases_pass(endorse: Endorse, folder: Path, kind: str) -> None:
    """The cases come out as they say, and notice every small change."""
    ended = endorse("rubric", "test", folder)
    assert ended.status == 0
    assert f"{KINDS[kind][1]} cases pass." in ended.out
    assert endorse("rubric", "mutate", folder).status == 0


def test_its_candidate_is_scored(endorse: Endorse, folder: Path, kind: str) -> None:
    """The candidate names the rubric beside it, and shows what an open answer does."""
    ended = endorse("score", folder / "candidate.yaml", "--brief")
    assert ended.status == 0
    still = {"gate": "the members decide", "points": "funded in part", "table": "hand tools"}
    assert f"UNDETERMINED: {still[kind]} / " in ended.out


@pytest.mark.parametrize("there", catalog.STARTER)
def test_nothing_is_replaced(endorse: Endorse, tmp_path: Path, there: str) -> None:
    """Where one of the files is there already, none is written."""
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    ended = endorse("new", "rubric", tmp_path)
    assert ended.status == 4
    assert "it is already there. Choose another folder, or take it away first." in ended.err
    assert files_in(tmp_path) == [there]
    assert path.read_text(encoding="utf-8") == "mine"


def test_it_says_on_a_terminal_what_to_do_next(endorse: Endorse, tmp_path: Path) -> None:
    """What was written, and the next command; a pipe gets nothing."""
    ended = endorse("new", "rubric", tmp_path / "a", terminal=True)
    assert "rubric.yaml" in ended.err
    assert "Next: endorse rubric check" in ended.err


BROKEN = """\
  never:
    when: {talk: most}
    then: {showing: refuse}
    from: p3.2
    basis: stated
"""
"""A promise that the starter does not keep."""


def hinted(said: str) -> list[str]:
    """The words after `endorse score` in the command that is printed."""
    (words,) = (line for line in said.splitlines() if "endorse score " in line)
    return shlex.split(words.rpartition("endorse score ")[2])


@pytest.mark.parametrize("file", ["ours/wren.yaml", "wren.yaml", "else where/wren.yaml"])
def test_the_command_that_is_printed_scores_the_file(
    endorse: Endorse, tmp_path: Path, file: str
) -> None:
    """A file that cannot name its rubric is scored with `--rubric`; any other without."""
    endorse("new", "rubric", tmp_path / "ours")
    (tmp_path / "else where").mkdir()
    made = endorse(
        "new", "candidate", tmp_path / file, "--rubric", tmp_path / "ours", terminal=True
    )
    words = hinted(made.err)
    assert words[0] == str(tmp_path / file)
    assert (words[1:] == ["--rubric", str(tmp_path / "ours")]) == (file == "else where/wren.yaml")
    assert endorse("score", *words).status == 0


def test_a_blank_of_a_shipped_rubric_is_scored_by_its_name(
    endorse: Endorse, tmp_path: Path
) -> None:
    """The file names it, wherever the file is."""
    path = tmp_path / "a.yaml"
    made = endorse("new", "candidate", path, "--rubric", "supplier-review", terminal=True)
    assert hinted(made.err) == [str(path)]


@pytest.mark.parametrize("folder", ["examples", "ours/examples"])
def test_the_command_that_is_printed_scores_an_example(
    endorse: Endorse, tmp_path: Path, folder: str
) -> None:
    """A candidate who breaks a promise names the rubric by its id, which no path follows from."""
    endorse("new", "rubric", tmp_path / "ours")
    rubric = tmp_path / "ours" / "rubric.yaml"
    broken = rubric.read_text(encoding="utf-8").replace("promises:\n", f"promises:\n{BROKEN}")
    rubric.write_text(broken, encoding="utf-8")
    words = ("rubric", "check", rubric, "--examples", tmp_path / folder)
    ended = endorse(*words, terminal=True)
    assert ended.status == 1
    assert f"Wrote 1 candidate into {tmp_path / folder}." in ended.err
    found = hinted(ended.err)
    assert found == [str(tmp_path / folder / "never.json"), "--rubric", str(rubric)]
    assert endorse("score", *found).status == 0
    assert "Wrote" not in endorse(*words).err


@pytest.mark.parametrize("below", ["class-alignment", "supplier-review"])
def test_an_overlay_to_start_from_works_at_once(
    endorse: Endorse, tmp_path: Path, below: str
) -> None:
    """It checks, its case passes and its blank candidate is scored, whatever it builds on."""
    folder = tmp_path / "Mill Lane"
    assert endorse("new", "rubric", folder, "--extends", below) == (0, "", "")
    assert "rubric: mill-lane\n" in (folder / "rubric.yaml").read_text(encoding="utf-8")
    assert "No errors" in endorse("rubric", "check", folder / "rubric.yaml").out
    assert endorse("rubric", "test", folder).status == 0
    assert endorse("score", folder / "candidate.yaml", "--brief").status == 0


@pytest.mark.parametrize("is_there", [False, True])
def test_an_overlay_builds_on_a_rubric_seen_from_its_folder(
    endorse: Endorse, tmp_path: Path, is_there: bool
) -> None:
    """`../base` leads out of the new folder whether that is there already or not."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "mine"
    if is_there:
        folder.mkdir()
    endorse("new", "rubric", tmp_path / "base")
    assert endorse("new", "rubric", folder, "--extends", "../base") == (0, "", "")
    assert "No errors" in endorse("rubric", "check", folder).out


@pytest.mark.parametrize("below", ["class-alignment", "supplier-review"])
def test_what_stands_there_as_a_comment_can_be_used(
    endorse: Endorse, tmp_path: Path, below: str
) -> None:
    """Whoever takes away the `#` of a section gets what it says, and no fault of shape."""
    endorse("new", "rubric", tmp_path / "mine", "--extends", below)
    path = tmp_path / "mine" / "rubric.yaml"
    head, *rest = path.read_text(encoding="utf-8").split("\n\n")
    used = [part for part in rest if part.startswith(("# criteria:", "# set:"))]
    lines = [line.removeprefix("# ") for part in used for line in part.splitlines()]
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    ended = endorse("rubric", "show", path)
    assert (ended.status, ended.err) == (0, "")


def test_an_overlay_of_nothing_is_refused(endorse: Endorse, tmp_path: Path) -> None:
    """Where there is no such rubric, nothing is written."""
    ended = endorse("new", "rubric", tmp_path / "mine", "--extends", "../other.yaml")
    assert ended.status == 4
    assert not (tmp_path / "mine").exists()


def test_without_a_kind_it_is_a_gate(endorse: Endorse, tmp_path: Path) -> None:
    """An overlay is of the kind of what it builds on, so none is named for it."""
    plain, gate = tmp_path / "plain", made(endorse, tmp_path / "gate", "gate")
    assert endorse("new", "rubric", plain) == (0, "", "")
    for name in catalog.STARTER:
        assert (plain / name).read_bytes() == (gate / name).read_bytes()
    words = ("--kind", "points", "--extends", "supplier-review")
    assert endorse("new", "rubric", tmp_path / "over", *words).status == 2
