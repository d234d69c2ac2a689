"""Brute force: what a rubric means, from the description of the language and from nothing else.

A rubric is taken as plain values (text, lists, mappings) and evaluated on one total assignment at a
time; with unknowns every completion is tried. Nothing of the engine is imported, so that the two
can disagree.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

Plain = Any
Assignment = Mapping[str, str]
Possible = Mapping[str, tuple[str, ...]]
Profile = tuple[str, ...]
Samples = Mapping[str, Mapping[str, str]]
"""For each number and each day: what is answered where a value of its variable is meant."""

NOT_APPLICABLE = "not_applicable"
LOWER = {"at_least": lambda a, b: a >= b, "more_than": lambda a, b: a > b}
UPPER = {"at_most": lambda a, b: a <= b, "less_than": lambda a, b: a < b}
BOUNDS = {**LOWER, **UPPER}
GROUNDS = ("from", "basis", "adopted", "note")


@dataclass(frozen=True)
class Result:
    """What comes out for one total assignment."""

    rows: dict[str, str]
    outcomes: dict[str, str]
    holding: dict[str, tuple[str, ...]]
    findings: dict[str, bool]
    scores: dict[str, Fraction]


class Case:
    """One total assignment, and what has been worked out of it so far."""

    def __init__(self, oracle: "Oracle", answers: Assignment) -> None:
        self.oracle = oracle
        self.answers = answers
        self.cache: dict[str, Any] = {}

    def get(self, id: str) -> Plain:
        """A finding's truth, a score's value, or a decision's rows that hold."""
        if id not in self.cache:
            self.cache[id] = self.oracle.rules[id](self)
        return self.cache[id]

    def row(self, decision: str) -> str:
        """The first row that holds."""
        return next(iter(self.get(decision)), "otherwise")

    def outcome(self, decision: str) -> str:
        """The outcome of the first row that holds."""
        return self.oracle.outcome_of[decision][self.row(decision)]


Rule = Callable[[Case], Any]


