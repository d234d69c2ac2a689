"""`rubric diff --base`: a rubric is found as it was, wherever it stood then, and told why not."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.repositories import GIT, Scratch, needs_git

from .running import Ended, Endorse

Plain = Any
pytestmark = needs_git

STRICT = """\
format: 1
rubric: active
version: 1.0.0
title: "Who is active"
document: {title: "House rules of an invented tool library"}
groups: {g: {title: "All"}}
criteria:
  meetings:
    group: g
    ask: "How many meetings?"
    answer: {number: {unit: meetings, min: 0, max: 20, step: 1}}
    from: p2
    basis: stated
decisions:
  active:
    outcomes: [no, yes]
    rows:
      many: {is: yes, when: {meetings: {at_least: 8}}, from: p2, basis: stated}
    otherwise: {is: no, from: p2, basis: stated}
"""
LOOSE = STRICT.replace("at_least: 8", "at_least: 3")
STRICTER = STRICT.replace("at_least: 8", "at_least: 15")
TITLED = STRICT.replace("Who is active", "Who is active here")
BROKEN = STRICT.replace("rows:", "rowz:")
OVERLAY = """\
format: 1
rubric: branch
version: 1.0.0
extends: ../base/rubric.yaml
title: "For our branch"
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A repository with a strict rubric, tagged `old`."""
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    scratch = Scratch(tmp_path / "work")
    scratch.put("rubric.yaml", STRICT)
    scratch.commit()
    scratch.git("tag", "old")
    return scratch


def gated(endorse: Endorse, file: object, base: str = "old", gate: str = "looser") -> Ended:
    """How a gate ends."""
    return endorse("rubric", "diff", "--base", base, "--fail-on", gate, file)


def diffed(endorse: Endorse, file: object, base: str = "old", *words: str) -> Plain:
    """The machine form."""
    ended = endorse("rubric", "diff", "--base", base, file, "--format", "json", *words)
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def flat(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize("moved", ["chapters/east side/rúbrica.yaml", "active.yml", "a/b/c.json"])
def test_a_rubric_that_is_moved_is_compared_with_itself(
    endorse: Endorse, work: Scratch, moved: str, is_committed: bool
) -> None:
    """Moved and loosened in one commit: it is no new rubric."""
    new = work.move("rubric.yaml", moved)
    for text, status in ((STRICT, 0), (LOOSE, 1)):
        written = json.dumps(yaml.load(text, yaml.BaseLoader)) if new.suffix == ".json" else text
        new.write_text(written, encoding="utf-8")
        assert gated(endorse, new).status == status
    if is_committed:
        work.commit()
    ended = gated(endorse, new)
    assert ended.status == 1
    assert "looser" in ended.err
    assert "old:" in ended.out
    assert "rubric.yaml" in flat(ended.out)


def test_a_copy_of_another_id_that_git_sees_renamed_is_compared(
    endorse: Endorse, work: Scratch
) -> None:
    """A new id and a new name do not make it a new rubric."""
    work.move("rubric.yaml", "lively.yaml")
    new = work.put("lively.yaml", LOOSE.replace("rubric: active", "rubric: lively"))
    work.commit()
    assert gated(endorse, new).status == 1


def as_json(text: str) -> str:
    """A rubric in another form."""
    return json.dumps(yaml.load(text, yaml.BaseLoader))


LIVELY = LOOSE.replace("rubric: active", "rubric: lively")


def test_another_id_place_and_form_make_no_new_rubric(endorse: Endorse, work: Scratch) -> None:
    """Where a rubric is gone in the same commit, what asks the same came from it."""
    work.git("rm", "--quiet", "rubric.yaml")
    assert gated(endorse, work.put("new/lively.json", as_json(LIVELY))).status == 1
    other = as_json(LIVELY.replace("active:", "d:").replace("meetings:", "m:"))
    assert gated(endorse, work.put("new/lively.json", other)).status == 1
    work.put("kept.yaml", STRICT.replace("rubric: active", "rubric: kept"))
    assert "The rubric is new" in flat(gated(endorse, work.put("new/lively.json", other)).out)


@pytest.mark.parametrize("stays", [True, False])
def test_a_decision_that_is_moved_to_a_new_rubric_is_compared(
    endorse: Endorse, work: Scratch, stays: bool
) -> None:
    """A rubric split in two is looser in both halves: nobody says that the other is looked at."""
    _, _, decision = STRICT.partition("  active:\n")
    work.put("rubric.yaml", f"{STRICT}  second:\n{decision}")
    work.commit()
    first = work.put("rubric.yaml", STRICT if stays else STRICT.replace("active\n", "first\n"))
    loose = LOOSE.replace("rubric: active", "rubric: second").replace("  active:", "  second:")
    second = work.put("halves/second.json", as_json(loose))
    assert "second" in gated(endorse, first, base="HEAD").err
    ended = gated(endorse, second, base="HEAD")
    assert (ended.status, "The rubric is new" in flat(ended.out)) == (1, False)
    assert "second" in ended.err


@pytest.mark.parametrize("stays", [True, False])
def test_which_of_two_files_it_was_is_not_guessed(
    endorse: Endorse, work: Scratch, stays: bool
) -> None:
    """A looser copy of the same id is not compared with where nobody can tell that it is meant."""
    work.put("examples/copy.yaml", LOOSE)
    work.commit()
    if not stays:
        work.git("rm", "--quiet", "rubric.yaml", "examples/copy.yaml")
    ended = gated(endorse, work.put("new/lively.json", as_json(LOOSE)), base="HEAD")
    assert ended.status == 3
    assert "examples/copy.yaml" in ended.err
    assert "rubric.yaml" in ended.err


def test_a_folder_that_is_moved_with_earlier_versions_in_it(
    endorse: Endorse, work: Scratch
) -> None:
    """Is compared file by file, by their names."""
    work.move("rubric.yaml", "old/rubric.yaml")
    work.put("old/rubric-2024.yaml", LOOSE)
    work.commit()
    work.move("old", "chapter")
    for name in ("rubric.yaml", "rubric-2024.yaml"):
        assert gated(endorse, work.root / "chapter" / name, base="HEAD", gate="any").status == 0
    work.put("chapter/rubric.yaml", as_json(LOOSE))
    assert gated(endorse, work.root / "chapter/rubric.yaml", base="HEAD").status == 1


def test_rubrics_that_change_places_are_compared_each_with_itself(
    endorse: Endorse, work: Scratch
) -> None:
    """Whoever moves one to where another stood changes neither; whoever takes its id does."""
    west = STRICTER.replace("rubric: active", "rubric: west")
    work.move("rubric.yaml", "east/rubric.yaml")
    work.put("west/rubric.yaml", west)
    work.commit()
    work.move("east", "north")
    work.move("west", "east")
    for folder in ("north", "east"):
        assert gated(endorse, work.root / folder / "rubric.yaml", "HEAD", "any").status == 0
    work.put("east/rubric.yaml", west.replace("at_least: 15", "at_least: 9"))
    assert gated(endorse, work.root / "east" / "rubric.yaml", base="HEAD").status == 1
    work.git("reset", "--quiet", "--hard")
    work.put("loose.yaml", LIVELY)
    work.commit()
    work.git("rm", "--quiet", "loose.yaml")
    assert gated(endorse, work.put("west/rubric.yaml", LIVELY), base="HEAD").status == 1


def test_a_change_that_mends_what_a_rubric_builds_on_is_not_red(
    endorse: Endorse, work: Scratch
) -> None:
    """Nor where what it named was not there at all."""
    work.move("rubric.yaml", "base/rubric.yaml")
    work.put("ours/rubric.yaml", OVERLAY)
    work.commit()
    work.put("ours/rubric.yaml", OVERLAY.replace("../base", "../bass"))
    work.commit()
    new = work.put("ours/rubric.yaml", OVERLAY)
    ended = gated(endorse, new, base="HEAD")
    assert ended.status == 0
    assert "is not there at this revision" in flat(ended.out)
    work.put("base/rubric.yaml", LOOSE)
    assert gated(endorse, new, base="HEAD").status == 1


def test_a_rubric_that_comes_back_is_not_new(endorse: Endorse, work: Scratch) -> None:
    """Taken away in one change and put back looser in a later one, here or elsewhere."""
    work.git("rm", "--quiet", "rubric.yaml")
    work.put("ivo.yaml", "candidate: Ivo Marten\nrubric: active\nanswers: {}\n")
    work.commit()
    work.git("rm", "--quiet", "ivo.yaml")
    work.commit()
    for name, text in (
        ("rubric.yaml", LOOSE),
        ("a/b.json", as_json(LOOSE)),
        ("rubric.yaml", LIVELY),
    ):
        ended = gated(endorse, new := work.put(name, text), base="HEAD")
        assert ended.status == 1
        assert f"the rubric was gone. Compared is {work.git('rev-parse', 'old')[:10]}" in flat(
            ended.out
        )
        new.unlink()
    assert gated(endorse, work.put("rubric.yaml", STRICT), base="HEAD").status == 0
    assert "The rubric is new" in flat(gated(endorse, work.put("c.yaml", LIVELY), "HEAD").out)


def test_where_two_branches_went_through_each_other_what_others_did_is_no_change(
    endorse: Endorse, work: Scratch
) -> None:
    """Of several revisions in common that of the branch named counts: nobody can undo it unseen."""
    work.branch("ours")
    work.put("notes.txt", "ours")
    first = work.commit()
    work.on("main")
    work.put("rubric.yaml", STRICTER)
    second = work.commit()
    work.git("merge", "--quiet", "--no-ff", "--message", "ours into main", first)
    work.on("ours")
    work.git("merge", "--quiet", "--no-ff", "--message", "main into ours", second)
    new = work.root / "rubric.yaml"
    assert gated(endorse, new, base="main", gate="any").status == 0
    new.write_text(STRICT, encoding="utf-8")
    assert gated(endorse, new, base="main").status == 1


@pytest.mark.parametrize(
    "setting", [".gitattributes", "diff.relative", "submodule.recurse", "replace"]
)
def test_nobodys_own_settings_make_a_rubric_new(
    endorse: Endorse, work: Scratch, setting: str
) -> None:
    """Neither attributes nor the settings of a clone, nor an object put in another's place."""
    if setting == ".gitattributes":
        work.put(setting, "*.yaml binary\n")
        work.commit()
    elif setting != "replace":
        work.git("config", setting, "true")
    base = work.git("rev-parse", "HEAD")
    work.git("rm", "--quiet", "rubric.yaml")
    new = work.put("moved/active.json", as_json(LOOSE))
    loosened = work.commit()
    if setting == "replace":
        work.git("replace", base, loosened)
    assert gated(endorse, new, base=base).status == 1


