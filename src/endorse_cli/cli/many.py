"""The only place for options that take several words: `--candidates a.yaml b.yaml`."""

from typing import TYPE_CHECKING

from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click.core import Context

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
