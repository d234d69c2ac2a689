"""What an answer that is a number or a day can be, and what its sources are worth on a day.

Under one rubric, and cut by several at once.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import Answer, Evidence, Standing
from endorse_cli.models.plain_values import Plain, read_day, read_number
from endorse_cli.models.scalars import DAY, EXACT, NOT_APPLICABLE, Schema
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.regions import Regions


def mask_of(regions: Regions, word: str) -> int | None:
    """The regions in which an answer can lie, before the election is known; None if it is none."""
    if isinstance(regions, DayRegions):
        day = read_day(word)
        return regions.possible(day, None) if day is not None else None
    number = read_number(word)
    if number is None or not regions.shape.fits(number):
        return None
    return 1 << regions.place(number)


def accepted(regions: Regions) -> str:
    """What an answer can be, in words."""
    if isinstance(regions, DayRegions):
        return "a day as YYYY-MM-DD"
    return regions.shape.words


def schema_of(regions: Regions) -> Schema:
    """What an editor is told of an answer; of a number in quotes, or as `n/d`, the form alone.

    Rounding a bound to a float keeps the order, so that no number inside is refused. A step is
    told where no float can be taken for something between two.
    """
    if isinstance(regions, DayRegions):
        return {"description": "A day as YYYY-MM-DD.", **DAY}
    low, high, step = regions.shape.low, regions.shape.high, regions.shape.step
    told = {"minimum": low, "maximum": high}
    if step and not step.denominator & (step.denominator - 1) and not (low or 0) % step:
        told["multipleOf"] = step
    return {**EXACT, **{key: _float(end) for key, end in told.items() if end is not None}}


def _float(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def settled(
    answers: Mapping[str, Answer],
    regions: Mapping[str, Regions],
    anchors: Mapping[str, date | None],
) -> dict[str, Answer]:
    """The answers with every day that counts from an anchor placed, where the anchor is known."""
    placed = dict(answers)
    for id, cut in regions.items():
        if isinstance(cut, DayRegions) and cut.anchor is not None and id in answers:
            placed[id] = _placed(answers[id], cut, anchors[cut.anchor])
    return placed


def _placed(answer: Answer, regions: DayRegions, anchor: date | None) -> Answer:
    said = (answer.said,) if isinstance(answer.said, str) else answer.said or ()
    mask = 0
    for word in said:
        day = read_day(word) if isinstance(word, str) else None
        if day is not None:
            mask |= regions.possible(day, anchor)
        elif word == NOT_APPLICABLE:
            mask |= 1 << len(regions.regions)
    return answer._replace(masks=(mask,)) if mask else answer


def numbers_said(answer: Answer) -> tuple[Fraction, ...]:
    """The numbers that an answer gives: one, those in dispute, or none."""
    said = (answer.said,) if isinstance(answer.said, str) else answer.said or ()
    words = (read_number(word) for word in said if isinstance(word, str))
    return tuple(number for number in words if number is not None)


def standing(criterion: Criterion, source: Evidence, day: date | None) -> Standing:
    """What a source of an answer is worth on a day."""
    if source.date is None:
        return "undated"
    if day is None:
        return "unsettled" if criterion.fresh_for else "counts"
    if source.date > day:
        return "later"
    if criterion.fresh_for and source.date < criterion.fresh_for.before(day):
        return "stale"
    return "counts"


def supports(criterion: Criterion, evidence: tuple[Evidence, ...], day: date | None) -> bool:
    """Whether a source with its name supports, on that day, an answer that needs one."""
    return any(
        source.source is not None and standing(criterion, source, day) == "counts"
        for source in evidence
    )


def own_day(value: Plain) -> date | None:
    """The day at which a file asks to be judged: `as_of`, else the election."""
    head = value if isinstance(value, dict) else {}
    days = (read_day(day) for key in ("as_of", "election") if isinstance(day := head.get(key), str))
    return next((day for day in days if day), None)
