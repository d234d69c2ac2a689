"""Lengths of time, and the days between which a line is in force."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import AliasChoices, Field, model_validator

from endorse_cli.models.base import Formed, Hollow, Maybe, Shaped, fault
from endorse_cli.models.plain import Plain
from endorse_cli.models.scalars import NUMBER, Date, schema, whole

UNITS = ("days", "weeks", "months", "years")
LENGTHS = {
    "days": Fraction(1), "weeks": Fraction(7), "months": Fraction(365, 12), "years": Fraction(365),
}  # fmt: skip
"""In days, so that twelve months are a year; which of two lengths is longer needs no more."""

LONGEST = 4000
"""No length is longer, in whatever unit: more is a slip of the pen."""


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
    def shape(cls, value: dict[str, Plain] | str) -> object:
        """With its unit named."""
        if isinstance(value, dict) and value.keys() <= set(UNITS) and len(value) != 1:
            if isinstance(value, Hollow):
                return value
            said = "{what} does not name one length of time."
            raise fault("bad-shape", said, "Write one unit, as `{months: 6}`.")
        return super().shape(value)

    @property
    def length(self) -> Fraction:
        """How long it is, to be set beside another."""
        return LENGTHS[self.unit] * self.count

    def before(self, day: date) -> date:
        """The day this long before; in a shorter month its last day, at worst the first of all."""
        try:
            if self.unit in ("days", "weeks"):
                return day - timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
            back = self.count * (12 if self.unit == "years" else 1)
            year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (ValueError, OverflowError):
            return date.min

    def __str__(self) -> str:
        """`6 months`, `1 year`."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


class InForce(Shaped):
    """The first and the last day on which a line is asked; None where there is none."""

    since: Maybe[Date] = Field(None, description="The first day on which it is asked.")
    until: Maybe[Date] = Field(None, description="The last day.")

    @classmethod
    def shape(cls, value: dict[str, Plain] | str) -> object:
        """As it stands, with a day in it."""
        if value == {} and not isinstance(value, Hollow):
            help = "Write `since:`, `until:` or both, or leave the key out."
            raise fault("bad-shape", "{what} names no day.", help)
        return value

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
