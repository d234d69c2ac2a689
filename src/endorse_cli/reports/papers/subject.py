"""The only place for the candidate that a paper is about: the record, and what is looked up of it.

What speaks against them, what the result hangs on and what would better it are worked out here,
each once and when it is first asked for.
"""

from collections.abc import Sequence
from functools import cached_property

from endorse_cli.engine.apart_answers import hanging
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.improvements import NONE, Improvements, adverse, improvements
from endorse_cli.engine.known import as_stated, known_of, masks_of
from endorse_cli.engine.possible import Masks
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import DecisionPart, LinePart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.papers.numbered_answers import Numbered, PaperAnswer
from endorse_cli.rubric.in_force import is_dated


class Subject:
    """A candidate in the public edition, with the questions numbered."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.numbered = Numbered(account.record, account.rubric)

    @property
    def record(self) -> Record:
        """What came out for the candidate."""
        return self.account.record

    @property
    def rubric(self) -> Rubric:
        """What it came out by."""
        return self.account.rubric

    @property
    def leading(self) -> Decision:
        """The decision that leads."""
        return self.rubric.decisions[self.rubric.leading]

    @property
    def decided(self) -> DecisionPart:
        """What it came to."""
        return self.record["decisions"][self.leading.id]

    @cached_property
    def _known(self) -> tuple[Compiled, Masks] | None:
        """The diagrams and what is known in them; None where they are too large.

        Of a candidate with no day nobody knows what is asked, so nothing is said.
        """
        if self.record["as_of"] is None and is_dated(self.rubric):
            return None
        known = known_of(self.record, self.rubric)
        try:
            compiled = as_stated(self.account.diagrams(), known)
        except TooManyNodes:
            return None
        return compiled, masks_of(compiled.variables, known)

    @cached_property
    def improvements(self) -> Improvements:
        """Every way to a better outcome of the leading decision."""
        return improvements(*self._known) if self._known else NONE

    def values(self, level: int, mask: int) -> tuple[str, Sequence[str]]:
        """A variable by its place, and the values of a mask."""
        assert self._known is not None
        variable = self._known[0].variables[level]
        return variable.id, [v for at, v in enumerate(variable.values) if mask >> at & 1]

    @cached_property
    def against(self) -> frozenset[str]:
        """The variables whose answers speak against the candidate, whatever else is answered."""
        if self._known is None:
            return frozenset()
        compiled = self._known[0]
        return frozenset(compiled.variables[level].id for level in adverse(*self._known))

    @cached_property
    def open_lines(self) -> list[LinePart]:
        """The questions whose answer is not known and can still change what leads."""
        lines = self.record["lines"]
        return [line for line in lines if self.decided["outcome"] is None and self._is_open(line)]

    def _is_open(self, line: LinePart) -> bool:
        if self._hanging is None:
            return line.get("matters", line["bearing"] == "open")
        return not self._hanging.isdisjoint(line["possible"])

    @cached_property
    def _hanging(self) -> frozenset[str] | None:
        """The variables on which the leading decision hangs; None where that is not worked out."""
        if self._known is None:
            return None
        compiled, masks = self._known
        root = compiled.decisions[self.leading.id].outcomes
        levels = hanging(compiled, root, masks)
        return frozenset(compiled.variables[level].id for level in levels)

    @property
    def open(self) -> list[PaperAnswer]:
        """The same in the order of their numbers."""
        found = [self.numbered.by_criterion[line["criterion"]] for line in self.open_lines]
        return sorted(found, key=lambda answer: answer.number)

    @cached_property
    def adverse(self) -> list[PaperAnswer]:
        """The answers in the reason of the leading decision that speak against the candidate."""
        reason = self.record["reasons"].get(self.leading.id)
        named = reason["sufficient"] if reason else []
        found = [self.numbered.of(variable) for variable in named if variable in self.against]
        return sorted(found, key=lambda answer: answer.number)
