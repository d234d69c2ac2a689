"""The table as people see it: compared with texts that were read by eye, and what always holds."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import InvalidPart, More, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.characters import cells
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.screen import put_results
from endorse_cli.views.condition_words import Words
from reports.conftest import render_table
from reports.result.conftest import shown
from support.accounts import account
from support.oracle import Possible
from support.profiles import times
from support.world import World, answers_for, cases

HOSTILE = [
    "[red]Ann[/red]",
    "[/]",
    "[link=javascript:alert(1)]x[/link]",
    ":smile: :warning:",
    "C:\\",
    "Ann\nBob",
    "::error file=x::pwned",
    "##[error]x",
    "\x1b[31mred",
    "\x1b]52;c;aGk=\x07",
    "\u202egnirts",
    "a\u200bb",
    "x" * 300,
    "漢字" * 40,
    "e" + "\u0301" * 3000,
    "{{7*7}} ${7*7} {0}",
    "—",
    "'; DROP TABLE candidates; --",
]


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("screen-100.txt", Look(100, live=True)),
        ("file-100.txt", Look(100)),
        ("screen-80.txt", Look(80, live=True)),
        ("file-50.txt", Look(50)),
        ("screen-80-ascii.txt", Look(80, unicode=False, live=True)),
    ],
)
def test_a_result_as_it_was_read(
    name: str, look: Look, inez: Record, rubric: Rubric, golden: Callable[..., None]
) -> None:
    """One candidate with something of everything, word for word."""
    golden(name, render_table(account(inez, rubric), look))


@pytest.mark.parametrize("more", ["brief", "why", "changes", "full"])
def test_more_of_it_as_it_was_read(
    more: More, inez: Record, rubric: Rubric, golden: Callable[..., None]
) -> None:
    """Without the table, and with what is asked for besides, word for word."""
    look = Look(80)
    text = render_table(account(inez, rubric), look, more=(more,))
    golden(f"{more}-80.txt", text if more == "brief" else text.partition("━━ ")[2])


@pytest.mark.parametrize("width", [50, 100])
def test_every_form_as_it_was_read(
    width: int, gardeners: Record, grants: Rubric, golden: Callable[..., None]
) -> None:
    """Numbers, days, bands, cells, counts and stand-ins, word for word."""
    golden(f"grants-{width}.txt", render_table(account(gardeners, grants), Look(width)))


def test_what_a_file_states_as_it_was_read(
    choir: Record, grants: Rubric, golden: Callable[..., None]
) -> None:
    """A stated decision, and what can still come of it, word for word."""
    golden("stated-80.txt", render_table(account(choir, grants), more=("full",)))


def test_the_verdict_stands_where_the_eye_is(inez: Record, rubric: Rubric) -> None:
    """Last on a terminal, first in a file: the outcomes, what is open, what to ask, what to see."""
    keys = ["What kind of", "What follows", "Open", "Ask next", "Watch"]
    for live in (True, False):
        lines = render_table(account(inez, rubric), Look(100, live=live)).splitlines()
        part = lines[-24:] if live else lines[:24]
        starts = [line.strip() for line in part]
        places = [next(i for i, s in enumerate(starts) if s.startswith(key)) for key in keys]
        assert places == sorted(places)
        assert "This advises; members decide." in lines[-1]


def test_every_line_that_counts_has_its_row(inez: Record, rubric: Rubric) -> None:
    """Each criterion with its citation; those without weight are one line with their number."""
    text = render_table(account(inez, rubric), Look(200))
    rows = [line for line in text.splitlines() if "¶" in line]
    recorded = [line for line in inez["lines"] if line["bearing"] == "recorded"]
    for line in inez["lines"]:
        named = [row for row in rows if Words(rubric).label(line["criterion"]) in row]
        assert bool(named) == (line not in recorded)
    assert f"{len(recorded)} more are for information, not scored (--full)." in text


def test_in_full_every_question_is_there(inez: Record, rubric: Rubric) -> None:
    """Every question with its id and citation, whatever it did, and what its answer means."""
    text = shown(inez, rubric, more=("full",))
    for line in inez["lines"]:
        criterion = rubric.criteria[line["criterion"]]
        assert criterion.ask in text
        assert f"{criterion.id} · ¶" in text
        if isinstance(line["answer"], str):
            assert (rubric.anchor(criterion.id, line["answer"]) or "") in text


def test_no_id_is_in_what_members_read(inez: Record, rubric: Rubric) -> None:
    """The screen, its reasons and what would change it name everything by what people call it."""
    text = shown(inez, rubric, width=100, more=("why", "changes"))
    ids = (*rubric.criteria, *rubric.findings, *rubric.decisions, *rubric.settings)
    assert [id for id in ids if "_" in id and id in text] == []


def test_the_same_record_gives_the_same_bytes(inez: Record, rubric: Rubric) -> None:
    """Nothing but the record, the rubric and the look goes into a table."""
    assert render_table(account(inez, rubric), Look(80)) == render_table(
        account(inez, rubric), Look(80)
    )


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [0, 30, 45, 59, 60, 80, 100, 120, 200])
def test_a_result_fits_its_width(inez: Record, rubric: Rubric, width: int, unicode: bool) -> None:
    """No line is wider than asked (at least 30), none has an escape byte, and ASCII is ASCII."""
    for live in (True, False):
        look = Look(width, unicode=unicode, live=live)
        text = render_table(account(inez, rubric), look, more=("full",))
        assert max(map(cells, text.splitlines())) <= max(width, 30)
        assert "\x1b" not in text
        assert unicode or text.isascii()


def test_colour_adds_nothing_but_colour(inez: Record, rubric: Rubric) -> None:
    """Without its escape sequences the coloured result is the plain one."""
    plain, coloured = (render_table(account(inez, rubric), Look(80, c)) for c in (False, True))
    stripped = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert coloured != plain
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_a_narrow_result_is_keys_and_values(inez: Record, rubric: Rubric) -> None:
    """Under 60 columns each row is a text that begins with its name; nothing is indented."""
    text = render_table(account(inez, rubric), Look(59))
    assert "Chapter member: answer yes; effect met; cites ¶10.1;\n" in text
    assert not [line for line in text.splitlines() if line.startswith(" ")]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [50, 80])
def test_hostile_texts_come_through_readable_and_harmless(
    text: str, width: int, rubric: Rubric, record_of: Callable[..., Record]
) -> None:
    """Whatever a file holds in any of its texts: shown, folded, and without any effect."""
    evidence = [{"source": text, "date": "2026-01-01", "says": text}]
    record = record_of(
        rubric,
        {"dsa_member": {"answer": "yes", "note": text, "evidence": evidence}},
        candidate=text,
        office=text,
        chapter=text,
        assessed={"by": text, "rubric_version": text},
        statements={"for": [{"by": text, "text": text}]},
        corrections=[{"what": text, "by": text}],
    )
    shown = render_table(account(record, rubric), Look(width), more=("full",))
    assert "\x1b" not in shown
    assert "::" not in shown
    assert "##[" not in shown
    assert max(map(cells, shown.splitlines())) <= width
    assert shown.count("\n") == len(shown.splitlines())
    visible = "".join(c for c in text if c.isprintable() and c.isascii() and c not in " :#")
    left = iter(shown)
    assert all(c in left for c in visible)


@settings(times(30), suppress_health_check=[*HealthCheck])
@given(cases(), st.sampled_from([40, 60, 80, 120]), st.booleans())
def test_any_rubric_gives_a_table(
    record_of: Callable[..., Record], case: tuple[World, Possible], width: int, unicode: bool
) -> None:
    """No rubric and no candidate is beyond the table, and none makes it wider than asked."""
    world, possible = case
    record = record_of(world.rubric, answers_for(world.oracle, possible), fresh=True)
    for more in ("brief", "full"):
        look = Look(width, unicode=unicode)
        text = render_table(account(record, world.rubric), look, more=(more,))
        assert max(map(cells, text.splitlines())) <= width
        undetermined = any(part["outcome"] is None for part in record["decisions"].values())
        assert ("UNDETERMINED" in text) == undetermined


def several(accounts: list[Account], invalid: list[InvalidPart], look: Look) -> str:
    """Several candidates' results."""
    page = Page(look)
    put_results(page, accounts, invalid)
    return page.text()


