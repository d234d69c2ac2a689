"""The only place that checks that cited paragraphs are known (`line-no-source`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import amounts, conditions
from endorse_cli.models.amounts import Amount
from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.grounds import Grounds, paragraphs_of
from endorse_cli.models.passages import Text
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric


def check_sources(reader: Reader, rubric: Rubric) -> None:
    """Note every locator whose paragraph has no digest, where the rubric has digests at all."""
    if not rubric.document.digests:
        return
    known = {int(locator[1:]) for locator in rubric.document.digests if locator[1:].isdigit()}
    for locators, trail in citations(rubric):
        for locator in locators:
            if any(number not in known for number in paragraphs_of(locator)):
                reader.fault(
                    "line-no-source",
                    f"{quoted(locator)} cites a paragraph that `digests` lacks.",
                    "Correct the locator, or add the paragraph's digest under `document:`.",
                    trail,
                )


def citations(rubric: Rubric) -> Iterator[tuple[tuple[str, ...], Trail]]:
    """Every list of locators in a rubric with the place where it is written."""
    for grounds in all_grounds(rubric):
        yield grounds.locators, (*grounds.trail, "from")
    for reading in rubric.readings.values():
        yield reading.at, (*reading.trail, "at")


def all_grounds(rubric: Rubric) -> Iterator[Grounds]:
    """Everything that says what it rests on, in the order of the sections."""
    for criterion in rubric.criteria.values():
        yield criterion.grounds
    for setting in rubric.settings.values():
        yield setting.grounds
    for score in rubric.scores.values():
        yield score.grounds
        yield from _inside(score.value)
    for finding in rubric.findings.values():
        yield finding.grounds
        yield from _guarded(finding.when, finding.unless)
    for decision in rubric.decisions.values():
        # The cells of a table and the cuts of bands rest on what the whole of them rests on.
        for row in decision.rows if decision.body is None else decision.rows[:1]:
            yield row.grounds
            yield from _guarded(row.when, row.unless)
    for promise in rubric.promises.values():
        yield promise.grounds
        for condition in (promise.when, promise.then):
            if condition is not None:
                yield from _uses(condition)
    if rubric.slate:
        yield from _uses(rubric.slate.of)
        for guidance in rubric.slate.guidance.values():
            yield guidance.grounds
            yield from _uses(guidance.condition)


def _inside(value: Amount) -> Iterator[Grounds]:
    """What the conditions in an amount rest on."""
    for amount in amounts.walk(value):
        if isinstance(amount, amounts.Conditional):
            yield from _guarded(amount.when, amount.unless)
        elif isinstance(amount, amounts.Counted) and isinstance(amount.parts, tuple):
            for part in amount.parts:
                yield from _uses(part)


def _guarded(when: Condition | None, unless: tuple[Exempt, ...]) -> Iterator[Grounds]:
    if when is not None:
        yield from _uses(when)
    for exception in unless:
        yield exception.grounds
        yield from _uses(exception.when)


def _uses(condition: Condition) -> Iterator[Grounds]:
    for part in conditions.walk(condition):
        grounds = getattr(part, "grounds", None)
        if isinstance(grounds, Grounds):
            yield grounds


def check_against(reader: Reader, rubric: Rubric, text: Text) -> None:
    """Note every locator that the document at hand does not have."""
    for locators, trail in citations(rubric):
        for locator in locators:
            if text.passage(locator) is None:
                reader.fault(
                    "line-no-source",
                    f"{quoted(locator)} is not in the document given.",
                    "Correct the locator; sentences are counted inside their paragraph.",
                    trail,
                )
