"""The only place for the shape of what `rubric check --format json` gives, version 1."""

import sys
from typing import Literal, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

from endorse_cli.models.plain import Plain
from endorse_cli.models.record import DeparturePart, FindingPart
from endorse_cli.models.unchecked import UncheckedPart

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
