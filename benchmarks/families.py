"""Families of rubrics that people write, small to large, and what each costs.

usage: python benchmarks/families.py [NAME…]

One row a rubric and how much of it is answered: seconds of the processor until the rubric is read,
until the outcome is known, until all of the record is, and until the rubric is checked; live
nodes; and the memory of the process, which is one of its own for each row. Without names every
family is measured.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

Plain = Any
GROUNDS = {"from": "p1", "basis": "stated"}
YES = {"anchors": {"yes": "It is.", "no": "It is not."}}


def asked(answer: Plain, **more: Plain) -> Plain:
    """One criterion."""
    return {"group": "g", "ask": "How is it?", "answer": answer, **GROUNDS, **more}


def rubric(name: str, criteria: Plain, decisions: Plain, **more: Plain) -> Plain:
    """A rubric with everything that every one has."""
    return {
        "format": "1", "rubric": name, "version": "1.0.0", "title": name,
        "document": {"title": "Generated"}, "groups": {"g": {"title": "G"}},
        "criteria": criteria, **more, "decisions": decisions,
    }  # fmt: skip


def rows(*found: tuple[str, Plain]) -> Plain:
    """A decision of rows, the best outcome first, and a last one for the rest."""
    names = ["no_pass", *reversed([name for name, _ in found])]
    return {
        "d": {
            "outcomes": names,
            "rows": {f"r_{name}": {"is": name, "when": when, **GROUNDS} for name, when in found},
            "otherwise": {"is": "no_pass", **GROUNDS},
        }
    }


def gates(count: int) -> Plain:
    """Every one of many must hold."""
    criteria = {f"c{i}": asked("yes_no", **YES) for i in range(count)}
    return rubric("gates", criteria, rows(("pass", {"all": {"of": [*criteria], "are": "yes"}})))


def themes(count: int, groups: int = 6, *, in_turn: bool = True) -> Plain:
    """At least half of each theme, listed in turn or theme by theme."""
    each = count // groups
    theme = (lambda i: i % groups) if in_turn else (lambda i: i // each)
    criteria = {
        f"c{i}": asked("yes_no", **YES, **{"in": [f"f{theme(i)}"]}) for i in range(each * groups)
    }
    half = str((each + 1) // 2)
    findings = {
        f"k{g}": {"when": {"count": {"of": f"f{g}", "are": "yes"}, "at_least": half}, **GROUNDS}
        for g in range(groups)
    }
    decided = rows(
        ("pass", {"all": [*findings]}),
        ("maybe", {"count": [*findings], "at_least": str(groups // 2)}),
    )
    families = {f"f{g}": {"title": f"F{g}"} for g in range(groups)}
    return rubric("themes", criteria, decided, families=families, findings=findings)


def scale(levels: int) -> Plain:
    """A scale with worths from nothing up."""
    return {
        "q": {
            "levels": [f"l{i}" for i in range(levels)],
            "worth": [str(i) for i in range(levels)],
            "anchors": {f"l{i}": f"Level {i}" for i in range(levels)},
        }
    }


def points(weights: Sequence[int], levels: int = 5) -> Plain:
    """Bands of a weighted total."""
    criteria = {f"c{i}": asked("q") for i in range(len(weights))}
    total = {"sum": [{"times": [str(w), f"c{i}"]} for i, w in enumerate(weights)]}
    most = sum(weights) * (levels - 1)
    return banded("points", criteria, total, most, scales=scale(levels))


def banded(name: str, criteria: Plain, total: Plain, most: int, **more: Plain) -> Plain:
    """Three bands of a total."""
    low, high = str(most * 2 // 5), str(most * 7 // 10)
    cuts = [
        {"is": "low", "less_than": low},
        {"is": "mid", "at_least": low, "less_than": high},
        {"is": "high", "at_least": high},
    ]
    decision = {
        "outcomes": ["low", "mid", "high"], "bands": {"of": "total", "cuts": cuts}, **GROUNDS
    }  # fmt: skip
    scores = {"total": {"value": total, **GROUNDS}}
    return rubric(name, criteria, {"d": decision}, scores=scores, **more)


def weights(count: int, least: int, most: int) -> list[int]:
    """Weights, the same every time."""
    pick = random.Random(7)
    return [pick.randint(least, most) for _ in range(count)]


def wide(count: int, top: int) -> Plain:
    """A total of wide numbers."""
    kind = {"number": {"unit": "points", "min": "0", "max": str(top), "step": "1"}}
    criteria = {f"c{i}": asked(kind) for i in range(count)}
    return banded("wide", criteria, {"sum": [*criteria]}, count * top)


def tables(count: int) -> Plain:
    """Each table looks at the decision of the one before it and at one more answer."""
    criteria = {f"c{i}": asked({"levels": ["a", "b", "c"]}) for i in range(count + 1)}
    names = ["bad", "fair", "good"]
    decisions = {}
    before, values = "c0", ["a", "b", "c"]
    for i in range(1, count + 1):
        cells = [
            [one, other, names[(2 * x + y) % 3 if x != y else x]]
            for x, one in enumerate(values)
            for y, other in enumerate(["a", "b", "c"])
        ]
        decisions[f"d{i}"] = {
            "outcomes": names, "table": {"by": [before, f"c{i}"], "cells": cells}, **GROUNDS
        }  # fmt: skip
        before, values = f"d{i}", names
    return rubric("tables", criteria, decisions)


def some_of(count: int, least: int) -> Plain:
    """At least so many of many."""
    criteria = {f"c{i}": asked("yes_no", **YES) for i in range(count)}
    when = {"count": {"of": [*criteria], "are": "yes"}, "at_least": str(least)}
    return rubric("some-of", criteria, rows(("pass", when)))


def crossed(count: int, scores: int = 3) -> Plain:
    """Several weighted totals over common answers, and gates beside them."""
    pick = random.Random(11)
    criteria = {f"c{i}": asked("q") for i in range(count)}
    criteria |= {f"g{i}": asked("yes_no", **YES) for i in range(4)}
    made, tests = {}, []
    for s in range(scores):
        part = [pick.randint(1, 99) for _ in range(count)]
        value = {"sum": [{"times": [str(w), f"c{i}"]} for i, w in enumerate(part)]}
        made[f"s{s}"] = {"value": value, **GROUNDS}
        tests.append({f"s{s}": {"at_least": str(sum(part) * 4 // 2)}})
    open_gates = {"all": {"of": [f"g{i}" for i in range(4)], "are": "yes"}}
    decided = rows(
        ("pass", {"all": [open_gates, *tests]}),
        ("maybe", {"all": [open_gates, {"any": tests}]}),
    )
    return rubric("crossed", criteria, decided, scores=made, scales=scale(5))


def parallel(count: int) -> Plain:
    """Two totals that run almost parallel: at least so much of the one, at most so of the other."""
    pick = random.Random(count)
    one = [pick.randint(1, 99) for _ in range(count)]
    both = {"s0": one, "s1": [weight + pick.randint(0, 6) for weight in one]}
    made = {
        id: {
            "value": {"sum": [{"times": [str(w), f"c{i}"]} for i, w in enumerate(part)]},
            **GROUNDS,
        }
        for id, part in both.items()
    }
    bound = sum(one) * 4 * 55 // 100
    tests = [{"s0": {"at_least": str(bound)}}, {"s1": {"at_most": str(bound - 5)}}]
    criteria = {f"c{i}": asked("q") for i in range(count)}
    return rubric(
        "parallel", criteria, rows(("pass", {"all": tests})), scores=made, scales=scale(5)
    )


def means(count: int) -> Plain:
    """Rows over the weighted mean of what applies."""
    part = weights(count, 1, 9)
    criteria = {
        f"c{i}": asked("q", may_be="not_applicable", anchors={"not_applicable": "It may not."})
        for i in range(count)
    }
    worths = [{"worth": id, "not_applicable": "0"} for id in criteria]
    applies = [{"not": {id: "not_applicable"}} for id in criteria]
    value = {
        "share": {"sum": [{"times": [str(w), each]} for w, each in zip(part, worths, strict=True)]},
        "out_of": {
            "sum": [{"amount": str(w), "when": each} for w, each in zip(part, applies, strict=True)]
        },
        "if_none": "0",
    }
    decided = rows(("good", {"mean": {"at_least": "3"}}), ("fair", {"mean": {"at_least": "2"}}))
    return rubric(
        "means", criteria, decided, scores={"mean": {"value": value, **GROUNDS}}, scales=scale(5)
    )


def capped(count: int, groups: int) -> Plain:
    """Bands of a total of groups, each at most three quarters of what it could add."""
    part, each = weights(count, 1, 9), count // groups
    sums = [
        {
            "clamp": {"sum": [{"times": [str(part[i]), f"c{i}"]} for i in own]},
            "at_least": "0",
            "at_most": str(3 * sum(part[i] for i in own)),
        }
        for own in (range(g * each, (g + 1) * each) for g in range(groups))
    ]
    criteria = {f"c{i}": asked("q") for i in range(each * groups)}
    return banded("capped", criteria, {"sum": sums}, 3 * sum(part), scales=scale(5))


def bests(count: int, groups: int) -> Plain:
    """Bands of a total of groups, of each the best of its ratings."""
    each = count // groups
    best = [
        {"highest": [{"times": [str(1 + i % 7), f"c{g * each + i}"]} for i in range(each)]}
        for g in range(groups)
    ]
    criteria = {f"c{i}": asked("q") for i in range(each * groups)}
    return banded("bests", criteria, {"sum": best}, 4 * 7 * groups, scales=scale(5))


def overlaid(count: int, layers: int) -> list[Plain]:
    """Steps of a weighted total: each overlay, on the one below, sets where one of them begins."""
    part = weights(count, 1, 9)
    value = {"sum": [{"times": [str(w), f"c{i}"]} for i, w in enumerate(part)]}
    begins = {
        f"n{n}": sum(part) * 4 * (layers + 1 - n) // (layers + 1) for n in range(1, layers + 1)
    }
    base = rubric(
        "layer-0",
        {f"c{i}": asked("q") for i in range(count)},
        rows(*((f"step_{id}", {"total": {"at_least": {"setting": id}}}) for id in begins)),
        settings={id: {"value": str(least), **GROUNDS} for id, least in begins.items()},
        scores={"total": {"value": value, **GROUNDS}},
        scales=scale(5),
    )
    chapter = {"basis": "chapter", "adopted": {"by": "meeting", "date": "2026-01-01"}}
    above = [
        {
            "format": "1", "rubric": f"layer-{n}", "version": "1.0.0", "title": f"Layer {n}",
            "extends": f"layer-{n - 1}.yaml",
            "set": {id: {"value": str(least + 1), "from": "p1", **chapter}},
        }
        for n, (id, least) in enumerate(begins.items(), 1)
    ]  # fmt: skip
    return [base, *above]


OVERLAID: dict[str, Callable[[], list[Plain]]] = {
    "overlays-20": lambda: overlaid(20, 3),
    "overlays-100": lambda: overlaid(100, 7),
}
"""Families of several files: the lowest, and what stands on it."""


def layers(name: str) -> list[Plain]:
    """The files of a family, from the bottom up."""
    return OVERLAID[name]() if name in OVERLAID else [FAMILIES[name]()]


def merged(name: str) -> Plain:
    """A family as one rubric: the lowest with what those above it set."""
    base, *above = layers(name)
    for layer in above:
        for id, said in layer["set"].items():
            base["settings"][id]["value"] = said["value"]
    return base


def written(name: str, folder: Path) -> Path:
    """A family's files in a folder; which one is asked for."""
    files = layers(name)
    for number, plain in enumerate(files):
        # By way of JSON, so that nothing is written as an alias.
        text = yaml.safe_dump(json.loads(json.dumps(plain)), sort_keys=False)
        (folder / f"layer-{number}.yaml").write_text(text)
    return folder / f"layer-{len(files) - 1}.yaml"


