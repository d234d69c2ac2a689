"""Answers that are one value: a name, or a number or a day by its region."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial, reduce
from operator import or_

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import NO_TITLES, listed, quoted, suggested
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import EXTRAS, SAYS, TEXT, Answer
from endorse_cli.models.faults import fault, faults, kind_of
from endorse_cli.models.loose_days import day_ends, meant_days
from endorse_cli.models.loose_words import flow, several, truth
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN
from endorse_cli.rubric import loose_answers
from endorse_cli.rubric.answers import (
    AnswerForm,
    Either,
    Meanings,
    Parts,
    Schemas,
    Tally,
    listing,
    mapping,
    twice,
)
from endorse_cli.rubric.measures import accepted as accepted_in_words
from endorse_cli.rubric.measures import mask_of, schema_of
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.regions import Regions

after = core_schema.no_info_after_validator_function


def extras(evidence: CoreSchema) -> Schemas:
    """What can stand beside an answer."""
    return {
        "note": TEXT,
        "public": core_schema.literal_schema(["true", "false", True, False]),
        "evidence": core_schema.tuple_variable_schema(evidence),
    }


def told(forms: Mapping[type, CoreSchema]) -> CoreSchema:
    """One of some forms, told apart by what stands there, so that one fault is one error."""
    return core_schema.tagged_union_schema({**forms}, discriminator=type)


def tried(forms: Mapping[type, CoreSchema]) -> CoreSchema:
    """One of some forms, tried in turn: for JSON, of which only is asked whether it is sound.

    Nothing is made for Python to look at. The mapping comes first: that a word is none of those the
    core sees twenty times as fast as that a mapping is no word.
    """
    first = sorted(forms, key=lambda kind: kind is not dict)
    each: list[CoreSchema | tuple[CoreSchema, str]] = []
    each += {id(forms[kind]): forms[kind] for kind in first}.values()
    return core_schema.union_schema(each, mode="left_to_right")


class _Spelled(Answer):
    """An answer, and as its `value` the word that stands for it."""

    value: str


class _Never:
    """Stands for the class of an enumeration, which may make a member of any word; none here."""

    def __init__(self, _: object) -> None:
        raise ValueError


def word(meanings: Meanings, accepted: Iterable[str]) -> CoreSchema:
    """One of some words, and what it means.

    To the core they are an enumeration: it gives the member for its value, and no Python is called.
    An editor is told the words.
    """
    words, members = [*accepted], []
    for one in words:
        member = _Spelled(*meanings[one])
        member.value = one
        members.append(member)

    def as_words(_: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core_schema.literal_schema(words))

    return core_schema.enum_schema(_Never, members, metadata={"pydantic_js_functions": [as_words]})


class ValueForm(AnswerForm):
    """Answers that are one name: those of a criterion, or `no` and `yes` for a member of a set.

    `before` values come before them that are no names.
    """

    are_distinct = True
    """Whether two answers that are written alike to an editor are one."""

    def __init__(
        self,
        criterion: Criterion,
        names: tuple[str, ...],
        tally: Tally,
        titles: Mapping[str, str] = NO_TITLES,
        before: int = 0,
    ) -> None:
        super().__init__(criterion, ((1 << before + len(names)) - 1,), tally)
        self.titles = titles
        self.names = names
        self.masks = {name: 1 << before + place for place, name in enumerate(names)}

    def mask(self, word: str) -> int | None:
        """The values that a word stands for; None where it is not accepted."""
        return self.masks.get(word)

    def meaning(self, word: str) -> Answer | None:
        """What a word means; None where it is not accepted."""
        mask = self.mask(word)
        return super().meaning(word) if mask is None else Answer("answered", word, (mask,))

    def words(self, meanings: Meanings) -> dict[type, CoreSchema]:
        """What the core validates as one word, by what it is in the file, and what that means."""
        return {str: word(meanings, (*self.names, UNKNOWN))}

    def name(self) -> CoreSchema:
        """What it validates as a word for what is known."""
        return core_schema.literal_schema([*self.names])

    def alike(self) -> object:
        """Equal for two forms that make the same of everything; which criterion it is, is not."""
        rule = self.criterion.evidence.rule
        return type(self), self.names, self.open, self.needs_none, rule, self.demanded

    def core(self, evidence: CoreSchema, either: Either) -> CoreSchema:
        """A word, or an answer with its evidence and note, or why there is none."""
        says = {"answer": self.value(either), "one_of": self._dispute(), UNKNOWN: self._reason()}
        wrapped = after(self.put_together, mapping({**says, **extras(evidence)}, says))
        return either(self.words(self.bare) | {dict: wrapped})

    def value(self, either: Either) -> CoreSchema:
        """A word, or those in dispute, or why there is none."""
        says = {"one_of": self._dispute(), UNKNOWN: self._reason()}
        more = after(self._one_of_two, mapping(says, says))
        return either(self.words(self.given) | {dict: more})

    def keys_in(self, value: Collection[str]) -> tuple[str, ...]:
        """The keys that are accepted in a mapping that is an answer."""
        return (*SAYS, *EXTRAS)

    def _one_of_two(self, parts: Parts) -> Answer:
        if not parts:
            raise self.refusal(parts)
        self.tally.keys += len(parts)
        return self._said(parts)

    def _dispute(self) -> CoreSchema:
        words = listing(self.name(), {"minItems": 2, "uniqueItems": self.are_distinct}, 1)
        return after(self._disputed, words)

    def _disputed(self, words: tuple[str, ...]) -> Answer:
        """The answer that is open between some words."""
        wrong = twice(words, "`one_of`")
        if len(words) == 1:
            help = f"Write it alone: {quoted(words[0])}."
            wrong.append(((), fault("bad-shape", "{}`one_of` has only one value.", help)))
        if wrong:
            raise faults(wrong)
        mask = reduce(or_, (self.mask(word) or 0 for word in words))
        return Answer("disputed", self.in_order(words), (mask,))

    def in_order(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Some words in the order of the rubric."""
        return tuple(name for name in self.names if name in words)

    def accepted(self, words: tuple[str, ...]) -> str:
        """What can be written, in words; `words` are accepted as they stand."""
        return listed(words)

    def refusal(self, value: object) -> PydanticCustomError:
        """What is wrong with a value that is no answer."""
        # `unknown` is refused only where it is no answer, and then it is not proposed either.
        accepted = self.names if value == UNKNOWN else (*self.names, UNKNOWN)
        hint = self._meant(value)
        if not hint and isinstance(value, str):
            hint = suggested(value, accepted, self.titles)
        id = quoted(self.id)
        said = f"{{}}{id} is answered with {kind_of(value)}, which is not accepted."
        if value is None:
            said, hint = f"{{}}Nothing is written for {id}.", "Write an answer or leave it out. "
        return fault("bad-value", said, f"{hint}Accepted: {self.accepted(accepted)}.")

    def _meant(self, value: object) -> str:
        """The form that is meant by what cannot be read, and a blank; or nothing."""
        words = [self._as_name(word) for word in several(value)]
        if isinstance(value, str) and (meant := self._words_meant(value)):
            return f"Write {listed(meant)}{', whichever is meant' if len(meant) > 1 else ''}. "
        if words and all(map(self._is_answer, words)):
            return loose_answers.one_of(words)
        if not isinstance(value, str) or value == UNKNOWN:
            return ""
        levels = self.names if self.criterion.kind.ordered else ()
        may_not_apply = NOT_APPLICABLE in self.names
        return loose_answers.meant(value, levels, may_not_apply, self._is_answer)

    def _words_meant(self, value: str) -> list[str]:
        """What may be meant by other words than those accepted."""
        tried = (truth(value), loose_answers.truth_of(value))
        return [word for word in tried if word in self.names][:1]

    def _is_answer(self, word: str) -> bool:
        return self.mask(word) is not None

    def _as_name(self, word: str) -> str:
        low = word.casefold()
        return low if low in self.masks else word


