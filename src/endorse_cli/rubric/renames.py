"""What had another id before, and says so (`was`): in a rubric's versions, and in people's answers.

Two versions of a rubric are made comparable: one thing under one id, and one set of members, since
what stood in for a family makes room for these. Answers under an old id are read under that of now.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace as replaced
from typing import NamedTuple, TypeAlias, TypeVar

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.models.base import Model, replace
from endorse_cli.models.chain import Chain, Change
from endorse_cli.models.conditions import Atom, Each, Holds
from endorse_cli.models.decisions import Bands, Decision, Row, Table
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Criterion, Family, FindingRule, Rubric, Setting
from endorse_cli.rubric.floors import narrows
from endorse_cli.rubric.in_force import NAMING, without
from endorse_cli.rubric.parts import rebuild

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
    return _Renaming(ids, rows).of(old) if ids or any(rows.values()) else old


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


class _Renaming(NamedTuple):
    """The ids that change, and the rows of each decision."""

    ids: Ids
    rows: Mapping[str, Ids]

    def of(self, rubric: Rubric) -> Rubric:
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
        first, point, rest = id.partition(".")
        return f"{self.ids.get(first, first)}{point}{rest}"

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
            case Atom():
                part = replace(part, id=self.one(part.id))
            case _ if isinstance(part, NAMING):
                part = replace(part, id=self.one(part.id))
        return rebuild(part, self.named)

    def chain(self, chain: Chain) -> Chain:
        """What overlays changed, under the later ids."""
        return replaced(chain, changes=tuple(map(self.change, chain.changes)))

    def change(self, change: Change) -> Change:
        """One change of an overlay; of a row `decision.row`, of a criterion's key `id.key`."""
        owner, _, row = change.what.partition(".")
        later = self.rows.get(owner, {}).get(row)
        return change._replace(what=f"{owner}.{later}" if later else self.one(change.what))


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
        for id in one.members:
            others = criteria[id].families if id in criteria else ()
            member = criteria.get(id, new.criteria[id])
            criteria[id] = replace(member, families=tuple(dict.fromkeys((*others, one.family))))
    scales = {**new.scales, **old.scales}
    filled = replace(old, criteria=criteria, scales=scales)
    return without(filled, {one.placeholder for one in found})


ANSWERS = "answers"


class FormerIds:
    """A candidate's file or a case with its answers under the ids of today.

    `now` is the id of today by one from before. An answer stays where it is if the same is answered
    under another id too: then nobody can tell which of the two is meant.
    """

    def __init__(self, now: Mapping[str, str], value: Plain) -> None:
        self.value = value
        self.before: dict[str, str] = {}
        answers = value.get(ANSWERS) if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(answers, dict):
            return
        meant = [now.get(id, id) for id in answers]
        self.before = {now[id]: id for id in answers if id in now and meant.count(now[id]) == 1}
        if self.before:
            later = {id: one for one, id in self.before.items()}
            renamed = {later.get(id, id): said for id, said in answers.items()}
            self.value = {**value, ANSWERS: renamed}

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """That an answer is read under another id than it was written."""
        return tuple(
            Diagnostic(
                "unknown-id",
                f"{quoted(was)} is read as {quoted(id)}, as it is called now.",
                f"Write {quoted(id)}.",
                (ANSWERS, was),
                on_key=True,
                is_note=True,
            )
            for id, was in self.before.items()
        )

    def back(self, found: Diagnostic) -> Diagnostic:
        """What was found in such an answer, at its place in the file."""
        trail = found.trail
        if trail[:1] != (ANSWERS,) or len(trail) < 2 or trail[1] not in self.before:
            return found
        return replaced(found, trail=(ANSWERS, self.before[str(trail[1])], *trail[2:]))
