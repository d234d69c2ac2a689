"""Who runs against whom: the same seat is the same race, and with no seat and no office none."""

import json
from typing import Any

import pytest

from .running import Endorse, Write

NO_RACE = "In no race: neither a seat nor an office is given"

Head = dict[str, str]

CITY = {"office": "City Council", "election": "2026-11-03"}


def slate(endorse: Endorse, write: Write, heads: list[Head], *words: object) -> str:
    """What is said of candidates with these heads."""
    lines = [
        json.dumps({"candidate": f"Person {place}", **head, "answers": {}})
        for place, head in enumerate(heads, 1)
    ]
    ended = endorse("slate", write("all.jsonl", "\n".join(lines)), *words, "--jobs", 1)
    assert ended.status == 0, ended.err
    return ended.out


def races(endorse: Endorse, write: Write, *heads: Head) -> tuple[list[list[str]], list[list[str]]]:
    """Who is in each race, and who in none, by day."""
    made: Any = json.loads(slate(endorse, write, [*heads], "--format", "json"))["slate"]
    together, apart = (
        [[one["name"].removeprefix("Person ") for one in part["candidates"]] for part in made[key]]
        for key in ("races", "apart")
    )
    return together, apart


@pytest.mark.parametrize(
    ("heads", "together", "apart"),
    [
        ([{}, {}], [], [["1", "2"]]),
        ([{"election": "2026-11-03"}, {"election": "2026-05-03"}, {}], [], [["2"], ["1"], ["3"]]),
        ([{"seat": "s"}, {"seat": "S "}, {}], [["1", "2"]], [["3"]]),
        ([{"seat": "s", "office": "One"}, {"seat": "s", "office": "Two"}], [["1", "2"]], []),
        ([CITY, {**CITY, "office": "city  council"}], [["1", "2"]], []),
        ([CITY, {"office": "City Council"}], [["1"], ["2"]], []),
        ([{"seat": "mayor"}, {"office": "mayor"}], [["1"], ["2"]], []),
    ],
)
def test_who_is_in_a_race(
    endorse: Endorse,
    write: Write,
    heads: list[Head],
    together: list[list[str]],
    apart: list[list[str]],
) -> None:
    """A seat, or without one an office, on the same day; a seat is no office of the same name."""
    assert races(endorse, write, *heads) == (together, apart)


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_who_is_in_no_race_is_nobodys_rival(endorse: Endorse, write: Write, format: str) -> None:
    """Two candidates of whom neither a seat nor an office is known: said so, and not one race."""
    words = ("--format", format, "--audience", "members")
    elected = {"election": "2026-11-03"}
    out = " ".join(slate(endorse, write, [elected, elected], *words).split())
    assert NO_RACE in out
    assert "2 candidates in no race, since neither a seat nor an office is given" in out
    assert "How completely rivals were examined" not in out
    assert "1 race" not in out
    assert "No office given" not in out


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_of_people_who_are_not_elected_no_race_is_told(
    endorse: Endorse, write: Write, format: str
) -> None:
    """Where nobody has an office, a seat or a day, it is said that none is in a race, no more."""
    words = ("--format", format, "--audience", "members")
    out = " ".join(slate(endorse, write, [{}, {}], *words).split())
    assert "2 candidates, none in a race" in out
    assert "Person 1" in out
    for word in (NO_RACE, "no race", "no day of election", "neither a seat", ">Race<"):
        assert word not in out


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_races_count_only_those_who_are_in_one(endorse: Endorse, write: Write, format: str) -> None:
    """Beside a race of two, whoever is in none is counted apart and stands last of the day."""
    words = ("--format", format, "--audience", "members")
    out = " ".join(slate(endorse, write, [{}, {"seat": "s"}, {"seat": "s"}], *words).split())
    assert "3 candidates in 1 race, 1 of them in none, having neither a seat nor an office" in out
    assert out.index("Person 2") < out.index("Person 1") or format == "html"
    assert "How completely rivals were examined" in out or format != "html"
