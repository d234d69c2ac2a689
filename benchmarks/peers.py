"""Who else can say which outcomes are possible, each in the way of its own documentation.

A rubric of `families.py` is walked once, and each peer builds what it has for it. What is asked is
always the same: which outcomes of the last decision the answers allow.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import ceil, log2
from typing import Any, Literal, Protocol

Plain = Any
Part = Any
"""What a peer calls a condition."""


class Peer(Protocol):
    """What each of them is asked to build, and then asked."""

    way: str

    def variable(self, id: str, size: int) -> None:
        """An answer with so many values, from 0."""

    def has(self, id: str, value: int) -> Part:
        """The answer is this value."""

    def every(self, parts: Sequence[Part]) -> Part:
        """All hold."""

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        """At least so many hold."""

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        """The values, each times its weight, come to at least so much."""

    def lacks(self, part: Part) -> Part:
        """It does not hold."""

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        """For each outcome where it comes out: the first row that holds decides."""

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        """The same of a table over what came out before, or an answer's id, and one answer."""

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        """The outcomes that known answers allow."""


class Walk:
    """A rubric as a peer builds it."""

    def __init__(self, plain: Plain, peer: Peer) -> None:
        self.plain, self.peer = plain, peer
        for id in plain["criteria"]:
            peer.variable(id, len(self.values(id)))
        self.findings = {
            id: self.condition(found["when"]) for id, found in plain.get("findings", {}).items()
        }
        self.decided: dict[str, list[Part]] = {}
        for id, decision in plain["decisions"].items():
            self.decided[id] = self.decision(decision)

    def values(self, id: str) -> Sequence[object]:
        """What can be answered, in order."""
        kind = self.plain["criteria"][id]["answer"]
        if kind == "yes_no":
            return ("no", "yes")
        if isinstance(kind, str):
            return self.plain["scales"][kind]["levels"]
        return kind["levels"] if "levels" in kind else range(int(kind["number"]["max"]) + 1)

    def place(self, id: str, said: str) -> int:
        """The place of an answer."""
        values = self.values(id)
        return int(said) if isinstance(values, range) else values.index(said)

    def decision(self, decision: Plain) -> list[Part]:
        """For each outcome where it comes out."""
        names = decision["outcomes"]
        if "table" in decision:
            one, other = decision["table"]["by"]
            before = self.plain["decisions"].get(one, {}).get("outcomes") or self.values(one)
            cells = [
                (before.index(a), self.place(other, b), names.index(c))
                for a, b, c in decision["table"]["cells"]
            ]
            return self.peer.table(self.decided.get(one, one), other, cells, len(names))
        if "bands" in decision:
            cuts = sorted(decision["bands"]["cuts"], key=lambda cut: -int(cut.get("at_least", 0)))
            *upper, last = [(cut, names.index(cut["is"])) for cut in cuts]
            found = [(self.total(decision["bands"]["of"], cut["at_least"]), n) for cut, n in upper]
            return self.peer.rows(found, last[1], len(names))
        found = [
            (self.condition(row["when"]), names.index(row["is"]))
            for row in decision["rows"].values()
        ]
        return self.peer.rows(found, names.index(decision["otherwise"]["is"]), len(names))

    def condition(self, said: Plain) -> Part:
        """A condition."""
        if isinstance(said, str):
            return self.findings[said]
        if "all" in said:
            return self.peer.every(self.parts(said["all"]))
        if "any" in said:
            return self.peer.some(1, self.parts(said["any"]))
        if "count" in said:
            return self.peer.some(int(said["at_least"]), self.parts(said["count"]))
        ((id, test),) = said.items()
        if "at_most" in test:
            return self.peer.lacks(self.total(id, int(test["at_most"]) + 1))
        return self.total(id, test["at_least"])

    def parts(self, said: Plain) -> list[Part]:
        """What is counted, or must all hold."""
        if isinstance(said, list):
            return [self.condition(part) for part in said]
        of = said["of"]
        ids = of if isinstance(of, list) else self.members(of)
        return [self.peer.has(id, self.place(id, said["are"])) for id in ids]

    def members(self, family: str) -> list[str]:
        """The criteria of a family."""
        return [id for id, c in self.plain["criteria"].items() if family in c.get("in", ())]

    def total(self, score: str, least: Plain) -> Part:
        """A score is at least so much; worths are the places of levels."""
        terms = self.plain["scores"][score]["value"]["sum"]
        pairs = [
            (term, 1) if isinstance(term, str) else (term["times"][1], int(term["times"][0]))
            for term in terms
        ]
        if isinstance(least, dict):
            least = self.plain["settings"][least["setting"]]["value"]
        return self.peer.total(dict(pairs), int(least))

    def possible(self, known: Mapping[str, str]) -> set[str]:
        """The outcomes of the last decision that the answers allow."""
        id, decision = [*self.plain["decisions"].items()][-1]
        places = {id: self.place(id, said) for id, said in known.items()}
        found = self.peer.possible(self.decided[id], places)
        return {decision["outcomes"][place] for place in found}


