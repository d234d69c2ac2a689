"""What the program wrote as JSON comes back as it was, and nothing else is taken for it."""

from pathlib import Path
from typing import Any

import pytest

from endorse_cli.files import reading
from endorse_cli.files.reading import Written, read_written

Plain = Any


@pytest.fixture
def read(tmp_path: Path) -> Any:  # noqa: ANN401
    """Every value of a file with these bytes, or code, line and column of what is wrong."""

    def read(data: str | bytes, name: str = "a.json") -> list[Plain]:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return [
            item.value
            if isinstance(item, Written)
            else [(d.code, d.place.line, d.place.column) for d in item if d.place]
            for item in read_written(str(path))
        ]

    return read


def test_a_value_comes_back_as_it_was(read: Any) -> None:  # noqa: ANN401
    """Numbers and truth values, and texts of any length."""
    long = "x" * 50_000
    text = f'{{"record": 1, "low": null, "public": true, "text": "{long}", "é": [1.5]}}'
    value = {"record": 1, "low": None, "public": True, "text": long, "é": [1.5]}
    assert read(text) == [value]
    assert read(f"\ufeff{text}") == [value]
    assert read("[1, 2]") == [[1, 2]]


def test_one_value_a_line_is_many(read: Any) -> None:  # noqa: ANN401
    """By the ending, or where the first line is a whole object and another follows."""
    assert read('{"a": 1}\n\n{"a": 2}\n', "a.jsonl") == [{"a": 1}, {"a": 2}]
    assert read('{"a": 1}\r\n\n{"a": 2}\n') == [{"a": 1}, {"a": 2}]
    assert read('{"a": 1}\n', "a.jsonl") == [{"a": 1}]
    assert read('{\n"a": {"b": 1}\n}\n') == [{"a": {"b": 1}}]


def test_a_bad_line_does_not_stop_the_others(read: Any) -> None:  # noqa: ANN401
    """Each line is told by its number in the file."""
    found = read('{"a": 1}\n\n{"a": }\n{"a": 3}\n', "a.jsonl")
    assert (found[0], found[2]) == ({"a": 1}, {"a": 3})
    assert [(code, line) for code, line, _ in found[1]] == [("syntax", 3)]


def test_a_line_has_a_document_that_knows_its_places(tmp_path: Path) -> None:
    """A fault in a record is told by file, line and column."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n{"a": {"b": 2}}\n')
    _, second = read_written(str(path))
    assert isinstance(second, Written)
    place = second.document.place(("a", "b"))
    assert (place.line, place.column) == (2, 13)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "doubled-id", 1, 24),
        ('{"a": NaN}', "syntax", 1, 7),
        ('{"a": -Infinity}', "syntax", 1, 7),
        ("record: 1\n", "bad-shape", 1, 1),
        ('"record"', "bad-shape", 1, 1),
        ("", "syntax", 1, 1),
        ('{"a": 1', "syntax", 1, 8),
    ],
)
def test_what_is_no_record_is_one_fault(
    read: Any,  # noqa: ANN401
    text: str,
    code: str,
    line: int,
    column: int,
) -> None:
    """What the standard parser would let pass as well."""
    ((found,),) = read(text)
    assert found == (code, line, column)


def test_forty_levels_are_read_and_one_more_is_not(read: Any) -> None:  # noqa: ANN401
    """Whatever stands in texts, and however many brackets stand beside each other."""
    deep = '{"a": ' * 40 + "1" + "}" * 40
    assert read(deep)[0] != []
    assert isinstance(read(deep)[0], dict)
    assert read('{"a": ' * 41 + "1" + "}" * 41) == [[("too-large", 1, 40 * 6 + 1)]]
    assert read(f'{{"a": "{"[" * 60}"}}') == [{"a": "[" * 60}]
    wide = "[" + ", ".join(["[]"] * 60) + "]"
    assert read(wide) == [[[]] * 60]


def test_a_file_that_is_too_large_or_not_there_is_one_fault(
    read: Any,  # noqa: ANN401
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hundred megabytes, and no exception for what cannot be read."""
    assert reading.MOST == 100_000_000
    monkeypatch.setattr(reading, "MOST", 8)
    assert read('{"a": 1}') == [{"a": 1}]
    ((found,),) = list(read_written(str(tmp_path / "a.json"))) and read('{"a": 12}')
    assert found[0] == "too-large"
    ((gone,),) = [list(item) for item in read_written(str(tmp_path / "gone.json"))]
    assert gone.code == "unreadable"
