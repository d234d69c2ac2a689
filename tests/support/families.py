"""Rubrics of the kinds that people write, of any size: the questions in turn, totals, tables."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from support.strategies import GROUNDS, head

Plain = Any


def asked(answer: Plain, **more: Plain) -> Plain:
    """One criterion."""
    return {"group": "all_of_them", "ask": "How is it?", "answer": answer, **GROUNDS, **more}


def rows(*found: tuple[str, Plain]) -> Plain:
    """A decision of rows, the best outcome first, and a last one for the rest."""
    named = {f"r_{name}": {"is": name, "when": when, **GROUNDS} for name, when in found}
    names = ["fail", *reversed([name for name, _ in found])]
    return {"d": {"outcomes": names, "rows": named, "otherwise": {"is": "fail", **GROUNDS}}}


def themes(count: int, groups: int = 6, *, in_turn: bool = True) -> Plain:
    """At least half of each theme, listed in turn or theme by theme."""
    each = count // groups
    names = [f"t{i % groups}" if in_turn else f"t{i // each}" for i in range(count)]
    half = str((each + 1) // 2)
    decided = rows(
        ("good", {"all": [f"k{g}" for g in range(groups)]}),
        ("fair", {"count": [f"k{g}" for g in range(groups)], "at_least": str(groups // 2)}),
    )
    return {
        **head(),
        "criteria": {f"c{i}": asked("yes_no", **{"in": [name]}) for i, name in enumerate(names)},
        "families": {f"t{g}": {"title": f"Theme {g}"} for g in range(groups)},
        "findings": {
            f"k{g}": {"when": {"count": {"of": f"t{g}", "are": "yes"}, "at_least": half}, **GROUNDS}
            for g in range(groups)
        },
        "decisions": decided,
    }


def chained(count: int) -> Plain:
    """Each table looks at the decision of the one before it and at one more answer."""
    names, values = ["bad", "fair", "good"], ["a", "b", "c"]
    made, before, had = {}, "c0", values
    for i in range(1, count + 1):
        cells = [
            [one, other, names[(2 * x + y) % 3 if x != y else x]]
            for x, one in enumerate(had)
            for y, other in enumerate(values)
        ]
        table = {"by": [before, f"c{i}"], "cells": cells}
        made[f"d{i}"] = {"outcomes": names, "table": table, **GROUNDS}
        before, had = f"d{i}", names
    asked_for = {f"c{i}": asked({"levels": values}) for i in range(count + 1)}
    return {**head(), "criteria": asked_for, "decisions": made}


def points(weights: Sequence[str], cuts: Sequence[str], levels: int = 5) -> Plain:
    """Bands of a weighted total, cut at some numbers."""
    names = [f"l{i}" for i in range(levels)]
    scale = {"levels": names, "worth": [str(i) for i in range(levels)]}
    ends = [None, *cuts, None]
    bands = [
        {
            "is": f"b{i}",
            **({"at_least": low} if low else {}),
            **({"less_than": high} if high else {}),
        }
        for i, (low, high) in enumerate(pairwise(ends))
    ]
    total = {"sum": [{"times": [weight, f"c{i}"]} for i, weight in enumerate(weights)]}
    decision = {"outcomes": [b["is"] for b in bands], "bands": {"of": "s", "cuts": bands}}
    return {
        **head(),
        "scales": {"q": scale},
        "criteria": {f"c{i}": asked("q") for i in range(len(weights))},
        "scores": {"s": {"value": total, **GROUNDS}},
        "decisions": {"d": {**decision, **GROUNDS}},
    }


def paired(count: int) -> Plain:
    """One of each pair of answers, paired in one way for one row, in another for the other."""
    half = count // 2
    others = [(7 * i + 3) % half for i in range(half)]

    def either(i: int, j: int) -> Plain:
        return {"any": {"of": [f"c{i}", f"c{j + half}"], "are": "yes"}}

    return {
        **head(),
        "criteria": {f"c{i}": asked("yes_no") for i in range(count)},
        "decisions": rows(
            ("good", {"all": [either(i, i) for i in range(half)]}),
            ("fair", {"all": [either(i, j) for i, j in enumerate(others)]}),
        ),
    }


def grid(side: int) -> Plain:
    """Half of every row and of every column of a square of answers, or of one of them."""
    half = str(side // 2)
    lines = [[f"c{i * side + j}" for j in range(side)] for i in range(side)]
    halves = [
        {"count": {"of": list(line), "are": "yes"}, "at_least": half}
        for line in (*lines, *zip(*lines, strict=True))
    ]
    return {
        **head(),
        "criteria": {f"c{i}": asked("yes_no") for i in range(side * side)},
        "decisions": rows(("good", {"all": halves}), ("fair", {"any": halves})),
    }
