"""Rivals for one seat side by side: what came out for each, and their answers to every question.

Computed once from their results. A race has a table for each rubric that its candidates are judged
by: answers to different questions do not stand in one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.models.record import EvidencePart, LinePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.condition_words import Words
from endorse_cli.views.result import Head, Line, Result
from endorse_cli.views.ruling import Verdict


@dataclass(frozen=True)
class Runner:
    """One candidate; `anchor` is what the place on a page is called, made of seat and name."""

    anchor: str
    result: Result

    @property
    def name(self) -> str:
        """What the candidate is called."""
        return self.result.record["candidate"]["name"]

    @cached_property
    def leading(self) -> Verdict:
        """What the leading decision came to."""
        return self.result.leading.verdict

    @cached_property
    def others(self) -> tuple[Verdict, ...]:
        """What every other decision came to, in the order of the rubric."""
        leading = self.result.leading.id
        return tuple(one.verdict for id, one in self.result.rulings.items() if id != leading)

    @cached_property
    def heads(self) -> dict[str, Head]:
        """What the criteria of a group come to together, by the group's title."""
        return {group.title: group.head for group in self.result.groups if group.head}

    def row_anchor(self, criterion: str) -> str:
        """What the place of one answer is called."""
        return f"{self.anchor}-{criterion.replace('_', '-')}"


class Level(NamedTuple):
    """How far up an answer stands: so many of so many steps."""

    reached: int
    steps: int


class Cell(NamedTuple):
    """One candidate's answer to one question.

    `line` is None of what is only recorded; `decides` says that the answer is among those that
    alone force the leading outcome, `level` how far up it is where answers have an order.
    """

    runner: Runner
    part: LinePart
    line: Line | None
    decides: bool
    level: Level | None

    @property
    def sources(self) -> list[EvidencePart]:
        """What it rests on; of an answer that is not established nothing is shown."""
        return [] if self.part["state"] == "unsupported" else self.part["evidence"]


class Row(NamedTuple):
    """One question with each candidate's answer; None where it is not asked of one."""

    criterion: str
    label: str
    locators: tuple[str, ...]
    is_reading: bool
    cells: tuple[Cell | None, ...]

    @property
    def differs(self) -> bool:
        """Whether rivals have different answers."""
        return len({repr((c.part["answer"], c.part["state"])) for c in self.cells if c}) > 1

    @property
    def decides(self) -> bool:
        """Whether an answer here decides, or is open and can still do so."""
        return any(
            cell and (cell.decides or (cell.line and cell.line.matters)) for cell in self.cells
        )


class Block(NamedTuple):
    """The questions of one group, and what each candidate's answers to them come to together."""

    title: str
    heads: tuple[Head | None, ...]
    rows: tuple[Row, ...]


class Matrix(NamedTuple):
    """Questions × candidates, for those who are judged by one rubric."""

    say: Words
    runners: tuple[Runner, ...]
    blocks: tuple[Block, ...]

    @property
    def rubric(self) -> Rubric:
        """The rubric that they are judged by."""
        return self.say.rubric


@dataclass(frozen=True)
class Race:
    """The candidates for one seat, in the order in which they came in.

    `is_apart` says that they run against nobody known, having neither a seat nor an office.
    """

    anchor: str
    title: str
    day: str
    runners: tuple[Runner, ...]
    is_apart: bool = False

    @cached_property
    def matrices(self) -> tuple[Matrix, ...]:
        """A table for each rubric, in the order in which the first of its candidates came in."""
        alike = by_key((one.result.record["rubric"]["digest"], one) for one in self.runners)
        return tuple(map(matrix_of, alike.values()))


def matrix_of(runners: Sequence[Runner]) -> Matrix:
    """The answers of candidates side by side, those that carry weight.

    Questions that are not in force on everybody's day stand where the rubric has them.
    """
    rubric = _widest(runners)
    say = Words(rubric)
    blocks = []
    for id, title in rubric.groups.items():
        asked = [c.id for c in rubric.criteria.values() if c.group == id]
        rows = [row for one in asked if (row := _row(say, runners, one))]
        if rows:
            heads = tuple(runner.heads.get(title) for runner in runners)
            blocks.append(Block(title, heads, tuple(rows)))
    return Matrix(say, tuple(runners), tuple(blocks))


def _widest(runners: Sequence[Runner]) -> Rubric:
    """Of the rubric as it stands on each one's day the one that asks the most."""
    return max((runner.result.rubric for runner in runners), key=lambda r: len(r.criteria))


def _row(say: Words, runners: Sequence[Runner], criterion: str) -> Row | None:
    cells = tuple(cell_of(runner, criterion) for runner in runners)
    found = [cell for cell in cells if cell]
    if not found:
        return None
    reading = any(cell.line and cell.line.is_reading for cell in found)
    locators = tuple(found[0].part["from"])
    return Row(criterion, say.label(criterion), locators, reading, cells)


def cell_of(runner: Runner, criterion: str) -> Cell | None:
    """One candidate's answer to a question; None where it is not asked, or carries no weight."""
    part = runner.result.record_lines.get(criterion)
    if part is None or part["bearing"] == "recorded":
        return None
    line = runner.result.by_criterion.get(criterion)
    decides = criterion in runner.result.leading.deciding
    return Cell(runner, part, line, decides, level_of(runner.result.rubric, part))


def level_of(rubric: Rubric, part: LinePart) -> Level | None:
    """How far up a known answer stands; None where answers have no order."""
    kind, said = rubric.criteria[part["criterion"]].kind, part["answer"]
    if kind.form not in ("levels", "yes_no") or said not in kind.names:
        return None
    return Level(kind.names.index(said), len(kind.names) - 1)
