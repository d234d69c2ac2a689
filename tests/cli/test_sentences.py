"""What people read are sentences: a name is told from the words around it, and nothing said twice.

The rubric here is made to trip whoever joins words: titles that are verbs, an amount of one.
"""

import re
from pathlib import Path

import pytest

from cli.running import Endorse, Write

EXAMPLES = Path(__file__).parents[2] / "examples" / "supplier-review"

RUBRIC = """\
format: 1
rubric: rota
version: 1.0.0
title: The kitchen rota
document: {title: "House rules", by: "the Quay Street House"}
groups: {g: {title: The kitchen}}
criteria:
  help:
    {group: g, label: Hand in the kitchen, ask: "Do they help?", answer: yes_no,
     titles: {yes: "helps"}, from: p1, basis: stated,
     anchors: {yes: "Seen at the sink.", no: "Never seen there."}}
  debts:
    {group: g, label: Debts, ask: "How many debts are open?", from: p1, basis: stated,
     answer: {number: {unit: debts, min: 0, max: 9, step: 1}}}
decisions:
  spirit:
    title: "How the house sees it"
    outcomes: [bad, good]
    titles: {bad: "frowns", good: "smiles"}
    rows:
      helpful: {is: good, when: {help: yes}, from: p1, basis: stated}
    otherwise: {is: bad, from: p1, basis: stated}
  stay:
    title: "What the house says"
    outcomes: [no, yes]
    titles: {no: "goes", yes: "stays"}
    rows:
      kind: {is: yes, when: {spirit: good}, from: p1, basis: stated}
      one: {is: yes, when: {debts: {at_least: 1, at_most: 1}}, from: p1, basis: stated}
    otherwise: {is: no, from: p1, basis: stated}
promises:
  kindness_is_seen: {when: {spirit: good}, then: {stay: yes}, from: p1, basis: stated}
"""

CANDIDATE = """\
candidate: Orla Finch
answers: {help: no, debts: 1}
"""


@pytest.fixture
def rota(write: Write) -> Path:
    """The rubric of an invented house."""
    return write("rota.yaml", RUBRIC)


def test_a_title_is_never_read_as_a_verb(endorse: Endorse, rota: Path) -> None:
    """What an author calls an answer or an outcome stands in quotation marks in a sentence."""
    shown = endorse("rubric", "show", rota).out
    assert '"Hand in the kitchen" is "helps"' in shown
    assert '"How the house sees it" is "smiles"' in shown
    assert 'always:\n      "What the house says" is "stays"' in shown


def test_one_number_alone_is_no_stretch(endorse: Endorse, rota: Path, write: Write) -> None:
    """`at_least: 1, at_most: 1` asks for exactly one, and of one thing."""
    said = endorse("score", write("finch.yaml", CANDIDATE), "--rubric", rota).out
    assert 'stays: "Debts" is exactly 1 debt' in said


def test_what_a_table_decided_is_said_in_the_words_of_people(endorse: Endorse) -> None:
    """A cell has no name of its own: what it looked at is said, and an answer once."""
    dairy = EXAMPLES / "left-unsafe.yaml"
    said = " ".join(endorse("score", dairy, "--brief").out.split())
    assert "not unless asked: the table gives it for “leave this supplier” and “in between”" in said
    assert "is fresh and" in said
    assert "What it sells us: fresh" not in said
    why = " ".join(endorse("score", EXAMPLES / "county-verdict.yaml", "--why").out.split())
    assert 'The cell where "How good the service is" is excellent' in why


def test_a_notice_is_said_once(endorse: Endorse) -> None:
    """Two answers of one family bring up one sentence."""
    said = " ".join(endorse("score", EXAMPLES / "left-unsafe.yaml", "--brief").out.split())
    assert said.count("A critical point of handling food is not met") == 1


def test_a_label_inside_a_sentence_stands_in_quotation_marks(endorse: Endorse) -> None:
    """Nobody reads the words of a label as those of the sentence."""
    said = " ".join(
        endorse("score", EXAMPLES / "county-verdict.yaml", "--why", "--changes").out.split()
    )
    assert 'If "Deliveries on time" or "Quality of the goods" were unknown' in said
    assert 'with "How clean and safe" as the file states it' in said


def test_a_settled_recommendation_has_its_own_reason_on_a_slate(endorse: Endorse) -> None:
    """What else is open of a candidate is no reason; of many decisions the leading one is shown."""
    (row,) = (
        line
        for line in endorse("slate", EXAMPLES, env={"COLUMNS": "200"}).out.splitlines()
        if "✗ Castlegate Poultry" in line
    )
    assert re.split(r"\s{2,}", row.strip())[1:3] == ["leave this supplier", "we may not visit"]
    full = " ".join(endorse("slate", EXAMPLES, "-v").out.split())
    assert 'candidates for whom "What the committee recommends" is at least' in full
    assert "1 line of guidance compares with the last cycle" in " ".join(
        endorse("slate", EXAMPLES).out.split()
    )


def test_a_packet_says_what_people_would_say(endorse: Endorse) -> None:
    """No day before another, no chapter that is none, no title run into an outcome."""
    words = ("slate", EXAMPLES, "--format", "html", "--audience", "members")
    page = " ".join(endorse(*words).out.split())
    assert "more than 30 days before the day of assessment" in page
    assert "before 30 days before" not in page
    assert "Larkmoor Food Cooperative · edition for members" in page
    assert "How far we depend on this supplier: “a little”, “heavily” or “in between”." in page
    assert "Small purchase: 5,000 crowns." in page


def test_an_answer_that_does_not_count_is_told_with_the_verdict(endorse: Endorse) -> None:
    """Who reads that something is open learns that somebody did answer it, and why that is void."""
    told = "Forced or child labor: an answer does not count, since it was given without the source"
    rumor = EXAMPLES / "rumor-and-open-questions.yaml"
    assert told in " ".join(endorse("score", rumor, "--brief").out.split())
    public = endorse("score", rumor, "--brief", "--format", "markdown", "--audience", "public").out
    assert "does not count" not in public


def test_a_board_names_what_the_advice_hangs_on_and_nothing_else(endorse: Endorse) -> None:
    """What only other decisions hang on is no reason why the advice is open."""
    words = ("slate", EXAMPLES, "--format", "html", "--audience", "members")
    page = endorse(*words).out
    assert "hangs on: Forced or child labor; Last outside audit; Batches traced<" in page


def test_what_is_open_beside_a_settled_recommendation_is_named(endorse: Endorse) -> None:
    """ "It" is what leads; of several other decisions no outcome stands without its decision."""
    said = endorse(
        "score", EXAMPLES / "settled-by-the-door.yaml", "--brief", env={"COLUMNS": "400"}
    )
    (open,) = (line for line in said.out.splitlines() if line.strip().startswith("Open "))
    assert open.split("Open")[1].strip().startswith('15 answers can still decide "How clean and')
    (asked,) = (line for line in said.out.splitlines() if line.strip().startswith("Ask next "))
    assert asked.strip().endswith("Deliveries on time (the committee judges)")
