"""The only place that shows what a chapter made of the rubrics below its own."""

from endorse_cli.models.changes import Change
from endorse_cli.models.record import RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Page
from endorse_cli.reports.show.parts import put_note
from endorse_cli.reports.wording import chain_text, cited, departure_head, departure_text

WHAT = {
    "set": "set",
    "demand": "demanded",
    "switch_off": "switched off",
    "row": "row added",
    "member": "added to a family",
}


def put_chain(page: Page, rubric: Rubric, part: RubricPart) -> None:
    """What it builds on, every change to what stands below, and which of them loosen it."""
    if not part["extends"]:
        return
    page.section("What the chapter changes")
    page.fact("builds on", chain_text(part), indent=2)
    for change in rubric.chain.changes:
        put_change(page, change)
    for waiver in rubric.chain.waivers:
        page.blank()
        page.put(f"promise waived: {waiver.promise}", "strong", indent=2)
        page.fact("reason", waiver.reason, indent=4)
    if part["departures"]:
        page.group("Departures: what of this loosens a line")
    for departure in part["departures"]:
        page.blank()
        page.fact(departure_head(departure), departure_text(rubric, departure), "open", indent=2)


def put_change(page: Page, change: Change) -> None:
    """One change: what was done to which line, by whom, and why."""
    page.blank()
    page.ends(_text(change), cited(change.grounds), "strong", keys=("change", "from"), indent=2)
    page.fact("reason", change.reason or "", indent=4)
    put_note(page, change.grounds)


def _text(change: Change) -> str:
    words = f"{WHAT[change.kind]}: {change.what}"
    if change.kind not in ("set", "demand") or "anchors" in change.what:
        return words
    return f"{words}, {change.after} instead of {change.before or 'nothing'}"
