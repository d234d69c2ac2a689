"""A file is written whole or not at all."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import write
from endorse_cli.files.paths import is_folder, is_screen, refuse_existing
from endorse_cli.files.write import refuse_same_file, write_atomic, write_folder, writing

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
def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Folders, impossible names, circles of links, and folders that are not there."""
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    assert "it is a folder" in fault(tmp_path).message
    assert "nobody reads from it" in fault(tmp_path / "pipe").message
    assert "No such file" in fault(tmp_path / "missing" / "a").message
    assert "levels of symbolic links" in fault(tmp_path / "loop").message
    assert "this name" in fault(f"{tmp_path}/a\0b").message
    assert "Not a directory" in fault("/dev/null/x").message
    assert sorted(os.listdir(tmp_path)) == ["loop", "pipe"]


@unix
@pytest.mark.parametrize("by", ["its name", "a link"])
def test_what_is_no_regular_file_is_written_to_and_stays(tmp_path: Path, by: str) -> None:
    """A pipe gets the text and is a pipe afterwards; a device is a device."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    path = tmp_path / ("pipe" if by == "its name" else "link")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(str(path), "é\n")
        assert os.read(reader, 100) == "é\n".encode()
    finally:
        os.close(reader)
    write_atomic(os.devnull, "é\n")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert sorted(os.listdir(tmp_path)) == ["link", "pipe"]


@unix
def test_pieces_go_through_a_pipe_as_they_come(tmp_path: Path) -> None:
    """Whoever reads the other end need not wait for the last one."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        with writing(str(tmp_path / "pipe")) as write:
            write("a")
            assert os.read(reader, 100) == b"a"
            assert write.keep() == str(tmp_path / "pipe")
    finally:
        os.close(reader)
    assert os.listdir(tmp_path) == ["pipe"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs names of descriptors")
@pytest.mark.parametrize("form", ["/dev/fd/{}", "/proc/self/fd/{}", "link"])
def test_an_open_descriptor_is_written_on_where_it_stands(tmp_path: Path, form: str) -> None:
    """A log that is appended to keeps what is in it, though the path leads to a regular file."""
    log = tmp_path / "log"
    with log.open("a") as stream:
        stream.write("before\n")
        stream.flush()
        name = (f"/dev/fd/{stream.fileno()}" if form == "link" else form).format(stream.fileno())
        if not Path(name).exists():
            pytest.skip("this system has no such name")
        if form == "link":
            (tmp_path / "link").symlink_to(name)
            name = str(tmp_path / "link")
        write_atomic(name, "text\n")
        stream.write("after\n")
    assert log.read_text() == "before\ntext\nafter\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"log", "link"}


@unix
def test_the_screen_has_several_names(tmp_path: Path) -> None:
    """A dash and every name of standard output; a file called `-` is `./-`."""
    (tmp_path / "screen").symlink_to("/dev/stdout")
    assert all(map(is_screen, ("-", "/dev/stdout", "/dev//fd/1", str(tmp_path / "screen"))))
    assert not any(map(is_screen, ("./-", "/dev/stderr", "/dev/null", str(tmp_path / "none"))))


@unix
def test_only_what_would_be_replaced_is_refused(tmp_path: Path) -> None:
    """A new file may be written to a device, since that stays."""
    for there in (os.devnull, "/dev/stderr", str(tmp_path / "none")):
        refuse_existing(there)
    (tmp_path / "dangling").symlink_to("none")
    for there in (str(tmp_path), str(tmp_path / "dangling")):
        with pytest.raises(Fault, match="already there"):
            refuse_existing(there)


def interrupted_at(path: Path, asked: bool) -> str:
    """Write two pieces, be interrupted, and say where they are kept if that is asked."""
    kept = ""
    with suppress(KeyboardInterrupt), writing(str(path)) as write:
        write("one\n")
        write("two\n")
        kept = write.keep() if asked else ""
        raise KeyboardInterrupt
    return kept


@pytest.mark.parametrize("asked", [True, False])
def test_what_was_finished_is_kept_where_nothing_was(tmp_path: Path, asked: bool) -> None:
    """An interrupt costs neither what was finished nor a file of this name that somebody has."""
    (tmp_path / "out").write_text("old")
    (tmp_path / "out.part").write_text("somebody's own")
    kept = [interrupted_at(tmp_path / "out", asked) for _ in range(2)]
    if asked:
        assert kept == [f"{tmp_path}/out.part2", f"{tmp_path}/out.part3"]
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {
        "out": "old",
        "out.part": "somebody's own",
        "out.part2": "one\ntwo\n",
        "out.part3": "one\ntwo\n",
    }


def test_where_nothing_was_written_nothing_is_kept(tmp_path: Path) -> None:
    """An empty file would say that something was finished."""
    (tmp_path / "out").write_text("old")
    with suppress(KeyboardInterrupt), writing(str(tmp_path / "out")):
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "old"


KILLED = """
import os, signal, sys
from endorse_cli.files.write import writing
with writing(sys.argv[1]) as write:
    write("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""

LEFT = ".endorse-0123456789abcdef.tmp"


@unix
def test_what_a_kill_left_is_cleared_away_next_time(tmp_path: Path) -> None:
    """A process that is killed cannot tidy up; the next that writes there does it."""
    ended = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "out"], check=False)
    assert ended.returncode == -signal.SIGKILL
    (left,) = os.listdir(tmp_path)
    assert write.TEMPORARY.fullmatch(left)
    write_atomic(str(tmp_path / "other"), "x")
    assert os.listdir(tmp_path) == ["other"]


@unix
def test_what_somebody_writes_just_now_is_left_alone(tmp_path: Path) -> None:
    """Two commands may write into one folder at a time."""
    with writing(str(tmp_path / "one")) as one:
        one("1")
        write_atomic(str(tmp_path / "other"), "2")
        one("3")
    assert (tmp_path / "one").read_text() == "13"
    assert sorted(os.listdir(tmp_path)) == ["one", "other"]


@unix
def test_what_only_looks_like_a_left_over_stays(tmp_path: Path) -> None:
    """Files of other names, and folders, links and pipes of this one, are somebody's own."""
    (tmp_path / ".endorse-notes.tmp").write_text("mine")
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT.replace("0", "1")).symlink_to(tmp_path / ".endorse-notes.tmp")
    os.mkfifo(tmp_path / LEFT.replace("0", "2"))
    before = sorted(os.listdir(tmp_path))
    write_atomic(str(tmp_path / "out"), "x")
    assert sorted(os.listdir(tmp_path)) == sorted([*before, "out"])
    assert (tmp_path / ".endorse-notes.tmp").read_text() == "mine"


