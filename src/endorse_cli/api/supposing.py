"""The only place that reads what is supposed: `id=value` for a what-if."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from endorse_cli.api.words import UnknownWord, no_such
from endorse_cli.diagnostics import listed, quoted
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.domain import Variable
from endorse_cli.models.cuts import Regions
from endorse_cli.models.dates import read_day
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.kinds import NOT_APPLICABLE, UNKNOWN
from endorse_cli.models.measures import accepted, mask_of


def supposed_masks(
    compiled: Compiled, changes: Iterable[str], anchors: Mapping[str, date | None]
) -> Iterator[tuple[int, int]]:
    """The values supposed, as a mask for each variable's level.

    `anchors` are the days of the election and of assessment, from which days are counted. Raises
    `UnknownWord` where the rubric has no such variable or value.
    """
    for change in changes:
        id, equals, value = change.partition("=")
        if id not in compiled.index:
            raise UnknownWord(_no_such_variable(compiled, id))
        level = compiled.index[id]
        variable = compiled.variables[level]
        regions = compiled.regions.get(id)
        if not equals:
            words = _accepted(variable, regions)
            raise UnknownWord(f"{quoted(id)} is given no value: `{id}=…` with {words}.")
        yield level, _mask(variable, regions, value, anchors)


def _no_such_variable(compiled: Compiled, id: str) -> str:
    if id not in compiled.rubric.decisions:
        return no_such("variable", id, list(compiled.index))
    return f"{quoted(id)} is a decision. What is supposed is an answer that it rests on."


def _mask(
    variable: Variable,
    regions: Regions | None,
    value: str,
    anchors: Mapping[str, date | None],
) -> int:
    if value == UNKNOWN:
        return variable.all_values
    if value in variable.values:
        return 1 << variable.values.index(value)
    if regions is None:
        accepted_names = [*variable.values, UNKNOWN]
        raise UnknownWord(no_such(f"answer to {quoted(variable.id)}", value, accepted_names))
    found = _measured(regions, value, anchors)
    if found is None:
        words = _accepted(variable, regions)
        raise UnknownWord(f"{quoted(value)} is no answer to {quoted(variable.id)}: write {words}.")
    return found


def _measured(regions: Regions, value: str, anchors: Mapping[str, date | None]) -> int | None:
    """The regions in which a number or a day lies; None where it cannot be an answer."""
    day = read_day(value)
    if isinstance(regions, DayRegions) and day is not None:
        return regions.possible(day, anchors[regions.anchor] if regions.anchor else None)
    return mask_of(regions, value)


def _accepted(variable: Variable, regions: Regions | None) -> str:
    if regions is None:
        return listed([*variable.values, UNKNOWN])
    names = [quoted(name) for name in (NOT_APPLICABLE,) if name in variable.values]
    return ", ".join((accepted(regions), *names)) + f" or {quoted(UNKNOWN)}"
