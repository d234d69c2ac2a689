"""Guidance on a slate: said only where it holds whatever comes of what is open."""

from typing import Any

import pytest

from endorse_cli.slate.guidance import counts, guidance, members_of
from support.base import STATED, edited, put
from support.judged import Bench, bench

Plain = Any

SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": ["neighbours", "shop"], "weather": "dry",
}  # fmt: skip
REGULAR = SETTLED
GUEST = {**SETTLED, "backers": []}
EITHER = {**SETTLED, "backers": {"neighbours": "unknown", "shop": "yes"}}
REFUSED = {**SETTLED, "house_rule": "broken"}
PLAYING = {**GUEST, "purpose": "play"}
MAYBE = {**SETTLED, "care": "some", "skill": "unknown", "late": "often"}
"""Open is whether it is `wait` or `lend`."""

FORMS = ("every", "some", "fewer_than_last", "no_more_than_last", "smaller_share_than_last")


def rubric(form: str, of: Plain = None, among: Plain = None) -> Bench:
    """The small rubric with one line of guidance: of those who may be lent to, the regulars."""
    told = {form: {"standing": "regular"}, "say": "So it is.", **STATED}
    told |= {"among": among} if among else {}
    own = edited(put("slate guidance", {"line": told}))
    own["slate"]["of"] = of or {"loan": {"at_least": "wait"}}
    for sentence in ("house_rule",):
        own["criteria"][sentence]["evidence"] = "none"
    return bench(own)


@pytest.fixture(scope="module")
def rubrics() -> dict[str, Bench]:
    """One rubric for each form of guidance."""
    return {form: rubric(form) for form in FORMS}


@pytest.fixture(scope="module")
def working() -> dict[str, Bench]:
    """The same on those who ride to work alone."""
    return {form: rubric(form, among={"purpose": "work"}) for form in FORMS}


def told(own: Bench, now: Plain, last: Plain = None) -> Plain:
    """The line of guidance on these candidates, after those of the last cycle."""
    entries = [own.entry(said, {"candidate": f"No {i}", "seat": f"s{i}"}) for i, said in
               enumerate(now)]  # fmt: skip
    before = None
    if last is not None:
        before = [(own.compiled, [own.assessed(said).masks for said in last])]
    (line,) = guidance(own.compiled, entries, before)
    return line.part


def test_a_line_says_what_it_counts(rubrics: dict[str, Bench]) -> None:
    """Of those who are looked at for certain or perhaps, those of whom it holds so."""
    assert told(rubrics["every"], [REGULAR, GUEST, EITHER, REFUSED]) == {
        "id": "line",
        "form": "every",
        "said": "no",
        "needs": [],
        "count": {"low": 1, "high": 2},
        "of": {"low": 3, "high": 3},
        "last_count": None,
        "last_of": None,
    }


SAID = [
    ("every", [], "no"),
    ("every", [REGULAR], "yes"),
    ("every", [REGULAR, REFUSED], "yes"),
    ("every", [REFUSED], "no"),
    ("every", [REGULAR, GUEST], "no"),
    ("every", [REGULAR, EITHER], "open"),
    ("every", [GUEST, EITHER], "no"),
    ("some", [], "no"),
    ("some", [GUEST, REFUSED], "no"),
    ("some", [GUEST, EITHER], "open"),
    ("some", [REGULAR, EITHER, GUEST], "yes"),
]


@pytest.mark.parametrize(("form", "now", "said"), SAID)
def test_every_and_some_hold_whatever_is_open(
    rubrics: dict[str, Bench], form: str, now: Plain, said: str
) -> None:
    """`every` needs somebody, and nobody of whom it may fail; `some` needs one for certain."""
    assert told(rubrics[form], now)["said"] == said


def test_whether_somebody_is_looked_at_can_be_open() -> None:
    """Guidance on those who are lent to: who perhaps is one of them leaves it open."""
    lent = {form: rubric(form, {"loan": "lend"}) for form in ("every", "some")}
    found = told(lent["every"], [MAYBE])
    assert (found["said"], found["of"], found["count"]) == (
        "open", {"low": 0, "high": 1}, {"low": 0, "high": 1},
    )  # fmt: skip
    assert told(lent["every"], [MAYBE, REGULAR])["said"] == "yes"
    assert told(lent["some"], [MAYBE])["said"] == "open"
    assert told(lent["every"], [{**MAYBE, "backers": []}, REGULAR])["said"] == "open"