def test_several_candidates_have_one_row_each(
    rubric: Rubric, inez: Record, record_of: Callable[..., Record]
) -> None:
    """Who, what came out, how many answers are open, and why; and what could not be read."""
    blank = record_of(rubric, candidate="Full name")
    finding: Any = {"code": "syntax", "severity": "error"}
    invalid: list[InvalidPart] = [{"source": "bad.yaml", "findings": [finding, finding]}]
    text = several([account(inez, rubric), account(blank, rubric)], invalid, Look(300))
    lines = text.splitlines()
    assert lines[0].startswith("1 could not be read or judged: bad.yaml.")
    assert lines[2].split("  ")[1:2] == ["Candidate"]
    rows = [[cell.strip() for cell in line.split("  ") if cell] for line in lines[3:5]]
    assert rows[0][:2] == ["Inez Calloway", "class struggle campaign"]
    assert rows[0][2].startswith("UNDETERMINED: do not endorse / members deliberate / endorse")
    assert rows[0][3] == str(sum(line["matters"] for line in inez["lines"]))
    assert rows[1][0] == "Full name"
    assert lines[5].strip() == "bad.yaml: not assessed, 2 problems"


def test_nothing_but_invalid_files_is_said(rubric: Rubric) -> None:
    """Where no candidate could be read, each file is still named."""
    invalid: list[InvalidPart] = [{"source": name, "findings": []} for name in ("a.yaml", "b.yaml")]
    text = several([], invalid, Look(80))
    assert "a.yaml: not assessed" in text
    assert "b.yaml: not assessed" in text


def test_no_two_blank_lines_follow_each_other(inez: Record, rubric: Rubric) -> None:
    """The page breathes, and no more."""
    lines = render_table(account(inez, rubric), Look(80)).splitlines()
    assert all(one or two for one, two in pairwise(lines))
