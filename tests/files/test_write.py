"""A file is written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import refuse_same_file, write_atomic
from endorse_cli.files.write import writing

unix = pytest.mark.skipif(os.name != "posix", reason="modes and pipes are a matter of Unix")


def fault(path: Path | str, text: str = "new\n") -> Diagnostic:
    """What is said of a path that cannot be written."""
    with pytest.raises(Fault) as caught:
        write_atomic(str(path), text)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "unreadable"
    return diagnostic


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_text_is_written_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    """No translation, no mark, on any system."""
    write_atomic(str(tmp_path / "a.txt"), "é\nb\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\nb\r\n"
    assert os.listdir(tmp_path) == ["a.txt"]


@unix
def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    """Not that of a temporary file, which others cannot read."""
    (tmp_path / "plain").touch()
    write_atomic(str(tmp_path / "new"), "x")
    assert mode(tmp_path / "new") == mode(tmp_path / "plain")


@unix
@pytest.mark.parametrize("before", [0o600, 0o640, 0o666, 0o755])
def test_an_existing_file_keeps_its_mode(tmp_path: Path, before: int) -> None:
    """Private files stay private, shared ones shared, whatever the mask says."""
    file = tmp_path / "a"
    file.write_text("old")
    file.chmod(before)
    write_atomic(str(file), "new")
    assert (file.read_text(), mode(file)) == ("new", before)


@unix
def test_a_link_is_written_through(tmp_path: Path) -> None:
    """The file it leads to is replaced, in its own folder; a dangling one is filled."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real").write_text("old")
    (tmp_path / "link").symlink_to("there/real")
    (tmp_path / "dangling").symlink_to("there/new")
    write_atomic(str(tmp_path / "link"), "new")
    write_atomic(str(tmp_path / "dangling"), "newer")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "real").read_text() == "new"
    assert (tmp_path / "there" / "new").read_text() == "newer"


@pytest.mark.parametrize("where", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x"), KeyboardInterrupt()])
def test_nothing_is_lost_or_left_over_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    """A full disk or an interrupt leaves the old file, and no other."""
    file = tmp_path / "out.json"
    file.write_text("old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, where, fail)
    with pytest.raises((Fault, KeyboardInterrupt)) as caught:
        write_atomic(str(file), "new")
    assert isinstance(caught.value, Fault) is isinstance(error, OSError)
    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the system's words, with advice."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "fsync", full)
    found = fault(tmp_path / "out.json")
    assert found.message == f"`{tmp_path}/out.json` cannot be written: No space left on device."
    assert "disk" in found.help


@unix
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """Folders, pipes, devices, read-only files, impossible names, and folders not there."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    assert "it is a folder" in fault(tmp_path).message
    assert "not a regular file" in fault(tmp_path / "pipe").message
    assert "not a regular file" in fault("/dev/null").message
    assert "No such file" in fault(tmp_path / "missing" / "a").message
    assert "levels of symbolic links" in fault(tmp_path / "loop").message
    assert "this name" in fault(f"{tmp_path}/a\0b").message
    assert "Not a directory" in fault("/dev/null/x").message
    assert sorted(os.listdir(tmp_path)) == ["loop", "pipe"]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new name in its folder would be possible, and is not what its owner asked for."""
    file = tmp_path / "a"
    file.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "read-only" in fault(file).message
    assert file.read_text() == "old"


def test_half_a_character_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    """What UTF-8 cannot carry is a fault, not a broken file."""
    assert "half a character" in fault(tmp_path / "a", "x\ud800").message
    assert os.listdir(tmp_path) == []


@unix
def test_no_input_is_written_over(tmp_path: Path) -> None:
    """By whatever name, link or detour the output is one of the files read."""
    file, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.touch()
    (tmp_path / "link").symlink_to("a.yaml")
    os.link(file, tmp_path / "hard")
    for name in ("a.yaml", "link", "hard", f"../{tmp_path.name}/a.yaml"):
        with pytest.raises(Fault, match="one of the files that are read"):
            refuse_same_file(f"{tmp_path}/{name}", [str(other), str(file)])
    with pytest.raises(Fault):
        refuse_same_file(f"{tmp_path}/b.yaml", [f"{tmp_path}/./b.yaml"])
    refuse_same_file(str(other), ["-", str(file), f"{tmp_path}/missing"])


def test_the_bytes_are_on_the_disk_before_they_take_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut there is the old file or the new one, never an empty one."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_size))
    replace = os.replace

    def checked(source: str, target: str) -> None:
        assert synced == [3]
        replace(source, target)

    monkeypatch.setattr(os, "replace", checked)
    write_atomic(str(tmp_path / "a"), "new")
    assert (tmp_path / "a").read_text() == "new"


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    """Who writes into a folder that is not there yet learns that it has to be made."""
    assert fault(tmp_path / "missing" / "a.txt").help.startswith("Make its folder first")


def test_a_file_written_in_pieces_is_there_when_all_is_written(tmp_path: Path) -> None:
    """Before that what was there; its mode is kept, and nothing else is left."""
    file = tmp_path / "out.csv"
    file.write_text("old")
    file.chmod(0o640)
    with writing(str(file)) as write:
        write("é\n")
        assert file.read_text() == "old"
        write("b\n")
    assert file.read_text(encoding="utf-8") == "é\nb\n"
    assert os.listdir(tmp_path) == ["out.csv"]
    if os.name == "posix":
        assert mode(file) == 0o640


def test_what_was_written_before_an_interrupt_is_kept_beside(tmp_path: Path) -> None:
    """As `PATH.part`; what was at the path stays."""
    file = tmp_path / "out.csv"
    file.write_text("old")
    with pytest.raises(KeyboardInterrupt), writing(str(file)) as write:
        interrupted(write)
    assert file.read_text() == "old"
    assert (tmp_path / "out.csv.part").read_text() == "one\n"
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "out.csv.part"]


def interrupted(write: Callable[[str], None]) -> None:
    """Write something, and be interrupted."""
    write("one\n")
    raise KeyboardInterrupt


def test_what_was_written_before_a_failure_is_not_kept(tmp_path: Path) -> None:
    """A fault of the input, or half a character: nothing is there that was not there before."""
    file = tmp_path / "out.csv"
    with pytest.raises(Fault) as caught, writing(str(file)) as write:
        fail_after(write)
    assert "half a character" in caught.value.diagnostics[0].message
    assert os.listdir(tmp_path) == []


def fail_after(write: Callable[[str], None]) -> None:
    """Write something, and then what cannot be written."""
    write("one\n")
    write("\udcff")


def test_where_writing_in_pieces_is_refused_it_is_refused_at_once(tmp_path: Path) -> None:
    """A folder, or a folder that is missing: before anything is made."""
    for path in (tmp_path, tmp_path / "gone" / "out.csv"):
        with pytest.raises(Fault) as caught, writing(str(path)):
            pytest.fail("nothing is written here")
        assert caught.value.diagnostics[0].code == "unreadable"


def test_a_file_is_no_input_by_a_name_that_leads_nowhere(tmp_path: Path) -> None:
    """Two names of the same missing file are the same; standard input is no file."""
    refuse_same_file(str(tmp_path / "a"), [str(tmp_path / "b"), "-"])
    with pytest.raises(Fault):
        refuse_same_file(
            str(tmp_path / "a"), [str(tmp_path / "b"), str(tmp_path / "x" / ".." / "a")]
        )
