"""Nothing is called sound, tried or noticed that was not looked at; each such thing is named."""

import json
import shutil
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from endorse_cli.engine.diagram import Manager, TooManyNodes
from endorse_cli.review import measurement

from .running import Endorse, Write

SMALL = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"
WHY = "it is too large to be worked out"
BUILT = (
    "comparison-constant", "finding-constant", "row-never", "row-shadowed", "outcome-unreachable",
    "criterion-idle",
)  # fmt: skip


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """The small rubric with one case beside it."""
    (tmp_path / "cases").mkdir()
    case = "case: no vote\nexpect: {grant: refuse}\nanswers: {tenants_voted: no}\n"
    (tmp_path / "cases" / "one.yaml").write_text(case)
    return Path(shutil.copy(SMALL, tmp_path / "rubric.yaml"))


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Managers with room for four nodes: no rubric fits into one."""
    add = Manager._add

    def bounded(self: Manager, *rest: object) -> int:
        if self.live >= 4:
            raise TooManyNodes
        return add(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Manager, "_add", bounded)


@pytest.mark.usefixtures("tight")
def test_a_check_names_what_it_did_not_look_at(endorse: Endorse, rubric: Path) -> None:
    """Each check and each promise by itself, on the screen, in JSON and in GitHub's log; 1."""
    ended = endorse("rubric", "check", rubric, "--format", "json")
    check = json.loads(ended.out)
    assert ended.status == 1
    assert check["findings"] == []
    left = [*BUILT, "more_need_never_hurts", "profiles.grant"]
    assert check["unchecked"] == [{"what": what, "why": WHY} for what in left]
    shown = endorse("rubric", "check", rubric)
    assert shown.status == 1
    assert "No errors" not in shown.out
    assert [f"{what}: not checked: {WHY}" in shown.out for what in left] == [True] * len(left)
    told = endorse("rubric", "check", rubric, "--format", "github")
    assert told.status == 1
    assert "::error" in told.out
    assert "row-never: not checked" in told.out


@pytest.mark.usefixtures("tight")
def test_who_accepts_it_ends_with_nothing_all_the_same_told(endorse: Endorse, rubric: Path) -> None:
    """With `--allow-unchecked` the status is 0; what was not looked at is still named."""
    ended = endorse("rubric", "check", rubric, "--allow-unchecked", "--format", "json")
    assert ended.status == 0
    assert [part["what"] for part in json.loads(ended.out)["unchecked"]][: len(BUILT)] == [*BUILT]
    text = rubric.read_text("utf-8").replace("worth: [0, 1, 2]", "worth: [2, 1, 0]", 1)
    rubric.write_text(text, "utf-8")
    assert endorse("rubric", "check", rubric, "--allow-unchecked").status == 3


@pytest.mark.usefixtures("tight")
def test_what_needs_no_diagrams_is_looked_at_all_the_same(endorse: Endorse, rubric: Path) -> None:
    """A worth against the order of levels is found however large the rubric is: 3."""
    text = rubric.read_text("utf-8").replace("worth: [0, 1, 2]", "worth: [2, 1, 0]", 1)
    assert text != rubric.read_text("utf-8")
    rubric.write_text(text, "utf-8")
    ended = endorse("rubric", "check", rubric, "--format", "json")
    assert ended.status == 3
    assert [found["code"] for found in json.loads(ended.out)["findings"]] == ["not-monotone"]


@pytest.mark.usefixtures("tight")
def test_cases_that_could_not_be_tried_are_no_success(endorse: Endorse, rubric: Path) -> None:
    """A case is neither passed nor wrong where its rubric is too large for it."""
    ended = endorse("rubric", "test", rubric, "--format", "json")
    assert ended.status == 1
    test = json.loads(ended.out)
    assert test["unchecked"] == [{"what": "no vote", "why": WHY}]
    assert (test["passed"], test["failed"], test["invalid"]) == (0, 0, [])
    assert f"no vote: not checked: {WHY}" in endorse("rubric", "test", rubric).out
    (suite,) = fromstring(endorse("rubric", "test", rubric, "--format", "junit").out)
    assert suite.get("errors") == "1"
    told = endorse("rubric", "test", rubric, "--format", "github").out
    assert "no vote: not checked" in told


