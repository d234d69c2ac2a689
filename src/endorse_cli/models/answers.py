"""The only place that reads what is said about a candidate, by each criterion's own words."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import TypeVar, cast

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.models.candidate import (
    HEAD,
    STATES,
    Answer,
    Assessed,
    Candidate,
    Correction,
    Evidence,
    MembersSaid,
    Said,
    State,
    Statement,
)
from endorse_cli.models.cuts import Regions, regions_of
from endorse_cli.models.dates import read_day
from endorse_cli.models.grounds import NO_GROUNDS, read_date
from endorse_cli.models.kinds import NOT_APPLICABLE, UNKNOWN, YES_NO, Kind
from endorse_cli.models.measures import accepted as accepted_in_words
from endorse_cli.models.measures import mask_of, settled
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader, kind_of
from endorse_cli.models.regions import DayRegions
from endorse_cli.models.rubric import Criterion, Decision, EvidenceRule, Rubric
from endorse_cli.models.standing import supports
from endorse_cli.models.words import REASONS_UNKNOWN

T = TypeVar("T")

REQUIRED = ("candidate", "answers")
OPTIONAL = tuple(key for key in HEAD if key not in REQUIRED)
EXTRAS = ("note", "public", "evidence")
SAYS = ("answer", "one_of", UNKNOWN)
EVIDENCE = ("source", "date", "says")
ANSWERED = frozenset(("answer", *EXTRAS))


class CandidateReader:
    """Reads candidates under one rubric; made once, used for every candidate.

    With `whole`, answers to its criteria are read too, although the rubric does not ask them now.

    A bare answer is the commonest thing in a file, so what each means is worked out once.
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
        self.readers = {
            c.id: _AnswerReader(c, regions.get(c.id)) for c in (whole or rubric).criteria.values()
        }
        self.bare = {id: reader.bare for id, reader in self.readers.items()}
        self.absent = {id: reader.bare[UNKNOWN] for id, reader in self.readers.items()}
        self.stated = {
            d.id: _AnswerReader(_as_criterion(d))
            for d in rubric.decisions.values()
            if d.may_be_given
        }

    def read(self, value: Plain) -> tuple[Candidate | None, tuple[Diagnostic, ...]]:
        """The candidate, or everything that is wrong with the file."""
        reader = Reader()
        found = reader.keys(value, "The candidate", (), REQUIRED, OPTIONAL)
        if not isinstance(value, dict):
            return None, tuple(reader.found)
        candidate = Candidate(
            name=_required(reader, found, "candidate"),
            office=_text(reader, found, "office"),
            seat=_text(reader, found, "seat"),
            election=_day(reader, found, "election"),
            chapter=_text(reader, found, "chapter"),
            as_of=_day(reader, found, "as_of"),
            assessed=_assessed(reader, found["assessed"]) if "assessed" in found else None,
            answers=self.answers(reader, found["answers"]) if "answers" in found else {},
            statements_for=(statements := _statements(reader, found))[0],
            statements_against=statements[1],
            corrections=_corrections(reader, found),
        )
        if self.stated and "answers" in found:
            candidate = candidate._replace(given=self.given(reader, found["answers"]))
        _text(reader, found, "rubric")
        return (None if reader.found else candidate), tuple(reader.found)

    def answers(self, reader: Reader, value: Plain) -> dict[str, Answer]:
        """Every answer written, by criterion."""
        if not isinstance(value, dict):
            reader.fault(
                "bad-shape",
                f"`answers` is {kind_of(value)}, not a mapping.",
                "Write the answers below it, or `answers: {}` if there is none yet.",
                ("answers",),
            )
            return {}
        read: dict[str, Answer] = {}
        for id, said in value.items():
            words = self.bare.get(id)
            if words is None:
                if id not in self.stated:
                    self._unknown(reader, id)
                continue
            answer = words.get(said) if type(said) is str else None
            read[id] = answer or self.readers[id].read(reader, said, ("answers", id))
        return read

    def given(self, reader: Reader, value: Plain) -> dict[str, Answer]:
        """The decisions that the file states, as answers whose values are the outcomes."""
        if not isinstance(value, dict):
            return {}
        return {
            id: self.stated[id].read(reader, said, ("answers", id))
            for id, said in value.items()
            if id in self.stated
        }

    def settled(self, candidate: Candidate, as_of: date | None) -> Candidate:
        """The candidate as it stands on a day.

        What counts from a day or an election is placed; an answer whose needed sources are too old
        by the day, or later than it, is open.
        """
        supported = {
            id: self.readers[id].on(answer, as_of)
            for id, answer in candidate.answers.items()
            if answer.evidence
        }
        if supported:
            candidate = candidate._replace(answers={**candidate.answers, **supported})
        if not self.counts_days:
            return candidate
        anchors = {"election": candidate.election, "as_of": as_of}
        return candidate._replace(answers=settled(candidate.answers, self.regions, anchors))

    @cached_property
    def counts_days(self) -> bool:
        """Whether any answer is a day that is compared with an election or the day of judging."""
        return any(isinstance(r, DayRegions) and r.anchor for r in self.regions.values())

    def _unknown(self, reader: Reader, id: str) -> None:
        near = reader.nearest(id, [*self.bare, *self.stated])
        hint = f"Did you mean {quoted(near)}? " if near else ""
        reader.fault(
            "unknown-id",
            f"{quoted(id)} is not a criterion of {quoted(self.rubric.id)}.",
            f"{hint}`endorse new candidate` writes a file with all of them.",
            ("answers", id),
            on_key=True,
        )


