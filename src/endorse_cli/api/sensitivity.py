"""The only place that asks how much hangs on each number of a rubric."""

from collections.abc import Iterable
from functools import cached_property

from endorse_cli.api.findings import invalid_part
from endorse_cli.api.loading import LoadedRubric, load_rubric
from endorse_cli.api.scoring import Invalid, Scored, score
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.files.paths import AnyPath, AnyPaths
from endorse_cli.models.sensitivity import SENSITIVITY, Sensitivity
from endorse_cli.models.unchecked import TOO_LARGE


class Sensed:
    """How far each number of a rubric can move before somebody comes out otherwise."""

    def __init__(self, loaded: LoadedRubric, results: Iterable[Scored | Invalid]) -> None:
        self.loaded = loaded
        found = tuple(results)
        self.scored = tuple(one for one in found if isinstance(one, Scored))
        self.invalid = tuple(one for one in found if isinstance(one, Invalid))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the candidates' files."""
        return tuple(found for one in self.invalid for found in one.diagnostics)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """Everything that was found, in the machine form."""
        from endorse_cli.api.sensing import numbers
        from endorse_cli.reports.reviews.trial_findings import number_name

        told = list(numbers(self.loaded, self.scored)) if self.scored else []
        return {
            "sensitivity": SENSITIVITY,
            "rubric": self.loaded.rubric.id,
            "candidates": [one.candidate.name for one in self.scored],
            "numbers": [one.part for one in told],
            "invalid": [invalid_part(one) for one in self.invalid],
            "unchecked": [
                {"what": number_name(one.part), "why": one.why} for one in told if one.why
            ],
        }

    @property
    def ok(self) -> bool:
        """Whether no number was too large to be worked out."""
        return all(part["why"] != TOO_LARGE for part in self.sensitivity["unchecked"])

    def to_json(self) -> str:
        """The sensitivity as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.sensitivity)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """Each number with its interval, for people."""
        from endorse_cli.reports.reviews.trial_findings import render_sensitivity

        return render_sensitivity(self.sensitivity, width=width, colour=colour, unicode=unicode)


def sense(named: AnyPath, candidates: AnyPaths) -> Sensed:
    """How much hangs on each number of a rubric for the candidates in some files.

    Raises `Fault` where the rubric cannot be read or is not sound.
    """
    return Sensed(load_rubric(named), score(candidates, rubric=named))
