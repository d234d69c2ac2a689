"""A share of two amounts of money, through every command."""

import json
from pathlib import Path

import pytest

from .running import Endorse, Write

NUMBER = "{number: {unit: euros, min: 0, max: 100000, step: 1}}"
RUBRIC = f"""\
format: 1
rubric: money
version: 1.0.0
title: "Money"
document: {{title: "Money"}}
groups: {{g: {{title: "All"}}}}
criteria:
  own_funds: {{group: g, label: Own funds, ask: "Own funds?", answer: {NUMBER}, from: p2, basis: stated}}
  costs: {{group: g, label: Costs, ask: "Total costs?", answer: {NUMBER}, from: p2, basis: stated}}
scores:
  own_part:
    value: {{share: {{times: [100, own_funds]}}, out_of: costs, if_none: 100}}
    from: p2
    basis: stated
decisions:
  cofunded:
    outcomes: [no, yes]
    bands: {{of: own_part, cuts: [{{is: no, less_than: 20}}, {{is: yes, at_least: 20}}]}}
    from: p2
    basis: stated
promises:
  own_money_helps: {{more_never_hurts: own_funds, for: cofunded, from: p2, basis: stated}}
"""  # noqa: E501
CASES = """\
case: a fifth exactly
why: "2,499 is a fifth of 12,495 (p2)."
expect: {cofunded: yes}
scores: {own_part: 20}
answers: {own_funds: 2499, costs: 12495}
---
case: a euro less
why: "Less than a fifth (p2)."
expect: {cofunded: no}
answers: {own_funds: 2498, costs: 12495}
---
case: costs not known
why: "Unknown is never no (p2)."
expect: {cofunded: undetermined}
answers: {own_funds: 2498}
"""


@pytest.fixture
def folder(write: Write) -> Path:
    """A rubric about money, its cases and three candidates."""
    rubric = Path(write("money/rubric.yaml", RUBRIC))
    write("money/cases/all.yaml", CASES)
    write("enough.yaml", "candidate: Ada Wren\nanswers: {own_funds: 2499, costs: 12495}\n")
    write("little.yaml", "candidate: Bo Wren\nanswers: {own_funds: 1000, costs: 12500}\n")
    write("open.yaml", "candidate: Cy Wren\nanswers: {own_funds: 1000}\n")
    return rubric.parent


def test_what_is_known_is_compared_exactly(endorse: Endorse, folder: Path) -> None:
    """A fifth exactly passes, and the reason names both amounts and what they come to."""
    at = folder.parent
    ended = endorse("score", f"{at}/enough.yaml", "--rubric", str(folder), "--why", "--changes")
    assert ended.status == 0, ended.err
    assert "yes: Own part: 20, rule: at least 20" in ended.out
    assert (
        '"Own part" is 20, at least 20 is needed, by 2 answers that alone make it 20' in ended.out
    )
    assert "- Own part: less than 20 (now at least 20)" in ended.out


def test_what_is_open_is_asked(endorse: Endorse, folder: Path) -> None:
    """Only what is open is asked, and what each side of the bound would mean."""
    at = folder.parent
    ended = endorse("score", f"{at}/open.yaml", "--rubric", str(folder))
    assert "1 answer can still decide it: Costs" in ended.out
    asked = " ".join(ended.out.split())
    assert "Costs: whatever makes “Own part” less than 20 means “no”; whatever makes “Own" in asked
    assert "part” at least 20 means “yes”" in asked
    ended = endorse("slate", f"{at}/open.yaml", "--rubric", str(folder))
    assert "1 question about 1 candidate" in ended.out


def test_a_divisor_without_end(endorse: Endorse, write: Write) -> None:
    """Where costs have no end a share of them is told by what it comes near to."""
    endless = RUBRIC.replace(", max: 100000", "")
    rising = "{sum: [own_funds, {times: [3, costs]}]}"
    who = write("open.yaml", "candidate: Ada Wren\nanswers: {own_funds: 1900}\n")
    for text, low, high in (
        (endless, "0", "190000"),
        (endless.replace("{times: [100, own_funds]}", rising), "3", "1903"),
    ):
        rubric = write("endless/rubric.yaml", text)
        ended = endorse("score", who, "--rubric", rubric, "--format", "json")
        assert json.loads(ended.out)["scores"]["own_part"] == {"low": low, "high": high}, ended.err


