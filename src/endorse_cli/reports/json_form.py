"""The only place that writes records and other machine forms as JSON."""

import json
import re

from endorse_cli.reports.sanitize import is_hidden

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def to_json(value: object) -> str:
    """A record, records, or any other machine form as JSON: order kept, ends in a line break.

    Readable as it is, but for characters that could drive a terminal or hide: these are written
    as JSON's own escapes, so that the value read back is the same.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped_if_hidden, text) + "\n"


def to_json_line(value: object) -> str:
    """The same on one line, as it stands in a `.jsonl` file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped_if_hidden, text) + "\n"


def to_json_item(value: object) -> str:
    """The same as an item of a list two levels in, without the comma and the line end after it."""
    return "    " + to_json(value).rstrip("\n").replace("\n", "\n    ")


def _escaped_if_hidden(found: re.Match[str]) -> str:
    character = found[0]
    return json.dumps(character)[1:-1] if is_hidden(character) else character
