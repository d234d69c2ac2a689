"""The only place that reads what is supposed: `id=value` for a what-if."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from endorse_cli.api.words import UnknownWord, name_of
from endorse_cli.diagnostics import NO_TITLES, listed, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import Variable
from endorse_cli.models.cuts import Regions
from endorse_cli.models.dates import read_day
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.measures import accepted, mask_of
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN


def supposed_masks(
    compiled: Compiled, changes: Iterable[str], anchors: Mapping[str, date | None]
) -> Iterator[tuple[int, int]]:
    """The values supposed, as a mask for each variable's level.

    `anchors` are the days of the election and of assessment, from which days are counted. Raises
    `UnknownWord` where the rubric has no such variable or value.
    """
    for change in changes:
        asked, equals, value = change.partition("=")
        id = _variable(compiled, asked)
        level = compiled.index[id]
        variable = compiled.variables[level]
        regions = compiled.regions.get(id)
        if not equals:
            words = _accepted(variable, regions)
            raise UnknownWord(f"{quoted(id)} is given no value: `{id}=…` with {words}.")
        yield level, _mask(variable, regions, value, anchors, _titles(compiled, variable))


def _variable(compiled: Compiled, id: str) -> str:
    """The variable that is named; a member of a set by its printed words too."""
    if id in compiled.rubric.decisions:
        message = f"{quoted(id)} is a decision. What is supposed is an answer that it rests on."
        raise UnknownWord(message)
    criteria = compiled.rubric.criteria
    titles = {
        f"{criterion.id}.{name}": f"{criterion.id}.{title}"
        for criterion in criteria.values()
        for name, title in criterion.titles.items()
    }
    return name_of(id, "variable", compiled.index, titles)


def _titles(compiled: Compiled, variable: Variable) -> Mapping[str, str]:
    """The printed words of the values of a variable; a member of a set is only in it or not."""
    criterion = compiled.rubric.criteria[variable.criterion]
    return NO_TITLES if criterion.kind.form == "set" else criterion.titles


def _mask(
    variable: Variable,
    regions: Regions | None,
    value: str,
    anchors: Mapping[str, date | None],
    titles: Mapping[str, str],
) -> int:
    if value == UNKNOWN:
        return variable.all_values
    if value in variable.values:
        return 1 << variable.values.index(value)
    if regions is None:
        accepted_names = [*variable.values, UNKNOWN]
        name = name_of(value, f"answer to {quoted(variable.id)}", accepted_names, titles)
        return 1 << variable.values.index(name)
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
