"""Turns what is refused of a candidate's file into diagnostics: the head as of any model, answers
by the words of the criterion that asks for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic_core import ErrorDetails, PydanticCustomError, ValidationError

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted, suggested
from endorse_cli.models.candidate import Slate
from endorse_cli.models.evidence import EXTRAS, SAYS
from endorse_cli.models.faults import kind_of
from endorse_cli.models.loose_words import cut_up, entry
from endorse_cli.models.model import Model
from endorse_cli.models.plain_values import Plain, under
from endorse_cli.models.problems import Problems, told
from endorse_cli.models.scalars import read_date, read_text
from endorse_cli.rubric import loose_answers
from endorse_cli.rubric.answer_forms import SetForm
from endorse_cli.rubric.answer_problems import AnswerProblem, of_whole
from endorse_cli.rubric.answers import FORMS, AnswerForm
from endorse_cli.rubric.value_answers import ValueForm

if TYPE_CHECKING:
    from endorse_cli.rubric.candidate_reader import CandidateReader


ANSWERS = "answers"
SAID = tuple((key,) for key in SAYS)
CHECKS = {"text": read_text, "day": read_date}
"""What says of a value why it is none of these."""


class FileProblems(Problems):
    """The faults of a file that is no rubric."""

    def of(self, refused: ValidationError) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the file, in its order."""
        self.note(told(refused), self.value)
        found = self.joined([*self.whole()])
        return tuple(sorted(found, key=lambda one: _position(self.value, one.trail)))

    def diagnostic(self, error: ErrorDetails) -> Diagnostic | None:
        """One error as a diagnostic; None for a key that is only misspelt."""
        return super().diagnostic(explained(error))

    def whole(self) -> Iterable[Diagnostic]:
        """What was found."""
        return self.found


