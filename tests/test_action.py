"""The action for GitHub, its steps run as the runner would: the texts of `run:` by a real bash."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from cli.running import installed
from endorse_cli.files.catalog import requirement
from support.at_hand import AtHand, run_program
from support.base import BASE, edited, put
from support.repositories import GIT, Scratch

Plain = Any

ROOT = Path(__file__).parents[1]
ACTION: Plain = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, Plain] = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
CHECK, TEST, DIFF = "Check the rubric", "Test it on its cases", "Say what the change does"

pytestmark = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("git")), reason="needs bash and git"
)

COMMAND = {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}
"""The installed command; whoever runs the tests on another tree names it in `PYTHONPATH`."""


class Ran(NamedTuple):
    """How a step ended, what it logged, and what it left for the steps after it and for people."""

    status: int
    log: str
    output: str
    summary: str

    @property
    def comment(self) -> str:
        """The body of a comment, as the runner reads it from the outputs; empty without one."""
        lines = self.output.splitlines()
        starts = [i for i, line in enumerate(lines) if line.startswith("comment<<")]
        if not starts:
            return ""
        (start,) = starts
        end = lines.index(lines[start].removeprefix("comment<<"), start + 1)
        return "\n".join(lines[start + 1 : end])


def value_of(expression: str, known: Plain) -> str:
    """What the runner puts in place of `a.b || c.d`: the first of them that is there."""
    for one in expression.split(" || "):
        found = known
        for key in one.split("."):
            found = found.get(key) if isinstance(found, dict) else None
        if found:
            return str(found)
    return ""


class Repository(Scratch):
    """A chapter's repository, and what the runner gives to the steps.

    The command is answered for by this process, unless the installed one `runs_itself`.
    """

    def __init__(self, folder: Path, runs_itself: bool = False) -> None:
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.command = AtHand(folder / "command") if not runs_itself else None
        super().__init__(folder / "chapter")

    def job(self, event: Plain, **inputs: str) -> dict[str, Ran]:
        """Every step in order as the runner does it for an event, whatever the one before said."""
        defaults = {name: one["default"] for name, one in ACTION["inputs"].items()}
        given = defaults | {name.replace("_", "-"): said for name, said in inputs.items()}
        known = {"inputs": given, "github": {"event": event}}
        found = {}
        for step in (CHECK, TEST, DIFF):
            told = {
                name: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: value_of(m[1], known), text)
                for name, text in STEPS[step]["env"].items()
            }
            found[step] = self.run(step, **told)
        return found

    def shell(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Some lines of plain shell, with the command at hand."""
        return self.started(["sh", "-c", script], variables)

    def run(self, step: str, **inputs: str) -> Ran:
        """A step as the runner runs it: the text in a file, given to bash, inputs as variables."""
        script = self.temp / "step.sh"
        script.write_text(STEPS[step]["run"], encoding="utf-8")
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        given = dict.fromkeys(STEPS[step]["env"], "") | inputs
        told = {"RUNNER_TEMP": str(self.temp)} | {name: str(path) for name, path in files.items()}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        ran = self.started(bash, told | given)
        output, summary = (path.read_text(encoding="utf-8") for path in files.values())
        return Ran(ran.returncode, ran.stdout + ran.stderr, output, summary)

    def started(
        self, words: list[str], variables: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Some program of the runner's, with the command in its path."""
        env = COMMAND | GIT | variables
        if self.command is None:
            return run_program(words, self.root, env)
        path = os.pathsep.join([str(self.command.folder), COMMAND["PATH"]])
        return self.command.run(words, self.root, env | {"PATH": path})


RIVERBEND = (ROOT / "examples" / "riverbend" / "rubric.yaml").read_text(encoding="utf-8")

CASE = """\
case: who takes money from landlords is declined
expect: {recommendation: decline}
rows: {recommendation: [red_line]}
as_of: 2026-05-01
answers:
  landlord_money:
    answer: crossing
    evidence: [{source: filing, date: 2026-04-20}]
"""

LINE = "evidence: {required_for: [crossing]}\n    fresh_for: {months: 6}"


@pytest.fixture
def chapter(tmp_path: Path) -> Repository:
    """A chapter's overlay with a case and its candidates, committed; nothing is changed yet."""
    return chapter_in(tmp_path)


def chapter_in(folder: Path, runs_itself: bool = False) -> Repository:
    """The same where it is wanted."""
    repository = Repository(folder, runs_itself)
    repository.put("rubric.yaml", RIVERBEND)
    repository.put("cases/money.yaml", CASE)
    for path in (ROOT / "examples" / "riverbend").glob("*.yaml"):
        if path.name != "rubric.yaml":
            repository.put(f"candidates/{path.name}", path.read_text(encoding="utf-8"))
    repository.commit()
    return repository


def loosened(text: str) -> str:
    """The overlay with one line loosened: the bar for how widely a race is known."""
    changed = text.replace("value: defining", "value: some", 1)
    assert changed != text
    return changed


def test_a_rubric_as_it_should_be_passes(tmp_path: Path) -> None:
    """A chapter's checks are green with the installed command, and no log says what is not so."""
    assert installed()
    chapter = chapter_in(tmp_path, runs_itself=True)
    before = chapter.git("rev-parse", "HEAD")
    assert chapter.run(CHECK, RUBRIC="rubric.yaml").status == 0
    assert chapter.run(TEST, RUBRIC="rubric.yaml").status == 0
    ran = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=before, FAIL_ON="any")
    assert ran.status == 0
    assert "The two rubrics say the same." in ran.comment