LAST = [
    ("fewer_than_last", [REGULAR], [REGULAR, REGULAR], "yes"),
    ("fewer_than_last", [REGULAR], [REGULAR, GUEST], "no"),
    ("fewer_than_last", [REGULAR, REGULAR], [REGULAR], "no"),
    ("fewer_than_last", [EITHER], [REGULAR], "open"),
    ("fewer_than_last", [EITHER], [EITHER], "open"),
    ("fewer_than_last", [EITHER], [REGULAR, REGULAR], "yes"),
    ("fewer_than_last", [REGULAR], [EITHER], "no"),
    ("fewer_than_last", [GUEST], [], "no"),
    ("fewer_than_last", [], [REGULAR], "yes"),
    ("fewer_than_last", [REGULAR], None, "not_known"),
    ("no_more_than_last", [REGULAR], [REGULAR], "yes"),
    ("no_more_than_last", [REGULAR, GUEST], [REGULAR, REGULAR], "yes"),
    ("no_more_than_last", [REGULAR, REGULAR], [REGULAR], "no"),
    ("no_more_than_last", [EITHER], [REGULAR], "yes"),
    ("no_more_than_last", [REGULAR], [EITHER], "open"),
    ("no_more_than_last", [REGULAR, EITHER], [EITHER], "open"),
    ("no_more_than_last", [REGULAR, REGULAR], [EITHER], "no"),
    ("no_more_than_last", [], [], "yes"),
    ("no_more_than_last", [REGULAR], None, "not_known"),
    ("smaller_share_than_last", [REGULAR], None, "not_known"),
    ("smaller_share_than_last", [REGULAR, GUEST], [REGULAR], "yes"),
    ("smaller_share_than_last", [REGULAR, GUEST], [REGULAR, REGULAR, GUEST], "yes"),
    ("smaller_share_than_last", [REGULAR, GUEST], [REGULAR, GUEST, REFUSED], "no"),
    ("smaller_share_than_last", [REGULAR], [REGULAR, GUEST], "no"),
    ("smaller_share_than_last", [], [REGULAR], "no"),
    ("smaller_share_than_last", [REFUSED], [REGULAR], "no"),
    ("smaller_share_than_last", [GUEST], [], "no"),
    ("smaller_share_than_last", [EITHER, GUEST], [REGULAR, GUEST], "open"),
    ("smaller_share_than_last", [EITHER, GUEST], [REGULAR], "yes"),
    ("smaller_share_than_last", [REGULAR, GUEST], [EITHER, GUEST], "no"),
]


@pytest.mark.parametrize(("form", "now", "last", "said"), LAST)
def test_the_last_cycle_is_compared_exactly(
    rubrics: dict[str, Bench], form: str, now: Plain, last: Plain, said: str
) -> None:
    """As many as last time is not fewer, an equal share is not smaller; nobody has no share."""
    assert told(rubrics[form], now, last)["said"] == said


AMONG = [
    ("every", [REGULAR], [], "yes"),
    ("every", [REGULAR, GUEST], [], "no"),
    ("every", [REGULAR, PLAYING], [], "yes"),
    ("every", [PLAYING], [], "no"),
    ("every", [REGULAR, {**GUEST, "purpose": "unknown"}], [], "open"),
    ("every", [{**REGULAR, "purpose": "unknown"}], [], "open"),
    ("some", [{**REGULAR, "purpose": "unknown"}], [], "open"),
    ("some", [{**REGULAR, "purpose": "play"}], [], "no"),
    ("fewer_than_last", [GUEST], [REGULAR], "yes"),
    ("fewer_than_last", [PLAYING], [REGULAR], "no"),
    ("fewer_than_last", [{**GUEST, "purpose": "unknown"}], [REGULAR], "open"),
    ("fewer_than_last", [GUEST], [{**REGULAR, "purpose": "play"}], "no"),
    ("smaller_share_than_last", [REGULAR, GUEST, PLAYING], [REGULAR, PLAYING], "yes"),
    ("smaller_share_than_last", [PLAYING], [REGULAR], "no"),
]


