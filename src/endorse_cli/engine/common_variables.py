"""The only place that finds the variables that several rubrics have in common.

A variable that several rubrics have is one variable, with the values that all of them read. What
only some of them read is left out: no outcome of the others could be set beside it. A variable of
some rubrics only is free in the others, and so is one of which no value is shared: it stands there
once for each rubric. A number or a day has the regions that all the rubrics cut together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.domain import Variable
from endorse_cli.models.common_regions import common_regions
from endorse_cli.models.cuts import Regions
from endorse_cli.models.scalars import NOT_APPLICABLE

Asked: TypeAlias = tuple[Sequence[Variable], Mapping[str, Regions]]
"""The variables of one rubric, and its regions of those that are numbers or days, by criterion."""


class Common(NamedTuple):
    """A common variable, and how those rubrics that have it read its values, by their places.

    `reads` is a rubric's own value, by place, for each value of the common variable.
    """

    variable: Variable
    regions: Regions | None
    reads: Mapping[int, tuple[int, ...]]


class _Own(NamedTuple):
    """A variable of one rubric, and its regions if it is a number or a day."""

    variable: Variable
    regions: Regions | None


def common_variables(rubrics: Sequence[Asked]) -> list[Common]:
    """Every common variable, in the order of the first rubric."""
    having: dict[str, dict[int, _Own]] = {}
    for which, (variables, regions) in enumerate(rubrics):
        for variable in variables:
            own = _Own(variable, regions.get(variable.criterion))
            having.setdefault(variable.id, {})[which] = own
    order = woven([v.id for v in variables] for variables, _ in rubrics)
    return [one for id in order for one in _shared(having[id])]


def woven(orders: Iterable[Iterable[str]]) -> list[str]:
    """Every name once: the first order, what others add right after what it follows there.

    So the order is that of each, unless two of them contradict each other.
    """
    order: list[str] = []
    for names in dict.fromkeys(map(tuple, orders)):
        after = 0
        for name in names:
            if name in order:
                after = order.index(name) + 1
            else:
                order.insert(after, name)
                after += 1
    return order


def _shared(having: Mapping[int, _Own]) -> list[Common]:
    """The common variable of those with one id; each of them alone where no value is shared."""
    is_cut = any(own.regions is not None for own in having.values())
    found = _cut(having) if is_cut else _named(having)
    if found is not None:
        return [found]
    return [
        Common(own.variable, own.regions, {which: tuple(range(len(own.variable.values)))})
        for which, own in having.items()
    ]


def _named(having: Mapping[int, _Own]) -> Common | None:
    """The common variable with the names that all have, in the order of the first."""
    every = dict.fromkeys(own.variable.values for own in having.values())
    values = tuple(name for name in next(iter(every)) if all(name in names for names in every))
    reads = {names: tuple(names.index(name) for name in values) for names in every}
    by_rubric = {which: reads[own.variable.values] for which, own in having.items()}
    return Common(_common(having, values), None, by_rubric) if values else None


def _cut(having: Mapping[int, _Own]) -> Common | None:
    """The common variable with the regions that all cut together."""
    own = [one.regions for one in having.values() if one.regions is not None]
    common = common_regions(own) if len(own) == len(having) else None
    if common is None:
        return None
    values = common.regions.labels
    reads = dict(zip(having, common.reads, strict=True))
    if all(one.variable.values[-1] == NOT_APPLICABLE for one in having.values()):
        values = (*values, NOT_APPLICABLE)
        for which, one in having.items():
            reads[which] = (*reads[which], len(one.variable.values) - 1)
    return Common(_common(having, values), common.regions, reads)


def _common(having: Mapping[int, _Own], values: tuple[str, ...]) -> Variable:
    recorded = all(own.variable.recorded for own in having.values())
    return replace(next(iter(having.values())).variable, values=values, recorded=recorded)