def test_the_comment_says_in_two_sentences_what_a_loosened_line_does(chapter: Repository) -> None:
    """Nobody merges a change that loosens a line without having been told."""
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("rubric.yaml", loosened(RIVERBEND))
    chapter.commit()
    ran = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=before)
    assert ran.status == 0
    _, sentences, *_ = ran.comment.split("\n\n")
    assert len(re.findall(r"\.(?= |$)", sentences)) == 2
    assert "makes `classification` looser" in sentences
    assert "should become `2.1.0`" in sentences
    assert ran.summary.strip() == ran.comment.strip()
    gated = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=before, FAIL_ON="looser")
    assert gated.status == 1
    assert gated.comment == ran.comment


def test_candidates_already_assessed_are_compared(chapter: Repository) -> None:
    """Whose outcome changes stands in the comment; files are named one by one or by a pattern."""
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("rubric.yaml", loosened(RIVERBEND))
    for named in ("candidates/*.yaml", "candidates/not-rooted-enough.yaml\n"):
        ran = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=before, CANDIDATES=named)
        assert ran.status == 0
        assert "Leopold Achterhof" in ran.comment


def test_faults_are_annotated_at_their_lines(chapter: Repository) -> None:
    """What is wrong stands beside the line that is wrong, in the view of the change."""
    chapter.put("rubric.yaml", RIVERBEND.replace("group: red_lines", "gruop: red_lines", 1))
    ran = chapter.run(CHECK, RUBRIC="rubric.yaml")
    assert ran.status == 3
    assert "::error file=rubric.yaml,title=unknown-key,line=" in ran.log


def test_a_failing_case_is_annotated_at_its_line(chapter: Repository) -> None:
    """A case that comes out otherwise is found in the view of the change."""
    chapter.put(
        "cases/money.yaml", CASE.replace("recommendation: decline", "recommendation: endorse")
    )
    ran = chapter.run(TEST, RUBRIC="rubric.yaml")
    assert ran.status == 1
    assert "::error file=cases/money.yaml,title=case,line=1" in ran.log


def test_no_cases_at_all_is_a_failure(chapter: Repository) -> None:
    """A rubric that nothing tries does not pass for one that was tried."""
    (chapter.root / "cases" / "money.yaml").unlink()
    ran = chapter.run(TEST, RUBRIC="rubric.yaml")
    assert ran.status == 1
    assert "::error file=rubric.yaml,title=no cases::" in ran.log


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_a_revision_before_there_is_nothing_to_compare(
    chapter: Repository, base: str
) -> None:
    """The first push of a branch is no failure, and no comparison with anything else."""
    ran = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=base)
    assert (ran.status, ran.output, ran.summary) == (0, "", "")
    assert "nothing to compare with" in ran.log


