"""Tests: what a condition asks of one criterion, score or decision."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal, Self, TypeAlias, get_args

from pydantic import AliasChoices, ConfigDict, Discriminator, Field, Tag, model_validator

from endorse_cli.diagnostics import Trail, listed, quoted, suggested
from endorse_cli.models.faults import fault, faults, unknown
from endorse_cli.models.grounds import UNITS
from endorse_cli.models.loose_amounts import bounded
from endorse_cli.models.loose_conditions import aged, counted_day, span_of, test
from endorse_cli.models.loose_days import day_ends, day_help, meant_days
from endorse_cli.models.loose_words import flow
from endorse_cli.models.model import SOME_KEY, Broken, Formed, Maybe, Model, PlainOr, Shaped, folded
from endorse_cli.models.plain_values import Plain, read_day
from endorse_cli.models.scalars import NAMED, NUMBER, OneOrMore, Text, Texts, schema, whole

LOWER = ("at_least", "more_than")
UPPER = ("at_most", "less_than")
BOUNDS = (*LOWER, *UPPER)
DAYS = ("no_earlier_than", "no_later_than")
KEYS = ("one_of", *LOWER, *UPPER, *DAYS, "includes", "includes_any")
Anchor = Literal["election", "as_of"]
ANCHORS: tuple[Anchor, ...] = get_args(Anchor)
SIDES = ("before", "after")
MAX_COUNT = 10_000
"""Of any unit: with years it reaches past the calendar, and that is met where days are counted."""


class SettingUse(Model):
    """`{setting: id}`, wherever a number or a level may stand."""

    noun: ClassVar = "The bound"
    entire: ClassVar = False
    meant: ClassVar = dict.fromkeys(
        ("times", "sum", "share", "minus", "criterion", "of"),
        "Write `setting: id`, or a number. Two answers are compared by a score: "
        "`{{share: one, out_of: other, if_none: 0}}`, or `{{sum: [one, {{minus: other}}]}}`.",
    )

    id: Text = Field(validation_alias="setting", description="The id of the setting.")


Bound: TypeAlias = PlainOr[Text, SettingUse]
"""A level or a number as written, or the setting that gives it."""


class OneOf(Shaped):
    """The answer is one of these names; a bare name is a list of one."""

    noun: ClassVar = "The test"
    entire: ClassVar = True
    as_word: ClassVar = NAMED

    names: Texts = Field(
        validation_alias=AliasChoices("one_of", "\0names"),
        description="One of these names.",
        json_schema_extra={"minItems": 2},
    )

    def place(self, trail: Trail) -> Trail:
        """Where the names are listed; a bare name stands in the place of the test."""
        return (*trail, "one_of") if len(self.names) > 1 else trail

    @classmethod
    def of_word(cls, word: str) -> object:
        """A bare name as a list of one."""
        return {"\0names": [word]}

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """A list is of several names."""
        names = value.get("one_of")
        if isinstance(names, list) and len(names) == 1 and isinstance(names[0], str):
            help = f"Write the name alone: {quoted(names[0])}."
            raise fault("bad-shape", "{}`one_of` has only one name.", help, at=("one_of",))


A_BOUND = ConfigDict(
    json_schema_extra={
        "anyOf": [{"required": [key]} for key in BOUNDS],
        "not": {"anyOf": [{"required": [*side]} for side in (LOWER, UPPER)]},
    }
)
"""Of what lies between bounds: there is one, and at most one on each side."""


class Range(Shaped):
    """The answer lies between bounds: levels, numbers, scores, ordered outcomes."""

    model_config = A_BOUND

    noun: ClassVar = "The test"
    entire: ClassVar = True

    at_least: Maybe[Bound] = Field(None, description="This or more.")
    more_than: Maybe[Bound] = Field(None, description="More than this.")
    at_most: Maybe[Bound] = Field(None, description="This or less.")
    less_than: Maybe[Bound] = Field(None, description="Less than this.")

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """There is a bound, and at most one on each side."""
        for key, part in value.items():
            if part is None and key.isdigit():
                help = "Write the number without commas."
                raise fault("bad-value", "{}A comma cuts a number in two.", help, whole=True)
            if isinstance(part, dict) and "setting" not in part and (meant := aged({key: part})):
                said = f"{{}}{quoted(key)} compares no days."
                raise fault("bad-shape", said, f"Write `{meant}`.", at=(key,), whole=True)
        sides = {key for key in value if key in BOUNDS}
        if not sides or sides.issuperset(LOWER) or sides.issuperset(UPPER):
            said = f"{{what}} {'has two bounds on one side' if sides else 'has no bound'}."
            help = "Write `at_least:` or `more_than:`, `at_most:` or `less_than:`; one or both."
            raise fault("bad-shape", said, help)


def refuse_other_bounds(value: dict[str, Plain]) -> None:
    """A fault where bounds have other keys."""
    meant = bounded(value)
    if meant is not None:
        odd = next(key for key in value if key not in meant)
        raise unknown(odd, f"Write `{flow(meant)}`.", whole=True)


class Bounded(Shaped):
    """What counts where a number lies in its `range`."""

    model_config = A_BOUND

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Its bounds have no other keys."""
        refuse_other_bounds(value)

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With its bounds in one."""
        return super().shape(folded(value, BOUNDS, "range"))


class Includes(Formed):
    """The set has all of these members, or (`any_of`) at least one."""

    noun: ClassVar = "The test"
    about: ClassVar = {
        "includes": "All of these members.",
        "includes_any": "At least one of these members.",
    }
    forms: ClassVar = tuple(about)

    form: str = Field("includes", validation_alias="\0form")
    members: OneOrMore = Field(
        validation_alias=AliasChoices(*forms), description="The set has these members."
    )

    @property
    def any_of(self) -> bool:
        """Whether one member is enough."""
        return self.form == "includes_any"


_ANY_DAY = "Write YYYY-MM-DD, `election`, `as_of`, or `{months: 6, before: election}`."


class Day(Shaped):
    """A fixed day, or so many units from an anchor: `count` is below 0 for days before it.

    `unit` is None for the bare anchor and for a fixed day.
    """

    noun: ClassVar = "The day"
    about: ClassVar = {
        **{unit: f"So many {unit}." for unit in UNITS},
        "before": "`election` or `as_of`, from which is counted back.",
        "after": "`election` or `as_of`, from which is counted on.",
    }

    day: date | None = Field(None, validation_alias="\0day")
    anchor: Maybe[Anchor] = Field(
        None,
        validation_alias=AliasChoices("before", "after", "\0anchor"),
        description="The day from which it is counted.",
    )
    unit: str | None = Field(None, validation_alias="\0unit")
    side: str | None = Field(None, validation_alias="\0side")
    count: Annotated[
        int,
        whole(1, MAX_COUNT),
        schema(type=["integer", "string"], pattern=NUMBER, minimum=1, maximum=MAX_COUNT),
    ] = Field(0, validation_alias=AliasChoices(*UNITS), description="How far it is from there.")

    @model_validator(mode="after")
    def _turn(self) -> Self:
        if self.side == "before":
            self.__dict__["count"] = -self.count
        return self

    @classmethod
    def of_word(cls, word: str) -> object:
        """A day written out, or an anchor."""
        if word in ANCHORS:
            return {"\0anchor": word}
        day = read_day(word)
        if day is None:
            form, hint = counted_day(word), suggested(word, ANCHORS)
            help = day_help(word) if meant_days(word) or day_ends(word) else _ANY_DAY
            help = f"Write `{form}`." if form else help
            help = f"{hint}{_ANY_DAY}" if hint else help
            raise fault("bad-value", f"{{}}{quoted(word)} is not a valid date.", help)
        return {"\0day": day}

    @classmethod
    def _said(cls, value: dict[str, Plain]) -> tuple[list[str], list[str]]:
        """The units and the sides of an anchor that are named."""
        return [key for key in UNITS if key in value], [key for key in SIDES if key in value]

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Of both there is one."""
        units, sides = cls._said(value)
        if (len(units), len(sides)) != (1, 1) and len(units) + len(sides) == len(value):
            day = span_of(value) if len(units) == 1 else None
            help = "Write one unit and one side, as `{months: 6, before: election}`."
            help = f"Write `{flow({**day})}`." if day else help
            raise fault("bad-shape", "{what} is not one that can be counted from.", help)

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """So many units before or after an anchor."""
        units, sides = cls._said(value)
        if (len(units), len(sides)) != (1, 1):
            return super().shape(value)
        return {**value, "\0unit": units[0], "\0side": sides[0]}


