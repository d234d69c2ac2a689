"""What a family has holds for every member; less is named wherever a departure is."""

import re
from pathlib import Path

import pytest

from api.chapters import faults_of, outcome, put_base, put_overlay
from api.test_overlays import ALL, BARRED
from cli.running import Endorse
from endorse_cli import api

SAYS = "evidence: {required_for: [yes]}, fresh_for: {months: 6}"
BARE = "barred: yes\n"
ROW = "      bar: {is: refuse, when: {any: {of: bars, are: yes}}, from: p4.1, basis: stated}\n"


def below(folder: Path, family: str = "", barred: str = "", other: str = "") -> None:
    """The base with a family of bars: what it says itself, what its placeholder does."""
    stand_in = BARRED.replace("answer: yes_no,", f"answer: yes_no, {barred}", 1)
    path = put_base(folder, f'families:\n  bars: {{title: "Bars", placeholder: barred{family}}}\n')
    text = path.read_text("utf-8").replace("scores:\n", other + stand_in, 1)
    path.write_text(text.replace("    rows:\n", f"    rows:\n{ROW}", 1), "utf-8")


def member(folder: Path, says: str, answer: str = "answer: yes_no, ") -> api.LoadedRubric:
    """An overlay with one bar of its own, loaded."""
    line = f'{{group: house, ask: "Must it?", in: [bars], {answer}{says}OWN}}'
    return api.load_rubric(str(put_overlay(folder, f"criteria:\n  must: {line}\n")))


@pytest.mark.parametrize(
    ("family", "barred"), [(f", {SAYS}", ""), ("", f"{SAYS}, "), (f", {SAYS}", f"{SAYS}, ")]
)
def test_a_member_that_says_nothing_takes_over_what_its_family_has(
    tmp_path: Path, family: str, barred: str
) -> None:
    """A bare allegation settles nothing, nor does an old source; a fresh one does."""
    below(tmp_path, family, barred)
    loaded = member(tmp_path, "")
    assert outcome(loaded, f"{ALL}must: yes\n") == ("refuse", "pay")
    day = "as_of: 2026-05-01\n"
    for written, comes in (("2025-09-01", ("refuse", "pay")), ("2026-04-01", ("refuse",))):
        said = f"must: {{answer: yes, evidence: [{{source: a report, date: {written}}}]}}\n"
        assert outcome(loaded, ALL + said, day) == comes
    assert outcome(loaded, f"{ALL}must: no\n") == ("pay",)
    assert loaded.part["departures"] == []


@pytest.mark.parametrize(
    ("says", "keys"),
    [
        ("evidence: required, fresh_for: {days: 30}, ", []),
        ("evidence: {required_for: [yes, no]}, ", []),
        ("evidence: expected, ", ["evidence"]),
        ("evidence: none, fresh_for: {years: 1}, ", ["evidence", "fresh_for"]),
        ("evidence: {required_for: [no]}, ", ["evidence"]),
    ],
)
@pytest.mark.parametrize("where", ["family", "placeholder"])
def test_more_is_kept_and_less_is_a_departure(
    tmp_path: Path, where: str, says: str, keys: list[str]
) -> None:
    """What a member says counts; where it is less than the family has, every record names it."""
    if where == "family":
        below(tmp_path, family=f", {SAYS}")
    else:
        below(tmp_path, barred=f"{SAYS}, ")
    loaded = member(tmp_path, says)
    found = loaded.part["departures"]
    assert [(part["what"], part["effect"]) for part in found] == [
        (f"must.{key}", "asks_less") for key in keys
    ]
    assert [part["adopted"] for part in found] == [
        {"by": "the house meeting", "date": "2026-01-10"} for _ in keys
    ]
    without = ("refuse",) if "evidence" in keys else ("refuse", "pay")
    assert outcome(loaded, f"{ALL}must: yes\n") == without


