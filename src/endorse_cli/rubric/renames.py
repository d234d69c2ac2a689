"""What had another id before, and says so (`was`): in a rubric's versions, and in people's answers.

Two versions of a rubric are made comparable: one thing under one id, and one set of members, since
what stood in for a family makes room for these. Answers under an old id are read under that of now.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace as replaced
from typing import NamedTuple, TypeAlias, TypeVar

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.conditions import Each, Holds
from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.decision_rows import Bands, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.model import Model, replace
from endorse_cli.models.overlay_chain import Chain
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import FindingRule, Rubric, Setting
from endorse_cli.rubric.demands import narrows
from endorse_cli.rubric.in_force import without
from endorse_cli.rubric.part_tree import NAMING, rebuild

R = TypeVar("R", bound=Criterion | FindingRule | Row)
Ids: TypeAlias = Mapping[str, str]
"""The later id by the one that was there before."""


def as_called_in(new: Rubric, old: Rubric) -> Rubric:
    """The old rubric with the ids of the new one, where `was` says that two are the same.

    A rename and its return are one thing: the `was` of either side counts. Trails stay those of
    the old file, and every line renamed has its old id among those that it had.
    """
    ids = {**_renames(old.criteria, new.criteria), **_renames(old.findings, new.findings)}
    rows = {
        id: _renames(_rows(decision), _rows(new.decisions[id]))
        for id, decision in old.decisions.items()
        if id in new.decisions
    }
    return _Renaming(ids, rows).renamed(old) if ids or any(rows.values()) else old


def _rows(decision: Decision) -> dict[str, Row]:
    return {row.id: row for row in decision.rows}


def _renames(old: Mapping[str, R], new: Mapping[str, R]) -> dict[str, str]:
    """Those of one side only that share an id, now or before."""
    gone = {id: {id, *part.was} for id, part in old.items() if id not in new}
    found: dict[str, str] = {}
    for id, part in new.items():
        called = {id, *part.was}
        same = next((one for one in gone if one not in found and called & gone[one]), None)
        if id not in old and same is not None:
            found[same] = id
    return found


def _later(ids: Ids, word: str) -> str:
    """An id, or `criterion.member`, as it is now."""
    first, point, rest = word.partition(".")
    return f"{ids.get(first, first)}{point}{rest}"


class Former(NamedTuple):
    """The ids of now by those before: of criteria and findings, and by decision of rows."""

    ids: Ids
    rows: Mapping[str, Ids]

    def of(self, word: str) -> str:
        """What an id, `criterion.member` or `decision.row` is called now."""
        owner, _, row = word.partition(".")
        later = self.rows.get(owner, {}).get(row)
        return f"{owner}.{later}" if later else _later(self.ids, word)


class _Renaming(Former):
    """A rubric under the later ids."""

    def renamed(self, rubric: Rubric) -> Rubric:
        """The rubric with every id that changes, wherever it is named."""
        again = rebuild(rubric, self.named)
        return replace(
            again,
            criteria=dict(self.called(again.criteria, self.ids)),
            findings=dict(self.called(again.findings, self.ids)),
            decisions={id: self.decision(one) for id, one in again.decisions.items()},
            chain=self.chain(again.chain),
        )

    def called(self, parts: Mapping[str, R], ids: Ids) -> Iterator[tuple[str, R]]:
        """The parts under their later ids."""
        for id, part in parts.items():
            later = ids.get(id)
            was = tuple(dict.fromkeys((*part.was, id)))
            yield (later, replace(part, id=later, was=was)) if later else (id, part)

    def decision(self, decision: Decision) -> Decision:
        """A decision with its rows under their later ids."""
        rows = self.called(_rows(decision), self.rows.get(decision.id, {}))
        return replace(decision, rows=tuple(row for _, row in rows))

    def one(self, id: str) -> str:
        """An id, or `criterion.member`, as it is now."""
        return _later(self.ids, id)

    def several(self, ids: tuple[str, ...] | str) -> tuple[str, ...] | str:
        """Ids as they are now; a family keeps its name."""
        return ids if isinstance(ids, str) else tuple(map(self.one, ids))

    def named(self, part: Model) -> Model:
        """A part with the later ids in it."""
        match part:
            case Holds():
                part = replace(part, finding=self.one(part.finding))
            case Each():
                part = replace(part, of=self.several(part.of))
            case Table():
                part = replace(part, by=self.several(part.by))
            case Bands() | Setting() if part.of:
                part = replace(part, of=self.one(part.of))
            case Family() if part.placeholder:
                part = replace(part, placeholder=self.one(part.placeholder))
            case Promise():
                part = replace(part, of=self.several(part.of), over=self.several(part.over))
            case _ if isinstance(part, NAMING):
                part = replace(part, id=self.one(part.id))
        return rebuild(part, self.named)

    def chain(self, chain: Chain) -> Chain:
        """What overlays changed, under the later ids."""
        changes = (change._replace(what=self.of(change.what)) for change in chain.changes)
        return replaced(chain, changes=tuple(changes))


class Filling(NamedTuple):
    """A family whose placeholder stood alone in one version, and who its members are in a later."""

    family: str
    placeholder: str
    members: tuple[str, ...]


def fillings(old: Rubric, new: Rubric, placeholders: Mapping[str, Family]) -> tuple[Filling, ...]:
    """The placeholders of the old rubric whose places others take in the new one.

    Both are given with what is asked alone; `placeholders` are the families as the new one is
    written. A placeholder of which some answer could not be given to a member is none.
    """
    return tuple(
        Filling(id, stand_in, members)
        for id, family in old.families.items()
        if (stand_in := family.placeholder) is not None
        and old.members(id) == (stand_in,)
        and id in new.families
        and placeholders[id].placeholder == stand_in
        and stand_in not in new.criteria
        and (members := new.members(id))
        and all(_may_stand_for(stand_in, member, old, new) for member in members)
    )


def _may_stand_for(stand_in: str, member: str, old: Rubric, new: Rubric) -> bool:
    was, asked = old.criteria[stand_in].kind, new.criteria[member].kind
    before = old.criteria.get(member)
    same_worth = (old.worth(stand_in) if was.scale else None) == (
        new.worth(member) if asked.scale else None
    )
    return same_worth and not narrows(was, asked) and (before is None or before.kind == asked)


def filled_as_in(new: Rubric, old: Rubric, found: Collection[Filling]) -> Rubric:
    """The old rubric with the members of the new one where only a placeholder stood."""
    criteria = dict(old.criteria)
    for one in found:
        was = old.criteria[one.placeholder]
        for id in one.members:
            others = criteria[id].families if id in criteria else ()
            # What a member can be answered beside what the placeholder could is new.
            member = criteria.get(id) or replace(
                new.criteria[id], kind=was.kind, may_be_not_applicable=was.may_be_not_applicable
            )
            criteria[id] = replace(member, families=tuple(dict.fromkeys((*others, one.family))))
    scales = {**new.scales, **old.scales}
    filled = replace(old, criteria=criteria, scales=scales)
    return without(filled, {one.placeholder for one in found})


def former(rubric: Rubric) -> Former:
    """What `was` says of a rubric's lines."""
    parts: tuple[Criterion | FindingRule, ...]
    parts = (*rubric.criteria.values(), *rubric.findings.values())
    rows = {
        decision.id: {was: row.id for row in decision.rows for was in row.was}
        for decision in rubric.decisions.values()
    }
    return Former({was: part.id for part in parts for was in part.was}, rows)


