"""The only place for what a chapter's template can do with a value: its filters and tests.

Each says what it takes, and spends what it makes before it makes it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from inspect import signature
from operator import eq, ne
from typing import TypeAlias, TypeVar

from endorse_cli.diagnostics import counted, listed, quoted
from endorse_cli.reports.templating import COLUMNS, fill

Value: TypeAlias = "str | int | None | Sequence[Value]"
"""What a template works with: texts, whole numbers, truth, nothing, and lists of these.

What has fields, as a decision does, is a named tuple.
"""

Spend: TypeAlias = Callable[[int], None]
"""Told how much is about to be made; raises `UnfitError` where it is too much."""

T = TypeVar("T")
S = TypeVar("S", bound=Sized)

MOST_INDENT = COLUMNS - 12
FILL_COST = 8
"""What it takes to lay out a character, in characters that are copied."""


class UnfitError(ValueError):
    """What a template asks for cannot be done: why, in words that fit into a sentence."""

    line = 0
    """Where it is asked for, once that is known."""


def kind_of(value: object) -> str:
    """What a value is called in a message."""
    if isinstance(value, str):
        return "a text"
    if isinstance(value, int):
        return "a number"
    if value is None:
        return "nothing"
    return "a part with fields" if hasattr(value, "_fields") else "a list"


def text_in(value: object, name: str) -> str:
    """A text, where one is needed."""
    if not isinstance(value, str):
        raise UnfitError(f"`{name}` takes a text, and this is {kind_of(value)}")
    return value


def list_in(value: object, name: str) -> Sequence[Value]:
    """A list, where one is needed."""
    if not isinstance(value, list | tuple) or hasattr(value, "_fields"):
        raise UnfitError(f"`{name}` takes a list, and this is {kind_of(value)}")
    return value


def number_in(value: object, name: str, most: int) -> int:
    """A whole number from 0 to `most`, where one is needed."""
    if not isinstance(value, int) or not 0 <= value <= most:
        raise UnfitError(f"`{name}` takes a whole number from 0 to {most} there")
    return value


def shown(value: object) -> str:
    """What is written where a value stands in a text."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    raise UnfitError(
        f"{kind_of(value)} cannot be written; name a field of it, loop over it, or use `join`"
    )


def field_of(value: object, name: str) -> Value:
    """A field of what has fields."""
    fields: tuple[str, ...] = getattr(value, "_fields", ())
    if name not in fields:
        has = f"; it has {listed(fields, 'and')}" if fields else f": it is {kind_of(value)}"
        raise UnfitError(f"there is no {quoted(name)} in it{has}")
    found: Value = getattr(value, name)
    return found


def joined(spend: Spend, values: Sequence[Value], between: str = "") -> str:
    """Values as one text."""
    parts = [shown(value) for value in values]
    spend(sum(map(len, parts)) + len(between) * len(parts))
    return between.join(parts)


_MARK = re.compile(r"%(.?)", re.DOTALL)


def formatted(spend: Spend, text: Value, *values: Value) -> str:
    """A text with `%s` and `%d` filled in; `%%` is a percent sign."""
    pattern = text_in(text, "format")
    spend(len(pattern))
    marks = [mark for mark in _MARK.findall(pattern) if mark != "%"]
    if any(mark not in ("s", "d") for mark in marks):
        raise UnfitError("`format` takes `%s`, `%d`, and `%%` for a percent sign")
    if len(marks) != len(values):
        places, given = counted(len(marks), "place"), counted(len(values), "value")
        raise UnfitError(f"`format` has {places} and is given {given}")
    words = [shown(value) for value in values]
    spend(sum(map(len, words)))
    left = iter(words)
    return _MARK.sub(lambda mark: "%" if mark[1] == "%" else next(left), pattern)


def _of(
    read: Callable[[object, str], S], name: str, change: Callable[[S], Value]
) -> Callable[[Spend, Value], Value]:
    def changed(spend: Spend, value: Value) -> Value:
        whole = read(value, name)
        spend(len(whole))
        return change(whole)

    return changed


def _fill(spend: Spend, value: Value, indent: Value = 0, hang: Value = 0) -> Value:
    text = text_in(value, "fill")
    spend(len(text) * FILL_COST)
    inset = number_in(indent, "fill", MOST_INDENT)
    return fill(text, inset, number_in(hang, "fill", MOST_INDENT - inset))


def _escaped(spend: Spend, value: Value) -> Value:
    from html import escape

    text = shown(value)
    spend(len(text))
    return escape(text)


def _replaced(spend: Spend, value: Value, old: Value, new: Value) -> Value:
    text, before, after = (text_in(part, "replace") for part in (value, old, new))
    spend(2 * len(text) + text.count(before) * len(after))
    return text.replace(before, after)


def _length(spend: Spend, value: Value) -> Value:
    return len(value if isinstance(value, str) else list_in(value, "length"))


def _text(spend: Spend, value: Value) -> Value:
    return joined(spend, [value])


def _join(spend: Spend, value: Value, between: Value = "", attribute: Value = None) -> Value:
    items = list_in(value, "join")
    if attribute is not None:
        items = _fields(spend, items, attribute)
    return joined(spend, items, text_in(between, "join"))


