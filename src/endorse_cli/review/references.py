"""What an id of a rubric is, and whether each can stand where it is named."""

from collections.abc import Mapping

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.loose_words import number as meant_number
from endorse_cli.models.plain_values import number_words, read_number
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.tests import Bound, Range, SettingUse
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.demands import less_than_family
from endorse_cli.rubric.regions import is_reversed
from endorse_cli.rubric.renames import former


class Names:
    """Every id of a rubric by what it is; what is wrong is noted."""

    def __init__(self, noted: Noted, rubric: Rubric) -> None:
        self.noted = noted
        self.rubric = rubric
        self.sorts: dict[str, Mapping[str, object]] = {
            "finding": rubric.findings,
            "criterion": rubric.criteria,
            "score": rubric.scores,
            "decision": rubric.decisions,
            "family": rubric.families,
            "setting": rubric.settings,
        }
        self.former = former(rubric).ids

    def is_doubled(self, id: str) -> bool:
        """Whether several things bear the id, which is reported where they are defined."""
        return sum(id in ids for ids in self.sorts.values()) > 1

    def sort_of(self, id: str) -> str | None:
        """What an id is, or None where nothing bears it."""
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
            now = self.former.get(id)
            if now in accepted:
                said = f"{wanted[0].capitalize()} {quoted(id)} is not defined."
                help = f"It is called {quoted(now)} now: write that."
                self.noted.fault("unknown-id", said, help, trail, on_key=on_key)
            else:
                self.noted.known(id, wanted[0].capitalize(), trail, accepted, on_key=on_key)
        else:
            article = "an" if sort[0] in "aeiou" else "a"
            message = f"{quoted(id)} is {article} {sort} and cannot stand here."
            self.noted.fault("type-mismatch", message, hint, trail, on_key=on_key)
        return False

    def titles(self, id: str) -> Mapping[str, str]:
        """The printed words of what a criterion or a decision can be."""
        entry = self.rubric.criteria.get(id) or self.rubric.decisions.get(id)
        return entry.titles if entry is not None else {}

    def setting(self, use: SettingUse) -> bool:
        """Whether a setting that is used is defined."""
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

    def number(self, bound: Bound, trail: Trail, what: str = "A score") -> None:
        """Note a bound that should be a number and is none."""
        word = bound
        if isinstance(bound, SettingUse):
            if not self.setting(bound):
                return
            if not self.is_sound(bound.id):
                return
            word = self.rubric.settings[bound.id].value
        if isinstance(word, str) and word and read_number(word) is None:
            self.mismatch(
                f"{what} is compared with {quoted(word)}, which is not a number.",
                _number_meant(word) or "Write a number, or a setting that is one.",
                trail,
            )

    def not_empty(self, range: Range, what: str, trail: Trail) -> None:
        """Note a range with nothing between its bounds."""
        if is_reversed(self.rubric, range):
            message = f"{what} covers nothing: its lower bound is not below its upper one."
            self.noted.fault("bad-value", message, "Exchange the bounds, or move one.", trail)

    def mismatch(self, message: str, help: str, trail: Trail) -> None:
        """Note something that does not fit where it stands."""
        self.noted.fault("type-mismatch", message, help, trail)


def check_references(noted: Noted, rubric: Rubric) -> None:
    """Note every group, family, placeholder, setting and headline that leads nowhere."""
    if rubric.headline:
        hint = "Name the decision that leads in reports."
        Names(noted, rubric).known(rubric.headline, ("decision",), ("headline",), hint)
    for criterion in rubric.criteria.values():
        _criterion(noted, rubric, criterion)
    for family in rubric.families.values():
        _placeholder(noted, rubric, family.id, family.placeholder, family.trail)
        _answers_named(noted, rubric, family)
    for setting in rubric.settings.values():
        _setting(noted, rubric, setting)
    if rubric.slate:
        for position, id in enumerate(filter(None, rubric.slate.counts)):
            at = (*rubric.slate.trail, "counts", position)
            noted.known(id, "Decision", at, rubric.decisions)


