"""The only place that cuts JSON into tokens, to find the place of a value or of a fault.

The standard parser says where it stopped and nothing else. Up to there these are its tokens.
"""

import json
import re
from collections.abc import Iterator

from endorse_cli.files.spots import Kind, Token

JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{}\[\]:]|[^\s"{}\[\]:,]+', re.DOTALL)
"""One token of JSON: a string (perhaps unfinished), a sign, or a bare word or number."""

JSON_KINDS: dict[str, Kind] = {"{": "mapping", "[": "sequence", "}": "end", "]": "end"}


def json_tokens(text: str) -> Iterator[Token]:
    """What begins and ends in a JSON text, as far as it can be told."""
    depth = 0
    for found in JSON_TOKEN.finditer(text):
        token = found[0]
        if token == ":":
            continue
        kind = JSON_KINDS.get(token, "scalar")
        depth += (kind in ("mapping", "sequence")) - (kind == "end")
        if depth < 0:
            return
        if token[0] == '"':
            try:
                token = json.loads(token)
            except ValueError:
                return
        yield kind, found.start(), token
