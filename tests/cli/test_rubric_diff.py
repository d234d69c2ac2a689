"""`endorse rubric diff`: what it says, what it fails on, and what git is asked."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any, Protocol

import pytest

from endorse_cli import api
from endorse_cli.files.catalog import shipped_rubrics
from support.base import PHRASES, Edit, drop, edited, put, rename
from support.repositories import Scratch, needs_git

from .running import Ended, Endorse, Write

Plain = Any
ADOPTED = {
    "from": "p10.1",
    "basis": "chapter",
    "adopted": {"by": "general meeting", "date": "2026-01-17"},
}
CAREFUL = "decisions loan rows careful when all 1 care at_least"


class Rubric(Protocol):
    """`rubric(name, *edits)`: the small rubric with these edits, as a file."""

    def __call__(self, name: str, *edits: Edit) -> Path:
        """Write it, and say where it is."""


@pytest.fixture
def rubric(write: Write) -> Rubric:
    """Writes small rubrics."""

    def written(name: str, *edits: Edit) -> Path:
        return write(name, json.dumps(edited(*edits)))

    return written


def diffed(endorse: Endorse, *words: object) -> Plain:
    """The machine form."""
    ended = endorse("rubric", "diff", *words, "--format", "json")
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def test_the_same_rubric_does_not_differ(endorse: Endorse) -> None:
    """No change, every decision equivalent, nothing to do about the version; all gates pass."""
    found = diffed(endorse, "class-alignment", "class-alignment", "--fail-on", "any")
    assert found["changes"] == []
    assert {part["verdict"] for part in found["decisions"].values()} == {"equivalent"}
    assert found["version"] == {"advice": "none", "because": [], "next": None}


def test_words_for_people_are_a_change_of_wording_and_move_nothing(
    endorse: Endorse, rubric: Rubric
) -> None:
    """No outcome is another, and no answer is to be looked at again."""
    old = rubric("old.json", put("headline", "standing"))
    found = diffed(endorse, old, rubric("new.json", *PHRASES), "--fail-on", "looser")
    kinds = {change["kind"] for change in found["changes"]}
    assert kinds == {"wording", "document", "guidance"}
    assert {part["verdict"] for part in found["decisions"].values()} == {"equivalent"}
    assert found["again"] == []
    assert found["version"]["advice"] == "patch"
    told = endorse("rubric", "diff", rubric("a.json"), rubric("b.json", *PHRASES), "-v").out
    assert "care: wording" in told
    assert "care.none: wording" in told
    assert "loan.rule: wording" in told


def test_what_leads_is_said_and_held_against_nothing(endorse: Endorse, rubric: Rubric) -> None:
    """Reports that lead with another decision pass no gate, though no decision is another."""
    old, new = rubric("old.json"), rubric("new.json", put("headline", "standing"))
    ended = endorse("rubric", "diff", old, new, "--fail-on", "looser")
    assert (ended.status, ended.err) == (1, "endorse: looser for somebody than before: headline\n")
    assert "standing leads in reports now, in place of loan" in " ".join(ended.out.split())
    assert endorse("rubric", "diff", old, new, "--fail-on", "outcome-change").status == 1


def test_a_change_has_its_place_in_both_files(endorse: Endorse, write: Write) -> None:
    """Kind, place, citation and layer stand beside what was and what is now."""
    text = api.shipped()["class-alignment"].read_text(encoding="utf-8")
    changed = text.replace('"past, taken back"', '"crossed once, taken back"')
    new = write("new.yaml", f"# One line more.\n{changed}")
    (change,) = diffed(endorse, "class-alignment", new)["changes"]
    assert (change["kind"], change["concerns"]) == ("title", "text")
    assert change["id"] == "red_lines.past"
    assert (change["from"], change["basis"]) == (["p8.1", "p8.2", "p8.3"], "stated")
    assert change["after"]["line"] == change["before"]["line"] + 1
    assert change["after"]["value"] == "crossed once, taken back"
    lines = new.read_text(encoding="utf-8").splitlines()
    assert "crossed once" in lines[change["after"]["line"] - 1]


def test_looser_is_said_and_fails_the_gate(endorse: Endorse, rubric: Rubric) -> None:
    """What lets more through is called looser, with its moves, and `--fail-on looser` says no."""
    strict, loose = rubric("strict.json", put(CAREFUL, "clear")), rubric("loose.json")
    found = diffed(endorse, strict, loose)["decisions"]
    assert found["standing"]["verdict"] == "equivalent"
    assert found["loan"]["verdict"] == "looser"
    assert [(m["from"], m["to"]) for m in found["loan"]["moves"]] == [("wait", "lend")]
    for gate, status in (("looser", 1), ("outcome-change", 1), ("any", 1)):
        assert endorse("rubric", "diff", strict, loose, "--fail-on", gate).status == status
    for gate, status in (("looser", 0), ("outcome-change", 1), ("any", 1)):
        assert endorse("rubric", "diff", loose, strict, "--fail-on", gate).status == status


def test_a_promise_that_a_change_breaks_is_told(endorse: Endorse, rubric: Rubric) -> None:
    """In both forms for people, and in JSON beside the rubric; what was broken is no news."""
    never = put("promises broken_is_refused then loan", "lend")
    old, new = rubric("old.json"), rubric("new.json", never)
    told = "The promise broken_is_refused does not hold with this change."
    assert told in endorse("rubric", "diff", old, new).out
    comment = endorse("rubric", "diff", old, new, "--format", "markdown").out
    assert comment.splitlines()[4].startswith("The promise `broken_is_refused` does not hold")
    found = diffed(endorse, old, new)
    assert found["new"]["broken"] == ["broken_is_refused"]
    assert "broken" not in found["old"]
    assert "does not hold" not in endorse("rubric", "diff", new, new).out


def test_examples_of_different_moves_are_told_apart(endorse: Endorse, write: Write) -> None:
    """Whoever reads two moves sees by which answers they differ, however many they share."""
    text = shipped_rubrics()["supplier-review"].read_text("utf-8")
    new = write("new.yaml", text.replace("at_least: 2\n", "at_least: 3\n"))
    out = endorse("rubric", "diff", "supplier-review", new, env={"COLUMNS": "300"}).out
    moves = out.partition("─ Recommendation")[2].partition("─ Next look")[0].splitlines()[1:]
    examples = [move.rpartition("%  ")[2] for move in moves]
    assert len({*examples}) == len(examples) > 2


IN_FORCE = "criteria house_rule in_force"
SINCE = "2026-03-01"


def test_days_in_force_are_compared_day_by_day(
    endorse: Endorse, rubric: Rubric, tmp_path: Path
) -> None:
    """A line that is asked for less time moves outcomes on the days between, and only on those."""
    old = rubric("old.json", put(IN_FORCE, {"since": SINCE, "until": "2027-12-31"}))
    new = rubric("new.json", put(IN_FORCE, {"since": SINCE, "until": "2026-06-30"}))
    loan = diffed(endorse, old, new)["decisions"]["loan"]
    assert loan["verdict"] == "looser"
    assert [(m["from"], m["to"]) for m in loan["moves"]] == [("refuse", "wait"), ("refuse", "lend")]
    for move in loan["moves"]:
        assert move["judged"]["days"] == [{"since": "2026-07-01", "until": "2027-12-31"}]
    for gate in ("looser", "outcome-change"):
        assert endorse("rubric", "diff", old, new, "--fail-on", gate).status == 1
    assert endorse("rubric", "diff", new, old, "--fail-on", "looser").status == 0
    for words in ((), ("--format", "markdown")):
        narrow = {"COLUMNS": "50"}
        out = " ".join(endorse("rubric", "diff", old, new, *words, env=narrow).out.split())
        assert "moves no outcome" not in out
        assert "judged from 2026-07-01 to 2027-12-31" in out
    endorse("rubric", "diff", old, new, "--examples", tmp_path / "shown")
    for named, outcome in ((old, "refuse"), (new, "lend")):
        (file,) = (tmp_path / "shown").glob(f"*-to-lend-*.{named.stem}.json")
        words = ("score", file, "--rubric", named, "--require", f"loan={outcome}")
        assert endorse(*words).status == 0


def test_days_on_which_nothing_else_is_asked_move_nothing(endorse: Endorse, rubric: Rubric) -> None:
    """Days of a question that no decision asks may change, and every outcome stays."""
    days = "criteria likes_bikes in_force"
    old = rubric("old.json", put(days, {"since": SINCE}))
    new = rubric("new.json", put(days, {"until": "2026-06-30"}))
    found = diffed(endorse, old, new, "--fail-on", "outcome-change")["decisions"]
    assert {part["verdict"] for part in found.values()} == {"equivalent"}


def test_a_move_on_all_days_is_told_once(endorse: Endorse, rubric: Rubric) -> None:
    """What moves with everything in force is not told again for each time it is not."""
    days = put("criteria likes_bikes in_force", {"since": SINCE})
    old, new = rubric("old.json", days), rubric("new.json", days, put(CAREFUL, "clear"))
    (move,) = diffed(endorse, old, new)["decisions"]["loan"]["moves"]
    assert "judged" not in move


def test_a_demand_for_evidence_let_go_is_looser(endorse: Endorse, rubric: Rubric) -> None:
    """An answer that counted only with a source and counts without one lets more through."""
    old = rubric("old.json")
    new = rubric("new.json", drop("criteria house_rule evidence"))
    ended = endorse("rubric", "diff", old, new, "--fail-on", "looser")
    assert ended.status == 1
    assert "house_rule" in ended.err
    assert endorse("rubric", "diff", new, old, "--fail-on", "looser").status == 0


@pytest.mark.parametrize("later", [{"years": "1"}, None])
def test_older_sources_are_a_loosening(endorse: Endorse, rubric: Rubric, later: Plain) -> None:
    """Where a source may be older, answers count that did not: looser, and a minor version."""
    fresh = "criteria member fresh_for"
    old = rubric("old.json", put(fresh, {"months": "6"}))
    new = rubric("new.json", *([put(fresh, later)] if later else []))
    found = diffed(endorse, old, new)
    assert found["evidence"] == {"less": ["member"], "more": []}
    assert found["version"] == {"advice": "minor", "because": ["evidence"], "next": "1.1.0"}
    assert endorse("rubric", "diff", old, new, "--fail-on", "looser").status == 1
    assert endorse("rubric", "diff", new, old, "--fail-on", "looser").status == 0
    same = rubric("same.json", put(fresh, {"years": "1"}))
    year = rubric("year.json", put(fresh, {"months": "12"}))
    assert diffed(endorse, same, year, "--fail-on", "looser")["evidence"]["less"] == []


def test_a_candidate_whom_less_evidence_moves_is_a_change_of_outcomes(
    endorse: Endorse, rubric: Rubric, write: Write
) -> None:
    """An answer that counts now without a source moves its candidate: headline and gate say so."""
    one = write("one.json", '{"candidate": "Ivo Marten", "answers": {"house_rule": "broken"}}')
    old = rubric("old.json")
    new = rubric("new.json", drop("criteria house_rule evidence"))
    words = ("--candidates", one, "--format", "markdown")
    for before, after, said in ((old, new, "less evidence"), (new, old, "more evidence")):
        out = endorse("rubric", "diff", before, after, *words).out
        assert "moves no outcome" not in out
        assert said in out.splitlines()[2]
        ended = endorse("rubric", "diff", before, after, *words, "--fail-on", "outcome-change")
        assert ended.status == 1
        assert "Ivo Marten" in ended.err


def test_a_demand_on_an_answer_that_is_gone_is_not_less(endorse: Endorse, rubric: Rubric) -> None:
    """Nothing counts on less evidence where the answer that needed it can no longer be given."""
    needs = put("criteria weather evidence", {"required_for": ["fog"]})
    levels = put("criteria weather answer", {"levels": ["dry", "wet", "fog"]})
    old = rubric("old.json", needs, levels, put("criteria weather anchors fog", "Fog."))
    assert diffed(endorse, old, rubric("new.json"))["evidence"]["less"] == []


OVERLAY: Plain = {
    "format": "1",
    "rubric": "mill-lane",
    "version": "1.0.0",
    "title": "Class alignment for a chapter",
    "extends": "class-alignment",
    "set": {"rootedness_needed": {"value": "some", **ADOPTED}},
    "demand": {"dsa_member": {"evidence": "required", **ADOPTED}},
    "switch_off": {"recommendation.deficit": {"reason": "Members decide.", **ADOPTED}},
}


def of_overlays(write: Write, *edits: Edit) -> tuple[Path, Path]:
    """An overlay, and the same with these edits."""
    new = deepcopy(OVERLAY)
    for edit in edits:
        edit(new)
    return write("below.json", json.dumps(OVERLAY)), write("above.json", json.dumps(new))


@pytest.mark.parametrize(
    "entry", ["set rootedness_needed", "demand dsa_member", "switch_off recommendation.deficit"]
)
@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("adopted", {"by": "a members' vote", "date": "2026-02-01"}, "layer"),
        ("from", "p8.1", "citation"),
        ("note", "Talked over twice.", "note"),
    ],
)
def test_who_adopted_a_line_of_an_overlay_is_a_change(
    endorse: Endorse, write: Write, entry: str, key: str, value: Plain, kind: str
) -> None:
    """What an overlay's line rests on is part of it, whatever the line does."""
    old, new = of_overlays(write, put(f"{entry} {key}", value))
    (change,) = diffed(endorse, old, new)["changes"]
    assert (change["kind"], change["id"]) == (kind, entry.split()[1])
    assert change["after"]["file"] == str(new)
    assert endorse("rubric", "diff", old, new, "--fail-on", "any").status == 1


