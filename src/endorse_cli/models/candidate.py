"""The shape of a candidate: head, statements, and what an answer is.

Each key of the file is a field here, but for the answers: which there are, and what can be said,
hangs on the rubric, so that `candidate_file` makes the model that validates them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Trail
from endorse_cli.models.base import Maybe, Model
from endorse_cli.models.scalars import schema
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
Text: TypeAlias = Annotated[
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

    source: Text | None = Field(
        None, description="Where it comes from: a document, a page, minutes."
    )
    date: Day | None = Field(None, description="The day of the source.")
    says: Text | None = Field(None, description="What it shows.")


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

    by: Text | None = Field(None, description="The body that assessed.")
    date: Day | None = Field(None, description="When it did.")
    rubric_version: Text | None = Field(None, description="The version of the rubric it used.")


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
    by: Text | None = Field(None, description="Who asked for it.")
    what: Blank = Field(description="What was wrong.")


class Candidate(Written):
    """One candidate as a file says it. `answers` holds what was written, by criterion.

    `given` are decisions that the file states, where the rubric lets it, as answers by outcome.
    """

    name: Text = Field(validation_alias="candidate", description="The candidate's full name.")
    office: Text | None = Field(None, description="The office that is run for.")
    seat: Text | None = Field(None, description="The seat: the same for all who run for it.")
    election: Day | None = Field(None, description="The day of the election.")
    chapter: Text | None = Field(None, description="The chapter that is asked.")
    as_of: Day | None = Field(
        None, description="The day to judge at; else the day of the election."
    )
    rubric: Text | None = Field(None, description="A shipped rubric, or a file beside this one.")
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
