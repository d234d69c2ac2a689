"""The only place that says which way an answer speaks: for the candidate or against.

What comes out with it is compared with what comes out with each other answer to the same question,
over all profiles of the others, by the order of the leading decision's outcomes. So it hangs on
the rubric and the answer alone, and is worked out once for all candidates.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from endorse_cli.engine.compile import Compiled, Directed
from endorse_cli.engine.diagram import Node
from endorse_cli.engine.divided_answers import two_ends
from endorse_cli.engine.divided_parts import is_exact, under
from endorse_cli.engine.divided_sides import FEW
from endorse_cli.engine.possible import Masks
from endorse_cli.models.evidence import Answer
from endorse_cli.models.record import Speaks

BETTER, WORSE = 1, 2
MIXED = BETTER | WORSE
"""What one answer is to another: somewhere better, somewhere worse, both; 0 is no different."""

_TURNED = {0: 0, BETTER: WORSE, WORSE: BETTER, MIXED: MIXED}
"""What the second of two is to the first."""

_SAID: dict[frozenset[int], Speaks] = {
    frozenset(): "neither",
    frozenset({BETTER}): "for",
    frozenset({WORSE}): "against",
    frozenset({BETTER, WORSE}): "between",
}


def directions(
    compiled: Compiled, masks: Masks, answers: Mapping[str, Answer]
) -> list[Speaks | None]:
    """Which way every criterion's answer speaks, in rubric order.

    `for`: never worse than another answer, somewhere better; `against` the other way round;
    `between`: better than one, worse than another; `neither`: no difference, or outcomes without
    an order; `mixed`: better and worse than one and the same; `open`: there is no single answer.
    Of a set every member that carries weight is compared by itself. None where the diagrams hold
    open answers only.
    """
    plan = (compiled.wide or compiled).directed
    if not plan:
        plan.extend(_plan(compiled.wide or compiled))
    numbers = {id for one in compiled.compounds for id in one.numbers}
    found: list[Speaks | None] = []
    for id, parts in plan:
        if len(parts) > 1:
            is_said = id not in numbers or answers[id].state == "answered"
            each = [said.get(masks[level], "open") for level, said in parts]
            found.append(_together(each) if is_said else "open")
            continue
        ((level, said),) = parts
        # Where all answers are in one region, none at all is in it too.
        is_open = len(said) == 1 and answers[id].state != "answered"
        found.append("open" if is_open else said.get(masks[level], "open"))
    return found


def _together(said: Collection[Speaks | None]) -> Speaks | None:
    """Which way a set speaks by what its members do.

    Its answer is compared with those that differ in one member: two members that speak each its
    way are better than one such answer, and worse than another.
    """
    for first in ("open", None, "mixed"):
        if first in said:
            return first
    found = set(said) - {"neither"}
    return "between" if len(found) > 1 else found.pop() if found else "neither"


def _plan(compiled: Compiled) -> Iterator[Directed]:
    """The variables of every criterion that count for it, each with what its values say."""
    sizes = compiled.manager.sizes
    compared = comparing(compiled)
    if compared is None:
        said: list[dict[int, Speaks | None]] = [dict.fromkeys(_single(size)) for size in sizes]
    else:
        said = [dict(zip(_single(s), compared.said(at), strict=True)) for at, s in enumerate(sizes)]
    for id, levels in compiled.levels.items():
        counted = [at for at in levels if not compiled.variables[at].recorded] or levels
        yield id, tuple((level, said[level]) for level in counted)


def _single(size: int) -> list[int]:
    """The masks of one value each."""
    return [1 << value for value in range(size)]


MOST = 500_000
"""Pairs of diagrams that are compared: one or two seconds, and five times what was ever needed."""


class TooManyPairs(Exception):
    """There are more pairs to compare than are looked at."""


class Compared:
    """What two answers to one question lead to, laid side by side, by the outcomes' order."""

    def __init__(self, compiled: Compiled, most: int = MOST) -> None:
        self.manager = compiled.manager
        self.limit = most
        self.testing: dict[int, list[Node]] = {}
        self.least: dict[Node, int] = {}
        self.most: dict[Node, int] = {}
        self.known: dict[tuple[Node, Node], int] = {}
        leading = compiled.decisions[compiled.rubric.leading]
        if leading.decision.ordered:
            self._rank(leading.outcomes, leading.decision.outcomes)

    def _rank(self, root: Node, outcomes: Sequence[str]) -> None:
        """For every node the worst and the best that it leads to, as places among the outcomes."""
        manager, least, most = self.manager, self.least, self.most
        for node in manager.descendants((root,)):
            if kids := manager.kids[node]:
                self.testing.setdefault(manager.level[node], []).append(node)
                least[node] = min([least[kid] for kid in kids])
                most[node] = max([most[kid] for kid in kids])
            else:
                least[node] = most[node] = outcomes.index(str(manager.leaf[node]))

    def said(self, level: int) -> Sequence[Speaks | None]:
        """Which way each value of a variable speaks; None where that takes too long to tell."""
        values = range(self.manager.sizes[level])
        if level not in self.testing:
            return ["neither" for _ in values]
        try:
            steps = [self._values(level, value, value + 1) for value in values[:-1]]
            return [self._said(level, value, steps) for value in values]
        except TooManyPairs:
            return [None for _ in values]

    def is_never_worse(self, level: int, value: int, than: int) -> bool:
        """Whether one value of a variable never leads to less than another; no where unknown."""
        if level not in self.testing:
            return True
        try:
            return not self._values(level, value, than) & WORSE
        except TooManyPairs:
            return False

    def _said(self, level: int, value: int, steps: Sequence[int]) -> Speaks:
        met = set()
        for other in range(len(steps) + 1):
            low, high = sorted((value, other))
            found = _joined(steps[low:high])
            if found == MIXED and high - low > 1:
                # Only steps that all lead one way say what they lead to together.
                found = self._values(level, low, high)
            met.add(found if value == low else _TURNED[found])
        return "mixed" if MIXED in met else _SAID[frozenset(met - {0})]

    def _values(self, level: int, value: int, other: int) -> int:
        """What one value of a variable is to another, over all profiles of the others."""
        found = 0
        for node in self.testing[level]:
            kids = self.manager.kids[node]
            found |= self._nodes(kids[value], kids[other])
            if found == MIXED:
                break
        return found

    def _nodes(self, first: Node, second: Node) -> int:
        """What one diagram is to another: worked out below first, and remembered."""
        known, least, most = self.known, self.least, self.most
        waiting = [(first, second)]
        while waiting:
            pair = a, b = waiting[-1]
            if pair in known:
                waiting.pop()
            elif len(known) >= self.limit:
                raise TooManyPairs
            elif a == b:
                known[pair] = 0
            elif least[a] >= most[b]:
                known[pair] = BETTER
            elif most[a] <= least[b]:
                known[pair] = WORSE
            else:
                below = self._below(a, b)
                found = _joined([known.get(kids, 0) for kids in below])
                missing = [kids for kids in below if kids not in known]
                if missing and found != MIXED:
                    waiting.extend(missing)
                else:
                    known[pair] = found
        return known[first, second]

    def _below(self, a: Node, b: Node) -> list[tuple[Node, Node]]:
        """What two diagrams go on to together, for each value of the first variable of both."""
        depth_of, kids_of = self.manager.depth, self.manager.kids
        depth = min(depth_of[a], depth_of[b])
        size = self.manager.sizes[self.manager.order[depth]]
        ones = kids_of[a] if depth_of[a] == depth else (a,) * size
        others = kids_of[b] if depth_of[b] == depth else (b,) * size
        return list(zip(ones, others, strict=True))