@pytest.mark.usefixtures("tight")
def test_a_change_that_could_not_be_worked_out(
    endorse: Endorse, rubric: Path, write: Write
) -> None:
    """A diff names each decision of which it cannot tell what becomes; 1."""
    other = write("other.yaml", rubric.read_text("utf-8").replace("at_least: 5", "at_least: 4"))
    ended = endorse("rubric", "diff", rubric, other, "--format", "json")
    assert ended.status == 1
    assert json.loads(ended.out)["unchecked"] == [{"what": "grant", "why": WHY}]
    for words in ((), ("--format", "markdown")):
        said = endorse("rubric", "diff", rubric, other, *words).out.replace("`", "")
        assert f"grant: not checked: {WHY}" in said


def test_coverage_says_that_there_would_be_more_cases_to_make_up(
    endorse: Endorse, rubric: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is tried is told of everything all the same; 1."""
    whole = json.loads(endorse("rubric", "coverage", rubric, "--format", "json").out)
    monkeypatch.setattr(measurement, "MOST", 150)
    ended = endorse("rubric", "coverage", rubric, "--format", "json")
    coverage = json.loads(ended.out)
    assert (ended.status, coverage["unchecked"]) == (1, [{"what": "examples", "why": WHY}])
    assert coverage["kinds"] == whole["kinds"]
    made = len(coverage["examples"])
    assert 0 < made < len(whole["examples"])
    assert coverage["examples"] == whole["examples"][:made]
    assert f"examples: not checked: {WHY}" in endorse("rubric", "coverage", rubric).out


@pytest.mark.usefixtures("tight")
def test_coverage_and_mutants_that_could_not_be_worked_out(endorse: Endorse, rubric: Path) -> None:
    """Nothing is said to be tried or noticed; each kind and each change is named; 1."""
    ended = endorse("rubric", "coverage", rubric, "--format", "json")
    assert ended.status == 1
    coverage = json.loads(ended.out)
    kinds = ["rows", "branches", "levels", "criteria"]
    assert [part["what"] for part in coverage["unchecked"]] == [*kinds, "no vote"]
    assert coverage["share"] == "0"
    assert "rows: not checked" in endorse("rubric", "coverage", rubric).out
    ended = endorse("rubric", "mutate", rubric, "--format", "json")
    assert ended.status == 1
    mutate = json.loads(ended.out)
    assert len(mutate["unchecked"]) == mutate["mutants"] + 1
    assert (mutate["killed"], mutate["survivors"]) == (0, [])
    shown = endorse("rubric", "mutate", rubric).out
    assert "every one of" not in shown
    assert "grant.no_vote" in shown


def test_a_number_that_could_not_be_worked_out(
    endorse: Endorse, rubric: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sensitivity says of each number that it is not worked out; 1."""
    from endorse_cli.api import sensitivity

    def too_large(*_: object, **__: object) -> None:
        raise TooManyNodes

    monkeypatch.setattr(sensitivity.Judge, "first_turn", too_large)
    file = write("c.yaml", "candidate: Ada Brill\nanswers: {}\n")
    words = ("rubric", "sensitivity", rubric, "--candidates", file)
    ended = endorse(*words, "--format", "json")
    assert ended.status == 1
    found = json.loads(ended.out)
    assert {part["why"] for part in found["unchecked"]} == {WHY}
    assert len(found["unchecked"]) == len(found["numbers"]) > 0
    assert not any(number["worked_out"] for number in found["numbers"])
    narrow = " ".join(endorse(*words, env={"COLUMNS": "50"}).out.split())
    assert f"nobody changes not worked out; first to change {WHY}" in narrow


def test_a_trace_without_the_document_says_so(endorse: Endorse, rubric: Path) -> None:
    """Whether a passage was changed nobody can tell without the text; that is no failure."""
    ended = endorse("rubric", "trace", rubric, "--format", "json")
    assert json.loads(ended.out)["unchecked"] == [
        {"what": "passage-changed", "why": "no document was given"}
    ]
    assert "passage-changed: not checked" in endorse("rubric", "trace", rubric).out


def test_where_all_was_looked_at_nothing_is_named(endorse: Endorse, rubric: Path) -> None:
    """A rubric within the budget has no faults, and the command ends with 0."""
    for command in ("check", "test", "coverage", "mutate"):
        found = json.loads(endorse("rubric", command, rubric, "--format", "json").out)
        assert found["unchecked"] == []
    assert "No errors" in endorse("rubric", "check", rubric).out
    assert endorse("rubric", "check", rubric).status == 0


@pytest.mark.usefixtures("tight")
def test_no_command_fails_on_a_rubric_that_is_too_large(
    endorse: Endorse, rubric: Path, write: Write
) -> None:
    """What needs the whole rubric says that it is too large: 3, never a fault of our own."""
    file = write("c.yaml", "candidate: Ada Brill\nanswers: {tenants_voted: no}\n")
    more = write("d.yaml", "candidate: Bo Carr\nanswers: {}\n")
    for words in (
        ("explain", "need"),
        ("score", file),
        ("score", file, "--what-if", "need=great"),
        ("compare", file, more),
        ("slate", file, more),
        ("rubric", "sensitivity", rubric, "--candidates", file),
    ):
        own = words if words[0] == "rubric" else (*words, "--rubric", rubric)
        ended = endorse(*own)
        assert (words, ended.status) == (words, 3)
        assert "too large" in ended.err


def test_past_the_budget_of_one_candidate_that_of_a_check_serves(
    endorse: Endorse, rubric: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is supposed and explained is the same, whichever budget a rubric fits into."""
    from endorse_cli.api import rubrics
    from endorse_cli.engine.budget import SCORE_BUDGET
    from endorse_cli.engine.compile import Compiled, compile_rubric
    from endorse_cli.models.rubric import Rubric

    file = write("c.yaml", "candidate: Ada Brill\nanswers: {tenants_voted: yes, need: small}\n")
    commands = [
        ("explain", "need", "--rubric", rubric),
        ("score", file, "--rubric", rubric, "--what-if", "tenants_voted=no", "--format", "json"),
    ]
    before = [endorse(*command) for command in commands]

    def small(
        asked: Rubric, budget: int = SCORE_BUDGET, known: list[int] | None = None
    ) -> Compiled:
        if known is None and budget == SCORE_BUDGET:
            raise TooManyNodes
        return compile_rubric(asked, budget, known)

    monkeypatch.setattr(rubrics, "compile_rubric", small)
    assert [endorse(*command) for command in commands] == before


def test_what_no_diagram_has_room_for_is_still_compared_and_explained(
    endorse: Endorse, rubric: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts worked out apart answer every command on candidates, with the same first lines."""
    from endorse_cli.api import rubrics

    one = write("a.yaml", "candidate: Ada Brill\nanswers: {tenants_voted: yes, need: small}\n")
    two = write("b.yaml", "candidate: Ben Moor\nanswers: {tenants_voted: no, need: great}\n")
    commands = [
        ("explain", "need", "--rubric", rubric),
        ("compare", one, two, "--rubric", rubric),
        ("slate", one, two, "--rubric", rubric),
        ("score", one, "--rubric", rubric, "--what-if", "tenants_voted=no"),
    ]
    before = [endorse(*command) for command in commands]

    def none(*args: object, **keys: object) -> None:
        raise TooManyNodes

    monkeypatch.setattr(rubrics, "compile_rubric", none)
    after = [endorse(*command) for command in commands]
    assert [ended.status for ended in after] == [ended.status for ended in before]
    for ended, whole in zip(after, before, strict=True):
        assert ended.out.splitlines()[:3] == whole.out.splitlines()[:3]
