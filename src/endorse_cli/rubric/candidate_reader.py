"""The model that validates candidates under one rubric, and what travels once it is validated."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError, create_model
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.candidate import Candidate, CandidateFile
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decisions import Decision
from endorse_cli.models.evidence import Answer, Evidence
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.kinds import YES_NO, Kind
from endorse_cli.models.model import made, replace
from endorse_cli.models.plain_values import REASONS_UNKNOWN, Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.rubric.answer_forms import SetForm, form_of
from endorse_cli.rubric.answers import AnswerForm, Tally, mapping
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.measures import settled
from endorse_cli.rubric.regions import Regions, regions_of
from endorse_cli.rubric.value_answers import ValueForm, told, tried

FIELDS = tuple(Candidate.model_fields)[:-1]
"""The fields that a file fills; the last are the decisions that it gives, among its answers."""


class _Shared:
    """What the core has once, however often it is referred to."""

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = {**schema, "ref": f"shared:{id(self)}"}

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.schema


class AnswersTo:
    """The answers of a file by criterion, each of the form that its criterion asks for.

    Of JSON only is asked whether it is sound: criteria whose answers mean the same share what is
    validated there, so that it is at hand for the next. An editor is told each by itself.
    """

    def __init__(self, forms: Mapping[str, AnswerForm]) -> None:
        self.forms = forms

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        evidence, shared = handler.generate_schema(Evidence), dict[object, _Shared]()
        for form in self.forms.values():
            if form.alike() not in shared:
                shared[form.alike()] = _Shared(form.core(evidence, tried))
        sound = {id: handler.generate_schema(shared[f.alike()]) for id, f in self.forms.items()}
        each = mapping({id: form.core(evidence, told) for id, form in self.forms.items()})

        def as_written(_: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
            return handler(mapping({id: f.core(evidence, tried) for id, f in self.forms.items()}))

        metadata = {"pydantic_js_functions": [as_written]}
        return core_schema.json_or_python_schema(mapping(sound), each, metadata=metadata)


File = TypeVar("File", bound=CandidateFile)


def model_under(base: type[File], **kinds: object) -> type[File]:
    """A model of files under one rubric, in which some fields are of the kinds that it asks for."""
    fields: dict[str, Any] = {name: (kind, base.model_fields[name]) for name, kind in kinds.items()}
    return create_model(f"{base.__name__}Under", __base__=base, **fields)


class CandidateReader:
    """Reads candidates under one rubric; made once, used for every candidate.

    With `whole`, answers to its criteria are read too, although the rubric does not ask them now.
    """

    def __init__(
        self,
        rubric: Rubric,
        whole: Rubric | None = None,
        cut: Mapping[str, Regions] | None = None,
    ) -> None:
        self.rubric = rubric
        self.regions = dict(cut) if cut is not None else regions_of(rubric)
        regions = {**regions_of(whole), **self.regions} if whole else self.regions
        self.tally = Tally()
        self.whole = whole or rubric
        self.forms = {
            c.id: form_of(c, regions.get(c.id), self.tally)
            for c in (whole or rubric).criteria.values()
        }
        self.absent = {id: form.bare[UNKNOWN] for id, form in self.forms.items()}
        self.stated = {
            d.id: form_of(_as_criterion(d), None, self.tally)
            for d in rubric.decisions.values()
            if d.may_be_given
        }
        self.sourced = [id for id, form in self.forms.items() if not form.needs_none]

    @cached_property
    def answers(self) -> object:
        """The type of the answers in a file: those to each criterion of the form it asks for."""
        return Annotated[dict[str, Answer], AnswersTo({**self.forms, **self.stated})]

    @cached_property
    def model(self) -> type[CandidateFile]:
        """What validates a candidate, whether it comes from YAML or JSON."""
        return model_under(CandidateFile, answers=self.answers)

    def read(self, value: Plain) -> tuple[Candidate | None, tuple[Diagnostic, ...]]:
        """The candidate, or everything that is wrong with the file; with either, what is noted."""
        file, value, found = self.validated(self.model, value, "The candidate")
        return self.candidate(file, value) if file else None, found

    def validated(
        self, model: type[File], value: Plain, what: str
    ) -> tuple[File | None, Plain, tuple[Diagnostic, ...]]:
        """A file as a model has it, what was read as it, and what is wrong or noted.

        A word that differs from an accepted one in capital letters alone is read as that, an answer
        under an id that its criterion had before as one under its id.
        """
        try:
            return model.model_validate(value), value, ()
        except ValidationError as wrong:
            refused = wrong
        from endorse_cli.rubric.candidate_problems import CandidateProblems
        from endorse_cli.rubric.renames import FormerIds, former

        again = FormerIds(former(self.whole), value)
        value, recase = recased(again.value, {**self.forms, **self.stated})
        notes = (*again.notes, *map(again.back, recase))
        if notes:
            try:
                return model.model_validate(value), value, notes
            except ValidationError as wrong:
                refused = wrong
        found = CandidateProblems(model, value, what, self).of(refused)
        return None, value, (*notes, *map(again.back, found))

    def sound(self, texts: Iterable[bytes]) -> tuple[list[CandidateFile], int] | None:
        """JSON texts as the core reads them, with the keys it kept; None where something is wrong.

        Of two keys that are the same the core keeps the last and tells nobody.
        """
        self.tally.keys = 0
        try:
            files = [*map(self._validate_json, texts)]
        except ValidationError:
            return None
        return files, sum([file.keys_beside_answers for file in files], self.tally.keys)

    @cached_property
    def _validate_json(self) -> Callable[[bytes], CandidateFile]:
        self.model.model_rebuild()
        validate: Callable[[bytes], CandidateFile] = self.model.__pydantic_validator__.validate_json
        return validate

    def candidate(self, file: CandidateFile, value: Plain, name: str = "") -> Candidate:
        """What travels of a file that was validated, its answers in the order of the file.

        `name` is what a candidate is called that has no name.
        """
        written = value["answers"] if isinstance(value, dict) else None
        answers = {id: file.answers[id] for id in written} if isinstance(written, dict) else {}
        given = {id: answers.pop(id) for id in self.stated if id in answers}
        fields = {field: file.__dict__[field] for field in FIELDS}
        fields.update(name=file.name or name, answers=answers, given=given)
        return made(Candidate, fields, file.__pydantic_fields_set__)

    def settled(self, candidate: Candidate, as_of: date | None) -> Candidate:
        """The candidate as it stands on a day.

        What counts from a day or an election is placed; an answer whose needed sources are too old
        by the day, or later than it, is open.
        """
        answers = self.settled_answers(candidate, as_of)
        return candidate if answers is candidate.answers else replace(candidate, answers=answers)

    def settled_answers(self, candidate: Candidate, as_of: date | None) -> dict[str, Answer]:
        """The answers of a candidate as they stand on a day."""
        answers = candidate.answers
        for id in self.sourced:
            if id in answers and answers[id].evidence:
                found = self.forms[id].on(answers[id], as_of)
                if found is not answers[id]:
                    answers = {**answers, id: found}
        if self.counts_days:
            anchors = {"election": candidate.election, "as_of": as_of}
            answers = settled(answers, self.regions, anchors)
        return answers

    @cached_property
    def counts_days(self) -> bool:
        """Whether any answer is a day that is compared with an election or the day of judging."""
        return any(isinstance(r, DayRegions) and r.anchor for r in self.regions.values())


def _as_criterion(decision: Decision) -> Criterion:
    """A decision that a file may state, as the question which outcome it has."""
    return Criterion.model_construct(
        id=decision.id,
        group="",
        ask="",
        kind=Kind.model_construct(form="choice", names=decision.outcomes),
        grounds=NO_GROUNDS,
        titles=decision.titles,
        trail=decision.trail,
    )


class Recased(NamedTuple):
    """What stands in a file with such words as they should be, and a note for each."""

    value: Plain
    notes: tuple[Diagnostic, ...]


def recased(value: Plain, forms: Mapping[str, AnswerForm]) -> Recased:
    """A candidate's file or a case with the words of its answers in the accepted letters."""
    answers = value.get("answers") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(answers, dict):
        return Recased(value, ())
    found: list[Diagnostic] = []
    mended = {
        id: _Words(forms[id], found).answer(said, ("answers", id)) if id in forms else said
        for id, said in answers.items()
    }
    return Recased({**value, "answers": mended}, tuple(found))