def test_a_tag_does_not_stand_for_a_branch(endorse: Endorse, work: Scratch) -> None:
    """Whoever tags a change with the name of the branch it is compared with is found out."""
    work.branch("ours")
    new = work.put("rubric.yaml", LOOSE)
    work.commit()
    work.git("tag", "main")
    ended = gated(endorse, new, base="main")
    assert ended.status == 4
    assert "`refs/heads/main` and `refs/tags/main`" in flat(ended.err)
    assert gated(endorse, new, base="refs/heads/main").status == 1


def test_a_rubric_that_nobody_had_is_new(endorse: Endorse, work: Scratch) -> None:
    """It is compared with nothing, which is said and no failure."""
    new = work.put("new.yaml", "# A\n" * 60 + LOOSE.replace("rubric: active", "rubric: lively"))
    for gate in ("looser", "outcome-change", "any"):
        ended = gated(endorse, new, gate=gate)
        assert ended.status == 0
        assert "The rubric is new" in flat(ended.out)
    assert diffed(endorse, new)["old"] is None
    ended = endorse("rubric", "diff", "--base", "old", new, "--format", "markdown")
    assert "The rubric is new" in ended.out


def test_a_candidate_that_names_a_rubric_is_not_taken_for_it(
    endorse: Endorse, work: Scratch
) -> None:
    """Only a rubric has been there before."""
    work.put("ivo.yaml", "candidate: Ivo Marten\nrubric: lively\nanswers: {}\n")
    work.commit()
    new = work.put("new.yaml", LOOSE.replace("rubric: active", "rubric: lively"))
    assert "The rubric is new" in flat(gated(endorse, new, base="HEAD").out)


