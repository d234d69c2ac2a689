"""The only place for the shape of a candidate: head, statements, and what an answer is."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

from endorse_cli.models.words import REASONS_UNKNOWN

State = Literal[
    "answered",
    "not_asked",
    "no_reply",
    "declined",
    "could_not_verify",
    "unsupported",
    "disputed",
]
STATES: tuple[State, ...] = get_args(State)
"""In order: of a set, the last of these that holds for a member is the state of its line."""

assert set(REASONS_UNKNOWN) < set(STATES)

Said: TypeAlias = str | tuple[str, ...] | None
"""A name, the names that assessors gave where they disagree, or None where it is unknown."""

MembersSaid: TypeAlias = tuple[tuple[str, Said], ...]
"""What is said of each member of a set."""


class Evidence(NamedTuple):
    """Where an answer comes from. It supports an answer that needs it if source and date stand."""

    source: str | None
    date: date | None
    says: str | None


class Answer(NamedTuple):
    """What is known of one criterion.

    `said` is a name, names or None; for a set, pairs of member and one of these. `masks` are the
    values still possible, for each variable of the criterion in order.
    """

    state: State
    said: Said | MembersSaid
    masks: tuple[int, ...]
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    public: bool = False


class Assessed(NamedTuple):
    """Who assessed, when, and under which version of the rubric."""

    by: str | None
    date: date | None
    rubric_version: str | None


class Statement(NamedTuple):
    """The case for or against, in the words of those who make it."""

    by: str
    text: str


class Correction(NamedTuple):
    """What was corrected in the file, when and by whom."""

    date: date | None
    by: str | None
    what: str


class Candidate(NamedTuple):
    """One candidate as a file says it. `answers` holds what was written, by criterion.

    `given` are decisions that the file states, where the rubric lets it, as answers by outcome.
    """

    name: str
    office: str | None
    seat: str | None
    election: date | None
    chapter: str | None
    as_of: date | None
    assessed: Assessed | None
    answers: dict[str, Answer]
    given: Mapping[str, Answer] = MappingProxyType({})
    statements_for: tuple[Statement, ...] = ()
    statements_against: tuple[Statement, ...] = ()
    corrections: tuple[Correction, ...] = ()


HEAD = (
    "candidate",
    "office",
    "seat",
    "election",
    "chapter",
    "as_of",
    "rubric",
    "assessed",
    "answers",
    "statements",
    "corrections",
)
REQUIRED = ("candidate", "answers")
OPTIONAL = tuple(key for key in HEAD if key not in REQUIRED)
