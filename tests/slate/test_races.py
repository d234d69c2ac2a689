"""Candidates by race, and how completely each was examined."""

from typing import Any

import pytest

from endorse_cli.slate.races import apart, races
from support.base import base
from support.judged import DIGEST, Bench, bench

Plain = Any
SOURCE = {"source": "Log", "date": "2026-03-01", "says": "Seen."}
JUDGED_BY = {"id": "bike-loan", "version": "1.0.0", "digest": DIGEST}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric."""
    return bench(base())


def grouped(lending: Bench, *heads: Plain) -> list[tuple[str | None, str | None, list[str]]]:
    """The races of candidates with these heads: day, seat or office, and who stands."""
    entries = [
        lending.entry({}, {"candidate": f"No {place}", **head}) for place, head in enumerate(heads)
    ]
    found = races(entries, {DIGEST: lending.rubric})
    return [
        (race["election"], race["seat"] or race["office"], [c["name"] for c in race["candidates"]])
        for race in found
    ]


def test_the_same_seat_on_the_same_day_is_one_race(lending: Bench) -> None:
    """In any spelling, first come first; another day or another seat is another race."""
    one = {"seat": "Shed-1", "election": "2026-11-03"}
    assert grouped(lending, one, {**one, "seat": "shed-1"}, {**one, "election": "2026-11-04"}) == [
        ("2026-11-03", "Shed-1", ["No 0", "No 1"]),
        ("2026-11-04", "Shed-1", ["No 2"]),
    ]


def test_without_a_seat_the_office_stands_for_it(lending: Bench) -> None:
    """But an office is no seat of the same name; and who has neither is in no race."""
    found = grouped(lending, {"office": "Keeper"}, {}, {"office": "keeper"}, {"seat": "Keeper"})
    assert found == [
        (None, "Keeper", ["No 0", "No 2"]),
        (None, "Keeper", ["No 3"]),
    ]
    both = {"seat": "shed-1", "office": "Keeper"}
    assert len(grouped(lending, both, {**both, "office": "Helper"})) == 1


def test_races_come_by_day_and_those_without_one_last(lending: Bench) -> None:
    """Of the same day in the order of the input."""
    found = grouped(
        lending,
        {"seat": "a"},
        {"seat": "b", "election": "2027-01-01"},
        {"seat": "d", "election": "2026-01-01"},
        {"seat": "c", "election": "2026-01-01"},
    )
    assert [seat for _, seat, _ in found] == ["d", "c", "b", "a"]


def test_a_candidate_of_a_race_is_told_in_full(lending: Bench) -> None:
    """Who, from which file, by what and when judged, what came out and how complete it is."""
    said = {
        "member": "yes",
        "licence": "yes",
        "backers": {"neighbours": "yes", "shop": "no", "school": "unknown"},
        "house_rule": {"answer": "broken", "evidence": [{"says": "Heard."}]},
        "care": {"answer": "some", "evidence": [SOURCE, SOURCE]},
        "likes_bikes": {"answer": "yes", "evidence": [SOURCE]},
    }
    head = {"office": "Keeper", "seat": "s", "chapter": "Mill Lane", "as_of": "2026-05-01"}
    ((race,),) = [races([lending.entry(said, head)], {DIGEST: lending.rubric})]
    assert {key: race[key] for key in ("election", "seat", "office")} == {  # type: ignore[literal-required]
        "election": None, "seat": "s", "office": "Keeper",
    }  # fmt: skip
    assert race["candidates"] == [
        {
            "name": "Odalys Wren",
            "office": "Keeper",
            "chapter": "Mill Lane",
            "source": "wren.yaml",
            "rubric": JUDGED_BY,
            "decisions": {
                "standing": {
                    "outcome": "guest",
                    "possible": ["guest"],
                    "rows": ["papers"],
                    "row": "papers",
                },
                "loan": {
                    "outcome": None,
                    "possible": ["refuse", "wait", "lend"],
                    "rows": ["rule", "careful", "otherwise"],
                    "row": None,
                },
            },
            "open": ["house_rule", "skill", "late", "purpose"],
            "asked": 9,
            "answered": 3,
            "sources": 3,
            "as_of": "2026-05-01",
            "as_of_from": "file",
            "not_counted": {"house_rule": "no_source"},
        }
    ]


def test_who_is_in_no_race_is_told_apart(lending: Bench) -> None:
    """By day of election, those without one last, each as in a race; who has a place is not."""
    heads = [{}, {"election": "2027-01-01"}, {"seat": "s"}, {"election": "2026-01-01"}, {}]
    entries = [
        lending.entry({}, {"candidate": f"No {place}", **head}) for place, head in enumerate(heads)
    ]
    found = apart(entries, {DIGEST: lending.rubric})
    assert [(p["election"], [c["name"] for c in p["candidates"]]) for p in found] == [
        ("2026-01-01", ["No 3"]),
        ("2027-01-01", ["No 1"]),
        (None, ["No 0", "No 4"]),
    ]
    runner = found[-1]["candidates"][0]
    assert (runner["as_of"], runner["as_of_from"], runner["asked"]) == (None, None, 9)