class Oracle:
    """A rubric's meaning, by brute force."""

    def __init__(
        self,
        rubric: Plain,
        samples: Samples | None = None,
        anchors: Mapping[str, date] | None = None,
    ) -> None:
        self.rubric = rubric
        self.samples = {
            id: {value: value for value in points(criterion["answer"])}
            for id, criterion in rubric["criteria"].items()
            if is_measured(criterion["answer"])
        } | dict(samples or {})
        self.anchors = anchors or {}
        self.domains: dict[str, tuple[str, ...]] = {}
        self.owner: dict[str, str] = {}
        self.variables_of: dict[str, tuple[str, ...]] = {}
        self.recorded: set[str] = set()
        for id, criterion in rubric["criteria"].items():
            self._declare(id, criterion)
        self.rules: dict[str, Rule] = {}
        for id, score in rubric.get("scores", {}).items():
            self.rules[id] = self.amount(score["value"])
        for id, finding in rubric.get("findings", {}).items():
            self.rules[id] = self.guarded(finding)
        self.outcome_of: dict[str, dict[str, str]] = {}
        for id, decision in rubric["decisions"].items():
            rows = dict(self._rows(decision))
            self.rules[id] = _holding({row: rule for row, (_, rule) in rows.items()})
            self.outcome_of[id] = {row: outcome for row, (outcome, _) in rows.items()}
            if "otherwise" in decision:
                self.outcome_of[id]["otherwise"] = decision["otherwise"]["is"]
        self._results: dict[Profile, Result] = {}

    # What can vary

    def _declare(self, id: str, criterion: Plain) -> None:
        kind = criterion["answer"]
        if isinstance(kind, dict) and "set" in kind:
            names = {f"{id}.{member}": ("no", "yes") for member in kind["set"]}
        else:
            extra = (NOT_APPLICABLE,) if criterion.get("may_be") else ()
            names = {id: (*self.order(id), *extra)}
        self.domains.update(names)
        self.owner.update(dict.fromkeys(names, id))
        self.variables_of[id] = tuple(names)
        for name in names:
            member = name.partition(".")[2]
            if "recorded" in criterion or member in criterion.get("recorded_members", {}):
                self.recorded.add(name)

    def order(self, id: str) -> tuple[str, ...]:
        """The answers to a criterion that is no set, lowest first."""
        kind = self.rubric["criteria"][id]["answer"]
        if is_measured(kind):
            return tuple(value for value in self.samples[id] if value != NOT_APPLICABLE)
        if kind == "yes_no":
            return ("no", "yes")
        if isinstance(kind, str):
            return tuple(self.rubric["scales"][kind]["levels"])
        return tuple(kind.get("levels") or kind["choice"])

    def is_set(self, id: str) -> bool:
        """Whether a criterion asks for a set."""
        kind = self.rubric["criteria"][id]["answer"]
        return isinstance(kind, dict) and "set" in kind

    def has_order(self, id: str) -> bool:
        """Whether one answer to a criterion can be more than another."""
        kind = self.rubric["criteria"][id]["answer"]
        return kind != "date" and not (isinstance(kind, dict) and "choice" in kind)

    def is_date(self, id: str) -> bool:
        """Whether a criterion asks for a day."""
        return bool(self.rubric["criteria"][id]["answer"] == "date")

    def is_number(self, id: str) -> bool:
        """Whether a criterion asks for a number."""
        kind = self.rubric["criteria"].get(id, {}).get("answer")
        return isinstance(kind, dict) and "number" in kind

    def said(self, id: str, value: str) -> str:
        """What is answered where a value is meant: itself, or of a region one number or day."""
        return self.samples.get(id, {}).get(value, value)

    def rank(self, variable: str, value: str) -> int | None:
        """A value's place in the order of its variable, None where it has none."""
        if not self.has_order(self.owner[variable]) or value == NOT_APPLICABLE:
            return None
        return self.domains[variable].index(value)

    def members(self, family: str) -> list[str]:
        """The criteria of a family; the placeholder only where no other is in it."""
        named = [i for i, c in self.rubric["criteria"].items() if family in _list(c.get("in", []))]
        stand_in = self.rubric["families"][family].get("placeholder")
        return [id for id in named if id != stand_in] or named

    # Conditions

    def condition(self, value: Plain) -> Rule:
        """Whether a condition holds."""
        if isinstance(value, str):
            return lambda case: case.get(value)
        if "count" in value:
            return self._count(value)
        ((word, part),) = ((k, v) for k, v in value.items() if k not in GROUNDS)
        if word == "not":
            inner = self.condition(part)
            return lambda case: not inner(case)
        if word in ("all", "any"):
            join = all if word == "all" else any
            parts = self.many(part)
            return lambda case: join(rule(case) for rule in parts)
        return self.test(word, part)

    def _count(self, value: Plain) -> Rule:
        parts = self.many(value["count"])
        bounds = [(BOUNDS[key], self.number(value[key])) for key in BOUNDS if key in value]

        def holds(case: Case) -> bool:
            number = len([part for part in parts if part(case)])
            return all(compare(number, bound) for compare, bound in bounds)

        return holds

    def many(self, value: Plain) -> list[Rule]:
        """A list of conditions, or one test of many ids."""
        if isinstance(value, list):
            return [self.condition(item) for item in value]
        of = value["of"]
        ids = self.members(of) if isinstance(of, str) else of
        return [self.test(id, value["are"]) for id in ids]

    def guarded(self, rule: Plain) -> Rule:
        """`when`, and none of `unless`."""
        when = self.condition(rule["when"])
        unless = [self.condition(exception["when"]) for exception in rule.get("unless", [])]
        return lambda case: when(case) and not any(exception(case) for exception in unless)

    def _rows(self, decision: Plain) -> Iterator[tuple[str, tuple[str, Rule]]]:
        """Every row but `otherwise`: its id, its outcome and when it holds."""
        for id, row in decision.get("rows", {}).items():
            yield id, (row["is"], self.guarded(row))
        if "table" in decision:
            by = decision["table"]["by"]
            for *names, outcome in decision["table"]["cells"]:
                asked = [self.test(id, name) for id, name in zip(by, names, strict=True)]
                yield ".".join(names), (outcome, _every(asked))
        seen: list[str] = []
        for cut in decision.get("bands", {}).get("cuts", []):
            seen.append(cut["is"])
            place = seen.count(cut["is"])
            id = cut["is"] if place == 1 else f"{cut['is']}.{place}"
            range = {key: bound for key, bound in cut.items() if key in BOUNDS}
            yield id, (cut["is"], self.test(decision["bands"]["of"], range))

    def test(self, id: str, test: Plain) -> Rule:
        """Whether what is asked of a criterion, score or decision holds."""
        rubric = self.rubric
        if id in rubric.get("scores", {}):
            checks = [(BOUNDS[key], self.number(bound)) for key, bound in test.items()]
            return lambda case: all(holds(case.get(id), bound) for holds, bound in checks)
        if id in self.samples and isinstance(test, dict) and "one_of" not in test:
            return self._measured(id, test)
        if id in rubric["decisions"]:
            outcomes = rubric["decisions"][id]["outcomes"]
            order = outcomes["unordered"] if isinstance(outcomes, dict) else outcomes
            passing = self.passing(test, order, ())
            return lambda case: case.outcome(id) in passing
        if self.is_set(id):
            ((how, members),) = test.items()
            join = all if how == "includes" else any
            names = [f"{id}.{member}" for member in _list(members)]
            return lambda case: join(case.answers[name] == "yes" for name in names)
        passing = self.passing(test, self.order(id), (NOT_APPLICABLE,))
        return lambda case: case.answers[id] in passing

    def _measured(self, id: str, test: Plain) -> Rule:
        """A number or a day compared; what does not apply passes no comparison."""
        if self.is_date(id):
            first = self.day(test.get("no_earlier_than"))
            last = self.day(test.get("no_later_than"))

            def passes(answer: str) -> bool:
                day = date.fromisoformat(answer)
                return (first is None or day >= first) and (last is None or day <= last)
        else:
            checks = [(BOUNDS[key], self.number(bound)) for key, bound in test.items()]

            def passes(answer: str) -> bool:
                return all(holds(Fraction(answer), bound) for holds, bound in checks)

        def holds(case: Case) -> bool:
            answer = self.said(id, case.answers[id])
            return answer != NOT_APPLICABLE and passes(answer)

        return holds

    def day(self, value: Plain) -> date | None:
        """A day as a rubric writes it: fixed, an anchor, or so many units from one."""
        if value is None:
            return None
        if isinstance(value, str):
            return self.anchors.get(value) or date.fromisoformat(value)
        ((unit, many),) = ((k, v) for k, v in value.items() if k not in ("before", "after"))
        side = "before" if "before" in value else "after"
        return shifted(
            self.anchors[value[side]], -int(many) if side == "before" else int(many), unit
        )

    def passing(self, test: Plain, order: Iterable[str], besides: Iterable[str]) -> set[str]:
        """The answers that pass a test; only a name can ask for what has no place in the order."""
        if isinstance(test, str):
            return {test}
        if "one_of" in test:
            return set(test["one_of"])
        ranked = list(order)
        bounds = [(BOUNDS[key], ranked.index(self.bound(bound))) for key, bound in test.items()]
        return {
            name
            for place, name in enumerate(ranked)
            if name not in besides and all(holds(place, limit) for holds, limit in bounds)
        }

    def bound(self, value: Plain) -> str:
        """A bound as written, or its setting's."""
        return self.rubric["settings"][value["setting"]]["value"] if _is_map(value) else value

    def number(self, value: Plain) -> Fraction:
        """A number as written, or its setting's."""
        return Fraction(self.bound(value))

    # Amounts

    def amount(self, value: Plain) -> Rule:
        """The exact value of an amount."""
        if isinstance(value, str):
            return self._bare_amount(value)
        if "setting" in value:
            number = self.number(value)
            return lambda case: number
        if "minus" in value:
            inner = self.amount(value["minus"])
            return lambda case: -inner(case)
        if "times" in value:
            factor, part = self.number(value["times"][0]), self.amount(value["times"][1])
            return lambda case: factor * part(case)
        for form in ("points", "worth", "amount", "clamp", "round", "share", "count"):
            if form in value:
                return self._special(form, value)
        ((how, parts),) = value.items()
        if isinstance(parts, dict):
            parts = self.members(parts["of"])
        rules = [self.amount(part) for part in parts]
        if how in ("lowest", "highest"):
            pick = min if how == "lowest" else max
            return lambda case: pick(rule(case) for rule in rules)
        share = len(rules) if how == "mean" else 1
        return lambda case: sum((rule(case) for rule in rules), Fraction(0)) / share

    def _special(self, form: str, value: Plain) -> Rule:
        if form == "points":
            return self._points(value)
        if form == "count":
            parts = self.many(value["count"])
            return lambda case: Fraction(len([part for part in parts if part(case)]))
        if form == "worth":
            id, number = value["worth"], self.number(value["not_applicable"])
            worth = self._bare_amount(id)
            return lambda case: number if case.answers[id] == NOT_APPLICABLE else worth(case)
        inner = self.amount(value[form])
        if form == "amount":
            holds = self.guarded(value)
            return lambda case: inner(case) if holds(case) else Fraction(0)
        if form == "clamp":
            low, high = self.number(value["at_least"]), self.number(value["at_most"])
            return lambda case: sorted((low, inner(case), high))[1]
        if form == "round":
            to = self.number(value["to"])
            return lambda case: nearest(inner(case), to, value["half"])
        whole, none = self.amount(value["out_of"]), self.number(value["if_none"])
        return lambda case: inner(case) / whole(case) if whole(case) else none

    def _points(self, value: Plain) -> Rule:
        id = value["points"]
        if "give" in value:
            give = {name: self.number(number) for name, number in value["give"].items()}
            return lambda case: give[case.answers[id]]
        bands = [
            (self.test(id, {k: v for k, v in band.items() if k in BOUNDS}), band["give"])
            for band in value["bands"]
        ]
        return lambda case: next(self.number(give) for holds, give in bands if holds(case))

    def _bare_amount(self, value: str) -> Rule:
        if value in self.rubric.get("scores", {}):
            return lambda case: case.get(value)
        if self.is_number(value):
            return lambda case: Fraction(self.said(value, case.answers[value]))
        if value in self.rubric["criteria"]:
            scale = self.rubric["scales"][self.rubric["criteria"][value]["answer"]]
            worth = dict(zip(scale["levels"], map(Fraction, scale["worth"]), strict=True))
            return lambda case: worth[case.answers[value]]
        number = Fraction(value)
        return lambda case: number

    # Assignments

    @property
    def everything(self) -> Possible:
        """Nothing is known of anything."""
        return self.domains

    def assignments(self, possible: Possible) -> Iterator[dict[str, str]]:
        """Every total assignment with values still possible."""
        for values in product(*(possible[name] for name in self.domains)):
            yield dict(zip(self.domains, values, strict=True))

    def case(self, answers: Assignment) -> Case:
        """One assignment, to ask a condition of."""
        return Case(self, answers)

    def result(self, answers: Assignment) -> Result:
        """What comes out for one total assignment; remembered."""
        key = tuple(answers[name] for name in self.domains)
        if key not in self._results:
            self._results[key] = self._result(Case(self, dict(answers)))
        return self._results[key]

    def _result(self, case: Case) -> Result:
        rubric = self.rubric
        holding = {id: case.get(id) for id in rubric["decisions"]}
        return Result(
            rows={id: case.row(id) for id in holding},
            outcomes={id: case.outcome(id) for id in rubric["decisions"]},
            holding=holding,
            findings={id: case.get(id) for id in rubric.get("findings", {})},
            scores={id: case.get(id) for id in rubric.get("scores", {})},
        )

    def results(self, possible: Possible) -> Iterator[Result]:
        """What comes out for every completion."""
        return (self.result(answers) for answers in self.assignments(possible))

    def outcomes(self, decision: str, possible: Possible) -> set[str]:
        """The outcomes that completions lead to."""
        return {result.outcomes[decision] for result in self.results(possible)}

    def outcome_order(self, decision: str) -> list[str]:
        """A decision's outcomes as listed."""
        outcomes = self.rubric["decisions"][decision]["outcomes"]
        return outcomes["unordered"] if isinstance(outcomes, dict) else outcomes

    def moves(
        self, variables: Iterable[str], possible: Possible, result: Callable[[Result], Any]
    ) -> bool:
        """Whether the variables alone, any value for them, can change a result.

        The others take every value that is possible for them.
        """
        freed = tuple(variables)
        seen: dict[Profile, Any] = {}
        wide = {name: self.domains[name] if name in freed else possible[name] for name in possible}
        return self._varies(freed, wide, result, seen)

    def moves_within(
        self, variables: Iterable[str], possible: Possible, result: Callable[[Result], Any]
    ) -> bool:
        """Whether the variables alone, by the values still possible for them, change a result."""
        return self._varies(tuple(variables), possible, result, {})

    def _varies(
        self,
        freed: tuple[str, ...],
        possible: Possible,
        result: Callable[[Result], Any],
        seen: dict[Profile, Any],
    ) -> bool:
        for answers in self.assignments(possible):
            others = tuple(value for name, value in answers.items() if name not in freed)
            came = result(self.result(answers))
            if seen.setdefault(others, came) != came:
                return True
        return False

    # What the decisions rest on

    def deciding_tests(self) -> list[tuple[str, Plain]]:
        """Every test in the conditions that decisions rest on, through findings and decisions."""
        found: list[tuple[str, Plain]] = []
        rubric = self.rubric
        waiting = [r for d in rubric["decisions"].values() for r in d.get("rows", {}).values()]
        seen: set[str] = set()

        def wait_for(id: str) -> None:
            if id not in seen:
                seen.add(id)
                if id in rubric.get("findings", {}):
                    waiting.append(rubric["findings"][id])
                for below in self.named_in(rubric.get("scores", {}).get(id, {}).get("value")):
                    wait_for(below)

        for decision in rubric["decisions"].values():
            wait_for(decision.get("bands", {}).get("of", ""))
        while waiting:
            rule = waiting.pop()
            for condition in (rule["when"], *(e["when"] for e in rule.get("unless", []))):
                for part in self.leaves(condition):
                    if isinstance(part, tuple):
                        found.append(part)
                    wait_for(part if isinstance(part, str) else part[0])
        return found

    def named_in(self, value: Plain) -> Iterator[str]:
        """The findings and scores that stand anywhere in an amount."""
        if isinstance(value, dict):
            for key, part in value.items():
                yield from (key, *self.named_in(part))
        elif isinstance(value, list):
            for part in value:
                yield from self.named_in(part)
        elif isinstance(value, str):
            yield value

    def leaves(self, value: Plain) -> Iterator[str | tuple[str, Plain]]:
        """The findings and the tests in a condition."""
        if isinstance(value, str):
            yield value
            return
        if "count" in value:
            value = {"all": value["count"]}
        ((word, part),) = ((k, v) for k, v in value.items() if k not in GROUNDS)
        if word == "not":
            yield from self.leaves(part)
        elif word in ("all", "any") and isinstance(part, list):
            for item in part:
                yield from self.leaves(item)
        elif word in ("all", "any"):
            of = part["of"]
            yield from ((i, part["are"]) for i in (self.members(of) if _is_str(of) else of))
        else:
            yield word, part


