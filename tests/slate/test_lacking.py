"""Why an answer that was given does not count on the day."""

import pytest

from support.base import base, edited, put
from support.judged import Bench, bench

DAY = {"as_of": "2026-05-01"}


def dated(day: str | None, source: str | None = "Log") -> dict[str, str]:
    """A source with what is given of it."""
    parts = {"source": source, "date": day, "says": "Seen."}
    return {key: part for key, part in parts.items() if part}


@pytest.fixture(scope="module")
def fresh() -> Bench:
    """A rubric by which a broken house rule needs a source of the last two months."""
    return bench(edited(put("criteria house_rule fresh_for", {"months": "2"})))


@pytest.mark.parametrize(
    ("sources", "lack"),
    [
        ([], "no_source"),
        ([dated(None)], "no_source"),
        ([dated("2026-02-28")], "stale"),
        ([dated("2026-05-02")], "later"),
        ([dated("2026-05-02"), dated("2026-02-28")], "stale"),
        ([dated("2026-02-28", None), dated("2026-05-02")], "later"),
        ([dated("2026-02-28", None)], "no_source"),
        ([dated("2026-04-01"), dated("2026-02-28")], None),
    ],
)
def test_the_lack_is_that_of_the_sources_which_are_named(
    fresh: Bench, sources: list[dict[str, str]], lack: str | None
) -> None:
    """No source with a name and a day, all too old, or all too late; nothing where one counts."""
    said = {"house_rule": {"answer": "broken", "evidence": sources}}
    found = {one.criterion: one.lacks for one in fresh.entry(said, DAY).given}
    assert found.pop("house_rule") == lack
    assert set(found.values()) == {None}


def test_without_a_day_an_age_is_not_settled(fresh: Bench) -> None:
    """Whether a source is too old hangs on the day; where nothing goes stale it counts."""
    said = {"house_rule": {"answer": "broken", "evidence": [dated("2026-04-01")]}}
    place = list(base()["criteria"]).index("house_rule")
    assert fresh.entry(said).given[place].lacks == "unsettled"
    assert bench(base()).entry(said).given[place].lacks is None