def test_another_number_is_supposed(endorse: Endorse, folder: Path, tmp_path: Path) -> None:
    """A supposed amount counts with the others, stands in the record, and is verified with it."""
    kept = str(tmp_path / "kept.jsonl")
    words = ("score", f"{folder.parent}/enough.yaml", "--rubric", str(folder))
    ended = endorse(*words, "--what-if", "own_funds=2498", "--format", "jsonl", "-o", kept)
    assert ended.status == 0, ended.err
    record = json.loads(Path(kept).read_text(encoding="utf-8"))
    assert record["what_if"]["given"] == {"own_funds": ["2498 euros"]}
    assert record["what_if"]["decisions"]["cofunded"]["outcome"] == "no"
    assert record["reasons"]["cofunded"]["sufficient"] == ["own_funds", "costs"]
    assert endorse("verify", kept, "--rubric", str(folder)).status == 0


def test_a_rubric_is_checked_and_its_cases_tried(endorse: Endorse, folder: Path) -> None:
    """Check proves, the cases pass, and no change of the share or its bound escapes them."""
    ended = endorse("rubric", "check", str(folder), "-v")
    assert ended.status == 0, ended.err
    assert "✓ own_money_helps" in ended.out
    assert endorse("rubric", "test", str(folder)).status == 0
    for command in ("mutate", "coverage"):
        ended = endorse("rubric", command, str(folder))
        assert ended.status in (0, 1), ended.err
    assert "cofunded" in endorse("explain", "own_part", "--rubric", str(folder)).out
    assert "own_part" not in endorse("new", "candidate", "-", "--rubric", str(folder)).out
    assert "own_part" not in endorse("schema", "candidate", "--rubric", str(folder)).out
    assert "own part" in endorse("rubric", "show", str(folder)).out


def test_a_bound_that_moves_is_told(endorse: Endorse, write: Write, folder: Path) -> None:
    """A diff names somebody who falls between the bounds; another formula is never the same."""
    stricter = write("b/rubric.yaml", RUBRIC.replace("20}", "25}"))
    ended = endorse("rubric", "diff", str(folder), stricter)
    assert "stricter" in ended.out
    assert "own_funds 1000; costs 5000" in ended.out
    candidate = str(folder.parent / "enough.yaml")
    told = endorse("rubric", "diff", str(folder), stricter, "--candidates", candidate, "-v").out
    assert "Now: rule no, because of Own part: less than 25" in told
    assert "costs.own_part" not in told
    other = write("c/rubric.yaml", RUBRIC.replace("times: [100,", "times: [99,"))
    assert "equivalent" not in endorse("rubric", "diff", str(folder), other).out


def test_how_far_a_bound_can_move(endorse: Endorse, folder: Path) -> None:
    """The interval of a bound or a factor is that of the amounts, not of their region."""
    at = folder.parent
    ended = endorse("rubric", "sensitivity", str(folder), "--candidates", f"{at}/enough.yaml")
    assert "up to 20" in ended.out
    assert "from 100" in ended.out


def test_two_candidates_and_what_is_passed_on(endorse: Endorse, folder: Path) -> None:
    """Both amounts are shown to move it; letters speak of the share by its name."""
    at = folder.parent
    ended = endorse("compare", f"{at}/enough.yaml", f"{at}/little.yaml", "--rubric", str(folder))
    assert "2 of them can move an outcome alone" in ended.out
    records = str(at / "records.jsonl")
    endorse(
        "score", f"{at}/little.yaml", "--rubric", str(folder), "--format", "jsonl", "-o", records
    )
    letter = " ".join(endorse("letter", records, "--rubric", str(folder)).out.split())
    assert "such that “Own part” is at least 20" in letter


