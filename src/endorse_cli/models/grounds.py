"""What a line rests on: passages, layer, who adopted it; lengths of time, days in force."""

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self, TypeAlias, get_args

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    model_validator,
)

from endorse_cli.diagnostics import quoted
from endorse_cli.models.faults import fault
from endorse_cli.models.loose_words import locator, span
from endorse_cli.models.model import SOME_KEY, Formed, Maybe, Model, Shaped, folded, read_by
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import (
    NUMBER,
    Alone,
    Date,
    Once,
    Text,
    distinct,
    read_text,
    schema,
    whole,
)

Basis = Literal["stated", "inferred", "chapter"]
BASES: tuple[Basis, ...] = get_args(Basis)

KEYS = ("from", "basis", "adopted", "note")
WRITE_A_LOCATOR = "Write a paragraph `p7`, a sentence `p7.3` or a range `p5-p7`."
LOCATOR = r"p([1-9]\d{0,4})(?:\.([1-9]\d{0,4})|-p([1-9]\d{0,4}))?"
_LOCATOR = re.compile(LOCATOR, re.ASCII)


def paragraphs_of(locator: str) -> tuple[int, ...]:
    """The numbers of the paragraphs that a locator touches."""
    match = _LOCATOR.fullmatch(locator)
    if not match:
        return ()
    first = int(match[1])
    last = int(match[3]) if match[3] else first
    return tuple(range(first, last + 1))


def sentence_of(locator: str) -> int | None:
    """The number of the sentence inside its paragraph, None for whole paragraphs."""
    match = _LOCATOR.fullmatch(locator)
    return int(match[2]) if match and match[2] else None


def is_locator(word: str) -> bool:
    """Whether a word is a locator: `p7`, `p7.3`, or `p5-p7` with the lower first."""
    match = _LOCATOR.fullmatch(word)
    return match is not None and (not match[3] or int(match[1]) <= int(match[3]))


def _locator(value: object) -> str:
    word = read_text(value)
    if word and not is_locator(word):
        near = locator(word)
        help = f"Write {quoted(near)}." if near else WRITE_A_LOCATOR
        if word.lower().startswith(("page", "pp")):
            help = f"Paragraphs are counted, not pages. {help}"
        raise fault("bad-value", f"{{}}{quoted(word)} is not a locator.", help)
    return word


def _some(value: object) -> object:
    if value is None or value in ("", []):
        help = "Name the passage this rests on, as `p7.3`."
        raise fault("line-no-source", "{what} names no passage.", help)
    return [value] if isinstance(value, str) else value


def _sound(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word) if "" in words else words


Locator: TypeAlias = Annotated[
    str,
    read_by(_locator),
    schema(type="string", pattern=f"^{LOCATOR}$".replace(r"\d", "[0-9]")),
]
Locators: TypeAlias = Annotated[
    tuple[Locator, ...],
    Field(min_length=1),
    BeforeValidator(_some),
    AfterValidator(distinct),
    AfterValidator(_sound),
    Once(),
    Alone(),
]


def touches(own: str, asked: str) -> bool:
    """Whether two locators name a common sentence, or one of them the paragraph of the other."""
    if set(paragraphs_of(own)).isdisjoint(paragraphs_of(asked)):
        return False
    mine, theirs = sentence_of(own), sentence_of(asked)
    return mine is None or theirs is None or mine == theirs


class Adopted(Model):
    """The body and the day that adopted a line of the chapter's own."""

    by: Text = Field(description="The body.")
    date: Date = Field(description="The day.")


class Grounds(Shaped):
    """What a line rests on. `locators` are `p7`, `p7.3` or `p5-p7`, in the order written."""

    lacking: ClassVar = {
        "from": (
            "line-no-source",
            "{what} cites no passage.",
            "Add `from:` with the passage it rests on, as `p7.3`.",
        ),
        "basis": (
            "missing-key",
            "{what} has no `basis`.",
            "Add `basis: stated`, `inferred` or `chapter`.",
        ),
    }

    locators: Locators = Field(
        validation_alias="from",
        description=("The place in the document, as `p7`, `p7.3` or `p5-p7`; several in a list."),
    )
    basis: Basis = Field(description="`stated`, `inferred` or `chapter`.")
    adopted: Maybe[Adopted] = Field(
        None, description=("Who adopted it and when; required where the basis is `chapter`.")
    )
    note: Maybe[Text] = Field(None, description="Anything else a reader should know.")

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """What the chapter adds must say who adopted it."""
        if value.get("basis") == "chapter" and "adopted" not in value:
            raise fault(
                "missing-key",
                "{what} has `basis: chapter` and no `adopted`.",
                "Say who adopted it and when: `adopted: {by: …, date: YYYY-MM-DD}`.",
                on_key=True,
                lacks="adopted",
            )