def test_a_branch_behind_is_not_blamed_for_what_others_changed(
    endorse: Endorse, work: Scratch
) -> None:
    """Compared is what both have in common; the revision itself where that is asked for."""
    work.branch("titles")
    new = work.put("rubric.yaml", TITLED)
    work.commit()
    common = work.git("rev-parse", "old")
    work.on("main")
    work.put("rubric.yaml", STRICTER)
    work.commit()
    work.on("titles")
    ended = gated(endorse, new, base="main")
    assert ended.status == 0
    assert f"Compared with {common[:10]}, what this branch has in common with main" in flat(
        ended.out
    )
    found = diffed(endorse, new, "main")
    assert [change["kind"] for change in found["changes"]] == ["title"]
    assert (found["since"]["commit"], found["since"]["parted"]) == (common, True)
    markdown = endorse("rubric", "diff", "--base", "main", new, "--format", "markdown").out
    assert f"Compared with `{common[:10]}`" in markdown
    words = ("rubric", "diff", "--base", "main", "--exactly", "--fail-on", "looser", new)
    assert endorse(*words).status == 1


def test_a_branch_behind_that_loosens_is_caught(endorse: Endorse, work: Scratch) -> None:
    """Whatever happened to the rubric elsewhere in the meantime."""
    work.branch("ours")
    new = work.put("rubric.yaml", LOOSE)
    work.commit()
    work.on("main")
    work.put("rubric.yaml", LOOSE.replace("at_least: 3", "at_least: 2"))
    work.commit()
    work.on("ours")
    assert gated(endorse, new, base="main").status == 1


