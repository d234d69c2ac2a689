"""The only place that turns candidates into pages: each fetches nothing and runs nothing.

A packet is one page; of very many candidates the board is a page, with files beside it. Nothing is
said by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from math import cos, pi, sin

from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.editions import total
from endorse_cli.reports.packet import sayings
from endorse_cli.reports.packet.appendix import Behind, behind
from endorse_cli.reports.packet.drawing import drawings
from endorse_cli.reports.packet.flow import Section, section_of, titled_section
from endorse_cli.reports.papers.templating import filled, page_of, set_as, template_text
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
from endorse_cli.views.race import Matrix, Race, Verdict, matrix_of
from endorse_cli.views.result import Result
from endorse_cli.views.slate import Board, board_of

COLUMNS = 5
"""So many rivals stand side by side in one table; more of them in several."""

HOME = "index.html"
"""The file of the board, where candidates are files beside it."""


RUBRIC = "rubric.html"
"""The file of the rubric then, to which every citation leads."""


@dataclass(frozen=True)
class Packet:
    """All that a packet is made from, in an edition made before."""

    board: Board
    invalid: tuple[InvalidPart, ...]
    audience: Audience
    slate: Slate | None
    sections: tuple[Section, ...]
    text: Text | None

    @property
    def title(self) -> str:
        """What it is called."""
        if self.slate:
            return self.slate.title
        return "Candidates" if len(self.board.runners) != 1 else self.board.runners[0].name

    @property
    def edition(self) -> str:
        """For whom it is."""
        return f"edition {edition_title(self.audience)}"

    @property
    def chapter(self) -> str:
        """Whose candidates they are, where that is one chapter."""
        named = {r.result.record["candidate"]["chapter"] for r in self.board.runners}
        only = named.pop() if len(named) == 1 else None
        if not only:
            return ""
        return only if "chapter" in only.casefold() else f"{only} chapter"

    @property
    def counted(self) -> str:
        """How many candidates there are, in how many races."""
        races = self.board.races
        apart = sum(len(race.runners) for race in races if race.is_apart)
        known = sum(not race.is_apart for race in races)
        words = slate_words(len(self.board.runners), known, apart)
        return f"{words} could be read" if self.invalid else words

    @property
    def vote(self) -> sayings.Vote:
        """When and by whom it is voted on."""
        return sayings.vote_of(self.slate)

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
        if self.audience == "members":
            return ""
        records = [runner.result.record for runner in self.board.runners]
        made = [record["edition"]["left_out"] for record in records if "edition" in record]
        return left_out_words(total(made), [part["source"] for part in self.invalid])

    @cached_property
    def behind(self) -> tuple[Behind, ...]:
        """What stands behind the results."""
        return behind(self.board.runners, self.text, only_given=self.board.is_one)

    @property
    def is_scored(self) -> bool:
        """Whether anything is weighed in numbers."""
        return any(one.rubric.scores for one in self.behind)

    @cached_property
    def by_rubric(self) -> dict[str, Behind]:
        """The same by the digest of the rubric."""
        return {one.runners[0].result.record["rubric"]["digest"]: one for one in self.behind}

    def of(self, matrix: Matrix) -> Behind:
        """What stands behind a table."""
        return self.by_rubric[matrix.runners[0].result.record["rubric"]["digest"]]

    def only(self, race: Race) -> "Packet":
        """The same of one race alone."""
        return replace(self, board=Board((race,)), sections=(), invalid=())


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
    board = board_of([Result(account, text) for account in accounts])
    return Packet(board, tuple(invalid), audience, slate, tuple(sections), text)


def render_packet(packet: Packet) -> str:
    """A packet as one page; that of a single candidate has no cover."""
    return _page(packet, "one" if packet.board.is_one and not packet.invalid else "packet")


def render_files(packet: Packet) -> Iterator[tuple[str, str]]:
    """The same as several pages by their file names, the board's last.

    A page for each candidate, and one for each race in which there are rivals.
    """
    for race in packet.board.races:
        if len(race.runners) > 1 and not race.is_apart:
            yield f"{race.anchor}.html", _page(packet.only(race), "race", HOME)
        for runner in race.runners:
            alone = packet.only(replace(race, runners=(runner,)))
            yield f"{runner.anchor}.html", _page(alone, "one", HOME)
    yield RUBRIC, _page(packet, "rubric", HOME)
    yield HOME, _page(packet, "board", HOME)


def _page(packet: Packet, kind: str, home: str = "") -> str:
    values = {
        **set_as(template_text("packet.css") + _running_heads(packet, kind)),
        "packet": packet,
        "kind": kind,
        "home": "" if kind == "board" else home,
        "cited_in": RUBRIC if home and kind != "rubric" else "",
        "beside": bool(home),
        "say": sayings,
        "tables_of": partial(_tables, kind=kind),
        "drawings": drawings,
        "effect": effect_text,
        "citation": citation,
        "headed": headed,
        "with_days": with_days,
        "document_text": document_text,
        "chain_text": chain_text,
        "shape_id": shape_id,
        "wedge": _wedge,
        "levels": _levels(packet),
        "closing": (WEIGHED if packet.is_scored else "", TRUE),
    }
    return filled("packet.html.j2", values)


def _tables(race: Race, kind: str) -> list[Matrix]:
    """A race's answers in tables that fit on a page: of many rivals a few at a time."""
    return [part for matrix in race.matrices for part in _few(matrix)]


def _few(matrix: Matrix) -> Iterator[Matrix]:
    number = len(matrix.runners)
    tables = -(-number // COLUMNS)
    for place in range(tables):
        first, last = place * number // tables, (place + 1) * number // tables
        yield matrix if tables == 1 else matrix_of(matrix.runners[first:last])


def _levels(packet: Packet) -> list[tuple[int, int]]:
    """How far up an answer can stand, in every number of steps that there is."""
    sizes = {
        len(criterion.kind.names)
        for one in packet.behind
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


def _running_heads(packet: Packet, kind: str) -> str:
    """What stands at the head of every printed page: the packet, and the race."""
    head = f"{packet.title} · {packet.edition}"
    rules = [f"@page {{ @top-left {{ content: {_quoted(head)}; }} }}"]
    if kind in ("packet", "race"):
        for number, race in enumerate(packet.board.races, 1):
            where = f"@top-right {{ content: {_quoted(race.title)}; }}"
            rules.append(f"@page race-{number} {{ {where} }}")
            rules.append(f"@media print {{ .race-{number} {{ page: race-{number}; }} }}")
    return "\n".join((*rules, ""))


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
