"""The only place that checks plain references: groups, families, placeholders, settings."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.numbers import read_number
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Criterion, Rubric, Setting


def check_references(reader: Reader, rubric: Rubric) -> None:
    """Note every group, family, placeholder and setting that leads nowhere."""
    for criterion in rubric.criteria.values():
        _criterion(reader, rubric, criterion)
    for family in rubric.families.values():
        _placeholder(reader, rubric, family.id, family.placeholder, family.trail)
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


def _setting(reader: Reader, rubric: Rubric, setting: Setting) -> None:
    at = (*setting.trail, "value")
    if setting.of is not None:
        if not reader.known(setting.of, "Criterion", (*setting.trail, "of"), rubric.criteria):
            return
        kind = rubric.criteria[setting.of].kind
        if setting.value and kind.form != "broken" and setting.value not in kind.names:
            reader.bad_value(setting.value, f"`value` of {quoted(setting.id)}", at, kind.names)
    elif setting.value and read_number(setting.value) is None:
        reader.fault(
            "bad-value",
            f"{quoted(setting.value)} is not a number.",
            "Write a number, or add `of:` with the criterion whose level it is.",
            at,
        )
