"""The only place that fills templates: for pages everything is escaped, for papers nothing is.

Texts from files are data, never templates. What a chapter brings as a template runs in a
sandbox: it sees the values it is given, can change none, and reaches nothing else.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from endorse_cli.reports.cells import fold
from endorse_cli.reports.sanitize import no_command, sanitize

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = "templates"

COLUMNS = 72
"""Papers are folded at so many columns, as letters are."""


class TemplateFault(ValueError):
    """A chapter's template cannot be filled: why, and at which of its lines (0 for none)."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class Folded(str):
    """A text that is laid out already: its line breaks stay."""

    __slots__ = ()


def filled(name: str, values: Mapping[str, object]) -> str:
    """A template of ours with these values; its name ends in `.html.j2` or `.txt.j2`."""
    from jinja2 import PackageLoader

    environment = _environment(pages=name.endswith(".html.j2"))
    environment.loader = PackageLoader("endorse_cli.reports", TEMPLATES)
    return environment.get_template(name).render(values)


def filled_from(template: str, values: Mapping[str, object]) -> str:
    """A chapter's own template for a paper, given as its text; a `TemplateFault` where it fails."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _environment(pages=False).from_string(template).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFault(error.message or "its syntax is wrong", error.lineno) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise TemplateFault(str(error), 0) from None


def fill(text: str, indent: int = 0, hang: int = 0) -> Folded:
    """A text in lines of 72 columns; those after the first stand `hang` columns further in."""
    words = sanitize(no_command(_on_one_line(text)))
    lines = fold(words, COLUMNS - indent, COLUMNS - indent - hang)
    return Folded(
        "\n".join(
            " " * (indent + (hang if place else 0)) + line for place, line in enumerate(lines)
        )
    )


def _environment(*, pages: bool) -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=pages,
        undefined=StrictUndefined,
        finalize=_on_a_page if pages else _on_paper,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fill"] = fill
    return environment


def _on_a_page(value: object) -> object:
    """A text on one line with nothing hidden in it; what is the page's own stays."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return sanitize(_on_one_line(value))


def _on_paper(value: object) -> object:
    """The same on paper, which may be printed to a build log; what is laid out already stays."""
    if not isinstance(value, str) or isinstance(value, Folded):
        return value
    return sanitize(no_command(_on_one_line(value)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
