"""What comes out for one candidate where one number of the rubric is another.

Only what rests on the number is built again, over the candidate's open answers alone; everything
else is what it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace as with_other
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, Compiler, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.order import amount_uses, condition_uses, definition_order, uses
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Gathered,
    Number,
    Round,
    Share,
    Times,
)
from endorse_cli.models.base import Model
from endorse_cli.models.decisions import Bands
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, SettingUse, bounds_of
from endorse_cli.review.checks.band_gap import meet_everywhere
from endorse_cli.review.sensitivity.between import between, sure_and_possible, wide_space
from endorse_cli.review.sensitivity.crossings import Dial
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.rubric.cuts import single_numbers, tests_in
from endorse_cli.rubric.parts import conditions_in, walk

ROOM = 20_000
"""So many nodes may stand before those of variants that are done with are freed."""

Outcomes: TypeAlias = Mapping[str, tuple[str, ...]]
"""The outcomes possible, by decision."""


class Reliance:
    """What of a rubric rests on each of its numbers."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.order = definition_order(rubric)
        self.uses = {id: uses(rubric, id) for id in self.order}
        self.ranges = [t for _, t in tests_in(rubric) if isinstance(t, Range)]
        self._resting: dict[Dial, frozenset[str]] = {}
        self._moving: dict[Dial, bool] = {}
        self._even: dict[Dial, bool] = {}
        self._breaking: dict[Dial, bool] = {}

    def resting(self, dial: Dial) -> frozenset[str]:
        """The definitions in which a number stands, and all that rest on these."""
        if dial not in self._resting:
            found: set[str] = set()
            for id in self.order:
                if self._holds(dial, id) or not found.isdisjoint(self.uses[id]):
                    found.add(id)
            self._resting[dial] = frozenset(found)
        return self._resting[dial]

    def _holds(self, dial: Dial, id: str) -> bool:
        section = dial.targets[0][0][0]
        if section == "scales":
            return id in self.rubric.scores and self._is_worth(dial.targets[0][0][1], id)
        if section != "settings":
            return any(trail[:2] == (section, id) for trail, _ in dial.targets)
        rubric = self.rubric
        whole = rubric.scores.get(id) or rubric.findings.get(id) or rubric.decisions[id]
        return any(use.id == dial.id for use in _settings_in(whole))

    def _is_worth(self, scale: object, id: str) -> bool:
        """Whether a score is made of criteria on a scale."""
        rubric = self.rubric
        named = set(amount_uses(rubric.scores[id].value))
        named.update(one for name in named & rubric.families.keys() for one in rubric.members(name))
        return any(rubric.criteria[one].kind.scale == scale for one in named & set(rubric.criteria))

    def can_break(self, dial: Dial) -> bool:
        """Whether another number could make the rubric unsound: bands that no longer meet, say."""
        if dial not in self._breaking:
            self._breaking[dial] = (
                self.moves_regions(dial)
                or any(self._is_breakable(dial, id) for id in self.resting(dial))
                or any(_bounds_on(dial, t) and len(list(bounds_of(t))) > 1 for t in self.ranges)
            )
        return self._breaking[dial]

    def _is_breakable(self, dial: Dial, id: str) -> bool:
        rubric = self.rubric
        if id in rubric.decisions:
            decision = rubric.decisions[id]
            if decision.promises_rows:
                return True
            body = decision.body
            if not isinstance(body, Bands):
                return False
            ranges = [cut.range for cut in body.cuts]
            moved = any(_bounds_on(dial, test) for test in ranges)
            return moved or not meet_everywhere(rubric, ranges)
        if id not in rubric.scores:
            return False
        return any(
            isinstance(part, Share)
            or (
                isinstance(part, Clamp | Round)
                and any(self._is_turned(dial, end) for end in _ends(part))
            )
            for part in walk(rubric.scores[id].value)
        )

    def is_even(self, dial: Dial) -> bool:
        """Whether every score that rests on a number grows evenly with it."""
        if dial not in self._even:
            resting = self.resting(dial)
            scores = [id for id in self.rubric.scores if id in resting]
            self._even[dial] = all(self._is_even(dial, id, resting) for id in scores)
        return self._even[dial]

    def _is_even(self, dial: Dial, id: str, resting: frozenset[str]) -> bool:
        whole = value = self.rubric.scores[id].value
        while isinstance(value, Clamp | Round):
            if any(self._is_turned(dial, end) for end in _ends(value)):
                return False
            value = value.part
        above = [one for one in self.rubric.scores if one in resting and id in self.uses[one]]
        if value is not whole and above:
            return False
        conditions = [one for part in walk(value) for one in conditions_in(part)]
        if any(not resting.isdisjoint(condition_uses(one)) for one in conditions):
            return False
        if any(use.id == dial.id for one in conditions for use in _settings_in(one)):
            return dial.sort != "setting"
        for part in walk(value):
            if isinstance(part, Clamp | Round | Share):
                return False
            if isinstance(part, Gathered) and part.how in ("lowest", "highest"):
                return False
            if isinstance(part, Times) and self._is_turned(dial, part.factor):
                inside = set(amount_uses(part.part))
                turns = any(self._is_turned(dial, n) for n in walk(part.part))
                scaled = dial.targets[0][0][0] == "scales"
                if turns or scaled or not resting.isdisjoint(inside):
                    return False
        return True

    def _is_turned(self, dial: Dial, part: Amount) -> bool:
        """Whether an amount is the number itself."""
        if not isinstance(part, Number):
            return False
        if isinstance(part.value, SettingUse):
            return dial.sort == "setting" and part.value.id == dial.id
        return (part.trail, "value") in dial.targets

    def moves_regions(self, dial: Dial) -> bool:
        """Whether numbers that are answers are cut at other places where a number is another."""
        if dial not in self._moving:
            self._moving[dial] = self._moves(dial)
        return self._moving[dial]

    def _moves(self, dial: Dial) -> bool:
        rubric = self.rubric
        single = {*single_numbers(rubric), *(one.score for one in compounds_of(rubric))}
        if not self.resting(dial).isdisjoint(single):
            return True
        measured = {id for id, c in rubric.criteria.items() if c.kind.number is not None}
        ranges = [t for id, t in tests_in(rubric) if id in measured or id in single]
        for score in rubric.scores.values():
            for part in walk(score.value):
                if isinstance(part, BandPoints):
                    ranges += [band.range for band in part.bands]
        return any(_bounds_on(dial, test) for test in ranges if isinstance(test, Range))