class CandidateProblems(FileProblems):
    """The faults of a candidate's file, or of a case, which is one with more keys."""

    def __init__(
        self, model: type[Model], value: Plain, what: str, reader: "CandidateReader"
    ) -> None:
        super().__init__(model, value, what)
        self.rubric = reader.rubric
        self.forms: dict[str, AnswerForm] = {**reader.forms, **reader.stated}

    def diagnostic(self, error: ErrorDetails) -> Diagnostic | None:
        """One error as a diagnostic; None for a key that is only misspelt."""
        if error["loc"][:1] == (ANSWERS,) and error["type"] != "missing":
            return self._answer(explained(error))
        found, value = super().diagnostic(error), error["input"]
        if found and not found.trail and not isinstance(value, dict):
            return replace(found, help="`endorse new candidate` writes a file to fill in.")
        if found and found.trail == ("candidate",) and isinstance(value, dict):
            name = next((part for part in value.values() if isinstance(part, str)), "…")
            return replace(found, help=f"Write `candidate: {name}`.")
        return found

    def _answer(self, error: ErrorDetails) -> Diagnostic | None:
        *loc, last = error["loc"]
        key = (last,) if error["type"] == "extra_forbidden" or last not in FORMS else ()
        trail: Trail = (*(step for step in loc if step not in FORMS), *key)
        if len(trail) == 1:
            help = "Write the answers below it, or `answers: {}` if there is none yet."
            if isinstance(error["input"], list):
                help = f"Without `- `: {help[0].lower()}{help[1:]}"
            if isinstance(error["input"], str) and (meant := entry(error["input"])):
                help = f"Write {quoted(meant)}, with a blank after the colon."
            said = f"`answers` is {kind_of(error['input'])}, not a mapping."
            return Diagnostic("bad-shape", said, help, trail)
        form = self.forms.get(str(trail[1]))
        if form is None:
            return self._unknown(str(trail[1]))
        return AnswerProblem(form, error, trail, under(self.value, trail[:-1])).diagnostic()

    def whole(self) -> Iterable[Diagnostic]:
        """What was found; of an answer that says several things at once no more than that."""
        self._put_outside_together()
        self._put_below_together()
        unclear: dict[Trail, Diagnostic] = {}
        for trail in {found.trail[:2] for found in self.found if found.trail[:1] == (ANSWERS,)}:
            found = self._unclear(trail)
            if found is not None:
                unclear[trail] = found
        yield from unclear.values()
        for found in self.found:
            if found.trail[:2] not in unclear or not self._follows(found):
                yield found

    def _follows(self, found: Diagnostic) -> bool:
        """Whether a fault is of what is told of the whole of an unclear answer."""
        within, value = found.trail[2:3], under(self.value, found.trail[:2])
        if within in ((), *SAID) or not isinstance(value, dict):
            return True
        if value.keys().isdisjoint((*SAYS, *EXTRAS)):
            return True
        is_beside = within[0] in ("evidence", *loose_answers.SOURCE)
        written = under(value, within[:1])
        is_told = bool(loose_answers.evidence_in(value) or cut_up(value))
        return written is None or (is_beside and is_told)

    def _put_outside_together(self) -> None:
        """Of questions that stand outside the answers one report, and none of what follows."""
        outside = [
            found
            for found in self.found
            if found.code == "unknown-key"
            and len(found.trail) == 1
            and found.trail[0] in self.forms
        ]
        if not outside:
            return
        names = [str(found.trail[0]) for found in outside]
        stand = "is a question" if len(names) == 1 else "are questions"
        it = "it" if len(names) == 1 else "them"
        said = f"{listed(names, 'and')} {stand} and cannot stand beside `candidate`."
        help = f"Put {it} under `answers:`, indented by two blanks more."
        first = replace(outside[0], message=said, help=help)
        follows = [
            found
            for found in self.found
            if found.message.endswith(("has no `answers`.", "`answers` is nothing, not a mapping."))
        ]
        left = [found for found in self.found if found not in outside and found not in follows]
        self.found = [first, *left]

    def _put_below_together(self) -> None:
        """Of what is said of an answer and stands beside it one report, at the first of it."""
        written = under(self.value, (ANSWERS,))
        keys = [*written] if isinstance(written, dict) else []
        owner = ""
        for key in keys:
            if key not in (*SAYS, *EXTRAS) or key in self.forms:
                owner = key if under(written, (key,)) is None and key in self.forms else ""
                continue
            own = [found for found in self.found if found.trail[:2] == (ANSWERS, key)]
            if not owner or not own:
                continue
            above = [found for found in self.found if found.trail[:2] == (ANSWERS, owner)]
            said = f"{quoted(key)} stands beside {quoted(owner)} and not below it."
            help = f"Put what is said of {quoted(owner)} two blanks more to the right."
            told = [replace(own[0], code="bad-shape", message=said, help=help)] if above else []
            self.found = [one for one in self.found if one not in (*own, *above)] + told

    def _unclear(self, trail: Trail) -> Diagnostic | None:
        value, form = under(self.value, trail), self.forms.get(str(trail[-1]))
        if isinstance(form, SetForm) and _is_of_members(value):
            return of_whole(form, trail, value, form.refusal(value))
        if form is None or not isinstance(value, dict):
            return None
        if cut := loose_answers.cut_answer(value, isinstance(form, SetForm)):
            key, meant = cut
            said = f"{quoted(key)} is not a key of the answer to {quoted(form.id)}."
            help = f"Write `{meant}`: between braces a comma starts a new key."
            return Diagnostic("unknown-key", said, help, (*trail, key), on_key=True)
        if evidence := loose_answers.evidence_in(value):
            key, meant = evidence
            said = f"{quoted(key)} stands beside the answer and not in its evidence."
            return Diagnostic("unknown-key", said, f"Write `{meant}`.", (*trail, key), on_key=True)
        accepted = {*form.keys_in(value), "one_of"}
        if len(value) > 1 and value.keys().isdisjoint((*accepted, *form.keys_in({}))):
            return self._other_keys(trail, value, form)
        is_misspelt = not accepted >= value.keys() and value.keys().isdisjoint(SAYS)
        said_twice = form.says_one(value) if "answer" in accepted and not is_misspelt else None
        return of_whole(form, trail, value, said_twice) if said_twice else None

    def _other_keys(self, trail: Trail, value: dict[str, Plain], form: AnswerForm) -> Diagnostic:
        """That none of the keys of an answer is one, and the answer among what they say."""
        first = next(iter(value))
        said = f"{listed(value, 'and')} are no keys of the answer to {quoted(form.id)}."
        words = [part for part in value.values() if isinstance(part, str)]
        words = [word for word in words if isinstance(form, ValueForm) and form.mask(word)]
        meant = f"Write {quoted(words[0])} alone" if len(words) == 1 else "Write the answer alone"
        help = f"{meant}, or under `answer:`, with `note:` and `evidence:` beside it."
        return Diagnostic("unknown-key", said, help, (*trail, first), on_key=True)

    def _unknown(self, id: str) -> Diagnostic:
        found = self._worked_out(id)
        if found:
            help = "Answers are given to criteria: take it away."
            if found == "decision":
                help = (
                    "A rubric lets a file state one with `may_be_given: true`; else take it away."
                )
            said = f"{quoted(id)} is a {found} and is worked out from the answers."
            return Diagnostic("unknown-id", said, help, (ANSWERS, id), on_key=True)
        hint = self._put_right(id) or suggested(id, [*self.forms])
        return Diagnostic(
            "unknown-id",
            f"{quoted(id)} is not a criterion of {quoted(self.rubric.id)}.",
            f"{hint}`endorse new candidate` writes a file with all of them.",
            (ANSWERS, id),
            on_key=True,
        )

    def _put_right(self, id: str) -> str:
        """How answers are written that stand a level too deep, or without a blank; or nothing."""
        value, (first, point, member) = under(self.value, (ANSWERS, id)), id.partition(".")
        if isinstance(value, dict) and any(key in self.forms for key in value):
            return "Put what stands below it right under `answers:`, one level to the left. "
        form = self.forms.get(first)
        if point and isinstance(form, SetForm) and member in form.members:
            said = value if isinstance(value, str) else "yes"
            return f"Write `{first}: {{{member}: {said}}}`. "
        meant = entry(id) if value is None else ""
        return f"Write {quoted(meant)}, with a blank after the colon. " if meant else ""

    def _worked_out(self, id: str) -> str:
        """What an id is that nobody answers."""
        rubric = self.rubric
        sorts: dict[str, Mapping[str, object]]
        sorts = {"score": rubric.scores, "finding": rubric.findings, "decision": rubric.decisions}
        return next((sort for sort, ids in sorts.items() if id in ids), "")


