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

from cli.running import HANGS, QUIET, installed
from support.base import BASE

Plain = Any

ROOT = Path(__file__).parents[1]
ACTION: Plain = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, Plain] = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
CHECK, TEST, DIFF = "Check the rubric", "Test it on its cases", "Say what the change does"

pytestmark = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("git")), reason="needs bash and git"
)

GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada Brill",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Brill",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


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


class Repository:
    """A chapter's repository, and what the runner gives to the steps."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "chapter"
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        """One command of git's."""
        return subprocess.run(
            ["git", *words],
            cwd=self.root,
            env={**QUIET, **GIT, "HOME": str(self.temp)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def put(self, name: str, text: str) -> None:
        """A file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        """Everything as it stands, as a commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def shell(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Some lines of plain shell, with the command at hand."""
        return subprocess.run(
            ["sh", "-c", script],
            cwd=self.root,
            env={**COMMAND, **GIT, **variables},
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=False,
        )

    def run(self, step: str, **inputs: str) -> Ran:
        """A step as the runner runs it: the text in a file, given to bash, inputs as variables."""
        script = self.temp / "step.sh"
        script.write_text(STEPS[step]["run"], encoding="utf-8")
        files = {name: self.temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        given = dict.fromkeys(STEPS[step]["env"], "") | inputs
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.root,
            env={
                **COMMAND,
                **GIT,
                "RUNNER_TEMP": str(self.temp),
                **{name: str(path) for name, path in files.items()},
                **given,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=HANGS,
            check=False,
        )
        output, summary = (path.read_text(encoding="utf-8") for path in files.values())
        return Ran(ran.returncode, ran.stdout, output, summary)


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
    """A chapter's overlay with a case and a candidate, committed; nothing is changed yet."""
    assert installed()
    repository = Repository(tmp_path)
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


def test_a_rubric_as_it_should_be_passes(chapter: Repository) -> None:
    """A chapter's checks are green, and a log of them says nothing that is not so."""
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
    """A rubric that was not there before is no failure either."""
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("second/rubric.yaml", RIVERBEND)
    ran = chapter.run(DIFF, RUBRIC="second/rubric.yaml", BASE=before)
    assert (ran.status, ran.output) == (0, "")


def test_a_revision_that_a_shallow_copy_lacks_is_fetched(
    chapter: Repository, tmp_path: Path
) -> None:
    """The runner's copy has one commit; the one before is asked for, by its id or its branch."""
    before = chapter.git("rev-parse", "HEAD")
    chapter.put("rubric.yaml", loosened(RIVERBEND))
    chapter.git("checkout", "--quiet", "-b", "change")
    chapter.commit()
    chapter.git("config", "uploadpack.allowAnySHA1InWant", "true")
    shallow = tmp_path / "shallow"
    url = chapter.root.as_uri()
    chapter.git("clone", "--quiet", "--depth=1", "--branch=change", url, str(shallow))
    chapter.root = shallow
    for base in (before, "main"):
        assert chapter.run(DIFF, RUBRIC="rubric.yaml", BASE=base).comment


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


def test_the_workflow_of_a_new_rubric_passes_at_once(tmp_path: Path) -> None:
    """Whoever starts a rubric has its checks green, and is told of the first change."""
    repository = Repository(tmp_path)
    assert repository.shell("endorse new rubric .").returncode == 0
    workflow: Plain = yaml.safe_load((repository.root / WORKFLOW).read_text(encoding="utf-8"))
    steps = workflow["jobs"]["rubric"]["steps"]
    install, *scripts = (step["run"] for step in steps if "run" in step)
    assert install == "pip install endorse-cli"
    summary = tmp_path / "summary.md"
    told = {"BASE": repository.commit(), "GITHUB_STEP_SUMMARY": str(summary)}
    for script in scripts:
        ran = repository.shell(script, **told)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "The two rubrics say the same." in summary.read_text(encoding="utf-8")
    assert "${{" not in "".join(scripts)
