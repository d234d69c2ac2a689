"""The only place that checks what conditions, amounts and promises name and ask.

Every id must be defined and of the right sort; every test must fit what it is asked of.
"""

from collections.abc import Iterator, Mapping

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import amounts, conditions
from endorse_cli.models.amounts import Amount, Gathered, Named, Number, Points
from endorse_cli.models.conditions import Atom, Condition, Each, Exempt, Holds, each_of
from endorse_cli.models.kinds import NOT_APPLICABLE, UNKNOWN, Kind
from endorse_cli.models.numbers import read_number
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Criterion, Promise, Rubric
from endorse_cli.models.tests import Bound, Includes, OneOf, Range, SettingUse, Test


def check_uses(reader: Reader, rubric: Rubric) -> None:
    """Note every id and every test that does not fit."""
    checker = _Uses(reader, rubric)
    for condition in _conditions(rubric):
        checker.condition(condition)
    for score in rubric.scores.values():
        checker.amount(score.value)
    for promise in rubric.promises.values():
        checker.promise(promise)


def _conditions(rubric: Rubric) -> Iterator[Condition]:
    def guarded(when: Condition | None, unless: tuple[Exempt, ...]) -> Iterator[Condition]:
        if when is not None:
            yield when
        yield from (exception.when for exception in unless)

    for finding in rubric.findings.values():
        yield from guarded(finding.when, finding.unless)
    for decision in rubric.decisions.values():
        for row in decision.rows:
            yield from guarded(row.when, row.unless)
    for promise in rubric.promises.values():
        yield from (c for c in (promise.when, promise.then) if c is not None)
    if rubric.slate:
        yield rubric.slate.of
        yield from (guidance.condition for guidance in rubric.slate.guidance)


