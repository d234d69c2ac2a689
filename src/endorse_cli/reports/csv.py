"""The only place that writes candidates as comma-separated values, one row each (RFC 4180).

Lines end with a line feed alone, as everything else that is written here, and every spreadsheet
reads it. A cell that a spreadsheet could take for a formula gets a `'` before it, and every
character that is not seen is written as `\\u{001B}`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from endorse_cli.models.record import InvalidPart, Record, deciding_row
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.sanitize import no_command, sanitize
from endorse_cli.reports.wording import rows_named

Decided: TypeAlias = tuple[str | None, tuple[str, ...], tuple[str, ...], str | None]
"""What a decision came to: its outcome, the outcomes and rows still possible, the certain row."""

WHO = ("name", "office", "seat", "election")
"""The first columns; for each decision there are three more."""

UNDETERMINED = "undetermined"

NOT_READ = "not read or judged"
"""Stands for each outcome in the row of a file that could not be; its name is in the first cell."""

NOT_DECIDED = ",,"
"""The three cells of a decision that a candidate's rubric does not make."""

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'/()-]*")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_QUOTED = re.compile(r"[,\"\n]|^\s|\s$")


def csv_head(decisions: Iterable[str]) -> str:
    """The row of titles: for each decision its outcome, what is possible, and the rows.

    With an outcome only the row that holds for certain is named; none where none of several does.
    """
    columns = [f"{id}{part}" for id in decisions for part in ("", "_possible", "_rows")]
    return ",".join((*WHO, *columns)) + "\n"


def csv_of(record: Record) -> str:
    """The row of one candidate."""
    return csv_under(record, record["decisions"])


def csv_under(record: Record, decisions: Iterable[str]) -> str:
    """The row of one candidate under these decisions; cells of what was not decided are empty."""
    who = record["candidate"]
    found = record["decisions"]
    cells = [
        csv_decided((one["outcome"], tuple(one["possible"]), tuple(one["rows"]), deciding_row(one)))
        if (one := found.get(id))
        else NOT_DECIDED
        for id in decisions
    ]
    names = (who["name"], who["office"], who["seat"], who["election"])
    return ",".join((*map(csv_cell, names), *cells)) + "\n"


def csv_table(records: Sequence[Record], invalid: Sequence[InvalidPart] = ()) -> str:
    """The whole table of candidates: a column for each decision of any of their rubrics.

    Last come the rows of what could not be read or judged.
    """
    decisions = list(dict.fromkeys(id for record in records for id in record["decisions"]))
    rows = [csv_under(record, decisions) for record in records]
    rows += [csv_unread(part, decisions) for part in invalid]
    return "".join((csv_head(decisions), *rows)) if rows else ""


def csv_row(
    who: Sequence[str | None],
    decided: Iterable[Decided],
) -> str:
    """The row of one candidate: who, then each decision's outcome, possible outcomes, rows."""
    name, *others = who
    return ",".join((csv_cell(name), *map(_common_cell, others), *map(csv_decided, decided))) + "\n"


def csv_unread(part: InvalidPart, decisions: Iterable[str]) -> str:
    """The row of what could not be read or judged, so that it is missed by nobody."""
    cells = [csv_cell(part["source"]), *[""] * (len(WHO) - 1)]
    return ",".join((*cells, *(f"{NOT_READ},," for _ in decisions))) + "\n"


@lru_cache(maxsize=4096)
def csv_decided(decided: Decided) -> str:
    """The three cells of one decision."""
    outcome, possible, rows, row = decided
    named = rows_named(outcome, rows, row)
    texts = (outcome or UNDETERMINED, "; ".join(possible), "; ".join(named))
    return ",".join(map(csv_cell, texts))


@lru_cache(maxsize=4096)
def _common_cell(text: str | None) -> str:
    """The cell of an office, a seat or a day, which several candidates share."""
    return csv_cell(text)


COMPARED = ("first", "second", "variable", "answer_first", "answer_second", "moves", "explains")


def csv_differences(compared: Iterable[ComparedPart]) -> str:
    """A row for every answer that differs between two candidates.

    The last cell names the decisions that it explains together with other answers, and not alone.
    """
    rows = [COMPARED]
    for part in compared:
        first, second = part["names"]
        for found in part["differences"]:
            sides = _known_cell(found["before"]), _known_cell(found["after"])
            variable, moves = found["variable"], "; ".join(found["moves"])
            told = [id for id, one in part["explained"].items() if variable in one["variables"]]
            rows.append((first, second, variable, *sides, moves, "; ".join(told)))
    return "".join(",".join(map(csv_cell, row)) + "\n" for row in rows)


def _known_cell(names: list[str] | None) -> str:
    return "not known" if names is None else "; ".join(names)


def csv_cell(text: str | None) -> str:
    """A text as one cell, harmless in a spreadsheet; nothing is an empty cell."""
    if text is None:
        return ""
    if _BARE.fullmatch(text) and text[-1] != " ":
        return text
    shown = sanitize(no_command(text))
    if _FORMULA.match(shown):
        shown = f"'{shown}"
    return '"' + shown.replace('"', '""') + '"' if _QUOTED.search(shown) else shown
