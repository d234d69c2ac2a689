"""What is in force on a day, what a source is worth by then, and what follows without a day."""

from datetime import date, timedelta
from pathlib import Path
from textwrap import indent

import pytest

from api.chapters import outcome, overlaid, put_base, put_overlay
from endorse_cli import api
from endorse_cli.models.record import Record

WHOLE = "tenants_voted: yes\nneed: great\nreach: great\nrepairs: [roof]\n"

DATED = """\
criteria:
  {id}:
    group: house
    label: "Is it {id}"
    ask: "Is it {id}?"
    answer: yes_no
    in_force: {{{days}}}
    from: p2.1
    basis: chapter
    adopted: {{by: the house meeting, date: 2026-01-10}}
decisions:
  grant:
    rows:
      too_{id}:
        before: no_vote
        is: refuse
        when: {{{id}: yes}}
        from: p2.1
        basis: chapter
        adopted: {{by: the house meeting, date: 2026-01-10}}
"""


def dated(tmp_path: Path, days: str) -> api.LoadedRubric:
    """A chapter with one line that is in force for some days only."""
    return overlaid(tmp_path, DATED.format(id="cold", days=days))


@pytest.mark.parametrize(
    ("days", "day", "asked"),
    [
        ("since: 2026-03-01", "2026-02-28", False),
        ("since: 2026-03-01", "2026-03-01", True),
        ("until: 2026-03-31", "2026-03-31", True),
        ("until: 2026-03-31", "2026-04-01", False),
        ("since: 2026-03-01, until: 2026-03-31", "2026-02-28", False),
        ("since: 2026-03-01, until: 2026-03-31", "2026-03-15", True),
        ("since: 2026-03-01, until: 2026-03-31", "2026-04-01", False),
    ],
)
def test_a_line_is_asked_on_the_days_on_which_it_is_in_force(
    tmp_path: Path, days: str, day: str, asked: bool
) -> None:
    """Both days are included; before and after, no answer to the line counts."""
    loaded = dated(tmp_path, days)
    found = outcome(loaded, f"{WHOLE}cold: yes\n", f"as_of: {day}\n")
    assert found == (("refuse",) if asked else ("pay",))
    assert ("cold" in loaded.at(date.fromisoformat(day)).rubric.criteria) is asked


def test_the_day_comes_from_the_caller_then_the_file_then_its_election(tmp_path: Path) -> None:
    """Which day counts is settled in one order, everywhere."""
    loaded = dated(tmp_path, "since: 2026-03-01")
    early, late = date(2026, 2, 1), date(2026, 4, 1)
    text = "candidate: X\n{head}answers: {{cold: yes}}\n"
    both = text.format(head=f"as_of: {early}\nelection: {late}\n").encode()
    only = text.format(head=f"election: {late}\n").encode()
    assert api.score_text(both, loaded).as_of == early
    assert api.score_text(both, loaded, as_of=late).as_of == late
    assert api.score_text(only, loaded).as_of == late
    assert api.score_text(both, loaded).record["set_aside"] == ["cold"]
    assert api.score_text(only, loaded).record["set_aside"] == []


def test_each_set_of_lines_in_force_is_compiled_once(tmp_path: Path) -> None:
    """A batch over many days compiles once for each period, not once for each day."""
    loaded = dated(tmp_path, "since: 2026-03-01, until: 2026-03-31")
    days = [date(2026, 2, 1) + timedelta(days=n) for n in range(90)]
    assert len({id(loaded.at(day).compiled) for day in days}) == 2


def test_without_a_day_only_what_holds_on_every_day_is_settled(tmp_path: Path) -> None:
    """No clock is read: where it hangs on the day, the outcome is undetermined."""
    loaded = dated(tmp_path, "since: 2026-03-01")
    assert outcome(loaded, f"{WHOLE}cold: yes\n") == ("refuse", "pay")
    assert outcome(loaded, f"{WHOLE}cold: no\n") == ("pay",)
    assert outcome(loaded, "tenants_voted: no\n") == ("refuse",)


def test_a_record_without_a_day_gives_no_reason_that_holds_on_some_days_only(
    tmp_path: Path,
) -> None:
    """What forces an outcome in one period need not force it in another."""
    loaded = dated(tmp_path, "since: 2026-03-01")
    scored = api.score_text(b"candidate: X\nanswers: {tenants_voted: no}\n", loaded)
    assert scored.record["decisions"]["grant"]["outcome"] == "refuse"
    assert scored.record["reasons"] == {}
    assert scored.record["as_of"] is None