class _Uses:
    """One pass over everything that names something."""

    def __init__(self, reader: Reader, rubric: Rubric) -> None:
        self.reader = reader
        self.rubric = rubric
        self.sorts: dict[str, Mapping[str, object]] = {
            "finding": rubric.findings,
            "criterion": rubric.criteria,
            "score": rubric.scores,
            "decision": rubric.decisions,
            "family": rubric.families,
            "setting": rubric.settings,
        }

    def sort_of(self, id: str) -> str | None:
        return next((sort for sort, ids in self.sorts.items() if id in ids), None)

    def known(
        self, id: str, wanted: tuple[str, ...], trail: Trail, hint: str, *, on_key: bool = False
    ) -> bool:
        """Whether an id is defined as one of the sorts wanted; else a fault is noted."""
        if not id:
            return False
        if any(id in self.sorts[want] for want in wanted):
            return True
        sort = self.sort_of(id)
        if sort is None:
            accepted = [name for want in wanted for name in self.sorts[want]]
            before = len(self.reader.found)
            self.reader.known(id, wanted[0].capitalize(), trail, accepted)
            self.reader.found[before:] = [
                type(d)(d.code, d.message, d.help, d.trail, on_key)
                for d in self.reader.found[before:]
            ]
        else:
            article = "an" if sort[0] in "aeiou" else "a"
            message = f"{quoted(id)} is {article} {sort} and cannot stand here."
            self.reader.fault("type-mismatch", message, hint, trail, on_key=on_key)
        return False

    def condition(self, condition: Condition) -> None:
        for part in conditions.walk(condition):
            if isinstance(part, Holds):
                hint = "A bare word is a finding; ask anything else as `{id: test}`."
                self.known(part.finding, ("finding",), part.trail, hint)
            elif isinstance(part, Atom):
                self.atom(part)
            elif each := each_of(part):
                self.each(each)

    def atom(self, atom: Atom) -> None:
        hint = "A finding stands as a bare word; a family as `all: {of: …, are: …}`."
        at = (*atom.trail, atom.id)
        if self.known(atom.id, ("criterion", "score", "decision"), at, hint, on_key=True):
            self.test(atom.id, atom.test)

    def each(self, each: Each) -> None:
        at = (*each.trail, "of")
        if isinstance(each.of, str):
            if self.known(each.of, ("family",), at, "Write ids as a list: `of: [id, id]`."):
                self.members(each.of, each.test)
            return
        for position, id in enumerate(each.of):
            hint = "Name criteria, scores or decisions here."
            if self.known(id, ("criterion", "score", "decision"), (*at, position), hint):
                before = len(self.reader.found)
                self.test(id, each.test)
                if len(self.reader.found) > before:
                    return

    def members(self, family: str, test: Test) -> None:
        for id in self.rubric.members(family):
            before = len(self.reader.found)
            self.test(id, test)
            if len(self.reader.found) > before:
                return

    def test(self, id: str, test: Test) -> None:
        """Note where a test does not fit the criterion, score or decision it is asked of."""
        if sum(id in ids for ids in self.sorts.values()) > 1:
            return
        if id in self.rubric.scores:
            self.score_test(id, test)
        elif id in self.rubric.decisions:
            decision = self.rubric.decisions[id]
            self.name_test(id, test, decision.outcomes, decision.ordered)
        else:
            self.criterion_test(self.rubric.criteria[id], test)

    def criterion_test(self, criterion: Criterion, test: Test) -> None:
        kind = criterion.kind
        if kind.form == "broken":
            return
        if kind.form == "set" or isinstance(test, Includes):
            self.set_test(criterion.id, kind, test)
            return
        self.name_test(
            criterion.id,
            test,
            kind.names,
            kind.form == "levels",
            (NOT_APPLICABLE,) if criterion.may_be_not_applicable else (),
        )

    def set_test(self, id: str, kind: Kind, test: Test) -> None:
        if kind.form != "set" and isinstance(test, Includes):
            self.mismatch(f"{quoted(id)} is not a set.", "Name one of its answers.", test.trail)
        elif isinstance(test, Includes):
            form = "includes_any" if test.any_of else "includes"
            self.names(test.members, kind.names, id, (*test.trail, form))
        elif isinstance(test, OneOf | Range):
            self.mismatch(
                f"{quoted(id)} is a set.",
                "Ask it with `includes: […]` or `includes_any: […]`.",
                test.trail,
            )

    def name_test(
        self,
        id: str,
        test: Test,
        names: tuple[str, ...],
        ordered: bool,
        besides: tuple[str, ...] = (),
    ) -> None:
        if isinstance(test, OneOf):
            self.names(test.names, (*names, *besides), id, test.trail)
        elif isinstance(test, Range) and not ordered:
            self.mismatch(
                f"The answers to {quoted(id)} have no order.",
                "Name the answers: one of them, or `one_of: […]`.",
                test.trail,
            )
        elif isinstance(test, Range):
            for key, bound in _bounds(test):
                self.level(id, bound, names, (*test.trail, key))
        elif isinstance(test, Includes):
            self.mismatch(f"{quoted(id)} is not a set.", "Name an outcome.", test.trail)

    def names(
        self, words: tuple[str, ...], accepted: tuple[str, ...], id: str, trail: Trail
    ) -> None:
        for position, word in enumerate(words):
            at = (*trail, position) if len(words) > 1 else trail
            if word == UNKNOWN:
                self.reader.fault(
                    "bad-value",
                    f"{quoted(id)} cannot be asked whether it is `unknown`.",
                    "Unknown is never a value: an open answer leaves the outcome open.",
                    at,
                )
            elif word and word not in accepted and accepted:
                self.reader.bad_value(word, quoted(id), at, accepted)

    def level(self, id: str, bound: Bound, names: tuple[str, ...], trail: Trail) -> None:
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
                self.reader.bad_value(bound, quoted(id), trail, names)

    def setting(self, use: SettingUse) -> bool:
        return self.known(
            use.id, ("setting",), (*use.trail, "setting"), "Name a setting of the rubric."
        )

    def is_sound(self, id: str) -> bool:
        """Whether a setting is what it says; if not, that has been reported where it stands."""
        setting = self.rubric.settings[id]
        if setting.of is None:
            return read_number(setting.value) is not None
        owner = self.rubric.criteria.get(setting.of)
        return owner is not None and setting.value in owner.kind.names

    def score_test(self, id: str, test: Test) -> None:
        if not isinstance(test, Range):
            if isinstance(test, OneOf | Includes):
                self.mismatch(
                    f"{quoted(id)} is a score.",
                    "Compare it: `at_least:`, `more_than:`, `at_most:` or `less_than:`.",
                    test.trail,
                )
            return
        for key, bound in _bounds(test):
            self.number(bound, (*test.trail, key))

    def number(self, bound: Bound, trail: Trail) -> None:
        word = bound
        if isinstance(bound, SettingUse):
            if not self.setting(bound):
                return
            if not self.is_sound(bound.id):
                return
            word = self.rubric.settings[bound.id].value
        if isinstance(word, str) and word and read_number(word) is None:
            self.mismatch(
                f"A score is compared with {quoted(word)}, which is not a number.",
                "Write a number, or a setting that is one.",
                trail,
            )

    def mismatch(self, message: str, help: str, trail: Trail) -> None:
        self.reader.fault("type-mismatch", message, help, trail)

    def amount(self, amount: Amount) -> None:
        for part in amounts.walk(amount):
            match part:
                case Named(id=id):
                    self.worth(id, part.trail)
                case Number(value=SettingUse() as use):
                    if self.setting(use):
                        self.number(use, use.trail)
                case Points():
                    self.points(part)
                case Gathered(parts=str() as family):
                    self.family_worth(part, family)

    def worth(self, id: str, trail: Trail) -> bool:
        hint = "An amount is a score, a criterion on a scale with `worth`, or `points` with `give`."
        if not self.known(id, ("score", "criterion"), trail, hint):
            return False
        if id in self.rubric.scores:
            return True
        criterion = self.rubric.criteria[id]
        if criterion.kind.form == "broken":
            return False
        if self.rubric.worth(id) is None:
            self.mismatch(
                f"{quoted(id)} has no worth in a score.",
                "Give its scale a `worth`, or write `points:` with `give:`.",
                trail,
            )
            return False
        if criterion.may_be_not_applicable:
            self.mismatch(
                f"{quoted(id)} may be not applicable, and then has no worth.",
                "Write `{worth: " + id + ", not_applicable: number}`.",
                trail,
            )
            return False
        return True

    def family_worth(self, gathered: Gathered, family: str) -> None:
        at = (*gathered.trail, gathered.how, "of")
        if not self.known(family, ("family",), at, "Write amounts as a list."):
            return
        ids = self.rubric.members(family)
        if not ids and gathered.how != "sum":
            self.mismatch(
                f"The family {quoted(family)} has no member, so it has no {gathered.how}.",
                "Add a member or a placeholder, or use `sum`.",
                at,
            )
        for id in ids:
            if not self.worth(id, at):
                return

    def points(self, points: Points) -> None:
        at = (*points.trail, "points")
        if not self.known(points.id, ("criterion",), at, "`points` are given for a criterion."):
            return
        criterion = self.rubric.criteria[points.id]
        kind = criterion.kind
        if kind.form == "broken":
            return
        if kind.form == "set":
            self.mismatch(
                f"{quoted(points.id)} is a set, and its answer is no single name.",
                "Give points to a criterion with one answer.",
                at,
            )
            return
        names = (*kind.names, *([NOT_APPLICABLE] if criterion.may_be_not_applicable else []))
        give = (*points.trail, "give")
        for name in points.give:
            if name not in names:
                self.reader.bad_value(name, "`give`", (*give, name), names, on_key=True)
        missing = [name for name in names if name not in points.give]
        if missing and all(name in names for name in points.give):
            self.reader.fault(
                "missing-key",
                f"`give` names no points for {', '.join(map(quoted, missing))}.",
                "Name every answer, with 0 where it gives none.",
                give,
                on_key=True,
            )

    def promise(self, promise: Promise) -> None:
        if promise.form in ("", "when"):
            return
        over = self.decided(promise)
        if promise.form == "no_single_swing":
            self.swing(promise, over)
        varied = self.varied(promise)
        if promise.form.startswith("more_"):
            self.directions(promise, varied, over)

    def decided(self, promise: Promise) -> list[str]:
        """The ids under `for` that are defined: findings, scores and decisions."""
        wanted = ("decision",) if promise.form == "no_single_swing" else (
            "decision", "finding", "score",
        )  # fmt: skip
        hint = f"A promise speaks `for` {' or '.join(f'a {word}' for word in wanted)}."
        return [
            id
            for id, at in _placed(promise.over, (*promise.trail, "for"))
            if self.known(id, wanted, at, hint)
        ]

    def varied(self, promise: Promise) -> list[tuple[str, Trail]]:
        """The criteria that a promise varies, families resolved, each with its place."""
        at = (*promise.trail, promise.form)
        if isinstance(promise.of, str):
            hint = "Name a family here, or ids in a list."
            if self.known(promise.of, ("family",), (*at, "of"), hint):
                return [(id, at) for id in self.rubric.members(promise.of)]
            return []
        return [
            (id.split(".")[0], place)
            for id, place in _placed(promise.of, at)
            if self.variable(id, place)
        ]

    def variable(self, id: str, trail: Trail) -> bool:
        """Whether a word is a criterion, or a member of a set as `criterion.member`."""
        name, dot, member = id.partition(".")
        hint = "A promise varies criteria, members of sets, or a family."
        if not self.known(name, ("criterion",), trail, hint):
            return False
        kind = self.rubric.criteria[name].kind
        if dot and kind.form not in ("set", "broken"):
            self.mismatch(f"{quoted(name)} is not a set.", f"Write {quoted(name)}.", trail)
            return False
        if dot and kind.form == "set" and member not in kind.names:
            self.reader.bad_value(member, quoted(name), trail, kind.names)
            return False
        return True

    def directions(
        self, promise: Promise, varied: list[tuple[str, Trail]], over: list[str]
    ) -> None:
        for id, at in varied:
            kind = self.rubric.criteria[id].kind
            if kind.form in ("choice", "date"):
                self.mismatch(
                    f"The answers to {quoted(id)} have no order, so there is no more of it.",
                    "Leave it out of this promise.",
                    at,
                )
        for id in over:
            if id in self.rubric.decisions and not self.rubric.decisions[id].ordered:
                self.mismatch(
                    f"The outcomes of {quoted(id)} have no order.",
                    "Promise it for an ordered decision.",
                    (*promise.trail, "for"),
                )

    def swing(self, promise: Promise, over: list[str]) -> None:
        if len(over) != 1:
            if len(over) > 1:
                self.reader.fault(
                    "bad-shape",
                    "`no_single_swing` speaks for one decision.",
                    "Name one decision under `for:`.",
                    (*promise.trail, "for"),
                )
            return
        outcomes = self.rubric.decisions[over[0]].outcomes
        for position, name in enumerate(promise.between):
            if name and name not in outcomes and outcomes:
                at = (*promise.trail, "between", position)
                self.reader.bad_value(name, "`between`", at, outcomes)


def _bounds(test: Range) -> Iterator[tuple[str, Bound]]:
    for key in ("at_least", "more_than", "at_most", "less_than"):
        bound: Bound | None = getattr(test, key)
        if bound is not None:
            yield key, bound


def _placed(ids: tuple[str, ...] | str, trail: Trail) -> Iterator[tuple[str, Trail]]:
    """Ids with their places: one written alone stands at the key itself."""
    if isinstance(ids, str):
        yield ids, (*trail, "of")
    elif len(ids) == 1:
        yield ids[0], trail
    else:
        for position, id in enumerate(ids):
            yield id, (*trail, position)