class FormerIds:
    """A candidate's file or a case under the ids of now: `value`, with a note for each.

    An answer stays where it is if the same is answered under another id too: then nobody can tell
    which of the two is meant.
    """

    def __init__(self, now: Former, value: Plain) -> None:
        self.before: dict[Trail, str] = {}
        self.notes: list[Diagnostic] = []
        self.value = value
        if not isinstance(value, dict):
            return
        readers: dict[str, Callable[[Plain], Plain]] = {
            "answers": lambda part: self._keys("answers", part, now.ids),
            "findings": lambda part: self._keys("findings", part, now.ids),
            "rows": lambda part: self._words("rows", part, now.rows),
            "reasons": lambda part: self._words("reasons", part, dict.fromkeys(now.rows, now.ids)),
        }
        self.value = {k: readers[k](v) if k in readers else v for k, v in value.items()}

    def _keys(self, section: str, value: Plain, now: Ids) -> Plain:
        if not isinstance(value, dict):
            return value
        meant = [now.get(id, id) for id in value]
        renamed: dict[str, Plain] = {}
        for id, said in value.items():
            later = now.get(id, id)
            if later != id and meant.count(later) == 1:
                self.before[section, later] = id
                self._note(id, later, (section, id), on_key=True)
                id = later
            renamed[id] = said
        return renamed

    def _words(self, section: str, value: Plain, now: Mapping[str, Ids]) -> Plain:
        if not isinstance(value, dict):
            return value
        found: dict[str, Plain] = {}
        for owner, said in value.items():
            ids, trail = now.get(owner, {}), (section, owner)
            if isinstance(said, list):
                found[owner] = [self._word(one, ids, (*trail, at)) for at, one in enumerate(said)]
            else:
                found[owner] = self._word(said, ids, trail)
        return found

    def _word(self, word: Plain, now: Ids, trail: Trail) -> Plain:
        if not isinstance(word, str) or word.partition(".")[0] not in now:
            return word
        later = _later(now, word)
        self._note(word, later, trail, on_key=False)
        return later

    def _note(self, was: str, id: str, trail: Trail, *, on_key: bool) -> None:
        said = f"{quoted(was)} is read as {quoted(id)}, as it is called now."
        help = f"Write {quoted(id)}."
        self.notes.append(Diagnostic("unknown-id", said, help, trail, on_key, is_note=True))

    def back(self, found: Diagnostic) -> Diagnostic:
        """What was found under an id of now, at its place in the file."""
        was = self.before.get(found.trail[:2])
        return replaced(found, trail=(found.trail[0], was, *found.trail[2:])) if was else found
