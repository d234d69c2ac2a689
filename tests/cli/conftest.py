"""Small candidate files that tests of the command line share."""

from pathlib import Path

import pytest

from .running import Write


@pytest.fixture
def good(write: Write) -> Path:
    """A candidate of whom nothing is known: sound, and undetermined."""
    return write("good.yaml", "candidate: Ada Brill\nanswers: {}\n")


@pytest.fixture
def declined(write: Write) -> Path:
    """A candidate who is declined, whatever else is known."""
    return write(
        "declined.yaml",
        "candidate: Bo Carr\nanswers:\n  red_lines:\n    answer: crossing\n"
        "    evidence: [{source: minutes, date: 2026-04-01}]\n",
    )


@pytest.fixture
def bad(write: Write) -> Path:
    """A candidate file with two faults."""
    return write("bad.yaml", "candidate: Cy Dunn\nanswers:\n  dsa_membr: yes\n  mass_reach: lots\n")
