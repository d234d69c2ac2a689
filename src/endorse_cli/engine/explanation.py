"""The only place that says whether a condition holds and how far an amount reaches.

What is said of the answers that are known, part by part, is asked of the diagrams that decide: each
`yes` and `no` holds of every way in which what is open can turn out, and both ends of a reach are
numbers that come out in some way. What no diagram within the budget can say is not said. With it,
which of a rubric's notices stand for a candidate.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeVar

from endorse_cli.engine.assessment import Assessment, Truth
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import rubric_variables, variables_of
from endorse_cli.engine.known_answers import (
    Known,
    View,
    as_stated,
    key_of,
    known_in,
    known_of,
    masks_of,
)
from endorse_cli.engine.order import amount_uses, condition_uses, everything_under
from endorse_cli.engine.score_ends import UNKNOWN, Reach, reach_of
from endorse_cli.models.amounts import (
    Amount,
    Named,
)
from endorse_cli.models.conditions import Atom, Condition, Exempt, Holds
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Test
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.rubric.in_force import is_dated

T = TypeVar("T")


class Told(NamedTuple):
    """What came out for a candidate of whom nobody knows what is in force, on whichever day."""

    findings: Mapping[str, Truth]
    scores: Mapping[str, Reach]


class Explanation:
    """Whether each condition holds and how far each amount reaches, for what is known.

    `diagrams` gives those of the rubric, when first something is asked; where they, or what is
    asked besides, are too large, those over the open answers are made. With `told` nobody
    knows what is in force: what rests on that is not said beyond what came out on all days.
    """

    def __init__(
        self,
        rubric: Rubric,
        answers: Known,
        diagrams: Callable[[], Compiled],
        told: Told | None = None,
        *,
        is_alone: bool = False,
    ) -> None:
        self.rubric = rubric
        self.answers = answers
        self.told = told
        self.is_alone = is_alone
        self._diagrams = diagrams
        self._reaches: dict[object, Reach] = {}

    def alone(self, variables: Collection[str]) -> "Explanation":
        """The same with nothing known but the answers of some variables, and what they make."""
        made = compounds_of(self.rubric)
        known = {*variables, *(one.variable for one in made if {*one.numbers}.issubset(variables))}
        possible = {id: names for id, names in self.answers.possible.items() if id in known}
        numbers = {id: said for id, said in self.answers.numbers.items() if id in variables}
        answers = Known(possible, numbers, {})
        return Explanation(self.rubric, answers, self._diagrams, self.told, is_alone=True)

    def holds(self, condition: Condition) -> Truth:
        """Whether a condition holds."""
        return self.guarded(condition, ())

    def passes(self, id: str, test: Test) -> Truth:
        """Whether a test of a criterion, a score or a decision holds."""
        return self.holds(Atom.model_construct(id=id, test=test, grounds=None))

    def guarded(self, when: Condition, unless: tuple[Exempt, ...]) -> Truth:
        """Whether a condition holds and none of its exceptions does."""
        asked = (when, *(exception.when for exception in unless))
        if self._hangs_on_the_day(id for each in asked for id in condition_uses(each)):
            if self.told is not None and isinstance(when, Holds) and not unless:
                return self.told.findings[when.finding]
            return "open"
        return self._ask(lambda view: view.truth(when, unless)) or "open"

    def reach(self, amount: Amount) -> Reach:
        """The least and the greatest number that an amount can be."""
        key = key_of(amount)
        if key not in self._reaches:
            self._reaches[key] = self._reach(amount)
        return self._reaches[key]

    def _reach(self, amount: Amount) -> Reach:
        if not self._hangs_on_the_day(amount_uses(amount)):
            return self._ask(lambda view: view.reach(amount)) or UNKNOWN
        if self.told is not None and isinstance(amount, Named) and amount.id in self.rubric.scores:
            return self.told.scores[amount.id]
        return UNKNOWN

    def values(self, amount: Amount) -> tuple[Fraction, ...]:
        """Every number that an amount can be, lowest first; none where they cannot be listed."""
        if self._hangs_on_the_day(amount_uses(amount)):
            return ()
        return self._ask(lambda view: view.values(amount)) or ()

    def is_apart(self, amount: Amount) -> bool:
        """Whether the parts of an amount hang on different open answers, at every depth.

        Only then do their ends add up to its own.
        """
        return self._ask(lambda view: view.is_apart(amount)) is not False

    def _hangs_on_the_day(self, ids: Iterable[str]) -> bool:
        """Whether something rests on criteria that are asked on some days, of which none is known.

        What is asked of one of them itself does not: if it is asked, it is asked so.
        """
        if self.told is None:
            return False
        rubric, asked = self.rubric, list(ids)
        if len(asked) == 1 and asked[0] in rubric.criteria:
            return False
        under = everything_under(rubric, asked)
        members = {one for id in under & rubric.families.keys() for one in rubric.members(id)}
        named = (under | members) & rubric.criteria.keys()
        return any(rubric.criteria[id].in_force is not None for id in named)

    def _ask(self, of: "Callable[[View], T]") -> T | None:
        """What the first diagrams say that have room for it; None where none have."""
        for view in self._views():
            try:
                with view.manager.beside():
                    return of(view)
            except TooManyNodes:
                continue
        return None

    def _views(self) -> "Iterator[View]":
        if self._whole is not None:
            yield self._whole
        if self._narrow is not None:
            yield self._narrow

    @cached_property
    def _whole(self) -> View | None:
        """What the diagrams that are at hand say; None where there are none."""
        try:
            compiled = self._diagrams()
            if not self.is_alone:
                return self._view(compiled)
            compiled = compiled.wide or compiled
            return None if compiled.is_partial else View(compiled, self.answers)
        except TooManyNodes:
            return None

    @cached_property
    def _narrow(self) -> View | None:
        """What diagrams over the open answers say, where others are too large."""
        if self.is_alone or (self._whole is not None and self._whole.compiled.is_partial):
            return None
        masks = masks_of(rubric_variables(self.rubric), self.answers)
        try:
            return self._view(compile_rubric(self.rubric, known=masks))
        except TooManyNodes:
            return None

    def _view(self, compiled: Compiled) -> View | None:
        """With what the file states; nothing can be said where the answers contradict that."""
        view = View(as_stated(compiled, self.answers), self.answers)
        return None if view.contradicts else view


class Account(NamedTuple):
    """A record, the rubric that it was made with, and what gives the diagrams of that."""

    record: Record
    rubric: Rubric
    diagrams: Callable[[], Compiled]

    @property
    def explanation(self) -> Explanation:
        """What explains the record; nothing is worked out before it is asked."""
        record, rubric = self.record, self.rubric
        told = None
        if record["as_of"] is None and is_dated(rubric):
            scores = {id: reach_of(part) for id, part in record["scores"].items()}
            told = Told(record["findings"], scores)
        return Explanation(rubric, known_of(record, rubric), self.diagrams, told)


class Noticed(NamedTuple):
    """One notice: the criterion, the answer that brings it up, what is said, whether it stands.

    `state` is `open` where assessors disagree about the answer, or its condition is not settled.
    """

    criterion: str
    name: str
    say: str
    state: Truth


def notices(explanation: Explanation) -> tuple[Noticed, ...]:
    """The notices that stand or may stand, in the order of the rubric.

    An answer that nobody has given brings up none.
    """
    return tuple(_found(explanation))


def noticed(assessment: Assessment, as_of: date | None) -> list[Noticed]:
    """Those that stand for a candidate judged as of a day, None where nobody knows it."""
    compiled, told = assessment.compiled, None
    if as_of is None and is_dated(compiled.rubric):
        told = Told(assessment.findings, assessment.scores)
    explanation = Explanation(compiled.rubric, known_in(assessment), lambda: compiled, told)
    return [one for one in notices(explanation) if one.state == "yes"]


def _found(explanation: Explanation) -> Iterator[Noticed]:
    rubric = explanation.rubric
    for criterion in rubric.criteria.values():
        for name, notice in rubric.notices(criterion).items():
            given = _given(explanation, criterion, name)
            holds = explanation.holds(notice.when) if given != "no" and notice.when else "yes"
            if "no" not in (given, holds):
                state: Truth = "yes" if given == holds == "yes" else "open"
                yield Noticed(criterion.id, name, notice.say, state)


def _given(explanation: Explanation, criterion: Criterion, name: str) -> Truth:
    """Whether an answer, or a member of a set, was given; `no` where nothing is known of it."""
    is_set = criterion.kind.form == "set"
    for variable in variables_of(criterion):
        if is_set and variable.id != f"{criterion.id}.{name}":
            continue
        value = "yes" if is_set else name
        left = explanation.answers.possible.get(variable.id, variable.values)
        if list(left) == [value]:
            return "yes"
        return "open" if value in left and len(left) < len(variable.values) else "no"
    return "no"
