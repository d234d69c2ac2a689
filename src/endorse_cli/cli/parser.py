"""What we want of the command line that Typer does not do by itself.

Options that take several words (`--candidates a.yaml b.yaml`), and our names of arguments in help.
"""

from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperCommand

if TYPE_CHECKING:
    from typer._click.core import Command, Context

MANY = ("--candidates",)


class TakesMany(TyperCommand):
    """A command whose `--candidates` takes every word after it, up to the next option."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Repeat the option before each of its words, which is what the parser knows."""
        return super().parse_args(ctx, repeated(args))


def repeated(args: list[str]) -> list[str]:
    """The words with each further value of such an option given under the option again."""
    found: list[str] = []
    option = ""
    for place, word in enumerate(args):
        if word == "--":
            return [*found, *args[place:]]
        if option and not word.startswith("-"):
            found += [option, word] if found[-1] != option else [word]
            continue
        option = word if word in MANY else ""
        found.append(word)
    return found


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
