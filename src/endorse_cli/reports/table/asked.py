"""The only place that lists answers by their questions, as people read them, the ids at the end."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from endorse_cli.models.record import LinePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.answers import answer_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import answer_words, series

HANDFUL = 5
"""So many questions are shown one by one; the rest is counted, unless it is a single one."""

LEADS = "→\u00a0"
"""From a question to an answer in the same text; no line ends on it."""

Lines = Sequence[tuple[LinePart, tuple[str, ...]]]
"""Lines, each with those of its variables that are spoken of."""


def lines_of(sheet: Sheet, variables: Sequence[str] | Mapping[str, object]) -> Lines:
    """The lines that some variables belong to, in the order given; members of a set together."""
    by_id = {line["criterion"]: line for line in sheet.record["lines"]}
    groups = groupby(variables, key=lambda id: id.partition(".")[0])
    return [(by_id[id], tuple(found)) for id, found in groups]


def shown(lines: Lines) -> tuple[Lines, Lines]:
    """A handful of lines to be shown, and the rest to be counted."""
    cut = HANDFUL if len(lines) > HANDFUL + 1 else len(lines)
    return lines[:cut], lines[cut:]


def put_rest(page: Page, rest: Lines, *, indent: int) -> None:
    """How many more there are, and their ids."""
    if rest:
        ids = series(id for _, variables in rest for id in variables)
        page.fact(f"and {len(rest)} more", ids, "quiet", indent=indent)


def put_answer(
    page: Page, sheet: Sheet, line: LinePart, variables: tuple[str, ...], *, indent: int
) -> None:
    """A question and its answer."""
    words = f"{sheet.criterion(line).ask} {LEADS}{said(sheet, line, variables)}"
    page.bare("given", f"{words} · {series(variables)}", indent=indent)


def said(sheet: Sheet, line: LinePart, variables: tuple[str, ...]) -> str:
    """The answer as it was given; of a set only the members that are spoken of."""
    if variables == (line["criterion"],):
        return answer_text(sheet.rubric, line)
    by_answer: dict[str, list[str]] = {}
    for id in variables:
        by_answer.setdefault(series(line["possible"][id], "or"), []).append(member(sheet, id))
    return "; ".join(f"{series(names)}: {answer}" for answer, names in by_answer.items())


def member(sheet: Sheet, variable: str) -> str:
    """The printed name of a member of a set."""
    criterion, _, name = variable.partition(".")
    return answer_words(sheet.rubric, criterion, name)
