"""The only place that finds where overlays depart from what stands below them.

What is set, switched off or added is compared exactly: alone, made to the rubric at the bottom; and
where that makes nobody better off, in the whole, taken away from it. Where some answer profile gets
a better outcome by it, or any other outcome of an unordered decision, the change is a departure.
Demands of evidence are compared by their strictness. Anchors are words, and words are not compared:
they are shown.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.compare import Incomparable, Move, moves
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.changes import Change, Effect
from endorse_cli.models.conditions import Atom
from endorse_cli.models.cuts import single_numbers, tests_in
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.record import DeparturePart
from endorse_cli.models.rubric import FindingRule, Rubric
from endorse_cli.models.spans import Span
from endorse_cli.models.tests import Bound, Range, SettingUse, Test
from endorse_cli.models.without import detached

STRICTNESS = ("none", "expected", "required")


class Departure(NamedTuple):
    """A change that loosens what stands below it, or that cannot be told not to."""

    change: Change
    effect: Effect
    moves: tuple[Move, ...] = ()


def departure_part(found: Departure) -> DeparturePart:
    """A departure in the machine form."""
    change, adopted = found.change, found.change.adopted
    return {
        "what": change.what,
        "kind": change.kind,
        "effect": found.effect,
        "basis": change.basis,
        "before": change.before,
        "after": change.after,
        "reason": change.reason or change.grounds.note,
        "adopted": {"by": adopted.by, "date": adopted.date.isoformat()} if adopted else None,
        "moves": [
            {"decision": move.decision, "before": move.before, "after": move.after}
            for move in found.moves
        ],
    }


class _State(NamedTuple):
    """A rubric between its bottom and its top: settings as below, and lines taken out."""

    unset: frozenset[str]
    off: frozenset[str]


def departures(rubric: Rubric) -> tuple[Departure, ...]:
    """Every departure in a chain of overlays, in the order of the changes."""
    if not rubric.chain.changes:
        return ()
    return tuple(_Comparison(rubric).found())


class _Comparison:
    """One chain, each state of it compiled once."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.before: dict[str, str] = {}
        self.compiled: dict[_State, Compiled] = {}
        added: set[str] = set()
        for change in rubric.chain.changes:
            if change.kind == "set":
                self.before[change.what] = change.before or ""
            elif change.kind in ("row", "member"):
                added.add(change.what)
        self.top = _State(frozenset(), rubric.chain.switched_off)
        self.bottom = _State(frozenset(self.before), frozenset(added))

    def found(self) -> Iterator[Departure]:
        for change in self.rubric.chain.changes:
            found = self.demand(change) if change.kind == "demand" else self.compare(change)
            if found is not None:
                yield found

    def demand(self, change: Change) -> Departure | None:
        key = change.what.partition(".")[2]
        if key == "evidence":
            return Departure(change, "asks_less") if _asks_less(change) else None
        if key == "fresh_for":
            return Departure(change, "asks_less") if _is_longer(change) else None
        return Departure(change, "reworded") if change.before else None

    def compare(self, change: Change) -> Departure | None:
        alone = (self.bottom, _toggled(self.bottom, change))
        whole = (_toggled(self.top, change), self.top)
        try:
            for before, after in (alone, whole):
                found = moves(self.at(before), self.at(after))
                better = tuple(move for move in found if move.better)
                if better:
                    return Departure(change, "looser", better)
        except (Incomparable, TooManyNodes):
            return Departure(change, "not_compared")
        return None

    def at(self, state: _State) -> Compiled:
        if state not in self.compiled:
            settings = {
                id: replace(setting, value=self.before[id]) if id in state.unset else setting
                for id, setting in self.rubric.settings.items()
            }
            rubric = replace(self.rubric, settings=settings)
            left = detached(rubric, state.off)
            same = replace(left, findings={**left.findings, **self.cutting(left)})
            self.compiled[state] = compile_rubric(same)
        return self.compiled[state]

    def cutting(self, left: Rubric) -> dict[str, FindingRule]:
        """Findings on which nothing rests: they cut numbers and days alike in every state."""
        cut = {id for id, c in left.criteria.items() if c.kind.form in ("number", "date")}
        if not cut:
            return {}
        cut |= single_numbers(left).keys()
        atoms = (
            Atom(id, test, None, ())
            for id, written in tests_in(self.rubric)
            for test in self.values(written)
            if id in cut
        )
        named = ((f"cut {number}", atom) for number, atom in enumerate(atoms))
        return {id: FindingRule(id, None, atom, (), NO_GROUNDS, ()) for id, atom in named}

    def values(self, test: Test) -> Iterator[Test]:
        """A test with each value that its settings have in some state."""
        if not isinstance(test, Range):
            yield test
            return
        for old in (False, True):
            yield Range(
                self.bound(test.at_least, old),
                self.bound(test.more_than, old),
                self.bound(test.at_most, old),
                self.bound(test.less_than, old),
                test.trail,
            )

    def bound(self, bound: Bound | None, old: bool) -> Bound | None:
        """A bound with its setting's value above or, `old`, what it was below."""
        if not isinstance(bound, SettingUse):
            return bound
        above = self.rubric.settings[bound.id].value
        return self.before.get(bound.id, above) if old else above


def _toggled(state: _State, change: Change) -> _State:
    """The state with one change made, or taken back."""
    if change.kind == "set":
        return state._replace(unset=state.unset ^ {change.what})
    return state._replace(off=state.off ^ {change.what})


def _asks_less(change: Change) -> bool:
    old, new = (_demand(text) for text in (change.before, change.after))
    return STRICTNESS.index(new[0]) < STRICTNESS.index(old[0]) or not (
        new[0] == "required" or old[1] <= new[1]
    )


def _demand(text: str | None) -> tuple[str, frozenset[str]]:
    """How strict a demand is, and for which answers a source is required."""
    word, _, names = (text or "expected").partition(" ")
    if word == "required_for":
        return "expected", frozenset(names.split(", "))
    return word, frozenset()


def _is_longer(change: Change) -> bool:
    old, new = (_days(text) for text in (change.before, change.after))
    return old is not None and (new is None or new > old)


def _days(text: str | None) -> Fraction | None:
    if text is None:
        return None
    count, _, unit = text.partition(" ")
    return Span(unit, int(count)).length
