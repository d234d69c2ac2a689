"""The only place for what is unknown and matters, before the lines: what to find out, and where."""

from collections.abc import Mapping, Sequence

from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import LinePart
from endorse_cli.reports.page import OPEN, Page
from endorse_cli.reports.table.given_answers import (
    HANDFUL,
    NOT_ESTABLISHED,
    WHY_OPEN,
    member,
    whom_to_ask,
)
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    answer_words,
    counted,
    outcome_words,
    series,
    title_of,
    values_words,
)

TOLD_APART = 2
"""Of so many decisions a reader knows by the outcomes which is meant; of more each is named."""

KEYS = ("unknown", "why")


def put_unknowns(page: Page, sheet: Sheet) -> None:
    """Everything unknown that can still change a decision, by whom to ask; the rest counted."""
    lines = list(sheet.lines(recorded=False))
    unknown = [line for line in lines if sheet.open_parts(line)]
    matter = [line for line in unknown if sheet.matters(line)]
    disputed = sum(line["state"] == "disputed" for line in unknown)
    page.section("What is unknown")
    page.put(count_text(len(unknown), len(matter), len(lines), disputed), indent=2)
    _put_without_weight(page, sheet)
    weighty, weightless = (
        sum(map(sheet.lacks_source, sheet.lines(recorded=recorded))) for recorded in (False, True)
    )
    if text := unsourced_text(weighty, weightless):
        page.put(text, "open", indent=2)
    _put_ask_first(page, sheet)
    first = sheet.record["ask_next"]
    rest = [line for line in matter if first is None or line["criterion"] != first["criterion"]]
    for whom in dict.fromkeys(whom_to_ask(sheet.criterion(line)) for line in rest):
        page.blank()
        page.put(f"{whom[0].upper()}{whom[1:]}:", "open", indent=2)
        for line in rest:
            if whom_to_ask(sheet.criterion(line)) == whom:
                _put_unknown(page, sheet, line)


def count_text(unknown: int, matter: int, asked: int, disputed: int = 0) -> str:
    """How many answers are not known, in how many assessors disagree, and how many matter."""
    if not unknown:
        return (
            f"Nothing that counts: all {counted(asked, 'question')} that carry weight are answered."
        )
    found = _found_text(unknown - disputed, disputed, asked)
    if not matter:
        return f"{found}; no outcome depends on that here."
    if unknown == matter:
        return f"{found}, and {'it matters' if matter == 1 else 'all of them matter'}."
    which = "this one matters" if matter == 1 else f"these {matter} matter"
    return f"{found}: {which}, the rest would change nothing here."


def unsourced_text(weighty: int, weightless: int) -> str:
    """How many answers have no source where one is expected, and that they count without it."""
    have = "has" if (weighty or weightless) == 1 else "have"
    lack = f"{have} no source where one is expected."
    if not weighty:
        return f"{weightless} of the answers without any weight {lack}" if weightless else ""
    count = "It counts" if weighty == 1 else "They count"
    words = f"{weighty} of the answers that count {lack} {count} all the same."
    if not weightless:
        return words
    either = "has none either" if weightless == 1 else "have none either"
    return f"{words} Of those without any weight, {weightless} {either}."


def _put_without_weight(page: Page, sheet: Sheet) -> None:
    """What is unknown besides, and changes nothing: named where it is little."""
    ids = [
        variable.id
        for line in sheet.record["lines"]
        for variable in sheet.variables[line["criterion"]]
        if variable.recorded and len(line["possible"][variable.id]) > 1
    ]
    number = counted(len(ids), "answer")
    named = series(f"{member(sheet, id)} ({id})" if "." in id else id for id in ids)
    words = f"{named}." if len(ids) <= HANDFUL else f"{number}, all at the end."
    page.fact("unknown, and without any weight", words if ids else "", "quiet", indent=2)


def _found_text(unknown: int, disputed: int, asked: int) -> str:
    questions = counted(asked, "question")
    if not unknown:
        return f"On {disputed} of {questions} assessors disagree"
    have = "has" if unknown == 1 else "have"
    found = f"{unknown} of {questions} {have} no known answer"
    return f"{found} and on {disputed} more assessors disagree" if disputed else found


def _put_ask_first(page: Page, sheet: Sheet) -> None:
    """The question that settles most, and what each answer would leave possible."""
    question = sheet.record["ask_next"]
    if question is None:
        return
    id = question["criterion"]
    page.blank()
    page.fact("ask first", f"{sheet.rubric.criteria[id].ask} ({id})", "open", indent=2)
    for line in sheet.lines(recorded=False):
        if line["criterion"] == id:
            page.put(f"{_why(line)}; {whom_to_ask(sheet.criterion(line))}", indent=4)
            _put_parts(page, sheet, line)
    left: dict[str, list[str]] = {}
    for answer, leaves in question["leaves"].items():
        left.setdefault(_left_words(sheet, leaves), []).append(answer)
    for outcomes, answers in left.items():
        page.fact(f"if the answer is {_answers_words(sheet, id, answers)}", outcomes, indent=4)


def _left_words(sheet: Sheet, leaves: Mapping[str, Sequence[str]]) -> str:
    """The outcomes that are left, of each decision: `"neither track", and "do not endorse"`."""
    decisions = sheet.rubric.decisions
    if len(decisions) > TOLD_APART:
        return "; ".join(
            f"{title_of(decisions[id])}: {_names(decisions[id], names)}"
            for id, names in leaves.items()
        )
    return ", and ".join(_names(decisions[id], names) for id, names in leaves.items())


def _names(decision: Decision, names: Sequence[str]) -> str:
    return series((f'"{outcome_words(decision, name)}"' for name in names), "or")


def _answers_words(sheet: Sheet, id: str, answers: list[str]) -> str:
    """The answers that leave the same; of a set they name a member, as `id.member=yes`."""
    if sheet.rubric.criteria[id].kind.form != "set":
        return values_words(sheet.rubric, id, answers)
    members: dict[str, list[str]] = {}
    for answer in answers:
        name, _, said = answer.removeprefix(f"{id}.").partition("=")
        members.setdefault(said, []).append(answer_words(sheet.rubric, id, name))
    return series((f"{said} for {series(names, 'or')}" for said, names in members.items()), "or")


def _why(line: LinePart) -> str:
    if line["state"] == "unsupported":
        return NOT_ESTABLISHED
    return WHY_OPEN.get(line["state"], "known in part")


def _put_unknown(page: Page, sheet: Sheet, line: LinePart) -> None:
    right = f"{_why(line)} · {line['criterion']}"
    page.ends(sheet.criterion(line).ask, right, keys=KEYS, lead=OPEN, indent=4)
    _put_parts(page, sheet, line)


def _put_parts(page: Page, sheet: Sheet, line: LinePart) -> None:
    """Of a set that is known in part, what is open."""
    if isinstance(line["answer"], dict):
        members = (id.split(".", 1)[1] for id in sheet.open_parts(line))
        words = series(answer_words(sheet.rubric, line["criterion"], name) for name in members)
        page.fact("still open", words, indent=6)
