"""What decisions, promises and stand-ins name; and the check of all that a rubric names."""

from collections.abc import Iterator
from itertools import islice, product

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decision_rows import Bands, Cell, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.kinds import ONE_NAME, YES_NO
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.amount_uses import AmountUses
from endorse_cli.review.condition_uses import ConditionUses
from endorse_cli.review.references import Names
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.regions import all_conditions

SHOWN = 3
WHATEVER = ("any", "-", "*", "all", "else", "other", "_", "otherwise")
"""What stands for every value in other tables."""


class DecisionUses(ConditionUses):
    """One pass over decisions."""

    def decision(self, decision: Decision) -> None:
        """Note what does not fit in a decision that is a table or bands."""
        if isinstance(decision.body, Table):
            self._table(decision, decision.body)
        elif isinstance(decision.body, Bands):
            self._bands(decision.body)

    def _table(self, decision: Decision, table: Table) -> None:
        columns = [
            self._column(id, (*table.trail, "by", place)) for place, id in enumerate(table.by)
        ]
        before = len(self.noted.found)
        for cell in table.cells:
            for place, (name, column) in enumerate(zip(cell.names, columns, strict=False)):
                if column and name not in column:
                    what = quoted(table.by[place])
                    titles = self.titles(table.by[place])
                    at = (*cell.trail, place)
                    if name in WHATEVER:
                        said = f"{what}: {quoted(name)} is not accepted: no word stands for all."
                        help = "Write a cell for each value, or `rows:`, of which the first holds."
                        self.noted.fault("bad-value", said, help, at)
                    else:
                        self.noted.bad_value(name, what, at, column, titles)
        whole = all("" not in cell.words and len(cell.words) > len(columns) for cell in table.cells)
        if len(self.noted.found) == before and all(columns) and whole and table.cells:
            self._cells(decision, table, [column or () for column in columns])

    def _column(self, id: str, trail: tuple[str | int, ...]) -> tuple[str, ...] | None:
        """What an input of a table can be; None where that cannot be listed."""
        hint = "A table looks at criteria with named answers, decisions and findings."
        if not self.known(id, ("criterion", "decision", "finding"), trail, hint):
            return None
        if id in self.rubric.decisions:
            return self.rubric.decisions[id].outcomes
        if id in self.rubric.findings:
            return YES_NO
        criterion = self.rubric.criteria[id]
        if criterion.kind.form in ONE_NAME:
            return criterion.answers.names
        if criterion.kind.form != "broken":
            what = "a set" if criterion.kind.form == "set" else f"a {criterion.kind.form}"
            self.mismatch(f"{quoted(id)} is {what}, which has no cells.", hint, trail)
        return None

    def _cells(self, decision: Decision, table: Table, columns: list[tuple[str, ...]]) -> None:
        first: dict[tuple[str, ...], Cell] = {}
        for cell in table.cells:
            if cell.names in first:
                self.noted.fault(
                    "table-double",
                    f"The table of {quoted(decision.id)} has two cells for "
                    f"{quoted(', '.join(cell.names))}.",
                    "Leave one of them out.",
                    cell.trail,
                    other=first[cell.names].trail,
                )
            first.setdefault(cell.names, cell)
        missing = (names for names in product(*columns) if names not in first)
        shown = list(islice(missing, SHOWN))
        if shown:
            left = sum(1 for _ in missing)
            more = f" and {left} more" if left else ""
            self.noted.fault(
                "table-gap",
                f"The table of {quoted(decision.id)} has no cell for "
                f"{', '.join(quoted(', '.join(names)) for names in shown)}{more}.",
                "Add a cell for every combination of what it looks at.",
                (*table.trail, "cells"),
                on_key=True,
            )

    def _bands(self, bands: Bands) -> None:
        hint = "Bands cut a score or a number."
        at = (*bands.trail, "of")
        if not self.known(bands.of, ("score", "criterion"), at, hint):
            return
        criterion = self.rubric.criteria.get(bands.of)
        if criterion is not None and criterion.kind.form not in ("number", "broken"):
            self.mismatch(f"{quoted(bands.of)} is no number, and has no bands.", hint, at)
            return
        if criterion is not None and criterion.may_be_not_applicable:
            message = f"{quoted(bands.of)} may be not applicable, and no band says what follows."
            help = "Decide by `rows:`, the first of them for `not_applicable`."
            self.mismatch(message, help, at)
            return
        for cut in bands.cuts:
            self.test(bands.of, cut.range)
            self.not_empty(cut.range, f"The cut {quoted(cut.outcome)}", cut.trail)


def check_stand_ins(names: Names) -> None:
    """Note stand-ins and panels that do not fit the criterion they are given for."""
    for criterion in names.rubric.criteria.values():
        if criterion.assume is not None and criterion.kind.form != "broken":
            _assume(names, criterion, criterion.assume)
        if criterion.panel is not None and criterion.kind.form != "broken":
            _panel(names, criterion, criterion.panel)


def _assume(names: Names, criterion: Criterion, word: str) -> None:
    at = (*criterion.trail, "assume")
    if criterion.kind.form == "set":
        message = f"{quoted(criterion.id)} is a set, and no single name can stand in for it."
        names.mismatch(message, "Leave `assume` out.", at)
        return
    if not criterion.answers.take(word):
        names.noted.found.append(criterion.answers.refuse(word, "`assume`", at))


