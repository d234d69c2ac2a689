"""The only place that says what a packet is made of: every word of it, and in what order.

A template sets these in HTML and adds nothing; what a chapter wants to look otherwise is there.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from endorse_cli.engine.explain import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import Audience, EvidencePart, InvalidPart, LinePart, Record
from endorse_cli.models.slate import Slate
from endorse_cli.reports.editions import total
from endorse_cli.reports.packet.flow import Flow, Part
from endorse_cli.reports.packet.links import link_of
from endorse_cli.reports.packet.picture import Picture, Place, in_order, picture_of, place_of
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.changes import put_changes, put_stand_in, put_what_if
from endorse_cli.reports.table.closing import put_closing
from endorse_cli.reports.table.decisions import (
    by,
    put_supposed,
    result_text,
    row_text,
    rows_text,
)
from endorse_cli.reports.table.effects import answer_with_effect
from endorse_cli.reports.table.head import (
    assessed_text,
    put_departures,
    put_remarks,
    race_text,
    rubric_text,
)
from endorse_cli.reports.table.lines import details, source_worth, where
from endorse_cli.reports.table.people import put_corrections
from endorse_cli.reports.table.recorded import put_recorded
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.unknowns import count_text, put_unknowns
from endorse_cli.reports.table.why import put_why
from endorse_cli.reports.table.working import put_findings, put_scores
from endorse_cli.reports.wording import (
    counted,
    edition_title,
    left_out_words,
    outcome_words,
    title_of,
    unread_words,
)

Put = Callable[[Page, Sheet], None]


class Section(NamedTuple):
    """A heading with the parts below it."""

    title: str
    parts: tuple[Part, ...]


def section_of(title: str, put: Callable[[Page], None]) -> Section:
    """What something puts on a page, as a section of a packet."""
    flow = Flow()
    put(flow)
    return Section(title, tuple(flow.parts))


class Result(NamedTuple):
    """What one decision came to, and by which row."""

    decision: str
    outcome: str
    settled: bool
    row: str
    also: tuple[str, ...]
    supposed: tuple[Part, ...]


class Said(NamedTuple):
    """A statement: who makes it, and its paragraphs."""

    by: str
    paragraphs: tuple[str, ...]


class Source(NamedTuple):
    """A source under an answer; `link` is its address where it may be followed.

    `worth` says why it counts for nothing, or for less.
    """

    name: str
    link: str | None
    date: str
    worth: str
    says: str


class Row(NamedTuple):
    """One line of the table."""

    asked: str
    where: str
    answer: str
    matters: bool
    details: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


class Group(NamedTuple):
    """The lines of one group of criteria."""

    title: str
    rows: tuple[Row, ...]


class CandidateView(NamedTuple):
    """One candidate, from the result down to every line."""

    anchor: str
    name: str
    race: str
    made: str
    results: tuple[Result, ...]
    open_count: int
    open_words: str
    remarks: tuple[Part, ...]
    reasons: tuple[Section, ...]
    statements: tuple[tuple[str, tuple[Said, ...]], ...]
    changes: tuple[Section, ...]
    groups: tuple[Group, ...]
    further: tuple[Section, ...]


class RaceView(NamedTuple):
    """The candidates for one seat, in the order in which they were given."""

    title: str
    candidates: tuple[CandidateView, ...]


class DayView(NamedTuple):
    """The races of one election."""

    day: str
    races: tuple[RaceView, ...]


class Cover(NamedTuple):
    """What stands before the candidates."""

    title: str
    unread: str
    counted: str
    edition: str
    left_out: str
    rubrics: tuple[str, ...]
    departures: tuple[Part, ...]
    as_of: str
    facts: tuple[tuple[str, str], ...]
    ballot_question: str
    sections: tuple[Section, ...]
    not_assessed: tuple[str, ...]


class PacketView(NamedTuple):
    """A whole packet."""

    cover: Cover
    picture: Picture | None
    days: tuple[DayView, ...]
    candidates: tuple[CandidateView, ...]
    closing: tuple[Part, ...]


def packet_view(
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart],
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sequence[Section] = (),
    text: Text | None = None,
) -> PacketView:
    """What a packet says of these candidates, in an edition made before."""
    sheets = [Sheet(account, text) for account in accounts]
    views = tuple(_candidate(sheet, number) for number, sheet in enumerate(sheets, 1))
    return PacketView(
        _cover(sheets, invalid, audience, slate, sections),
        picture_of(sheets, whole=not invalid),
        _days(sheets, views),
        views,
        _parts(put_closing, sheets[0]) if sheets else (),
    )


def _cover(
    sheets: Sequence[Sheet],
    invalid: Sequence[InvalidPart],
    audience: Audience,
    slate: Slate | None,
    sections: Sequence[Section],
) -> Cover:
    records = [sheet.record for sheet in sheets]
    unread = [part["source"] for part in invalid]
    made = [record["edition"]["left_out"] for record in records if "edition" in record]
    return Cover(
        title=slate.title if slate else _title(records),
        unread=unread_words(unread, len(sheets)),
        counted=counted(len(sheets), "candidate") + (" that could be read" if unread else ""),
        edition=edition_title(audience),
        left_out=left_out_words(total(made), unread) if audience != "members" else "",
        rubrics=tuple(dict.fromkeys(map(_rubric_words, sheets))),
        departures=tuple(dict.fromkeys(p for s in sheets for p in _parts(put_departures, s))),
        as_of=", ".join(sorted({record["as_of"] or "no day given" for record in records})),
        facts=_facts(slate),
        ballot_question=(slate.ballot_question or "") if slate else "",
        sections=tuple(sections),
        not_assessed=tuple(map(_not_assessed, invalid)),
    )


def _title(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return f"Assessment of {records[0]['candidate']['name']}"
    return "Assessments of candidates"


def _rubric_words(sheet: Sheet) -> str:
    return f"{rubric_text(sheet)} ({sheet.record['rubric']['digest'][:23]}…)"


def _facts(slate: Slate | None) -> tuple[tuple[str, str], ...]:
    """What the chapter says of the vote, as it is written."""
    if slate is None:
        return ()
    given = (("Who votes", slate.chapter.body), ("Needed to pass", slate.chapter.voting_threshold))
    facts = [(key, text) for key, text in given if text]
    return (*facts, *((f"Deadline: {what}", day) for what, day in slate.chapter.deadlines.items()))


def _not_assessed(part: InvalidPart) -> str:
    return f"{part['source']}: not assessed, {counted(len(part['findings']), 'problem')}"


def _days(sheets: Sequence[Sheet], views: Sequence[CandidateView]) -> tuple[DayView, ...]:
    """Races by the day of the election; races and candidates in the order given."""
    found: dict[Place, list[CandidateView]] = {}
    titles: dict[Place, str] = {}
    for sheet, view in zip(sheets, views, strict=True):
        place, title = place_of(sheet.record)
        titles.setdefault(place, title)
        found.setdefault(place, []).append(view)
    places = sorted(found, key=in_order)
    return tuple(
        DayView(
            f"Election of {day}" if day else "No day of election given",
            tuple(RaceView(titles[place], tuple(found[place])) for place in of_day),
        )
        for day, of_day in groupby(places, key=lambda place: place.day)
    )


def _candidate(sheet: Sheet, number: int) -> CandidateView:
    record = sheet.record
    lines = list(sheet.lines(recorded=False))
    unknown = [line for line in lines if sheet.open_parts(line)]
    matter = sum(map(sheet.matters, unknown))
    return CandidateView(
        anchor=f"candidate-{number}",
        name=record["candidate"]["name"],
        race=race_text(record),
        made=assessed_text(record),
        results=tuple(_result(sheet, id) for id in record["decisions"]),
        open_count=matter,
        open_words=_sentence(count_text(len(unknown), matter, len(lines))),
        remarks=_parts(lambda page, sheet: put_remarks(page, sheet, indent=2), sheet),
        reasons=_sections(sheet, REASONS),
        statements=tuple((side, _said(sheet, side)) for side in ("for", "against")),
        changes=_sections(sheet, CHANGES),
        groups=tuple(_groups(sheet)),
        further=_sections(sheet, BELOW),
    )


def _sentence(words: str) -> str:
    """What is said of the number of open questions, behind the number itself."""
    rest = words.removeprefix("Nothing: ")
    return f"{rest[:1].upper()}{rest[1:]}"


def _result(sheet: Sheet, id: str) -> Result:
    decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
    also = (
        f"{outcome_words(decision, row.outcome)}, {row_text(sheet, decision, row)}"
        for row in map(decision.row, decided["also"])
    )
    return Result(
        decision=title_of(decision),
        outcome=result_text(decision, decided),
        settled=decided["outcome"] is not None,
        row=f"{by(decided)}{rows_text(sheet, decision, decided)}",
        also=tuple(also),
        supposed=_parts(lambda page, sheet: put_supposed(page, sheet, id, indent=2), sheet),
    )


REASONS: dict[str, Put] = {
    "Why": partial(put_why, glanced=False),
    "What is unknown, and whether it matters": put_unknowns,
}
"""What stands below the result, by its heading; the statements come after it."""

CHANGES: dict[str, Put] = {
    "What would change it": put_changes,
    "What stands in for open answers": put_stand_in,
    "What if": put_what_if,
}
"""What stands between the statements and the table."""

BELOW: dict[str, Put] = {
    "Findings": put_findings,
    "Scores": put_scores,
    "Read, and without any weight": put_recorded,
    "Corrections": put_corrections,
}
"""What stands below it."""


def _sections(sheet: Sheet, puts: dict[str, Put]) -> tuple[Section, ...]:
    found = (Section(title, _parts(put, sheet)) for title, put in puts.items())
    return tuple(section for section in found if section.parts)


def _parts(put: Put, sheet: Sheet) -> tuple[Part, ...]:
    flow = Flow()
    put(flow, sheet)
    return tuple(flow.parts)


def _said(sheet: Sheet, side: str) -> tuple[Said, ...]:
    statements = sheet.record["statements"]
    found = statements["for"] if side == "for" else statements["against"]
    return tuple(Said(s["by"], tuple(filter(str.strip, s["text"].split("\n")))) for s in found)


def _groups(sheet: Sheet) -> list[Group]:
    found = []
    for group, title in sheet.rubric.groups.items():
        rows = [_row(sheet, line) for line in sheet.lines(recorded=False) if line["group"] == group]
        if rows:
            found.append(Group(title, tuple(rows)))
    return found


def _row(sheet: Sheet, line: LinePart) -> Row:
    shown = line["evidence"] if line["state"] != "unsupported" else []
    return Row(
        asked=sheet.criterion(line).ask,
        where=where(line),
        answer=answer_with_effect(sheet, line),
        matters=sheet.matters(line),
        details=tuple(pair for pair in details(sheet, line) if pair[0] != "source"),
        sources=tuple(_source(source, source_worth(sheet, line, source)) for source in shown),
    )


def _source(source: EvidencePart, worth: str) -> Source:
    name = source["source"] or "not named"
    return Source(
        name, link_of(name), source["date"] or "no day given", worth, source["says"] or ""
    )
