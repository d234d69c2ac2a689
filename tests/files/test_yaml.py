"""YAML becomes plain values, or a fault at its place."""

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import limits, yaml
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.source import Source
from endorse_cli.files.yaml import parse_yaml, read_yaml
from endorse_cli.models.plain_values import Plain


def value(text: str) -> Plain:
    """The value of the only document of a text."""
    (document,) = read_yaml(Source("a.yaml", text.encode()))
    return document.value


def faults(text: str | bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a text."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Fault) as caught:
        read_yaml(Source("a.yaml", data))
    return caught.value.diagnostics


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of all that is wrong with a text."""
    return [(one.code, one.place.line, one.place.column) for one in faults(text) if one.place]


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
)
json_values = st.recursive(
    scalars,
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


@given(json_values.filter(lambda read: read is not None))
def test_what_json_and_yaml_share_means_the_same_in_both(read: object) -> None:
    """A file of the common part gives what the standard JSON parser gives, scalars as text."""
    assert value(json.dumps(read, ensure_ascii=False)) == oracle(read)


@pytest.mark.parametrize(
    "text", ["NO", "yes", "off", "1:30", "010", "1_000", "0x1F", "2024-02-30", ".nan", "=", "1e400"]
)
def test_a_scalar_is_its_text(text: str) -> None:
    """Nothing is coerced: no word is a truth value, no text a number or a date."""
    assert value(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_a_value_left_out_is_none_and_its_quoted_words_are_text(text: str) -> None:
    """Only unquoted nothing, `~` and `null` say that there is no value."""
    assert value(f"a: {text}\nb: [1, {text or '~'}]\n") == {"a": None, "b": ["1", None]}
    assert value(f"a: '{text}'\n") == {"a": text}
    assert value("a: [Null, NULL, nil]\n") == {"a": ["Null", "NULL", "nil"]}


def test_every_style_of_text_is_read() -> None:
    """Block texts, quotes of both kinds, texts over several lines."""
    text = "a: |\n  x\n  y\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\u00e9\"\ne: x\n  y\n"
    assert value(text) == {"a": "x\ny\n", "b": "x y", "c": "it's", "d": "é", "e": "x y"}


def test_documents_know_their_lines() -> None:
    """Several documents a file, in order."""
    documents = read_yaml(Source("a.yaml", b"a: 1\n--- # two\nb: 2\n...\n---\n- c\n"))
    assert [(one.line, one.value) for one in documents] == [
        (1, {"a": "1"}),
        (3, {"b": "2"}),
        (6, ["c"]),
    ]


def test_a_document_may_begin_on_the_line_of_its_marker() -> None:
    """`--- {…}` is a document, and its places count the marker."""
    _, second = read_yaml(Source("a.yaml", b"a: 1\n--- {b: 2}\n"))
    assert second.value == {"b": "2"}
    assert (second.place(("b",)).line, second.place(("b",)).column) == (2, 9)


def test_one_bad_document_does_not_hide_the_others() -> None:
    """In a batch a bad document is a result among the others."""
    read = parse_yaml(Source("a.yaml", b"a: 1\n---\na: 1\na: 2\n---\nb: 1\n---\nc: [\n"))
    assert [isinstance(one, Document) for one in read] == [True, False, True, False]
    assert [one.line for one in read if isinstance(one, Document)] == [1, 6]


@pytest.mark.parametrize("text", ["", "\n \n", "# only a comment\n", "---\n", "--- # x\n", "~\n"])
def test_an_empty_file_is_a_fault(text: str) -> None:
    """A file that says nothing is never taken for a candidate of whom nothing is known."""
    (fault,) = faults(text)
    assert (fault.code, fault.message) == ("syntax", "The file is empty.")


def test_an_empty_document_among_others_is_a_fault() -> None:
    """A `---` too many, or a file cut off after one, does not pass."""
    (fault,) = faults("a: 1\n---\n")
    assert fault.message == "Document 2 of the file is empty."
    assert fault.place is not None
    assert fault.place.line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: Ann\nstance: yes\nstance: no\n", [("doubled-id", 3, 1)]),
        ("a:\n  - {q: 1, q: 0}\n", [("doubled-id", 2, 12)]),
        ("yes: a\n'yes': b\n", [("doubled-id", 2, 1)]),
        ("café: 1\ncafe\u0301: 2\n", [("doubled-id", 2, 1)]),
        ('é: 1\n"\\u00e9": 2\n', [("doubled-id", 2, 1)]),
        ('"\\u00e9": 1\n"e\\u0301": 2\n', [("doubled-id", 2, 1)]),
        (
            "a: {b: 1, b: 2}\nc: 1\nc: 2\na: 3\n",
            [("doubled-id", n, c) for n, c in ((1, 11), (3, 1), (4, 1))],
        ),
    ],
)
def test_a_key_that_stands_twice_is_a_fault(text: str, expected: list[object]) -> None:
    """The second is never taken silently, whatever its spelling, quotes or depth."""
    assert found(text) == expected


def test_a_doubled_key_names_the_first() -> None:
    """Both ends of the contradiction are told."""
    (far,) = faults("a: 1\nb: 2\na: 3\n")
    (near,) = faults("{a: 1, a: 2}\n")
    assert far.message == "`a` appears twice (first on line 1)."
    assert near.message == "`a` appears twice (first in column 2)."


def test_a_doubled_key_is_placed_whatever_stands_before_it() -> None:
    """What is refused on the way, or lost by a first doubled key, moves nothing.

    What is refused for itself is not told again where it stands twice.
    """
    text = "a: *x\nb: [*y, {c: 1, c: 2}]\n*z : {d: 1}\n*z : 2\n<<: 1\n<<: 2\n"
    text += "b: {e: 1, e: 2}\nf: 1\nf: 2\n"
    doubled = [(line, column) for code, line, column in found(text) if code == "doubled-id"]
    assert doubled == [(2, 16), (7, 1), (7, 11), (9, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !!str 5\n", (1, 4)),
        ("a: !!python/object/apply:os.system [id]\n", (1, 4)),
        ("- !secret {b: 1}\n", (1, 3)),
        ("a: ! b\n", (1, 4)),
        ("[!a b]\n", (1, 2)),
        ("!a b: c\n", (1, 1)),
        ("a: &x 1\n", (1, 4)),
        ("a: &x [1]\n", (1, 4)),
        ("&x a: 1\n", (1, 1)),
        ("a: *x\n", (1, 4)),
        ("*x : 1\n", (1, 1)),
        ("<<: {b: 1}\n", (1, 1)),
        ("~: 1\n", (1, 1)),
        ("null: 1\n", (1, 1)),
        (": 1\n", (1, 1)),
        ("? \n: 1\n", (1, 2)),
        ("? [a]\n: 1\n", (1, 3)),
        ("{a: {{name}}}\n", (1, 6)),
        ("%YAML 1.2\n---\na: no\n", (1, 1)),
        ("%TAG !e! tag:x,1:\n---\na: 1\n", (1, 1)),
        ("a: item #1 wins\n", (1, 9)),
        ("- #1\n", (1, 3)),
    ],
)
def test_what_means_something_else_than_it_seems_is_a_fault(
    text: str, expected: tuple[int, int]
) -> None:
    """Tags, anchors, aliases, merge keys, keys that are no text, directives, cut texts."""
    assert found(text) == [("syntax", *expected)]


@pytest.mark.parametrize(
    "text",
    [
        "a: We did it! Q&A, R*D\n",
        "a: R & D\n",
        "a: 'x' #note\n",
        "a: x # note\n",
        "# see #3\na: http://x/#frag\n",
        "a: |\n  item #1\n",
        "'<<': 1\n'~': 2\n'': 3\n",
        "a: '!x &y *z'\n",
    ],
)
def test_signs_inside_a_text_are_text(text: str) -> None:
    """The guards do not cry wolf over ordinary writing."""
    assert isinstance(value(text), dict)


def test_all_that_is_wrong_is_told_in_one_run_and_in_order() -> None:
    """One faulty line does not hide the next."""
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\n<<: {d: 1}\ne: [\n"
    assert [line for _, line, _ in found(text)] == [1, 2, 3, 4, 5, 7]


@pytest.mark.parametrize(
    "character",
    ["\u2028", "\u2029", "\x85", "\r", "\x0b", "\x0c", "\x00", "\x1b", "\x7f", "\ufeff", "\uffff"],
)
def test_no_line_can_hide(character: str) -> None:
    """What looks like a comment in a diff is one: nothing else ends a line."""
    assert found(f"id: é\n# harmless comment{character}endorsed: true\n") == [("syntax", 2, 19)]
    assert found(f"id: e\n# harmless comment{character}endorsed: true\n") == [("syntax", 2, 19)]


def test_advice_on_what_is_hidden_fits_the_character() -> None:
    """What may be meant as text can be escaped; the rest can only go; encodings are named."""
    helps = [faults(f"a: é{sign}b\n")[0].help for sign in ("\u2028", "\0", "\x7f", "\r")]
    assert '"\\u2028"' in helps[0]
    assert helps[1] == helps[2] == "Remove it."
    assert "line ends" in helps[3]
    assert '"\\u0085"' in faults("a: é\x85b\n")[0].help


def test_windows_line_ends_are_read() -> None:
    """CRLF is one line end."""
    assert value("a: 1\r\nb: é\r\n") == {"a": "1", "b": "é"}


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    """The depth is refused before the parser can come to harm."""
    assert value("[" * limits.DEPTH + "]" * limits.DEPTH)
    assert found("[" * 41 + "]" * 41) == [("too-large", 1, 41)]
    assert found("- " * 41) == [("too-large", 1, 81)]


FAR_AHEAD = {
    "brackets on one line": ("a: " + "[" * 2_000, 1, 43),
    "braces": ("{a: " * 3_000, 1, 161),
    "brackets on many lines": ("a: [\n" * 1_500, 21, 1),
    "a list in a list": ("- " * 3_000 + "x", 1, 81),
    "a mapping in a mapping": ("\n".join(f"{' ' * n}a:" for n in range(1_200)), 41, 41),
    "in the second document": ("a: é\n---\nb: " + "[" * 2_000, 3, 43),
    "before an error": ("[" * 500 + "@", 1, 41),
    "before a quotation mark that is never closed": ("[" * 500 + '"abc', 1, 41),
}


@pytest.mark.parametrize("what", FAR_AHEAD)
def test_what_is_too_deep_is_told_before_what_the_parser_finds_further_on(what: str) -> None:
    """The place is where the first one too many begins, however far the parser looks ahead."""
    text, line, column = FAR_AHEAD[what]
    assert found(text)[-1] == ("too-large", line, column)


def test_what_is_wrong_before_it_is_too_deep_is_told_too() -> None:
    """A parser with a limit of its own on depth gives up before it gives what stands before."""
    deep = "[" * 3_000
    assert [code for code, *_ in found(f"[!a [!b {deep}")] == ["syntax", "syntax", "too-large"]
    assert found(f"{{a: 1, a: 2, b: {deep}") == [("doubled-id", 1, 8), ("too-large", 1, 56)]
    (told,) = faults(f"x: y\n{deep}")
    assert "has no colon after its key" in told.message


def test_the_parser_is_not_asked_for_more_once_it_is_too_deep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It takes the square of the depth, so 150,000 brackets must not reach it; nor twice."""
    asked = []

    def counted(data: bytes) -> object:
        class Counting:
            parser = original(data)

            def get_event(self) -> object:
                asked.append(1)
                return self.parser.get_event()

        return Counting()

    original = yaml.C_PARSER
    monkeypatch.setattr(yaml, "C_PARSER", counted)
    assert found("{a: 1, a: 2, b: " + "[" * 150_000)[-1][0] == "too-large"
    assert len(asked) < 150


def test_limits_are_told() -> None:
    """Long texts, many values and long keys are refused with the limit in the message."""
    assert value(f"a: {'x' * limits.SCALAR}") == {"a": "x" * limits.SCALAR}
    assert found(f"a: {'x' * (limits.SCALAR + 1)}") == [("too-large", 1, 4)]
    assert found(f"[{'a,' * limits.VALUES}]") == [("too-large", 1, 1)]
    assert len(value(f"[{'a,' * (limits.VALUES - 1)}]") or "") == limits.VALUES - 1
    keys = ",".join(f"k{count}" for count in range(limits.VALUES))
    assert found(f"{{{keys}}}") == [("too-large", 1, 1)]
    assert len(value(f"{{{keys.rpartition(',')[0]}}}") or "") == limits.VALUES - 1
    assert found("a: 1\n---\n" * 50_001)[0][0] == "too-large"


def test_a_key_is_measured_before_it_is_compared() -> None:
    """Normal form takes the square of the length of a run of marks."""
    long = "e" + "\u0300\u0316" * limits.KEY
    assert found(f"? {long}\n: 1\n") == [("too-large", 1, 3)]
    assert value(f"? {'é' * limits.KEY}\n: 1\n") == {"é" * limits.KEY: "1"}


def test_a_thousand_faults_are_enough() -> None:
    """A hostile file cannot make the program write without end."""
    for text in ("[" + "!a b," * 3_000 + "]", "[" + "*a," * 3_000 + "]", "{" + "a," * 3_000 + "}"):
        assert len(faults(text)) == limits.REPORTED


def test_one_character_that_hides_something_is_told_once() -> None:
    """Where it first stands, and how often it does: old line ends are in every line."""
    (told,) = faults("a: 1\rb: 2\rc: 3\r")
    assert "It stands in 2 more places." in told.message
    assert "line ends" in told.help
    assert len(faults("a: \x01\x02\x01\n")) == 2


def test_bytes_that_are_not_utf8_are_named() -> None:
    """The byte, the line, and what the encoding may be."""
    (latin,) = faults("a: 1\nb: José\n".encode("latin-1"))
    assert latin.message == "Byte 0xE9 is not UTF-8."
    assert "Latin-1" in latin.help
    assert faults(b"a: \xc3")[0].message == "The text ends inside a character."
    assert faults(b"a: \xff")[0].message == "Byte 0xFF is not UTF-8."
    assert faults(b"a: \xe9\n")[0].message == "Byte 0xE9 is not UTF-8."
    assert found("a: é\nb: José\n".encode() + b"c: \xe9\n") == [("syntax", 3, 4)]
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        (fault, *_) = faults("id: a\n".encode(encoding))
        assert "UTF-16" in fault.message + fault.help
    for text in ("李明" * 9, "\ufeff李明"):
        (fault, *_) = faults(text.encode("utf-16"))
        assert "UTF-16" in fault.message + fault.help


def test_a_missing_c_parser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not plain needs the one in C: no parser stands in that reads other files."""
    monkeypatch.setattr(yaml, "C_PARSER", None)
    (fault,) = faults('"a": 1\n')
    assert fault.code == "unreadable"
    assert "libyaml" in fault.message
    assert "pip install" in fault.help


def test_whatever_the_parser_raises_is_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No exception but a fault leaves the reader."""

    class Broken:
        def __init__(self, data: bytes) -> None:
            pass

        def get_event(self) -> object:
            raise RuntimeError("out of cheese")

    monkeypatch.setattr(yaml, "C_PARSER", Broken)
    (fault,) = faults('"a": 1\n')
    assert fault.code == "syntax"
    assert "cheese" not in fault.message


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused_at_a_place(data: bytes) -> None:
    """Random bytes give documents or placed faults, and nothing else."""
    read: list[Document | Findings] = []
    try:
        read = parse_yaml(Source("a.yaml", data))
    except Fault as fault:
        read.append(fault.diagnostics)
    assert all(isinstance(one, Document) or all(found.place for found in one) for one in read)
    assert read


@given(
    st.lists(st.sampled_from(list("ab:-?|>[]{}&*!#%@`'\",~ \n\t<\\é") + ["---\n", ": ", "\n  "]))
)
def test_any_signs_are_read_or_refused_at_a_place(signs: list[str]) -> None:
    """Random YAML signs give documents or placed sentences."""
    for one in parse_yaml(Source("a.yaml", "".join(signs).encode())):
        if not isinstance(one, Document):
            for fault in one:
                assert fault.place
                assert fault.message[0] in "`" or fault.message[0].isupper()
                assert fault.message.endswith(".")
                assert fault.help.endswith((".", "?"))
        else:
            assert one.place().line >= one.line


def test_a_key_that_stands_for_nothing_is_told_apart_from_none() -> None:
    """`null` is named as it is written; a merge key is told as one."""
    assert faults("a: 1\nnull: 2\n")[0].message == "`null` cannot be a key."
    assert faults("a: 1\n<<: 2\n")[0].message == "Merge keys (`<<`) are not allowed."


def test_a_key_with_a_nul_is_refused_where_it_stands() -> None:
    """The models mark what they make of a file with such keys: no file may write one."""
    (found,) = faults('a:\n  "\\0id": 2\n  b: "\\0"\n')
    assert found.code == "syntax"
    assert found.message == "A key must not hold the character U+0000."
    assert found.place
    assert (found.place.line, found.place.column) == (2, 3)
