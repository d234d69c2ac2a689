"""JSON becomes plain values, or a fault at its place; a line read quickly says the same."""

import json
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import limits
from endorse_cli.files.json import has_doubled_key, read_json
from endorse_cli.files.source import Source
from endorse_cli.models.plain_values import Plain


def value(text: str) -> Plain:
    """The value of a text."""
    return read_json(Source("a.json", text.encode())).value


def faults(text: str | bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a text."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Fault) as caught:
        read_json(Source("a.json", data))
    return caught.value.diagnostics


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of all that is wrong with a text."""
    return [(one.code, one.place.line, one.place.column) for one in faults(text) if one.place]


json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), inner, max_size=4),
    ),
    max_leaves=15,
)


def oracle(read: object) -> Plain:
    """What reading must make of a value of the standard parser, written out naively."""
    if isinstance(read, dict):
        return {normalize("NFC", key): oracle(inner) for key, inner in read.items()}
    if isinstance(read, list):
        return [oracle(inner) for inner in read]
    if read is None or isinstance(read, str):
        return read
    return json.dumps(read)


@given(json_values, st.booleans(), st.sampled_from([None, 2]))
def test_json_means_what_the_standard_parser_says(
    read: object, ascii_only: bool, indent: int | None
) -> None:
    """Texts are equal; truth values and numbers become the text they are written as."""
    assert value(json.dumps(read, ensure_ascii=ascii_only, indent=indent)) == oracle(read)


@pytest.mark.parametrize("number", ["1.50", "1E400", "-0", "0.10000000000000000001", "9" * 5_000])
def test_a_number_is_its_literal_text(number: str) -> None:
    """No digit is lost or rounded, however many there are."""
    assert value(f'{{"a": [{number}]}}') == {"a": [number]}


def test_truth_values_become_words_at_any_depth() -> None:
    """true and false are texts like any other, in lists of lists and at the top too."""
    assert value('[true, [false, {"a": true, "b": [[false]]}]]') == [
        "true",
        ["false", {"a": "true", "b": [["false"]]}],
    ]
    assert value("true") == "true"


def test_separators_of_lines_are_text_in_json() -> None:
    """They cannot hide anything there: JSON has no comments."""
    assert value('{"a": "x\u2028y\x85"}') == {"a": "x\u2028y\x85"}
    assert value('"\\ud83d\\ude00"') == "😀"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"id": "a", "s": 1, "s": 5}', [("doubled-id", 1, 21)]),
        ('{\n "a": [{"b": 1,\n "b": 2}],\n "a": 3}', [("doubled-id", 3, 2), ("doubled-id", 4, 2)]),
        ('{"é": 1, "e\u0301": 2}', [("doubled-id", 1, 10)]),
        ('{"\\u00e9": 1, "é": 2}', [("doubled-id", 1, 15)]),
        ('{"\\u0061": 1, "a": 2}', [("doubled-id", 1, 15)]),
        ('{"a": NaN}', [("syntax", 1, 7)]),
        ('{"a": [Infinity, -Infinity, NaN]}', [("syntax", 1, c) for c in (8, 18, 29)]),
        ('{"a": 1, "a": NaN}', [("doubled-id", 1, 10), ("syntax", 1, 15)]),
        ('{"a": NaNx}', [("syntax", 1, 7)]),
        ('{"a": "\\ud800"}', [("syntax", 1, 7)]),
        ('{"a": NaN, "b": {"a": 1, "a": 2}}', [("syntax", 1, 7), ("doubled-id", 1, 26)]),
        ('{"\\ud800": 1, "\\uDC00x": "\\ud83d\\ude00"}', [("syntax", 1, 2), ("syntax", 1, 15)]),
    ],
)
def test_what_the_standard_parser_lets_pass_is_refused(text: str, expected: list[object]) -> None:
    """Doubled keys after all escapes and spellings, what is no number, halves of characters."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "The file is empty."),
        (" \n", 1, 1, "The file is empty."),
        ('{"a": 1', 1, 8, "The text ends too early."),
        ('{"id": \n', 1, 8, "The text ends too early."),
        ('{"a": 1 ,}', 1, 9, "There is a comma after the last value."),
        ('{"a": }', 1, 7, "`}` is where a value is expected."),
        ('{"a": 1\n "b": 2}', 2, 2, "A comma is missing here."),
        ('{"a" 1}', 1, 6, "A colon is missing here."),
        ("{'a': 1}", 1, 2, "This text is in single quotes."),
        ("{a: 1}", 1, 2, "`a` is where a key is expected."),
        ('{"a": yes}', 1, 7, "`yes` is no JSON value."),
        ('{"a": True}', 1, 7, "`True` is no JSON value."),
        ("[1, ]", 1, 3, "There is a comma after the last value."),
        ("[1,, 2]", 1, 4, "`,` is where a value is expected."),
        ("// c\n{}", 1, 1, "There is a comment here."),
        ('{"a": 1} x', 1, 10, "There is more after the end of the value."),
        (
            '{"a": "x\n"}',
            1,
            9,
            "There is a line end or an invisible character inside a text.",
        ),
        ('{"a": "x\\q"}', 1, 9, "A backslash means nothing here."),
        ('{"a": "\\u12"}', 1, 9, "`\\u` lacks its four digits."),
        ('{"a": "x}', 1, 7, "A text is never closed."),
        ('[1, \ufeff"a"]', 1, 5, "There is a byte order mark here."),
        ("{\n  \xa0}", 2, 3, "`\xa0` is where a key is expected."),
    ],
)
def test_a_mistake_is_told_in_plain_words(text: str, line: int, column: int, message: str) -> None:
    """What is wrong at which line and column, with something to do about it."""
    (fault,) = faults(text)
    assert fault.place is not None
    assert fault.message == message
    assert (fault.code, fault.place.line, fault.place.column) == ("syntax", line, column)
    assert fault.help.endswith((".", "?"))


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    """The depth is refused before the parser can come to harm; brackets in texts do not count."""
    assert value("[" * 40 + "]" * 40)
    assert value('["' + "[" * 500 + '\\"{"]') == ["[" * 500 + '"{']
    assert found("[" * 41 + "]" * 41) == [("too-large", 1, 41)]
    assert found('{"a":' * 100_000) == [("too-large", 1, 201)]


