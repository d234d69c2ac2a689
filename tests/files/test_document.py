"""What a document says of itself: its places, its bytes, its commas."""

import hashlib
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Diagnostic, Place, Trail
from endorse_cli.files import limits
from endorse_cli.files.document import Document
from endorse_cli.files.document import normal as in_normal_form
from endorse_cli.files.json import read_json
from endorse_cli.files.source import Source
from endorse_cli.files.yaml import read_yaml
from endorse_cli.models.plain_values import Plain

from .emitter import Emitter, values


def yaml(text: str, bom: bool = False) -> Document:
    """The only document of a text."""
    (document,) = read_yaml(Source("a.yaml", text.encode(), bom=bom))
    return document


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, counted the plain way."""
    before = text[:offset].split("\n")
    return len(before), len(before[-1]) + 1


def at(document: Document, trail: Trail, on_key: bool = False) -> tuple[int, int]:
    """Line and column that a document gives."""
    place = document.place(trail, on_key)
    return place.line, place.column


def normal(value: Plain) -> Plain:
    """A value with its keys in the form in which they are compared."""
    if isinstance(value, dict):
        return {normalize("NFC", key): normal(inner) for key, inner in value.items()}
    return [normal(inner) for inner in value] if isinstance(value, list) else value


def keys_are_apart(value: Plain) -> bool:
    """Whether no two keys of a mapping become one in normal form."""
    if isinstance(value, dict):
        apart = len({normalize("NFC", key) for key in value}) == len(value)
        return apart and all(map(keys_are_apart, value.values()))
    return all(map(keys_are_apart, value)) if isinstance(value, list) else True


def trail_in(trail: Trail) -> Trail:
    """A trail with its keys in the form in which they are compared."""
    return tuple(normalize("NFC", step) if isinstance(step, str) else step for step in trail)


written = values.filter(keys_are_apart)


@given(written, st.data())
def test_a_place_in_json_is_where_the_value_was_written(value: Plain, data: st.DataObject) -> None:
    """Every value and key of any JSON text is found on its line and in its column."""
    emitter = Emitter(data)
    emitter.json(value)
    document = read_json(Source("a.json", emitter.text.encode()))
    assert document.value == normal(value)
    for trail, offset in emitter.values.items():
        assert at(document, trail_in(trail)) == position(emitter.text, offset)
    for trail, offset in emitter.keys.items():
        assert at(document, trail_in(trail), True) == position(emitter.text, offset)


@given(st.lists(written.filter(lambda value: value is not None), min_size=1, max_size=3), st.data())
def test_a_place_in_yaml_is_where_the_value_was_written(
    contents: list[Plain], data: st.DataObject
) -> None:
    """The same for block YAML with comments, both line ends, and several documents a file."""
    emitter, written_at = Emitter(data), []
    for value in contents:
        emitter.values, emitter.keys = {}, {}
        emitter.text += "---\n" if written_at or data.draw(st.booleans()) else ""
        emitter.yaml(value)
        emitter.text += "" if emitter.text.endswith("\n") else "\n"
        written_at.append((emitter.values, emitter.keys))
    documents = read_yaml(Source("a.yaml", emitter.text.encode()))
    assert [document.value for document in documents] == [normal(value) for value in contents]
    for document, (value_offsets, key_offsets) in zip(documents, written_at, strict=True):
        for trail, offset in value_offsets.items():
            assert at(document, trail_in(trail)) == position(emitter.text, offset)
        for trail, offset in key_offsets.items():
            assert at(document, trail_in(trail), True) == position(emitter.text, offset)


def test_a_place_shows_its_line() -> None:
    """The text of a place is the line as written, without its line end."""
    document = yaml("a: 1\r\nb:\r\n  é:\tübrig # x\r\n")
    assert document.place(("b", "é")) == Place("a.yaml", 3, 6, "  é:\tübrig # x")


def test_an_absent_value_has_the_place_of_what_should_hold_it() -> None:
    """A trail to something missing leads to the nearest value that is there."""
    document = yaml("a:\n  b: {c: 1}\n  d: [x]\n")
    assert at(document, ("a", "b", "missing", "far")) == (2, 6)
    assert at(document, ("a", "missing")) == (2, 3)
    assert at(document, ("a", "d", 7), on_key=True) == (3, 6)
    assert at(document, ("a", "d", "x")) == (3, 6)
    assert at(document, ("missing",)) == (1, 1)


def test_a_value_left_out_is_placed_after_its_colon() -> None:
    """The caret stands where something ought to be written."""
    assert at(yaml("a: 1\nb:\n"), ("b",)) == (2, 3)


def test_a_place_counts_from_the_mark_that_begins_a_file() -> None:
    """A byte order mark takes no column."""
    document = yaml("a: 1\n", bom=True)
    assert at(document, ("a",)) == (1, 4)


def test_a_long_line_is_shown_around_the_column() -> None:
    """At most 200 characters are shown; past that the character stands at the 101st."""
    document = yaml(f"a: [{'x, ' * 100}HERE{', y' * 100}]\n")
    place = document.place(("a", 100))
    assert place.column == 305
    assert len(place.text) == 200
    assert place.text[100:104] == "HERE"
    assert place.text[0] == place.text[-1] == "…"
    assert len(document.place(("a", 1)).text) == 200


def test_diagnostics_are_given_their_places() -> None:
    """A trail becomes a place; a place that is there already stays."""
    document, elsewhere = yaml("a: {b: 1}\n"), Place("b.yaml", 9, 9)
    value = Diagnostic("bad-value", "m", trail=("a", "b"))
    key = Diagnostic("unknown-key", "m", trail=("a", "b"), on_key=True)
    placed = Diagnostic("bad-value", "m", place=elsewhere)
    found = document.locate([value, key, placed])
    assert [(one.place.line, one.place.column) for one in found if one.place] == [
        (1, 8),
        (1, 5),
        (9, 9),
    ]


def sha256(data: bytes) -> str:
    """A digest as it is written in records."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_digest_of_a_file_is_that_of_its_bytes() -> None:
    """`sha256sum` of a file with one document gives the same, with comments and marks."""
    text = "# c\n---\na: 1\r\n"
    assert yaml(text).digest == sha256(text.encode())
    assert yaml(text, bom=True).digest == sha256(b"\xef\xbb\xbf" + text.encode())
    assert read_json(Source("a.json", b'{"a": 1}\n')).digest == sha256(b'{"a": 1}\n')


