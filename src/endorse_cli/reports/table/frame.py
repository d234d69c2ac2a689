"""The only place for what stands around a result: who and by whom, people's words, the end."""

from collections.abc import Iterator

from endorse_cli.models.record import Record, RubricPart, StatementPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    chain_text,
    citation,
    counted,
    departure_brief,
    departure_head,
    departure_text,
    edition_title,
    left_out_words,
    series,
)
from endorse_cli.rubric.cuts import tests_in
from endorse_cli.rubric.passages import changed_paragraphs

NO_DAY = "No day is given (as_of or election): whatever depends on a date is undetermined."


def put_head(page: Page, sheet: Sheet) -> None:
    """Who it is, and what the assessment was made with."""
    record = sheet.record
    page.rule()
    page.bare("candidate", record["candidate"]["name"], "strong")
    page.bare("race", race_text(record))
    page.bare("rubric", rubric_text(sheet), "quiet")
    page.bare("made", assessed_text(record), "quiet")
    page.fact("edition", _edition_text(record), "quiet")
    put_remarks(page, sheet)
    put_departures(page, sheet)
    page.fact("note", _changed_text(sheet), "open")


def put_departures(page: Page, sheet: Sheet) -> None:
    """What the chapter loosens and no longer promises, with its reasons."""
    for part in sheet.record["rubric"]["departures"]:
        page.fact(departure_head(part), departure_text(sheet.rubric, part), "open")
    for waived in sheet.record["rubric"]["waived"]:
        page.fact("promise waived", f"{waived['promise']}. Reason: {waived['reason']}", "open")


def _edition_text(record: Record) -> str:
    """For whom it was made and what was left out, where it is not for members."""
    made = record.get("edition")
    if made is None:
        return ""
    return f"{edition_title(made['audience'])}. {left_out_words(made['left_out'])}"


def _changed_text(sheet: Sheet) -> str:
    """Which cited paragraphs of the document at hand are not those that the rubric encodes."""
    if sheet.text is None:
        return ""
    changed = changed_paragraphs(sheet.rubric.document.digests, sheet.text)
    if not changed:
        return ""
    return (
        f"The document given differs from the one that the rubric encodes in {citation(changed)}: "
        "what rests on these passages has to be read again."
    )


def put_remarks(page: Page, sheet: Sheet, indent: int = 0) -> None:
    """What a reader must know before believing the result."""
    for remark in _remarks(sheet.record, sheet.rubric):
        page.fact("note", remark, "open", indent=indent)
    if stale := sum(map(sheet.is_stale, sheet.record["lines"])):
        rest = counted(stale, "answer rests", "answers rest")
        text = f"{rest} on sources that are too old by {sheet.record['as_of']}."
        page.fact("note", text, "open", indent=indent)


def race_text(record: Record) -> str:
    """The office, the day of the election and the chapter, as far as they are given."""
    who = record["candidate"]
    election = f"election of {who['election']}" if who["election"] else None
    return " · ".join(filter(None, (who["office"], election, who["chapter"])))


def put_departures_in_brief(page: Page, part: RubricPart, indent: int) -> None:
    """What the chapter loosens and no longer promises, in a clause each."""
    for head in dict.fromkeys(map(departure_head, part["departures"])):
        clauses = (
            departure_brief(departure)
            for departure in part["departures"]
            if departure_head(departure) == head
        )
        page.fact(head, "; ".join(clauses), "open", indent=indent)
    waived = ", ".join(waived["promise"] for waived in part["waived"])
    page.fact(
        "promises waived" if "," in waived else "promise waived", waived, "open", indent=indent
    )


def dated_race_text(record: Record) -> str:
    """The same, and the day at which it was judged."""
    day = f"as of {record['as_of']}" if record["as_of"] else None
    return " · ".join(filter(None, (race_text(record), day)))


def rubric_text(sheet: Sheet) -> str:
    """The rubric and its version, and those that it builds on."""
    below = chain_text(sheet.record["rubric"])
    text = f"{sheet.rubric.title}, version {sheet.rubric.version}"
    return f"{text} · on {below}" if below else text


def assessed_text(record: Record) -> str:
    """Who assessed and when, and as of when it is judged."""
    assessed = record["assessed"]
    by, day = (assessed["by"], assessed["date"]) if assessed else (None, None)
    who = f"Assessed by {by}" if by else "Who assessed is not said"
    as_of = f"as of {record['as_of']}" if record["as_of"] else None
    return " · ".join(filter(None, (f"{who} on {day}" if day else who, as_of)))


def _remarks(record: Record, rubric: Rubric) -> Iterator[str]:
    assessed, version = record["assessed"], record["rubric"]["version"]
    if assessed and assessed["rubric_version"] not in (None, version):
        yield (
            f"The assessment was made under version {assessed['rubric_version']} of the rubric; "
            f"what is shown follows version {version}. Look again at the questions that have "
            "changed since."
        )
    effective, day = record["rubric"]["effective"], record["as_of"]
    if effective and (day is None or day < effective):
        yield (
            f"This rubric takes effect on {effective}"
            + (f", after {day}" if day else ", and no day is given")
            + ": what is shown is what it gives then, and decides nothing before."
        )
    if record["set_aside"]:
        yield f"Answered in the file and not asked by this rubric: {series(record['set_aside'])}."
    dayless = not record["as_of"] and not record["candidate"]["election"]
    if dayless and counts_days(rubric):
        yield NO_DAY


def counts_days(rubric: Rubric) -> bool:
    """Whether anything in a rubric hangs on the day of judging or of the election."""
    if rubric.effective is not None:
        return True
    if any(c.in_force is not None or c.fresh_for is not None for c in rubric.criteria.values()):
        return True
    tests = (test for _, test in tests_in(rubric) if isinstance(test, Days))
    return any(day is not None and day.anchor for test in tests for day in (test.first, test.last))


def put_statements(page: Page, sheet: Sheet) -> None:
    """The case for and against, where either is made."""
    statements = sheet.record["statements"]
    if not statements["for"] and not statements["against"]:
        return
    page.section("The case each way, in people's own words")
    _put_side(page, "for", statements["for"])
    _put_side(page, "against", statements["against"])


def _put_side(page: Page, side: str, statements: list[StatementPart]) -> None:
    page.blank()
    if not statements:
        page.put(f"{side.capitalize()}: no statement.", indent=2)
    for statement in statements:
        page.fact(side, f"by {statement['by']}", "strong", indent=2)
        page.prose(statement["text"], indent=4)


def put_corrections(page: Page, sheet: Sheet) -> None:
    """What was corrected, when and by whom."""
    if not sheet.record["corrections"]:
        return
    page.section("Corrections")
    for correction in sheet.record["corrections"]:
        when = correction["date"] or "no day given"
        by = f", by {correction['by']}" if correction["by"] else ""
        page.fact(f"{when}{by}", correction["what"], indent=2)


ADVISES = (
    "This report advises; members decide.",
    "It follows the rubric as written and the answers as given, and does not say that they are "
    "true.",
)
WEIGHED = "What was weighed was judged by assessors; the number only orders what they recorded."


def put_closing(page: Page, sheet: Sheet) -> None:
    """The note at the end of every table."""
    page.section("How to read this")
    first, *others = ADVISES
    weighed = [WEIGHED] if sheet.rubric.scores else []
    page.put(" ".join((first, *weighed, *others)), indent=2)
