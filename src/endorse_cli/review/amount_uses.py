"""The only place that checks amounts: that each part has a number to give."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    BrokenAmount,
    Clamp,
    Counted,
    Gathered,
    Named,
    Number,
    Points,
    Round,
    Share,
    Worth,
    for_days,
)
from endorse_cli.models.conditions import Each
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.kinds import ONE_NAME, Answers, Kind, NumberShape
from endorse_cli.models.rubric import Rubric, Score
from endorse_cli.models.tests import SettingUse, bounds_of
from endorse_cli.review.condition_uses import ConditionUses
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.rubric.number_regions import MAX_REGIONS, steps
from endorse_cli.rubric.part_tree import walk
from endorse_cli.rubric.regions import added_up, setting_number

_FOR_SHARE = "`{{amount: 1, when: {{{}: {{at_least: 20}}}}}}`"
"""How a score that is a share gives points."""


class AmountUses(ConditionUses):
    """One pass over scores."""

    def __init__(self, noted: Noted, rubric: Rubric) -> None:
        super().__init__(noted, rubric)
        self.added_up = added_up(rubric)
        self.compounds = {one.score for one in compounds_of(rubric)}
        self.summed: frozenset[str] = frozenset()
        self.is_compound = False

    def score(self, score: Score) -> None:
        """Note what does not fit in a score."""
        self.summed = self.added_up.get(score.id, frozenset())
        # Below what stands in the wrong place nothing is told that only follows from that.
        is_broken = any(
            isinstance(part, BrokenAmount) or (isinstance(part, Share) and part is not score.value)
            for part in walk(score.value)
        )
        self.is_compound = is_broken or score.id in self.compounds
        for part in walk(score.value):
            if isinstance(part, Share | Round) and part is not score.value:
                self._not_at_top(part)
            self._part(part)

    def _not_at_top(self, part: Share | Round) -> None:
        form = "share" if isinstance(part, Share) else "round"
        help = "Make it a score of its own: it can only be the whole of one."
        if form == "share":
            help = f"{help} {_FOR_SHARE.format('its_id')} gives points for it."
        self.noted.fault(
            "bad-shape",
            f"`{form}` stands inside another amount.",
            help,
            (*part.trail, form),
            on_key=True,
        )

    def _part(self, part: Amount) -> None:
        match part:
            case Named(id=id):
                self._named(id, part.trail)
            case Number(value=SettingUse() as use):
                if self.setting(use):
                    self.number(use, use.trail)
            case Points():
                self._points(part)
            case BandPoints():
                self._bands(part)
            case Worth(id=id):
                self._worth_where_applicable(id, (*part.trail, "worth"))
            case Counted(parts=Each() as each):
                self.each(each)
            case Gathered(parts=str() as family):
                self._family(part, family)
            case Clamp():
                self._clamp(part)
            case Round():
                self._round(part)

    def _clamp(self, clamp: Clamp) -> None:
        low = setting_number(self.rubric, clamp.at_least.value)
        high = setting_number(self.rubric, clamp.at_most.value)
        if low is not None and high is not None and low >= high:
            message = "An amount is held between two numbers of which the lower is not lower."
            help = "Make `at_least` smaller than `at_most`."
            self.noted.fault("bad-value", message, help, (*clamp.trail, "at_most"), on_key=True)

    def _round(self, part: Round) -> None:
        to = setting_number(self.rubric, part.to.value)
        if to is not None and to <= 0:
            help = "Write a number above 0."
            message = "An amount is rounded to a multiple of 0 or less."
            self.noted.fault("bad-value", message, help, (*part.trail, "to"))

    def _named(self, id: str, trail: Trail) -> bool:
        hint = (
            "An amount is a score, a number, a criterion on a scale with `worth`, or `points` "
            "with `give`."
        )
        if not self.known(id, ("score", "criterion"), trail, hint):
            return False
        if id in self.rubric.scores:
            return self._inner_score(id, trail)
        criterion = self.rubric.criteria[id]
        if not self._has_worth(criterion, trail):
            return False
        if criterion.may_be_not_applicable:
            self.mismatch(
                f"{quoted(id)} may be not applicable, and then has no worth.",
                "Write `{worth: " + id + ", not_applicable: number}`.",
                trail,
            )
            return False
        return True

    def _inner_score(self, id: str, trail: Trail) -> bool:
        if isinstance(self.rubric.scores[id].value, Share):
            help = f"Write {_FOR_SHARE.format(id)}, or use the amounts that it divides."
            what = "the whole of a score, and can only be compared or cut into bands"
            message = f"{quoted(id)} is a share: {what}."
            self.mismatch(message, help, trail)
            return False
        return True

    def _has_worth(self, criterion: Criterion, trail: Trail) -> bool:
        if criterion.kind.form == "broken":
            return False
        if criterion.kind.number is not None:
            return self._can_be_listed(criterion, criterion.kind.number, trail)
        if self.rubric.worth(criterion.id) is None:
            help = "Give its scale a `worth`, or write `points:` with `give:`."
            if criterion.kind.form == "yes_no":
                help = (
                    f"Write `{{amount: 1, when: {{{criterion.id}: yes}}}}` for what a yes counts."
                )
            self.mismatch(f"{quoted(criterion.id)} has no worth in a score.", help, trail)
            return False
        return True

    def _can_be_listed(self, criterion: Criterion, shape: NumberShape, trail: Trail) -> bool:
        """Whether a number that is added up with others has few enough values for that."""
        if self.is_compound or criterion.id not in self.summed or steps(shape) is not None:
            return True
        id = quoted(criterion.id)
        if None in (shape.low, shape.high, shape.step):
            self.mismatch(
                f"{id} is added up with other answers and can be any number.",
                "Give it `min`, `max` and a `step`, or use `points:` with `bands:`.",
                trail,
            )
        else:
            self.noted.fault(
                "too-large",
                f"{id} can be more than {MAX_REGIONS} numbers, and is added up with other answers.",
                "Give it a larger `step`, or use `points:` with `bands:`.",
                trail,
            )
        return False

    def _worth_where_applicable(self, id: str, trail: Trail) -> None:
        hint = "Name a criterion on a scale with `worth`, or a number."
        if not self.known(id, ("criterion",), trail, hint):
            return
        criterion = self.rubric.criteria[id]
        if self._has_worth(criterion, trail) and not criterion.may_be_not_applicable:
            help = f"Write {quoted(id)} alone, or let it `may_be: not_applicable`."
            self.mismatch(f"{quoted(id)} is always applicable.", help, trail)

    def _family(self, gathered: Gathered, family: str) -> None:
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
            if not self._named(id, at):
                return

    def _points(self, points: Points) -> None:
        criterion = self._pointed(points.id, (*points.trail, "points"))
        if criterion is None:
            return
        if criterion.kind.form not in ONE_NAME:
            what = "a set" if criterion.kind.form == "set" else f"a {criterion.kind.form}"
            help = "Give points to a criterion with one named answer; to a number by `bands:`."
            message = f"{quoted(points.id)} is {what}, and its answer is no single name."
            self.mismatch(message, help, (*points.trail, "points"))
            return
        self._given(set(points.give), criterion.answers, (*points.trail, "give"))

    def _given(self, given: set[str], answers: Answers, trail: Trail) -> None:
        unknown = sorted(given - set(answers.names))
        for name in unknown:
            refused = answers.refuse(name, "`give`", (*trail, name), on_key=True)
            self.noted.found.append(refused)
        missing = [name for name in answers.names if name not in given]
        if missing and not unknown:
            self.noted.fault(
                "missing-key",
                f"`give` names no points for {', '.join(map(quoted, missing))}.",
                "Name every answer, with 0 where it gives none.",
                trail,
                on_key=True,
            )

    def _pointed(self, id: str, trail: Trail) -> Criterion | None:
        hint = "`points` are given for a criterion."
        if id in self.rubric.scores:
            help = f"Write {_FOR_SHARE.format(id)} for each."
            self.mismatch(f"{quoted(id)} is a score, and gives no `points`.", help, trail)
            return None
        if not self.known(id, ("criterion",), trail, hint):
            return None
        criterion = self.rubric.criteria[id]
        return None if criterion.kind.form == "broken" else criterion

    def _bands(self, points: BandPoints) -> None:
        at = (*points.trail, "points")
        criterion = self._pointed(points.id, at)
        if criterion is None:
            return
        if criterion.kind.number is None:
            message = f"{quoted(points.id)} is no number, and has no bands."
            help = "Write `give:` with every answer."
            if criterion.kind.form == "date":
                help = f"Write {for_days(points.id)} for each, and add them up."
            self.mismatch(message, help, at)
            return
        for band in points.bands:
            for key, bound in bounds_of(band.range):
                self.number(bound, (*band.trail, key), f"The number {quoted(points.id)}")
            self.not_empty(band.range, f"A band of {quoted(points.id)}", band.trail)
        wanted = criterion.answers.beside
        if wanted or points.give:
            named = Answers(Kind.model_construct(form="choice"), wanted)
            self._given(set(points.give), named, (*points.trail, "give"))
