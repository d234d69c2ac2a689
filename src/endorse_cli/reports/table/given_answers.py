"""The only place that says in words what an answer is, what it did, and why one is unknown.

The words state what is the case and praise or blame nothing: whether it is good that a test
holds is for the rubric's rows to say, and a red line that is kept fails its test.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from endorse_cli.engine.domain import bound_text
from endorse_cli.models.grounds import Basis
from endorse_cli.models.record import LinePart, Said
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import OneOf, Range, Test
from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    answer_words,
    citation,
    failed_words,
    finding_words,
    is_measured,
    series,
    words_of_test,
)

NOT_ESTABLISHED = "not established"

UNSUPPORTED = "it was given without the source and date that it needs"
TOO_OLD = "the sources given are too old for it by the day"
TOO_NEW = "the sources given are later than the day"
NO_DAY = "whether its sources count hangs on the day, and none is given"

WHY_OPEN = {
    "not_asked": "not asked",
    "no_reply": "no reply",
    "declined": "declined to answer",
    "could_not_verify": "could not be verified",
    "disputed": "assessors disagree",
}

WHOM = {
    "candidate": "ask the candidate",
    "campaign": "ask the campaign",
    "roll": "look in the membership roll",
    "committee": "the committee can judge it",
}
NOBODY = "the rubric names nobody to ask"


def whom_to_ask(criterion: Criterion) -> str:
    """Who can settle what is unknown, in words."""
    return WHOM.get(criterion.asked_of or "", NOBODY)


def answer_text(rubric: Rubric, line: LinePart) -> str:
    """The answer in printed words, or `unknown` and why.

    What was given without the evidence that it needs is not repeated.
    """
    id, said, why = line["criterion"], line["answer"], WHY_OPEN.get(line["state"])
    if line["state"] == "unsupported":
        return f"{NOT_ESTABLISHED}: {why_unsupported(line)}"
    if isinstance(said, dict):
        return _parts_text(rubric, id, said, why) if why else _set_text(rubric, id, said)
    if said is None:
        return f"unknown: {why}"
    words = _said_text(rubric, id, said)
    return f"{words} ({why})" if why else words


def why_unsupported(line: LinePart) -> str:
    """Why an answer that needs a source is not established; what it said is not repeated."""
    standings = {source["standing"] for source in line["evidence"] if source["source"]}
    for standing, text in (("unsettled", NO_DAY), ("stale", TOO_OLD), ("later", TOO_NEW)):
        if standing in standings:
            return text
    return UNSUPPORTED


def _said_text(rubric: Rubric, id: str, said: str | list[str]) -> str:
    names = [said] if isinstance(said, str) else said
    return series((answer_words(rubric, id, name) for name in names), "or")


def _set_text(rubric: Rubric, id: str, said: dict[str, Said]) -> str:
    present = [answer_words(rubric, id, name) for name, answer in said.items() if answer == "yes"]
    if not present:
        return f"none of {series((answer_words(rubric, id, name) for name in said), 'or')}"
    return series(present) + (", and no other" if len(present) < len(said) else "")


def _parts_text(rubric: Rubric, id: str, said: dict[str, Said], why: str) -> str:
    """A set of which something is open; why is known of the line, not of each member."""
    open_parts = [part for part in said.values() if not isinstance(part, str)]
    of_all = len(open_parts) == 1 or why == WHY_OPEN["not_asked"]
    weightless = rubric.criteria[id].recorded_members
    parts = (
        f"{answer_words(rubric, id, name)}: "
        + _part_text(part, why if of_all else "", "without weight" if name in weightless else "")
        for name, part in said.items()
    )
    return "; ".join(parts) + ("" if of_all else f" (at least one of these: {why})")


def _part_text(said: Said, why: str, weight: str) -> str:
    if isinstance(said, str):
        return said
    words = series(said, "or") if said else "unknown"
    added = ", ".join(filter(None, (why, weight)))
    return f"{words} ({added})" if added else words


HANDFUL = 5
"""So many questions are shown one by one; the rest is counted, unless it is a single one."""

LEADS = "→\u00a0"
"""From a question to an answer in the same text; no line ends on it."""

Lines = Sequence[tuple[LinePart, tuple[str, ...]]]
"""Lines, each with those of its variables that are spoken of."""


def lines_of(sheet: Sheet, variables: Sequence[str] | Mapping[str, object]) -> Lines:
    """The lines that some variables belong to, in the order given; members of a set together."""
    by_id = {line["criterion"]: line for line in sheet.record["lines"]}
    groups = groupby(variables, key=lambda id: id.partition(".")[0])
    return [(by_id[id], tuple(found)) for id, found in groups]


def handful(lines: Lines) -> tuple[Lines, Lines]:
    """A handful of lines to be shown, and the rest to be counted."""
    cut = HANDFUL if len(lines) > HANDFUL + 1 else len(lines)
    return lines[:cut], lines[cut:]


def put_rest(page: Page, rest: Lines, *, indent: int) -> None:
    """How many more there are, and their ids."""
    if rest:
        ids = series(id for _, variables in rest for id in variables)
        page.fact(f"and {len(rest)} more", ids, "quiet", indent=indent)


def put_answer(
    page: Page, sheet: Sheet, line: LinePart, variables: tuple[str, ...], *, indent: int
) -> None:
    """A question and its answer."""
    words = f"{sheet.criterion(line).ask} {LEADS}{said(sheet, line, variables)}"
    page.bare("given", f"{words} · {series(variables)}", indent=indent)


def said(sheet: Sheet, line: LinePart, variables: tuple[str, ...]) -> str:
    """The answer as it was given; of a set only the members that are spoken of."""
    if variables == (line["criterion"],):
        return answer_text(sheet.rubric, line)
    by_answer: dict[str, list[str]] = {}
    for id in variables:
        by_answer.setdefault(series(line["possible"][id], "or"), []).append(member(sheet, id))
    return "; ".join(f"{series(names)}: {answer}" for answer, names in by_answer.items())


def member(sheet: Sheet, variable: str) -> str:
    """The printed name of a member of a set."""
    criterion, _, name = variable.partition(".")
    return answer_words(sheet.rubric, criterion, name)


EDGES = ("the lowest level that counts", "the highest level that counts")
"""Said of a level that is itself the bound of a test."""

ALONE = "On its own it would change nothing here"
"""Said of an answer: with every other answer as it is, no answer to this question matters."""

REPLACEABLE = "Part of the reason; were it different, other answers would make up for it"
"""The same of an answer that is in the reason: answers that are not would take its place."""

STRENGTH: tuple[Basis, ...] = ("stated", "chapter", "inferred")
"""The layers from the strongest to the weakest."""


def answer_with_effect(sheet: Sheet, line: LinePart) -> str:
    """The answer, what it did, and whether a source is missing."""
    answer = answer_text(sheet.rubric, line)
    sentences = [_with_worth(sheet, line, answer) if line["answer"] is not None else answer]
    if sheet.matters(line):
        sentences.append(f"It matters: {whom_to_ask(sheet.criterion(line))}")
    elif sheet.is_hanging(line):
        sentences.append("It can change which row decides, and no outcome")
    elif line["bearing"] == "no_bearing" and sheet.is_in_reason(line):
        sentences = [_with_effect(sheet, line, answer), REPLACEABLE]
    elif line["bearing"] == "no_bearing":
        decides = sheet.decided_without(line)
        sentences.append(
            f"{ALONE}: {finding_words(sheet.rubric, decides)} settles it" if decides else ALONE
        )
    elif line["answer"] is not None:
        sentences = [_with_effect(sheet, line, answer)]
    if sheet.lacks_source(line):
        sentences.append("No source given")
    return f"{'. '.join(sentences)}." if len(sentences) > 1 else sentences[0]


def _with_effect(sheet: Sheet, line: LinePart, answer: str) -> str:
    words = _with_worth(sheet, line, answer)
    tests = "; ".join(_tests(sheet, line, answer))
    if not tests:
        return words
    return f"{words}, {tests}" if tests in EDGES else f"{words}, so {tests}"


def _with_worth(sheet: Sheet, line: LinePart, answer: str) -> str:
    """The answer, and what it gives in each score."""
    worth = "; ".join(sheet.gifts.get(line["criterion"], []))
    if not worth or line["bearing"] == "recorded":
        return answer
    return f"{answer[:-1]}; {worth})" if answer.endswith(")") else f"{answer} ({worth})"


def _tests(sheet: Sheet, line: LinePart, answer: str) -> Iterator[str]:
    """The tests in words, without those that the answer alone already says."""
    criterion = sheet.criterion(line)
    if criterion.kind.form == "yes_no":
        return
    uses = sheet.uses.get(criterion.id, [])
    if uses and is_measured(sheet.rubric, criterion.id) and _applies_not(line):
        yield "no comparison with it holds"
        return
    for use in uses:
        held = sheet.explanation.passes(criterion.id, use.test)
        words = words_of_test(sheet.rubric, criterion.id, use.test)
        if held == "no" and _says_so_itself(use.test):
            continue
        if held == "no":
            yield failed_words(sheet.rubric, criterion.id, use.test)
        elif held == "open":
            yield f"perhaps {words}"
        elif edge := _edge(sheet, line, use.test):
            yield edge
        elif words != answer and criterion.kind.form != "set":
            yield words


def _edge(sheet: Sheet, line: LinePart, test: Test) -> str:
    """What is said of a level that is itself the bound, instead of saying it twice."""
    if not isinstance(test, Range) or not isinstance(line["answer"], str):
        return ""
    for bound, words in zip((test.at_least, test.at_most), EDGES, strict=True):
        if bound is not None and bound_text(bound, sheet.rubric.settings) == line["answer"]:
            return words
    return ""


def _says_so_itself(test: Test) -> bool:
    """Whether an answer that fails a test says so by itself: it is another than the one named."""
    return isinstance(test, OneOf) and len(test.names) == 1


def _applies_not(line: LinePart) -> bool:
    return line["possible"].get(line["criterion"]) == [NOT_APPLICABLE]


def weaker_tests(sheet: Sheet, line: LinePart) -> Iterator[str]:
    """The tests of a line that rest on less than the line itself: inferred, or a chapter's."""
    if line["bearing"] in ("recorded", "no_bearing"):
        return
    for use in sheet.uses.get(line["criterion"], []):
        for own in dict.fromkeys((g.locators, g.basis) for g in use.grounds):
            if STRENGTH.index(own[1]) > STRENGTH.index(line["basis"]):
                words = words_of_test(sheet.rubric, line["criterion"], use.test)
                yield f'The test "{words}" is {_layer(own[1])}: {citation(own[0])}.'


def _layer(basis: Basis) -> str:
    return "the chapter's" if basis == "chapter" else basis
