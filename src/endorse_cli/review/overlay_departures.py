"""Where overlays depart from what stands below them.

What is set, switched off or added is compared exactly: alone, made to the rubric at the bottom; and
where that makes nobody better off, in the whole, taken away from it. Where some answer profile gets
a better outcome by it, or any other outcome of an unordered decision, the change is a departure.
Demands of evidence are compared by their strictness. Anchors are words, and words are not compared:
they are shown.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

from endorse_cli.engine.budget import SCORE_BUDGET, TRIAL_BUDGET
from endorse_cli.engine.comparison import Incomparable, compile_among
from endorse_cli.engine.compile import Compiled, compile_over
from endorse_cli.engine.diagram import Manager, TooManyNodes
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.models.model import replace
from endorse_cli.models.overlay_chain import Change, Effect
from endorse_cli.models.record import DeparturePart, MovePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.in_force import detached


def departure(change: Change, effect: Effect, moves: Iterable[MovePart] = ()) -> DeparturePart:
    """A change that loosens what stands below it, or that cannot be told not to."""
    adopted = change.adopted
    return {
        "what": change.what,
        "kind": change.kind,
        "effect": effect,
        "basis": change.basis,
        "before": change.before,
        "after": change.after,
        "reason": change.reason or change.grounds.note,
        "adopted": {"by": adopted.by, "date": adopted.date.isoformat()} if adopted else None,
        "moves": list(moves),
    }


class _State(NamedTuple):
    """A rubric between its bottom and its top: settings as below, and lines taken out."""

    unset: frozenset[str]
    off: frozenset[str]


def departures(rubric: Rubric) -> tuple[DeparturePart, ...]:
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

    def found(self) -> Iterator[DeparturePart]:
        for change in self.rubric.chain.changes:
            found = _demand(change) if change.kind == "demand" else self.compare(change)
            if found is not None:
                yield found

    def compare(self, change: Change) -> DeparturePart | None:
        alone = (self.bottom, _toggled(self.bottom, change))
        whole = (_toggled(self.top, change), self.top)
        try:
            for before, after in (alone, whole):
                old, new = self.at(before), self.at(after)
                better = [move for move in moves(old, new) if is_better(new, move)]
                if better:
                    return departure(change, "looser", better)
        except TooManyNodes:
            return departure(change, "not_compared")
        return None

    def at(self, state: _State) -> Compiled:
        if self.first is None:
            raise TooManyNodes
        if state not in self.compiled:
            self.compiled[state] = compile_over(self.written(state), self.first.space)
        return self.compiled[state]

    @cached_property
    def first(self) -> Compiled | None:
        """The bottom where every state can be set beside it; None where there is no such place."""
        toggled = [c for c in self.rubric.chain.changes if c.kind != "demand"]
        ends = (self.bottom, self.top)
        others = (_toggled(state, change) for state in ends for change in toggled)
        states = [self.written(state) for state in dict.fromkeys((*ends, *others))]
        with suppress(Incomparable, TooManyNodes):
            # As much room as each state has alone, as far as that is not waited for.
            first = compile_among(states, min(SCORE_BUDGET * len(states), TRIAL_BUDGET))
            return self.compiled.setdefault(self.bottom, first)
        return None

    def written(self, state: _State) -> Rubric:
        settings = {
            id: replace(setting, value=self.before[id]) if id in state.unset else setting
            for id, setting in self.rubric.settings.items()
        }
        return detached(replace(self.rubric, settings=settings), state.off)


def _demand(change: Change) -> DeparturePart | None:
    if change.asks_less:
        return departure(change, "asks_less")
    is_reworded = ".anchors." in change.what and change.before
    return departure(change, "reworded") if is_reworded else None


def moves(before: Compiled, after: Compiled) -> list[MovePart]:
    """Every pair of unlike outcomes that some answer profile gets from two rubrics in one space."""
    return [
        move
        for id, decided in before.decisions.items()
        for move in _moves(decided, after.decisions[id], before.manager)
    ]


def _moves(
    before: CompiledDecision, after: CompiledDecision, manager: Manager
) -> Iterator[MovePart]:
    decision = after.decision
    place = {name: place for place, name in enumerate(decision.outcomes)}
    leaf = manager.leaf
    ends = manager.unlike_ends(before.outcomes, after.outcomes)
    pairs = [(str(leaf[one]), str(leaf[other])) for one, other in ends]
    for old, new in sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]])):
        yield {"decision": decision.id, "before": old, "after": new}


def is_better(compiled: Compiled, move: MovePart) -> bool:
    """Whether a move is to a better outcome; of unordered ones none is, and any other counts."""
    decision = compiled.decisions[move["decision"]].decision
    order = decision.outcomes
    return not decision.ordered or order.index(move["after"]) > order.index(move["before"])


def _toggled(state: _State, change: Change) -> _State:
    """The state with one change made, or taken back."""
    if change.kind == "set":
        return state._replace(unset=state.unset ^ {change.what})
    return state._replace(off=state.off ^ {change.what})
