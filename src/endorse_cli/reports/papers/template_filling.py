"""The only place that fills a chapter's own template, within bounds.

Jinja reads the text. What it says is worked out here, step by step, since Jinja itself would turn
it into Python. Every fault has its line. Nothing takes longer than it may: steps and characters
are counted, not seconds, so the same template ends the same way everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple, cast

from jinja2 import nodes

from endorse_cli.diagnostics import counted, nearest, quoted
from endorse_cli.reports.papers.template_filters import (
    FILTERS,
    MOST,
    TESTS,
    UnfitError,
    Value,
    call,
    compare,
    field_of,
    formatted,
    joined,
    kind_of,
    list_in,
    shown,
)
from endorse_cli.reports.papers.template_language import TemplateFault, read
from endorse_cli.reports.templating import on_paper

WORK = 10_000_000
"""The steps and characters of one paper; ours take some ten thousand."""


STEP = 20
"""What one step takes, in characters that are copied."""


SHOW = 4
"""What it takes to make a character harmless, in characters that are copied."""


ORDERS: Mapping[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "eq": ("==", eq),
    "ne": ("!=", ne),
    "lt": ("<", lt),
    "lteq": ("<=", le),
    "gt": (">", gt),
    "gteq": (">=", ge),
}


class AbsentError(UnfitError):
    """A name or a field that is not there, which a template may ask about."""


class Loop(NamedTuple):
    """What is known of a loop in each of its rounds."""

    index: int  # type: ignore[assignment]
    index0: int
    revindex: int
    revindex0: int
    first: bool
    last: bool
    length: int


def filled_from(template: str, values: Mapping[str, object]) -> str:
    """A chapter's own template for a paper, given as its text; a `TemplateFault` where it fails."""
    return Filling(cast("Mapping[str, Value]", values)).text(read(template))


