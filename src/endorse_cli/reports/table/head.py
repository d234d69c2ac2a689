"""The only place for the head of a table: who, by which rubric, by whom, as of when."""

from collections.abc import Iterator

from endorse_cli.models.passages import changed_paragraphs
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import citation

NO_DAY = "No day is given (as_of or election): whatever depends on a date is undetermined."


def put_head(page: Page, sheet: Sheet) -> None:
    """Who it is, and what the assessment was made with."""
    record = sheet.record
    page.rule()
    page.bare("candidate", record["candidate"]["name"], "strong")
    page.bare("race", race_text(record))
    page.bare("rubric", _rubric_text(sheet.rubric), "quiet")
    page.bare("made", _assessed_text(record), "quiet")
    put_remarks(page, record)
    page.fact("note", _changed_text(sheet), "open")


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


def put_remarks(page: Page, record: Record, indent: int = 0) -> None:
    """What a reader must know before believing the result."""
    for remark in _remarks(record):
        page.fact("note", remark, "open", indent=indent)


def race_text(record: Record) -> str:
    """The office, the day of the election and the chapter, as far as they are given."""
    who = record["candidate"]
    election = f"election of {who['election']}" if who["election"] else None
    return " · ".join(filter(None, (who["office"], election, who["chapter"])))


def _rubric_text(rubric: Rubric) -> str:
    return f"{rubric.title}, version {rubric.version}"


def _assessed_text(record: Record) -> str:
    assessed = record["assessed"]
    by, day = (assessed["by"], assessed["date"]) if assessed else (None, None)
    who = f"Assessed by {by}" if by else "Who assessed is not said"
    as_of = f"as of {record['as_of']}" if record["as_of"] else None
    return " · ".join(filter(None, (f"{who} on {day}" if day else who, as_of)))


def _remarks(record: Record) -> Iterator[str]:
    assessed, version = record["assessed"], record["rubric"]["version"]
    if assessed and assessed["rubric_version"] not in (None, version):
        yield (
            f"The assessment was made under version {assessed['rubric_version']} of the rubric; "
            f"what is shown follows version {version}."
        )
    if not record["as_of"] and not record["candidate"]["election"]:
        yield NO_DAY
