"""Runs many commands in one process and says how each ended: `python driver.py CASES`.

CASES is a JSON file: a list of lists of words. Before each command its number is written, after
it its end as a line of JSON. A command that takes too long, or too much memory, ends the process
or its own run; whoever started the process then knows by the last number which one it was.
"""

import json
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cli.running import run_here

SECONDS = 5
"""Of the processor's time: a busy machine is no fault of a command."""

WAITING = 60
"""Seconds on the clock, for what waits without doing anything."""

MEMORY = 2_000_000_000
"""Bytes of address space."""


def main() -> None:
    """Run every case, in order."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number, words in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        print(number, flush=True)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(WAITING)
        ended = run_here(words)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        print(json.dumps([int(ended.status), ended.out, ended.err]), flush=True)


if __name__ == "__main__":
    main()
