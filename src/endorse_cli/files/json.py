"""Reads JSON: one document, with the standard parser, numbers as the text they are written as.

JSON never goes through YAML, which takes some of its escapes for mistakes. What the standard
parser lets pass (keys that stand twice, `NaN`, halves of characters, any depth) is refused.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NoReturn, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import limits
from endorse_cli.files.document import Document, RefusedKey, doubled_keys, in_order, normal
from endorse_cli.files.source import Source, decoded
from endorse_cli.models.plain_values import Plain

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{}\[\]:]|[^\s"{}\[\]:,]+', re.DOTALL)
"""One token of JSON: a string (perhaps unfinished), a sign, or a bare word or number."""

HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""The escape of half a character, which needs its other half."""

HALF_LEFT = re.compile("[\ud800-\udfff]")

NUL = r"\u0000"

CONSTANT = re.compile("-?Infinity|NaN")

COLON = re.compile(r"\s*:")


class RefusedError(ValueError):
    """What the hooks raise on values that the standard parser would take."""


def read_json(source: Source) -> Document:
    """The document of a JSON source; a `Fault` if it is not JSON or has what is refused.

    true and false become texts, numbers the text they are written as, null None. Any value
    may stand at the top. Besides what `limits` says these are refused: doubled keys, NaN and
    Infinity, lone surrogates, text after the value, an empty file.
    """
    text = decoded(source)
    _check_size(source, text)
    if HALF.search(text):
        _check_halves(source, text)
    value = _worded(parsed(source, text, PLAIN))
    if len(text) > limits.SCALAR:
        _check_lengths(source, text)
    return Document(value, source, "json")


def parsed(source: Source, text: str, parse: "Parser") -> Any:  # noqa: ANN401
    """What a parser makes of the text of a source; a `Fault` with what is wrong or refused."""
    try:
        return parse(text)
    except json.JSONDecodeError as error:
        raise _complaint(error, source) from None
    except RefusedError:
        raise Fault(*_refused(source)) from None


def json_starts(source: Source) -> Iterator[int]:
    """Where each key and value begins, as far as there are tokens of JSON."""
    return (found.start() for found in TOKEN.finditer(source.text) if found[0] not in ":]}")


def check_depth(source: Source, text: str) -> None:
    """A `Fault` where values are nested too deep, before the parser, which would go along."""
    if text.count("{") + text.count("[") <= limits.DEPTH:
        return
    depth = 0
    for found in TOKEN.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth > limits.DEPTH:
            raise Fault(limits.too_deep(source.place(found.start())))


Pairs: TypeAlias = list[tuple[str, Any]]
"""The keys and values of one mapping, as the parser hands them to a hook."""


def _as_written(pairs: Pairs) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise RefusedError
    return made


def _mapping(pairs: Pairs) -> dict[str, Any]:
    made = _as_written(pairs)
    for key, value in pairs:
        if value is True or value is False or value.__class__ is list:
            made[key] = _worded(value)
    return made


def _normal_pairs(pairs: Pairs) -> Pairs:
    keys = "".join([key for key, _ in pairs])
    if "\0" in keys:
        raise RefusedError
    if keys.isascii():
        return pairs
    if any(len(key) > limits.KEY and not key.isascii() for key, _ in pairs):
        raise RefusedError
    return [(normal(key), value) for key, value in pairs]


