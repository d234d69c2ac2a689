"""The shapes of what trying a rubric on its cases gives: test, coverage, mutate, version 1."""

from typing import Literal, TypeAlias, get_args

from endorse_cli.models.audits import UncheckedPart
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.record import InvalidPart, TypedDict

TEST = 1

Aspect: TypeAlias = Literal["outcome", "rows", "reasons", "score", "finding"]


class MissPart(TypedDict):
    """One expectation that is not met.

    `expected` and `found` are outcomes possible, rows that can decide, or criteria in the reason;
    `missing` are those expected and not found. Of a score or a finding, whose id stands as
    `decision` then, they are its number, or its ends while it is open, or how it turns out.
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


COVERAGE = 1

Kind: TypeAlias = Literal["rows", "branches", "levels", "criteria"]
KINDS: tuple[Kind, ...] = get_args(Kind)


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


MUTATE = 1

Operator: TypeAlias = Literal[
    "drop_row",
    "swap_rows",
    "drop_branch",
    "drop_exception",
    "negate",
    "all_any",
    "move",
    "set_member",
    "weight",
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
