"""Measure endorse beside what a user would pick instead, in one run, as ratios.

usage: python benchmarks/run.py [--quick]

Makes two environments under benchmarks/.env (git-ignored), one with endorse and the libraries it
is measured beside in one process, one for check-jsonschema alone, and prints three tables: one
candidate and one rubric, slates, families of rubrics (`beside.py`). Every row of the first two is
a ratio of paired runs, ours over theirs, taken in turn: minimum, median and maximum. `--quick`
leaves most families out.
"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
ENV = HERE / ".env"
IN_PROCESS = ["common-expression-language>=0.10", "z3-solver>=4.13"]
WHERE_THERE = ["ortools>=9.12", "dd>=0.6"]
"""Peers that not every machine can have; a table says which are missing."""
COMMAND = ["check-jsonschema>=0.30"]
QUICK = ["gates-100", "themes-60-in-turn", "small-20", "tables-10", "some-of-100", "overlays-20"]


def environment(name: str, requirements: list[str]) -> Path:
    """The Python of an environment of its own, made on first use."""
    folder = ENV / name
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--upgrade", *requirements], check=True
    )
    return python


def main() -> int:
    """Run everything; the exit status is the worst of the measuring processes'."""
    families = QUICK if "--quick" in sys.argv else []
    ours = environment("ours", [str(HERE.parent), *IN_PROCESS])
    theirs = environment("check-jsonschema", COMMAND)
    for name in WHERE_THERE:
        subprocess.run([ours, "-m", "pip", "install", "--quiet", name], check=False)
    given = [theirs.parent / "check-jsonschema", *sys.argv[1:]]
    parts = [["measure.py", *given], ["slate.py", *given], ["beside.py", *families]]
    return max(
        subprocess.run([ours, HERE / part, *words], check=False, cwd=HERE).returncode
        for part, *words in parts
    )


if __name__ == "__main__":
    sys.exit(main())
