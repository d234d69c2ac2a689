"""Candidates judged under a plain rubric: an assessment, a record, an entry in a slate."""

from datetime import date
from typing import Any, NamedTuple

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.record import Audience, Record, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.record import assemble
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from endorse_cli.slate import entry as slate
from endorse_cli.slate.entry import Entry

Plain = Any

DIGEST = "sha256:" + "1" * 64
FILE_DIGEST = "sha256:" + "2" * 64


class Bench(NamedTuple):
    """A rubric ready to judge by; made once for many candidates."""

    rubric: Rubric
    compiled: Compiled
    reader: CandidateReader

    def candidate(self, said: Plain, head: Plain = None) -> tuple[Candidate, date | None]:
        """A candidate of whom this is said, as it stands on its day, and the day."""
        plain = {"candidate": "Odalys Wren", "answers": said, **(head or {})}
        read, found = self.reader.read(plain)
        assert read is not None, [(d.message, d.trail) for d in found]
        day = read.as_of or read.election
        return self.reader.settled(read, day), day

    def assessed(self, said: Plain, head: Plain = None) -> Assessment:
        """What comes out for a candidate of whom this is said."""
        candidate, _ = self.candidate(said, head)
        return Assessment(self.compiled, candidate.answers, self.reader.absent, candidate.given)

    def record(self, said: Plain, head: Plain = None) -> Record:
        """The record of a candidate of whom this is said."""
        candidate, day = self.candidate(said, head)
        origin = assemble.Origin("wren.yaml", FILE_DIGEST, self.part)
        return assemble.assemble(candidate, self.assessed(said, head), origin, day)

    def entry(self, said: Plain, head: Plain = None, audience: Audience = "members") -> Entry:
        """What a slate keeps of a candidate of whom this is said."""
        candidate, day = self.candidate(said, head)
        assessment = self.assessed(said, head)
        outcomes = slate.Decider(self.compiled).outcomes(assessment.masks)
        from_where = None if day is None else "file" if candidate.as_of else "election"
        origin = slate.Origin("wren.yaml", DIGEST, "rubric.yaml", None, day, from_where)
        return slate.entry_of(candidate, assessment, outcomes, origin, audience)

    @property
    def part(self) -> RubricPart:
        """The rubric as a record names it."""
        return {
            "id": self.rubric.id,
            "version": self.rubric.version,
            "digest": DIGEST,
            "extends": [],
            "effective": None,
            "departures": [],
            "waived": [],
        }


def bench(plain: Plain) -> Bench:
    """A plain rubric, which must be free of faults, ready to judge by."""
    rubric, found = read_rubric(plain)
    assert not found, [(d.message, d.trail) for d in found]
    return Bench(rubric, compile_rubric(rubric), CandidateReader(rubric))
