"""The only place that composes what is said of candidates together, and reads earlier records."""

from collections.abc import Iterable, Sequence
from typing import cast

from endorse_cli.api.loading import LoadedRubric
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files.records import read_written
from endorse_cli.models.record import RECORD, Record, Records
from endorse_cli.models.together import TOGETHER, GuidancePart, TogetherPart
from endorse_cli.slate import guidance, likeness, previous
from endorse_cli.slate.entry import Entry
from endorse_cli.slate.questions import questions
from endorse_cli.slate.races import races


def say_together(
    entries: Sequence[Entry], rubrics: dict[str, LoadedRubric], earlier: list[Record] | None
) -> TogetherPart:
    """Everything that is said of a slate as a whole."""
    plain = {digest: loaded.rubric for digest, loaded in rubrics.items()}
    part: TogetherPart = {
        "together": TOGETHER,
        "races": races(entries, plain),
        "counts": {},
        "guidance": [],
        "questions": questions(entries, plain),
        "unlike": [],
        "same_source": [],
        "changed": None if earlier is None else [],
        "new": [],
        "gone": [],
    }
    for (digest, day), own in likeness.by_rubric(entries).items():
        _say_under(part, rubrics[digest].at(day), own, earlier)
    if earlier is not None:
        part["new"], part["gone"] = previous.new_and_gone(entries, earlier)
    return part


def _say_under(
    part: TogetherPart, loaded: LoadedRubric, entries: list[Entry], earlier: list[Record] | None
) -> None:
    """What can be said only of candidates who are judged under one rubric."""
    compiled, rule = loaded.compiled, loaded.rubric.slate
    part["unlike"] += likeness.unlike(compiled, entries)
    part["same_source"] += likeness.same_source(compiled, entries)
    if earlier is not None and part["changed"] is not None:
        before = previous.earlier_of(earlier)
        version = loaded.rubric.version
        part["changed"] += previous.changed(compiled, version, entries, before)
    if rule is not None:
        members = guidance.members_of(compiled, rule, entries)
        for id, sums in guidance.counts(rule, members).items():
            part["counts"][id] = sums
        part["guidance"] += _guidance(loaded, entries, earlier)


def _guidance(
    loaded: LoadedRubric, entries: list[Entry], earlier: list[Record] | None
) -> list[GuidancePart]:
    compiled, rule = loaded.compiled, loaded.rubric.slate
    assert rule is not None
    last = None
    if earlier is not None:
        records = previous.last_cycle(entries, earlier)
        last = [previous.masks_of(compiled, record) for record in records] or None
    return guidance.guidance(compiled, rule, [entry.masks for entry in entries], last)


def read_previous(paths: Iterable[str]) -> list[Record]:
    """Every record in files that `--format json` or `jsonl` gave; a `Fault` where one is none."""
    return [record for path in paths for record in _records_in(path)]


def _records_in(path: str) -> list[Record]:
    from pydantic import TypeAdapter, ValidationError

    either = TypeAdapter(Record | Records)
    found: list[Record] = []
    for written in read_written(path):
        value = written.value
        if isinstance(value, dict) and "findings" in value and "record" not in value:
            continue
        try:
            read = either.validate_python(value, strict=False)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            way = ".".join(str(step) for step in first["loc"][1:]) or "the top"
            message = f"This is no record of version {RECORD}: see `{way}`."
            help = "Give what `endorse slate --format json` or `jsonl` wrote."
            place = written.document.place()
            raise Fault(Diagnostic("bad-shape", message, help, place=place)) from None
        found += cast("Records", read)["records"] if "records" in read else [read]
    return found