def test_coverage_calls_a_compound_by_its_score(endorse: Endorse, write: Write) -> None:
    """What stands beside a number in the record has a name of its own for people, and in JSON."""
    rubric = write("bare/rubric.yaml", RUBRIC)
    case = CASES.split("---")[0]
    cases = write("bare/cases/one.yaml", case)
    for format in ("table", "json"):
        ended = endorse("rubric", "coverage", rubric, cases, "--format", format)
        assert "own_part" in ended.out
        assert "costs.own_part" not in ended.out, ended.out


def test_one_open_amount_does_not_hide_the_others(endorse: Endorse, folder: Path) -> None:
    """Of whom too much is open is named; how far each number can go is told for the rest."""
    enough, openly = folder.parent / "enough.yaml", folder.parent / "open.yaml"
    openly.write_text("candidate: Cy Wren\nanswers: {own_funds: 2499}\n", "utf-8")
    alone = endorse("rubric", "sensitivity", folder, "--candidates", enough)
    both = endorse("rubric", "sensitivity", folder, "--candidates", enough, openly)
    assert (alone.status, both.status) == (0, 1)
    said = "Not worked out for Cy Wren, of whom too much is open.\n"
    assert both.out.replace(said, "") == alone.out
    none = endorse("rubric", "sensitivity", folder, "--candidates", openly)
    assert none.status == 1
    assert "1 candidate: none could be worked out." in none.out


POINTS = RUBRIC.replace(
    "  own_part:",
    """\
  total:
    value: {sum: [need, {amount: 5, when: {own_part: {at_least: 20}}}]}
    from: p2
    basis: stated
  own_part:""",
).replace(
    "criteria:",
    "criteria:\n  need: {group: g, label: Need, ask: Need?, "
    "answer: {number: {unit: points, min: 1, max: 5, step: 1}}, from: p2, basis: stated}",
).replace(
    "of: own_part, cuts: [{is: no, less_than: 20}, {is: yes, at_least: 20}]",
    "of: total, cuts: [{is: no, less_than: 9}, {is: yes, at_least: 9}]",
)  # fmt: skip


def test_points_for_a_share_are_among_what_answers_alone_make(
    endorse: Endorse, write: Write
) -> None:
    """Own funds and costs together settle the share, and so the points for it."""
    rubric = write("points.yaml", POINTS)
    person = write("dee.yaml", "candidate: Dee\nanswers: {need: 4, own_funds: 20, costs: 100}\n")
    out = " ".join(endorse("score", person, "--rubric", rubric, "--why").out.split())
    assert "by 3 answers that alone make it 9" in out
    assert "alone make it 4 to 9" not in out


BROKEN = RUBRIC.replace(
    "promises:\n", "promises:\n  paid: {when: {costs: {at_least: 1}}, then: {cofunded: yes}, "
    "from: p2, basis: stated}\n"
)  # fmt: skip


@pytest.mark.parametrize("command", ["score", "slate"])
def test_a_promise_that_is_not_kept_is_a_line_of_the_report(
    endorse: Endorse, folder: Path, write: Write, command: str
) -> None:
    """Scoring goes on; a kept one is not spoken of."""
    person, said = f"{folder.parent}/little.yaml", "does not keep its own promise “paid”"
    broken = endorse(command, person, "--rubric", write("broken.yaml", BROKEN))
    assert broken.status == 0
    assert said in " ".join(broken.out.split())
    told = endorse(command, person, "--rubric", write("broken.yaml", BROKEN), "--format", "json")
    assert '"broken":["paid"]' in told.out.replace(" ", "").replace("\n", "")
    assert "promise" not in endorse(command, person, "--rubric", str(folder)).out


NOTHING = RUBRIC.replace("if_none: 100", "if_none: 0").replace(
    "promises:\n", "promises:\n  nothing: {when: {own_funds: {at_most: 0}}, then: {cofunded: no}, "
    "from: p2, basis: stated}\n"
)  # fmt: skip


def test_an_amount_that_is_compared_by_itself_too_leaves_nothing_unchecked(
    endorse: Endorse, write: Write
) -> None:
    """Who puts in nothing has no fifth: that nobody has both is known."""
    ended = endorse("rubric", "check", write("none.yaml", NOTHING))
    assert ended.status == 0
    assert "No errors, 2 of 2 promises proved." in ended.out


