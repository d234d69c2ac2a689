"""The only place that writes candidates as comma-separated values, one row each (RFC 4180).

Lines end with a line feed alone, as everything else that is written here, and every spreadsheet
reads it. A cell that a spreadsheet could take for a formula gets a `'` before it, and every
character that is not seen is written as `\\u{001B}`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from endorse_cli.models.record import Record
from endorse_cli.models.together import ComparedPart
from endorse_cli.reports.sanitize import no_command, sanitize

WHO = ("name", "office", "seat", "election")
"""The first columns; for each decision there are three more."""

UNDETERMINED = "undetermined"

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'/()-]*")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_QUOTED = re.compile(r"[,\"\n]|^\s|\s$")


def csv_head(decisions: Iterable[str]) -> str:
    """The row of titles: for each decision its outcome, what is possible, and the rows."""
    columns = [f"{id}{part}" for id in decisions for part in ("", "_possible", "_rows")]
    return ",".join((*WHO, *columns)) + "\n"


def csv_of(record: Record) -> str:
    """The row of one candidate."""
    who = record["candidate"]
    return csv_row(
        [who["name"], who["office"], who["seat"], who["election"]],
        [
            (decided["outcome"], tuple(decided["possible"]), tuple(decided["rows"]))
            for decided in record["decisions"].values()
        ],
    )


def csv_row(
    who: Sequence[str | None],
    decided: Iterable[tuple[str | None, tuple[str, ...], tuple[str, ...]]],
) -> str:
    """The row of one candidate: who, then each decision's outcome, possible outcomes, rows."""
    return ",".join((*map(csv_cell, who), *map(_decided, decided))) + "\n"


@lru_cache(maxsize=4096)
def _decided(parts: tuple[str | None, tuple[str, ...], tuple[str, ...]]) -> str:
    outcome, possible, rows = parts
    texts = (outcome or UNDETERMINED, "; ".join(possible), "; ".join(rows))
    return ",".join(map(csv_cell, texts))


COMPARED = ("first", "second", "variable", "answer_first", "answer_second", "moves")


def csv_differences(compared: Iterable[ComparedPart]) -> str:
    """A row for every answer that differs between two candidates."""
    rows = [COMPARED]
    for part in compared:
        first, second = part["names"]
        for found in part["differences"]:
            sides = "; ".join(found["before"]), "; ".join(found["after"])
            rows.append((first, second, found["variable"], *sides, "; ".join(found["moves"])))
    return "".join(",".join(map(csv_cell, row)) + "\n" for row in rows)


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