def _fields(spend: Spend, value: Value, attribute: Value) -> Sequence[Value]:
    items, name = list_in(value, "map"), text_in(attribute, "attribute")
    spend(len(items))
    return [field_of(item, name) for item in items]


def _sorted(
    spend: Spend, value: Value, reverse: Value = False, attribute: Value = None
) -> Sequence[Value]:
    items = list_in(value, "sort")
    keys = items if attribute is None else _fields(spend, items, attribute)
    if len({kind_of(key) for key in keys}) > 1 or not all(isinstance(k, str | int) for k in keys):
        raise UnfitError("`sort` takes texts alone or numbers alone; name a field by `attribute=`")
    spend(sum(len(shown(key)) + 16 for key in keys))
    order = sorted(range(len(items)), key=lambda place: keys[place], reverse=bool(reverse))  # type: ignore[arg-type,return-value]
    return [items[place] for place in order]


def _unique(spend: Spend, value: Value) -> Value:
    items = list_in(value, "unique")
    joined(spend, items)
    return list(dict.fromkeys(items))


def _chosen(wanted: bool, name: str) -> Callable[..., Value]:
    def chosen(
        spend: Spend, value: Value, attribute: Value, test: Value = "true", *other: Value
    ) -> Value:
        items = list_in(value, name)
        holds = named(TESTS, text_in(test, name), "test")
        fields = _fields(spend, items, attribute)
        pairs = zip(items, fields, strict=True)
        return [
            item for item, field in pairs if call(holds, name, (spend, field, *other)) is wanted
        ]

    return chosen


def _same(
    how: Callable[[object, object], bool], name: str
) -> Callable[[Spend, Value, Value], bool]:
    def compared(spend: Spend, value: Value, other: Value) -> bool:
        return compare(spend, how, value, other, name)

    return compared


def compare(
    spend: Spend, how: Callable[[object, object], bool], value: Value, other: Value, sign: str
) -> bool:
    """Whether two texts, or two numbers, stand in an order; anything may be equal to nothing."""
    either = value is None or other is None
    for one in (value, other):
        if not isinstance(one, str | int | None):
            raise UnfitError(f"`{sign}` compares texts and numbers, and this is {kind_of(one)}")
    if how not in (eq, ne) and (either or kind_of(value) != kind_of(other)):
        raise UnfitError(f"`{sign}` cannot compare {kind_of(value)} with {kind_of(other)}")
    spend(len(shown(value)))
    return bool(how(value, other))


def _edge(place: int) -> Callable[[Spend, Value], Value]:
    def edge(spend: Spend, value: Value) -> Value:
        items: Sequence[Value] = (
            value if isinstance(value, str) else list_in(value, "last" if place else "first")
        )
        if not items:
            raise UnfitError(f"it is empty, so there is no {'last' if place else 'first'} in it")
        return items[place]

    return edge


FILTERS: Mapping[str, Callable[..., Value]] = {
    "capitalize": _of(text_in, "capitalize", str.capitalize),
    "count": _length,
    "e": _escaped,
    "escape": _escaped,
    "fill": _fill,
    "first": _edge(0),
    "format": formatted,
    "join": _join,
    "last": _edge(-1),
    "length": _length,
    "list": _of(list_in, "list", list),
    "lower": _of(text_in, "lower", str.lower),
    "map": _fields,
    "rejectattr": _chosen(False, "rejectattr"),
    "replace": _replaced,
    "reverse": _of(list_in, "reverse", lambda items: list(reversed(items))),
    "selectattr": _chosen(True, "selectattr"),
    "sort": _sorted,
    "string": _text,
    "title": _of(text_in, "title", str.title),
    "trim": _of(text_in, "trim", str.strip),
    "unique": _unique,
    "upper": _of(text_in, "upper", str.upper),
}
"""What stands behind a `|`; beside these there is `default`, which takes what may be absent."""

TESTS: Mapping[str, Callable[..., bool]] = {
    "eq": _same(eq, "eq"),
    "equalto": _same(eq, "equalto"),
    "even": lambda spend, value: number_in(value, "even", MOST) % 2 == 0,
    "false": lambda spend, value: not value,
    "ne": _same(ne, "ne"),
    "none": lambda spend, value: value is None,
    "number": lambda spend, value: isinstance(value, int),
    "odd": lambda spend, value: number_in(value, "odd", MOST) % 2 == 1,
    "string": lambda spend, value: isinstance(value, str),
    "true": lambda spend, value: bool(value),
}
"""What stands behind `is`; beside these there are `defined` and `undefined`."""

MOST = 1_000_000_000
"""The largest whole number that a template works with."""


def named(among: Mapping[str, T], name: str, what: str, others: Iterable[str] = ()) -> T:
    """The filter or test of a name."""
    if name in among:
        return among[name]
    raise UnfitError(
        f"{quoted(name)} is no {what} here; there are {listed([*among, *others], 'and')}"
    )


def call(function: Callable[..., T], name: str, given: tuple[object, ...], **more: object) -> T:
    """What a filter or test gives, if it takes as many values as there are, and by these names."""
    try:
        signature(function).bind(*given, **more)
    except TypeError:
        raise UnfitError(f"{quoted(name)} is not given what it takes") from None
    return function(*given, **more)