@pytest.mark.parametrize(
    ("old", "new", "status", "said"),
    [
        ("then: {cofunded: no}", "then: {cofunded: yes}", 1, "promise `nothing` is broken"),
        ("at_most: 0}}", "at_most: 50}}", 1, "promise `nothing` is broken"),
        (
            "decisions:",
            "findings:\n  odd: {when: {all: [own_funds: {at_most: 0}, own_part: {at_least: 20}]}, "
            "from: p2, basis: stated}\ndecisions:",
            3,
            "The finding `odd` holds for no candidate",
        ),
    ],
    ids=["turned round", "too much", "of nobody"],
)
def test_faults_are_found_where_some_amounts_do_not_occur_together(
    endorse: Endorse, write: Write, old: str, new: str, status: int, said: str
) -> None:
    """By everybody there can be, and by nobody else."""
    ended = endorse("rubric", "check", write("none.yaml", NOTHING.replace(old, new, 1)))
    assert ended.status == status
    assert said in " ".join((ended.out + ended.err).split())


def test_amounts_that_may_not_occur_together_are_not_called_too_many(
    endorse: Endorse, write: Write
) -> None:
    """Where it cannot be told which do, that is said with its reason, and by the status."""
    highest = "{highest: [{sum: [costs, minus: own_funds]}, {times: [3, own_funds]}]}"
    rounded = f"{{round: {highest}, to: 10, half: up}}"
    more = f"left_over: {{value: {rounded}, from: p2, basis: stated}}"
    near = "near: {when: {left_over: {at_most: 50}}, from: p2, basis: stated}"
    great = "great: {when: {costs: {at_least: 1000}}, from: p2, basis: stated}"
    text = NOTHING.replace("scores:\n", f"scores:\n  {more}\n", 1)
    text = text.replace("decisions:", f"findings:\n  {near}\n  {great}\ndecisions:")
    ended = endorse("rubric", "check", write("none.yaml", text))
    assert ended.status == 1
    assert "row-never: not checked: amounts are compared that may not occur together" in ended.out
    assert "too large" not in ended.out


AMOUNTS = """\
  total: {value: {sum: [own_funds, costs, loans]}, from: p2, basis: stated}
  gap: {value: {sum: [costs, minus: own_funds, minus: loans]}, from: p2, basis: stated}
  largest:
    value: {share: {times: [100, {highest: [own_funds, loans]}]}, out_of: costs, if_none: 0}
    from: p2
    basis: stated
"""


FEW = "total: {at_least: 90000}, costs: {at_least: 1, at_most: 20000}, largest"


@pytest.mark.parametrize(
    ("row", "status", "said"),
    [
        ("gap: {at_most: 5000}", 0, "No errors"),
        ("all: [gap: {at_least: 1}, largest: {at_least: 100}]", 3, "can never hold"),
        # One of them is at least 35,000, of costs of 20,000 or less.
        (f"all: [{FEW}: {{less_than: 175}}]", 3, "can never hold"),
        (f"all: [{FEW}: {{at_most: 175}}]", 0, "No errors"),
    ],
    ids=["one", "of nobody", "not together", "together"],
)
def test_amounts_that_share_numbers_are_told_together(
    endorse: Endorse, write: Write, row: str, status: int, said: str
) -> None:
    """Sums, differences and shares of the same amounts: nothing is left unchecked, to a dollar."""
    loans = (
        "  loans: {group: g, label: Loans, ask: Loans?, answer: NUMBER, from: p2, basis: stated}\n"
    )
    text = RUBRIC.replace("scores:\n", loans.replace("NUMBER", NUMBER) + "scores:\n" + AMOUNTS)
    rows = f"""\
decisions:
  settled:
    outcomes: [no, maybe, yes]
    rows:
      some: {{is: yes, when: {{{row}}}, from: p2, basis: stated}}
      large: {{is: maybe, when: {{total: {{at_least: 50000}}}}, from: p2, basis: stated}}
    otherwise: {{is: no, from: p2, basis: stated}}
"""
    ended = endorse("rubric", "check", write("r.yaml", text.replace("decisions:\n", rows)))
    assert ended.status == status
    assert said in " ".join((ended.out + ended.err).split())
    assert "ot checked" not in ended.out


