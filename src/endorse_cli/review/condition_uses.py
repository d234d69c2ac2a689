"""The only place that checks conditions: that each test fits what it is asked of."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.conditions import Atom, Condition, Count, Each, Holds
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.kinds import Kind
from endorse_cli.models.loose_conditions import comparison, name_form, on_days
from endorse_cli.models.loose_conditions import test as meant_test
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.models.tests import (
    Bound,
    BrokenTest,
    Days,
    Includes,
    OneOf,
    Range,
    SettingUse,
    Test,
    bounds_of,
)
from endorse_cli.review.references import Names
from endorse_cli.rubric.part_tree import each_of, walk


class ConditionUses(Names):
    """One pass over conditions."""

    def condition(self, condition: Condition) -> None:
        """Note what does not fit in a condition and everything inside it."""
        for part in walk(condition):
            if isinstance(part, Holds):
                self._holds(part)
            elif isinstance(part, Atom):
                self._atom(part)
            elif each := each_of(part):
                self.each(each)
            if isinstance(part, Count):
                self._count(part)

    def _holds(self, part: Holds) -> None:
        criterion = self.rubric.criteria.get(part.finding)
        hint = "A bare word is a finding; ask anything else as `{id: test}`."
        if criterion is not None and criterion.kind.form == "yes_no":
            hint = f"Write `{{{part.finding}: yes}}`, or `no`: a bare word is a finding."
        elif part.finding in self.rubric.scores or (criterion and criterion.kind.number):
            hint = f"Compare it: `{{{part.finding}: {{at_least: …}}}}`. A bare word is a finding."
        owners = [d.id for d in self.rubric.decisions.values() if part.finding in d.outcomes]
        if owners and self.sort_of(part.finding) is None:
            said = f"Finding {quoted(part.finding)} is not defined."
            help = (
                f"Where it is the outcome of a decision, write `{{{owners[0]}: {part.finding}}}`."
            )
            self.noted.fault("unknown-id", said, help, part.trail)
            return
        self.known(part.finding, ("finding",), part.trail, hint)

    def _count(self, count: Count) -> None:
        for key, bound in (("at_least", count.at_least), ("at_most", count.at_most)):
            if bound is None or (isinstance(bound, SettingUse) and not self.setting(bound)):
                continue
            word = self.rubric.settings[bound.id].value if isinstance(bound, SettingUse) else bound
            number = read_number(word)
            if word and (number is None or number.denominator != 1 or number < 0):
                self.noted.fault(
                    "bad-value",
                    f"A count is compared with {quoted(word)}.",
                    "Write a whole number, 0 or more.",
                    (*count.trail, key),
                )

    def _atom(self, atom: Atom) -> None:
        hint = "A finding stands as a bare word; a family as `all: {of: …, are: …}`."
        at = (*atom.trail, atom.id)
        if isinstance(atom.test, BrokenTest):
            return
        if atom.id in self.rubric.findings and isinstance(atom.test, OneOf):
            turned = {"yes": atom.id, "no": f"{{not: {atom.id}}}"}.get(atom.test.names[0])
            hint = f"Write `{turned}`." if turned else hint
        owner, _, member = atom.id.partition(".")
        asked = self.rubric.criteria.get(owner)
        if asked is not None and member in asked.kind.names:
            said = f"Criterion {quoted(atom.id)} is not defined."
            help = f"Write `{{{owner}: {{includes: [{member}]}}}}`."
            self.noted.fault("unknown-id", said, help, at, on_key=True)
        elif self.known(atom.id, ("criterion", "score", "decision"), at, hint, on_key=True):
            self.test(atom.id, atom.test)

    def each(self, each: Each) -> None:
        """Note what does not fit in one test of many ids; the first that it does not fit."""
        for id in self._known_ids(each.of, (*each.trail, "of")):
            before = len(self.noted.found)
            self.test(id, each.test)
            if len(self.noted.found) > before:
                return

    def _known_ids(self, of: tuple[str, ...] | str, at: Trail) -> Iterator[str]:
        if isinstance(of, str):
            if self.known(of, ("family",), at, "Write ids as a list: `of: [id, id]`."):
                yield from self.rubric.members(of)
            return
        hint = "Name criteria, scores or decisions here."
        for position, id in enumerate(of):
            if self.known(id, ("criterion", "score", "decision"), (*at, position), hint):
                yield id

    def test(self, id: str, test: Test) -> None:
        """Note where a test does not fit the criterion, score or decision it is asked of."""
        if self.is_doubled(id) or isinstance(test, BrokenTest):
            return
        if id in self.rubric.scores:
            self._score_test(id, test)
        elif id in self.rubric.decisions:
            decision = self.rubric.decisions[id]
            self._name_test(id, test, decision.outcomes, decision.ordered)
        else:
            self._criterion_test(self.rubric.criteria[id], test)

    def _criterion_test(self, criterion: Criterion, test: Test) -> None:
        kind = criterion.kind
        besides = criterion.answers.beside
        if kind.form == "broken":
            return
        if kind.form in ("number", "date"):
            self._measure_test(criterion, test, besides)
            return
        if kind.form == "set" or isinstance(test, Includes):
            self._set_test(criterion.id, kind, test)
            return
        self._name_test(criterion.id, test, kind.names, kind.form == "levels", besides)

    def _measure_test(self, criterion: Criterion, test: Test, besides: tuple[str, ...]) -> None:
        """A number is compared with numbers, a day with days; either may be not applicable."""
        id, is_date = quoted(criterion.id), criterion.kind.form == "date"
        if isinstance(test, OneOf) and besides and set(test.names) <= set(besides):
            return
        if isinstance(test, Range) and not is_date:
            for key, bound in bounds_of(test):
                self.number(bound, (*test.trail, key), f"The number {id}")
        elif is_date and not isinstance(test, Days):
            help = "Write `no_earlier_than:` or `no_later_than:` with a day, or both."
            help = f"Write `{meant}`." if (meant := _on_days(test)) else help
            self.mismatch(f"{id} is a day.", help, test.trail)
        elif not is_date:
            self.mismatch(f"{id} is a number.", _compared(criterion.id, test), test.trail)

    def _set_test(self, id: str, kind: Kind, test: Test) -> None:
        if kind.form != "set" and isinstance(test, Includes):
            self.mismatch(f"{quoted(id)} is not a set.", "Name one of its answers.", test.trail)
        elif isinstance(test, Includes):
            form = "includes_any" if test.any_of else "includes"
            self._names(test.members, kind.names, id, (*test.trail, form))
        elif isinstance(test, OneOf | Range | Days):
            help = "Ask it with `includes: […]` or `includes_any: […]`."
            if isinstance(test, OneOf) and set(test.names) <= set(kind.names):
                form = "includes" if len(test.names) == 1 else "includes_any"
                help = f"Write `{{{form}: [{', '.join(test.names)}]}}`."
            self.mismatch(f"{quoted(id)} is a set.", help, test.trail)

    def _name_test(
        self,
        id: str,
        test: Test,
        names: tuple[str, ...],
        ordered: bool,
        besides: tuple[str, ...] = (),
    ) -> None:
        if isinstance(test, OneOf):
            self._names(test.names, (*names, *besides), id, test.trail)
        elif isinstance(test, Range) and not ordered:
            self.mismatch(
                f"The answers to {quoted(id)} have no order.",
                "Name the answers: one of them, or `one_of: […]`.",
                test.trail,
            )
        elif isinstance(test, Range):
            for key, bound in bounds_of(test):
                self._level(id, bound, names, (*test.trail, key))
        elif isinstance(test, Includes):
            self.mismatch(f"{quoted(id)} is not a set.", "Name an outcome.", test.trail)
        elif isinstance(test, Days):
            self.mismatch(f"{quoted(id)} is no day.", "Name one of its answers.", test.trail)

    def _names(
        self, words: tuple[str, ...], accepted: tuple[str, ...], id: str, trail: Trail
    ) -> None:
        for position, word in enumerate(words):
            at = (*trail, position) if len(words) > 1 else trail
            if word == UNKNOWN:
                self.noted.fault(
                    "bad-value",
                    f"{quoted(id)} cannot be asked whether it is `unknown`.",
                    "Unknown is never a value: an open answer leaves the outcome open.",
                    at,
                )
            elif word and word not in accepted and (form := name_form(word, accepted, id)):
                said = f"{quoted(id)}: {quoted(word)} is not accepted."
                self.noted.fault("bad-value", said, f"Write `{form}`.", at)
            elif word and word not in accepted and accepted:
                self.noted.bad_value(word, quoted(id), at, accepted, self.titles(id))

    def _level(self, id: str, bound: Bound, names: tuple[str, ...], trail: Trail) -> None:
        if isinstance(bound, SettingUse):
            if not self.setting(bound):
                return
            word = self.rubric.settings[bound.id].value
            if word and word not in names and names and self.is_sound(bound.id):
                self.mismatch(
                    f"The setting {quoted(bound.id)} is {quoted(word)}, which is no level of "
                    f"{quoted(id)}.",
                    "Use a setting `of` that criterion.",
                    trail,
                )
        elif bound and bound not in names and names:
            if read_number(bound) is not None:
                self.mismatch(
                    f"{quoted(id)} has levels and is compared with the number {quoted(bound)}.",
                    "Name a level.",
                    trail,
                )
            else:
                self.noted.bad_value(bound, quoted(id), trail, names, self.titles(id))

    def _score_test(self, id: str, test: Test) -> None:
        if not isinstance(test, Range):
            if isinstance(test, OneOf | Includes | Days):
                self.mismatch(f"{quoted(id)} is a score.", _compared(id, test), test.trail)
            return
        for key, bound in bounds_of(test):
            self.number(bound, (*test.trail, key))


def _on_days(test: Test) -> str:
    """A test that is none of days as the one that is meant; nothing where nobody can tell."""
    if isinstance(test, OneOf) and len(test.names) == 1:
        return on_days(test.names[0])
    bounds = dict(bounds_of(test)) if isinstance(test, Range) else {}
    found = meant_test({key: bound for key, bound in bounds.items() if isinstance(bound, str)})
    return found if "no_" in found else ""


def _compared(id: str, test: Test) -> str:
    """How something is compared; with a number that stands there bare, written out."""
    word = test.names[0] if isinstance(test, OneOf) and len(test.names) == 1 else ""
    if read_number(word) is not None:
        exact = f"{{{id}: {{at_least: {word}, at_most: {word}}}}}"
        return (
            f"Write `{{{id}: {{at_least: {word}}}}}`, or `more_than`, `at_most` or `less_than` in "
            f"its place; for exactly this `{exact}`."
        )
    if form := comparison(word):
        return f"Write `{{{id}: {form}}}`, or `more_than`, `at_most` or `less_than` in its place."
    return "Compare it: `at_least:`, `more_than:`, `at_most:` or `less_than:`."
