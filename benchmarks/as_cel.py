"""The same rubric for CEL: one expression a decision, and one program a condition."""

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import bound_number, members, passing
from endorse_cli.engine.order import conditions_of
from endorse_cli.models.amounts import Amount, Gathered, Minus, Named, Number, Points, Times
from endorse_cli.models.conditions import All, Any, Atom, Condition, Each, Holds, Not
from endorse_cli.models.tests import Includes, Range, SettingUse, Test
from endorse_cli.rubric.part_tree import each_of, walk

SCALE = 24
"""Scores are whole numbers of twenty-fourths, so that CEL compares them exactly."""


class Cel:
    """Writes a compiled rubric's conditions in CEL over one integer a variable."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.rubric = compiled.rubric

    def name(self, variable: str) -> str:
        return variable.replace(".", "__")

    def decision(self, id: str) -> str:
        """The deciding row's id, as one expression."""
        rows = self.rubric.decisions[id].rows
        text = f'"{rows[-1].id}"'
        for row in reversed(rows[:-1]):
            text = f'({self.condition(row.when)}) ? "{row.id}" : ({text})'
        return text

    def conditions(self) -> list[str]:
        """One expression for every test that a finding or a row makes."""
        found: dict[str, None] = {}
        for id in (*self.rubric.findings, *self.rubric.decisions):
            for condition in conditions_of(self.rubric, id):
                for part in walk(condition):
                    if isinstance(part, Atom):
                        found[self.atom(part.id, part.test)] = None
                    elif each := each_of(part):
                        for text in self.each(each):
                            found[text] = None
        return list(found)

    def condition(self, condition: Condition) -> str:
        match condition:
            case Holds(finding=id):
                return f"({self.condition(self.rubric.findings[id].when)})"
            case Atom(id=id, test=test):
                return self.atom(id, test)
            case Not(part=part):
                return f"!({self.condition(part)})"
            case All(parts=parts):
                return "(" + " && ".join(self.many(parts)) + ")"
            case Any(parts=parts):
                return "(" + " || ".join(self.many(parts)) + ")"
        raise ValueError(condition)

    def many(self, parts: tuple[Condition, ...] | Each) -> list[str]:
        if isinstance(parts, Each):
            return self.each(parts)
        return [self.condition(part) for part in parts]

    def each(self, each: Each) -> list[str]:
        ids = self.rubric.members(each.of) if isinstance(each.of, str) else each.of
        return [self.atom(id, each.test) for id in ids]

    def atom(self, id: str, test: Test) -> str:
        if id in self.rubric.scores and isinstance(test, Range):
            return self.compare(self.amount(self.rubric.scores[id].value), test)
        if id in self.rubric.decisions:
            return self.outcome(id, test)
        if isinstance(test, Includes):
            join = " || " if test.any_of else " && "
            return "(" + join.join(f"{self.name(f'{id}.{m}')} == 1" for m in test.members) + ")"
        variable = self.compiled.variables[self.compiled.index[id]]
        mask = passing(test, variable.values, self.rubric.settings)
        values = members(mask)
        if values and values[-1] == len(variable.values) - 1 and len(values) > 1:
            return f"{self.name(id)} >= {values[0]}"
        return "(" + " || ".join(f"{self.name(id)} == {value}" for value in values) + ")"

    def outcome(self, id: str, test: Test) -> str:
        decision = self.rubric.decisions[id]
        mask = passing(test, decision.outcomes, self.rubric.settings)
        wanted = {decision.outcomes[i] for i in members(mask)}
        before, ways = [], []
        for row in decision.rows:
            own = "true" if row.when is None else self.condition(row.when)
            if row.outcome in wanted:
                ways.append(" && ".join([own, *(f"!({text})" for text in before)]))
            before.append(own)
        return "(" + " || ".join(f"({way})" for way in ways) + ")"

    def compare(self, amount: str, test: Range) -> str:
        signs = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
        parts = []
        for key, sign in signs.items():
            bound = getattr(test, key)
            if bound is not None:
                number = bound_number(bound, self.rubric.settings) * SCALE
                assert number.denominator == 1
                parts.append(f"({amount}) {sign} {number}")
        return "(" + " && ".join(parts) + ")"

    def amount(self, amount: Amount, factor: int = SCALE) -> str:
        """An amount times `factor`, which must leave whole numbers."""
        match amount:
            case Number():
                value = amount.value
                number = (
                    bound_number(value, self.rubric.settings)
                    if isinstance(value, SettingUse)
                    else value
                ) * factor
                assert number.denominator == 1
                return f"({number})"
            case Named(id=id) if id in self.rubric.scores:
                return self.amount(self.rubric.scores[id].value, factor)
            case Named(id=id):
                return f"{self.name(id)} * {factor}"
            case Minus(part=part):
                return f"-({self.amount(part, factor)})"
            case Times(factor=number, part=part):
                value = number.value
                times = (
                    bound_number(value, self.rubric.settings)
                    if isinstance(value, SettingUse)
                    else value
                ) * factor
                assert times.denominator == 1
                return self.amount(part, int(times))
            case Points(id=id, give=give):
                names = self.compiled.variables[self.compiled.index[id]].values
                text = self.amount(give[names[-1]], factor)
                for value, name in list(enumerate(names))[:-1]:
                    points = self.amount(give[name], factor)
                    text = f"({self.name(id)} == {value} ? {points} : {text})"
                return text
            case Gathered(how=how, parts=tuple() as parts):
                inner = factor // len(parts) if how == "mean" else factor
                assert how != "mean" or inner * len(parts) == factor
                return "(" + " + ".join(self.amount(part, inner) for part in parts) + ")"
        raise ValueError(amount)
