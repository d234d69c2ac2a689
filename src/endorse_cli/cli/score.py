"""`endorse score`, `compare` and `explain`: candidates judged, side by side, and line by line."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from endorse_cli.cli.options import (
    AsOf,
    Audience,
    ColourWhen,
    DocumentFile,
    Everything,
    ForExcel,
    ForWhom,
    Lines,
    Output,
    RubricName,
    SlateFile,
    Wide,
    audience_for,
    can_be_given,
    given,
    offered_ids,
    offered_requirements,
    offered_suppositions,
    read_as_of,
    rows_for,
    usage_error,
)
from endorse_cli.cli.results import Format, HowToGive, deliver
from endorse_cli.cli.terminal import emit, look

CARRYING = "--self-contained"


def score(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Candidate files: .yaml, .json, .jsonl; `-` reads standard input.",
        ),
    ],
    rubric: RubricName = None,
    as_of: AsOf = None,
    format: HowToGive = "table",
    output: Output = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DECISION=OUTCOME",
            autocompletion=offered_requirements,
            help="Exit with status 1 unless every candidate has this outcome; in quotes, "
            "`'DECISION>=OUTCOME'` takes a better one too. Repeatable.",
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=VALUE",
            autocompletion=offered_suppositions,
            help="Suppose this answer and say what it moves: a word, a number or a day; "
            "`SET.MEMBER=yes` for a member of a set. Repeatable.",
        ),
    ] = None,
    document: DocumentFile = None,
    audience: ForWhom = None,
    slate: SlateFile = None,
    self_contained: Annotated[
        bool,
        typer.Option(
            "--self-contained",
            help="Put the candidate's and the rubric's texts into the record, so that "
            "`endorse verify` needs nothing else.",
        ),
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Also the reasons, answer by answer.")] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Also the least that would change the result.")
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="Also every question with what its answer means, notes and sources, and all else.",
        ),
    ] = False,
    lines: Lines = False,
    wide: Wide = False,
    excel: ForExcel = False,
    brief: Annotated[
        bool, typer.Option("--brief", help="Only the result and what is open.")
    ] = False,
    colour: ColourWhen = "auto",
) -> None:
    """Classify candidates and recommend, with a table that justifies it line by line.

    The exit status is 0 whatever the outcome: a decline is a result, not a failure.
    """
    from endorse_cli import api

    day = read_as_of(as_of)
    for_whom = audience_for(format, audience)
    rows = rows_for(format, lines=lines, wide=wide, excel=excel)
    can_be_given(format, output)
    if self_contained:
        _may_carry(format, audience)
    run = api.score_files(files, rubric=rubric, as_of=day, document=document)
    run = replace(run, audience=for_whom, self_contained=self_contained, rows=rows, excel=excel)
    run = run.showing(brief=brief, why=why, changes=changes, full=full)
    with usage_error("--what-if"):
        run = run.supposing(what_if or [])
    with usage_error("--require"):
        unmet = [line for item in require or [] for line in run.unmet(item)]
    if format == "html":
        printed = api.load_slate(slate) if slate else api.slate_beside(files)
        run = replace(run, slate=printed)
    deliver(run, format, output, [*files, *given(document, slate)], colour, unmet)


def _may_carry(format: Format, audience: Audience | None) -> None:
    """A usage error where a record would carry texts that it may not, or is no record."""
    if format != "json":
        raise typer.BadParameter("Only a record can be: add `--format json`.", param_hint=CARRYING)
    if audience == "public":
        raise typer.BadParameter(
            "A public record carries no text of the candidate's file, which is for members.",
            param_hint=CARRYING,
        )


def compare(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Candidate files: each is put beside the first candidate."
        ),
    ],
    rubric: RubricName = None,
    as_of: AsOf = None,
    format: HowToGive = "table",
    audience: ForWhom = None,
    output: Output = None,
    excel: ForExcel = False,
    full: Everything = False,
    colour: ColourWhen = "auto",
) -> None:
    """Show only what differs between candidates, and which differences can move an outcome."""
    from endorse_cli import api

    for_whom = audience_for(format, audience)
    rows_for(format, lines=False, wide=False, excel=excel)
    can_be_given(format, output)
    compared = api.compare_files(files, rubric=rubric, as_of=read_as_of(as_of)).edition(for_whom)
    deliver(replace(compared, excel=excel), format, output, files, colour, full=full)


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            autocompletion=offered_ids,
            help="A criterion, finding, score, row, outcome, promise, setting, guidance, passage "
            "(¶7.3) or check code.",
        ),
    ],
    candidate: Annotated[
        str | None, typer.Argument(metavar="[CANDIDATE]", help="A candidate file.")
    ] = None,
    rubric: RubricName = None,
    colour: ColourWhen = "auto",
) -> None:
    """Explain one id: what it asks, where it says so, where it can matter."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    with usage_error("ID"):
        text = api.explain(id, rubric=rubric, candidate=candidate, look=seen)
    emit(text)
