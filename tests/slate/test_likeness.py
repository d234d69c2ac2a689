"""Like cases that were not decided alike, and one source that is read in two ways."""

from itertools import permutations
from random import Random
from typing import Any

import pytest

from endorse_cli.engine.divided import compile_apart
from endorse_cli.slate import races
from endorse_cli.slate.races import compared, same_source, unlike
from support.base import STATED, base
from support.families import points
from support.judged import Bench, bench

Plain = Any


def lending(rows: Plain, outcomes: Plain = None) -> Bench:
    """A rubric over a degree, a lateness, a choice and a yes or no."""
    asked = {"group": "g", "ask": "?", **STATED}
    levels = ["none", "some", "clear"]
    degree = {"levels": levels, "anchors": dict.fromkeys(levels, "A.")}
    return bench(
        {
            "format": "1",
            "rubric": "lending",
            "version": "1.0.0",
            "title": "Lending",
            "document": {"title": "Rules"},
            "scales": {"degree": degree},
            "groups": {"g": {"title": "G"}},
            "criteria": {
                "care": {**asked, "answer": "degree", "may_be": "not_applicable"},
                "late": {**asked, "answer": "degree"},
                "use": {**asked, "answer": {"choice": ["work", "play"]}},
                "remark": {**asked, "answer": "degree", "recorded": "Only shown."},
            },
            "decisions": {
                "loan": {
                    "outcomes": outcomes or ["no", "perhaps", "yes"],
                    "rows": rows,
                    "otherwise": {"is": "no", **STATED},
                }
            },
        }
    )


CAREFUL = {"r": {"is": "yes", "when": {"care": {"at_least": "some"}}, **STATED}}
SWINGING = {"r": {"is": "yes", "when": {"care": "some"}, **STATED}}
"""Not monotone: whoever is more careful may be refused."""

PUNCTUAL = {"r": {"is": "yes", "when": {"late": {"at_most": "some"}}, **STATED}}

BOTH = {
    "r": {"is": "yes", "when": {"all": [{"care": "some"}, {"late": "none"}]}, **STATED},
}


def pairs(own: Bench, *saids: Plain) -> list[tuple[str, str, str, str, str]]:
    """The pairs found: decision, who and outcome, and the other's."""
    entries = [own.entry(said, {"candidate": name}) for name, said in zip("ABCD", saids,
               strict=False)]  # fmt: skip
    found = unlike(own.compiled, entries)
    return [tuple(p[k] for k in ("decision", "name", "outcome", "other", "other_outcome"))  # type: ignore[misc,literal-required]
            for p in found]  # fmt: skip


def test_a_rubric_in_which_more_never_hurts_has_no_such_pair() -> None:
    """Whoever is decided worse is worse in something that counts."""
    own = lending(CAREFUL)
    saids = [{"care": level} for level in ("none", "some", "clear")]
    assert pairs(own, *saids) == []
    assert pairs(lending(PUNCTUAL), *({"late": level} for level in ("none", "some", "clear"))) == []


def test_whoever_is_at_least_as_good_and_decided_worse_is_told() -> None:
    """The one decided worse stands first, with both outcomes."""
    own = lending(SWINGING)
    assert pairs(own, {"care": "some"}, {"care": "clear"}) == [("loan", "B", "no", "A", "yes")]
    assert pairs(own, {"care": "clear"}, {"care": "some"}) == [("loan", "A", "no", "B", "yes")]
    assert pairs(own, {"care": "none"}, {"care": "some"}) == []


def test_everything_that_counts_is_compared_each_its_own_way() -> None:
    """Where less of something is better, less is at least as good."""
    own = lending(BOTH)
    good = {"care": "some", "late": "none"}
    assert pairs(own, good, {"care": "clear", "late": "none"}) == [("loan", "B", "no", "A", "yes")]
    assert pairs(own, good, {"care": "clear", "late": "some"}) == []


def test_what_only_is_recorded_is_not_compared() -> None:
    """A line that decides nothing makes nobody better or worse."""
    own = lending(SWINGING)
    found = pairs(own, {"care": "some", "remark": "clear"}, {"care": "clear", "remark": "none"})
    assert [other for _, _, _, other, _ in found] == ["A"]


