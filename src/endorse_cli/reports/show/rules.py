"""The only place that shows what follows from the answers: findings, scores and decisions."""

from collections.abc import Iterator

from endorse_cli.models.decisions import OTHERWISE, Bands, Decision, Row, Table
from endorse_cli.models.numbers import show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.show.bodies import put_bands, put_cells
from endorse_cli.reports.show.parts import put_entry, put_note, put_outline
from endorse_cli.reports.uses import worths_of
from endorse_cli.reports.wording import (
    amount_lines,
    answer_words,
    cited,
    condition_lines,
    exception_lines,
    outcome_words,
    series,
    title_of,
)


def put_findings(page: Page, rubric: Rubric) -> None:
    """Every finding with its condition."""
    if rubric.findings:
        page.section("Findings")
    for rule in rubric.findings.values():
        put_entry(page, title_of(rule), rule.id, rule.grounds)
        put_outline(page, condition_lines(rubric, rule.when), 4)
        put_outline(page, exception_lines(rubric, rule.unless), 4)
        put_note(page, rule.grounds)


def put_scores(page: Page, rubric: Rubric) -> None:
    """Every score as a formula in words."""
    if rubric.scores:
        page.section("Scores")
        page.put("A number only orders what assessors recorded. All numbers are exact.", indent=2)
    for score in rubric.scores.values():
        put_entry(page, title_of(score), score.id, score.grounds)
        put_outline(page, amount_lines(rubric, score.value), 4)
        better = "higher" if score.higher_is_better else "lower"
        for words in dict.fromkeys(worth_words(rubric, score.id)):
            page.fact("worth", words, "quiet", indent=4)
        page.fact("better", better, "quiet", indent=4)
        put_note(page, score.grounds)


def worth_words(rubric: Rubric, score: str) -> Iterator[str]:
    """What the levels of each scale in a score are worth: `none 0, some 1`."""
    for criterion, worths in worths_of(rubric).items():
        for worth in worths:
            if worth.score == score and rubric.worth(criterion):
                yield ", ".join(
                    f"{answer_words(rubric, criterion, name)} {show_number(number)}"
                    for name, number in worth.numbers.items()
                    if name != NOT_APPLICABLE
                )


def put_decisions(page: Page, rubric: Rubric) -> None:
    """Every decision with its rows in order, its table or its bands."""
    page.section("Decisions")
    for decision in rubric.decisions.values():
        own = decision.rows[0].grounds if decision.body is not None and decision.rows else None
        put_entry(page, title_of(decision), decision.id, own)
        page.fact("outcomes", outcomes_words(decision), indent=4)
        put_body(page, rubric, decision)
        for remark in _remarks(decision):
            page.put(remark, "quiet", indent=4, hang=2)


def put_body(page: Page, rubric: Rubric, decision: Decision) -> None:
    """What decides: rows in order, the cells of a table, or bands with their bounds."""
    match decision.body:
        case Table() as table:
            page.put(f"The cell of {series(table.by)} decides:", indent=4)
            put_cells(page, rubric, decision, table, table.cells, indent=6)
            put_note(page, decision.rows[0].grounds)
        case Bands(of=of):
            page.put(f"The band in which {of} lies decides:", indent=4)
            put_bands(page, rubric, decision, decision.rows, indent=6)
            put_note(page, decision.rows[0].grounds)
        case None:
            page.put("The first row that holds decides:", indent=4)
            for number, row in enumerate(decision.rows, 1):
                _put_row(page, rubric, decision, row, number)


def _remarks(decision: Decision) -> Iterator[str]:
    if decision.list_others:
        yield "Other rows that hold are listed beside it."
    if decision.may_be_given:
        yield "A candidate's file may state the outcome; it is then not worked out."
    if decision.assume:
        words = outcome_words(decision, decision.assume)
        yield f'While it is open, "{words}" stands in, and settles nothing.'


def outcomes_words(decision: Decision) -> str:
    """The outcomes, and whether they stand in an order."""
    names = "; ".join(outcome_words(decision, name) for name in decision.outcomes)
    return f"{names} ({'from worst to best' if decision.ordered else 'in no order'})"


def _put_row(page: Page, rubric: Rubric, decision: Decision, row: Row, number: int) -> None:
    page.blank()
    words = f"{number}. {row.id} {RESULT}{outcome_words(decision, row.outcome)}"
    page.ends(words, cited(row.grounds), "strong", keys=("row", "from"), indent=4)
    if row.when is None or row.id == OTHERWISE:
        page.put("where no row before it holds", indent=7)
    else:
        put_outline(page, condition_lines(rubric, row.when), 7)
    put_outline(page, exception_lines(rubric, row.unless), 7)
    put_note(page, row.grounds, 7)
