"""The only place that says how help names arguments: as we do, whatever Typer would add."""

from typing import TYPE_CHECKING

from typer.core import TyperArgument

if TYPE_CHECKING:
    from typer._click.core import Command, Context


def with_our_names(command: "Command") -> "Command":
    """The command, in which arguments and those of its commands are named by their metavar alone.

    Newer releases of Typer put the name of the type behind it, which is a word of Python's.
    """
    for param in command.params:
        if isinstance(param, TyperArgument) and param.metavar:
            _name(param, param.metavar)
    for inner in getattr(command, "commands", {}).values():
        with_our_names(inner)
    return command


def _name(argument: TyperArgument, metavar: str) -> None:
    optional = not (argument.required or metavar.startswith("["))
    usage = f"[{metavar}]" if optional else metavar

    def usage_pieces(ctx: "Context") -> list[str]:
        return [usage]

    def no_type(ctx: "Context") -> None:
        return None

    argument.get_usage_pieces = usage_pieces  # type: ignore[method-assign]
    argument.display_type_rich = no_type  # type: ignore[method-assign]
