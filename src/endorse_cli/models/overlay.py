"""An overlay: what it adds to the rubric below, sets, demands, switches off, waives.

What it adds is only looked at here; it is read with all that stands below, once it is merged.
"""

from typing import Annotated, ClassVar, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic.fields import FieldInfo

from endorse_cli.diagnostics import quoted
from endorse_cli.models.criteria import EvidenceRule
from endorse_cli.models.decision_rows import OTHERWISE, Row, no_row
from endorse_cli.models.decisions import AnyDecision
from endorse_cli.models.faults import fault, not_a
from endorse_cli.models.grounds import KEYS, Cited, Span
from endorse_cli.models.model import BROKEN, Model, needs_one_of
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.promises import Guidance, SlateRule
from endorse_cli.models.rubric import SECTIONS, Rubric
from endorse_cli.models.scalars import Id, Kept, Text

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


class Amendment(Cited):
    """A change to what stands below, under the id of that."""

    id: str = Field("", validation_alias="\0id")


class SetTo(Amendment):
    """Another value of a setting below."""

    from_word: ClassVar = f"`{{{{value: {{value}}, {GROUNDED_BY}}}}}`"

    value: Text = Field(description="The new value.")


class Demand(Amendment):
    """What a criterion below needs besides."""

    model_config = needs_one_of(*DEMANDS)

    from_word: ClassVar = f"`{{{{evidence: {{value}}, {GROUNDED_BY}}}}}`"

    evidence: Annotated[object, _later(EvidenceRule)] = Field(
        None, description="The evidence that is asked for."
    )
    fresh_for: Annotated[object, _later(Span)] = Field(None, description="How old a source may be.")
    anchors: Annotated[object, _later(dict[str, Text])] = Field(
        None, description="Anchors in the chapter's words."
    )

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Something is demanded."""
        if value.keys() <= set(KEYS):
            help = f"Add one of {', '.join(map(quoted, DEMANDS))}."
            raise fault("missing-key", "{what} demands nothing.", help, on_key=True)


class SwitchOff(Amendment):
    """Why a line below is taken out."""

    from_word: ClassVar = f"`{{{{reason: {{value}}, {GROUNDED_BY}}}}}`"

    reason: Text = Field(description="Why.")


def below(name: str, kind: object = None) -> FieldInfo:
    """A key as the rubric below declares it, or of another `kind`; of a section what is added."""
    own = Rubric.model_fields[name]
    written = Annotated[own.annotation, *own.metadata] if own.metadata else own.annotation
    is_section = name in (*SECTIONS, "slate")
    field = FieldInfo(
        default={} if is_section else ... if own.is_required() else None,
        validation_alias=own.validation_alias,
        description=own.description,
    )
    field.metadata.append((_entries if is_section else _later)(kind or written))
    return field


class Overlay(Model):
    """An overlay as it is written."""

    noun: ClassVar = "The overlay"

    format: object = below("format")
    id: object = below("id")
    version: object = below("version")
    extends: Annotated[object, _later(Text)] = Field(
        description="The rubric that it builds on: a shipped name or a path."
    )
    title: object = below("title")
    effective: object = below("effective")
    editor: object = below("editor")
    scales: object = below("scales")
    groups: object = below("groups")
    criteria: object = below("criteria")
    families: object = below("families")
    settings: object = below("settings")
    scores: object = below("scores")
    findings: object = below("findings")
    decisions: object = below("decisions", dict[Id, AnyDecision | AddedRows])
    promises: object = below("promises")
    readings: object = below("readings")
    passages: object = below("passages")
    slate: object = below("slate", SlateRule | dict[str, dict[Id, Guidance]])
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
