"""The shape of what two versions of a rubric differ in: `rubric diff --format json`, version 1."""

from typing import Literal, NotRequired, TypeAlias, get_args

from endorse_cli.models.audits import UncheckedPart
from endorse_cli.models.grounds import Basis
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.record import DeparturePart, FindingPart, LayerPart, TypedDict
from endorse_cli.models.side_by_side import OutcomePart

DIFF = 1

Concern: TypeAlias = Literal["text", "source", "meaning"]
"""What a change touches: words that people read, how a line hangs on the document, or the rules."""

TextKind: TypeAlias = Literal[
    "version", "title", "group", "ask", "wording", "anchor", "note", "renamed"
]
SourceKind: TypeAlias = Literal[
    "document",
    "digest",
    "citation",
    "layer",
    "passage",
    "reading-added",
    "reading-removed",
    "reading",
]
MeaningKind: TypeAlias = Literal[
    "criterion-added",
    "criterion-removed",
    "criterion-order",
    "levels",
    "recorded",
    "family",
    "cure",
    "asked-of",
    "evidence",
    "scale-added",
    "scale-removed",
    "family-added",
    "family-removed",
    "placeholder",
    "setting-added",
    "setting-removed",
    "setting",
    "score-added",
    "score-removed",
    "amount",
    "weight",
    "better",
    "finding-added",
    "finding-removed",
    "condition",
    "threshold",
    "decision-added",
    "decision-removed",
    "outcomes",
    "row-added",
    "row-removed",
    "row-order",
    "row-outcome",
    "list-others",
    "hit",
    "promise-added",
    "promise-removed",
    "promise",
    "guidance-added",
    "guidance-removed",
    "guidance",
    "slate",
    "panel",
    "assume",
    "given",
    "form",
    "fresh-for",
    "in-force",
    "effective",
    "extends",
    "waiver",
    "switched-off",
    "switched-on",
]
Kind: TypeAlias = TextKind | SourceKind | MeaningKind

KINDS: dict[Kind, Concern] = {
    **dict.fromkeys(get_args(TextKind), "text"),
    **dict.fromkeys(get_args(SourceKind), "source"),
    **dict.fromkeys(get_args(MeaningKind), "meaning"),
}
"""The closed set of kinds of change, and what each touches."""

Verdict: TypeAlias = Literal["equivalent", "rows_only", "stricter", "looser", "neither"]
Advice: TypeAlias = Literal["major", "minor", "patch", "none"]


class SidePart(LayerPart):
    """One of the two rubrics; `file` is what was named on the command line.

    `broken` are its promises that some candidate breaks, where that is soon found.
    """

    file: str
    broken: NotRequired[list[str]]


class SpotPart(TypedDict):
    """Where something stands, and what stands there; `value` is null where the key is absent."""

    file: str
    line: int
    column: int
    value: Plain


ChangePart = TypedDict(
    "ChangePart",
    {
        "kind": Kind,
        "concerns": Concern,
        "id": str,
        "from": list[str],
        "basis": Basis | None,
        "part": str,
        "before": SpotPart | None,
        "after": SpotPart | None,
    },
)
"""One change; `before` is null for what was added, `after` for what was removed.

`part` says which entry of a list within the line it is about; empty where the id says it all."""


class DaysPart(TypedDict):
    """The days from `since` to `until`, both included; null is from or to the end of time."""

    since: str | None
    until: str | None


class JudgedPart(TypedDict):
    """On which days a move is one, and how many answer profiles there are then."""

    days: list[DaysPart]
    profiles: str


MovePart = TypedDict(
    "MovePart",
    {
        "from": str,
        "to": str,
        "count": str,
        "example": dict[str, Plain] | None,
        "judged": NotRequired[JudgedPart],
    },
)
"""Answer profiles that go from one outcome to another; `example` is a candidate file, and null
where no single file can be read by both rubrics. `judged` is there where a line is not asked on
some days, and the move is one on those."""


