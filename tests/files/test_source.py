"""Bytes come off the disk once, and from nothing but a file."""

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files import limits
from endorse_cli.files.source import CARET, Source, opened, read_source


def fault(path: str) -> Diagnostic:
    """What is said of a path that cannot be read."""
    with pytest.raises(Fault) as caught:
        read_source(path)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_a_file_is_its_bytes_and_its_name_as_given(tmp_path: Path) -> None:
    """The name is not resolved, and one mark at the start is taken away."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\r\n")
    name = f"{tmp_path}/../{tmp_path.name}/a.yaml"
    assert read_source(name) == Source(name, b"\xef\xbb\xbfa: 1\r\n", bom=True)


def test_a_megabyte_is_read_and_no_more(tmp_path: Path) -> None:
    """The limit is told, and the file named."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * limits.BYTES)
    assert len(read_source(str(file)).data) == limits.BYTES
    file.write_bytes(b"x" * (limits.BYTES + 1))
    found = fault(str(file))
    assert (found.code, found.message) == ("too-large", f"`{file}` is larger than 1 MB.")
    assert "1,000,000" in found.help


def test_what_cannot_be_read_is_a_fault_with_advice(tmp_path: Path) -> None:
    """Missing, dangling, circular, too long, impossible: named, with what to do."""
    (tmp_path / "dangling.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "file").write_bytes(b"")
    for name in (
        "missing.yaml",
        "dangling.yaml",
        "loop.yaml",
        "file/x",
        "n" * 300,
        "a\0b",
        "\ud800",
    ):
        found = fault(f"{tmp_path}/{name}")
        assert found.code == "unreadable"
        assert " cannot be read: " in found.message
        assert found.message.endswith(".")
        assert found.help
        assert found.place == Place(f"{tmp_path}/{name}")
    missing = fault(f"{tmp_path}/missing.yaml")
    assert (
        missing.message == f"`{tmp_path}/missing.yaml` cannot be read: No such file or directory."
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a matter of Unix")
def test_nothing_but_a_file_is_opened_and_nothing_is_waited_for(tmp_path: Path) -> None:
    """A pipe nobody writes to, a device without end and a folder are refused at once."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is not a regular file" in fault(str(tmp_path / "pipe.yaml")).message
    assert "is not a regular file" in fault("/dev/zero").message
    assert "is a folder" in fault(str(tmp_path)).message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_a_fault(tmp_path: Path) -> None:
    """The system's words, and whom to ask."""
    file = tmp_path / "a.yaml"
    file.touch(mode=0)
    assert "Permission denied" in fault(str(file)).message


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """What was parsed and what is on the disk never differ in silence."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    with pytest.raises(Fault) as caught, opened(str(file)):
        file.write_bytes(b"a: 1\nb: 2\n")
    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == (
        "unreadable",
        f"`{file}` cannot be read: it changed while it was being read.",
    )


def test_an_error_while_reading_is_a_fault(tmp_path: Path) -> None:
    """A disk that fails in the middle is told like one that fails at the start."""
    file = tmp_path / "a.yaml"
    file.touch()
    with pytest.raises(Fault, match="Input/output error"), opened(str(file)):
        raise OSError(5, "x")
    with pytest.raises(Fault, match="gave no reason"), opened(str(file)):
        raise OSError("x")


def test_our_own_mistakes_are_not_blamed_on_the_file(tmp_path: Path) -> None:
    """Only errors of the system become faults of reading."""
    file = tmp_path / "a.yaml"
    file.touch()
    with pytest.raises(ValueError, match="ours"), opened(str(file)):
        raise ValueError("ours")


def test_standard_input_is_read_and_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input, which has no end of its own."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1\n")))
    assert read_source("-") == Source("-", b"a: 1\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * (limits.BYTES + 1))))
    assert fault("-").message == "Standard input is larger than 1 MB."
    monkeypatch.setattr(sys, "stdin", None)
    assert fault("-").message == "Standard input cannot be read: it is closed."


@given(st.text(st.sampled_from("aé😀\t\r\n"), max_size=30), st.data())
def test_a_place_is_a_line_and_a_column_of_characters(text: str, data: st.DataObject) -> None:
    """Counted from 1, tabs and astral characters as one, the line without its end."""
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].split("\n")
    line = text.split("\n")[len(before) - 1].removesuffix("\r")
    expected = Place("f", 10 + len(before) - 1, len(before[-1]) + 1, line)
    assert Source("f", text.encode(), 10).place(offset) == expected


@given(st.integers(0, 700), st.integers(0, 700))
def test_a_window_keeps_its_promise(length: int, offset: int) -> None:
    """Past column 200 the character is the 101st shown; before that it is where it was."""
    line = "".join(chr(0x4E00 + count) for count in range(length))
    place = Source("f", line.encode()).place(offset)
    assert len(place.text) <= 200
    assert place.column == min(offset, length) + 1
    caret = place.column if place.column <= 200 else CARET
    if place.column <= length:
        assert place.text[caret - 1] in (line[place.column - 1], "…" if caret == 200 else "")
    shown = place.text.strip("…")
    assert shown in line
    assert place.text.startswith("…") is not line.startswith(shown)
    assert place.text.endswith("…") is not line.endswith(shown)


@given(st.text(st.sampled_from("aé\r\n"), max_size=20), st.data())
def test_a_part_has_the_lines_of_the_whole(text: str, data: st.DataObject) -> None:
    """A document cut out of a file still knows where it stood."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = Source("f", text.encode(), 3).part(start, end)
    assert part.data == text[start:end].encode()
    assert part.line == 3 + text[:start].count("\n")


def test_a_line_is_cut_on_the_left_only_past_what_is_shown() -> None:
    """Two hundred characters are shown; up to there from the beginning."""
    line = "".join(chr(97 + place % 26) for place in range(300))
    source = Source("a", line.encode())
    assert source.place(199).text == f"{line[:199]}…"
    assert source.place(200).text[0] == "…"
    assert source.place(200).text[100] == line[200]
    assert Source("a", line[:200].encode()).place(5).text == line[:200]
    assert len(Source("a", line[:201].encode()).place(5).text) == 200
