"""What has another id now (`was`) is the same thing: in diffs, answers and advice."""

from pathlib import Path

import pytest

from endorse_cli import api

V1 = """\
format: 1
rubric: patching
version: 1.0.0
title: "What is patched first"
document: {title: "How we patch"}
groups: {g: {title: "All"}}
scales: {}
criteria:
  exploited: {group: g, label: "Exploited", ask: "Is it exploited?", answer: yes_no,
    from: p2, basis: stated, anchors: {yes: a, no: b}}
  safety: {group: g, label: "Harm", ask: "Who is harmed?", answer: {levels: [minor, major, grave]},
    from: p2, basis: stated, anchors: {minor: a, major: b, grave: c}}
  reach: {group: g, label: "Reach", ask: "Who has it?", answer: {set: [staff, guests]},
    in: [seen], from: p2, basis: stated}
families: {seen: {title: "Seen", placeholder: reach}}
settings: {enough: {value: major, of: safety, from: p2, basis: stated}}
scores: {harm: {value: {points: safety, give: {minor: 0, major: 1, grave: 2}},
    from: p2, basis: stated}}
findings:
  grave: {when: {safety: {at_least: {setting: enough}}}, from: p2, basis: stated}
decisions:
  patch:
    outcomes: [wait, soon, now]
    rows:
      both: {is: now, when: {all: [{exploited: yes}, grave, {harm: {at_least: 2}}]},
        from: p2, basis: stated}
      one: {is: soon, when: {any: [grave, {count: {of: [exploited], are: yes}, at_least: 1},
        {reach: {includes_any: [staff, guests]}}]}, from: p2, basis: stated}
    otherwise: {is: wait, from: p2, basis: stated}
  told:
    outcomes: [no, yes]
    table: {by: [safety, grave], cells: [["minor", no, no], ["major", yes, yes],
      ["grave", yes, yes], ["minor", yes, no], ["major", no, no], ["grave", no, no]]}
    from: p2
    basis: stated
promises:
  harm_counts: {more_never_hurts: [safety, reach.guests], for: [patch], from: p2, basis: stated}
"""
V1 = V1.replace("scales: {}\n", "")


def renamed() -> str:
    """The second version: a criterion, a finding and a row are called otherwise, nothing else."""
    text = V1.replace("version: 1.0.0", "version: 1.0.1").replace("y, grave]", "y, is_grave]")
    for old, new in (("safety", "harm_done"), ("grave:", "is_grave:"), ("reach", "reaches")):
        text = text.replace(old, new)
    text = text.replace("is_grave: c", "grave: c").replace("is_grave: 2", "grave: 2")
    text = text.replace(" grave,", " is_grave,").replace("[grave,", "[is_grave,")
    text = text.replace("harm_done: {group", "harm_done: {was: [safety], group")
    text = text.replace("reaches: {group", "reaches: {was: [reach], group")
    text = text.replace("is_grave: {when", "is_grave: {was: [grave], when")
    return text.replace("      one: {is", "      either: {was: [one], is")


def versions(tmp_path: Path) -> tuple[str, str]:
    """Both versions as files."""
    paths = tmp_path / "v1.yaml", tmp_path / "v2.yaml"
    for path, text in zip(paths, (V1, renamed()), strict=True):
        path.write_text(text, "utf-8")
    return str(paths[0]), str(paths[1])


def answers(tmp_path: Path, text: str) -> str:
    """A candidate's file."""
    path = tmp_path / "candidate.yaml"
    path.write_text(f"candidate: Ines Falk\nanswers:\n{text}", "utf-8")
    return str(path)


@pytest.mark.parametrize("is_return", [False, True])
def test_a_rename_alone_moves_nothing(tmp_path: Path, is_return: bool) -> None:
    """A rename and its return are told as that and as nothing else; no rule is another."""
    paths = versions(tmp_path)
    old, new = reversed(paths) if is_return else paths
    diffed = api.diff_rubrics(old, new)
    names = [("safety", "harm_done"), ("reach", "reaches"), ("grave", "is_grave"),
             ("one", "either")]  # fmt: skip
    found = [
        (change["before"]["value"], change["after"]["value"])
        for change in diffed.form["changes"]
        if change["kind"] == "renamed" and change["before"] and change["after"]
    ]
    assert found == [(b, a) if is_return else (a, b) for a, b in names]
    assert {change["kind"] for change in diffed.form["changes"]} == {"version", "renamed"}
    verdicts = {id: part["verdict"] for id, part in diffed.form["decisions"].items()}
    assert verdicts == {"patch": "equivalent", "told": "equivalent"}
    assert (diffed.form["again"], diffed.form["lost"]) == ([], {})
    assert diffed.form["version"]["advice"] == "patch"
    assert diffed.unmet("outcome-change") == diffed.unmet("looser") == ""


def test_what_changes_besides_a_rename_is_told(tmp_path: Path) -> None:
    """Behind a rename nothing hides: a level that is called otherwise is an answer that is lost."""
    old, new = versions(tmp_path)
    text = Path(new).read_text("utf-8").replace("minor", "slight").replace("is: soon", "is: now")
    Path(new).write_text(text, "utf-8")
    diffed = api.diff_rubrics(old, new)
    assert diffed.form["lost"] == {"harm_done": ["minor"]}
    assert diffed.form["decisions"]["patch"]["verdict"] == "looser"
    assert diffed.unmet("looser") != ""


