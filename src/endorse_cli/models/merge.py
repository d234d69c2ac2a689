"""The only place that puts an overlay onto what stands below it, each line with its origin.

Merging is done on plain values, before anything is read, so that every form of the language can
stand in an overlay. The merged rubric is then read and checked like any other; a trail into it is
led back to the document in which the line was written.
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, Trail, nearest, quoted
from endorse_cli.models.changes import Chain, Change, Waiver
from endorse_cli.models.grounds import BASES, KEYS, NO_GROUNDS, Basis, Grounds, read_grounds
from endorse_cli.models.merged import Clash, Merged, Origin, layer_of, mapping_in, text_in
from endorse_cli.models.overlay import (
    DEMANDS,
    SECTIONS,
    Entry,
    Overlay,
    read_overlay,
    refuse_empty,
)
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.spans import UNITS

OTHERWISE = "otherwise"
SHARED = ("criteria", "families", "settings", "scores", "findings", "decisions")
"""Sections that share their ids."""

SWITCHABLE = ("criteria", "scores", "findings")


def put_on(merged: Merged, value: Plain) -> Merged:
    """The same with an overlay put on; its own faults among the clashes."""
    reader = Reader()
    overlay = read_overlay(reader, value)
    layer = merged.layers
    result = Merged(
        dict(merged.value),
        layer + 1,
        dict(merged.origins),
        dict(merged.taken),
        merged.chain,
        [*merged.clashes, *(Clash(layer, found) for found in reader.found)],
    )
    _Merge(result, merged, layer).overlay(overlay)
    return result


class _Merge:
    """One overlay on its way onto what stands below."""

    def __init__(self, result: Merged, below: Merged, layer: int) -> None:
        self.result = result
        self.below = below
        self.layer = layer
        self.changes: list[Change] = []
        self.waivers: list[Waiver] = []

    def overlay(self, overlay: Overlay) -> None:
        self.head(overlay.head)
        for section in SECTIONS:
            if overlay.adds.get(section):
                self.section(section, overlay.adds[section])
        if overlay.slate is not None:
            self.slate(overlay.slate)
        for entry in overlay.settings:
            self.set(entry)
        for entry in overlay.demands:
            self.demand(entry)
        for entry in overlay.switch_offs:
            self.switch_off(entry)
        for promise, reason in overlay.waivers.items():
            self.waive(promise, reason)
        chain = self.result.chain
        self.result.chain = Chain(
            (*chain.layers, layer_of(overlay.head)),
            (*chain.changes, *self.changes),
            (*chain.waivers, *self.waivers),
        )

    def fault(
        self, code: str, message: str, help: str, trail: Trail, other: Origin | None = None
    ) -> None:
        found = Diagnostic(code, message, help, trail, on_key=True)
        self.result.clashes.append(Clash(self.layer, found, other))

    def head(self, head: dict[str, Plain]) -> None:
        for key in ("format", "rubric", "version", "title"):
            if key in head:
                self.result.value[key] = head[key]
                self.result.origins[key,] = Origin(self.layer, (key,))
        day, own = text_in(self.below.value.get("effective")), text_in(head.get("effective"))
        if own > day:
            self.result.value["effective"] = own
            self.result.origins["effective",] = Origin(self.layer, ("effective",))

    def entries(self, section: str) -> dict[str, Plain]:
        """A section of the result, as a mapping of its own that may be added to."""
        entries = dict(mapping_in(self.result.value.get(section)))
        if section not in self.result.value:
            self.result.origins[section,] = Origin(self.layer, (section,))
        self.result.value[section] = entries
        return entries

    def section(self, section: str, added: dict[str, Plain]) -> None:
        entries = self.entries(section)
        for id, value in added.items():
            trail: Trail = (section, id)
            if section == "decisions" and id in mapping_in(self.below.value.get(section)):
                entries[id] = self.rows(id, mapping_in(entries[id]), value)
            elif self.is_free(section, id, trail):
                entries[id] = value
                self.result.origins[trail] = Origin(self.layer, trail)
                if section == "criteria":
                    self.member(id, mapping_in(value))

    def is_free(self, section: str, id: str, trail: Trail) -> bool:
        """Whether nothing below bears the id; else a fault that names both places."""
        sections = SHARED if section in SHARED else (section,)
        for other in sections:
            if id in mapping_in(self.below.value.get(other)):
                self.fault(
                    "doubled-id",
                    f"{quoted(id)} is already an id in `{other}` of the rubric below.",
                    "Choose another id. What stands below is changed with `set`, `demand`, "
                    "`switch_off` and `waive` only.",
                    trail,
                    self.below.origin((other, id)),
                )
                return False
        return True

    def member(self, id: str, criterion: dict[str, Plain]) -> None:
        """A member added to a family that is no placeholder's may change what stands below."""
        written = criterion.get("in")
        named = written if isinstance(written, list) else [written]
        families = mapping_in(self.below.value.get("families"))
        if any(
            isinstance(name, str)
            and name in families
            and "placeholder" not in mapping_in(families[name])
            for name in named
        ):
            grounds = _grounds_of(criterion)
            self.changes.append(
                Change("member", id, self.layer, grounds, "chapter", trail=("criteria", id))
            )

    def rows(self, id: str, decision: dict[str, Plain], value: Plain) -> dict[str, Plain]:
        """A decision of the base with the rows that an overlay adds."""
        at: Trail = ("decisions", id)
        reader = Reader()
        found = reader.keys(value, f"What is added to the decision {quoted(id)}", at, ("rows",))
        rows = reader.mapping(found["rows"], "`rows`", (*at, "rows")) if "rows" in found else {}
        refuse_empty(reader, found.get("rows"), "rows", (*at, "rows"))
        for name, row in rows.items():
            reader.mapping(row, f"Row {quoted(f'{id}.{name}')}", (*at, "rows", name))
        self.result.clashes += [Clash(self.layer, fault) for fault in reader.found]
        below = decision.get("rows")
        if not isinstance(below, dict):
            help = "Rows can be added only where the decision has rows."
            self.fault("type-mismatch", f"{quoted(id)} has no rows.", help, at, self._there(at))
            return decision
        placed = dict(below)
        for name, row in rows.items():
            if isinstance(row, dict):
                placed = self.row(id, placed, name, row)
        return {**decision, "rows": placed}

    def basis(self, trail: Trail) -> Basis:
        """The layer of a line below, as it is written there."""
        value: Plain = self.below.value
        for step in trail:
            value = mapping_in(value).get(str(step))
        written = mapping_in(value).get("basis")
        return next((basis for basis in BASES if basis == written), "inferred")

    def _there(self, trail: Trail) -> Origin:
        return self.below.origin(trail)

    def row(
        self, id: str, rows: dict[str, Plain], name: str, row: dict[str, Plain]
    ) -> dict[str, Plain]:
        trail: Trail = ("decisions", id, "rows", name)
        if name in rows:
            self.fault(
                "doubled-id",
                f"{quoted(id)} already has a row {quoted(name)}.",
                "Choose another id for the row.",
                trail,
                self._there(trail),
            )
            return rows
        body: dict[str, Plain] = {key: part for key, part in row.items() if key != "before"}
        before = row.get("before")
        accepted = [*rows, OTHERWISE]
        if before is None:
            message = f"The row {quoted(name)} does not say before which row it stands."
            help = "Add `before:` with a row of the base, or `before: otherwise`."
            self.fault("missing-key", message, help, trail, self._there(trail[:2]))
            before = OTHERWISE
        elif before not in accepted:
            near = nearest(str(before), accepted)
            hint = f"Did you mean {quoted(near)}?" if near else "Name a row of the decision."
            message = f"{quoted(id)} has no row {quoted(before)} to stand before."
            self.fault("unknown-id", message, hint, (*trail, "before"), self._there(trail[:3]))
            before = OTHERWISE
        self.result.origins[trail] = Origin(self.layer, trail)
        grounds, basis = _grounds_of(row), self.basis((*trail[:3], str(before)))
        self.changes.append(Change("row", f"{id}.{name}", self.layer, grounds, basis, trail=trail))
        placed: dict[str, Plain] = {}
        for other, part in rows.items():
            if other == before:
                placed[name] = body
            placed[other] = part
        return placed if name in placed else {**placed, name: body}

    def slate(self, slate: dict[str, Plain]) -> None:
        at: Trail = ("slate",)
        if "slate" not in self.below.value:
            self.result.value["slate"] = dict(slate)
            self.result.origins[at] = Origin(self.layer, at)
            return
        below = mapping_in(self.below.value["slate"])
        for key in slate:
            if key in below and key != "guidance":
                message = f"`slate` already has {quoted(key)} in the rubric below."
                help = "An overlay adds to `guidance:` only."
                self.fault("doubled-id", message, help, (*at, key), self._there((*at, key)))
        guidance = dict(mapping_in(below.get("guidance")))
        for id, entry in mapping_in(slate.get("guidance")).items():
            trail: Trail = ("slate", "guidance", id)
            if id in guidance:
                message = f"{quoted(id)} is already guidance of the rubric below."
                self.fault("doubled-id", message, "Choose another id.", trail, self._there(trail))
                continue
            guidance[id] = entry
            self.result.origins[trail] = Origin(self.layer, trail)
        self.result.value["slate"] = {**below, "guidance": guidance}

    def known(self, what: str, id: str, sections: tuple[str, ...], trail: Trail) -> str | None:
        """The section below in which an id is defined; else a fault."""
        for section in sections:
            if id in mapping_in(self.below.value.get(section)):
                return section
        accepted = [name for s in sections for name in mapping_in(self.below.value.get(s))]
        near = nearest(id, accepted)
        hint = f"Did you mean {quoted(near)}?" if near else "Name one that the rubric below has."
        code, message = "unknown-id", f"{what} {quoted(id)} is not in the rubric below."
        for section in (*SHARED, "promises"):
            if id in mapping_in(self.below.value.get(section)):
                code = "type-mismatch"
                message = f"{quoted(id)} stands in `{section}` of the rubric below."
                hint = f"Accepted here: what stands in {' or '.join(f'`{s}`' for s in sections)}."
            elif id in mapping_in(self.result.value.get(section)):
                message = f"{quoted(id)} is added by this overlay itself."
                hint = "Write there what is meant; only what stands below is changed."
        self.fault(code, message, hint, trail)
        return None

    def is_first(self, key: tuple[str, ...], what: str, trail: Trail) -> bool:
        """Whether no layer has done the same; else a fault that names both places."""
        other = self.result.taken.get(key)
        if other is not None:
            help = "Take one of the two away: a line is changed by one layer only."
            self.fault("doubled-id", f"{what} by two layers.", help, trail, other)
            return False
        self.result.taken[key] = Origin(self.layer, trail)
        return True

    def is_on(self, id: str, trail: Trail) -> bool:
        """Whether no layer below has switched the line off."""
        other = self.below.taken.get(("switch_off", id))
        if other is not None:
            help = "Take one of the two away."
            self.fault("doubled-id", f"{quoted(id)} is switched off below.", help, trail, other)
        return other is None

    def set(self, entry: Entry) -> None:
        id, trail = entry.id, entry.trail
        if self.known("Setting", id, ("settings",), trail) is None:
            return
        if not self.is_first(("set", id), f"{quoted(id)} is set", trail):
            return
        settings = self.entries("settings")
        old = mapping_in(settings[id])
        kept = {key: part for key, part in old.items() if key not in ("value", *KEYS)}
        settings[id] = {**kept, **entry.keys}
        for key in ("value", *KEYS):
            self.result.origins["settings", id, key] = Origin(self.layer, (*trail, key))
        before, after = text_in(old.get("value")), text_in(entry.keys["value"])
        self.changes.append(
            Change(
                "set",
                id,
                self.layer,
                entry.grounds,
                self.basis(("settings", id)),
                before,
                after,
                trail=trail,
            )
        )

    def demand(self, entry: Entry) -> None:
        id, trail = entry.id, entry.trail
        if self.known("Criterion", id, ("criteria",), trail) is None or not self.is_on(id, trail):
            return
        criteria = self.entries("criteria")
        old = mapping_in(criteria[id])
        new = dict(old)
        for key in DEMANDS:
            if key in entry.keys:
                new[key] = self.demanded(entry, key, old.get(key))
        criteria[id] = new

    def demanded(self, entry: Entry, key: str, old: Plain) -> Plain:
        """What one key of a criterion comes to; anchors are set name by name."""
        value, id = entry.keys[key], entry.id
        if key == "anchors" and isinstance(value, dict):
            names = {name: text for name, text in value.items() if self.is_anchor_free(entry, name)}
            for name in names:
                self.origin_of_demand(entry, (key, name))
                was = text_in(mapping_in(old).get(name)) or None
                self.changed(entry, f"{id}.anchors.{name}", was, text_in(names[name]))
            return {**mapping_in(old), **names}
        if not self.is_first(
            ("demand", id, key), f"{quoted(key)} of {quoted(id)} is demanded", (*entry.trail, key)
        ):
            return old
        self.origin_of_demand(entry, (key,))
        self.changed(entry, f"{id}.{key}", _shown(old), _shown(value))
        return value

    def is_anchor_free(self, entry: Entry, name: str) -> bool:
        key = ("demand", entry.id, "anchors", name)
        what = f"The anchor {quoted(name)} of {quoted(entry.id)} is set"
        return self.is_first(key, what, (*entry.trail, "anchors", name))

    def origin_of_demand(self, entry: Entry, way: Trail) -> None:
        at = ("criteria", entry.id, *way)
        self.result.origins[at] = Origin(self.layer, (*entry.trail, *way))

    def changed(self, entry: Entry, what: str, before: str | None, after: str | None) -> None:
        self.changes.append(
            Change(
                "demand",
                what,
                self.layer,
                entry.grounds,
                self.basis(("criteria", entry.id)),
                before,
                after,
                trail=entry.trail,
            )
        )

    def switch_off(self, entry: Entry) -> None:
        id, trail = entry.id, entry.trail
        decision, dot, row = id.partition(".")
        if dot:
            there: Trail | None = ("decisions", decision, "rows", row)
            if not self.has_row(decision, row, trail):
                return
        else:
            section = self.known("The line", id, SWITCHABLE, trail)
            there = (section, id) if section else None
        if there is None:
            return
        if self.is_first(("switch_off", id), f"{quoted(id)} is switched off", trail):
            reason = text_in(entry.keys["reason"])
            basis = self.basis(there)
            self.changes.append(
                Change(
                    "switch_off", id, self.layer, entry.grounds, basis, reason=reason, trail=trail
                )
            )

    def has_row(self, decision: str, row: str, trail: Trail) -> bool:
        decisions = mapping_in(self.below.value.get("decisions"))
        rows = mapping_in(mapping_in(decisions.get(decision)).get("rows"))
        if row in rows:
            return True
        accepted = [f"{id}.{name}" for id, body in decisions.items() for name in _rows(body)]
        near = nearest(f"{decision}.{row}", accepted)
        hint = f"Did you mean {quoted(near)}?" if near else "Name a row as `decision.row`."
        message = f"The row {quoted(f'{decision}.{row}')} is not in the rubric below."
        self.fault("unknown-id", message, hint, trail)
        return False

    def waive(self, promise: str, reason: str) -> None:
        trail: Trail = ("waive", promise)
        if self.known("Promise", promise, ("promises",), trail) and self.is_first(
            ("waive", promise), f"{quoted(promise)} is waived", trail
        ):
            self.waivers.append(Waiver(promise, reason, self.layer))


def _rows(decision: Plain) -> Iterator[str]:
    yield from mapping_in(mapping_in(decision).get("rows"))


def _grounds_of(entry: dict[str, Plain]) -> Grounds:
    """The grounds of an added line, as far as they are sound; its faults are reported elsewhere."""
    return read_grounds(Reader(), entry, "The line", ()) if entry else NO_GROUNDS


def _shown(value: Plain) -> str | None:
    """A demand in a few words: `required`, `required_for crossing`, `6 months`."""
    if isinstance(value, dict):
        if value.keys() <= set(UNITS):
            return ", ".join(f"{_shown(count)} {unit}" for unit, count in value.items())
        return ", ".join(f"{key} {_shown(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(text_in(part) for part in value)
    return value