@pytest.mark.parametrize(
    ("answer", "effects"),
    [
        ("", []),
        ("answer: extent, ", []),
        ("answer: {levels: [small, fair, good, great]}, ", []),
        ("answer: {levels: [small, great]}, ", ["asks_less"]),
        ("answer: {choice: [great, fair, small]}, ", ["asks_less"]),
        ("answer: {levels: [great, fair, small]}, ", ["asks_less"]),
    ],
)
def test_answers_that_a_family_has_may_not_be_missing(
    tmp_path: Path, answer: str, effects: list[str]
) -> None:
    """A member may leave its answers to the family, or add to them; fewer are named."""
    path = put_base(tmp_path, 'families:\n  bars: {title: "Bars", answer: extent}\n')
    row = ROW.replace("yes", "great")
    path.write_text(path.read_text("utf-8").replace("    rows:\n", f"    rows:\n{row}", 1), "utf-8")
    loaded = member(tmp_path, "", answer)
    found = [part for part in loaded.part["departures"] if part["what"] == "must.answer"]
    assert [part["effect"] for part in found] == effects
    assert outcome(loaded, f"{ALL}must: great\n") == ("refuse",)


def test_numbers_have_at_least_the_range_of_their_family() -> None:
    """A narrower range, another unit or larger steps are less; the same and more are not."""
    from endorse_cli.models.kinds import Kind
    from endorse_cli.rubric.demands import narrows
    from endorse_cli.rubric.rubric_reader import read_as

    def number(**keys: str) -> Kind:
        return read_as(Kind, {"number": {"unit": "days", "step": "1", **keys}})[0]

    wide = number(min="0", max="10")
    assert not narrows(wide, wide)
    assert not narrows(wide, number(min="0"))
    assert not narrows(wide, number(min="0", max="10", step="any"))
    assert narrows(wide, number(min="1", max="10"))
    assert narrows(wide, number(min="0", max="9"))
    assert narrows(wide, number(min="0", max="10", step="2"))
    assert narrows(wide, number(min="0", max="10", unit="hours"))
    assert narrows(wide, Kind.model_construct(form="date"))
    assert not narrows(Kind.model_construct(form="date"), Kind.model_construct(form="date"))


def test_the_family_of_the_same_file_is_kept_to(tmp_path: Path) -> None:
    """A rubric that contradicts itself is refused at the member's own key."""
    line = '  b: {group: house, ask: "B?", answer: yes_no, in: [bars], evidence: none, '
    other = f"{line}from: p2.2, basis: stated}}\n"
    below(tmp_path, family=f", {SAYS}", other=other)
    (found,) = faults_of(tmp_path / "base.yaml")
    assert found.code == "bad-value"
    assert found.message == (
        "`evidence` of `b` is less than what its family `bars` has: "
        "none instead of required_for yes."
    )
    assert found.place is not None
    assert found.place.text[found.place.column - 1 :].startswith("evidence: none")


def test_a_family_demands_a_source_for_answers_that_there_are(tmp_path: Path) -> None:
    """A name that no member has is refused where it stands, with the nearest."""
    below(tmp_path, family=", evidence: {required_for: [yess]}")
    (found,) = faults_of(tmp_path / "base.yaml")
    assert (found.code, found.message) == ("bad-value", "`required_for`: `yess` is not accepted.")
    assert "Did you mean `yes`?" in found.help


@pytest.mark.parametrize(("demand", "effects"), [("none", ["asks_less"]), ("required", [])])
def test_a_demand_of_what_a_member_took_over_is_held_against_the_family(
    tmp_path: Path, demand: str, effects: list[str]
) -> None:
    """A second layer cannot loosen silently what the first took over from the family."""
    below(tmp_path, family=f", {SAYS}")
    member(tmp_path, "")
    (tmp_path / "overlay.yaml").rename(tmp_path / "first.yaml")
    head = (tmp_path / "first.yaml").read_text("utf-8").partition("criteria")[0]
    own = head.replace("mill-lane", "top").replace("base.yaml", "first.yaml")
    body = f"demand:\n  must: {{evidence: {demand}, OWN}}\n"
    found = api.load_rubric(str(put_overlay(tmp_path, body, head=own))).part["departures"]
    assert [(part["what"], part["effect"], part["before"]) for part in found] == [
        ("must.evidence", effect, "required_for yes") for effect in effects
    ]


