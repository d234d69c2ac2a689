"""The only place that writes records and other machine forms as JSON."""

import json


def to_json(value: object) -> str:
    """A record, records, or any other machine form as JSON: order kept, ends in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
