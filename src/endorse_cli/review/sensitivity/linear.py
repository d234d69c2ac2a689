"""Numbers that grow evenly with another one, so that a rubric is worked out for a stretch at once.

The engine adds them up, clamps, rounds and compares them like any fractions. Each comparison comes
out as it does right past the start of the stretch, and notes how far from there it stays so.
"""

from fractions import Fraction
from math import floor


class NotLinear(Exception):
    """Numbers multiply each other, or so much is open that the lines are too many."""


class Stretch:
    """What lies past a start, up or down: `until` is how far comparisons come out as they did.

    None where they do so without end. It `is_whole` where none was made: then all is so on the
    other side too.
    """

    def __init__(self) -> None:
        self.step = 1
        self.until: Fraction | None = None
        self.is_whole = True

    def begin(self, step: int) -> None:
        """Start anew, up (1) or down (-1)."""
        self.step, self.until, self.is_whole = step, None, True

    def ends_at(self, distance: Fraction | None) -> None:
        """Note where a comparison comes out otherwise, if ever: it holds on this side alone."""
        self.is_whole = False
        if distance is not None:
            self.until = distance if self.until is None else min(self.until, distance)

    @property
    def inside(self) -> Fraction:
        """How much more the number is at a place that lies before anything noted."""
        return self.step * (Fraction(1) if self.until is None else self.until / 2)


class Linear(Fraction):
    """A number at the start of a stretch, and its `slope`: how much it grows with that turned."""

    __slots__ = ("slope", "stretch")
    slope: Fraction
    stretch: Stretch

    @classmethod
    def of(cls, value: Fraction, slope: Fraction, stretch: Stretch) -> Fraction:
        """The number; a plain fraction where it does not move."""
        if not slope:
            return Fraction(value)
        made = super().__new__(cls, value.numerator, value.denominator)
        made.slope, made.stretch = slope, stretch
        return made

    @property
    def start(self) -> Fraction:
        """Its value at the start."""
        return Fraction(self.numerator, self.denominator)

    def __add__(self, other: object) -> Fraction:  # type: ignore[override]
        value, slope = line(other)
        return Linear.of(self.start + value, self.slope + slope, self.stretch)

    __radd__ = __add__  # type: ignore[assignment]

    def __neg__(self) -> Fraction:
        return Linear.of(-self.start, -self.slope, self.stretch)

    def __sub__(self, other: object) -> Fraction:  # type: ignore[override]
        value, slope = line(other)
        return Linear.of(self.start - value, self.slope - slope, self.stretch)

    def __rsub__(self, other: object) -> Fraction:  # type: ignore[override]
        return -self + other  # type: ignore[operator, no-any-return]

    def __mul__(self, other: object) -> Fraction:  # type: ignore[override]
        factor, slope = line(other)
        if slope:
            raise NotLinear
        return Linear.of(self.start * factor, self.slope * factor, self.stretch)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: object) -> Fraction:  # type: ignore[override]
        divisor, slope = line(other)
        if slope:
            raise NotLinear
        return Linear.of(self.start / divisor, self.slope / divisor, self.stretch)

    def __rtruediv__(self, other: object) -> Fraction:  # type: ignore[override]
        raise NotLinear

    def __floor__(self) -> int:
        whole = floor(self.start)
        below = whole - 1 if whole == self.start and self.slope < 0 else whole
        sign(self - below)
        sign(self - below - 1)
        return below

    def __ceil__(self) -> int:
        return -floor(-self)

    def __lt__(self, other: object) -> bool:
        return sign(self - other) < 0

    def __le__(self, other: object) -> bool:
        return sign(self - other) <= 0

    def __gt__(self, other: object) -> bool:
        return sign(self - other) > 0

    def __ge__(self, other: object) -> bool:
        return sign(self - other) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fraction | int) and line(self) == line(other)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.start, self.slope))

    def __bool__(self) -> bool:
        return True


def line(number: object) -> tuple[Fraction, Fraction]:
    """A number at the start, and how much it grows."""
    if isinstance(number, Linear):
        return number.start, number.slope
    assert isinstance(number, Fraction | int)
    return Fraction(number), Fraction(0)


def sign(number: Fraction) -> Fraction:
    """Something above, below or at 0 as the number is right past the start; and it is noted."""
    if not isinstance(number, Linear):
        return number
    value, ahead = number.start, number.slope * number.stretch.step
    number.stretch.ends_at(-value / ahead if value and (value > 0) != (ahead > 0) else None)
    return value or ahead


def at(number: Fraction, more: Fraction) -> Fraction:
    """A number as a plain one, where that which is turned is so much more than at the start."""
    value, slope = line(number)
    return value + slope * more
