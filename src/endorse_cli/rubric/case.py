"""Reads cases under one rubric: answers, and what must come of them."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Annotated, TypeVar

from pydantic import GetPydanticSchema, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, counted, listed, quoted
from endorse_cli.models.candidate import (
    UNDETERMINED,
    ByDecision,
    Case,
    CaseFile,
    Ends,
    Expected,
)
from endorse_cli.models.decisions import Decision
from endorse_cli.models.faults import fault, faults, kind_of
from endorse_cli.models.loose_conditions import numbers_between
from endorse_cli.models.loose_words import not_accepted, several
from endorse_cli.models.plain_values import HOLDING, Holding, Plain, read_number
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.scalars import EXACT, Schema
from endorse_cli.rubric.answers import Wrong, listing, mapping, twice
from endorse_cli.rubric.candidate_reader import CandidateReader, model_under

T = TypeVar("T")
P = TypeVar("P")
ZERO = Fraction(0)


class CaseReader:
    """Reads cases under one rubric; made once, used for every case."""

    def __init__(self, candidates: CandidateReader) -> None:
        self.candidates = candidates
        self.rubric = candidates.rubric
        self.variables = _variable_ids(self.rubric)
        self.model = model_under(CaseFile, answers=candidates.answers, **self._expectations())

    def _expectations(self) -> dict[str, object]:
        """What stands under the keys that say what must come out."""
        decisions, scores, findings = (
            self.rubric.decisions,
            self.rubric.scores,
            self.rubric.findings,
        )
        named = _told(decisions, lambda one: _one_or_more([row.id for row in one.rows]))
        ends = partial(_by_id, "score", scores, _ends), _told(scores, lambda _: ONE_OR_TWO_NUMBERS)
        holding = partial(_by_id, "finding", findings, _holding), _told(findings, lambda _: HOLDS)
        rows = partial(_by_id, "decision", decisions, _rows), named
        outcomes = _told(decisions, lambda one: _one_or_more(one.outcomes, (UNDETERMINED,)), 1)
        variables = _told(decisions, lambda _: _one_or_more(self.variables))
        return {
            "expect": Annotated[dict[str, Expected], PlainValidator(self._expect, outcomes)],
            "rows": Annotated[ByDecision, PlainValidator(*rows)],
            "reasons": Annotated[ByDecision, PlainValidator(self._reasons, variables)],
            "scores": Annotated[dict[str, Ends], PlainValidator(*ends)],
            "findings": Annotated[dict[str, Holding], PlainValidator(*holding)],
        }

    def read(self, value: Plain) -> tuple[Case | None, tuple[Diagnostic, ...]]:
        """The case, or everything that is wrong with it; with either, what is noted."""
        file, value, found = self.candidates.validated(self.model, value, "The case")
        if file is None:
            return None, found
        candidate = self.candidates.candidate(file, value, file.name or file.case)
        expected = (file.expect, file.rows, file.reasons, file.scores, file.findings)
        return Case(file.case, file.why, file.locators, candidate, *expected), found

    def _expect(self, value: object) -> dict[str, Expected]:
        if value == {}:
            help = "Write what must come out: `decision: outcome`."
            raise fault("bad-shape", "{what} names no decision.", help)
        return _by_id("decision", self.rubric.decisions, _outcomes, value)

    def _reasons(self, value: object, info: ValidationInfo) -> ByDecision:
        wrong = _unsettled(value, info.data.get("expect") or {})
        read = partial(_variables, accepted=self.variables)
        return _by_id("decision", self.rubric.decisions, read, value, wrong)


def _told(of: Mapping[str, P], each: Callable[[P], CoreSchema], least: int = 0) -> object:
    """What an editor is told of a mapping by id."""
    made = mapping({id: each(part) for id, part in of.items()}, least=least)
    return Annotated[dict[str, object], GetPydanticSchema(lambda source, handler: made)]


def _one_or_more(words: Iterable[str], besides: tuple[str, ...] = ()) -> CoreSchema:
    """One word, or several of them; `besides` is a word that stands alone."""
    several = core_schema.literal_schema([*words])
    one = core_schema.literal_schema([*words, *besides])
    return core_schema.union_schema([one, listing(several, {"uniqueItems": True}, 1)])


HOLDS = core_schema.literal_schema([*HOLDING])
_NUMBER = core_schema.any_schema(metadata={"pydantic_js_updates": EXACT})
_TWO: Schema = {"description": "The least and the greatest number.", "maxItems": 2}
ONE_OR_TWO_NUMBERS = core_schema.union_schema([_NUMBER, listing(_NUMBER, _TWO, 2)])


def _by_id(
    what: str,
    parts: Mapping[str, P],
    read: Callable[[P, object, Wrong], T],
    value: object,
    wrong: Wrong | None = None,
) -> dict[str, T]:
    """What stands under each id of one sort, in rubric order."""
    if not isinstance(value, dict):
        said = f"{{what}} is {kind_of(value)}, not a mapping."
        help = "Write a mapping here, each key with a colon and its value."
        raise fault("bad-shape", said, help)
    wrong = wrong or []
    for id in value:
        if id not in parts:
            wrong.append(((id,), _not_accepted(f"The {what}", id, tuple(parts), on_key=True)))
    made = {id: read(part, value[id], wrong) for id, part in parts.items() if id in value}
    if wrong:
        raise faults(wrong)
    return made


def _outcomes(decision: Decision, value: object, wrong: Wrong) -> Expected:
    what = f"The outcome of {quoted(decision.id)}"
    accepted = decision.outcomes if isinstance(value, list) else (*decision.outcomes, UNDETERMINED)
    words = _words(value, what, (decision.id,), accepted, wrong, decision.titles)
    return UNDETERMINED if words == (UNDETERMINED,) else _in_order(words, decision.outcomes)


def _rows(decision: Decision, value: object, wrong: Wrong) -> tuple[str, ...]:
    rows = tuple(row.id for row in decision.rows)
    what = f"A row of {quoted(decision.id)}"
    return _in_order(_words(value, what, (decision.id,), rows, wrong), rows)


def _variables(
    decision: Decision, value: object, wrong: Wrong, *, accepted: tuple[str, ...]
) -> tuple[str, ...]:
    return _in_order(_words(value, "A criterion", (decision.id,), accepted, wrong), accepted)


def _ends(score: Score, value: object, wrong: Wrong) -> Ends:
    """The number that a score must have, or the least and the greatest that it can have."""
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2:
        said = f"{{}}The score {quoted(score.id)} is expected to have {counted(len(ends), 'end')}."
        help = "Write its number, or `[low, high]` while it is open."
        wrong.append(((score.id,), fault("bad-shape", said, help)))
        return ZERO, ZERO
    numbers = [read_number(end) if isinstance(end, str) else None for end in ends]
    for place, number in enumerate(numbers[: 2 if isinstance(value, list) else 1]):
        if number is None:
            at: Trail = (score.id, place) if isinstance(value, list) else (score.id,)
            said = f"{{}}The score {quoted(score.id)}: {kind_of(ends[place])} is not a number."
            between = numbers_between(str(ends[place]))
            help = "Write a number such as `3`, `0.5` or `1/3`, or `[low, high]`."
            help = f"Write `[{', '.join(between)}]`." if between else help
            wrong.append((at, fault("bad-value", said, help)))
    low, high = (number if number is not None else ZERO for number in numbers)
    if None not in numbers and low > high:
        said = f"{{}}The score {quoted(score.id)} is expected to have its lower end second."
        wrong.append(((score.id,), fault("bad-value", said, "Write the lower number first.")))
    return low, high


def _holding(finding: FindingRule, value: object, wrong: Wrong) -> Holding:
    """How a finding must turn out."""
    what = f"The finding {quoted(finding.id)}"
    if isinstance(value, list):
        said = f"{{}}{what} is expected to turn out in {counted(len(value), 'way')}."
        help = "Write `yes` or `no`, or `open` while it is not settled."
        wrong.append(((finding.id,), fault("bad-shape", said, help)))
        return "open"
    words = _words(value, what, (finding.id,), HOLDING, wrong)
    return next((holding for holding in HOLDING if holding in words), "open")


def _in_order(words: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in order if word in words)


def _words(
    value: object,
    what: str,
    at: tuple[str, ...],
    accepted: tuple[str, ...],
    wrong: Wrong,
    titles: Mapping[str, str] = NO_TITLES,
) -> tuple[str, ...]:
    """One word or a list of them, each of which must be accepted."""
    if value == []:
        help = "Write at least one item, or leave the key out."
        wrong.append((at, fault("bad-shape", f"{{}}{what} is an empty list.", help)))
    several = isinstance(value, list)
    items = value if isinstance(value, list) else [value]
    words: list[str] = []
    for place, word in enumerate(items):
        here: Trail = (*at, place) if several else at
        if not isinstance(word, str) or not word.strip():
            item = f"An item of {what[0].lower()}{what[1:]}" if several else what
            said = "is empty" if isinstance(word, str) else f"is {kind_of(word)}, not a text"
            code = "bad-value" if isinstance(word, str) else "bad-shape"
            wrong.append((here, fault(code, f"{{}}{item} {said}.", "Write a text here.")))
        elif word not in accepted:
            wrong.append((here, _not_accepted(what, word, accepted, titles)))
        else:
            words.append(word)
    written = (
        [word if isinstance(word, str) else "" for word in value] if isinstance(value, list) else []
    )
    wrong += [((*at, *place), found) for place, found in twice(written, what.lower())]
    return tuple(words)


def _not_accepted(
    what: str,
    word: str,
    accepted: tuple[str, ...],
    titles: Mapping[str, str] = NO_TITLES,
    *,
    on_key: bool = False,
) -> PydanticCustomError:
    found = not_accepted(word, what, accepted, (), titles)
    help = found.help
    if len(parts := several(word)) > 1 and {*parts} <= {*accepted}:
        help = f"Write `[{', '.join(parts)}]`. Accepted: {listed(accepted)}."
    return fault("bad-value", f"{{}}{found.message}", help, on_key=on_key)


def _variable_ids(rubric: Rubric) -> tuple[str, ...]:
    """What a reason may name: every criterion, and every member of a set."""
    members = (
        (c.id, *(f"{c.id}.{name}" for name in c.kind.names if c.kind.form == "set"))
        for c in rubric.criteria.values()
    )
    return tuple(id for ids in members for id in ids)


def _unsettled(value: object, expect: Mapping[str, Expected]) -> Wrong:
    """Reasons that are asked for where there can be none yet."""
    wrong: Wrong = []
    for id in value if isinstance(value, dict) else ():
        expected = expect.get(id)
        if expected == UNDETERMINED or (expected is not None and len(expected) > 1):
            said = f"{{}}{quoted(id)} is expected to be undetermined, so it has no reason yet."
            help = "Take the reasons away, or expect one outcome."
            wrong.append(((id,), fault("bad-value", said, help, on_key=True)))
    return wrong