class _Words:
    """The words that can stand in the answer to one criterion."""

    def __init__(self, form: AnswerForm, found: list[Diagnostic]) -> None:
        self.found = found
        self.members = form.members if isinstance(form, SetForm) else ()
        self.names = form.names if isinstance(form, ValueForm) else self.members

    def answer(self, said: Plain, trail: Trail) -> Plain:
        """An answer in any form."""
        if isinstance(said, str):
            return self._word(said, (UNKNOWN,) if self.members else (*self.names, UNKNOWN), trail)
        if isinstance(said, list):
            return self._list(said, self.names, trail)
        if isinstance(said, dict):
            return {key: self._under(key, part, (*trail, key)) for key, part in said.items()}
        return said

    def _under(self, key: str, said: Plain, trail: Trail) -> Plain:
        if key == "answer":
            return self.answer(said, trail)
        if key == "one_of" and isinstance(said, list):
            return self._list(said, self.names, trail)
        if key == UNKNOWN and isinstance(said, str):
            return self._word(said, REASONS_UNKNOWN, trail)
        if key in self.members and isinstance(said, str):
            return self._word(said, (*YES_NO, UNKNOWN), trail)
        return said

    def _list(self, said: list[Plain], accepted: Iterable[str], trail: Trail) -> Plain:
        words = tuple(accepted)
        return [
            self._word(one, words, (*trail, place)) if isinstance(one, str) else one
            for place, one in enumerate(said)
        ]

    def _word(self, word: str, accepted: tuple[str, ...], trail: Trail) -> str:
        if word in accepted:
            return word
        meant = [name for name in accepted if name.casefold() == word.casefold()]
        if len(meant) != 1:
            return word
        said = f"{quoted(word)} is read as {quoted(meant[0])}."
        help = f"Write {quoted(meant[0])}, in small letters."
        self.found.append(Diagnostic("bad-value", said, help, trail, is_note=True))
        return meant[0]