class Z3:
    """Yes and no as Bool, counts as AtLeast, levels and numbers as Int with linear sums."""

    way = "one Solver, kept; Bool, AtLeast, Int and linear sums; an outcome is an assumption"

    def __init__(self) -> None:
        import z3

        self.z3 = z3
        self.solver = z3.Solver()
        self.variables: dict[str, Part] = {}

    def variable(self, id: str, size: int) -> None:
        z3 = self.z3
        self.variables[id] = z3.Bool(id) if size == 2 else z3.Int(id)
        if size > 2:
            self.solver.add(self.variables[id] >= 0, self.variables[id] < size)

    def has(self, id: str, value: int) -> Part:
        found = self.variables[id]
        if self.z3.is_int(found):
            return found == value
        return found if value else self.z3.Not(found)

    def every(self, parts: Sequence[Part]) -> Part:
        return self.z3.And(*parts)

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        return self.z3.AtLeast(*parts, least)

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        return self.z3.Sum([weight * self.variables[id] for id, weight in weights.items()]) >= least

    def lacks(self, part: Part) -> Part:
        return self.z3.Not(part)

    def named(self, parts: Iterable[Part]) -> list[Part]:
        found = []
        for part in parts:
            name = self.z3.FreshBool()
            self.solver.add(name == part)
            found.append(name)
        return found

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        z3 = self.z3
        ways: list[list[Part]] = [[] for _ in range(outcomes)]
        before: list[Part] = []
        for part, outcome in rows:
            ways[outcome].append(z3.And(part, *map(z3.Not, before)))
            before.append(part)
        ways[rest].append(z3.And(*map(z3.Not, before)))
        return self.named(z3.Or(*way) for way in ways)

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        z3 = self.z3
        ways: list[list[Part]] = [[] for _ in range(outcomes)]
        for a, b, c in cells:
            first = self.has(one, a) if isinstance(one, str) else one[a]
            ways[c].append(z3.And(first, self.has(other, b)))
        return self.named(z3.Or(*way) for way in ways)

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        self.solver.push()
        self.solver.add(*(self.has(id, value) for id, value in known.items()))
        sat = self.z3.sat
        found = {n for n, part in enumerate(outcomes) if self.solver.check(part) == sat}
        self.solver.pop()
        return found


class CpSat:
    """Booleans and integers with reified linear constraints; a table is AddAllowedAssignments."""

    way = (
        "one model, one worker; reified linear constraints, a table as allowed assignments; each "
        "outcome found is forbidden until none is left"
    )

    def __init__(self) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.variables: dict[str, Part] = {}
        self.truths: set[str] = set()
        self.has = cache(self._has)

    def variable(self, id: str, size: int) -> None:
        is_bool = size == 2
        self.variables[id] = (
            self.model.new_bool_var(id) if is_bool else self.model.new_int_var(0, size - 1, id)
        )
        if is_bool:
            self.truths.add(id)

    def _has(self, id: str, value: int) -> Part:
        found = self.variables[id]
        if id in self.truths:
            return found if value else ~found
        literal = self.model.new_bool_var("")
        self.model.add(found == value).only_enforce_if(literal)
        self.model.add(found != value).only_enforce_if(~literal)
        return literal

    def every(self, parts: Sequence[Part]) -> Part:
        literal = self.model.new_bool_var("")
        self.model.add_bool_and(parts).only_enforce_if(literal)
        self.model.add_bool_or([~part for part in parts]).only_enforce_if(~literal)
        return literal

    def reified(self, amount: Part, least: int) -> Part:
        literal = self.model.new_bool_var("")
        self.model.add(amount >= least).only_enforce_if(literal)
        self.model.add(amount < least).only_enforce_if(~literal)
        return literal

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        return self.reified(sum(parts), least)

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        variables = [self.variables[id] for id in weights]
        return self.reified(self.cp.LinearExpr.weighted_sum(variables, [*weights.values()]), least)

    def lacks(self, part: Part) -> Part:
        return ~part

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        before: list[Part] = []
        ways: list[list[Part]] = [[] for _ in range(outcomes)]
        for part, outcome in rows:
            ways[outcome].append(self.every([part, *(~one for one in before)]))
            before.append(part)
        ways[rest].append(self.every([~one for one in before]))
        found = [self.model.new_bool_var("") for _ in ways]
        for literal, way in zip(found, ways, strict=True):
            self.model.add_bool_or(way).only_enforce_if(literal)
        self.model.add_exactly_one(found)
        return found

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        before = self.variables[one] if isinstance(one, str) else one[0].table
        after = self.model.new_int_var(0, outcomes - 1, "")
        self.model.add_allowed_assignments([before, self.variables[other], after], cells)
        return [_Came(after, n) for n in range(outcomes)]

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        model = self.model.clone()
        for id, value in known.items():
            model.add(self.variables[id] == value)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        found: set[int] = set()
        is_table = isinstance(outcomes[0], _Came)
        while len(found) < len(outcomes):
            if solver.solve(model) not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
                break
            if is_table:
                value = solver.value(outcomes[0].table)
                model.add(outcomes[0].table != value)
            else:
                value = next(n for n, one in enumerate(outcomes) if solver.boolean_value(one))
                model.add(outcomes[value] == 0)
            found.add(value)
        return found


