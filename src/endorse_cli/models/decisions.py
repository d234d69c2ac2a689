"""Decisions: written as rows, as a table, or as bands; whichever, they are rows."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AliasChoices, Discriminator, Field, Tag

from endorse_cli.diagnostics import quoted
from endorse_cli.models.conditions import All, Atom, Condition
from endorse_cli.models.decision_rows import OTHERWISE, Bands, Cell, Otherwise, Row, Table, no_row
from endorse_cli.models.faults import fault
from endorse_cli.models.grounds import KEYS, Cited
from endorse_cli.models.loose_words import cut_up, flow
from endorse_cli.models.model import Changed, Maybe, Shaped, replace
from endorse_cli.models.phrases import Move
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import Id, Names, Text, True_
from endorse_cli.models.tests import BOUNDS, OneOf


class Decision(Shaped):
    """Outcomes from worst to best (or unordered) and the rows that choose one.

    Written as rows, `otherwise` is the last and the only one without a condition; where it is left
    out some row always holds. With `hit: unique` no two rows of one candidate differ. A table's
    cells and the cuts of bands are rows too, each with its condition: exactly one of them holds.
    `assume` is the outcome that stands in while it is open; with `may_be_given` a candidate's
    file may state the outcome.
    """

    noun: ClassVar = "Decision"
    meant: ClassVar = {
        **dict.fromkeys(
            ("else", "default", "fallback", "rest"),
            "Write `otherwise:` in its place, with `{{is: …, from: …, basis: …}}`.",
        ),
        **dict.fromkeys(("options", "results", "values", "answers"), "Write `outcomes: {value}`."),
        **dict.fromkeys(
            ("rules", "conditions", "when", "cases", "branches", "steps", "if"),
            "Write `rows:`, and below it each row under its id.",
        ),
        "cuts": "Write `bands: {{of: …, cuts: {value}}}`.",
    }

    id: str = Field("", validation_alias="\0id")
    ordered: Annotated[bool, Changed("outcomes", key="outcomes")] = Field(
        True, validation_alias="\0ordered"
    )
    rows: tuple[Row, ...] = Field((), validation_alias="\0rows")
    title: Maybe[Text] = Field(None, description="What is decided, in words.")
    outcomes: Names = Field(
        validation_alias=AliasChoices("outcomes", "outcomes/unordered\0outcomes"),
        description="From the worst to the best, or as below.",
    )
    titles: dict[str, Text] = Field({}, description="For each outcome how it is printed.")
    moves: Annotated[dict[str, Move], Changed("wording")] = Field(
        {},
        description="For each outcome what a body would resolve, with `{candidate}`, `{office}`, "
        "`{election}`, `{chapter}`.",
    )
    assume: Maybe[Text] = Field(
        None, description="The outcome that stands in on a second line while it is open."
    )
    list_others: True_ = Field(
        False, description=("`true`: the result names the other rows that hold.")
    )
    hit: Literal["first", "unique"] = Field(
        "first",
        description="`first` (the default): the first row that holds decides; `unique`: no two "
        "with other outcomes hold for one candidate.",
    )
    may_be_given: Annotated[True_, Changed("given")] = Field(
        False, description="`true`: a candidate's file may state the outcome."
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """It is written in one way, and its outcomes too."""
        forms = [form for form in BODIES if form in value]
        if len(forms) > 1:
            said = f"{{what}} is written in {len(forms)} ways at once."
            help = "Write one of `rows:` with `otherwise:`, `table:` or `bands:`."
            if forms == ["rows", "bands"]:
                help = _bands_as_rows(value["bands"])
            raise fault("bad-shape", said, help, at=(forms[1],), on_key=True, whole=True)
        outcomes = value.get("outcomes")
        if isinstance(outcomes, dict) and set(outcomes) != {"unordered"}:
            raise _not_outcomes(outcomes)

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With the outcomes out of `unordered`."""
        shaped, outcomes = super().shape(value), value.get("outcomes")
        if not isinstance(outcomes, dict) or set(outcomes) != {"unordered"}:
            return shaped
        rest = {key: part for key, part in shaped.items() if key != "outcomes"}
        return {**rest, "outcomes/unordered\0outcomes": outcomes["unordered"], "\0ordered": False}

    @property
    def body(self) -> Table | Bands | None:
        """The table or the bands that it is written as; None for rows."""
        return None

    @property
    def looked_at(self) -> tuple[str, ...]:
        """What the table or the bands look at; nothing for rows."""
        return ()

    def written_rows(self) -> tuple[Row, ...]:
        """The rows, each with its condition and its place."""
        return ()

    def settle(self) -> None:
        """The rows, from whatever the decision is written as."""
        self.__dict__["rows"] = self.written_rows()

    @property
    def has_rest(self) -> bool:
        """Whether it has a row for whomever the others leave."""
        return any(row.id == OTHERWISE for row in self.rows)

    @property
    def promises_rows(self) -> bool:
        """Whether its rows are to be total or to exclude each other; they are no table or bands."""
        return self.body is None and (self.hit == "unique" or not self.has_rest)

    def row(self, id: str) -> Row:
        """The row with this id."""
        return next(row for row in self.rows if row.id == id)


def _not_outcomes(outcomes: dict[str, Plain]) -> Exception:
    unknown = [key for key in outcomes if key != "unordered"]
    if cut := cut_up(outcomes):
        said = f"{{}}{quoted(cut[1][1])} is not a key of `outcomes`."
        return fault("bad-shape", said, f"Write `outcomes: {flow(dict([cut]))}`.")
    if unknown:
        said = "{}`outcomes` is a mapping, not a list."
        help = f"Write `outcomes: {flow([*outcomes])}`, and how each is printed under `titles:`."
        return fault("bad-shape", said, help, at=("outcomes",), on_key=True, whole=True)
    said, help = "{}`outcomes` has no `unordered`.", "Add `unordered` to it."
    return fault("missing-key", said, help, at=("outcomes",), on_key=True)


