"""What is found of a rubric as a page of its own: whole, valid, and with what is wrong on it."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from cli.running import Endorse, Write
from reports.packet.test_packet import Read
from support.base import base, edited, put

ROOT = Path(__file__).parents[3]


def read(endorse: Endorse, *words: object) -> Read:
    """The page of a command, which must be well formed."""
    return Read(endorse("rubric", *words, "--format", "html").out)


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("diff", "class-alignment", ROOT / "examples/riverbend/rubric.yaml"),
        ("sensitivity", "--candidates", ROOT / "examples/endorsed-on-surplus.yaml"),
        ("coverage", ROOT / "examples/riverbend/rubric.yaml"),
    ],
)
def test_a_page_holds_all_that_the_long_table_does(
    endorse: Endorse, words: tuple[object, ...]
) -> None:
    """Every cell of the table with `-v` stands on the page; headings go down one step at a time."""
    page = read(endorse, *words)
    headings = list(page.headings())
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))
    long = endorse("rubric", *words, "-v", env={"COLUMNS": "900"}).out
    said = {word.strip('\u201c\u201d"') for word in long.split() if word.isalnum()}
    shown = {word.strip('\u201c\u201d"') for word in page.text.split()}
    assert said - shown == set()


def test_what_is_wrong_is_on_the_page_of_a_check(endorse: Endorse, write: Write) -> None:
    """A page is read without what stands on standard error, so it says each error itself."""
    never = {"is": "lend", "when": {"all": [{"weather": "dry"}, {"weather": "wet"}]}}
    rows = {"never": {**never, "from": "p1", "basis": "stated"}}
    rubric = write(
        "rubric.json", json.dumps(edited(put("decisions loan rows never", rows["never"])))
    )
    ended = endorse("rubric", "check", rubric, "--format", "html")
    assert ended.status == 3
    page = Read(ended.out)
    assert "Errors" in page.texts
    found = json.loads(endorse("rubric", "check", rubric, "--format", "json").out)["findings"]
    for part in found:
        assert " ".join(part["message"].split()) in page.text
        assert f":{part['line']}:{part['column']}" in page.text


def test_several_rubrics_are_one_page(endorse: Endorse) -> None:
    """Two rubrics checked at once are one page with one title and a heading for the other."""
    page = read(endorse, "check", "class-alignment", "supplier-review")
    assert [level for level in page.headings() if level == 1] == [1]
    assert "Check of supplier-review" in page.texts


def test_what_a_file_says_is_text(endorse: Endorse, write: Write) -> None:
    """Markup in a rubric is shown, not run."""
    hostile = "<script>alert(1)</script>"
    rubric = write("rubric.json", json.dumps({**base(), "title": hostile, "version": hostile}))
    one = write("old.json", json.dumps(base()))
    page = read(endorse, "diff", one, rubric)
    assert "script" not in [tag for tag, _ in page.tags]
    assert hostile in page.text
