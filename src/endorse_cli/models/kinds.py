"""The only place for the kinds of answer a criterion can ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from endorse_cli.diagnostics import Trail, listed, quoted, suggested
from endorse_cli.models.dates import read_day
from endorse_cli.models.entries import text_at
from endorse_cli.models.numbers import number_words, read_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

Form = Literal["yes_no", "levels", "choice", "set", "number", "date", "broken"]

NOT_APPLICABLE = "not_applicable"
UNKNOWN = "unknown"
YES_NO = ("no", "yes")
NOT_NAMES = ("on", "off", "y", "n", UNKNOWN, NOT_APPLICABLE, "undetermined")
NOT_MEMBERS = ("answer", "one_of", "note", "public", "evidence")


@dataclass(frozen=True, slots=True)
class NumberShape:
    """What a number can be: its unit, its bounds where it has any, and its step.

    `step` is None where any number will do; steps are counted from `low`, or from 0.
    """

    unit: str
    low: Fraction | None
    high: Fraction | None
    step: Fraction | None

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


@dataclass(frozen=True, slots=True)
class Kind:
    """What an answer can be.

    `names` are the values in order: `no`, `yes`; the levels from lowest to highest; the choices;
    the members of a set. Numbers and days have none: their values are the regions that the
    rubric's comparisons cut (`models/cuts.py`). `broken` stands where the kind could not be
    read, so that nothing that merely follows is reported.
    """

    form: Form
    names: tuple[str, ...] = ()
    scale: str | None = None
    number: NumberShape | None = None

    @property
    def ordered(self) -> bool:
        """Whether a later value is more than an earlier one (in a set: one member more)."""
        return self.form in ("yes_no", "levels", "set", "number")


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be answered: what a kind takes, and `beside` it; `titles` are printed words."""

    kind: Kind
    beside: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

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

    def refuse(
        self, reader: Reader, word: str, what: str, trail: Trail, *, on_key: bool = False
    ) -> None:
        """Note a word that is no answer, with what is accepted and what is nearest."""
        if self.kind.form not in ("number", "date"):
            reader.bad_value(word, what, trail, self.names, self.titles, on_key=on_key)
            return
        measured = self.kind.number.words if self.kind.number else "a day as YYYY-MM-DD"
        accepted = " or ".join((measured, *map(quoted, self.beside)))
        message = f"{what}: {quoted(word)} is not accepted."
        help = f"{self._nearest(word)}Accepted: {accepted}."
        reader.fault("bad-value", message, help, trail, on_key=on_key)

    def _nearest(self, word: str) -> str:
        number = read_number(word)
        if self.kind.number is None or number is None:
            return suggested(word, self.beside, self.titles)
        return f"Did you mean {quoted(number_words(self.kind.number.nearest(number)))}? "


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels shared by criteria, what each is worth in a score, and what each means."""

    id: str
    levels: tuple[str, ...]
    worth: tuple[Fraction, ...] | None
    anchors: dict[str, str]
    trail: Trail


BROKEN = Kind("broken")
_LISTS: dict[str, Form] = {"levels": "levels", "choice": "choice", "set": "set"}


def read_kind(reader: Reader, value: Plain, scales: dict[str, Scale], trail: Trail) -> Kind:
    """The kind that a criterion's `answer` names or writes out."""
    if isinstance(value, str):
        return _named_kind(reader, value, scales, trail)
    found = reader.keys(value, "`answer`", trail, (), (*_LISTS, "number"))
    if len(found) != 1:
        if isinstance(value, dict) and len(value) == len(found):
            reader.fault(
                "bad-shape",
                "`answer` does not name one kind.",
                "Write `yes_no`, `date`, the id of a scale, or one of `levels:`, `choice:`, "
                "`set:`, `number:`.",
                trail,
            )
        return BROKEN
    ((form, names),) = found.items()
    if form not in _LISTS:
        return _read_number_kind(reader, names, (*trail, form))
    read = read_names(reader, names, f"`{form}`", (*trail, form), form == "set")
    return Kind(_LISTS[form], read) if read else BROKEN


def _read_number_kind(reader: Reader, value: Plain, trail: Trail) -> Kind:
    before = len(reader.found)
    found = reader.keys(value, "`number`", trail, ("unit", "step"), ("min", "max"))
    unit = text_at(reader, found, "unit", trail)
    low, high = (
        read_exact(reader, found[key], quoted(key), (*trail, key)) if key in found else None
        for key in ("min", "max")
    )
    step = _read_step(reader, found.get("step", "any"), (*trail, "step"))
    if len(reader.found) > before:
        return BROKEN
    shape = NumberShape(unit, low, high, step)
    if high is None or (shape.fits(high) and low != high):
        return Kind("number", number=shape)
    reader.fault(
        "bad-value",
        f"`max` is {number_words(high)}, which cannot be an answer.",
        "Make it larger than `min`, and a whole number of steps away from it (from 0 where there "
        "is no `min`).",
        (*trail, "max"),
    )
    return BROKEN


