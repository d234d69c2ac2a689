"""The only place that reads a candidate's file as a whole, under one rubric."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.models.answer_reader import AnswerReader
from endorse_cli.models.old_candidate import OPTIONAL, REQUIRED, Answer, Candidate
from endorse_cli.models.cuts import Regions, regions_of
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.decisions import Decision
from endorse_cli.models.entries import optional_day, optional_text, text_at
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.kinds import Kind
from endorse_cli.models.measures import settled
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader, kind_of
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.models.set_reader import SetReader
from endorse_cli.models.statements_reader import read_assessed, read_corrections, read_statements
from endorse_cli.models.value_reader import value_reader


class CandidateReader:
    """Reads candidates under one rubric; made once, used for every candidate.

    With `whole`, answers to its criteria are read too, although the rubric does not ask them now.

    A bare answer is the commonest thing in a file, so what each means is worked out once.
    """

    def __init__(
        self,
        rubric: Rubric,
        whole: Rubric | None = None,
        cut: Mapping[str, Regions] | None = None,
    ) -> None:
        self.rubric = rubric
        self.regions = dict(cut) if cut is not None else regions_of(rubric)
        regions = {**regions_of(whole), **self.regions} if whole else self.regions
        self.readers = {
            c.id: reader_of(c, regions.get(c.id)) for c in (whole or rubric).criteria.values()
        }
        self.bare = {id: reader.bare for id, reader in self.readers.items()}
        self.absent = {id: reader.bare[UNKNOWN] for id, reader in self.readers.items()}
        self.stated = {
            d.id: reader_of(_as_criterion(d), None)
            for d in rubric.decisions.values()
            if d.may_be_given
        }

    def read(self, value: Plain) -> tuple[Candidate | None, tuple[Diagnostic, ...]]:
        """The candidate, or everything that is wrong with the file."""
        reader = Reader()
        found = reader.keys(value, "The candidate", (), REQUIRED, OPTIONAL)
        if not isinstance(value, dict):
            return None, tuple(reader.found)
        candidate = Candidate(
            name=text_at(reader, found, "candidate"),
            office=optional_text(reader, found, "office"),
            seat=optional_text(reader, found, "seat"),
            election=optional_day(reader, found, "election"),
            chapter=optional_text(reader, found, "chapter"),
            as_of=optional_day(reader, found, "as_of"),
            assessed=read_assessed(reader, found["assessed"]) if "assessed" in found else None,
            answers=self.answers(reader, found["answers"]) if "answers" in found else {},
            statements_for=(statements := read_statements(reader, found))[0],
            statements_against=statements[1],
            corrections=read_corrections(reader, found),
        )
        if self.stated and "answers" in found:
            candidate = candidate._replace(given=self.given(reader, found["answers"]))
        optional_text(reader, found, "rubric")
        return (None if reader.found else candidate), tuple(reader.found)

    def answers(self, reader: Reader, value: Plain) -> dict[str, Answer]:
        """Every answer written, by criterion."""
        if not isinstance(value, dict):
            reader.fault(
                "bad-shape",
                f"`answers` is {kind_of(value)}, not a mapping.",
                "Write the answers below it, or `answers: {}` if there is none yet.",
                ("answers",),
            )
            return {}
        read: dict[str, Answer] = {}
        for id, said in value.items():
            words = self.bare.get(id)
            if words is None:
                if id not in self.stated:
                    self._unknown(reader, id)
                continue
            answer = words.get(said) if type(said) is str else None
            read[id] = answer or self.readers[id].read(reader, said, ("answers", id))
        return read

    def given(self, reader: Reader, value: Plain) -> dict[str, Answer]:
        """The decisions that the file states, as answers whose values are the outcomes."""
        if not isinstance(value, dict):
            return {}
        return {
            id: self.stated[id].read(reader, said, ("answers", id))
            for id, said in value.items()
            if id in self.stated
        }

    def settled(self, candidate: Candidate, as_of: date | None) -> Candidate:
        """The candidate as it stands on a day.

        What counts from a day or an election is placed; an answer whose needed sources are too old
        by the day, or later than it, is open.
        """
        supported = {
            id: self.readers[id].on(answer, as_of)
            for id, answer in candidate.answers.items()
            if answer.evidence
        }
        if supported:
            candidate = candidate._replace(answers={**candidate.answers, **supported})
        if not self.counts_days:
            return candidate
        anchors = {"election": candidate.election, "as_of": as_of}
        return candidate._replace(answers=settled(candidate.answers, self.regions, anchors))

    @cached_property
    def counts_days(self) -> bool:
        """Whether any answer is a day that is compared with an election or the day of judging."""
        return any(isinstance(r, DayRegions) and r.anchor for r in self.regions.values())

    def _unknown(self, reader: Reader, id: str) -> None:
        near = reader.nearest(id, [*self.bare, *self.stated])
        hint = f"Did you mean {quoted(near)}? " if near else ""
        reader.fault(
            "unknown-id",
            f"{quoted(id)} is not a criterion of {quoted(self.rubric.id)}.",
            f"{hint}`endorse new candidate` writes a file with all of them.",
            ("answers", id),
            on_key=True,
        )


def reader_of(criterion: Criterion, regions: Regions | None) -> AnswerReader:
    """What reads the answers to a criterion; `regions` are those of a number or a day."""
    if criterion.kind.form == "set":
        return AnswerReader(criterion, SetReader(criterion))
    return AnswerReader(criterion, value_reader(criterion, regions))


def _as_criterion(decision: Decision) -> Criterion:
    """A decision that a file may state, as the question which outcome it has."""
    return Criterion.model_construct(
        id=decision.id,
        group="",
        ask="",
        kind=Kind.model_construct(form="choice", names=decision.outcomes),
        grounds=NO_GROUNDS,
        titles=decision.titles,
        trail=decision.trail,
    )
