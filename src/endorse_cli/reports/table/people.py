"""The only place for what people said in their own words: statements and corrections."""

from endorse_cli.models.record import StatementPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet


def put_statements(page: Page, sheet: Sheet) -> None:
    """The case for and against, where either is made."""
    statements = sheet.record["statements"]
    if not statements["for"] and not statements["against"]:
        return
    page.section("The case each way, in people's own words")
    _put_side(page, "for", statements["for"])
    _put_side(page, "against", statements["against"])


def _put_side(page: Page, side: str, statements: list[StatementPart]) -> None:
    page.blank()
    if not statements:
        page.put(f"{side.capitalize()}: no statement.", indent=2)
    for statement in statements:
        page.fact(side, f"by {statement['by']}", "strong", indent=2)
        page.prose(statement["text"], indent=4)


def put_corrections(page: Page, sheet: Sheet) -> None:
    """What was corrected, when and by whom."""
    if not sheet.record["corrections"]:
        return
    page.section("Corrections")
    for correction in sheet.record["corrections"]:
        when = correction["date"] or "no day given"
        by = f", by {correction['by']}" if correction["by"] else ""
        page.fact(f"{when}{by}", correction["what"], indent=2)
