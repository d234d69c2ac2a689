"""The only place that reads JSON: one document, with the standard parser, numbers as text.

JSON never goes through YAML, which takes some of its escapes for mistakes. What the standard
parser lets pass (keys that stand twice, `NaN`, halves of characters, any depth) is refused.
"""

import json
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, NoReturn

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import limits
from endorse_cli.files.document import Document, in_order
from endorse_cli.files.json_tokens import JSON_TOKEN
from endorse_cli.files.json_words import explained
from endorse_cli.files.normal import normal
from endorse_cli.files.source import Source, decoded
from endorse_cli.files.spots import json_chart
from endorse_cli.models.plain import Plain

HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""The escape of half a character, which needs its other half."""

HALF_LEFT = re.compile("[\ud800-\udfff]")

CONSTANT = re.compile("-?Infinity|NaN")

COLON = re.compile(r"\s*:")


class RefusedError(ValueError):
    """What the hooks raise on values that the standard parser would take."""


def read_json(source: Source, number: int = 1) -> Document:
    """The document of a JSON source; a `Fault` if it is not JSON or has what is refused.

    true and false become texts, numbers the text they are written as, null None. Any value
    may stand at the top. Besides what `limits` says these are refused: doubled keys, NaN and
    Infinity, lone surrogates, text after the value, an empty file.
    """
    text = decoded(source)
    _check_size(source, text)
    if HALF.search(text):
        _check_halves(source, text)
    try:
        value = _words(_decoder(text).decode(text))
    except json.JSONDecodeError as error:
        raise Fault(explained(error, source)) from None
    except RefusedError:
        raise Fault(*_refused(source)) from None
    if len(text) > limits.SCALAR:
        _check_lengths(source, text)
    return Document(value, source, number, "json")


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise RefusedError
    for key, value in pairs:
        if value is True or value is False or value.__class__ is list:
            made[key] = _words(value)
    return made


def _normal_mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if any(len(key) > limits.KEY for key, _ in pairs):
        raise RefusedError
    return _mapping([(normal(key), value) for key, value in pairs])


def _words(value: Any) -> Plain:  # noqa: ANN401
    """Truth values as words, in lists too; mappings have been seen to by the hook."""
    if value is True or value is False:
        return "true" if value else "false"
    if value.__class__ is list:
        return [_words(item) for item in value]
    return value  # type: ignore[no-any-return]


def _not_a_number(_: str) -> NoReturn:
    raise RefusedError


def _make(mapping: Any) -> json.JSONDecoder:  # noqa: ANN401
    return json.JSONDecoder(
        object_pairs_hook=mapping, parse_int=str, parse_float=str, parse_constant=_not_a_number
    )


PLAIN, CAREFUL = _make(_mapping), _make(_normal_mapping)


def _decoder(text: str) -> json.JSONDecoder:
    return PLAIN if text.isascii() and "\\u" not in text else CAREFUL


def _check_size(source: Source, text: str) -> None:
    """Depth and number of values, before the parser can go too deep."""
    brackets = text.count("{") + text.count("[")
    if brackets <= limits.DEPTH and brackets + text.count(",") < limits.VALUES:
        return
    depth = values = 0
    for found in JSON_TOKEN.finditer(text):
        token = found[0]
        if token in ("{", "["):
            depth += 1
            if depth > limits.DEPTH:
                raise Fault(limits.too_deep(source.place(found.start())))
        elif token in ("}", "]"):
            depth -= 1
        values += {":": -1, "}": 0, "]": 0}.get(token, 1)
    if values > limits.VALUES:
        raise Fault(limits.too_many_values(source.place(0)))


def _check_halves(source: Source, text: str) -> None:
    """Halves of characters, which no file can be written with."""
    message = "The text holds half a character (a lone surrogate)."
    help = "Write the character itself, or both halves of its escape."
    _raise_any(
        Diagnostic("syntax", message, help, place=source.place(found.start()))
        for found in JSON_TOKEN.finditer(text)
        if HALF.search(found[0]) and HALF_LEFT.search(_text(found[0]))
    )


def _check_lengths(source: Source, text: str) -> None:
    _raise_any(
        limits.too_long(source.place(found.start()))
        for found in JSON_TOKEN.finditer(text)
        if len(found[0]) > limits.SCALAR and len(_text(found[0])) > limits.SCALAR
    )


def _raise_any(wrong: Iterable[Diagnostic]) -> None:
    if found := tuple(islice(wrong, limits.REPORTED)):
        raise Fault(*found)


def _text(token: str) -> str:
    """What a token says; what is no text says itself, and what is none yet says nothing."""
    if token[0] != '"':
        return token
    try:
        return str(json.loads(token))
    except ValueError:
        return ""


def _refused(source: Source) -> list[Diagnostic]:
    """What a hook refused, found again with its place. Never empty."""
    found = json_chart(source).doubled_keys(source)
    for token in JSON_TOKEN.finditer(source.text):
        place = source.place
        if constant := CONSTANT.match(token[0]):
            message = f"{quoted(constant[0])} is no number."
            help = "Write a number, a text in double quotes, or null."
            found.append(Diagnostic("syntax", message, help, place=place(token.start())))
        elif len(token[0]) > limits.KEY and COLON.match(source.text, token.end()):
            found.append(limits.key_too_long(place(token.start())))
        if len(found) >= limits.REPORTED:
            break
    help = "Look for keys that stand twice and for values that are no JSON."
    return in_order(found) or [
        Diagnostic("syntax", "The file is refused.", help, place=source.place(0))
    ]
