"""Which rubric a name means: a shipped one, or a file; and that a file does not choose freely."""

import json
import os
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import catalog
from endorse_cli.files.catalog import (
    DEFAULT,
    DISK,
    find_base,
    find_rubric,
    name_beside,
    requirement,
    shipped_rubrics,
)


def refused(named: str, beside: Path | None = None) -> Diagnostic:
    """Why a rubric is not found."""
    with pytest.raises(Fault) as caught:
        find_rubric(named, beside)
    (found,) = caught.value.diagnostics
    assert (found.code, found.trail) == ("bad-value", ("rubric",))
    return found


def test_a_shipped_name_is_found_wherever_it_is_named() -> None:
    """On the command line and in a file; the default is one of them."""
    assert DEFAULT == "class-alignment"
    assert list(shipped_rubrics()) == sorted(shipped_rubrics())
    path = shipped_rubrics()[DEFAULT]
    assert path.is_file()
    assert find_rubric(DEFAULT) == find_rubric(DEFAULT, Path("/")) == path


def test_a_word_that_is_no_shipped_name_offers_the_nearest(tmp_path: Path) -> None:
    """And says how a file is named."""
    found = refused("class-alignmnt")
    assert found.message == "There is no shipped rubric `class-alignmnt`."
    assert found.help.startswith("Did you mean `class-alignment`? Shipped: ")
    assert "Did you mean" not in refused("xyzzy").help
    assert refused("mine", tmp_path).message == "There is no shipped rubric `mine`."


def test_on_the_command_line_a_path_may_lead_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder stands for the rubric in it; a bare word for a file that is there."""
    (tmp_path / "mine").mkdir()
    assert find_rubric(str(tmp_path / "mine")) == tmp_path / "mine" / "rubric.yaml"
    assert find_rubric(str(tmp_path / "gone.yaml")) == tmp_path / "gone.yaml"
    monkeypatch.chdir(tmp_path)
    assert find_rubric("mine") == Path("mine/rubric.yaml")
    assert refused("mine", tmp_path)


@pytest.mark.parametrize(
    "named",
    ["../other.yaml", "/etc/rubric.yaml", "in/../../other.yaml", "link/rubric.yaml", "a\0/b"],
)
def test_a_file_names_no_rubric_outside_its_own_folder(tmp_path: Path, named: str) -> None:
    """Other people's files do not choose what is read on this machine."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "link").symlink_to(tmp_path)
    found = refused(named, own)
    assert "is not inside the candidate file's own folder" in found.message
    assert "`--rubric FILE`" in found.help


def test_a_file_names_no_rubric_by_a_whole_path(tmp_path: Path) -> None:
    """Not even inside its own folder: it would hold on one machine only."""
    assert "is not inside" in refused(str(tmp_path / "r.yaml"), tmp_path).message


def test_a_file_names_a_rubric_inside_its_own_folder(tmp_path: Path) -> None:
    """Also through dots that stay inside."""
    assert find_rubric("./r.yaml", tmp_path) == tmp_path / "r.yaml"
    assert find_rubric("in/../r.yaml", tmp_path) == tmp_path / "in/../r.yaml"


def test_how_a_candidate_names_its_rubric(tmp_path: Path) -> None:
    """By a path inside its folder; a shipped one and one elsewhere not at all."""
    file = str(tmp_path / "a" / "wren.yaml")
    assert name_beside(str(tmp_path / "a" / "in" / "r.yaml"), file) == "./in/r.yaml"
    assert name_beside(str(tmp_path / "r.yaml"), file) is None
    assert name_beside(DEFAULT, file) is None


def test_a_tree_is_the_repository_or_the_folder(tmp_path: Path) -> None:
    """The nearest folder above with `.git`; without one the file's own."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert DISK.tree(deep / "r.yaml") == deep.resolve()
    (tmp_path / ".git").mkdir()
    assert DISK.tree(deep / "r.yaml") == tmp_path.resolve()
    (tmp_path / "a" / ".git").touch()
    assert DISK.tree(deep / "r.yaml") == (tmp_path / "a").resolve()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("class-alignmnt", "There is no shipped rubric"),
        ("https://rubrics.example/r.yaml", "is not a path inside this folder tree"),
        ("~/r.yaml", "is not a path inside this folder tree"),
        ("/etc/r.yaml", "is not a path inside this folder tree"),
        ("C:/r.yaml", "is not a path inside this folder tree"),
        ("in\\r.yaml", "is not a path inside this folder tree"),
        ("../../r.yaml", "leads out of the folder tree"),
        ("a\0/r.yaml", "leads out of the folder tree"),
    ],
)
def test_a_base_is_a_shipped_name_or_a_path_inside_the_tree(
    tmp_path: Path, named: str, why: str
) -> None:
    """No address, no home, no drive, no way out."""
    own = tmp_path / "own"
    own.mkdir()
    with pytest.raises(Fault) as caught:
        find_base(named, own, tmp_path.resolve())
    (found,) = caught.value.diagnostics
    assert (found.code, found.trail) == ("bad-value", ("extends",))
    assert why in found.message
    assert found.help


def test_a_base_is_found_inside_the_tree(tmp_path: Path) -> None:
    """Upwards too; a folder stands for the rubric in it."""
    own = tmp_path / "own"
    own.mkdir()
    tree = tmp_path.resolve()
    assert find_base("../r.yaml", own, tree) == own / ".." / "r.yaml"
    assert find_base("./", own, tree) == own / "rubric.yaml"
    assert find_base(DEFAULT, own, tree) == shipped_rubrics()[DEFAULT]
    assert os.path.isabs(find_base("./r.yaml", own, tree))


Plain = Any


class Installed(Distribution):
    """A distribution that was installed from somewhere."""

    def __init__(self, left: Plain) -> None:
        self.left = left

    def read_text(self, filename: str) -> str | None:
        """What pip left beside it."""
        if filename == "direct_url.json":
            return json.dumps(self.left) if self.left else None
        return "Metadata-Version: 2.1\nName: endorse-cli\nVersion: 1.2.3\n"

    def locate_file(self, path: object) -> Path:
        """Nowhere."""
        return Path(str(path))


ADDRESS = "https://example.org/endorse.git"


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, "endorse-cli==1.2.3"),
        ({"url": ADDRESS, "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         f"endorse-cli @ git+{ADDRESS}@abc"),
        ({"url": "https://example.org/e.whl", "archive_info": {}},
         "endorse-cli @ https://example.org/e.whl"),
        ({"url": "file:///home/ada/endorse", "dir_info": {"editable": True}}, None),
    ],
)  # fmt: skip
def test_the_same_can_be_installed_elsewhere(origin: Plain, wanted: str | None) -> None:
    """Pinned to a version, a commit or a file; what only this machine has cannot be named."""
    assert requirement(Installed(origin)) == wanted


def test_what_is_not_installed_cannot_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source tree that is run as it is."""

    def missing(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(catalog, "distribution", missing)
    assert requirement() is None
