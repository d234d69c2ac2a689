"""Criteria without words for the people who read a result (`label-missing`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, listed, quoted
from endorse_cli.models.phrases import LONGEST_LABEL
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Reported

NAMED = 3


def check(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
    """One note for all of them, at the first: a rubric without any label is not swamped."""
    bare = [criterion for criterion in rubric.criteria.values() if criterion.label is None]
    if bare:
        names = [criterion.id for criterion in bare[:NAMED]]
        more = len(bare) - len(names)
        verb = "has" if len(bare) == 1 else "have"
        said = f"{', '.join(map(quoted, names))} and {more} more" if more else listed(names, "and")
        yield Diagnostic(
            "label-missing",
            f"{said} {verb} no label.",
            f"Add `label:` with a few words, at most {LONGEST_LABEL} characters: it heads the row "
            "in tables.",
            bare[0].trail,
            on_key=True,
        )
