"""The only place for the shape of what `rubric test --format json` gives, version 1."""

import sys
from typing import Literal, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

from endorse_cli.models.record import InvalidPart
from endorse_cli.models.unchecked import UncheckedPart

TEST = 1

Aspect: TypeAlias = Literal["outcome", "rows", "reasons"]


class MissPart(TypedDict):
    """One expectation that is not met.

    `expected` and `found` are outcomes possible, rows that can decide, or criteria in the reason;
    `missing` are those expected and not found.
    """

    decision: str
    aspect: Aspect
    expected: list[str]
    found: list[str]
    missing: list[str]


class CasePart(TypedDict):
    """What came of one case; the file is named without its folders."""

    case: str
    file: str
    line: int
    result: Literal["passed", "failed"]
    misses: list[MissPart]


class CaseResults(TypedDict):
    """What came of every case of one rubric; `invalid` are those that could not be read."""

    test: int
    rubric: str
    passed: int
    failed: int
    cases: list[CasePart]
    invalid: list[InvalidPart]
    unchecked: list[UncheckedPart]
