"""The only place that says in words what an answer did: its tests, its worth, or nothing.

The words state what is the case and praise or blame nothing: whether it is good that a test
holds is for the rubric's rows to say, and a red line that is kept fails its test.
"""

from collections.abc import Iterator

from endorse_cli.engine.passing import bound_text
from endorse_cli.models.grounds import Basis
from endorse_cli.models.record import LinePart
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import OneOf, Range, Test
from endorse_cli.reports.table.answers import answer_text, whom_to_ask
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    citation,
    failed_words,
    finding_words,
    is_measured,
    words_of_test,
)

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