def test_limits_are_told() -> None:
    """Long texts, many values and long keys are refused at their place."""
    long = "x" * (limits.SCALAR + 1)
    assert found(f'{{"a": "{long}", "{long}": 1}}') == [
        ("too-large", 1, 7),
        ("too-large", 1, limits.SCALAR + 12),
    ]
    assert found(f"[1, {'9' * len(long)}]") == [("too-large", 1, 5)]
    escaped = "\\u0061" * limits.SCALAR
    assert value(f'["{long[1:]}", "{escaped}"]') == [long[1:], "a" * limits.SCALAR]
    assert found(f"[{'1,' * (limits.VALUES - 1)}1]") == [("too-large", 1, 1)]
    assert len(value(f"[{'1,' * (limits.VALUES - 2)}1]") or "") == limits.VALUES - 1
    assert value(f"[{'{},' * 60_000}1]")
    assert value(f"[{'[],' * 60_000}1]")
    keys = ",".join(f'"k{count}": {{}}' for count in range(60_000))
    assert value(f"{{{keys}}}")


def test_a_key_is_measured_before_it_is_compared() -> None:
    """Normal form takes the square of the length of a run of marks."""
    long = "e" + "\u0300\u0316" * limits.KEY
    assert found(f'{{"{long}": 1}}') == [("too-large", 1, 2)]
    exact = "é" * limits.KEY
    assert value(f'{{"{exact}": 1}}') == {exact: "1"}


def test_bytes_that_are_not_utf8_are_named() -> None:
    """The same as for YAML."""
    assert found(b'{\n"a": "\xe9"}') == [("syntax", 2, 7)]


@given(
    st.lists(
        st.sampled_from(['"', "{", "}", "[", "]", ",", ":", "\\", "NaN", "1", "\\u", "é", "\n"])
    )
)
def test_any_signs_are_read_or_refused_at_a_place(signs: list[str]) -> None:
    """Random JSON signs give a document or placed faults."""
    source = Source("a.json", "".join(signs).encode())
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        assert read_json(source).place().line >= 1
    except Fault as fault:
        diagnostics = fault.diagnostics
        assert diagnostics
    assert all(one.place for one in diagnostics)