def test_a_promise_is_proved_in_every_period(tmp_path: Path) -> None:
    """A promise that holds today and not from March on is broken, with a candidate of March."""
    put_base(tmp_path)
    promise = """\
promises:
  voted_and_great_is_paid:
    when: {all: [{tenants_voted: yes}, {need: great}, {reach: great}]}
    then: {grant: pay}
    from: p2.1
    basis: chapter
    adopted: {by: the house meeting, date: 2026-01-10}
"""
    body = DATED.format(id="cold", days="since: 2026-03-01") + promise
    path = put_overlay(tmp_path, body)
    checked = api.check_rubric(str(path))
    (broken,) = [part for part in checked.form["promises"] if part["result"] == "broken"]
    assert broken["id"] == "voted_and_great_is_paid"
    assert broken["example"] is not None
    assert broken["example"]["as_of"] == "2026-03-01"
    (found,) = checked.diagnostics
    assert found.place is not None
    assert (found.code, found.place.file) == ("promise-broken", str(path))
    assert "from 2026-03-01 on" in found.help


def test_what_breaks_a_promise_before_a_line_is_in_force_is_shown_on_such_a_day(
    tmp_path: Path,
) -> None:
    """The example carries a day of the very period in which the promise is broken."""
    put_base(tmp_path)
    promise = """\
promises:
  no_vote_no_pay:
    when: {tenants_voted: yes}
    then: {not: {grant: pay}}
    from: p2.1
    basis: chapter
    adopted: {by: the house meeting, date: 2026-01-10}
"""
    body = DATED.format(id="cold", days="since: 1990-03-01") + promise
    checked = api.check_rubric(str(put_overlay(tmp_path, body)))
    (broken,) = [part for part in checked.form["promises"] if part["result"] == "broken"]
    example = broken["example"]
    assert example is not None
    assert example["as_of"] == "1990-02-28"


FRESH = "demand:\n  need: {evidence: required, fresh_for: {months: 2}, OWN}\n"


def need(day: str) -> str:
    """Need with a source of a day."""
    source = f"[{{source: a visit, date: {day}}}]"
    others = "tenants_voted: yes\nreach: great\nrepairs: [roof]\n"
    return f"{others}need: {{answer: great, evidence: {source}}}\n"


def record_of(loaded: api.LoadedRubric, answers: str, head: str = "") -> Record:
    """The record of a candidate with these answers."""
    text = f"candidate: X\n{head}answers:\n{indent(answers, '  ')}"
    return api.score_text(text.encode(), loaded).record


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2026-05-01", "counts"),
        ("2026-03-01", "counts"),
        ("2026-02-28", "stale"),
        ("2026-05-02", "later"),
    ],
)
def test_a_source_counts_while_it_is_fresh_and_once_it_is_there(
    tmp_path: Path, day: str, standing: str
) -> None:
    """A source too old by the day, or later than it, does not support what needs a source."""
    loaded = overlaid(tmp_path, FRESH)
    record = record_of(loaded, need(day), "as_of: 2026-05-01\n")
    (line,) = [line for line in record["lines"] if line["criterion"] == "need"]
    assert line["evidence"][0]["standing"] == standing
    assert line["state"] == ("answered" if standing == "counts" else "unsupported")
    assert (line["answer"] is None) is (standing != "counts")
    assert record["decisions"]["grant"]["outcome"] == ("pay" if standing == "counts" else None)


def test_where_a_source_is_not_required_a_stale_one_is_only_shown(tmp_path: Path) -> None:
    """What counted without a source counts with a stale one too; that it is stale is said."""
    loaded = overlaid(tmp_path, "demand:\n  need: {fresh_for: {months: 2}, OWN}\n")
    assert outcome(loaded, need("2025-01-01"), "as_of: 2026-05-01\n") == ("pay",)


def test_whether_a_source_is_fresh_hangs_on_a_day(tmp_path: Path) -> None:
    """Without a day it is not settled, so the answer that needs the source is not established."""
    loaded = overlaid(tmp_path, FRESH)
    record = record_of(loaded, need("2026-05-01"))
    (line,) = [line for line in record["lines"] if line["criterion"] == "need"]
    assert (line["state"], line["evidence"][0]["standing"]) == ("unsupported", "unsettled")


def test_the_later_of_the_days_on_which_layers_take_effect_counts(tmp_path: Path) -> None:
    """An overlay takes effect no sooner than what it builds on."""
    base = put_base(tmp_path)
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("version: 1.0.0", "version: 1.0.0\neffective: 2026-04-01"))
    early = api.load_rubric(str(put_overlay(tmp_path, "effective: 2026-02-01\n")))
    late = api.load_rubric(str(put_overlay(tmp_path, "effective: 2026-06-01\n")))
    assert early.part["effective"] == "2026-04-01"
    assert late.part["effective"] == "2026-06-01"


def test_without_a_day_what_matters_in_some_period_matters(tmp_path: Path) -> None:
    """A question that no longer matters while a line is in force is still open without a day."""
    loaded = dated(tmp_path, "since: 2026-03-01")
    answers = WHOLE.replace("tenants_voted: yes\n", "cold: yes\n")
    lines = {line["criterion"]: line for line in record_of(loaded, answers)["lines"]}
    assert lines["tenants_voted"]["bearing"] == "open"
    on_the_day = record_of(loaded, answers, "as_of: 2026-03-01\n")["lines"]
    assert {line["criterion"]: line["bearing"] for line in on_the_day}["tenants_voted"] == (
        "no_bearing"
    )
