"""`endorse new` and `endorse schema`: files to start from, and the shape of files for editors."""

from typing import Annotated, Literal

import typer

from endorse_cli.cli.options import Output, RubricName, given
from endorse_cli.cli.results import put
from endorse_cli.cli.terminal import emit, hint

new = typer.Typer(help="Write a file to start from.", no_args_is_help=True, rich_markup_mode=None)


@new.command()
def candidate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to write it; `-` is the screen.")
    ],
    rubric: RubricName = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is already there.")
    ] = False,
) -> None:
    """Write a blank candidate: every question with its anchors and citations as comments.

    It can be scored as it is: undetermined until something is known.
    """
    from endorse_cli import api

    text = api.blank_candidate(rubric, file)
    if api.is_screen(file):
        emit(text, exact=True)
        return
    api.write_new(file, text, replace=force)
    hint(f"Wrote {file}. Fill in what is known, then: {api.score_command(file, rubric)}")


@new.command()
def rubric(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="Where to write it; made where it is missing.")
    ],
    kind: Annotated[
        Literal["gate", "points", "table"] | None,
        typer.Option(
            help="What decides: conditions in order (`gate`, the default), points with bands "
            "behind a gate, or a table.",
        ),
    ] = None,
    extends: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE",
            help="Start a chapter's overlay of this rubric: a shipped one, or a path from DIR.",
        ),
    ] = None,
) -> None:
    """Write a rubric to start from: a short document, criteria, a decision, promises,
    cases, and a file that has them all tried on GitHub.

    It can be checked, tested and scored as it is. Nothing that is there is replaced.
    """
    from endorse_cli import api

    if extends and kind:
        raise typer.BadParameter("An overlay is of the kind of its base.", param_hint="--kind")
    if extends:
        written = api.new_overlay(folder, extends)
    else:
        written = api.new_rubric(folder, kind or "gate")
    hint(f"Wrote {', '.join(written)}. Next: endorse rubric check {folder}")


@new.callback()
def _new() -> None:
    """Write a file to start from."""


schema = typer.Typer(help="Give a JSON Schema.", no_args_is_help=True, rich_markup_mode=None)


@schema.command("candidate")
def candidate_schema(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of candidates' files: an editor then shows questions and anchors."""
    from endorse_cli import api

    put(api.candidate_schema(rubric), output, given(rubric), exact=True)


@schema.command()
def case(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of a rubric's cases."""
    from endorse_cli import api

    put(api.case_schema(rubric), output, given(rubric), exact=True)


@schema.command("rubric")
def rubric_schema(output: Output = None) -> None:
    """Give the JSON Schema of the rubric language, for rubrics and overlays."""
    from endorse_cli import api

    put(api.rubric_schema(), output, [], exact=True)


@schema.command()
def record(output: Output = None) -> None:
    """Give the JSON Schema of what `score --format json` writes."""
    from endorse_cli import api

    put(api.record_schema(), output, [], exact=True)


@schema.callback()
def _schema() -> None:
    """Give a JSON Schema."""
