"""Every command that looks at a whole rubric, on each family: seconds, memory and exit status.

usage: python benchmarks/commands.py [NAME…]

Each command is a process of its own, with a blank, a half and a full candidate where it takes some,
and these as cases where it takes those; `diff` holds the rubric against one with two outcomes
exchanged. `times` is the processor's seconds over those of a fixed loop of Python just before, so
that runs of a busy machine, or of another, can be held against each other. At most 10 seconds and
500 MB are wanted; what takes more is marked with NO.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from families import STATES, answers, merged, written

Plain = Any

SIZES = (
    *("gates-300", "themes-60-in-turn", "themes-120-in-turn", "equal-300", "small-100"),
    *("percent-100", "six-digits-100", "six-digits-300", "wide-5", "wide-20", "money-3"),
    *("tables-300", "some-of-100", "crossed-40", "parallel-40", "overlays-100"),
    *("means-100", "capped-100", "bests-100"),
)
"""Every family as large as a rubric that people write may be."""

LIMIT, SECONDS, MEGABYTES = 60, 10, 500
"""Seconds of the processor for one command; what is wanted."""


def calibration() -> float:
    """Seconds of the processor for a fixed loop."""
    start = time.process_time()
    sum(number * number for number in range(2_000_000))
    return time.process_time() - start


def exchanged(plain: Plain) -> Plain:
    """A rubric with the outcomes of the first and the last line of its last decision exchanged."""
    changed = json.loads(json.dumps(plain))
    decision = [*changed["decisions"].values()][-1]
    cells, key = decision.get("table", {}).get("cells"), "is"
    if cells:
        lines, key = cells, -1
    elif "bands" in decision:
        lines = decision["bands"]["cuts"]
    else:
        lines = [*decision["rows"].values(), decision["otherwise"]]
    lines[0][key], lines[-1][key] = lines[-1][key], lines[0][key]
    return changed


def commands(name: str, folder: Path) -> dict[str, list[str]]:
    """The files of a family, and each command with those that it takes."""
    from endorse_cli import api

    rubric, plain = written(name, folder), merged(name)
    loaded, who = api.load_rubric(rubric), []
    for place in ("cases", "old", "new"):
        (folder / place).mkdir()
    for state in STATES:
        given = answers(plain, state)
        said = json.dumps({"candidate": state, "answers": given})
        decided = api.score_text(said, loaded).assessment.decisions
        expected = {id: [*one.possible] for id, one in decided.items()}
        case = {"case": state, "why": "as it is", "expect": expected, "answers": given}
        (folder / f"{state}.json").write_text(said)
        (folder / "cases" / f"{state}.json").write_text(json.dumps(case))
        who.append(str(folder / f"{state}.json"))
    sides = [folder / side / "rubric.yaml" for side in ("old", "new")]
    for side, content in zip(sides, (plain, exchanged(plain)), strict=True):
        # JSON is YAML.
        side.write_text(json.dumps(content))
    return {
        "check": [str(rubric)],
        "mutate": [str(rubric), str(folder / "cases")],
        "coverage": [str(rubric), str(folder / "cases")],
        "sensitivity": [str(rubric), "--candidates", *who],
        "diff": [*map(str, sides), "--candidates", *who],
    }


def run(command: str, words: list[str]) -> tuple[float, int, str]:
    """Seconds of the processor and peak megabytes of one command; how it ended."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))  # noqa: E731
    line = [Path(sys.executable).with_name("endorse"), "rubric", command, *words]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(line, stdout=quiet, stderr=quiet, preexec_fn=limit)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = f"over {LIMIT} s" if process.returncode in (-24, -9) else str(process.returncode)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, ended


def main() -> int:
    """One row a family and command."""
    print("| rubric | command | seconds | times | MB | exit status |\n" + "|---" * 6 + "|")
    for name in sys.argv[1:] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for command, words in commands(name, Path(folder)).items():
                unit = calibration()
                seconds, peak, ended = run(command, words)
                said = " NO" if seconds > SECONDS or peak > MEGABYTES else ""
                row = (
                    f"{name} | {command} | {seconds:.2f} | {seconds / unit:.1f} | {peak} | {ended}"
                )
                print(f"| {row}{said} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
