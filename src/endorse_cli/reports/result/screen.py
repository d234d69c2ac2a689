"""What a result is made of on the page, and in what order; of several candidates one row each."""

from collections.abc import Callable, Collection, Sequence

from endorse_cli.diagnostics import counted
from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import InvalidPart, More
from endorse_cli.models.rubric import Rubric, SourceText
from endorse_cli.reports.departure_words import chain_text
from endorse_cli.reports.page import Column, Group, Page, Row, Table
from endorse_cli.reports.result.remarks import ADVISES, edition_text
from endorse_cli.reports.result.table import table_of
from endorse_cli.reports.result.verdict_lines import hangs_on, verdict, why_in_brief
from endorse_cli.review.citations import Text
from endorse_cli.views.printed_names import headed, title_of, unread_words
from endorse_cli.views.result import Result

MORE = "More: --why  --changes  --full; endorse explain ID"
"""How to see more, where it is read on a terminal."""

Put = Callable[[Page, Result], None]


def _sections(more: Collection[More]) -> list[Put]:
    """What is shown besides the table, in the order in which people need it."""
    if not {"why", "changes", "full"} & {*more}:
        return []
    from endorse_cli.reports.result import changes, questions, remarks, scores, why

    brief = {"why": why.put_why, "changes": changes.put_changes}
    if "full" not in more:
        return [put for part, put in brief.items() if part in more]
    return [
        *brief.values(),
        changes.put_stand_in,
        remarks.put_statements,
        questions.put_lines,
        questions.put_recorded,
        scores.put_findings,
        scores.put_scores,
        remarks.put_corrections,
        remarks.put_made,
    ]


def put_results(
    page: Page,
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    more: Collection[More] = (),
    text: Text | None = None,
) -> None:
    """Candidates' results; of several one row each, unless more is asked for.

    What could not be read is named before everything else.
    """
    results = [Result(account, text) for account in accounts]
    if unread := unread_words([part["source"] for part in invalid], len(results)):
        page.put(unread, "open")
    sections = _sections(more)
    if len(results) + len(invalid) == 1 or sections:
        for result in results:
            page.blank()
            put_result(page, result, sections, is_brief="brief" in more)
    if len(results) + len(invalid) > 1:
        put_rows(page, results, invalid)


def put_result(page: Page, result: Result, sections: Sequence[Put], *, is_brief: bool) -> None:
    """One candidate: the verdict at the end of a terminal's screen, at the beginning of a file."""
    put_head(page, result)
    if not page.look.live:
        put_verdict(page, result)
        page.blank()
    unscored = "" if is_brief else unscored_text(result)
    if not is_brief:
        page.table(table_of(result), indent=2)
    if unscored and not page.look.live and not sections:
        page.ends(unscored, ADVISES, "quiet", indent=2)
        return
    page.put(unscored, "quiet", indent=2)
    for put in sections:
        put(page, result)
    if page.look.live:
        put_verdict(page, result)
        page.ends(MORE, ADVISES, indent=2)
    else:
        page.blank()
        page.put(ADVISES, "quiet", indent=2)


def unscored_text(result: Result) -> str:
    """How many criteria carry no weight, and so have no row."""
    number = len(result.parts(recorded=True))
    are = "is" if number == 1 else "are"
    return f"{number} more {are} for information, not scored (--full)." if number else ""


def put_verdict(page: Page, result: Result) -> None:
    """What came out, what is open, what to ask and what to watch."""
    page.blank()
    page.pairs(verdict(result), indent=2)


def put_head(page: Page, result: Result) -> None:
    """Who it is, under which rubric, and whose document that is."""
    record, rubric = result.record, result.rubric
    who = record["candidate"]
    election = f"election of {who['election']}" if who["election"] else ""
    named = (who["name"], who["office"], election)
    below = f" on {chain_text(record['rubric'])}" if record["rubric"]["extends"] else ""
    made = f"{rubric.id} {rubric.version}{below}"
    day = f" as of {record['as_of']}" if record["as_of"] else ""
    judged = f"Judged by {document_text(rubric.document)}{day}"
    page.title(" · ".join(filter(None, named)), made, judged)
    page.put(edition_text(record), "open")


def document_text(document: SourceText) -> str:
    """The document by its title, with the day on which it was adopted, and the body."""
    passed = f"adopted {document.passed.isoformat()}" if document.passed else ""
    adopted = " ".join(filter(None, (passed, f"by {document.by}" if document.by else "")))
    return f"“{document.title}” ({adopted})" if adopted else f"“{document.title}”"


def put_rows(page: Page, results: Sequence[Result], invalid: Sequence[InvalidPart]) -> None:
    """Every candidate in one row, under the rubric by which they were judged."""
    page.blank()
    rubrics = {result.record["rubric"]["digest"]: result.rubric for result in results}
    for digest, rubric in rubrics.items():
        same = [result for result in results if result.record["rubric"]["digest"] == digest]
        title = f"{rubric.id} {rubric.version}" if len(rubrics) > 1 else ""
        rows = tuple(map(_row, same))
        page.blank()
        page.table(Table(_columns(rubric), (Group(title, rows),)), indent=2)
    for part in invalid:
        problems = counted(len(part["findings"]), "problem")
        page.put(f"{part['source']}: not assessed, {problems}", "open", indent=2, hang=2)
    if page.look.live:
        page.ends(EACH, ADVISES, indent=2)
    else:
        page.blank()
        page.put(ADVISES, "quiet", indent=2)


MANY = 3
"""Of so many decisions each has a column."""

EACH = "--why  --changes  --full for each"


def _columns(rubric: Rubric) -> tuple[Column, ...]:
    decisions = (Column(headed(title_of(rubric.decisions[id]))) for id in _shown(rubric))
    return (
        Column("Candidate", whole=True),
        *decisions,
        Column("Open", whole=True),
        Column("Because"),
    )


def _shown(rubric: Rubric) -> list[str]:
    """The decisions that have room beside each other; of many the one that leads."""
    return list(rubric.decisions) if len(rubric.decisions) <= MANY else [rubric.leading]


def _row(result: Result) -> Row:
    """Who, what every decision came to, how many answers can still change it, and why."""
    shown = _shown(result.rubric)
    words = (result.rulings[id].words for id in shown)
    is_open = result.leading.outcome is None
    because = hangs_on(result) if is_open else why_in_brief(result, result.leading)
    number = str(len(result.open) or "")
    cells = (result.record["candidate"]["name"], *words, number, because)
    return Row(cells, "open" if is_open else "")
