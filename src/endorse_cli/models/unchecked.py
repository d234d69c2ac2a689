"""What was not looked at, and why: nothing is called sound by keeping silent about it."""

import sys
from collections.abc import Iterable

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    # Pydantic, which brings it along, cannot read the standard one before 3.12.
    from typing_extensions import TypedDict

TOO_LARGE = "it would take more nodes than the budget"
NOT_EXCLUDED = "so much is open that its outcomes are those that could not be excluded"
NO_DOCUMENT = "no document was given"


class UncheckedPart(TypedDict):
    """A check by its code, or a promise, case, number or change by its id; and why it was not."""

    what: str
    why: str


def unchecked(what: Iterable[str], why: str = TOO_LARGE) -> list[UncheckedPart]:
    """Several things that were not looked at for one reason."""
    return [{"what": each, "why": why} for each in what]
