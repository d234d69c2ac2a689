"""What an overlay says, as far as it is without faults, and what that changes below it.

It adds, sets, demands, switches off and waives. Apart from the layers, since most rubrics are read
without any overlay.
"""

from collections.abc import Iterator
from functools import cached_property

from endorse_cli.diagnostics import Diagnostic, Trail, quoted, suggested
from endorse_cli.models.criteria import EvidenceRule
from endorse_cli.models.grounds import KEYS, Span
from endorse_cli.models.model import replace
from endorse_cli.models.overlay import (
    DEMANDS,
    GROUNDED,
    Amendment,
    Demand,
    Overlay,
    SetTo,
    SwitchOff,
)
from endorse_cli.models.overlay_chain import AMENDING, OVERLAY_ONLY, Change, Kind, Waiver
from endorse_cli.models.plain_values import Plain, mapping_in, text_in
from endorse_cli.models.rubric import SECTIONS, Rubric
from endorse_cli.rubric.agreement import empty
from endorse_cli.rubric.demands import asks_less, evidence_words, may_be_older, span_words
from endorse_cli.rubric.layers import Layering, Origin, renamed
from endorse_cli.rubric.rubric_reader import read_as, read_rubric


def read_overlay(value: Plain) -> tuple[Overlay, list[Diagnostic]]:
    """An overlay, with what it changes below it as far as that is without faults; and all faults.

    What it adds is read with what stands below, once it is merged.
    """
    overlay, problems = read_as(Overlay, value)
    written = mapping_in(value)
    found = [
        *problems.joined(problems.found),
        *_not_of_the_chapter(written),
        *empty(written, (*SECTIONS, *OVERLAY_ONLY)),
    ]
    spoilt = {one.trail[:2] for one in found}
    parts = {section: getattr(overlay, section) for section in AMENDING}
    sound = {
        section: {id: part for id, part in entries.items() if (section, id) not in spoilt}
        for section, entries in parts.items()
    }
    return replace(overlay, **sound), found


def _not_of_the_chapter(written: dict[str, Plain]) -> Iterator[Diagnostic]:
    """Everything that an overlay adds or changes is of the chapter's own layer."""
    for section in (*GROUNDED, *AMENDING):
        yield from _not_chapter(mapping_in(written.get(section)), (section,))
    for id, decision in mapping_in(written.get("decisions")).items():
        body = mapping_in(decision)
        yield from _not_chapter(mapping_in(body.get("rows")), ("decisions", id, "rows"))
        if "otherwise" in body:
            yield from _not_chapter({"otherwise": body["otherwise"]}, ("decisions", id))
        if "table" in body or "bands" in body:
            yield from _not_chapter({id: decision}, ("decisions",))
    guidance = mapping_in(mapping_in(written.get("slate")).get("guidance"))
    yield from _not_chapter(guidance, ("slate", "guidance"))


def _not_chapter(entries: dict[str, Plain], trail: Trail) -> Iterator[Diagnostic]:
    for id, entry in entries.items():
        basis = mapping_in(entry).get("basis")
        if basis in ("stated", "inferred"):
            yield Diagnostic(
                "bad-value",
                f"A line of an overlay has `basis: {basis}`.",
                "What a chapter adds or changes is its own: write `basis: chapter` and `adopted:`.",
                (*trail, id, "basis"),
            )


SWITCHABLE = ("criteria", "scores", "findings")


