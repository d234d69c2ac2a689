"""The only place for the JSON Schemas that are handed out."""

from endorse_cli.models.record import Record, Records


def record_schema() -> str:
    """The JSON Schema of a record, or of several with what was invalid among them."""
    from pydantic import TypeAdapter

    from endorse_cli.reports.json_form import to_json

    schema = TypeAdapter(Record | Records).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record 1"}
    return to_json({**head, **schema})
