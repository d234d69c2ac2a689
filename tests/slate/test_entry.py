"""What a slate keeps of a candidate, and what the decisions come to for many of them."""

import pytest

from endorse_cli.slate.entry import Decider
from support.base import base, edited, put
from support.judged import DIGEST, Bench, bench

SOURCE = {"source": "Log", "date": "2026-03-01", "says": "Seen."}
HEAD = {
    "office": "Keeper",
    "seat": "shed-1",
    "election": "2026-11-03",
    "chapter": "Mill Lane",
    "as_of": "2026-05-01",
}
SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry",
}  # fmt: skip


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric; one of its answers needs a source, the broken house rule."""
    return bench(base())


def test_an_entry_has_who_it_is_and_what_came_out(lending: Bench) -> None:
    """Every part of the head in its own place, and each decision as the record has it."""
    entry = lending.entry(SETTLED, HEAD)
    who = (entry.name, entry.office, entry.seat, entry.election, entry.chapter)
    assert who == ("Odalys Wren", "Keeper", "shed-1", "2026-11-03", "Mill Lane")
    assert entry.rubric == DIGEST
    assert entry.settled
    assert entry.outcomes["loan"] == ("lend", ("lend",), ("careful",), "careful")
    assert entry.masks == tuple(lending.assessed(SETTLED, HEAD).masks)
    assert lending.entry({}).election is None


def test_only_an_open_outcome_has_questions(lending: Bench) -> None:
    """Settled, nothing is open any more; else what can still change an outcome, in order."""
    assert lending.entry(SETTLED).open == ()
    entry = lending.entry({**SETTLED, "care": "unknown", "skill": "unknown"})
    assert not entry.settled
    assert entry.outcomes["loan"].outcome is None
    assert entry.outcomes["standing"].outcome == "guest"
    assert entry.open == ("care", "skill")


def test_what_was_given_is_kept_without_its_text(lending: Bench) -> None:
    """State, whether it is known, how many sources there are, and a digest of what each says."""
    source = {**SOURCE, "says": None}
    entry = lending.entry(
        {**SETTLED, "care": {"answer": "some", "evidence": [SOURCE, source]}, "skill": "unknown"}
    )
    given = {one.criterion: one for one in entry.given}
    assert list(given) == list(base()["criteria"])
    assert (given["care"].state, given["care"].known, given["care"].sources) == (
        "answered", True, 2,
    )  # fmt: skip
    assert [len(digest) for digest in given["care"].said] == [16]
    assert (given["skill"].state, given["skill"].known, given["skill"].said) == (
        "not_asked", False, (),
    )  # fmt: skip
    assert not {one.criterion: one for one in lending.entry({"backers": "unknown"}).given}[
        "backers"
    ].known
    half = lending.entry({"backers": {"shop": "yes"}})
    assert not {one.criterion: one for one in half.given}["backers"].known


@pytest.mark.parametrize("other", [{"source": "Book"}, {"date": "2026-03-02"}, {"says": "Read."}])
def test_a_source_is_the_same_only_where_all_of_it_is(
    lending: Bench, other: dict[str, str]
) -> None:
    """Address, day and what it says: one that is another makes another source."""
    one = lending.entry({"care": {"answer": "some", "evidence": [SOURCE, SOURCE]}})
    two = lending.entry({"care": {"answer": "some", "evidence": [{**SOURCE, **other}]}})
    place = list(base()["criteria"]).index("care")
    first, second = one.given[place].said
    assert first == second
    assert two.given[place].said[0] != first


def test_for_the_public_an_answer_that_is_not_established_was_never_given(lending: Bench) -> None:
    """No state, no source, no reason why it does not count; for members all of it."""
    said = {"house_rule": {"answer": "broken", "evidence": [{"says": "Heard."}]}}
    place = list(base()["criteria"]).index("house_rule")
    ours = lending.entry(said, HEAD).given[place]
    assert (ours.state, ours.lacks, ours.sources) == ("unsupported", "no_source", 1)
    assert lending.entry(said, HEAD, "public").given == lending.entry({}, HEAD).given
    kept = {"house_rule": {"answer": "broken", "evidence": [SOURCE]}}
    assert lending.entry(kept, HEAD, "public").given == lending.entry(kept, HEAD).given


def test_who_it_is_follows_name_seat_and_election(lending: Bench) -> None:
    """However the name is spelled in capitals and blanks; another seat or day is somebody else."""
    who = lending.entry({}, HEAD).who
    assert len(who) == 16
    assert lending.entry(SETTLED, {**HEAD, "candidate": "odalys  WREN", "office": None}).who == who
    for other in ({"seat": "shed-2"}, {"election": "2026-11-04"}, {"candidate": "Bo Reed"}):
        assert lending.entry({}, {**HEAD, **other}).who != who


@pytest.mark.parametrize(
    "said",
    [{}, SETTLED, {**SETTLED, "member": "no"}, {**SETTLED, "house_rule": "unknown"},
     {**SETTLED, "backers": {"neighbours": "yes", "shop": "unknown", "school": "no"}}],
)  # fmt: skip
def test_the_quick_way_decides_as_the_record_does(lending: Bench, said: dict[str, object]) -> None:
    """Outcome, what is possible and the rows, also where one decider has judged others before."""
    decider = Decider(lending.compiled)
    for answers in ({}, SETTLED, said, said):
        assessment = lending.assessed(answers)
        found = decider.outcomes(list(assessment.masks))
        assert list(found) == ["standing", "loan"]
        for id, decided in assessment.decisions.items():
            assert found[id] == decided[:4]


def test_rows_that_share_an_outcome_leave_it_settled() -> None:
    """Which of two rows decides may be open where the outcome is not."""
    own = bench(edited(put("decisions loan rows unknown_person is", "wait")))
    said = {**SETTLED, "member": "unknown", "care": "none"}
    assert own.entry(said).outcomes["loan"] == (
        "wait", ("wait",), ("unknown_person", "otherwise"), None,
    )  # fmt: skip
