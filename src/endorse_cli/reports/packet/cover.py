"""The only place that says what a packet is made of: its cover, and the candidates by race.

A template sets these in HTML and adds nothing; what a chapter wants to look otherwise is there.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart, Record
from endorse_cli.reports.editions import total
from endorse_cli.reports.packet.candidate_pages import CandidateView, candidate_view, sheet_parts
from endorse_cli.reports.packet.flow import Part, Section
from endorse_cli.reports.packet.picture import Picture, by_race, picture_of
from endorse_cli.reports.result.frame import (
    put_closing,
    put_departures,
    rubric_text,
)
from endorse_cli.reports.wording import (
    counted,
    edition_title,
    left_out_words,
    unread_words,
)
from endorse_cli.rubric.passages import Text
from endorse_cli.views.result import Result


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
    results = [Result(account, text) for account in accounts]
    views = tuple(candidate_view(result, number) for number, result in enumerate(results, 1))
    return PacketView(
        _cover(results, invalid, audience, slate, sections),
        picture_of(results, whole=not invalid),
        _days(results, views),
        views,
        sheet_parts(put_closing, results[0]) if results else (),
    )


def _cover(
    results: Sequence[Result],
    invalid: Sequence[InvalidPart],
    audience: Audience,
    slate: Slate | None,
    sections: Sequence[Section],
) -> Cover:
    records = [result.record for result in results]
    unread = [part["source"] for part in invalid]
    made = [record["edition"]["left_out"] for record in records if "edition" in record]
    return Cover(
        title=slate.title if slate else _title(records),
        unread=unread_words(unread, len(results)),
        counted=counted(len(results), "candidate") + (" that could be read" if unread else ""),
        edition=edition_title(audience),
        left_out=left_out_words(total(made), unread) if audience != "members" else "",
        rubrics=tuple(dict.fromkeys(map(_rubric_words, results))),
        departures=tuple(dict.fromkeys(p for s in results for p in sheet_parts(put_departures, s))),
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


def _rubric_words(result: Result) -> str:
    return f"{rubric_text(result)} ({result.record['rubric']['digest'][:23]}…)"


def _facts(slate: Slate | None) -> tuple[tuple[str, str], ...]:
    """What the chapter says of the vote, as it is written."""
    if slate is None:
        return ()
    given = (("Who votes", slate.chapter.body), ("Needed to pass", slate.chapter.voting_threshold))
    facts = [(key, text) for key, text in given if text]
    return (*facts, *((f"Deadline: {what}", day) for what, day in slate.chapter.deadlines.items()))


def _not_assessed(part: InvalidPart) -> str:
    return f"{part['source']}: not assessed, {counted(len(part['findings']), 'problem')}"


def _days(results: Sequence[Result], views: Sequence[CandidateView]) -> tuple[DayView, ...]:
    """Races by the day of the election; races and candidates in the order given."""
    return tuple(
        DayView(
            f"Election of {day}" if day else "No day of election given",
            tuple(RaceView(title, tuple(found)) for _, title, found in of_day),
        )
        for day, of_day in groupby(by_race(results, views), key=lambda race: race[0].day)
    )
