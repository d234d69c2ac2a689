"""The only place that words what would change an outcome, and what is only supposed."""

from collections.abc import Mapping, Sequence

from endorse_cli.models.record import ChangePart, LinePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.given_answers import (
    LEADS,
    Lines,
    handful,
    lines_of,
    member,
    put_rest,
    said,
)
from endorse_cli.reports.table.outcomes import is_stated, result_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import outcome_words, series, states_words, title_of, values_words

CHANGES = (
    "One way to each other outcome, the one that changes the least; there may be others. It "
    "follows from the rubric alone and asks nobody to change anything."
)

SINGLE = (
    "The rubric is too large for all changes to be looked at: these are the least of those that "
    "change one answer. It asks nobody to change anything."
)

SETTLES_NOTHING = "A stand-in settles no outcome: what is open stays open until somebody finds out."

CURES = {"candidate": "the candidate", "chapter": "the chapter", "time": "time"}

Values = Mapping[str, Sequence[str]]


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
            _put_change(page, sheet, f'For "{outcome_words(decision, outcome)}"', found)


def _put_change(page: Page, sheet: Sheet, words: str, change: ChangePart | None) -> None:
    if change is None:
        page.put(f"{words}: {_nothing_text(sheet)}", indent=4, hang=2)
        return
    changed = lines_of(sheet, change["change"])
    if changed:
        these = "this answer" if len(changed) == 1 else f"these {len(changed)} answers together"
        page.put(f"{words}, {these} would have to change:", indent=4)
        _put_values(page, sheet, changed, change["change"])
    provided = lines_of(sheet, change["provided"])
    if provided:
        also = "Provided that what is open turns out so" if changed else f"{words}, if it turns out"
        page.put(f"{also}:", indent=4)
        _put_values(page, sheet, provided, change["provided"], is_open=True)


def _put_values(
    page: Page, sheet: Sheet, lines: Lines, values: Values, *, is_open: bool = False
) -> None:
    first, rest = handful(lines)
    for line, variables in first:
        words = _value_text(sheet, line, variables, values, is_open=is_open)
        cure = "" if is_open else _cure(sheet, line)
        text = " · ".join(filter(None, (words, series(variables), cure)))
        page.bare("change", text, indent=6)
    put_rest(page, rest, indent=6)


def _value_text(
    sheet: Sheet, line: LinePart, variables: tuple[str, ...], values: Values, *, is_open: bool
) -> str:
    """`Is it plain? → none or some (now clear)`."""
    now = "open now" if is_open else f"now {said(sheet, line, variables)}"
    return f"{sheet.criterion(line).ask} {LEADS}{_wanted(sheet, variables, values)} ({now})"


def _wanted(sheet: Sheet, variables: tuple[str, ...], values: Values) -> str:
    words: dict[str, list[str]] = {}
    for id in variables:
        words.setdefault(values_words(sheet.rubric, id, values[id]), []).append(id)
    if "." not in variables[0]:
        return "".join(words)
    return "; ".join(f"{series(member(sheet, id) for id in ids)}: {w}" for w, ids in words.items())


def _cure(sheet: Sheet, line: LinePart) -> str:
    """Who can bring the change of an answer about, as the rubric says."""
    cure = sheet.criterion(line).cure
    return f"{CURES[cure]} can bring it about" if cure in CURES else ""


def _nothing_text(sheet: Sheet) -> str:
    alone = "no single answer" if "single_changes" in sheet.record else "nothing"
    decided = sheet.record["decisions"]
    stated = series(id for id, part in decided.items() if is_stated(part))
    but = f", with {stated} as the file states it" if stated else ""
    return f"{alone} that anyone can change{but}"


def change_text(sheet: Sheet, change: ChangePart) -> str:
    """The same in one sentence: what leads to an outcome, who can bring it about, and if what."""
    parts = []
    for line, variables in lines_of(sheet, change["change"]):
        cure = _cure(sheet, line)
        words = _value_text(sheet, line, variables, change["change"], is_open=False)
        parts.append(f"{words[:-1]}; {cure})" if cure else words)
    changed = "; ".join(parts)
    provided = "; ".join(
        _value_text(sheet, line, variables, change["provided"], is_open=True)
        for line, variables in lines_of(sheet, change["provided"])
    )
    return f"{changed}, provided that: {provided}" if changed and provided else changed or provided


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
