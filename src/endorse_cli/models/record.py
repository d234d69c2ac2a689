"""The only place for the shape of a record: what `--format json` gives, version 1.

Within one record number fields are added, never changed. Ids, values and the candidate file's
own texts; no sentence of ours, no path, no clock: the same inputs give the same bytes.
"""

import sys
from typing import Literal, NotRequired, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict as TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict as TypedDict

from endorse_cli.models.evidence import Standing, State
from endorse_cli.models.grounds import Basis
from endorse_cli.models.overlay_chain import Effect
from endorse_cli.models.overlay_chain import Kind as ChangeKind
from endorse_cli.models.plain_values import Holding

RECORD = 1

Audience: TypeAlias = Literal["members", "public"]
"""For whom an edition is made."""

Paper: TypeAlias = Literal["letter", "motion"]
"""What is made of a record besides reports."""

Moment: TypeAlias = Literal["questions", "finding", "decision"]
"""When a letter is written: what is asked, what was found before the vote, what was decided."""

More: TypeAlias = Literal["brief", "why", "changes", "full"]
"""What a result shows besides its table, or (`brief`) that it is left out."""

Rows: TypeAlias = Literal["candidates", "lines", "wide"]
"""A row a candidate with what comes out; a row a candidate and criterion; answers side by side."""

Bearing: TypeAlias = Literal["recorded", "no_bearing", "weighs", "met", "failed", "partly", "open"]

Speaks: TypeAlias = Literal["for", "against", "between", "neither", "mixed", "open"]
"""Which way an answer speaks, by the order of the outcomes of the decision that leads."""


class ToolPart(TypedDict):
    """The program that made the record."""

    name: str
    version: str


class LayerPart(TypedDict):
    """A rubric that another one builds on."""

    id: str
    version: str
    digest: str


class AdoptedPart(TypedDict):
    """Who adopted a line of the chapter's own, and when."""

    by: str
    date: str


class MovePart(TypedDict):
    """Some answer profile gets `after` where without the change it gets `before`."""

    decision: str
    before: str
    after: str


class DeparturePart(TypedDict):
    """A change by which an overlay loosens what stands below it, or may.

    `what` is an id, `decision.row` or `criterion.key`; `basis` the layer of the line below that is
    changed; `moves` the outcomes that some answer profile gets instead of others.
    """

    what: str
    kind: ChangeKind
    effect: Effect
    basis: Basis
    before: str | None
    after: str | None
    reason: str | None
    adopted: AdoptedPart | None
    moves: list[MovePart]


class WaivedPart(TypedDict):
    """A promise of a rubric below that an overlay does not keep, and why."""

    promise: str
    reason: str


class RubricPart(LayerPart):
    """The rubric that was used; `extends` names the rubrics it builds on, nearest first.

    `effective` is the first day on which it applies, null where it says none; `broken` its promises
    that are not kept, where there are any.
    """

    extends: list[LayerPart]
    effective: str | None
    departures: list[DeparturePart]
    waived: list[WaivedPart]
    broken: NotRequired[list[str]]


class CandidatePart(TypedDict):
    """Who was assessed; `source` is the file's name without folders, `digest` of its own bytes.

    In the public edition `digest` is empty: the file is for members, and a digest would let
    anyone try out what is in it.
    """

    name: str
    office: str | None
    seat: str | None
    election: str | None
    chapter: str | None
    source: str
    digest: str


class AssessedPart(TypedDict):
    """Who assessed, when, and under which version of the rubric."""

    by: str | None
    date: str | None
    rubric_version: str | None


class DecisionPart(TypedDict):
    """A decision: `outcome` is null while more than one is possible.

    `rows` are those that can still decide, `row` the one of them that holds for certain where
    there is an outcome: null where it is the same whichever of them decides. `given` are the
    outcomes that the candidate's file states, where it states any.
    """

    outcome: str | None
    possible: list[str]
    rows: list[str]
    also: list[str]
    row: NotRequired[str | None]
    given: NotRequired[list[str]]


def deciding_row(decided: DecisionPart) -> str | None:
    """The row that holds for certain; of a record from before that was kept, its only row."""
    only = decided["rows"][0] if len(decided["rows"]) == 1 else None
    return decided.get("row", only)


class ScorePart(TypedDict):
    """The least and the greatest value that a score can still have, as exact fractions.

    Null where there is no end on that side.
    """

    low: str | None
    high: str | None


class EvidencePart(TypedDict):
    """One source under an answer, and what it is worth on the day."""

    source: str | None
    date: str | None
    says: str | None
    standing: Standing


Said: TypeAlias = str | list[str] | None


