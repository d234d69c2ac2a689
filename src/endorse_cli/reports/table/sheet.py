"""The only place for what a table is made from: a record, its rubric, and what was looked up.

What an answer gives in each score is worked out here too: its worth there, with its factor.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from endorse_cli.engine.domain import Variable, variables_of
from endorse_cli.engine.explanation import Account, Explanation
from endorse_cli.engine.known import GIVEN, parts_of
from endorse_cli.engine.order import condition_uses, everything_under
from endorse_cli.engine.reach import Reach
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import Atom, Each, Many
from endorse_cli.models.record import LinePart, Record
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.criterion_uses import Use, uses_of
from endorse_cli.reports.wording import citation, reach_text, series, shown
from endorse_cli.rubric.cuts import number_of, regions_of
from endorse_cli.rubric.passages import Text

LISTED = 3
"""So many numbers are named one by one; of more the least and the greatest."""


class Given(NamedTuple):
    """The numbers that an answer can give; of a range the least and the greatest."""

    numbers: tuple[Fraction, ...]
    is_range: bool = False


class Gift(NamedTuple):
    """What an answer gives at one place of a score, and what else that place says.

    `path` holds the amounts around it that let only some of it through, the outermost first.
    """

    given: Given
    factor: Fraction
    path: tuple[tuple[Amount, str], ...]


def gifts_of(known: Explanation) -> dict[str, list[str]]:
    """What each answer is worth in each score that it enters: `worth 2 × 3 = 6 in total`."""
    found: dict[str, dict[str, None]] = {}
    for id, score in known.rubric.scores.items():
        for criterion, gift in _gifts(known, score.value, Fraction(1), ()):
            words = f"worth {_number_words(gift)} in {id}{_path_words(known, gift)}"
            found.setdefault(criterion, {})[words] = None
    return {criterion: list(words) for criterion, words in found.items()}


def _gifts(
    known: Explanation, amount: Amount, factor: Fraction, path: tuple[tuple[Amount, str], ...]
) -> Iterator[tuple[str, Gift]]:
    for criterion, given in _own_numbers(known, amount).items():
        yield criterion, Gift(given, factor, path)
    if isinstance(amount, Minus | Times):
        by = number_of(known.rubric, amount.factor) if isinstance(amount, Times) else Fraction(-1)
        factor *= by
    elif isinstance(amount, Gathered) and amount.how == "mean":
        factor /= len(parts_of(known.rubric, amount))
    for part, side in _inside(known, amount):
        yield from _gifts(known, part, factor, (*path, (amount, side)))


def _inside(known: Explanation, amount: Amount) -> Iterator[tuple[Amount, str]]:
    """The amounts in which an answer can stand inside an amount; of a share, on which side."""
    match amount:
        case Gathered():
            yield from ((part, "") for part in parts_of(known.rubric, amount))
        case Share(part=part, out_of=whole):
            yield from ((part, ", as part of the share"), (whole, ", as part of the whole"))
        case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
            yield part, ""
        case Conditional(part=part):
            yield part, ""


def _own_numbers(known: Explanation, amount: Amount) -> dict[str, Given]:
    """What answers give that stand in an amount as such, by criterion."""
    match amount:
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            given = _given(known, amount) if id in known.rubric.criteria else None
            return {id: given} if given is not None else {}
        case Conditional(part=Number(), when=when, unless=unless):
            asked = {id for c in (when, *(e.when for e in unless)) for id in condition_uses(c)}
            if len(asked) > 1 or asked.isdisjoint(known.rubric.criteria):
                return {}
            return dict.fromkeys(asked, Given(known.values(amount)))
        case Counted(parts=parts):
            return _counted(known, parts)
    return {}


def _given(known: Explanation, amount: Amount) -> Given | None:
    """What an amount can be; None where that has no end."""
    if values := known.values(amount):
        return Given(values)
    low, high = known.reach(amount)
    return None if low is None or high is None else Given((low, high), is_range=True)


def _counted(known: Explanation, parts: Many) -> dict[str, Given]:
    """What each answer adds to a count, where it adds or can add something."""
    tests: dict[str, tuple[Atom, ...]] = {}
    if isinstance(parts, Each):
        named = parts.atoms(known.rubric.ids_in(parts.of))
    else:
        named = tuple(part for part in parts if isinstance(part, Atom))
    for atom in named:
        if atom.id in known.rubric.criteria:
            tests[atom.id] = (*tests.get(atom.id, ()), atom)
    counts = {id: Counted.model_construct(parts=atoms) for id, atoms in tests.items()}
    found = {id: known.values(count) for id, count in counts.items()}
    return {id: Given(values, is_range=True) for id, values in found.items() if any(values)}


def _number_words(gift: Gift) -> str:
    (numbers, is_range), factor = gift.given, gift.factor
    given = _numbers_text(sorted(factor * number for number in numbers), is_range)
    if factor in (1, -1) or given == "0" or len(set(numbers)) > 1:
        return given
    return f"{shown(numbers[0])} × {shown(factor)} = {given}"


def _numbers_text(numbers: Sequence[Fraction], is_range: bool) -> str:
    if is_range or len(numbers) > LISTED:
        return reach_text(Reach(numbers[0], numbers[-1]))
    return series(map(shown, numbers), "or")


def _path_words(known: Explanation, gift: Gift) -> str:
    """What stands between an answer and the score: `, if it is the lowest there`."""
    return "".join(dict.fromkeys(_step_words(known, *step) for step in gift.path))


def _step_words(known: Explanation, amount: Amount, side: str) -> str:
    match amount:
        case Gathered(how="mean"):
            return ", a mean"
        case Gathered(how="lowest" | "highest" as how):
            return f", if it is the {how}"
        case Conditional(when=when, unless=unless):
            held = known.guarded(when, unless)
            return {"yes": "", "no": ", where it does not count", "open": ", if it counts there"}[
                held
            ]
        case Clamp(part=part) if known.reach(amount) != known.reach(part):
            return ", before its bounds"
        case Round(part=part) if known.reach(amount) != known.reach(part):
            return ", before rounding"
    return side


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