def test_old_answers_are_read_and_said_to_be(tmp_path: Path) -> None:
    """A file with an id from before comes out as ever, with a note at that id."""
    old, new = versions(tmp_path)
    file = answers(tmp_path, "  exploited: yes\n  safety: Grave\n  reach: [staff]\n")
    before, after = (api.score_files([file], rubric=rubric) for rubric in (old, new))
    assert after.scored[0].record["decisions"]["patch"]["outcome"] == "now"
    assert before.scored[0].record["decisions"] == after.scored[0].record["decisions"]
    notes = [(d.severity, d.message, d.place.line) for d in after.diagnostics if d.place]
    assert ("note", "`safety` is read as `harm_done`, as it is called now.", 4) in notes
    assert ("note", "`reach` is read as `reaches`, as it is called now.", 5) in notes
    assert ("note", "`Grave` is read as `grave`.", 4) in notes


@pytest.mark.parametrize("id", ["safety", "harm_done"])
def test_a_diff_reads_candidates_under_either_id(tmp_path: Path, id: str) -> None:
    """Nobody is lost for an id, whether the files were changed with the rubric or not."""
    file = answers(tmp_path, f"  exploited: yes\n  {id}: grave\n  reach: [staff]\n")
    diffed = api.diff_rubrics(*versions(tmp_path), candidates=[file])
    (part,) = diffed.form["candidates"]
    assert part["invalid"] == {"old": [], "new": []}
    assert part["decisions"] == {}


def test_faults_stand_where_they_were_written(tmp_path: Path) -> None:
    """A wrong answer under an old id is refused at its place in the file."""
    _, new = versions(tmp_path)
    file = answers(tmp_path, "  exploited: yes\n  safety: terrible\n")
    found = [d for d in api.score_files([file], rubric=new).diagnostics if d.severity == "error"]
    assert [(d.code, d.place.line if d.place else 0) for d in found] == [("bad-value", 4)]


def test_both_ids_at_once_are_refused(tmp_path: Path) -> None:
    """Of an answer that stands under the old and the new id nobody can tell which is meant."""
    _, new = versions(tmp_path)
    file = answers(tmp_path, "  safety: minor\n  harm_done: grave\n")
    run = api.score_files([file], rubric=new)
    assert [(d.code, d.place.line if d.place else 0) for d in run.diagnostics] == [
        ("unknown-id", 3)
    ]


@pytest.mark.parametrize(
    ("was", "said"),
    [
        ("harm_done: {was: [exploited]", "`exploited` is in use"),
        ("harm_done: {was: [patch]", "`patch` is in use"),
        ("harm_done: {was: [harm_done]", "`harm_done` is in use"),
        ("harm_done: {was: [reach]", "`reach` is what both"),
        ("harm_done: {was: [safety, safety]", "appears twice"),
    ],
)
def test_an_id_in_use_was_nothing_else(tmp_path: Path, was: str, said: str) -> None:
    """An id that something bears, or that two things had, is `doubled-id` at its place."""
    _, new = versions(tmp_path)
    text = Path(new).read_text("utf-8").replace("harm_done: {was: [safety]", was)
    Path(new).write_text(text, "utf-8")
    (found,) = api.check_rubric(new).diagnostics
    assert found.code == "doubled-id"
    assert said in found.message
    assert found.place
    assert "was: [" in text.splitlines()[found.place.line - 1]


def test_a_row_in_use_was_no_other(tmp_path: Path) -> None:
    """Rows have their ids to themselves, so theirs are looked at in their decision alone."""
    _, new = versions(tmp_path)
    text = Path(new).read_text("utf-8").replace("was: [one]", "was: [both]")
    Path(new).write_text(text, "utf-8")
    (found,) = api.check_rubric(new).diagnostics
    assert (found.code, "`both` is in use" in found.message) == ("doubled-id", True)


def test_an_overlay_below_which_something_was_renamed(tmp_path: Path) -> None:
    """What a chapter switches off is known by its later id too, so nothing seems switched on."""
    found = []
    for base, row, id in ((V1, "one", "safety"), (renamed(), "either", "harm_done")):
        folder = tmp_path / id
        folder.mkdir()
        (folder / "base.yaml").write_text(base, "utf-8")
        (folder / "own.yaml").write_text(
            "format: 1\nrubric: own\nversion: 1.0.0\nextends: base.yaml\ntitle: Own\n"
            f"demand:\n  {id}: {{evidence: required, from: p2, basis: chapter,"
            " adopted: {by: us, date: 2026-02-01}}\n"
            f"switch_off:\n  patch.{row}: {{reason: no, from: p2, basis: chapter,"
            " adopted: {by: us, date: 2026-02-01}}\n",
            "utf-8",
        )
        found.append(str(folder / "own.yaml"))
    diffed = api.diff_rubrics(*found)
    assert {change["kind"] for change in diffed.form["changes"]} <= {"renamed", "extends"}
    assert diffed.form["departures"] == []
