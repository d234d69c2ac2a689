"""Small random rubrics that are sound in structure, and candidates under them, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from support.oracle import Oracle, is_measured, points

Plain = Any

LARGEST = 600
"""The product of all domains stays below this, so that brute force is instant."""

NUMBERS = ("-2", "-1", "-1/2", "0", "1/3", "0.5", "3/4", "1", "1.25", "2", "7/3")
GROUNDS = {"from": "p1", "basis": "stated"}
NAMES = ("low", "mid", "high", "top")
CHOICES = ("red", "green", "blue", "grey")
MEMBERS = ("ants", "bees", "cats")
OUTCOMES = ("poor", "fair", "good")

numbers = st.sampled_from(NUMBERS)

SHAPES: tuple[dict[str, str], ...] = (
    {"min": "0", "max": "4", "step": "1"},
    {"min": "-1", "max": "1", "step": "0.5"},
    {"min": "1/3", "max": "2", "step": "1/3"},
    {"min": "-2", "max": "3", "step": "any"},
    {"min": "0", "step": "1"},
    {"max": "2", "step": "1/2"},
    {"step": "any"},
)
DAYS = ("2024-02-28", "2024-02-29", "2024-03-01", "2025-12-31", "2026-01-01", "2026-08-31")
DATED: dict[str, tuple[str, str] | None] = {
    "On what day?": None,
    "How many days from the election?": ("days", "election"),
    "How many weeks from the day of judging?": ("weeks", "as_of"),
    "How many months from the election?": ("months", "election"),
    "How many months from the day of judging?": ("months", "as_of"),
    "How many years from the election?": ("years", "election"),
}
"""What is asked where the answer is a day, and what it is counted from."""

ANCHORS = {"election": date(2026, 3, 31), "as_of": date(2025, 12, 31)}
"""The days from which days are counted, unless a test says otherwise."""


@dataclass
class Made:
    """A rubric being made: what later parts may name."""

    scales: dict[str, Plain]
    criteria: dict[str, Plain]
    families: dict[str, Plain]
    settings: dict[str, Plain]
    scores: dict[str, Plain]
    findings: dict[str, Plain]
    decisions: dict[str, Plain]
    closed: set[str] = field(default_factory=set)
    """The scores that no other score may name."""

    def order(self, id: str) -> tuple[str, ...]:
        """The answers to a criterion, or the members of its set."""
        kind = self.criteria[id]["answer"]
        if kind == "yes_no":
            return ("no", "yes")
        if isinstance(kind, str):
            return tuple(self.scales[kind]["levels"]) if kind in self.scales else ()
        return () if "number" in kind else tuple(next(iter(kind.values())))

    def form(self, id: str) -> str:
        """Which kind of answer a criterion has."""
        kind = self.criteria[id]["answer"]
        if isinstance(kind, str):
            return kind if kind in ("yes_no", "date") else "levels"
        return next(iter(kind))

    def usable(self) -> list[str]:
        """The criteria that may have weight."""
        return [id for id, c in self.criteria.items() if "recorded" not in c]

    def alike(self) -> list[list[str]]:
        """Groups of at least two criteria of which the same can be asked."""
        groups: dict[tuple[object, ...], list[str]] = {}
        for id in self.usable():
            if self.form(id) != "set":
                kind = self.criteria[id]["answer"]
                like = [self.criteria[id]["ask"], str(kind)] if is_measured(kind) else ()
                groups.setdefault((self.form(id), *self.order(id), *like), []).append(id)
        return [ids for ids in groups.values() if len(ids) > 1]

    def worthy(self) -> list[str]:
        """The criteria that may stand in a score by their worth."""
        return [
            id
            for id in self.usable()
            if self.criteria[id]["answer"] == "degree" and "may_be" not in self.criteria[id]
        ] + [id for id in self.numbered() if is_listed(self.criteria[id]["answer"])]

    def numbered(self) -> list[str]:
        """The criteria that are answered with a number, always."""
        return [
            id
            for id in self.usable()
            if self.form(id) == "number" and "may_be" not in self.criteria[id]
        ]

    def named_scores(self) -> list[str]:
        """The scores that another may name."""
        return [id for id in self.scores if id not in self.closed]

    def single(self) -> list[str]:
        """The criteria of which one name is the answer."""
        return [id for id in self.usable() if self.form(id) not in ("set", "number", "date")]

    def answers(self, id: str) -> list[str]:
        """Every name that answers a criterion, or every outcome of a decision."""
        if id in self.decisions:
            outcomes = self.decisions[id]["outcomes"]
            return list(outcomes["unordered"] if isinstance(outcomes, dict) else outcomes)
        extra = ["not_applicable"] if "may_be" in self.criteria[id] else []
        return [*self.order(id), *extra]


def is_listed(kind: Plain) -> bool:
    """Whether every answer to a number can be listed, so that it may be added up with others."""
    return set(kind["number"]) == {"unit", "min", "max", "step"} and kind["number"]["step"] != "any"


def one_in(draw: DrawFn, many: int) -> bool:
    """True now and then; shrinks to False."""
    return draw(up_to(many)) == many - 1


def pick(draw: DrawFn, items: Sequence[Any]) -> Plain:
    """One of some items; shrinks to the first."""
    return items[draw(up_to(len(items)))] if len(items) > 1 else items[0]


@cache
def up_to(many: int) -> SearchStrategy[int]:
    """So many numbers from 0; a rubric asks hundreds of times, and to make one takes longest."""
    return st.integers(0, many - 1)


def some_of(draw: DrawFn, items: Sequence[str]) -> list[str]:
    """At least one of some items, in their order; shrinks to the first."""
    chosen = 1 + draw(up_to(2 ** len(items) - 1))
    return [item for place, item in enumerate(items) if chosen >> place & 1]


# Criteria


def _scales(draw: DrawFn) -> dict[str, Plain]:
    degree = list(NAMES[: pick(draw, (2, 3, 4, 4))])
    worth = [draw(numbers) for _ in degree]
    stance = ["against", "torn", "for"][: draw(st.integers(2, 3))]
    return {"degree": {"levels": degree, "worth": worth}, "stance": {"levels": stance}}


FORMS_OF_NAMES = ("yes_no", "degree", "set", "degree", "stance", "choice", "levels")
FORMS_OF_ANSWERS = (*FORMS_OF_NAMES, "number", "date", "number", "date", "number", "date")


def _kind(draw: DrawFn, of_names: bool) -> Plain:
    form = pick(draw, FORMS_OF_NAMES if of_names else FORMS_OF_ANSWERS)
    if form == "number":
        return {"number": {"unit": "things", **pick(draw, SHAPES)}}
    if form == "levels":
        return {"levels": list(NAMES[: pick(draw, (2, 3, 4))])}
    if form == "choice":
        return {"choice": list(CHOICES[: draw(st.integers(2, 4))])}
    if form == "set":
        return {"set": list(MEMBERS[: draw(st.integers(2, 3))])}
    return form


def _size(kind: Plain, scales: dict[str, Plain]) -> int:
    if is_measured(kind):
        return 5
    if isinstance(kind, str):
        return 2 if kind == "yes_no" else len(scales[kind]["levels"])
    ((form, names),) = kind.items()
    return 2 ** len(names) if form == "set" else len(names)


def _criterion(
    draw: DrawFn, scales: dict[str, Plain], first: bool, room: int, of_names: bool
) -> Plain:
    kind = _kind(draw, of_names)
    if _size(kind, scales) + 1 > room:
        kind = "yes_no"
    ask = pick(draw, list(DATED)) if kind == "date" else "What is it?"
    head = {"group": "all_of_them", "label": "It", "ask": ask}
    made = {**head, "answer": kind, **GROUNDS}
    is_set = isinstance(kind, dict) and "set" in kind
    if not is_set and one_in(draw, 5):
        made["may_be"] = "not_applicable"
    if one_in(draw, 5):
        made["cure"] = "nobody"
    if not first and one_in(draw, 8):
        made["recorded"] = "Only for the record."
    elif is_set and one_in(draw, 3):
        made["recorded_members"] = {kind["set"][draw(st.integers(0, 1))]: "Only shown."}
    if not is_set and one_in(draw, 4):
        made["assume"] = _assumed(draw, kind, scales)
    return made


def _assumed(draw: DrawFn, kind: Plain, scales: dict[str, Plain]) -> str:
    """An answer that stands in for what is open."""
    if is_measured(kind):
        return pick(draw, points(kind))
    if isinstance(kind, str):
        return pick(draw, scales[kind]["levels"] if kind in scales else ("no", "yes"))
    return pick(draw, next(iter(kind.values())))


def _criteria(draw: DrawFn, scales: dict[str, Plain], of_names: bool) -> dict[str, Plain]:
    room = LARGEST
    made: dict[str, Plain] = {}
    for place in range(pick(draw, (2, 3, 4, 4, 5))):
        if room < 6:
            break
        criterion = _criterion(draw, scales, place == 0, room // 2, of_names)
        room //= _size(criterion["answer"], scales) + ("may_be" in criterion)
        made[f"c{place + 1}"] = criterion
    return made


def _families(draw: DrawFn, made: Made) -> None:
    if one_in(draw, 5):
        made.families["unfilled"] = {"title": "For overlays to fill"}
    groups = made.alike()
    if not groups or not one_in(draw, 2):
        return
    ids = some_of(draw, pick(draw, groups))
    for id in ids:
        made.criteria[id]["in"] = ["kin"]
    made.families["kin"] = {"title": "Kin"}
    if one_in(draw, 2):
        made.families["kin"]["placeholder"] = pick(draw, ids)


def _settings(draw: DrawFn, made: Made) -> None:
    made.settings["amount_set"] = {"value": draw(numbers), **GROUNDS}
    for id in made.usable():
        if made.form(id) == "levels" and one_in(draw, 3):
            level = pick(draw, made.order(id))
            made.settings[f"level_of_{id}"] = {"value": level, "of": id, **GROUNDS}


# Scores


def _number(draw: DrawFn) -> Plain:
    return {"setting": "amount_set"} if one_in(draw, 6) else draw(numbers)


def _amount(draw: DrawFn, made: Made, depth: int) -> Plain:
    forms = ["points", *["named"] * 2 * bool(made.worthy() or made.named_scores())]
    forms += ["bands"] * bool(made.numbered()) + ["worth"] * bool(_maybe_worthy(made))
    if depth:
        forms += ["conditional", "sum", "clamp", "mean", "count", "minus", "lowest", "times"]
        forms += ["conditional", "highest", "clamp", "sum"]
        if "kin" in made.families and set(_kin(made)) <= set(made.worthy()):
            forms += ["family"] * 2
        forms += ["unfilled"] * ("unfilled" in made.families)
    forms += ["points", "number"]
    match pick(draw, forms):
        case "number":
            return _number(draw)
        case "named":
            return pick(draw, [*made.worthy(), *made.named_scores()])
        case "points":
            return _points(draw, made)
        case "bands":
            return _band_points(draw, made)
        case "worth":
            id = pick(draw, _maybe_worthy(made))
            return {"worth": id, "not_applicable": _number(draw)}
        case "count":
            return {"count": _many(draw, made, 1)}
        case "conditional":
            rule = _guarded(draw, made, 1)
            rule.pop("from"), rule.pop("basis")
            return {"amount": _amount(draw, made, depth - 1), **rule}
        case "clamp":
            return _clamp(draw, _amount(draw, made, depth - 1))
        case "minus":
            return {"minus": _amount(draw, made, depth - 1)}
        case "times":
            return {"times": [_number(draw), _amount(draw, made, depth - 1)]}
        case "unfilled":
            return {"sum": {"of": "unfilled"}}
        case "family":
            return {pick(draw, ("sum", "mean", "lowest", "highest")): {"of": "kin"}}
        case how:
            parts = [_amount(draw, made, depth - 1) for _ in range(draw(st.integers(1, 3)))]
            return {how: parts}


def _maybe_worthy(made: Made) -> list[str]:
    return [
        id
        for id in made.usable()
        if made.criteria[id]["answer"] == "degree" and "may_be" in made.criteria[id]
    ]


def _clamp(draw: DrawFn, part: Plain) -> Plain:
    pair = draw(st.lists(numbers, min_size=2, max_size=2, unique_by=Fraction))
    low, high = sorted(pair, key=Fraction)
    return {"clamp": part, "at_least": low, "at_most": high}


def _rounded(draw: DrawFn, part: Plain) -> Plain:
    to = pick(draw, ("1", "1/2", "2/3", "0.25", "2"))
    return {"round": part, "to": to, "half": pick(draw, ("up", "down", "even"))}


def _cuts(draw: DrawFn, limits: Sequence[str]) -> list[dict[str, str]]:
    """Ranges that meet at each limit and cover every number."""
    made: list[dict[str, str]] = []
    below: dict[str, str] = {}
    apart = {Fraction(limit): limit for limit in limits}
    for limit in (apart[at] for at in sorted(apart)):
        here = draw(st.booleans())
        made.append({**below, ("at_most" if here else "less_than"): limit})
        below = {("more_than" if here else "at_least"): limit}
    made.append(below)
    return draw(st.permutations(made)) if one_in(draw, 3) else made


def _band_points(draw: DrawFn, made: Made) -> Plain:
    id = pick(draw, made.numbered())
    limits = [draw(numbers) for _ in range(draw(st.integers(1, 2)))]
    return {"points": id, "bands": [{**c, "give": _number(draw)} for c in _cuts(draw, limits)]}


def _of_one_number(draw: DrawFn, made: Made, id: str, depth: int) -> Plain:
    """An amount that rests on one number and on nothing else that is open."""
    if not depth:
        return id
    part = _of_one_number(draw, made, id, depth - 1)
    match pick(draw, ("minus", "times", "clamp", "sum", "mean", "lowest", "highest")):
        case "minus":
            return {"minus": part}
        case "times":
            return {"times": [_number(draw), part]}
        case "clamp":
            return _clamp(draw, part)
        case how:
            return {how: draw(st.permutations([part, _number(draw)]))}


def _score(draw: DrawFn, made: Made, name: str) -> Plain:
    loose = [id for id in made.numbered() if not is_listed(made.criteria[id]["answer"])]
    sorts = ["amount", *["one"] * 2 * bool(made.numbered()), "amount", "share", "round"]
    sort = pick(draw, sorts)
    if sort == "one":
        id = pick(draw, made.numbered())
        made.closed |= {name} if id in loose else set()
        part = _of_one_number(draw, made, id, draw(st.integers(0, 3)))
        return _rounded(draw, part) if one_in(draw, 3) else part
    if sort == "round":
        return _rounded(draw, _amount(draw, made, 2))
    if sort == "share":
        made.closed.add(name)
        none = _number(draw)
        return {
            "share": _amount(draw, made, 1), "out_of": _amount(draw, made, 1), "if_none": none
        }  # fmt: skip
    return _amount(draw, made, 2)


def _kin(made: Made) -> list[str]:
    return [id for id, c in made.criteria.items() if "kin" in c.get("in", [])]


def _points(draw: DrawFn, made: Made) -> Plain:
    single = made.single()
    if not single:
        return _number(draw)
    id = pick(draw, single)
    return {"points": id, "give": {n: _number(draw) for n in made.answers(id)}}


# Conditions


def _condition(draw: DrawFn, made: Made, depth: int) -> Plain:
    forms = ["atom", "atom", *["finding"] * bool(made.findings)]
    if depth:
        forms += ["all", "all", "any", "any", "not", "count", *["each"] * bool(_manies(made))]
    match pick(draw, forms):
        case "finding":
            return pick(draw, list(made.findings))
        case "not":
            return {"not": _condition(draw, made, depth - 1)}
        case "each":
            return {pick(draw, ("all", "any")): _each(draw, made)}
        case "count":
            many = _many(draw, made, depth - 1)
            bound = st.sampled_from(("0", "1", "1", "2", "3"))
            return {"count": many, **_counted(draw, [draw(bound), draw(bound)])}
        case "atom":
            return _atom(draw, made)
        case word:
            number = pick(draw, (2, 2, 3, 1))
            return {word: [_condition(draw, made, depth - 1) for _ in range(number)]}


def _manies(made: Made) -> list[Plain]:
    return [*made.families, *made.alike()]


def _each(draw: DrawFn, made: Made) -> Plain:
    of = pick(draw, _manies(made))
    if of == "unfilled":
        return {"of": "unfilled", "are": "yes"}
    ids = _kin(made) if of == "kin" else of
    test = _criterion_test(draw, made, ids[0], alone=False)
    return {"of": of if of == "kin" else some_of(draw, ids), "are": test}


def _many(draw: DrawFn, made: Made, depth: int) -> Plain:
    if _manies(made) and one_in(draw, 2):
        return _each(draw, made)
    return [_condition(draw, made, depth) for _ in range(draw(st.integers(1, 3)))]


def _counted(draw: DrawFn, limits: list[str]) -> Plain:
    low, high = sorted(limits)
    return draw(
        st.sampled_from(({"at_least": high}, {"at_most": low}, {"at_least": low, "at_most": high}))
    )


def _atom(draw: DrawFn, made: Made) -> Plain:
    sorts = ["criterion"] * 4 + ["score"] * 2 * bool(made.scores)
    match pick(draw, sorts + ["decision"] * 2 * bool(made.decisions)):
        case "score":
            id = pick(draw, list(made.scores))
            return {id: _bounds(draw, [_threshold(draw, made, id), _number(draw)])}
        case "decision":
            id = pick(draw, list(made.decisions))
            return {id: _decision_test(draw, made.decisions[id]["outcomes"])}
        case _:
            id = pick(draw, made.usable())
            return {id: _criterion_test(draw, made, id)}


def _threshold(draw: DrawFn, made: Made, score: str) -> Plain:
    """Any number, or exactly what the score comes to for somebody."""
    if one_in(draw, 4):
        return draw(numbers)
    oracle = Oracle({**vars(made), "decisions": dict(made.decisions)}, None, ANCHORS)
    answers = {name: pick(draw, values) for name, values in oracle.domains.items()}
    return str(oracle.case(answers).get(score))


def _criterion_test(draw: DrawFn, made: Made, id: str, *, alone: bool = True) -> Plain:
    order = made.order(id)
    if made.form(id) == "set":
        counted = [m for m in order if m not in made.criteria[id].get("recorded_members", {})]
        return {pick(draw, ("includes", "includes_any")): some_of(draw, counted)}
    if made.form(id) in ("number", "date"):
        if alone and "may_be" in made.criteria[id] and one_in(draw, 4):
            return "not_applicable"
        return _dates(draw, made, id) if made.form(id) == "date" else _limits(draw, made, id)
    may_be = ["not_applicable"] if alone and "may_be" in made.criteria[id] else []
    names = [*order, *may_be]
    if made.form(id) != "levels" or one_in(draw, 3):
        return _names(draw, names)
    limits: list[Plain] = [pick(draw, order) for _ in range(2)]
    if alone and f"level_of_{id}" in made.settings and one_in(draw, 2):
        limits[0] = {"setting": f"level_of_{id}"}
    return _bounds(draw, limits)


def _limits(draw: DrawFn, made: Made, id: str) -> Plain:
    near = st.sampled_from(points(made.criteria[id]["answer"]))
    return _bounds(draw, [_number(draw) if one_in(draw, 3) else draw(near) for _ in range(2)])


def _dates(draw: DrawFn, made: Made, id: str) -> Plain:
    counted = DATED[made.criteria[id]["ask"]]

    def day() -> Plain:
        if counted is None:
            return pick(draw, DAYS)
        unit, anchor = counted
        if one_in(draw, 4):
            return anchor
        many = str(pick(draw, (1, 1, 2, 4, 13)))
        return {unit: many, pick(draw, ("before", "before", "after")): anchor}

    match draw(st.integers(0, 2)):
        case 0:
            return {"no_earlier_than": day()}
        case 1:
            return {"no_later_than": day()}
        case _:
            return {"no_earlier_than": day(), "no_later_than": day()}


def _names(draw: DrawFn, names: Sequence[str]) -> Plain:
    chosen = some_of(draw, names) if one_in(draw, 3) else [pick(draw, names)]
    return {"one_of": chosen} if len(chosen) > 1 else chosen[0]


def _decision_test(draw: DrawFn, outcomes: Plain) -> Plain:
    if isinstance(outcomes, dict):
        return _names(draw, outcomes["unordered"])
    if one_in(draw, 2):
        return _bounds(draw, [pick(draw, outcomes) for _ in range(2)])
    return _names(draw, outcomes)


def _bounds(draw: DrawFn, limits: list[Plain]) -> Plain:
    lower = pick(draw, ("at_least", "more_than"))
    upper = pick(draw, ("at_most", "less_than"))
    match draw(st.integers(0, 4)):
        case 0 | 1:
            return {lower: limits[0]}
        case 2 | 3:
            return {upper: limits[0]}
        case _:
            return {lower: limits[0], upper: limits[1]}


def _cube(draw: DrawFn, made: Made) -> Plain:
    """Something asked of several criteria at once, so that rows cut the profiles in odd ways."""
    ids = some_of(draw, made.usable())
    return {"all": [{id: _criterion_test(draw, made, id)} for id in ids]}


def _guarded(draw: DrawFn, made: Made, depth: int) -> Plain:
    when = _cube(draw, made) if depth > 1 and one_in(draw, 2) else _condition(draw, made, depth)
    rule = {"when": when, **GROUNDS}
    if one_in(draw, 5):
        rule["unless"] = [{"when": _condition(draw, made, 1), **GROUNDS}]
    return rule


# Decisions


def _decision(draw: DrawFn, made: Made, in_rows: bool) -> Plain:
    names = list(OUTCOMES[: pick(draw, (2, 3, 3))])
    body = _rows(draw, made, names) if in_rows else _body(draw, made, names)
    made_of = {"outcomes": names, **body}
    if one_in(draw, 4):
        made_of["outcomes"] = {"unordered": names}
    if one_in(draw, 2):
        made_of["list_others"] = "true"
    if one_in(draw, 2):
        made_of["may_be_given"] = "true"
    if one_in(draw, 4):
        made_of["assume"] = pick(draw, names)
    return made_of


def _body(draw: DrawFn, made: Made, names: list[str]) -> Plain:
    table = [id for id in (*made.single(), *made.decisions) if len(made.answers(id)) < 6]
    banded = [*made.scores, *made.numbered()]
    match draw(
        st.sampled_from(["rows", *["table"] * bool(table), *["bands"] * bool(banded), "rows"])
    ):
        case "table":
            by = draw(st.permutations(table))[: draw(st.integers(1, 2))]
            inputs = list(product(*map(made.answers, by)))
            cells = [[*given, pick(draw, names)] for given in inputs]
            return {"table": {"by": by, "cells": draw(st.permutations(cells))}, **GROUNDS}
        case "bands":
            of = pick(draw, banded)
            limits = [
                _threshold(draw, made, of) if of in made.scores else draw(numbers)
                for _ in range(draw(st.integers(1, 3)))
            ]
            cuts = [{"is": pick(draw, names), **cut} for cut in _cuts(draw, limits)]
            return {"bands": {"of": of, "cuts": cuts}, **GROUNDS}
    return _rows(draw, made, names)


def _rows(draw: DrawFn, made: Made, names: list[str]) -> Plain:
    rows = {
        f"r{place}": {"is": pick(draw, names), **_guarded(draw, made, 2)}
        for place in range(1, pick(draw, (1, 2, 2, 3, 3, 4)) + 1)
    }
    otherwise = {"is": pick(draw, names), **GROUNDS}
    return {"rows": rows, "otherwise": otherwise}


def head() -> dict[str, Plain]:
    """What every rubric begins with."""
    return {
        "format": "1",
        "rubric": "small",
        "version": "1.0.0",
        "title": "A small rubric",
        "document": {"title": "A document that nobody wrote"},
        "groups": {"all_of_them": {"title": "All of them"}},
    }


@composite
def rubrics(draw: DrawFn, *, of_names: bool = False) -> dict[str, Plain]:
    """A rubric of two to five criteria and two decisions; the second may name the first.

    Nothing rests on what is only recorded, and definitions stand in any order. Where it is to be
    `of_names` every answer is a name and every decision is in rows.
    """
    scales = _scales(draw)
    made = Made(scales, _criteria(draw, scales, of_names), {}, {}, {}, {}, {})
    _families(draw, made)
    _settings(draw, made)
    for name in ("s1", "s2")[: draw(st.integers(0, 2))]:
        made.scores[name] = {"value": _score(draw, made, name), **GROUNDS}
        if one_in(draw, 3):
            made.scores[name]["better"] = "lower"
    for name in ("f1", "f2")[: draw(st.integers(0, 2))]:
        made.findings[name] = _guarded(draw, made, 2)
    made.decisions["d1"] = _decision(draw, made, of_names)
    if one_in(draw, 3):
        made.findings["f3"] = _guarded(draw, made, 1)
    made.decisions["d2"] = _decision(draw, made, of_names)
    sections = {
        "scales": made.scales,
        "criteria": made.criteria,
        "families": made.families,
        "settings": made.settings,
        "scores": _shuffled(draw, made.scores),
        "findings": _shuffled(draw, made.findings),
        "decisions": _shuffled(draw, made.decisions),
    }
    return {**head(), **{name: part for name, part in sections.items() if part}}


def _shuffled(draw: DrawFn, section: dict[str, Plain]) -> dict[str, Plain]:
    """Turned around now and then, so that a definition may stand before what it names."""
    items = list(section.items())
    return dict(reversed(items) if one_in(draw, 2) else items)


# Candidates and promises


@composite
def possible_values(
    draw: DrawFn, domains: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """For each variable what can still be: one value, all of them, or some where people differ."""
    return {name: _still(draw, values) for name, values in domains.items()}


def _still(draw: DrawFn, values: tuple[str, ...]) -> tuple[str, ...]:
    form = pick(draw, ("known", "known", "open", "disputed"))
    if form == "known":
        return (pick(draw, values),)
    if form == "open" or len(values) < 3:
        return values
    out = some_of(draw, values)[: len(values) - 2]
    return tuple(value for value in values if value not in out)


def totals(domains: dict[str, tuple[str, ...]]) -> SearchStrategy[dict[str, str]]:
    """One value for each variable."""
    return st.fixed_dictionaries({n: st.sampled_from(values) for n, values in domains.items()})


FORMS = ("when", "no_effect", "some_effect", "more_never_hurts", "more_never_helps", "swing")


@composite
def promises(draw: DrawFn, rubric: dict[str, Plain], form: str) -> dict[str, Plain]:
    """A promise of one form that fits a rubric, kept or not."""
    sections = ("scales", "criteria", "families", "settings", "scores", "findings", "decisions")
    made = Made(*({**rubric.get(section, {})} for section in sections))
    if form == "when":
        return {
            "when": _condition(draw, made, 2),
            "then": _condition(draw, made, 1),
            **GROUNDS,
        }
    if form == "swing":
        return _swing(draw, made)
    ordered = form.startswith("more")
    ids = [id for id in made.criteria if not ordered or made.form(id) not in ("choice", "date")]
    members = [f"{i}.{m}" for i in ids if made.form(i) == "set" for m in made.order(i)]
    named = some_of(draw, [*ids, *members]) if ids else []
    family = "kin" in made.families and made.form(_kin(made)[0]) not in ("choice", "date")
    of = {"of": "kin"} if (family and one_in(draw, 3)) or not named else named
    aims = [
        *made.findings,
        *made.scores,
        *(d for d, v in made.decisions.items() if not ordered or isinstance(v["outcomes"], list)),
    ]
    if not aims or (of != named and not family):
        return {"no_effect": next(iter(made.criteria)), "for": "d1", **GROUNDS}
    return {form: of, "for": some_of(draw, aims), **GROUNDS}


def _swing(draw: DrawFn, made: Made) -> dict[str, Plain]:
    members = [
        f"{id}.{m}" for id in made.criteria if made.form(id) == "set" for m in made.order(id)
    ]
    decision = pick(draw, list(made.decisions))
    outcomes = made.decisions[decision]["outcomes"]
    names = outcomes["unordered"] if isinstance(outcomes, dict) else outcomes
    between = draw(st.permutations(names))[:2]
    id = pick(draw, [*made.criteria, *members])
    return {"no_single_swing": id, "for": decision, "between": list(between), **GROUNDS}


LADDER = ("a1", "a2", "a3", "a4", "a5")


@composite
def ladders(draw: DrawFn) -> dict[str, Plain]:
    """Three long scales, one of which may not apply, and rows that pick single levels of them.

    So one answer moved far competes with several moved a little.
    """
    criteria = {
        id: {"group": "all_of_them", "ask": "How?", "answer": {"levels": list(LADDER)}, **GROUNDS}
        for id in ("c1", "c2", "c3")
    }
    criteria["c2"]["may_be"] = "not_applicable"
    names = {id: [*LADDER, *["not_applicable"] * ("may_be" in c)] for id, c in criteria.items()}
    rows: dict[str, Plain] = {}
    for place in range(1, draw(st.integers(2, 5)) + 1):
        ids = some_of(draw, list(criteria))[: pick(draw, (1, 1, 2, 3))]
        when = {"all": [{id: _names(draw, names[id])} for id in ids]}
        rows[f"r{place}"] = {"is": pick(draw, OUTCOMES), "when": when, **GROUNDS}
    otherwise = {"is": OUTCOMES[0], **GROUNDS}
    decision = {"outcomes": list(OUTCOMES), "rows": rows, "otherwise": otherwise}
    return {**head(), "criteria": criteria, "decisions": {"d1": decision}}
