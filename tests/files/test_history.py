"""A file as it was at a revision, and nothing else from git."""

from pathlib import Path

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import repository as module
from endorse_cli.files.history import Revision, revision_of
from support.repositories import Scratch, needs_git

pytestmark = needs_git


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a file was changed once, in a folder of its own."""
    folder = tmp_path_factory.mktemp("git")
    (folder / "in").mkdir()
    scratch = Scratch(folder)
    for text in ("a: 1\n", "a: 2\n"):
        (folder / "in" / "r.yaml").write_text(text)
        (folder / "in" / "r.json").write_text('{"a": "b"}')
        (folder / "large.yaml").write_bytes(b"x" * 1_000_001)
        scratch.commit()
    scratch.git("tag", "first", "HEAD~1")
    (folder / "in" / "r.yaml").write_text("a: 3\n")
    return folder


def at(revision: str, path: Path) -> Revision:
    """A revision itself, of the repository that a file is in."""
    return revision_of(revision, path, exactly=True)


def refused(revision: str, path: Path) -> Diagnostic:
    """Why a file at a revision is not read."""
    with pytest.raises(Fault) as caught:
        at(revision, path).source(path)
    (found,) = caught.value.diagnostics
    return found


def test_a_file_is_read_as_it_was(repository: Path) -> None:
    """Not as it is now; the name says of which revision it is."""
    path = repository / "in" / "r.yaml"
    assert at("HEAD", path).source(path).data == b"a: 2\n"
    assert at("first", path).source(path).data == b"a: 1\n"
    document = at("first", path).read(path)
    assert (document.value, document.source.name) == ({"a": "1"}, f"first:{path}")
    json = repository / "in" / "r.json"
    assert at("HEAD", json).read(json).written_in == "json"


@pytest.mark.parametrize(
    ("revision", "name", "why"),
    [
        ("gone", "in/r.yaml", "there is no such revision"),
        ("--help", "in/r.yaml", "there is no such revision"),
        ("HEAD", "in/gone.yaml", "the file is not there at this revision"),
        ("", "in/r.yaml", "the revision has no name"),
    ],
)
def test_what_is_not_there_is_told(repository: Path, revision: str, name: str, why: str) -> None:
    """The revision, or the file at it; no word of it is an option of git's."""
    found = refused(revision, repository / name)
    assert found.code == "unreadable"
    assert found.message == f"`{revision}:{repository / name}` cannot be read: {why}."


def test_the_limit_of_a_file_holds(repository: Path) -> None:
    """As of any other file."""
    assert refused("HEAD", repository / "large.yaml").code == "too-large"


def test_outside_a_repository_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the other way to name two files."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    found = refused("HEAD", tmp_path / "r.yaml")
    assert found.message.endswith("cannot be read: it is in no git repository.")
    assert "--base" in found.help


def test_without_git_that_is_told(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And with a name that no file can have."""
    assert "no revision or file can have this name" in refused("a\0", repository / "r.yaml").message
    monkeypatch.setattr(module, "GIT", (str(tmp_path / "no-git"),))
    found = refused("HEAD", tmp_path / "r.yaml")
    assert found.message == f"`{tmp_path / 'r.yaml'}` cannot be read: git cannot be started."
