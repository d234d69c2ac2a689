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
from endorse_cli.models.decisions import Bands, Decision, Row, Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.plain import read_number
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Bound, OneOf
from endorse_cli.reports.wording.criterion_tests import (
    predicate,
    range_words,
    setting_named,
    value_words,
)
from endorse_cli.views.printed_names import label_of, plain_name, series, title_of


class Line(NamedTuple):
    """One line of a list with indents, and what it rests on where that is its own."""

    depth: int
    text: str
    grounds: Grounds | None = None


def condition_phrase(rubric: Rubric, condition: Condition, *, asked: bool = False) -> str:
    """A condition in one phrase: `"Team" is at least clear and not ("Plan" holds or …)`.

    Everything is called what people call it. With `asked` no setting is named: who is asked, or
    reads a verdict, needs the bound and not what gives it.
    """
    match condition:
        case Holds(finding=id):
            return f"{finding_words(rubric, id)} holds"
        case Not(part=Holds(finding=id)):
            return f"{finding_words(rubric, id)} does not hold"
        case Atom(id=id, test=test):
            return f"{subject_words(rubric, id)} {predicate(rubric, id, test, bare=asked)}"
        case Not(part=Atom(id=id, test=test)):
            words = predicate(rubric, id, test, holds=False, bare=asked)
            return f"{subject_words(rubric, id)} {words}"
        case Not(part=part):
            return f"not {_enclosed(rubric, part, asked)}"
        case All(parts=parts):
            return _joined(rubric, parts, "and", "each of", asked)
        case Any(parts=parts):
            return _joined(rubric, parts, "or", "at least one of", asked)
        case Count(parts=Each() as each):
            quantity = f"{count_words(rubric, condition)} of"
            return _each_words(rubric, each, quantity, many=True, asked=asked)
        case Count(parts=tuple(parts)):
            return f"{count_words(rubric, condition)} of ({listing(rubric, parts, asked=asked)})"
    return "a condition that could not be read"


def guarded_phrase(
    rubric: Rubric, when: Condition, unless: Iterable[Exempt], *, asked: bool = True
) -> str:
    """A condition with its exceptions: `"Team" is clear, unless "Plan" holds`."""
    conditions = (when, *(exception.when for exception in unless))
    return ", unless ".join(condition_phrase(rubric, each, asked=asked) for each in conditions)


def subject_words(rubric: Rubric, id: str) -> str:
    """What a test is about, as people know it, in quotation marks."""
    return f'"{label_of(rubric, id)}"'


def condition_lines(rubric: Rubric, condition: Condition, depth: int = 0) -> list[Line]:
    """A condition as a list: what must hold together stands one step further in."""
    match condition:
        case All(parts=(part,), grounds=own) | Any(parts=(part,), grounds=own):
            first, *others = condition_lines(rubric, part, depth)
            return [first._replace(grounds=first.grounds or own), *others]
        case All(parts=tuple(parts), grounds=own):
            return [Line(depth, "all of:", own), *_nested(rubric, parts, depth)]
        case Any(parts=tuple(parts), grounds=own):
            return [Line(depth, "at least one of:", own), *_nested(rubric, parts, depth)]
        case Count(parts=tuple(parts), grounds=own):
            words = f"{count_words(rubric, condition)} of:"
            return [Line(depth, words, own), *_nested(rubric, parts, depth)]
        case Not(part=All() | Any() | Count() as part, grounds=own):
            return [Line(depth, "not:", own), *condition_lines(rubric, part, depth + 1)]
    own = getattr(condition, "grounds", None)
    return [Line(depth, condition_phrase(rubric, condition), own)]


def count_words(rubric: Rubric, count: Count) -> str:
    """How many must hold: `at least 2`, `exactly 2`, `none`."""
    least, most = (_bound_words(rubric, bound) for bound in (count.at_least, count.at_most))
    if least == most:
        return f"exactly {least}"
    if count.at_least is None and isinstance(count.at_most, str) and read_number(most) == 0:
        return "none"
    bounds = (("at least", least), ("at most", most))
    return " and ".join(f"{words} {number}" for words, number in bounds if number)


def _bound_words(rubric: Rubric, bound: Bound | None) -> str:
    if bound is None:
        return ""
    return f"{bound_text(bound, rubric.settings)}{setting_named(bound)}"


def listing(rubric: Rubric, parts: tuple[Condition, ...], *, asked: bool = False) -> str:
    """Conditions that are counted one by one: `"Team" is yes; "Plan" is clear`."""
    return "; ".join(condition_phrase(rubric, part, asked=asked) for part in parts)


def many_words(rubric: Rubric, each: Each, *, asked: bool = False) -> str:
    """The same test of many, after how many of them: `"Team" and "Plan" are at least fair`."""
    return _each_words(rubric, each, "", many=True, asked=asked).strip()


def exception_lines(rubric: Rubric, unless: tuple[Exempt, ...], depth: int = 0) -> list[Line]:
    """The exceptions to a condition, each with what it rests on."""
    lines = []
    for exception in unless:
        lines.append(Line(depth, "unless:", exception.grounds))
        lines.extend(condition_lines(rubric, exception.when, depth + 1))
    return lines