LinePart = TypedDict(
    "LinePart",
    {
        "criterion": str,
        "group": str,
        "answer": Said | dict[str, Said],
        "possible": dict[str, list[str]],
        "state": State,
        "bearing": Bearing,
        "speaks": NotRequired[Speaks | None],
        "matters": NotRequired[bool],
        "from": list[str],
        "basis": Basis,
        "evidence": list[EvidencePart],
        "note": str | None,
        "public": bool,
    },
)
"""One line of the table. `answer` is null when unknown, a list where assessors disagree, a mapping
by member for a set; `possible` lists by variable the values still possible; `speaks` is null where
the rubric is past the node budget; `matters` says whether what is open can still move an outcome;
`public` says whether the note may be passed on."""


class StatementPart(TypedDict):
    """The case for or against, in people's words."""

    by: str
    text: str


class CorrectionPart(TypedDict):
    """What was corrected in the file."""

    date: str | None
    by: str | None
    what: str


StatementsPart = TypedDict(
    "StatementsPart", {"for": list[StatementPart], "against": list[StatementPart]}
)
"""Both sides, as many as the file has."""


class ReasonPart(TypedDict):
    """Variables that together force the outcome, and those in every such set.

    `row` are `sufficient` and what is needed besides so that it is the certain row that decides.
    `serves` names every finding that some of these settle on their own, and the scores they enter;
    one answer may serve several.
    """

    sufficient: list[str]
    necessary: list[str]
    serves: dict[str, list[str]]
    row: NotRequired[list[str]]


class ChangePart(TypedDict):
    """The least change to an outcome: the values that would do, by variable.

    `provided` are open answers that would have to turn out so.
    """

    to: str
    change: dict[str, list[str]]
    provided: dict[str, list[str]]


class QuestionPart(TypedDict):
    """The next question, and the outcomes that each answer leaves possible, by decision.

    For a set `leaves` is keyed by variable and value, as `coalition.labor=yes`.
    """

    criterion: str
    asked_of: str | None
    leaves: dict[str, dict[str, list[str]]]


class WhatIfPart(TypedDict):
    """What would come out if these variables had these values: a supposition, not a finding."""

    given: dict[str, list[str]]
    decisions: dict[str, DecisionPart]


class LeftOutPart(TypedDict):
    """How much an edition leaves out.

    `notes` that were not said to be public, with what stood under answers that are not established;
    `contacts`, places where contact data stood.
    """

    notes: int
    contacts: int


class EditionPart(TypedDict):
    """For whom this record was made, and what it leaves out; a members' record has no such part."""

    audience: Audience
    left_out: LeftOutPart


class TextPart(TypedDict):
    """A file as it was read: its name without folders, its language, and every character of it."""

    source: str
    written_in: Literal["yaml", "json"]
    text: str


class CarriedPart(TypedDict):
    """What the record was made from: the candidate, and the rubric with those it builds on."""

    candidate: TextPart
    rubrics: list[TextPart]


class NoticePart(TypedDict):
    """An answer that a reader of the verdict must see; the rubric has the sentence."""

    criterion: str
    name: str


class UncheckedPart(TypedDict):
    """A check by its code, or a promise, case, number or change by its id; and why it was not."""

    what: str
    why: str


class Record(TypedDict):
    """One candidate under one rubric.

    `notices` are the rubric's that stand, whatever they weigh; a record from before they were kept
    has none.
    `set_aside` are criteria that the file answers and that are not asked on the day: switched off,
    not in force, or stood in for by lines of the chapter's own.
    `single_changes` is there, and true, where the rubric is past the node budget: no reasons are
    given then, and `changes` are the least of those that change a single answer.
    `unchecked` names the decisions of which the outcomes and rows are those that could not be
    excluded: too much is open to tell whether each of them can come out.
    """

    record: int
    tool: ToolPart
    rubric: RubricPart
    candidate: CandidatePart
    assessed: AssessedPart | None
    as_of: str | None
    decisions: dict[str, DecisionPart]
    findings: dict[str, Holding]
    scores: dict[str, ScorePart]
    lines: list[LinePart]
    reasons: dict[str, ReasonPart]
    changes: dict[str, list[ChangePart]]
    ask_next: QuestionPart | None
    notices: NotRequired[list[NoticePart]]
    statements: StatementsPart
    corrections: list[CorrectionPart]
    set_aside: list[str]
    what_if: NotRequired[WhatIfPart]
    stand_in: NotRequired[WhatIfPart]
    single_changes: NotRequired[bool]
    unchecked: NotRequired[list[UncheckedPart]]
    edition: NotRequired[EditionPart]
    carries: NotRequired[CarriedPart]


class FindingPart(TypedDict):
    """One diagnostic in a machine form; line and column are 0 where there is none."""

    code: str
    severity: Literal["error", "note"]
    file: str
    line: int
    column: int
    message: str
    help: str


class InvalidPart(TypedDict):
    """A candidate that could not be read, among the others of a batch."""

    source: str
    findings: list[FindingPart]


class Records(TypedDict):
    """Several candidates: the records in input order, and what could not be read."""

    record: int
    records: list[Record]
    invalid: list[InvalidPart]
