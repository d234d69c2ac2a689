"""Days compared with things that cannot be compared (`mixed-anchors`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import quoted
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Day, Days
from endorse_cli.review.reported import Reader
from endorse_cli.rubric.cuts import tests_in


def check_anchors(reader: Reader, rubric: Rubric) -> None:
    """Note each date criterion that is compared with fixed days and anchors, or with two of them.

    Which of two such days is the earlier depends on the election, so that no region between them
    is the same for every candidate.
    """
    dated = {c.id for c in rubric.criteria.values() if c.kind.form == "date"}
    first: dict[str, Day] = {}
    told: set[str] = set()
    for id, day in _days(rubric, dated):
        before = first.setdefault(id, day)
        if id not in told and not _go_together(before, day):
            told.add(id)
            reader.fault(
                "mixed-anchors",
                f"{quoted(id)} is compared with {_words(before)} and with {_words(day)}.",
                "Compare a day with fixed days only, or with one anchor in one unit.",
                day.trail,
                other=before.trail,
            )
        elif before.unit is None and before.anchor is not None:
            # The bare anchor goes with every unit; the first unit named is the one to keep to.
            first[id] = day


def _days(rubric: Rubric, dated: set[str]) -> Iterator[tuple[str, Day]]:
    for id, test in tests_in(rubric):
        if id in dated and isinstance(test, Days):
            yield from ((id, day) for day in (test.first, test.last) if day is not None)


def _go_together(one: Day, other: Day) -> bool:
    if one.anchor != other.anchor:
        return False
    return None in (one.unit, other.unit) or one.unit == other.unit


def _words(day: Day) -> str:
    if day.anchor is None:
        return "a fixed day"
    return f"{day.unit} from {quoted(day.anchor)}" if day.unit else quoted(day.anchor)
