"""What an answer is, as it is written and as it is known, and where it comes from."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import (
    Annotated,
    ClassVar,
    Literal,
    NamedTuple,
    TypeAlias,
    TypeVar,
    get_args,
)

from pydantic import Field, GetCoreSchemaHandler, GetPydanticSchema
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Trail
from endorse_cli.models import scalars
from endorse_cli.models.model import SOME_KEY, Model, keys_of
from endorse_cli.models.plain_values import REASONS_UNKNOWN, read_day
from endorse_cli.models.scalars import Schema

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


def _core(schema: CoreSchema) -> GetPydanticSchema:
    """Says of a type how pydantic's core validates it, without calling Python for each value."""
    return GetPydanticSchema(lambda source, handler: schema)


def _told_as(kind: str, schema: CoreSchema, to_editors: Schema) -> CoreSchema:
    """One error of our own for whatever the core has against a value; and what editors are told."""
    return core_schema.custom_error_schema(
        schema,
        custom_error_type=kind,
        custom_error_message=kind,
        metadata={"pydantic_js_updates": to_editors},
    )


class _Days(dict[str, date]):
    """Days by how they are written; candidates of one election give the same few."""

    def __missing__(self, text: str) -> date:
        day = read_day(text)
        if day is None:
            raise ValueError(text)
        if len(self) >= DAYS:
            self.clear()
        self[text] = day
        return day


DAYS = 4096
"""So many days are remembered."""

_after = core_schema.no_info_after_validator_function
_TEXT = core_schema.str_schema(
    strict=True,
    pattern=r"[^\s\x1c-\x1f]",
    metadata={"pydantic_js_updates": scalars.TEXT},
)
TEXT = _told_as("text", _TEXT, scalars.TEXT)
DAY = _told_as("day", _after(_Days().__getitem__, core_schema.str_schema(strict=True)), scalars.DAY)
Words: TypeAlias = Annotated[str, _core(TEXT)]
Day: TypeAlias = Annotated[date, _core(DAY)]
Blank: TypeAlias = Annotated[
    str,
    _core(
        core_schema.union_schema(
            [_TEXT, _after(lambda _: "", core_schema.none_schema())],
            custom_error_type="text",
            custom_error_message="text",
            mode="left_to_right",
        )
    ),
]
"""A text whose key must stand, be it with nothing after it."""


T = TypeVar("T")


def otherwise(default: object) -> GetPydanticSchema:
    """Takes a key with nothing after it as if it were not there."""

    def schema(source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _after(
            lambda value: default if value is None else value,
            core_schema.nullable_schema(handler(source)),
        )

    return GetPydanticSchema(schema)


Several: TypeAlias = Annotated[tuple[T, ...], otherwise(())]
"""A list that may be empty."""


class Written(Model):
    """A part of a candidate's file; where it stands is only looked for where it is wrong."""

    trail: ClassVar[Trail] = ()  # type: ignore[misc]


KEYS: Callable[[Written], set[str]] = attrgetter("__pydantic_fields_set__")
"""The fields of a part whose keys stand in the file."""


class Evidence(Written):
    """Where an answer comes from. It supports an answer that needs it if source and date stand."""

    model_config = SOME_KEY

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


Standing = Literal["counts", "undated", "stale", "later", "unsettled"]
"""`later`: dated after the day, so not known then. `unsettled`: it depends on a day, and there is
none."""


class Wrapped(Written):
    """An answer that is written with more than a word; its criterion says what can stand there."""

    answer: object = Field(
        None,
        description="The answer; a list or a mapping for a set; `{one_of: […]}` for several.",
    )
    one_of: object = Field(None, description="The answers between which assessors disagree.")
    unknown: object = Field(
        None,
        description="Why it is not known: `not_asked`, `no_reply`, `declined` or "
        "`could_not_verify`.",
    )
    note: object = Field(
        None, description="A note, for members unless `public: true` stands beside it."
    )
    public: object = Field(None, description="Whether the note may be passed on; else it may not.")
    evidence: object = Field(None, description="Where the answer comes from.")


SAYS, EXTRAS = (keys_of(Wrapped)[:3], keys_of(Wrapped)[3:])
