"""The only place that fills templates: for pages everything is escaped, for letters nothing is.

Texts from files are data, never templates. What a chapter brings as a template runs in a
sandbox: it sees the values it is given, can change none, and reaches nothing else.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from endorse_cli.reports.sanitize import sanitize

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = "templates"


def filled(name: str, values: Mapping[str, object]) -> str:
    """A template of ours with these values; its name ends in `.html.j2` or `.txt.j2`."""
    from jinja2 import PackageLoader

    environment = _environment(pages=name.endswith(".html.j2"))
    environment.loader = PackageLoader("endorse_cli.reports", TEMPLATES)
    return environment.get_template(name).render(values)


def _environment(*, pages: bool) -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=pages,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _harmless(value: object) -> object:
    """A text on one line with nothing hidden in it; what is already a page's own stays."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return sanitize(" ".join(value.split()))
