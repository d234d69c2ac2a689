"""The only place for how findings and scores are printed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain

from endorse_cli.engine.order import amount_uses
from endorse_cli.models import conditions
from endorse_cli.models.amounts import Amount, Gathered, Minus, Named
from endorse_cli.models.conditions import Atom
from endorse_cli.models.numbers import number_words, show_number
from endorse_cli.models.record import ScorePart
from endorse_cli.models.rubric import Row, Rubric
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.reach import Reach, reach, reaches
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    cited,
    finding_words,
    outcome_words,
    series,
    title_of,
    words_of_test,
)

FAMILIAR = 4
"""Up to quarters a fraction is read at a glance."""


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
    rubric = sheet.rubric
    scale = reaches(rubric, {})
    possible = {id: v for line in sheet.record["lines"] for id, v in line["possible"].items()}
    now = reaches(rubric, possible)
    for id, score in sheet.record["scores"].items():
        rule = rubric.scores[id]
        left = f"{title_of(rule)}: {score_text(score)}{_scale_text(scale.get(id))}"
        page.ends(left, f"{id} · {cited(rule.grounds)}", keys=("score", "from"), indent=2)
        parts = [_part_text(rubric, part, possible, now) for part in _summed(rule.value)]
        page.fact("sum of", series(filter(None, parts)) if all(parts) else "", indent=4)
        page.fact("compared with", "; ".join(_bars(rubric, id)), indent=4)


def _scale_text(scale: Reach | None) -> str:
    if scale is None:
        return ""
    return f", on a scale from {_shown(scale.low)} to {_shown(scale.high)}"


def _summed(amount: Amount) -> tuple[Amount, ...]:
    if isinstance(amount, Gathered) and amount.how == "sum" and isinstance(amount.parts, tuple):
        return amount.parts
    return ()


def _part_text(
    rubric: Rubric, part: Amount, possible: Mapping[str, list[str]], now: Mapping[str, Reach]
) -> str:
    """A part of a sum, by the score or the question it comes from; nothing where not plain."""
    found = reach(rubric, part, possible, now)
    if found is None:
        return ""
    inner = part.part if isinstance(part, Minus) else part
    if isinstance(inner, Named) and inner.id in rubric.scores:
        name = title_of(rubric.scores[inner.id])
    else:
        names = dict.fromkeys(amount_uses(part))
        name = "/".join(rubric.families[n].title if n in rubric.families else n for n in names)
    low, high = _shown(found.low), _shown(found.high)
    return f"{name} {low if low == high else f'{low} to {high}'}".strip()


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
    low, high = (_shown(Fraction(end)) if end else None for end in (score["low"], score["high"]))
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    if low is None:
        return "any number" if high is None else f"at most {high}"
    return f"at least {low}"


def _shown(value: Fraction) -> str:
    """A number as a fraction while it is one that people know, `7/4`; else as `number_words`."""
    return show_number(value) if value.denominator <= FAMILIAR else number_words(value)
