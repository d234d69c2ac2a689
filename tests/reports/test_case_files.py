"""A case as a file: whatever stands in it is read back as it was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from endorse_cli.reports.machine_text import case_file

Plain = Any

TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufeff"), min_size=1
).map(str.strip).filter(bool)  # fmt: skip


@given(name=TEXTS, answer=st.sampled_from(["yes", "no", "null", "2026-05-01", "1/2", "-3", "# x"]))
def test_a_case_is_read_back_as_it_was(name: str, answer: str) -> None:
    """Hostile names, words that YAML takes for something else, pictures: all of it stays text."""
    case: Plain = {
        "case": name,
        "expect": {"grant": ["pay", "refuse"]},
        "rows": {"grant": ["yes.no", "otherwise"]},
        "answers": {
            "a": {"answer": answer, "evidence": [{"source": name, "says": "x, y: z"}]},
            "b": {"one": "yes", "two": "no"},
        },
    }
    (document,) = api.parse(case_file(case).encode())
    assert document.value == case


def test_a_case_without_answers_is_a_mapping_without_any() -> None:
    """What is empty stays what it is."""
    (document,) = api.parse(case_file({"case": "a", "answers": {}}).encode())
    assert document.value == {"case": "a", "answers": {}}
