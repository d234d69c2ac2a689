"""What a file is that is no candidate's."""

from typing import Any

import pytest

from endorse_cli.files.folders import no_candidate, other_kind

Plain = Any


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"format": "1", "rubric": "r", "title": "T"}, "rubric"),
        ({"rubric": "r", "answers": {}}, None),
        ({"format": "1"}, None),
        ({"case": "c", "expect": {}}, "case"),
        ({"case": "c"}, None),
        ({"slate": "S"}, "slate"),
        ({"record": 1, "candidate": {"name": "A"}}, "record"),
        ({"record": 1, "candidate": "A"}, None),
        ({"slate": "S", "candidate": "A"}, None),
        ({"candidate": "A", "answers": {}}, None),
        (["slate"], None),
        (None, None),
    ],
)
def test_a_file_is_known_by_its_keys(value: Plain, kind: str | None) -> None:
    """All of them; a candidate that is a text makes it a candidate's file in any case."""
    assert other_kind(value) == kind


def test_what_it_is_and_what_is_done_with_it_is_told() -> None:
    """Each kind by its name, with the option or the command for it."""
    found = {kind: no_candidate(kind) for kind in ("rubric", "case", "slate", "record")}  # type: ignore[arg-type]
    assert {d.code for d in found.values()} == {"bad-shape"}
    assert found["rubric"].message == "This is a rubric, and no candidate."
    assert "--rubric" in found["rubric"].help
    assert "rubric test" in found["case"].help
    assert "--slate" in found["slate"].help
    assert "--previous" in found["record"].help
