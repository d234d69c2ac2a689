"""A candidate file to fill in."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from endorse_cli.models.model import replace
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.blank_files import blank_candidate
from endorse_cli.reports.characters import cells
from endorse_cli.rubric.candidate_reader import CandidateReader
from support.world import World, worlds

hostile = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\n\r\x85\u2028\u2029\x0b\x0c:#-'\" ")
)


def parsed(text: str) -> dict[str, Any]:
    """What the file says, every scalar as text."""
    value = yaml.load(text, yaml.CBaseLoader)
    assert isinstance(value, dict)
    return value


def used(text: str) -> str:
    """The file with the sign taken away from every line that shows how to write a key."""
    head, tail = "# office: ", "# statements:"
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith(head))
    last = next(i for i, line in enumerate(lines) if line.startswith(tail))
    for i, line in enumerate(lines):
        if line.startswith("# ") and (first <= i < lines.index("answers:") or i >= last):
            lines[i] = line[2:]
    return "\n".join(lines)


def test_the_file_as_it_was_read(festival: Rubric, golden: Callable[..., None]) -> None:
    """The blank file of the invented rubric, word for word."""
    golden("blank.yaml", blank_candidate(festival))


def test_it_is_valid_and_says_that_nothing_is_known(
    rubric: Rubric, record_of: Callable[..., Record]
) -> None:
    """As it is, it can be scored: every answer unknown, every decision undetermined."""
    value = parsed(blank_candidate(rubric))
    assert value["rubric"] == rubric.id
    assert list(value["answers"]) == list(rubric.criteria)
    record = record_of(rubric, value["answers"], candidate=value["candidate"])
    assert {line["state"] for line in record["lines"]} == {"not_asked"}
    assert all(d["outcome"] is None for d in record["decisions"].values())
    assert record["candidate"]["name"] == "Full name"


def test_every_line_that_shows_how_can_be_used(rubric: Rubric) -> None:
    """With the comment signs taken away the head, the statements and corrections are valid."""
    value = parsed(used(blank_candidate(rubric)))
    candidate, found = CandidateReader(rubric).read(value)
    assert [diagnostic.message for diagnostic in found] == []
    assert candidate is not None
    assert candidate.office
    assert candidate.assessed
    assert candidate.assessed.rubric_version == rubric.version
    assert candidate.statements.in_favor
    assert candidate.statements.against
    assert candidate.corrections


def test_the_ways_to_answer_are_valid(festival: Rubric) -> None:
    """The forms shown at the top can be written as they stand, with real words in them."""
    top = blank_candidate(festival).split("\n\n")[0]
    shown = [line[2:] for line in top.split("\n") if line.startswith("#   ")]
    forms = "\n".join(shown).replace("word", "some").replace("other", "much")
    blocks = ["  question:" + block for block in forms.split("  question:")[1:]]
    assert len(blocks) == 3
    states = []
    for block in blocks:
        value = parsed("answers:\n" + block.replace("question", "wit"))
        candidate, found = CandidateReader(festival).read({"candidate": "x", **value})
        assert [diagnostic.message for diagnostic in found] == []
        assert candidate is not None
        states.append(candidate.answers["wit"].state)
    assert states == ["answered", "disputed", "no_reply"]


def test_everything_an_assessor_needs_is_there(rubric: Rubric) -> None:
    """Question, anchors and citation of every criterion stand above it."""
    text = " ".join(blank_candidate(rubric).replace("\n", " ").replace("#", " ").split())
    for criterion in rubric.criteria.values():
        assert criterion.ask in text
        assert (criterion.recorded or "") in text
        for name in criterion.kind.names:
            assert (rubric.anchor(criterion.id, name) or "") in text


def test_comments_are_folded(rubric: Rubric) -> None:
    """No line is wider than 88 columns."""
    assert max(map(cells, blank_candidate(rubric).splitlines())) <= 88


@settings(suppress_health_check=[*HealthCheck])
@given(hostile)
def test_no_text_of_a_rubric_can_leave_its_comment(festival: Rubric, text: str) -> None:
    """A title, a question or an anchor with line breaks of any kind adds no key to the file."""
    criteria = {
        id: replace(c, ask=text, anchors=dict.fromkeys(c.kind.names, text), recorded=text)
        for id, c in festival.criteria.items()
    }
    groups = dict.fromkeys(festival.groups, text)
    bad = replace(festival, title=text, version=text, criteria=criteria, groups=groups)
    written = blank_candidate(bad)
    assert parsed(written) == parsed(blank_candidate(festival))
    assert all(cells(line) <= 100 for line in written.split("\n") if "assessed" not in line)


@settings(suppress_health_check=[*HealthCheck])
@given(worlds())
def test_any_rubric_has_a_blank_file(world: World) -> None:
    """For every rubric the blank file reads back as all unknown."""
    reader = CandidateReader(world.rubric)
    candidate, found = reader.read(parsed(blank_candidate(world.rubric)))
    assert not found
    assert candidate is not None
    assert {answer.state for answer in candidate.answers.values()} == {"not_asked"}


@pytest.mark.parametrize("version", ['1"}', "1.0\n2", "{x}"])
def test_a_strange_version_stays_in_its_quotes(rubric: Rubric, version: str) -> None:
    """The version in the example of `assessed` is quoted, whatever it is."""
    value = parsed(used(blank_candidate(replace(rubric, version=version))))
    assert value["assessed"]["rubric_version"] == " ".join(version.split())


def test_numbers_days_and_decisions_are_asked_for(
    grants: Rubric, golden: Callable[..., None]
) -> None:
    """What a number can be, how a day is written, and which decisions may be stated."""
    golden("grants-blank.yaml", blank_candidate(grants))


def test_a_decision_in_the_blank_file_is_stated_once_its_mark_is_gone(grants: Rubric) -> None:
    """As it is, the file states none; without the `#` the line is read as a stated decision."""
    written = blank_candidate(grants)
    reader = CandidateReader(grants)
    as_it_is, _ = reader.read(parsed(written))
    stated, found = reader.read(parsed(written.replace("# size: large", "size: large")))
    assert as_it_is is not None
    assert not as_it_is.given
    assert not found
    assert stated is not None
    assert stated.given["size"].said == "large"