def _as_criterion(decision: Decision) -> Criterion:
    """A decision that a file may state, as the question which outcome it has."""
    return Criterion(
        id=decision.id,
        group="",
        ask="",
        kind=Kind("choice", decision.outcomes),
        grounds=NO_GROUNDS,
        families=(),
        may_be_not_applicable=False,
        recorded=None,
        recorded_members={},
        anchors={},
        titles=decision.titles,
        cure=None,
        asked_of=None,
        evidence=EvidenceRule(),
        trail=decision.trail,
    )


class _AnswerReader:
    """Reads the answers to one criterion."""

    def __init__(self, criterion: Criterion, regions: Regions | None = None) -> None:
        self.criterion = criterion
        self.regions = regions
        self.is_set = criterion.kind.form == "set"
        names = regions.labels if regions is not None else criterion.kind.names
        if criterion.may_be_not_applicable:
            names = (*names, NOT_APPLICABLE)
        self.names = YES_NO if self.is_set else names
        self.bit = {name: 1 << i for i, name in enumerate(self.names)}
        self.all_values = (1 << len(self.names)) - 1
        if regions is not None:
            # Numbers and days are read as such: the labels of regions are not what people write.
            self.bit = {name: bit for name, bit in self.bit.items() if name == NOT_APPLICABLE}
            self.names = tuple(self.bit)
        self.open = (self.all_values,) * (len(criterion.kind.names) if self.is_set else 1)
        rule = criterion.evidence
        self.needs_none = rule.rule != "required" and not rule.required_for
        self.bare = {UNKNOWN: self.unknown("not_asked")}
        self.given: dict[str, Answer] = {}
        if not self.is_set:
            self.given = {name: Answer("answered", name, (self.bit[name],)) for name in self.names}
        for name, answer in self.given.items():
            self.bare[name] = self.supported(answer)
        self.members_bit = {**self.bit, UNKNOWN: self.all_values}

    def unknown(self, why: State) -> Answer:
        return Answer(why, None, self.open)

    def supported(self, answer: Answer) -> Answer:
        """The answer, or `unsupported` where it needs a source with a date and has none."""
        if self.needs_none or answer.said is None:
            return answer
        if not self.needs_evidence(answer.said):
            return answer
        if any(e.source and e.date for e in answer.evidence):
            return answer
        return self.unsupported(answer)

    def unsupported(self, answer: Answer) -> Answer:
        return answer._replace(state="unsupported", said=None, masks=self.open)

    def on(self, answer: Answer, day: date | None) -> Answer:
        """The answer on a day: `unsupported` where it needs a source and none counts then."""
        if self.needs_none or answer.said is None or not self.needs_evidence(answer.said):
            return answer
        if supports(self.criterion, answer.evidence, day):
            return answer
        return self.unsupported(answer)

    def needs_evidence(self, said: Said | MembersSaid) -> bool:
        rule = self.criterion.evidence
        if rule.rule == "required":
            return True
        return not _named(said).isdisjoint(rule.required_for)

    def read(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """An answer in any of its forms: bare, with evidence, unknown with a reason, a set."""
        if isinstance(value, dict) and (not self.is_set or _is_wrapped(value)):
            return self.wrapped(reader, value, trail)
        return self.supported(self.said(reader, value, trail))

    def wrapped(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> Answer:
        """An answer with its evidence and note, or a reason why there is none."""
        said = value.get("answer")
        state: State = "answered"
        given: Said | MembersSaid
        sound = self.sound(said) if value.keys() <= ANSWERED else None
        if sound is not None:
            state, given, masks = sound[:3]
        else:
            state, given, masks = self.stated(reader, value, trail)[:3]
        note, public = None, False
        evidence = read_evidence(reader, value["evidence"], trail) if "evidence" in value else ()
        if "note" in value:
            note = reader.text(value["note"], "`note`", (*trail, "note"))
        if "public" in value:
            at = (*trail, "public")
            public = reader.word(value["public"], "`public`", at, ("true", "false")) == "true"
        return self.supported(Answer(state, given, masks, evidence, note, public))

    def sound(self, said: Plain) -> Answer | None:
        """A bare answer in the criterion's own words; None where more has to be looked at."""
        if type(said) is str:
            return self.given.get(said)
        return self.sound_members(said) if self.is_set and type(said) is dict else None

    def stated(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> Answer:
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
            return self.unknown("not_asked")
        key = given[0]
        said: Plain = found[key] if key == "answer" else {key: found[key]}
        return self.said(reader, said, (*trail, key) if key == "answer" else trail)

    def said(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """What is said, without evidence: a name, `{unknown: …}`, `{one_of: …}`, or a set."""
        if isinstance(value, dict) and UNKNOWN in value:
            return self.unknown(self.reason(reader, value, trail))
        if value == UNKNOWN:
            return self.unknown("not_asked")
        if self.is_set:
            return self.members(reader, value, trail)
        state, said, mask = self.value(reader, value, trail)
        return Answer(state, said, (mask,))

    def value(self, reader: Reader, value: Plain, trail: Trail) -> tuple[State, Said, int]:
        """One name, or those that assessors gave, as a set of values still possible."""
        mask = self.mask(value) if isinstance(value, str) else None
        if mask is not None and isinstance(value, str):
            return "answered", value, mask
        if isinstance(value, dict) and "one_of" in value:
            reader.keys(value, "The answer", trail, ("one_of",))
            names = self.disputed(reader, value["one_of"], (*trail, "one_of"))
            return "disputed", names, reduce(or_, (self.mask(name) or 0 for name in names), 0)
        self.not_accepted(reader, value, trail)
        return "not_asked", None, self.all_values

    def mask(self, word: str) -> int | None:
        """The values that a word stands for, as a mask; None where it is not accepted."""
        if word in self.bit or self.regions is None:
            return self.bit.get(word)
        return mask_of(self.regions, word)

    def disputed(self, reader: Reader, value: Plain, trail: Trail) -> tuple[str, ...]:
        words = reader.texts(value, "`one_of`", trail)
        for position, word in enumerate(words):
            if word and self.mask(word) is None:
                self.not_accepted(reader, word, (*trail, position))
        if len(words) == 1 and self.mask(words[0]) is not None:
            reader.fault(
                "bad-shape",
                "`one_of` has only one value.",
                f"Write it alone: {quoted(words[0])}.",
                trail,
            )
        if self.regions is not None:
            return tuple(word for word in words if self.mask(word) is not None)
        return tuple(name for name in self.names if name in words)

    def reason(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> State:
        found = reader.keys(value, "The answer", trail, (UNKNOWN,))
        at = (*trail, UNKNOWN)
        return cast(
            "State", reader.word(found[UNKNOWN], "`unknown`", at, REASONS_UNKNOWN) or "not_asked"
        )

    def not_accepted(self, reader: Reader, value: Plain, trail: Trail) -> None:
        # `unknown` is refused only where it is no answer, and then it is not proposed either.
        accepted = self.names if value == UNKNOWN else (*self.names, UNKNOWN)
        near = reader.nearest(value, accepted) if isinstance(value, str) else None
        hint = f"Did you mean {quoted(near)}? " if near else ""
        id = quoted(self.criterion.id)
        message = f"{id} is answered with {kind_of(value)}, which is not accepted."
        if value is None:
            message, hint = f"Nothing is written for {id}.", "Write an answer or leave it out. "
        remedy = f"Accepted: {listed(accepted)}."
        if self.regions is not None:
            remedy = f"Accepted: {accepted_in_words(self.regions)}, or {listed(accepted)}."
        reader.fault("bad-value", message, f"{hint}{remedy}", trail)

    def members(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """A list names the whole set; a mapping leaves what it omits unknown."""
        members = self.criterion.kind.names
        if isinstance(value, list):
            return self.whole_set(reader, value, trail)
        if not isinstance(value, dict):
            reader.fault(
                "bad-shape",
                f"The answer to {quoted(self.criterion.id)} is {kind_of(value)}, not a set.",
                f"Write a list of those of {listed(members, 'and')} that there are "
                "(it names the whole set), or a mapping such as "
                f"`{{{members[0]}: yes}}` (what it omits is unknown).",
                trail,
            )
            return self.unknown("not_asked")
        if sound := self.sound_members(value):
            return sound
        for key in value:
            if key not in members:
                reader.bad_value(
                    key, quoted(self.criterion.id), (*trail, key), members, on_key=True
                )
        read = [self.member(reader, value, member, trail) for member in members]
        state = max((part[0] for part in read), key=STATES.index)
        if all(part[1] is None for part in read):
            return self.unknown(state)
        said = tuple((name, part[1]) for name, part in zip(members, read, strict=True))
        return Answer(state, said, tuple(part[2] for part in read))

    def sound_members(self, value: dict[str, Plain]) -> Answer | None:
        """Members that are in it, not in it or unknown; None where more has to be looked at."""
        names, bits = self.criterion.kind.names, self.members_bit
        if not value.keys() <= set(names):
            return None
        said: list[tuple[str, str | None]] = []
        for name in names:
            word = value.get(name, UNKNOWN)
            if type(word) is not str or word not in bits:
                return None
            said.append((name, None if word == UNKNOWN else word))
        known = [word for _, word in said if word is not None]
        if not known:
            return self.unknown("not_asked")
        state: State = "answered" if len(known) == len(said) else "not_asked"
        masks = tuple([bits[word or UNKNOWN] for _, word in said])
        return Answer(state, tuple(said), masks)

    def member(
        self, reader: Reader, value: dict[str, Plain], member: str, trail: Trail
    ) -> tuple[State, Said, int]:
        at = (*trail, member)
        said = value.get(member, UNKNOWN)
        if said == UNKNOWN:
            return "not_asked", None, self.all_values
        if isinstance(said, dict) and UNKNOWN in said:
            return self.reason(reader, said, at), None, self.all_values
        return self.value(reader, said, at)

    def whole_set(self, reader: Reader, value: list[Plain], trail: Trail) -> Answer:
        members = self.criterion.kind.names
        words = reader.texts(value, "The set", trail) if value else ()
        for position, word in enumerate(words):
            if word and word not in members:
                reader.bad_value(word, quoted(self.criterion.id), (*trail, position), members)
        said = tuple((name, "yes" if name in words else "no") for name in members)
        return Answer("answered", said, tuple(self.bit[word] for _, word in said))


def _named(said: Said | MembersSaid) -> set[str]:
    """The names that an answer gives: values, or the members that are or may be in the set."""
    if said is None or isinstance(said, str):
        return {said} if said else set()
    return {
        part if isinstance(part, str) else part[0]
        for part in said
        if isinstance(part, str) or (part[1] is not None and "yes" in part[1])
    }


def _is_wrapped(value: dict[str, Plain]) -> bool:
    return any(key in value for key in (*SAYS, *EXTRAS))


def read_evidence(reader: Reader, value: Plain, trail: Trail) -> tuple[Evidence, ...]:
    """The sources under an answer; each says at least something."""
    at = (*trail, "evidence")
    if isinstance(value, list) and not value:
        return ()
    items = reader.list_of(value, "`evidence`", at)
    return tuple(
        [
            _sound_source(item) or _source(reader, item, (*at, place))
            for place, item in enumerate(items)
        ]
    )


def _sound_source(item: Plain) -> Evidence | None:
    """An item that gives all three as it should; None where more has to be looked at.

    Most do, and a candidate has dozens: this is a third of the time of the whole way.
    """
    if type(item) is not dict or len(item) != len(EVIDENCE):
        return None
    source, day, says = item.get("source"), item.get("date"), item.get("says")
    if type(source) is not str or type(day) is not str or type(says) is not str:
        return None
    found = read_day(day)
    if found is None or not source or not says or source.isspace() or says.isspace():
        return None
    return Evidence(source, found, says)


def _source(reader: Reader, value: Plain, trail: Trail) -> Evidence:
    found = reader.keys(value, "The evidence", trail, (), EVIDENCE)
    if not found and isinstance(value, dict) and not value:
        help = "Write `source:`, `date:` and `says:`."
        reader.fault("bad-shape", "The evidence says nothing.", help, trail)
    return Evidence(
        _text(reader, found, "source", trail),
        _day(reader, found, "date", trail),
        _text(reader, found, "says", trail),
    )


def _text(reader: Reader, found: dict[str, Plain], key: str, trail: Trail = ()) -> str | None:
    value = found.get(key)
    if value is None:
        return None
    if isinstance(value, str) and value and not value.isspace():
        return value
    return reader.text(value, quoted(key), (*trail, key))


def _required(reader: Reader, found: dict[str, Plain], key: str) -> str:
    return reader.text(found[key], quoted(key), (key,)) if key in found else ""


def _day(reader: Reader, found: dict[str, Plain], key: str, trail: Trail = ()) -> date | None:
    value = found.get(key)
    if value is None:
        return None
    day = read_day(value) if isinstance(value, str) else None
    return day or read_date(reader, value, quoted(key), (*trail, key))


def _assessed(reader: Reader, value: Plain) -> Assessed:
    at = ("assessed",)
    found = reader.keys(value, "`assessed`", at, (), ("by", "date", "rubric_version"))
    return Assessed(
        _text(reader, found, "by", at),
        _day(reader, found, "date", at),
        _text(reader, found, "rubric_version", at),
    )


def _statements(
    reader: Reader, found: dict[str, Plain]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    at = ("statements",)
    if "statements" not in found:
        return (), ()
    sides = reader.keys(found["statements"], "`statements`", at, (), ("for", "against"))
    return (
        _items(reader, sides, "for", at, _statement),
        _items(reader, sides, "against", at, _statement),
    )


def _statement(reader: Reader, value: Plain, trail: Trail) -> Statement:
    found = reader.keys(value, "The statement", trail, ("by", "text"))
    return Statement(
        _text(reader, found, "by", trail) or "", _text(reader, found, "text", trail) or ""
    )


def _corrections(reader: Reader, found: dict[str, Plain]) -> tuple[Correction, ...]:
    return _items(reader, found, "corrections", (), _correction)


def _correction(reader: Reader, value: Plain, trail: Trail) -> Correction:
    found = reader.keys(value, "The correction", trail, ("what",), ("date", "by"))
    return Correction(
        _day(reader, found, "date", trail),
        _text(reader, found, "by", trail),
        _text(reader, found, "what", trail) or "",
    )


def _items(
    reader: Reader,
    found: dict[str, Plain],
    key: str,
    trail: Trail,
    read: Callable[[Reader, Plain, Trail], T],
) -> tuple[T, ...]:
    value = found.get(key)
    if value is None or value == []:
        return ()
    at = (*trail, key)
    items = reader.list_of(value, quoted(key), at)
    return tuple([read(reader, item, (*at, position)) for position, item in enumerate(items)])
