"""The remarks beside a result: who assessed, people's words, what to watch, how it was made."""

from collections.abc import Iterable, Iterator

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.audits import NOT_EXCLUDED
from endorse_cli.models.record import NoticePart, Record, RubricPart, StatementPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days
from endorse_cli.reports.departure_words import (
    chain_text,
    departures_in_brief,
    departures_told,
)
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.questions import why_unsupported
from endorse_cli.reports.result.table import READING, RESTS
from endorse_cli.review.citations import changed_paragraphs
from endorse_cli.rubric.regions import tests_in
from endorse_cli.views.printed_names import (
    citation,
    edition_title,
    left_out_words,
    plain_name,
    series,
    title_of,
)
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
    page.put(f"{WEIGHED} {TRUE}" if result.rubric.scores else TRUE, indent=2)


def rubric_text(result: Result) -> str:
    """The rubric and its version, and those that it builds on."""
    below = chain_text(result.record["rubric"])
    text = f"{result.rubric.title}, version {result.rubric.version}"
    return f"{text} · on {below}" if below else text


def put_departures(page: Page, result: Result) -> None:
    """What the chapter loosens and no longer promises, with its reasons."""
    for head, words in departures_told(result.rubric, result.record["rubric"]):
        page.fact(head, words, "open", indent=2)


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
    for head, clauses in departures_in_brief(part["departures"]).items():
        page.fact(head, "; ".join(clauses), "open", indent=indent)
    for promise in part.get("broken", ()):
        page.put(broken_words(promise), "open", indent=indent)
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


NO_DAY = "No day is given (as_of or election): whatever depends on a date is undetermined."

READ = f"{READING} the rubric's own reading"


def remarks(result: Result) -> Iterator[str]:
    """What members should see, and what the result does not rest on."""
    yield from noticed(result)
    yield from remarks_of(result)
    yield from _small(result)


def remarks_of(result: Result) -> Iterator[str]:
    """What a reader must know before believing the result."""
    yield from _uncounted(result)
    yield from warnings(result.record, result.rubric)
    if result.stale:
        rest = counted(result.stale, "answer rests", "answers rest")
        yield f"{rest} on sources that are too old by {result.record['as_of']}."


def _uncounted(result: Result) -> Iterator[str]:
    """Which answers were given and do not count, by the reason."""
    lines = (part for part in result.record["lines"] if part["state"] == "unsupported")
    found = by_key((why_unsupported(part), result.say.label(part["criterion"])) for part in lines)
    for why, labels in found.items():
        answers = "an answer does" if len(labels) == 1 else "answers do"
        yield f"{series(labels)}: {answers} not count, since {why}."


def _small(result: Result) -> Iterator[str]:
    if result.unsourced:
        have = counted(result.unsourced, "answer has", "answers have")
        yield f"{have} no source{_needed(result)}"
    said = result.record["statements"]
    if said["for"] or said["against"]:
        number = len(said["for"]) + len(said["against"])
        yield f"{counted(number, 'statement')}, for or against"
    if any(line.is_reading for line in result.lines):
        yield READ


def _needed(result: Result) -> str:
    """How many of the answers without a source are among those that alone decide."""
    number = result.unsourced_reasons
    if not result.reasons:
        return ""
    if result.unsourced == 1:
        return f"; the result {f'rests on it ({RESTS})' if number else 'does not rest on it'}"
    return f"; the result rests on {f'{number} of them ({RESTS})' if number else 'none of them'}"


def noticed(result: Result) -> Iterable[str]:
    """What the rubric brings to a reader's notice, whatever it weighs."""
    return notice_words(result.rubric, result.record.get("notices", ()))


def notice_words(rubric: Rubric, notices: Iterable[NoticePart]) -> Iterable[str]:
    """The sentences that a rubric has for the answers that bring them up, each once."""
    said = (
        rubric.notices(rubric.criteria[part["criterion"]])[part["name"]].say for part in notices
    )
    return dict.fromkeys(said)


def warnings(record: Record, rubric: Rubric) -> Iterator[str]:
    """Where the file, the day and the rubric do not go together."""
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
        names = series(map(plain_name, record["set_aside"]))
        yield f"Answered in the file and not asked by this rubric: {names}."
    yield from map(broken_words, record["rubric"].get("broken", ()))
    yield from _not_excluded(record, rubric)
    dayless = not record["as_of"] and not record["candidate"]["election"]
    if dayless and counts_days(rubric):
        yield NO_DAY


def broken_words(promise: str) -> str:
    """That a rubric says of itself what is not so."""
    return f"The rubric does not keep its own promise “{plain_name(promise)}”."


def _not_excluded(record: Record, rubric: Rubric) -> Iterator[str]:
    """Of which decisions some outcome may be named that cannot come out."""
    vague = [part["what"] for part in record.get("unchecked", ()) if part["why"] == NOT_EXCLUDED]
    if vague:
        titles = series(title_of(rubric.decisions[id]) for id in vague)
        yield (
            f"So much is open that not every combination of answers could be tried: of {titles}, "
            "the outcomes named are those that could not be excluded, and some of them may be "
            "impossible."
        )


def counts_days(rubric: Rubric) -> bool:
    """Whether anything in a rubric hangs on the day of judging or of the election."""
    if rubric.effective is not None:
        return True
    if any(c.in_force is not None or c.fresh_for is not None for c in rubric.criteria.values()):
        return True
    tests = (test for _, test in tests_in(rubric) if isinstance(test, Days))
    return any(day is not None and day.anchor for test in tests for day in (test.first, test.last))