@pytest.mark.parametrize(("form", "now", "last", "said"), AMONG)
def test_a_line_on_some_of_them_looks_only_at_those(
    working: dict[str, Bench], form: str, now: Plain, last: Plain, said: str
) -> None:
    """The others are as if they were not there, and where there is none the line is silent."""
    assert told(working[form], now, last)["said"] == said


def test_of_how_many_a_line_on_some_of_them_counts(working: dict[str, Bench]) -> None:
    """Only those; a candidate of whom it is open is one perhaps, and named as what it hangs on."""
    unknown = {**GUEST, "purpose": "unknown"}
    found = told(working["every"], [REGULAR, PLAYING, unknown])
    assert (found["count"], found["of"]) == ({"low": 1, "high": 1}, {"low": 1, "high": 2})
    assert [(need["name"], need["criteria"]) for need in found["needs"]] == [("No 2", ["purpose"])]


def test_what_was_counted_last_time_is_told_beside(rubrics: dict[str, Bench]) -> None:
    """Only by a line that compares, and only where the last cycle is given."""
    found = told(rubrics["fewer_than_last"], [REGULAR], [REGULAR, EITHER, GUEST, REFUSED])
    assert found["last_count"] == {"low": 1, "high": 2}
    assert found["last_of"] == {"low": 3, "high": 3}
    assert told(rubrics["some"], [REGULAR], [REGULAR])["last_count"] is None
    assert told(rubrics["some"], [REGULAR], [REGULAR])["last_of"] is None
    assert told(rubrics["fewer_than_last"], [REGULAR])["last_of"] is None


def test_what_an_open_line_hangs_on_is_told_by_candidate(rubrics: dict[str, Bench]) -> None:
    """Only of those who are open; whether an outcome hangs on it too, and what else does."""
    entries = [
        rubrics["some"].entry(said, {"candidate": name, "seat": "s"})
        for name, said in (("Open", EITHER), ("Settled", GUEST), ("Other", REFUSED))
    ]
    (line,) = guidance(rubrics["some"].compiled, entries, None)
    assert line.part["said"] == "open"
    assert line.part["needs"] == [
        {"name": "Open", "seat": "s", "outcomes": True, "criteria": []},
    ]
    assert line.needs == {entries[0].who: ("backers",)}
    own = rubric("some", {"purpose": "work"})
    said = {**REGULAR, "purpose": "unknown"}
    (found,) = guidance(own.compiled, [own.entry(said, {"seat": "s"})], None)
    assert found.part["said"] == "open"
    assert found.part["needs"] == [
        {"name": "Odalys Wren", "seat": "s", "outcomes": False, "criteria": ["purpose"]}
    ]
    (closed,) = guidance(rubrics["some"].compiled, entries[1:], None)
    assert (closed.part["needs"], closed.needs) == ([], {})


def test_what_is_settled_hangs_on_nobody(rubrics: dict[str, Bench]) -> None:
    """However open a candidate is, on whom a line does not hang any more."""
    assert told(rubrics["some"], [REGULAR, EITHER])["needs"] == []
    assert told(rubrics["every"], [GUEST, EITHER])["needs"] == []


def test_a_rubric_without_a_slate_says_nothing() -> None:
    """Guidance is the rubric's own or none."""
    own = edited()
    del own["slate"]
    assert guidance(bench(own).compiled, [], None) == []


def test_only_those_of_whom_it_is_settled_are_counted() -> None:
    """Who perhaps is one of those looked at is not among them; an open outcome has no name."""
    own = rubric("every", {"loan": {"at_least": "wait"}})
    rule = own.rubric.slate
    assert rule is not None
    entries = [own.entry(said) for said in (REGULAR, GUEST, EITHER, REFUSED, MAYBE)]
    members = members_of(own.compiled, rule, entries)
    assert members == [entries[0], entries[1], entries[2], entries[4]]
    assert counts(rule, members) == {
        "standing": {"regular": 2, "guest": 1, "undetermined": 1},
        "loan": {"lend": 3, "undetermined": 1},
    }
    unknown = own.entry({**REGULAR, "house_rule": "unknown"})
    assert members_of(own.compiled, rule, [unknown]) == []
