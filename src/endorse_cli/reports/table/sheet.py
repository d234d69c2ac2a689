"""The only place for what a table is made from: a record, its rubric, and what was looked up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from endorse_cli.engine.domain import Variable, variables_of
from endorse_cli.engine.explain import Account, Explanation
from endorse_cli.engine.known import GIVEN
from endorse_cli.engine.order import everything_under
from endorse_cli.models.cuts import regions_of
from endorse_cli.models.passages import Text
from endorse_cli.models.record import LinePart, Record
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.table.giving import gifts_of
from endorse_cli.reports.uses import Use, uses_of
from endorse_cli.reports.wording import citation


@dataclass(frozen=True)
class Sheet:
    """One candidate's account, and the document where given."""

    account: Account
    text: Text | None = None

    @property
    def record(self) -> Record:
        """What came out for the candidate."""
        return self.account.record

    @property
    def rubric(self) -> Rubric:
        """The rubric that the record was made with."""
        return self.account.rubric

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """The tests of each criterion."""
        return uses_of(self.rubric)

    @cached_property
    def variables(self) -> dict[str, tuple[Variable, ...]]:
        """The variables of each criterion."""
        regions = regions_of(self.rubric)
        return {c.id: variables_of(c, regions.get(c.id)) for c in self.rubric.criteria.values()}

    @cached_property
    def explanation(self) -> Explanation:
        """Whether each condition holds and how far each part of a score reaches."""
        return self.account.explanation

    @cached_property
    def gifts(self) -> dict[str, list[str]]:
        """What each answer gives in every score that it enters, in words."""
        return gifts_of(self.explanation)

    def passages(self, locators: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each passage of the document at hand, by its citation."""
        if self.text is not None:
            for locator in locators:
                found = self.text.passage(locator)
                yield citation([locator]), found or "not in the document given"

    def criterion(self, line: LinePart) -> Criterion:
        """The criterion that a line is about."""
        return self.rubric.criteria[line["criterion"]]

    def lines(self, *, recorded: bool) -> Iterator[LinePart]:
        """The lines that carry weight, or those that are only recorded, in rubric order."""
        for line in self.record["lines"]:
            if (line["bearing"] == "recorded") is recorded:
                yield line

    def open_parts(self, line: LinePart) -> list[str]:
        """The variables of a line that carry weight and are not known."""
        weighty = [v.id for v in self.variables[line["criterion"]] if not v.recorded]
        return [id for id in weighty if len(line["possible"][id]) > 1]

    @cached_property
    def settled(self) -> bool:
        """Whether every decision has an outcome, so that nothing unknown can change one."""
        return all(decided["outcome"] for decided in self.record["decisions"].values())

    def is_hanging(self, line: LinePart) -> bool:
        """Whether what is not known of a line can still change an outcome, or which row decides."""
        if all(len(decided["rows"]) == 1 for decided in self.record["decisions"].values()):
            return False
        return line["bearing"] in ("open", "partly", "weighs") and bool(self.open_parts(line))

    def matters(self, line: LinePart) -> bool:
        """Whether what is not known of a line can still change an outcome."""
        return self.is_hanging(line) and not self.settled

    def is_in_reason(self, line: LinePart) -> bool:
        """Whether a line's answers are among those that force an outcome."""
        reasons = self.record["reasons"].values()
        return any(id in reason["sufficient"] for reason in reasons for id in line["possible"])

    @cached_property
    def deciding_findings(self) -> dict[str, str]:
        """By decision, the one finding that alone settles it, where there is one."""
        found = {}
        for decision, reason in self.record["reasons"].items():
            enough = set(reason["sufficient"])
            served = [id for id, own in reason["serves"].items() if enough.issuperset(own)]
            only = served[0] if len(served) == 1 else ""
            if only in self.rubric.findings and enough == set(reason["serves"][only]):
                found[decision] = only
        return found

    def decided_without(self, line: LinePart) -> str | None:
        """The finding that settles what else could depend on a line; None where it is not one."""
        names = {line["criterion"], *self.criterion(line).families}
        resting = [id for id, under in self._under.items() if not names.isdisjoint(under)]
        found = {self.deciding_findings.get(id) for id in resting}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _under(self) -> dict[str, set[str]]:
        return {id: everything_under(self.rubric, [id]) for id in self.rubric.decisions}

    def lacks_source(self, line: LinePart) -> bool:
        """Whether an answer is given without a source where the rubric expects one."""
        given = line["state"] in GIVEN or isinstance(line["answer"], dict)
        known = [source for source in line["evidence"] if source["standing"] != "later"]
        return given and not known and self.criterion(line).evidence.rule != "none"

    def is_stale(self, line: LinePart) -> bool:
        """Whether the sources of an answer have all grown too old for it by the day."""
        standings = {source["standing"] for source in line["evidence"]}
        return "stale" in standings and not standings & {"counts", "undated"}
