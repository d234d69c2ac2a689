"""The only place that names a part deep in a line of a rubric by what stands beside it."""

from collections.abc import Callable, Iterator

from endorse_cli.diagnostics import Trail
from endorse_cli.models.grounds import KEYS
from endorse_cli.models.plain import Plain

Look = Callable[[Trail], Plain]
"""What stands at the end of a trail; None where nothing does."""


def value_at(whole: Plain, trail: Trail) -> Plain:
    """What stands at the end of a trail; None where nothing does."""
    value = whole
    for key in trail:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def way(look: Look, trail: Trail) -> str:
    """The entries of lists that lead to a part: `points meetings, at_least 10: give`.

    Empty where the keys of the line lead there: it is told apart by its id then.
    """
    places = [(place, step) for place, step in enumerate(trail) if isinstance(step, int)]
    if not places:
        return ""
    last, step = places[-1]
    found = [words for place, _ in places if (words := _entry(look, trail, place))]
    entries = ", ".join(found) or _bare(look, trail[: last - 1], step)
    keys = " ".join(map(str, trail[last + 1 :]))
    return f"{entries}: {keys}" if keys else entries


def _entry(look: Look, trail: Trail, place: int) -> str:
    """One entry of a list by its own words; empty where it has none."""
    entry = look(trail[: place + 1])
    following = trail[place + 1] if place + 1 < len(trail) else None
    return ", ".join(_words(entry, following)) if isinstance(entry, dict) else ""


def _bare(look: Look, owner: Trail, step: int) -> str:
    """A number in a list by the level that it belongs to, or by its place."""
    levels = look((*owner, "levels"))
    if isinstance(levels, list) and step < len(levels):
        return str(levels[step])
    return f"number {step + 1}"


def _words(entry: dict[str, Plain], following: str | int | None) -> Iterator[str]:
    for key, value in entry.items():
        if isinstance(value, str) and key != following and key not in KEYS:
            yield f"{key} {value}"
