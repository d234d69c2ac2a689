"""The documents of decisions against the code: what is frozen there is what is here."""

import ast
import re
import sys
import tomllib
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from endorse_cli import api
from endorse_cli.cli.terminal import Exit
from endorse_cli.diagnostics import CODES, NOTES
from endorse_cli.models.audits import Sensitivity, Trace
from endorse_cli.models.candidate import CASE_KEYS as CASE_KEYS
from endorse_cli.models.candidate import HEAD
from endorse_cli.models.evidence import STATES, State
from endorse_cli.models.record import Bearing, FindingPart, InvalidPart, Record, Records, Speaks
from endorse_cli.models.trials import CaseResults, Coverage, Mutate, Operator
from endorse_cli.models.versions import KINDS, Diff
from test_architecture import SOURCE

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
CONTRACTS = (DECISIONS / "0001-frozen-contracts.md").read_text(encoding="utf-8")
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = DECLARED["project"]
LAYERS = DECLARED["tool"]["importlinter"]["contracts"][0]["layers"]


def frozen(heading: str) -> list[str]:
    """The lines of the list under a heading."""
    _, _, section = CONTRACTS.partition(f"\n## {heading}\n")
    found = re.search(r"```text\n(.*?)\n```", section.partition("\n## ")[0], re.DOTALL)
    assert found, f"no list under {heading}"
    return found[1].split("\n")


def is_part(hint: object) -> bool:
    """Whether a type is a `TypedDict`, whichever module it comes from."""
    return isinstance(hint, type) and hasattr(hint, "__total__")


def holds_part(hint: object) -> bool:
    """Whether a type has keys of its own somewhere inside."""
    return is_part(hint) or any(map(holds_part, typing.get_args(hint)))


def keys(hint: object, at: str = "") -> Iterator[str]:
    """Every key of a machine form, in order, with the way to it."""
    if not holds_part(hint):
        yield at
    elif isinstance(hint, type) and is_part(hint):
        optional: frozenset[str] = getattr(hint, "__optional_keys__", frozenset())
        for key, part in typing.get_type_hints(hint).items():
            asked_for = "?" if key in optional else ""
            yield from keys(part, f"{at}.{key}{asked_for}".removeprefix("."))
    else:
        step = {list: "[]", dict: ".*"}.get(typing.get_origin(hint) or object, "")
        for part in filter(holds_part, typing.get_args(hint)):
            yield from keys(part, at + step)


def test_check_codes_are_those_frozen() -> None:
    """A script that compares codes keeps working: none is renamed, none comes unannounced."""
    assert [f"{code} note" if code in NOTES else code for code in CODES] == frozen("Check codes")


def test_a_diagnostic_has_the_keys_frozen() -> None:
    """Every machine form says what is wrong in the same seven keys."""
    assert list(keys(FindingPart)) == frozen("Diagnostic")


def test_exit_statuses_are_those_frozen() -> None:
    """A script that compares exit statuses keeps working."""
    assert [f"{status.value} {status.name}" for status in Exit] == frozen("Exit statuses")


def test_the_record_has_the_keys_frozen() -> None:
    """Record 1 has these keys in this order: fields are added, never changed."""
    assert list(keys(Record)) == frozen("Record")


def test_a_batch_has_the_keys_frozen() -> None:
    """Several candidates come in the same envelope as long as it is record 1."""
    invalid = [f"invalid[].{key}" for key in InvalidPart.__annotations__]
    assert [*Records.__annotations__][:2] + invalid == frozen("Batch")
    assert [*Records.__annotations__][2:] == ["invalid"]


def test_states_and_bearings_are_those_frozen() -> None:
    """The closed words of a line are those announced, in the order in which they rank."""
    assert list(STATES) == list(typing.get_args(State)) == frozen("States")
    assert list(typing.get_args(Bearing)) == frozen("Bearings")
    assert list(typing.get_args(Speaks)) == frozen("Which way an answer speaks")


def test_the_candidate_file_has_the_keys_frozen() -> None:
    """A candidate file written today is read as long as version 1 is."""
    assert list(HEAD) == frozen("Candidate file")


def findings_folded(found: list[str]) -> list[str]:
    """The keys of a form in which a diagnostic, frozen elsewhere, stands for all of its own."""
    return list(dict.fromkeys(re.sub(r"(findings)\[\]\..*", r"\1", key) for key in found))


