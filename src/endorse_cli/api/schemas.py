"""The only place for the JSON Schemas that are handed out."""

from endorse_cli.api.loading import load_rubric
from endorse_cli.files.paths import AnyPath
from endorse_cli.files.rubrics import DEFAULT
from endorse_cli.models.record import Record, Records


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
    from endorse_cli.models.schema import rubric_schema as schema
    from endorse_cli.reports.machine_text import to_json

    return to_json(schema())


def record_schema() -> str:
    """The JSON Schema of a record, or of several with what was invalid among them."""
    from pydantic import TypeAdapter

    from endorse_cli.reports.machine_text import to_json

    schema = TypeAdapter(Record | Records).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record 1"}
    return to_json({**head, **schema})
