"""An overlay put onto what stands below it, each line with its origin.

Merging is done on plain values, before anything is read, so that every form of the language can
stand in an overlay. The merged rubric is then read and checked like any other; a trail into it is
led back to the document in which the line was written.
"""

from collections.abc import Iterator
from dataclasses import replace

from endorse_cli.diagnostics import Diagnostic, Trail, quoted, suggested
from endorse_cli.models.decision_rows import OTHERWISE
from endorse_cli.models.faults import kind_of
from endorse_cli.models.grounds import KEYS, NO_GROUNDS, Grounds
from endorse_cli.models.overlay import AddedRows, Overlay
from endorse_cli.models.overlay_chain import Chain, Change, Waiver
from endorse_cli.models.plain_values import Plain, mapping_in, text_in
from endorse_cli.models.rubric import SECTIONS, SHARED
from endorse_cli.rubric.amendments import Amendments, read_overlay
from endorse_cli.rubric.layers import Clash, Layering, Merged, Origin, layer_of, renamed
from endorse_cli.rubric.rubric_reader import read_as


class Additions(Layering):
    """What an overlay adds to what stands below."""

    def section(self, section: str, added: dict[str, Plain]) -> None:
        """Every entry of a section; into a decision below only rows."""
        entries = self.entries(section)
        for id, value in added.items():
            trail: Trail = (section, id)
            if section == "decisions" and id in mapping_in(self.below.value.get(section)):
                entries[id] = self._rows(id, mapping_in(entries[id]), value)
            elif self._is_free(section, id, trail):
                entries[id] = value
                self.result.origins[trail] = Origin(self.layer, trail)
                if section == "criteria":
                    self._member(id, mapping_in(value))

    def _is_free(self, section: str, id: str, trail: Trail) -> bool:
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

    def _member(self, id: str, criterion: dict[str, Plain]) -> None:
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

    def _rows(self, id: str, decision: dict[str, Plain], value: Plain) -> dict[str, Plain]:
        """A decision of the base with the rows that an overlay adds."""
        at: Trail = ("decisions", id)
        _, problems = read_as(AddedRows, value, f"What is added to the decision {quoted(id)}")
        found = [replace(one, trail=(*at, *one.trail)) for one in problems.joined(problems.found)]
        rows = mapping_in(mapping_in(value).get("rows"))
        found += _not_mappings(id, rows)
        if mapping_in(value).get("rows") == {}:
            help = "Add an entry, or leave it out."
            found.append(Diagnostic("bad-shape", "`rows` is empty.", help, (*at, "rows")))
        self.result.clashes += [Clash(self.layer, fault) for fault in found]
        below = decision.get("rows")
        if not isinstance(below, dict):
            help = "Rows can be added only where the decision has rows."
            self.fault("type-mismatch", f"{quoted(id)} has no rows.", help, at, self.there(at))
            return decision
        placed = dict(below)
        for name, row in rows.items():
            if isinstance(row, dict):
                placed = self._row(id, placed, name, row)
        return {**decision, "rows": placed}

    def _row(
        self, id: str, rows: dict[str, Plain], name: str, row: dict[str, Plain]
    ) -> dict[str, Plain]:
        """The rows with one more in its place."""
        trail: Trail = ("decisions", id, "rows", name)
        if name in rows:
            self.fault(
                "doubled-id",
                f"{quoted(id)} already has a row {quoted(name)}.",
                "Choose another id for the row.",
                trail,
                self.there(trail),
            )
            return rows
        body: dict[str, Plain] = {key: part for key, part in row.items() if key != "before"}
        before = row.get("before")
        accepted = [*rows, OTHERWISE]
        if before is None:
            message = f"The row {quoted(name)} does not say before which row it stands."
            help = "Add `before:` with a row of the base, or `before: otherwise`."
            self.fault("missing-key", message, help, trail, self.there(trail[:2]))
            before = OTHERWISE
        elif before not in accepted:
            near = suggested(str(before), accepted).strip()
            hint = renamed(rows, str(before)) or near or "Name a row of the decision."
            message = f"{quoted(id)} has no row {quoted(before)} to stand before."
            self.fault("unknown-id", message, hint, (*trail, "before"), self.there(trail[:3]))
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
        """Guidance; where nothing below speaks of a slate, all of it."""
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
                self.fault("doubled-id", message, help, (*at, key), self.there((*at, key)))
        guidance = dict(mapping_in(below.get("guidance")))
        for id, entry in mapping_in(slate.get("guidance")).items():
            trail: Trail = ("slate", "guidance", id)
            if id in guidance:
                message = f"{quoted(id)} is already guidance of the rubric below."
                self.fault("doubled-id", message, "Choose another id.", trail, self.there(trail))
                continue
            guidance[id] = entry
            self.result.origins[trail] = Origin(self.layer, trail)
        self.result.value["slate"] = {**below, "guidance": guidance}


def _grounds_of(entry: dict[str, Plain]) -> Grounds:
    """The grounds of an added line, as far as they are sound; its faults are reported elsewhere."""
    return (
        read_as(Grounds, {k: v for k, v in entry.items() if k in KEYS})[0] if entry else NO_GROUNDS
    )


def _not_mappings(id: str, rows: dict[str, Plain]) -> Iterator[Diagnostic]:
    for name, row in rows.items():
        if not isinstance(row, dict):
            said = f"Row {quoted(f'{id}.{name}')} is {kind_of(row)}, not a mapping."
            help = "Write a mapping here, each key with a colon and its value."
            yield Diagnostic("bad-shape", said, help, ("decisions", id, "rows", name))


def put_on(merged: Merged, value: Plain) -> Merged:
    """The same with an overlay put on; its own faults among the clashes."""
    (overlay, faults), written = read_overlay(value), mapping_in(value)
    layer = merged.layers
    result = Merged(
        dict(merged.value),
        layer + 1,
        dict(merged.origins),
        dict(merged.taken),
        merged.chain,
        [*merged.clashes, *(Clash(layer, found) for found in faults)],
    )
    changes: list[Change] = []
    _put_head(result, merged, written, layer)
    additions = Additions(result, merged, layer, changes)
    for section in SECTIONS:
        if added := mapping_in(written.get(section)):
            additions.section(section, added)
    if "slate" in written:
        additions.slate(mapping_in(written["slate"]))
    waivers = _amend(Amendments(result, merged, layer, changes), overlay, written)
    chain = merged.chain
    result.chain = Chain(
        (*chain.layers, layer_of(written)),
        (*chain.changes, *changes),
        (*chain.waivers, *waivers),
    )
    return result


def _amend(amendments: Amendments, overlay: Overlay, written: dict[str, Plain]) -> list[Waiver]:
    for id, part in overlay.set.items():
        amendments.set(part, mapping_in(mapping_in(written["set"])[id]))
    for id, demand in overlay.demand.items():
        amendments.demand(demand, mapping_in(mapping_in(written["demand"])[id]))
    for entry in overlay.switch_off.values():
        amendments.switch_off(entry)
    waived = (amendments.waive(promise, why) for promise, why in overlay.waive.items() if why)
    return [waiver for waiver in waived if waiver is not None]


def _put_head(result: Merged, below: Merged, head: dict[str, Plain], layer: int) -> None:
    """The head of the overlay; of the days on which they take effect the later one."""
    for key in ("format", "rubric", "version", "title"):
        if key in head:
            result.value[key] = head[key]
            result.origins[key,] = Origin(layer, (key,))
    day, own = (text_in(one.get("effective")) for one in (below.value, head))
    if own > day:
        result.value["effective"] = own
        result.origins["effective",] = Origin(layer, ("effective",))
