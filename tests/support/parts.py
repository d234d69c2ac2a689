"""Conditions, amounts and tests by themselves, read as they stand in a rubric."""

from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from endorse_cli.models.amounts import Amount
from endorse_cli.models.conditions import Condition
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.tests import Test


@cache
def _adapter(kind: object) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def condition(plain: Plain) -> Condition:
    """A condition; nothing may be wrong with it."""
    return _adapter(Condition).validate_python(plain)


def amount(plain: Plain) -> Amount:
    """An amount; nothing may be wrong with it."""
    return _adapter(Amount).validate_python(plain)


def test_of(plain: Plain) -> Test:
    """A test; nothing may be wrong with it."""
    return _adapter(Test).validate_python(plain)


def number_shape(
    unit: str, low: Fraction | None, high: Fraction | None, step: Fraction | None
) -> NumberShape:
    """What a number can be."""
    return NumberShape.model_construct(unit=unit, low=low, high=high, step=step)


test_of.__test__ = False  # type: ignore[attr-defined]