def test_a_new_rubric_is_compared_with_nothing(chapter: Repository) -> None:
    """A rubric that was not there before is no failure either, and the comment says so."""
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("second/rubric.yaml", RIVERBEND.replace("rubric: riverbend", "rubric: second"))
    ran = chapter.run(DIFF, RUBRIC="second/rubric.yaml", BASE=before, FAIL_ON="any")
    assert ran.status == 0
    assert "The rubric is new" in ran.comment


CAREFUL = put("decisions loan rows careful when all 1 care at_least", "clear")
SOME, CLEAR = json.dumps(BASE), json.dumps(edited(CAREFUL))
"""A rubric, and the same with one line stricter."""
TITLED = SOME.replace("Lending the cargo bike", "Lending our cargo bike")
CASES = "case: nobody\nexpect: {loan: [refuse, wait, lend]}\nanswers: {}\n"
PULL = {"pull_request": {"base": {"ref": "main"}}}


@pytest.fixture
def origin(tmp_path: Path) -> Scratch:
    """The repository on the server: a rubric with its case, on `main`."""
    server = Scratch(tmp_path / "server")
    server.put("rubric.json", SOME)
    server.put("cases/nobody.yaml", CASES)
    server.commit()
    return server


def merged(server: Scratch, branch: str) -> None:
    """What GitHub makes of a pull request: a commit that merges it into `main`."""
    server.git("checkout", "--quiet", "--detach", "main")
    server.git("merge", "--quiet", "--no-edit", branch)
    server.git("update-ref", "refs/pull/1/merge", "HEAD")
    server.on("main")


def checked_out(server: Scratch, folder: Path, ref: str = "refs/pull/1/merge") -> Repository:
    """What `actions/checkout` leaves: one commit of one ref, and the address of the server."""
    folder.mkdir()
    found = Repository(folder)
    found.git("remote", "add", "origin", server.root.as_uri())
    kept = ref.replace("refs/heads/", "refs/remotes/origin/")
    found.git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", f"+{ref}:{kept}")
    name = ref.removeprefix("refs/heads/")
    found.git(
        "checkout", "--quiet", "--force", *(["--detach"] if name == ref else ["-B", name]), kept
    )
    return found


def test_a_revision_that_a_shallow_copy_lacks_is_fetched(origin: Scratch, tmp_path: Path) -> None:
    """The runner's copy has one commit; the one before is asked for, by its id or its branch."""
    before = origin.git("rev-parse", "HEAD")
    origin.branch("change")
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    for folder, base in (("one", before), ("two", "main")):
        runner = checked_out(origin, tmp_path / folder, "refs/heads/change")
        assert "stricter" in runner.run(DIFF, RUBRIC="rubric.json", BASE=base).comment


@pytest.mark.parametrize("moved", ["rubric.json", "our chapters/río/rubric.json"])
@pytest.mark.parametrize("is_behind", [False, True])
def test_a_pull_request_that_loosens_is_red(
    origin: Scratch, tmp_path: Path, moved: str, is_behind: bool
) -> None:
    """Moved in the same commit or not, behind `main` or not, from a copy of one commit."""
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.branch("ours")
    if moved != "rubric.json":
        origin.move("rubric.json", moved)
        origin.move("cases", f"{Path(moved).parent}/cases")
    origin.put(moved, SOME)
    origin.commit()
    origin.on("main")
    if is_behind:
        origin.put("notes.txt", "Something else.")
        origin.commit()
    merged(origin, "ours")
    done = checked_out(origin, tmp_path / "runner").job(PULL, rubric=moved, fail_on="looser")
    assert {step: ran.status for step, ran in done.items()} == {CHECK: 0, TEST: 0, DIFF: 1}
    assert "makes `loan` looser" in done[DIFF].comment


@pytest.mark.parametrize("ref", ["refs/pull/1/merge", "refs/heads/ours"])
def test_a_pull_request_behind_is_not_red_for_what_others_did(
    origin: Scratch, tmp_path: Path, ref: str
) -> None:
    """Others made the rubric stricter; the merge has that in it, and the branch alone has not."""
    origin.branch("ours")
    origin.put("notes.txt", "Something else.")
    origin.commit()
    origin.on("main")
    origin.put("rubric.json", CLEAR)
    origin.commit()
    merged(origin, "ours")
    runner = checked_out(origin, tmp_path / "runner", ref)
    ran = runner.job(PULL, rubric="rubric.json", fail_on="any")[DIFF]
    assert (ran.status, "The two rubrics say the same." in ran.comment) == (0, True), ran.log