def _every(rules: list[Rule]) -> Rule:
    return lambda case: all(rule(case) for rule in rules)


def _holding(rows: Mapping[str, Rule]) -> Rule:
    return lambda case: tuple(id for id, holds in rows.items() if holds(case))


# Numbers and days


def is_measured(kind: Plain) -> bool:
    """Whether a kind of answer is a number or a day."""
    return kind == "date" or (isinstance(kind, dict) and "number" in kind)


def points(kind: Plain) -> list[str]:
    """Answers to a number or a day: all of them where they can be listed, else some."""
    if kind == "date":
        return ["2024-02-28", "2024-02-29", "2024-03-01", "2025-07-04"]
    shape = kind["number"]
    low, high = (Fraction(shape[k]) if k in shape else None for k in ("min", "max"))
    if shape["step"] == "any" or low is None or high is None:
        step = Fraction(1, 2) if shape["step"] == "any" else Fraction(shape["step"])
        first = low if low is not None else high - 12 * step if high is not None else -6 * step
        last = high if high is not None else first + 12 * step
    else:
        first, last, step = low, high, Fraction(shape["step"])
    return [str(first + i * step) for i in range(floor((last - first) / step) + 1)]


def nearest(value: Fraction, to: Fraction, half: str) -> Fraction:
    """The multiple of `to` nearest to a value; of two the larger, the smaller or the even one."""
    below, above = floor(value / to), ceil(value / to)
    if value - below * to != above * to - value:
        return min((below * to, above * to), key=lambda multiple: abs(value - multiple))
    even = below if below % 2 == 0 else above
    return {"up": above, "down": below, "even": even}[half] * to


def shifted(day: date, count: int, unit: str) -> date:
    """So many units from a day; what would be past the end of a month is its last day."""
    if unit in ("days", "weeks"):
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    year, month = day.year, day.month
    for _ in range(abs(count) * (12 if unit == "years" else 1)):
        month += 1 if count > 0 else -1
        if month in (0, 13):
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _list(value: Plain) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _is_map(value: Plain) -> bool:
    return isinstance(value, dict)


def _is_str(value: Plain) -> bool:
    return isinstance(value, str)
