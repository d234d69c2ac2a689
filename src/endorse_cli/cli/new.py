"""`endorse new`: files to start from."""

from typing import Annotated, Literal

import typer

from endorse_cli.cli.options import RubricName
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
