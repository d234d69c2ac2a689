"""The only place for the shape of what `endorse verify` finds, version 1."""

from typing import Literal, TypeAlias, TypedDict, get_args

from endorse_cli.models.record import InvalidPart

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
