"""`endorse rubric mutate`: what the cases of a rubric notice of small changes to it."""

import sys
from collections.abc import Callable

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import CaseFiles, ColourWhen, Output, RubricFile, WriteCases, deliver
from endorse_cli.cli.results import Plainly, TableOrJson
from endorse_cli.cli.terminal import Colour, Stop, complain, look, warn


def mutate(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: TableOrJson = Plainly.table,
    write: WriteCases = None,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Change a rubric in every small way, and say which changes none of its cases would notice.

    Exit status 1: a change that gives somebody another outcome goes unnoticed.
    """
    from endorse_cli import api

    mutated = api.mutate_rubric(rubric, cases or [], shown_progress())
    tested = mutated.tested
    seen = look(None if output else sys.stdout, colour)
    if write is not None:
        api.write_all_new(write, mutated.examples())
    if format is Plainly.json:
        text = mutated.to_json()
    else:
        text = mutated.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
    inputs = [tested.loaded.document.source.name, *tested.files]
    deliver(text, output, inputs, exact=format is not Plainly.table)
    complain(mutated.diagnostics)
    raise Stop(worst([exit_for(mutated.diagnostics), Exit.DONE if mutated.ok else Exit.GATE]))


def shown_progress() -> Callable[[int, int], None]:
    """Something that shows on a terminal how far the work is, in one line that goes away again."""
    if not look(sys.stderr).terminal:
        return lambda done, of: None

    def show(done: int, of: int) -> None:
        if done == of:
            warn("\r\x1b[K")
        elif done % 10 == 0:
            warn(f"\r{done} of {of} changes tried")

    return show
