"""The only place that turns candidates into pages: each fetches nothing and runs nothing.

A packet is one page; of very many candidates the board is a page, with files beside it. Nothing is
said by colour alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import cos, pi, sin

from endorse_cli.reports.departure_words import chain_text
from endorse_cli.reports.packet import sentences
from endorse_cli.reports.packet.appendix import Behind, behind, defined_words, rule_words
from endorse_cli.reports.packet.drawing import drawings
from endorse_cli.reports.packet.packet import Frame, Lot, Open, Packet
from endorse_cli.reports.result.remarks import TRUE, WEIGHED
from endorse_cli.reports.result.screen import document_text
from endorse_cli.reports.result.table import effect_text
from endorse_cli.reports.templating import (
    filled,
    filled_in_parts,
    running_head,
    set_as,
)
from endorse_cli.views import printed_names
from endorse_cli.views.board import Contest
from endorse_cli.views.race import Matrix, Race, Runner, matrix_of
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Verdict, settled

COLUMNS = 5
"""So many rivals stand side by side in one table; more of them in several."""

HOME = "index.html"
"""The file of the board, where candidates are files beside it."""


RUBRIC = "rubric.html"
"""The file of the rubric then, to which every citation leads."""


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
    sections = packet.share(partial(_section, packet.frame, packet.opener), lots)
    yield from _page(
        packet.frame,
        "packet",
        packet.board.races,
        packet.behind,
        packet=packet,
        sections=packet.sections,
        races=(text for parts in sections for _, text in parts),
    )


def render_files(packet: Packet) -> Iterator[tuple[str, str]]:
    """The same as several pages by their file names, the board's last.

    A page for each candidate, and one for each race in which there are rivals.
    """
    frame = replace(packet.frame, home=HOME)
    lots = packet.lots(_alone(packet.board.races), numbered=False)
    for files in packet.share(partial(_files, frame, packet.opener), lots):
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


def _race(frame: Frame, opener: Open, lot: Lot) -> Race:
    contest = lot.contest
    runners = (
        Runner(card.anchor, Result(opener(kept), frame.text))
        for card, kept in zip(contest.runners, lot.kept, strict=True)
    )
    return Race(contest.anchor, contest.title, contest.day, tuple(runners), contest.is_apart)


def _section(frame: Frame, opener: Open, lot: Lot) -> list[tuple[str, str]]:
    """A race as a section of a packet."""
    race = _race(frame, opener, lot)
    values = {**_words(frame), "race": race, "places": lot.places, "kind": "packet"}
    return [(race.anchor, filled("packet-race.html.j2", values))]


def _files(frame: Frame, opener: Open, lot: Lot) -> list[tuple[str, str]]:
    """A race as files: a page of rivals, and one for each candidate."""
    race, found = _race(frame, opener, lot), []
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
    scored = any(one.rubric.scores for one in found)
    own = {
        **set_as(_running_heads(frame, contests)),
        **_words(frame),
        "kind": kind,
        "sections": (),
        "left_out": "",
        "home": "" if kind == "board" else frame.home,
        "cited_in": RUBRIC if frame.home and kind != "rubric" else "",
        "behind": found,
        "levels": _levels(found),
        "scored": scored,
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
        "say": sentences,
        "names": printed_names,
        "tables_of": _tables,
        "drawings": drawings,
        "effect": effect_text,
        "defined_words": defined_words,
        "rule_words": rule_words,
        "settled": settled,
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
    rules = [running_head("top-left", f"{frame.title} · {frame.edition}")]
    for contest in contests:
        name = page_name(contest.anchor)
        rules.append(running_head("top-right", contest.title, name))
        rules.append(f"@media print {{ .{name} {{ page: {name}; }} }}\n")
    return "".join(rules)


def page_name(anchor: str) -> str:
    """What the printed pages of a race are called, in letters that a style sheet takes."""
    return "on-" + "".join(c if c.isascii() else f"u{ord(c):x}" for c in anchor)
