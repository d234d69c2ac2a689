"""The only place that says what a packet tells of one candidate, from the result to every line."""

import re
from collections.abc import Callable
from typing import NamedTuple

from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.reports.packet.flow import Part, Section, parts_of
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.changes import put_changes, put_stand_in, put_what_if
from endorse_cli.reports.result.frame import (
    assessed_text,
    put_corrections,
    put_remarks,
    race_text,
)
from endorse_cli.reports.result.given import answer_with_effect
from endorse_cli.reports.result.outcomes import by, put_supposed, result_text, row_text, rows_text
from endorse_cli.reports.result.questions import details, put_recorded, source_worth, where
from endorse_cli.reports.result.reasons import put_why
from endorse_cli.reports.result.scores import put_findings, put_scores
from endorse_cli.reports.result.unknowns import count_text, put_unknowns
from endorse_cli.reports.wording import (
    outcome_words,
    title_of,
)
from endorse_cli.views.result import Result

_ADDRESS = re.compile(
    r"https?://"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
    r"(?::\d{1,5})?"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]*)?"
)


LONGEST = 2_000


def link_of(text: str) -> str | None:
    """The address to follow where a text is one, whole and plain; else None.

    Only `http` and `https`, a host with a dot in letters anyone can read, no name or password
    before it, and nothing that could end an attribute: whatever else it is, it is shown as text.
    """
    return text if len(text) <= LONGEST and _ADDRESS.fullmatch(text) else None


Put = Callable[[Page, Result], None]


class DecisionView(NamedTuple):
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
    results: tuple[DecisionView, ...]
    open_count: int
    open_words: str
    remarks: tuple[Part, ...]
    reasons: tuple[Section, ...]
    statements: tuple[tuple[str, tuple[Said, ...]], ...]
    changes: tuple[Section, ...]
    groups: tuple[Group, ...]
    further: tuple[Section, ...]


def candidate_view(result: Result, number: int) -> CandidateView:
    """What a packet says of one candidate, who is the so-manieth in it."""
    record = result.record
    lines = list(result.parts(recorded=False))
    unknown = [line for line in lines if result.open_parts(line)]
    matter = sum(map(result.matters, unknown))
    return CandidateView(
        anchor=f"candidate-{number}",
        name=record["candidate"]["name"],
        race=race_text(record),
        made=assessed_text(record),
        results=tuple(_result(result, id) for id in record["decisions"]),
        open_count=matter,
        open_words=_sentence(count_text(len(unknown), matter, len(lines))),
        remarks=sheet_parts(lambda page, result: put_remarks(page, result, indent=2), result),
        reasons=_sections(result, REASONS),
        statements=tuple((side, _said(result, side)) for side in ("for", "against")),
        changes=_sections(result, CHANGES),
        groups=tuple(_groups(result)),
        further=_sections(result, BELOW),
    )


def _sentence(words: str) -> str:
    """What is said of the number of open questions, behind the number itself."""
    rest = words.removeprefix("Nothing: ")
    return f"{rest[:1].upper()}{rest[1:]}"


def _result(result: Result, id: str) -> DecisionView:
    decision, decided = result.rubric.decisions[id], result.record["decisions"][id]
    also = (
        f"{outcome_words(decision, row.outcome)}, {row_text(result, decision, row)}"
        for row in map(decision.row, decided["also"])
    )
    return DecisionView(
        decision=title_of(decision),
        outcome=result_text(decision, decided),
        settled=decided["outcome"] is not None,
        row=f"{by(decided)}{rows_text(result, decision, decided)}",
        also=tuple(also),
        supposed=sheet_parts(lambda page, result: put_supposed(page, result, id, indent=2), result),
    )


REASONS: dict[str, Put] = {
    "Why": put_why,
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


def _sections(result: Result, puts: dict[str, Put]) -> tuple[Section, ...]:
    found = (Section(title, sheet_parts(put, result)) for title, put in puts.items())
    return tuple(section for section in found if section.parts)


def sheet_parts(put: Put, result: Result) -> tuple[Part, ...]:
    """What a part of a table says of a candidate, apart for the packet."""
    return parts_of(lambda page: put(page, result))


def _said(result: Result, side: str) -> tuple[Said, ...]:
    statements = result.record["statements"]
    found = statements["for"] if side == "for" else statements["against"]
    return tuple(Said(s["by"], tuple(filter(str.strip, s["text"].split("\n")))) for s in found)


def _groups(result: Result) -> list[Group]:
    found = []
    for group, title in result.rubric.groups.items():
        rows = [
            _row(result, line) for line in result.parts(recorded=False) if line["group"] == group
        ]
        if rows:
            found.append(Group(title, tuple(rows)))
    return found


def _row(result: Result, line: LinePart) -> Row:
    shown = line["evidence"] if line["state"] != "unsupported" else []
    return Row(
        asked=result.criterion(line).ask,
        where=where(line),
        answer=answer_with_effect(result, line),
        matters=result.matters(line),
        details=tuple(pair for pair in details(result, line) if pair[0] != "source"),
        sources=tuple(_source(source, source_worth(result, line, source)) for source in shown),
    )


def _source(source: EvidencePart, worth: str) -> Source:
    name = source["source"] or "not named"
    return Source(
        name, link_of(name), source["date"] or "no day given", worth, source["says"] or ""
    )
