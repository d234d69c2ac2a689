"""The only place that says whether conditions hold for answers that are partly open.

It looks at the parts alone: what it says is never wrong, and where one open answer enters twice it
can say `open` of what can only come out one way. What a record says exactly is taken from there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from endorse_cli.engine.domain import Variable, members, variables_of
from endorse_cli.engine.passing import bound_number, passing, regions_passing
from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Count,
    Each,
    Exempt,
    Holds,
    Many,
    Not,
)
from endorse_cli.models.cuts import Regions, regions_of
from endorse_cli.models.decisions import Decision
from endorse_cli.models.number_regions import NumberRegions
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days, Includes, OneOf, Range, Test
from endorse_cli.reports.table.truth import OPPOSITE, Held, Reach, between, counted, every, some


@dataclass(frozen=True)
class Known:
    """A rubric with the values that are still possible, by variable; one not named can have any.

    `numbers` are the answers given in numbers, exactly. The other three hold what is known of
    definitions: they are filled parts before wholes, and what a record says stands there first.
    """

    rubric: Rubric
    answers: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    findings: dict[str, Held] = field(default_factory=dict)
    outcomes: dict[str, Sequence[str]] = field(default_factory=dict)
    scores: dict[str, Reach | None] = field(default_factory=dict)

    @cached_property
    def regions(self) -> dict[str, Regions]:
        """The regions of each criterion that is answered with a number or a day."""
        return regions_of(self.rubric)

    @cached_property
    def variables(self) -> dict[str, tuple[Variable, ...]]:
        """The variables of each criterion."""
        asked = self.rubric.criteria.values()
        return {c.id: variables_of(c, self.regions.get(c.id)) for c in asked}

    def values(self, variable: Variable) -> Sequence[str]:
        """The values that a variable can still have."""
        return self.answers.get(variable.id, variable.values)

    def is_open(self, criterion: str) -> bool:
        """Whether anything about a criterion is not known."""
        if criterion in self.numbers:
            return len(set(self.numbers[criterion])) > 1
        variables = self.variables[criterion]
        if any(len(self.values(v)) > 1 for v in variables if not v.recorded):
            return True
        ends = self.ends(criterion)
        return ends is None or ends.low != ends.high

    def ends(self, criterion: str) -> Reach | None:
        """Between which numbers a number lies; None where an end is missing, 0 for no number."""
        if criterion in self.numbers:
            return Reach(min(self.numbers[criterion]), max(self.numbers[criterion]))
        regions = self.regions.get(criterion)
        if not isinstance(regions, NumberRegions):
            return Reach(Fraction(0), Fraction(0))
        (variable,) = self.variables[criterion]
        possible = [i for i, name in enumerate(regions.labels) if name in self.values(variable)]
        if not possible:
            return Reach(Fraction(0), Fraction(0))
        low, high = regions.ends(sum(1 << place for place in possible))
        return None if low is None or high is None else Reach(low, high)

    def passed(self, variable: Variable, test: OneOf | Range | Days) -> set[str]:
        """The values of a variable that pass a test."""
        settings = self.rubric.settings
        if isinstance(test, OneOf):
            mask = passing(test, variable.values, settings)
        elif variable.id in self.regions:
            mask = regions_passing(test, self.regions[variable.id], self.rubric)
        else:
            mask = passing(test, variable.values[: variable.ranks], settings)
        return {variable.values[place] for place in members(mask)}

    def holds(self, condition: Condition) -> Held:
        """Whether a condition holds."""
        match condition:
            case Holds(finding=id):
                return self.findings.get(id, "open")
            case Atom(id=id, test=test):
                return self.passes(id, test)
            case Not(part=part):
                return OPPOSITE[self.holds(part)]
            case All(parts=parts):
                return every(self.many(parts))
            case Any(parts=parts):
                return some(self.many(parts))
            case Count(parts=parts, at_least=least, at_most=most):
                low, high = counted(self.many(parts))
                bounds = [
                    None if bound is None else bound_number(bound, self.rubric.settings)
                    for bound in (least, most)
                ]
                return between(Reach(low, high), bounds[0], bounds[1])
        return "open"

    def many(self, parts: Many) -> list[Held]:
        """Whether each of several conditions holds."""
        if isinstance(parts, Each):
            return [self.passes(id, parts.test) for id in self.rubric.ids_in(parts.of)]
        return [self.holds(part) for part in parts]

    def guarded(self, when: Condition | None, unless: Iterable[Exempt]) -> Held:
        """Whether a condition holds and none of its exceptions does."""
        excepted = some([self.holds(exception.when) for exception in unless])
        return every([self.holds(when) if when is not None else "yes", OPPOSITE[excepted]])

    def passes(self, id: str, test: Test) -> Held:
        """Whether a test of a criterion, a score or a decision holds."""
        if id in self.rubric.criteria:
            return self._answer_passes(id, test)
        if id in self.rubric.decisions and isinstance(test, OneOf | Range):
            names = self.rubric.decisions[id].outcomes
            mask = passing(test, names, self.rubric.settings)
            passed = {names[place] for place in members(mask)}
            return _within(self.outcomes.get(id, names), passed)
        score = self.scores.get(id)
        return "open" if score is None or not isinstance(test, Range) else self._in(score, test)

    def _answer_passes(self, id: str, test: Test) -> Held:
        variables = self.variables[id]
        if isinstance(test, Includes):
            named = [v for v in variables if v.id.partition(".")[2] in test.members]
            yes = [_within(self.values(variable), {"yes"}) for variable in named]
            return some(yes) if test.any_of else every(yes)
        if not isinstance(test, OneOf | Range | Days):
            return "open"
        return _within(self.values(variables[0]), self.passed(variables[0], test))

    def _in(self, score: Reach, test: Range) -> Held:
        found: list[Held] = []
        for bound, above, strict in (
            (test.at_least, True, False),
            (test.more_than, True, True),
            (test.at_most, False, False),
            (test.less_than, False, True),
        ):
            if bound is not None:
                number = bound_number(bound, self.rubric.settings)
                ends = [_beyond(end, number, above=above, strict=strict) for end in score]
                found.append("open" if ends[0] != ends[1] else "yes" if ends[0] else "no")
        return every(found)

    def decided(self, decision: Decision) -> list[str]:
        """The outcomes that the rows of a decision leave possible."""
        left: list[str] = []
        for row in decision.rows:
            held = self.guarded(row.when, row.unless)
            if held != "no":
                left.append(row.outcome)
            if held == "yes":
                break
        return left


def _beyond(value: Fraction, number: Fraction, *, above: bool, strict: bool) -> bool:
    if value == number:
        return not strict
    return (value > number) == above


def _within(possible: Sequence[str], passed: set[str]) -> Held:
    if passed.issuperset(possible):
        return "yes"
    return "no" if passed.isdisjoint(possible) else "open"
