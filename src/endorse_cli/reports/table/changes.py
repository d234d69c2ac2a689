"""The only place that words what would change an outcome, and what is only supposed."""

from endorse_cli.models.record import ChangePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.decisions import is_stated, result_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import outcome_words, series, states_words, title_of

CHANGES = (
    "The least change of answers that leads to each other outcome. It follows from the rubric "
    "alone and asks nobody to change anything."
)

SINGLE = (
    "The rubric is too large for all changes to be looked at: these are the least of those that "
    "change one answer. It asks nobody to change anything."
)

SETTLES_NOTHING = "A stand-in settles no outcome: what is open stays open until somebody finds out."

CURES = {"candidate": "the candidate", "chapter": "the chapter", "time": "time"}


def put_changes(page: Page, sheet: Sheet) -> None:
    """What would lead to each outcome that is not possible now."""
    single = "single_changes" in sheet.record
    if not single and not any(sheet.record["changes"].values()):
        return
    page.section("What would change it")
    page.put(SINGLE if single else CHANGES, "quiet", indent=2)
    for id, changes in sheet.record["changes"].items():
        decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
        others = [name for name in decision.outcomes if name not in decided["possible"]]
        if others:
            page.blank()
            page.bare("decision", title_of(decision), "strong", indent=2)
        for outcome in others:
            found = next((change for change in changes if change["to"] == outcome), None)
            words = outcome_words(decision, outcome)
            page.fact(f'for "{words}"', change_text(sheet, found), indent=4)


def change_text(sheet: Sheet, change: ChangePart | None) -> str:
    """What leads to an outcome, who can bring it about, and what must turn out how."""
    if change is None:
        alone = "no single answer" if "single_changes" in sheet.record else "nothing"
        decided = sheet.record["decisions"]
        stated = series(id for id, part in decided.items() if is_stated(part))
        but = f", with {stated} as the file states it" if stated else ""
        return f"{alone} that anyone can change{but}"
    changed = states_words(sheet.rubric, change["change"])
    by = _cures(sheet, change)
    if not change["provided"]:
        return f"{changed}{by}"
    provided = states_words(sheet.rubric, change["provided"])
    return f"{changed}{by}, provided that {provided}" if changed else f"if {provided}"


def _cures(sheet: Sheet, change: ChangePart) -> str:
    """Who can bring the change about, as the rubric says."""
    asked = (sheet.rubric.criteria[id.partition(".")[0]] for id in change["change"])
    who = dict.fromkeys(CURES[criterion.cure] for criterion in asked if criterion.cure in CURES)
    return f" ({series(who)} can bring it about)" if who else ""


def put_what_if(page: Page, sheet: Sheet) -> None:
    """What would come out if some answers were other than they are."""
    supposed = sheet.record.get("what_if")
    if supposed is None:
        return
    page.group("What if")
    page.put(f"Supposing that {states_words(sheet.rubric, supposed['given'])}:", indent=2)
    for id, decided in supposed["decisions"].items():
        decision = sheet.rubric.decisions[id]
        now = sheet.record["decisions"][id]
        words = result_text(decision, decided)
        same = decided["possible"] == now["possible"]
        moved = "as it is now" if same else f"now {result_text(decision, now)}"
        page.fact(title_of(decision), f"{words} ({moved})", indent=4)
    page.put("This is supposed; it is not the result.", "quiet", indent=2)


def put_stand_in(page: Page, sheet: Sheet) -> None:
    """What stands in for open answers in the second lines, and that it settles nothing."""
    supposed, now = sheet.record.get("stand_in"), sheet.record["decisions"]
    if supposed is None or all(
        decided["possible"] == now[id]["possible"] for id, decided in supposed["decisions"].items()
    ):
        return
    rubric = sheet.rubric
    given = [states_words(rubric, supposed["given"])] if supposed["given"] else []
    assumed = [
        f'while it is open, {id} is "{outcome_words(decision, decision.assume)}"'
        for id, decision in rubric.decisions.items()
        if decision.assume and sheet.record["decisions"][id]["outcome"] is None
    ]
    page.blank()
    page.fact("the rubric's stand-ins", "; ".join((*given, *assumed)), "quiet", indent=2)
    page.put(SETTLES_NOTHING, "quiet", indent=2)
