"""Which answers of one kind another does not take, so that a demand is less than another."""

from fractions import Fraction
from itertools import product

from endorse_cli.models.kinds import Kind, NumberShape
from endorse_cli.rubric.demands import lost_words, narrows

LOWS = HIGHS = (None, "0", "1", "4")
STEPS = ("any", "1", "2", "1/2", "3")


def kinds() -> list[tuple[NumberShape, Kind]]:
    """Numbers with all small bounds and steps that go together, and the kind of each."""
    found = []
    for low, high, step in product(LOWS, HIGHS, STEPS):
        bounds = {k: v for k, v in (("min", low), ("max", high)) if v is not None}
        try:
            shape = NumberShape.model_validate({"unit": "days", "step": step, **bounds})
        except ValueError:
            continue
        found.append((shape, Kind.model_construct(form="number", number=shape)))
    return found


def test_numbers_are_lost_exactly_if_some_number_is() -> None:
    """Of every two shapes: what is said is so, by trying every sixth from -10 to 10."""
    tried = [Fraction(n, 6) for n in range(-60, 61)]
    some = 0
    for (old, was), (new, now) in product(kinds(), repeat=2):
        is_lost = any(old.fits(value) and not new.fits(value) for value in tried)
        assert bool(list(lost_words(was, now))) == is_lost, (old, new)
        assert narrows(was, now) == is_lost, (old, new)
        some += is_lost
    assert some
