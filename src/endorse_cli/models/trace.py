"""The only place for the shape of what `rubric trace --format json` gives, version 1."""

import sys
from typing import Literal, NotRequired, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

from endorse_cli.models.grounds import Basis
from endorse_cli.models.record import FindingPart
from endorse_cli.models.unchecked import UncheckedPart

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
