"""What is promised of the machine forms: their version, and the closed lists of their words."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from endorse_cli.models import audits as reviews
from endorse_cli.models import (
    kinds,
    overlay_chain,
    plain_values,
    record,
    side_by_side,
    trials,
    versions,
)
from endorse_cli.models.evidence import STATES, Answer
from endorse_cli.models.model import Model
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import base


def test_every_machine_form_is_of_version_1() -> None:
    """Another number would tell every reader that it cannot be read."""
    found = (
        record.RECORD, reviews.CHECK, trials.COVERAGE, versions.DIFF, trials.MUTATE,
        reviews.SENSITIVITY, trials.TEST, side_by_side.TOGETHER, reviews.TRACE, reviews.VERIFY,
    )  # fmt: skip
    assert found == (1,) * 10


def test_the_words_of_the_language_are_those_that_are_documented() -> None:
    """In the order in which they are listed to people."""
    assert plain_values.CURES == ("candidate", "chapter", "time", "nobody")
    assert plain_values.WHOM == ("candidate", "campaign", "roll", "committee")
    assert plain_values.PANELS == ("mean", "median", "lowest", "highest", "unanimous")
    assert plain_values.REASONS_UNKNOWN == ("not_asked", "no_reply", "declined", "could_not_verify")
    assert kinds.YES_NO == ("no", "yes")
    assert STATES[0] == "answered"
    assert STATES.index("disputed") > STATES.index("not_asked")


def test_a_kind_of_change_touches_what_it_touches() -> None:
    """Words that people read, the hang on the document, or the rules."""
    assert versions.KINDS["title"] == "text"
    assert versions.KINDS["citation"] == "source"
    assert versions.KINDS["threshold"] == "meaning"
    assert set(versions.KINDS.values()) == {"text", "source", "meaning"}


def test_a_bare_answer_has_no_note_no_source_and_nothing_public() -> None:
    """What was not said may not be passed on."""
    assert Answer("answered", "yes", (1,))[3:] == ((), None, False)


@pytest.mark.parametrize(
    ("form", "ordered"),
    [("yes_no", True), ("levels", True), ("set", True), ("number", True), ("choice", False),
     ("date", False), ("broken", False)],
)  # fmt: skip
def test_only_some_answers_have_an_order(form: kinds.Form, ordered: bool) -> None:
    """A later choice is not more, and a later day is not better."""
    assert kinds.Kind.model_construct(form=form).ordered == ordered


def test_a_length_is_set_beside_another() -> None:
    """Twelve months are a year; more of the same unit is longer."""
    from endorse_cli.models.grounds import Span

    def length(unit: str, count: int) -> Fraction:
        return Span.model_construct(unit=unit, count=count).length

    assert length("months", 12) == length("years", 1) == 365
    assert length("weeks", 2) == length("days", 14)
    assert length("months", 5) < length("months", 6) < length("days", 183)


def test_what_overlays_changed_is_frozen() -> None:
    """A value that is shared is never changed in place."""
    change = overlay_chain.Change("set", "a", 1, read_rubric(base())[0].findings["backed"].grounds)
    with pytest.raises(AttributeError):
        change.layer = 2  # type: ignore[misc]
    kinds_of_change = ("set", "demand", "switch_off", "row", "member")
    each = (overlay_chain.Change(kind, kind, 1, change.grounds) for kind in kinds_of_change)
    switched = overlay_chain.Chain(changes=tuple(each))
    assert switched.switched_off == {"switch_off"}
    assert overlay_chain.Chain().waiver("a") is None


def test_a_rubric_and_all_in_it_is_frozen() -> None:
    """So that nothing that is kept of it can be out of date."""
    rubric = read_rubric(base())[0]
    parts = [rubric, *rubric.criteria.values(), *rubric.decisions.values(), rubric.slate]
    for part in parts:
        assert isinstance(part, Model)
        with pytest.raises(ValidationError):
            part.trail = ()
