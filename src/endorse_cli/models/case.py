"""The only place for the shape of a case: answers, and what must come of them, and why."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, quoted
from endorse_cli.models.candidate import HEAD, Candidate
from endorse_cli.models.candidate_reader import CandidateReader
from endorse_cli.models.decisions import Decision
from endorse_cli.models.entries import text_at
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric

UNDETERMINED: Literal["undetermined"] = "undetermined"

KEYS = ("case", "why", "expect", "rows", "reasons")
REQUIRED = ("case", "expect", "answers")

Expected: TypeAlias = tuple[str, ...] | Literal["undetermined"]
"""The outcomes that must be possible, no others; or that more than one is, whichever."""


class Case(NamedTuple):
    """A candidate made up to try a rubric on, and what must come out for it.

    `rows` are the rows that must be able to decide, no others; `reasons` the variables (or sets)
    that the sufficient reason must name, others allowed. All three by decision, in rubric order.
    """

    name: str
    why: str | None
    candidate: Candidate
    expect: dict[str, Expected]
    rows: dict[str, tuple[str, ...]]
    reasons: dict[str, tuple[str, ...]]


class CaseReader:
    """Reads cases under one rubric; made once, used for every case."""

    def __init__(self, candidates: CandidateReader) -> None:
        self.candidates = candidates
        self.rubric = candidates.rubric
        self.variables = _variable_ids(self.rubric)

    def read(self, value: Plain) -> tuple[Case | None, tuple[Diagnostic, ...]]:
        """The case, or everything that is wrong with it."""
        reader = Reader()
        optional = _without((*KEYS, *HEAD), REQUIRED)
        found = reader.keys(value, "The case", (), REQUIRED, optional)
        if not isinstance(value, dict):
            return None, tuple(reader.found)
        name = text_at(reader, found, "case")
        why = reader.text(found["why"], "`why`", ("why",)) if "why" in found else None
        expect = self._expect(reader, found)
        rows = self._by_decision(reader, found, "rows")
        reasons = self._by_decision(reader, found, "reasons")
        _see_reasons_are_settled(reader, expect, reasons)
        said = {"candidate": name or "a case", "answers": {}, **_head(found)}
        candidate, wrong = self.candidates.read(said)
        faults = (*reader.found, *wrong)
        if candidate is None or faults:
            return None, faults
        return Case(name, why, candidate, expect, rows, reasons), ()

    def _expect(self, reader: Reader, found: dict[str, Plain]) -> dict[str, Expected]:
        if "expect" not in found:
            return {}
        at: Trail = ("expect",)
        given = reader.mapping(found["expect"], "`expect`", at)
        if given == {} and isinstance(found["expect"], dict):
            message = "`expect` names no decision."
            reader.fault("bad-shape", message, "Write what must come out: `decision: outcome`.", at)
        return {
            decision.id: self._outcomes(reader, decision, given[decision.id])
            for decision in self._decisions(reader, given, at)
        }

    def _outcomes(self, reader: Reader, decision: Decision, value: Plain) -> Expected:
        at = ("expect", decision.id)
        what = f"The outcome of {quoted(decision.id)}"
        if isinstance(value, list):
            words = _words(reader, value, what, at, decision.outcomes, decision.titles)
            return _in_order(words, decision.outcomes)
        accepted = (*decision.outcomes, UNDETERMINED)
        word = reader.word(value, what, at, accepted, decision.titles)
        return UNDETERMINED if word == UNDETERMINED else (word,)

    def _by_decision(
        self, reader: Reader, found: dict[str, Plain], key: str
    ) -> dict[str, tuple[str, ...]]:
        if key not in found:
            return {}
        given = reader.mapping(found[key], quoted(key), (key,))
        read = {}
        for decision in self._decisions(reader, given, (key,)):
            rows = tuple(row.id for row in decision.rows)
            accepted = rows if key == "rows" else self.variables
            what = f"A row of {quoted(decision.id)}" if key == "rows" else "A criterion"
            words = _words(reader, given[decision.id], what, (key, decision.id), accepted)
            read[decision.id] = _in_order(words, accepted)
        return read

    def _decisions(self, reader: Reader, given: dict[str, Plain], at: Trail) -> list[Decision]:
        for id in given:
            if id not in self.rubric.decisions:
                accepted = list(self.rubric.decisions)
                reader.bad_value(id, "The decision", (*at, id), accepted, on_key=True)
        return [d for d in self.rubric.decisions.values() if d.id in given]


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in others)


def _head(found: dict[str, Plain]) -> dict[str, Plain]:
    return {key: part for key, part in found.items() if key in HEAD}


def _in_order(words: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in order if word in words)


def _words(
    reader: Reader,
    value: Plain,
    what: str,
    trail: Trail,
    accepted: tuple[str, ...],
    titles: Mapping[str, str] = NO_TITLES,
) -> tuple[str, ...]:
    """One word or a list of them, each of which must be accepted."""
    words = reader.one_or_more(value, what, trail)
    for position, word in enumerate(words):
        at = (*trail, position) if isinstance(value, list) else trail
        if word and word not in accepted:
            reader.bad_value(word, what, at, accepted, titles)
    return words


def _variable_ids(rubric: Rubric) -> tuple[str, ...]:
    """What a reason may name: every criterion, and every member of a set."""
    members = (
        (c.id, *(f"{c.id}.{name}" for name in c.kind.names if c.kind.form == "set"))
        for c in rubric.criteria.values()
    )
    return tuple(id for ids in members for id in ids)


def _see_reasons_are_settled(
    reader: Reader, expect: dict[str, Expected], reasons: dict[str, tuple[str, ...]]
) -> None:
    for id in reasons:
        expected = expect.get(id)
        if expected == UNDETERMINED or (expected is not None and len(expected) > 1):
            message = f"{quoted(id)} is expected to be undetermined, so it has no reason yet."
            help = "Take the reasons away, or expect one outcome."
            reader.fault("bad-value", message, help, ("reasons", id), on_key=True)
