"""`endorse rubric trace`: what rests on what between a rubric and its document."""

import sys

from endorse_cli.cli.exits import exit_for
from endorse_cli.cli.options import ColourWhen, DocumentFile, Output, RubricFile, deliver
from endorse_cli.cli.results import Plainly, TableOrJson
from endorse_cli.cli.terminal import Colour, Stop, complain, look


def trace(
    rubric: RubricFile = "class-alignment",
    document: DocumentFile = None,
    format: TableOrJson = Plainly.table,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Follow every line to its passage and every passage to its lines, and find the gaps.

    Exit status 3: a passage has no home, or is another text than the one that the rubric rests on.
    """
    from endorse_cli import api

    traced = api.trace_rubric(rubric, document=document)
    if format is Plainly.json:
        text = traced.to_json()
    else:
        seen = look(None if output else sys.stdout, colour)
        text = traced.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
        complain(traced.diagnostics)
    inputs = [rubric, *filter(None, [document])]
    deliver(text, output, inputs, exact=format is not Plainly.table)
    raise Stop(exit_for(traced.diagnostics))
