"""What stands at the other end: a terminal, a pipe, nobody, a full disk, an old encoding."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
import typer.main

from endorse_cli import api
from endorse_cli.cli import app
from endorse_cli.cli.app import main

from .running import HANGS, QUIET, Endorse, Process, Write, command_line, get_command, installed

ESCAPE = "\x1b"
ROOT = Path(__file__).parents[2]


EXACT = ("a record", "a blank candidate")
"""Those of the commands below that write for programs."""


def commands(examples: list[Path]) -> dict[str, tuple[object, ...]]:
    """One of everything that writes a page."""
    return {
        "a table": ("score", examples[0]),
        "several tables": ("score", *examples[:3], "--brief"),
        "a record": ("score", examples[0], "--format", "json"),
        "a rubric": ("rubric", "show"),
        "the rubrics": ("rubric", "list"),
        "a blank candidate": ("new", "candidate", "-"),
    }


@pytest.fixture
def every(examples: list[Path]) -> dict[str, tuple[object, ...]]:
    """The words of every command that writes a page, by what it writes."""
    return commands(examples)


def test_a_pipe_gets_no_escapes(
    endorse: Endorse, every: dict[str, tuple[object, ...]], bad: Path
) -> None:
    """What goes into a file or another program is text and nothing else."""
    for what, words in (*every.items(), ("what is wrong", ("score", bad))):
        ended = endorse(*words)
        assert ended.status == (3 if what == "what is wrong" else 0)
        assert ended.out + ended.err
        assert ESCAPE not in ended.out + ended.err, what


PAINTED = {
    "a terminal": (True, {}, (), True),
    "a terminal, NO_COLOR": (True, {"NO_COLOR": "1"}, (), False),
    "a terminal, NO_COLOR empty": (True, {"NO_COLOR": ""}, (), True),
    "a terminal, TERM=dumb": (True, {"TERM": "dumb"}, (), False),
    "a terminal, never": (True, {"FORCE_COLOR": "1"}, ("--color", "never"), False),
    "a terminal, NO_COLOR, always": (True, {"NO_COLOR": "1"}, ("--color", "always"), True),
    "a terminal, NO_COLOR and FORCE_COLOR": (
        True,
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        (),
        False,
    ),
    "a pipe, FORCE_COLOR": (False, {"FORCE_COLOR": "1"}, (), True),
    "a pipe, always": (False, {}, ("--color", "always"), True),
    "a pipe, the other spelling": (False, {}, ("--colour", "always"), True),
    "a pipe, GITHUB_ACTIONS": (False, {"GITHUB_ACTIONS": "true"}, (), False),
}


@pytest.mark.parametrize("case", PAINTED)
def test_colour_is_where_it_is_wanted(endorse: Endorse, examples: list[Path], case: str) -> None:
    """`--color` wins, then NO_COLOR and TERM=dumb, then FORCE_COLOR, then what the stream is."""
    terminal, env, words, painted = PAINTED[case]
    ended = endorse("score", examples[0], *words, terminal=terminal, env=env)
    assert ended.status == 0
    assert (ESCAPE in ended.out) == painted


def test_colour_says_nothing_that_the_words_do_not(endorse: Endorse, examples: list[Path]) -> None:
    """Whoever sees no colour misses nothing."""
    painted = endorse("score", examples[0], "--color", "always").out
    assert ESCAPE in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == endorse("score", examples[0]).out


def test_a_file_is_never_coloured(endorse: Endorse, examples: list[Path], tmp_path: Path) -> None:
    """What is kept with `--output` is the text, though the screen is a terminal."""
    endorse("score", examples[0], "--output", tmp_path / "out", terminal=True)
    assert ESCAPE not in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_file_says_what_the_screen_would_say(
    endorse: Endorse, tmp_path: Path, write: Write
) -> None:
    """A file is UTF-8 whatever the locale is: names keep their accents, and no colour is forced."""
    who = write("luz.yaml", "candidate: Luz Cárdenas\nanswers: {}\n")
    screen = endorse("score", who).out
    assert "Luz Cárdenas" in screen
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"FORCE_COLOR": "1"}):
        assert endorse("score", who, "-o", tmp_path / "out", env=variables).status == 0
        assert (tmp_path / "out").read_text(encoding="utf-8") == screen


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("columns", ["0", "1", "40", "80", "120", "100000", "-5", "x", "²", ""])
def test_nothing_is_lost_at_any_width(
    endorse: Endorse, examples: list[Path], columns: str, terminal: bool
) -> None:
    """However narrow the window claims to be, every word of the result is there."""
    ended = endorse(
        "score", examples[0], "--color", "never", env={"COLUMNS": columns}, terminal=terminal
    )
    assert (ended.status, ended.err) == (0, "")
    wide = endorse("score", examples[0], env={"COLUMNS": "100"})
    for word in ("deliberate", "neither", "class_struggle", "cadre", "endorse", "decline"):
        assert (word in ended.out) == (word in wide.out)
    assert "".join(name_of(examples[0]).split()) in "".join(ended.out.split())


def name_of(path: Path) -> str:
    """The first candidate's name in a file."""
    found = re.search(r"^candidate: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


ENCODINGS = ["ascii", "latin-1", "cp1252", "cp437", "utf-8", "utf-16", "shift_jis"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding_of_the_output_is_served(
    endorse: Endorse, every: dict[str, tuple[object, ...]], write: Write, encoding: str
) -> None:
    """Where a character cannot be shown something readable stands for it, and nothing breaks."""
    odd = write("odd.yaml", "candidate: 'Žofie 李明 ✔'\nanswers: {mass_reach: 'čistě'}\n")
    for what, words in every.items():
        if what in EXACT:
            continue
        ended = endorse(*words, encoding=encoding)
        assert (ended.status, ended.err) == (0, ""), what
    ended = endorse("score", odd, encoding=encoding)
    assert ended.status == 3
    assert "[bad-value]" in ended.err


JOSE = "candidate: José O’Neil\noffice: Consejería 4\nrubric: own.yaml\nanswers: {}\n"
CASE = "case: Wen’s café\nanswers: {tenants_voted: no}\nexpect: {grant: pay}\n"


@pytest.fixture
def machine(write: Write, tmp_path: Path) -> dict[str, tuple[object, ...]]:
    """The words of every command that writes for programs, by what it writes."""
    rubric = ROOT / "docs" / "checks" / "base.yaml"
    text = re.sub("^title: .*$", "title: Règles ¶", rubric.read_text(encoding="utf-8"), flags=re.M)
    own, case = write("own.yaml", text), write("case.yaml", CASE)
    broken = write("broken.yaml", f"été: 1\n{text}")
    jose, ada = write("jose.yaml", JOSE), write("ada.yaml", JOSE.replace("José", "Ada"))
    record = write("jose.json", api.score_files([jose]).to_json())
    formats = ("json", "jsonl", "csv", "html", "markdown")
    members = ("--audience", "members")
    cases = {"test": ("json", "junit", "github"), "coverage": ("json",), "mutate": ("json",)}
    return {
        **{f"score {it}": ("score", jose, "--format", it, *members) for it in formats},
        **{f"slate {it}": ("slate", jose, "--format", it, *members, "-j1") for it in formats},
        **{f"compare {it}": ("compare", jose, ada, "--format", it, *members) for it in formats},
        "verify json": ("verify", record, "--rubric", own, "--format", "json"),
        "letter": ("letter", record, "--rubric", own),
        "motion": ("motion", record, "--rubric", own),
        "new candidate": ("new", "candidate", "-", "--rubric", own),
        "schema candidate": ("schema", "candidate", "--rubric", own),
        "schema case": ("schema", "case", "--rubric", own),
        "schema rubric": ("schema", "rubric"),
        "schema record": ("schema", "record"),
        "rubric check json": ("rubric", "check", broken, "--format", "json"),
        "rubric check github": ("rubric", "check", broken, "--format", "github"),
        **{
            f"rubric {command} {it}": ("rubric", command, own, case, "--format", it)
            for command, its in cases.items()
            for it in its
        },
        "rubric trace json": ("rubric", "trace", own, "--format", "json"),
        "rubric diff json": ("rubric", "diff", rubric, own, "--format", "json"),
        "rubric diff markdown": ("rubric", "diff", rubric, own, "--format", "markdown"),
        "rubric sensitivity json": (
            *("rubric", "sensitivity", own, "--format", "json"),
            *("--candidates", jose),
        ),
    }


def test_what_programs_read_is_the_same_bytes_on_every_stream(
    machine: dict[str, tuple[object, ...]],
) -> None:
    """UTF-8 whatever the console is, and what a file would hold: a record verifies anywhere."""
    accents = 0
    for what, words in machine.items():
        expected = bytes_of(words, "utf-8")
        assert expected.decode("utf-8"), what
        assert bytes_of(words, "latin-1") == expected, what
        accents += not expected.isascii()
    assert accents > len(machine) // 2
    for encoding in ENCODINGS:
        assert bytes_of(machine["score json"], encoding) == bytes_of(machine["score json"], "utf-8")


def bytes_of(words: tuple[object, ...], encoding: str) -> bytes:
    """What a command writes to a standard output of this encoding, in this process."""
    out, err = io.BytesIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", get_command)
        patch.setattr(app, "command_line", command_line)
        patch.setattr(sys, "argv", ["endorse", *map(str, words)])
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code in (0, 1, 3), err.getvalue()
        sys.stdout.flush()
        return out.getvalue()


def test_ascii_is_served_in_a_process_too(process: Process, examples: list[Path]) -> None:
    """A locale without Unicode, however it comes about, gives ASCII and status 0."""
    for env in (
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    ):
        ended = process("score", *examples[:2], env=env)
        assert (ended.returncode, ended.stderr) == (0, b""), env
        assert ended.stdout.isascii()


@pytest.fixture
def nobody() -> Iterator[IO[bytes]]:
    """The writing end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stream:
        yield stream


def test_a_reader_that_left_is_no_fault(
    process: Process, every: dict[str, tuple[object, ...]], nobody: IO[bytes]
) -> None:
    """`| head -1` ends the command in silence, with the status that shells know."""
    for what, words in every.items():
        ended = process(*words, stdout=nobody)
        assert (ended.returncode, ended.stderr) == (141, b""), what


SELF: dict[str, tuple[object, ...]] = {
    "help": ("--help",),
    "the version": ("--version",),
    "help on a command": ("score", "--help"),
}
"""What is printed before any command runs."""


def test_a_reader_that_left_is_no_fault_of_help_either(process: Process, nobody: IO[bytes]) -> None:
    """The same for what the program says of itself."""
    for what, words in SELF.items():
        ended = process(*words, stdout=nobody)
        assert (ended.returncode, ended.stderr) == (141, b""), what


def test_head_reads_one_line_of_much(process: Process, examples: list[Path]) -> None:
    """A pipe that is closed in the middle of a long text ends the command in silence."""
    script = '"$0" "$@" 2>err | head -1; echo "${PIPESTATUS[0]}"; cat err'
    many = [str(path) for path in examples]
    ended = process("score", *many, before=("bash", "-c", script))
    first, status, *complaints = ended.stdout.decode().splitlines()
    assert first
    assert status in ("0", "141")
    assert not complaints


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@FULL
def test_a_full_disk_is_told(process: Process, every: dict[str, tuple[object, ...]]) -> None:
    """A result that was not written is never status 0, and the reason is given in words."""
    told_of_a_full_disk(process, every)


@FULL
def test_a_full_disk_is_told_by_help_too(process: Process) -> None:
    """The same for what the program says of itself."""
    told_of_a_full_disk(process, SELF)


def told_of_a_full_disk(process: Process, asked: dict[str, tuple[object, ...]]) -> None:
    """Each of these commands ends with status 4 and says why, and nothing else."""
    for what, words in asked.items():
        with Path("/dev/full").open("wb") as full:
            ended = process(*words, stdout=full)
        assert ended.returncode == 4, what
        assert b"No space left on device" in ended.stderr, what
        assert b"Traceback" not in ended.stderr
        assert b"Exception ignored" not in ended.stderr


CLOSED = ("bash", "-c", '"$0" "$@" >&-')


def test_a_closed_output_is_told(process: Process, every: dict[str, tuple[object, ...]]) -> None:
    """A result that had nowhere to go is never status 0."""
    for what, words in every.items():
        ended = process(*words, before=CLOSED)
        assert ended.returncode == 4, what
        assert b"standard output is closed" in ended.stderr
        assert b"Traceback" not in ended.stderr


def test_a_closed_output_is_told_by_help_too(process: Process) -> None:
    """The same for what the program says of itself."""
    for what, words in SELF.items():
        assert process(*words, before=CLOSED).returncode == 4, what


def test_with_an_output_file_a_closed_screen_is_no_fault(
    process: Process, examples: list[Path], tmp_path: Path
) -> None:
    """The result is where it was asked for, so nothing was lost; and it is not in another file."""
    ended = process("score", examples[0], "--output", "out", before=CLOSED)
    assert ended.returncode == 0
    assert (tmp_path / "out").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_closed_standard_error_breaks_nothing(process: Process, bad: Path, good: Path) -> None:
    """Where nobody can be told, the status still tells."""
    ended = process("score", bad, good, before=("bash", "-c", '"$0" "$@" 2>&-'))
    assert ended.returncode == 3
    assert b"Ada Brill" in ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_standard_error_breaks_nothing(process: Process, bad: Path, good: Path) -> None:
    """Nor where what is told cannot be written."""
    ended = process("score", bad, good, before=("bash", "-c", '"$0" "$@" 2>/dev/full'))
    assert ended.returncode == 3
    assert b"Ada Brill" in ended.stdout


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_the_screen_can_be_named(
    endorse: Endorse, every: dict[str, tuple[object, ...]], good: Path, name: str
) -> None:
    """`-o -` is the screen, as it is wherever a file is asked for; no file of this name is made."""
    words = ("slate", good, "--format", "csv", "--audience", "public")
    for asked in (every["a table"], every["a record"], words):
        assert endorse(*asked, "-o", name) == endorse(*asked)
    assert endorse("new", "candidate", name) == endorse("new", "candidate", "-")
    assert not Path("-").exists()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/stderr", "/dev/fd/3"])
def test_a_log_that_is_written_to_keeps_what_is_in_it(
    process: Process, good: Path, tmp_path: Path, name: str
) -> None:
    """The path of an open descriptor is that descriptor, and not a file to be replaced."""
    script = 'echo before > log; "$0" "$@" >> log 2>> log 3>> log; echo after >> log'
    for words in (("score", good), ("slate", good, "--format", "csv", "--audience", "public")):
        process(*words, "-o", name, before=("bash", "-c", script))
        first, *lines, last = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
        assert (first, last) == ("before", "after")
        assert any("Ada Brill" in line for line in lines)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
def test_what_is_written_to_nothing_is_no_fault(endorse: Endorse, good: Path) -> None:
    """A device takes what it is given, and is there afterwards."""
    members = ("--audience", "members")
    for words in (
        ("score", good),
        ("slate", good, "--format", "csv", *members),
        ("slate", good, "--format", "html", *members),
        ("rubric", "test"),
        ("schema", "rubric"),
    ):
        assert endorse(*words, "-o", os.devnull) == (0, "", "")
    assert endorse("new", "candidate", os.devnull) == (0, "", "")
    assert Path(os.devnull).is_char_device()


@FULL
def test_a_full_device_is_told_where_it_is_named(endorse: Endorse, good: Path) -> None:
    """Nothing is lost without a word."""
    for words in (("score", good), ("slate", good, "--format", "csv", "--audience", "public")):
        ended = endorse(*words, "-o", "/dev/full")
        assert ended.status == 4
        assert "`/dev/full` cannot be written: No space left on device" in ended.err


def test_a_reader_of_a_named_pipe_that_left_is_no_fault(process: Process, good: Path) -> None:
    """`-o >(head -1)` ends the command as `| head -1` does."""
    script = 'exec 3> >(exec 3>&-; true); wait $!; "$0" "$@" -o /dev/fd/3'
    ended = process("score", good, before=("bash", "-c", script))
    assert (ended.returncode, ended.stdout, ended.stderr) == (141, b"", b"")


def test_standard_input_is_read_for_a_dash(endorse: Endorse, examples: list[Path]) -> None:
    """`-` gives what the file would give, whether YAML, JSON or one candidate a line."""
    for path in examples[:3]:
        told = endorse("score", "-", stdin=path.read_bytes())
        assert told.status == 0
        assert told == endorse("score", path)
    for text in (b'{"candidate": "A", "answers": {}}', b"candidate: A\nanswers: {}\n"):
        assert endorse("score", "-", stdin=text).status == 0
    lines = b'{"candidate": "A", "answers": {}}\n{"candidate": "B", "answers": {}}\n'
    assert endorse("score", "-", "--brief", stdin=lines).status == 0


def test_standard_input_without_anything_is_told(endorse: Endorse, process: Process) -> None:
    """An empty or closed standard input scores nobody and says so."""
    assert endorse("score", "-").status == 3
    ended = process("score", "-", before=("bash", "-c", '"$0" "$@" <&-'))
    assert ended.returncode == 4
    assert b"[unreadable]" in ended.stderr


SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """What is started in the background ignores interrupts, and so would what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_the_command(tmp_path: Path, number: signal.Signals) -> None:
    """Whoever stops the command gets the status that shells know, no traceback, no half file."""
    command = [installed(), "score", "-", "--output", "out"]
    with subprocess.Popen(
        command,
        env=QUIET,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        # More than a pipe holds: when it is written, the command is in the middle of reading.
        running.stdin.write(b"# a comment\n" * 20_000)
        running.stdin.flush()
        running.send_signal(number)
        out, err = running.communicate(timeout=HANGS)
    assert running.returncode == SIGNALS[number]
    assert (out, err.count(b"Traceback")) == (b"", 0)
    assert list(tmp_path.iterdir()) == []


HOSTILE = {
    "an escape": '"Eve \\e[31mred"',
    "a hyperlink": '"Eve \\e]8;;https://example.org\\e\\\\"',
    "a line that a build service obeys": '"Eve\\n::error::pwned"',
    "a carriage return": '"Eve\\rAdam"',
    "a reversal": '"Eve \\u202eknalb"',
    "a zero width space": '"Eve\\u200b"',
    "a bell": '"Eve\\a"',
    "rich markup": '"[red]Eve[/red] [/] :smile:"',
}


HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e]")
COMMAND = re.compile("^::", re.MULTILINE)


@pytest.fixture(params=HOSTILE)
def eve(request: pytest.FixtureRequest, write: Write) -> Path:
    """A candidate whose name would do something if it were printed as it is."""
    name = HOSTILE[request.param]
    return write(
        "eve.yaml",
        f"candidate: {name}\nanswers:\n  dsa_member:\n    answer: yes\n"
        f"    public: true\n    note: {name}\n",
    )


def test_a_hostile_name_drives_nothing(endorse: Endorse, eve: Path) -> None:
    """A name out of a file is shown harmless wherever it is shown: on either stream, in JSON."""
    for words in (
        ("score", eve),
        ("score", eve, "--brief"),
        ("score", eve, "--format", "json"),
        ("score", eve, f"{eve.parent}//{eve.name}"),
        ("score", eve, "--rubric", "./missing.yaml"),
    ):
        ended = endorse(*words, terminal=True, env={"NO_COLOR": "1"})
        assert ended.status in (0, 3, 4)
        for text in (ended.out, ended.err):
            assert not HIDDEN.search(text), words
            assert not COMMAND.search(text), words


def test_an_unmet_requirement_shows_a_name_harmless(endorse: Endorse, eve: Path) -> None:
    """The same where a gate names who did not pass it: one line, and no more."""
    ended = endorse("score", eve, "--require", "recommendation=endorse")
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert not HIDDEN.search(ended.err)


def test_a_hostile_file_name_drives_nothing(endorse: Endorse, tmp_path: Path) -> None:
    """A file's name is data like its content."""
    folder = os.fsencode(tmp_path)
    for name in (
        b"\x1b[31mred.yaml",
        b"a\nb.yaml",
        b"\xff\xfe.yaml",
        b"%0A::error::.yaml",
        "\u202eyaml.yaml".encode(),
    ):
        path = os.path.join(folder, name)
        Path(os.fsdecode(path)).write_text("candidate: A\nanswers: {dsa_membr: yes}\n")
        ended = endorse("score", os.fsdecode(path))
        assert ended.status == 3
        assert not HIDDEN.search(ended.err)
        assert len([line for line in ended.err.splitlines() if "[unknown-id]" in line]) == 1
        Path(os.fsdecode(path)).write_text("candidate: A\nanswers: {}\n")
        for form in ("json", "table"):
            ended = endorse("score", os.fsdecode(path), "--format", form)
            assert (ended.status, ended.err) == (0, "")
            assert not HIDDEN.search(ended.out)


def test_on_a_terminal_the_first_twenty_faults_are_shown(endorse: Endorse, write: Write) -> None:
    """A person is not buried; a program gets all of them."""
    lines = "".join(f"  wrong_{n}: yes\n" for n in range(50))
    many = write("many.yaml", f"candidate: A\nanswers:\n{lines}")
    shown = endorse("score", many, terminal=True, env={"NO_COLOR": "1"}).err
    assert shown.count("[unknown-id]") == 20
    assert "30 more" in shown
    assert endorse("score", many).err.count("[unknown-id]") == 50
