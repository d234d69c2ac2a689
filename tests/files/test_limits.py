"""How much a file may hold: the figures, and that each message names its own."""

import pytest

from endorse_cli.diagnostics import Fault, Place
from endorse_cli.files import limits
from endorse_cli.files.document import Findings
from endorse_cli.files.json import read_json
from endorse_cli.files.source import Source, whole
from endorse_cli.files.yaml import parse_yaml

PLACE = Place("a.yaml", 3, 5)


def test_the_limits_are_those_that_are_promised() -> None:
    """A megabyte, forty levels, a hundred thousand values: what people plan with."""
    assert (limits.BYTES, limits.DEPTH, limits.VALUES) == (1_000_000, 40, 100_000)
    assert (limits.SCALAR, limits.KEY, limits.DOCUMENTS) == (20_000, 1_024, 1_000)
    assert limits.REPORTED == 1_000


def test_each_limit_is_told_with_its_figure_at_its_place() -> None:
    """What is too large, how large it may be, and where."""
    told = {
        limits.too_deep: "The value is nested deeper than 40.",
        limits.too_many_values: "The file holds more than 100,000 values.",
        limits.too_many_documents: "The file holds more than 1,000 documents.",
        limits.too_long: "A text is longer than 20,000 characters.",
        limits.key_too_long: "A key is longer than 1,024 characters.",
    }
    for make, message in told.items():
        found = make(PLACE)
        assert (found.code, found.message, found.place) == ("too-large", message, PLACE)
        assert found.help
    found = limits.too_many_bytes("`a.yaml`", "A file", PLACE)
    assert found.message == "`a.yaml` is larger than 1 MB."
    assert found.help.startswith("A file holds at most 1,000,000 bytes")
    assert found.place == PLACE


def faults(text: str, kind: str) -> Findings:
    """What is wrong with a text, as JSON or as YAML."""
    try:
        if kind == "json":
            read_json(Source("a.json", text.encode()))
            return ()
        found = list(parse_yaml(Source("a.yaml", text.encode())))
        return tuple(one for item in found if isinstance(item, tuple) for one in item)
    except Fault as fault:
        return fault.diagnostics


@pytest.mark.parametrize("kind", ["json", "yaml"])
@pytest.mark.parametrize(
    ("most", "more"),
    [
        (f'{{"a": "{"x" * 20_000}"}}', f'{{"a": "{"x" * 20_001}"}}'),
        ("[" * 40 + "1" + "]" * 40, "[" * 41 + "1" + "]" * 41),
        ('{"a":' * 40 + "1" + "}" * 40, '{"a":' * 41 + "1" + "}" * 41),
    ],
)
def test_the_limit_itself_is_allowed_and_one_more_is_not(kind: str, most: str, more: str) -> None:
    """The same in both languages."""
    assert faults(most.replace(":", ": "), kind) == ()
    assert [d.code for d in faults(more.replace(":", ": "), kind)] == ["too-large"]


def test_a_megabyte_to_the_byte() -> None:
    """One byte more is too much, whatever the bytes are."""
    assert len(whole("a", b"x" * 1_000_000).data) == 1_000_000
    with pytest.raises(Fault) as caught:
        whole("a", b"x" * 1_000_001)
    assert caught.value.diagnostics[0].code == "too-large"


def test_a_key_is_measured_too() -> None:
    """A plain one like any text; of others as many characters as can be compared quickly."""
    for most, more in (("x" * 20_000, "x" * 20_001), ("é" * 1_024, "é" * 1_025)):
        assert faults(f'{{"{most}": "a"}}', "json") == ()
        assert [d.code for d in faults(f'{{"{more}": "a"}}', "json")] == ["too-large"]


ODD = 'a: "\\u00e9"\n'
"""An escape, which the quick reader leaves to the parser."""


@pytest.mark.parametrize("text", ["a: b\n", ODD])
def test_a_thousand_documents_are_read_and_no_more(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads them: the limit is tried with a smaller figure."""
    monkeypatch.setattr(limits, "DOCUMENTS", 5)
    assert faults(f"---\n{text}" * 5, "yaml") == ()
    (found,) = faults(f"---\n{text}" * 6, "yaml")
    assert found.code == "too-large"
    assert found.place is not None
    assert found.place.line == 11


@pytest.mark.parametrize(
    ("kind", "most", "more"),
    [
        ("json", '{"a": [1, 2, 3, 4, 5, 6]}', '{"a": [1, 2, 3, 4, 5, 6, 7]}'),
        ("json", '[{"a": 1, "b": 2}, [], {}, 3, 4]', '[{"a": 1, "b": 2}, [], {}, 3, 4, 5]'),
        ("yaml", "a: [1, 2, 3, 4, 5, \"\\u00e9\"]", "a: [1, 2, 3, 4, 5, 6, \"\\u00e9\"]"),
        ("yaml", "- a: 1\n  b: \"\\u00e9\"\n- []\n- {}\n- 3\n- 4\n",
         "- a: 1\n  b: \"\\u00e9\"\n- []\n- {}\n- 3\n- 4\n- 5\n"),
    ],
)  # fmt: skip
def test_values_are_counted_without_their_keys(
    kind: str, most: str, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mappings and lists are values too; the limit is tried with a smaller figure."""
    monkeypatch.setattr(limits, "VALUES", 8)
    assert faults(most, kind) == ()
    assert [d.code for d in faults(more, kind)] == ["too-large"]
