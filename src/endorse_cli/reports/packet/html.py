"""The only place that turns candidates into pages: each fetches nothing and runs nothing.

A packet is one page; of very many candidates the board is a page, with files beside it. Nothing is
said by colour alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from math import cos, pi, sin
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.editions import total
from endorse_cli.reports.packet import sayings
from endorse_cli.reports.packet.appendix import Behind, Places, behind
from endorse_cli.reports.packet.drawing import drawings
from endorse_cli.reports.packet.flow import Section, section_of, titled_section
from endorse_cli.reports.papers.templating import (
    filled,
    filled_in_parts,
    page_of,
    set_as,
    template_text,
)
from endorse_cli.reports.printed_rubric.rubric_document import SECTIONS, put_opening
from endorse_cli.reports.result.frame import TRUE, WEIGHED
from endorse_cli.reports.result.matrix import effect_text
from endorse_cli.reports.result.screen import document_text
from endorse_cli.reports.slates.comparisons import MATTERS, pair_title, put_pair
from endorse_cli.reports.wording import (
    chain_text,
    citation,
    counted,
    edition_title,
    headed,
    left_out_words,
    slate_words,
    unread_words,
)
from endorse_cli.rubric.passages import Text
from endorse_cli.views.days import with_days
from endorse_cli.views.race import Matrix, Race, Runner, Verdict, matrix_of
from endorse_cli.views.result import Result
from endorse_cli.views.slate import Board, Card, Contest, board_of

COLUMNS = 5
"""So many rivals stand side by side in one table; more of them in several."""

HOME = "index.html"
"""The file of the board, where candidates are files beside it."""


RUBRIC = "rubric.html"
"""The file of the rubric then, to which every citation leads."""


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
    def vote(self) -> sayings.Vote:
        """When and by whom it is voted on."""
        return sayings.vote_of(self.slate)


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
    open: Open = _as_it_is
    share: Share = map

    @property
    def counted(self) -> str:
        """How many candidates there are, in how many races."""
        races = self.board.races
        apart = sum(len(race.runners) for race in races if race.is_apart)
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
        account = self.open(self.kept[card.number])
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
    cards = [sayings.card(Result(account)) for account in accounts]
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
    chapter = only if not only or "chapter" in only.casefold() else f"{only} chapter"
    return Frame(title, audience, slate, chapter, text)


def render_packet(packet: Packet) -> str:
    """A packet as one page; that of a single candidate has no cover."""
    return "".join(packet_parts(packet))


def packet_parts(packet: Packet) -> Iterator[str]:
    """The same piece by piece: each race as soon as it is set."""
    if packet.is_one:
        card = packet.board.runners[0]
        more = {"left_out": packet.left_out, "sections": packet.sections}
        yield _one(packet.frame, packet.board.races[0], packet.runner(card), **more)
        return
    lots = packet.lots(packet.board.races, numbered=True)
    sections = packet.share(partial(_section, packet.frame, packet.open), lots)
    yield from _page(
        packet.frame,
        "packet",
        packet.board.races,
        packet.behind,
        packet=packet,
        sections=packet.sections,
        races=(Markup(text) for parts in sections for _, text in parts),
    )


def render_files(packet: Packet) -> Iterator[tuple[str, str]]:
    """The same as several pages by their file names, the board's last.

    A page for each candidate, and one for each race in which there are rivals.
    """
    frame = replace(packet.frame, home=HOME)
    lots = packet.lots(_alone(packet.board.races), numbered=False)
    for files in packet.share(partial(_files, frame, packet.open), lots):
        yield from files
    found = packet.behind
    yield RUBRIC, "".join(_page(frame, "rubric", (), found))
    yield HOME, "".join(_page(frame, "board", (), found, packet=packet, sections=packet.sections))


def _alone(contests: Iterable[Contest]) -> Iterator[Contest]:
    """Races with rivals as they are; of others each candidate alone, since they share nothing."""
    for contest in contests:
        if contest.has_rivals:
            yield contest
        else:
            yield from (contest._replace(runners=(runner,)) for runner in contest.runners)


def _race(frame: Frame, open: Open, lot: Lot) -> Race:
    contest = lot.contest
    runners = (
        Runner(card.anchor, Result(open(kept), frame.text))
        for card, kept in zip(contest.runners, lot.kept, strict=True)
    )
    return Race(contest.anchor, contest.title, contest.day, tuple(runners), contest.is_apart)


def _section(frame: Frame, open: Open, lot: Lot) -> list[tuple[str, str]]:
    """A race as a section of a packet."""
    race = _race(frame, open, lot)
    values = {**_words(frame), "race": race, "places": lot.places, "kind": "packet"}
    return [(race.anchor, filled("packet-race.html.j2", values))]


def _files(frame: Frame, open: Open, lot: Lot) -> list[tuple[str, str]]:
    """A race as files: a page of rivals, and one for each candidate."""
    race, found = _race(frame, open, lot), []
    if lot.contest.has_rivals:
        own = behind(race.runners)
        places = {one.heard.part["digest"]: one.places for one in own}
        page = _page(frame, "race", (lot.contest,), own, race=race, places=places)
        found.append((f"{race.anchor}.html", "".join(page)))
    for runner in race.runners:
        found.append((f"{runner.anchor}.html", _one(frame, lot.contest, runner)))
    return found


def _one(frame: Frame, contest: Contest, runner: Runner, **more: object) -> str:
    """The page of one candidate."""
    own = behind((runner,), frame.text, only_given=True)
    race = Race(contest.anchor, contest.title, contest.day, (runner,), contest.is_apart)
    return "".join(_page(frame, "one", (), own, race=race, runner=runner, **more))


def _page(
    frame: Frame, kind: str, contests: Sequence[Contest], found: Sequence[Behind], **values: object
) -> Iterator[str]:
    style = template_text("packet.css") + _running_heads(frame, contests)
    scored = any(one.rubric.scores for one in found)
    own = {
        **set_as(style),
        **_words(frame),
        "kind": kind,
        "sections": (),
        "left_out": "",
        "home": "" if kind == "board" else frame.home,
        "cited_in": RUBRIC if frame.home and kind != "rubric" else "",
        "behind": found,
        "levels": _levels(found),
        "closing": (WEIGHED if scored else "", TRUE),
    }
    return filled_in_parts("packet.html.j2", {**own, **values})


def _words(frame: Frame) -> dict[str, object]:
    """What every page and every section of one is set with."""
    return {
        "frame": frame,
        "home": frame.home,
        "cited_in": RUBRIC if frame.home else "",
        "beside": bool(frame.home),
        "say": sayings,
        "tables_of": _tables,
        "drawings": drawings,
        "effect": effect_text,
        "citation": citation,
        "headed": headed,
        "with_days": with_days,
        "document_text": document_text,
        "chain_text": chain_text,
        "shape_id": shape_id,
        "wedge": _wedge,
        "page_name": page_name,
    }


def _tables(race: Race) -> list[Matrix]:
    """A race's answers in tables that fit on a page: of many rivals a few at a time."""
    return [part for matrix in race.matrices for part in _few(matrix)]


