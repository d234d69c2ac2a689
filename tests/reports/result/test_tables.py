"""The table as people see it: compared with texts that were read by eye, and what always holds."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from endorse_cli.models.record import InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.cells import cells
from endorse_cli.reports.table.tables import render_tables
from reports.conftest import render_table
from support.accounts import account
from support.oracle import Possible
from support.profiles import times
from support.world import World, answers_for, cases

PLAIN: dict[str, Any] = {"colour": False, "unicode": True}
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
        ("table-80.txt", {"width": 80, **PLAIN}),
        ("table-120.txt", {"width": 120, **PLAIN}),
        ("table-50.txt", {"width": 50, **PLAIN}),
        ("table-80-ascii.txt", {"width": 80, "colour": False, "unicode": False}),
        ("brief-80.txt", {"width": 80, **PLAIN, "brief": True}),
    ],
)
def test_the_table_as_it_was_read(
    name: str, look: dict[str, Any], inez: Record, rubric: Rubric, golden: Callable[..., None]
) -> None:
    """One candidate with something of everything, word for word."""
    golden(name, render_table(account(inez, rubric), **look))


@pytest.mark.parametrize("width", [50, 80, 120])
def test_every_form_as_it_was_read(
    width: int, gardeners: Record, grants: Rubric, golden: Callable[..., None]
) -> None:
    """Numbers, days, bands, cells, counts and stand-ins, word for word."""
    golden(f"grants-{width}.txt", render_table(account(gardeners, grants), width=width, **PLAIN))


def test_what_a_file_states_as_it_was_read(
    choir: Record, grants: Rubric, golden: Callable[..., None]
) -> None:
    """A stated decision, and what can still come of it, word for word."""
    golden("stated-80.txt", render_table(account(choir, grants), width=80, **PLAIN))


def test_the_result_comes_first(inez: Record, rubric: Rubric) -> None:
    """On a first screen of 24 lines: who, both decisions, their rows with citation and layer."""
    first = "\n".join(render_table(account(inez, rubric), width=80, **PLAIN).splitlines()[:24])
    for words in (
        "Inez Calloway",
        "class struggle campaign",
        "row class_struggle · ¶5.1, ¶5.2, ¶6.1, ¶7.1 · stated, in part inferred",
        "undetermined. Still possible: do not endorse; members deliberate; endorse",
        "The first of these rows that fits will decide",
        "condition_fails",
        "surplus",
        "members deliberate, if none of the other rows fits · row otherwise",
        "What is unknown",
    ):
        assert words in first


def test_every_line_is_there(inez: Record, rubric: Rubric) -> None:
    """Every question of the rubric is shown, with its citation, whatever it did."""
    text = " ".join(render_table(account(inez, rubric), width=80, **PLAIN).split())
    for line in inez["lines"]:
        criterion = rubric.criteria[line["criterion"]]
        assert criterion.ask in text
        assert f"{criterion.id} · ¶" in text


def test_the_same_record_gives_the_same_bytes(inez: Record, rubric: Rubric) -> None:
    """Nothing but the record, the rubric and the look goes into a table."""
    assert render_table(account(inez, rubric), width=80, **PLAIN) == render_table(
        account(inez, rubric), width=80, **PLAIN
    )


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [0, 30, 45, 59, 60, 80, 100, 120, 200])
def test_a_table_fits_its_width(inez: Record, rubric: Rubric, width: int, unicode: bool) -> None:
    """No line is wider than asked (at least 30), none has an escape byte, and ASCII is ASCII."""
    text = render_table(account(inez, rubric), width=width, colour=False, unicode=unicode)
    assert max(map(cells, text.splitlines())) <= max(width, 30)
    assert "\x1b" not in text
    assert unicode or text.isascii()


def test_colour_adds_nothing_but_colour(inez: Record, rubric: Rubric) -> None:
    """Without its escape sequences the coloured table is the plain one."""
    coloured = render_table(account(inez, rubric), width=80, colour=True, unicode=True)
    stripped = coloured
    for code in ("1", "2", "1;36", "1;33", "0"):
        stripped = stripped.replace(f"\x1b[{code}m", "")
    assert coloured != stripped == render_table(account(inez, rubric), width=80, **PLAIN)


def test_a_narrow_table_is_keys_and_values(inez: Record, rubric: Rubric) -> None:
    """Under 60 columns every answer is `answer: …`, every source of a rule `from: …`."""
    text = render_table(account(inez, rubric), width=59, **PLAIN)
    assert "candidate: Inez Calloway\n" in text
    assert "result: class struggle campaign\n" in text
    assert text.count("\nanswer: ") == len(inez["lines"]) + 1  # and one recorded member
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
    shown = render_table(account(record, rubric), width=width, **PLAIN)
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
    for brief in (True, False):
        text = render_table(
            account(record, world.rubric), width=width, colour=False, unicode=unicode, brief=brief
        )
        assert max(map(cells, text.splitlines())) <= width
        for id, decided in record["decisions"].items():
            undetermined = decided["outcome"] is None
            assert ("undetermined" in text) or not undetermined
            assert id in record["decisions"]


def test_several_candidates_end_in_one_line_each(
    rubric: Rubric, inez: Record, record_of: Callable[..., Record]
) -> None:
    """After the tables every candidate is named once more, and so is what could not be read."""
    blank = record_of(rubric, candidate="Full name")
    finding: Any = {"code": "syntax", "severity": "error"}
    invalid: list[InvalidPart] = [{"source": "bad.yaml", "findings": [finding, finding]}]
    text = render_tables(
        [account(inez, rubric), account(blank, rubric)], invalid, width=80, **PLAIN, brief=True
    )
    last = text[text.index("In one line each: 2 candidates that could be read") :].splitlines()[1:]
    assert last == [
        "  Inez Calloway, City Council, District 4: class struggle campaign ·",
        "    undetermined (do not endorse / members deliberate / endorse)",
        "  Full name: undetermined (neither track / class struggle campaign / cadre",
        "    campaign) · undetermined (do not endorse / members deliberate / endorse)",
        "  bad.yaml: not assessed, 2 problems",
    ]


def test_one_candidate_needs_no_summary(rubric: Rubric, inez: Record) -> None:
    """A single table through `render_tables` is the table itself."""
    assert render_tables([account(inez, rubric)], width=80, **PLAIN) == render_table(
        account(inez, rubric), width=80, **PLAIN
    )


def test_nothing_but_invalid_files_is_said(rubric: Rubric) -> None:
    """Where no candidate could be read, each file is still named."""
    invalid: list[InvalidPart] = [{"source": name, "findings": []} for name in ("a.yaml", "b.yaml")]
    text = render_tables([], invalid, width=80, **PLAIN)
    assert "a.yaml: not assessed" in text
    assert "b.yaml: not assessed" in text


def test_no_two_blank_lines_follow_each_other(inez: Record, rubric: Rubric) -> None:
    """The page breathes, and no more."""
    lines = render_table(account(inez, rubric), width=80, **PLAIN).splitlines()
    assert all(one or two for one, two in pairwise(lines))
