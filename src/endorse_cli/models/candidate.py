"""The shape of a candidate: head, statements, what an answer is, and when two are the same."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias, TypeVar, get_args
from unicodedata import normalize

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Trail
from endorse_cli.models.base import Maybe, Model
from endorse_cli.models.plain import REASONS_UNKNOWN
from endorse_cli.models.scalars import schema

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


class Core:
    """Says of a type how pydantic's core validates it, without calling Python for each value."""

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = schema

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.schema


def _told_as(kind: str, schema: CoreSchema) -> CoreSchema:
    """One error of our own for whatever the core has against a value."""
    return core_schema.custom_error_schema(
        schema, custom_error_type=kind, custom_error_message=kind
    )


TEXT = _told_as("text", core_schema.str_schema(strict=True, pattern=r"[^\s\x1c-\x1f]"))
DAY = _told_as(
    "day",
    core_schema.chain_schema(
        [
            core_schema.str_schema(strict=True, pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            core_schema.date_schema(),
        ]
    ),
)
SOMETHING = r"\S"
Words: TypeAlias = Annotated[
    str, Core(TEXT), schema(type=["string", "number", "boolean"], pattern=SOMETHING)
]
Day: TypeAlias = Annotated[
    date,
    Core(DAY),
    schema(
        type="string",
        format="date",
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    ),
]
Blank: TypeAlias = Annotated[
    str,
    Core(
        core_schema.no_info_after_validator_function(
            lambda text: text or "", core_schema.nullable_schema(TEXT)
        )
    ),
    schema(type=["string", "number", "boolean", "null"], pattern=SOMETHING),
]
"""A text whose key must stand, be it with nothing after it."""


T = TypeVar("T")


class Else:
    """Takes a key with nothing after it as if it were not there."""

    def __init__(self, default: object) -> None:
        self.default = default

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda value: self.default if value is None else value,
            core_schema.nullable_schema(handler(source)),
        )


Several: TypeAlias = Annotated[tuple[T, ...], Else(())]
"""A list that may be empty."""


class Written(Model):
    """A part of a candidate's file; where it stands is only looked for where it is wrong."""

    trail: ClassVar[Trail] = ()  # type: ignore[misc]


class Evidence(Written):
    """Where an answer comes from. It supports an answer that needs it if source and date stand."""

    noun: ClassVar = "The evidence"

    source: Words | None = Field(
        None, description="Where it comes from: a document, a page, minutes."
    )
    date: Day | None = Field(None, description="The day of the source.")
    says: Words | None = Field(None, description="What it shows.")


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


class Assessed(Written):
    """Who assessed, when, and under which version of the rubric."""

    noun: ClassVar = "`assessed`"

    by: Words | None = Field(None, description="The body that assessed.")
    date: Day | None = Field(None, description="When it did.")
    rubric_version: Words | None = Field(None, description="The version of the rubric it used.")


class Statement(Written):
    """The case for or against, in the words of those who make it."""

    noun: ClassVar = "The statement"

    by: Blank = Field(description="Who says it.")
    text: Blank = Field(description="What they say.")


class Statements(Written):
    """The case each way."""

    noun: ClassVar = "`statements`"

    in_favor: Several[Statement] = Field((), validation_alias="for", description="Why to endorse.")
    against: Several[Statement] = Field((), description="Why not to.")


class Correction(Written):
    """What was corrected in the file, when and by whom."""

    noun: ClassVar = "The correction"

    date: Day | None = Field(None, description="When it was corrected.")
    by: Words | None = Field(None, description="Who asked for it.")
    what: Blank = Field(description="What was wrong.")


class Candidate(Written):
    """One candidate as a file says it. `answers` holds what was written, by criterion.

    `given` are decisions that the file states, where the rubric lets it, as answers by outcome.
    """

    name: Words = Field(validation_alias="candidate", description="The candidate's full name.")
    office: Words | None = Field(None, description="The office that is run for.")
    seat: Words | None = Field(None, description="The seat: the same for all who run for it.")
    election: Day | None = Field(None, description="The day of the election.")
    chapter: Words | None = Field(None, description="The chapter that is asked.")
    as_of: Day | None = Field(
        None, description="The day to judge at; else the day of the election."
    )
    rubric: Words | None = Field(None, description="A shipped rubric, or a file beside this one.")
    assessed: Maybe[Assessed] = Field(
        None, description="Who assessed, when, and under which version of the rubric."
    )
    answers: dict[str, Answer] = Field(
        description="What is known, by criterion. What is left out is unknown, and never counted "
        "as no."
    )
    statements: Statements = Field(
        Statements.model_construct(),
        description="The case each way, in the words of those who make it.",
    )
    corrections: Several[Correction] = Field((), description="What was corrected in this file.")
    given: Mapping[str, Answer] = Field({}, validation_alias="\0given")

    @property
    def statements_for(self) -> tuple[Statement, ...]:
        """Why to endorse, in the order of the file."""
        return self.statements.in_favor

    @property
    def statements_against(self) -> tuple[Statement, ...]:
        """Why not to endorse, in the order of the file."""
        return self.statements.against


HEAD = tuple(
    str(field.validation_alias or name)
    for name, field in Candidate.model_fields.items()
    if name != "given"
)
REQUIRED = tuple(
    str(field.validation_alias or name)
    for name, field in Candidate.model_fields.items()
    if field.is_required()
)
OPTIONAL = tuple(key for key in HEAD if key not in REQUIRED)


def identity(candidate: Candidate) -> tuple[str, ...]:
    """What tells candidates apart, however their names are spelled in capitals or accents' form."""
    day = candidate.election.isoformat() if candidate.election else None
    return identity_of(candidate.name, candidate.seat, day)


def identity_of(name: str, seat: str | None, election: str | None) -> tuple[str, ...]:
    """The same from the three things themselves."""
    return _folded(name, seat or "", election or "")


def race_of(seat: str | None, office: str | None, election: str | None) -> tuple[str, ...] | None:
    """What tells races apart: the day, and the seat or, without one, the office.

    None where neither is given: nobody is known to run against somebody else then.
    """
    for kind, place in (("seat", seat), ("office", office)):
        if place is not None and place.strip():
            return (election or "", kind, *_folded(place))
    return None


def _folded(*parts: str) -> tuple[str, ...]:
    # Of ASCII alone the normal form is what it is, and small letters are its case folded.
    if all(map(str.isascii, parts)):
        return tuple([" ".join(part.lower().split()) for part in parts])
    return tuple(" ".join(normalize("NFKC", part).casefold().split()) for part in parts)


Standing = Literal["counts", "undated", "stale", "later", "unsettled"]
"""`later`: dated after the day, so not known then. `unsettled`: it depends on a day, and there is
none."""
