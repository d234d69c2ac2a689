"""Small changes to a plain rubric, by the words of the issue and none of the program's code.

A mutant is the kind of change and the plain rubric with it. Everything works on what a person
would edit: mappings, lists and words.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from support.oracle import GROUNDS, Oracle

Plain = Any
Mutants = Iterator[tuple[str, Plain]]

BOUNDS = ("at_least", "more_than", "at_most", "less_than")


BEYOND = {
    "amount", "bands", "clamp", "count", "highest", "lowest", "no_earlier_than", "no_later_than",
    "number", "round", "share", "table", "worth",
}  # fmt: skip
"""Forms of the language that this mutator does not speak."""


def speaks(rubric: Plain) -> bool:
    """Whether a rubric is of levels, choices and sets, rows, and scores that are sums."""
    decisive = {key: part for key, part in rubric.items() if key != "scales"}
    return not BEYOND.intersection(_words(decisive))


def _words(value: Plain) -> Iterator[str]:
    """Every key in a plain value, and `number` for a day too."""
    if isinstance(value, dict):
        yield from value
        yield from ("number" for part in value.values() if part == "date")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _words(part)


def mutants(rubric: Plain) -> Mutants:
    """Every mutant of a plain rubric."""
    return _Mutator(rubric).everything()


class _Mutator:
    def __init__(self, rubric: Plain) -> None:
        self.rubric = rubric
        self.oracle = Oracle(rubric)

    def everything(self) -> Mutants:
        for id, scale in self.rubric.get("scales", {}).items():
            for op, worth in self.each_item(scale.get("worth", []), self.weight):
                yield op, self.put("scales", id, {**scale, "worth": worth})
        for id, setting in self.rubric.get("settings", {}).items():
            for op, value in self.setting(id, setting):
                yield op, self.put("settings", id, {**setting, "value": value})
        for id, score in self.rubric.get("scores", {}).items():
            for op, value in self.amount(score["value"]):
                yield op, self.put("scores", id, {**score, "value": value})
        for id, finding in self.rubric.get("findings", {}).items():
            for op, changed in self.guarded(finding):
                yield op, self.put("findings", id, changed)
        for id, decision in self.rubric["decisions"].items():
            for op, rows in self.rows(decision.get("rows", {})):
                yield op, self.put("decisions", id, {**decision, "rows": rows})

    def put(self, section: str, id: str, value: Plain) -> Plain:
        return {**self.rubric, section: {**self.rubric[section], id: value}}

    def rows(self, rows: dict[str, Plain]) -> Mutants:
        items = list(rows.items())
        for i, (id, row) in enumerate(items):
            yield "drop_row", dict(items[:i] + items[i + 1 :])
            if i + 1 < len(items):
                yield "swap_rows", dict([*items[:i], items[i + 1], items[i], *items[i + 2 :]])
            for op, changed in self.guarded(row):
                yield op, {**rows, id: changed}

    def guarded(self, rule: Plain) -> Mutants:
        for op, when in self.condition(rule["when"]):
            yield op, {**rule, "when": when}
        for i, exception in enumerate(rule.get("unless", [])):
            others = rule["unless"][:i] + rule["unless"][i + 1 :]
            yield "drop_exception", {**rule, "unless": others}
            for op, when in self.condition(exception["when"]):
                unless = list(rule["unless"])
                unless[i] = {**exception, "when": when}
                yield op, {**rule, "unless": unless}

    def condition(self, value: Plain) -> Mutants:
        if isinstance(value, str):
            yield "negate", {"not": value}
            return
        word = next(key for key in value if key not in GROUNDS)
        part = value[word]
        if word == "not":
            yield from ((op, {"not": inner}) for op, inner in self.condition(part))
        elif word in ("all", "any"):
            yield "all_any", {"any" if word == "all" else "all": part}
            yield from ((op, {word: parts}) for op, parts in self.parts(part))
        else:
            yield "negate", {"not": {word: part}}
            yield from ((op, {word: test}) for op, test in self.test(word, part))

    def parts(self, value: Plain) -> Mutants:
        if isinstance(value, dict):
            of, test = value["of"], value["are"]
            ids = self.oracle.members(of) if isinstance(of, str) else of
            for i, id in enumerate(ids):
                if len(ids) > 1:
                    yield "drop_branch", {"of": ids[:i] + ids[i + 1 :], "are": test}
                atoms = [{other: test} for other in ids]
                yield "negate", [*atoms[:i], {"not": {id: test}}, *atoms[i + 1 :]]
            for op, other in self.test(ids[0], test) if ids else ():
                yield op, {"of": ids, "are": other}
            return
        for i in range(len(value) if len(value) > 1 else 0):
            yield "drop_branch", value[:i] + value[i + 1 :]
        yield from self.each_item(value, self.condition)

    def each_item(self, items: list[Plain], change: Any) -> Mutants:  # noqa: ANN401
        for i, item in enumerate(items):
            for op, other in change(item):
                yield op, [*items[:i], other, *items[i + 1 :]]

    def test(self, id: str, test: Plain) -> Mutants:
        if isinstance(test, str):
            levels = self.levels(id) if id in self.rubric["criteria"] else []
            yield from (("move", other) for other in beside(levels, test))
            return
        ((form, part),) = test.items() if len(test) == 1 else (("range", None),)
        if form in ("one_of", "includes", "includes_any"):
            names = [part] if isinstance(part, str) else part
            for others in self.more_or_less(names, self.names(id)):
                yield "set_member", {form: others}
            return
        for key in BOUNDS:
            if key in test and isinstance(test[key], str):
                for other in self.bound(id, test[key]):
                    yield "move", {**test, key: other}

    def more_or_less(self, names: list[str], all_names: list[str]) -> Iterator[list[str]]:
        for name in names if len(names) > 1 else []:
            yield [other for other in names if other != name]
        for name in all_names:
            if name not in names:
                yield [*names, name]

    def bound(self, id: str, bound: str) -> list[str]:
        if id in self.rubric.get("scores", {}):
            return [str(Fraction(bound) - 1), str(Fraction(bound) + 1)]
        return beside(self.levels(id), bound)

    def levels(self, id: str) -> list[str]:
        if id in self.rubric["decisions"]:
            outcomes = self.rubric["decisions"][id]["outcomes"]
            return [] if isinstance(outcomes, dict) else outcomes
        kind = self.rubric["criteria"][id]["answer"]
        is_levels = "levels" in kind if isinstance(kind, dict) else kind != "yes_no"
        return list(self.oracle.order(id)) if is_levels else []

    def names(self, id: str) -> list[str]:
        if id in self.rubric["decisions"]:
            return self.oracle.outcome_order(id)
        if self.oracle.is_set(id):
            return self.rubric["criteria"][id]["answer"]["set"]
        return list(self.oracle.domains[id])

    def amount(self, value: Plain) -> Mutants:
        if isinstance(value, str):
            known = value in self.rubric.get("scores", {}) or value in self.rubric["criteria"]
            yield from () if known else self.weight(value)
        elif "minus" in value:
            yield from ((op, {"minus": part}) for op, part in self.amount(value["minus"]))
        elif "times" in value:
            yield from ((op, {"times": p}) for op, p in self.each_item(value["times"], self.amount))
        elif "points" in value:
            for name, number in value["give"].items():
                for op, other in self.amount(number):
                    yield op, {**value, "give": {**value["give"], name: other}}
        elif "setting" not in value:
            ((how, parts),) = value.items()
            if isinstance(parts, list):
                yield from ((op, {how: ps}) for op, ps in self.each_item(parts, self.amount))

    def weight(self, number: str) -> Mutants:
        value = Fraction(number)
        for sign in (-1, 1):
            yield "weight", str(value + sign * Fraction(1, value.denominator))

    def setting(self, id: str, setting: Plain) -> Mutants:
        uses = set(self.uses(id))
        if "of" in setting:
            levels = self.levels(setting["of"]) if uses else []
            yield from (("move", other) for other in beside(levels, setting["value"]))
            return
        value = Fraction(setting["value"])
        units = {"bound": Fraction(1), "weight": Fraction(1, value.denominator)}
        steps = {units[use] * sign for use in uses for sign in (-1, 1)}
        for step in steps:
            is_bound = (
                "bound" in uses
                and abs(step) == 1
                and not ("weight" in uses and units["weight"] == 1)
            )
            yield "move" if is_bound else "weight", str(value + step)

    def uses(self, id: str) -> Iterator[str]:
        """How the parts that decide name a setting: as a bound, or as a weight in a score."""
        sections = ("scores", "findings", "decisions")
        for section in sections:
            for entry in self.rubric.get(section, {}).values():
                yield from ("weight" if section == "scores" else "bound"
                            for found in settings_in(entry) if found == id)  # fmt: skip


def settings_in(value: Plain) -> Iterator[str]:
    """Every setting that is named somewhere inside."""
    if isinstance(value, dict):
        if set(value) == {"setting"}:
            yield value["setting"]
        for part in value.values():
            yield from settings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from settings_in(part)


def beside(names: list[str], name: str) -> list[str]:
    """The names next to one."""
    if name not in names:
        return []
    place = names.index(name)
    return [names[i] for i in (place - 1, place + 1) if 0 <= i < len(names)]
