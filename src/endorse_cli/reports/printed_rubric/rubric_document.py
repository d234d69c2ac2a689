"""The only place that says what a shown rubric is made of, and in what order."""

from collections.abc import Callable, Iterator, Sequence

from endorse_cli.models.record import RubricPart
from endorse_cli.models.rubric import Rubric, SourceText
from endorse_cli.reports.page import Page
from endorse_cli.reports.printed_rubric.criteria import put_questions
from endorse_cli.reports.printed_rubric.rules import (
    put_chain,
    put_decisions,
    put_findings,
    put_passages,
    put_promises,
    put_readings,
    put_scores,
    put_settings,
    put_slate,
)
from endorse_cli.views.amount_words import AmountWords

LAYERS = (
    "Every line says what it rests on: stated, the document says it; inferred, it is this "
    "rubric's reading of the document; chapter, a chapter adopted it, with the day. A line is "
    "cited by paragraph and sentence of the document: ¶7.3. What each answer means is said in this "
    "rubric's own words."
)


def put_rubric(page: Page, rubric: Rubric, part: RubricPart | None = None) -> None:
    """The whole rubric: what is asked, what follows, what is promised, how the document is read.

    `part` says what it builds on, and where it departs from that.
    """
    say = AmountWords(rubric)
    _put_head(page, rubric)
    if part is not None:
        put_chain(page, say, part)
    for put in SECTIONS:
        put(page, say)


def _put_head(page: Page, rubric: Rubric) -> None:
    """What the rubric is called, and which document it encodes."""
    page.rule()
    page.bare("rubric", rubric.title, "strong")
    page.bare("version", f"{rubric.id}, version {rubric.version}")
    page.fact("in effect from", str(rubric.effective or ""))
    page.fact("document", ", ".join(_document(rubric.document)))
    page.blank()
    page.put(LAYERS, "quiet")


def _document(document: SourceText) -> Iterator[str]:
    yield document.title
    if document.by:
        yield f"by {document.by}"
    if document.passed:
        yield f"adopted {document.passed}"
    if document.published:
        yield f"published {document.published}"


SECTIONS: tuple[Callable[[Page, AmountWords], None], ...] = (
    put_questions,
    put_findings,
    put_scores,
    put_decisions,
    put_settings,
    put_promises,
    put_slate,
    put_readings,
    put_passages,
)


def put_list(page: Page, rubrics: Sequence[Rubric]) -> None:
    """Rubrics by id, each with its version, title and document."""
    for rubric in rubrics:
        page.blank()
        page.bare("rubric", f"{rubric.id} {rubric.version}", "strong")
        page.bare("title", rubric.title, indent=2)
        page.fact("document", ", ".join(_document(rubric.document)), "quiet", indent=2)
