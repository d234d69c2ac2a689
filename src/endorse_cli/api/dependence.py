"""What hangs on what: lines and passages on each other, outcomes on the numbers of a rubric."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from endorse_cli.api.candidates import Scored, score, score_document
from endorse_cli.api.result import PIPED, Invalid, Look, Result, finding_part, invalid_part
from endorse_cli.api.rubrics import LoadedRubric, load_rubric
from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import names_in
from endorse_cli.files.paths import AnyPath, AnyPaths, as_rubric
from endorse_cli.models.audits import (
    NO_DOCUMENT,
    SENSITIVITY,
    TOO_LARGE,
    TRACE,
    NumberPart,
    Sensitivity,
    Trace,
    UncheckedPart,
    unchecked,
)
from endorse_cli.models.plain import Plain, show_number
from endorse_cli.review.sensitivity.crossings import Dial, Known
from endorse_cli.review.sensitivity.intervals import (
    dials,
    interval,
    turned,
)
from endorse_cli.review.sensitivity.variants import Outcomes, Reliance, Variants
from endorse_cli.review.structure import number_faults
from endorse_cli.rubric.measures import numbers_said
from endorse_cli.rubric.parts import Look as Reader
from endorse_cli.rubric.parts import value_at, way


class TracedRubric(Result):
    """What rests on what in one rubric, with its document's text where that was given."""

    tells_faults = True
    formats = ("table", "json", "html")

    def __init__(self, named: str, loaded: LoadedRubric, text: str | None) -> None:
        from endorse_cli.review.citations import trace
        from endorse_cli.rubric.passages import read_text

        self.named = named
        self.loaded = loaded
        self.has_text = text is not None
        self._found = trace(loaded.whole, None if text is None else read_text(text), self._line)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The gaps and what else is wrong, each at its place."""
        return self.loaded.layered.locate(self._found.diagnostics)

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """What nobody can tell without the document's text."""
        return [] if self.has_text else unchecked(["passage-changed"], NO_DOCUMENT)

    @property
    def form(self) -> Trace:
        """Everything that was found, in the machine form."""
        return {
            "trace": TRACE,
            "rubric": self.loaded.rubric.id,
            "passages": self._found.passages,
            "lines": self._found.lines,
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "unchecked": self.unchecked,
        }

    def _line(self, trail: Trail) -> int:
        (found,) = self.loaded.layered.locate([Diagnostic("", "", trail=trail)])
        return found.place.line if found.place else 0

    def to_table(self, look: Look = PIPED) -> str:
        """Every passage with its lines and every line with its passages, for people."""
        from endorse_cli.reports.reviews.review_findings import render_trace

        return render_trace(self.form, look)

    def to_html(self) -> str:
        """Document and rubric side by side, as a page that is linked both ways."""
        from endorse_cli.reports.printed_rubric.passages import render_passages
        from endorse_cli.reports.reviews.review_findings import trace_summary

        form = self.form
        summary = trace_summary(form["passages"], len(form["findings"]))
        return render_passages(self.loaded.whole, form, summary)

    def _given(self, format: str, look: Look) -> str:
        return self.to_html()


def trace_rubric(named: AnyPath, *, document: AnyPath | None = None) -> TracedRubric:
    """What rests on what in a rubric; with `document`, a file, held against the text itself.

    Raises `Fault` where the rubric or the document cannot be read, or the rubric is not sound.
    """
    from endorse_cli.api.candidates import text_of

    text = None if document is None else text_of(document)
    name = as_rubric(named)
    return TracedRubric(name, load_rubric(name), text)


class Sensed(Result):
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
    def form(self) -> Sensitivity:
        """Everything that was found, in the machine form."""
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
    def unchecked(self) -> list[UncheckedPart]:
        """The numbers that could not be worked out."""
        return self.form["unchecked"]

    def to_table(self, look: Look = PIPED) -> str:
        """Each number with its interval, for people."""
        from endorse_cli.reports.reviews.trial_findings import render_sensitivity

        return render_sensitivity(self.form, look)


def sense(named: AnyPath, candidates: AnyPaths) -> Sensed:
    """How much hangs on each number of a rubric for the candidates in some files.

    Raises `Fault` where the rubric cannot be read or is not sound.
    """
    return Sensed(load_rubric(named), score(candidates, rubric=named))


NOT_STRAIGHT = "too much is open, or numbers multiply each other"


