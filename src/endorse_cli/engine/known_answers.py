"""The only place for what is known of a candidate, and what one set of diagrams says of it.

A view is of one rubric and one candidate; what explains the two puts views together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from endorse_cli.engine.arithmetic import Amounts
from endorse_cli.engine.assessment import Assessment, Truth
from endorse_cli.engine.compile import Compiled, quantity_where, where_given
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.divided_parts import walked
from endorse_cli.engine.domain import Variable, names_in
from endorse_cli.engine.possible import (
    Masks,
    Restriction,
    agreeing,
    mattering_if_open,
    reachable,
)
from endorse_cli.engine.quantities import Quantity
from endorse_cli.engine.quantities import terms_of as terms_of_quantity
from endorse_cli.engine.score_ends import Reach, span, span_of_number, values_left
from endorse_cli.models.amounts import (
    Amount,
    Clamp,
    Conditional,
    Gathered,
    Minus,
    Named,
    Round,
    Share,
    Times,
)
from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.record import LinePart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.compounds import Numbers, numbers_in, numbers_left, reach_of_amount
from endorse_cli.rubric.measures import numbers_said
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.terms import Terms, single_number, terms_of, terms_of_scores, value_at

GIVEN = ("answered", "disputed")
"""The states of an answer that counts as it was given."""


class Known(NamedTuple):
    """What is known of a candidate.

    `possible` are the values left, by variable: one not named can have any. `numbers` are the
    answers given in numbers, exactly; `stated` the outcomes of decisions that the file states.
    """

    possible: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[Fraction]]
    stated: Mapping[str, Sequence[str]]


def known_of(record: Record, rubric: Rubric) -> Known:
    """What a record knows of a candidate."""
    lines = record["lines"]
    decided = record["decisions"].items()
    return Known(
        {id: names for line in lines for id, names in line["possible"].items()},
        {line["criterion"]: said for line in lines if (said := _numbers(rubric, line))},
        {id: part["given"] for id, part in decided if "given" in part},
    )


def known_in(assessment: Assessment) -> Known:
    """What an assessment knows of a candidate."""
    variables, decisions = assessment.compiled.variables, assessment.compiled.rubric.decisions
    return Known(
        {v.id: names_in(v, mask) for v, mask in zip(variables, assessment.masks, strict=True)},
        {id: said for id, answer in assessment.answers.items() if (said := numbers_said(answer))},
        {
            id: [
                name for at, name in enumerate(decisions[id].outcomes) if answer.masks[0] >> at & 1
            ]
            for id, answer in assessment.given.items()
        },
    )


def _numbers(rubric: Rubric, line: LinePart) -> list[Fraction]:
    """The numbers that an answer gives, where it counts and is one."""
    kind = rubric.criteria[line["criterion"]].kind
    if kind.number is None or isinstance(line["answer"], dict) or line["state"] not in GIVEN:
        return []
    said = [line["answer"]] if isinstance(line["answer"], str) else line["answer"] or []
    read = [read_number(text) for text in said]
    return [] if None in read else [number for number in read if number is not None]


def masks_of(variables: Sequence[Variable], known: Known) -> list[int]:
    """The values still possible, as masks; whatever is not named can be anything."""

    def mask(variable: Variable) -> int:
        names = known.possible.get(variable.id, variable.values)
        left = sum(1 << place for place, name in enumerate(variable.values) if name in names)
        return left or variable.all_values

    return [mask(variable) for variable in variables]


def numbers_known(compiled: Compiled, known: Known) -> Numbers:
    """What each number that scores of several are made of can be."""
    found = {}
    for id in {id: None for one in compiled.compounds for id in one.numbers}:
        regions, variable = compiled.regions[id], compiled.variables[compiled.index[id]]
        assert isinstance(regions, NumberRegions)
        (mask,) = masks_of([variable], known)
        found[id] = numbers_left(known.numbers.get(id, ()), mask, regions)
    return found


def as_stated(compiled: Compiled, known: Known) -> Compiled:
    """The diagrams where the decisions come out as the file states."""
    if compiled.wide is not None or not known.stated:
        return compiled
    masks = {}
    for id, names in known.stated.items():
        outcomes = compiled.decisions[id].decision.outcomes
        masks[id] = sum(1 << place for place, name in enumerate(outcomes) if name in names)
    return where_given(compiled, masks)


def key_of(amount: Amount) -> tuple[object, ...]:
    """What tells an amount from every other in a rubric: where it stands, or what it is."""
    return (type(amount), amount.trail or amount)


class View:
    """What one set of diagrams says of what is known."""

    def __init__(self, compiled: Compiled, known: Known) -> None:
        self.compiled = compiled
        self.known = known
        self.manager = compiled.manager
        self.masks = walked(compiled, masks_of(compiled.variables, known))

    @property
    def contradicts(self) -> bool:
        """Whether no candidate could have these answers and the decisions that are stated."""
        root = next(iter(self.compiled.decisions.values())).root
        return self.compiled.is_narrowed and not reachable(self.manager, root, self.masks)

    @cached_property
    def left(self) -> Masks:
        """The values still possible that agree with the decisions that are stated."""
        if not self.compiled.is_narrowed:
            return self.masks
        decided = next(iter(self.compiled.decisions.values()))
        return agreeing(self.manager, decided.root, self.masks)

    def truth(self, when: Condition, unless: tuple[Exempt, ...]) -> Truth:
        """Whether a condition holds and none of its exceptions does."""
        ends = reachable(self.manager, self._node(when, unless), self.masks)
        if ends == [YES]:
            return "yes"
        return "no" if ends == [NO] else "open"

    def _node(self, when: Condition, unless: tuple[Exempt, ...]) -> Node:
        node = self.compiled.builder.excepted(when, unless)
        if self.compiled.is_narrowed:
            node = self.manager.only_where(self.compiled.told_where, node)
        return node

    def quantity(self, amount: Amount) -> Quantity:
        """An amount as it is compared; built once for all candidates."""
        kept, key = self.compiled.quantities, key_of(amount)
        if key not in kept:
            found = Amounts(self.compiled.builder).quantity(amount)
            if self.compiled.is_narrowed:
                found = quantity_where(self.manager, self.compiled.told_where, found)
            kept[key] = found
        return kept[key]

    def reach(self, amount: Amount) -> Reach:
        """The least and the greatest number that an amount can be."""
        if self.is_made(amount):
            left = numbers_known(self.compiled, self.known)
            return Reach(*reach_of_amount(self.compiled.rubric, amount, left))
        number = self._measured(amount)
        if number is None:
            return Reach(*span(self.manager, self.quantity(amount), self.masks))
        regions, mask = self.compiled.regions[number], self.left[self.compiled.index[number]]
        assert isinstance(regions, NumberRegions)
        said = self._said(number)
        return span_of_number(self.compiled.rubric, amount, number, regions, mask, said)

    def values(self, amount: Amount) -> tuple[Fraction, ...]:
        """Every number that an amount can be; none where they cannot be listed."""
        is_made = self.is_made(amount)
        number = None if is_made else self._measured(amount)
        if number is not None and (said := self._said(number)):
            rubric = self.compiled.rubric
            return tuple(sorted({value_at(rubric, amount, {number: each}) for each in said}))
        if number is None and not is_made:
            found = values_left(self.manager, self.quantity(amount), self.masks)
            if found:
                return tuple(sorted(found))
        low, high = self.reach(amount)
        return (low,) if low is not None and low == high else ()

    def _said(self, number: str) -> list[Fraction]:
        """The numbers that an answer gives, of those that agree with what is stated."""
        regions, mask = self.compiled.regions[number], self.left[self.compiled.index[number]]
        assert isinstance(regions, NumberRegions)
        said = self.known.numbers.get(number, ())
        fitting = (each for each in said if regions.shape.fits(each))
        return [each for each in fitting if mask >> regions.place(each) & 1]

    def _measured(self, amount: Amount) -> str | None:
        """The one number that an amount rests on, where its answers are not listed one by one."""
        if not self.compiled.numbers:
            return None
        found = single_number(
            self.compiled.rubric, terms_of(self.compiled.rubric, amount, self._terms)
        )
        if found is None:
            return None
        regions = self.compiled.regions[found]
        assert isinstance(regions, NumberRegions)
        return None if regions.are_listed else found

    def is_made(self, amount: Amount) -> bool:
        """Whether an amount is worked out of several numbers that are too many to be listed."""
        found = {one.score: {*one.numbers} for one in self.compiled.compounds}
        if isinstance(amount, Named) and amount.id in found:
            return True
        named = numbers_in(self.compiled.rubric, amount) if found else None
        return named is not None and any(named <= numbers for numbers in found.values())

    @cached_property
    def _terms(self) -> Mapping[str, Terms]:
        return terms_of_scores(self.compiled.rubric)

    def is_apart(self, amount: Amount) -> bool:
        """Whether the parts of an amount hang on different open answers, at every depth."""
        seen: set[int] = set()
        for mine in self._hung_on(amount):
            if not seen.isdisjoint(mine):
                return False
            seen |= mine
        return all(map(self.is_apart, parts_of(self.compiled.rubric, amount)))

    def _hung_on(self, amount: Amount) -> Iterator[set[int]]:
        """The open answers that each part of an amount hangs on, and its condition."""
        for part in parts_of(self.compiled.rubric, amount):
            low, high = self.reach(part)
            if low is None or low != high:
                yield self._open(terms_of_quantity(self.quantity(part)))
        if isinstance(amount, Conditional):
            yield self._open([self._node(amount.when, amount.unless)])

    def _open(self, nodes: Iterable[Node]) -> set[int]:
        return {level for node in nodes for level in mattering_if_open(self.restriction, node)}

    @cached_property
    def restriction(self) -> Restriction:
        """The diagrams with only the values still possible."""
        return Restriction(self.manager, self.masks)


def parts_of(rubric: Rubric, amount: Amount) -> tuple[Amount, ...]:
    """The parts that an amount is made of; of a family its members."""
    match amount:
        case Gathered(parts=str(family)):
            return tuple(Named.model_construct(id=id) for id in rubric.members(family))
        case Gathered(parts=tuple(parts)):
            return parts
        case Share(part=part, out_of=whole):
            return (part, whole)
        case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
            return (part,)
        case Conditional(part=part):
            return (part,)
    return ()
