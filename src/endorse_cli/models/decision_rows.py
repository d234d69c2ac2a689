"""What decisions are written as: rows, the cells of a table, the cuts of bands."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from endorse_cli.diagnostics import Trail, counted, quoted
from endorse_cli.models.conditions import MEANT, Condition, Exceptions
from endorse_cli.models.faults import fault, faults, not_a, unknown
from endorse_cli.models.grounds import KEYS, Cited
from endorse_cli.models.loose_amounts import cuts
from endorse_cli.models.loose_words import flow
from endorse_cli.models.model import BROKEN, Changed, Maybe, Model, Shaped, keys_of
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import NAMED, FormerIds, Text, Texts
from endorse_cli.models.tests import Bounded, Range

OTHERWISE = "otherwise"


def no_row(at: Trail = ()) -> Exception:
    """A row among the others that is named as the last is."""
    said, help = "{}No row can be named `otherwise`.", "Write `otherwise:` beside `rows:`."
    return fault("reserved-id", said, help, at=at, on_key=True)


class Row(Cited):
    """One row of a decision: where it holds and none before it does, this is the outcome."""

    noun: ClassVar = "Row"
    meant: ClassVar = {
        **MEANT,
        **dict.fromkeys(
            ("then", "outcome", "result", "decision", "gives", "value"), "Write `is: {value}`."
        ),
        "otherwise": "What is left is `otherwise:` beside `rows:`.",
    }
    from_word: ClassVar = "`{{is: …, when: {value}, from: …, basis: …}}`"
    from_text: ClassVar = "`{{is: {value}, when: …, from: …, basis: …}}`"

    id: str = Field("", validation_alias="\0id")
    outcome: Annotated[Text, Changed("row-outcome")] = Field(
        validation_alias="is", description="The outcome."
    )
    when: Annotated[
        Condition | None,
        BeforeValidator(lambda value: _given(value)),
        Changed("condition", number="threshold"),
    ] = Field(description="The condition.")
    unless: Annotated[Exceptions, Changed("condition", number="threshold")] = Field(
        (), description="Exceptions, each with grounds of its own."
    )
    because: Annotated[Maybe[Text], Changed("wording")] = Field(
        None, description="Why, in one clause that stands beside the outcome."
    )
    was: Annotated[FormerIds, Changed("renamed")] = Field(
        (), description="The ids that it had before: a diff knows it by them."
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Its outcome is no key."""
        odd = [key for key in value if key not in (*keys_of(Row), *cls.meant)]
        if len(odd) == 1:
            (outcome,) = odd
            says_grounds = bool(value.keys() & {*KEYS})
            if value[outcome] and says_grounds and value.keys().isdisjoint(("is", "when")):
                meant = flow({"is": outcome, "when": value[outcome]})
                help = f"Write `{meant[:-1]}, from: …, basis: …}}`."
                raise unknown(outcome, help, whole=True)


def _given(value: object) -> object:
    if value is None:
        raise not_a(value, "a condition")
    return value


class Otherwise(Row):
    """The last row: what is the outcome where no other row holds."""

    meant: ClassVar = {
        **Row.meant,
        "when": "It holds for everybody who is left: leave `when` out, or make it one of the rows.",
        "unless": "It holds for everybody who is left: leave `unless` out, or make it a row.",
    }
    from_word: ClassVar = "`{{is: {value}, from: …, basis: …}}`"
    from_text: ClassVar = from_word

    when: None = Field(None, validation_alias="\0when")
    unless: tuple[()] = Field((), validation_alias="\0unless")
    was: tuple[()] = Field((), validation_alias="\0was")


class Cell(Model):
    """One cell of a decision table: a name for every input, and the outcome."""

    noun: ClassVar = "A cell"
    as_word: ClassVar = {"type": "array", "items": NAMED, "minItems": 2}

    words: tuple[Text, ...] = Field(validation_alias="\0words")

    @model_validator(mode="before")
    @classmethod
    def _shape(cls, value: object) -> object:
        if value is BROKEN:
            return {"\0words": [BROKEN]}
        if not isinstance(value, list):
            raise not_a(value, "a list of names")
        return {"\0words": value}

    @property
    def names(self) -> tuple[str, ...]:
        """A name for every input."""
        return self.words[:-1]

    @property
    def row(self) -> str:
        """The id of the row that it is."""
        return ".".join(self.names)

    @property
    def outcome(self) -> str:
        """The outcome where these are the answers."""
        return self.words[-1] if self.words else ""


class Table(Model):
    """A decision table: what it looks at, and a cell for every combination of their answers."""

    meant: ClassVar = {
        **dict.fromkeys(("columns", "inputs", "of", "criteria"), "Write `by: {value}`."),
        **dict.fromkeys(("rows", "rules", "entries"), "Write `cells: {value}`."),
    }
    from_word: ClassVar = "`{{by: [one, other], cells: [[yes, yes, outcome], …]}}`"

    by: Texts = Field(description="Criteria, decisions or findings.")
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)] = Field(
        description="Lists: a value for each of them, and the outcome."
    )

    @property
    def inputs(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What it looks at, each with the names that its cells have for it."""
        for place, id in enumerate(self.by):
            yield id, tuple(dict.fromkeys(cell.names[place] for cell in self.cells))

    @model_validator(mode="after")
    def _see_cells(self) -> Self:
        if "" not in self.by:
            wanted = len(self.by) + 1
            help = f"Write one for each of {', '.join(map(quoted, self.by))}, and then the outcome."
            wrong = [
                (place, counted(len(cell.words), "name"))
                for place, cell in enumerate(self.cells)
                if len(cell.words) != wanted and "" not in cell.words
            ]
            if wrong:
                said = "{{}}A cell has {} where {} are needed."
                raise faults(
                    (("cells", place), fault("bad-shape", said.format(names, wanted), help))
                    for place, names in wrong
                )
        return self


class Cut(Bounded):
    """One band of a decision: the outcome where the amount lies between the bounds."""

    noun: ClassVar = "A cut"
    from_word: ClassVar = "`{{is: …, at_least: {value}}}`"

    outcome: Text = Field(validation_alias="is", description="The outcome.")
    range: Range = Field(validation_alias="\0range")


class Bands(Shaped):
    """The bands into which a score or a number is cut, one outcome each."""

    meant: ClassVar = {
        **dict.fromkeys(("score", "by", "criterion", "number"), "Write `of: {value}`."),
        **dict.fromkeys(("bands", "ranges", "rows", "levels"), "Write `cuts: {value}`."),
    }
    from_word: ClassVar = "`{{of: …, cuts: [{{is: …, less_than: 10}}, {{is: …, at_least: 10}}]}}`"

    of: Text = Field(description="A score or a number criterion.")
    cuts: Annotated[tuple[Cut, ...], Field(min_length=1)] = Field(
        description="The stretches, none left out."
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Its cuts are a list, and what they rest on is said once."""
        written = value.get("cuts", value)
        if meant := cuts(written):
            said = "{what} names outcomes where its cuts stand."
            help = f"Write `cuts: {meant}`, each with its ends, and `of:` with a score."
            raise fault("bad-shape", said, help, whole=True)
        if isinstance(written, list) and any(
            isinstance(cut, dict) and {"from", "basis"} <= cut.keys() for cut in written
        ):
            said = "{what} says of each cut by itself what it rests on."
            help = "Write `from:` and `basis:` once, beside `bands:`."
            raise fault("bad-shape", said, help, whole=True, alone=True)
