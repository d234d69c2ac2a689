"""Measure endorse beside what a user would pick instead, in one run, as ratios.

usage: python benchmarks/run.py [--quick]

Makes two environments under benchmarks/.env (git-ignored), one with endorse and the libraries it
is measured beside in one process, one for check-jsonschema alone, and prints two tables: one
candidate and one rubric, then slates. Every row is a ratio of paired runs, ours over theirs, taken
in turn: minimum, median and maximum.
"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
ENV = HERE / ".env"
IN_PROCESS = ["common-expression-language>=0.10", "z3-solver>=4.13"]
COMMAND = ["check-jsonschema>=0.30"]


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
    """Run everything; the exit status is the worse of the two measuring processes'."""
    ours = environment("ours", [str(HERE.parent), *IN_PROCESS])
    theirs = environment("check-jsonschema", COMMAND)
    given = [theirs.parent / "check-jsonschema", *sys.argv[1:]]
    return max(
        subprocess.run([ours, HERE / part, *given], check=False, cwd=HERE).returncode
        for part in ("measure.py", "slate.py")
    )


if __name__ == "__main__":
    sys.exit(main())