NO_GROUNDS = Grounds.model_construct(locators=(), basis="inferred")


class Cited(Shaped):
    """A part that says what it rests on."""

    grounds: Grounds = Field(validation_alias="\0grounds")

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With its grounds in one."""
        return super().shape(folded(value, KEYS, "grounds"))


class Citing(Shaped):
    """A use, which may have grounds of its own."""

    grounds: Maybe[Grounds] = Field(None, validation_alias="\0grounds")

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With its grounds in one, where it has any."""
        has_any = any(key in value for key in KEYS)
        return super().shape(folded(value, KEYS, "grounds") if has_any else value)


LENGTHS = {
    "days": Fraction(1), "weeks": Fraction(7), "months": Fraction(365, 12), "years": Fraction(365),
}  # fmt: skip
"""In days, so that twelve months are a year; which of two lengths is longer needs no more."""

UNITS = tuple(LENGTHS)

LONGEST = 4000
"""No length is longer, in whatever unit: more is a slip of the pen."""


def moved(day: date, count: int, unit: str | None) -> int:
    """The ordinal of the day so many units on; a month before the 31st is its month's last day.

    Outside the calendar the ordinal still lies on the right side of every day.
    """
    if unit in ("days", "weeks"):
        return day.toordinal() + count * (7 if unit == "weeks" else 1)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return day.toordinal() + 31 * (count * (12 if unit == "years" else 1)) if unit else 0
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


class Span(Formed):
    """A length of time: `{months: 6}`."""

    forms: ClassVar = UNITS
    about: ClassVar = {unit: f"So many {unit}." for unit in UNITS}
    named_by: ClassVar = "unit"

    unit: str = Field("days", validation_alias="\0form")
    count: Annotated[
        int,
        whole(1, LONGEST),
        schema(type=["integer", "string"], pattern=NUMBER, minimum=1, maximum=LONGEST),
    ] = Field(validation_alias=AliasChoices(*UNITS), description="A length of time.")

    @classmethod
    def of_word(cls, word: str) -> object:
        """A fault where a length of time is written in words."""
        if meant := span(word):
            said = f"{{what}} is {quoted(word)}, not a mapping."
            raise fault("bad-shape", said, f"Write `{meant}`.")
        return word

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Exactly one unit is named."""
        if value.keys() <= set(UNITS) and len(value) != 1:
            said = "{what} does not name one length of time."
            raise fault("bad-shape", said, "Write one unit, as `{months: 6}`.")

    @property
    def length(self) -> Fraction:
        """How long it is, to be set beside another."""
        return LENGTHS[self.unit] * self.count

    def before(self, day: date) -> date:
        """The day this long before; in a shorter month its last day, at worst the first of all."""
        return date.fromordinal(max(1, moved(day, -self.count, self.unit)))

    def __str__(self) -> str:
        """`6 months`, `1 year`."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


class InForce(Shaped):
    """The first and the last day on which a line is asked; None where there is none."""

    model_config = SOME_KEY

    from_text: ClassVar = "`{{since: {value}}}`, or `until:`"
    empty: ClassVar = (
        "bad-shape",
        "{what} names no day.",
        "Write `since:`, `until:` or both, or leave the key out.",
    )
    meant: ClassVar = {
        **dict.fromkeys(("from", "start", "after", "begins", "first"), "Write `since: {value}`."),
        **dict.fromkeys(("to", "end", "before", "ends", "last"), "Write `until: {value}`."),
    }

    since: Maybe[Date] = Field(None, description="The first day on which it is asked.")
    until: Maybe[Date] = Field(None, description="The last day.")

    @model_validator(mode="after")
    def _see_days(self) -> Self:
        if self.since and self.until and self.until < self.since:
            said = f"`in_force` ends on {self.until}, before it begins on {self.since}."
            help = "Exchange the two days, or correct one."
            raise fault("bad-value", f"{{}}{said}", help, at=("until",))
        return self

    def covers(self, day: date) -> bool:
        """Whether a line is in force on a day; both ends are included."""
        if self.since and day < self.since:
            return False
        return not (self.until and day > self.until)
