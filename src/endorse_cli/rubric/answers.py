"""How answers to one criterion are validated, and what each means: a mask of what is possible.

A form is made once for each criterion and used for every candidate. It says to pydantic's core
what can be written: a bare word is looked up there, and only what is written with more (evidence, a
note, a dispute) is put together here. A mask has a bit for each name, or for each region of a
number or a day.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias, TypedDict

from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import KEYS, SAYS, Answer, Evidence, MembersSaid, Said
from endorse_cli.models.faults import fault
from endorse_cli.models.plain_values import REASONS_UNKNOWN, read_number, show_number
from endorse_cli.models.scalars import UNKNOWN, Schema
from endorse_cli.rubric.measures import supports

WORD, LIST = str(str), str(list)
FORMS = frozenset((WORD, LIST, str(dict), str(int)))
"""The forms of an answer; in the place of an error, which of them it has."""

KEPT = 10_000
"""So many numbers, days and sets are remembered: people give the same few again and again."""


class Parts(TypedDict, total=False):
    """An answer that is written with more, each part as the core gives it."""

    answer: Answer
    one_of: Answer
    unknown: Answer
    note: str
    public: str | bool
    evidence: tuple[Evidence, ...]


TRUE = ("true", True)
Members: TypeAlias = dict[str, Answer]
Schemas: TypeAlias = dict[str, CoreSchema]
Either: TypeAlias = Callable[[Mapping[type, CoreSchema]], CoreSchema]
"""Makes one schema of those of some forms, by what stands in the file for each."""
Wrong: TypeAlias = list[tuple[Trail, PydanticCustomError]]


def mapping(
    keys: Schemas, exactly: Collection[str] = (), about: str = "", least: int = 0
) -> CoreSchema:
    """A mapping in which some keys may stand, and no others.

    What is beside them an editor is told alone: that of some keys there is `exactly` one, what it
    is `about`, and the `least` number of keys.
    """
    fields = {key: core_schema.typed_dict_field(part, required=False) for key, part in keys.items()}
    told: Schema = {"description": about} if about else {}
    told |= {"minProperties": least} if least else {}
    told |= {"oneOf": [{"required": [key]} for key in exactly]} if exactly else {}
    return core_schema.typed_dict_schema(
        fields, extra_behavior="forbid", metadata={"pydantic_js_updates": told}
    )


def listing(item: CoreSchema, told: Schema, least: int = 0) -> CoreSchema:
    """A list with so many items at least; more than that `told` says to an editor."""
    metadata = {"pydantic_js_updates": told}
    return core_schema.tuple_variable_schema(item, min_length=least or None, metadata=metadata)


class Tally:
    """Counts the keys of the answers that were validated: a doubled key would be one too few."""

    keys = 0


class Meanings(dict[str, Answer]):
    """What words mean; each is worked out when it is first seen."""

    def __init__(self, meaning: Callable[[str], Answer | None]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, word: str) -> Answer:
        answer = self.meaning(word)
        if answer is None:
            raise KeyError(word)
        if len(self) >= KEPT:
            self.clear()
        self[word] = answer
        return answer


# What `Answer(…)` does, without a call of Python for each of the many answers.
_answer: Callable[[tuple[object, ...]], Answer] = partial(tuple.__new__, Answer)


class AnswerForm:
    """The form of the answers to one criterion.

    `given` is what a word means with its source, `bare` what it means without one, `open` what is
    possible where nothing is known.
    """

    def __init__(self, criterion: Criterion, open: tuple[int, ...], tally: Tally) -> None:
        self.criterion = criterion
        self.id = criterion.id
        self.open = open
        self.tally = tally
        rule = criterion.evidence
        self.demanded = frozenset(map(self._exact, rule.required_for))
        self.needs_none = rule.rule != "required" and not rule.required_for
        self.unknown = {reason: Answer(reason, None, open) for reason in REASONS_UNKNOWN}
        self.given = Meanings(self.meaning)
        self.bare = Meanings(lambda word: self.supported(self.given[word]))

    def meaning(self, word: str) -> Answer | None:
        """What a word means; None where it is not accepted."""
        return self.unknown["not_asked"] if word == UNKNOWN else None

    def core(self, evidence: CoreSchema, either: Either) -> CoreSchema:
        """What the core validates, given what it validates of a source: an answer in any form."""
        raise NotImplementedError

    def alike(self) -> object:
        """Equal for two forms that make the same of everything: by itself none is known to."""
        return self.id

    def refusal(self, value: object) -> PydanticCustomError:
        """What is wrong with a value that is no answer."""
        raise NotImplementedError

    def keys_in(self, value: Collection[str]) -> tuple[str, ...]:
        """The keys that are accepted in a mapping that is an answer."""
        raise NotImplementedError

    def supported(self, answer: Answer) -> Answer:
        """The answer, or `unsupported` where it needs a source with a date and has none."""
        if self.needs_none or answer.said is None or not self._needs_evidence(answer.said):
            return answer
        if any(source.source and source.date for source in answer.evidence):
            return answer
        return self._unsupported(answer)

    def on(self, answer: Answer, day: date | None) -> Answer:
        """The answer on a day: `unsupported` where it needs a source and none counts then."""
        if self.needs_none or answer.said is None or not self._needs_evidence(answer.said):
            return answer
        if supports(self.criterion, answer.evidence, day):
            return answer
        return self._unsupported(answer)

    def _unsupported(self, answer: Answer) -> Answer:
        return answer._replace(state="unsupported", said=None, masks=self.open)

    def _needs_evidence(self, said: Said | MembersSaid) -> bool:
        if self.criterion.evidence.rule == "required":
            return True
        return not self.demanded.isdisjoint(map(self._exact, _named(said)))

    def _exact(self, word: str) -> str:
        """A number in one way of writing it, so that `5.0` is `5`; other words as they are."""
        number = read_number(word) if self.criterion.kind.number else None
        return word if number is None else show_number(number)

    def put_together(self, parts: Parts) -> Answer:
        """The answer that stands beside its evidence and note, with them."""
        known = parts.get("answer")
        if known is None or "one_of" in parts or "unknown" in parts:
            known = self._said(parts)
        evidence = parts.get("evidence", ())
        keys = [*map(len, map(KEYS, evidence))]
        if 0 in keys:
            raise _nothing_said(keys.index(0))
        self.tally.keys += sum(keys, len(parts))
        beside = evidence, parts.get("note"), parts.get("public") in TRUE
        whole = _answer(known[:3] + beside)
        return whole if self.needs_none else self.supported(whole)

    def _said(self, parts: Parts) -> Answer:
        """What an answer says, its extras aside: exactly one of its keys does."""
        wrong = self.says_one(parts)
        if wrong:
            raise wrong
        return parts["one_of"] if "one_of" in parts else parts["unknown"]

    def says_one(self, parts: Collection[str]) -> PydanticCustomError | None:
        """What is wrong with an answer that says nothing, or several things at once."""
        said = [key for key in SAYS if key in parts]
        if len(said) == 1:
            return None
        what = f"{{}}The answer to {quoted(self.id)}"
        return fault(
            "bad-shape",
            f"{what} {'says several things at once' if said else 'says nothing'}.",
            "Write exactly one of `answer:`, `one_of:` or `unknown:`.",
            on_key=True,
        )

    def _reason(self) -> CoreSchema:
        """Why something is unknown."""
        return core_schema.no_info_after_validator_function(
            self.unknown.__getitem__, core_schema.literal_schema([*REASONS_UNKNOWN])
        )


def _nothing_said(place: int) -> PydanticCustomError:
    """That a source has no keys."""
    help = "Write `source:`, `date:` and `says:`."
    return fault("bad-shape", "{}The evidence says nothing.", help, at=("evidence", place))


def twice(words: Sequence[str], what: str) -> Wrong:
    """Where a word stands a second time in a list, and that it does."""
    if len(set(words)) == len(words):
        return []
    return [
        ((place,), fault("doubled-id", f"{{}}{quoted(word)} appears twice in {what}.", ONCE))
        for place, word in enumerate(words)
        if word and word in words[:place]
    ]


ONCE = "Name it once."


def _named(said: Said | MembersSaid) -> set[str]:
    """The names that an answer gives: values, or the members that are or may be in the set."""
    if said is None or isinstance(said, str):
        return {said} if said else set()
    return {
        part if isinstance(part, str) else part[0]
        for part in said
        if isinstance(part, str) or (part[1] is not None and "yes" in part[1])
    }