class DiffDecisionPart(TypedDict):
    """What a change does to one decision, over all answer profiles that both rubrics can read.

    `profiles` are those with every line asked; the verdict is that of all days. `gains` are what is
    asked of which an answer that only the new rubric reads does better than any other.
    """

    verdict: Verdict
    profiles: str
    moves: list[MovePart]
    gains: list[str]


class ComesOutPart(OutcomePart):
    """What a decision comes to for a candidate, and of which answers: values by variable."""

    because: dict[str, list[str]]


class MovedPart(TypedDict):
    """One decision that comes out otherwise for a candidate, or for other reasons."""

    before: ComesOutPart
    after: ComesOutPart


class InvalidUnderPart(TypedDict):
    """What is wrong with a candidate's file under each of the two rubrics."""

    old: list[FindingPart]
    new: list[FindingPart]


class CandidateDiffPart(TypedDict):
    """What a change does to one candidate; `again` are the answers that must be looked at again.

    Where the file is not valid under both rubrics, `decisions` is empty.
    """

    candidate: str
    source: str
    decisions: dict[str, MovedPart]
    again: list[str]
    invalid: InvalidUnderPart


def is_lost(part: CandidateDiffPart) -> bool:
    """Whether a change takes a candidate's outcomes away: only the old rubric reads the file."""
    return bool(part["invalid"]["new"]) and not part["invalid"]["old"]


def is_found(part: CandidateDiffPart) -> bool:
    """Whether only the new rubric reads the file, so that outcomes are there that were not."""
    return bool(part["invalid"]["old"]) and not part["invalid"]["new"]


def is_moved(part: CandidateDiffPart) -> bool:
    """Whether a candidate has other outcomes than before: others, none, or for the first time."""
    return bool(part["decisions"]) or is_lost(part) or is_found(part)


class UnreadPart(TypedDict):
    """The values of variables that one rubric reads and the other does not: they are left out."""

    old: dict[str, list[str]]
    new: dict[str, list[str]]


class EvidencePart(TypedDict):
    """The criteria whose answers count on less evidence than before, and those that need more."""

    less: list[str]
    more: list[str]


class FilledPart(TypedDict):
    """A family of which only the placeholder was asked, and the members that take its place."""

    family: str
    placeholder: str
    members: list[str]


class VersionPart(TypedDict):
    """What the version number should do, and the ids of the written rules that say so."""

    advice: Advice
    because: list[str]
    next: str | None


class CasesPart(TypedDict):
    """The cases of a rubric that are there no longer, and those that say something else now."""

    gone: list[str]
    changed: list[str]


class SincePart(TypedDict):
    """Which revision was asked for, and which commit was found for it.

    `parted` where that is what the branch had in common with the revision. `faults` are those of
    the rubric as it was then; `compared` is the commit compared with, null where there is none.
    `cases` are those in the folder beside the rubric.
    """

    named: str
    commit: str
    parted: bool
    faults: list[FindingPart]
    compared: str | None
    cases: CasesPart


class LeadsPart(TypedDict):
    """The decision that leads in reports, under either rubric."""

    old: str
    new: str


class Diff(TypedDict):
    """Everything that is said of two rubrics; `departures` are those that the old one has not.

    `lost` are the answers, in words, that only the old rubric reads, by criterion. What takes the
    place of a placeholder moves nothing by itself, and is in `filled`. `old` is null where there is
    nothing to compare with, `since` where the two were named as files.
    """

    diff: int
    changes: list[ChangePart]
    decisions: dict[str, DiffDecisionPart]
    old: SidePart | None
    new: SidePart
    since: SincePart | None
    unread: UnreadPart
    lost: dict[str, list[str]]
    again: list[str]
    leads: LeadsPart | None
    evidence: EvidencePart
    filled: list[FilledPart]
    departures: list[DeparturePart]
    version: VersionPart
    unchecked: list[UncheckedPart]
    candidates: NotRequired[list[CandidateDiffPart]]