def test_cases_and_what_comes_of_them_have_the_keys_frozen() -> None:
    """A case written today is read, and a script that reads results keeps working."""
    assert list(CASE_KEYS) == frozen("Case file")
    assert findings_folded(list(keys(CaseResults))) == frozen("Test")
    assert findings_folded(list(keys(Coverage))) == frozen("Coverage")
    assert findings_folded(list(keys(Mutate))) == frozen("Mutate")
    assert list(typing.get_args(Operator)) == frozen("Operators")


def test_the_kinds_of_change_are_those_frozen() -> None:
    """A script that waits for one kind of change keeps finding it under its name."""
    assert [f"{kind} {concern}" for kind, concern in KINDS.items()] == frozen("Changes of a rubric")


def test_the_keys_of_a_diff_are_those_frozen() -> None:
    """What reads the machine form of a diff finds the same keys tomorrow."""
    assert list(keys(Diff)) == frozen("Diff")


def test_the_keys_of_a_trace_are_those_frozen() -> None:
    """What reads the machine form of a trace finds the same keys tomorrow."""
    assert list(keys(Trace)) == frozen("Trace")


def test_the_keys_of_a_sensitivity_are_those_frozen() -> None:
    """What reads the machine form of a sensitivity finds the same keys tomorrow."""
    assert list(keys(Sensitivity)) == frozen("Sensitivity")


def test_variables_and_rows_of_the_default_rubric_are_those_frozen() -> None:
    """Cases, changes and suppositions written against the default rubric keep their words."""
    loaded = api.load_rubric()
    rows = [
        f"{decision.id}.{row.id} {row.outcome}"
        for decision in loaded.rubric.decisions.values()
        for row in decision.rows
    ]
    assert [variable.id for variable in loaded.compiled.variables] == frozen("Variables")
    assert rows == frozen("Rows")


def test_the_layers_are_those_frozen() -> None:
    """The page on the layers and the contract that holds the package to them say the same."""
    named = [" ".join(re.findall(r"\w+", beside)) for beside in LAYERS]
    assert named == frozen("Layers")


def names_of(requirements: list[str]) -> set[str]:
    """The names of some requirements, without their versions."""
    return {re.split(r"[^\w.-]", item)[0].replace("_", "-") for item in requirements}


REQUIRED = names_of(PROJECT["dependencies"])
IMPORTED_AS = {"z3-solver": "z3", "pyyaml": "yaml", "typing-extensions": "typing_extensions"}
PART_OF = {"pydantic_core": "pydantic"}
"""What another dependency fixes the version of, and documents as its own."""


@cache
def third_party() -> set[str]:
    """Every module that the package imports and that neither it nor Python brings."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
    found = {PART_OF.get(name, name) for name in found}
    return found - sys.stdlib_module_names - {SOURCE.name}


def test_whatever_is_imported_is_a_declared_dependency() -> None:
    """A fresh install has all it needs: nothing is there only because something else brought it.

    What comes with an extra is imported only where it is asked for.
    """
    extras = set().union(
        *(names_of(PROJECT["optional-dependencies"][e]) for e in ("xlsx", "solver"))
    )
    declared = REQUIRED | extras
    assert third_party() - {IMPORTED_AS.get(name, name) for name in declared} == set()


def test_whatever_is_declared_is_imported() -> None:
    """Nobody installs what is not used."""
    assert {IMPORTED_AS.get(name, name) for name in REQUIRED} - third_party() == set()


@pytest.mark.parametrize(
    "name",
    sorted(REQUIRED.union(*map(names_of, PROJECT["optional-dependencies"].values()))),
)
def test_every_dependency_has_its_reason(name: str) -> None:
    """For each dependency a sentence says why it and not another."""
    page = (DECISIONS / "0002-dependencies.md").read_text(encoding="utf-8")
    assert f"- **{name}**: " in page


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", *sorted(p.name for p in DECISIONS.iterdir())])
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    """Whoever follows a page arrives somewhere."""
    path = ROOT / page if page == "CONTRIBUTING.md" else DECISIONS / page
    named = re.findall(r"`((?:\.ci|docs|src|tests|benchmarks)/[\w./-]*)`", path.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_check_is_one_command() -> None:
    """`.ci/run` can be started as it is."""
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