class MeasureForm(ValueForm):
    """Answers that are numbers or days, by the regions they lie in."""

    # `7` and `7.0` are two texts here, and one number to an editor.
    are_distinct = False

    def __init__(
        self, criterion: Criterion, regions: Regions, names: tuple[str, ...], tally: Tally
    ) -> None:
        super().__init__(criterion, names, tally, criterion.titles, len(regions.labels))
        self.regions = regions

    def alike(self) -> object:
        """Equal for two forms that make the same of everything: each has regions of its own."""
        return self.id

    def mask(self, word: str) -> int | None:
        """The regions in which a number or a day can lie; None where it is none."""
        return self.masks[word] if word in self.masks else mask_of(self.regions, word)

    def _words_meant(self, value: str) -> list[str]:
        if not isinstance(self.regions, NumberRegions):
            return [*meant_days(loose_answers.bare_day(value))]
        tried = [*loose_answers.numbers(value), loose_answers.out_of(value, self._is_answer)]
        number = self.criterion.kind.number
        if value.endswith("%") and number and number.unit.lower() in ("percent", "%", "per cent"):
            tried = tried[:1]
        return [word for word in tried if word != value and self._is_answer(word)][:1]

    def _meant(self, value: object) -> str:
        if isinstance(value, str) and re.search(r"\d\s*(?:to|–|\.\.)\s*\d", value):
            words = loose_answers.between(value, self._is_answer)
            note = flow({UNKNOWN: "could_not_verify", "note": value})
            return loose_answers.one_of(words) if words else f"Write `{note}`. "
        found = super()._meant(value)
        if found or not isinstance(value, str) or isinstance(self.regions, NumberRegions):
            return found
        ends = day_ends(loose_answers.bare_day(value))
        return f"Write the day: that goes from {listed(ends, 'to')}. " if ends else ""

    def words(self, meanings: Meanings) -> dict[type, CoreSchema]:
        """What the core validates as one word; a whole number is one in JSON alone."""
        return dict.fromkeys((str, int), self._read_by(partial(_known, meanings), UNKNOWN))

    def name(self) -> CoreSchema:
        """What it validates as a word for what is known."""
        return self._read_by(self._known_one)

    def _read_by(self, read: Callable[[object], object], *beside: str) -> CoreSchema:
        measured = {"pydantic_js_updates": schema_of(self.regions)}
        told: list[CoreSchema] = [core_schema.any_schema(metadata=measured)]
        if words := (*self.names, *beside):
            told.append(core_schema.literal_schema([*words]))
        return core_schema.no_info_plain_validator_function(
            read, json_schema_input_schema=core_schema.union_schema([*told])
        )

    def _known_one(self, value: object) -> str:
        said = _known(self.given, value).said
        if not isinstance(said, str):
            raise PydanticCustomError("word", "word")
        return said

    def in_order(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Some words as they were given."""
        return words

    def accepted(self, words: tuple[str, ...]) -> str:
        """What can be written, in words; `words` are accepted as they stand."""
        return f"{accepted_in_words(self.regions)}, or {listed(words)}"


def _known(meanings: Meanings, value: object) -> Answer:
    """What a number or a day means as it was written, or a word that stands for none."""
    # A zero may have been written `-0`, which is another word.
    word = str(value) if type(value) is int and value else value
    try:
        if isinstance(word, str):
            return meanings[word]
    except KeyError:
        pass
    raise PydanticCustomError("word", "word")
