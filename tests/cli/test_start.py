"""A signal at whatever moment: its status, and no traceback.

The moments are imports, counted: the first is that of the module the command begins in.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .running import HANGS, QUIET, Write, installed

HOOK = '''
import atexit, builtins, os, signal, sys

class Counting:
    """Sees every import from the command's own on, and acts at the one that is asked for."""

    def __init__(self):
        self.count = 0

    def find_spec(self, name, path=None, target=None):
        if self.count or name == "endorse_cli.cli.app":
            self.count += 1
            if self.count == NUMBER:
                act()
        return None

def act():
    for sent in SENT:
        os.kill(os.getpid(), sent)

class Finalized:
    def __del__(self):
        for sent in SENT:
            os.kill(os.getpid(), sent)
        for _ in range(1000):
            pass

counting = Counting()
sys.meta_path.insert(0, counting)
WHEN
'''

Begun = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def begun(tmp_path: Path, write: Write) -> Iterator[Begun]:
    """The installed command, which is sent signals at one of its imports."""
    candidate = write("a.yaml", "candidate: Ada Brill\nanswers: {}\n")
    hooks = tmp_path / "hooks"
    hooks.mkdir()

    def begun(number: int, *sent: int, when: str = "") -> subprocess.CompletedProcess[str]:
        text = HOOK.replace("NUMBER", str(number)).replace("WHEN", when)
        (hooks / "sitecustomize.py").write_text(text.replace("SENT", repr(tuple(map(int, sent)))))
        return subprocess.run(
            [installed(), "score", str(candidate), "--brief"],
            env={**QUIET, "PYTHONPATH": str(hooks), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=False,
        )

    # Who starts the tests in the background has them ignore interrupts, and what they start too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield begun
    signal.signal(signal.SIGINT, before)


STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
SAID = {signal.SIGINT: "endorse: interrupted\n", signal.SIGTERM: ""}
COUNT = "atexit.register(lambda: print(counting.count))"


COUNTED: list[int] = []


def imports(begun: Begun) -> int:
    """How many there are in all; they are counted once."""
    if not COUNTED:
        ended = begun(0, when=COUNT)
        assert (ended.returncode, ended.stderr) == (0, "")
        COUNTED.append(int(ended.stdout.splitlines()[-1]))
    return COUNTED[0]


@pytest.mark.parametrize("number", STATUS, ids=lambda number: number.name)
def test_a_signal_while_the_program_begins(begun: Begun, number: signal.Signals) -> None:
    """From the first import of ours to the last, before and after a command has been chosen."""
    last = imports(begun)
    assert last > 100
    for place in (1, last // 3, last):
        ended = begun(place, number)
        assert (ended.returncode, ended.stdout, ended.stderr) == (
            STATUS[number],
            "",
            SAID[number],
        ), place


@pytest.mark.parametrize("first", STATUS, ids=lambda number: number.name)
@pytest.mark.parametrize("second", STATUS, ids=lambda number: number.name)
def test_two_signals_at_once(begun: Begun, first: signal.Signals, second: signal.Signals) -> None:
    """A second one changes nothing: which of the two is seen first is the system's choice."""
    for place in (1, imports(begun)):
        ended = begun(place, first, second)
        assert ended.returncode in (STATUS[first], STATUS[second])
        assert ended.stderr in (SAID[first], SAID[second])
        assert ended.stdout == ""


def test_a_signal_that_comes_when_all_is_done_changes_nothing(begun: Begun) -> None:
    """What was asked for is there, so its status stands."""
    ended = begun(0, signal.SIGINT, signal.SIGTERM, when="atexit.register(act)")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Ada Brill" in ended.stdout


@pytest.mark.parametrize("number", STATUS, ids=lambda number: number.name)
def test_a_signal_where_nothing_can_be_raised(begun: Begun, number: signal.Signals) -> None:
    """In a finalizer Python drops what is raised and prints it: the command ends all the same."""
    ended = begun(imports(begun), number, when="act = Finalized")
    assert (ended.returncode, ended.stdout, ended.stderr) == (STATUS[number], "", SAID[number])


def test_who_ignores_interrupts_is_left_to(begun: Begun) -> None:
    """What runs in the background, or under `nohup`, goes on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    last = imports(begun)
    for place in (1, last):
        ended = begun(place, signal.SIGINT)
        assert (ended.returncode, ended.stderr) == (0, "")
    assert begun(last, signal.SIGTERM).returncode == 143


def test_the_module_that_is_first_imports_next_to_nothing() -> None:
    """Until its last line a signal could only be met by Python itself."""
    code = "import sys; before = {*sys.modules}; import signal, endorse_cli.cli.start"
    code += "; print(*sorted({*sys.modules} - before))"
    ended = subprocess.run(
        [sys.executable, "-Sc", code],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert ended.returncode == 0, ended.stderr
    assert {name for name in ended.stdout.split() if name.startswith("endorse_cli")} == {
        "endorse_cli",
        "endorse_cli.cli",
        "endorse_cli.cli.start",
    }
    assert "typing" not in ended.stdout.split()
