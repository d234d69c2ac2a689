"""`endorse rubric trace`: both directions on one page, and a gap as an exit status."""

import json
from pathlib import Path

import pytest

from endorse_cli import api

from .running import Endorse, Write

DOCUMENT = Path(__file__).parents[3] / "shared" / "document.txt"
SMALL = Path(__file__).parents[2] / "docs" / "checks"


def test_the_default_rubric_passes(endorse: Endorse) -> None:
    """Every passage that the default rubric names has a home; the page says so first."""
    ended = endorse("rubric", "trace")
    assert (ended.status, ended.err) == (0, "")
    assert "no gap" in ended.out.splitlines()[1]


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the document is not here")
def test_the_default_rubric_passes_with_its_document(endorse: Endorse) -> None:
    """Every sentence of the document is cited or has a reason, and none was changed since."""
    ended = endorse("rubric", "trace", "--document", DOCUMENT, "--format", "json")
    found = json.loads(ended.out)
    assert (ended.status, found["findings"]) == (0, [])
    assert {passage["home"] for passage in found["passages"]} == {"cited", "reason"}
    assert not any(passage["changed"] for passage in found["passages"])


def test_both_directions_say_the_same(endorse: Endorse) -> None:
    """Each line stands at the passages that it names, and each passage names its lines."""
    found = json.loads(endorse("rubric", "trace", "--format", "json").out)
    lines = {(line["id"], at) for line in found["lines"] for at in line["from"] if "." in at}
    passages = {(id, part["at"]) for part in found["passages"] for id in part["lines"]}
    assert lines <= passages
    text = api.shipped()["class-alignment"].read_text(encoding="utf-8").splitlines()
    for line in found["lines"]:
        at = text[line["line"] - 1]
        assert "from:" in at or "at:" in at, line


def test_with_the_document_its_text_is_shown(endorse: Endorse) -> None:
    """Whoever reads the trace reads the passage beside what rests on it."""
    document, rubric = SMALL / "document.txt", SMALL / "base.yaml"
    words = ("rubric", "trace", rubric, "--document", document)
    ended = endorse(*words, "-v", env={"COLUMNS": "50"})
    assert ended.status == 0
    out = " ".join(ended.out.split())
    assert "A house without heating or roof cannot be lived in." in out
    assert "unlivable and grant.unlivable" not in out
    assert "cannot be lived in" not in endorse(*words).out


def test_a_gap_is_told_at_its_place_and_fails(endorse: Endorse, write: Write) -> None:
    """A sentence that nobody has placed is an error with its place, in both forms."""
    document = write("document.txt", (SMALL / "document.txt").read_text("utf-8") + "\nPay now.\n")
    ended = endorse("rubric", "trace", SMALL / "base.yaml", "--document", document)
    assert ended.status == 3
    assert "[passage-no-home]" in ended.err
    assert "base.yaml:" in ended.err
    ended = endorse(
        "rubric", "trace", SMALL / "base.yaml", "--document", document, "--format", "json"
    )
    (found,) = json.loads(ended.out)["findings"]
    assert (ended.status, found["code"]) == (3, "passage-no-home")
    assert found["line"] > 1


def test_a_rubric_with_faults_is_not_traced(endorse: Endorse, write: Write) -> None:
    """What cannot be read is told, with its exit status."""
    assert endorse("rubric", "trace", write("bad.yaml", "format: 1\n")).status == 3
    assert endorse("rubric", "trace", "--document", "nowhere.txt").status == 4