class Days(Model):
    """The day lies between two others, both included."""

    model_config = SOME_KEY

    noun: ClassVar = "The test"

    first: Maybe[Day] = Field(
        None, validation_alias="no_earlier_than", description="This day or later."
    )
    last: Maybe[Day] = Field(
        None, validation_alias="no_later_than", description="This day or earlier."
    )


class BrokenTest(Broken):
    """A test that could not be read."""

    noun: ClassVar = "The test"
    wanted: ClassVar = "a name or a mapping"

    @classmethod
    def of_list(cls, value: list[Plain]) -> Exception:
        """What a list may be meant for."""
        meant = test(value)
        if not meant:
            return super().of_list(value)
        members = ", or `includes` in place of `one_of` for a set" if "one_of" in meant else ""
        said = f"{{what}} is a list, not {cls.wanted}."
        return fault("bad-shape", said, f"Write `{meant}`{members}.")

    @classmethod
    def fault_of(cls, value: dict[str, Plain]) -> Exception:
        """Which of its keys has no meaning, or that it has no form."""
        strange = [key for key in value if key not in KEYS]
        meant = test(value) if strange else ""
        if meant:
            return unknown(strange[0], f"Write `{meant}`.")
        if strange:
            return unknown_keys(strange, KEYS)
        return fault(
            "bad-shape",
            "{what} is not one that can be asked.",
            "Write a name, `one_of:`, a lower and an upper bound, a first and a last day, "
            "`includes:` or `includes_any:`.",
        )


