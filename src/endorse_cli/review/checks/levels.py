"""What a rubric lacks as it is written: order of worths and outcomes, anchors, labels."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decisions import Decision
from endorse_cli.models.phrases import LONGEST_LABEL
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range
from endorse_cli.review.reported import Reported
from endorse_cli.rubric.regions import setting_number


def worths(rubric: Rubric, reported: Reported) -> Iterator[Diagnostic]:
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


def outcomes(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
    """A note of every decision of which more of a score gives what stands as a worse outcome.

    Whoever writes the best outcome first has every change judged the wrong way round.
    """
    for decision in rubric.decisions.values():
        for id, steps in _steps(rubric, decision).items() if decision.ordered else ():
            ranks = [decision.outcomes.index(steps[low]) for low in sorted(steps)]
            falls = all(after < before for before, after in pairwise(ranks))
            if len(ranks) > 1 and falls and rubric.scores[id].higher_is_better:
                yield Diagnostic(
                    "not-monotone",
                    f"More of {quoted(id)} gives what stands as a worse outcome of "
                    f"{quoted(decision.id)}.",
                    "`outcomes` go from the worst to the best: turn them round, or write "
                    f"`better: lower` in {quoted(id)}.",
                    (*decision.trail, "outcomes"),
                    on_key=True,
                    is_note=True,
                )


def _steps(rubric: Rubric, decision: Decision) -> dict[str, dict[tuple[bool, Fraction], str]]:
    """By score what is decided from a number on, where that hangs on the score alone."""
    found: dict[str, dict[tuple[bool, Fraction], str]] = {}
    for row in decision.rows:
        if isinstance(row.when, Atom) and isinstance(row.when.test, Range):
            low = row.when.test.at_least or row.when.test.more_than
            number = setting_number(rubric, low) if low is not None else None
            if row.when.id in rubric.scores and row.outcome in decision.outcomes:
                at = (number is not None, number or Fraction(0))
                found.setdefault(row.when.id, {})[at] = row.outcome
        elif row.when is None and row.outcome in decision.outcomes:
            for steps in found.values():
                steps.setdefault((False, Fraction(0)), row.outcome)
    return found


def anchors(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
    """Every criterion with levels lacking one; where it relies on its scale's, the scale, once."""
    told: set[str] = set()
    for id, criterion in rubric.criteria.items():
        bare = [name for name in criterion.kind.names if rubric.anchor(id, name) is None]
        if criterion.kind.form != "levels" or not bare:
            continue
        scale = rubric.scales.get(criterion.kind.scale or "")
        if scale is None or criterion.anchors:
            yield _no_anchor(id, bare, criterion.trail)
        elif scale.id not in told:
            told.add(scale.id)
            yield _no_anchor(scale.id, bare, scale.trail)


def _no_anchor(id: str, bare: list[str], trail: Trail) -> Diagnostic:
    return Diagnostic(
        "level-no-anchor",
        f"{quoted(id)} has no anchor for {listed(bare, 'and')}.",
        "Say under `anchors:` what an assessor must have seen to give it.",
        trail,
        on_key=True,
    )


NAMED = 3


def labels(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
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


WRITTEN = (worths, outcomes, anchors, labels)
"""Asked of the rubric as it is written."""
