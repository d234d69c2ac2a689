"""In what two candidates differ, and a slate from earlier records: what matters of that."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from endorse_cli.engine import known_answers
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, where_given
from endorse_cli.engine.divided_ends import came
from endorse_cli.engine.domain import Variable, names_in
from endorse_cli.engine.effects import could_move, enough
from endorse_cli.models.candidate import identity_of
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import Record, RubricPart
from endorse_cli.models.side_by_side import (
    BeforeAfter,
    ChangedPart,
    ComparedPart,
    DifferencePart,
    ExplainedPart,
    VersionPart,
)
from endorse_cli.record.assemble import outcome_part
from endorse_cli.slate.entry import Entry, digest_of
from endorse_cli.slate.races import judged_by

Masks = Sequence[int]


def differences(compiled: Compiled, before: Masks, after: Masks) -> list[DifferencePart]:
    """Every answer that differs, in rubric order; of a set each member that does.

    `moves` are the decisions whose outcome can be another if the second is given the first one's
    answer to the whole criterion, all else being equal; for members of a set, all of them at once.
    """
    found, told = [], set[int]()
    for levels in compiled.levels.values():
        differing = [at for at in levels if before[at] != after[at] and at not in told]
        told.update(differing)
        if differing:
            moves = _moves(compiled, after, differing, [before[level] for level in differing])
            found += [_part(compiled, level, before, after, moves) for level in differing]
    return found


def explained(
    compiled: Compiled, before: Masks, after: Masks, possible: Mapping[str, Sequence[str]]
) -> dict[str, ExplainedPart]:
    """The decisions that no single difference explains, each with a smallest set that does.

    `possible` are the outcomes of the first side. Where they do not come back with all of its
    answers, it is not the answers that explain it.
    """
    changed = {level: mask for level, mask in enumerate(before) if mask != after[level]}
    found: dict[str, ExplainedPart] = {}
    for id, decided in compiled.decisions.items():
        nodes = came(compiled, decided.outcomes, before).nodes
        if {compiled.manager.leaf[end] for end in nodes} != set(possible.get(id, ())):
            continue
        some = enough(compiled, decided.outcomes, after, changed)
        if some is not None and len(some.variables) > 1:
            names = [compiled.variables[level].id for level in some.variables]
            found[id] = {"variables": names, "smallest": some.smallest}
    return found


def compared(
    compiled: Compiled, names: tuple[str, str], sides: tuple[Assessment, Assessment]
) -> ComparedPart:
    """The second of two candidates beside the first."""
    before, after = (side.masks for side in sides)
    found = differences(compiled, before, after)
    possible = {id: decided.possible for id, decided in sides[0].decisions.items()}
    return {
        "names": list(names),
        "rubric": compiled.rubric.id,
        "decisions": {
            id: [outcome_part(side.decisions[id]) for side in sides] for id in compiled.decisions
        },
        "differences": found,
        "explained": explained(compiled, before, after, possible),
        "same": sum(
            all(before[level] == after[level] for level in levels)
            for levels in compiled.levels.values()
        ),
    }


def _moves(
    compiled: Compiled, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> list[str]:
    return [
        id
        for id, decided in compiled.decisions.items()
        if could_move(compiled, decided.outcomes, masks, levels, others)
    ]


def _known(variable: Variable, mask: int) -> list[str] | None:
    return None if mask == variable.all_values else names_in(variable, mask)


def _part(
    compiled: Compiled, level: int, before: Masks, after: Masks, moves: list[str]
) -> DifferencePart:
    variable = compiled.variables[level]
    return {
        "variable": variable.id,
        "before": _known(variable, before[level]),
        "after": _known(variable, after[level]),
        "moves": moves,
    }


def masks_of(compiled: Compiled, record: Record) -> list[int]:
    """The values that a record leaves possible; all of them where it does not know the variable.

    What it knows under an id that a criterion had before is known under that of now.
    """
    now = {was: c.id for c in compiled.rubric.criteria.values() for was in c.was}
    possible = {
        id.replace(line["criterion"], now.get(line["criterion"], line["criterion"]), 1): names
        for line in record["lines"]
        for id, names in line["possible"].items()
    }
    return known_answers.masks_of(compiled.variables, known_answers.Known(possible, {}, {}))


def last_cycle(
    entries: Iterable[Entry], records: Iterable[Record], chain: Collection[str]
) -> list[Record]:
    """The records of elections before those of the slate: what it is compared with.

    `chain` are the ids of the slate's rubric and of those it stands on: a record counts if it was
    made by one of them, or by one that stands on one of them.
    """
    days = [entry.election for entry in entries if entry.election]
    if not days:
        return []
    first = min(days)
    return [
        record
        for record in records
        if (record["candidate"]["election"] or first) < first
        and not ids_of(record["rubric"]).isdisjoint(chain)
    ]


def ids_of(rubric: RubricPart) -> set[str]:
    """The ids of a rubric and of those it stands on."""
    return {rubric["id"], *(layer["id"] for layer in rubric["extends"])}


def earlier_of(records: Iterable[Record]) -> dict[bytes, Record]:
    """The records by whom they are about; of several the last."""
    return {_who(record): record for record in records}


def _who(record: Record) -> bytes:
    who = record["candidate"]
    return digest_of(identity_of(who["name"], who["seat"], who["election"]))


def changed(
    compiled: Compiled,
    entries: Sequence[Entry],
    earlier: dict[bytes, Record],
) -> list[ChangedPart]:
    """Whose outcome is another than it was, with what is different: rubric, answers.

    A record of a rubric that shares neither its id nor that of one below it with this one answers
    other questions, whatever their ids are.
    """
    chain = {compiled.rubric.id, *(layer.id for layer in compiled.rubric.chain.layers)}
    found: list[ChangedPart] = []
    for entry in entries:
        record = earlier.get(entry.who)
        if record is None:
            continue
        moved: dict[str, BeforeAfter] = {}
        for id, outcome in entry.outcomes.items():
            before = record["decisions"].get(id)
            if before is not None and before["possible"] != list(outcome.possible):
                moved[id] = {"before": before["possible"], "after": list(outcome.possible)}
        if moved:
            rubric = judged_by(entry, compiled.rubric)
            same = record["rubric"]["digest"] == entry.rubric
            own, masks = where_given(compiled, entry.told), masks_of(compiled, record)
            possible = {id: one["possible"] for id, one in record["decisions"].items()}
            versions: VersionPart = {
                "before": record["rubric"]["version"],
                "after": rubric["version"],
            }
            before_ids = ids_of(record["rubric"])
            related = not before_ids.isdisjoint(chain)
            found.append(
                {
                    "name": entry.name,
                    "seat": entry.seat,
                    "rubric": rubric,
                    "decisions": moved,
                    "versions": None if same else versions,
                    "answers": differences(own, masks, entry.masks) if related else [],
                    "explained": explained(own, masks, entry.masks, possible) if related else {},
                    "other_rubric": None if related else record["rubric"]["id"],
                }
            )
    return found


def is_worse(decision: Decision, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether something worse is possible now than it was, of the outcomes possible each time.

    Where nobody can tell, since outcomes have no order or are called otherwise, it may be.
    """
    rank = {name: place for place, name in enumerate(decision.outcomes)}
    if not decision.ordered or not rank.keys() >= {*before, *after} or not (before and after):
        return True
    return min(map(rank.__getitem__, after)) < min(map(rank.__getitem__, before))


def new_and_gone(
    entries: Iterable[Entry], records: Iterable[Record]
) -> tuple[list[str], list[str]]:
    """Who was not there before, and who was and is not any more, for the same elections."""
    now = {entry.who: entry for entry in entries}
    before = earlier_of(records)
    days = {entry.election for entry in now.values()}
    new = [entry.name for who, entry in now.items() if who not in before]
    gone = [
        record["candidate"]["name"]
        for who, record in before.items()
        if who not in now and record["candidate"]["election"] in days
    ]
    return new, gone
