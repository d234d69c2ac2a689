"""The house: which layer may import which, and what only some of them may touch.

The rules are read from the source with `ast`, so an import inside a function or under
`TYPE_CHECKING` counts like any other. Each rule is proved by a planted violation.
"""

import ast
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import pytest

import endorse_cli
from endorse_cli import api

PACKAGE = "endorse_cli"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

LAYERS = (
    ("cli",),
    ("api",),
    ("reports",),
    ("review", "slate", "intake", "files"),
    ("record",),
    ("engine",),
    ("models",),
    ("diagnostics",),
)
"""From top to bottom; a layer imports only those below it, never one beside it."""

RANK = {layer: rank for rank, beside in enumerate(LAYERS) for layer in beside}
FULL_SET = frozenset(RANK)
BELOW = {
    layer: frozenset(name for name in FULL_SET if RANK[name] > rank) for layer, rank in RANK.items()
}
MAY_IMPORT = {
    **BELOW,
    "cli": frozenset({"api", "diagnostics"}),
    "reports": BELOW["reports"] - {"files"},
}

NOT_CODE = {"__pycache__", "py.typed", "__init__.py", "rubrics", "pages"}
"""What else may stand at the top of the package; `rubrics` and `pages` are data in a wheel."""

ONLY_IN = {
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"reports"},
    "jinja2": {"reports"},
    "yaml": {"files"},
    "json": {"files", "cli"},
    "subprocess": {"files", "cli"},
    "os": {"files", "cli"},
    "shutil": {"files", "cli"},
    "tempfile": {"files", "cli"},
    "glob": {"files", "cli"},
    "sys": {"files", "cli"},
    # `api` composes paths and passes them on: a `Path` is a value there, and reads nothing, which
    # READS sees to.
    "pathlib": {"files", "cli", "api"},
    "time": {"cli"},
}
"""Modules that only some layers may import."""

MAY_USE = {
    # A format is text: writing JSON into a string is reports' work, reading it is not.
    ("reports", "json"): {"json.dumps", "json.JSONEncoder"},
    # Which Python this is decides where a type comes from, and nothing about a result.
    ("models", "sys"): {"sys.version_info"},
}
"""What a layer may use of a module that has its home elsewhere."""

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
    "time.monotonic",
    "time.perf_counter",
    "time.time",
}
"""Printing, ending, the clock and the environment."""


class Module(NamedTuple):
    """One file of the package, and the layer it belongs to; "" is the package's own `__init__`."""

    path: Path
    layer: str
    tree: ast.Module


def parsed(path: Path, layer: str) -> Module:
    """One file with its source, parsed once for all rules."""
    return Module(path, layer, ast.parse(path.read_text(encoding="utf-8")))


def modules(package: Path) -> Iterator[Module]:
    """Every file of every layer."""
    yield parsed(package / "__init__.py", "")
    for layer in sorted(FULL_SET):
        if (package / f"{layer}.py").is_file():
            yield parsed(package / f"{layer}.py", layer)
        for path in sorted((package / layer).rglob("*.py")):
            yield parsed(path, layer)


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is imported, in full, with its line: `json.dumps`, `endorse_cli.api`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield from ((f"{source}.{alias.name}", node.lineno) for alias in node.names)


def named(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is used, and the last two of each dotted one, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}", node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            yield f"{node.value.attr}.{node.attr}", node.lineno


def unlisted(package: Path) -> Iterator[str]:
    """Folders and modules at the top of the package that are no layer."""
    for path in sorted(package.glob("[!.]*")):
        if path.name not in NOT_CODE and path.name.removesuffix(".py") not in FULL_SET:
            yield f"{path.name}: no layer is called so"


def wrong_layers(module: Module) -> Iterator[str]:
    """Imports of a layer that is not below."""
    for name, line in imported(module.tree):
        if name.startswith("."):
            yield f"{module.path.name}:{line}: `{name}` is relative: write it in full"
            continue
        first, *rest = name.split(".")
        if first != PACKAGE:
            continue
        other = rest[0] if rest and rest[0] in FULL_SET else ""
        if not module.layer:
            yield f"{module.path.name}:{line}: the package itself imports no layer"
        elif other and other != module.layer and other not in MAY_IMPORT[module.layer]:
            yield f"{module.path.name}:{line}: {module.layer} imports {other}"


def wrong_modules(module: Module) -> Iterator[str]:
    """Imports of a library that has its home elsewhere."""
    for name, line in imported(module.tree):
        top = name.split(".")[0]
        if module.layer not in ONLY_IN.get(top, {module.layer}):
            allowed = MAY_USE.get((module.layer, top), set())
            used = {name} if name != top else used_of(module, top)
            if not allowed or not used <= allowed:
                yield f"{module.path.name}:{line}: `{name}` in {module.layer}"


def used_of(module: Module, top: str) -> set[str]:
    """What a module uses of another that it imports whole."""
    return {name for name, _ in named(module.tree) if name.startswith(f"{top}.")}


def wrong_acts(module: Module) -> Iterator[str]:
    """Printing, ending, looking at the clock, the environment or the disk where it is not done."""
    if module.layer == "cli":
        return
    for name, line in (*named(module.tree), *imported(module.tree)):
        if name in CLI_ONLY:
            yield f"{module.path.name}:{line}: `{name}` in {module.layer}"
    if module.layer == "files":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id == "open":
                yield f"{module.path.name}:{node.lineno}: `open` in {module.layer}"
            elif isinstance(called, ast.Attribute) and called.attr in READS:
                yield f"{module.path.name}:{node.lineno}: `.{called.attr}()` in {module.layer}"