def _criterion(noted: Noted, rubric: Rubric, criterion: Criterion) -> None:
    if criterion.group:
        noted.known(criterion.group, "Group", (*criterion.trail, "group"), rubric.groups)
    for family in criterion.families:
        if family:
            noted.known(family, "Family", (*criterion.trail, "in"), rubric.families)
    _demands(noted, rubric, criterion)
    if criterion.kind.form in ("number", "date"):
        for name in criterion.notice:
            if name not in criterion.answers.names:
                noted.fault(
                    "type-mismatch",
                    f"{quoted(criterion.id)} is a {criterion.kind.form}, and a notice stands at an "
                    "answer with a name.",
                    "Put it at a criterion with named answers.",
                    (*criterion.trail, "notice", name),
                    on_key=True,
                )
    if criterion.recorded_members and criterion.kind.form not in ("set", "broken"):
        noted.fault(
            "type-mismatch",
            f"{quoted(criterion.id)} is not a set and has `recorded_members`.",
            "Write `recorded: reason` to record the whole criterion without weight.",
            (*criterion.trail, "recorded_members"),
            on_key=True,
        )


def _placeholder(
    noted: Noted, rubric: Rubric, family: str, stand_in: str | None, trail: Trail
) -> None:
    if stand_in is None or not noted.known(
        stand_in, "Criterion", (*trail, "placeholder"), rubric.criteria
    ):
        return
    if family not in rubric.criteria[stand_in].families:
        noted.fault(
            "bad-value",
            f"The placeholder {quoted(stand_in)} is not in the family {quoted(family)}.",
            f"Add `in: [{family}]` to that criterion.",
            (*trail, "placeholder"),
        )


def _answers_named(noted: Noted, rubric: Rubric, family: Family) -> None:
    """Where a family names no answers of its own, those of its members are asked."""
    members = [c for c in rubric.criteria.values() if family.id in c.families]
    if family.answer is not None or not members:
        return
    if any(member.kind.form in ("broken", "number", "date") for member in members):
        return
    names = tuple(dict.fromkeys(name for member in members for name in member.answers.names))
    for position, name in enumerate(family.evidence.required_for if family.evidence else ()):
        if name and name not in names:
            at = (*family.trail, "evidence", "required_for", position)
            noted.bad_value(name, "`required_for`", at, names)
    for name in family.notice:
        if name not in names:
            noted.bad_value(name, "`notice`", (*family.trail, "notice", name), names)


def _number_meant(word: str) -> str:
    """For `20%` that it is 20 where the whole is 100; for `$5,000` the bare number."""
    share = read_number(word.rstrip(" %")) if word.endswith("%") else None
    if share is None:
        plain = meant_number(word)
        return f"Write {quoted(plain)}." if plain else ""
    number, part = number_words(share), number_words(share / 100)
    return f"It is {quoted(number)} where a share is `{{times: [100, …]}}`, else {quoted(part)}."


def _demands(noted: Noted, rubric: Rubric, criterion: Criterion) -> None:
    """Note where a member says less than its family; an overlay's own is a departure instead."""
    departing = {change.what for change in rubric.chain.changes}
    for less in less_than_family(criterion, rubric):
        if f"{criterion.id}.{less.key}" not in departing:
            noted.fault(
                "bad-value",
                f"{quoted(less.key)} of {quoted(criterion.id)} is less than what its family "
                f"{quoted(less.family)} has: {less.after} instead of {less.before}.",
                "Ask for at least as much here, or for less in the family.",
                (*criterion.trail, less.key),
                on_key=True,
            )


def _setting(noted: Noted, rubric: Rubric, setting: Setting) -> None:
    at = (*setting.trail, "value")
    if setting.of is not None:
        if not noted.known(setting.of, "Criterion", (*setting.trail, "of"), rubric.criteria):
            return
        kind = rubric.criteria[setting.of].kind
        if setting.value and kind.form != "broken" and setting.value not in kind.names:
            what = f"`value` of {quoted(setting.id)}"
            titles = rubric.criteria[setting.of].titles
            noted.bad_value(setting.value, what, at, kind.names, titles)
    elif setting.value and read_number(setting.value) is None:
        noted.fault(
            "bad-value",
            f"{quoted(setting.value)} is not a number.",
            _number_meant(setting.value)
            or "Write a number, or add `of:` with the criterion whose level it is.",
            at,
        )
