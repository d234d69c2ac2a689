"""Candidates by race, how many have each outcome, and what their places are called."""

from dataclasses import replace

import pytest

from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.board import Board, anchor, board_of, card_of
from endorse_cli.views.race import Race, Runner
from endorse_cli.views.result import Result
from reports.conftest import RecordOf
from support.accounts import account


def board(rubric: Rubric, *records: Record) -> Board:
    """The board of some records."""
    cards = (card_of(Result(account(record, rubric)), "") for record in records)
    return board_of(cards, [rubric])


def race_of(*accounts: Account) -> Race:
    """The rivals of one race."""
    return Race("race", "", "", tuple(Runner("", Result(one)) for one in accounts))


def test_races_stand_by_day_and_nobody_is_ranked(rubric: Rubric, record_of: RecordOf) -> None:
    """The next election first, no day last; in a race, and among races of a day, as they came."""
    heads = [
        {"candidate": "A", "seat": "b", "election": "2026-11-03"},
        {"candidate": "B"},
        {"candidate": "C", "seat": "a", "election": "2026-11-03"},
        {"candidate": "D", "seat": "m", "election": "2026-06-01"},
        {"candidate": "E", "seat": "b", "election": "2026-11-03"},
        {"candidate": "F", "election": "2026-11-03"},
    ]
    found_board = board(rubric, *(record_of(rubric, **head) for head in heads))
    found = [
        (race.day, race.is_apart, [r.name for r in race.runners]) for race in found_board.races
    ]
    assert found == [
        ("2026-06-01", False, ["D"]),
        ("2026-11-03", False, ["A", "E"]),
        ("2026-11-03", False, ["C"]),
        ("2026-11-03", True, ["F"]),
        ("", True, ["B"]),
    ]


def test_every_outcome_is_counted_best_first(rubric: Rubric, record_of: RecordOf) -> None:
    """Those that nobody has too, where there are few; last what is still open."""
    found_board = board(rubric, record_of(rubric), record_of(rubric, candidate="B"))
    counts = [(c.outcome.words, c.outcome.tone, c.number) for c in found_board.counts]
    assert counts == [
        ("endorse", "good", 0),
        ("members deliberate", "middle", 0),
        ("do not endorse", "bad", 0),
        ("", "open", 2),
    ]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (("council-2", "Ana Díaz"), "council-2-ana-díaz"),
        (("", "O'Neil <b>"), "o-neil-b"),
        (("", "…"), "candidate"),
        (("p7", "3"), "candidate-p7-3"),
        (("rubric", ""), "candidate-rubric"),
    ],
)
def test_a_place_is_letters_and_digits(parts: tuple[str, ...], place: str) -> None:
    """Whatever stands in a name, a link to it can be written down."""
    assert anchor(*parts) == place


def test_a_long_name_has_a_short_place_of_its_own() -> None:
    """A file can bear it, and two long names that begin alike are two places."""
    one, other = (anchor("seat", "x" * 300 + end) for end in "ab")
    assert one != other
    assert max(len(one.encode()), len(other.encode())) < 200


def test_names_that_differ_only_in_signs_have_two_places(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """Nobody is linked as somebody else."""
    records = (record_of(rubric, candidate=name) for name in ("O'Neil", "O Neil"))
    places = [runner.anchor for runner in board(rubric, *records).runners]
    assert places == ["no-race-o-neil", "no-race-o-neil-2"]


def test_a_place_says_nothing_of_the_day(rubric: Rubric, record_of: RecordOf) -> None:
    """An election that is put off moves no link; of two of one name and seat the second counts."""
    days = ("2026-11-03", "2026-06-01", "2027-01-15")
    found = []
    for some in (days[:1], days[1:2], days):
        heads = ({"candidate": "Ana", "seat": "council-2", "election": day} for day in some)
        found_board = board(rubric, *(record_of(rubric, **head) for head in heads))
        found.append(
            {race.day: (race.anchor, race.runners[0].anchor) for race in found_board.races}
        )
    plain = ("race-council-2", "council-2-ana")
    assert found[0] == {days[0]: plain}
    assert found[1] == {days[1]: plain}
    numbered = (tuple(f"{place}-{number}" for place in plain) for number in (2, 3))
    assert found[2] == dict(zip(days, (plain, *numbered), strict=True))


def test_a_row_knows_whether_rivals_differ_and_what_decides(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """By their answers alone; an open answer counts where it can still decide."""
    seat = {"seat": "s"}
    one = record_of(rubric, {"dsa_member": "yes", "mass_reach": "clear"}, candidate="A", **seat)
    other = record_of(rubric, {"dsa_member": "no", "mass_reach": "clear"}, candidate="B", **seat)
    race = race_of(account(one, rubric), account(other, rubric))
    (matrix,) = race.matrices
    rows = {row.criterion: row for block in matrix.blocks for row in block.rows}
    assert rows["dsa_member"].differs
    assert not rows["mass_reach"].differs
    assert rows["class_alignment"].decides
    levels = [cell.level for cell in rows["mass_reach"].cells if cell]
    assert [(level.reached, level.steps) for level in levels if level] == [(2, 3), (2, 3)]


def test_other_rubrics_have_tables_of_their_own(
    rubric: Rubric, festival: Rubric, record_of: RecordOf
) -> None:
    """Answers to different questions do not stand in one row."""
    one, other = record_of(rubric, candidate="A"), record_of(festival, candidate="B")
    other = {**other, "rubric": {**other["rubric"], "digest": "sha256:" + "1" * 64}}
    race = race_of(account(one, rubric), account(other, festival))
    assert [matrix.rubric.id for matrix in race.matrices] == [rubric.id, festival.id]
    assert len(replace(race, runners=race.runners[:1]).matrices) == 1