def test_the_change_that_mends_a_rubric_is_not_red(endorse: Endorse, work: Scratch) -> None:
    """What was wrong is told; compared is the last revision before that can be read."""
    new = work.put("rubric.yaml", BROKEN)
    work.commit()
    work.git("tag", "broken")
    new.write_text(TITLED, encoding="utf-8")
    ended = endorse("rubric", "diff", "--base", "broken", new)
    assert ended.status == 0, ended.err
    out = flat(ended.out)
    assert "At broken the rubric had 1 error" in out
    assert "`rowz`" in ended.out.replace("rowz", "`rowz`")
    assert "the last one before it that can be read" in out
    assert gated(endorse, new, base="broken").status == 0
    new.write_text(LOOSE, encoding="utf-8")
    assert gated(endorse, new, base="broken").status == 1
    found = diffed(endorse, new, "broken")["since"]
    assert found["compared"] == work.git("rev-parse", "old")
    assert [one["code"] for one in found["faults"]] == ["unknown-key"]


def test_where_nobody_can_read_what_it_was_a_gate_is_not_passed(
    endorse: Endorse, work: Scratch
) -> None:
    """Without a gate it is told and no failure."""
    work.put("second.yaml", BROKEN.replace("rubric: active", "rubric: second"))
    work.commit()
    new = work.put("second.yaml", LOOSE.replace("rubric: active", "rubric: second"))
    assert endorse("rubric", "diff", "--base", "HEAD", new).status == 0
    ended = gated(endorse, new, base="HEAD")
    assert ended.status == 1
    assert "nothing to compare with" in ended.err
    assert "rowz" in ended.err


def test_what_is_broken_and_moved_is_not_new(endorse: Endorse, work: Scratch) -> None:
    """A file that could not be read says who it is all the same."""
    work.put("rubric.yaml", STRICT.replace("groups: {g", "groups: {{g"))
    work.commit()
    work.git("rm", "--quiet", "--force", "rubric.yaml")
    new = work.put("moved/rubric.yaml", LOOSE)
    ended = gated(endorse, new, base="HEAD")
    assert ended.status == 1
    assert "looser" in ended.err


def test_a_base_that_is_broken_is_told_too(endorse: Endorse, work: Scratch) -> None:
    """The fault may stand in the rubric that it builds on."""
    work.move("rubric.yaml", "base/rubric.yaml")
    new = work.put("ours/rubric.yaml", OVERLAY)
    work.commit()
    work.put("base/rubric.yaml", BROKEN)
    work.commit()
    work.put("base/rubric.yaml", LOOSE)
    ended = gated(endorse, new, base="HEAD")
    assert ended.status == 1
    assert "base/rubric.yaml" in ended.out


def test_a_base_whose_folder_is_gone_is_read_as_it_was(endorse: Endorse, work: Scratch) -> None:
    """An overlay that builds on something else now is compared with what it built on."""
    work.move("rubric.yaml", "base/rubric.yaml")
    new = work.put("ours/rubric.yaml", OVERLAY)
    work.commit()
    work.move("base/rubric.yaml", "below/rubric.yaml")
    work.put("below/rubric.yaml", LOOSE)
    new.write_text(OVERLAY.replace("../base", "../below"), encoding="utf-8")
    assert gated(endorse, new, base="HEAD").status == 1