class ComparedApart(Compared):
    """The same where parts are worked out apart, none with an open answer of another."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.manager = compiled.manager
        leading = compiled.decisions[compiled.rubric.leading]
        self.root, self.order = leading.outcomes, leading.decision.outcomes
        self.named = under(compiled, self.root) if leading.decision.ordered else frozenset()

    def said(self, level: int) -> Sequence[Speaks | None]:
        """Which way each value of a variable speaks; of very many values None."""
        values = range(self.manager.sizes[level])
        if level not in self.named:
            return ["neither" for _ in values]
        if len(values) > FEW:
            return [None for _ in values]
        steps = [self._values(level, value, value + 1) for value in values[:-1]]
        return [self._said(level, value, steps) for value in values]

    def is_never_worse(self, level: int, value: int, than: int) -> bool:
        """Whether one value of a variable never leads to less than another."""
        return level not in self.named or not self._values(level, value, than) & WORSE

    def _values(self, level: int, value: int, other: int) -> int:
        found = 0
        for before, after in two_ends(self.compiled, self.root, level, value, other):
            one, two = self.order.index(str(before)), self.order.index(str(after))
            found |= BETTER if one > two else WORSE if one < two else 0
        return found


def comparing(compiled: Compiled) -> Compared | None:
    """What compares answers over all profiles of the others; None where nothing can."""
    compiled = compiled.wide or compiled
    if compiled.is_partial or (compiled.apart and not is_exact(compiled)):
        return None
    return ComparedApart(compiled) if compiled.apart else Compared(compiled)


def _joined(found: Iterable[int]) -> int:
    """What holds somewhere of any of them."""
    return reduce(or_, found, 0)