class _Came:
    """An outcome of a table, which is a value of one integer."""

    def __init__(self, table: Part, value: int) -> None:
        self.table, self.value = table, value


class Cudd:
    """A Boolean for yes and no, bits for the rest; counts and sums built from the last on."""

    way = "bits; counts and sums as diagrams by what is still needed; automatic reordering"

    def __init__(self) -> None:
        from dd import cudd

        self.bdd = cudd.BDD()
        self.sizes: dict[str, int] = {}
        self.valid = self.bdd.true
        self.has = cache(self._has)
        sys.setrecursionlimit(100_000)

    def bits(self, id: str) -> list[str]:
        return [f"{id}_{n}" for n in range(max(1, ceil(log2(self.sizes[id]))))]

    def variable(self, id: str, size: int) -> None:
        self.sizes[id] = size
        self.bdd.declare(*self.bits(id))
        if size & (size - 1):
            allowed = self.bdd.false
            for value in range(size):
                allowed |= self.has(id, value)
            self.valid &= allowed

    def _has(self, id: str, value: int) -> Part:
        return self.bdd.cube({bit: bool(value >> n & 1) for n, bit in enumerate(self.bits(id))})

    def every(self, parts: Sequence[Part]) -> Part:
        found = self.bdd.true
        for part in reversed(parts):
            found &= part
        return found

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        row = [self.bdd.true, *[self.bdd.false] * least]
        for part in reversed(parts):
            row = [
                self.bdd.true,
                *(self.bdd.ite(part, row[n - 1], row[n]) for n in range(1, least + 1)),
            ]
        return row[least]

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        terms = [*weights.items()]
        most = [0]
        for id, weight in reversed(terms):
            most.append(most[-1] + weight * (self.sizes[id] - 1))

        @cache
        def reaches(place: int, needed: int) -> Part:
            if needed <= 0:
                return self.bdd.true
            if needed > most[len(terms) - place]:
                return self.bdd.false
            id, weight = terms[place]
            found = self.bdd.false
            for value in range(self.sizes[id]):
                rest = reaches(place + 1, max(0, needed - weight * value))
                found |= self.has(id, value) & rest
            return found

        return reaches(0, least)

    def lacks(self, part: Part) -> Part:
        return ~part

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        found, left = [self.bdd.false] * outcomes, self.valid
        for part, outcome in rows:
            found[outcome] |= left & part
            left &= ~part
        found[rest] |= left
        return found

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        found = [self.bdd.false] * outcomes
        for a, b, c in cells:
            first = self.has(one, a) if isinstance(one, str) else one[a]
            found[c] |= first & self.has(other, b)
        return [part & self.valid for part in found]

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        fixed = {
            bit: bool(value >> n & 1)
            for id, value in known.items()
            for n, bit in enumerate(self.bits(id))
        }
        false = self.bdd.false
        return {n for n, part in enumerate(outcomes) if self.bdd.let(fixed, part) != false}


