"""What is kept of each candidate to speak of all of them together, and who has come by."""

from array import array
from datetime import date
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

from endorse_cli.engine.assessment import Assessment, Decided
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.explanation import noticed
from endorse_cli.engine.logic import certain_row
from endorse_cli.engine.next_question import still_matter
from endorse_cli.engine.possible import reachable
from endorse_cli.models.candidate import Candidate, identity
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import Answer, Evidence, State
from endorse_cli.models.record import Audience
from endorse_cli.models.side_by_side import DayFrom, Lack
from endorse_cli.rubric.measures import standing


class Given(NamedTuple):
    """What was given for one criterion: whether it is known, and a digest for each source.

    `lacks` says why it does not count where it was given and does not.
    """

    criterion: str
    state: State
    known: bool
    lacks: Lack | None
    sources: int
    said: tuple[bytes, ...]


class Origin(NamedTuple):
    """Where a candidate comes from, and by what and when it is judged.

    `source` is the file's name without folders, `rubric` the digest of the rubric in `rubric_file`,
    `day` the day at which it was asked where the rubric hangs on one. `as_of` is the day at which
    the candidate is judged, and `as_of_from` says whence that is.
    """

    source: str
    rubric: str
    rubric_file: str
    day: date | None
    as_of: date | None
    as_of_from: DayFrom | None


class Entry(NamedTuple):
    """One candidate, as far as a slate needs to know: no note, no statement, no source's text.

    `masks` are the values still possible by variable, `told` the outcomes that the file states, as
    masks by decision, `given` what was given by criterion, `open` the criteria that can still
    change an outcome, `notices` the answers that a reader of the verdict must see, by criterion,
    `who` the digest that tells the candidate apart.
    """

    origin: Origin
    name: str
    office: str | None
    seat: str | None
    election: str | None
    chapter: str | None
    outcomes: dict[str, Decided]
    masks: tuple[int, ...]
    told: dict[str, int]
    given: tuple[Given, ...]
    open: tuple[str, ...]
    notices: tuple[tuple[str, str], ...]
    who: bytes

    @property
    def rubric(self) -> str:
        """The digest of the rubric by which it is judged."""
        return self.origin.rubric

    @property
    def settled(self) -> bool:
        """Whether every decision has an outcome."""
        return all(decided.outcome is not None for decided in self.outcomes.values())


def entry_of(
    candidate: Candidate,
    assessment: Assessment,
    outcomes: dict[str, Decided],
    origin: Origin,
    audience: Audience = "members",
) -> Entry:
    """The entry of one candidate.

    For the public an answer that is not established was never asked for, and a source under it is
    none: that it is there would say that there is such an answer.
    """
    settled = all(decided.outcome is not None for decided in outcomes.values())
    return Entry(
        origin,
        candidate.name,
        candidate.office,
        candidate.seat,
        candidate.election.isoformat() if candidate.election else None,
        candidate.chapter,
        outcomes,
        tuple(assessment.masks),
        {id: answer.masks[0] for id, answer in assessment.given.items()},
        _all_given(assessment, origin.as_of, audience),
        () if settled else _mattering(assessment),
        tuple((one.criterion, one.name) for one in noticed(assessment, origin.as_of)),
        who_digest(candidate),
    )


def _mattering(assessment: Assessment) -> tuple[str, ...]:
    """The criteria that still matter; a number that is known needs no asking."""
    matter = still_matter(assessment.compiled, assessment.agreeing)
    return tuple(id for id in matter if id not in assessment.settled_numbers)


def _all_given(assessment: Assessment, day: date | None, audience: Audience) -> tuple[Given, ...]:
    criteria = assessment.compiled.rubric.criteria
    return tuple(
        _given(criteria[id], _shown(answer, audience), day)
        for id, answer in assessment.answers.items()
    )


def _shown(answer: Answer, audience: Audience) -> Answer:
    if audience == "public" and answer.state == "unsupported":
        return answer._replace(state="not_asked", evidence=())
    return answer


