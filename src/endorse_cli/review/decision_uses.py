"""The only place that checks how decisions are put together: tables, bands, stand-ins, panels."""

from itertools import islice, product

from endorse_cli.diagnostics import quoted
from endorse_cli.models.decisions import Bands, Cell, Decision, Table
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.rubric import Criterion
from endorse_cli.review.condition_uses import ConditionUses
from endorse_cli.review.names import ONE_NAME, Names

SHOWN = 3


class DecisionUses:
    """One pass over decisions."""

    def __init__(self, names: Names, asked: ConditionUses) -> None:
        self.names = names
        self.asked = asked
        self.reader = names.reader
        self.rubric = names.rubric

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
        before = len(self.reader.found)
        for cell in table.cells:
            for place, (name, column) in enumerate(zip(cell.names, columns, strict=False)):
                if column and name not in column:
                    what = quoted(table.by[place])
                    titles = self.names.titles(table.by[place])
                    self.reader.bad_value(name, what, (*cell.trail, place), column, titles)
        if len(self.reader.found) == before and all(columns):
            self._cells(decision, table, [column or () for column in columns])

    def _column(self, id: str, trail: tuple[str | int, ...]) -> tuple[str, ...] | None:
        """What an input of a table can be; None where that cannot be listed."""
        hint = "A table looks at criteria with named answers, decisions and findings."
        if not self.names.known(id, ("criterion", "decision", "finding"), trail, hint):
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
            self.names.mismatch(f"{quoted(id)} is {what}, which has no cells.", hint, trail)
        return None

    def _cells(self, decision: Decision, table: Table, columns: list[tuple[str, ...]]) -> None:
        first: dict[tuple[str, ...], Cell] = {}
        for cell in table.cells:
            if cell.names in first:
                self.reader.fault(
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
            self.reader.fault(
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
        if not self.names.known(bands.of, ("score", "criterion"), at, hint):
            return
        criterion = self.rubric.criteria.get(bands.of)
        if criterion is not None and criterion.kind.form not in ("number", "broken"):
            self.names.mismatch(f"{quoted(bands.of)} is no number, and has no bands.", hint, at)
            return
        if criterion is not None and criterion.may_be_not_applicable:
            message = f"{quoted(bands.of)} may be not applicable, and no band says what follows."
            help = "Decide by `rows:`, the first of them for `not_applicable`."
            self.names.mismatch(message, help, at)
            return
        for cut in bands.cuts:
            self.asked.test(bands.of, cut.range)
            self.names.not_empty(cut.range, f"The cut {quoted(cut.outcome)}", cut.trail)


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
        names.reader.found.append(criterion.answers.refuse(word, "`assume`", at))


def _panel(names: Names, criterion: Criterion, panel: str) -> None:
    kind, at = criterion.kind, (*criterion.trail, "panel")
    numbers = kind.number is not None or names.rubric.worth(criterion.id) is not None
    if panel == "mean" and not numbers:
        message = f"The answers to {quoted(criterion.id)} have no mean: they are no numbers."
        names.mismatch(message, "Use `median`, `lowest`, `highest` or `unanimous`.", at)
    elif panel in ("median", "lowest", "highest") and not (kind.ordered or kind.form == "date"):
        message = f"The answers to {quoted(criterion.id)} have no order."
        names.mismatch(message, "Use `unanimous`.", at)
