"""`endorse rubric trace`: both directions on one page, and a gap as an exit status."""

import json
import re
from html import unescape
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


def page_of(endorse: Endorse, *words: object, status: int = 0) -> str:
    """The trace as a page."""
    ended = endorse("rubric", "trace", *words, "--format", "html")
    assert ended.status == status
    return ended.out


@pytest.mark.parametrize("with_document", [True, False])
def test_document_and_rubric_stand_side_by_side(endorse: Endorse, with_document: bool) -> None:
    """Each line is beside every paragraph that it cites, and each leads to the other."""
    rubric = SMALL / "base.yaml"
    words = ("--document", SMALL / "document.txt") if with_document else ()
    page = page_of(endorse, rubric, *words)
    found = json.loads(endorse("rubric", "trace", rubric, "--format", "json").out)
    pairs = dict(re.findall(r'<section class="pair" id="(p[0-9]+)">(.*?)</section>', page, re.S))
    places = set(re.findall(r' id="([^"]*)"', page))
    assert len(places) == len(re.findall(r' id="', page))
    for line in found["lines"]:
        own = f"line-{line['section']}-{line['id']}".replace("_", "-").replace(".", "-")
        (entry,) = re.findall(rf'<li id="{own}">(.*?)</li>', page, re.S)
        for at in line["from"]:
            assert f'href="#{at.replace(".", "-")}"' in entry
            assert f'href="#{own}"' in pairs[at.partition(".")[0]]
    assert set(re.findall(r'href="#([^"]*)"', page)) <= places
    text = "A house without heating or roof cannot be lived in."
    assert (text in page) is with_document
    assert ("Asked: " in page) is not with_document
    assert not re.search(r">[^<]*[a-z0-9]+_[a-z0-9_]+", page.partition("<body>")[2])
    assert "<script" not in page


def test_the_page_marks_what_is_not_covered(endorse: Endorse, write: Write) -> None:
    """By a word, not by color alone; what has a reason is told apart from what has none."""
    document = write("document.txt", (SMALL / "document.txt").read_text("utf-8") + "\nPay now.\n")
    page = page_of(endorse, SMALL / "base.yaml", "--document", document, status=3)
    (gap,) = re.findall(r"<p[^>]*>(?:(?!<p ).)*Pay now\..*?</p>", page, re.S)
    assert "Not covered" in gap
    assert page.count("Not covered") == 1
    shipped = page_of(endorse)
    assert "No line rests on it: Title, dates and the first heading." in unescape(shipped)
    assert "Not covered" not in shipped


def test_hostile_words_of_a_document_are_harmless(endorse: Endorse, write: Write) -> None:
    """The user's copy is text and nothing else."""
    text = (SMALL / "document.txt").read_text("utf-8") + "\n<img src=x onerror=alert(1)>\u202e.\n"
    page = page_of(
        endorse, SMALL / "base.yaml", "--document", write("document.txt", text), status=3
    )
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_rubric_with_faults_is_not_traced(endorse: Endorse, write: Write) -> None:
    """What cannot be read is told, with its exit status."""
    assert endorse("rubric", "trace", write("bad.yaml", "format: 1\n")).status == 3
    assert endorse("rubric", "trace", "--document", "nowhere.txt").status == 4
