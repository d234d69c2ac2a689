"""Amounts: how a score is made up, as written, each part with its place."""

from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias, cast, get_args

from pydantic import AliasChoices, Discriminator, Field, Tag, field_validator, model_validator

from endorse_cli.diagnostics import counted, listed, quoted
from endorse_cli.models.conditions import Condition, Exceptions, FamilyOf, Many
from endorse_cli.models.faults import fault, kind_of
from endorse_cli.models.loose_amounts import amount_of, cuts
from endorse_cli.models.loose_words import cut_up, flow
from endorse_cli.models.model import BROKEN, Broken, Formed, Model, PlainOr, Shaped, keys_of
from endorse_cli.models.plain_values import Plain, read_day, read_number
from endorse_cli.models.scalars import EXACT, IDENTIFIED, Exact, Text
from endorse_cli.models.tests import (
    DAYS,
    Bounded,
    Range,
    SettingUse,
    refuse_other_bounds,
    unknown_keys,
)

Gathering = Literal["sum", "mean", "lowest", "highest"]
Half = Literal["up", "down", "even"]


class Number(Shaped):
    """An exact number as written, or the setting that gives it."""

    entire: ClassVar = False
    as_word: ClassVar = {"anyOf": [EXACT, {"$ref": "#/$defs/SettingUse"}]}

    value: PlainOr[Exact, SettingUse] = Field(validation_alias="\0value")

    @model_validator(mode="before")
    @classmethod
    def _shape(cls, value: object) -> object:
        return {"\0value": value}


class Named(Shaped):
    """Another score, a number criterion, or a criterion on a scale with worth."""

    word_is: ClassVar = "\0id"
    as_word: ClassVar = IDENTIFIED

    id: str = Field(validation_alias="\0id")


Parts: TypeAlias = PlainOr[Annotated[tuple["Amount", ...], Field(min_length=1)], FamilyOf]


class Gathered(Formed):
    """Several amounts, or every member of a family, made into one."""

    about: ClassVar = {
        "sum": "Amounts added up, or `{of: family}`.",
        "mean": "Their mean.",
        "lowest": "The lowest of them.",
        "highest": "The highest of them.",
    }
    forms: ClassVar = tuple(about)
    named_by: ClassVar = "how"

    how: Gathering = Field(validation_alias="\0form")
    parts: Parts = Field(
        validation_alias=AliasChoices(*forms), description="The amounts that are made into one."
    )


class Minus(Model):
    """The amount with its sign turned."""

    part: "Amount" = Field(validation_alias="minus", description="The amount with its sign turned.")

    @field_validator("part", mode="before")
    @classmethod
    def _is_one(cls, value: Plain) -> Plain:
        if not isinstance(value, list):
            return value
        first, *rest = value or ["…"]
        help = f"Write `{flow({'sum': [first, *({'minus': part} for part in rest)]})}`."
        raise fault("bad-shape", "{}`minus` takes one amount, not a list.", help)


class Times(Shaped):
    """The amount multiplied by a number."""

    about: ClassVar = {"times": "A number and the amount that it multiplies."}

    factor: Number = Field(validation_alias="times/0\0factor")
    part: "Amount" = Field(validation_alias="times/1\0part")

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """The number and the amount apart."""
        items: object = value["times"]
        if items is BROKEN:
            items = [BROKEN, BROKEN]
        if not isinstance(items, list):
            said = f"{{}}`times` is {kind_of(items)}, not a list."
            of = value.get("of", value.get("amount"))
            meant = amount_of(items) if isinstance(items, dict) and len(items) == 2 else ""
            factor = items if isinstance(items, str) else "2"
            help = f"Write `{{times: [{factor}, {of if isinstance(of, str) else '…'}]}}`."
            help = f"Write `{flow(dict([cut]))}`." if (cut := cut_up(value)) else help
            help = f"Write `{meant}`." if meant.startswith("{times") else help
            raise fault("bad-shape", said, help, at=("times",), whole=True)
        if len(items) == 2 and isinstance(items[0], str) and read_number(items[0]) is None:
            first, second = items[0], items[1] if isinstance(items[1], str) else ""
            if read_number(second) is not None:
                help = f"Write the number first: `{{times: [{second}, {first}]}}`."
                raise fault("bad-value", "{}`times` has the amount first.", help, at=("times",))
        if len(items) != 2:
            help = "Write a number and an amount: `times: [2, …]`."
            said = f"{{}}`times` has {counted(len(items), 'part')}."
            raise fault("bad-shape", said, help, at=("times",))
        rest = {key: part for key, part in value.items() if key != "times"}
        return {**rest, "times/0\0factor": items[0], "times/1\0part": items[1]}


