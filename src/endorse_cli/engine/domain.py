"""The only place for variables: what can vary between candidates, and the sets of its values.

With the regions of numbers and days, and one manager, they are the space that diagrams are in; a
test is the set of the values that pass it.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from endorse_cli.engine.diagram import Manager
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Bound, Days, OneOf, Range, SettingUse, Test
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.regions import Regions, range_edges, regions_of


class Variable(NamedTuple):
    """One answer that can vary: a criterion's, or `coalition.labor` for a member of a set.

    `values` are the names in rubric order, `not_applicable` last where it is allowed; of a number
    or a day the labels of its regions. A set of values is a bit mask: bit 0 is the first value.
    """

    id: str
    criterion: str
    values: tuple[str, ...]
    ordered: bool
    recorded: bool

    @property
    def all_values(self) -> int:
        """The mask of every value: nothing is known."""
        return (1 << len(self.values)) - 1

    @property
    def spoken(self) -> str:
        """What a message calls it: a score that is made of several numbers by its own id."""
        _, dot, name = self.id.partition(".")
        return name if dot and self.values != YES_NO else self.id

    @property
    def ranks(self) -> int:
        """How many values stand in the order; `not_applicable` has no place in it."""
        return len(self.values) - (self.values[-1] == NOT_APPLICABLE)


def variables_of(criterion: Criterion, regions: Regions | None = None) -> tuple[Variable, ...]:
    """The variables of one criterion: one, or one for each member of a set."""
    recorded = criterion.recorded is not None
    if criterion.kind.form == "set":
        return tuple(
            Variable(
                f"{criterion.id}.{member}",
                criterion.id,
                YES_NO,
                True,
                recorded or member in criterion.recorded_members,
            )
            for member in criterion.kind.names
        )
    values = regions.labels if regions is not None else criterion.kind.names
    if criterion.may_be_not_applicable:
        values = (*values, NOT_APPLICABLE)
    return (Variable(criterion.id, criterion.id, values, criterion.kind.ordered, recorded),)


def rubric_variables(
    rubric: Rubric, regions: Mapping[str, Regions] | None = None
) -> tuple[Variable, ...]:
    """All variables in rubric order, the order of lines and ties; a diagram may have another.

    Those of scores of several numbers come last.
    """
    cut = regions_of(rubric) if regions is None else regions
    asked = tuple(v for c in rubric.criteria.values() for v in variables_of(c, cut.get(c.id)))
    return asked + tuple(
        Variable(one.variable, one.owner, cut[one.variable].labels, ordered=True, recorded=False)
        for one in compounds_of(rubric)
    )


class Space(NamedTuple):
    """Variables, the regions of those that are numbers or days, by criterion, and one manager.

    Of rubrics compiled over one space, what means the same is the same node.
    """

    variables: tuple[Variable, ...]
    regions: Mapping[str, Regions]
    manager: Manager

    def ordered(self, order: Sequence[int], budget: int) -> "Space":
        """The same with another order of the diagram, and no diagram in it yet."""
        return self._replace(manager=manager_over(self.variables, budget, order))


def manager_over(
    variables: Sequence[Variable], budget: int, order: Sequence[int] | None = None
) -> Manager:
    """A manager of diagrams over some variables, of no more nodes than the budget."""
    return Manager([len(variable.values) for variable in variables], budget, order)


def space_of(rubric: Rubric, budget: int) -> Space:
    """The space of a rubric alone, with the regions that its own comparisons cut."""
    regions = regions_of(rubric)
    variables = rubric_variables(rubric, regions)
    return Space(variables, regions, manager_over(variables, budget))


@lru_cache(maxsize=4096)
def members(mask: int) -> tuple[int, ...]:
    """The positions of the values in a set, in order."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def names_in(variable: Variable, mask: int) -> list[str]:
    """The names of the values in a set, in order."""
    return [variable.values[i] for i in members(mask)]


Settings = Mapping[str, Setting]


def bound_text(bound: Bound, settings: Settings) -> str:
    """The level or number of a bound, through its setting where it names one."""
    return settings[bound.id].value if isinstance(bound, SettingUse) else bound


def bound_number(bound: Bound, settings: Settings) -> Fraction:
    """The number of a bound; the rubric has been checked, so it is one."""
    number = read_number(bound_text(bound, settings))
    if number is None:
        raise ValueError(f"a bound of a checked rubric is no number: {bound!r}")
    return number


def passing(test: Test, names: tuple[str, ...], settings: Settings) -> int:
    """The mask of the names that pass a test, by place; names are in order, lowest first."""
    match test:
        case OneOf(names=wanted):
            return sum(1 << i for i, name in enumerate(names) if name in wanted)
        case Range():
            first, last = _limits(test, names, settings)
            return sum(1 << i for i in range(max(first, 0), min(last, len(names) - 1) + 1))
    raise ValueError(f"not a test of names: {test!r}")


def regions_passing(test: Range | Days, regions: Regions, rubric: Rubric) -> int:
    """The mask of the regions of a number or a day that pass a test, by place.

    The test's own bounds are among the cuts, so that a region passes whole or not at all.
    """
    if isinstance(test, Days) and isinstance(regions, DayRegions):
        return regions.passing(test.first, test.last)
    if isinstance(test, Range) and isinstance(regions, NumberRegions):
        lows, highs = range_edges(rubric, test)
        return regions.passing(lows, highs)
    raise ValueError(f"not a test of such an answer: {test!r}")


def _limits(test: Range, names: tuple[str, ...], settings: Settings) -> tuple[int, int]:
    first, last = 0, len(names) - 1
    if test.at_least is not None:
        first = names.index(bound_text(test.at_least, settings))
    if test.more_than is not None:
        first = names.index(bound_text(test.more_than, settings)) + 1
    if test.at_most is not None:
        last = names.index(bound_text(test.at_most, settings))
    if test.less_than is not None:
        last = names.index(bound_text(test.less_than, settings)) - 1
    return first, last
