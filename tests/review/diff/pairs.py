"""Pairs of small random rubrics, one changed into the other, and what that does by brute force."""

from collections import Counter
from copy import deepcopy
from itertools import product
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.comparison import Together
from endorse_cli.review.diff.meaning import Compared
from endorse_cli.review.structure import structure_faults
from endorse_cli.rubric.rubric_reader import read_rubric
from support.strategies import GROUNDS, rubrics
from support.world import World, world_of

Plain = Any
MOST = 4000
"""Profiles of a pair that brute force walks through."""


class Pair(NamedTuple):
    """Two rubrics, the old and the new."""

    old: World
    new: World

    @property
    def together(self) -> Together:
        """Both side by side."""
        return Together([self.old.compiled, self.new.compiled])


def on_all_days(side: Together) -> Compared:
    """Two rubrics of which nothing hangs on the day."""
    return Compared(side, (), True, ())


def domains(pair: Pair) -> dict[str, tuple[str, ...]]:
    """The values that are compared, by variable: those of both, or of the one that has it."""
    old, new = (world.oracle.domains for world in pair)
    found = {}
    for name in {**old, **new}:
        mine, other = old.get(name), new.get(name)
        values = [v for v in mine or other or () if v in (other or mine or ())]
        silent = [name in w.oracle.recorded for w in pair if name in w.oracle.domains]
        found[name] = tuple(values[:1] if all(silent) else values)
    return found


def brute_moves(pair: Pair) -> dict[str, Counter[tuple[str, str]]]:
    """How many profiles go from which outcome to which, those that stay among them."""
    values = domains(pair)
    found: dict[str, Counter[tuple[str, str]]] = {}
    for profile in product(*values.values()):
        answers = dict(zip(values, profile, strict=True))
        old, new = (
            world.oracle.result({name: answers[name] for name in world.oracle.domains}).outcomes
            for world in pair
        )
        for id in old.keys() & new.keys():
            found.setdefault(id, Counter())[old[id], new[id]] += 1
    return found


def _drop_row(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    assume(len(decision["rows"]) > 1)
    del decision["rows"][draw(st.sampled_from(list(decision["rows"])))]


def _turn_rows(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    assume(len(decision["rows"]) > 1)
    decision["rows"] = dict(reversed(list(decision["rows"].items())))


def _other_outcome(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    outcomes = decision["outcomes"]
    names = outcomes["unordered"] if isinstance(outcomes, dict) else outcomes
    row = draw(st.sampled_from([*decision["rows"].values(), decision["otherwise"]]))
    row["is"] = draw(st.sampled_from(names))


def _new_criterion(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    plain["criteria"]["fresh"] = {"group": "all_of_them", "ask": "?", "answer": "yes_no", **GROUNDS}
    row = draw(st.sampled_from(list(decision["rows"].values())))
    row["when"] = {"all": [{"fresh": "yes"}, row["when"]]}


def _more_levels(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    kinds = [c["answer"] for c in plain["criteria"].values() if isinstance(c["answer"], dict)]
    names = [kind[form] for kind in kinds for form in ("levels", "choice") if form in kind]
    assume(names)
    found = draw(st.sampled_from(names))
    found.insert(draw(st.integers(0, len(found))), "extra")


def _otherwise_named(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    decision["rows"] = {f"{id}_too": row for id, row in decision["rows"].items()}


def _turn_criteria(draw: DrawFn, decision: Plain, plain: Plain) -> None:
    plain["criteria"] = dict(reversed(list(plain["criteria"].items())))


EDITS = (
    _drop_row,
    _turn_rows,
    _other_outcome,
    _new_criterion,
    _more_levels,
    _otherwise_named,
    _turn_criteria,
)


@composite
def pairs(draw: DrawFn) -> Pair:
    """A small random rubric, and the same after some edits; either may be the old one.

    Every answer is a name; test_regions has numbers.
    """
    plain = draw(rubrics(of_names=True))
    edited = deepcopy(plain)
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3, unique=True)):
        edit(draw, edited["decisions"][draw(st.sampled_from(("d1", "d2")))], edited)
    rubric, found = read_rubric(edited)
    assume(not found and not structure_faults(rubric))
    worlds = [world_of(plain), world_of(edited)]
    pair = Pair(*reversed(worlds)) if draw(st.booleans()) else Pair(*worlds)
    size = 1
    for values in domains(pair).values():
        size *= len(values)
    assume(size <= MOST)
    return pair
