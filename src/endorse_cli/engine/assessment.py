"""The only place that answers what comes out for a candidate, each part when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled, made_levels, made_masks, row_held, where_given
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.directions import directions
from endorse_cli.engine.divided_answers import reason_apart
from endorse_cli.engine.divided_changes import Found, changes_apart
from endorse_cli.engine.divided_ends import Effort, Ends, ends_left, span_left
from endorse_cli.engine.divided_parts import Walked, walk
from endorse_cli.engine.effects import bearings
from endorse_cli.engine.least_changes import Change, least_changes, single_changes
from endorse_cli.engine.logic import CompiledDecision, certain_row
from endorse_cli.engine.next_question import Question, ask_next, still_matter
from endorse_cli.engine.possible import Restriction, agreeing, reachable
from endorse_cli.engine.reasons import Reason, reason
from endorse_cli.engine.score_ends import UNKNOWN, Reach, span, span_of_number
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decision_rows import OTHERWISE
from endorse_cli.models.evidence import Answer
from endorse_cli.models.plain_values import Holding
from endorse_cli.models.record import Bearing, Speaks
from endorse_cli.rubric.compounds import Numbers, numbers_left, reach_left
from endorse_cli.rubric.measures import mask_of, numbers_said
from endorse_cli.rubric.number_regions import NumberRegions

Truth: TypeAlias = Holding
NO_NUMBERS: Mapping[str, Fraction] = MappingProxyType({})
NOTHING_GIVEN: Mapping[str, Answer] = MappingProxyType({})

SEVERAL = 8
"""Of more decisions than this one is often a part of others: what each leads to is remembered."""


class Decided(NamedTuple):
    """What a decision comes to. `outcome` is None while more than one is possible.

    `possible` are the outcomes left, worst first; `rows` the rows that can still decide, in
    order; `row` the one that holds for certain where there is an outcome, None where none does;
    `also` the other rows that hold for certain, where the decision lists them. Where they are not
    `is_exact`, the outcomes and rows are those that could not be excluded.
    """

    outcome: str | None
    possible: tuple[str, ...]
    rows: tuple[str, ...]
    row: str | None
    also: tuple[str, ...]
    is_exact: bool = True


class Line(NamedTuple):
    """One line of the table: a criterion, what is known of it, and what that did.

    `speaks` is which way the answer speaks, None where that was not worked out; `matters` whether
    it is open and can still move an outcome.
    """

    criterion: Criterion
    answer: Answer
    bearing: Bearing
    speaks: Speaks | None
    matters: bool


# What `Line(…)` does, without a call of Python for each of the many lines.
_line: Callable[[tuple[Criterion, Answer, Bearing, Speaks | None, bool]], Line] = partial(
    tuple.__new__, Line
)


def _assumed(compiled: Compiled, masks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stand-ins for criteria that are open, as masks by level."""
    for id, levels in compiled.levels.items():
        assume = compiled.rubric.criteria[id].assume
        open_mask = masks[levels[0]]
        if assume is not None and open_mask & (open_mask - 1):
            values = compiled.variables[levels[0]].values
            mask = 1 << values.index(assume) if assume in values else None
            if mask is None and id in compiled.regions:
                mask = mask_of(compiled.regions[id], assume)
            # A day that counts from an election is no value until that day is known.
            if mask is not None and mask & open_mask and mask & (mask - 1) == 0:
                yield levels[0], mask


