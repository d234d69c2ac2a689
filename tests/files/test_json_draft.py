"""A line read quickly says what the careful reader says, for one who looks at every value."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Fault
from endorse_cli.files import Source, limits
from endorse_cli.files.json import draft, read_json

SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | st.text('ab"\\: {}é\ud800', max_size=4)
KEYS = st.text("ab:é", max_size=2)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
SIGNS = st.sampled_from(
    [
        '"a"',
        '"b"',
        '"\\ud83d\\ude00"',
        '"\\ud83d"',
        '"\x01"',
        "é",
        "\x0c",
        "\ufeff",
        "1",
        "01",
        "1.",
    ]
    + ["-0", "1e400", "NaN", "Infinity", "true", "tru", "null", "{", "}", "[", "]", ",", ":", " "]
    + ['{"a":1}', '{"a" :1}', '{"a":1,"a":2}', '{"a":1,"a" :2}', "9" * 30, '"\\/"', '"\\x"', "\t"]
)


def keys_in(value: Any) -> int:  # noqa: ANN401
    """The keys of all mappings in a value."""
    if isinstance(value, dict):
        return len(value) + sum(map(keys_in, value.values()))
    return sum(map(keys_in, value)) if isinstance(value, list) else 0


def has_doubtful(value: Any) -> bool:  # noqa: ANN401
    """Whether a number may have been written otherwise: one with a point, or `-0`."""
    if isinstance(value, dict | list):
        return any(map(has_doubtful, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float) or (type(value) is int and value == 0)


def worded(value: Any) -> Any:  # noqa: ANN401
    """A value as the careful reader gives it: keys in normal form, numbers and truths as words."""
    if isinstance(value, dict):
        return {key: worded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [worded(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


def agrees(data: bytes) -> None:
    """A draft of which the keys are as many as said is what the careful reader reads."""
    drafted = draft(data)
    if drafted is None or drafted[1] != keys_in(drafted[0]) or has_doubtful(drafted[0]):
        return
    assert read_json(Source("a.json", data)).value == worded(drafted[0])


@given(st.dictionaries(KEYS, VALUES, max_size=3), st.sampled_from([(",", ":"), (", ", ": ")]))
def test_a_mapping_is_read_alike(value: dict[str, Any], separators: tuple[str, str]) -> None:
    """Any mapping, written with or without blanks."""
    agrees(json.dumps(value, separators=separators).encode())


@given(st.lists(SIGNS, max_size=8))
def test_signs_are_read_alike(signs: list[str]) -> None:
    """Any signs behind the key of a mapping."""
    agrees(f'{{"k":{"".join(signs)}}}'.encode())
    agrees("".join(signs).encode())


def test_what_is_written_plainly_is_drafted() -> None:
    """With as many keys as it has."""
    text = b'{"candidate": "Ada Brill", "answers": {"a": "yes", "b": {"answer": 1}}}'
    assert draft(text) == (json.loads(text), 5)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b'"a"', b"{", b'{"a" : 1}', b'{"a":\t1}', b'{"a": "\xff"}', b'{"a": "\\ud83d"}']
    + [b'{"a": "' + b"x" * limits.SCALAR + b'"}', b'\xef\xbb\xbf{"a": 1}', b'{"a": 1}}'],
    ids=lambda data: repr(data[:12]),
)
def test_what_may_be_odd_is_not_drafted(data: bytes) -> None:
    """It is left to the careful reader."""
    assert draft(data) is None


def test_a_key_that_stands_twice_shows_in_the_count() -> None:
    """The keys said are more than those of the value."""
    for text in ('{"a": 1, "a": 2}', '{"a": {"b": 1, "b": 1}}', '{"a": "\\":", "a": 1}'):
        drafted = draft(text.encode())
        assert drafted is not None
        assert drafted[1] > keys_in(drafted[0])
        with pytest.raises(Fault):
            read_json(Source("a.json", text.encode()))