def test_a_reason_is_a_change(endorse: Endorse, write: Write) -> None:
    """Why a line is switched off is a text that people read."""
    old, new = of_overlays(write, put("switch_off recommendation.deficit reason", "We voted."))
    (change,) = diffed(endorse, old, new)["changes"]
    assert (change["kind"], change["before"]["value"]) == ("note", "Members decide.")
    assert change["after"]["value"] == "We voted."


def test_a_line_switched_off_or_on_is_a_change(endorse: Endorse, write: Write) -> None:
    """What an overlay takes out, or takes out no longer, is named with its place."""
    old, new = of_overlays(write, drop("switch_off"))
    (change,) = diffed(endorse, old, new)["changes"]
    assert (change["kind"], change["id"]) == ("switched-on", "recommendation.deficit")
    (change,) = diffed(endorse, new, old)["changes"]
    assert (change["kind"], change["before"]) == ("switched-off", None)
    assert "say the same" not in endorse("rubric", "diff", old, new).out


def test_a_new_departure_is_named_in_the_comment(endorse: Endorse, write: Write) -> None:
    """Whoever reviews a change sees where it departs from the base, and not what did before."""
    old, new = of_overlays(write, put("set mass_reach_needed", {"value": "some", **ADOPTED}))
    (found,) = diffed(endorse, old, new)["departures"]
    assert (found["what"], found["effect"]) == ("mass_reach_needed", "looser")
    assert diffed(endorse, new, old)["departures"] == []
    for words in ((), ("--format", "markdown")):
        out = " ".join(endorse("rubric", "diff", old, new, *words).out.replace("\\", "").split())
        _, _, after = out.partition("New departures")
        assert "“mass reach needed” is set to some instead of " in after
        assert "Adopted by general meeting on 2026-01-17" in after


