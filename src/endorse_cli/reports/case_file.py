"""The only place that writes a case as a YAML file, for people to confirm and keep."""

import json
import re
from collections.abc import Iterator

from endorse_cli.models.plain import Plain

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*|\d{4}-\d\d-\d\d|-?\d+")


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
    return text if _WORD.fullmatch(text) else json.dumps(text)
