"""The one walk over conditions, amounts and tests: what stands inside a part, and another in it.

Whoever asks about every form asks here, so that a new form is known to all of them.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar, overload

from endorse_cli.models.base import Model, replace

P = TypeVar("P", bound=Model)
M = TypeVar("M", bound=Model)


def children(part: Model) -> Iterator[Model]:
    """The parts written directly inside a part, in the order of its fields."""
    for _, value in part.fields():
        if isinstance(value, Model):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Model))
        elif isinstance(value, dict):
            yield from (item for item in value.values() if isinstance(item, Model))


def nearest(
    part: Model, kinds: tuple[type[P], ...], apart: tuple[type[Model], ...] = ()
) -> Iterator[P]:
    """The parts of some kinds inside a part, none that is inside another; not through `apart`."""
    for child in children(part):
        if isinstance(child, kinds):
            yield child
        elif not isinstance(child, apart):
            yield from nearest(child, kinds, apart)


@overload
def rebuild(part: M, change: Callable[[Model], Model]) -> M: ...


@overload
def rebuild(part: M, change: Callable[[Model], Model | None]) -> M | None: ...


def rebuild(part: M, change: Callable[[Model], Model | None]) -> M | None:
    """The part with every part directly inside it changed; the same where none is.

    What is changed to None is left out. Where a key that must be there has nothing left under it,
    nothing is left of the part.
    """
    changed: dict[str, object] = {}
    for name, value in part.fields():
        other = _rebuilt(value, change)
        if other is not value:
            if not other and type(part).model_fields[name].is_required():
                return None
            changed[name] = other
    return replace(part, **changed) if changed else part


def _rebuilt(value: object, change: Callable[[Model], Model | None]) -> object:
    if isinstance(value, Model):
        return change(value)
    if isinstance(value, tuple):
        items = [_rebuilt(item, change) for item in value]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else tuple(item for item in items if item is not None)
    if isinstance(value, dict):
        entries = {key: _rebuilt(item, change) for key, item in value.items()}
        same = all(entries[key] is item for key, item in value.items())
        return value if same else {k: item for k, item in entries.items() if item is not None}
    return value
