"""The only place that says what a source is worth on a day, and which day is asked."""

from datetime import date
from typing import Literal

from endorse_cli.models.candidate import Evidence
from endorse_cli.models.dates import read_day
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion

Standing = Literal["counts", "undated", "stale", "later", "unsettled"]
"""`later`: dated after the day, so not known then. `unsettled`: it depends on a day, and there is
none."""


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