class Points(Model):
    """A number for every answer that a criterion can have."""

    entire: ClassVar = True

    id: Text = Field(
        validation_alias="points",
        description=("The criterion that gives points, with `give` or `bands`."),
    )
    give: dict[str, Number] = Field(
        description=("A number for each answer; beside `bands` for `not_applicable` only.")
    )


class Band(Bounded):
    """What a number between two bounds gives."""

    noun: ClassVar = "A band"
    meant: ClassVar = dict.fromkeys(
        ("points", "value", "score", "then", "is", "gives"), "Write `give: {value}`."
    )

    range: Range = Field(validation_alias="\0range")
    give: Number = Field(description="The points.")


def for_days(id: str) -> str:
    """How a day gives points."""
    return f"`{{amount: 1, when: {{{id}: {{no_later_than: 2026-03-01}}}}}}`"


def _is_of_days(band: Plain) -> bool:
    """Whether a band has a day as a bound, or a bound that only days have."""
    ends = ("until", "since", "before", "after", "later_than", "earlier_than", *DAYS)
    return isinstance(band, dict) and any(
        key in ends or (isinstance(bound, str) and read_day(bound)) for key, bound in band.items()
    )


class BandPoints(Shaped):
    """A number for every band in which the answer to a number criterion can lie.

    `give` names the points where it does not apply, for a criterion that may be so.
    """

    id: Text = Field(
        validation_alias="points",
        description=("The criterion that gives points, with `give` or `bands`."),
    )
    bands: Annotated[tuple[Band, ...], Field(min_length=1)] = Field(
        description="A number for each stretch of a number criterion."
    )
    give: dict[str, Number] = Field(
        {}, description=("A number for each answer; beside `bands` for `not_applicable` only.")
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """The bands are of numbers, and none is a key."""
        written = value["bands"]
        if isinstance(written, list) and any(map(_is_of_days, written)):
            of = value["points"] if isinstance(value["points"], str) else "…"
            said = "{}`bands` are of numbers, not of days."
            help = f"Write {for_days(of)} for each, and add them up."
            raise fault("bad-shape", said, help, at=("bands",), whole=True)
        if isinstance(written, dict) and (meant := cuts(written, "give")):
            help = f"Write `bands: {meant}`."
            raise fault("bad-shape", "{}`bands` is a mapping, not a list.", help, at=("bands",))


class Worth(Model):
    """What a criterion's level is worth, and what counts where it does not apply."""

    id: Text = Field(
        validation_alias="worth",
        description=("A criterion on a scale with worth, with `not_applicable`."),
    )
    not_applicable: Number = Field(description="What counts where it does not apply.")


class Counted(Model):
    """How many of the parts hold."""

    parts: Many = Field(validation_alias="count", description="How many conditions hold.")


class Conditional(Model):
    """The amount where a condition holds and no exception does, otherwise 0."""

    part: "Amount" = Field(
        validation_alias="amount",
        description=("The amount that counts `when` a condition holds, otherwise nothing."),
    )
    when: Condition = Field(description="That condition.")
    unless: Exceptions = Field((), description="Exceptions to it, each with grounds of its own.")
    meant: ClassVar = {
        **dict.fromkeys(("if", "where"), "Write `when: {value}`."),
        **dict.fromkeys(
            ("else", "otherwise", "default"),
            "Else it is 0: add `{{amount: {value}, when: {{not: …}}}}` to it in a `sum:`.",
        ),
    }


class Clamp(Shaped):
    """The amount, but never below one number nor above another."""

    entire: ClassVar = True

    part: "Amount" = Field(
        validation_alias="clamp", description=("The amount, kept between `at_least` and `at_most`.")
    )
    at_least: Number = Field(description="The least that counts.")
    at_most: Number = Field(description="The most that counts.")

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Its bounds have no other keys."""
        refuse_other_bounds(value)


class Round(Shaped):
    """The nearest multiple of a number; of two equally near the larger, the smaller, the even."""

    entire: ClassVar = True

    part: "Amount" = Field(
        validation_alias="round",
        description=("The amount rounded `to` multiples of a number; top of a score only."),
    )
    to: Number = Field(description="That number.")
    half: Half = Field(description="`up`, `down` or `even`: where it lies between two.")

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """One fault where it is not said to what and how."""
        if value.keys() == {"round"}:
            help = f"Write `{flow({**value, 'to': '1', 'half': 'up'})}`."
            said = "{what} does not say to what it is rounded."
            raise fault("missing-key", said, help, whole=True)


class Share(Model):
    """One amount divided by another, or a number where there is nothing to divide by."""

    meant: ClassVar = dict.fromkeys(
        ("of", "by", "over", "divided_by", "total"), "Write `out_of: {value}`."
    )

    lacking: ClassVar = {
        "if_none": (
            "missing-key",
            "{what} has no `if_none`.",
            "Add `if_none:` with the number that it is where what divides it is 0.",
        )
    }

    part: "Amount" = Field(
        validation_alias="share",
        description=("The amount divided by `out_of`; top of a score only."),
    )
    out_of: "Amount" = Field(description="What it is divided by.")
    if_none: Number = Field(description="What it is where that is nothing.")


_TAGS = {
    "setting": "\0number",
    **dict.fromkeys(get_args(Gathering), "\0gathered"),
    "minus": "\0minus",
    "times": "\0times",
    "count": "\0counted",
    "points": "\0points",
    "worth": "\0worth",
    "amount": "\0conditional",
    "clamp": "\0clamp",
    "round": "\0round",
    "share": "\0share",
}
FORMS = tuple(_TAGS)


class BrokenAmount(Broken):
    """An amount that could not be read."""

    noun: ClassVar = "An amount"
    wanted: ClassVar = f"a number, the id of a score or criterion, or one of {listed(FORMS)}"

    @classmethod
    def of_list(cls, value: list[Plain]) -> Exception:
        """That a list does not say what is made of it."""
        help = f"Write `{flow({'sum': value})}`, or `mean:`, `highest:` or `lowest:` of it."
        return fault("bad-shape", "{what} is a list.", help)

    @classmethod
    def fault_of(cls, value: dict[str, Plain]) -> Exception:
        """Which of its keys has no meaning, or that it has no form or several."""
        if not value:
            return super().fault_of(value)
        beside = {key for form in AMOUNTS for key in keys_of(form)}.difference(FORMS)
        accepted = (*FORMS, *sorted(beside))
        unknown = [key for key in value if key not in accepted]
        meant = amount_of(value)
        if meant:
            odd = unknown[0] if unknown else next(iter(value))
            said = f"{{}}{quoted(odd)} is not a key of {{what}}."
            if not unknown:
                said = f"{{}}{quoted(odd)} says something else here."
            help = f"Write `{meant}`."
            if meant.startswith("{times") and len(value) == 1 and isinstance(value[odd], str):
                more = flow({"amount": value[odd], "when": {odd: "yes"}})
                help = f"Write `{meant}`, or `{more}` for what a yes counts."
            return fault("unknown-key", said, help, on_key=True, at=(odd,))
        if unknown:
            return unknown_keys(unknown, accepted)
        forms = [form for form in FORMS if form in value]
        if forms == ["points"]:
            help = "Write `give:` with every answer, or `bands:` for a number."
            said = f"{{}}The points of {quoted(value['points'])} give nothing."
            return fault("bad-shape", said, help)
        said = f"says {listed(forms, 'and')} at once" if forms else "names no form"
        return fault("bad-shape", f"{{what}} {said}.", f"Write one of {listed(FORMS)}.")


def _form(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return "\0named" if read_number(value) is None else "\0number"
    if not isinstance(value, dict):
        return "\0broken"
    forms = [form for form in value if form in _TAGS]
    if len(forms) != 1:
        return "\0broken"
    part = value[forms[0]]
    if isinstance(part, dict) and "of" not in part and _TAGS[forms[0]] == "\0gathered":
        return "\0broken"
    if forms == ["points"]:
        return "\0bands" if "bands" in value else "\0points" if "give" in value else "\0broken"
    return _TAGS[forms[0]]


Amount: TypeAlias = Annotated[
    Annotated[Number, Tag("\0number")]
    | Annotated[Named, Tag("\0named")]
    | Annotated[Gathered, Tag("\0gathered")]
    | Annotated[Minus, Tag("\0minus")]
    | Annotated[Times, Tag("\0times")]
    | Annotated[Points, Tag("\0points")]
    | Annotated[BandPoints, Tag("\0bands")]
    | Annotated[Worth, Tag("\0worth")]
    | Annotated[Counted, Tag("\0counted")]
    | Annotated[Conditional, Tag("\0conditional")]
    | Annotated[Clamp, Tag("\0clamp")]
    | Annotated[Round, Tag("\0round")]
    | Annotated[Share, Tag("\0share")]
    | Annotated[BrokenAmount, Tag("\0broken")],
    Discriminator(_form),
]

AMOUNTS = tuple(cast("type[Amount]", get_args(form)[0]) for form in get_args(get_args(Amount)[0]))

ZERO = Fraction(0)