def _is_of_members(value: object) -> bool:
    """Whether members stand there in a form of which each would be refused by itself."""
    if isinstance(value, dict):
        said = {*SAYS, "note", "public", "evidence"}
        return len(value) > 1 and None in value.values() and said.isdisjoint(value)
    return isinstance(value, list) and bool(value) and all(isinstance(p, dict) for p in value)


def explained(error: ErrorDetails) -> ErrorDetails:
    """An error with what our own checks say of the value, where the core only says no."""
    check = CHECKS.get(error["type"])
    if check is None:
        return error
    try:
        check(error["input"])
    except PydanticCustomError as found:
        return {**error, "type": "fault", "ctx": found.context or {}}
    raise AssertionError(f"refused for no reason: {error}")


def _position(value: object, trail: Trail) -> tuple[int, ...]:
    found: list[int] = []
    for step in trail:
        keys = [*value] if isinstance(value, dict) else []
        found.append(step if isinstance(step, int) else keys.index(step) if step in keys else -1)
        value = under(value, (step,))
    return tuple(found)


def read_slate(value: Plain) -> tuple[Slate | None, tuple[Diagnostic, ...]]:
    """The slate, or everything that is wrong with the file."""
    try:
        return Slate.model_validate(value), ()
    except ValidationError as refused:
        return None, FileProblems(Slate, value, "The slate").of(refused)
