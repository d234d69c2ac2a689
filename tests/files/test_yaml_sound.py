"""The quick reading of YAML gives what the explaining one gives, or nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Fault
from endorse_cli.files import Document, Source, limits, yaml_guards, yaml_reader, yaml_sound
from endorse_cli.models.plain import Plain

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

SIGNS = st.sampled_from(
    ["a", "b", "é", "null", "~", "<<", "''", '"b"', '"\\u00e9"', ": ", ":\n", "\n", "\n  ", "- "]
    + ["{", "}", "[", "]", ", ", "? ", "---\n", "...\n", "%YAML 1.1\n", "*a", "|\n ", "# c\n"]
)
"""What YAML is made of, without what is looked for before the quick reading begins."""

Told = list[tuple[Plain, bytes, int, int]]


def told(documents: list[Document]) -> Told:
    """All that a document holds."""
    return [(one.value, one.source.data, one.line, one.number) for one in documents]


def quickly(data: bytes) -> Told | None:
    """What the quick reading makes of a text; None where it gives up."""
    source = Source("a.yaml", data)
    sound = yaml_sound.read_sound(source, source.text)
    if sound is None:
        return None
    return told(yaml_reader.sound_documents(source, sound))


def explaining(data: bytes) -> Told | None:
    """What the explaining reading makes of it; None where anything is wrong."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "read_sound", lambda source, text: None)
        try:
            return told(yaml_reader.read_yaml(Source("a.yaml", data)))
        except Fault:
            return None


@given(st.lists(SIGNS, max_size=20))
def test_both_readings_agree_on_any_signs(signs: list[str]) -> None:
    """Whatever the quick reading takes, the explaining one takes too, with the same values."""
    data = "".join(signs).encode()
    source = Source("a.yaml", data)
    if yaml_guards.hidden(source, source.text) or yaml_guards.may_deceive(source, source.text):
        return
    quick = quickly(data)
    assert quick is None or quick == explaining(data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_files_as_people_write_them_are_read_quickly(path: Path) -> None:
    """The quick reading does not give up on the examples."""
    data = path.read_bytes()
    quick = quickly(data)
    assert quick is not None
    assert quick == explaining(data)


@pytest.mark.parametrize(
    "text",
    ["a: 1\na: 2\n", "? [a]\n: 1\n", "{a: 1", "<<: 1\n", ": 1\n", "", "a: *b\n", "---\n---\na: 1\n"]
    + ["%YAML 1.1\n---\na: 1\n", "é: 1\n", '"\\u00e9": 1\n', "[" * 41 + "]" * 41]
    + ["x" * (limits.SCALAR + 1), "- " + "x" * (limits.SCALAR + 1), "a: " + "x" * limits.BYTES]
    + ["-\n" * (limits.VALUES + 1), "--- a\n" * (limits.DOCUMENTS + 1)],
    ids=lambda text: repr(text[:12]),
)
def test_the_quick_reading_gives_up_on_what_must_be_looked_at(text: str) -> None:
    """Faults, limits and keys with accents are left to the explaining reading."""
    assert quickly(text.encode()) is None
