"""The only place that says why an answer that was given does not count on the day."""

from datetime import date

from endorse_cli.models.candidate import Answer
from endorse_cli.models.rubric import Criterion
from endorse_cli.models.standing import standing
from endorse_cli.models.together import Lack


def lack_of(criterion: Criterion, answer: Answer, day: date | None) -> Lack | None:
    """What an answer lacks to count; None where it counts, or where none was given."""
    if answer.state != "unsupported":
        return None
    named = (source for source in answer.evidence if source.source)
    found = {standing(criterion, source, day) for source in named}
    lacks: tuple[Lack, ...] = ("unsettled", "stale", "later")
    return next((lack for lack in lacks if lack in found), "no_source")
