"""The only place for the words of an amount: how a score is made up."""

from endorse_cli.models.amounts import Amount, Gathered, Minus, Named, Number, Points, Times
from endorse_cli.models.numbers import show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import SettingUse
from endorse_cli.reports.wording.conditions import Line
from endorse_cli.reports.wording.names import answer_words, series


def amount_lines(rubric: Rubric, amount: Amount, depth: int = 0) -> list[Line]:
    """An amount as a list: the parts of a sum or a mean stand one step further in."""
    match amount:
        case Gathered(how=how, parts=tuple(parts)) if not _simple(amount):
            nested = [line for part in parts for line in amount_lines(rubric, part, depth + 1)]
            return [Line(depth, f"the {how} of:"), *nested]
        case Minus(part=part) if not _simple(part):
            return [Line(depth, "less:"), *amount_lines(rubric, part, depth + 1)]
        case Times(factor=factor, part=part) if not _simple(part):
            words = f"{number_words(rubric, factor)} times:"
            return [Line(depth, words), *amount_lines(rubric, part, depth + 1)]
    return [Line(depth, amount_phrase(rubric, amount))]


def amount_phrase(rubric: Rubric, amount: Amount) -> str:
    """An amount in one phrase: `the mean of a, b and c`."""
    match amount:
        case Number():
            return number_words(rubric, amount)
        case Named(id=id):
            return id
        case Minus(part=part):
            return f"less {amount_phrase(rubric, part)}"
        case Times(factor=factor, part=part):
            return f"{number_words(rubric, factor)} times {amount_phrase(rubric, part)}"
        case Points():
            return _points_words(rubric, amount)
        case Gathered(how=how, parts=str(family)):
            members = series(rubric.members(family)) or "none so far"
            return f'the {how} of "{rubric.families[family].title}" ({members})'
        case Gathered(how=how, parts=tuple(parts)):
            return f"the {how} of {series(amount_phrase(rubric, part) for part in parts)}"
    return "an amount that could not be read"


def number_words(rubric: Rubric, number: Number) -> str:
    """An exact number, with the setting that gives it."""
    if isinstance(number.value, SettingUse):
        return f"{rubric.settings[number.value.id].value} (setting {number.value.id})"
    return show_number(number.value)


def _points_words(rubric: Rubric, points: Points) -> str:
    given = (
        f"{number_words(rubric, number)} for {answer_words(rubric, points.id, name)}"
        for name, number in points.give.items()
    )
    return f"points by {points.id}: {', '.join(given)}"


def _simple(amount: Amount) -> bool:
    match amount:
        case Gathered(parts=tuple(parts)):
            return all(isinstance(part, Named | Number) for part in parts)
        case Minus(part=part) | Times(part=part):
            return _simple(part)
    return True