def _given(criterion: Criterion, answer: Answer, day: date | None) -> Given:
    known = all(mask & (mask - 1) == 0 for mask in answer.masks)
    said = tuple(_digest(source) for source in answer.evidence if source.says)
    lacks = lack_of(criterion, answer, day)
    return Given(criterion.id, answer.state, known, lacks, len(answer.evidence), said)


def _digest(source: Evidence) -> bytes:
    text = "\0".join(map(str, (source.source, source.date, source.says)))
    return blake2b(text.encode(), digest_size=16).digest()


def who_digest(candidate: Candidate) -> bytes:
    """Sixteen bytes that tell a candidate apart from every other: see `identity`."""
    return digest_of(identity(candidate))


def digest_of(parts: tuple[str, ...]) -> bytes:
    """Sixteen bytes for an identity."""
    return blake2b("\0".join(parts).encode(), digest_size=16).digest()


class Decider:
    """What the decisions of a rubric come to: for many candidates, each result made once."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.known: dict[tuple[str, tuple[int, ...]], Decided] = {}

    def outcomes(self, masks: list[int]) -> dict[str, Decided]:
        """Every decision's outcome, in rubric order."""
        manager = self.compiled.manager
        level_of, kids_of = manager.level, manager.kids
        found = {}
        for id, decided in self.compiled.decisions.items():
            node = decided.root
            while kids := kids_of[node]:
                mask = masks[level_of[node]]
                if mask & (mask - 1):
                    ends = tuple(reachable(manager, node, masks))
                    break
                node = kids[mask.bit_length() - 1]
            else:
                ends = (node,)
            outcome = self.known.get((id, ends))
            if outcome is None:
                outcome = self.known[id, ends] = self._outcome(id, ends)
            if outcome.outcome is not None and len(outcome.rows) > 1:
                # Which row holds hangs on more than on where the walk ends.
                row = certain_row(manager, decided, outcome.rows, masks)
                outcome = outcome._replace(row=row)
            found[id] = outcome
        return found

    def _outcome(self, id: str, ends: tuple[int, ...]) -> Decided:
        decided = self.compiled.decisions[id]
        held = {self.compiled.manager.leaf[end] for end in ends}
        rows = tuple(row for row in decided.outcome_of if row in held)
        results = {decided.outcome_of[row] for row in rows}
        possible = tuple(name for name in decided.decision.outcomes if name in results)
        row = rows[0] if len(rows) == 1 else None
        return Decided(possible[0] if len(possible) == 1 else None, possible, rows, row, ())


def lack_of(criterion: Criterion, answer: Answer, day: date | None) -> Lack | None:
    """What an answer lacks to count; None where it counts, or where none was given."""
    if answer.state != "unsupported":
        return None
    named = (source for source in answer.evidence if source.source)
    found = {standing(criterion, source, day) for source in named}
    lacks: tuple[Lack, ...] = ("unsettled", "stale", "later")
    return next((lack for lack in lacks if lack in found), "no_source")


_HALVES = Struct(">QQ").unpack

SMALLEST = 1 << 10

FULL = 0.8
"""The share of a table that is used before it grows."""


class Seen:
    """The digests of candidates (16 bytes each) and where each first stood."""

    def __init__(self) -> None:
        self._renew(SMALLEST)

    def _renew(self, size: int) -> None:
        self.count, self.size, self.most = 0, size, size * FULL
        self.high, self.low, self.where = (array("Q", bytes(8 * size)) for _ in range(3))

    def first(self, digest: bytes, where: int) -> int | None:
        """Where the same digest stood before, or None, and then `where` is kept; above 0."""
        high, low = _HALVES(digest)
        return self._first(high, low, where)

    def _first(self, high: int, low: int, where: int) -> int | None:
        highs, lows, wheres, size = self.high, self.low, self.where, self.size
        slot = high % size
        while first := wheres[slot]:
            if highs[slot] == high and lows[slot] == low:
                return first
            slot = (slot + 1) % size
        highs[slot], lows[slot], wheres[slot] = high, low, where
        self.count += 1
        if self.count > self.most:
            self._grow()
        return None

    def _grow(self) -> None:
        before = zip(self.high, self.low, self.where, strict=True)
        self._renew(self.size * 2)
        for high, low, where in before:
            if where:
                self._first(high, low, where)