def test_a_tag_does_not_stand_for_the_branch_to_be_merged_into(
    origin: Scratch, tmp_path: Path
) -> None:
    """Where tags are fetched too, one called as the branch is not what a change is held against."""
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.branch("ours")
    origin.put("rubric.json", SOME)
    origin.commit()
    origin.git("tag", "main")
    origin.git("checkout", "--quiet", "refs/heads/main")
    origin.git("merge", "--quiet", "--no-edit", "ours")
    origin.git("update-ref", "refs/pull/1/merge", "HEAD")
    runner = checked_out(origin, tmp_path / "runner")
    runner.git("fetch", "--quiet", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*")
    ran = runner.job(PULL, rubric="rubric.json", fail_on="looser")[DIFF]
    assert ran.status == 1, ran.log
    assert "makes `loan` looser" in ran.comment


def test_no_rubric_at_all_is_a_failure(origin: Scratch, tmp_path: Path) -> None:
    """An input left empty does not check something else and pass."""
    done = checked_out(origin, tmp_path / "runner", "refs/heads/main").job(PULL, rubric=" \n")
    assert {step: ran.status for step, ran in done.items()} == {CHECK: 2, TEST: 2, DIFF: 2}
    assert "names no file" in done[CHECK].log


def test_a_push_is_compared_with_what_stood_there(origin: Scratch, tmp_path: Path) -> None:
    """Even where somebody put something else in its place, or named the branch itself as base."""
    first = origin.git("rev-parse", "HEAD")
    origin.put("rubric.json", CLEAR)
    before = origin.commit()
    origin.git("reset", "--quiet", "--hard", first)
    origin.put("notes.txt", "Something else.")
    origin.commit()
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    for folder, base in (("one", ""), ("two", "main")):
        runner = checked_out(origin, tmp_path / folder, "refs/heads/main")
        event = {"before": before}
        ran = runner.job(event, rubric="rubric.json", base=base, fail_on="looser")[DIFF]
        assert ran.status == 1, ran.log
    new = checked_out(origin, tmp_path / "new", "refs/heads/main")
    assert new.job({"before": "0" * 40}, rubric="rubric.json", fail_on="any")[DIFF].status == 0


def test_a_new_branch_is_compared_with_what_it_came_from(origin: Scratch, tmp_path: Path) -> None:
    """Pushed for the first time or run by hand, it is not green because nothing stood before it."""
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.branch("ours")
    origin.put("rubric.json", SOME)
    origin.commit()
    for folder, event in (("pushed", {"before": "0" * 40}), ("by hand", {})):
        known = {**event, "repository": {"default_branch": "main"}}
        runner = checked_out(origin, tmp_path / folder, "refs/heads/ours")
        ran = runner.job(known, rubric="rubric.json", fail_on="looser")[DIFF]
        assert ran.status == 1, ran.log


def test_an_event_that_does_not_show_the_change_is_refused(chapter: Repository) -> None:
    """A rubric that is held against itself says nothing of the change that asked."""
    ran = chapter.run(DIFF, RUBRIC="rubric.yaml", BASE="main", EVENT="pull_request_target")
    assert (ran.status, ran.comment) == (2, "")
    assert "`pull_request`" in ran.log


def test_the_change_that_mends_a_rubric_is_green(origin: Scratch, tmp_path: Path) -> None:
    """Unless it loosens what was there before it was broken."""
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.put("rubric.json", CLEAR.replace('"rows"', '"rowz"', 1))
    origin.commit()
    for folder, text, status in (("same", CLEAR, 0), ("loose", SOME, 1)):
        origin.branch(folder)
        origin.put("rubric.json", text)
        origin.commit()
        merged(origin, folder)
        runner = checked_out(origin, tmp_path / folder)
        ran = runner.job(PULL, rubric="rubric.json", fail_on="looser")[DIFF]
        assert ran.status == status, ran.log
        assert "rowz" in ran.comment


def test_several_rubrics_candidates_and_a_document(origin: Scratch, tmp_path: Path) -> None:
    """One a line, with blanks around; folders and patterns of any depth; each is told."""
    origin.put("second/rubric.json", CLEAR.replace("bike-loan", "trailer-loan"))
    origin.put("second/cases/nobody.yaml", CASES)
    origin.put("people/2026/una.yaml", "candidate: Una Feld\nanswers: {member: yes}\n")
    origin.put("people/ivo.yaml", "candidate: Ivo Marten\nanswers: {member: no}\n")
    origin.put("house rules.txt", "One.\n")
    origin.commit()
    origin.branch("ours")
    origin.put("second/rubric.json", SOME.replace("bike-loan", "trailer-loan"))
    origin.commit()
    merged(origin, "ours")
    runner = checked_out(origin, tmp_path / "runner")
    both = "  rubric.json \n\n second/rubric.json\n"
    for people in ("people", " people/**/*.yaml \n"):
        done = runner.job(PULL, rubric=both, candidates=people, fail_on="looser")
        assert {step: ran.status for step, ran in done.items()} == {CHECK: 0, TEST: 0, DIFF: 1}
        comment = done[DIFF].comment
        assert comment.count("## What this change does to ") == 2
        assert comment.count("none of 2 candidates") == 2
        assert "makes `loan` looser" in comment
    missing = runner.job(PULL, rubric=both, candidates="person/**/*.yaml")[DIFF]
    assert (missing.status, "No file fits" in missing.log) == (3, True)
    document = runner.job(PULL, rubric=both, document="house rules.txt")[CHECK]
    assert document.status == 3
    assert "::error file=second/rubric.json,title=" in document.log


def test_what_is_checked_out_elsewhere_or_in_a_submodule(origin: Scratch, tmp_path: Path) -> None:
    """The repository is that of the rubric, wherever the job runs."""
    origin.put("rubric.json", CLEAR)
    origin.commit()
    origin.branch("loose")
    origin.put("rubric.json", SOME)
    loose = origin.commit()
    outer = Scratch(tmp_path / "outer")
    outer.git("clone", "--quiet", "--branch=main", origin.root.as_uri(), "chapter")
    outer.git("submodule", "--quiet", "add", origin.root.as_uri(), "chapter")
    outer.commit()
    outer.branch("ours")
    Scratch(outer.root / "chapter").git("fetch", "--quiet", "origin", "loose")
    Scratch(outer.root / "chapter").git("checkout", "--quiet", loose)
    outer.commit()
    merged(outer, "ours")
    runner = checked_out(outer, tmp_path / "runner")
    runner.git("submodule", "--quiet", "update", "--init")
    ran = runner.job(PULL, rubric="chapter/rubric.json", fail_on="looser")[DIFF]
    assert ran.status == 1, ran.log
    merged(origin, "loose")
    aside = checked_out(origin, tmp_path / "aside")
    aside.root = aside.root.parent
    ran = aside.job(PULL, rubric="chapter/rubric.json", fail_on="looser")[DIFF]
    assert ran.status == 1, ran.log


HOSTILE = ["$(touch hacked)`touch hacked`; touch hacked", "--output=hacked", "-x"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_ever_run_or_taken_for_an_option(tmp_path: Path, name: str) -> None:
    """Whoever names a file or a branch in a change cannot make the runner do anything."""
    small = Repository(tmp_path)
    small.put("rubric.yaml", json.dumps(BASE))
    small.put(f"{name}.yaml", json.dumps(BASE))
    small.put(f"more/{name}.yaml", "candidate: Ivo Marten\nanswers: {member: yes}\n")
    before = small.commit()
    assert small.run(CHECK, RUBRIC=f"{name}.yaml").status == 0
    assert small.run(TEST, RUBRIC=f"{name}.yaml").status == 1
    named = {"RUBRIC": f"{name}.yaml", "CANDIDATES": "more/*.yaml"}
    assert small.run(DIFF, BASE=before, **named).comment
    assert small.run(DIFF, RUBRIC="rubric.yaml", BASE=name).status != 0
    assert small.run(DIFF, RUBRIC="rubric.yaml", BASE=before, FAIL_ON=name).status == 2
    assert small.git("status", "--porcelain") == ""


def test_no_expression_stands_in_the_text_of_a_command() -> None:
    """What the runner puts in place of `${{ … }}` is never part of a text that bash reads."""
    assert not [name for name, step in STEPS.items() if "${{" in step["run"]]


def test_what_others_wrote_is_pinned() -> None:
    """Each action of somebody else's is named with its version."""
    used = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert used
    assert all("@v" in name for name in used)


HOOKS: list[Plain] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_and_fails_as_it_should(chapter: Repository, hook: Plain) -> None:
    """What pre-commit runs is green for a rubric as it should be, and red for one that is not."""
    command = " ".join([hook["entry"], *hook["args"]])
    assert chapter.shell(command).returncode == 0
    chapter.put("rubric.yaml", RIVERBEND.replace("group: red_lines", "gruop: red_lines", 1))
    assert chapter.shell(command).returncode == 3


@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="needs pre-commit")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the project's own repository")
def test_pre_commit_itself_installs_and_runs_the_hooks(chapter: Repository) -> None:
    """From nothing but the project's repository, pre-commit installs the program and runs it."""
    tried = subprocess.run(
        ["pre-commit", "try-repo", ROOT, "--all-files"],
        cwd=chapter.root,
        env={**os.environ, **GIT, "PRE_COMMIT_HOME": str(chapter.temp / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
    )
    if "No matching distribution found" in tried.stdout:
        pytest.skip("no network to install from")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert [line.rpartition(".")[2] for line in tried.stdout.splitlines()[-2:]] == ["Passed"] * 2


RECIPE = re.findall(r"^```sh\n(.*?)^```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.M | re.S)


def test_the_recipe_for_any_other_service_works_as_written(chapter: Repository) -> None:
    """The lines of the page, in a plain shell, do what the action does."""
    (recipe,) = RECIPE
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("rubric.yaml", loosened(RIVERBEND))
    chapter.commit()
    assert chapter.shell(recipe, BASE=before).returncode == 0
    assert "looser" in (chapter.root / "comment.md").read_text(encoding="utf-8")
    chapter.put("cases/money.yaml", CASE.replace("decline}", "endorse}"))
    assert chapter.shell(recipe, BASE="").returncode == 1


def test_the_page_names_every_input_and_output() -> None:
    """What the action takes and gives stands on the page, and nothing else does."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([a-z-]+)` \|", page, re.M)
    assert table == list(ACTION["inputs"])
    assert all(f"`{name}`" in page for name in ACTION["outputs"])


WORKFLOW = ".github/workflows/rubric.yml"


def scripts_of(repository: Repository) -> tuple[Plain, list[str]]:
    """The step of a new rubric's workflow that installs the program, and the texts of the others.

    What the runner puts in place of `${{ … }}` is in no text.
    """
    workflow: Plain = yaml.safe_load((repository.root / WORKFLOW).read_text(encoding="utf-8"))
    steps = [step for step in workflow["jobs"]["rubric"]["steps"] if "run" in step]
    assert "${{" not in "".join(step["run"] for step in steps)
    return steps[0], [step["run"] for step in steps[1:]]


@pytest.mark.parametrize("extends", ["", " --extends supplier-review"])
def test_the_workflow_of_a_new_rubric_passes_at_once(tmp_path: Path, extends: str) -> None:
    """Whoever starts a rubric has its checks green, the first time and after a change."""
    repository = Repository(tmp_path)
    repository.commit()
    assert repository.shell(f"endorse new rubric .{extends}").returncode == 0
    _, scripts = scripts_of(repository)
    summary = tmp_path / "summary.md"
    told = {"BASE": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    repository.branch("ours")
    for said in ("The rubric is new", "The two rubrics say the same."):
        for script in scripts:
            ran = repository.shell(script, **told)
            assert ran.returncode == 0, ran.stdout + ran.stderr
        assert said in summary.read_text(encoding="utf-8")
        told["BASE"] = repository.commit()


def test_the_workflow_says_what_is_to_be_installed(tmp_path: Path) -> None:
    """What it was made by, or that somebody has to say it; never a name that anybody may take."""
    repository = Repository(tmp_path)
    repository.shell("endorse new rubric .")
    install, _ = scripts_of(repository)
    wanted = install["env"]["ENDORSE"]
    assert wanted == (requirement() or "")
    if not wanted:
        assert "fill in" in (repository.root / WORKFLOW).read_text(encoding="utf-8")
        ran = repository.shell(install["run"], ENDORSE="")
        assert ran.returncode != 0
        assert "what is to be installed" in ran.stderr
