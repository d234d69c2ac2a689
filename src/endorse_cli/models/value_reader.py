"""The only place that reads one value: a name, a number or a day, or those in dispute.

A value is read as a mask of what is still possible: a bit for each name, or for each region of a
number or a day.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias, cast

from endorse_cli.diagnostics import NO_TITLES, Trail, listed, quoted
from endorse_cli.models.old_candidate import Answer, Said, State
from endorse_cli.models.cuts import Regions
from endorse_cli.models.measures import accepted as accepted_in_words
from endorse_cli.models.measures import mask_of
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader, kind_of
from endorse_cli.models.rubric import Criterion
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN
from endorse_cli.models.words import REASONS_UNKNOWN

Value: TypeAlias = tuple[State, Said, int]
"""How it is known, what is said, and the values still possible."""


class ValueReader:
    """Reads names: those of a criterion, or `no` and `yes` for each member of a set.

    `after` values come before them that are no names.
    """

    def __init__(
        self,
        id: str,
        names: tuple[str, ...],
        titles: Mapping[str, str] = NO_TITLES,
        after: int = 0,
    ) -> None:
        self.id = id
        self.titles = titles
        self.names = names
        self.bit = {name: 1 << after + place for place, name in enumerate(names)}
        self.all = (1 << after + len(names)) - 1
        self.open = (self.all,)
        self.given = {name: Answer("answered", name, (bit,)) for name, bit in self.bit.items()}

    def sound(self, said: Plain) -> Answer | None:
        """An answer plainly in order that is no single word: there is none."""
        return None

    def answer(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """What is said where the value is all there is to say."""
        state, said, mask = self.read(reader, value, trail)
        return Answer(state, said, (mask,))

    def mask(self, word: str) -> int | None:
        """The values that a word stands for; None where it is not accepted."""
        return self.bit.get(word)

    def accepted(self, words: tuple[str, ...]) -> str:
        """What can be written, in words; `words` are accepted as they stand."""
        return listed(words)

    def in_order(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those of some words that are accepted, in the order of the rubric."""
        return tuple(name for name in self.names if name in words)

    def read(self, reader: Reader, value: Plain, trail: Trail) -> Value:
        """One word, or those that assessors gave where they disagree."""
        mask = self.mask(value) if isinstance(value, str) else None
        if mask is not None and isinstance(value, str):
            return "answered", value, mask
        if isinstance(value, dict) and "one_of" in value:
            reader.keys(value, "The answer", trail, ("one_of",))
            words = self._disputed(reader, value["one_of"], (*trail, "one_of"))
            return "disputed", words, reduce(or_, (self.mask(word) or 0 for word in words), 0)
        self._refuse(reader, value, trail)
        return "not_asked", None, self.all

    def _disputed(self, reader: Reader, value: Plain, trail: Trail) -> tuple[str, ...]:
        words = reader.texts(value, "`one_of`", trail)
        for position, word in enumerate(words):
            if word and self.mask(word) is None:
                self._refuse(reader, word, (*trail, position))
        if len(words) == 1 and self.mask(words[0]) is not None:
            reader.fault(
                "bad-shape",
                "`one_of` has only one value.",
                f"Write it alone: {quoted(words[0])}.",
                trail,
            )
        return self.in_order(words)

    def _refuse(self, reader: Reader, value: Plain, trail: Trail) -> None:
        # `unknown` is refused only where it is no answer, and then it is not proposed either.
        accepted = self.names if value == UNKNOWN else (*self.names, UNKNOWN)
        hint = reader.suggested(value, accepted, self.titles) if isinstance(value, str) else ""
        id = quoted(self.id)
        message = f"{id} is answered with {kind_of(value)}, which is not accepted."
        if value is None:
            message, hint = f"Nothing is written for {id}.", "Write an answer or leave it out. "
        help = f"{hint}Accepted: {self.accepted(accepted)}."
        reader.fault("bad-value", message, help, trail)


class MeasureReader(ValueReader):
    """Reads numbers or days, by the regions they lie in: their labels are not what people write."""

    def __init__(
        self, id: str, regions: Regions, names: tuple[str, ...], titles: Mapping[str, str]
    ) -> None:
        super().__init__(id, names, titles, after=len(regions.labels))
        self.regions = regions

    def mask(self, word: str) -> int | None:
        """The regions in which a number or a day can lie; None where it is none."""
        return self.bit[word] if word in self.bit else mask_of(self.regions, word)

    def accepted(self, words: tuple[str, ...]) -> str:
        """What can be written, in words; `words` are accepted as they stand."""
        return f"{accepted_in_words(self.regions)}, or {listed(words)}"

    def in_order(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those of some words that are accepted, as they were given."""
        return tuple(word for word in words if self.mask(word) is not None)


def value_reader(criterion: Criterion, regions: Regions | None) -> ValueReader:
    """What reads a value of a criterion; `regions` are those of a number or a day."""
    beside = (NOT_APPLICABLE,) if criterion.may_be_not_applicable else ()
    if regions is not None:
        return MeasureReader(criterion.id, regions, beside, criterion.titles)
    return ValueReader(criterion.id, (*criterion.kind.names, *beside), criterion.titles)


def read_reason(reader: Reader, value: dict[str, Plain], trail: Trail) -> State:
    """Why something is unknown: `{unknown: no_reply}`."""
    found = reader.keys(value, "The answer", trail, (UNKNOWN,))
    at = (*trail, UNKNOWN)
    reason = reader.word(found[UNKNOWN], "`unknown`", at, REASONS_UNKNOWN)
    return cast("State", reason or "not_asked")
