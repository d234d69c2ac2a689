"""The days of two rubrics side by side: every day in one stretch, each with what is asked then."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.rubric import Rubric
from endorse_cli.review.diff.meaning import stretches
from endorse_cli.rubric.in_force import not_in_force
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import edited, put

FIRST = date(2026, 1, 1)
ends = st.none() | st.integers(1, 8)


def dated(days: dict[str, tuple[int | None, int | None]]) -> Rubric:
    """The small rubric with criteria in force from and until some days after the first."""
    edits = []
    for id, (since, length) in days.items():
        start = FIRST + timedelta(days=since or 0)
        said = {"since": start.isoformat()} if since else {}
        said |= {"until": (start + timedelta(days=length)).isoformat()} if length else {}
        edits += [put(f"criteria {id} in_force", said)] if said else []
    rubric, found = read_rubric(edited(*edits))
    assert not found
    return rubric


spans = st.fixed_dictionaries({id: st.tuples(ends, ends) for id in ("care", "late")})


@given(spans, spans)
def test_every_day_is_in_one_stretch(
    before: dict[str, tuple[int | None, int | None]],
    after: dict[str, tuple[int | None, int | None]],
) -> None:
    """Day by day, what a stretch asks is what each rubric asks on that day."""
    old, new = dated(before), dated(after)
    found = list(stretches(old, new))
    for day in (FIRST + timedelta(days=number) for number in range(-1, 20)):
        holding = [
            one
            for one in found
            for span in one.days
            if (span.since or day) <= day <= (span.until or day)
        ]
        off = not_in_force(old, day), not_in_force(new, day)
        assert len(holding) == bool(found)
        for one in holding:
            assert not one.old.criteria.keys() & off[0]
            assert old.criteria.keys() - one.old.criteria.keys() >= off[0]
            assert not one.new.criteria.keys() & off[1]
            assert one.is_whole == (not any(off))
            assert one.is_uneven == (off[0] != off[1])
        assert found or not any(off)
