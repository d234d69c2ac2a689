"""The only place for how findings and scores are printed."""

from endorse_cli.models.record import ScorePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import cited, title_of


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
    """Every score, exactly; what is open makes it a range."""
    if not sheet.record["scores"]:
        return
    page.section("Scores")
    page.put("A number only orders what assessors recorded.", "quiet", indent=2)
    for id, score in sheet.record["scores"].items():
        rule = sheet.rubric.scores[id]
        left = f"{title_of(rule)}: {score_text(score)}"
        page.ends(left, f"{id} · {cited(rule.grounds)}", keys=("score", "from"), indent=2)


def score_text(score: ScorePart) -> str:
    """A score as an exact fraction, or as a range, which may have no end."""
    low, high = score["low"], score["high"]
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    if low is None:
        return "any number" if high is None else f"at most {high}"
    return f"at least {low}"
