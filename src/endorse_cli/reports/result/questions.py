"""Questions with their answers: what an answer is and what it did, in a sentence or in full."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from endorse_cli.diagnostics import by_key
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.grounds import Basis
from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.reports.look import Style
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.table import SIGNS, answer_text, effect_text
from endorse_cli.views.printed_names import citation, series
from endorse_cli.views.result import Line, Result, sources_of

UNSUPPORTED = "it was given without the source and date that it needs"
TOO_OLD = "the sources given are too old for it by the day"
TOO_NEW = "the sources given are later than the day"
NO_DAY = "whether its sources count depends on the day, and none is given"

HANDFUL = 5
"""So many answers are shown one by one; the rest is counted, unless it is a single one."""

NO_SOURCE = "no source"

Lines = Sequence[tuple[LinePart, tuple[str, ...]]]
"""Lines, each with those of its variables that are spoken of."""


def why_unsupported(part: LinePart) -> str:
    """Why an answer that needs a source is not established; what it said is not repeated."""
    standings = {source["standing"] for source in part["evidence"] if source["source"]}
    for standing, text in (("unsettled", NO_DAY), ("stale", TOO_OLD), ("later", TOO_NEW)):
        if standing in standings:
            return text
    return UNSUPPORTED


def answer_with_effect(result: Result, part: LinePart) -> str:
    """The answer, what it did, and whether a source is missing."""
    words = answer_text(result.say, part)
    if part["state"] == "unsupported":
        words = f"{words}, since {why_unsupported(part)}"
    line = result.by_criterion.get(part["criterion"])
    lacking = [NO_SOURCE] if sources_of(result.rubric, part).is_lacking else []
    did = effect_in_words(result, line) if line else ""
    return " · ".join(filter(None, (words, did, *lacking)))


def effect_in_words(result: Result, line: Line) -> str:
    """What an answer did, with what it adds to and what it missed, where that is to be told."""
    if line.did == "points":
        head = next(group.head for group in result.groups if line in group.lines)
        into = f" in {result.say.label(head.entry.id)}" if head else ""
        return f"{effect_text(line)}{into}"
    missed = "; ".join(_missed(result, line)) if line.did == "not_met" else ""
    return f"{effect_text(line)}: {missed}" if missed else effect_text(line)


def _missed(result: Result, line: Line) -> Iterator[str]:
    """The tests of levels, numbers and sets that an answer fails; a name says so by itself."""
    id = line.part["criterion"]
    if result.rubric.criteria[id].kind.form in ("yes_no", "choice"):
        return
    for use in result.uses.get(id, ()):
        if result.explanation.passes(id, use.test) == "no":
            yield result.say.failed(id, use.test)


def lines_of(result: Result, variables: Sequence[str] | Mapping[str, object]) -> Lines:
    """The lines that some variables belong to, in the order given; members of a set together."""
    groups = groupby(variables, key=lambda id: id.partition(".")[0])
    return [(result.record_lines[id], tuple(found)) for id, found in groups]


def handful(lines: Lines) -> tuple[Lines, Lines]:
    """A handful of lines to be shown, and the rest to be counted."""
    cut = HANDFUL if len(lines) > HANDFUL + 1 else len(lines)
    return lines[:cut], lines[cut:]


def put_rest(page: Page, result: Result, rest: Lines, *, indent: int) -> None:
    """How many more there are, and what they are called."""
    if rest:
        names = "; ".join(result.say.label(part["criterion"]) for part, _ in rest)
        page.fact(f"and {len(rest)} more", names, "quiet", indent=indent)


def put_answer(
    page: Page, result: Result, part: LinePart, variables: tuple[str, ...], *, indent: int
) -> None:
    """What is asked, by its label, and the answer, with its citation."""
    words = f"{result.say.label(part['criterion'])}: {said(result, part, variables)}"
    page.bare("given", f"{words} · {citation(part['from'])}", lead="- ", indent=indent)


def said(result: Result, part: LinePart, variables: tuple[str, ...]) -> str:
    """The answer as it was given; of a set only the members that are spoken of."""
    if variables == (part["criterion"],):
        return answer_text(result.say, part)
    given = ((series(part["possible"][id], "or"), member(result, id)) for id in variables)
    by_answer = by_key(given)
    return "; ".join(f"{series(names)} {answer}" for answer, names in by_answer.items())


def member(result: Result, variable: str) -> str:
    """The printed name of a member of a set."""
    criterion, _, name = variable.partition(".")
    return result.say.answer(criterion, name)


STRENGTH: tuple[Basis, ...] = ("stated", "chapter", "inferred")
"""The layers from the strongest to the weakest."""


def weaker_tests(result: Result, part: LinePart) -> Iterator[str]:
    """The tests of a line that rest on less than the line itself: inferred, or a chapter's."""
    if part["bearing"] in ("recorded", "no_bearing"):
        return
    for use in result.uses.get(part["criterion"], ()):
        for own in dict.fromkeys((g.locators, g.basis) for g in use.grounds):
            if STRENGTH.index(own[1]) > STRENGTH.index(part["basis"]):
                words = result.say.test(part["criterion"], use.test)
                basis = "the chapter's" if own[1] == "chapter" else own[1]
                yield f'The test "{words}" is {basis}: {citation(own[0])}.'


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
    words = f"{result.say.label(part['criterion'])}: {answer_with_effect(result, part)}"
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
            yield f"“{result.say.answer(part['criterion'], name)}” means", anchor


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
    not known, it would say that it were: it is quoted.
    """
    if criterion.recorded and criterion.kind.form == "yes_no" and not any(certain):
        return f"{NO_WEIGHT} In the rubric's words: “{criterion.recorded}”"
    return criterion.recorded or ""


def _members(result: Result, part: LinePart) -> dict[str, str]:
    return result.criterion(part).recorded_members


def _put_members(page: Page, result: Result, part: LinePart) -> None:
    page.blank()
    id = part["criterion"]
    for name, reason in _members(result, part).items():
        possible = part["possible"][f"{id}.{name}"]
        answer = possible[0] if len(possible) == 1 else "unknown"
        words = f"{result.say.label(f'{id}.{name}')}: {answer}"
        page.ends(words, f"{id}.{name}", "strong", keys=ANSWER, lead="· ", indent=2)
        page.fact("not scored", reason, indent=6)
