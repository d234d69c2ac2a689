"""An overlay: what it adds to the rubric below, sets, demands, switches off, waives.

What it adds is only looked at here; it is read with all that stands below, once it is merged.
"""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator

from endorse_cli.diagnostics import quoted
from endorse_cli.models.base import BROKEN, Hollow, Model, fault, not_a
from endorse_cli.models.decisions import OTHERWISE, AnyDecision, Row, no_row
from endorse_cli.models.grounds import KEYS, Cited, Span
from endorse_cli.models.kinds import Scale
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import AnyPromise, Guidance, SlateRule
from endorse_cli.models.rubric import (
    Criterion,
    EvidenceRule,
    Family,
    FindingRule,
    Group,
    Passage,
    Reading,
    Score,
    Setting,
)
from endorse_cli.models.scalars import EDITOR, Date, Id, Kept, RubricId, Text

HEAD = ("format", "rubric", "version", "extends", "title")

DEMANDS = ("evidence", "fresh_for", "anchors")
GROUNDED = ("criteria", "settings", "scores", "findings", "promises")
"""Sections whose entries say what they rest on."""


def _mapping_as_it_is(value: object) -> object:
    if value is BROKEN:
        return {}
    if not isinstance(value, dict):
        raise not_a(value, "a mapping")
    return value


def _row_id(value: object) -> object:
    if value == OTHERWISE and not isinstance(value, Kept):
        raise no_row()
    return value


RowId: TypeAlias = Annotated[Id, BeforeValidator(_row_id)]


def _later(kind: object) -> PlainValidator:
    """What is read once it stands with the rubric below: until then it is taken as it is."""
    return PlainValidator(lambda value: value, json_schema_input_type=kind)


def _entries(kind: object) -> PlainValidator:
    """A mapping of entries that are read once they stand with the rubric below."""
    return PlainValidator(_mapping_as_it_is, json_schema_input_type=kind)


GROUNDED_BY = "from: …, basis: chapter, adopted: {{by: …, date: YYYY-MM-DD}}"
"""What an overlay's own line rests on, as messages write it."""


class AddedRow(Row):
    """A row that is added to a decision below, and the row before which it stands."""

    before: Text = Field(description="The row before which it stands, or `otherwise`.")


class AddedRows(Model):
    """What is added to a decision below."""

    meant: ClassVar = dict.fromkeys(
        ("otherwise", "outcomes", "bands", "table"),
        "Write `rows: {{an_id: {{before: otherwise, is: …, when: …}}}}`: an overlay adds rows, and "
        "what else stands below stays.",
    )

    rows: Annotated[
        object,
        _entries(dict[RowId, AddedRow]),
    ] = Field(description="Rows to add; each names in `before` the row that it stands before.")


class SetTo(Cited):
    """Another value of a setting below."""

    from_word: ClassVar = f"`{{{{value: {{value}}, {GROUNDED_BY}}}}}`"

    value: Text = Field(description="The new value.")


class Demand(Cited):
    """What a criterion below needs besides."""

    from_word: ClassVar = f"`{{{{evidence: {{value}}, {GROUNDED_BY}}}}}`"

    evidence: Annotated[object, _later(EvidenceRule)] = Field(
        None, description="The evidence that is asked for."
    )
    fresh_for: Annotated[object, _later(Span)] = Field(None, description="How old a source may be.")
    anchors: Annotated[object, _later(dict[str, Text])] = Field(
        None, description="Anchors in the chapter's words."
    )

    @classmethod
    def shape(cls, value: dict[str, Plain] | str) -> object:
        """With its grounds; something is demanded."""
        alone = isinstance(value, dict) and value.keys() <= set(KEYS)
        if alone and not isinstance(value, Hollow):
            help = f"Add one of {', '.join(map(quoted, DEMANDS))}."
            raise fault("missing-key", "{what} demands nothing.", help, on_key=True)
        return super().shape(value)


class SwitchOff(Cited):
    """Why a line below is taken out."""

    from_word: ClassVar = f"`{{{{reason: {{value}}, {GROUNDED_BY}}}}}`"

    reason: Text = Field(description="Why.")


AddedDecision: TypeAlias = AnyDecision | AddedRows


class Overlay(Model):
    """An overlay as it is written."""

    noun: ClassVar = "The overlay"

    format: Annotated[object, _later(Literal["1"])] = Field(
        description="`1`, the version of the language."
    )
    id: Annotated[object, _later(RubricId)] = Field(
        validation_alias="rubric", description="The rubric's id: small letters, digits and `-`."
    )
    version: Annotated[object, _later(Text)] = Field(description="The version of this rubric.")
    extends: Annotated[object, _later(Text)] = Field(
        description="The rubric that it builds on: a shipped name or a path."
    )
    title: Annotated[object, _later(Text)] = Field(description="What the rubric is called.")
    effective: Annotated[object, _later(Date)] = Field(
        None, description="The first day on which it applies."
    )
    editor: Annotated[object, _later(Text)] = Field(
        None, validation_alias="$schema", description=EDITOR
    )
    scales: Annotated[object, _entries(dict[Id, Scale])] = Field(
        {}, description=("Levels that criteria share, by id.")
    )
    groups: Annotated[object, _entries(dict[Id, Group])] = Field(
        {}, description=("Headings under which criteria stand, by id.")
    )
    criteria: Annotated[object, _entries(dict[Id, Criterion])] = Field(
        {}, description="What is asked, by id."
    )
    families: Annotated[object, _entries(dict[Id, Family])] = Field(
        {}, description="Criteria that are counted or added together, by id."
    )
    settings: Annotated[object, _entries(dict[Id, Setting])] = Field(
        {}, description="What an overlay may set, by id."
    )
    scores: Annotated[object, _entries(dict[Id, Score])] = Field(
        {}, description=("Numbers worked out from answers, by id.")
    )
    findings: Annotated[object, _entries(dict[Id, FindingRule])] = Field(
        {}, description="Conditions with a name, by id."
    )
    decisions: Annotated[object, _entries(dict[Id, AddedDecision])] = Field(
        {}, description="What is decided, by id."
    )
    promises: Annotated[object, _entries(dict[Id, AnyPromise])] = Field(
        {}, description="What must hold for every candidate, by id."
    )
    readings: Annotated[object, _entries(dict[Id, Reading])] = Field(
        {}, description="Where the document is open and what was chosen, by id."
    )
    passages: Annotated[object, _entries(dict[Passage, Text])] = Field(
        {}, description="Places on which nothing rests, each with the reason."
    )
    slate: Annotated[object, _entries(SlateRule | dict[str, dict[Id, Guidance]])] = Field(
        {}, description="What is counted over many candidates."
    )
    set: dict[str, SetTo] = Field(
        {}, description=("Settings of the rubric below that get another value.")
    )
    demand: dict[str, Demand] = Field({}, description="Criteria below of which more is asked.")
    switch_off: dict[str, SwitchOff] = Field(
        {}, description=("Ids, or `decision.row`, that no longer count, with the reason.")
    )
    waive: dict[str, Text] = Field(
        {}, description=("Promises below that need not be kept, each with the reason.")
    )