def _bands_as_rows(bands: Plain) -> str:
    """How bands behind a gate are written: as the rows that they are."""
    written = bands if isinstance(bands, dict) else {}
    of, cuts = written.get("of"), written.get("cuts")
    score = of if isinstance(of, str) else "score"
    cut = cuts[-1] if isinstance(cuts, list) and cuts else None
    parts = cut if isinstance(cut, dict) else {}
    outcome = parts.get("is")
    named = outcome if isinstance(outcome, str) else "best"
    bounds = [f"{key}: {part}" for key, part in parts.items() if key in BOUNDS]
    test = f"{{{score}: {{{', '.join(bounds) or 'at_least: …'}}}}}"
    row = f"{named}: {{is: {named}, when: {test}, from: …, basis: …}}"
    return (
        "Bands stand alone. With rows before them they are rows too, the highest first: "
        f"`{row}`, and what is left is `otherwise:`."
    )


class RowDecision(Decision):
    """A decision written as rows."""

    written: dict[Id, Row] = Field(
        validation_alias="rows", description="Tried in order; the first that holds decides."
    )
    otherwise: Maybe[Otherwise] = Field(
        None, description="What is decided where no row holds; left out where one always does."
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """What is left is no row among the others."""
        rows = value.get("rows")
        if isinstance(rows, dict) and OTHERWISE in rows:
            raise no_row(("rows", OTHERWISE))
        super().refuse(value)

    def settle(self) -> None:
        """The rows as written are the decision's rows; from here on they stand there alone."""
        super().settle()
        self.__dict__["written"] = {}

    def written_rows(self) -> tuple[Row, ...]:
        """The rows in order, and `otherwise` after them where it is written."""
        last = () if self.otherwise is None else (replace(self.otherwise, id=OTHERWISE),)
        return (*self.written.values(), *last)


class TableDecision(Decision, Cited):
    """A decision written as a table."""

    meant: ClassVar = {
        **Decision.meant,
        "otherwise": "A table has a cell for every combination, so nothing is left: add its cells, "
        "or write `rows:` instead of `table:`.",
    }

    table: Table = Field(description="An outcome for every combination.")

    @property
    def body(self) -> Table | Bands | None:
        """The table."""
        return self.table

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The inputs of the table."""
        return self.table.by

    def written_rows(self) -> tuple[Row, ...]:
        """A row for each cell, named by its inputs."""
        return tuple(self._row(cell) for cell in self.table.cells if all(cell.words))

    def _row(self, cell: Cell) -> Row:
        return Row.model_construct(
            id=cell.row,
            outcome=cell.outcome,
            when=self._holds(cell),
            unless=(),
            grounds=self.grounds,
            trail=cell.trail,
        )

    def _holds(self, cell: Cell) -> Condition:
        parts = tuple(
            Atom.model_construct(
                id=id,
                test=OneOf.model_construct(names=(name,), trail=cell.trail),
                trail=cell.trail,
            )
            for id, name in zip(self.table.by, cell.names, strict=False)
        )
        return parts[0] if len(parts) == 1 else All.model_construct(parts=parts, trail=cell.trail)


class BandDecision(Decision, Cited):
    """A decision written as bands of a score or a number."""

    meant: ClassVar = {
        **Decision.meant,
        "otherwise": "Bands leave nothing out: give the last one no upper end, or write `rows:`.",
    }

    bands: Bands = Field(description="An outcome for every stretch of a number or score.")

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With its grounds in one; those that its cuts say, where it says none."""
        bands = value.get("bands")
        listed = bands.get("cuts") if isinstance(bands, dict) else None
        first = listed[0] if isinstance(listed, list) and listed else None
        if isinstance(first, dict):
            value = {**{key: first[key] for key in KEYS if key in first}, **value}
        return super().shape(value)

    @property
    def body(self) -> Table | Bands | None:
        """The bands."""
        return self.bands

    @property
    def looked_at(self) -> tuple[str, ...]:
        """What is cut."""
        return (self.bands.of,)

    def written_rows(self) -> tuple[Row, ...]:
        """A row for each cut, named by its outcome; where several share one, also by its place."""
        rows: list[Row] = []
        seen: dict[str, int] = {}
        for cut in self.bands.cuts:
            seen[cut.outcome] = number = seen.get(cut.outcome, 0) + 1
            rows.append(
                Row.model_construct(
                    id=cut.outcome if number == 1 else f"{cut.outcome}.{number}",
                    outcome=cut.outcome,
                    when=Atom.model_construct(id=self.bands.of, test=cut.range, trail=cut.trail),
                    unless=(),
                    grounds=self.grounds,
                    trail=cut.trail,
                )
            )
        return tuple(rows)


BODIES = {"rows": "\0rows", "table": "\0table", "bands": "\0bands"}


def _form(value: object) -> str:
    forms = [form for form in BODIES if isinstance(value, dict) and form in value]
    return BODIES[forms[0]] if forms else "\0rows"


AnyDecision: TypeAlias = Annotated[
    Annotated[RowDecision, Tag("\0rows")]
    | Annotated[TableDecision, Tag("\0table")]
    | Annotated[BandDecision, Tag("\0bands")],
    Discriminator(_form),
]
