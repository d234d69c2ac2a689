"""`endorse rubric`: what is asked of a rubric itself, and of its cases."""

import os
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from endorse_cli.cli.options import (
    Candidates,
    CaseFiles,
    ColourWhen,
    DocumentFile,
    Everything,
    Output,
    RubricFile,
    RubricFiles,
    RubricsAndCases,
    TakesMany,
    WriteCases,
    given,
    offered_rubrics,
)
from endorse_cli.cli.results import FORMAT, HowToShow, deliver, put
from endorse_cli.cli.terminal import Bar, emit, hint, look

if TYPE_CHECKING:
    from endorse_cli.api import Checked


def try_cases(
    named: RubricsAndCases = None,
    format: Annotated[Literal["table", "json", "junit", "github"], FORMAT] = "table",
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Try a rubric on its cases: the outcome of each, and what must have decided it.

    Exit status 1: a case fails, or there is none. 3: the rubric or a case has errors.
    """
    from endorse_cli import api

    first, *rest = named or ["class-alignment"]
    more, cases = api.rubrics_among(rest)
    if more and cases:
        raise typer.BadParameter(
            f"Cases are named with one rubric, not with {len(more) + 1}: {', '.join(cases)}.",
            param_hint="[CASES]...",
        )
    deliver(api.try_rubrics([first, *more], cases), format, output, (), colour, full=full)


def coverage(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = "table",
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Exit with status 1 if less is tried: 9/10, 0.9 or 90%, exactly."
        ),
    ] = None,
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Say what the cases of a rubric try, and make up a case for everything that they do not.

    Rows, branches, values on either side of a threshold, criteria that change an outcome alone.
    """
    from endorse_cli import api

    least = read_share(fail_under)
    with Bar(waits=True) as bar:
        covered = api.cover_rubric(rubric, cases or [], bar)
    if write is not None:
        api.write_all_new(write, covered.examples())
    unmet = []
    if least is not None and covered.is_whole and covered.share < least:
        unmet = [f"{covered.share} of what there is to try is tried, less than {least}"]
    deliver(covered, format, output, (), colour, unmet, full=full)


def read_share(text: str | None) -> Fraction | None:
    """The share of `--fail-under`; a usage error where it is none."""
    from endorse_cli import api

    if text is None:
        return None
    share = api.read_share(text)
    if share is None:
        raise typer.BadParameter(
            f"`{text}` is no share. Write it as `9/10`, `0.9` or `90%`, from 0 to 1.",
            param_hint="--fail-under",
        )
    return share


def mutate(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = "table",
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Change a rubric in every small way, and say which changes none of its cases would notice.

    Exit status 1: a change that gives somebody another outcome goes unnoticed.
    """
    from endorse_cli import api

    with Bar(waits=True) as bar:
        mutated = api.mutate_rubric(rubric, cases or [], bar)
    if write is not None:
        api.write_all_new(write, mutated.examples())
    deliver(mutated, format, output, (), colour, full=full)


def list_(colour: ColourWhen = "auto") -> None:
    """List the rubrics that ship with the program."""
    from endorse_cli import api

    emit(api.show_list(look(sys.stdout, colour)))


def show(
    rubric: RubricFile = "class-alignment",
    format: Annotated[
        Literal["table", "markdown", "html"],
        typer.Option("--format", help="How to give the rubric."),
    ] = "table",
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Show a whole rubric as a document to read, the readings chosen included."""
    from endorse_cli import api

    text = api.show_rubric(rubric, look(sys.stdout, colour), format)
    put(text, output, given(rubric), exact=format != "table")


def check(
    rubrics: RubricFiles = None,
    format: Annotated[Literal["table", "json", "html", "github"], FORMAT] = "table",
    document: DocumentFile = None,
    examples: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Write a candidate for every broken promise and gap between rows."
        ),
    ] = None,
    full: Everything = False,
    allow_unchecked: Annotated[
        bool,
        typer.Option(
            "--allow-unchecked", help="End with 0 although something was too large to be checked."
        ),
    ] = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Prove what a rubric promises, and find what can never happen in it.

    Exit status 1: a promise is broken, or something was too large to be checked (unless that is
    allowed). 3: the rubric has errors.
    """
    from endorse_cli import api

    named = rubrics or ["class-alignment"]
    with Bar(waits=True) as bar:
        checked = api.check_rubrics(named, document=document, progress=bar)
    each = checked.results if isinstance(checked, api.SeveralChecked) else [checked]
    for one in each:
        one.allows_unchecked = allow_unchecked
    if examples is not None:
        for rubric, one in zip(named, each, strict=False):
            place = os.path.join(examples, one.id) if len(named) > 1 else examples
            _write_examples(one, rubric, place)
    deliver(checked, format, output, [*named, *given(document)], colour, full=full)


def _write_examples(checked: "Checked", named: str, folder: str) -> None:
    """Write the examples and, on a terminal, say how to see what comes out for one."""
    from endorse_cli import api

    written = checked.examples()
    api.write_all(folder, written)
    if not written:
        return
    count = f"{len(written)} candidate{'s' if len(written) > 1 else ''}"
    then = api.score_command(os.path.join(folder, next(iter(written))), named, by_id=True)
    hint(f"Wrote {count} into {folder}. To see why: {then}")


BESIDE = "rubric.yaml"


def diff(
    rubrics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW",
            autocompletion=offered_rubrics,
            help="Shipped rubrics or rubric files; with `--base` one file, or none for "
            f"`{BESIDE}`.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Compare the file with itself as it was where this branch left a git revision.",
        ),
    ] = None,
    exactly: Annotated[
        bool,
        typer.Option("--exactly", help="With `--base`: compare with the revision itself."),
    ] = False,
    candidates: Candidates = None,
    format: Annotated[Literal["table", "markdown", "json", "html"], FORMAT] = "table",
    fail_on: Annotated[
        Literal["looser", "outcome-change", "any"] | None,
        typer.Option(metavar="looser|outcome-change|any", help="Exit with status 1 on this."),
    ] = None,
    examples: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write a candidate for every move into this folder."),
    ] = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Say what a change of a rubric does: its meaning, its texts, the candidates assessed before.

    Exit status 1: what `--fail-on` names is the case. 3: a rubric or a candidate's file has errors.
    """
    from endorse_cli import api

    named = rubrics or []
    diffed: api.Diffed | api.Undiffed
    if exactly and base is None:
        raise typer.BadParameter("It says which revision `--base` is.", param_hint="--exactly")
    if not (len(named) < 2 if base is not None else len(named) == 2):
        wanted = "at most one file beside `--base`" if base is not None else "two rubrics, OLD NEW"
        raise typer.BadParameter(
            f"{len(named)} named, and it takes {wanted}.", param_hint="OLD NEW"
        )
    with Bar(waits=True) as bar:
        if base is not None:
            named = named or [BESIDE]
            diffed = api.diff_since(
                base, named[0], candidates=candidates, exactly=exactly, progress=bar
            )
        else:
            diffed = api.diff_rubrics(named[0], named[1], candidates=candidates, progress=bar)
        diffed.work_out()
    if examples is not None:
        api.write_all(examples, diffed.examples())
    unmet = diffed.unmet(fail_on) if fail_on else ""
    deliver(
        diffed,
        format,
        output,
        [*named, *(candidates or [])],
        colour,
        [unmet] if unmet else [],
        full=full,
    )


def trace(
    rubric: RubricFile = "class-alignment",
    document: DocumentFile = None,
    format: HowToShow = "table",
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Follow every line to its passage and every passage to its lines, and find the gaps.

    `--format html` is a page with document and rubric side by side, linked both ways. Exit status
    3: a passage has no home, or is another text than the one that the rubric rests on.
    """
    from endorse_cli import api

    traced = api.trace_rubric(rubric, document=document)
    deliver(traced, format, output, [rubric, *given(document)], colour, full=full)


def sensitivity(
    rubric: RubricFile = "class-alignment",
    candidates: Candidates = None,
    format: HowToShow = "table",
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Say how far each weight and threshold can move before somebody comes out otherwise.

    The rubric stands before `--candidates`. What is open stays open: the outcomes still possible
    must stay the same, too.
    """
    from endorse_cli import api

    if not candidates:
        raise typer.BadParameter("name the files with the candidates.", param_hint="--candidates")
    with Bar(waits=True) as bar:
        sensed = api.sense(rubric, candidates, bar)
        sensed.work_out()
    deliver(sensed, format, output, [rubric, *candidates], colour, full=full)


rubric = typer.Typer(help="Look at a rubric.", no_args_is_help=True, rich_markup_mode=None)

rubric.command("list")(list_)
rubric.command()(show)
rubric.command()(check)
rubric.command("test")(try_cases)
rubric.command()(coverage)
rubric.command()(mutate)
rubric.command(cls=TakesMany)(diff)
rubric.command()(trace)
rubric.command(cls=TakesMany)(sensitivity)
