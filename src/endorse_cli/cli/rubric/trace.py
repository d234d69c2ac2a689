"""`endorse rubric trace`: what rests on what between a rubric and its document."""

from endorse_cli.cli.options import ColourWhen, DocumentFile, Everything, Output, RubricFile, given
from endorse_cli.cli.results import HowToShow, Sheet, deliver
from endorse_cli.cli.terminal import Colour


def trace(
    rubric: RubricFile = "class-alignment",
    document: DocumentFile = None,
    format: HowToShow = Sheet.table,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Follow every line to its passage and every passage to its lines, and find the gaps.

    `--format html` is a page with document and rubric side by side, linked both ways. Exit status
    3: a passage has no home, or is another text than the one that the rubric rests on.
    """
    from endorse_cli import api

    traced = api.trace_rubric(rubric, document=document)
    deliver(traced, format, output, [rubric, *given(document)], colour, full=full)
