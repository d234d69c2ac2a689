"""The shapes of what is asked of one rubric or record: check, trace, sensitivity, verify."""

from collections.abc import Iterable
from typing import Literal, NotRequired, TypeAlias, get_args

from endorse_cli.models.grounds import Basis
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.record import DeparturePart, FindingPart, InvalidPart, TypedDict
from endorse_cli.models.record import UncheckedPart as UncheckedPart

TOO_LARGE = "it is too large to be worked out"
NOT_TOGETHER = "amounts are compared that may not occur together"
NOT_EXCLUDED = "so much is open that its outcomes are those that could not be excluded"
INTERRUPTED = "it was interrupted before that"
NO_DOCUMENT = "no document was given"


UNTOLD = (TOO_LARGE, NOT_TOGETHER)
"""Why something cannot be looked at at all, so that nobody may count on it."""


def unchecked(what: Iterable[str], why: str = TOO_LARGE) -> list[UncheckedPart]:
    """Several things that were not looked at for one reason."""
    return [{"what": each, "why": why} for each in what]


CHECK = 1

Result: TypeAlias = Literal["proved", "broken", "not_proved", "waived"]


class PromisePart(TypedDict):
    """What came of one promise: why it is waived, or a candidate that breaks it."""

    id: str
    result: Result
    reason: str | None
    example: dict[str, Plain] | None


class ProfilesPart(TypedDict):
    """How many answer profiles get each outcome and arrive at each row.

    Counts are strings: they outgrow JSON's numbers. A share of profiles is not a probability.
    """

    outcomes: dict[str, str]
    rows: dict[str, str]


class Check(TypedDict):
    """Everything that is said of one rubric."""

    check: int
    rubric: str
    findings: list[FindingPart]
    promises: list[PromisePart]
    departures: list[DeparturePart]
    profiles: dict[str, ProfilesPart]
    unchecked: list[UncheckedPart]


TRACE = 1

Home: TypeAlias = Literal["cited", "reason", "none"]
"""Something rests on a passage; nothing does, and it is said why; or neither."""


class PassagePart(TypedDict):
    """A sentence, or a paragraph of which no sentence is known, and what rests on it.

    `lines` are ids of the rubric. `text` and `changed` are there where a document was given: what
    stands there, and whether the digest of its paragraph was made of another text.
    """

    at: str
    home: Home
    lines: list[str]
    reason: str | None
    text: NotRequired[str]
    changed: NotRequired[bool]


TraceLinePart = TypedDict(
    "TraceLinePart",
    {"id": str, "section": str, "from": list[str], "basis": Basis | None, "line": int},
)
"""One citation of the rubric: whose it is, what it names, and on which line of the file."""


class Trace(TypedDict):
    """Document and rubric, each by way of the other."""

    trace: int
    rubric: str
    passages: list[PassagePart]
    lines: list[TraceLinePart]
    findings: list[FindingPart]
    unchecked: list[UncheckedPart]


SENSITIVITY = 1

Sort: TypeAlias = Literal["setting", "weight", "threshold"]

MoveOfPart = TypedDict(
    "MoveOfPart", {"candidate": str, "decision": str, "from": list[str], "to": list[str]}
)
"""Whose outcome changes: the outcomes possible before, and those possible past the end."""


class EndPart(TypedDict):
    """Where an interval ends, whether the end belongs to it, and who changes past it.

    `sound` is false where past the end the rubric would have faults, so that nobody comes out.
    """

    at: str
    included: bool
    sound: bool
    first: list[MoveOfPart]


NumberPart = TypedDict(
    "NumberPart",
    {
        "sort": Sort,
        "id": str,
        "part": str,
        "line": int,
        "value": str,
        "from": list[str],
        "basis": Basis | None,
        "worked_out": bool,
        "low": EndPart | None,
        "high": EndPart | None,
    },
)
"""One number of the rubric and the interval around it in which every outcome stays.

`part` says which entry of a list within the line it is, where the id does not.
An end is null where the number can go as far as one likes. `worked_out` is false where so much is
open, or numbers multiply each other, that the interval is not told.
"""


class Sensitivity(TypedDict):
    """How much hangs on each number; `candidates` are those looked at."""

    sensitivity: int
    rubric: str
    candidates: list[str]
    numbers: list[NumberPart]
    invalid: list[InvalidPart]
    unchecked: list[UncheckedPart]


VERIFY = 1

Part: TypeAlias = Literal["tool", "rubric", "candidate", "result"]
PARTS: tuple[Part, ...] = get_args(Part)


class DifferencePart(TypedDict):
    """One of the four that is not as it was: what the record says, and what was found here.

    `keys` are those of the record that differ.
    """

    part: Part
    keys: list[str]
    recorded: str
    found: str


class VerifiedPart(TypedDict):
    """One record: whether scoring again gives it byte for byte, and from what it was scored."""

    source: str
    candidate: str
    holds: bool
    rested_on: Literal["files", "record"]
    differs: list[DifferencePart]


class Verification(TypedDict):
    """Every record that was looked at, in order, and what could not be verified."""

    verify: int
    records: list[VerifiedPart]
    invalid: list[InvalidPart]
