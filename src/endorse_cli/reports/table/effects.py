"""The only place that says in words what an answer did: its tests, its worth, or nothing.

The words state what is the case and praise or blame nothing: whether it is good that a test
holds is for the rubric's rows to say, and a red line that is kept fails its test.
"""

from collections.abc import Iterator
from typing import Literal

from endorse_cli.engine.domain import Variable
from endorse_cli.engine.passing import bound_text, passing, regions_passing
from endorse_cli.models.grounds import Basis
from endorse_cli.models.kinds import NOT_APPLICABLE
from endorse_cli.models.numbers import show_number
from endorse_cli.models.record import LinePart
from endorse_cli.models.tests import Days, Includes, OneOf, Range, Test
from endorse_cli.reports.table.answers import answer_text, whom_to_ask
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    citation,
    failed_words,
    finding_words,
    is_measured,
    series,
    words_of_test,
)

EDGES = ("the lowest level that counts", "the highest level that counts")
"""Said of a level that is itself the bound of a test."""

Held = Literal["yes", "no", "open"]

ALONE = "On its own it would change nothing here"
"""Said of an answer: with every other answer as it is, no answer to this question matters."""

STRENGTH: tuple[Basis, ...] = ("stated", "chapter", "inferred")
"""The layers from the strongest to the weakest."""


def answer_with_effect(sheet: Sheet, line: LinePart) -> str:
    """The answer, what it did, and whether a source is missing."""
    answer = answer_text(sheet.rubric, line)
    sentences = [answer]
    if sheet.matters(line):
        sentences.append(f"It matters: {whom_to_ask(sheet.criterion(line))}")
    elif sheet.is_hanging(line):
        sentences.append("It can change which row decides, and no outcome")
    elif line["bearing"] == "no_bearing" and sheet.is_in_reason(line):
        sentences = [_with_effect(sheet, line, answer), f"It is part of the reason. {ALONE}"]
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
    worth = "; ".join(_worths(sheet, line))
    words = f"{answer} ({worth})" if worth else answer
    tests = "; ".join(_tests(sheet, line, answer))
    if not tests:
        return words
    return f"{words}, {tests}" if tests in EDGES else f"{words}, so {tests}"


def _worths(sheet: Sheet, line: LinePart) -> Iterator[str]:
    names = line["possible"].get(line["criterion"], [])
    for score, numbers in sheet.worths.get(line["criterion"], []):
        given = series((show_number(numbers[name]) for name in names if name in numbers), "or")
        if given and line["bearing"] != "recorded":
            yield f"worth {given} in {score}"


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
        held = held_by(sheet, line, use.test)
        words = words_of_test(sheet.rubric, criterion.id, use.test)
        if held == "no" and _asks_whether_it_applies(use.test):
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


def _asks_whether_it_applies(test: Test) -> bool:
    return isinstance(test, OneOf) and test.names == (NOT_APPLICABLE,)


def _applies_not(line: LinePart) -> bool:
    return line["possible"].get(line["criterion"]) == [NOT_APPLICABLE]


def held_by(sheet: Sheet, line: LinePart, test: Test) -> Held:
    """Whether a test holds for the values that a line still allows."""
    if isinstance(test, Includes):
        return _includes(line, test)
    (variable,) = sheet.variables[line["criterion"]]
    if not isinstance(test, OneOf | Range | Days):
        return "open"
    mask = _passing(sheet, variable, test)
    passed = {name for place, name in enumerate(variable.values) if mask >> place & 1}
    possible = set(line["possible"][variable.id])
    if possible <= passed:
        return "yes"
    return "no" if possible.isdisjoint(passed) else "open"


def _passing(sheet: Sheet, variable: Variable, test: OneOf | Range | Days) -> int:
    """The mask of a variable's values that pass a test."""
    if isinstance(test, OneOf):
        return passing(test, variable.values, sheet.rubric.settings)
    if variable.id in sheet.regions:
        return regions_passing(test, sheet.regions[variable.id], sheet.rubric)
    return passing(test, variable.values[: variable.ranks], sheet.rubric.settings)


def _includes(line: LinePart, test: Includes) -> Held:
    members = [line["possible"][f"{line['criterion']}.{name}"] for name in test.members]
    settles = ["yes"] if test.any_of else ["no"]
    if settles in members:
        return "yes" if test.any_of else "no"
    if all(len(names) == 1 for names in members):
        return "no" if test.any_of else "yes"
    return "open"


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
