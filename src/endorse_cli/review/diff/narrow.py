"""The only place that finds the smallest part of what was written that holds a whole difference."""

from endorse_cli.diagnostics import Trail
from endorse_cli.models.plain import Plain


def narrow(old: Plain, new: Plain) -> Trail:
    """The keys and positions that lead, from both values alike, to where alone they differ."""
    trail: Trail = ()
    while True:
        inside = _only_difference(old, new)
        if inside is None:
            return trail
        key, old, new = inside
        trail = (*trail, key)


def _only_difference(old: Plain, new: Plain) -> tuple[str | int, Plain, Plain] | None:
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        keys = [key for key in old if old[key] != new[key]]
        return (keys[0], old[keys[0]], new[keys[0]]) if len(keys) == 1 else None
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        places = [place for place, item in enumerate(old) if item != new[place]]
        return (places[0], old[places[0]], new[places[0]]) if len(places) == 1 else None
    return None
