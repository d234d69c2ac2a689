"""The only place for the words of a test: what a condition asks of one answer."""

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


def test_words(rubric: Rubric, id: str, test: Test, *, settings: bool = False) -> str:
    """What a test asks for: `at least clear`, `a or b`, `includes c and d`.

    With `settings`, the setting that gives a bound is named beside it.
    """
    match test:
        case OneOf(names=names):
            return series((value_words(rubric, id, name) for name in names), "or")
        case Includes(members=members, any_of=any_of):
            return f"includes {_members(rubric, id, members, 'or' if any_of else 'and')}"
        case Range():
            return _range_words(rubric, id, test, settings)
    return "a test that could not be read"


def failed_words(rubric: Rubric, id: str, test: Test) -> str:
    """The same where it does not hold: `not at least clear`, `does not include c`."""
    if not isinstance(test, Includes):
        return f"not {test_words(rubric, id, test)}"
    names = _members(rubric, id, test.members, "or" if test.any_of else "and")
    whole = "both " if len(test.members) == 2 else "all of "
    return f"does not include {whole if len(test.members) > 1 and not test.any_of else ''}{names}"


def verb(test: Test) -> str:
    """What joins an id and the words of its test."""
    return "" if isinstance(test, Includes) else "is "


def _members(rubric: Rubric, id: str, members: tuple[str, ...], last: str) -> str:
    return series((value_words(rubric, id, name) for name in members), last)


def _range_words(rubric: Rubric, id: str, test: Range, settings: bool) -> str:
    parts = []
    for key, words in _BOUNDS:
        bound: Bound | None = getattr(test, key)
        if bound is not None:
            parts.append(f"{words} {_bound_words(rubric, id, bound, settings)}")
    return " and ".join(parts)


def _bound_words(rubric: Rubric, id: str, bound: Bound, settings: bool) -> str:
    words = value_words(rubric, id, bound_text(bound, rubric.settings))
    if settings and isinstance(bound, SettingUse):
        return f"{words} (setting {bound.id})"
    return words
