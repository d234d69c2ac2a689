"""What editors and shells offer to whoever types: JSON Schemas, and the words of a place.

A word is offered in a shell only if every shell takes it as it is: a shell may evaluate what it is
offered, and other people's rubrics and file names must not be evaluated. What cannot be read offers
nothing.
"""

import re
from collections.abc import Iterable, Iterator

from endorse_cli.api.rubrics import load_rubric, read_layers
from endorse_cli.api.vocabulary import ids_of
from endorse_cli.diagnostics import Fault
from endorse_cli.files.catalog import find_rubric
from endorse_cli.files.paths import AnyPath, files_beginning
from endorse_cli.files.shipped import DEFAULT, shipped_rubrics
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.record import Record, Records
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN


def candidate_schema(rubric: AnyPath | None = None) -> str:
    """The JSON Schema of candidates' files under a rubric, for editors."""
    from endorse_cli.reports.machine_text import to_json
    from endorse_cli.reports.schema import candidate_schema as schema

    return to_json(schema(load_rubric(rubric or DEFAULT).whole))


def case_schema(rubric: AnyPath | None = None) -> str:
    """The JSON Schema of a rubric's cases, for editors."""
    from endorse_cli.reports.machine_text import to_json
    from endorse_cli.reports.schema import case_schema as schema

    return to_json(schema(load_rubric(rubric or DEFAULT).whole))


def rubric_schema() -> str:
    """The JSON Schema of the rubric language, overlays too, for editors."""
    from endorse_cli.models.json_schema import rubric_schema as schema
    from endorse_cli.reports.machine_text import to_json

    return to_json(schema())


def record_schema() -> str:
    """The JSON Schema of a record, or of several with what was invalid among them."""
    from pydantic import TypeAdapter

    from endorse_cli.reports.machine_text import to_json

    schema = TypeAdapter(Record | Records).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record 1"}
    return to_json({**head, **schema})


_PLAIN = re.compile(r"[A-Za-z0-9_.=/-]+", re.ASCII)


def rubric_words(typed: str) -> list[str]:
    """Shipped rubrics, and files that may be one."""
    return _plain([*shipped_rubrics(), *files_beginning(typed)])


def id_words(rubric: str | None) -> list[str]:
    """Everything of a rubric that can be explained, and the check codes."""
    from endorse_cli.files.shipped import codes_with_pages

    read = _read(rubric)
    return _plain([*(ids_of(read) if read else ()), *codes_with_pages()])


def supposed_words(rubric: str | None) -> list[str]:
    """Every `id=value` that can be supposed; numbers and days are left to people."""
    read = _read(rubric)
    criteria = read.criteria.values() if read else ()
    return _plain(word for criterion in criteria for word in _supposed(criterion))


def required_words(rubric: str | None) -> list[str]:
    """Every `decision=outcome`."""
    read = _read(rubric)
    decisions = read.decisions.values() if read else ()
    return _plain(f"{decision.id}={name}" for decision in decisions for name in decision.outcomes)


def _supposed(criterion: Criterion) -> Iterator[str]:
    kind = criterion.kind
    if kind.form == "set":
        ids = [f"{criterion.id}.{name}" for name in kind.names]
        yield from (f"{id}={value}" for id in ids for value in (*YES_NO[::-1], UNKNOWN))
        return
    more = (NOT_APPLICABLE,) if criterion.may_be_not_applicable else ()
    yield from (f"{criterion.id}={value}" for value in (*kind.names, *more, UNKNOWN))


def _read(named: str | None) -> Rubric | None:
    """The rubric as far as it can be read: what is wrong with it is told elsewhere."""
    try:
        return read_layers(find_rubric(named or DEFAULT)).read()[0]
    except Fault:
        return None


def _plain(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if _PLAIN.fullmatch(word)]
