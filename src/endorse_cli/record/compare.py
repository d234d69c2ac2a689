"""The only place that says in which of its parts a record differs from one made again."""

from collections.abc import Iterator

from endorse_cli.models.record import Record
from endorse_cli.models.verified import PARTS, DifferencePart, Part

ORDER = "order of keys"
"""Stands for a key where every value is the same and only their order is not."""

_OWN_PART: dict[str, Part] = {
    "tool": "tool",
    "rubric": "rubric",
    "candidate": "candidate",
    "carries.rubrics": "rubric",
    "carries.candidate": "candidate",
}
"""The keys that say what the result was made with; every other key is the result."""


def differences(kept: Record, again: Record) -> list[DifferencePart]:
    """What differs: of the tool, the rubric, the candidate and the result, in this order.

    Nothing differs only where both are written with the same bytes: the same keys in the same
    order, the same values, and no key more.
    """
    keys = list(_differing(_parts(kept), _parts(again)))
    by_part = {
        part: [key for key in keys if _OWN_PART.get(key, "result") == part] for part in PARTS
    }
    return [
        {"part": part, "keys": found, "recorded": _words(kept, part), "found": _words(again, part)}
        for part, found in by_part.items()
        if found
    ]


def _parts(record: Record) -> dict[str, object]:
    """The keys of a record, what it carries taken apart."""
    parts: dict[str, object] = {}
    for key, value in record.items():
        if key == "carries" and isinstance(value, dict):
            parts |= {f"{key}.{name}": part for name, part in value.items()}
        else:
            parts[key] = value
    return parts


def _differing(own: dict[str, object], other: dict[str, object]) -> Iterator[str]:
    found = [
        key
        for key in dict.fromkeys((*own, *other))
        if key not in own or key not in other or not _same(own[key], other[key])
    ]
    yield from found or ([ORDER] if list(own) != list(other) else ())


def _same(one: object, other: object) -> bool:
    """Whether two values are written alike: 1 is not true, and keys have an order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _words(record: Record, part: Part) -> str:
    """What tells one tool, rubric, candidate or result from another."""
    match part:
        case "tool":
            return f"{record['tool']['name']} {record['tool']['version']}"
        case "rubric":
            rubric = record["rubric"]
            return f"{rubric['id']} {rubric['version']} {rubric['digest']}"
        case "candidate":
            return f"{record['candidate']['name']} {record['candidate']['digest']}".rstrip()
    decided = record["decisions"].items()
    return ", ".join(f"{id}={d['outcome'] or 'undetermined'}" for id, d in decided)
