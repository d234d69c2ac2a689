"""The only place for how findings and scores are printed."""

from collections.abc import Iterator
from itertools import chain

from endorse_cli.engine.explain import Explanation
from endorse_cli.engine.known import UNKNOWN, Reach, reach_of
from endorse_cli.models import conditions
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decisions import Row
from endorse_cli.models.record import ScorePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.making import is_mean, reach_text, score_lines, shown
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    cited,
    finding_words,
    outcome_words,
    title_of,
    words_of_test,
)

ITEM = "- "

SHARED = (
    "Parts of it hang on the same open answers: added up, their ends can lie further apart than "
    "those of the whole."
)

NARROWED = "What the file states of a decision leaves less possible than its parts added up."


def put_findings(page: Page, sheet: Sheet) -> None:
    """Every finding: yes, no or open."""
    if not sheet.record["findings"]:
        return
    page.section("Findings")
    for id, held in sheet.record["findings"].items():
        rule = sheet.rubric.findings[id]
        words = f"{title_of(rule)}: {held}"
        page.ends(words, f"{id} · {cited(rule.grounds)}", keys=("finding", "from"), indent=2)


def put_scores(page: Page, sheet: Sheet) -> None:
    """Every score, exactly, on its scale; what it is made of, and what it is compared with."""
    if not sheet.record["scores"]:
        return
    page.section("Scores")
    page.put("A number only orders what assessors recorded.", "quiet", indent=2)
    nothing = sheet.explanation.alone(())
    for id, score in sheet.record["scores"].items():
        rule = sheet.rubric.scores[id]
        mean = ", a mean" if is_mean(rule.value) else ""
        left = (
            f"{title_of(rule)}: {score_text(score)}{mean}{_scale_text(nothing.reach(rule.value))}"
        )
        page.ends(left, f"{id} · {cited(rule.grounds)}", keys=("score", "from"), indent=2)
        _put_parts(page, sheet, id, score_text(score))
        page.fact("compared with", "; ".join(_bars(sheet.rubric, id)), indent=4)


def _scale_text(scale: Reach) -> str:
    low, high = scale
    return "" if low is None or high is None else f", on a scale from {shown(low)} to {shown(high)}"


def _put_parts(page: Page, sheet: Sheet, id: str, now: str) -> None:
    """What a score is made of, and whether its parts can be added up."""
    known = sheet.explanation
    for line in score_lines(known, id, now):
        indent = 4 + 2 * line.depth
        if line.key:
            page.fact(line.key, line.text, indent=indent)
        elif line.text.endswith(":"):
            page.put(line.text, indent=indent)
        else:
            page.bare("part", line.text, lead=ITEM if line.depth else "", indent=indent)
    page.put(_remark(known, id), "quiet", indent=4)


def _remark(known: Explanation, id: str) -> str:
    """Why the ends of a score are not those of its parts added up, where they may not be."""
    value, answers = known.rubric.scores[id].value, known.answers
    unstated = known.alone(answers.possible) if answers.stated else known
    if not unstated.is_apart(value):
        return SHARED
    is_same = unstated.reach(value) in (UNKNOWN, known.reach(value))
    return "" if is_same or known.is_apart(value) else NARROWED


def _bars(rubric: Rubric, score: str) -> Iterator[str]:
    """What a score is compared with, and by what: a row with its outcome, or a finding."""
    for decision in rubric.decisions.values():
        for row in decision.rows:
            by = f'"{outcome_words(decision, row.outcome)}"'
            named = f"row {row.id}, {by}" if decision.body is None else by
            yield from (f"{words} for {named}" for words in _compared(rubric, row, score))
    for rule in rubric.findings.values():
        walked = conditions.walk(rule.when)
        for part in walked:
            if isinstance(part, Atom) and part.id == score:
                words = words_of_test(rubric, score, part.test, formal=True)
                yield f"{words} for {finding_words(rubric, rule.id)}"


def _compared(rubric: Rubric, row: Row, score: str) -> Iterator[str]:
    asked = [row.when, *(exception.when for exception in row.unless)]
    for part in chain.from_iterable(conditions.walk(c) for c in asked if c is not None):
        if isinstance(part, Atom) and part.id == score:
            yield words_of_test(rubric, score, part.test, formal=True)


def score_text(score: ScorePart) -> str:
    """A score, exactly, or as a range, which may have no end."""
    return reach_text(reach_of(score))
