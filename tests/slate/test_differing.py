"""In what two candidates differ, and which differences matter."""

from typing import Any

import pytest

from endorse_cli.slate.differing import compared, differences, explained
from support.base import base
from support.judged import Bench, bench

Plain = Any
SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry", "likes_bikes": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric."""
    return bench(base())


def between(own: Bench, before: Plain, after: Plain) -> list[tuple[Any, ...]]:
    """Every difference as variable, before, after, and what it moves."""
    sides = [own.assessed({**SETTLED, **said}).masks for said in (before, after)]
    return [
        (d["variable"], d["before"], d["after"], d["moves"])
        for d in differences(own.compiled, *sides)
    ]


def test_the_same_answers_differ_in_nothing(lending: Bench) -> None:
    """Whatever is open in both alike is no difference either."""
    assert between(lending, {"care": "unknown"}, {"care": "unknown"}) == []


def test_differences_come_in_rubric_order_with_both_sides(lending: Bench) -> None:
    """What each is, and the decisions that come out otherwise with the first one's answer."""
    found = between(
        lending,
        {"member": "no", "weather": "wet", "likes_bikes": "no", "care": "none"},
        {"backers": ["neighbours", "shop"]},
    )
    assert found == [
        ("member", ["no"], ["yes"], ["standing", "loan"]),
        ("care", ["none"], ["clear"], ["loan"]),
        ("backers.neighbours", ["no"], ["yes"], ["standing"]),
        ("backers.shop", ["no"], ["yes"], ["standing"]),
        ("weather", ["wet"], ["dry"], ["standing"]),
        ("likes_bikes", ["no"], ["yes"], []),
    ]


def test_members_of_a_set_are_moved_together(lending: Bench) -> None:
    """Two members that do nothing alone are told to move what both of them do."""
    found = between(lending, {"backers": ["neighbours", "shop"]}, {})
    assert [(variable, moves) for variable, _, _, moves in found] == [
        ("backers.neighbours", ["standing"]), ("backers.shop", ["standing"]),
    ]  # fmt: skip


def test_a_side_of_which_nothing_is_known_is_null(lending: Bench) -> None:
    """Naming every value would read as if one of them had been alleged."""
    assert between(lending, {"care": "unknown"}, {"care": {"one_of": ["none", "some"]}}) == [
        ("care", None, ["none", "some"], ["loan"])
    ]
    assert between(lending, {"care": "clear"}, {"care": "unknown"})[0][1:3] == (["clear"], None)


def test_it_is_the_second_whose_outcome_may_move(lending: Bench) -> None:
    """All else is as it is with the second: what cannot matter there moves nothing."""
    refused = {"house_rule": {"answer": "broken", "evidence": [
        {"source": "Log", "date": "2026-03-01"}]}}  # fmt: skip
    assert between(lending, {"care": "none"}, refused)[1] == ("care", ["none"], ["clear"], [])
    assert between(lending, refused, {"care": "none"})[1] == ("care", ["clear"], ["none"], ["loan"])


def test_two_candidates_beside_each_other(lending: Bench) -> None:
    """Both names, the rubric, every outcome of both, the differences, and how much is the same."""
    sides = (
        lending.assessed({**SETTLED, "backers": ["shop"]}),
        lending.assessed({**SETTLED, "skill": "unknown", "care": "some", "late": "often"}),
    )
    part = compared(lending.compiled, ("Ann", "Bo"), sides)
    assert part["names"] == ["Ann", "Bo"]
    assert part["rubric"] == "bike-loan"
    guest = {"outcome": "guest", "possible": ["guest"], "rows": ["papers"], "row": "papers"}
    assert part["decisions"] == {
        "standing": [guest, guest],
        "loan": [
            {"outcome": "lend", "possible": ["lend"], "rows": ["careful"], "row": "careful"},
            {
                "outcome": None,
                "possible": ["wait", "lend"],
                "rows": ["careful", "otherwise"],
                "row": None,
            },
        ],
    }
    assert [d["variable"] for d in part["differences"]] == ["care", "skill", "late", "backers.shop"]
    assert part["same"] == 6


def test_what_no_single_difference_explains_is_explained_by_several(lending: Bench) -> None:
    """The smallest set with which the second comes out as the first; one alone is no set."""
    stranger = {"member": "no", "backers": ["neighbours", "shop"]}
    good = {"care": "clear", "skill": "clear"}
    low = {"care": "none", "skill": "none"}

    def told(before: Plain, after: Plain) -> Plain:
        sides = [lending.assessed({**SETTLED, **said}) for said in (before, after)]
        return compared(lending.compiled, ("Ann", "Bo"), (sides[0], sides[1]))["explained"]

    assert told(good, low) == {"loan": {"variables": ["care", "skill"], "smallest": True}}
    assert told({"care": "clear"}, {"care": "none"}) == {}
    assert told(good, good) == {}
    assert told(good, {**low, **stranger})["loan"] == {
        "variables": ["member", "care", "skill"], "smallest": True,
    }  # fmt: skip


def test_what_the_answers_do_not_bring_back_they_do_not_explain(lending: Bench) -> None:
    """An outcome that came of another rubric; other decisions are explained all the same."""
    compiled = lending.compiled
    before = lending.assessed({**SETTLED, "care": "clear", "skill": "clear"}).masks
    after = lending.assessed({**SETTLED, "care": "none", "skill": "none"}).masks
    explained_by = {"loan": {"variables": ["care", "skill"], "smallest": True}}
    assert explained(compiled, before, after, {"standing": ["guest"], "loan": ["lend"]}) == (
        explained_by
    )
    assert explained(compiled, before, after, {"standing": ["regular"], "loan": ["lend"]}) == (
        explained_by
    )
    assert explained(compiled, before, after, {"standing": ["guest"], "loan": ["wait"]}) == {}
    assert explained(compiled, before, after, {}) == {}
