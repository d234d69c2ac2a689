"""Turns what is refused in one answer into a diagnostic, by the words of its criterion."""

from dataclasses import replace

from pydantic_core import ErrorDetails, PydanticCustomError

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, listed, quoted, suggested
from endorse_cli.models.evidence import Evidence
from endorse_cli.models.loose_words import not_accepted
from endorse_cli.models.model import keys_of
from endorse_cli.models.plain_values import REASONS_UNKNOWN
from endorse_cli.models.problems import empty_list, no_word, of_shape, worded
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.rubric import loose_answers
from endorse_cli.rubric.answer_forms import SetForm
from endorse_cli.rubric.answers import LIST, WORD, AnswerForm
from endorse_cli.rubric.value_answers import ValueForm

NONE_OF_IT = ("none", "no", "n/a", "na", "nothing", "-", "")
MEANT = {
    "answer": ("value", "level", "is", "response", "result", "amount", "number"),
    "one_of": ("either", "any_of", "in", "options", "between"),
    "evidence": ("source", "sources", "proof", "link", "links"),
    "note": ("comment", "comments", "notes", "remark"),
    "unknown": ("reason", "why"),
    "source": ("url", "link", "where", "title", "name"),
    "says": ("quote", "text", "what", "summary", "shows"),
    "date": ("day", "when", "on"),
}
"""What people write for the keys of an answer and of its evidence."""


def of_whole(
    form: AnswerForm, trail: Trail, value: object, wrong: PydanticCustomError
) -> Diagnostic:
    """What a check of our own has found of a whole answer."""
    error: ErrorDetails = {"type": "fault", "loc": trail, "msg": "", "input": value}
    return AnswerProblem(form, error, trail, None).own(wrong.context or {})


class AnswerProblem:
    """One error in an answer, with the mapping or list in which it is."""

    def __init__(self, form: AnswerForm, error: ErrorDetails, trail: Trail, holder: object) -> None:
        self.form = form
        self.error = error
        self.trail = trail
        self.holder = holder

    def diagnostic(self) -> Diagnostic:
        """The error as a diagnostic."""
        error, trail = self.error, self.trail
        value = error["input"]
        match error["type"]:
            case "fault":
                return self.own(error["ctx"])
            case "extra_forbidden":
                return self._unknown_key()
            case "too_short":
                return empty_list(self._what(), trail)
            case "tuple_type":
                return self._list()
            case "model_type" if isinstance(value, str):
                help = f"Write `{loose_answers.source(value)}`."
                return replace(of_shape(value, self._what(), "a mapping", trail), help=help)
            case "model_type":
                how = ", each key with a colon and its value"
                return of_shape(value, self._what(), "a mapping", trail, how)
            case kind if error["loc"][-1] == WORD or kind == "union_tag_invalid":
                return self._refused(value, trail)
        if self._is_in_dispute() and isinstance(value, str) and value.strip():
            return self._refused(value, trail)
        if not isinstance(value, str) and self.trail[-1] == UNKNOWN:
            help = f"Write one of {listed(REASONS_UNKNOWN)}, or `unknown` alone as the answer."
            return replace(of_shape(value, self._what(), "a reason", trail), help=help)
        titles = self.form.criterion.titles if LIST in error["loc"] else NO_TITLES
        return no_word(value, self._what(), self._words(), trail, titles)

    def _list(self) -> Diagnostic:
        """That something is no list; of a source that stands there itself, how it is written."""
        value = self.error["input"]
        if self.trail[-1] != "evidence":
            return of_shape(value, self._what(), "a list", self.trail, ", each item after `- `")
        if isinstance(value, str) and value.casefold().strip(" .") in NONE_OF_IT:
            help = "Leave the key out where there is none."
        elif isinstance(value, str | dict):
            help = f"Write `evidence: [{loose_answers.source(value)}]`."
        else:
            help = "Write each source after `- `, as `- {source: …, date: …, says: …}`."
        return replace(of_shape(value, self._what(), "a list of sources", self.trail), help=help)

    def _refused(self, value: object, trail: Trail) -> Diagnostic:
        """That a value is no answer to a criterion, or for a member of its set."""
        form = self.form
        if isinstance(form, SetForm) and not form.names.isdisjoint(map(str, trail[2:])):
            form = form.member
        self.trail = trail
        return self.own(form.refusal(value).context or {})

    def _is_in_dispute(self) -> bool:
        return isinstance(self.trail[-1], int) and self.trail[-2] == "one_of"

    def _words(self) -> tuple[str, ...]:
        """The few words that can stand here."""
        if self.trail[-1] == UNKNOWN:
            return REASONS_UNKNOWN
        return ("true", "false") if self.trail[-1] == "public" else self.form.keys_in({})

    def _what(self) -> str:
        """What is spoken of."""
        last, before = self.trail[-1], self.trail[-2]
        if isinstance(last, str):
            return quoted(last)
        if before == "evidence":
            return "The evidence"
        value, is_of_set = self.error["input"], LIST in self.error["loc"]
        named = quoted(self.form.id if is_of_set else before)
        is_word = isinstance(value, str) and bool(value.strip())
        return named if is_of_set and is_word else f"An item of {named}"

    def own(self, found: dict[str, object]) -> Diagnostic:
        """What one of our own checks found."""
        said, at = worded(str(found["said"]), self._what()), found["at"]
        assert isinstance(at, tuple)
        help, on_key = str(found["help"]), bool(found["on_key"])
        return Diagnostic(str(found["code"]), said, help, (*self.trail, *at), on_key)

    def _unknown_key(self) -> Diagnostic:
        key, holder = str(self.trail[-1]), self.holder
        parts = holder if isinstance(holder, dict) else {}
        if isinstance(self.trail[-2], int):
            accepted, what = keys_of(Evidence), "the evidence"
        elif self._is_of_one_value():
            if parts.keys().isdisjoint(("one_of", UNKNOWN)):
                return self._refused(parts, self.trail[:-1])
            accepted, what = ("one_of", UNKNOWN), "the answer"
        else:
            accepted, what = self.form.keys_in(parts), f"the answer to {quoted(self.form.id)}"
        if isinstance(self.form, SetForm) and (key == "one_of" or accepted == self.form.members):
            members = self.form.members
            what, titles = quoted(self.form.id), self.form.criterion.titles
            return not_accepted(key, what, members, self.trail, titles, on_key=True)
        meant = next((one for one in accepted if key in MEANT.get(one, ())), "")
        hint = f"Write `{meant}:`. " if meant else suggested(key, accepted)
        said = f"{quoted(key)} is not a key of {what}."
        if isinstance(self.form, ValueForm) and self.form.mask(key) is not None:
            hint = f"Write {quoted(key)} alone. "
        help = f"{hint}Accepted: {listed(accepted)}."
        return Diagnostic("unknown-key", said, help, self.trail, on_key=True)

    def _is_of_one_value(self) -> bool:
        """Whether the mapping says what one value is, without evidence beside it."""
        within = self.trail[2:-1]
        members = isinstance(self.form, SetForm)
        return bool(within) and not (members and within == ("answer",))