def _ends(amount: Clamp | Round) -> tuple[Number, ...]:
    """The numbers that an amount is clamped between, or rounded to."""
    return (amount.to,) if isinstance(amount, Round) else (amount.at_least, amount.at_most)


def _bounds_on(dial: Dial, test: Range) -> bool:
    """Whether a number is a bound of a range."""
    return any(
        (test.trail, key) in dial.targets
        or (dial.sort == "setting" and isinstance(bound, SettingUse) and bound.id == dial.id)
        for key, bound in bounds_of(test)
    )


def _settings_in(value: object) -> Iterator[SettingUse]:
    """Every use of a setting in a part of a rubric, at any depth."""
    if isinstance(value, SettingUse):
        yield value
    elif isinstance(value, Model):
        for _, inner in value.fields():
            yield from _settings_in(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _settings_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _settings_in(inner)


class Variants:
    """One candidate's outcomes under variants of the rubric that it was judged under."""

    def __init__(self, assessment: Assessment, reliance: Reliance) -> None:
        self.assessment = assessment
        self.reliance = reliance
        self.seen: dict[tuple[Dial, Fraction], Outcomes] = {}
        self.base = compile_rubric(reliance.rubric, known=assessment.masks)

    @property
    def key(self) -> object:
        """What tells it from candidates of whom something else is known or stated."""
        stated = {id: answer.masks for id, answer in self.assessment.given.items()}
        return tuple(self.assessment.masks), tuple(stated.items())

    def outcomes(self, variant: Rubric, dial: Dial, at: Fraction) -> Outcomes:
        """The outcomes possible by decision; none where what the file states cannot come out.

        `variant` is the rubric with the number turned; what came out is remembered.
        """
        if (dial, at) not in self.seen:
            self.seen[dial, at] = self._outcomes(variant, dial)
        return self.seen[dial, at]

    def _outcomes(self, variant: Rubric, dial: Dial) -> Outcomes:
        given = self.assessment.given
        compiled = self._compiled(variant, dial)
        again = Assessment(compiled, self.assessment.answers, {}, given)
        if given and again.contradicts:
            return dict.fromkeys(variant.decisions, ())
        return {id: decided.possible for id, decided in again.decisions.items()}

    def _compiled(self, variant: Rubric, dial: Dial) -> Compiled:
        base, resting = self.base, self.reliance.resting(dial)
        if base.manager.live > ROOM:
            base.manager.collect(base.builder.roots())
        compiler = Compiler(variant, base.space, base.builder.known)
        if dial.sort != "setting":
            compiler.built.reuse(base.builder, resting)
        for id in self.reliance.order:
            if id in resting:
                compiler.define(id)
            else:
                compiler.take(id, base)
        built = compiler.built
        return with_other(
            base,
            rubric=variant,
            findings=built.findings,
            scores=built.scores,
            decisions=built.decisions,
            builder=built,
        )

    @cached_property
    def _wide(self) -> Compiler | None:
        """The rubric with room for comparisons that stand freely; None where it is too large."""
        rubric, base = self.reliance.rubric, self.base
        space = wide_space(rubric, base.manager.order)
        compiler = Compiler(rubric, space, self.assessment.masks)
        return compiler if compiler.define_all(ROOM) else None

    def stays(self, first: Rubric, last: Rubric, dial: Dial, to: Fraction) -> bool:
        """Whether it is sure that the outcomes are what they are now all the way between two.

        `first` and `last` are the rubric with the number at either end, `to` its value at the last.
        Of what is too large, or does not grow evenly, nothing is sure.
        """
        reliance = self.reliance
        if self.assessment.given or reliance.can_break(dial) or not reliance.is_even(dial):
            return False
        if self._wide is None:
            return False
        try:
            built = self._between(self._wide, first, last, dial, to)
        except TooManyNodes:
            return False
        manager, masks = built.built.manager, self.assessment.masks
        names = self.assessment.decisions
        for id, decided in built.built.decisions.items():
            sure, possible = sure_and_possible(manager, decided.outcomes, masks)
            now = {manager.terminal(name) for name in names[id].possible}
            if sure != now or possible != now:
                return False
        return True

    def _between(
        self, wide: Compiler, first: Rubric, last: Rubric, dial: Dial, to: Fraction
    ) -> Compiler:
        space, known, resting = wide.built.space, self.assessment.masks, self.reliance.resting(dial)
        if space.manager.live > ROOM:
            space.manager.collect(wide.built.roots())
        ends = []
        for rubric in (first, last):
            compiler = Compiler(rubric, space, known)
            compiler.built.findings.update(wide.built.findings)
            compiler.built.decisions.update(wide.built.decisions)
            for id in self.reliance.order:
                if id not in rubric.scores:
                    continue
                if id in resting:
                    compiler.define(id)
                else:
                    compiler.built.scores[id] = wide.built.scores[id]
            ends.append(compiler)
        found = between(ends[0], ends[1], dial, to, known)
        for id in self.reliance.order:
            if id in rubric.scores:
                continue
            if id in resting:
                found.define(id)
            elif id in rubric.findings:
                found.built.findings[id] = wide.built.findings[id]
            else:
                found.built.decisions[id] = wide.built.decisions[id]
        return found
