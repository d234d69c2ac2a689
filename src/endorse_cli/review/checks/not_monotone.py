"""Worths that go down where the levels go up (`not-monotone`)."""

from collections.abc import Iterator
from itertools import pairwise

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Reported


def check(rubric: Rubric, reported: Reported) -> Iterator[Diagnostic]:
    """Every scale with a worth below the one before it."""
    for id, scale in rubric.scales.items():
        for place, (lower, higher) in enumerate(pairwise(scale.worth or ()), start=1):
            if higher < lower:
                reported.scales.add(id)
                yield Diagnostic(
                    "not-monotone",
                    f"On the scale {quoted(id)} {quoted(scale.levels[place])} is worth {higher}, "
                    f"less than {quoted(scale.levels[place - 1])} with {lower}.",
                    "Write the worths in the order of the levels.",
                    (*scale.trail, "worth", place),
                )
                break
