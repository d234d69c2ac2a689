"""Rubrics: loaded, checked for structure, and compiled."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from endorse_cli.api.layered_rubric import Layered, put_together, read_layers
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.budget import CHECK_BUDGET, SCORE_BUDGET, TRIAL_BUDGET
from endorse_cli.engine.compile import (
    Compiled,
    compile_for_trial,
    compile_rubric,
    where_given,
    where_rows_hold,
)
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided import compile_apart, outline_of
from endorse_cli.engine.divided_answers import is_shown
from endorse_cli.engine.domain import rubric_variables
from endorse_cli.engine.explanation import Account
from endorse_cli.files.catalog import DEFAULT, find_rubric, shipped_rubrics
from endorse_cli.files.document import Document
from endorse_cli.files.paths import AnyPath, as_rubric
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.evidence import Answer
from endorse_cli.models.record import DeparturePart, LayerPart, Record, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.structure import structure_faults
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.in_force import at as in_force_at
from endorse_cli.rubric.in_force import everything, is_dated, not_in_force, periods

_T = TypeVar("_T")

SOON = 5_000
"""In diagrams of so many nodes all promises are proved before one would notice."""


class LoadedRubric:
    """A sound rubric, compiled, with what is needed to read candidates under it.

    `whole` is the rubric as put together from its layers, with every line in it; `rubric` what is
    asked: with everything in force, or at the days for which `at` gives it.
    """

    def __init__(
        self,
        layered: Layered,
        whole: Rubric,
        asked: Rubric | None = None,
        always: "LoadedRubric | None" = None,
    ) -> None:
        self._always = always
        self.layered = layered
        self.whole = whole
        self.rubric = asked or everything(whole)
        self._compiled: Compiled | None = None
        self._is_too_large = False
        self._at: dict[frozenset[str], LoadedRubric] = {}

    @property
    def document(self) -> Document:
        """The document that was asked for: the rubric's own, or of its layers the top one."""
        return self.layered.top

    @cached_property
    def part(self) -> RubricPart:
        """What a record says of the rubric, on every day the same."""
        if self._always is not None:
            return self._always.part
        layers = zip(self.whole.chain.layers, self.layered.documents, strict=False)
        below = [
            LayerPart(id=layer.id, version=layer.version, digest=document.digest)
            for layer, document in layers
        ][:-1]
        part: RubricPart = {
            "id": self.whole.id,
            "version": self.whole.version,
            "digest": self.document.digest,
            "extends": below[::-1],
            "effective": self.whole.effective.isoformat() if self.whole.effective else None,
            "departures": self.departures,
            "waived": [
                {"promise": waiver.promise, "reason": waiver.reason}
                for waiver in self.whole.chain.waivers
            ],
        }
        if broken := self._broken():
            part["broken"] = broken
        return part

    def _broken(self) -> list[str]:
        """The promises that are not kept on some day, where that is soon found.

        Of a shipped rubric there are none: that is proved where it is made.
        """
        is_shipped = self.document.source.name in map(str, shipped_rubrics().values())
        if is_shipped or not self.rubric.promises:
            return []
        from endorse_cli.review.checks.promise_broken import check_promises

        broken = set[str]()
        for view in self.over_time or (self,):
            with suppress(TooManyNodes):
                compiled = view.compiled_within(SOON)
                with compiled.manager.beside():
                    kept = check_promises(compiled)
                broken.update(one.promise.id for one in kept if one.result == "broken")
        return [id for id in self.whole.promises if id in broken]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every file that the rubric is made of: its own, then those it builds on."""
        return self.layered.documents[::-1]

    @cached_property
    def departures(self) -> list[DeparturePart]:
        """What its overlays loosen, or may."""
        if not self.whole.chain.changes:
            return []
        from endorse_cli.review.overlay_departures import departures

        return list(departures(self.whole))

    def at(self, day: date | None) -> "LoadedRubric":
        """The same as it stands on a day; each set of lines in force is compiled once.

        Without a day: with everything in force.
        """
        if day is None or not is_dated(self.whole):
            return self
        off = not_in_force(self.whole, day)
        if off not in self._at:
            asked = in_force_at(self.whole, day)
            self._at[off] = LoadedRubric(self.layered, self.whole, asked, self._always or self)
        return self._at[off]

    @property
    def compiled(self) -> Compiled:
        """The diagrams; made when first asked for. Raises `TooManyNodes` past the budget."""
        if self._is_too_large:
            raise TooManyNodes
        try:
            return self.compiled_within(SCORE_BUDGET)
        except TooManyNodes:
            self._is_too_large = True
            raise

    def compiled_within(self, budget: int) -> Compiled:
        """The diagrams, unless they are made already within a budget, past which it raises."""
        if self._compiled is None:
            self._compiled = where_rows_hold(compile_rubric(self.rubric, budget))
        return self._compiled

    @cached_property
    def trial_diagrams(self) -> Compiled:
        """The diagrams by themselves, with room for what is laid beside them.

        Raises `TooManyNodes` where more of them would have to stay than may of either.
        """
        with suppress(TooManyNodes):
            found = self.compiled.parts
            found.manager.allow(TRIAL_BUDGET)
            return found
        return compile_for_trial(self.rubric)

    @property
    def at_hand(self) -> Compiled:
        """The diagrams, or past the budget those in which large parts are worked out apart."""
        with suppress(TooManyNodes):
            return self.compiled
        return self.apart

    def account(self, record: Record) -> Account:
        """A record that was made with the rubric, with what explains it."""
        return Account(record, self.rubric, lambda: self.at_hand)

    @cached_property
    def reader(self) -> CandidateReader:
        """Reads candidates under this rubric, answers to what is not asked on the day too."""
        return CandidateReader(self.rubric, self.whole)

    @cached_property
    def absent(self) -> dict[str, Answer]:
        """What stands for a criterion that a file leaves out, in rubric order."""
        return {id: self.reader.absent[id] for id in self.rubric.criteria}

    @cached_property
    def is_plain(self) -> bool:
        """Whether a candidate's answers and its day alone decide, on the diagrams of the rubric."""
        if is_dated(self.whole) or self.reader.stated:
            return False
        try:
            return not (self.compiled.is_partial or self.compiled.is_narrowed)
        except TooManyNodes:
            return False

    def assess(self, candidate: Candidate) -> Assessment:
        """What comes out for a candidate.

        Where the whole rubric is over the node budget, the diagrams are built over the candidate's
        open answers only: outcomes are exact, reasons and changes are not worked out.
        """
        answers = candidate.answers
        if not answers.keys() <= self.absent.keys():
            answers = {id: said for id, said in answers.items() if id in self.absent}
        is_made = self._compiled is not None
        outline = None if candidate.given or is_made else self.outline
        if outline is None:
            compiled = self._diagrams_for(answers, candidate.given)
            return Assessment(compiled, answers, self.absent, candidate.given)
        return Assessment(outline, answers, self.absent, whole=partial(self._or_outline, outline))

    def _or_outline(self, outline: Compiled) -> Compiled:
        """The diagrams at hand; where there are none, the outline is what there is."""
        with suppress(TooManyNodes):
            return self.at_hand
        return outline

    @cached_property
    def outline(self) -> Compiled | None:
        """What tells outcomes before all is compiled; None where that is as soon done."""
        found = outline_of(self.rubric)
        return found if found is not None and where_rows_hold(found) is found else None

    @cached_property
    def over_time(self) -> tuple["LoadedRubric", ...]:
        """The same in every period; none where nothing hangs on the day."""
        if not is_dated(self.whole):
            return ()
        return tuple(self.at(period.day) for period in periods(self.whole))

    def _diagrams_for(
        self, answers: Mapping[str, Answer], stated: Mapping[str, Answer]
    ) -> Compiled:
        """The diagrams at hand, or where there are none those over the open answers.

        They have room for what is left where some decisions are stated. A `Fault` where none do.
        """
        masks = {id: answer.masks[0] for id, answer in stated.items()}
        ways: tuple[Callable[[], Compiled], ...] = (
            lambda: self.at_hand,
            lambda: self.apart,
            lambda: self._over_open(answers),
        )
        for way in ways:
            with suppress(TooManyNodes):
                compiled = way()
                where_given(compiled, masks)
                return compiled
        message = f"With so much open, {quoted(self.rubric.id)} is too large to be worked out."
        help = "Answer more of its questions, or divide the rubric's decision."
        place = self.document.place(("decisions",), on_key=True)
        raise Fault(Diagnostic("too-large", message, help, place=place))

    @cached_property
    def largest(self) -> Compiled:
        """The diagrams with the budget of a check, or those in which parts are worked out apart."""
        with suppress(TooManyNodes):
            return where_rows_hold(compile_rubric(self.rubric, CHECK_BUDGET))
        return self.apart

    @cached_property
    def apart(self) -> Compiled:
        """The diagrams in which large parts are worked out apart; made when first asked for."""
        return where_rows_hold(compile_apart(self.rubric))

    def _over_open(self, given: Mapping[str, Answer]) -> Compiled:
        """The diagrams over a candidate's open answers alone."""
        answers = {**self.absent, **given}
        masks = [mask for answer in answers.values() for mask in answer.masks]
        masks += [variable.all_values for variable in rubric_variables(self.rubric)[len(masks) :]]
        # Once, for one candidate: more time may pass than for a rubric used for thousands.
        return where_rows_hold(compile_rubric(self.rubric, CHECK_BUDGET // 4, known=masks))


def shipped() -> dict[str, Path]:
    """The rubrics that ship with the program, by name."""
    return shipped_rubrics()


def load_rubric(named: AnyPath = DEFAULT, *, beside: AnyPath | None = None) -> LoadedRubric:
    """A rubric by its shipped name or its path, checked for structure.

    Raises `Fault` with every problem found, each at its place.
    """
    folder = Path(beside) if beside is not None else None
    return load_layers(read_layers(find_rubric(as_rubric(named), folder)))


def load_documents(documents: Sequence[Document]) -> LoadedRubric:
    """A rubric from its documents, those it builds on last; raises as `load_rubric` does."""
    return load_layers(put_together(tuple(reversed(documents))))


def load_layers(layered: Layered) -> LoadedRubric:
    """The rubric of documents that have been put together; raises as `load_rubric` does."""
    rubric, found = layered.read()
    faults = () if layered.merged.clashes else structure_faults(rubric, found)
    structural = layered.locate(faults)
    if found or structural:
        raise Fault(*found, *structural)
    return LoadedRubric(layered, rubric)


def unless_too_large(make: Callable[[], _T]) -> _T | None:
    """What is made; None where that takes more nodes than the budget."""
    try:
        return make()
    except TooManyNodes:
        return None


def diagrams(loaded: LoadedRubric) -> Compiled:
    """The diagrams; of a rubric over the budget of one candidate, with that of a check.

    Where they would take more nodes than that, those in which parts are worked out apart. Raises
    `Fault` where there are none of these either.
    """
    with suppress(TooManyNodes):
        return loaded.compiled
    with suppress(TooManyNodes):
        return loaded.largest
    raise too_large(loaded)


def outcome_diagrams(loaded: LoadedRubric) -> Compiled:
    """Those at hand where they tell exactly which answers move which outcomes; else as above."""
    with suppress(TooManyNodes):
        if is_shown(loaded.at_hand):
            return loaded.at_hand
    return diagrams(loaded)


def too_large(loaded: LoadedRubric) -> Fault:
    """That a rubric is too large for a question about all of it."""
    message = f"{quoted(loaded.rubric.id)} is too large to be looked through as a whole."
    place = loaded.document.place(("decisions",), on_key=True)
    return Fault(Diagnostic("too-large", message, "Divide its decision into several.", place=place))