def test_what_has_no_rank_equals_only_itself() -> None:
    """Nobody is better for another choice, or for what does not apply."""
    rows = {
        "r": {
            "is": "yes",
            "when": {"all": [{"care": "some"}, {"use": "work"}]},
            **STATED,
        },
    }
    own = lending(rows)
    good = {"care": "some", "use": "work"}
    assert pairs(own, good, {"care": "clear", "use": "work"}) == [("loan", "B", "no", "A", "yes")]
    assert pairs(own, good, {"care": "clear", "use": "play"}) == []
    assert pairs(own, good, {"care": "not_applicable", "use": "work"}) == []


def test_what_is_open_is_as_bad_or_as_good_as_it_can_be() -> None:
    """At least as good, whatever comes of it: an equal dispute proves nothing."""
    rows = {
        "r": {"is": "yes", "when": {"care": {"one_of": ["some", "not_applicable"]}}, **STATED},
        "s": {"is": "yes", "when": {"late": "some"}, **STATED},
    }
    own = lending(rows)
    decided = {"care": "some", "late": {"one_of": ["none", "some"]}}
    open_ = {"care": "clear", "late": {"one_of": ["none", "some"]}}
    assert pairs(own, decided, {"care": "clear", "late": "clear"}) == [
        ("loan", "B", "no", "A", "yes")
    ]
    assert pairs(own, decided, open_) == []
    assert pairs(own, {"care": "some", "late": "none"}, {"care": "clear", "late": "none"}) == [
        ("loan", "B", "no", "A", "yes")
    ]


def test_in_dispute_the_worst_that_it_can_be_counts() -> None:
    """Nobody is at least as good for what one of two assessors said."""
    own = lending(SWINGING)
    assert pairs(own, {"care": "some"}, {"care": {"one_of": ["none", "clear"]}}) == []
    told = {"r": {"is": "yes", "when": {"care": {"one_of": ["none", "clear"]}}, **STATED}}
    assert pairs(lending(told), {"care": {"one_of": ["none", "clear"]}}, {"care": "some"}) == []


def test_outcomes_without_an_order_are_not_compared() -> None:
    """None of them is worse."""
    own = lending(SWINGING, {"unordered": ["no", "perhaps", "yes"]})
    assert pairs(own, {"care": "some"}, {"care": "clear"}) == []


