"""What the machine forms promise."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.record import Record
from endorse_cli.reports.characters import is_hidden
from endorse_cli.reports.machine_text import to_json


@given(st.recursive(st.none() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_reading_it_back_gives_the_same(value: object) -> None:
    """No value is changed, whatever characters are in it."""
    assert json.loads(to_json(value)) == value


@given(st.text())
def test_no_hidden_character_is_printed(text: str) -> None:
    """Characters that could drive a terminal or hide are written as JSON's own escapes."""
    assert not any(is_hidden(c) for c in to_json({text: text}) if c != "\n")


def test_names_are_readable() -> None:
    """Letters of any script are written as they are."""
    assert to_json({"name": "José 李明"}) == '{\n  "name": "José 李明"\n}\n'


def test_order_is_kept(inez: Record) -> None:
    """Keys stand in the order of the record, and the text ends in one line break."""
    text = to_json(inez)
    assert list(json.loads(text)) == list(inez)
    assert text.endswith("}\n")


def test_what_is_no_number_is_refused() -> None:
    """NaN is no JSON, so it is never written."""
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))
