"""The reading of plain YAML gives what the reader of all YAML gives, or nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Fault
from endorse_cli.files import Document, Source, limits, yaml_guards, yaml_plain, yaml_reader
from endorse_cli.models.plain import Plain

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]

SIGNS = st.sampled_from(
    ["a", "b", "é", "null", "~", "<<", "''", '"b"', '"\\u00e9"', '"\\"c\\\\"', "'it''s'", "'", '"']
    + [": ", ":\n", ":", "k: ", "\n k: ", "\n  ", "\n", "\n\n", " ", "- ", "\n- ", "\n  - ", "-"]
    + ["{", "}", "[", "]", ", ", "{a: b}", "[a, b]", "{a: [b, {c: d}]}", "? ", "?", "x: y", " x y"]
    + ["---\n", "\n--- # c\n", "--- a\n", "...\n", "%YAML 1.1\n", "*a", "|\n ", ">-\n  ", "|+\n "]
    + [" |\n    ", "# c\n", " # c\n", "#", "@", "`", "=", "http://example.org", "\t", "\r\n"]
)
"""What YAML is made of, without what is looked for before the plain reading begins."""

Told = list[tuple[Plain, bytes, int, int]]


def told(documents: list[Document]) -> Told:
    """All that a document holds."""
    return [(one.value, one.source.data, one.line, one.number) for one in documents]


def plainly(text: str) -> Told | None:
    """What the plain reading makes of a text; None where it leaves it to the other."""
    source = Source("a.yaml", text.encode())
    if yaml_guards.hidden(source, text) or yaml_guards.may_deceive(source, text):
        return None
    plain = yaml_plain.read_plain(text)
    return None if plain is None else told(yaml_reader.plain_documents(source, plain))


def wholly(text: str) -> Told | None:
    """What the reader of all YAML makes of it; None where anything is wrong."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "read_plain", lambda text: None)
        try:
            return told(yaml_reader.read_yaml(Source("a.yaml", text.encode())))
        except Fault:
            return None


@given(st.lists(SIGNS, max_size=14))
def test_both_readings_agree_on_any_signs(signs: list[str]) -> None:
    """Whatever the plain reading takes, the other one takes too, with the same values."""
    text = "".join(signs)
    plain = plainly(text)
    assert plain is None or plain == wholly(text)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Some lines of an example in which a sign was put, a piece is lost or a line was moved."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    kept = lines[first : first + draw(st.integers(1, 12))]
    margin = min(len(line) - len(line.lstrip()) for line in kept)
    kept = [line[margin:] for line in kept]
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.integers(0, len(kept) - 1))
        cut = draw(st.integers(0, len(kept[row])))
        more = draw(SIGNS | st.sampled_from(["", " ", "  ", "    "]))
        kept[row] = kept[row][:cut] + more + kept[row][cut + draw(st.integers(0, 3)) :]
        indent = draw(st.integers(-2, 4))
        kept[row] = " " * indent + kept[row] if indent > 0 else kept[row][-indent:]
    return "\n".join(kept) + draw(st.sampled_from(["\n", "", "\n\n"]))


@given(damaged())
def test_both_readings_agree_on_damaged_files(text: str) -> None:
    """A slip in a file as people write them never makes the two differ."""
    plain = plainly(text)
    assert plain is None or plain == wholly(text)


@pytest.mark.parametrize("text", TEXTS, ids=[path.name for path in EXAMPLES])
def test_files_as_people_write_them_are_plain(text: str) -> None:
    """No example is left to the slower reader."""
    plain = plainly(text)
    assert plain is not None
    assert plain == wholly(text)


@pytest.mark.parametrize(
    "text",
    ["a: |\n  b\n\n  c\n   d\n\ne: f\n", "a: >-\n  b\n  c\n\n\n  d\n# e\nf:\n", "- >\n  a\n- b\n"]
    + ["a:\n- b\n- c: d\n  e:\n  - f\ng: h", 'a: b\n  c # d\ne: \'f\n  g\'\nh: " i\n  j \\" "\n']
    + [
        "a: {b: c, d: [e, '', {f: ~}], g: []} # h\ni: [ j k , null ]\n",
        "- a: b\n- c # d\n- \n- {}\n",
    ]
    + ["# a\n\n---\nb: c\n--- # d\ne: f\n", "a: b#c:d ~\ne: https://example.org/#f\n"],
    ids=repr,
)
def test_each_plain_form_is_read(text: str) -> None:
    """The forms that people use are read plainly, and as the other reads them."""
    plain = plainly(text)
    assert plain is not None
    assert plain == wholly(text)


def nested(depth: int) -> str:
    """So many lists inside one another, as the value of a key."""
    return f"a: {'[' * depth}{']' * depth}\n"


def test_depth_is_counted_over_lines_and_brackets() -> None:
    """What is just deep enough is read, what is deeper is not."""
    assert plainly(nested(limits.DEPTH - 1)) == wholly(nested(limits.DEPTH - 1))
    assert plainly(nested(limits.DEPTH - 1)) is not None
    assert plainly(nested(limits.DEPTH)) is None
    lines = [f"{' ' * depth}a:" for depth in range(limits.DEPTH + 1)]
    assert plainly("\n".join(lines[:-1])) == wholly("\n".join(lines[:-1]))
    assert plainly("\n".join(lines)) is None


@pytest.mark.parametrize(
    "text",
    ["a: 1\na: 2\n", "{a: 1, a: 2}\n", "- {a: 1, a: 2}\n", "? [a]\n: 1\n", "{a: 1", "<<: 1\n"]
    + [": 1\n", "", "# a\n", "a: *b\n", "---\n---\na: 1\n", "%YAML 1.1\n---\na: 1\n", "é: 1\n"]
    + ["null: 1\n", "a: |\n b\n  \nc: d\n", "a: |\n  b\n   \n", "a: |\n  b", "a: >\n  b\n   c\n"]
    + ["a: 'b\nc'\n", "a: b\nc\n", "- a: b\n c: d\n", "a: b: c\n", "a: [b,]\n", "a: {b: }\n"]
    + ["- " + "x" * (limits.SCALAR + 1), "a: " + "x" * limits.BYTES, "a: {b:c}\n", "a: [b: c]\n"]
    + ["--- a\n", "a: b\n...\n", "-\n" * (limits.VALUES + 1)]
    + ["---\na: 1\n" * (limits.DOCUMENTS + 1), "a:\tb\n", "a: b\r\n", "a: !b c\n", "a: b #c\n"],
    ids=lambda text: repr(text[:12]),
)
def test_what_must_be_looked_at_is_left_to_the_other(text: str) -> None:
    """Faults, limits and rare forms are not plain."""
    assert plainly(text) is None
