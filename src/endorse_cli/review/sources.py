"""The only place that checks that cited paragraphs are known (`line-no-source`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.base import Model
from endorse_cli.models.grounds import Grounds, paragraphs_of
from endorse_cli.models.parts import nearest
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
    sections: tuple[dict[str, Model], ...] = (
        {**rubric.criteria},
        {**rubric.settings},
        {**rubric.scores},
        {**rubric.findings},
    )
    for section in sections:
        for entry in section.values():
            yield from nearest(entry, (Grounds,))
    for decision in rubric.decisions.values():
        # The cells of a table and the cuts of bands rest on what the whole of them rests on.
        for row in decision.rows if decision.body is None else decision.rows[:1]:
            yield from nearest(row, (Grounds,))
    for promise in rubric.promises.values():
        yield from nearest(promise, (Grounds,))
    if rubric.slate:
        yield from nearest(rubric.slate, (Grounds,))


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
