"""What a result is made of on the page, and in what order; of several candidates one row each."""

from collections.abc import Collection, Sequence

from endorse_cli.engine.explanation import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import InvalidPart, More
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.matrix import table_of
from endorse_cli.reports.result.verdicts import verdict
from endorse_cli.reports.wording import unread_words
from endorse_cli.views.result import Result

ADVISES = "This advises; members decide."

MORE = "--why  --changes  --full  endorse explain ID"
"""How to see more, where it is read on a terminal."""


def put_results(
    page: Page,
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    more: Collection[More] = (),
    text: Text | None = None,
) -> None:
    """Candidates' results; what could not be read is named before everything else."""
    results = [Result(account) for account in accounts]
    if unread := unread_words([part["source"] for part in invalid], len(results)):
        page.put(unread, "open")
    for result in results:
        page.blank()
        put_result(page, result, more)


def put_result(page: Page, result: Result, more: Collection[More]) -> None:
    """One candidate: the verdict at the end of a terminal's screen, at the beginning of a file."""
    put_head(page, result)
    if not page.look.live:
        put_verdict(page, result)
    if "brief" not in more:
        page.blank()
        page.table(table_of(result), indent=2)
        if result.recorded:
            number = len(result.recorded)
            are = "is" if number == 1 else "are"
            page.put(f"{number} {are} recorded and not scored (--full).", "quiet", indent=2)
    if page.look.live:
        put_verdict(page, result)
        page.ends(MORE, ADVISES, indent=2)
    else:
        page.put(ADVISES, "quiet")


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
    page.title(" · ".join(filter(None, named)), f"{rubric.id} {rubric.version}")
    document = rubric.document
    passed = f"passed {document.passed.isoformat()}" if document.passed else ""
    body = f"by {document.by}" if document.by else ""
    adopted = " ".join(filter(None, (passed, body)))
    judged = f"Judged by “{document.title}”" + (f" ({adopted})" if adopted else "")
    page.put(f"{judged} as of {record['as_of']}" if record["as_of"] else judged, "quiet")
