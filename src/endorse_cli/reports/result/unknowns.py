"""What is not known: what can still decide, by whom to ask, and how much of the rest there is."""

from endorse_cli.models.record import LinePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.given import whom_to_ask
from endorse_cli.reports.result.matrix import STATES
from endorse_cli.reports.result.verdicts import ask_next
from endorse_cli.reports.wording import answer_words, counted, label_of, series
from endorse_cli.views.result import Result

ITEM = "- "


def put_unknowns(page: Page, result: Result) -> None:
    """Everything unknown that can still change an outcome, by whom to ask; the rest counted."""
    unknown = sum(bool(result.open_parts(line.part)) for line in result.lines)
    page.section("What is unknown")
    disputed = sum(line.part["state"] == "disputed" for line in result.lines)
    page.put(count_text(unknown, len(result.open), len(result.lines), disputed), indent=2)
    for pair in ask_next(result):
        page.fact(pair.key, f"{pair.first}. {pair.rest}" if pair.rest else pair.first, indent=2)
    for whom in dict.fromkeys(whom_to_ask(result.criterion(part)) for part in result.open):
        page.blank()
        page.put(f"{whom[0].upper()}{whom[1:]}:", "open", indent=2)
        for part in result.open:
            if whom_to_ask(result.criterion(part)) == whom:
                page.bare("unknown", _text(result, part), lead=ITEM, indent=4)


def _text(result: Result, part: LinePart) -> str:
    why = STATES.get(part["state"], "known in part")
    words = f"{label_of(result.rubric, part['criterion'])}: {result.criterion(part).ask} ({why})"
    if not isinstance(part["answer"], dict):
        return words
    members = (id.partition(".")[2] for id in result.open_parts(part))
    names = series(answer_words(result.rubric, part["criterion"], name) for name in members)
    return f"{words}; still open: {names}"


def count_text(unknown: int, matter: int, asked: int, disputed: int = 0) -> str:
    """How many answers are not known, in how many assessors disagree, and how many matter."""
    if not unknown:
        return f"Nothing: all {counted(asked, 'question')} that count are answered."
    found = _found_text(unknown - disputed, disputed, asked)
    if not matter:
        return f"{found}; no outcome depends on that here."
    if unknown == matter:
        return f"{found}, and {'it matters' if matter == 1 else 'all of them matter'}."
    which = "this one matters" if matter == 1 else f"these {matter} matter"
    return f"{found}: {which}, the rest would change nothing here."


def _found_text(unknown: int, disputed: int, asked: int) -> str:
    questions = counted(asked, "question")
    if not unknown:
        return f"On {disputed} of {questions} assessors disagree"
    have = "has" if unknown == 1 else "have"
    found = f"{unknown} of {questions} {have} no known answer"
    return f"{found} and on {disputed} more assessors disagree" if disputed else found
