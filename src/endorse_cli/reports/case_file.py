"""The only place that writes a case as a YAML file, for people to confirm and keep."""

import json
import re
from collections.abc import Iterator

from endorse_cli.models.plain import Plain
from endorse_cli.reports.sanitize import is_hidden

_WORD = re.compile(r"(?!(?:null|Null|NULL)$)[A-Za-z][A-Za-z0-9_]*|\d{4}-\d\d-\d\d|-?\d+")
_BEYOND_ASCII = re.compile(r"[^ -~]")


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
