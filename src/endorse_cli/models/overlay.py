"""An overlay: what it adds to the rubric below, sets, demands, switches off, waives.

What it adds is only looked at here; it is read with all that stands below, once it is merged.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias

from pydantic import Field, PlainValidator

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.base import BROKEN, Hollow, Model, fault, not_a
from endorse_cli.models.decisions import AnyDecision, Row, RowId
from endorse_cli.models.grounds import KEYS, Cited, Grounds
from endorse_cli.models.kinds import Scale
from endorse_cli.models.load import read_as
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import AnyPromise
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
from endorse_cli.models.scalars import Date, Id, RubricId, Text
from endorse_cli.models.slate_rule import Guidance, SlateRule
from endorse_cli.models.spans import Span

HEAD = ("format", "rubric", "version", "extends", "title")
SECTIONS = (
    "scales",
    "groups",
    "criteria",
    "families",
    "settings",
    "scores",
    "findings",
    "decisions",
    "promises",
    "readings",
    "passages",
)
"""Mappings from an id, to which an overlay adds entries."""

DEMANDS = ("evidence", "fresh_for", "anchors")
GROUNDED = ("criteria", "settings", "scores", "findings", "promises")
"""Sections whose entries say what they rest on."""


def _mapping_as_it_is(value: object) -> object:
    if value is BROKEN:
        return {}
    if not isinstance(value, dict):
        raise not_a(value, "a mapping")
    return value


def _later(kind: object) -> PlainValidator:
    """What is read once it stands with the rubric below: until then it is taken as it is."""
    return PlainValidator(lambda value: value, json_schema_input_type=kind)


def _entries(kind: object) -> PlainValidator:
    """A mapping of entries that are read once they stand with the rubric below."""
    return PlainValidator(_mapping_as_it_is, json_schema_input_type=kind)


class AddedRow(Row):
    """A row that is added to a decision below, and the row before which it stands."""

    before: Text = Field(description="The row before which it stands, or `otherwise`.")


class AddedRows(Model):
    """What is added to a decision below."""

    rows: Annotated[
        object,
        _entries(dict[RowId, AddedRow]),
    ] = Field(description="Rows to add; each names in `before` the row that it stands before.")


class SetTo(Cited):
    """Another value of a setting below."""

    value: Text = Field(description="The new value.")


class Demand(Cited):
    """What a criterion below needs besides."""

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


class Entry(NamedTuple):
    """One entry of `set`, `demand` or `switch_off` without faults: its keys and its grounds."""

    id: str
    keys: dict[str, Plain]
    grounds: Grounds
    trail: Trail


class Additions(NamedTuple):
    """What an overlay adds, as it stands in the file."""

    head: dict[str, Plain]
    sections: dict[str, dict[str, Plain]]
    slate: dict[str, Plain] | None


class Amendments(NamedTuple):
    """What an overlay changes below it, as far as it is without faults."""

    settings: tuple[Entry, ...]
    demands: tuple[Entry, ...]
    switch_offs: tuple[Entry, ...]
    waivers: dict[str, str]


def read_overlay(value: Plain) -> tuple[Additions, Amendments, list[Diagnostic]]:
    """What an overlay adds, what it changes, and everything that is wrong with its own shape."""
    overlay, problems = read_as(Overlay, value)
    written = _mapping(value)
    found = [*problems.found, *_not_of_the_chapter(written), *_empty(written)]
    spoilt = {one.trail[:2] for one in found}

    def entries(
        section: str, parts: dict[str, SetTo] | dict[str, Demand] | dict[str, SwitchOff]
    ) -> tuple[Entry, ...]:
        keys = _mapping(written.get(section))
        return tuple(
            Entry(id, _mapping(keys.get(id)), part.grounds, part.trail)
            for id, part in parts.items()
            if (section, id) not in spoilt
        )

    slate = _mapping(written["slate"]) if "slate" in written else None
    additions = Additions(
        {key: written[key] for key in (*HEAD, "effective") if key in written},
        {key: _mapping(written[key]) for key in SECTIONS if key in written},
        slate,
    )
    amendments = Amendments(
        entries("set", overlay.set),
        entries("demand", overlay.demand),
        entries("switch_off", overlay.switch_off),
        {id: reason for id, reason in overlay.waive.items() if reason},
    )
    return additions, amendments, found


def _mapping(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _empty(written: dict[str, Plain]) -> Iterator[Diagnostic]:
    for key in (*SECTIONS, "set", "demand", "switch_off", "waive"):
        if written.get(key) == {}:
            help = "Add an entry, or leave it out."
            yield Diagnostic("bad-shape", f"{quoted(key)} is empty.", help, (key,))


def _not_of_the_chapter(written: dict[str, Plain]) -> Iterator[Diagnostic]:
    """Everything that an overlay adds or changes is of the chapter's own layer."""
    for section in (*GROUNDED, "set", "demand", "switch_off"):
        yield from _not_chapter(_mapping(written.get(section)), (section,))
    for id, decision in _mapping(written.get("decisions")).items():
        body = _mapping(decision)
        yield from _not_chapter(_mapping(body.get("rows")), ("decisions", id, "rows"))
        if "otherwise" in body:
            yield from _not_chapter({"otherwise": body["otherwise"]}, ("decisions", id))
        if "table" in body or "bands" in body:
            yield from _not_chapter({id: decision}, ("decisions",))
    guidance = _mapping(_mapping(written.get("slate")).get("guidance"))
    yield from _not_chapter(guidance, ("slate", "guidance"))


def _not_chapter(entries: dict[str, Plain], trail: Trail) -> Iterator[Diagnostic]:
    for id, entry in entries.items():
        basis = _mapping(entry).get("basis")
        if basis in ("stated", "inferred"):
            yield Diagnostic(
                "bad-value",
                f"A line of an overlay has `basis: {basis}`.",
                "What a chapter adds or changes is its own: write `basis: chapter` and `adopted:`.",
                (*trail, id, "basis"),
            )