def violations(package: Path) -> list[str]:
    """Everything in a package that breaks a rule of the house."""
    found = list(unlisted(package))
    for module in modules(package):
        found += [*wrong_layers(module), *wrong_modules(module), *wrong_acts(module)]
    return found


def test_the_package_keeps_the_rules_of_the_house() -> None:
    """Each layer imports only those below it; disk, streams, clock and libraries have one home."""
    found = violations(SOURCE)
    assert not found, "\n".join(found)


def test_the_whole_package_is_looked_at() -> None:
    """No module escapes the rules because the walk does not come to it."""
    walked = {module.path for module in modules(SOURCE)}
    assert walked == set(SOURCE.rglob("*.py"))


def plant(folder: Path, path: str, source: str) -> Path:
    """A package that keeps every rule but for one module."""
    package = folder / PACKAGE
    for layer in FULL_SET:
        (package / layer).mkdir(parents=True)
        (package / layer / "__init__.py").write_text('"""A layer."""\n')
    (package / "__init__.py").write_text('__version__ = "0"\n')
    (package / path).parent.mkdir(exist_ok=True)
    (package / path).write_text(source)
    return package


def test_a_package_without_faults_passes(tmp_path: Path) -> None:
    """The rules let pass what the house is made of."""
    source = (
        "from pathlib import Path\n"
        "from endorse_cli import __version__\n"
        "from endorse_cli.files.reading import read_documents\n"
        "def name(path: str) -> str:\n"
        "    from endorse_cli.reports.table import render\n"
        "    return render(Path(path).name)\n"
    )
    package = plant(tmp_path, "api/steps.py", source)
    (package / "reports" / "form.py").write_text("import json\nx = json.dumps(1)\n")
    (package / "models" / "form.py").write_text("import sys\nx = sys.version_info\n")
    assert violations(package) == []


PLANTED = {
    "helpers.py: no layer": ("helpers.py", "x = 1"),
    "common: no layer": ("common/text.py", "x = 1"),
    "a.py:1: engine imports record": ("engine/a.py", "from endorse_cli.record import assemble"),
    "a.py:1: models imports engine": ("models/a.py", "from endorse_cli import engine"),
    "a.py:1: models imports record": ("models/a.py", "import endorse_cli.record.assemble"),
    "a.py:2: files imports api": ("files/a.py", "def f():\n    from endorse_cli import api"),
    "a.py:3: record imports api": (
        "record/a.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from endorse_cli.api import Run",
    ),
    "a.py:1: review imports slate": ("review/a.py", "from endorse_cli.slate import races"),
    "a.py:1: intake imports files": ("intake/a.py", "import endorse_cli.files.reading"),
    "a.py:1: reports imports files": ("reports/a.py", "from endorse_cli.files import Document"),
    "a.py:1: files imports reports": ("files/a.py", "from endorse_cli.reports import sanitize"),
    "a.py:1: cli imports engine": ("cli/a.py", "from endorse_cli.engine import assess"),
    "is relative: write it in full": ("engine/a.py", "from . import domain"),
    "__init__.py:1: the package": ("__init__.py", "from endorse_cli import api"),
    "`typer` in api": ("api/a.py", "import typer"),
    "`click.echo` in reports": ("reports/a.py", "from click import echo"),
    "`rich.table.Table` in cli": ("cli/a.py", "from rich.table import Table"),
    "`jinja2` in review": ("review/a.py", "import jinja2"),
    "`yaml` in cli": ("cli/a.py", "import yaml"),
    "`json` in engine": ("engine/a.py", "import json"),
    "`json` in reports": ("reports/a.py", "import json\nx = json.loads('1')"),
    "`json.loads` in reports": ("reports/a.py", "from json import loads"),
    "`subprocess.run` in review": ("review/a.py", "from subprocess import run"),
    "`os` in record": ("record/a.py", "import os"),
    "`sys` in models": ("models/a.py", "import sys\nx = sys.version_info, sys.platform"),
    "`sys` in engine": ("engine/a.py", "import sys\nx = sys.version_info"),
    "`pathlib.Path` in engine": ("engine/a.py", "from pathlib import Path"),
    "`.exists()` in api": ("api/a.py", "from pathlib import Path\nx = Path('p').exists()"),
    "`open` in reports": ("reports/a.py", "with open('p') as s: x = s.read()"),
    "`print` in review": ("review/a.py", "print('x')"),
    "`input` in intake": ("intake/a.py", "x = input()"),
    "`sys.exit` in files": ("files/a.py", "import sys\nsys.exit(1)"),
    "`SystemExit` in api": ("api/a.py", "raise SystemExit(1)"),
    "`date.today` in record": ("record/a.py", "from datetime import date\nx = date.today()"),
    "`datetime.now` in engine": ("engine/a.py", "import datetime\nx = datetime.datetime.now()"),
    "`time.time` in files": ("files/a.py", "from time import time"),
    "`os.environ` in files": ("files/a.py", "import os\nx = os.environ['A']"),
    "`os.getenv` in files": ("files/a.py", "from os import getenv"),
    "`sys.stdout` in files": ("files/a.py", "import sys\nsys.stdout.write('x')"),
}
"""What the one violation must be called, and the module that holds it."""


@pytest.mark.parametrize("called", PLANTED)
def test_each_rule_finds_its_violation(tmp_path: Path, called: str) -> None:
    """A rule that finds nothing protects nothing."""
    path, source = PLANTED[called]
    assert called in "\n".join(violations(plant(tmp_path, path, source)))


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
    public = {name for name in vars(endorse_cli) if not name.startswith("_")}
    assert public <= FULL_SET
    assert endorse_cli.__version__
