"""The only place that lays candidates out in columns: what came out, and where they differ."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from endorse_cli.engine.explanation import Account
from endorse_cli.engine.reach import reach_of
from endorse_cli.models.record import LinePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.page import MORE, Column, Group, Page, Row, Table
from endorse_cli.reports.result.matrix import SIGNS, answer_text, reach_words, thresholds
from endorse_cli.reports.result.outcomes import result_text
from endorse_cli.reports.slates.comparisons import MATTERS, effect_words, put_explained
from endorse_cli.reports.wording import counted, headed, label_of, series, title_of
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.views.result import Result

ALIKE = "the same for all"

MIXED = "differs"


class Answered(NamedTuple):
    """A question, what was answered for each candidate, and what the differences can move."""

    row: Row
    differs: bool
    moves: bool


def put_comparison(
    page: Page, accounts: Sequence[Account], compared: Sequence[tuple[ComparedPart, Rubric]]
) -> None:
    """What came out for each, then where their answers differ: first those that can move it."""
    results, rubric = [*map(Result, accounts)], compared[0][1]
    names = [result.record["candidate"]["name"] for result in results]
    answered = sorted(_answers(rubric, results, compared), key=lambda one: not one.moves)
    differing = [one for one in answered if one.differs]
    alike = [one.row for one in answered if not one.differs]
    page.put(series(names), "strong")
    page.put(f"Judged by {rubric.title}, version {rubric.version}", "quiet")
    page.verdict(_summary(rubric, results, differing), "result")
    page.blank()
    groups = [Group("What came out", tuple(_outcomes(rubric, results)))]
    if differing:
        groups.append(Group("Where they differ", tuple(one.row for one in differing)))
    if page.look.full:
        groups.append(Group("Where they are the same", tuple(alike)))
    columns = (Column("Criterion"), *map(Column, names), Column("Effect"))
    page.table(Table(columns, tuple(groups)), indent=2)
    page.blank()
    for part, own in compared:
        put_explained(page, part["explained"], own, indent=2)
    same = counted(len(alike), "answer is", "answers are")
    page.put(MATTERS if page.look.full else f"{same} the same ({MORE}).", "quiet", indent=2)


def _summary(rubric: Rubric, results: Iterable[Result], differing: Sequence[Answered]) -> str:
    """Whether the leading outcome is the same, and how many answers differ and can move one."""
    id = rubric.leading
    came = {tuple(r.record["decisions"][id]["possible"]) for r in results}
    title = headed(title_of(rubric.decisions[id]))
    moving = sum(one.moves for one in differing)
    answers = counted(len(differing), "answer differs", "answers differ")
    by_itself = f"{moving} of them can move an outcome alone" if differing else "none can move it"
    return f"{title}: {ALIKE if len(came) == 1 else MIXED}. {answers}; {by_itself}."


def _outcomes(rubric: Rubric, results: Sequence[Result]) -> Iterator[Row]:
    """A row for each decision and each score."""
    for id, decision in rubric.decisions.items():
        parts = [result.record["decisions"].get(id) for result in results]
        words = [result_text(decision, part) if part else "" for part in parts]
        yield Row((headed(title_of(decision)), *words, ""), "strong")
    for id in rubric.scores:
        reaches = [result.record["scores"].get(id) for result in results]
        bars = thresholds(rubric, id)
        numbers = [reach_words(reach_of(part), bars) if part else "" for part in reaches]
        yield Row((label_of(rubric, id), *numbers, ""))


def _answers(
    rubric: Rubric, results: Sequence[Result], compared: Iterable[tuple[ComparedPart, Rubric]]
) -> Iterator[Answered]:
    """Each question with the answers to it, in the order of the rubric."""
    effects: dict[str, dict[str, bool]] = {}
    for part, own in compared:
        made = {one.variable: one.numbers for one in compounds_of(own)}
        for one in part["differences"]:
            id = one["variable"]
            for criterion in made.get(id, (id.partition(".")[0],)):
                effects.setdefault(criterion, {})[effect_words(own, one)] = bool(one["moves"])
    parts = [{part["criterion"]: part for part in r.record["lines"]} for r in results]
    for id in rubric.criteria:
        cells = [_cell(result, own.get(id)) for result, own in zip(results, parts, strict=True)]
        found = effects.get(id, {})
        effect = next((words for words, moves in found.items() if moves), next(iter(found), ""))
        moves, differs = any(found.values()), len(set(cells)) > 1
        row = Row((label_of(rubric, id), *cells, effect), "strong" if moves else "")
        yield Answered(row, differs, moves)


def _cell(result: Result, part: LinePart | None) -> str:
    """An answer with the mark of what it did."""
    if part is None:
        return "not asked"
    line = result.by_criterion.get(part["criterion"])
    sign = SIGNS[line.mark] if line else SIGNS["none"]
    return f"{sign} {answer_text(result.rubric, part)}"