@pytest.mark.parametrize("linked", ["link.yaml", "shelf"])
def test_links_are_followed_inside_the_revision(
    endorse: Endorse, work: Scratch, linked: str
) -> None:
    """A rubric, or its folder, may be a symbolic link."""
    work.move("rubric.yaml", "chapters/east/rubric.yaml")
    target = "chapters/east" if linked == "shelf" else "chapters/east/rubric.yaml"
    (work.root / linked).symlink_to(target)
    work.commit()
    work.put("chapters/east/rubric.yaml", LOOSE)
    new = work.root / linked / ("rubric.yaml" if linked == "shelf" else "")
    assert gated(endorse, new, base="HEAD").status == 1
    assert gated(endorse, work.root / "chapters/east/rubric.yaml", base="HEAD").status == 1


def test_a_link_that_leads_out_is_not_read(endorse: Endorse, work: Scratch) -> None:
    """Nothing outside the repository belongs to a revision."""
    (work.root / "link.yaml").symlink_to("../../elsewhere.yaml")
    work.commit()
    (work.root / "link.yaml").unlink()
    ended = endorse("rubric", "diff", "--base", "HEAD", work.put("link.yaml", STRICT))
    assert ended.status == 4
    assert "leads out of the repository" in ended.err


def test_a_worktree_is_a_repository(endorse: Endorse, work: Scratch, tmp_path: Path) -> None:
    """What is compared is what stands there."""
    work.git("worktree", "add", "--quiet", "-b", "beside", str(tmp_path / "beside"))
    new = tmp_path / "beside" / "rubric.yaml"
    new.write_text(LOOSE, encoding="utf-8")
    assert gated(endorse, new).status == 1
    assert gated(endorse, work.root / "rubric.yaml").status == 0