def _panel(names: Names, criterion: Criterion, panel: str) -> None:
    kind, at = criterion.kind, (*criterion.trail, "panel")
    numbers = kind.number is not None or names.rubric.worth(criterion.id) is not None
    if panel == "mean" and not numbers:
        message = f"The answers to {quoted(criterion.id)} have no mean: they are no numbers."
        names.mismatch(message, "Use `median`, `lowest`, `highest` or `unanimous`.", at)
    elif panel in ("median", "lowest", "highest") and not (kind.ordered or kind.form == "date"):
        message = f"The answers to {quoted(criterion.id)} have no order."
        names.mismatch(message, "Use `unanimous`.", at)


class PromiseUses(Names):
    """One pass over promises."""

    def promise(self, promise: Promise) -> None:
        """Note what does not fit in a promise; its conditions are checked with all others."""
        if promise.form in ("", "when"):
            return
        over = self._decided(promise)
        if promise.form == "no_single_swing":
            self._swing(promise, over)
        varied = self._varied(promise)
        if promise.form.startswith("more_"):
            self._directions(promise, varied, over)

    def _decided(self, promise: Promise) -> list[str]:
        """The ids under `for` that are defined: findings, scores and decisions."""
        wanted = ("decision",) if promise.form == "no_single_swing" else (
            "decision", "finding", "score",
        )  # fmt: skip
        hint = f"A promise speaks `for` {' or '.join(f'a {word}' for word in wanted)}."
        return [
            id
            for id, at in _placed(promise.over, (*promise.trail, "for"))
            if self.known(id, wanted, at, hint)
        ]

    def _varied(self, promise: Promise) -> list[tuple[str, Trail]]:
        """The criteria that a promise varies, families resolved, each with its place."""
        at = (*promise.trail, promise.form)
        if isinstance(promise.of, str):
            hint = "Name a family here, or ids in a list."
            if self.known(promise.of, ("family",), (*at, "of"), hint):
                return [(id, at) for id in self.rubric.members(promise.of)]
            return []
        return [
            (id.split(".")[0], place)
            for id, place in _placed(promise.of, at)
            if self._variable(id, place)
        ]

    def _variable(self, id: str, trail: Trail) -> bool:
        """Whether a word is a criterion, or a member of a set as `criterion.member`."""
        name, dot, member = id.partition(".")
        hint = "A promise varies criteria, members of sets, or a family."
        if name in self.rubric.families:
            hint = f"Write `{{of: {name}}}` for all that are in it."
        if not self.known(name, ("criterion",), trail, hint):
            return False
        kind = self.rubric.criteria[name].kind
        if dot and kind.form not in ("set", "broken"):
            self.mismatch(f"{quoted(name)} is not a set.", f"Write {quoted(name)}.", trail)
            return False
        if dot and kind.form == "set" and member not in kind.names:
            titles = self.rubric.criteria[name].titles
            self.noted.bad_value(member, quoted(name), trail, kind.names, titles)
            return False
        return True

    def _directions(
        self, promise: Promise, varied: list[tuple[str, Trail]], over: list[str]
    ) -> None:
        for id, at in varied:
            kind = self.rubric.criteria[id].kind
            if kind.form in ("choice", "date"):
                what, help = "have no order, so there is no more of it", ""
                if kind.form == "date":
                    what = "are days, of which none is more"
                    help = (
                        f" Promise of them with `when: {{{id}: {{no_later_than: …}}}}` and `then:`."
                    )
                message = f"The answers to {quoted(id)} {what}."
                self.mismatch(message, f"Leave it out of this promise.{help}", at)
        for id in over:
            if id in self.rubric.decisions and not self.rubric.decisions[id].ordered:
                self.mismatch(
                    f"The outcomes of {quoted(id)} have no order.",
                    "Promise it for an ordered decision.",
                    (*promise.trail, "for"),
                )

    def _swing(self, promise: Promise, over: list[str]) -> None:
        if len(over) != 1:
            if len(over) > 1:
                self.noted.fault(
                    "bad-shape",
                    "`no_single_swing` speaks for one decision.",
                    "Name one decision under `for:`.",
                    (*promise.trail, "for"),
                )
            return
        decision = self.rubric.decisions[over[0]]
        outcomes = decision.outcomes
        for position, name in enumerate(promise.between):
            if name and name not in outcomes and outcomes:
                at = (*promise.trail, "between", position)
                self.noted.bad_value(name, "`between`", at, outcomes, decision.titles)


def _placed(ids: tuple[str, ...] | str, trail: Trail) -> Iterator[tuple[str, Trail]]:
    """Ids with their places: one written alone stands at the key itself."""
    if isinstance(ids, str):
        yield ids, (*trail, "of")
    elif len(ids) == 1:
        yield ids[0], trail
    else:
        for position, id in enumerate(ids):
            yield id, (*trail, position)


def check_uses(noted: Noted, rubric: Rubric) -> None:
    """Note every id and every test that does not fit."""
    asked = ConditionUses(noted, rubric)
    for condition in all_conditions(rubric, written=True):
        asked.condition(condition)
    scored = AmountUses(noted, rubric)
    for score in rubric.scores.values():
        scored.score(score)
    decided = DecisionUses(noted, rubric)
    for decision in rubric.decisions.values():
        decided.decision(decision)
    check_stand_ins(asked)
    promised = PromiseUses(noted, rubric)
    for promise in rubric.promises.values():
        promised.promise(promise)