def test_the_digest_of_a_document_does_not_depend_on_its_neighbours() -> None:
    """A candidate moved into a file of its own is still the same candidate."""
    texts = ["a: é\n", "# b\nb: 2\n", "c: |\n  x\n"]
    documents = read_yaml(Source("a.yaml", "---\n".join(texts).encode()))
    assert [document.digest for document in documents] == [sha256(one.encode()) for one in texts]


@pytest.mark.parametrize(
    ("text", "trail", "expected"),
    [
        ("a: {says: some text, more text}\n", ("a", "more text"), True),
        ("a: {says: some text,\n  more text}\n", ("a", "more text"), True),
        ("a: {says: some text, more text}\n", ("a", "says"), False),
        ("a: {says: some text, more text}\n", ("a", "absent"), False),
        ("says: some text,\nmore: text\n", ("more",), False),
        ("- [a, {b: 1}]\n", (0, 1, "b"), False),
        ("a: 1\n", (), False),
    ],
)
def test_a_key_made_by_a_comma_is_known(text: str, trail: Trail, expected: bool) -> None:
    """Only a key that follows a comma between braces may be the rest of a text."""
    assert yaml(text).is_after_comma(trail) is expected


def test_no_comma_of_json_makes_a_key_of_text() -> None:
    """JSON texts have quotes, so advice to add some would be wrong."""
    assert read_json(Source("a.json", b'{"a": 1, "b": null}')).is_after_comma(("b",)) is False


def test_the_rest_of_a_text_after_a_comma_gets_that_advice() -> None:
    """Between braces a comma cuts a text in two; whoever wrote it is told to put quotes."""
    text = "a: {says: They came, and they stayed}\nb:\n  odd: 1\n"
    document = read_yaml(Source("c.yaml", text.encode()))[0]
    cut = Diagnostic("unknown-key", "x", "Accepted: `old`.", ("a", "and they stayed"), on_key=True)
    plain = Diagnostic("unknown-key", "x", "Accepted: `old`.", ("b", "odd"), on_key=True)
    advised, other = document.locate([cut, plain])
    assert "quotes" in advised.help
    assert other.help == "Accepted: `old`."
    assert advised.place is not None
    assert (advised.place.line, advised.place.column) == (1, 22)


@pytest.mark.parametrize("written_in", ["json", "yaml"])
def test_past_the_end_of_a_list_is_the_list(written_in: Literal["json", "yaml"]) -> None:
    """One further than the last, and a name where there is a list."""
    text = '{"a": ["b", "c"]}'
    document = Document({"a": ["b", "c"]}, Source("a", text.encode()), written_in=written_in)
    columns = [document.place(("a", *more)).column for more in ((0,), (1,), (2,), (-1,), ("d",))]
    assert columns == [8, 13, 7, 7, 7]


@given(st.text(max_size=20))
def test_spellings_of_a_key_meet(key: str) -> None:
    """Composed and decomposed forms become the same, and words in ASCII stay themselves."""
    assert in_normal_form(normalize("NFD", key)) == in_normal_form(key) == normalize("NFC", key)


def test_a_key_too_long_is_left_for_the_readers_to_refuse() -> None:
    """The work is bounded whatever is given."""
    assert in_normal_form("e\u0301" * limits.KEY) == "e\u0301" * limits.KEY
    assert in_normal_form("e\u0301" * (limits.KEY // 2)) == "é" * (limits.KEY // 2)
