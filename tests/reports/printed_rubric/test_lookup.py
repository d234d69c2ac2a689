"""One id explained, whatever bears it."""

import pytest

from endorse_cli.api.rubrics import load_rubric
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.look import Look
from endorse_cli.reports.printed_rubric.lookup import explain

CASES = {
    "merit": [
        "kept between 0 and 8:",
        "1 for at least 3 and less than 10 people",
        'Named in: bands of "Grade"',
        "For The Ferry Choir: 11/2 to 15/2",
    ],
    "price": ["For The Ferry Choir: at least 100"],
    "grade": [
        "grade · ¶5.1 · stated",
        'at least 4 (setting "enough points") and at most 6 → middle',
        'Rests on: "Merit"',
    ],
    "fund": [
        'The cell of "Grade" and "Size of the grant" decides:',
        "Grade Size of the grant Which fund",
        'Rests on: "Grade" and "Size of the grant"',
    ],
    "size": ["large (stated in the file, not worked out)"],
    "fund.middle.small": [
        "Cell of Which fund: middle small",
        'all of: "Grade" is middle "Size of the grant" is small',
    ],
    "grade.high": ["Band of Grade: high", '"Merit" is more than 6', "can still decide"],
    "summer": ['by the cell where "Grade" is middle and "Size of the grant" is small'],
    "young": ["Row of Result: young", '"Founded" is no earlier than 6 months before the day'],
    "duration": [
        "a whole number of months from 0 to 24",
        'Named in: finding "There is doubt" and rule "young" of "Result"',
        "14 months",
    ],
    "audit": [
        'finding "There is doubt", score "Merit", score "Share of what is ready" and rule '
        '"doubtful" of "Result"'
    ],
    "short": ["6 months"],
}


@pytest.fixture(scope="module")
def compiled(grants: Rubric) -> Compiled:
    """The invented grant programme, compiled."""
    return compile_rubric(grants)


@pytest.mark.parametrize("id", CASES)
def test_every_form_is_explained(compiled: Compiled, choir: Record, id: str) -> None:
    """What it is, what it rests on, where it is named, and how a candidate stands there."""
    text = explain(id, compiled, choir, Look(80))
    assert text is not None
    shown = " ".join(text.split())
    for words in CASES[id]:
        assert words in shown


def test_nothing_is_said_of_an_id_that_nothing_bears(compiled: Compiled) -> None:
    """A region of a number is no id."""
    shown = explain("at least 12 months", compiled, None, Look(80))
    assert shown is None


def test_guidance_on_a_slate_is_explained() -> None:
    """What `rubric show` lists has a page, and is found from what it looks at and rests on."""
    compiled = compile_rubric(load_rubric().rubric)

    def said(id: str) -> str:
        text = explain(id, compiled, None, Look(80))
        assert text is not None
        return " ".join(text.split())

    shown = said("none_led")
    assert 'is less than clear (setting "leading needed") ' in shown
    assert 'guidance "none led"' in said("leading_force")
    assert "guidance: DSA leads none of the class struggle campaigns" in said("p14.1")
