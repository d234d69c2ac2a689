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
from endorse_cli.models.plain_values import show_number
from endorse_cli.models.tests import SettingUse
from endorse_cli.views.condition_words import Item, Words
from endorse_cli.views.printed_names import series, with_minus

HALVES: dict[Half, str] = {"up": "up", "down": "down", "even": "to the even multiple"}
"""Where a number goes that lies halfway between two multiples."""


class AmountWords(Words):
    """The words of a rubric's amounts besides, of which its scores are made."""

    __slots__ = ()

    def amount_lines(self, amount: Amount, depth: int = 0) -> list[Item]:
        """An amount as a list: what it is made of stands one step further in."""
        if _simple(amount):
            return [Item(depth, self.amount(amount))]

        def inside(part: Amount) -> list[Item]:
            return self.amount_lines(part, depth + 1)

        match amount:
            case Gathered(how=how, parts=tuple(parts)):
                return [
                    Item(depth, f"the {how} of:"),
                    *(x for part in parts for x in inside(part)),
                ]
            case Minus(part=part):
                return [Item(depth, "less:"), *inside(part)]
            case Times(factor=factor, part=part):
                return [Item(depth, f"{self.number(factor)} times:"), *inside(part)]
            case Clamp(part=part):
                return [Item(depth, f"{self.kept(amount)}:"), *inside(part)]
            case Round(part=part):
                return [Item(depth, f"{self.rounded(amount)}:"), *inside(part)]
            case BandPoints(id=id):
                given = [Item(depth + 1, words) for words in self._bands_words(amount)]
                return [Item(depth, f"points by {self.subject(id)}:"), *given]
            case Counted(parts=tuple(counted)):
                held = [x for part in counted for x in self.condition_lines(part, depth + 1)]
                return [Item(depth, "how many of these hold:"), *held]
            case Conditional():
                return self._conditional_lines(amount, depth)
            case Share(part=part, out_of=whole):
                none = Item(depth, self.nothing(amount))
                top, bottom = Item(depth, "the share:"), Item(depth, "out of:")
                return [top, *inside(part), bottom, *inside(whole), none]
        return [Item(depth, self.amount(amount))]

    def _conditional_lines(self, amount: Conditional, depth: int) -> list[Item]:
        holds = [
            *self.condition_lines(amount.when, depth + 1),
            *self.exception_lines(amount.unless, depth + 1),
        ]
        if _simple(amount.part):
            words = self.amount(amount.part)
            return [Item(depth, f"{words} where this holds, otherwise 0:"), *holds]
        counted = self.amount_lines(amount.part, depth + 1)
        return [
            Item(depth, "where this holds:"),
            *holds,
            Item(depth, "then, otherwise 0:"),
            *counted,
        ]

    def amount(self, amount: Amount) -> str:
        """An amount in one phrase: `the mean of "Team" and "Plan"`."""
        match amount:
            case Number():
                return self.number(amount)
            case Named(id=id):
                return self.subject(id)
            case Minus(part=part):
                return f"less {self._inside(part)}"
            case Times(factor=factor, part=part):
                by = self.number(factor)
                return f"{by} times {self._inside(part)}"
            case Points():
                return self._points_words(amount)
            case BandPoints(id=id):
                bands = ", ".join(self._bands_words(amount))
                return f"points by {self.subject(id)}: {bands}"
            case Worth(id=id, not_applicable=number):
                words = self.number(number)
                return f"{self.subject(id)} ({words} where it does not apply)"
            case Gathered(how=how, parts=str(family)):
                title = self.rubric.families[family].title
                return f'the {how} of "{title}" ({self.members(family)})'
            case Gathered(how=how, parts=tuple(parts)):
                return f"the {how} of {series(self._inside(part) for part in parts)}"
        return self._governed_phrase(amount)

    def _governed_phrase(self, amount: Amount) -> str:
        """What depends on conditions, or is bounded, rounded or divided, in one phrase."""
        match amount:
            case Counted(parts=Each() as each):
                return f"how many of {self.many(each)}"
            case Counted(parts=tuple(counted)):
                return f"how many of these hold: {self.listing(counted)}"
            case Conditional(part=part, when=when, unless=unless):
                holds = self.guarded(when, unless)
                return f"{self._inside(part)} if {holds}, otherwise 0"
            case Clamp(part=part):
                return f"{self._inside(part)}, {self.kept(amount)}"
            case Round(part=part):
                return f"{self._inside(part)}, {self.rounded(amount)}"
            case Share(part=part, out_of=whole):
                parts = f"{self._inside(part)} out of {self._inside(whole)}"
                return f"{parts}, {self.nothing(amount)}"
        return "an amount that could not be read"

    def number(self, number: Number) -> str:
        """An exact number, with the setting that gives it."""
        if isinstance(number.value, SettingUse):
            value = self.rubric.settings[number.value.id].value
            return f"{with_minus(value)}{self.given_by(number.value)}"
        return with_minus(show_number(number.value))

    def _points_words(self, points: Points) -> str:
        given = (
            f"{self.number(number)} for {self.answer(points.id, name)}"
            for name, number in points.give.items()
        )
        return f"points by {self.subject(points.id)}: {', '.join(given)}"

    def _bands_words(self, points: BandPoints) -> list[str]:
        return [
            f"{self.number(band.give)} for {self.range(points.id, band.range, formal=True)}"
            for band in points.bands
        ]

    def nothing(self, share: Share) -> str:
        """What a share is where there is nothing to divide by."""
        words = self.number(share.if_none)
        return f"{words} where there is nothing to divide by"

    def kept(self, clamp: Clamp) -> str:
        """Between which numbers an amount is kept."""
        ends = clamp.at_least, clamp.at_most
        low, high = (self.number(n) for n in ends)
        return f"kept between {low} and {high}"

    def rounded(self, amount: Round) -> str:
        """To what an amount is rounded, and where halfway goes."""
        to, half = self.number(amount.to), HALVES[amount.half]
        nearest = "whole number" if to == "1" else f"multiple of {to}"
        return f"rounded to the nearest {nearest} (halfway: {half})"

    def _inside(self, amount: Amount) -> str:
        words = self.amount(amount)
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
