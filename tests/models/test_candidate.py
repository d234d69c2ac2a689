"""When two candidates are the same."""

from dataclasses import dataclass

import pytest

from endorse_cli.models.candidate import identity, identity_of
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import base


@dataclass(frozen=True)
class Head:
    """What tells candidates apart."""

    name: str = "Zo\u00eb  Pratt"
    seat: str | None = "harbour-2"
    election: str | None = "2026-11-03"


def named(head: Head) -> tuple[str, ...]:
    """The identity of a candidate with this head."""
    value = {"candidate": head.name, "seat": head.seat, "election": head.election, "answers": {}}
    candidate, _ = CandidateReader(read_rubric(base())[0]).read(value)
    assert candidate is not None
    return identity(candidate)


SAME = ["Zo\u00eb Pratt", "zo\u00eb pratt", "ZO\u00cb PRATT", "Zoe\u0308 Pratt", " Zo\u00eb Pratt "]


@pytest.mark.parametrize("name", SAME)
def test_the_same_name_however_it_is_written(name: str) -> None:
    """Capitals, spaces and the form of accents tell nobody apart."""
    assert named(Head(name)) == named(Head())


OTHERS = [
    Head("Zoe Pratt"),
    Head("Zo\u00eb Prat"),
    Head(seat="harbour-3"),
    Head(seat=None),
    Head(election="2028-11-07"),
    Head(election=None),
]


@pytest.mark.parametrize("other", OTHERS, ids=repr)
def test_another_name_seat_or_election_is_another_candidate(other: Head) -> None:
    """A letter, the race or the year makes a different candidate."""
    assert named(other) != named(Head())


def test_letters_that_only_look_otherwise_are_the_same() -> None:
    """Ligatures, full width, small and capital, and any run of blanks, in name and seat."""
    one = identity_of("Ofﬁcer Ｗren", "Ｓhed 1", "2026-11-03")
    assert one == identity_of("officer  wren", " shed 1", "2026-11-03")
    assert identity_of("Straße", None, None) == identity_of("STRASSE", "", "")
    assert identity_of("Wren", None, "2026-11-03") != identity_of("Wren", None, None)
    assert identity_of("Wren", "2026-11-03", None) != identity_of("Wren", None, "2026-11-03")
