"""The only place for the shape of what `rubric coverage --format json` gives, version 1."""

import sys
from typing import Literal, TypeAlias

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

from endorse_cli.models.plain import Plain
from endorse_cli.models.record import InvalidPart
from endorse_cli.models.unchecked import UncheckedPart

COVERAGE = 1

Kind: TypeAlias = Literal["rows", "branches", "levels", "criteria"]
KINDS: tuple[Kind, ...] = ("rows", "branches", "levels", "criteria")


class CountPart(TypedDict):
    """How many things of one kind there are to be tried, and how many of them are."""

    tried: int
    total: int


class UntriedPart(TypedDict):
    """One thing that no case tries; `examples` are the names of cases made up that do."""

    kind: Kind
    id: str
    asks: str
    condition: str | None
    line: int
    examples: list[str]


class Coverage(TypedDict):
    """What the cases of a rubric try of it; `share` is an exact fraction of all there is.

    Where a kind stands in `unchecked`, nobody can tell how much of it there is or is tried.

    `examples` are cases made up for what is untried, as in a `.json` file, for people to confirm.
    """

    coverage: int
    rubric: str
    cases: int
    share: str
    kinds: dict[Kind, CountPart]
    untried: list[UntriedPart]
    examples: list[dict[str, Plain]]
    invalid: list[InvalidPart]
    unchecked: list[UncheckedPart]