def test_a_thousand_faults_are_enough() -> None:
    """A hostile file cannot make the program write without end."""
    doubled = ",".join(['"a": 1'] * 3_000)
    halves = ",".join(['"\\ud800"'] * 3_000)
    for text in (f"{{{doubled}}}", f"[{'NaN,' * 3_000}1]", f"[{halves}]"):
        assert len(faults(text)) == limits.REPORTED


def test_what_is_no_json_is_told_before_a_key_that_stands_twice() -> None:
    """Where both are wrong, the text is first made JSON; what is no number is told at once."""
    assert found('{"a": {"b": 1, "b": 2}, "c": }') == [("syntax", 1, 30)]
    assert found('{"a": {"b": 1, "b": 2}, "c": NaN') == [("syntax", 1, 30)]


def test_a_key_that_stands_three_times_is_told_twice() -> None:
    """Each of the others names the first, and each keeps what is below it in its place."""
    text = '{"a": [1, {"x": 1, "x": 1}], "a": {"b": 2, "b": 3}, "a": 4}'
    assert found(text) == [("doubled-id", 1, column) for column in (20, 30, 44, 53)]
    assert {one.message.partition(" (")[2] for one in faults(text)} == {
        "first in column 2).",
        "first in column 12).",
        "first in column 36).",
    }


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


def is_doubled(data: bytes) -> bool:
    """Whether a key appears twice in a text that is JSON, told naively."""
    found = []

    def note(pairs: list[tuple[str, object]]) -> None:
        found.append(len({normalize("NFC", key) for key, _ in pairs}) < len(pairs))

    json.loads(data, object_pairs_hook=note)
    return any(found)


@given(st.lists(SIGNS, max_size=8), st.sampled_from([",", ", "]))
def test_a_doubled_key_is_known_as_quickly_as_carefully(signs: list[str], comma: str) -> None:
    """Without a count, and with that of the keys that a parser which says nothing has kept."""
    data = f'{{"k":[{comma.join(signs)}],"é":1}}'.encode("utf-8", "replace")
    try:
        kept = keys_in(json.loads(data))
        expected = is_doubled(data)
    except ValueError:
        return
    assert has_doubled_key([data]) is expected
    assert has_doubled_key([data], kept) is expected


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a": 1, "a" : 2}',
        '{"a" :1,"a":2}',
        '{"a"\n:1,"a":2}',
        '{"b":"\\":","a":[{"c":1,"c":2}]}',
        '{"\\u0061":1,"a":2}',
    ],
)
def test_no_way_to_write_a_key_twice_is_missed(text: str) -> None:
    """Blanks before the colon, colons in texts, escapes, depth."""
    data = text.encode()
    assert {one.code for one in faults(data)} == {"doubled-id"}
    assert has_doubled_key([data])
    assert has_doubled_key([data], keys_in(json.loads(data)))


def test_the_keys_of_several_texts_are_counted_together() -> None:
    """One that has lost a key is found among others, wherever it stands."""
    sound, doubled = b'{"a":1,"b":{"a":2}}', b'{"a":1,"a":2}'
    assert not has_doubled_key([sound, sound], 6)
    for texts in ([sound, doubled, sound], [doubled, sound], [sound, doubled]):
        assert has_doubled_key(texts, 3 * texts.count(sound) + 1)


def test_two_spellings_of_a_key_are_one() -> None:
    """Composed or not, written or escaped."""
    for text in ('{"é": 1, "e\u0301": 2}', '{"\\u00e9": 1, "e\\u0301": 2}'):
        assert has_doubled_key([text.encode()])


def test_a_key_with_a_nul_is_refused_where_it_stands() -> None:
    """The models mark what they make of a file with such keys: no file may write one."""
    (found,) = faults('{"a": {"\\u0000id": 2, "b": "\\u0000", "c\\\\u0000": 1}}')
    assert found.code == "syntax"
    assert found.message == "A key must not hold the character U+0000."
    assert found.place
    assert (found.place.line, found.place.column) == (1, 8)
