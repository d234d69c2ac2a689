"""The only place for the shape of what `rubric sensitivity --format json` gives, version 1."""

import sys
from typing import Literal, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

from endorse_cli.models.grounds import Basis
from endorse_cli.models.record import InvalidPart
from endorse_cli.models.unchecked import UncheckedPart

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
