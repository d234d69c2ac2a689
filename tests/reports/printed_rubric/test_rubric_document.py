"""A whole rubric as a document to read."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings

from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.characters import cells
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import laid_out
from endorse_cli.reports.printed_rubric.rubric_document import put_list, put_rubric
from endorse_cli.views.printed_names import citation
from support.world import World, worlds


def show_rubric(rubric: Rubric, look: Look) -> str:
    """The whole document, laid out."""
    return laid_out(partial(put_rubric, rubric=rubric), "table", look)


def shown(rubric: Rubric, width: int = 80) -> str:
    """The document as one line of words, so that folding does not matter."""
    return " ".join(show_rubric(rubric, Look(width)).split())


def test_the_document_as_it_was_read(festival: Rubric, golden: Callable[..., None]) -> None:
    """The invented rubric, word for word."""
    golden("show-80.txt", show_rubric(festival, Look(80)))


def test_every_form_as_it_was_read(grants: Rubric, golden: Callable[..., None]) -> None:
    """Numbers, tables, bands, counts and every amount, word for word."""
    golden("grants-show-80.txt", show_rubric(grants, Look(80)))


def test_nothing_of_the_rubric_is_left_out(rubric: Rubric) -> None:
    """Every question, anchor, title, id, note, promise, reading, passage and guidance is there."""
    text = shown(rubric)
    for criterion in rubric.criteria.values():
        assert criterion.ask in text
        for name in criterion.kind.names:
            assert f"{name}" in text or f"{name[:1].upper()}{name[1:]}: " in text
            assert (rubric.anchor(criterion.id, name) or "") in text
        assert (criterion.recorded or "") in text
    grounded = (
        *((entry.id, entry.grounds) for entry in rubric.criteria.values()),
        *((entry.id, entry.grounds) for entry in rubric.settings.values()),
        *((entry.id, entry.grounds) for entry in rubric.scores.values()),
        *((entry.id, entry.grounds) for entry in rubric.findings.values()),
        *((entry.id, entry.grounds) for entry in rubric.promises.values()),
        *((row.id, row.grounds) for d in rubric.decisions.values() for row in d.rows),
    )
    for id, grounds in grounded:
        assert id in text
        assert f"{citation(grounds.locators)} · {grounds.basis}" in text
        assert (grounds.note or "") in text
    for reading in rubric.readings.values():
        assert reading.question in text
        assert reading.chosen in text
        assert reading.instead in text
    for locator, reason in rubric.passages.items():
        assert f"{citation([locator])}: {reason}" in text
    assert rubric.slate is not None
    for guidance in rubric.slate.guidance.values():
        assert guidance.say in text


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [0, 50, 60, 80, 120])
def test_the_document_fits_its_width(rubric: Rubric, width: int, unicode: bool) -> None:
    """No line is wider than asked (at least 30), none has an escape byte, and ASCII is ASCII."""
    text = show_rubric(rubric, Look(width, unicode=unicode))
    assert max(map(cells, text.splitlines())) <= max(width, 30)
    assert "\x1b" not in text
    assert unicode or text.isascii()


@settings(suppress_health_check=[*HealthCheck])
@given(worlds())
def test_any_rubric_can_be_shown(world: World) -> None:
    """No rubric is beyond the document: every id is in it, and no line is too wide."""
    text = show_rubric(world.rubric, Look(80))
    assert max(map(cells, text.splitlines())) <= 80
    for section in (world.rubric.criteria, world.rubric.findings, world.rubric.decisions):
        assert all(id in text for id in section)


def test_worth_is_shown_only_where_it_counts(rubric: Rubric) -> None:
    """What levels are worth stands with the score that uses them, not with every question."""
    text = shown(rubric)
    assert text.count("Worth: none 0, some 1, clear 2, defining 3") == 2
    assert "worth" not in text[: text.index("Findings")]


def test_who_is_asked_and_what_source_it_needs(rubric: Rubric, festival: Rubric) -> None:
    """Each question says who can answer, who can change the answer, and about evidence."""
    text = shown(rubric)
    assert "The membership roll tells. The candidate can change it. A source is expected." in text
    assert "Nobody can change it." in text
    assert (
        'For "crossed at the time of this campaign" one with a date is required: without it the '
        "answer counts as unknown."
    ) in text
    other = shown(festival)
    assert "A source with a date is required: without it the answer counts as unknown." in other
    assert "No source is asked for." in other


def test_the_list_names_every_rubric(rubric: Rubric, festival: Rubric) -> None:
    """Id, version, title and document of each."""
    text = laid_out(partial(put_list, rubrics=[rubric, festival]), "table", Look(80))
    assert text == (
        "class-alignment 1.0.0\n"
        "  Class alignment: class struggle campaigns and cadre campaigns\n"
        "  Document: Class Alignment Electoral Strategy Part 2: Class Struggle & Cadre\n"
        "    Elections, adopted 2026-01-24, published 2026-03-03\n"
        "\n"
        "festival-speaker 2.1.0\n"
        "  Speakers at the harbor festival\n"
        "  Document: House rules of the harbor festival, adopted 2025-02-01\n"
    )
