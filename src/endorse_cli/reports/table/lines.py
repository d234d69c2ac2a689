"""The only place for the lines of a table: what is asked, the answer, and what it rests on."""

from collections.abc import Iterator

from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.reports.page import OPEN, RESULT, Page, Style
from endorse_cli.reports.table.effects import ALONE, answer_with_effect, weaker_tests
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import citation, finding_words, title_of

MEANING = (
    "with all other answers as they are, no answer to that question changes an outcome. Together "
    "with others it may."
)

HOLDS = {True: "holds", False: "does not hold"}

ANSWER = ("answer", "from")
OPEN_STYLE: Style = "open"
KNOWN_STYLE: Style = "strong"


def put_lines(page: Page, sheet: Sheet) -> None:
    """Every line that carries weight, by group."""
    page.section("Every question")
    _put_legend(page, sheet)
    for group, title in sheet.rubric.groups.items():
        lines = [line for line in sheet.lines(recorded=False) if line["group"] == group]
        if lines:
            page.group(title)
        for line in lines:
            put_line(page, sheet, line)


def _put_legend(page: Page, sheet: Sheet) -> None:
    """What it means that an answer would change nothing, where that is said below."""
    lines = list(sheet.lines(recorded=False))
    if not any(line["bearing"] == "no_bearing" and not sheet.is_in_reason(line) for line in lines):
        return
    decides = (
        f'"{title_of(sheet.rubric.decisions[decision])}" is settled by this alone: '
        f"{finding_words(sheet.rubric, id)} {HOLDS[sheet.record['findings'][id] == 'yes']}."
        for decision, id in sheet.deciding_findings.items()
    )
    page.put(f'"{ALONE}": {MEANING} {" ".join(decides)}'.rstrip(), "quiet", indent=2)


def put_line(page: Page, sheet: Sheet, line: LinePart) -> None:
    """One line: the question, the answer with what it did, the evidence, and where it says so."""
    page.blank()
    page.bare("asked", sheet.criterion(line).ask, indent=2)
    lead, style = (OPEN, OPEN_STYLE) if sheet.matters(line) else (RESULT, KNOWN_STYLE)
    words = answer_with_effect(sheet, line)
    page.ends(words, where(line), style, keys=ANSWER, lead=lead, indent=4)
    if page.look.wide and isinstance(line["answer"], str):
        anchor = sheet.rubric.anchor(line["criterion"], line["answer"])
        page.fact("meaning", anchor or "", "quiet", indent=6)
    for key, text in details(sheet, line):
        page.fact(key, text, "quiet", indent=6)


def where(line: LinePart) -> str:
    """The id of a line, where the document says so, and the layer."""
    return " · ".join((line["criterion"], citation(line["from"]), line["basis"]))


def details(sheet: Sheet, line: LinePart) -> Iterator[tuple[str, str]]:
    """What stands below an answer, each with its key.

    Of an answer that is not established, nothing: it could repeat what was alleged.
    """
    adopted = sheet.criterion(line).grounds.adopted
    if adopted:
        yield "adopted", f"by {adopted.by} on {adopted.date}"
    for text in weaker_tests(sheet, line):
        yield "rests on", text
    yield from sheet.passages(line["from"])
    for text in source_texts(sheet, line):
        yield "source", text
    if line["note"] and line["state"] != "unsupported":
        yield "note", line["note"]


def source_texts(sheet: Sheet, line: LinePart) -> Iterator[str]:
    """The sources of an answer, each in one line; none where they could repeat an allegation."""
    for source in line["evidence"] if line["state"] != "unsupported" else ():
        yield source_text(source, source_worth(sheet, line, source))


def source_worth(sheet: Sheet, line: LinePart, source: EvidencePart) -> str:
    """Why a source counts for nothing, or for less, on the day."""
    match source["standing"]:
        case "stale":
            return f"too old: it counts for {sheet.criterion(line).fresh_for}"
        case "later":
            return f"later than {sheet.record['as_of']}, so not counted"
        case "unsettled":
            return f"it counts for {sheet.criterion(line).fresh_for}, and no day is given"
        case _:
            return ""


def source_text(source: EvidencePart, worth: str = "") -> str:
    """A source in one line: what it is, its day, what that is worth, and what it says."""
    head = f"{source['source'] or 'not named'}, {source['date'] or 'no day given'}"
    head = f"{head} ({worth})" if worth else head
    return f"{head}: {source['says']}" if source["says"] else head
