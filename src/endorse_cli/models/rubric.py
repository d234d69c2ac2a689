"""The only place for the shape of a rubric: every section of it as a frozen value."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import Amount
from endorse_cli.models.changes import NO_CHAIN, Chain
from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.kinds import NOT_APPLICABLE, Answers, Kind, Scale
from endorse_cli.models.spans import InForce, Span
from endorse_cli.models.tests import Range

OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The document that a rubric encodes: named and cited, never copied."""

    title: str
    passed: date | None
    published: date | None
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """Whether answers need a source: `required`, `expected`, `none`, or for some answers only."""

    rule: str = "expected"
    required_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked about a candidate.

    `inherited` are the keys that it does not write itself and that its families may give.
    """

    id: str
    group: str
    ask: str
    kind: Kind
    grounds: Grounds
    families: tuple[str, ...]
    may_be_not_applicable: bool
    recorded: str | None
    recorded_members: dict[str, str]
    anchors: dict[str, str]
    titles: dict[str, str]
    cure: str | None
    asked_of: str | None
    evidence: EvidenceRule
    trail: Trail
    panel: str | None = None
    assume: str | None = None
    fresh_for: Span | None = None
    in_force: InForce | None = None
    inherited: frozenset[str] = frozenset()

    @property
    def answers(self) -> Answers:
        """What can be answered, `not_applicable` too where that is an answer."""
        beside = (NOT_APPLICABLE,) if self.may_be_not_applicable else ()
        return Answers(self.kind, beside, self.titles)


@dataclass(frozen=True, slots=True)
class Family:
    """Criteria of one sort that overlays add to; the placeholder stands in until they do.

    `evidence`, `fresh_for` and `answer` are what every member has at least.
    """

    id: str
    title: str
    placeholder: str | None
    trail: Trail
    evidence: EvidenceRule | None = None
    fresh_for: Span | None = None
    answer: Kind | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A number, or a level of the criterion `of`, that an overlay may set."""

    id: str
    value: str
    of: str | None
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A named condition."""

    id: str
    title: str | None
    when: Condition
    unless: tuple[Exempt, ...]
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class Score:
    """A named amount; `higher_is_better` says which way is good."""

    id: str
    title: str | None
    value: Amount
    higher_is_better: bool
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision: where it holds and none before it does, this is the outcome."""

    id: str
    outcome: str
    when: Condition | None
    unless: tuple[Exempt, ...]
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a decision table: a name for every input, and the outcome."""

    names: tuple[str, ...]
    outcome: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: what it looks at, and a cell for every combination of their answers."""

    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Cut:
    """One band of a decision: the outcome where the amount lies between the bounds."""

    outcome: str
    range: Range
    trail: Trail


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands into which a score or a number is cut, one outcome each."""

    of: str
    cuts: tuple[Cut, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Decision:
    """Outcomes from worst to best (or unordered) and the rows that choose one.

    Written as rows, the last is always `otherwise`, the only one without a condition. A table's
    cells and the cuts of bands are rows too, each with its condition: exactly one of them holds.
    `assume` is the outcome that stands in while it is open; with `may_be_given` a candidate's
    file may state the outcome.
    """

    id: str
    title: str | None
    titles: dict[str, str]
    outcomes: tuple[str, ...]
    ordered: bool
    rows: tuple[Row, ...]
    list_others: bool
    trail: Trail
    body: Table | Bands | None = None
    may_be_given: bool = False
    assume: str | None = None

    def row(self, id: str) -> Row:
        """The row with this id."""
        return next(row for row in self.rows if row.id == id)


@dataclass(frozen=True, slots=True)
class Promise:
    """What must be true of the rubric for every possible candidate.

    `form` is `when`, `no_effect`, `some_effect`, `more_never_hurts`, `more_never_helps` or
    `no_single_swing`; `of` and `over` are the ids on either side, families not yet resolved.
    """

    id: str
    form: str
    when: Condition | None
    then: Condition | None
    of: tuple[str, ...] | str
    over: tuple[str, ...] | str
    between: tuple[str, ...]
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the document is open: the question, the reading chosen, and what else it could be."""

    id: str
    at: tuple[str, ...]
    question: str
    chosen: str
    instead: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class Guidance:
    """One line said of a whole slate; it never changes a candidate's result."""

    id: str
    form: str
    condition: Condition
    say: str
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class SlateRule:
    """What is said of the candidates together: of which, what is counted, and the guidance."""

    of: Condition
    counts: tuple[str, ...]
    guidance: tuple[Guidance, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric, in the order in which it was written.

    `unread` names sections that could not be read: what they define may be named all the same.
    `chain` says of a rubric that was put together from overlays what they changed.
    """

    id: str
    version: str
    title: str
    document: SourceText
    scales: dict[str, Scale]
    groups: dict[str, str]
    criteria: dict[str, Criterion]
    families: dict[str, Family]
    settings: dict[str, Setting]
    scores: dict[str, Score]
    findings: dict[str, FindingRule]
    decisions: dict[str, Decision]
    promises: dict[str, Promise]
    readings: tuple[Reading, ...]
    passages: dict[str, str]
    slate: SlateRule | None
    effective: date | None = None
    unread: frozenset[str] = frozenset()
    chain: Chain = NO_CHAIN

    def members(self, family: str) -> tuple[str, ...]:
        """The criteria of a family, in order; the placeholder only while it stands alone."""
        named = tuple(c.id for c in self.criteria.values() if family in c.families)
        stand_in = self.families[family].placeholder if family in self.families else None
        own = tuple(id for id in named if id != stand_in)
        return own or named

    def ids_in(self, of: str | tuple[str, ...]) -> tuple[str, ...]:
        """The ids that `of` stands for: the members of a family, or those in a list."""
        return self.members(of) if isinstance(of, str) else of

    def worth(self, criterion: str) -> tuple[Fraction, ...] | None:
        """What each level of a criterion is worth in a score, where its scale says so."""
        scale = self.criteria[criterion].kind.scale
        return self.scales[scale].worth if scale else None

    def anchor(self, criterion: str, name: str) -> str | None:
        """What an assessor must have seen to give an answer: the criterion's own or its scale's."""
        asked = self.criteria[criterion]
        if name in asked.anchors:
            return asked.anchors[name]
        scale = self.scales.get(asked.kind.scale or "")
        return scale.anchors.get(name) if scale else None