def finding_words(rubric: Rubric, id: str) -> str:
    """A finding as it is named in a condition: its title, in quotation marks."""
    return f'"{title_of(rubric.findings[id])}"'


def _nested(rubric: Rubric, parts: tuple[Condition, ...], depth: int) -> list[Line]:
    return [line for part in parts for line in condition_lines(rubric, part, depth + 1)]


def _joined(rubric: Rubric, parts: Many, last: str, each: str, asked: bool) -> str:
    if isinstance(parts, Each):
        return _each_words(rubric, parts, each, asked=asked)
    if len(parts) == 1:
        return condition_phrase(rubric, parts[0], asked=asked)
    return f" {last} ".join(_enclosed(rubric, part, asked) for part in parts)


def _each_words(
    rubric: Rubric, each: Each, quantity: str, *, many: bool = False, asked: bool = False
) -> str:
    members = rubric.ids_in(each.of)
    test = predicate(rubric, (*members, "")[0], each.test, bare=asked)
    ids = [subject_words(rubric, id) for id in members]
    if many:
        test = _plural(test)
    if isinstance(each.of, str):
        named = members_words(rubric, each.of)
        return f'{quantity} "{rubric.families[each.of].title}" ({named}) {test}'
    alone = len(ids) == 1 and not many
    return f"{series(ids)} {test}" if alone else f"{quantity} {series(ids)} {test}"


def _plural(predicate: str) -> str:
    verb, _, rest = predicate.partition(" ")
    return f"{ {'is': 'are', 'includes': 'include'}.get(verb, verb) } {rest}"


def _enclosed(rubric: Rubric, condition: Condition, asked: bool) -> str:
    words = condition_phrase(rubric, condition, asked=asked)
    parts = condition.parts if isinstance(condition, All | Any) else ()
    return f"({words})" if isinstance(parts, tuple) and len(parts) > 1 else words


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


def row_words(rubric: Rubric, decision: Decision, row: Row) -> str:
    """What decides: `rule “surplus”`, `the cell where "Risk" is low`, a band so too."""
    if row.when is None or decision.body is None:
        return f"rule “{plain_name(row.id)}”"
    what = "cell" if isinstance(decision.body, Table) else "band"
    return f"the {what} where {condition_phrase(rubric, row.when)}"


def bands_words(rubric: Rubric, decision: Decision, rows: Sequence[str]) -> list[str]:
    """The bounds of some bands: `at least 4 and at most 6`."""
    if not isinstance(decision.body, Bands):
        return []
    cuts = {row.id: cut for row, cut in zip(decision.rows, decision.body.cuts, strict=True)}
    return [range_words(rubric, decision.body.of, cuts[id].range, formal=True) for id in rows]


def cell_words(rubric: Rubric, id: str, name: str) -> str:
    """An input of a cell in printed words: an answer, an outcome, or whether a finding holds."""
    if name == NOT_APPLICABLE:
        return "does not apply"
    return plain_name(name) if id in rubric.findings else value_words(rubric, id, name)


def promise_lines(rubric: Rubric, promise: Promise) -> list[Line]:
    """A promise as a list: one sentence, or `whenever` and `always` with their conditions."""
    if promise.when is None or promise.then is None:
        return [Line(0, promise_sentence(rubric, promise))]
    return [
        Line(0, "whenever:"),
        *condition_lines(rubric, promise.when, 1),
        Line(0, "always:"),
        *condition_lines(rubric, promise.then, 1),
    ]


def promise_sentence(rubric: Rubric, promise: Promise) -> str:
    """A promise in one sentence."""
    of, over = _named(rubric, promise.of), _named(rubric, promise.over)
    match promise.form:
        case "when" if promise.when is not None and promise.then is not None:
            when = condition_phrase(rubric, promise.when)
            return f"Whenever {when}, {_then_words(rubric, promise.then)}."
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
            ends = (f'"{value_words(rubric, decision, name)}"' for name in promise.between)
            return f"{of} alone never moves {over} between {series(ends)}."
    return "A promise that could not be read."


def _then_words(rubric: Rubric, then: Condition) -> str:
    """What always follows; that an outcome never does, so that none can be read as its name."""
    match then:
        case Not(part=Atom(id=id, test=OneOf(names=names))) if id in rubric.decisions:
            never = (f'"{value_words(rubric, id, name)}"' for name in names)
            return f"{subject_words(rubric, id)} is never {series(never, 'or')}"
    return f"always {condition_phrase(rubric, then)}"


def _named(rubric: Rubric, ids: tuple[str, ...] | str) -> str:
    if isinstance(ids, str):
        return f'any of "{rubric.families[ids].title}" ({members_words(rubric, ids, "or")})'
    return series((subject_words(rubric, id) for id in ids), "or")


def members_words(rubric: Rubric, family: str, last: str = "and") -> str:
    """The criteria or scores of a family by what people call them."""
    return series((subject_words(rubric, id) for id in rubric.members(family)), last) or NO_MEMBER


NO_MEMBER = "none yet"
"""Of a family to which nothing belongs yet."""
