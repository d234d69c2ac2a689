"""What is installed is whole: the command runs from a wheel, and from a tree, anywhere.

The environments take the dependencies from the one that runs the tests; the program itself they
have only from what is installed into them.
"""

import importlib.util
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import endorse_cli
from cli.running import QUIET
from support.starters import STARTER_SOURCES

ROOT = Path(__file__).parents[1]
RUBRIC = "endorse_cli/rubrics/class-alignment/rubric.yaml"
BEFORE = {path.name for path in ROOT.glob("[!.]*")}
DEPENDENCIES = ("typer", "pydantic", "yaml", "jinja2", "rich", "hatchling", "editables")


class Environment(NamedTuple):
    """A virtual environment with the program in it, and a folder to work in."""

    python: Path
    command: Path
    folder: Path

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the environment's own command in the folder."""
        return self.call(self.command, *words)

    def call(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run anything in the folder."""
        return subprocess.run(
            [str(word) for word in words],
            cwd=self.folder,
            env=QUIET,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )


def is_here(module: str) -> bool:
    """Whether a module can be imported by the tests."""
    return importlib.util.find_spec(module) is not None


def pip(*words: object, python: Path | None = None) -> None:
    """Run the tests' own pip, for another environment where one is named."""
    where = ["--python", str(python)] if python else []
    # A build needs hatchling: where it is at hand it is used, else pip fetches it.
    alone = ["--no-build-isolation"] if is_here("hatchling") and is_here("editables") else []
    done = subprocess.run(
        [sys.executable, "-m", "pip", *where, *map(str, words), "--quiet", "--no-deps", *alone],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def environment(folder: Path) -> Environment:
    """A new environment without the program; it sees the dependencies of the tests."""
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    found = (importlib.util.find_spec(module) for module in DEPENDENCIES)
    # A folder named in the last `.pth` file comes last, and the `.pth` files in it are not
    # followed: so the program comes from what is installed here.
    folders = {str(Path(spec.origin).parents[1]) for spec in found if spec and spec.origin}
    (site / "zz_dependencies.pth").write_text("\n".join(sorted(folders)) + "\n")
    work = folder / "work"
    work.mkdir()
    return Environment(python, folder / "venv" / "bin" / "endorse", work)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment into which the wheel was installed."""
    made = environment(tmp_path_factory.mktemp("from-wheel"))
    pip("install", "--ignore-installed", wheel, python=made.python)
    return made


@pytest.fixture(scope="module")
def from_tree(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment into which the tree was installed as it is."""
    made = environment(tmp_path_factory.mktemp("from-tree"))
    pip("install", "--ignore-installed", "--editable", ROOT, python=made.python)
    return made


def test_the_wheel_holds_the_program_and_its_rubrics(wheel: Path) -> None:
    """The package, the rubrics and the pages of the codes are in the wheel, and nothing else is."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert archive.read(RUBRIC) == (ROOT / "rubrics/class-alignment/rubric.yaml").read_bytes()
    source = ROOT / "src"
    folders = {"rubrics": ROOT / "rubrics", "pages": ROOT / "docs" / "checks"}
    code = {
        path.relative_to(source).as_posix()
        for path in (source / "endorse_cli").rglob("*")
        if path.is_file() and (path.suffix in (".py", ".j2", ".css") or path.name == "py.typed")
    }
    data = {
        f"endorse_cli/{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file()
    }
    starter = {f"endorse_cli/files/starter/{name}" for name in STARTER_SOURCES}
    assert RUBRIC in data
    assert held == code | data | starter


def test_the_wheel_names_what_it_needs(wheel: Path) -> None:
    """The version is the package's, the license goes along, and the types are announced."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        text = archive.read(metadata).decode()
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    assert f"\nVersion: {endorse_cli.__version__}\n" in text
    assert "\nName: endorse-cli\n" in text


WHERE = "import endorse_cli; print(endorse_cli.__file__)"


def test_the_command_runs_from_a_wheel(from_wheel: Environment) -> None:
    """Installed elsewhere, with the tree out of reach, the default rubric needs no path."""
    where = from_wheel.call(from_wheel.python, "-c", WHERE).stdout
    assert str(ROOT) not in where
    assert str(from_wheel.python.parents[1]) in where
    runs_anywhere(from_wheel)


def test_the_command_runs_from_a_tree(from_tree: Environment) -> None:
    """An editable install finds the rubrics of the tree, from any folder."""
    where = from_tree.call(from_tree.python, "-c", WHERE).stdout
    assert where.strip() == str(ROOT / "src" / "endorse_cli" / "__init__.py")
    runs_anywhere(from_tree)


def runs_anywhere(made: Environment) -> None:
    """From an empty folder: a blank candidate and a new rubric, scored, and what ships."""
    assert made.run("new", "candidate", "a.yaml").returncode == 0
    scored = made.run("score", "a.yaml", "--format", "json")
    assert (scored.returncode, scored.stderr) == (0, "")
    assert '"id": "class-alignment"' in scored.stdout
    assert made.run("new", "rubric", "mine").returncode == 0
    assert made.run("score", "mine/candidate.yaml").returncode == 0
    listed = made.run("rubric", "list")
    assert listed.returncode == 0
    assert "class-alignment" in listed.stdout
    assert "not written as YAML" in made.run("explain", "syntax").stdout
    assert made.run("--version").stdout == f"endorse {endorse_cli.__version__}\n"
    example = made.run("score", ROOT / "examples" / "endorsed-cadre.yaml", "--brief")
    assert (example.returncode, example.stderr) == (0, "")


def test_every_way_to_run_gives_the_same_record(
    from_wheel: Environment, from_tree: Environment
) -> None:
    """A record made by the wheel and one made by the tree are the same to the last byte."""
    words = ("score", ROOT / "examples" / "both-tracks.yaml", "--format", "json")
    one, other = from_wheel.run(*words), from_tree.run(*words)
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_building_leaves_the_tree_as_it_was(wheel: Path, from_tree: Environment) -> None:
    """Neither a build nor an editable install puts files into the tree."""
    assert wheel.exists()
    assert from_tree.command.exists()
    assert {path.name for path in ROOT.glob("[!.]*")} == BEFORE
    for data in ("rubrics", "pages"):
        assert not (ROOT / "src" / "endorse_cli" / data).exists()
    assert not list((ROOT / "src").glob("*.egg-info"))