def test_only_rows_is_told_from_the_same(endorse: Endorse, rubric: Rubric) -> None:
    """Another row that decides the same is a change, and no change of outcomes."""
    new = rubric("new.json", rename("decisions loan rows rule", "law"))
    found = diffed(endorse, rubric("old.json"), new, "--fail-on", "outcome-change")
    assert found["decisions"]["loan"] == {
        "verdict": "rows_only",
        "profiles": found["decisions"]["standing"]["profiles"],
        "moves": [],
        "gains": [],
    }
    assert found["decisions"]["standing"]["verdict"] == "equivalent"
    assert found["version"]["advice"] == "patch"


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a point inside a number or a name ends none."""
    return re.split(r"(?<=\.) (?=[A-Z])", text)


@pytest.mark.parametrize(
    "edit",
    [
        put(CAREFUL, "clear"),
        put("decisions loan otherwise is", "refuse"),
        put("criteria care ask", "How much care. Really?"),
        drop("criteria likes_bikes recorded"),
        put("version", "1.0.1"),
        put("version", "spring"),
    ],
)
def test_a_comment_opens_with_two_sentences(endorse: Endorse, rubric: Rubric, edit: Edit) -> None:
    """Whoever reads nothing else has read what the change does and what follows from it."""
    ended = endorse("rubric", "diff", rubric("o.json"), rubric("n.json", edit), "--format",
                    "markdown")  # fmt: skip
    assert ended.status == 0
    head, _, opening = ended.out.splitlines()[:3]
    assert head.startswith("## What this change does to ")
    assert len(sentences(opening)) == 2


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [put("settings care_needed value", "clear"), put("version", "1.1.0")],
            "The setting `care_needed` goes from some to clear; this change makes",
        ),
        (
            [put("criteria weather fresh_for", {"months": "6"})],
            "The time that a source counts of `weather` changes; ",
        ),
        (
            [drop("decisions loan rows careful"), drop("promises care_helps")],
            "The row `loan.careful` is taken out and the promise `care_helps` is taken out; ",
        ),
        (
            [put("criteria house_rule in_force", {"since": "2026-03-01"})],
            "The time in force of `house_rule` changes; this change makes",
        ),
        (
            [put("criteria care ask", "How much care. Really?")],
            "The question of `care` changes; this change moves no outcome: ",
        ),
        (
            [put("promises broken_is_refused then loan", "wait")],
            "The promise `broken_is_refused` changes; this change moves no outcome: ",
        ),
        (
            [put("criteria care asked_of", "candidate")],
            "The one who is asked about `care` goes from committee to candidate; ",
        ),
    ],
)
def test_one_change_or_two_are_told_first(
    endorse: Endorse, rubric: Rubric, edits: list[Edit], said: str
) -> None:
    """The first thing to read is what was changed, in words; counts of profiles stand below."""
    off = [drop("promises skill_counts"), drop("promises no_swing")]
    old, new = rubric("old.json", *off), rubric("new.json", *off, *edits)
    opening = endorse("rubric", "diff", old, new, "--format", "markdown").out.splitlines()[2]
    assert opening.startswith(said)
    assert len(sentences(opening)) == 2


HOSTILE = (
    "@all ![x](https://evil.example/y.png) <img src=x onerror=1> `a|b` #7\n| x | [l](javascript:1)"
)


def test_the_answers_of_an_example_are_told_one_from_the_other(
    endorse: Endorse, rubric: Rubric
) -> None:
    """In a comment each answer is code, with a comma and a blank before the next."""
    new = rubric("new.json", put(CAREFUL, "clear"))
    out = endorse("rubric", "diff", rubric("old.json"), new, "--format", "markdown").out
    (example,) = (line for line in out.splitlines() if line.startswith("- `") and ": `" in line)
    answers = example.partition(": ")[2].split(", ")
    assert len(answers) > 1
    assert all(re.fullmatch(r"`[a-z_.]+` `[a-z_]+`", answer) for answer in answers)


def test_a_comment_holds_no_markup_of_others(endorse: Endorse, rubric: Rubric) -> None:
    """A text of a rubric can make no picture, link, mention, table or tag in a comment."""
    new = rubric("new.json", put("criteria care ask", HOSTILE), put("groups use title", HOSTILE))
    out = endorse("rubric", "diff", rubric("old.json"), new, "--format", "markdown").out
    assert "evil" in out
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", out)
    for markup in ("![", "](", "<img", "@all", "#7", "| x |"):
        assert markup not in unescaped.replace("&#8203;", ""), markup


def test_candidates_and_what_must_be_looked_at_again(
    endorse: Endorse, rubric: Rubric, write: Write
) -> None:
    """Who comes out otherwise is said with the rows and reasons, and which answers are stale."""
    answers = {"member": "yes", "licence": "yes", "backers": ["neighbours", "shop"],
               "weather": "dry", "house_rule": "kept", "care": "some", "skill": "clear",
               "late": "never", "purpose": "work"}  # fmt: skip
    one = write("one.json", json.dumps({"candidate": "Ivo Marten", "answers": answers}))
    two = write("two.json", json.dumps({"candidate": "Una Feld", "answers": {}}))
    new = rubric("new.json", put(CAREFUL, "clear"), put("criteria weather anchors dry", "Sun."))
    found = diffed(endorse, rubric("old.json"), new, "--candidates", one, two)
    first, second = found["candidates"]
    assert (first["candidate"], first["again"]) == ("Ivo Marten", ["weather"])
    moved = first["decisions"]["loan"]
    assert (moved["before"]["outcome"], moved["after"]["outcome"]) == ("lend", "wait")
    assert (moved["before"]["rows"], moved["after"]["rows"]) == (["careful"], ["otherwise"])
    assert moved["after"]["because"]["care"] == ["some"]
    assert (second["decisions"], second["again"]) == ({}, [])


def test_an_answer_that_can_no_longer_be_read_is_a_result(
    endorse: Endorse, rubric: Rubric, write: Write
) -> None:
    """A file that only the old rubric accepts is no fault of the run: the change broke it."""
    one = write("one.json", '{"candidate": "Ivo Marten", "answers": {"likes_bikes": "yes"}}')
    old = rubric("old.json", drop("promises liking_is_nothing"))
    new = rubric("new.json", drop("promises liking_is_nothing"), drop("criteria likes_bikes"))
    found = diffed(endorse, old, new, "--candidates", one)
    (part,) = found["candidates"]
    assert [one["code"] for one in part["invalid"]["new"]] == ["unknown-id"]
    assert part["invalid"]["old"] == []
    assert found["version"]["advice"] == "major"
    assert found["version"]["because"] == ["answers-unusable"]


def test_a_file_that_neither_reads_is_a_fault(
    endorse: Endorse, rubric: Rubric, write: Write, tmp_path: Path
) -> None:
    """What is wrong with a candidate's file itself is told at its place, with its exit status."""
    bad = write("bad.yaml", "candidate: Ivo Marten\nanswers: {care: lots}\n")
    old, new = rubric("old.json"), rubric("new.json", put(CAREFUL, "clear"))
    ended = endorse("rubric", "diff", old, new, "--candidates", bad)
    assert ended.status == 3
    assert "bad.yaml:2" in ended.err
    assert endorse("rubric", "diff", old, new, "--candidates", tmp_path / "no.yaml").status == 4


