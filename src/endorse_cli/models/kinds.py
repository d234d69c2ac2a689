"""The kinds of answer that a criterion can ask for."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import ConfigDict, Field, model_validator

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, quoted, suggested
from endorse_cli.models.faults import fault, unknown
from endorse_cli.models.loose_words import (
    flow,
    kind_of_answer,
    new_id,
    not_accepted,
    rating,
    shape_of_number,
)
from endorse_cli.models.model import Changed, Maybe, Model, Shaped, read_by
from endorse_cli.models.plain_values import Plain, number_words, read_day, read_number
from endorse_cli.models.scalars import NAME, Exact, Members, Names, Text, read_text, schema

Form = Literal["yes_no", "levels", "choice", "set", "number", "date", "broken"]
YES_NO = ("no", "yes")
_LISTS = ("levels", "choice", "set")
ONE_NAME = frozenset(("yes_no", "levels", "choice"))
"""The forms of an answer that is one of a few names."""


def _step(value: object) -> Fraction | None:
    text = read_text(value)
    step = read_number(text)
    if text in ("any", ""):
        return None
    if step is None or step <= 0:
        help = "Write a number above 0, or `any`."
        raise fault("bad-value", f"{quoted(text)} is not a step.", help)
    return step


class NumberShape(Shaped):
    """What a number can be: its unit, its bounds where it has any, and its step.

    `step` is None where any number will do; steps are counted from `low`, or from 0.
    """

    entire: ClassVar = False
    from_text: ClassVar = "`number: {{unit: {value}, min: 0, step: 1}}`"
    lacking: ClassVar = {
        "step": (
            "missing-key",
            "{what} has no `step`.",
            "Add `step: 1` for whole numbers, or `step: any`.",
        ),
        "unit": ("missing-key", "{what} has no `unit`.", "Add `unit:` with what is counted."),
    }

    unit: Text = Field(description="What is counted.")
    low: Maybe[Exact] = Field(None, validation_alias="min", description="The smallest answer.")
    high: Maybe[Exact] = Field(None, validation_alias="max", description="The largest answer.")
    step: Annotated[Fraction | None, read_by(_step), schema(type=["number", "string"])] = Field(
        description="The distance between answers, or `any`."
    )

    @classmethod
    def refuse_list(cls, value: list[Plain]) -> None:
        """The two ends of a number."""
        if meant := shape_of_number(value):
            raise fault("bad-shape", "{what} is a list, not a mapping.", f"Write `{meant}`.")

    @classmethod
    def of_word(cls, word: str) -> object:
        """A fault where the two ends of a number are meant."""
        if meant := shape_of_number(word):
            said = f"{{what}} is {quoted(word)}, not a mapping."
            raise fault("bad-shape", said, f"Write `{meant}`.")
        return word

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Its ends do not stand alone, or under other keys."""
        if not value.keys() & {"unit", "step"} and value.keys() & {"min", "max"}:
            said = "{what} has no `unit` and no `step`."
            help = f"Write `{shape_of_number(value)}`."
            raise fault("missing-key", said, help, whole=True)
        ends = ("minimum", "maximum", "from", "to", "least", "most", "at_least", "at_most")
        odd = [key for key in value if key in (*ends, "range", "between")]
        if odd:
            inner = value[odd[0]]
            meant = shape_of_number(inner if isinstance(inner, list) else value)
            help = f"Write `{meant}`." if meant else "Write `min:` and `max:`."
            raise unknown(odd[0], help, whole=True)

    @model_validator(mode="after")
    def _see_high(self) -> Self:
        if self.high is not None and not (self.fits(self.high) and self.low != self.high):
            said = f"`max` is {number_words(self.high)}, which cannot be an answer."
            help = (
                "Make it larger than `min`, and a whole number of steps away from it (from 0 "
                "where there is no `min`)."
            )
            raise fault("bad-value", f"{{}}{said}", help, at=("max",))
        return self

    def fits(self, value: Fraction) -> bool:
        """Whether a number lies between the bounds, a whole number of steps along."""
        if (self.low is not None and value < self.low) or (
            self.high is not None and value > self.high
        ):
            return False
        return self.step is None or (value - (self.low or 0)) % self.step == 0

    def nearest(self, value: Fraction) -> Fraction:
        """The number that it can be nearest to one that it cannot."""
        if self.step is not None:
            start = self.low or Fraction(0)
            value = start + round((value - start) / self.step) * self.step
        low, high = self.low, self.high
        value = max(value, low) if low is not None else value
        return min(value, high) if high is not None else value

    @property
    def words(self) -> str:
        """What it can be, in words."""
        bounds = f" from {number_words(self.low)}" if self.low is not None else ""
        if self.high is not None:
            bounds += f" {'to' if bounds else 'up to'} {number_words(self.high)}"
        if self.step == 1:
            return f"a whole number of {self.unit}{bounds}"
        step = f" in steps of {number_words(self.step)}" if self.step is not None else ""
        return f"a number of {self.unit}{bounds}{step}"


