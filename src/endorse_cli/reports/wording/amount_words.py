"""The only place for the words of an amount: how a score is made up."""

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
    exception_lines,
    guarded_phrase,
    listing,
    many_words,
    members_words,
    subject_words,
)
from endorse_cli.reports.wording.criterion_tests import range_words, setting_named
from endorse_cli.views.printed_names import answer_words, series

HALVES: dict[Half, str] = {"up": "up", "down": "down", "even": "to the even multiple"}
"""Where a number goes that lies halfway between two multiples."""


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
            return [Line(depth, f"points by {subject_words(rubric, id)}:"), *given]
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


def amount_phrase(rubric: Rubric, amount: Amount, *, asked: bool = False) -> str:
    """An amount in one phrase: `the mean of "Team" and "Plan"`; with `asked` without settings."""
    match amount:
        case Number():
            return number_words(rubric, amount, asked=asked)
        case Named(id=id):
            return subject_words(rubric, id)
        case Minus(part=part):
            return f"less {_enclosed(rubric, part, asked)}"
        case Times(factor=factor, part=part):
            by = number_words(rubric, factor, asked=asked)
            return f"{by} times {_enclosed(rubric, part, asked)}"
        case Points():
            return _points_words(rubric, amount, asked)
        case BandPoints(id=id):
            bands = ", ".join(_bands_words(rubric, amount, asked))
            return f"points by {subject_words(rubric, id)}: {bands}"
        case Worth(id=id, not_applicable=number):
            words = number_words(rubric, number, asked=asked)
            return f"{subject_words(rubric, id)} ({words} where it does not apply)"
        case Gathered(how=how, parts=str(family)):
            title = rubric.families[family].title
            return f'the {how} of "{title}" ({members_words(rubric, family)})'
        case Gathered(how=how, parts=tuple(parts)):
            return f"the {how} of {series(_enclosed(rubric, part, asked) for part in parts)}"
    return _governed_phrase(rubric, amount, asked)


def _governed_phrase(rubric: Rubric, amount: Amount, asked: bool) -> str:
    """What depends on conditions, or is bounded, rounded or divided, in one phrase."""
    match amount:
        case Counted(parts=Each() as each):
            return f"how many of {many_words(rubric, each, asked=asked)}"
        case Counted(parts=tuple(counted)):
            return f"how many of these hold: {listing(rubric, counted, asked=asked)}"
        case Conditional(part=part, when=when, unless=unless):
            holds = guarded_phrase(rubric, when, unless, asked=asked)
            return f"{_enclosed(rubric, part, asked)} if {holds}, otherwise 0"
        case Clamp(part=part):
            return f"{_enclosed(rubric, part, asked)}, {kept_words(rubric, amount, asked=asked)}"
        case Round(part=part):
            return f"{_enclosed(rubric, part, asked)}, {rounded_words(rubric, amount, asked=asked)}"
        case Share(part=part, out_of=whole):
            parts = f"{_enclosed(rubric, part, asked)} out of {_enclosed(rubric, whole, asked)}"
            return f"{parts}, {nothing_words(rubric, amount, asked=asked)}"
    return "an amount that could not be read"


def number_words(rubric: Rubric, number: Number, *, asked: bool = False) -> str:
    """An exact number, with the setting that gives it."""
    if isinstance(number.value, SettingUse):
        value = rubric.settings[number.value.id].value
        return value if asked else f"{value}{setting_named(number.value)}"
    return show_number(number.value)


def _points_words(rubric: Rubric, points: Points, asked: bool) -> str:
    given = (
        f"{number_words(rubric, number, asked=asked)} for {answer_words(rubric, points.id, name)}"
        for name, number in points.give.items()
    )
    return f"points by {subject_words(rubric, points.id)}: {', '.join(given)}"


def _bands_words(rubric: Rubric, points: BandPoints, asked: bool = False) -> list[str]:
    return [
        f"{number_words(rubric, band.give, asked=asked)} for "
        f"{range_words(rubric, points.id, band.range, formal=True)}"
        for band in points.bands
    ]


def nothing_words(rubric: Rubric, share: Share, *, asked: bool = False) -> str:
    """What a share is where there is nothing to divide by."""
    words = number_words(rubric, share.if_none, asked=asked)
    return f"{words} where there is nothing to divide by"


def kept_words(rubric: Rubric, clamp: Clamp, *, asked: bool = False) -> str:
    """Between which numbers an amount is kept."""
    ends = clamp.at_least, clamp.at_most
    low, high = (number_words(rubric, n, asked=asked) for n in ends)
    return f"kept between {low} and {high}"


def rounded_words(rubric: Rubric, amount: Round, *, asked: bool = False) -> str:
    """To what an amount is rounded, and where halfway goes."""
    to, half = number_words(rubric, amount.to, asked=asked), HALVES[amount.half]
    nearest = "whole number" if to == "1" else f"multiple of {to}"
    return f"rounded to the nearest {nearest} (halfway: {half})"


def _enclosed(rubric: Rubric, amount: Amount, asked: bool = False) -> str:
    words = amount_phrase(rubric, amount, asked=asked)
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
