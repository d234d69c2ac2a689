"""The only place that finds the page of a check code: the docstring of its module."""

from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from endorse_cli.diagnostics import CODES
from endorse_cli.review import checks


def codes_with_pages() -> tuple[str, ...]:
    """The codes that have a page, in the order of `CODES`: all that can be raised so far."""
    modules = {module.name for module in iter_modules(checks.__path__)}
    return tuple(code for code in CODES if _module_name(code) in modules)


def page(code: str) -> str | None:
    """What a code means, why it matters and what to do, with examples; None where it has no page.

    Where Python was told to leave docstrings out (`-OO`), there are no pages.
    """
    if code not in codes_with_pages():
        return None
    text = import_module(f"{checks.__name__}.{_module_name(code)}").__doc__
    return cleandoc(text) if text else None


def _module_name(code: str) -> str:
    return code.replace("-", "_")