FAMILIES: dict[str, Callable[[], Plain]] = {
    "gates-10": lambda: gates(10),
    "gates-100": lambda: gates(100),
    "gates-300": lambda: gates(300),
    "gates-1000": lambda: gates(1000),
    "themes-60-in-turn": lambda: themes(60),
    "themes-60-by-theme": lambda: themes(60, in_turn=False),
    "themes-120-in-turn": lambda: themes(120),
    "themes-300-in-turn": lambda: themes(300, 10),
    "equal-20": lambda: points([1] * 20),
    "equal-100": lambda: points([1] * 100),
    "equal-300": lambda: points([1] * 300),
    "small-20": lambda: points(weights(20, 1, 9)),
    "small-100": lambda: points(weights(100, 1, 9)),
    "percent-20": lambda: points(weights(20, 1, 99)),
    "percent-100": lambda: points(weights(100, 1, 99)),
    "six-digits-20": lambda: points(weights(20, 100_000, 999_999)),
    "six-digits-100": lambda: points(weights(100, 100_000, 999_999)),
    "six-digits-300": lambda: points(weights(300, 100_000, 999_999)),
    "wide-5": lambda: wide(5, 1000),
    "wide-20": lambda: wide(20, 1000),
    "money-3": lambda: wide(3, 5000),
    "tables-10": lambda: tables(10),
    "tables-100": lambda: tables(100),
    "tables-300": lambda: tables(300),
    "some-of-100": lambda: some_of(100, 50),
    "crossed-10": lambda: crossed(10),
    "crossed-40": lambda: crossed(40),
    "parallel-12": lambda: parallel(12),
    "parallel-40": lambda: parallel(40),
    "means-20": lambda: means(20),
    "means-100": lambda: means(100),
    "capped-100": lambda: capped(100, 20),
    "bests-100": lambda: bests(100, 10),
}
AMOUNTS = ("means-20", "means-100", "capped-100", "bests-100")
"""Those whose amounts are put to no peer."""

