"""Folders are searched, and what is passed over is said."""

import os
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Fault
from endorse_cli.files import folders
from endorse_cli.files.folders import gather


def made(folder: Path, *names: str) -> None:
    """Some files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_a_folder_gives_its_candidates_in_order(tmp_path: Path) -> None:
    """By name, then those of the folders below; every ending that is read, in capitals too."""
    made(tmp_path, "b.yaml", "a.YML", "sub/c.json", "d.jsonl", "e/f.yaml")
    found = gather([str(tmp_path)])
    names = [os.path.relpath(path, tmp_path) for path in found.files]
    assert names == ["a.YML", "b.yaml", "d.jsonl", "e/f.yaml", "sub/c.json"]
    assert found.skipped == ()


def test_what_is_passed_over_is_said_with_its_reason(tmp_path: Path) -> None:
    """Nothing is left out in silence."""
    made(tmp_path, "a.yaml", "notes.txt", ".hidden.yaml", ".git/b.yaml", "slate.yaml", "dir.yaml/x")
    outside = tmp_path.parent / "outside.yaml"
    outside.write_text("x")
    (tmp_path / "link.yaml").symlink_to(outside)
    (tmp_path / "same.yaml").symlink_to(tmp_path / "a.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    found = gather([str(tmp_path)])
    assert [os.path.basename(path) for path in found.files] == ["a.yaml"]
    assert {os.path.relpath(path, tmp_path): why for path, why in found.skipped} == {
        "notes.txt": folders.OTHER,
        ".hidden.yaml": folders.HIDDEN,
        ".git": folders.HIDDEN,
        "slate.yaml": folders.SLATE,
        "dir.yaml/x": folders.OTHER,
        "link.yaml": folders.LINK,
        "same.yaml": folders.AGAIN,
        "pipe.yaml": folders.ODD,
    }


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    """Somebody who names a file means it, and one that is missing is told when it is read."""
    made(tmp_path, "slate.yaml")
    paths = [str(tmp_path / "slate.yaml"), str(tmp_path / "missing"), "-"]
    assert gather(paths).files == tuple(paths)


def test_it_is_known_what_was_found_and_not_named(tmp_path: Path) -> None:
    """What is no candidate is passed over in a folder, and told where somebody named it."""
    made(tmp_path, "a.yaml", "sub/b.yaml")
    named, folder = str(tmp_path / "a.yaml"), str(tmp_path / "sub")
    assert gather([named, folder]).found == {str(tmp_path / "sub" / "b.yaml")}


def test_nothing_to_judge_is_a_fault(tmp_path: Path) -> None:
    """An empty folder is not a slate without problems."""
    made(tmp_path, "notes.txt")
    with pytest.raises(Fault, match="no candidate"):
        gather([str(tmp_path)])
