"""How far each number of a rubric can move before somebody comes out otherwise."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from endorse_cli.api.candidates import Scored, Shelf, score_each
from endorse_cli.api.command_result import (
    PIPED,
    Invalid,
    Look,
    Page,
    Result,
    invalid_part,
)
from endorse_cli.api.rubrics import LoadedRubric, load_rubric
from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Findings
from endorse_cli.files.folders import gather, nothing_in
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths
from endorse_cli.models.audits import (
    INTERRUPTED,
    SENSITIVITY,
    TOO_LARGE,
    NumberPart,
    Sensitivity,
    UncheckedPart,
    unchecked,
)
from endorse_cli.models.plain_values import Plain, show_number, value_at
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.review.turning.closed_form import Allowance
from endorse_cli.review.turning.intervals import (
    NOTHING_TOLD,
    Interval,
    Known,
    interval,
)
from endorse_cli.review.turning.turnable_numbers import Dial, Reliance, dials
from endorse_cli.review.turning.turning_points import Judge
from endorse_cli.rubric.part_tree import Look as Reader
from endorse_cli.rubric.part_tree import way


class Sensed(Result):
    """How far each number of a rubric can move before somebody comes out otherwise."""

    diagnostics: Findings = ()
    again: tuple[str, ...] = ()

    def __init__(
        self,
        loaded: LoadedRubric,
        results: Sequence[Scored | Invalid],
        progress: Progress = UNHEARD,
        again: tuple[str, ...] = (),
        left: Sequence[str] = (),
    ) -> None:
        self.loaded = loaded
        self.again = again
        self.left = left
        self.progress = progress
        self.scored = tuple(one for one in results if isinstance(one, Scored))
        self.invalid = tuple(one for one in results if isinstance(one, Invalid))
        self.diagnostics = tuple(found for one in self.invalid for found in one.diagnostics)

    @cached_property
    def form(self) -> Sensitivity:
        """Everything that was found, in the machine form."""
        known, large, left = _known(self.scored, self.progress)
        told = numbers(self.loaded, known, self.progress) if self.scored else []
        open = [one for one in told if one.why]
        return {
            "sensitivity": SENSITIVITY,
            "rubric": self.loaded.rubric.id,
            "candidates": [one.candidate for one in known]
            or [one.candidate.name for one in self.scored],
            "numbers": [one.part for one in told],
            "invalid": [invalid_part(one) for one in self.invalid],
            "unchecked": [
                *unchecked((*self.left, *left), INTERRUPTED),
                *unchecked(large if known else (), TOO_LARGE),
                *map(_unchecked, open),
            ],
        }

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """The numbers that could not be worked out, and the candidates left out of the others."""
        return self.form["unchecked"]

    def to_table(self, look: Look = PIPED) -> str:
        """What was found; nothing where all there is to say is what is wrong with the files."""
        return "" if self.invalid and not self.scored else super().to_table(look)

    def put(self, page: Page) -> None:
        """Each number with its interval."""
        from endorse_cli.reports.reviews.trial_findings import put_sensitivity

        put_sensitivity(page, self.form)


def sense(named: AnyPath, candidates: AnyPaths, progress: Progress = UNHEARD) -> Sensed:
    """How much hangs on each number of a rubric for the candidates in some files and folders.

    Raises `Fault` where the rubric cannot be read or is not sound, or no file is there.
    """
    paths = as_paths(candidates)
    files = gather(paths)
    loaded = load_rubric(named)
    scored = map(tuple, score_each(files, Shelf(loaded)))
    read = as_far_as(scored, len(files.files), "files of candidates", progress)
    results, left = tuple(chain.from_iterable(read)), files.files[len(read) :]
    if not results and not left:
        raise nothing_in(paths, len(files.skipped))
    return Sensed(loaded, results, progress, files.again, left)


NOT_STRAIGHT = "too much is open, or numbers multiply each other"


class NumberTold(NamedTuple):
    """A number in the machine form, and why its interval is not told, where it is not."""

    part: NumberPart
    why: str | None


def numbers(
    loaded: LoadedRubric, known: Sequence[Known], progress: Progress = UNHEARD
) -> list[NumberTold]:
    """Every number of a rubric with its interval."""
    reliance, every = Reliance(loaded.whole), dials(loaded.whole)
    allowance = Allowance()

    def told(dial: Dial) -> NumberTold:
        return _told(
            loaded, dial, interval(reliance, dial, known, allowance) if known else NOTHING_TOLD
        )

    found = as_far_as(map(told, every), len(every), "numbers worked out", progress)
    left = (_told(loaded, dial, NOTHING_TOLD) for dial in every[len(found) :])
    return [*found, *(one._replace(why=INTERRUPTED) for one in left)]


def _told(loaded: LoadedRubric, dial: Dial, found: Interval) -> NumberTold:
    """A number with its interval, in the machine form."""

    def look(trail: Trail) -> Plain:
        return value_at(loaded.layered.merged.value, trail)

    (place,) = loaded.layered.locate([Diagnostic("", "", trail=dial.trail)])
    part: NumberPart = {
        "sort": dial.sort,
        "id": dial.id,
        "part": _part(look, dial),
        "line": place.place.line if place.place else 0,
        "value": show_number(dial.value),
        "from": list(dial.grounds.locators) if dial.grounds else [],
        "basis": dial.grounds.basis if dial.grounds else None,
        "worked_out": found.worked_out,
        "low": found.low,
        "high": found.high,
    }
    return NumberTold(
        part, None if found.worked_out else TOO_LARGE if found.too_large else NOT_STRAIGHT
    )


def _unchecked(told: NumberTold) -> UncheckedPart:
    from endorse_cli.reports.reviews.trial_findings import number_name

    return {"what": number_name(told.part), "why": told.why or ""}


def _part(look: Reader, dial: Dial) -> str:
    """Which entry within a line a number is, unless its id ends in that already."""
    found = way(look, dial.trail)
    return "" if dial.id.endswith(f".{found}") else found


def _known(
    scored: Sequence[Scored], progress: Progress
) -> tuple[list[Known], list[str], list[str]]:
    """The candidates, and the names of those of whom too much is open, or who were not got to."""
    judges: dict[object, Judge] = {}
    reliances: dict[int, Reliance] = {}

    def judged(one: Scored) -> Known | str:
        assessment, name = one.assessment, one.candidate.name
        if not all(decided.is_exact for decided in assessment.decisions.values()):
            return name
        try:
            judge = Judge(assessment, reliances)
        except TooManyNodes:
            return name
        return Known(name, judges.setdefault(judge.key, judge))

    found = as_far_as(map(judged, scored), len(scored), "candidates judged", progress)
    known = [one for one in found if isinstance(one, Known)]
    left = [one.candidate.name for one in scored[len(found) :]]
    return known, [one for one in found if isinstance(one, str)], left