def _read_step(reader: Reader, value: Plain, trail: Trail) -> Fraction | None:
    if value == "any":
        return None
    step = read_exact(reader, value, "`step`", trail)
    if step <= 0 and read_number(str(value)) is not None:
        help = "Write a number above 0, or `any`."
        reader.fault("bad-value", f"`step` is {quoted(value)}.", help, trail)
    return step


def _named_kind(reader: Reader, word: str, scales: dict[str, Scale], trail: Trail) -> Kind:
    if word == "yes_no":
        return Kind("yes_no", YES_NO)
    if word == "date":
        return Kind("date")
    if word in scales:
        levels = scales[word].levels
        return Kind("levels", levels, word) if levels else BROKEN
    accepted = ("yes_no", "date", *scales)
    near = reader.nearest(word, accepted)
    hint = f"Did you mean {quoted(near)}? " if near else ""
    reader.fault(
        "unknown-id",
        f"`answer`: {quoted(word)} is neither a kind of answer nor a scale.",
        f"{hint}Accepted: {listed(accepted)}, or `levels:`, `choice:`, `set:` with names, or "
        "`number:`.",
        trail,
    )
    return BROKEN


def read_names(
    reader: Reader, value: Plain, what: str, trail: Trail, members: bool = False
) -> tuple[str, ...]:
    """A list of names local to their owner: levels, choices, members or outcomes.

    Empty where any of them is at fault, so that nothing that merely follows is reported.
    """
    before = len(reader.found)
    names = reader.texts(value, what, trail)
    refused = (*NOT_NAMES, *NOT_MEMBERS) if members else NOT_NAMES
    for position, name in enumerate(names):
        if name in refused:
            reader.fault(
                "reserved-id",
                f"{what}: {quoted(name)} has a meaning of its own and cannot be a name here.",
                "Choose another word.",
                (*trail, position),
            )
        else:
            reader.identifier(name, what, (*trail, position))
    return names if len(reader.found) == before else ()


def read_scale(reader: Reader, id: str, value: Plain, trail: Trail) -> Scale:
    """A scale: its levels from lowest to highest."""
    what = f"Scale {quoted(id)}"
    found = reader.keys(value, what, trail, ("levels",), ("worth", "anchors"))
    levels = (
        read_names(reader, found["levels"], "`levels`", (*trail, "levels"))
        if "levels" in found
        else ()
    )
    worth = _read_worth(reader, found["worth"], levels, trail) if "worth" in found else None
    answers = Answers(Kind("levels", levels) if levels else BROKEN)
    anchors = read_name_texts(reader, found.get("anchors"), "anchors", answers, trail)
    return Scale(id, levels, worth, anchors, trail)


def _read_worth(
    reader: Reader, value: Plain, levels: tuple[str, ...], trail: Trail
) -> tuple[Fraction, ...] | None:
    at = (*trail, "worth")
    items = reader.list_of(value, "`worth`", at)
    numbers = tuple(
        read_exact(reader, item, "`worth`", (*at, position)) for position, item in enumerate(items)
    )
    if items and levels and len(items) != len(levels):
        reader.fault(
            "bad-shape",
            f"`worth` has {len(items)} numbers for {len(levels)} levels.",
            "Write one number for each level, in the same order.",
            at,
        )
    if len(numbers) != len(levels):
        # Something stands in, so that what uses the worth is not reported besides.
        return (Fraction(0),) * len(levels)
    return numbers


def read_exact(reader: Reader, value: Plain, what: str, trail: Trail) -> Fraction:
    """An exact number; 0 where it could not be read."""
    text = reader.text(value, what, trail)
    number = read_number(text)
    if text and number is None:
        reader.fault(
            "bad-value",
            f"{what}: {quoted(text)} is not a number.",
            "Write a whole number, a decimal such as `0.25`, or a fraction such as `1/4`.",
            trail,
        )
    return number if number is not None else Fraction(0)


def read_name_texts(
    reader: Reader,
    value: Plain,
    key: str,
    answers: Answers,
    trail: Trail,
) -> dict[str, str]:
    """Anchors, titles or reasons: a text for each answer, and for none that cannot be given."""
    if value is None:
        return {}
    at = (*trail, key)
    read: dict[str, str] = {}
    for name, text in reader.mapping(value, f"`{key}`", at).items():
        if not answers.take(name):
            answers.refuse(reader, name, f"`{key}`", (*at, name), on_key=True)
            continue
        read[name] = reader.text(text, f"`{key}` of {quoted(name)}", (*at, name))
    return read
