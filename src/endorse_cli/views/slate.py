"""Many candidates on one board: the races by day, and how many have each leading outcome."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize

from endorse_cli.diagnostics.wording import unused
from endorse_cli.models.candidate import race_of
from endorse_cli.models.record import Record
from endorse_cli.views.printed_names import NO_RACE, plain_name
from endorse_cli.views.race import Race, Runner, Tone, Verdict, settled
from endorse_cli.views.result import Result

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


class Count(NamedTuple):
    """How many candidates have an outcome; `outcome.words` is empty for what is still open."""

    outcome: Verdict
    number: int


@dataclass(frozen=True)
class Board:
    """Every candidate, by race; nobody is ranked."""

    races: tuple[Race, ...]

    @cached_property
    def runners(self) -> tuple[Runner, ...]:
        """Every candidate, in the order of the races."""
        return tuple(runner for race in self.races for runner in race.runners)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """How many have each leading outcome: the best first, last what is still open."""
        sums: dict[tuple[str, Tone], Count] = {}
        for verdict in self._outcomes():
            sums[verdict.words, verdict.tone] = Count(verdict, 0)
        for runner in self.runners:
            key = runner.leading.words, runner.leading.tone
            before = sums.get(key, Count(runner.leading, 0))
            sums[key] = before._replace(number=before.number + 1)
        is_few = len(sums) <= FEW
        return tuple(count for count in sums.values() if count.number or is_few)

    def _outcomes(self) -> Iterable[Verdict]:
        """Every outcome of the rubrics in use, best first."""
        rubrics = {
            runner.result.record["rubric"]["digest"]: runner.result.rubric
            for runner in self.runners
        }
        for rubric in rubrics.values():
            decision = rubric.decisions[rubric.leading]
            names = reversed(decision.outcomes) if decision.ordered else decision.outcomes
            yield from (settled(decision, name) for name in names)

    @cached_property
    def is_one(self) -> bool:
        """Whether there is a single candidate."""
        return len(self.runners) == 1


class _Place(NamedTuple):
    """The day of a candidate's election and the race on it; None with neither seat nor office."""

    day: str
    race: tuple[str, ...] | None


def board_of(results: Sequence[Result]) -> Board:
    """Candidates by their races: by day, none last; on a day in the order given.

    Last on each day are those who are in no race. Places are called by seat and name alone, so that
    none moves with the day; of several that would be called alike the first given has the name.
    """
    races: dict[_Place, Race] = {}
    taken: set[str] = set()
    for result in results:
        place, who = _place(result.record), result.record["candidate"]
        seat = (who["seat"] or who["office"] or "") if place.race else "no-race"
        runner = Runner(unused(anchor(seat, who["name"]), taken, NUMBERED), result)
        if place in races:
            races[place] = replace(races[place], runners=(*races[place].runners, runner))
            continue
        title = who["office"] or plain_name(who["seat"] or "") if place.race else NO_RACE
        own = unused(anchor("race", seat), taken, NUMBERED)
        races[place] = Race(own, title, place.day, (runner,), is_apart=place.race is None)
    order = sorted(races, key=lambda place: (not place.day, place.day, place.race is None))
    return Board(tuple(races[place] for place in order))


def _place(record: Record) -> _Place:
    who = record["candidate"]
    race = race_of(who["seat"], who["office"], who["election"])
    return _Place(who["election"] or "", race)


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
