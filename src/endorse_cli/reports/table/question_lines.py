"""The only place for the lines of a table: what is asked, the answer, and what it rests on.

Last come those that are read and carry no weight, with the reason why.
"""

from collections.abc import Iterator

from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.reports.page import OPEN, RESULT, Page, Style
from endorse_cli.reports.table.given_answers import ALONE, answer_with_effect, weaker_tests
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import answer_words, citation, finding_words, title_of

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
    _put_meaning(page, sheet)
    for group, title in sheet.rubric.groups.items():
        lines = [line for line in sheet.lines(recorded=False) if line["group"] == group]
        if lines:
            page.group(title)
        for line in lines:
            put_line(page, sheet, line)


def _put_meaning(page: Page, sheet: Sheet) -> None:
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
