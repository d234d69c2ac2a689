"""What one result shows: its lines in groups, each with what it did, and what came out.

Computed once from a record, its rubric and what explains it; a line's words are made in reports,
the labels and titles here are the rubric's. Nothing is guessed: whether an answer speaks for the
candidate, can still decide or is needed was worked out by the engine.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from endorse_cli.engine.assessment import Truth
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided_answers import hanging
from endorse_cli.engine.domain import passing, variables_of
from endorse_cli.engine.explanation import Account, Explanation
from endorse_cli.engine.known_answers import GIVEN, as_stated, known_of, masks_of
from endorse_cli.engine.order import definition_order, named_in
from endorse_cli.engine.possible import Masks
from endorse_cli.engine.score_ends import Reach, reach_of
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.record import DecisionPart, LinePart, Record, WhatIfPart
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.review.citations import Text
from endorse_cli.rubric.in_force import is_dated
from endorse_cli.rubric.regions import regions_of
from endorse_cli.views.condition_words import Words
from endorse_cli.views.points import Given, Use, points_of, tests_of
from endorse_cli.views.ruling import Ruling

Mark = Literal["for", "against", "partly", "open", "plus", "minus", "none"]
"""What the first sign of a line says, and nothing that its words do not."""

Did = Literal[
    "met",
    "barely",
    "partly",
    "not_met",
    "can_decide",
    "no_effect",
    "mixed",
    "for",
    "against",
    "between",
    "holds",
    "fails",
    "used",
    "points",
]
"""What an answer did: to the tests of it, to what comes out, or to a score."""

MARKS: dict[Did, Mark] = {
    "met": "for",
    "barely": "for",
    "for": "for",
    "partly": "partly",
    "between": "partly",
    "not_met": "against",
    "against": "against",
    "can_decide": "open",
}


class Sources(NamedTuple):
    """What an answer rests on: how many sources, the day of the newest, and whether one is missing.

    `is_old` says that all of them are too old by the day.
    """

    number: int
    newest: str | None
    is_lacking: bool
    is_old: bool


class Line(NamedTuple):
    """One line: what people call it, its answer as the record has it, what that did.

    `points` is what it adds to the score that heads its group, or another one if nothing heads it;
    `is_reading` says that it, or a test of it, rests on a reading of the document and not on its
    words, `is_decisive` that it is one of the answers that alone decide what is settled.
    """

    label: str
    part: LinePart
    did: Did
    mark: Mark
    points: Given | None
    matters: bool
    is_reading: bool
    is_decisive: bool
    sources: Sources


class Head(NamedTuple):
    """What heads a group: the finding or the score that its criteria feed, and how that stands."""

    entry: FindingRule | Score
    truth: Truth | None
    reach: Reach | None


class Group(NamedTuple):
    """Lines under one heading, and whether a settled outcome rests on any of them.

    Where an outcome is open, every group may still be needed.
    """

    title: str
    head: Head | None
    lines: tuple[Line, ...]
    is_needed: bool = True


@dataclass(frozen=True)
class Result:
    """One candidate's result, for whoever lays it out; `text` is the document, where given."""

    account: Account
    text: Text | None = None

    @property
    def record(self) -> Record:
        """What came out for the candidate."""
        return self.account.record

    @property
    def rubric(self) -> Rubric:
        """The rubric that the record was made with."""
        return self.account.rubric

    @cached_property
    def say(self) -> Words:
        """What the rubric's parts are called, and its rules in words."""
        return Words(self.rubric)

    @cached_property
    def rulings(self) -> dict[str, Ruling]:
        """What every decision came to, by its id."""
        return self.rulings_of(self.record["decisions"])

    @property
    def leading(self) -> Ruling:
        """What the decision that leads came to."""
        return self.rulings[self.rubric.leading]

    def rulings_of(self, parts: Mapping[str, DecisionPart]) -> dict[str, Ruling]:
        """What decisions come to, or would if something were supposed."""
        reasons = self.record["reasons"]
        decisions = self.rubric.decisions
        return {id: Ruling(decisions[id], part, reasons.get(id)) for id, part in parts.items()}

    def moved_by(self, supposed: WhatIfPart | None) -> dict[str, Ruling]:
        """The decisions that come to something else where something is supposed."""
        then = self.rulings_of(supposed["decisions"]) if supposed else {}
        now = self.rulings
        return {
            id: one for id, one in then.items() if one.part["possible"] != now[id].part["possible"]
        }

    @cached_property
    def explanation(self) -> Explanation:
        """Whether each condition holds and how far each part of a score reaches."""
        return self.account.explanation

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group with a line that carries weight, in the order of the rubric."""
        heads = heads_of(self.rubric)
        return tuple(
            Group(title, self._head(heads.get(id)), lines, self._is_needed(lines))
            for id, title in self.rubric.groups.items()
            if (lines := tuple(self._lines(id, heads.get(id))))
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line that carries weight."""
        return tuple(line for group in self.groups for line in group.lines)

    @cached_property
    def by_criterion(self) -> dict[str, Line]:
        """Every line that carries weight, by its criterion's id."""
        return {line.part["criterion"]: line for line in self.lines}

    @cached_property
    def record_lines(self) -> dict[str, LinePart]:
        """Every line of the record, by its criterion's id."""
        return {part["criterion"]: part for part in self.record["lines"]}

    def parts(self, *, recorded: bool) -> tuple[LinePart, ...]:
        """The record's lines that carry weight, or those that are only recorded."""
        lines = self.record["lines"]
        return tuple(part for part in lines if (part["bearing"] == "recorded") is recorded)

    def passages(self, locators: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each passage of the document at hand, by its locator."""
        if self.text is not None:
            for locator in locators:
                yield locator, self.text.passage(locator) or "not in the document given"

    @cached_property
    def open(self) -> tuple[LinePart, ...]:
        """What is not known and can still change an outcome."""
        return tuple(part for part in self.record["lines"] if self.matters(part))

    @cached_property
    def unsourced(self) -> int:
        """How many answers that carry weight have no source where one is expected."""
        return sum(line.sources.is_lacking for line in self.lines)

    @cached_property
    def reasons(self) -> frozenset[str]:
        """The criteria whose answers alone decide all that is settled."""
        return frozenset().union(*(ruling.deciding for ruling in self.rulings.values()))

    @cached_property
    def unsourced_reasons(self) -> int:
        """How many of the answers that alone decide have no source where one is expected."""
        return sum(line.sources.is_lacking and line.is_decisive for line in self.lines)

    def _is_needed(self, lines: Iterable[Line]) -> bool:
        if not self.reasons or any(one.outcome is None for one in self.rulings.values()):
            return True
        return not self.reasons.isdisjoint(line.part["criterion"] for line in lines)

    @cached_property
    def stale(self) -> int:
        """How many answers rest only on sources that are too old by the day."""
        return sum(sources_of(self.rubric, part).is_old for part in self.record["lines"])

    def _lines(self, group: str, head: str | None) -> Iterator[Line]:
        points = self._points(head)
        for part in self.record["lines"]:
            if part["group"] == group and part["bearing"] != "recorded":
                yield self._line(part, points.get(part["criterion"]))

    def _points(self, head: str | None) -> dict[str, Given]:
        if head in self.rubric.scores:
            return points_of(self.explanation, head)
        return self._apart if head is None else {}

    @cached_property
    def _apart(self) -> dict[str, Given]:
        """What is added to a score at the head of another group: the total has it there."""
        own = set(heads_of(self.rubric).values()) & set(self.rubric.scores)
        found = [points_of(self.explanation, score) for score in sorted(own)]
        return {id: given for points in reversed(found) for id, given in points.items()}

    def _line(self, part: LinePart, points: Given | None) -> Line:
        did = self._did(part, points)
        return Line(
            label=self.say.label(part["criterion"]),
            part=part,
            did=did,
            mark=_mark(part, did, points),
            points=points,
            matters=self.matters(part),
            is_reading=self._is_reading(part),
            is_decisive=part["criterion"] in self.reasons,
            sources=sources_of(self.rubric, part),
        )

    def _did(self, part: LinePart, points: Given | None) -> Did:
        matters, is_open = self.matters(part), bool(self.open_parts(part))
        is_given = part["state"] in GIVEN or isinstance(part["answer"], dict)
        if is_open and not matters and not is_given:
            return "no_effect"
        if points:
            return "points"
        return "can_decide" if matters else self._judged(part)

    def _judged(self, part: LinePart) -> Did:
        """What a known answer did, by which way it speaks; where nobody knows, by its tests."""
        id = part["criterion"]
        held = [self.explanation.passes(id, use.test) for use in self.uses.get(id, ())]
        is_idle = part["bearing"] == "no_bearing"
        if is_idle and part["answer"] == NOT_APPLICABLE:
            # A question that is not asked of somebody speaks against nobody.
            return "no_effect"
        match part.get("speaks") if self.leading.decision.ordered else None:
            case "for":
                return ("barely" if self._is_barely(part) else "met") if held else "for"
            case "against":
                return "not_met" if held else "against"
            case "between":
                return "partly" if held else "between"
            case "mixed":
                return "mixed"
        if is_idle:
            return "no_effect"
        if len(set(held)) != 1 or "open" in held:
            return "used"
        return "holds" if held[0] == "yes" else "fails"

    def _is_barely(self, part: LinePart) -> bool:
        """Whether a level beside the answer's would turn a test of it."""
        kind, said = self.rubric.criteria[part["criterion"]].kind, part["answer"]
        if kind.form != "levels" or said not in kind.names:
            return False
        place = kind.names.index(said)
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(kind.names)]
        for use in self.uses.get(part["criterion"], ()):
            mask = passing(use.test, kind.names, self.rubric.settings)
            if any((mask >> at & 1) != (mask >> place & 1) for at in beside):
                return True
        return False

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """The tests of each criterion."""
        return tests_of(self.rubric)

    def _is_reading(self, part: LinePart) -> bool:
        tests = self.uses.get(part["criterion"], ())
        own = (grounds.basis for use in tests for grounds in use.grounds)
        return "inferred" in (part["basis"], *own)

    def _head(self, id: str | None) -> Head | None:
        if id is None:
            return None
        if id in self.rubric.scores:
            reach = reach_of(self.record["scores"][id])
            return Head(self.rubric.scores[id], None, reach)
        return Head(self.rubric.findings[id], self.record["findings"][id], None)

    def criterion(self, part: LinePart) -> Criterion:
        """The criterion that a line is about."""
        return self.rubric.criteria[part["criterion"]]

    def open_parts(self, part: LinePart) -> list[str]:
        """The variables of a line that carry weight and are not known."""
        weighty = [id for id in self._weighty[part["criterion"]] if len(part["possible"][id]) > 1]
        is_region = part["criterion"] in self._regions and part["state"] not in GIVEN
        return weighty or ([part["criterion"]] if is_region else [])

    @cached_property
    def _regions(self) -> frozenset[str]:
        return frozenset(regions_of(self.rubric))

    @cached_property
    def _weighty(self) -> dict[str, list[str]]:
        regions = regions_of(self.rubric)
        return {
            c.id: [v.id for v in variables_of(c, regions.get(c.id)) if not v.recorded]
            for c in self.rubric.criteria.values()
        }

    @cached_property
    def known(self) -> tuple[Compiled, Masks] | None:
        """The diagrams and what is known in them; None where they are too large.

        Of a candidate with no day nobody knows what is asked, so nothing is said.
        """
        if self.record["as_of"] is None and is_dated(self.rubric):
            return None
        known = known_of(self.record, self.rubric)
        try:
            compiled = as_stated(self.account.diagrams(), known)
        except TooManyNodes:
            return None
        return compiled, masks_of(compiled.variables, known)

    @cached_property
    def open_lines(self) -> list[LinePart]:
        """The questions whose answer is not known and can still change what leads."""
        lines = self.record["lines"]
        return [line for line in lines if self.leading.outcome is None and self._is_open(line)]

    def _is_open(self, line: LinePart) -> bool:
        if self._hanging is None:
            return line.get("matters", line["bearing"] == "open")
        return not self._hanging.isdisjoint(line["possible"])

    @cached_property
    def _hanging(self) -> frozenset[str] | None:
        """The variables on which the leading decision hangs; None where that is not worked out."""
        if self.known is None:
            return None
        compiled, masks = self.known
        root = compiled.decisions[self.leading.id].outcomes
        levels = hanging(compiled, root, masks)
        return frozenset(compiled.variables[level].id for level in levels)

    def matters(self, part: LinePart) -> bool:
        """Whether what is not known of a line can still change an outcome."""
        return part.get("matters", False)


