"""The only place for the shape of what `rubric mutate --format json` gives, version 1."""

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

MUTATE = 1

Operator: TypeAlias = Literal[
    "drop_row", "swap_rows", "drop_branch", "negate", "all_any", "move", "set_member", "weight"
]


class MutantPart(TypedDict):
    """One small change: what it does to what, and where that is written.

    `id` is the row's (`decision.row`), or that of the finding, score, setting or scale.
    """

    operator: Operator
    id: str
    line: int
    was: str
    becomes: str


class SurvivorPart(MutantPart):
    """A change that no case notices, and a case that would; see `example`."""

    example: dict[str, Plain]


class UnnoticeablePart(MutantPart):
    """A change that gives nobody another outcome: at most another row decides."""

    effect: Literal["rows_only", "equivalent"]


class Mutate(TypedDict):
    """What the cases of a rubric notice of small changes to it.

    `different` mutants give some profile of answers another outcome; `rows_only` another deciding
    row and never another outcome; `equivalent` ones neither. `killed` of the different ones are
    noticed by a case; the others survive.
    """

    mutate: int
    rubric: str
    cases: int
    mutants: int
    different: int
    rows_only: int
    equivalent: int
    killed: int
    survivors: list[SurvivorPart]
    unnoticeable: list[UnnoticeablePart]
    invalid: list[InvalidPart]
    unchecked: list[UncheckedPart]
