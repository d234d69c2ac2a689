"""What is said of a slate as a whole, and what it is given besides candidates."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from endorse_cli.api.kept_records import kept_of, no_record, read_file
from endorse_cli.api.rubrics import LoadedRubric, diagrams, outcome_diagrams, unless_too_large
from endorse_cli.diagnostics import Diagnostic, Fault, by_key
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, beside
from endorse_cli.files.reading import read_document
from endorse_cli.models.candidate import SLATE_FILE, Slate
from endorse_cli.models.plain_values import read_day
from endorse_cli.models.record import Record
from endorse_cli.models.side_by_side import TOGETHER, ChangedPart, TogetherPart, UnderPart
from endorse_cli.rubric.candidate_problems import read_slate
from endorse_cli.slate import differences, guidance
from endorse_cli.slate.entry import Entry
from endorse_cli.slate.races import (
    apart,
    compared,
    judged_by,
    questions,
    races,
    same_source,
    unlike,
)


def slate_beside(paths: AnyPaths) -> Slate | None:
    """What is printed of a slate: from the file beside the first candidate that has one.

    A path may be a folder, whose own file it is. Raises a `Fault` where the file has faults.
    """
    found = slate_file_beside(paths)
    return load_slate(found) if found else None


def slate_file_beside(paths: AnyPaths) -> str | None:
    """The path of that file."""
    return next(filter(None, (beside(path, SLATE_FILE) for path in as_paths(paths))), None)


def load_slate(path: AnyPath) -> Slate:
    """A slate from its file; a `Fault` with everything wrong in it."""
    document = read_document(as_path(path))
    slate, found = read_slate(document.value)
    if slate is None:
        raise Fault(*document.locate(found))
    return slate


class Earlier(NamedTuple):
    """What earlier runs wrote: their records, and the files that they could not judge."""

    records: list[Record]
    unread: list[str]


def read_earlier(paths: AnyPaths) -> Earlier:
    """The records that a slate is held against; a `Fault` with each file in which there is none.

    A file of faults alone would be taken for a time when nobody stood.
    """
    earlier = Earlier([], [])
    wrong: list[Diagnostic] = []
    for path in as_paths(paths):
        file = read_file(path)
        try:
            found = [kept.record for kept in kept_of(file.found)]
        except Fault as fault:
            wrong += fault.diagnostics
            continue
        wrong += [] if found else [no_record(path)]
        earlier.records.extend(found)
        earlier.unread.extend(file.unread)
    if wrong:
        raise Fault(*wrong)
    return earlier


def say_together(
    entries: Sequence[Entry],
    rubrics: dict[str, LoadedRubric],
    earlier: list[Record] | None,
    unread: Iterable[str] = (),
    unread_before: Iterable[str] = (),
) -> TogetherPart:
    """Everything that is said of a slate as a whole; `rubrics` are by digest.

    `unread` names the file of each that could not be judged, `unread_before` those of which the
    earlier records say so.
    """
    plain = {digest: loaded.whole for digest, loaded in rubrics.items()}
    views = by_view(entries, rubrics)
    new, gone = ([], []) if earlier is None else differences.new_and_gone(entries, earlier)
    told = {loaded: _guidance(loaded, own, earlier) for loaded, own in views.items()}
    return {
        "together": TOGETHER,
        "races": races(entries, plain),
        "questions": questions(entries, plain, _needed(told.values())),
        "under": [_under(loaded, own, told[loaded]) for loaded, own in views.items()],
        "changed": None if earlier is None else _changed(views, earlier),
        "new": new,
        "gone": gone,
        "apart": apart(entries, plain),
        "unread": list(unread),
        "unread_before": list(unread_before),
    }


def by_view(
    entries: Sequence[Entry], rubrics: dict[str, LoadedRubric]
) -> dict[LoadedRubric, list[Entry]]:
    """The candidates under each rubric with the same in force: only they can be compared."""
    return by_key((rubrics[entry.rubric].at(entry.origin.day), entry) for entry in entries)


def _needed(told: Iterable[Sequence[guidance.GuidanceTold]]) -> dict[bytes, set[str]]:
    """The criteria on which open guidance hangs, by candidate."""
    found: dict[bytes, set[str]] = {}
    for line in chain.from_iterable(told):
        for who, criteria in line.needs.items():
            found.setdefault(who, set()).update(criteria)
    return found


def _under(
    loaded: LoadedRubric, entries: list[Entry], told: Sequence[guidance.GuidanceTold]
) -> UnderPart:
    day, rule = entries[0].origin.day, loaded.rubric.slate
    # What a slate's own conditions ask is no outcome.
    at_hand = None if rule else unless_too_large(lambda: loaded.at_hand)
    compiled = at_hand or diagrams(loaded)
    members = guidance.members_of(compiled, rule, entries) if rule else []
    return {
        "rubric": judged_by(entries[0], loaded.rubric),
        "as_of": day.isoformat() if day else None,
        "candidates": len(entries),
        "compared": compared(compiled, entries),
        "counts": guidance.counts(rule, members) if rule else {},
        "looked_at": guidance.looked_at(compiled, rule, entries) if rule else None,
        "guidance": [line.part for line in told],
        "unlike": unlike(compiled, entries, partial(outcome_diagrams, loaded)),
        "same_source": same_source(compiled, entries),
    }


def _guidance(
    loaded: LoadedRubric, entries: list[Entry], earlier: list[Record] | None
) -> list[guidance.GuidanceTold]:
    """Each line of the rubric's guidance, none where it has none."""
    if loaded.rubric.slate is None:
        return []
    last = None
    if earlier is not None:
        records = differences.last_cycle(entries, earlier, differences.ids_of(loaded.part))
        last = [_as_it_stood(loaded, record) for record in records] or None
    return guidance.guidance(diagrams(loaded), entries, last)


def _as_it_stood(loaded: LoadedRubric, record: Record) -> guidance.Cycle:
    """A record's answers under the same rubric with what was in force on the record's day.

    What was adopted later was asked of nobody then, and must not make everybody open.
    """
    day = record["as_of"]
    compiled = diagrams(loaded.at(read_day(day) if day else None))
    return compiled, [differences.masks_of(compiled, record)]


def _changed(views: dict[LoadedRubric, list[Entry]], earlier: list[Record]) -> list[ChangedPart]:
    before = differences.earlier_of(earlier)
    return [
        part
        for loaded, entries in views.items()
        for part in differences.changed(diagrams(loaded), entries, before)
    ]