def _few(matrix: Matrix) -> Iterator[Matrix]:
    number = len(matrix.runners)
    tables = -(-number // COLUMNS)
    for place in range(tables):
        first, last = place * number // tables, (place + 1) * number // tables
        yield matrix if tables == 1 else matrix_of(matrix.runners[first:last])


def _levels(found: Sequence[Behind]) -> list[tuple[int, int]]:
    """How far up an answer can stand, in every number of steps that there is."""
    sizes = {
        len(criterion.kind.names)
        for one in found
        for criterion in one.rubric.criteria.values()
        if criterion.kind.form in ("levels", "yes_no")
    }
    return [(reached, size - 1) for size in sorted(sizes) for reached in range(size)]


def shape_id(verdict: Verdict) -> str:
    """What the shape of an outcome is called."""
    share = verdict.share
    return "shape-plain" if share is None else f"shape-{share.numerator}-{share.denominator}"


def _wedge(share: Fraction) -> str:
    """The filled part of a disc, clockwise from the top."""
    turn = 2 * pi * float(share)
    x, y = round(8 + 6 * sin(turn), 2), round(8 - 6 * cos(turn), 2)
    large = 1 if share > Fraction(1, 2) else 0
    return f"M8 8V2A6 6 0 {large} 1 {x:g} {y:g}Z"


def _running_heads(frame: Frame, contests: Sequence[Contest]) -> str:
    """What stands at the head of every printed page: the packet, and the race."""
    head = f"{frame.title} · {frame.edition}"
    rules = [f"@page {{ @top-left {{ content: {_quoted(head)}; }} }}"]
    for contest in contests:
        name = page_name(contest.anchor)
        rules.append(f"@page {name} {{ @top-right {{ content: {_quoted(contest.title)}; }} }}")
        rules.append(f"@media print {{ .{name} {{ page: {name}; }} }}")
    return "\n".join((*rules, ""))


def page_name(anchor: str) -> str:
    """What the printed pages of a race are called, in letters that a style sheet takes."""
    return "on-" + "".join(c if c.isascii() else f"u{ord(c):x}" for c in anchor)


def _quoted(text: str) -> str:
    """A text as a string of a style sheet, in which nothing can end it."""
    from endorse_cli.reports.sanitize import sanitize

    plain = sanitize(" ".join(text.split()))
    escaped = (c if c.isalnum() or c == " " else f"\\{ord(c):06x} " for c in plain)
    return f'"{"".join(escaped)}"'


def render_comparison(compared: Sequence[tuple[ComparedPart, Rubric]], audience: Audience) -> str:
    """Candidates side by side, in an edition that was made before, as one file like a packet."""
    sections = [
        section_of(pair_title(part), partial(put_pair, part=part, rubric=rubric))
        for part, rubric in compared
    ]
    return page_of(
        "comparison.html.j2",
        f"Candidates compared, {edition_title(audience)}",
        opening=(),
        sections=sections,
        closing=section_of("", lambda page: page.put(MATTERS, "quiet")).parts,
    )


def render_rubric(rubric: Rubric, part: RubricPart) -> str:
    """A whole rubric as one page, set like a packet."""
    opening = section_of("", partial(put_opening, rubric=rubric, part=part))
    sections = (titled_section(partial(put, rubric=rubric)) for put in SECTIONS)
    return page_of(
        "comparison.html.j2",
        rubric.title,
        opening=opening.parts[1:],
        sections=[section for section in sections if section.parts],
        closing=(),
    )
