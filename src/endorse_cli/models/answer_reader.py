"""The only place that reads the answers to one criterion, with their evidence and notes."""

from datetime import date

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.old_candidate import Answer, MembersSaid, Said, State
from endorse_cli.models.evidence_reader import read_evidence
from endorse_cli.models.numbers import read_number, show_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Criterion
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.models.set_reader import SetReader
from endorse_cli.models.standing import supports
from endorse_cli.models.value_reader import ValueReader, read_reason

EXTRAS = ("note", "public", "evidence")
SAYS = ("answer", "one_of", UNKNOWN)
ANSWERED = frozenset(("answer", *EXTRAS))
WRAPPED = frozenset((*SAYS, *EXTRAS))
"""The keys of an answer that is written with more; the members of a set bear none of them."""


class AnswerReader:
    """Reads the answers to one criterion; what reads the value or the set itself is `content`.

    A bare answer is the commonest thing in a file, so what each means is worked out once: `given`
    where it has the source that it needs, `bare` where it has none.
    """

    def __init__(self, criterion: Criterion, content: ValueReader | SetReader) -> None:
        self.criterion = criterion
        self.content = content
        self.is_set = isinstance(content, SetReader)
        self.given = content.given
        rule = criterion.evidence
        self.demanded = frozenset(map(self._exact, rule.required_for))
        self.needs_none = rule.rule != "required" and not rule.required_for
        self.bare = {UNKNOWN: self._unknown("not_asked")}
        self.bare |= {word: self.supported(answer) for word, answer in self.given.items()}

    def _unknown(self, why: State) -> Answer:
        return Answer(why, None, self.content.open)

    def supported(self, answer: Answer) -> Answer:
        """The answer, or `unsupported` where it needs a source with a date and has none."""
        if self.needs_none or answer.said is None:
            return answer
        if not self._needs_evidence(answer.said):
            return answer
        if any(e.source and e.date for e in answer.evidence):
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
        return answer._replace(state="unsupported", said=None, masks=self.content.open)

    def _needs_evidence(self, said: Said | MembersSaid) -> bool:
        rule = self.criterion.evidence
        given = map(self._exact, _named(said))
        return rule.rule == "required" or not self.demanded.isdisjoint(given)

    def _exact(self, word: str) -> str:
        """A number in one way of writing it, so that `5.0` is `5`; other words as they are."""
        number = read_number(word) if self.criterion.kind.number else None
        return word if number is None else show_number(number)

    def read(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """An answer in any of its forms: bare, with evidence, unknown with a reason."""
        if isinstance(value, dict) and not (self.is_set and WRAPPED.isdisjoint(value)):
            return self._wrapped(reader, value, trail)
        return self.supported(self._said(reader, value, trail))

    def _wrapped(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> Answer:
        """An answer with its evidence and note, or a reason why there is none."""
        sound = self._sound(value.get("answer")) if value.keys() <= ANSWERED else None
        state, said, masks = (sound or self._stated(reader, value, trail))[:3]
        note, public = None, False
        evidence = read_evidence(reader, value["evidence"], trail) if "evidence" in value else ()
        if "note" in value:
            note = reader.text(value["note"], "`note`", (*trail, "note"))
        if "public" in value:
            at = (*trail, "public")
            public = reader.word(value["public"], "`public`", at, ("true", "false")) == "true"
        return self.supported(Answer(state, said, masks, evidence, note, public))

    def _sound(self, said: Plain) -> Answer | None:
        """A bare answer in the criterion's own words; None where more has to be looked at."""
        return self.given.get(said) if type(said) is str else self.content.sound(said)

    def _stated(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> Answer:
        """What a wrapped answer says, its extras aside."""
        what = f"The answer to {quoted(self.criterion.id)}"
        found = reader.keys(value, what, trail, (), (*SAYS, *EXTRAS))
        given = [key for key in SAYS if key in found]
        if len(given) != 1:
            if given or len(found) == len(value):
                reader.fault(
                    "bad-shape",
                    f"{what} {'says several things at once' if given else 'says nothing'}.",
                    "Write exactly one of `answer:`, `one_of:` or `unknown:`.",
                    trail,
                    on_key=True,
                )
            return self._unknown("not_asked")
        key = given[0]
        said: Plain = found[key] if key == "answer" else {key: found[key]}
        return self._said(reader, said, (*trail, key) if key == "answer" else trail)

    def _said(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """What is said, without evidence: `unknown`, `{unknown: …}`, or something that is known."""
        if isinstance(value, dict) and UNKNOWN in value:
            return self._unknown(read_reason(reader, value, trail))
        if value == UNKNOWN:
            return self._unknown("not_asked")
        return self.content.answer(reader, value, trail)


def _named(said: Said | MembersSaid) -> set[str]:
    """The names that an answer gives: values, or the members that are or may be in the set."""
    if said is None or isinstance(said, str):
        return {said} if said else set()
    return {
        part if isinstance(part, str) else part[0]
        for part in said
        if isinstance(part, str) or (part[1] is not None and "yes" in part[1])
    }