class Assessment:
    """One candidate's answers against one compiled rubric; each part is worked out when asked for.

    `masks` are the values still possible, by variable. `given` are the decisions that the file
    states: what contradicts them is left out everywhere. With `whole`, what gives the diagrams of
    all that is asked, those at `first` are an outline, asked for outcomes alone.
    """

    def __init__(
        self,
        first: Compiled,
        answers: Mapping[str, Answer],
        absent: Mapping[str, Answer],
        given: Mapping[str, Answer] = NOTHING_GIVEN,
        whole: Callable[[], Compiled] | None = None,
    ) -> None:
        self.given = given
        self.first = first
        self.whole = whole
        self.answers = {**absent, **answers}
        self.masks = [mask for answer in self.answers.values() for mask in answer.masks]
        self.numbers: Mapping[str, Fraction] = {}
        if first.compounds and self.answers:
            self.masks += made_masks(first, self.numbers_left)

    @cached_property
    def compiled(self) -> Compiled:
        """The diagrams, in which the decisions that are given come out so."""
        stated = {id: answer.masks[0] for id, answer in self.given.items()}
        return where_given(self.whole() if self.whole else self.first, stated)

    def supposing(
        self, changed: Mapping[int, int], numbers: Mapping[str, Fraction] = NO_NUMBERS
    ) -> "Assessment":
        """The same with some variables' values replaced, as masks by level: what if.

        `numbers` are those of them that are known exactly, by criterion.
        """
        other = Assessment(self.compiled, self.answers, {})
        other.given = self.given
        for level, mask in changed.items():
            other.masks[level] = mask
        if self.compiled.compounds:
            other.numbers = {**self.numbers, **numbers}
            made = made_masks(self.compiled, other.numbers_left)
            for level, mask in zip(made_levels(self.compiled), made, strict=True):
                other.masks[level] = changed.get(level, mask)
        return other

    @property
    def numbers_left(self) -> Numbers:
        """What each number that scores of several are made of can be."""
        compiled, found = self.first, {}
        for id in {id: None for one in compiled.compounds for id in one.numbers}:
            regions, mask = compiled.regions[id], self.masks[compiled.index[id]]
            answer = self.answers[id]
            # What is supposed instead of an answer is a region: the answer's number is not it.
            said = numbers_said(answer) if answer.masks == (mask,) else ()
            said = (self.numbers[id],) if id in self.numbers else said
            assert isinstance(regions, NumberRegions)
            found[id] = numbers_left(said, mask, regions)
        return found

    @cached_property
    def contradicts(self) -> bool:
        """Whether no candidate could have these answers and the decisions that are given."""
        return YES not in self._ends(self.compiled.told_where).nodes

    @property
    def contradicted(self) -> tuple[str, ...]:
        """Of the decisions that are given those which the answers do not allow.

        The first that they do not allow by itself; all, where only together they are too much.
        """
        for id, answer in self.given.items():
            alone = where_given(self.compiled.wide or self.compiled, {id: answer.masks[0]})
            if YES not in self._ends(alone.told_where).nodes:
                return (id,)
        return tuple(self.given) if self.contradicts else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The decisions of which no row can hold, though one was to hold for everybody."""
        compiled = self.compiled
        held = (
            (id, row_held(compiled, decided.decision))
            for id, decided in compiled.decisions.items()
            if decided.decision.promises_rows
        )
        return tuple(
            id for id, node in held if reachable(compiled.manager, node, self.walked) == [NO]
        )

    @cached_property
    def agreeing(self) -> Sequence[int]:
        """The values still possible that agree with the decisions that are given, by variable."""
        decided = next(iter(self.compiled.decisions.values()))
        if not self.compiled.is_narrowed or self.contradicts or self.compiled.apart:
            return self.masks
        return agreeing(self.compiled.manager, decided.root, self.masks)

    @cached_property
    def stand_ins(self) -> "Assessment | None":
        """The same with the rubric's stand-ins for what is open; None where none would stand in.

        It settles nothing: it says what would come out if they were right.
        """
        masks = dict(_assumed(self.compiled, self.masks))
        supposed = self.supposing(masks)
        stated = {
            id: 1 << decided.decision.outcomes.index(decided.decision.assume)
            for id, decided in self.compiled.decisions.items()
            if decided.decision.assume and supposed.decisions[id].outcome is None
        }
        try:
            if stated:
                supposed.__dict__.pop("decisions", None)
                supposed.compiled = where_given(self.compiled, stated)
        except TooManyNodes:
            return None
        return supposed if (masks or stated) and not supposed.contradicts else None

    @cached_property
    def restriction(self) -> Restriction:
        """The diagrams with only the values still possible; one for all that is asked of them."""
        return Restriction(self.compiled.manager, self.walked)

    @cached_property
    def parts(self) -> Walked | None:
        """What is left to parts that are worked out apart; None where there are none."""
        return walk(self.compiled, self.masks) if self.compiled.apart else None

    @property
    def walked(self) -> Sequence[int]:
        """The values still possible, by variable, those of parts that are worked out apart too."""
        return self.masks if self.parts is None else self.parts.masks

    def _ends(self, root: Node) -> Ends:
        """Where a diagram can end."""
        if self.parts is not None:
            return ends_left(self.compiled, root, self.parts, self.masks)
        if len(self.compiled.decisions) > SEVERAL:
            return Ends(self.restriction.reachable(root), is_exact=True)
        return Ends(reachable(self.compiled.manager, root, self.masks), is_exact=True)

    @cached_property
    def decisions(self) -> dict[str, Decided]:
        """Every decision, in rubric order."""
        told = self._outlined() if self.whole else None
        if told is not None:
            return told
        return {id: self._decide(decided) for id, decided in self.compiled.decisions.items()}

    def _outlined(self) -> dict[str, Decided] | None:
        """Every decision as the outline tells it; None where it does not tell all of one."""
        asked, found = Outlined(self.first, self.answers, {}), dict[str, Decided]()
        for id, decided in self.first.decisions.items():
            one = found[id] = asked._decide(decided)
            # Which row holds for certain would have to be asked besides.
            if not one.is_exact or (one.outcome is not None and len(one.rows) > 1):
                return None
        return found

    def _decide(self, decided: CompiledDecision) -> Decided:
        manager = self.compiled.manager
        end = self.restriction.settled(decided.root)
        ends, is_exact = ([end], True) if end is not None else self._ends(decided.root)
        if len(ends) == 1:
            row = str(manager.leaf[ends[0]])
            only = decided.outcome_of[row]
            also = self._also(decided, (row,)) if decided.decision.list_others else ()
            return Decided(only, (only,), (row,), row, also)
        held = {manager.leaf[end] for end in ends}
        rows = tuple(row for row in decided.outcome_of if row in held)
        results = {decided.outcome_of[row] for row in rows}
        possible = tuple(name for name in decided.decision.outcomes if name in results)
        outcome = possible[0] if len(possible) == 1 else None
        also = self._also(decided, rows) if decided.decision.list_others else ()
        certain = certain_row(manager, decided, rows, self.walked) if outcome is not None else None
        return Decided(outcome, possible, rows, certain, also, is_exact)

    def _also(self, decided: CompiledDecision, rows: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            id
            for id, node in decided.conditions.items()
            if id != OTHERWISE and id not in rows and self.truth(node) == "yes"
        )

    def truth(self, node: int) -> Truth:
        """Whether a condition holds, does not, or is open."""
        ends = self._ends(node).nodes
        if ends == [YES]:
            return "yes"
        return "no" if ends == [NO] else "open"

    @cached_property
    def findings(self) -> dict[str, Truth]:
        """Every finding, in rubric order."""
        compiled = self.compiled
        return {id: self.truth(compiled.findings[id]) for id in compiled.rubric.findings}

    @cached_property
    def scores(self) -> dict[str, Reach]:
        """Every score's least and greatest value, in rubric order; None without end."""
        return {id: self._span(id) for id in self.compiled.rubric.scores}

    def _span(self, id: str) -> Reach:
        compiled = self.compiled
        if compiled.is_narrowed and self.contradicts:
            return UNKNOWN
        made = next((one for one in compiled.compounds if one.score == id), None)
        if made is not None:
            return Reach(*reach_left(compiled.rubric, made, self.numbers_left))
        only = compiled.numbers.get(id)
        regions = compiled.regions[only] if only is not None else None
        if only is not None and isinstance(regions, NumberRegions):
            level = compiled.index[only]
            answer, mask = self.answers[only], self.agreeing[level]
            # What is supposed instead of an answer is a region: the answer's number is not it.
            said = numbers_said(answer) if answer.masks == (self.masks[level],) else ()
            said = tuple(number for number in said if mask >> regions.place(number) & 1)
            amount = compiled.rubric.scores[id].value
            return span_of_number(compiled.rubric, amount, only, regions, mask, said)
        if self.parts is not None:
            return Reach(*span_left(compiled, compiled.scores[id], self.parts, self.masks))
        return Reach(*span(compiled.manager, compiled.scores[id], self.masks))

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        """Why each settled decision came out as it did; nothing where that was not worked out."""
        if self.compiled.is_partial:
            return {}
        if self.compiled.apart:
            return {
                id: reason_apart(
                    self.compiled, self.compiled.decisions[id], self.masks, found.rows, found.row
                )
                for id, found in self.decisions.items()
                if found.outcome is not None
            }
        return {
            id: reason(
                self.compiled,
                self.compiled.decisions[id],
                self.restriction,
                decided.rows,
                decided.row,
            )
            for id, decided in self.decisions.items()
            if decided.outcome is not None
        }

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """The least change to each outcome that is not possible now, by decision.

        Past the node budget, of all changes those of a single answer.
        """
        if self.compiled.apart:
            return {id: found.changes for id, found in self.changes_apart.items()}
        if self.compiled.is_partial:
            possible = {id: decided.possible for id, decided in self.decisions.items()}
            return single_changes(self.compiled, self.masks, possible)
        return {
            id: least_changes(
                self.compiled, self.compiled.decisions[id], self.masks, decided.possible
            )
            for id, decided in self.decisions.items()
        }

    @cached_property
    def changes_apart(self) -> dict[str, Found]:
        """The same where parts are worked out apart, and whether they are the least of all."""
        return {
            id: changes_apart(
                self.compiled, self.compiled.decisions[id], self.masks, decided.possible
            )
            for id, decided in self.decisions.items()
        }

    @property
    def are_single(self) -> bool:
        """Whether of all changes only those of a single answer may have been looked for."""
        if not self.compiled.apart:
            return self.compiled.is_partial
        return not all(found.are_least for found in self.changes_apart.values())

    @cached_property
    def mattering(self) -> tuple[str, ...]:
        """The criteria whose open answers can still move an outcome, in rubric order."""
        if all(decided.outcome is not None for decided in self.decisions.values()):
            return ()
        matter = still_matter(self.compiled, self.agreeing)
        return tuple(id for id in matter if id not in self.settled_numbers)

    @cached_property
    def settled_numbers(self) -> frozenset[str]:
        """The numbers that are known exactly, of those of which scores of several are made."""
        left = self.numbers_left if self.compiled.compounds else {}
        return frozenset(id for id, one in left.items() if len(one) == 1 and one[0][0] == one[0][1])

    @cached_property
    def next_question(self) -> Question | None:
        """What to ask next; None where every outcome is settled."""
        return ask_next(self.compiled, self.agreeing, self.mattering)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every criterion's line, in rubric order."""
        compiled = self.compiled
        parts = zip(
            compiled.rubric.criteria.values(),
            self.answers.values(),
            bearings(compiled, self.restriction, self.parts),
            directions(compiled, self.masks, self.answers),
            map(frozenset(self.mattering).__contains__, compiled.levels),
            strict=True,
        )
        return tuple(map(_line, parts))


OUTLINE_STEPS = 100
"""So many ways in which shared answers can turn out are looked at before all is compiled."""


class Outlined(Assessment):
    """The same of an outline, asked for outcomes alone: soon, or not at all."""

    def _ends(self, root: Node) -> Ends:
        assert self.parts is not None
        effort = Effort(OUTLINE_STEPS, is_thorough=False)
        return ends_left(self.compiled, root, self.parts, self.masks, effort)
