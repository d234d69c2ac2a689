"""The only place that writes plain values as JSON, and a case as YAML for people to keep."""

import json
import re
from collections.abc import Iterator

from endorse_cli.models.plain_values import Plain
from endorse_cli.reports.characters import is_hidden

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def to_json(value: object) -> str:
    """A record, records, or any other machine form as JSON: order kept, ends in a line break.

    Readable as it is, but for characters that could drive a terminal or hide: these are written
    as JSON's own escapes, so that the value read back is the same.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped_for_json, text) + "\n"


def to_json_line(value: object) -> str:
    """The same on one line, as it stands in a `.jsonl` file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped_for_json, text) + "\n"


def to_json_item(value: object) -> str:
    """The same as an item of a list two levels in, without the comma and the line end after it."""
    return "    " + to_json(value).rstrip("\n").replace("\n", "\n    ")


def _escaped_for_json(found: re.Match[str]) -> str:
    character = found[0]
    return json.dumps(character)[1:-1] if is_hidden(character) else character


_WORD = re.compile(r"(?!(?:null|Null|NULL)$)[A-Za-z][A-Za-z0-9_]*|\d{4}-\d\d-\d\d|-?\d+")


def case_file(case: dict[str, Plain]) -> str:
    """A case in block style; whatever is no plain word is in quotation marks."""
    return "\n".join(_lines(case, 0)) + "\n"


def _lines(value: dict[str, Plain], depth: int) -> Iterator[str]:
    for key, part in value.items():
        before = f"{'  ' * depth}{_scalar(key)}:"
        if isinstance(part, dict) and part:
            yield before
            yield from _lines(part, depth + 1)
        elif isinstance(part, list) and any(isinstance(item, dict) for item in part):
            yield before
            yield from (f"{'  ' * depth}  - {_flow(item)}" for item in part)
        else:
            yield f"{before} {_flow(part)}"


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        parts = (f"{_scalar(key)}: {_flow(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value or "")


def _scalar(text: str) -> str:
    if _WORD.fullmatch(text):
        return text
    return _BEYOND_ASCII.sub(_escaped_if_hidden, json.dumps(text, ensure_ascii=False))


def _escaped_if_hidden(found: re.Match[str]) -> str:
    # Not as JSON has it: there what is beyond four digits is two halves, which YAML refuses.
    character = found[0]
    return f"\\U{ord(character):08X}" if is_hidden(character) else character
