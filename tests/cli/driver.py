"""Runs many commands in one process and says how each ended: `python driver.py CASES`.

CASES is a JSON file: a list of lists of words. Before each command its number is written, after
it its end as a line of JSON: the status, what it wrote to either stream, and in how many calls,
which are counted where a file is so large that its size could tell.
A command that takes too much memory ends the process or its own run; whoever started the process
then knows by the last number which one it was.

Nothing here is measured in time: how much work a command is, its calls say, which are as many on
a slow or a busy machine. Only what would never end is ended by a clock, after so long that no
command that is merely slow comes near it; else a suite in which something hangs would say nothing.
"""

import cProfile
import faulthandler
import gc
import json
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cli.running import HANGS, run_here
from support.once import worked_out_once

LARGE = 20_000
"""Bytes of a file from which on the calls are counted: counting takes as long as the work."""

MEMORY = 2_000_000_000
"""Bytes of address space."""


def main() -> None:
    """Run every case, in order; the project's own rubrics are worked out once for all."""
    # As in the command itself, which begins in `cli/start`.
    gc.set_threshold(300_000, 20, 20)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    commands = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with worked_out_once():
        for number, words in enumerate(commands):
            print(number, flush=True)
            faulthandler.dump_traceback_later(HANGS, exit=True)
            print(json.dumps(run(words)), flush=True)


def run(words: list[str]) -> tuple[int, str, str, int]:
    """How a command ended, and in how many calls where they are counted."""
    if not any(is_large(Path(word)) for word in words):
        return (*run_here(words), 0)
    counting = cProfile.Profile(subcalls=False, builtins=False)
    ended = counting.runcall(run_here, words)
    return (*ended, sum(entry.callcount for entry in counting.getstats()))


def is_large(path: Path) -> bool:
    """Whether a word is the path of a large file."""
    return path.is_file() and path.stat().st_size > LARGE


if __name__ == "__main__":
    main()
