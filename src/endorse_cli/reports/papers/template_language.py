"""The only place that says what a chapter's own template may say: a small part of Jinja.

What is not in ALLOWED cannot be said and is refused before anything is filled, with its line.
"""

from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from endorse_cli.reports.papers.template_filters import (
    FILTERS,
    TESTS,
    UnfitError,
    named,
)
from endorse_cli.reports.templating import SETTINGS

LONGEST = 100_000
"""Characters of a template; ours have some three thousand."""


DEPTH = 60
"""Parts of a template inside one another."""


ALLOWED: Mapping[type[nodes.Node], str] = {
    nodes.Template: "a template",
    nodes.Output: "a text",
    nodes.TemplateData: "a text",
    nodes.For: "`for`",
    nodes.If: "`if`",
    nodes.Assign: "`set`",
    nodes.Const: "a text or number",
    nodes.Name: "a name",
    nodes.Tuple: "a list",
    nodes.List: "a list",
    nodes.Getattr: "a field",
    nodes.Getitem: "a part",
    nodes.Slice: "a part",
    nodes.Filter: "a filter",
    nodes.Test: "a test",
    nodes.Keyword: "a value by its name",
    nodes.Compare: "a comparison",
    nodes.Operand: "a comparison",
    nodes.And: "`and`",
    nodes.Or: "`or`",
    nodes.Not: "`not`",
    nodes.CondExpr: "`if` and `else` in a value",
    nodes.Concat: "`~`",
    nodes.Add: "`+`",
    nodes.Sub: "`-`",
    nodes.Mod: "`%`",
    nodes.Neg: "`-`",
}


REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "nothing can be called: write a filter, as in `text|upper`",
    nodes.CallBlock: "`call` is not allowed",
    nodes.FromImport: "`from` is not allowed",
    nodes.Scope: "`autoescape` is not allowed",
    nodes.Mul: "`*` is not allowed",
    nodes.Div: "`/` is not allowed",
    nodes.FloorDiv: "`//` is not allowed",
    nodes.Pow: "`**` is not allowed",
    nodes.FilterBlock: "`filter` as a block is not allowed: write `text|filter`",
    nodes.AssignBlock: "`set` as a block is not allowed: write `set name = text`",
}
"""What people write of Jinja that is not allowed, besides blocks that are named by their class."""


class TemplateFault(ValueError):
    """A chapter's template cannot be filled: why, and at which of its lines (0 for none)."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def read(template: str) -> nodes.Template:
    """A template that says nothing but what it may; a `TemplateFault` where it does."""
    if len(template) > LONGEST:
        last = template.count("\n", 0, LONGEST) + 1
        raise TemplateFault(f"it is longer than {LONGEST:,} characters", last)
    parser: Parser | None = None
    try:
        parser = Parser(Environment(autoescape=False, **SETTINGS), template)
        tree = parser.parse()
    except TemplateSyntaxError as error:
        raise TemplateFault(error.message or "its syntax is wrong", error.lineno) from None
    except RecursionError:
        raise TemplateFault("it is nested too deep", _line(parser)) from None
    except ValueError:
        raise TemplateFault("a number in it is too long", _line(parser)) from None
    for node, depth, line in _each(tree):
        try:
            _check(node, depth)
        except UnfitError as error:
            raise TemplateFault(str(error), line) from None
    return tree


def _line(parser: Parser | None) -> int:
    return parser.stream.current.lineno if parser else 0


def _each(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int, int]]:
    """Every node in order, with its depth and its line; a chain of any length is no deep call."""
    waiting = [(tree, 0, 1)]
    while waiting:
        node, depth, around = waiting.pop()
        children = list(node.iter_child_nodes())
        # A node that Jinja adds by itself has no line.
        line = next((one.lineno for one in (node, *children) if one.lineno), around)
        yield node, depth, line
        waiting += reversed([(child, depth + 1, line) for child in children])


def _check(node: nodes.Node, depth: int) -> None:
    """Refuse what cannot be said, wherever it stands."""
    if type(node) not in ALLOWED:
        block = type(node).__name__.lower()
        raise UnfitError(REFUSED.get(type(node), f"`{block}` is not allowed"))
    if depth > DEPTH:
        raise UnfitError("it is nested too deep")
    if isinstance(node, nodes.For) and node.recursive:
        raise UnfitError("a loop cannot call itself")
    if isinstance(node, nodes.Filter | nodes.Test) and (node.dyn_args or node.dyn_kwargs):
        raise UnfitError("`*` is not allowed")
    if isinstance(node, nodes.Filter) and node.name != "default":
        named(FILTERS, node.name, "filter", ("default",))
    if isinstance(node, nodes.Test) and node.name not in ("defined", "undefined", "in"):
        named(TESTS, node.name, "test", ("defined", "in", "undefined"))
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | int | None):
        raise UnfitError("numbers are whole here")
