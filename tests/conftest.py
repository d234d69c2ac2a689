"""What tests of several layers share: reproducible runs, and the command line."""

import gc
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest

from cli.running import Ended, Endorse, Process, Write, run_here, run_process
from support.once import worked_out_once
from support.profiles import load_profile

load_profile()

# As in the command itself (`cli/start`): thousands of collected tests are no garbage to look
# through again and again.
gc.set_threshold(300_000, 20, 20)

LONG = (
    "test_action.py",
    "test_divided_parts.py",
    "test_hazards.py",
    "test_packaging.py",
    "test_packet_page.py",
    "test_sheets.py",
    "test_slate.py",
    "test_streams.py",
)
"""The files that take longest come first, so that no process is left with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In their usual order after those that take longest."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session", autouse=True)
def _once() -> Iterator[None]:
    with worked_out_once():
        yield


@pytest.fixture
def endorse() -> Endorse:
    """The command line in this process."""

    def endorse(
        *words: object,
        stdin: bytes = b"",
        encoding: str = "utf-8",
        terminal: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> Ended:
        return run_here(words, stdin, encoding, terminal, env)

    return endorse


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """The installed command in a process of its own, in the test's own folder."""

    def process(
        *words: object,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: bytes = b"",
        stdout: int | IO[bytes] = subprocess.PIPE,
        before: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[bytes]:
        return run_process(words, cwd or tmp_path, env, stdin, stdout, before)

    return process


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the test's own folder; the text may be bytes."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    """Every example that ships, in order of name."""
    return sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
