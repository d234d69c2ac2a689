"""The forms of answers: sets, and which form those to a criterion have."""

from collections.abc import Callable, Collection
from typing import cast

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import listed, quoted
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import EXTRAS, SAYS, STATES, Answer, MembersSaid, Said
from endorse_cli.models.faults import fault, faults, kind_of, unknown
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.loose_words import flow
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import UNKNOWN, Schema
from endorse_cli.rubric import loose_answers
from endorse_cli.rubric.answers import (
    KEPT,
    AnswerForm,
    Either,
    Members,
    Parts,
    Schemas,
    Tally,
    listing,
    mapping,
    twice,
)
from endorse_cli.rubric.regions import Regions
from endorse_cli.rubric.value_answers import MeasureForm, ValueForm, after, extras, word


def _apart(read: Callable[[Members], Answer], whole: CoreSchema, *forms: CoreSchema) -> CoreSchema:
    """A mapping that is validated at once; an editor is told of each of its forms by itself."""

    def told(_: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(form) for form in forms]}

    return after(read, whole, metadata={"pydantic_js_functions": [told]})


def _members(keys: Schemas) -> CoreSchema:
    return mapping(keys, about="Member by member; what is left out is unknown.")


class SetForm(AnswerForm):
    """Answers that are sets: a list names the whole of one, a mapping leaves open what it omits."""

    def __init__(self, criterion: Criterion, tally: Tally) -> None:
        self.member = ValueForm(criterion, YES_NO, tally)
        self.members = criterion.kind.names
        super().__init__(criterion, self.member.open * len(self.members), tally)
        self.names = frozenset(self.members)
        self.known: dict[tuple[Answer, ...], Answer] = {}

    def core(self, evidence: CoreSchema, either: Either) -> CoreSchema:
        """A set in any form, bare or with its evidence and note, or why there is none."""
        says = {"answer": self._value(either), UNKNOWN: self._reason()}
        wrapped, members = {**says, **extras(evidence)}, self._by_member(either)
        forms = _members(members), mapping(wrapped, says)
        wrapped_or_bare = _apart(self._bare_or_wrapped, mapping({**members, **wrapped}), *forms)
        whole = after(lambda words: self.supported(self._whole(words)), self._list())
        return either({str: word(self.bare, (UNKNOWN,)), list: whole, dict: wrapped_or_bare})

    def _value(self, either: Either) -> CoreSchema:
        members, unknown = self._by_member(either), {UNKNOWN: self._reason()}
        forms = _members(members), mapping(unknown, unknown)
        some = _apart(self._some, mapping({**members, **unknown}), *forms)
        whole = after(self._whole, self._list())
        return either({str: word(self.given, (UNKNOWN,)), list: whole, dict: some})

    def _by_member(self, either: Either) -> Schemas:
        value = self.member.value(either)
        return dict.fromkeys(self.members, value)

    def _list(self) -> CoreSchema:
        told: Schema = {"description": "The whole set, and no other.", "uniqueItems": True}
        return listing(core_schema.literal_schema([*self.members]), told)

    def keys_in(self, value: Collection[str]) -> tuple[str, ...]:
        """The keys that are accepted in a mapping that is an answer."""
        wrapped = ("answer", UNKNOWN, *EXTRAS)
        return self.members if {*SAYS, *EXTRAS}.isdisjoint(value) else wrapped

    def refusal(self, value: object) -> PydanticCustomError:
        """What is wrong with a value that is no answer."""
        meant = loose_answers.set_of(cast("Plain", value), self.members)
        return fault(
            "bad-shape",
            f"{{}}The answer to {quoted(self.id)} is {kind_of(value)}, not a set.",
            f"Write `{flow(meant)}`{' (no other is in it then)' * isinstance(meant, list)}."
            if meant is not None
            else f"Write a list of those of {listed(self.members, 'and')} that there are "
            "(it names the whole set), or a mapping such as "
            f"`{{{self.members[0]}: yes}}` (what it omits is unknown).",
        )

    def _bare_or_wrapped(self, parts: Members) -> Answer:
        if parts.keys() <= self.names:
            return self.supported(self._some(parts))
        mixed = [name for name in parts if name in self.names]
        if mixed:
            help = f"Accepted: {listed(self.keys_in(parts))}."
            what = f"the answer to {quoted(self.id)}"
            raise faults(((), unknown(name, help, of=what)) for name in mixed)
        return self.put_together(cast("Parts", parts))

    def _some(self, parts: Members) -> Answer:
        """The set of which some members are said to be in it or not."""
        self.tally.keys += len(parts)
        if UNKNOWN in parts:
            return parts[UNKNOWN]
        open = self.member.given[UNKNOWN]
        return self._made(tuple([parts.get(name, open) for name in self.members]))

    def _whole(self, words: tuple[str, ...]) -> Answer:
        """The set whose members are all named."""
        wrong = twice(words, "the set")
        if wrong:
            raise faults(wrong)
        given = self.member.given
        said = ["yes" if name in words else "no" for name in self.members]
        return self._made(tuple([given[word] for word in said]))

    def _made(self, said: tuple[Answer, ...]) -> Answer:
        answer = self.known.get(said)
        if answer is None:
            if len(self.known) >= KEPT:
                self.known.clear()
            answer = self.known[said] = self._of(said)
        return answer

    def _of(self, read: tuple[Answer, ...]) -> Answer:
        state = max((part.state for part in read), key=STATES.index)
        if all(part.said is None for part in read):
            return Answer(state, None, self.open)
        pairs = zip(self.members, read, strict=True)
        said = tuple([(name, _single(part.said)) for name, part in pairs])
        return Answer(state, said, tuple([part.masks[0] for part in read]))


def _single(said: Said | MembersSaid) -> Said:
    """What is said of one member, which is no set itself."""
    if said is None or isinstance(said, str):
        return said
    return tuple([word for word in said if isinstance(word, str)])


def form_of(criterion: Criterion, regions: Regions | None, tally: Tally) -> AnswerForm:
    """The form of the answers to a criterion; `regions` are those of a number or a day."""
    if criterion.kind.form == "set":
        return SetForm(criterion, tally)
    if regions is not None:
        return MeasureForm(criterion, regions, criterion.answers.beside, tally)
    return ValueForm(criterion, criterion.answers.names, tally, criterion.titles)