LINE = """\
criteria:
  landlord_money:
    group: red_lines
    in: [chapter_red_lines]
    ask: "Does the campaign take money from landlords?"
    answer: red_line
    {}from: p8.1
    basis: chapter
    adopted: {{by: general meeting, date: 2026-01-31}}
"""
ACCUSED = """\
candidate: Ione Marsh
rubric: ./rubric.yaml
answers: {landlord_money: crossing}
"""
LESS = "of landlord money less is demanded of evidence: none instead of required for crossing"


def chapter(folder: Path, says: str) -> Path:
    """A chapter's overlay of the default rubric with one red line, and a candidate who crosses."""
    folder.mkdir()
    head = "format: 1\nrubric: c\nversion: 1.0.0\nextends: class-alignment\ntitle: C\n"
    (folder / "rubric.yaml").write_text(head + LINE.format(says), "utf-8")
    (folder / "c.yaml").write_text(ACCUSED, "utf-8")
    return folder


def test_a_bare_allegation_never_declines_under_the_default_rubric(tmp_path: Path) -> None:
    """A chapter's red line that says nothing of sources needs one for `crossing`."""
    folder = chapter(tmp_path / "own", "")
    (scored,) = api.score_files([str(folder / "c.yaml")], rubric=str(folder / "rubric.yaml")).scored
    line = next(part for part in scored.record["lines"] if part["criterion"] == "landlord_money")
    assert line["state"] == "unsupported"
    assert scored.record["decisions"]["recommendation"]["outcome"] is None
    assert scored.record["rubric"]["departures"] == []


def test_less_is_named_wherever_a_departure_is(tmp_path: Path, endorse: Endorse) -> None:
    """Score, check, show, diff, slate and packet say it, and a letter in words without ids."""
    less = str(chapter(tmp_path / "less", "evidence: none\n    "))
    kept = str(chapter(tmp_path / "kept", ""))
    rubric, other = f"{less}/rubric.yaml", f"{kept}/rubric.yaml"
    record = tmp_path / "record.json"
    commands = [
        ("score", f"{less}/c.yaml"),
        ("score", f"{less}/c.yaml", "--format", "markdown", "--audience", "members"),
        ("rubric", "check", rubric),
        ("rubric", "show", rubric),
        ("rubric", "diff", other, rubric),
        ("rubric", "diff", other, rubric, "--format", "markdown"),
        ("slate", f"{less}/c.yaml", "--rubric", rubric),
        ("slate", f"{less}/c.yaml", "--format", "markdown", "--audience", "public"),
        ("slate", f"{less}/c.yaml", "--format", "html", "--audience", "members"),
    ]
    record.write_text(endorse("score", f"{less}/c.yaml", "--format", "json").out, "utf-8")
    letter = _plain(endorse("letter", str(record), "--rubric", rubric).out)
    assert LESS in letter
    silent = [c for c in commands if LESS not in _plain(endorse(*c).out)]
    assert not silent, silent


def _plain(text: str) -> str:
    """A text as it is read: on one line, without marks of Markdown and HTML."""
    return " ".join(re.sub(r"<[^>]*>|\\|`", "", text).split())


def test_the_file_to_start_from_shows_what_the_family_asks(
    tmp_path: Path, endorse: Endorse
) -> None:
    """Whoever fills in the template has the demand before them, and it departs nowhere."""
    folder = tmp_path / "ours"
    endorse("new", "rubric", str(folder), "--extends", "class-alignment")
    text = (folder / "rubric.yaml").read_text("utf-8")
    assert "#     evidence: {required_for: [crossing]}" in text
    lines = text.splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if line.startswith("# criteria:"))
    last = next(place for place in range(first, len(lines)) if not lines[place].strip())
    filled = "".join(line[2:] if first <= at < last else line for at, line in enumerate(lines))
    (folder / "rubric.yaml").write_text(filled, "utf-8")
    loaded = api.load_rubric(str(folder / "rubric.yaml"))
    assert loaded.rubric.criteria["chapter_red_lines_1"].evidence.required_for == ("crossing",)
    assert loaded.part["departures"] == []
    shown = endorse("explain", "chapter_red_lines", "--rubric", str(folder / "rubric.yaml")).out
    assert "every member at least" in shown.lower()
