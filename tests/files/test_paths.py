"""Paths and texts as Python users write them, and files found beside others."""

import errno
import os
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Fault
from endorse_cli.files.paths import (
    as_bytes,
    as_path,
    as_paths,
    as_rubric,
    beside,
    files_beginning,
    is_path,
    is_there,
    make_folder,
    refuse_existing,
    seen_from,
)
from endorse_cli.files.source import refusal, subject, system_refusal


def test_paths_are_texts_or_paths() -> None:
    """One alone stands for itself, several stay in order."""
    assert as_path(Path("a") / "b.yaml") == os.path.join("a", "b.yaml")
    assert as_path(None) is None
    assert as_paths("a.yaml") == ("a.yaml",)
    assert as_paths(Path("a.yaml")) == ("a.yaml",)
    assert as_paths([Path("b"), "a"]) == ("b", "a")
    assert as_bytes("é") == as_bytes(b"\xc3\xa9") == b"\xc3\xa9"
    assert as_bytes("\udcff") == b"\xed\xb3\xbf"


@pytest.mark.parametrize(
    ("named", "path"),
    [("a/b", True), ("a\\b", True), ("a.yaml", True), ("A.YML", True), ("a.json", True),
     ("class-alignment", False), ("a.txt", False), ("yaml", False)],
)  # fmt: skip
def test_only_a_bare_word_can_be_a_shipped_name(named: str, path: bool) -> None:
    """A slash or an ending makes it a path; a `Path` is always one."""
    assert is_path(named) == path
    assert as_rubric(named) == named
    assert as_rubric(Path("mine")) == os.path.join(".", "mine")
    assert as_rubric(Path("mine.yaml")) == "mine.yaml"
    assert as_rubric(None) is None


def test_a_file_is_found_by_its_name_beside_another(tmp_path: Path) -> None:
    """In its folder, or in a folder that is named; a name leads nowhere else."""
    (tmp_path / "a.yaml").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.yaml").touch()
    here = str(tmp_path / "record.json")
    assert beside(here, "a.yaml") == str(tmp_path / "a.yaml")
    assert beside(str(tmp_path / "in"), "b.yaml") == str(tmp_path / "in" / "b.yaml")
    for name in ("b.yaml", "", "in", "in/b.yaml", "../a.yaml", "a\0"):
        assert beside(here, name) is None
    assert beside(str(tmp_path / "in" / "x"), "../a.yaml") is None
    assert beside("-", "a.yaml") is None
    assert is_there(str(tmp_path / "a.yaml"))
    assert not is_there(str(tmp_path / "in"))
    assert not is_there("a\0b")


def test_completion_lists_yaml_files_that_begin_so(tmp_path: Path) -> None:
    """In order of name, with what was typed before the name; folders are left to the shell."""
    for name in ("b.yaml", "bc.yml", "a.yaml", "b.json", "bd.txt"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    before = f"{tmp_path}/"
    assert files_beginning(f"{before}b") == [f"{before}b.yaml", f"{before}bc.yml"]
    assert files_beginning(before) == [f"{before}{n}" for n in ("a.yaml", "b.yaml", "bc.yml")]
    assert files_beginning(f"{before}x") == []
    assert files_beginning(f"{before}gone/b") == []
    assert files_beginning("a\0/") == []


def test_completion_lists_so_many_and_no_more(tmp_path: Path) -> None:
    """The first two hundred by name."""
    for number in range(201):
        (tmp_path / f"{number:03}.yaml").touch()
    found = files_beginning(f"{tmp_path}/")
    assert len(found) == 200
    assert found[-1].endswith("199.yaml")


def test_completion_looks_where_the_shell_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder before it a name is in the current one."""
    (tmp_path / "mine.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert files_beginning("mi") == ["mine.yaml"]


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    """One that is there is left; a file in its way is told."""
    make_folder(str(tmp_path / "a" / "b"))
    make_folder(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "c"):
        with pytest.raises(Fault) as caught:
            make_folder(str(path))
        (found,) = caught.value.diagnostics
        assert found.code == "unreadable"
        assert f"`{path}` cannot be made:" in found.message


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A file, a folder, a link that leads nowhere; with the advice that fits."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("gone")
    refuse_existing(str(tmp_path / "free"))
    for name in ("file", "link", "."):
        with pytest.raises(Fault) as caught:
            refuse_existing(str(tmp_path / name))
        (found,) = caught.value.diagnostics
        assert found.message == f"`{tmp_path / name}` cannot be written: it is already there."
        assert found.help == "Choose another name, or replace it with `--force`."
    with pytest.raises(Fault) as caught:
        refuse_existing(str(tmp_path / "file"), "Take another.")
    assert caught.value.diagnostics[0].help == "Take another."


def test_a_path_is_seen_from_a_folder(tmp_path: Path) -> None:
    """Of a folder still to be made the dots are worked out, since nothing can be looked up yet."""
    assert seen_from(str(tmp_path), "../a") == os.path.join(str(tmp_path), "../a")
    assert seen_from(str(tmp_path / "new"), "../a") == str(tmp_path / "a")


def test_what_the_system_refuses_is_told_with_advice() -> None:
    """In the system's own words, with what to do where that can be said."""
    (found,) = refusal("a", "read", "it is odd", "Mend it.").diagnostics
    assert (found.code, found.message, found.help) == (
        "unreadable", "`a` cannot be read: it is odd.", "Mend it.",
    )  # fmt: skip
    assert found.place is not None
    assert found.place.file == "a"
    assert subject("-") == "Standard input"
    told = [
        (OSError(errno.ENOENT, ""), "read", "Check the spelling of the path."),
        (OSError(errno.ENOENT, ""), "written",
         "Make its folder first, or check the spelling of the path."),
        (OSError(errno.EISDIR, ""), "read", "Name a file in that folder."),
        (OSError(errno.EACCES, ""), "read", "Ask its owner for permission, or use a copy."),
        (OSError(errno.EPERM, ""), "written", "Ask its owner for permission, or use a copy."),
        (OSError(errno.ENOSPC, ""), "written", "Free some space on the disk, or choose another "
         "folder."),
        (OSError(errno.ENAMETOOLONG, ""), "read", "Shorten its name."),
        (OSError(errno.EBADF, ""), "read", ""),
    ]  # fmt: skip
    for error, done, advice in told:
        (found,) = system_refusal("a", done, error).diagnostics
        assert error.errno is not None
        assert found.message == f"`a` cannot be {done}: {os.strerror(error.errno)}."
        assert found.help == advice
    (odd,) = system_refusal("a", "read", ValueError()).diagnostics
    assert odd.message == "`a` cannot be read: no file can have this name."
    (mute,) = system_refusal("a", "read", OSError()).diagnostics
    assert mute.message == "`a` cannot be read: the system gave no reason."