@pytest.fixture
def around(work: Scratch, tmp_path: Path) -> Scratch:
    """A repository with the rubric in a submodule, tagged `old`."""
    outer = Scratch(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", work.root.as_uri(), "chapter")
    outer.commit()
    outer.git("tag", "then")
    return outer


def test_a_submodule_has_the_revision_of_what_is_around_it(
    endorse: Endorse, around: Scratch
) -> None:
    """A revision that only the outer repository knows is what the submodule was at it."""
    new = around.root / "chapter" / "rubric.yaml"
    assert gated(endorse, new, base="then").status == 0
    new.write_text(LOOSE, encoding="utf-8")
    assert gated(endorse, new, base="then").status == 1
    assert gated(endorse, new, base="old").status == 1


def test_a_submodule_that_goes_back_to_something_looser_is_caught(
    endorse: Endorse, work: Scratch, around: Scratch
) -> None:
    """The pointer may move to an older revision: compared is where it stood."""
    inner = Scratch(around.root / "chapter")
    loose, strict = inner.git("rev-parse", "HEAD"), STRICTER
    inner.put("rubric.yaml", strict)
    inner.commit()
    around.commit()
    around.git("tag", "later")
    inner.git("checkout", "--quiet", loose)
    around.commit()
    assert gated(endorse, inner.root / "rubric.yaml", base="later").status == 1


def test_files_that_become_a_submodule_are_compared(
    endorse: Endorse, work: Scratch, tmp_path: Path
) -> None:
    """As they were in the repository around it; and the other way round nobody says `new`."""
    outer = Scratch(tmp_path / "outer")
    outer.put("chapter/rubric.yaml", STRICTER)
    outer.commit()
    outer.git("tag", "files")
    outer.git("rm", "-r", "--quiet", "chapter")
    outer.git("submodule", "--quiet", "add", work.root.as_uri(), "chapter")
    outer.commit()
    outer.git("tag", "module")
    assert gated(endorse, outer.root / "chapter" / "rubric.yaml", base="files").status == 1
    outer.git("rm", "--quiet", "--force", "chapter")
    ended = gated(endorse, outer.put("chapter/rubric.yaml", LOOSE), base="module")
    assert ended.status == 4
    assert "is a submodule" in ended.err


def test_a_hook_of_another_repository_does_not_lead_astray(
    endorse: Endorse, work: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks of their own repository; a file's is the one that it is in."""
    other = Scratch(tmp_path / "other")
    other.put("rubric.yaml", LOOSE)
    other.commit()
    other.git("tag", "old")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    new = work.put("rubric.yaml", LOOSE)
    assert gated(endorse, new).status == 1


@pytest.mark.parametrize("base", ["old", "origin/main", "main"])
def test_a_shallow_clone_is_told_as_that(
    endorse: Endorse, work: Scratch, tmp_path: Path, base: str
) -> None:
    """With the command that mends it; nothing is compared at random."""
    work.branch("ours")
    for text in (TITLED, STRICTER):
        work.put("rubric.yaml", text)
        work.commit()
    shallow = work.cloned(tmp_path / "shallow", "--depth=1", "--branch=ours", "--single-branch")
    if base == "origin/main":
        shallow.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    ended = gated(endorse, shallow.root / "rubric.yaml", base=base)
    assert ended.status == 4
    assert "shallow" in flat(ended.err)
    assert "git fetch --unshallow" in flat(ended.err)
    shallow.git("fetch", "--quiet", "--unshallow", "origin", "main:main")
    assert gated(endorse, shallow.root / "rubric.yaml", base="main").status == 0


def test_the_branch_of_a_remote_is_offered(endorse: Endorse, work: Scratch, tmp_path: Path) -> None:
    """Where only the remote's branch is there, its name is said."""
    clone = work.cloned(tmp_path / "clone")
    clone.branch("ours")
    clone.git("branch", "--quiet", "-D", "main")
    ended = gated(endorse, clone.root / "rubric.yaml", base="main")
    assert ended.status == 4
    assert "Did you mean `origin/main`?" in flat(ended.err)


def test_git_refuses_in_its_own_words(
    endorse: Endorse, work: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository that somebody else owns: the reason, and what git advises."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ended = gated(endorse, work.root / "rubric.yaml")
    assert ended.status == 4
    assert "dubious ownership" in flat(ended.err)
    assert "git config --global --add safe.directory" in flat(ended.err)
    assert "no git repository" not in flat(ended.err)


@pytest.mark.parametrize("folder", ["east side", "Río Grande", 'a\'b "c"', "new\nline"])
def test_any_name_of_a_folder_will_do(endorse: Endorse, work: Scratch, folder: str) -> None:
    """Blanks, accents, quotes, even a line break; named from the folder itself too."""
    work.move("rubric.yaml", f"{folder}/rubric.yaml")
    work.commit()
    work.put(f"{folder}/rubric.yaml", LOOSE)
    assert gated(endorse, work.root / folder / "rubric.yaml", base="HEAD").status == 1
    here = Path.cwd()
    try:
        os.chdir(work.root / folder)
        assert gated(endorse, "rubric.yaml", base="HEAD").status == 1
        assert gated(endorse, ".", base="HEAD").status == 1
    finally:
        os.chdir(here)


def test_exactly_needs_a_base(endorse: Endorse, work: Scratch) -> None:
    """It says which revision is meant, and without one it says nothing."""
    file = work.root / "rubric.yaml"
    assert endorse("rubric", "diff", "--exactly", file, file).status == 2


CASE = """\
case: {name}
why: it should
expect: {{active: {is_}}}
answers: {{meetings: {meetings}}}
"""


def case(name: str, is_: str, meetings: int) -> str:
    """A case of the strict rubric or of the loose one."""
    return CASE.format(name=name, is_=is_, meetings=meetings)


@pytest.mark.parametrize("words", [(), ("--format", "markdown")])
def test_cases_that_are_gone_or_expect_something_else_are_told(
    endorse: Endorse, work: Scratch, words: tuple[str, ...]
) -> None:
    """Whoever takes away the case that a change would fail does not do it unseen."""
    work.put("cases/few.yaml", case("few", "no", 5))
    work.put("cases/some.yaml", f"{case('some', 'no', 6)}---\n{case('many', 'yes', 9)}")
    work.commit()
    new = work.move("rubric.yaml", "ours/rubric.yaml")
    work.move("cases/some.yaml", "ours/cases/other.yaml")
    (work.root / "cases" / "few.yaml").unlink()
    told = ("rubric", "diff", "--base", "HEAD", new, *words)
    out = flat(endorse(*told).out).replace("`", "").replace("\\", "")
    assert "1 case is gone: few." in out
    assert "something else" not in out
    assert gated(endorse, new, base="HEAD", gate="any").status == 1
    work.put("ours/cases/other.yaml", f"{case('some', 'yes', 6)}---\n{case('many', 'yes', 9)}")
    out = flat(endorse(*told).out).replace("`", "").replace("\\", "")
    assert "1 case says something else: some." in out
    work.put("ours/cases/other.yaml", f"{case('some', 'no', 6)}---\n{case('many', 'yes', 9)}")
    work.put("ours/cases/few.yaml", case("few", "no", 5).replace("it should", "as before"))
    assert "1 case" not in flat(endorse(*told).out)
    assert gated(endorse, new, base="HEAD", gate="any").status == 0