def test_past_the_limit_only_those_of_one_race_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The seat in any spelling on the same day, or the office without one."""
    own = lending(SWINGING)
    heads = [
        {"seat": "S", "election": "2026-11-03"},
        {"seat": "s", "election": "2026-11-03"},
        {"seat": "s", "election": "2026-11-04"},
        {"office": "S", "election": "2026-11-04"},
        {"office": "s", "election": "2026-11-04"},
        {},
        {},
    ]
    entries = [
        own.entry({"care": "clear" if place % 2 else "some"}, {"candidate": name, **head})
        for place, (name, head) in enumerate(zip("ABCDEFG", heads, strict=True))
    ]
    assert races.MOST_ENTRIES == 300
    assert len(unlike(own.compiled, entries)) == 12
    assert compared(own.compiled, entries) == "each"
    monkeypatch.setattr(races, "MOST_ENTRIES", 7)
    assert len(unlike(own.compiled, entries)) == 12
    monkeypatch.setattr(races, "MOST_ENTRIES", 6)
    found = [(p["name"], p["other"]) for p in unlike(own.compiled, entries)]
    assert found == [("B", "A"), ("D", "E")]
    assert compared(own.compiled, entries) == "rivals"
    assert compared(own.compiled, entries[5:]) == "each"
    monkeypatch.setattr(races, "MOST_ENTRIES", 1)
    assert compared(own.compiled, entries[5:]) == "nobody"


def test_where_nothing_is_settled_nobody_is_compared() -> None:
    """Nor where outcomes have no order, or there is one candidate alone."""
    own = lending(SWINGING)
    one = own.entry({"care": "some"})
    assert compared(own.compiled, [one, one]) == "each"
    assert compared(own.compiled, [one, own.entry({})]) == "nobody"
    assert compared(own.compiled, [one]) == "nobody"
    unordered = lending(SWINGING, {"unordered": ["no", "perhaps", "yes"]})
    both = [unordered.entry({"care": "some"})] * 2
    assert compared(unordered.compiled, both) == "nobody"


LOG = {"source": "Log", "date": "2026-03-01", "says": "Seen."}


def sourced(own: Bench, *answers: tuple[str, str, Plain]) -> list[Plain]:
    """What one source was read as, of candidates with one answer each."""
    entries = [
        own.entry({id: {"answer": said, "evidence": [source, source]}}, {"candidate": name})
        for name, (id, said, source) in zip("ABCD", answers, strict=False)
    ]
    return list(same_source(own.compiled, entries))


def test_one_source_under_one_question_with_two_answers_is_told() -> None:
    """With everybody under whom it stands, each once, and what each was answered."""
    own = lending(CAREFUL)
    found = sourced(own, ("care", "some", LOG), ("care", "clear", LOG), ("care", "some", LOG))
    assert found == [
        {
            "criterion": "care",
            "answers": [
                {"name": "A", "answer": ["some"]},
                {"name": "B", "answer": ["clear"]},
                {"name": "C", "answer": ["some"]},
            ],
        }
    ]


def test_two_sources_that_tell_the_same_are_told_once() -> None:
    """The same people with the same answers under the same question are one matter."""
    own = lending(CAREFUL)
    evidence = [LOG, {**LOG, "says": "Read."}]
    entries = [
        own.entry({"care": {"answer": said, "evidence": evidence}}, {"candidate": said})
        for said in ("some", "clear")
    ]
    assert len(same_source(own.compiled, entries)) == 1


def test_a_source_that_is_read_alike_is_not_told() -> None:
    """Nor one under two questions, nor two sources that only share an address."""
    own = lending(CAREFUL)
    assert sourced(own, ("care", "some", LOG), ("care", "some", LOG)) == []
    assert sourced(own, ("care", "some", LOG), ("late", "clear", LOG)) == []
    other = {**LOG, "says": "Read."}
    assert sourced(own, ("care", "some", LOG), ("care", "clear", other)) == []


def test_the_answer_to_a_set_is_told_by_member() -> None:
    """Each member with what is left of it."""
    own = bench(base())
    both = [
        own.entry(
            {"backers": {"answer": {"neighbours": said, "shop": "no"}, "evidence": [LOG]}},
            {"candidate": said},
        )
        for said in ("yes", "no")
    ]
    (found,) = same_source(own.compiled, both)
    assert found["answers"][0]["answer"] == [
        "backers.neighbours=yes", "backers.shop=no", "backers.school=no", "backers.school=yes",
    ]  # fmt: skip


TOTAL = {"sum": ["c0", {"times": ["2", "c1"]}, "c2", {"times": ["3", "c3"]}]}
CAPPED = {
    "sum": [
        {"clamp": {"sum": ["c0", "c1"]}, "at_least": "0", "at_most": "3"},
        {"sum": ["c2", {"times": ["3", "c3"]}]},
    ]
}


@pytest.mark.parametrize("value", [TOTAL, CAPPED])
@pytest.mark.parametrize("outcomes", list(permutations(("b0", "b1", "b2"))))
def test_a_total_that_is_worked_out_apart_tells_the_same_pairs(
    outcomes: tuple[str, ...], value: Plain
) -> None:
    """Also where more of an answer worsens a result in one place and betters it in another."""
    plain = points(["1", "2", "1", "3"], ["5", "10"], levels=3)
    plain["decisions"]["d"]["outcomes"] = list(outcomes)
    plain["scores"]["s"]["value"] = value
    own, pick = bench(plain), Random(7)
    saids = [{id: f"l{pick.randrange(3)}" for id in own.rubric.criteria} for _ in range(20)]
    entries = [own.entry(said, {"candidate": f"No. {i}"}) for i, said in enumerate(saids)]
    found = unlike(own.compiled, entries)
    assert unlike(compile_apart(own.rubric), entries) == found
    assert bool(found) is (outcomes not in (("b0", "b1", "b2"), ("b2", "b1", "b0")))
