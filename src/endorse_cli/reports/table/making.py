"""The only place that says what a score is made of, every part with its number.

Whoever reads a total can add it up: `meetings 2 × 3 = 6`.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.assess import Truth
from endorse_cli.engine.explain import Explanation, parts_of
from endorse_cli.engine.known import Reach
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.numbers import number_words, show_number
from endorse_cli.reports.uses import number_of
from endorse_cli.reports.wording import (
    amount_phrase,
    condition_phrase,
    kept_words,
    nothing_words,
    rounded_words,
    series,
    title_of,
)

FAMILIAR = 4
"""Up to quarters a fraction is read at a glance,"""

SMALL = 100
"""and below so much: `7/4`, and 949.5 instead of 1899/2."""

HANDFUL = 8
"""So many plain parts are read in one sentence; more of them stand one below the other."""

STANDS: dict[Truth, str] = {"yes": "holds", "no": "does not hold", "open": "open"}

UNKNOWN = "not known"


class Line(NamedTuple):
    """A text and how far in it stands; `key` says what it is, where its place does not."""

    depth: int
    key: str
    text: str


class Part(NamedTuple):
    """An amount in words, without its number, and the parts that are still to be spelled out."""

    words: str
    below: tuple[Amount, ...]


def shown(value: Fraction) -> str:
    """A number as a fraction while it is one that people know, `7/4`; else as `number_words`."""
    known = value.denominator <= FAMILIAR and abs(value) < SMALL
    return show_number(value) if known else number_words(value)


def reach_text(found: Reach) -> str:
    """A number, or the least and the greatest that it can be, where there is no end without one."""
    low, high = (None if end is None else shown(end) for end in found)
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    if low is None:
        return "any number" if high is None else f"at most {high}"
    return f"at least {low}"


def is_mean(amount: Amount) -> bool:
    """Whether an amount is a mean, whatever is done to it afterwards."""
    match amount:
        case Gathered(how=how):
            return how == "mean"
        case Clamp(part=part) | Round(part=part):
            return is_mean(part)
    return False


def score_lines(known: Explanation, score: str, now: str) -> Iterator[Line]:
    """What a score is made of, outermost first; its own number, as it is shown, is `now`."""
    yield from _made_of(known, known.rubric.scores[score].value, 0, now)


def _made_of(known: Explanation, amount: Amount, depth: int, now: str) -> Iterator[Line]:
    """What an amount is made of, where its own number is before the reader already."""
    match amount:
        case Gathered(how=how):
            parts = parts_of(known.rubric, amount)
            if _glanced(known, parts):
                words = series(_text(known, part) for part in parts) or "nothing so far, which is 0"
                yield Line(depth, f"{how} of", words)
            else:
                yield Line(depth, "", f"{how.capitalize()} of these:")
                for part in parts:
                    yield from _item(known, part, depth + 1)
        case Clamp(part=part):
            before = value_text(known, part)
            yield Line(depth, kept_words(known.rubric, amount), _moved(before, now))
            yield from _made_of(known, part, depth, before)
        case Round(part=part):
            before = value_text(known, part)
            yield Line(depth, rounded_words(known.rubric, amount), _moved(before, now))
            yield from _made_of(known, part, depth, before)
        case Share(part=part, out_of=whole):
            none = nothing_words(known.rubric, amount)
            halves = f"{value_text(known, part)} out of {value_text(known, whole)}; {none}"
            yield Line(depth, "share", halves)
            yield from _side(known, part, "the share", depth)
            yield from _side(known, whole, "out of", depth)
        case _:
            yield from _item(known, amount, depth)


def _moved(before: str, after: str) -> str:
    """A number before and after something was done to it."""
    if before == UNKNOWN:
        return f"{after} by now"
    return f"{before} stays" if before == after else f"{before} becomes {after}"


def _side(known: Explanation, amount: Amount, key: str, depth: int) -> Iterator[Line]:
    first, *others = _made_of(known, amount, 0, value_text(known, amount))
    text = f"{first.key} {first.text}".strip()
    yield Line(depth, key, text[:1].lower() + text[1:])
    for line in others:
        yield line._replace(depth=depth + line.depth)


def _item(known: Explanation, amount: Amount, depth: int) -> Iterator[Line]:
    """A part with its number, and below it what that is made of, where it is not said yet."""
    yield Line(depth, "", _text(known, amount))
    for part in _part(known, _core(known, amount)[1]).below:
        yield from _item(known, part, depth + 1)


def _text(known: Explanation, amount: Amount) -> str:
    """A part with its number: `books 2`, `meetings 2 × 3 = 6`, `the lowest of a 1 and b 2: 1`."""
    factor, core = _core(known, amount)
    value = value_text(known, amount)
    if isinstance(core, Number):
        return value
    words = _part(known, core).words
    if value == UNKNOWN:
        return f"{words}, {value}" if factor == 1 else f"{words} × {shown(factor)}, {value}"
    gap = " " if _is_leaf(core) else ": "
    if factor in (1, -1):
        return f"{words}{gap}{value}"
    inner = value_text(known, core)
    inner = f"({inner})" if " " in inner else inner
    return f"{words}{gap}{inner} × {shown(factor)} = {value}"


def value_text(known: Explanation, amount: Amount) -> str:
    """The number of an amount as far as it is known."""
    if isinstance(amount, Conditional) and isinstance(amount.part, Number):
        return series(map(shown, known.values(amount)), "or") or UNKNOWN
    found = known.reach(amount)
    return UNKNOWN if None in found else reach_text(found)


def _core(known: Explanation, amount: Amount) -> tuple[Fraction, Amount]:
    """By what an amount is multiplied, signs among it, and what is left."""
    factor = Fraction(1)
    while isinstance(amount, Minus | Times):
        by = number_of(known.rubric, amount.factor) if isinstance(amount, Times) else Fraction(-1)
        factor, amount = factor * by, amount.part
    return factor, amount


def _is_leaf(amount: Amount) -> bool:
    return isinstance(amount, Named | Points | BandPoints | Worth | Number)


def _glanced(known: Explanation, parts: Sequence[Amount]) -> bool:
    """Whether some parts are plain enough, and few enough, to be read in one sentence."""
    return len(parts) <= HANDFUL and all(_is_leaf(_core(known, part)[1]) for part in parts)


def _part(known: Explanation, amount: Amount) -> Part:
    rubric = known.rubric
    match amount:
        case Named(id=id) if id in rubric.scores:
            return Part(title_of(rubric.scores[id]), ())
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            return Part(id, ())
        case Gathered(how=how):
            parts = parts_of(rubric, amount)
            if not _glanced(known, parts):
                return Part(f"the {how} of these", parts)
            return Part(f"the {how} of {series(_text(known, part) for part in parts)}", ())
        case Counted():
            return Part(amount_phrase(rubric, amount), ())
        case Conditional(part=part, when=when, unless=unless):
            held = STANDS[known.guarded(when, unless)]
            but = "".join(f", unless {condition_phrase(rubric, e.when)}" for e in unless)
            inner = _inside(known, part)
            return inner._replace(
                words=f"{inner.words} if {condition_phrase(rubric, when)}{but} ({held})"
            )
        case Clamp(part=part):
            inner = _inside(known, part)
            return inner._replace(words=f"{inner.words}, {kept_words(rubric, amount)}")
    return Part(amount_phrase(rubric, amount), ())


def _inside(known: Explanation, amount: Amount) -> Part:
    """An amount with its number, to which something is done."""
    below = _part(known, _core(known, amount)[1]).below
    return Part(_text(known, amount), below)
