"""The only place for what is read and carries no weight: shown, with the reason why."""

from endorse_cli.models.record import LinePart
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.table.lines import ANSWER, put_line
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import answer_words

NO_WEIGHT = "This question counts for nothing, whatever the answer."


def put_recorded(page: Page, sheet: Sheet) -> None:
    """Every answer, and every member of a set, that no decision may depend on."""
    lines = list(sheet.lines(recorded=True))
    members = [line for line in sheet.lines(recorded=False) if _members(sheet, line)]
    if not lines and not members:
        return
    page.section("Read, and without any weight")
    page.put("Nothing here changes a result.", "quiet", indent=2)
    for line in lines:
        put_line(page, sheet, line)
        page.fact("no weight", _reason(sheet, line), indent=6)
    for line in members:
        _put_members(page, sheet, line)


def _reason(sheet: Sheet, line: LinePart) -> str:
    """Why it has no weight: in the rubric's words where they can be true of the answer.

    The reason of a yes-or-no question is written of what is asked about. Where that is not so, or
    not known, it would say that it were.
    """
    criterion = sheet.criterion(line)
    if criterion.kind.form == "yes_no" and line["possible"][criterion.id] != ["yes"]:
        return NO_WEIGHT
    return criterion.recorded or ""


def _members(sheet: Sheet, line: LinePart) -> dict[str, str]:
    return sheet.criterion(line).recorded_members


def _put_members(page: Page, sheet: Sheet, line: LinePart) -> None:
    page.blank()
    page.bare("asked", sheet.criterion(line).ask, indent=2)
    for name, reason in _members(sheet, line).items():
        possible = line["possible"][f"{line['criterion']}.{name}"]
        answer = possible[0] if len(possible) == 1 else "unknown"
        words = answer_words(sheet.rubric, line["criterion"], name)
        where = f"{line['criterion']}.{name}"
        page.ends(f"{words}: {answer}", where, "strong", keys=ANSWER, lead=RESULT, indent=4)
        page.fact("no weight", reason, indent=6)