def unknown_keys(keys: Iterable[str], accepted: tuple[str, ...]) -> Exception:
    """Keys that have no meaning here, each with the nearest that has."""
    told = ((key, f"{suggested(key, accepted)}Accepted: {listed(accepted)}.") for key in keys)
    return faults(((), unknown(key, help)) for key, help in told)


def _form_of_test(value: object) -> str:
    if isinstance(value, str):
        return "\0one_of" if value.strip() else "\0broken"
    if not isinstance(value, dict):
        return "\0broken"
    known = {key for key in value if key in KEYS}
    for keys, tag in _FORMS:
        if known and known <= keys:
            return tag
    return "\0broken"


_FORMS = (
    (frozenset(BOUNDS), "\0range"),
    (frozenset({"one_of"}), "\0one_of"),
    (frozenset(DAYS), "\0days"),
    (frozenset({"includes"}), "\0includes"),
    (frozenset({"includes_any"}), "\0includes"),
)


Test: TypeAlias = Annotated[
    Annotated[OneOf, Tag("\0one_of")]
    | Annotated[Range, Tag("\0range")]
    | Annotated[Days, Tag("\0days")]
    | Annotated[Includes, Tag("\0includes")]
    | Annotated[BrokenTest, Tag("\0broken")],
    Discriminator(_form_of_test),
]


def bounds_of(range: Range) -> Iterator[tuple[str, str | SettingUse]]:
    """The bounds that a range has, each by its key, lower before upper."""
    for key in BOUNDS:
        bound: str | SettingUse | None = getattr(range, key)
        if bound is not None:
            yield key, bound
