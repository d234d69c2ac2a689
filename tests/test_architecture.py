"""The house: which layer may import which, and what only some of them may do.

Who may import whom stands in `pyproject.toml`, as contracts of import-linter. What a module does
besides importing is read from its source with `ast`; each such rule is proved by a planted
violation.
"""

import ast
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypedDict

import pytest

import endorse_cli
from endorse_cli import api

PACKAGE = "endorse_cli"
ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / PACKAGE

READS = {
    "exists",
    "glob",
    "is_dir",
    "is_file",
    "iterdir",
    "mkdir",
    "read_bytes",
    "read_text",
    "rename",
    "resolve",
    "rglob",
    "stat",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
"""Methods by which a path touches the disk: in `files` and `cli` only."""

CLI_ONLY = {
    "breakpoint",
    "exit",
    "input",
    "print",
    "quit",
    "SystemExit",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "os.environ",
    "os.getenv",
    "sys.argv",
    "sys.exit",
    "sys.stderr",
    "sys.stdout",
}
"""Printing, ending, the clock and the environment."""

PASSED_ON = ("files/repository.py", "os.environ")
"""Git is started with the environment, less what speaks of one repository of several."""


def named(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is used or imported, of a dotted one the last two, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}", node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            yield f"{node.value.attr}.{node.attr}", node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def touched(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every call that touches the disk, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id == "open":
                yield "open", node.lineno
            elif isinstance(called, ast.Attribute) and called.attr in READS:
                yield f".{called.attr}()", node.lineno


def wrong_acts(source: Path) -> list[str]:
    """Printing, ending, looking at the clock, the environment or the disk where it is not done."""
    found: list[tuple[str, str, int]] = []
    for path in sorted(source.rglob("*.py")):
        layer, place = path.relative_to(source).parts[0], str(path.relative_to(source))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if layer != "cli":
            found += [
                (place, name, line)
                for name, line in named(tree)
                if name in CLI_ONLY and (place, name) != PASSED_ON
            ]
        if layer not in ("cli", "files"):
            found += [(place, name, line) for name, line in touched(tree)]
    return [f"{place}:{line}: `{name}`" for place, name, line in found]


def test_each_layer_imports_only_what_it_may(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The contracts in pyproject.toml hold, and name every layer that there is."""
    linter = pytest.importorskip("importlinter.cli", reason="it comes with `.[lint]`")
    monkeypatch.chdir(ROOT)
    kept = linter.lint_imports(no_cache=True, no_logo=True) == 0
    assert kept, capsys.readouterr().out


def test_disk_streams_and_clock_have_one_home() -> None:
    """Only `cli` prints, ends and looks at the clock; only `files` and `cli` touch the disk."""
    assert wrong_acts(SOURCE) == []


@pytest.mark.parametrize(
    ("path", "source", "called"),
    [
        ("api/a.py", "from pathlib import Path\nx = Path('p').exists()", "a.py:2: `.exists()`"),
        ("reports/a.py", "with open('p') as s: x = s.read()", "a.py:1: `open`"),
        ("review/checks/a.py", "print('x')", "checks/a.py:1: `print`"),
        ("files/a.py", "import sys\nsys.exit(1)", "a.py:2: `sys.exit`"),
        ("api/a.py", "raise SystemExit(1)", "a.py:1: `SystemExit`"),
        ("engine/a.py", "import datetime\nx = datetime.datetime.now()", "`datetime.now`"),
        ("files/a.py", "from os import getenv", "a.py:1: `os.getenv`"),
        ("__init__.py", "import sys\nsys.stdout.write('x')", "`sys.stdout`"),
    ],
)
def test_each_act_is_found(tmp_path: Path, path: str, source: str, called: str) -> None:
    """A rule that finds nothing protects nothing."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(source)
    assert called in "\n".join(wrong_acts(tmp_path))


def any_in(hint: object, seen: set[object]) -> Iterator[str]:
    """Where a type, looked through to its parts and fields, says `Any`."""
    if hint is Any:
        yield "Any"
        return
    for part in typing.get_args(hint):
        for where in any_in(part, seen):
            yield f"{hint}: {where}"
    if not isinstance(hint, type) or hint in seen or isinstance(hint, types.GenericAlias):
        return
    seen.add(hint)
    if hasattr(hint, "__total__") or hint.__module__.split(".")[0] == PACKAGE:
        for name, part in parts_of(hint):
            for where in any_in(part, seen):
                yield f"{hint.__name__}.{name}: {where}"


def parts_of(owner: type) -> Iterator[tuple[str, object]]:
    """The fields of a type, and what its public methods and properties give."""
    yield from typing.get_type_hints(owner).items()
    for name, member in vars(owner).items():
        if not name.startswith("_"):
            yield from ((name, hint) for hint in results_of(member))


def results_of(member: object) -> Iterator[object]:
    """What a function, a property or a cached one gives back."""
    if isinstance(member, property):
        member = member.fget
    member = getattr(member, "func", member)
    if isinstance(member, types.FunctionType):
        yield typing.get_type_hints(member).get("return", Any)


def any_in_results(public: Mapping[str, object]) -> list[str]:
    """Where the result of a public function or class says `Any`, or says nothing."""
    seen: set[object] = set()
    return [
        f"{name}: {where}"
        for name, member in public.items()
        for hint in ([member] if isinstance(member, type) else results_of(member))
        for where in any_in(hint, seen)
    ]


def test_no_result_of_the_api_says_any() -> None:
    """Whoever imports the package knows what every call gives back, down to the last field."""
    public = {name: getattr(api, name) for name in api.__all__}
    public |= {
        name: member
        for name, member in vars(api).items()
        if isinstance(member, types.FunctionType)
        and member.__module__ == api.__name__
        and not name.startswith("_")
    }
    assert any_in_results(public) == []


class Hidden(TypedDict):
    """A result with an `Any` in its depth."""

    inside: list[dict[str, Any]]


def deep() -> tuple[Hidden, ...]:
    """Gives a type that says `Any` two levels down."""
    return ()


def silent():  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Says nothing of what it gives."""


@pytest.mark.parametrize("function", [deep, silent])
def test_an_any_is_found_however_deep(function: types.FunctionType) -> None:
    """The walk over result types sees an `Any` inside containers, and a missing annotation."""
    assert any_in_results({"planted": function})


def test_the_package_says_its_version_and_nothing_else() -> None:
    """Importing the package costs nothing and gives the version that the record names."""
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))
    assert endorse_cli.__version__


def test_what_the_architecture_page_names_is_there() -> None:
    """Every room and module of the page exists; a short name stands beside the whole one before."""
    page = ROOT / "docs" / "architecture.md"
    missing = []
    for line in page.read_text("utf-8").splitlines():
        folder = Path()
        for name in re.findall(r"`([a-z_/]+/|[a-z_/]+\.py|[a-z_]+/[a-z_/]+)`", line):
            if any((base / name).exists() for base in (SOURCE, ROOT)):
                folder = Path(name) if name.endswith("/") else Path(name).parent
            elif not (SOURCE / folder / name).exists():
                missing.append(name)
    assert missing == []
