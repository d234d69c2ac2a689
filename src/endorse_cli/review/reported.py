"""Faults of a document that has been validated, and what merely follows from one of them."""

from collections.abc import Iterable, Mapping, Sequence

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, nearest, quoted
from endorse_cli.engine.order import (
    condition_uses,
    conditions_of,
    definition_order,
    everything_under,
)
from endorse_cli.models.conditions import Condition
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.loose_amounts import amount
from endorse_cli.models.loose_conditions import condition
from endorse_cli.models.loose_words import new_id, not_accepted
from endorse_cli.models.problems import REPORTED
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import Kept
from endorse_cli.rubric.part_tree import each_of, own_conditions, walk


class Reported:
    """Faults reported so far, and whether something rests on one of them.

    One fault, one report: a row is not blamed for a comparison that it uses, nor an outcome for
    its only row.
    """

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.definitions: set[str] = set()
        self.places: set[object] = set()
        self.rows: set[tuple[str, str]] = set()
        self.scales: set[str] = set()
        self.has_empty_family = any(not rubric.members(family) for family in rubric.families)
        # What definitions rest on, and what is so of each until more is reported.
        self._below: dict[str, list[str]] = {}
        self._known: dict[tuple[str, int, int], bool] = {}

    def is_clean(self) -> bool:
        """Whether nothing at all has been reported, nor is there anything to excuse."""
        return not (self.places or self.definitions or self.rows or self.has_empty_family)

    def condition_is_tainted(self, condition: Condition | None) -> bool:
        """Whether a condition contains, or uses by way of findings, something reported."""
        if condition is None or self.is_clean():
            return False
        if any(self._is_excused(part) for part in walk(condition)):
            return True
        return any(self.definition_is_tainted(id) for id in condition_uses(condition))

    def row_is_tainted(self, row: Row) -> bool:
        """Whether a row's condition or one of its exceptions rests on what is reported."""
        return any(map(self.condition_is_tainted, own_conditions(row)))

    def definition_is_tainted(self, id: str) -> bool:
        """Whether a finding or decision is reported itself or rests on what is."""
        if self.is_clean():
            return False
        if id in self.definitions:
            return True
        if id not in self.rubric.findings and id not in self.rubric.decisions:
            return False
        if any(decision == id for decision, _ in self.rows):
            return True
        key = id, len(self.definitions), len(self.places)
        if key not in self._known:
            self._known[key] = any(
                name in self.definitions or self._is_excused_in(name)
                for name in definition_order(self.rubric, [id], self._below)
            )
        return self._known[key]

    def _is_excused_in(self, id: str) -> bool:
        """Whether a part of a definition is excused."""
        key = id, -1, len(self.places)
        if key not in self._known:
            parts = (p for condition in conditions_of(self.rubric, id) for p in walk(condition))
            self._known[key] = any(map(self._is_excused, parts))
        return self._known[key]

    def _is_excused(self, part: Condition) -> bool:
        """Whether a part is reported itself, or asks a family that overlays have yet to fill."""
        if part.trail in self.places:
            return True
        each = each_of(part)
        return each is not None and isinstance(each.of, str) and not self.rubric.members(each.of)

    def promise_is_tainted(self, promise: Promise) -> bool:
        """Whether a promise speaks of something reported, so that its breach may only follow.

        A family that is yet to be filled is nothing reported.
        """
        if not (self.places or self.definitions or self.rows or self.scales):
            return False
        over = (promise.over,) if isinstance(promise.over, str) else promise.over
        of = self.rubric.ids_in(promise.of)
        scales = {self.rubric.criteria[id.partition(".")[0]].kind.scale for id in of}
        return (
            self.condition_is_tainted(promise.when)
            or self.condition_is_tainted(promise.then)
            or any(self.definition_is_tainted(id) for id in over)
            or not self.scales.isdisjoint(scales)
        )

    def touched(self) -> set[str]:
        """Every id under what has been reported: what is idle because of it is no new fault."""
        rows = [self.rubric.decisions[decision].row(row) for decision, row in self.rows]
        named = {
            id
            for row in rows
            for condition in own_conditions(row)
            for id in condition_uses(condition)
        }
        owners = (*self.rubric.findings, *self.rubric.decisions)
        tainted = {id for id in owners if self.places and self.definition_is_tainted(id)}
        return everything_under(self.rubric, named | self.definitions | tainted)


class Noted:
    """The diagnostics that are found of one document, in the order in which they are noted."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def fault(
        self,
        code: str,
        message: str,
        help: str,
        trail: Trail,
        *,
        on_key: bool = False,
        other: Trail | None = None,
    ) -> None:
        """Note one diagnostic, the first thousand of them; `other` is a second place."""
        if len(self.found) < REPORTED:
            self.found.append(Diagnostic(code, message, help, trail, on_key, other=other))

    def bad_value(
        self,
        text: str,
        what: str,
        trail: Trail,
        accepted: Sequence[str],
        titles: Mapping[str, str] = NO_TITLES,
    ) -> None:
        """Note a word that is none of those accepted, with the one that is meant or nearest."""
        if len(self.found) < REPORTED:
            self.found.append(not_accepted(text, what, accepted, trail, titles))

    def known(
        self, word: str, what: str, trail: Trail, accepted: Iterable[str], *, on_key: bool = False
    ) -> bool:
        """Whether an id is defined; notes `unknown-id` where it is not."""
        names = list(accepted)
        if word in names:
            return True
        # What is defined under a key that has been reported is told there.
        meant_ids = {str(name): new_id(name) for name in names if isinstance(name, Kept)}
        if (new_id(word) or word) in meant_ids.values():
            return False
        names = [meant_ids.get(name) or name for name in names]
        meant = condition(word) if what == "Finding" else amount(word) if what == "Score" else ""
        near = nearest(word, names) if not meant and len(self.found) < REPORTED else None
        hint = f"Did you mean {quoted(near)}?" if near else "Define it, or correct the word."
        if what == "Finding" and word.lower() in ("always", "true", "default", "else"):
            hint = "What always holds is no row: write `otherwise:` beside `rows:`."
        hint = f"Write `{meant}`." if meant else hint
        said = f"{what} {quoted(word)} is not defined."
        self.fault("unknown-id", said, hint, trail, on_key=on_key)
        return False
