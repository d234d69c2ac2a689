"""What a slate keeps of a candidate, what decisions come to for many, and who has come by."""

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.slate.entry import Decider, Seen
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
    assert entry.outcomes["loan"] == ("lend", ("lend",), ("careful",), "careful", (), True)
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
            assert found[id][:4] == decided[:4]


def test_rows_that_share_an_outcome_leave_it_settled() -> None:
    """Which of two rows decides may be open where the outcome is not."""
    own = bench(edited(put("decisions loan rows unknown_person is", "wait")))
    said = {**SETTLED, "member": "unknown", "care": "none"}
    loan = own.entry(said).outcomes["loan"]
    assert (loan.outcome, loan.possible) == ("wait", ("wait",))
    assert (loan.rows, loan.row) == (("unknown_person", "otherwise"), None)


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


def digest(number: int) -> bytes:
    """Sixteen bytes for a number."""
    return blake2b(str(number).encode(), digest_size=16).digest()


def test_everyone_is_known_again_past_every_growth() -> None:
    """Ten times the smallest table, and each is found where it first stood."""
    seen = Seen()
    assert all(seen.first(digest(n), n + 1) is None for n in range(10_000))
    assert all(seen.first(digest(n), 1) == n + 1 for n in range(10_000))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_digests_that_share_a_half_are_told_apart(pairs: list[tuple[int, int]]) -> None:
    """Both halves of a digest count, and digests that fall on one slot do not hide each other."""
    seen, plain = Seen(), dict[bytes, int]()
    for where, (high, low) in enumerate(pairs, 1):
        key = (high * 1024).to_bytes(8, "big") + low.to_bytes(8, "big")
        assert seen.first(key, where) == plain.get(key)
        plain.setdefault(key, where)
