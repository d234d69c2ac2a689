"""Every question with its answer: what it means, what it rests on, and what was noted."""

from collections.abc import Iterable, Iterator

from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.models.rubric import Criterion
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.result.given import answer_with_effect, weaker_tests
from endorse_cli.reports.result.matrix import SIGNS
from endorse_cli.reports.wording import answer_words, citation, label_of
from endorse_cli.views.result import Result

NO_WEIGHT = "This question counts for nothing, whatever the answer."

ANSWER = ("answer", "from")


def put_lines(page: Page, result: Result) -> None:
    """Every line that carries weight, by group."""
    page.section("Every question")
    for group in result.groups:
        page.group(group.title)
        for line in group.lines:
            put_line(page, result, line.part)


def put_line(page: Page, result: Result, part: LinePart) -> None:
    """One line: its label and answer, the question, what the answer means, and what it rests on."""
    page.blank()
    line = result.by_criterion.get(part["criterion"])
    style: Style = "open" if line and line.matters else "strong"
    words = f"{label_of(result.rubric, part['criterion'])}: {answer_with_effect(result, part)}"
    lead = f"{SIGNS[line.mark if line else 'none']} "
    page.ends(words, where(part), style, keys=ANSWER, lead=lead, indent=2)
    page.bare("asked", result.criterion(part).ask, indent=6)
    for key, text in details(result, part):
        page.fact(key, text, "quiet", indent=6)


def where(part: LinePart) -> str:
    """The id of a line, where the document says so, and the layer."""
    return " · ".join((part["criterion"], citation(part["from"]), part["basis"]))


def details(result: Result, part: LinePart) -> Iterator[tuple[str, str]]:
    """What stands below an answer, each with its key.

    Of an answer that is not established, nothing: it could repeat what was alleged.
    """
    yield from meanings(result, part)
    adopted = result.criterion(part).grounds.adopted
    if adopted:
        yield "adopted", f"by {adopted.by} on {adopted.date}"
    for text in weaker_tests(result, part):
        yield "rests on", text
    for locator, passage in result.passages(part["from"]):
        yield citation([locator]), passage
    for text in source_texts(result, part):
        yield "source", text
    if part["note"] and part["state"] != "unsupported":
        yield "note", part["note"]


def meanings(result: Result, part: LinePart) -> Iterator[tuple[str, str]]:
    """What an assessor must have seen to give the answers that were given."""
    given = part["answer"] if part["state"] != "unsupported" else None
    names = [given] if isinstance(given, str) else given or ()
    if isinstance(given, dict):
        names = [name for name, said in given.items() if said == "yes"]
    for name in names:
        anchor = result.rubric.anchor(part["criterion"], name)
        if anchor:
            yield f"“{answer_words(result.rubric, part['criterion'], name)}” means", anchor


def source_texts(result: Result, part: LinePart) -> Iterator[str]:
    """The sources of an answer, each in one line; none where they could repeat an allegation."""
    for source in part["evidence"] if part["state"] != "unsupported" else ():
        yield source_text(source, source_worth(result, part, source))


def source_worth(result: Result, part: LinePart, source: EvidencePart) -> str:
    """Why a source counts for nothing, or for less, on the day."""
    match source["standing"]:
        case "stale":
            return f"too old: it counts for {result.criterion(part).fresh_for}"
        case "later":
            return f"later than {result.record['as_of']}, so not counted"
        case "unsettled":
            return f"it counts for {result.criterion(part).fresh_for}, and no day is given"
        case _:
            return ""


def source_text(source: EvidencePart, worth: str = "") -> str:
    """A source in one line: what it is, its day, what that is worth, and what it says."""
    head = f"{source['source'] or 'not named'}, {source['date'] or 'no day given'}"
    head = f"{head} ({worth})" if worth else head
    return f"{head}: {source['says']}" if source["says"] else head


def put_recorded(page: Page, result: Result) -> None:
    """Every answer, and every member of a set, that no decision may depend on."""
    parts = result.parts(recorded=True)
    members = [part for part in result.parts(recorded=False) if _members(result, part)]
    if not parts and not members:
        return
    page.section("For information, not scored")
    for part in parts:
        put_line(page, result, part)
        certain = part["possible"].get(part["criterion"]) == ["yes"]
        page.fact("not scored", why_unscored(result.criterion(part), [certain]), indent=6)
    for part in members:
        _put_members(page, result, part)


def why_unscored(criterion: Criterion, certain: Iterable[bool]) -> str:
    """Why it has no weight: in the rubric's words where they can be true of the answer.

    `certain` says of each answer whether it is yes and nothing else.

    The reason of a yes-or-no question is written of what is asked about. Where that is not so, or
    not known, it would say that it were.
    """
    if criterion.recorded and criterion.kind.form == "yes_no" and not any(certain):
        return NO_WEIGHT
    return criterion.recorded or ""


def _members(result: Result, part: LinePart) -> dict[str, str]:
    return result.criterion(part).recorded_members


def _put_members(page: Page, result: Result, part: LinePart) -> None:
    page.blank()
    id = part["criterion"]
    for name, reason in _members(result, part).items():
        possible = part["possible"][f"{id}.{name}"]
        answer = possible[0] if len(possible) == 1 else "unknown"
        words = f"{label_of(result.rubric, f'{id}.{name}')}: {answer}"
        page.ends(words, f"{id}.{name}", "strong", keys=ANSWER, lead="· ", indent=2)
        page.fact("not scored", reason, indent=6)
