"""Every family of rubrics, blank, half and full: endorse beside its peers, as ratios.

usage: python benchmarks/beside.py [blank|half|full…] [NAME…]

Each cell is milliseconds of the processor, in a process of its own: to build what the peer has for
the rubric, and to say which outcomes are possible. Reading files, importing libraries and Python's
collector are in none of them. Where the peer cannot do it the cell says so. The last column holds
ours against the best of z3, CP-SAT and CUDD, both steps together: with every answer open at most 3
is wanted.
"""

import gc
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from families import AMOUNTS, FAMILIES, OVERLAID, STATES, answers, merged, written
from peers import OTHERS, SOLVERS, Walk

Plain = Any

LIMIT = 10
"""Seconds of the processor for one cell."""

LONG = 0.2
"""Seconds over which what is short is done again and again: the mean is told, since some systems
count the processor's time in steps of milliseconds."""

IMPORTED_AS = {"z3": "z3", "CP-SAT": "ortools", "CUDD": "dd.cudd", "CEL": "cel"}
PEERS = {**SOLVERS, **OTHERS}


def is_there(peer: str) -> bool:
    """Whether a peer could be installed here."""
    try:
        return importlib.util.find_spec(IMPORTED_AS.get(peer, "pydantic")) is not None
    except ModuleNotFoundError:
        return False


def theirs(name: str, peer: str, state: str) -> tuple[float, float, list[str]]:
    """What a peer needs to build, to answer, and what it says."""
    plain = merged(name)
    known = answers(plain, state)
    PEERS[peer]()  # The first one imports the library.
    start = time.process_time()
    walk = Walk(plain, PEERS[peer]())
    if peer in OTHERS:
        walk.peer.prepared([*walk.decided.values()][-1])
    built = time.process_time()
    found = walk.possible(known)
    return built - start, time.process_time() - built, sorted(found)


def ours(name: str, state: str) -> Callable[[], tuple[float, float, list[str]]]:
    """The same of endorse: what the first candidate costs more than the second is to build."""
    from endorse_cli import api

    said = json.dumps({"candidate": "Ana", "answers": answers(merged(name), state)})
    with tempfile.TemporaryDirectory() as folder:
        loaded = api.load_rubric(written(name, Path(folder))).at(None)
    candidate = api.score_text(said, loaded).candidate

    def measured() -> tuple[float, float, list[str]]:
        view = type(loaded)(loaded.layered, loaded.whole, loaded.rubric)
        view.__dict__["absent"] = loaded.absent
        spans = []
        for _ in range(2):
            start = time.process_time()
            decided = [*view.assess(candidate).decisions.values()][-1]
            spans.append(time.process_time() - start)
        return spans[0] - spans[1], spans[1], sorted(decided.possible)

    return measured


def one(name: str, peer: str, state: str) -> Plain:
    """One cell, in this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))
    measure = ours(name, state) if peer == "endorse" else partial(theirs, name, peer, state)
    gc.collect()
    gc.disable()
    rounds = [measure()]
    while len(rounds) < 100 and sum(found[0] + found[1] for found in rounds) < LONG:
        rounds.append(measure())
    built, said = (sum(found[step] for found in rounds) / len(rounds) for step in (0, 1))
    return max(0.0, built), said, rounds[0][2]


def measured(name: str, peer: str, state: str) -> Plain:
    """One cell, in a process of its own; why there is none."""
    if peer != "endorse" and not is_there(peer):
        return "missing"
    if peer in OTHERS and state != "full":
        return ""
    command = [sys.executable, __file__, "--one", name, peer, state]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        return json.loads(ended.stdout)
    if ended.returncode in (-24, -9):
        return f"over {LIMIT} s"
    return f"fails: {(ended.stderr.strip().splitlines() or ['no word'])[-1][-60:]}"


def cell(found: Plain) -> str:
    """Both steps in milliseconds."""
    if isinstance(found, str):
        return found
    return f"{found[0] * 1e3:.2f} + {found[1] * 1e3:.2f}"


def row(name: str, state: str) -> str:
    """One row of the table; a peer that says something else is told of."""
    found = {peer: measured(name, peer, state) for peer in ("endorse", *PEERS)}
    said = {peer: one[2] for peer, one in found.items() if not isinstance(one, str)}
    totals = {peer: found[peer][0] + found[peer][1] for peer in said}
    rivals = [totals[peer] for peer in SOLVERS if peer in totals]
    ratio = ""
    if rivals and "endorse" in totals:
        times = totals["endorse"] / max(min(rivals), 1e-6)
        ratio = f"{times:.2f}" + (" NO" if state == "blank" and times > 3 else "")
    # Bands, rows and tables have every outcome in order; what differs is a fault of somebody's.
    other = [peer for peer, outcomes in said.items() if outcomes != said.get("endorse", outcomes)]
    if other:
        ratio += f" ({', '.join(other)} says otherwise)"
    return " | ".join((f"| {name}", state, *(cell(found[peer]) for peer in found), f"{ratio} |"))


def main() -> int:
    """The table, or one cell of it."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(*sys.argv[2:5])))
        return 0
    for peer, kind in PEERS.items():
        print(f"{peer}: {kind.way}{'' if is_there(peer) else ' (missing: it is not installed)'}")
    heads = ("rubric", "answered", "endorse", *PEERS, "endorse / best of the first three")
    print("\n| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    wanted = [word for word in sys.argv[1:] if word in {**FAMILIES, **OVERLAID}]
    for name in wanted or [name for name in (*FAMILIES, *OVERLAID) if name not in AMOUNTS]:
        for state in [word for word in sys.argv[1:] if word in STATES] or STATES:
            print(row(name, state), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
