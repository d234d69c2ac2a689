"""The only place for the words of a test: what a condition asks of one answer."""

from collections.abc import Mapping, Sequence

from endorse_cli.engine.condition import bound_text
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Bound, Includes, OneOf, Range, SettingUse, Test
from endorse_cli.reports.wording.names import answer_words, outcome_words, series

_BOUNDS = (
    ("at_least", "at least"),
    ("more_than", "more than"),
    ("at_most", "at most"),
    ("less_than", "less than"),
)


def value_words(rubric: Rubric, id: str, value: str) -> str:
    """An answer, an outcome or a number, as printed for the id that it belongs to."""
    if id in rubric.criteria:
        return answer_words(rubric, id, value)
    if id in rubric.decisions:
        return outcome_words(rubric.decisions[id], value)
    return value


def words_of_test(rubric: Rubric, id: str, test: Test, *, formal: bool = False) -> str:
    """What a test asks for: `at least clear`, `a or b`, `includes c and d`.

    Formal words are for conditions: a name of several words is in quotation marks, and a bound
    comes with the setting that gives it.
    """
    match test:
        case OneOf(names=names):
            return _names(rubric, id, names, "or", formal)
        case Includes(members=members, any_of=any_of):
            return f"includes {_names(rubric, id, members, 'or' if any_of else 'and', formal)}"
        case Range():
            return _range_words(rubric, id, test, formal)
    return "a test that could not be read"


def failed_words(rubric: Rubric, id: str, test: Test, *, formal: bool = False) -> str:
    """The same where it does not hold: `not at least clear`, `does not include c`."""
    if not isinstance(test, Includes):
        return f"not {words_of_test(rubric, id, test, formal=formal)}"
    names = _names(rubric, id, test.members, "or" if test.any_of else "and", formal)
    if test.any_of or len(test.members) == 1:
        return f"does not include {names}"
    return f"does not include {'both' if len(test.members) == 2 else 'all of'} {names}"


def values_words(rubric: Rubric, variable: str, values: Sequence[str]) -> str:
    """Some values of a variable: `at least clear` where they are all from one on, else `a or b`."""
    criterion, _, member = variable.partition(".")
    if member:
        return series(values, "or")
    kind = rubric.criteria[criterion].kind
    levels = list(kind.names if kind.form == "levels" else ())
    if 1 < len(values) < len(levels):
        if list(values) == levels[-len(values) :]:
            return f"at least {_value(rubric, criterion, values[0], True)}"
        if list(values) == levels[: len(values)]:
            return f"at most {_value(rubric, criterion, values[-1], True)}"
    return series((_value(rubric, criterion, name, True) for name in values), "or")


def states_words(rubric: Rubric, states: Mapping[str, Sequence[str]]) -> str:
    """Variables with values, those of the same together: `a and b are yes; c is clear`."""
    same: dict[str, list[str]] = {}
    for variable, values in states.items():
        same.setdefault(values_words(rubric, variable, values), []).append(variable)
    return "; ".join(
        f"{series(ids)} {'is' if len(ids) == 1 else 'are'} {words}" for words, ids in same.items()
    )


def predicate(rubric: Rubric, id: str, test: Test, *, holds: bool = True) -> str:
    """A test as it follows its id: `is at least clear`, `does not include c`."""
    words = (words_of_test if holds else failed_words)(rubric, id, test, formal=True)
    return words if isinstance(test, Includes) else f"is {words}"


def _names(rubric: Rubric, id: str, names: tuple[str, ...], last: str, formal: bool) -> str:
    return series((_value(rubric, id, name, formal) for name in names), last)


def _value(rubric: Rubric, id: str, value: str, formal: bool) -> str:
    words = value_words(rubric, id, value)
    return f'"{words}"' if formal and " " in words else words


def _range_words(rubric: Rubric, id: str, test: Range, formal: bool) -> str:
    parts = []
    for key, words in _BOUNDS:
        bound: Bound | None = getattr(test, key)
        if bound is not None:
            parts.append(f"{words} {_bound_words(rubric, id, bound, formal)}")
    return " and ".join(parts)


def _bound_words(rubric: Rubric, id: str, bound: Bound, formal: bool) -> str:
    words = _value(rubric, id, bound_text(bound, rubric.settings), formal)
    if formal and isinstance(bound, SettingUse):
        return f"{words} (setting {bound.id})"
    return words
