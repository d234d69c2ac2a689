"""Words of answers that differ from an accepted one in capital letters alone: taken, and noted."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.plain import Plain
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.rubric.answer_forms import SetForm, ValueForm
from endorse_cli.rubric.answers import REASONS, AnswerForm


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
            return self._word(said, REASONS, trail)
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