def _mark(part: LinePart, did: Did, points: Given | None) -> Mark:
    if did != "points" or points is None:
        return MARKS.get(did, "open" if part["answer"] is None else "none")
    if points.low != points.high:
        return "open"
    if not points.low or not points.is_added:
        return "none"
    return "plus" if points.low > 0 else "minus"


def heads_of(rubric: Rubric) -> dict[str, str]:
    """By group the finding or score that its criteria feed: of each the one with the most of them.

    Most of what it rests on must stand in the group, so that no two groups have the same; of
    several with as many the one that rests on the least besides, then the first that is written.
    """
    weighty = [c for c in rubric.criteria.values() if c.recorded is None]
    group_of = {criterion.id: criterion.group for criterion in weighty}
    under = _criteria_under(rubric)
    best: dict[str, tuple[int, int, str]] = {}
    for id in (*rubric.findings, *rubric.scores):
        inside = Counter(group_of[name] for name in under[id] if name in group_of)
        for group, number in inside.most_common(1):
            outside = inside.total() - number
            if number > outside and (number, -outside) > best.get(group, (0, 0, ""))[:2]:
                best[group] = (number, -outside, id)
    sizes = Counter(c.group for c in weighty)
    return {group: id for group, (number, _, id) in best.items() if 2 * number > sizes[group]}


def _criteria_under(rubric: Rubric) -> dict[str, frozenset[str]]:
    """The criteria that each finding, score and decision rests on, however far below."""
    found: dict[str, frozenset[str]] = {id: frozenset((id,)) for id in rubric.criteria}
    found |= {id: frozenset(rubric.members(id)) for id in rubric.families}
    for id in definition_order(rubric):
        found[id] = frozenset().union(*(found[name] for name in named_in(rubric, id)))
    return found


def sources_of(rubric: Rubric, part: LinePart) -> Sources:
    """What an answer rests on; a source that is later than the day is none."""
    known = [source for source in part["evidence"] if source["standing"] != "later"]
    days = [source["date"] for source in known if source["date"]]
    given = part["state"] in GIVEN or isinstance(part["answer"], dict)
    expected = rubric.criteria[part["criterion"]].evidence.rule != "none"
    standings = {source["standing"] for source in part["evidence"]}
    is_old = "stale" in standings and not standings & {"counts", "undated"}
    return Sources(len(known), max(days, default=None), given and not known and expected, is_old)
