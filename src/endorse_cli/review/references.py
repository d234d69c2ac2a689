"""The only place that checks plain references: groups, families, placeholders, settings."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.floors import less_than_family
from endorse_cli.models.numbers import read_number
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Criterion, Family, Rubric, Setting


def check_references(reader: Reader, rubric: Rubric) -> None:
    """Note every group, family, placeholder and setting that leads nowhere."""
    for criterion in rubric.criteria.values():
        _criterion(reader, rubric, criterion)
    for family in rubric.families.values():
        _placeholder(reader, rubric, family.id, family.placeholder, family.trail)
        _required_for(reader, rubric, family)
    for setting in rubric.settings.values():
        _setting(reader, rubric, setting)
    if rubric.slate:
        for position, id in enumerate(rubric.slate.counts):
            at = (*rubric.slate.trail, "counts", position)
            reader.known(id, "Decision", at, rubric.decisions)


def _criterion(reader: Reader, rubric: Rubric, criterion: Criterion) -> None:
    if criterion.group:
        reader.known(criterion.group, "Group", (*criterion.trail, "group"), rubric.groups)
    for family in criterion.families:
        if family:
            reader.known(family, "Family", (*criterion.trail, "in"), rubric.families)
    _demands(reader, rubric, criterion)
    if criterion.recorded_members and criterion.kind.form not in ("set", "broken"):
        reader.fault(
            "type-mismatch",
            f"{quoted(criterion.id)} is not a set and has `recorded_members`.",
            "Write `recorded: reason` to record the whole criterion without weight.",
            (*criterion.trail, "recorded_members"),
            on_key=True,
        )


def _placeholder(
    reader: Reader, rubric: Rubric, family: str, stand_in: str | None, trail: Trail
) -> None:
    if stand_in is None or not reader.known(
        stand_in, "Criterion", (*trail, "placeholder"), rubric.criteria
    ):
        return
    if family not in rubric.criteria[stand_in].families:
        reader.fault(
            "bad-value",
            f"The placeholder {quoted(stand_in)} is not in the family {quoted(family)}.",
            f"Add `in: [{family}]` to that criterion.",
            (*trail, "placeholder"),
        )


def _required_for(reader: Reader, rubric: Rubric, family: Family) -> None:
    """Where a family names no answers of its own, those of its members are asked."""
    members = [c for c in rubric.criteria.values() if family.id in c.families]
    if family.evidence is None or family.answer is not None or not members:
        return
    if any(member.kind.form in ("broken", "number", "date") for member in members):
        return
    names = tuple(dict.fromkeys(name for member in members for name in member.answers.names))
    for position, name in enumerate(family.evidence.required_for):
        if name and name not in names:
            at = (*family.trail, "evidence", "required_for", position)
            reader.bad_value(name, "`required_for`", at, names)


def _demands(reader: Reader, rubric: Rubric, criterion: Criterion) -> None:
    """Note where a member says less than its family; an overlay's own is a departure instead."""
    departing = {change.what for change in rubric.chain.changes}
    for less in less_than_family(criterion, rubric):
        if f"{criterion.id}.{less.key}" not in departing:
            reader.fault(
                "bad-value",
                f"{quoted(less.key)} of {quoted(criterion.id)} is less than what its family "
                f"{quoted(less.family)} has: {less.after} instead of {less.before}.",
                "Ask for at least as much here, or for less in the family.",
                (*criterion.trail, less.key),
                on_key=True,
            )


def _setting(reader: Reader, rubric: Rubric, setting: Setting) -> None:
    at = (*setting.trail, "value")
    if setting.of is not None:
        if not reader.known(setting.of, "Criterion", (*setting.trail, "of"), rubric.criteria):
            return
        kind = rubric.criteria[setting.of].kind
        if setting.value and kind.form != "broken" and setting.value not in kind.names:
            what = f"`value` of {quoted(setting.id)}"
            titles = rubric.criteria[setting.of].titles
            reader.bad_value(setting.value, what, at, kind.names, titles)
    elif setting.value and read_number(setting.value) is None:
        reader.fault(
            "bad-value",
            f"{quoted(setting.value)} is not a number.",
            "Write a number, or add `of:` with the criterion whose level it is.",
            at,
        )