class Amendments(Layering):
    """What an overlay changes in what stands below."""

    def set(self, entry: SetTo, keys: dict[str, Plain]) -> None:
        """A setting below gets another value; `keys` as they are written."""
        id, trail = entry.id, entry.trail
        if self.known("Setting", id, ("settings",), trail) is None:
            return
        if not self.is_first(("set", id), f"{quoted(id)} is set", trail):
            return
        settings = self.entries("settings")
        old = mapping_in(settings[id])
        kept = {key: part for key, part in old.items() if key not in ("value", *KEYS)}
        settings[id] = {**kept, **keys}
        for key in ("value", *KEYS):
            self.result.origins["settings", id, key] = Origin(self.layer, (*trail, key))
        before = text_in(old.get("value"))
        self._changed("set", entry, id, ("settings", id), before, entry.value)

    def demand(self, entry: Demand, keys: dict[str, Plain]) -> None:
        """A criterion below gets other demands of evidence, or anchors; `keys` as written."""
        id, trail = entry.id, entry.trail
        if self.known("Criterion", id, ("criteria",), trail) is None or not self.is_on(id, trail):
            return
        criteria = self.entries("criteria")
        old = mapping_in(criteria[id])
        new = dict(old)
        for key in DEMANDS:
            if key in keys:
                new[key] = self._demanded(entry, key, keys[key], old.get(key))
        criteria[id] = new

    def _demanded(self, entry: Demand, key: str, value: Plain, old: Plain) -> Plain:
        """What one key of a criterion comes to; anchors are set name by name."""
        id = entry.id
        if key == "anchors" and isinstance(value, dict):
            names = {
                name: text for name, text in value.items() if self._is_anchor_free(entry, name)
            }
            for name in names:
                self._origin_of_demand(entry, (key, name))
                was = text_in(mapping_in(old).get(name)) or None
                what, text = f"{id}.anchors.{name}", text_in(names[name])
                self._changed("demand", entry, what, ("criteria", id), was, text)
            return {**mapping_in(old), **names}
        if not self.is_first(
            ("demand", id, key), f"{quoted(key)} of {quoted(id)} is demanded", (*entry.trail, key)
        ):
            return old
        self._origin_of_demand(entry, (key,))
        is_said = old is not None or "in" in mapping_in(
            mapping_in(self.below.value["criteria"])[id]
        )
        below, at = self._read_below.criteria.get(id), ("criteria", id)
        if below is None:
            return value
        if key == "evidence":
            rule, new = below.evidence, read_as(EvidenceRule, value)[0]
            words = evidence_words(rule) if is_said else None, evidence_words(new)
            less = asks_less(rule, new, below.kind.names)
        else:
            span, own = below.fresh_for, read_as(Span, value)[0]
            words = span_words(span) if span else None, span_words(own)
            less = may_be_older(span, own)
        self._changed("demand", entry, f"{id}.{key}", at, *words, asks_less=less)
        return value

    @cached_property
    def _read_below(self) -> Rubric:
        """What stands below, as far as it can be read; its faults are told elsewhere."""
        return read_rubric(self.below.value)[0]

    def _is_anchor_free(self, entry: Demand, name: str) -> bool:
        key = ("demand", entry.id, "anchors", name)
        what = f"The anchor {quoted(name)} of {quoted(entry.id)} is set"
        return self.is_first(key, what, (*entry.trail, "anchors", name))

    def _origin_of_demand(self, entry: Demand, way: Trail) -> None:
        at = ("criteria", entry.id, *way)
        self.result.origins[at] = Origin(self.layer, (*entry.trail, *way))

    def _changed(
        self,
        kind: Kind,
        entry: Amendment,
        what: str,
        at: Trail,
        before: str | None = None,
        after: str | None = None,
        reason: str | None = None,
        *,
        asks_less: bool = False,
    ) -> None:
        """Note a change to what stands below at a trail."""
        basis, grounds = self.basis(at), entry.grounds
        said = before, after, reason, entry.trail, asks_less
        self.changes.append(Change(kind, what, self.layer, grounds, basis, *said))

    def switch_off(self, entry: SwitchOff) -> None:
        """A line below is taken out."""
        id, trail = entry.id, entry.trail
        decision, dot, row = id.partition(".")
        if dot:
            there: Trail | None = ("decisions", decision, "rows", row)
            if not self._has_row(decision, row, trail):
                return
        else:
            section = self.known("The line", id, SWITCHABLE, trail, self._rows_called(id))
            there = (section, id) if section else None
        if there is None:
            return
        if self.is_first(("switch_off", id), f"{quoted(id)} is switched off", trail):
            self._changed("switch_off", entry, id, there, reason=entry.reason)

    def _rows_called(self, row: str) -> list[str]:
        """Rows of that name below, each with its decision before it."""
        decisions = mapping_in(self.below.value.get("decisions"))
        return [
            f"{id}.{row}"
            for id, decision in decisions.items()
            if row in mapping_in(mapping_in(decision).get("rows"))
        ]

    def _has_row(self, decision: str, row: str, trail: Trail) -> bool:
        decisions = mapping_in(self.below.value.get("decisions"))
        rows = mapping_in(mapping_in(decisions.get(decision)).get("rows"))
        if row in rows:
            return True
        accepted = [f"{id}.{name}" for id, body in decisions.items() for name in _rows(body)]
        near = suggested(f"{decision}.{row}", accepted).strip()
        hint = renamed(rows, row, f"{decision}.") or near or "Name a row as `decision.row`."
        message = f"The row {quoted(f'{decision}.{row}')} is not in the rubric below."
        self.fault("unknown-id", message, hint, trail)
        return False

    def waive(self, promise: str, reason: str) -> Waiver | None:
        """A promise below that is not kept; None where there is none such."""
        trail: Trail = ("waive", promise)
        if self.known("Promise", promise, ("promises",), trail) and self.is_first(
            ("waive", promise), f"{quoted(promise)} is waived", trail
        ):
            return Waiver(promise, reason, self.layer)
        return None


def _rows(decision: Plain) -> Iterator[str]:
    yield from mapping_in(mapping_in(decision).get("rows"))
