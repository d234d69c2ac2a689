"""Whether tests notice: small changes to the code, each tried on the tests beside its module.

Run with `python benchmarks/mutate.py` after `pip install -e '.[test,mutate]'`. The changes are
those of cosmic-ray's operators, so many of each module, drawn by a seed; no file is touched. Every
change that no test notices is printed with its line, to be read: some change nothing that can be
told.
"""

import argparse
import ast
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import NamedTuple

import cosmic_ray.plugins
import hypothesis.strategies  # noqa: F401
import jinja2.sandbox  # noqa: F401
import jsonschema  # noqa: F401
import pydantic  # noqa: F401
import pytest
import typer  # noqa: F401
import yaml  # noqa: F401
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "endorse_cli"
TESTS = ROOT / "tests"
MUTATED = ("engine", "models", "files", "record", "slate", "reports/editions.py")
MOST = 300
"""Seconds of processor time for the tests of a folder as they are."""

OPTIONS = (
    "-x",
    "-n0",
    "-pno:cacheprovider",
    "-Wignore::pytest.PytestAssertRewriteWarning",
    f"--rootdir={ROOT}",
)
"""The libraries are loaded once, before the process of a change begins, and pytest warns of it."""

SLOW = ("test_default_rubric_z3.py", "test_size.py", "test_hazards.py")
"""Tried last."""


class Mutant(NamedTuple):
    """One change to one module."""

    path: Path
    line: int
    operator: str
    occurrence: int

    @property
    def text(self) -> str:
        """The module with the change."""
        operator = cosmic_ray.plugins.get_operator(self.operator)()
        changed = mutate_code(self.path.read_text(encoding="utf-8"), operator, self.occurrence)
        assert changed is not None
        return changed


def modules(only: str) -> list[Path]:
    """The modules whose tests are tried, in order of name."""
    found = [SOURCE / name for name in MUTATED]
    files = [f for path in found for f in (sorted(path.glob("*.py")) if path.is_dir() else [path])]
    return [f for f in files if f.name != "__init__.py" and only in str(f.relative_to(SOURCE))]


def annotations(path: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where types stand: a change there is none of what the program does."""
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            found.append(node.annotation)
            if "TypeAlias" in ast.unparse(node.annotation) and isinstance(node, ast.AnnAssign):
                found += [node.value] if node.value else []
        elif isinstance(node, ast.FunctionDef) and node.returns:
            found.append(node.returns)
    return [
        ((e.lineno, e.col_offset), (e.end_lineno or e.lineno, e.end_col_offset or 0)) for e in found
    ]


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change to a module."""
    tree, types = get_ast_from_path(path), annotations(path)
    for name in cosmic_ray.plugins.operator_names():
        operator = cosmic_ray.plugins.get_operator(name)
        if operator.arguments():
            continue
        places = [p for node in ast_nodes(tree) for p in operator().mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            if not any(low <= start < high for low, high in types):
                yield Mutant(path, start[0], name, occurrence)


def drawn(path: Path, each: int, seed: int) -> list[Mutant]:
    """So many changes to a module, no two in one place, the same for the same seed."""
    found = list(mutants(path))
    random.Random(f"{seed} {path.name}").shuffle(found)
    by_line = {mutant.line: mutant for mutant in found}
    return sorted(by_line.values(), key=found.index)[:each]


def tests_beside(path: Path) -> list[str]:
    """The test files of the module's folder, its own first."""
    own = TESTS / path.relative_to(SOURCE).parent / f"test_{path.name}"
    if path.parent.name == "reports":
        return [str(own)]
    others = sorted(own.parent.glob("test_*.py"), key=lambda file: (file.name in SLOW, file.name))
    return [str(file) for file in sorted(others, key=lambda file: file != own)]


class _Changed(SourceFileLoader):
    """Loads one module from another text than its file's."""

    def __init__(self, path: Path, text: str) -> None:
        self.module = ".".join(("endorse_cli", *path.relative_to(SOURCE).with_suffix("").parts))
        self.text = text
        super().__init__(self.module, str(path))

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self.module:
            return None
        return spec_from_file_location(name, self.path, loader=self)

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self.text, self.path, "exec")


class Tried(NamedTuple):
    """Whether a test failed, and the processor time that it took, in seconds."""

    noticed: bool
    seconds: float


def tried(path: Path, text: str, tests: Sequence[str], most: float) -> Tried:
    """What tests make of a module with another text, in a process of their own.

    After `most` seconds of processor time they are ended: a loop without end is noticed.
    """
    child = os.fork()
    if child:
        _, status, used = os.wait4(child, 0)
        return Tried(status != 0, used.ru_utime + used.ru_stime)
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (int(most), int(most)))
        sink = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(sink, stream)
        sys.meta_path.insert(0, _Changed(path, text))  # type: ignore[arg-type]
        status = int(pytest.main([*OPTIONS, *tests]))
    finally:
        os._exit(status)


def main() -> None:
    """Try changes until all are tried or the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=8, help="changes of each module")
    parser.add_argument("--seed", type=int, default=12, help="which of them")
    parser.add_argument("--only", default="", help="part of a module's path, as `engine/reasons`")
    parser.add_argument("--minutes", type=float, default=60, help="when to stop")
    given = parser.parse_args()
    os.chdir(ROOT)
    end = time.monotonic() + 60 * given.minutes
    paths = modules(given.only)
    number: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    most: dict[str, float] = {}
    for path in paths:
        if folder_of(path) not in most:
            plain = tried(path, path.read_text(encoding="utf-8"), tests_beside(path), MOST)
            if plain.noticed:
                sys.exit(f"The tests in {folder_of(path)} fail without any change.")
            most[folder_of(path)] = 2 * plain.seconds + 5
    rounds = [drawn(path, given.each, given.seed) for path in paths]
    for place in range(given.each):
        for found in (changes[place] for changes in rounds if place < len(changes)):
            if time.monotonic() > end:
                break
            folder = folder_of(found.path)
            number[folder] += 1
            if tried(found.path, found.text, tests_beside(found.path), most[folder]).noticed:
                noticed[folder] += 1
            else:
                show(found)
    for folder, tries in number.items():
        print(f"{folder}: {noticed[folder]} of {tries} noticed")


def folder_of(path: Path) -> str:
    """The folder in the package in which a module stands."""
    return str(path.parent.relative_to(SOURCE))


def show(found: Mutant) -> None:
    """Print a change that no test notices: where, which, and the line before and after."""
    before = found.path.read_text(encoding="utf-8").splitlines()
    after = found.text.splitlines()
    place = next((i for i, (b, a) in enumerate(zip(before, after, strict=False)) if b != a), 0)
    print(f"{found.path.relative_to(ROOT)}:{place + 1}: {found.operator.removeprefix('core/')}")
    print(f"  - {before[place].strip()}\n  + {after[place].strip()}", flush=True)


if __name__ == "__main__":
    main()
