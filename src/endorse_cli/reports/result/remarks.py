"""What stands beside a verdict so that nobody overlooks it."""

from collections.abc import Iterator

from endorse_cli.models.audits import NOT_EXCLUDED
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days
from endorse_cli.reports.wording import counted, plain_name, series, title_of
from endorse_cli.rubric.cuts import tests_in
from endorse_cli.views.result import Result

NO_DAY = "No day is given (as_of or election): whatever depends on a date is undetermined."

READ = "* the rubric's own reading"


def remarks(result: Result) -> Iterator[str]:
    """What members should see, and what the result does not rest on."""
    yield from noticed(result)
    yield from remarks_of(result)
    yield from _small(result)


def remarks_of(result: Result) -> Iterator[str]:
    """What a reader must know before believing the result."""
    yield from warnings(result.record, result.rubric)
    if result.stale:
        rest = counted(result.stale, "answer rests", "answers rest")
        yield f"{rest} on sources that are too old by {result.record['as_of']}."


def _small(result: Result) -> Iterator[str]:
    if result.unsourced:
        have = counted(result.unsourced, "answer has", "answers have")
        needed = f", {result.unsourced_reasons} of those that decide" if result.reasons else ""
        yield f"{have} no source{needed}"
    said = result.record["statements"]
    if said["for"] or said["against"]:
        number = len(said["for"]) + len(said["against"])
        yield f"{counted(number, 'statement')} for and against"
    if any(line.is_reading for line in result.lines):
        yield READ


def noticed(result: Result) -> Iterator[str]:
    """What the rubric brings to a reader's notice, whatever it weighs."""
    for part in result.record.get("notices", ()):
        criterion = result.rubric.criteria[part["criterion"]]
        yield result.rubric.notices(criterion)[part["name"]].say


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
    yield from _not_excluded(record, rubric)
    dayless = not record["as_of"] and not record["candidate"]["election"]
    if dayless and counts_days(rubric):
        yield NO_DAY


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