def _whole_mapping(pairs: Pairs) -> dict[str, Any]:
    """A mapping that has lost no key although one may stand twice."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        name = normal(key)
        made[RefusedKey(name) if name in made else name] = value
    return made


def _once(pairs: Pairs) -> None:
    """Nothing is kept of a mapping but whether a key stands twice."""
    if len(dict(pairs)) != len(pairs):
        raise RefusedError


def _not_a_number(_: str) -> NoReturn:
    raise RefusedError


Parser: TypeAlias = Callable[[str], Any]
"""Makes a value of a text."""


def _parser(
    mapping: Callable[[Pairs], Any], constant: Callable[[str], Any] = _not_a_number
) -> Parser:
    return json.JSONDecoder(
        object_pairs_hook=mapping, parse_int=str, parse_float=str, parse_constant=constant
    ).decode


PLAIN = _parser(lambda pairs: _mapping(_normal_pairs(pairs)))
ONCE = _parser(lambda pairs: _once(_normal_pairs(pairs)), str)
WHOLE = _parser(_whole_mapping, str)
AS_WRITTEN = json.JSONDecoder(object_pairs_hook=_as_written, parse_constant=_not_a_number).decode
"""For what the program wrote: numbers as numbers, keys and truth values as they are."""


def _worded(value: Any) -> Plain:  # noqa: ANN401
    """A truth value as a word, in lists too; mappings have been seen to by the hook."""
    if value is True or value is False:
        return "true" if value else "false"
    if value.__class__ is list:
        return [_worded(inner) for inner in value]
    return value  # type: ignore[no-any-return]


def _check_size(source: Source, text: str) -> None:
    """Depth and number of values, before the parser can go too deep."""
    check_depth(source, text)
    # So short a text cannot hold too many.
    if len(text) <= limits.VALUES:
        return
    values = {":": -1, "}": 0, "]": 0}
    if sum(values.get(found[0], 1) for found in TOKEN.finditer(text)) > limits.VALUES:
        raise Fault(limits.too_many_values(source.place(0)))


def _check_halves(source: Source, text: str) -> None:
    """Halves of characters, which no file can be written with."""
    message = "The text holds half a character (a lone surrogate)."
    help = "Write the character itself, or both halves of its escape."
    _raise_any(
        Diagnostic("syntax", message, help, place=source.place(found.start()))
        for found in TOKEN.finditer(text)
        if HALF.search(found[0]) and HALF_LEFT.search(_text(found[0]))
    )


def _check_lengths(source: Source, text: str) -> None:
    _raise_any(
        limits.too_long(source.place(found.start()))
        for found in TOKEN.finditer(text)
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


def _complaint(error: json.JSONDecodeError, source: Source) -> Fault:
    """The fault for what the parser complains of."""
    from endorse_cli.files.syntax_errors import json_complaint

    return Fault(json_complaint(error, source))


def _refused(source: Source) -> list[Diagnostic]:
    """What a hook refused, found again with its place. Never empty."""
    found = [*islice(_refused_tokens(source), limits.REPORTED)]
    try:
        found += doubled_keys(source, WHOLE(source.text), json_starts(source))
    except json.JSONDecodeError as error:
        found = found or [*_complaint(error, source).diagnostics]
    return in_order(found)[: limits.REPORTED]


def _refused_tokens(source: Source) -> Iterator[Diagnostic]:
    for found in TOKEN.finditer(source.text):
        token, offset = found[0], found.start()
        if constant := CONSTANT.match(token):
            message = f"{quoted(constant[0])} is no number."
            help = "Write a number, a text in double quotes, or null."
            yield Diagnostic("syntax", message, help, place=source.place(offset))
        elif (NUL in token or len(token) > limits.KEY) and COLON.match(source.text, found.end()):
            key = _text(token)
            if "\0" in key:
                yield limits.nul_in_key(source.place(offset))
            elif len(key) > limits.KEY and not key.isascii():
                yield limits.key_too_long(source.place(offset))


def has_doubled_key(texts: Sequence[bytes], kept: int = -1) -> bool:
    """Whether a key appears twice in any mapping of some JSON texts, told as fast as can be.

    For one whose own parser keeps the last of the two and tells nobody. `kept` is how many keys
    it has kept, in all mappings of all texts together: where they have no more, none is parsed
    again. Who takes keys that are not ASCII leaves it out, since two of them may be one. A
    `ValueError` where one is no JSON.
    """
    if kept >= 0 and _most_keys(texts) == kept:
        return False
    try:
        for data in texts:
            ONCE(data.decode("utf-8"))
    except RefusedError:
        return True
    return False


def _most_keys(texts: Sequence[bytes]) -> int:
    """As many keys as some JSON texts have, or more; -1 where that is not surely so.

    Each key stands before `":` if no blank stands after any key, and so may words inside a text.
    """
    for data in texts:
        # From behind: where nothing is found, that takes half the time.
        has_blank = data.rfind(b'" ') >= 0 and b" :" in data
        if has_blank or b"\t" in data or b"\r" in data or b"\n" in data:
            return -1
    return sum([data.count(b'":') for data in texts])
