"""What stands around a result: where and by whom it was assessed, people's words, the end."""

from endorse_cli.models.record import Record, RubricPart, StatementPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.wording import (
    chain_text,
    citation,
    departure_brief,
    departure_head,
    departure_text,
    edition_title,
    left_out_words,
    plain_name,
)
from endorse_cli.rubric.passages import changed_paragraphs
from endorse_cli.views.result import Result

ADVISES = "This advises; members decide."

TRUE = (
    "It follows the rubric as written and the answers as given, and does not say that they are "
    "true."
)

WEIGHED = "What was weighed was judged by assessors; the number only orders what they recorded."


def put_made(page: Page, result: Result) -> None:
    """Who assessed, under which rubric, and what it departs from."""
    page.section("How it was made")
    page.put(assessed_text(result.record), indent=2)
    page.put(rubric_text(result), indent=2)
    put_departures(page, result)
    page.put(_changed_text(result), "open", indent=2)
    page.put(_nature(result), indent=2)


def _nature(result: Result) -> str:
    return f"{WEIGHED} {TRUE}" if result.rubric.scores else TRUE


def rubric_text(result: Result) -> str:
    """The rubric and its version, and those that it builds on."""
    below = chain_text(result.record["rubric"])
    text = f"{result.rubric.title}, version {result.rubric.version}"
    return f"{text} · on {below}" if below else text


def put_departures(page: Page, result: Result) -> None:
    """What the chapter loosens and no longer promises, with its reasons."""
    for part in result.record["rubric"]["departures"]:
        page.fact(departure_head(part), departure_text(result.rubric, part), "open", indent=2)
    for waived in result.record["rubric"]["waived"]:
        words = f"{plain_name(waived['promise'])}. Reason: {waived['reason']}"
        page.fact("promise waived", words, "open", indent=2)


def edition_text(record: Record) -> str:
    """For whom it was made and what was left out, where it is not for members."""
    made = record.get("edition")
    if made is None:
        return ""
    return f"Edition {edition_title(made['audience'])}. {left_out_words(made['left_out'])}"


def _changed_text(result: Result) -> str:
    """Which cited paragraphs of the document at hand are not those that the rubric encodes."""
    if result.text is None:
        return ""
    changed = changed_paragraphs(result.rubric.document.digests, result.text)
    if not changed:
        return ""
    return (
        f"The document given differs from the one that the rubric encodes in {citation(changed)}: "
        "what rests on these passages has to be read again."
    )


def put_departures_in_brief(page: Page, part: RubricPart, indent: int) -> None:
    """What the chapter loosens and no longer promises, in a clause each."""
    for head in dict.fromkeys(map(departure_head, part["departures"])):
        clauses = (
            departure_brief(departure)
            for departure in part["departures"]
            if departure_head(departure) == head
        )
        page.fact(head, "; ".join(clauses), "open", indent=indent)
    waived = ", ".join(plain_name(waived["promise"]) for waived in part["waived"])
    page.fact(
        "promises waived" if "," in waived else "promise waived", waived, "open", indent=indent
    )


def assessed_text(record: Record) -> str:
    """Who assessed and when, and as of when it is judged."""
    assessed = record["assessed"]
    by, day = (assessed["by"], assessed["date"]) if assessed else (None, None)
    who = f"Assessed by {by}" if by else "Who assessed is not said"
    as_of = f"as of {record['as_of']}" if record["as_of"] else None
    return " · ".join(filter(None, (f"{who} on {day}" if day else who, as_of)))


def put_statements(page: Page, result: Result) -> None:
    """The case for and against, where either is made."""
    statements = result.record["statements"]
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


def put_corrections(page: Page, result: Result) -> None:
    """What was corrected, when and by whom."""
    if not result.record["corrections"]:
        return
    page.section("Corrections")
    for correction in result.record["corrections"]:
        when = correction["date"] or "no day given"
        by = f", by {correction['by']}" if correction["by"] else ""
        page.fact(f"{when}{by}", correction["what"], indent=2)
