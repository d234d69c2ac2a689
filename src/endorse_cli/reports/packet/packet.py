"""All that a packet is made from: the board, and of each candidate what is opened to be set."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from endorse_cli.diagnostics import counted
from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart
from endorse_cli.reports.editions import total
from endorse_cli.reports.packet import sentences
from endorse_cli.reports.packet.appendix import Behind, Places, behind
from endorse_cli.reports.packet.sheet import Section
from endorse_cli.review.citations import Text
from endorse_cli.views.board import Board, Card, Contest, board_of
from endorse_cli.views.printed_names import (
    chapter_words,
    edition_title,
    left_out_words,
    slate_words,
    unread_words,
)
from endorse_cli.views.race import Runner
from endorse_cli.views.result import Result


@dataclass(frozen=True)
class Frame:
    """What all pages of a packet share.

    `home` is the file of the board where candidates are files beside it, else empty.
    """

    title: str
    audience: Audience
    slate: Slate | None
    chapter: str
    text: Text | None
    home: str = ""

    @property
    def edition(self) -> str:
        """For whom it is."""
        return f"edition {edition_title(self.audience)}"

    @property
    def vote(self) -> sentences.Vote:
        """When and by whom it is voted on."""
        return sentences.vote_of(self.slate)


class Lot(NamedTuple):
    """A race with what is kept of its candidates, to be set wherever there is time for it.

    `places` are by the digest of the rubric; empty where each page has its own.
    """

    contest: Contest
    kept: tuple[object, ...]
    places: Mapping[str, Places]


Open: TypeAlias = Callable[[object], Account]
"""Makes an account of what is kept of a candidate."""

Set: TypeAlias = Callable[[Lot], list[tuple[str, str]]]
"""Sets a race: the parts of its text, or its files, each with its name."""

Share: TypeAlias = Callable[[Set, Iterable[Lot]], Iterator[list[tuple[str, str]]]]
"""Has races set one after the other, or several at a time, and gives them in order."""


def _as_it_is(kept: object) -> Account:
    assert isinstance(kept, Account)
    return kept


@dataclass(frozen=True)
class Packet:
    """All that a packet is made from, in an edition made before.

    Of each candidate so much as its place on the board needs is at hand; the rest is `kept`, in
    the order of the cards' numbers, and opened where it is set.
    """

    frame: Frame
    board: Board
    invalid: tuple[InvalidPart, ...]
    sections: tuple[Section, ...]
    kept: Sequence[object]
    opener: Open = _as_it_is
    share: Share = map

    @property
    def counted(self) -> str:
        """How many candidates there are, in how many races."""
        races = self.board.races
        apart = sum(len(race.runners) for race in races if race.is_apart and self.board.elects)
        known = sum(not race.is_apart for race in races)
        words = slate_words(len(self.board.runners), known, apart)
        return f"{words} could be read" if self.invalid else words

    @property
    def unread(self) -> str:
        """Who could not be read, in words."""
        return unread_words([part["source"] for part in self.invalid], len(self.board.runners))

    @property
    def not_assessed(self) -> list[str]:
        """Every file that could not be read, and in how much it is wrong."""
        return [
            f"{part['source']}: not assessed, {counted(len(part['findings']), 'problem')}"
            for part in self.invalid
        ]

    @property
    def left_out(self) -> str:
        """What the edition leaves out, counted."""
        if self.frame.audience == "members":
            return ""
        made = [runner.left_out for runner in self.board.runners if runner.left_out]
        return left_out_words(total(made), [part["source"] for part in self.invalid])

    @property
    def is_one(self) -> bool:
        """Whether it is of one candidate, and of nobody who could not be read."""
        return len(self.board.runners) == 1 and not self.invalid

    @cached_property
    def behind(self) -> tuple[Behind, ...]:
        """What stands behind the results: every account is opened once, and none is kept."""
        runners = (self.runner(card) for card in self.board.runners)
        return behind(runners, self.frame.text, only_given=self.is_one)

    def runner(self, card: Card) -> Runner:
        """A candidate with everything."""
        account = self.opener(self.kept[card.number])
        return Runner(card.anchor, Result(account, self.frame.text))

    def lots(self, contests: Iterable[Contest], *, numbered: bool) -> Iterator[Lot]:
        """Races with what is kept of their candidates; `numbered` as their sources are here."""
        for contest in contests:
            kept = tuple(self.kept[runner.number] for runner in contest.runners)
            own = {runner.rubric for runner in contest.runners} if numbered else ()
            places = {
                one.heard.part["digest"]: one.places_of(contest.runners)
                for one in (self.behind if numbered else ())
                if one.heard.part["digest"] in own
            }
            yield Lot(contest, kept, places)


def packet_of(
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sequence[Section] = (),
    text: Text | None = None,
) -> Packet:
    """What a packet is made from: accounts in an edition that was made before.

    `sections` speak of the slate as a whole: what changed since the last packet, guidance. With the
    `text` of the document it is printed once, and citations lead there.
    """
    cards = [sentences.card(Result(account)) for account in accounts]
    rubrics = {one.record["rubric"]["digest"]: one.rubric for one in accounts}
    board = board_of(cards, rubrics.values())
    frame = frame_of(cards, audience, slate, text)
    return Packet(frame, board, tuple(invalid), tuple(sections), accounts)


def frame_of(
    cards: Sequence[Card], audience: Audience, slate: Slate | None, text: Text | None
) -> Frame:
    """What the pages of a packet share: what it is called, and whose it is."""
    title = slate.title if slate else cards[0].name if len(cards) == 1 else "Candidates"
    named = {card.chapter for card in cards}
    only = (named.pop() if len(named) == 1 else None) or ""
    return Frame(title, audience, slate, chapter_words(only), text)
