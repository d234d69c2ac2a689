"""Many candidates on one board: the races by day, and how many have each leading outcome."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize

from endorse_cli.diagnostics import unused
from endorse_cli.models.candidate import race_of
from endorse_cli.models.record import LeftOutPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.printed_names import NO_RACE, plain_name
from endorse_cli.views.race import Runner
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Tone, Verdict, settled

FEW = 5
"""Up to so many outcomes are all counted, those that nobody has too."""


NUMBERED = "{}-{}"
"""What a place is called whose name differs from another's only in signs."""

OWN = re.compile(
    r"p\d+(-\d+)*|(question|rubric|level|show|line)(-.*)?"
    r"|answers|board|cover|document|how-to-read|index|passages|slate"
)
"""What other places of a page, and files beside it, are called: nobody's."""

LONGEST = 60
"""Letters of a place's name; a file's name has room for them in any alphabet."""


class Card(NamedTuple):
    """What a board has of one candidate; `because` says why the leading outcome is what it is.

    `anchor` is what the candidate's place is called, `number` that in the order in which they came.
    """

    name: str
    office: str | None
    seat: str | None
    day: str
    chapter: str | None
    rubric: str
    leading: Verdict
    others: tuple[Verdict, ...]
    because: str
    left_out: LeftOutPart | None
    anchor: str = ""
    number: int = 0


def card_of(result: Result, because: str) -> Card:
    """What a board has of a result."""
    record, runner = result.record, Runner("", result)
    who, made = record["candidate"], record.get("edition")
    return Card(
        who["name"],
        who["office"],
        who["seat"],
        who["election"] or "",
        who["chapter"],
        record["rubric"]["digest"],
        runner.leading,
        runner.others,
        because,
        made["left_out"] if made else None,
    )


class Contest(NamedTuple):
    """Who runs for one seat; with `is_apart` for none that is known, so against nobody."""

    anchor: str
    title: str
    day: str
    runners: tuple[Card, ...]
    is_apart: bool

    @property
    def has_rivals(self) -> bool:
        """Whether several run against each other."""
        return len(self.runners) > 1 and not self.is_apart


class Count(NamedTuple):
    """How many candidates have an outcome; `outcome.words` is empty for what is still open."""

    outcome: Verdict
    number: int


@dataclass(frozen=True)
class Board:
    """Every candidate, by race; nobody is ranked. `rubrics` are those in use."""

    races: tuple[Contest, ...]
    rubrics: tuple[Rubric, ...]

    @property
    def elects(self) -> bool:
        """Whether anybody is known to be up for election; if not, nothing is said of races."""
        in_races = any(not race.is_apart for race in self.races)
        return elects(in_races=in_races, days=(race.day for race in self.races))

    @cached_property
    def runners(self) -> tuple[Card, ...]:
        """Every candidate, in the order of the races."""
        return tuple(runner for race in self.races for runner in race.runners)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """How many have each leading outcome; of few outcomes those that nobody has, too."""
        found = counts_of((runner.leading for runner in self.runners), self.rubrics)
        return tuple(count for count in found if count.number or len(found) <= FEW)


def elects(*, in_races: bool, days: Iterable[str | None]) -> bool:
    """Whether anybody is known to be up for election: in a race, or on some day.

    Applicants for a grant run against nobody.
    """
    return in_races or any(days)


def counts_of(verdicts: Iterable[Verdict], rubrics: Iterable[Rubric]) -> tuple[Count, ...]:
    """How many have each leading outcome of these rubrics: the best first, last what is open."""
    sums: dict[tuple[str, Tone], Count] = {}
    for rubric in rubrics:
        decision = rubric.decisions[rubric.leading]
        for name in reversed(decision.outcomes) if decision.ordered else decision.outcomes:
            verdict = settled(decision, name)
            sums[verdict.words, verdict.tone] = Count(verdict, 0)
    for verdict in verdicts:
        key = verdict.words, verdict.tone
        before = sums.get(key, Count(verdict, 0))
        sums[key] = before._replace(number=before.number + 1)
    still_open = sums.pop(("", "open"), None)
    return (*sums.values(), *([still_open] if still_open else []))


class _Place(NamedTuple):
    """The day of a candidate's election and the race on it; None with neither seat nor office."""

    day: str
    race: tuple[str, ...] | None


def board_of(cards: Iterable[Card], rubrics: Iterable[Rubric]) -> Board:
    """Candidates by their races: by day, none last; on a day in the order given.

    Last on each day are those who are in no race. Places are called by seat and name alone, so that
    none moves with the day; of several that would be called alike the first given has the name.
    """
    races: dict[_Place, list[Card]] = {}
    heads: dict[_Place, tuple[str, str]] = {}
    taken: set[str] = set()
    for number, card in enumerate(cards):
        place = _Place(card.day, race_of(card.seat, card.office, card.day or None))
        seat = (card.seat or card.office or "") if place.race else "no-race"
        own = unused(anchor(seat, card.name), taken, NUMBERED)
        races.setdefault(place, []).append(card._replace(anchor=own, number=number))
        if place not in heads:
            title = card.office or plain_name(card.seat or "") if place.race else NO_RACE
            heads[place] = unused(anchor("race", seat), taken, NUMBERED), title
    order = sorted(races, key=lambda place: (not place.day, place.day, place.race is None))
    contests = tuple(
        Contest(*heads[place], place.day, tuple(races[place]), place.race is None)
        for place in order
    )
    board = Board(contests, tuple(rubrics))
    if board.elects:
        return board
    return replace(board, races=tuple(one._replace(title="Candidates") for one in contests))


def anchor(*parts: str) -> str:
    """What a place on a page is called: letters and digits, the rest as hyphens.

    It hangs on what the place is about and on nothing that stands beside it, and is short enough
    for the name of a file.
    """
    text = normalize("NFKC", " ".join(parts)).casefold()
    found = re.sub(r"[\W_]+", "-", text).strip("-") or "candidate"
    if OWN.fullmatch(found):
        found = f"candidate-{found}"
    if len(found) <= LONGEST:
        return found
    return f"{found[:LONGEST]}-{blake2b(found.encode(), digest_size=4).hexdigest()}"