class Filling:
    """One template while it is filled: what names mean, what is written, what may still be done."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.names = dict(values)
        self.parts: list[str] = []
        self.left = WORK

    def text(self, tree: nodes.Template) -> str:
        """The whole text."""
        self._run(tree.body)
        return "".join(self.parts)

    def _spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise UnfitError(
                f"it makes too much: more than {WORK // STEP:,} steps or {WORK:,} characters"
            )

    def _write(self, text: str) -> None:
        self._spend(len(text))
        self.parts.append(text)

    def _run(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            try:
                self._spend(STEP)
                self._statement(node)
            except UnfitError as error:
                raise TemplateFault(str(error), error.line or node.lineno) from None

    def _statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self._write(self._shown(part))
            case nodes.If():
                branches = [node, *node.elif_]
                chosen = next((one.body for one in branches if self.value(one.test)), node.else_)
                self._run(chosen)
            case nodes.Assign():
                self._assign(node.target, self.value(node.node))
            case nodes.For():
                self._loop(node)

    def _shown(self, part: nodes.Node) -> str:
        if isinstance(part, nodes.TemplateData):
            return part.data
        with _placed(part):
            text = shown(self.value(part))
            self._spend(len(text) * SHOW)
            return on_paper(text)

    def _assign(self, target: nodes.Node, value: Value) -> None:
        if isinstance(target, nodes.Name):
            self.names[target.name] = value
            return
        if not isinstance(target, nodes.Tuple):
            raise UnfitError("only a name can be given a value")
        if not isinstance(value, list | tuple) or len(value) != len(target.items):
            raise UnfitError(f"{len(target.items)} names are given {_size(value)}")
        for one, part in zip(target.items, value, strict=True):
            self._assign(one, part)

    def _loop(self, node: nodes.For) -> None:
        outer = self.names
        items = list_in(self.value(node.iter), "for")
        if node.test:
            items = [item for item in items if self._passes(node, item, outer)]
        for place, item in enumerate(items):
            self._spend(STEP + len(outer))
            self.names = dict(outer)
            self._assign(node.target, item)
            last = len(items) - 1
            self.names["loop"] = Loop(
                place + 1, place, last - place + 1, last - place, not place, place == last, last + 1
            )
            self._run(node.body)
        self.names = outer
        if not items:
            self._run(node.else_)

    def _passes(self, node: nodes.For, item: Value, outer: dict[str, Value]) -> bool:
        self._spend(STEP + len(outer))
        self.names = dict(outer)
        self._assign(node.target, item)
        passes = node.test is None or bool(self.value(node.test))
        self.names = outer
        return passes

    def value(self, node: nodes.Node) -> Value:
        """What a part of the template stands for."""
        with _placed(node):
            self._spend(STEP)
            return self._value(node)

    def _value(self, node: nodes.Node) -> Value:
        match node:
            case nodes.Const():
                return _whole(node.value)
            case nodes.Name():
                return self._named(node.name)
            case nodes.Tuple() | nodes.List():
                items = [self.value(item) for item in node.items]
                joined(self._spend, items)
                return items
            case nodes.Getattr():
                return _field(self.value(node.node), node.attr)
            case nodes.Getitem():
                return self._item(self.value(node.node), node.arg)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Test():
                return self._tested(node)
            case nodes.Compare():
                return self._compared(node)
            case nodes.And():
                return self.value(node.left) and self.value(node.right)
            case nodes.Or():
                return self.value(node.left) or self.value(node.right)
            case nodes.Not():
                return not self.value(node.node)
            case nodes.CondExpr():
                if self.value(node.test):
                    return self.value(node.expr1)
                return self.value(node.expr2) if node.expr2 else ""
            case nodes.Concat():
                return joined(self._spend, [self.value(part) for part in node.nodes])
            case nodes.Neg():
                return _whole(-_number(self.value(node.node), "-"))
            case nodes.Add() | nodes.Sub() | nodes.Mod():
                return self._worked_out(node)
        raise UnfitError("it cannot be understood")

    def _named(self, name: str) -> Value:
        if name in self.names:
            return self.names[name]
        near = nearest(name, list(self.names))
        raise AbsentError(
            f"{quoted(name)} is not defined" + (f"; did you mean {quoted(near)}?" if near else "")
        )

    def _item(self, value: Value, arg: nodes.Node) -> Value:
        if hasattr(value, "_fields") and isinstance(arg, nodes.Const):
            return _field(value, str(arg.value))
        items: Sequence[Value] = value if isinstance(value, str) else list_in(value, "[…]")
        if isinstance(arg, nodes.Slice):
            start, stop, step = (
                None if part is None else _number(self.value(part), "[…]")
                for part in (arg.start, arg.stop, arg.step)
            )
            if step == 0:
                raise UnfitError("a step of 0 leads nowhere")
            self._spend(len(items))
            return items[start:stop:step]
        place = _number(self.value(arg), "[…]")
        if not -len(items) <= place < len(items):
            raise AbsentError(f"there is no {place} in it: it has {len(items)}")
        return items[place]

    def _arguments(
        self, node: nodes.Filter | nodes.Test
    ) -> tuple[tuple[Value, ...], dict[str, Value]]:
        more = {str(pair.key): self.value(pair.value) for pair in node.kwargs}
        return tuple(self.value(arg) for arg in node.args), more

    def _filtered(self, node: nodes.Filter) -> Value:
        if node.node is None:
            raise UnfitError("a filter needs something before it")
        args, more = self._arguments(node)
        if node.name == "default":
            return self._or_default(node.node, args, more)
        value = self.value(node.node)
        return call(FILTERS[node.name], node.name, (self._spend, value, *args), **more)

    def _or_default(
        self, node: nodes.Expr, args: tuple[Value, ...], more: dict[str, Value]
    ) -> Value:
        def default(other: Value = "", boolean: Value = False) -> Value:
            try:
                value = self.value(node)
            except AbsentError:
                return other
            return other if boolean and not value else value

        return call(default, "default", args, **more)

    def _tested(self, node: nodes.Test) -> bool:
        if node.name in ("defined", "undefined"):
            try:
                self.value(node.node)
            except AbsentError:
                return node.name == "undefined"
            return node.name == "defined"
        args, more = self._arguments(node)
        value = self.value(node.node)
        if node.name == "in":
            return call(self._is_in, "in", (value, *args), **more)
        return call(TESTS[node.name], node.name, (self._spend, value, *args), **more)

    def _compared(self, node: nodes.Compare) -> bool:
        left = self.value(node.expr)
        for operand in node.ops:
            right = self.value(operand.expr)
            if operand.op in ("in", "notin"):
                holds = self._is_in(left, right) is (operand.op == "in")
            else:
                sign, how = ORDERS[operand.op]
                holds = compare(self._spend, how, left, right, sign)
            if not holds:
                return False
            left = right
        return True

    def _is_in(self, value: Value, whole: Value) -> bool:
        if isinstance(whole, str):
            if not isinstance(value, str):
                raise UnfitError(f"`in` looks for a text in a text, and this is {kind_of(value)}")
            self._spend(len(whole) + len(value))
            return value in whole
        items = list_in(whole, "in")
        return any(compare(self._spend, eq, value, item, "in") for item in items)

    def _worked_out(self, node: nodes.BinExpr) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node, nodes.Mod) and isinstance(left, str):
            return formatted(self._spend, left, right)
        if isinstance(node, nodes.Add) and isinstance(left, str) and isinstance(right, str):
            return joined(self._spend, [left, right])
        one, other = _number(left, node.operator), _number(right, node.operator)
        if isinstance(node, nodes.Add):
            return _whole(one + other)
        if isinstance(node, nodes.Sub):
            return _whole(one - other)
        if other == 0:
            raise UnfitError("nothing can be divided by 0")
        return one % other


@contextmanager
def _placed(node: nodes.Node) -> Iterator[None]:
    """What is wrong inside is wrong at this node, unless it is further in."""
    try:
        yield
    except UnfitError as error:
        error.line = error.line or node.lineno
        raise


def _field(value: Value, name: str) -> Value:
    try:
        return field_of(value, name)
    except UnfitError as error:
        raise AbsentError(str(error)) from None


def _number(value: Value, sign: str) -> int:
    if not isinstance(value, int):
        raise UnfitError(f"`{sign}` takes numbers, and this is {kind_of(value)}")
    return value


def _whole(value: Any) -> Value:  # noqa: ANN401
    if isinstance(value, int) and abs(value) > MOST:
        raise UnfitError(f"a number is larger than {MOST:,}")
    return cast("Value", value)


def _size(value: Value) -> str:
    return counted(len(value), "value") if isinstance(value, list | tuple) else kind_of(value)
