"""What a shown rubric is made of, entry by entry; and what it asks: questions, answers, anchors."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from endorse_cli.models.criteria import Criterion, EvidenceRule, Family
from endorse_cli.models.decision_rows import Cell, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import Grounds, InForce
from endorse_cli.models.phrases import Notices
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.reports.page import RESULT, Page, plain_table
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.demands import floor_of, kind_words
from endorse_cli.rubric.measures import accepted
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.views.condition_words import (
    Item,
    Words,
)
from endorse_cli.views.printed_names import (
    cited,
    names_in_order,
    noted,
    outcome_words,
    plain_name,
    series,
)

ASKED_OF = {
    "candidate": "The candidate is asked.",
    "campaign": "The campaign is asked.",
    "roll": "The membership roll tells.",
    "committee": "The committee judges.",
}
CURES = {
    "candidate": "The candidate can change it.",
    "chapter": "The chapter can change it.",
    "time": "Time can change it.",
    "nobody": "Nobody can change it.",
}
EVIDENCE = {
    "required": "A source with a date is required: without it the answer counts as unknown.",
    "expected": "A source is expected.",
    "none": "No source is asked for.",
}
LATER = "today that changes nothing"
PANELS = {
    "mean": f"Of several assessors a later command takes the mean; {LATER}.",
    "median": f"Of several assessors a later command takes the median; {LATER}.",
    "lowest": f"Of several assessors a later command takes the lowest; {LATER}.",
    "highest": f"Of several assessors a later command takes the highest; {LATER}.",
    "unanimous": f"A later command asks that several assessors agree; {LATER}.",
}


STEP = 2
"""The columns of one step inwards."""


def put_entry(page: Page, title: str, id: str, grounds: Grounds | None = None) -> None:
    """What an entry is called, its id, and what it rests on."""
    page.blank()
    right = cited(grounds) if grounds else ""
    page.ends(title, right, "strong", keys=("entry", "id"), anchor=id, indent=2)


def put_outline(page: Page, lines: Iterable[Item], indent: int) -> None:
    """A list with indents; what a line rests on stands at its end."""
    for line in lines:
        own = indent + STEP * line.depth
        words = "- " * (page.look.narrow and line.depth) + line.text
        if line.grounds is None:
            page.put(words, indent=own, hang=STEP)
            continue
        page.ends(words, cited(line.grounds), indent=own)
        put_note(page, line.grounds, own + STEP)


def put_note(page: Page, grounds: Grounds, indent: int = 4) -> None:
    """The note that goes with a citation, where there is one."""
    page.fact("note", noted(grounds), "quiet", indent=indent)


def put_cells(
    page: Page,
    say: Words,
    decision: Decision,
    table: Table,
    cells: Sequence[Cell],
) -> None:
    """Cells of a decision table in columns: its inputs, and the outcome."""
    rows = [
        [
            *(say.cell(id, name) for id, name in zip(table.by, cell.names, strict=True)),
            f"{RESULT}{outcome_words(decision, cell.outcome)}",
        ]
        for cell in cells
    ]
    heads = [say.label(id) for id in (*table.by, decision.id)]
    page.table(plain_table(heads, rows), indent=6)


def put_bands(page: Page, say: Words, decision: Decision, rows: Sequence[Row]) -> None:
    """Bands of a decision, one below the other: the bounds, and the outcome."""
    bounds = say.bands(decision, [row.id for row in rows])
    for row, words in zip(rows, bounds, strict=True):
        outcome = outcome_words(decision, row.outcome)
        page.put(f"{words} {RESULT}{outcome}", indent=6, hang=2)


def put_questions(page: Page, say: Words) -> None:
    """Every criterion, by group."""
    page.section("What is asked")
    for group, title in say.rubric.groups.items():
        page.group(title)
        for criterion in say.rubric.criteria.values():
            if criterion.group == group:
                put_criterion(page, say, criterion)


def put_criterion(page: Page, say: Words, criterion: Criterion) -> None:
    """One question with everything that an assessor needs."""
    put_entry(page, criterion.label or criterion.ask, criterion.id, criterion.grounds)
    page.put(criterion.ask if criterion.label else "", indent=4)
    page.fact("as it is asked", criterion.asked or "", indent=4)
    for answer in _answers(say, criterion):
        put_answer(page, answer)
    page.put(" ".join(filter(None, remarks_on(say, criterion))), "quiet", indent=4, hang=2)
    page.fact("no weight", criterion.recorded or "", indent=4)
    put_notices(page, say, say.rubric.notices(criterion), criterion.id)
    put_note(page, criterion.grounds)


def put_answer(page: Page, answer: "Answer") -> None:
    """An answer with what it means; the name that a file gives it, where that is another."""
    anchor = answer.name if answer.name not in ("", answer.words) else ""
    if answer.words and answer.meaning:
        page.fact(answer.words, answer.meaning, anchor=anchor, indent=4)
    elif anchor:
        page.ends(answer.words, "", anchor=anchor, indent=4)
    else:
        page.put(answer.words or answer.meaning, indent=4, hang=2)


def put_notices(page: Page, say: Words, notices: Notices, id: str | None = None) -> None:
    """What readers of a verdict are shown, by answer; those of a family have no titles."""
    for name, notice in notices.items():
        words = say.answer(id, name) if id else plain_name(name)
        where = f", only where {say.condition(notice.when)}" if notice.when else ""
        page.fact(f'shown beside the verdict at "{words}"{where}', notice.say, indent=4)


class Answer(NamedTuple):
    """An answer or a member: the name to write, none for a number; its words; what it means."""

    name: str
    words: str
    meaning: str

    def to_write(self) -> str:
        """By the name to write: `long_shot: It would take …`."""
        is_title = self.name and self.words != plain_name(self.name)
        head = f"{self.name} ({self.words})" if is_title else self.name or self.words
        return ": ".join(filter(None, (head, self.meaning)))


def answers_of(say: Words, criterion: Criterion) -> Iterator[str]:
    """Every answer or member by the name to write, with what it means."""
    return (answer.to_write() for answer in _answers(say, criterion))


def _answers(say: Words, criterion: Criterion) -> Iterator[Answer]:
    if measured := _measured(criterion):
        yield Answer("", measured, "")
        for name, meaning in criterion.anchors.items():
            if name != NOT_APPLICABLE:
                yield Answer("", say.answer(criterion.id, name), meaning)
    for name in names_in_order(criterion):
        if name == NOT_APPLICABLE:
            continue
        shown = criterion.recorded_members.get(name)
        weight = f"No weight: {shown}" if shown else None
        meaning = " ".join(filter(None, (say.rubric.anchor(criterion.id, name), weight)))
        yield Answer(name, say.answer(criterion.id, name), meaning)
    if criterion.may_be_not_applicable:
        meaning = criterion.anchors.get(NOT_APPLICABLE, "the question does not apply")
        yield Answer(NOT_APPLICABLE, plain_name(NOT_APPLICABLE), meaning)


def _measured(criterion: Criterion) -> str:
    """What a number or a day can be, in words; nothing for what has names."""
    if criterion.kind.number is not None:
        return accepted(NumberRegions(criterion.kind.number, ()))
    return accepted(DayRegions(None, None, ())) if criterion.kind.form == "date" else ""


def remarks_on(say: Words, criterion: Criterion) -> Iterator[str]:
    """Who can answer, who can change it, what source it needs, how assessors are joined."""
    yield ASKED_OF.get(criterion.asked_of or "", "")
    yield CURES.get(criterion.cure or "", "")
    yield from _evidence(say, criterion.evidence, criterion.id)
    yield PANELS.get(criterion.panel or "", "")
    if criterion.assume:
        words = say.answer(criterion.id, criterion.assume)
        yield f'While it is unknown, "{words}" stands in, and settles nothing.'
    if criterion.fresh_for:
        yield f"A source counts for {criterion.fresh_for}."
    if criterion.in_force:
        yield in_force_text(criterion.in_force)


def _evidence(say: Words, rule: EvidenceRule, id: str | None) -> Iterator[str]:
    """What source is asked for; the names are a criterion's, or of all members of a family."""
    yield EVIDENCE[rule.rule]
    if rule.required_for:
        words = (say.answer(id, n) if id else plain_name(n) for n in rule.required_for)
        names = series((f'"{word}"' for word in words), "or")
        yield f"For {names} one with a date is required: without it the answer counts as unknown."


def put_least(page: Page, say: Words, family: Family) -> None:
    """What every member of a family has at least."""
    floor = floor_of(family, say.rubric.criteria)
    said = [*_evidence(say, floor.evidence, family.placeholder)] if floor.evidence else []
    if floor.fresh_for:
        said.append(f"A source counts for {floor.fresh_for}.")
    if floor.answer and floor.answer.form != "broken":
        said.append(f"It can be answered with {kind_words(floor.answer)}.")
    page.fact("every member at least", " ".join(said), "quiet", indent=4)
    put_notices(page, say, family.notice)


def in_force_text(days: InForce) -> str:
    """Between which days a question is asked."""
    since = f" from {days.since}" if days.since else ""
    until = f" until {days.until}" if days.until else ""
    return f"Asked{since}{until}."