@unix
def test_a_file_that_was_taken_for_a_left_over_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another command may look between the moment a file is made and that in which it is locked."""
    lock, seen = write._lock, []

    def lock_too_late(descriptor: int) -> None:
        if not seen:
            seen.extend(os.listdir(tmp_path))
            os.unlink(tmp_path / seen[0])
        lock(descriptor)

    monkeypatch.setattr(write, "_lock", lock_too_late)
    write_atomic(str(tmp_path / "out"), "x")
    assert write.TEMPORARY.fullmatch(seen[0])
    assert os.listdir(tmp_path) == ["out"]


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
    refuse_same_file(str(tmp_path / "a"), ["a\0b"])
    with pytest.raises(Fault):
        refuse_same_file(
            str(tmp_path / "a"), [str(tmp_path / "b"), str(tmp_path / "x" / ".." / "a")]
        )


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where one file cannot be made, what was there before stays as it was."""
    folder = tmp_path / "made" / "packet"
    write_folder(str(folder), [("a.html", "1"), ("index.html", "1")])
    (folder / "own.txt").write_text("mine")

    def broken() -> Iterator[tuple[str, str]]:
        yield "a.html", "2"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(str(folder), broken())
    found = {path.name: path.read_text() for path in folder.glob("[!.]*")}
    assert found == {"a.html": "1", "index.html": "1", "own.txt": "mine"}
    write_folder(str(folder), [("a.html", "2"), ("index.html", "2")])
    assert (folder / "a.html").read_text() == (folder / "index.html").read_text() == "2"
    assert (folder / "own.txt").read_text() == "mine"
    assert os.listdir(folder.parent) == ["packet"]


def test_what_an_earlier_run_wrote_and_this_one_does_not_is_removed(tmp_path: Path) -> None:
    """A candidate who is gone has no page left; what is not ours, or no longer as it was, stays."""
    folder = tmp_path / "packet"
    write_folder(str(folder), [(name, "1") for name in ("a.html", "b.html", "c.html")])
    (folder / "own.html").write_text("1")
    (folder / "c.html").write_text("corrected by hand")
    renewed = write_folder(str(folder), [("a.html", "2")])
    assert (renewed.removed, renewed.changed) == (("b.html",), ("c.html",))
    assert sorted(path.name for path in folder.glob("[!.]*")) == ["a.html", "c.html", "own.html"]
    assert write_folder(str(folder), [("a.html", "3")]) == ((), ())


@pytest.mark.parametrize("name", ["../own.html", "sub/own.html", ".."])
def test_a_list_of_pages_names_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    """Whoever wrote into the list of what was written cannot have another file removed."""
    folder = tmp_path / "packet"
    write_folder(str(folder), [("a.html", "1"), ("b.html", "1")])
    (folder / "sub").mkdir()
    (tmp_path / "own.html").write_text("1")
    (folder / "sub" / "own.html").write_text("1")
    (listed,) = folder.glob(".*")
    listed.write_text(listed.read_text().replace("b.html", name) + "\x00\nnot a line\n")
    assert write_folder(str(folder), [("a.html", "1")]) == ((), ())
    assert (tmp_path / "own.html").read_text() == (folder / "sub" / "own.html").read_text() == "1"


def test_a_page_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    """A file of the same name that stands there already, or was changed since, is somebody's."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    with pytest.raises(Fault) as caught:
        write_folder(str(folder), [("a.html", "1"), ("index.html", "1")])
    assert "index.html" in str(caught.value.diagnostics[0].message)
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("index.html", "mine")]


@unix
def test_a_new_folder_has_the_mode_of_any_other(tmp_path: Path) -> None:
    """Others may look into it where they may look into what else is made here."""
    (tmp_path / "plain").mkdir()
    write_folder(str(tmp_path / "new"), [("a", "1")])
    assert mode(tmp_path / "new") == mode(tmp_path / "plain")


def test_a_folder_never_replaces_a_file(tmp_path: Path) -> None:
    """The file stays, and it is said what is wrong."""
    (tmp_path / "packet").write_text("mine")
    with pytest.raises(Fault):
        write_folder(str(tmp_path / "packet"), [("a", "1")])
    assert (tmp_path / "packet").read_text() == "mine"


def test_a_name_without_an_ending_means_a_folder(tmp_path: Path) -> None:
    """So does one that ends in a slash or is a folder; a file that is there stays a file."""
    (tmp_path / "there.html").mkdir()
    (tmp_path / "file").write_text("")
    found = {
        name: is_folder(str(tmp_path / name)) for name in ("new", "new.html", "there.html", "file")
    }
    assert found == {"new": True, "new.html": False, "there.html": True, "file": False}
    assert is_folder(f"{tmp_path}/new.d/")