STATES = ("blank", "half", "full")


def answers(plain: Plain, state: str) -> dict[str, str]:
    """Answers to none, to every second or to all of a rubric's questions."""
    pick = random.Random(3)
    found = {}
    for place, (id, criterion) in enumerate(plain["criteria"].items()):
        kind = criterion["answer"]
        if kind == "yes_no":
            value = pick.choice(["yes", "no"])
        elif kind == "q":
            value = pick.choice(plain["scales"]["q"]["levels"])
        elif "levels" in kind:
            value = pick.choice(kind["levels"])
        else:
            value = str(pick.randint(0, int(kind["number"]["max"])))
        if state == "full" or (state == "half" and place % 2):
            found[id] = value
    return found


def measure(name: str, state: str) -> dict[str, Plain]:
    """What one rubric and one candidate cost, in this process."""
    from endorse_cli import api
    from endorse_cli.diagnostics import Fault

    folder = Path(tempfile.mkdtemp())
    path = written(name, folder)
    who = {"candidate": "Ana", "answers": answers(merged(name), state)}
    found: dict[str, Plain] = {"name": name, "state": state}
    start = time.process_time()
    if state == "check":
        checked = api.check_rubric(path)
        found["check"] = time.process_time() - start
        found["faults"] = sorted({one.code for one in checked.diagnostics})
        found["unchecked"] = [one["what"] for one in checked.unchecked]
    else:
        (folder / "c.yaml").write_text(yaml.safe_dump(who, sort_keys=False))
        try:
            loaded = api.load_rubric(path)
            found["load"] = time.process_time() - start
            start = time.process_time()
            document = api.parse((folder / "c.yaml").read_text())[0]
            scored = api.score_document(document, loaded)
            if isinstance(scored, api.Invalid):
                raise Fault(*scored.diagnostics)
            decided = scored.assessment.decisions
            found["outcome"] = time.process_time() - start
            start = time.process_time()
            _ = scored.record
            found["record"] = time.process_time() - start
            found["possible"] = [*decided.values()][-1].possible
            found["nodes"] = scored.assessment.compiled.manager.live
        except Fault as fault:
            found["faults"] = [one.code for one in fault.diagnostics]
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def main() -> int:
    """Each rubric and each state in a process of its own, one row each."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3])))
        return 0
    wanted = sys.argv[1:] or [*FAMILIES, *OVERLAID]
    print(f"{'rubric':20} {'state':6} {'load':>7} {'outcome':>8} {'record':>8} {'check':>8} "
          f"{'nodes':>8} {'MB':>5}  what came out")  # fmt: skip
    for name in wanted:
        for state in (*STATES, "check"):
            command = [sys.executable, __file__, "--one", name, state]
            try:
                run = subprocess.run(command, capture_output=True, text=True, timeout=60)
            except subprocess.TimeoutExpired:
                print(f"{name:20} {state:6} over 60 s")
                continue
            if run.returncode:
                print(f"{name:20} {state:6} {run.stderr.strip().splitlines()[-1]}")
                continue
            found = json.loads(run.stdout)
            times = [found.get(part) for part in ("load", "outcome", "record", "check")]
            cells = " ".join(f"{t:8.3f}" if t is not None else " " * 8 for t in times)
            said = found.get("possible") or [*found.get("faults", []), *found.get("unchecked", [])]
            said = ", ".join(said)[:60]
            print(f"{name:20} {state:6}{cells} {found.get('nodes', 0):8} {found['mb']:5}  {said}")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
