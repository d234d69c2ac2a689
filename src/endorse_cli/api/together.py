"""The only place that composes what is said of candidates together."""

from collections.abc import Sequence

from endorse_cli.api.loading import LoadedRubric
from endorse_cli.api.whole import whole
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.dates import read_day
from endorse_cli.models.record import Record
from endorse_cli.models.together import TOGETHER, ChangedPart, GuidancePart, TogetherPart, UnderPart
from endorse_cli.slate import guidance, likeness, previous
from endorse_cli.slate.entry import Entry
from endorse_cli.slate.questions import questions
from endorse_cli.slate.races import judged_by, races


def say_together(
    entries: Sequence[Entry], rubrics: dict[str, LoadedRubric], earlier: list[Record] | None
) -> TogetherPart:
    """Everything that is said of a slate as a whole; `rubrics` are by digest."""
    plain = {digest: loaded.whole for digest, loaded in rubrics.items()}
    views = by_view(entries, rubrics)
    new, gone = ([], []) if earlier is None else previous.new_and_gone(entries, earlier)
    return {
        "together": TOGETHER,
        "races": races(entries, plain),
        "questions": questions(entries, plain),
        "under": [_under(loaded, own, earlier) for loaded, own in views.items()],
        "changed": None if earlier is None else _changed(views, earlier),
        "new": new,
        "gone": gone,
    }


def by_view(
    entries: Sequence[Entry], rubrics: dict[str, LoadedRubric]
) -> dict[LoadedRubric, list[Entry]]:
    """The candidates under each rubric with the same in force: only they can be compared."""
    found: dict[LoadedRubric, list[Entry]] = {}
    for entry in entries:
        found.setdefault(rubrics[entry.rubric].at(entry.origin.day), []).append(entry)
    return found


def _under(loaded: LoadedRubric, entries: list[Entry], earlier: list[Record] | None) -> UnderPart:
    compiled, day = _compiled(loaded), entries[0].origin.day
    counts, lines = _guidance(loaded, compiled, entries, earlier)
    return {
        "rubric": judged_by(entries[0], loaded.rubric),
        "as_of": day.isoformat() if day else None,
        "candidates": len(entries),
        "counts": counts,
        "guidance": lines,
        "unlike": likeness.unlike(compiled, entries),
        "same_source": likeness.same_source(compiled, entries),
    }


def _compiled(loaded: LoadedRubric) -> Compiled:
    """The diagrams; of a rubric over the budget of one candidate, with that of a check."""
    try:
        return loaded.compiled
    except TooManyNodes:
        return whole(loaded)


def _guidance(
    loaded: LoadedRubric, compiled: Compiled, entries: list[Entry], earlier: list[Record] | None
) -> tuple[dict[str, dict[str, int]], list[GuidancePart]]:
    """The counts that the rubric asks for, and each line of its guidance."""
    rule = loaded.rubric.slate
    if rule is None:
        return {}, []
    last = None
    if earlier is not None:
        records = previous.last_cycle(entries, earlier, previous.ids_of(loaded.part))
        last = [_as_it_stood(loaded, record) for record in records] or None
    counts = guidance.counts(rule, guidance.members_of(compiled, rule, entries))
    masks = [entry.masks for entry in entries]
    return counts, guidance.guidance(compiled, masks, last)


def _as_it_stood(loaded: LoadedRubric, record: Record) -> guidance.Cycle:
    """A record's answers under the same rubric with what was in force on the record's day.

    What was adopted later was asked of nobody then, and must not make everybody open.
    """
    day = record["as_of"]
    compiled = _compiled(loaded.at(read_day(day) if day else None))
    return compiled, [previous.masks_of(compiled, record)]


def _changed(views: dict[LoadedRubric, list[Entry]], earlier: list[Record]) -> list[ChangedPart]:
    before = previous.earlier_of(earlier)
    return [
        part
        for loaded, entries in views.items()
        for part in previous.changed(_compiled(loaded), entries, before)
    ]
