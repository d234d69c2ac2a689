"""The only place for the words of an amount: how a score is made up."""

from endorse_cli.engine.reach import Reach
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Half,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import Atom, Each, Holds
from endorse_cli.models.plain import show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import SettingUse
from endorse_cli.reports.wording.condition_words import (
    Line,
    condition_lines,
    condition_phrase,
    exception_lines,
    listing,
    many_words,
)
from endorse_cli.reports.wording.criterion_tests import range_words
from endorse_cli.views.numbers import in_text
from endorse_cli.views.printed_names import answer_words, series

HALVES: dict[Half, str] = {"up": "up", "down": "down", "even": "to the even multiple"}
"""Where a number goes that lies halfway between two multiples."""


shown = in_text
"""A number in a sentence."""


def reach_text(found: Reach) -> str:
    """A number, or the least and the greatest that it can be, where there is no end without one."""
    low, high = (None if end is None else shown(end) for end in found)
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    if low is None:
        return "any number" if high is None else f"at most {high}"
    return f"at least {low}"


def amount_lines(rubric: Rubric, amount: Amount, depth: int = 0) -> list[Line]:
    """An amount as a list: what it is made of stands one step further in."""
    if _simple(amount):
        return [Line(depth, amount_phrase(rubric, amount))]

    def inside(part: Amount) -> list[Line]:
        return amount_lines(rubric, part, depth + 1)

    match amount:
        case Gathered(how=how, parts=tuple(parts)):
            return [Line(depth, f"the {how} of:"), *(x for part in parts for x in inside(part))]
        case Minus(part=part):
            return [Line(depth, "less:"), *inside(part)]
        case Times(factor=factor, part=part):
            return [Line(depth, f"{number_words(rubric, factor)} times:"), *inside(part)]
        case Clamp(part=part):
            return [Line(depth, f"{kept_words(rubric, amount)}:"), *inside(part)]
        case Round(part=part):
            return [Line(depth, f"{rounded_words(rubric, amount)}:"), *inside(part)]
        case BandPoints(id=id):
            given = [Line(depth + 1, words) for words in _bands_words(rubric, amount)]
            return [Line(depth, f"points by {id}:"), *given]
        case Counted(parts=tuple(counted)):
            held = [x for part in counted for x in condition_lines(rubric, part, depth + 1)]
            return [Line(depth, "how many of these hold:"), *held]
        case Conditional():
            return _conditional_lines(rubric, amount, depth)
        case Share(part=part, out_of=whole):
            none = Line(depth, nothing_words(rubric, amount))
            top, bottom = Line(depth, "the share:"), Line(depth, "out of:")
            return [top, *inside(part), bottom, *inside(whole), none]
    return [Line(depth, amount_phrase(rubric, amount))]


def _conditional_lines(rubric: Rubric, amount: Conditional, depth: int) -> list[Line]:
    holds = [
        *condition_lines(rubric, amount.when, depth + 1),
        *exception_lines(rubric, amount.unless, depth + 1),
    ]
    if _simple(amount.part):
        words = amount_phrase(rubric, amount.part)
        return [Line(depth, f"{words} where this holds, otherwise 0:"), *holds]
    counted = amount_lines(rubric, amount.part, depth + 1)
    return [Line(depth, "where this holds:"), *holds, Line(depth, "then, otherwise 0:"), *counted]


def amount_phrase(rubric: Rubric, amount: Amount) -> str:
    """An amount in one phrase: `the mean of a, b and c`."""
    match amount:
        case Number():
            return number_words(rubric, amount)
        case Named(id=id):
            return id
        case Minus(part=part):
            return f"less {_enclosed(rubric, part)}"
        case Times(factor=factor, part=part):
            return f"{number_words(rubric, factor)} times {_enclosed(rubric, part)}"
        case Points():
            return _points_words(rubric, amount)
        case BandPoints(id=id):
            return f"points by {id}: {', '.join(_bands_words(rubric, amount))}"
        case Worth(id=id, not_applicable=number):
            return f"{id} ({number_words(rubric, number)} where it does not apply)"
        case Gathered(how=how, parts=str(family)):
            members = series(rubric.members(family)) or "none so far"
            return f'the {how} of "{rubric.families[family].title}" ({members})'
        case Gathered(how=how, parts=tuple(parts)):
            return f"the {how} of {series(_enclosed(rubric, part) for part in parts)}"
    return _governed_phrase(rubric, amount)


def _governed_phrase(rubric: Rubric, amount: Amount) -> str:
    """What depends on conditions, or is bounded, rounded or divided, in one phrase."""
    match amount:
        case Counted(parts=Each() as each):
            return f"how many of {many_words(rubric, each)}"
        case Counted(parts=tuple(counted)):
            return f"how many of these hold: {listing(rubric, counted)}"
        case Conditional(part=part, when=when, unless=unless):
            but = "".join(f", unless {condition_phrase(rubric, e.when)}" for e in unless)
            holds = f"{condition_phrase(rubric, when)}{but}"
            return f"{_enclosed(rubric, part)} if {holds}, otherwise 0"
        case Clamp(part=part):
            return f"{_enclosed(rubric, part)}, {kept_words(rubric, amount)}"
        case Round(part=part):
            return f"{_enclosed(rubric, part)}, {rounded_words(rubric, amount)}"
        case Share(part=part, out_of=whole):
            parts = f"{_enclosed(rubric, part)} out of {_enclosed(rubric, whole)}"
            return f"{parts}, {nothing_words(rubric, amount)}"
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


def _bands_words(rubric: Rubric, points: BandPoints) -> list[str]:
    return [
        f"{number_words(rubric, band.give)} for "
        f"{range_words(rubric, points.id, band.range, formal=True)}"
        for band in points.bands
    ]


def nothing_words(rubric: Rubric, share: Share) -> str:
    """What a share is where there is nothing to divide by."""
    return f"{number_words(rubric, share.if_none)} where there is nothing to divide by"


def kept_words(rubric: Rubric, clamp: Clamp) -> str:
    """Between which numbers an amount is kept."""
    low, high = (number_words(rubric, n) for n in (clamp.at_least, clamp.at_most))
    return f"kept between {low} and {high}"


def rounded_words(rubric: Rubric, amount: Round) -> str:
    """To what an amount is rounded, and where halfway goes."""
    to, half = number_words(rubric, amount.to), HALVES[amount.half]
    nearest = "whole number" if to == "1" else f"multiple of {to}"
    return f"rounded to the nearest {nearest} (halfway: {half})"


def _enclosed(rubric: Rubric, amount: Amount) -> str:
    words = amount_phrase(rubric, amount)
    bare = Number | Named | Minus | Times | Points | BandPoints | Worth
    family = isinstance(amount, Gathered) and isinstance(amount.parts, str)
    return words if family or isinstance(amount, bare) else f"({words})"


def _simple(amount: Amount) -> bool:
    """Whether an amount is read at a glance on one line."""
    match amount:
        case Gathered(parts=tuple(parts)):
            return all(isinstance(part, Named | Number) for part in parts)
        case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
            return _simple(part)
        case Conditional(part=part, when=Holds() | Atom(), unless=()):
            return _simple(part)
        case BandPoints() | Conditional() | Share():
            return False
        case Counted(parts=parts):
            return isinstance(parts, Each)
    return True