class Kind(Shaped):
    """What an answer can be.

    `names` are the values in order: `no`, `yes`; the levels from lowest to highest; the choices;
    the members of a set. Numbers and days have none: their values are the regions that the
    rubric's comparisons cut. `broken` stands where the kind could not be read, so that nothing
    that merely follows is reported.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    entire: ClassVar = True
    as_word: ClassVar = {"type": "string", "pattern": f"^{NAME}$"}

    form: Form = Field("broken", validation_alias="\0form")
    names: tuple[str, ...] = Field((), validation_alias="\0names")
    scale: str | None = Field(None, validation_alias="\0scale")
    levels: Names = Field((), description="Names from the lowest to the highest.")
    choice: Names = Field((), description="Names without an order.")
    members: Members = Field((), validation_alias="set", description="Members, each there or not.")
    number: Maybe[NumberShape] = Field(None, description="A number, as below.")

    @classmethod
    def of_word(cls, word: str) -> object:
        """The form that the word names, or a scale."""
        return _WORDS.get(word) or {"\0scale": word}

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """One of its keys names the form."""
        forms = cls._forms_in(value)
        if not forms and (meant := kind_of_answer(value)):
            help = f"Write `{meant}`."
            if "{number" not in meant and all(map(_is_number, value.values())):
                given = flow({"points": None, "give": value})
                help += f" What each counts is said in a score: `{given}`."
            raise unknown(next(iter(value)), help, whole=True)
        if len(forms) != 1 and len(forms) == len(value):
            help = (
                "Write `yes_no`, `date`, the id of a scale, or one of `levels:`, `choice:`, "
                "`set:`, `number:`."
            )
            raise fault("bad-shape", "{what} does not name one kind.", help)

    @classmethod
    def _forms_in(cls, value: dict[str, Plain]) -> list[str]:
        return [key for key in value if key in (*_LISTS, "number")]

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With the form that its key names."""
        forms = cls._forms_in(value)
        return {**value, "\0form": forms[0]} if len(forms) == 1 else {**value}

    @classmethod
    def refuse_list(cls, value: list[Plain]) -> None:
        """A list of answers is one of several kinds."""
        words = [str(word) for word in value if isinstance(word, str)]
        if words and {*map(str.lower, words)} <= {*YES_NO}:
            help = "Write `answer: yes_no`."
        elif len(words) > 1 and all(read_number(word) is not None for word in words):
            help = f"Write `{rating(words[0], words[-1])}`."
        else:
            names = ", ".join(map(_as_name, words))
            help = f"Write `answer: {{levels: [{names}]}}` if they have an order, "
            help += f"else `answer: {{choice: [{names}]}}`."
        raise fault("bad-shape", "{what} is a list, not a kind of answer.", help)

    @model_validator(mode="after")
    def _name(self) -> Self:
        if self.form in _LISTS:
            names = self.levels or self.choice or self.members
            self.__dict__["names"] = names
            if not names:
                self.__dict__["form"] = "broken"
        return self

    @property
    def ordered(self) -> bool:
        """Whether a later value is more than an earlier one (in a set: one member more)."""
        return self.form in ("yes_no", "levels", "set", "number")


def _is_number(value: Plain) -> bool:
    return isinstance(value, str) and read_number(value) is not None


def _as_name(word: str) -> str:
    return new_id(word) or word


_WORDS: dict[str, dict[str, object]] = {
    "yes_no": {"\0form": "yes_no", "\0names": YES_NO},
    "date": {"\0form": "date"},
}
BROKEN_KIND = Kind.model_construct()


class Answers(NamedTuple):
    """What can be answered: what a kind takes, and `beside` it; `titles` are printed words."""

    kind: Kind
    beside: tuple[str, ...] = ()
    titles: Mapping[str, str] = NO_TITLES

    def take(self, word: str) -> bool:
        """Whether a word can be an answer; of a kind that could not be read any can."""
        if self.kind.form == "broken" or word in self.names:
            return True
        if self.kind.number is not None:
            number = read_number(word)
            return number is not None and self.kind.number.fits(number)
        return self.kind.form == "date" and read_day(word) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names among the answers."""
        return (*self.kind.names, *self.beside)

    def refuse(self, word: str, what: str, trail: Trail, *, on_key: bool = False) -> Diagnostic:
        """That a word is no answer, with what is accepted and what is nearest."""
        if self.kind.form not in ("number", "date"):
            return not_accepted(word, what, self.names, trail, self.titles, on_key=on_key)
        message = f"{what}: {quoted(word)} is not accepted."
        measured = self.kind.number.words if self.kind.number else "a day as YYYY-MM-DD"
        accepted = " or ".join((measured, *map(quoted, self.beside)))
        help = f"{self._nearest(word)}Accepted: {accepted}."
        return Diagnostic("bad-value", message, help, trail, on_key)

    def _nearest(self, word: str) -> str:
        number = read_number(word)
        if self.kind.number is None or number is None:
            return suggested(word, self.beside, self.titles)
        return f"Did you mean {quoted(number_words(self.kind.number.nearest(number)))}? "


class Scale(Model):
    """Levels shared by criteria, what each is worth in a score, and what each means."""

    noun: ClassVar = "Scale"
    meant: ClassVar = {
        "titles": "Printed words stand at each criterion: `titles: {{…}}` beside its `answer:`.",
        "points": "What a level counts is `worth: […]`, a number for each.",
        "weights": "What a level counts is `worth: […]`, a number for each.",
        "values": "The answers are `levels: […]`, what each counts is `worth: […]`.",
    }
    from_word: ClassVar = "`{{levels: [low, high], worth: [0, 1]}}`: names, and what each counts"

    id: str = Field("", validation_alias="\0id")
    levels: Names = Field(description="From the lowest to the highest.")
    worth: Annotated[
        Maybe[Annotated[tuple[Exact, ...], Field(min_length=1)]], Changed("weight")
    ] = Field(None, description="A number for each level, in the same order; needed in a score.")
    anchors: dict[str, Text] = Field(
        {}, description=("For each level what an assessor must have seen.")
    )