@pytest.mark.parametrize(
    ("bound", "status", "said"),
    [("less_than", 3, "can never hold"), ("at_most", 0, "No errors")],
)
def test_a_number_below_an_end_is_not_at_it(
    endorse: Endorse, write: Write, bound: str, status: int, said: str
) -> None:
    """However small its steps: who is to pay all of at least a hundred pays no less than that."""
    text = RUBRIC.replace("step: 1", "step: any")
    costs = text.index("min: 0", text.index("costs:"))
    text = text[:costs] + text[costs:].replace("min: 0", "min: 100", 1)
    row = f"{{all: [own_part: {{at_least: 100}}, own_funds: {{{bound}: 100}}]}}"
    rows = f"""\
decisions:
  full:
    outcomes: [no, yes]
    rows: {{met: {{is: yes, when: {row}, from: p2, basis: stated}}}}
    otherwise: {{is: no, from: p2, basis: stated}}
"""
    ended = endorse("rubric", "check", write("open.yaml", text.replace("decisions:\n", rows)))
    assert ended.status == status
    assert said in " ".join((ended.out + ended.err).split())
    assert "ot checked" not in ended.out


DATED = POINTS.replace(
    "criteria:\n",
    "criteria:\n  received: {group: g, label: Received, ask: When?, answer: date, "
    "from: p2, basis: stated}\n",
    1,
)
GIVES = "{amount: 5, when: {own_part: {at_least: 20}}}"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (
            "{points: own_part, bands: [{less_than: 20, give: 0}, {at_least: 20, give: 5}]}",
            "Write `{amount: 1, when: {own_part: {at_least: 20}}}` for each.",
        ),
        (
            "{share: {times: [100, own_funds]}, out_of: costs, if_none: 0}",
            "`{amount: 1, when: {its_id: {at_least: 20}}}` gives points for it.",
        ),
        ("own_part", "Write `{amount: 1, when: {own_part: {at_least: 20}}}`, or use the amounts"),
        (
            "{points: received, bands: [{until: 2027-03-01, give: 5}]}",
            "Write `{amount: 1, when: {received: {no_later_than: 2026-03-01}}}` for each",
        ),
        (
            "{points: received, bands: [{at_most: 2027-03-01, give: 5}]}",
            "Write `{amount: 1, when: {received: {no_later_than: 2026-03-01}}}` for each",
        ),
        (
            "{points: received, bands: [{less_than: 3, give: 5}, {at_least: 3, give: 0}]}",
            "Write `{amount: 1, when: {received: {no_later_than: 2026-03-01}}}` for each",
        ),
    ],
)
def test_points_for_a_share_or_a_day_are_told_their_form(
    endorse: Endorse, write: Write, written: str, form: str
) -> None:
    """As one report: what only follows from it is not told."""
    ended = endorse("rubric", "check", write("wrong.yaml", DATED.replace(GIVES, written)))
    (told,) = [line for line in ended.err.splitlines() if "wrong.yaml:" in line]
    assert form in told


def test_a_day_that_points_hang_on_is_called_a_day(endorse: Endorse, write: Write) -> None:
    """Not a weight; and who does better somewhere is not said to do so everywhere."""
    day = "{amount: 5, when: {received: {no_later_than: 2026-03-08}}}"
    old = DATED.replace(GIVES, day)
    new = old.replace("2026-03-08", "2026-03-15").replace("version: 1.0.0", "version: 2.0.0")
    words = (
        "rubric",
        "diff",
        write("old.yaml", old),
        write("new.yaml", new),
        "--fail-on",
        "looser",
    )
    ended = endorse(*words)
    assert "The day in total" in " ".join(ended.out.split())
    assert "goes from 2026-03-08 to 2026-03-15" in " ".join(ended.out.split())
    assert ended.err == "endorse: looser for somebody than before: cofunded\n"