class Cel:
    """One program for the whole rubric; it takes complete answers only."""

    way = "the whole rubric as one compiled program; complete answers only"

    def __init__(self) -> None:
        import cel

        self.cel = cel
        self.program: Part = None

    def variable(self, id: str, size: int) -> None:
        pass

    def has(self, id: str, value: int) -> Part:
        return f"{id} == {value}"

    def every(self, parts: Sequence[Part]) -> Part:
        return "(" + " && ".join(parts) + ")"

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        if least == 1:
            return "(" + " || ".join(parts) + ")"
        return f"[{', '.join(parts)}].filter(x, x).size() >= {least}"

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        return "(" + " + ".join(f"{id} * {w}" for id, w in weights.items()) + f") >= {least}"

    def lacks(self, part: Part) -> Part:
        return f"!({part})"

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        text = str(rest)
        for part, outcome in reversed(rows):
            text = f"({part}) ? {outcome} : ({text})"
        return [text] * outcomes

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        rows: dict[int, dict[int, int]] = {}
        for a, b, c in cells:
            rows.setdefault(a, {})[b] = c
        text = str([[row[b] for b in sorted(row)] for _, row in sorted(rows.items())])
        return [f"{text}[{one if isinstance(one, str) else one[0]}][{other}]"] * outcomes

    def prepared(self, outcomes: Sequence[Part]) -> None:
        self.program = self.cel.compile(outcomes[0])

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        return {self.program.execute(dict(known))}


class Pydantic:
    """A model for each row in a union tried from left to right; complete answers only."""

    way = (
        "a model a row in a union with union_mode='left_to_right'; Literal where all must be one "
        "answer, else a validator; complete answers only"
    )

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.adapter: Part = None

    def variable(self, id: str, size: int) -> None:
        self.sizes[id] = size

    def has(self, id: str, value: int) -> Part:
        return {id: value}

    def test(self, part: Part) -> Callable[[Mapping[str, int]], bool]:
        if callable(part):
            return part
        return lambda values: all(values[id] == value for id, value in part.items())

    def every(self, parts: Sequence[Part]) -> Part:
        if all(isinstance(part, dict) for part in parts):
            return {id: value for part in parts for id, value in part.items()}
        tests = [*map(self.test, parts)]
        return lambda values: all(test(values) for test in tests)

    def some(self, least: int, parts: Sequence[Part]) -> Part:
        if all(isinstance(part, dict) for part in parts):
            pairs = [pair for part in parts for pair in part.items()]
            return lambda values: sum(values[id] == value for id, value in pairs) >= least
        tests = [*map(self.test, parts)]
        return lambda values: sum(test(values) for test in tests) >= least

    def total(self, weights: Mapping[str, int], least: int) -> Part:
        return lambda values: sum(w * values[id] for id, w in weights.items()) >= least

    def lacks(self, part: Part) -> Part:
        return lambda values: not part(values)

    def rows(self, rows: Sequence[tuple[Part, int]], rest: int, outcomes: int) -> list[Part]:
        def decide(values: Mapping[str, int]) -> int:
            return next((n for test, n in tests if test(values)), rest)

        tests = [(self.test(part), outcome) for part, outcome in rows]
        decide.rows = [*rows, ({}, rest)]
        return [decide] * outcomes

    def table(self, one: Plain, other: str, cells: Plain, outcomes: int) -> list[Part]:
        found = {(a, b): c for a, b, c in cells}

        def decide(values: Mapping[str, int]) -> int:
            first = values[one] if isinstance(one, str) else one[0](values)
            return found[first, values[other]]

        decide.rows = [(lambda values, n=n: decide(values) == n, n) for n in range(outcomes)]
        return [decide] * outcomes

    def prepared(self, outcomes: Sequence[Part]) -> None:
        from typing import Annotated, Union

        from pydantic import Field, TypeAdapter, create_model, model_validator

        def checked(test: Part) -> Part:
            def look(model: Plain) -> Plain:
                if not test(model.__dict__):
                    raise ValueError("another row")
                return model

            return model_validator(mode="after")(look)

        models = []
        for part, outcome in outcomes[0].rows:
            wanted = part if isinstance(part, dict) else {}
            fields = {
                id: (
                    Literal[wanted[id]] if id in wanted else Annotated[int, Field(ge=0, lt=size)],
                    ...,
                )
                for id, size in self.sizes.items()
            }
            validators = {} if isinstance(part, dict) else {"look": checked(part)}
            model = create_model(f"Row{len(models)}", __validators__=validators, **fields)
            model.outcome = outcome
            models.append(model)
        kind = Union[tuple(models)] if len(models) > 1 else models[0]  # noqa: UP007
        self.adapter = TypeAdapter(Annotated[kind, Field(union_mode="left_to_right")])

    def possible(self, outcomes: Sequence[Part], known: Mapping[str, int]) -> set[int]:
        return {type(self.adapter.validate_python(dict(known))).outcome}


SOLVERS: dict[str, type] = {"z3": Z3, "CP-SAT": CpSat, "CUDD": Cudd}
"""Those that answer with answers open."""

OTHERS: dict[str, type] = {"CEL": Cel, "pydantic": Pydantic}
"""Those that take complete answers only."""
