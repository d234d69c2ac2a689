"""What would change an outcome, and what is only supposed."""

from collections.abc import Mapping, Sequence

from endorse_cli.diagnostics import by_key
from endorse_cli.models.record import ChangePart, LinePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.questions import (
    Lines,
    handful,
    lines_of,
    member,
    put_rest,
    said,
)
from endorse_cli.views.printed_names import outcome_words, series, title_of
from endorse_cli.views.result import Result

CHANGES = (
    "One way to each other outcome, the one that changes the least; there may be others. It "
    "follows from the rubric alone and asks nobody to change anything."
)

SINGLE = (
    "The rubric is too large for all changes to be looked at: these are the least of those that "
    "change one answer. It asks nobody to change anything."
)

FEW = 3
"""So many open answers are told in one sentence with how they have to turn out."""

SETTLES_NOTHING = "A stand-in settles no outcome: what is open stays open until somebody finds out."

CURES = {
    "candidate": "the candidate can change this",
    "chapter": "the chapter can change this",
    "time": "may change with time",
}

Values = Mapping[str, Sequence[str]]


def put_changes(page: Page, result: Result) -> None:
    """What would lead to each outcome that is not possible now."""
    single = "single_changes" in result.record
    if not single and not any(result.record["changes"].values()):
        return
    page.section("What would change it")
    page.put(SINGLE if single else CHANGES, "quiet", indent=2)
    for id, changes in result.record["changes"].items():
        decision, possible = result.rubric.decisions[id], result.rulings[id].part["possible"]
        others = [name for name in decision.outcomes if name not in possible]
        if others:
            page.blank()
            page.bare("decision", title_of(decision), "strong", indent=2)
        for outcome in others:
            found = next((change for change in changes if change["to"] == outcome), None)
            _put_change(page, result, f'For "{outcome_words(decision, outcome)}"', found)


def _put_change(page: Page, result: Result, words: str, change: ChangePart | None) -> None:
    if change is None:
        page.put(f"{words}: {_nothing_text(result)}", indent=4, hang=2)
        return
    changed = lines_of(result, change["change"])
    if changed:
        these = "this answer" if len(changed) == 1 else f"these {len(changed)} answers together"
        page.put(f"{words}, {these} would have to change:", indent=4)
        _put_values(page, result, changed, change["change"])
    provided = lines_of(result, change["provided"])
    if provided:
        also = "Provided that what is open turns out so" if changed else f"{words}, if it turns out"
        page.put(f"{also}:", indent=4)
        _put_values(page, result, provided, change["provided"], is_open=True)


def _put_values(
    page: Page, result: Result, lines: Lines, values: Values, *, is_open: bool = False
) -> None:
    first, rest = handful(lines)
    for line, variables in first:
        words = _value_text(result, line, variables, values, is_open=is_open)
        cure = "" if is_open else _cure(result, line)
        page.bare("change", " · ".join(filter(None, (words, cure))), lead="- ", indent=6)
    put_rest(page, result, rest, indent=6)


def _value_text(
    result: Result, line: LinePart, variables: tuple[str, ...], values: Values, *, is_open: bool
) -> str:
    """`Workers against owners: none or some (now clear)`."""
    if result.criterion(line).kind.number is not None and variables[0] != line["criterion"]:
        # What several numbers come to: it has a name of its own.
        made = variables[0]
        now = "open now" if is_open else f"now {series(line['possible'][made], 'or')}"
        wanted = result.say.values(made, values[made])
        return f"{result.say.label(made)}: {wanted} ({now})"
    now = "open now" if is_open else f"now {said(result, line, variables)}"
    label = result.say.label(line["criterion"])
    return f"{label}: {_wanted(result, variables, values)} ({now})"


def _wanted(result: Result, variables: tuple[str, ...], values: Values) -> str:
    words = by_key((result.say.values(id, values[id]), id) for id in variables)
    if "." not in variables[0]:
        return "".join(words)
    return "; ".join(f"{series(member(result, id) for id in ids)}: {w}" for w, ids in words.items())


def _cure(result: Result, line: LinePart) -> str:
    """Who can bring the change of an answer about, as the rubric says."""
    cure = result.criterion(line).cure
    return CURES.get(cure or "", "")


def _nothing_text(result: Result) -> str:
    alone = "no single answer" if "single_changes" in result.record else "nothing"
    stated = series(f'"{one.title}"' for one in result.rulings.values() if one.is_stated)
    but = f", with {stated} as the file states it" if stated else ""
    return f"{alone} that anyone can change{but}"


def change_text(result: Result, change: ChangePart) -> str:
    """The same in one sentence: what leads to an outcome, who can bring it about, and if what.

    Where much has to turn out right, it is named alone.
    """
    parts = []
    for line, variables in lines_of(result, change["change"]):
        cure = _cure(result, line)
        words = _value_text(result, line, variables, change["change"], is_open=False)
        parts.append(f"{words[:-1]}; {cure})" if cure else words)
    needed = lines_of(result, change["provided"])
    if changed := "; ".join(parts):
        changed += ", provided that" if needed else ""
        if len(needed) > FEW:
            labels = series(result.say.label(line["criterion"]) for line, _ in needed)
            return f"{changed} these, open now, turn out right: {labels}"
    provided = "; ".join(
        _value_text(result, line, variables, change["provided"], is_open=True)
        for line, variables in needed
    )
    return ": ".join(filter(None, (changed, provided)))


def states_text(result: Result, given: Values) -> str:
    """Variables with values: `Member of DSA: yes; Material gains: clear`."""
    return "; ".join(
        f"{result.say.label(id)}: {result.say.values(id, names)}" for id, names in given.items()
    )


def put_stand_in(page: Page, result: Result) -> None:
    """What stands in for open answers in the second lines, and that it settles nothing."""
    supposed = result.record.get("stand_in")
    if supposed is None or not result.moved_by(supposed):
        return
    rubric = result.rubric
    given = [states_text(result, supposed["given"])] if supposed["given"] else []
    assumed = [
        f'while it is open, {title_of(decision)} is "{outcome_words(decision, decision.assume)}"'
        for id, decision in rubric.decisions.items()
        if decision.assume and result.record["decisions"][id]["outcome"] is None
    ]
    page.blank()
    page.fact("the rubric's stand-ins", "; ".join((*given, *assumed)), "quiet", indent=2)
    page.put(SETTLES_NOTHING, "quiet", indent=2)