def test_examples_are_written_and_decided_as_said(
    endorse: Endorse, rubric: Rubric, tmp_path: Path
) -> None:
    """Each file that is written gets the one outcome from the old rubric, the other after it."""
    old, new = rubric("old.json"), rubric("new.json", put(CAREFUL, "clear"))
    endorse("rubric", "diff", old, new, "--examples", tmp_path / "shown")
    (file,) = (tmp_path / "shown").iterdir()
    assert file.name == "loan-lend-to-wait.json"
    for named, outcome in ((old, "lend"), (new, "wait")):
        words = ("score", file, "--rubric", named, "--require", f"loan={outcome}")
        assert endorse(*words).status == 0


@pytest.mark.parametrize(
    "words",
    [(), ("class-alignment",), ("a", "b", "c"), ("--base", "HEAD", "a", "b")],
)
def test_the_number_of_rubrics_is_a_matter_of_usage(
    endorse: Endorse, words: tuple[str, ...]
) -> None:
    """Two rubrics, or one file with `--base`; anything else is a usage error."""
    assert endorse("rubric", "diff", *words).status == 2


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a rubric in a folder, changed since the first revision `old`."""
    folder = tmp_path / "work" / "rubrics"
    folder.mkdir(parents=True)
    file = folder / "rubric.json"
    file.write_text(json.dumps(edited()), encoding="utf-8")
    work = Scratch(tmp_path / "work")
    work.commit()
    work.git("tag", "old")
    file.write_text(json.dumps(edited(put(CAREFUL, "clear"))), encoding="utf-8")
    return file


def since(endorse: Endorse, revision: str, file: Path, *words: str) -> Ended:
    """The diff since a revision."""
    return endorse("rubric", "diff", "--base", revision, file, *words)


@needs_git
def test_a_file_is_compared_with_itself_at_a_revision(endorse: Endorse, repository: Path) -> None:
    """`--base` takes the old rubric from git and the new one from the work tree."""
    found = json.loads(since(endorse, "old", repository, "--format", "json").out)
    assert found["decisions"]["loan"]["verdict"] == "stricter"
    (change,) = found["changes"]
    assert change["before"]["value"] == {"setting": "care_needed"}
    assert change["after"]["value"] == "clear"
    assert change["before"]["file"] == f"old:{repository}"


@needs_git
@pytest.mark.parametrize(
    "revision",
    [
        "--upload-pack=touch hacked",
        "--output=hacked",
        "-O hacked",
        "--help",
        "--",
        "",
        "no-such-branch",
        "old:rubrics/rubric.json",
        "old..HEAD",
        "$(touch hacked)",
        "old\nHEAD",
        "ol\0d",
        "../..",
        "@{-1}",
    ],
)
def test_a_revision_is_never_an_option(
    endorse: Endorse, repository: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is given as a revision is looked up as one, and does nothing else."""
    monkeypatch.chdir(repository.parent)
    before = sorted(repository.parents[1].rglob("[!.]*"))
    ended = since(endorse, revision, repository)
    assert ended.status == 4
    assert "Traceback" not in ended.err
    assert sorted(repository.parents[1].rglob("[!.]*")) == before