class Told(NamedTuple):
    """A number in the machine form, and why its interval is not told, where it is not."""

    part: NumberPart
    why: str | None


def numbers(loaded: LoadedRubric, scored: Sequence[Scored]) -> Iterator[Told]:
    """Every number of a rubric with its interval."""
    rubric = loaded.whole

    judge = _Judge(loaded, scored)

    def look(trail: Trail) -> Plain:
        return value_at(loaded.layered.merged.value, trail)

    known = [_known(one) for one in scored]
    now = _outcomes_now(scored)
    for dial in dials(rubric):
        found = interval(rubric, dial, known, judge, now)
        (place,) = loaded.layered.locate([Diagnostic("", "", trail=dial.trail)])
        why = None if found.worked_out else TOO_LARGE if found.too_large else NOT_STRAIGHT
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
        yield Told(part, why)


def _part(look: Reader, dial: Dial) -> str:
    """Which entry within a line a number is, unless its id ends in that already."""
    found = way(look, dial.trail)
    return "" if dial.id.endswith(f".{found}") else found


class _Judge:
    """What comes out for some candidates where a number of their rubric is another."""

    def __init__(self, loaded: LoadedRubric, scored: Sequence[Scored]) -> None:
        self.loaded = loaded
        self.scored = scored
        self.reliance = Reliance(loaded.whole)
        self.variants: dict[int, Variants] = {}
        self.alike: dict[object, Variants] = {}

    def __call__(
        self, dial: Dial, at: Fraction, who: Sequence[int]
    ) -> Mapping[int, Outcomes] | None:
        """The outcomes of these candidates; None where the rubric has faults."""
        variant = turned(self.loaded.whole, dial, at)
        if self.reliance.can_break(dial) and number_faults(variant):
            return None
        if self.reads_again(dial):
            other = LoadedRubric(self.loaded.layered, variant)
            return {one: _judged_again(other, self.scored[one]) for one in who}
        return {one: self.of(one).outcomes(variant, dial, at) for one in who}

    def stays(self, dial: Dial, first: Fraction, last: Fraction, one: int) -> bool:
        """Whether it is sure that one's outcomes are as now for every value between two."""
        if self.reads_again(dial):
            return False
        start, end = (turned(self.loaded.whole, dial, at) for at in (first, last))
        return self.of(one).stays(start, end, dial, last)

    def reads_again(self, dial: Dial) -> bool:
        """Whether the files have to be read again with another number."""
        return bool(self.loaded.over_time) or self.reliance.moves_regions(dial)

    def of(self, one: int) -> Variants:
        """What judges one candidate; the same for all of whom the same is known."""
        if one not in self.variants:
            found = Variants(self.scored[one].assessment, self.reliance)
            self.variants[one] = self.alike.setdefault(found.key, found)
        return self.variants[one]


def _outcomes_now(scored: Sequence[Scored]) -> Mapping[int, Outcomes] | None:
    """What comes out as the rubric is; None where some outcomes could only not be excluded."""
    decided = [one.assessment.decisions for one in scored]
    if not all(found.is_exact for every in decided for found in every.values()):
        return None
    return {
        place: {id: found.possible for id, found in every.items()}
        for place, every in enumerate(decided)
    }


def _judged_again(other: LoadedRubric, scored: Scored) -> dict[str, tuple[str, ...]]:
    """What is possible for a candidate under a variant; nothing where it contradicts the file.

    The file is read again: what is asked may hang on the day, and numbers are cut elsewhere.
    """
    again = score_document(scored.document, other, scored.as_of)
    if isinstance(again, Invalid):
        if any(found.code == "too-large" for found in again.diagnostics):
            raise TooManyNodes
        return dict.fromkeys(other.rubric.decisions, ())
    return {id: decided.possible for id, decided in again.assessment.decisions.items()}


def _known(scored: Scored) -> Known:
    """What is known of a candidate, answer by answer."""
    compiled, masks = scored.assessment.compiled, scored.assessment.masks
    names, numbers = {}, {}
    for id, levels in compiled.levels.items():
        criterion, answer = compiled.rubric.criteria[id], scored.assessment.answers[id]
        if criterion.kind.number is not None:
            said = numbers_said(answer)
            if said or masks[levels[0]] != compiled.variables[levels[0]].all_values:
                numbers[id] = said
        elif criterion.kind.form != "set":
            names[id] = tuple(names_in(compiled.variables[levels[0]], masks[levels[0]]))
    return Known(scored.candidate.name, names, numbers)
