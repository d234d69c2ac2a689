"""What the tests of a table's parts share: a record as text, and its lines."""

from collections.abc import Callable
from typing import Any

import pytest

from endorse_cli.models.record import LinePart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.look import Look
from endorse_cli.reports.result.questions import answer_with_effect
from endorse_cli.views.result import Result
from reports.conftest import render_table
from support.accounts import account

RecordOf = Callable[..., Record]


Plain = Any


DATED = [{"source": "a filing", "date": "2026-01-01"}]


def shown(record: Record, rubric: Rubric, width: int = 80, **more: Plain) -> str:
    """A result in full in one line of words, so that folding does not matter."""
    asked = {"more": ("full",), **more}
    return " ".join(render_table(account(record, rubric), Look(width), **asked).split())


def line_of(record: Record, criterion: str) -> LinePart:
    """The line about one criterion."""
    return next(line for line in record["lines"] if line["criterion"] == criterion)


@pytest.fixture
def said(festival: Rubric, record_of: RecordOf) -> Callable[..., str]:
    """What a festival candidate's line says, answer and effect."""

    def say(criterion: str, **answers: Plain) -> str:
        result = Result(account(record_of(festival, answers), festival))
        return answer_with_effect(result, line_of(result.record, criterion))

    return say


def reason_of(sufficient: list[str], necessary: list[str]) -> dict[str, Plain]:
    """Reasons for the classification that serve nothing but themselves."""
    part = {"sufficient": sufficient, "necessary": necessary, "serves": {}}
    return {"classification": part}


@pytest.fixture
def granted(grants: Rubric, record_of: RecordOf) -> Callable[..., Result]:
    """A grant candidate's result, judged on the first of May."""

    def result(**answers: Plain) -> Result:
        return Result(account(record_of(grants, answers, as_of="2026-05-01"), grants))

    return result