@needs_git
def test_outside_a_repository_there_is_no_base(endorse: Endorse, rubric: Rubric) -> None:
    """What is in no repository has no revisions, and the message says so."""
    ended = since(endorse, "HEAD", rubric("alone.json"))
    assert ended.status == 4
    assert "no git repository" in ended.err


ASKED_OF_SOME = """\
format: 1
rubric: laboratory
version: 1.0.0
title: "Laboratory"
document: {title: "Laboratory"}
groups: {g: {title: "All"}}
criteria:
  clean: {group: g, ask: "Clean?", answer: yes_no, may_be: not_applicable, from: p1, basis: stated}
decisions:
  use:
    outcomes: [no, yes]
    rows:
      without: {is: no, when: {clean: not_applicable}, from: p1, basis: stated}
      dirty: {is: no, when: {clean: no}, from: p1, basis: stated}
    otherwise: {is: yes, from: p1, basis: stated}
"""


def test_who_was_declined_as_not_applicable_and_may_answer_now_does_better(
    endorse: Endorse, write: Write
) -> None:
    """No profile that both can read moves, and yet the gate does not pass."""
    asked = ASKED_OF_SOME.replace(", may_be: not_applicable", "").replace("1.0.0", "2.0.0")
    asked = "".join(line for line in asked.splitlines(True) if "without:" not in line)
    old, new = write("old.yaml", ASKED_OF_SOME), write("new.yaml", asked)
    ended = endorse("rubric", "diff", old, new, "--fail-on", "looser")
    assert (ended.status, ended.err) == (1, "endorse: looser for somebody than before: use\n")
    kept = ASKED_OF_SOME.replace("without: {is: no", "without: {is: yes")
    asked = asked.replace("2.0.0", "3.0.0")
    words = ("rubric", "diff", write("old.yaml", kept), write("new.yaml", asked))
    assert endorse(*words, "--fail-on", "looser").status == 0
