"""The only place for the words of a condition, a row and a promise: as a phrase, or as a list."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from endorse_cli.engine.domain import bound_text
from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Count,
    Each,
    Exempt,
    Holds,
    Many,
    Not,
)
from endorse_cli.models.decision_rows import Bands, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.promises import Promise
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Bound, OneOf
from endorse_cli.views.criterion_words import CriterionWords
from endorse_cli.views.printed_names import plain_name, series, title_of


class Item(NamedTuple):
    """One line of a list with indents, and what it rests on where that is its own."""

    depth: int
    text: str
    grounds: Grounds | None = None


WHICHEVER = "whichever rule applies"
"""What decides where several rows may and all have one outcome; none of them is named."""


def rows_named(outcome: str | None, rows: Sequence[str], row: str | None) -> Sequence[str]:
    """The rows that are named with a result: the certain one, or those that an open one hangs on.

    Where the outcome is the same whichever decides, a row that may not fit says nothing true of
    anybody.
    """
    if row is not None:
        return (row,)
    return rows if outcome is None else ()


NO_MEMBER = "none yet"
"""Of a family to which nothing belongs yet."""


class Words(CriterionWords):
    """The words of a rubric's conditions, rows and promises besides."""

    __slots__ = ()

    def condition(self, condition: Condition) -> str:
        """A condition in one phrase: `"Team" is at least clear and not ("Plan" holds or …)`.

        Everything is called what people call it.
        """
        match condition:
            case Holds(finding=id):
                return f"{self.finding(id)} holds"
            case Not(part=Holds(finding=id)):
                return f"{self.finding(id)} does not hold"
            case Atom(id=id, test=test):
                return f"{self.subject(id)} {self.predicate(id, test)}"
            case Not(part=Atom(id=id, test=test)):
                words = self.predicate(id, test, holds=False)
                return f"{self.subject(id)} {words}"
            case Not(part=part):
                return f"not {self._enclosed(part)}"
            case All(parts=parts):
                return self._joined(parts, "and", "each of")
            case Any(parts=parts):
                return self._joined(parts, "or", "at least one of")
            case Count(parts=Each() as each):
                quantity = f"{self.how_many(condition)} of"
                return self._each_words(each, quantity, many=True)
            case Count(parts=tuple(parts)):
                return f"{self.how_many(condition)} of ({self.listing(parts)})"
        return "a condition that could not be read"

    def guarded(self, when: Condition, unless: Iterable[Exempt]) -> str:
        """A condition with its exceptions: `"Team" is clear, unless "Plan" holds`."""
        conditions = (when, *(exception.when for exception in unless))
        return ", unless ".join(self.condition(each) for each in conditions)

    def condition_lines(self, condition: Condition, depth: int = 0) -> list[Item]:
        """A condition as a list: what must hold together stands one step further in."""
        match condition:
            case All(parts=(part,), grounds=own) | Any(parts=(part,), grounds=own):
                first, *others = self.condition_lines(part, depth)
                return [first._replace(grounds=first.grounds or own), *others]
            case All(parts=tuple(parts), grounds=own):
                return [Item(depth, "all of:", own), *self._nested(parts, depth)]
            case Any(parts=tuple(parts), grounds=own):
                return [Item(depth, "at least one of:", own), *self._nested(parts, depth)]
            case Count(parts=tuple(parts), grounds=own):
                words = f"{self.how_many(condition)} of:"
                return [Item(depth, words, own), *self._nested(parts, depth)]
            case Not(part=All() | Any() | Count() as part, grounds=own):
                return [Item(depth, "not:", own), *self.condition_lines(part, depth + 1)]
        own = getattr(condition, "grounds", None)
        return [Item(depth, self.condition(condition), own)]

    def how_many(self, count: Count) -> str:
        """How many must hold: `at least 2`, `exactly 2`, `none`."""
        least, most = (self._bound_words(bound) for bound in (count.at_least, count.at_most))
        if least == most:
            return f"exactly {least}"
        if count.at_least is None and isinstance(count.at_most, str) and read_number(most) == 0:
            return "none"
        bounds = (("at least", least), ("at most", most))
        return " and ".join(f"{words} {number}" for words, number in bounds if number)

    def _bound_words(self, bound: Bound | None) -> str:
        if bound is None:
            return ""
        return f"{bound_text(bound, self.rubric.settings)}{self.given_by(bound)}"

    def listing(self, parts: tuple[Condition, ...]) -> str:
        """Conditions that are counted one by one: `"Team" is yes; "Plan" is clear`."""
        return "; ".join(self.condition(part) for part in parts)

    def many(self, each: Each) -> str:
        """The same test of many, after how many of them: `"Team" and "Plan" are at least fair`."""
        return self._each_words(each, "", many=True).strip()

    def exception_lines(self, unless: tuple[Exempt, ...], depth: int = 0) -> list[Item]:
        """The exceptions to a condition, each with what it rests on."""
        lines = []
        for exception in unless:
            lines.append(Item(depth, "unless:", exception.grounds))
            lines.extend(self.condition_lines(exception.when, depth + 1))
        return lines

    def finding(self, id: str) -> str:
        """A finding as it is named in a condition: its title, in quotation marks."""
        return f'"{title_of(self.rubric.findings[id])}"'

    def _nested(self, parts: tuple[Condition, ...], depth: int) -> list[Item]:
        return [line for part in parts for line in self.condition_lines(part, depth + 1)]

    def _joined(self, parts: Many, last: str, each: str) -> str:
        if isinstance(parts, Each):
            return self._each_words(parts, each)
        if len(parts) == 1:
            return self.condition(parts[0])
        return f" {last} ".join(self._enclosed(part) for part in parts)

    def _each_words(self, each: Each, quantity: str, *, many: bool = False) -> str:
        members = self.rubric.ids_in(each.of)
        test = self.predicate((*members, "")[0], each.test)
        ids = [self.subject(id) for id in members]
        if many:
            test = _plural(test)
        if isinstance(each.of, str):
            named = self.members(each.of)
            return f'{quantity} "{self.rubric.families[each.of].title}" ({named}) {test}'
        alone = len(ids) == 1 and not many
        return f"{series(ids)} {test}" if alone else f"{quantity} {series(ids)} {test}"

    def _enclosed(self, condition: Condition) -> str:
        words = self.condition(condition)
        parts = condition.parts if isinstance(condition, All | Any) else ()
        return f"({words})" if isinstance(parts, tuple) and len(parts) > 1 else words

    def row(self, decision: Decision, row: Row) -> str:
        """What decides: `the rule “surplus”`, `the cell where "Risk" is low`, a band so too."""
        if row.when is None or decision.body is None:
            return f"the rule “{plain_name(row.id)}”"
        what = "cell" if isinstance(decision.body, Table) else "band"
        return f"the {what} where {self.condition(row.when)}"

    def row_in_brief(self, decision: Decision, row: Row) -> str:
        """The same in a few words, of a cell what it looks at: `the table gives it for “low”`."""
        if not isinstance(decision.body, Table):
            return f"decided by {self.row(decision, row)}"
        inputs = zip(decision.body.by, row.id.split("."), strict=True)
        return f"the table gives it for {series(f'“{self.cell(*one)}”' for one in inputs)}"

    def bands(self, decision: Decision, rows: Sequence[str]) -> list[str]:
        """The bounds of some bands: `at least 4 and at most 6`."""
        if not isinstance(decision.body, Bands):
            return []
        cuts = {row.id: cut for row, cut in zip(decision.rows, decision.body.cuts, strict=True)}
        return [self.range(decision.body.of, cuts[id].range, formal=True) for id in rows]

    def cell(self, id: str, name: str) -> str:
        """An input of a cell in words: an answer, an outcome, or whether a finding holds."""
        if name == NOT_APPLICABLE:
            return "does not apply"
        return plain_name(name) if id in self.rubric.findings else self.value(id, name)

    def promise_lines(self, promise: Promise) -> list[Item]:
        """A promise as a list: one sentence, or `whenever` and `always` with their conditions."""
        if promise.when is None or promise.then is None:
            return [Item(0, self.promise(promise))]
        return [
            Item(0, "whenever:"),
            *self.condition_lines(promise.when, 1),
            Item(0, "always:"),
            *self.condition_lines(promise.then, 1),
        ]

    def promise(self, promise: Promise) -> str:
        """A promise in one sentence."""
        of, over = self._named(promise.of), self._named(promise.over)
        match promise.form:
            case "when" if promise.when is not None and promise.then is not None:
                when = self.condition(promise.when)
                return f"Whenever {when}, {self._then_words(promise.then)}."
            case "no_effect":
                return f"No answer to {of} changes {over}."
            case "some_effect":
                return f"The answer to {of} can change {over}."
            case "more_never_hurts":
                return f"More of {of} never makes {over} worse."
            case "more_never_helps":
                return f"More of {of} never makes {over} better."
            case "no_single_swing":
                decision = promise.over[0]
                ends = (f'"{self.value(decision, name)}"' for name in promise.between)
                return f"{of} alone never moves {over} between {series(ends)}."
        return "A promise that could not be read."

    def _then_words(self, then: Condition) -> str:
        """What always follows; that an outcome never does, so that none can be read as its name."""
        match then:
            case Not(part=Atom(id=id, test=OneOf(names=names))) if id in self.rubric.decisions:
                never = (f'"{self.value(id, name)}"' for name in names)
                return f"{self.subject(id)} is never {series(never, 'or')}"
        return f"always {self.condition(then)}"

    def _named(self, ids: tuple[str, ...] | str) -> str:
        if isinstance(ids, str):
            return f'any of "{self.rubric.families[ids].title}" ({self.members(ids, "or")})'
        return series((self.subject(id) for id in ids), "or")

    def members(self, family: str, last: str = "and") -> str:
        """The criteria or scores of a family by what people call them."""
        return series((self.subject(id) for id in self.rubric.members(family)), last) or NO_MEMBER


def _plural(predicate: str) -> str:
    verb, _, rest = predicate.partition(" ")
    return f"{ {'is': 'are', 'includes': 'include'}.get(verb, verb) } {rest}"
