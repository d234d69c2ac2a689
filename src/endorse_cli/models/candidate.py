"""The shapes of what is read under a rubric: a candidate, a case, and `slate.yaml` beside them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from pydantic import Field

from endorse_cli.models.evidence import (
    KEYS,
    Answer,
    Blank,
    Day,
    Several,
    Words,
    Written,
    otherwise,
)
from endorse_cli.models.grounds import Locators
from endorse_cli.models.model import Maybe, keys_of
from endorse_cli.models.plain_values import Holding
from endorse_cli.models.scalars import EDITOR


class Assessed(Written):
    """Who assessed, when, and under which version of the rubric."""

    noun: ClassVar = "`assessed`"
    from_text: ClassVar = "`{{by: the committee, date: {value}}}`"

    by: Words | None = Field(None, description="The body that assessed.")
    date: Day | None = Field(None, description="When it did.")
    rubric_version: Words | None = Field(None, description="The version of the rubric it used.")


class Statement(Written):
    """The case for or against, in the words of those who make it."""

    noun: ClassVar = "The statement"
    from_text: ClassVar = "`{{by: …, text: {value}}}`"

    by: Blank = Field(description="Who says it.")
    text: Blank = Field(description="What they say.")


class Statements(Written):
    """The case each way."""

    noun: ClassVar = "`statements`"
    from_text: ClassVar = "`{{for: [{{by: …, text: {value}}}]}}`, or `against:`"

    in_favor: Several[Statement] = Field((), validation_alias="for", description="Why to endorse.")
    against: Several[Statement] = Field((), description="Why not to.")


class Correction(Written):
    """What was corrected in the file, when and by whom."""

    noun: ClassVar = "The correction"

    date: Day | None = Field(None, description="When it was corrected.")
    by: Words | None = Field(None, description="Who asked for it.")
    what: Blank = Field(description="What was wrong.")


class Candidate(Written):
    """One candidate as a file says it. `answers` holds what was written, by criterion.

    `given` are decisions that the file states, where the rubric lets it, as answers by outcome.
    """

    meant: ClassVar = {
        "name": "Write `candidate: {value}`.",
        "date": "Write `as_of: {value}`.",
        **dict.fromkeys(
            ("notes", "note", "comment", "comments", "remarks"),
            "What is said of an answer is its `note:`; of the candidate, `statements:`.",
        ),
    }

    name: Words = Field(validation_alias="candidate", description="The candidate's full name.")
    office: Words | None = Field(None, description="The office that is run for.")
    seat: Words | None = Field(None, description="The seat: the same for all who run for it.")
    election: Day | None = Field(None, description="The day of the election.")
    chapter: Words | None = Field(None, description="The chapter that is asked.")
    as_of: Day | None = Field(
        None, description="The day to judge at; else the day of the election."
    )
    rubric: Words | None = Field(None, description="A shipped rubric, or a file beside this one.")
    assessed: Maybe[Assessed] = Field(
        None, description="Who assessed, when, and under which version of the rubric."
    )
    answers: dict[str, Answer] = Field(
        description="What is known, by criterion. What is left out is unknown, and never counted "
        "as no."
    )
    statements: Statements = Field(
        Statements.model_construct(),
        description="The case each way, in the words of those who make it.",
    )
    corrections: Several[Correction] = Field((), description="What was corrected in this file.")
    editor: Words | None = Field(None, validation_alias="$schema", description=EDITOR)
    given: Mapping[str, Answer] = Field({}, validation_alias="\0given")


HEAD = tuple(
    str(field.validation_alias or name)
    for name, field in Candidate.model_fields.items()
    if name != "given"
)
REQUIRED = tuple(
    str(field.validation_alias or name)
    for name, field in Candidate.model_fields.items()
    if field.is_required()
)


def identity(candidate: Candidate) -> tuple[str, ...]:
    """What tells candidates apart, however their names are spelled in capitals or accents' form."""
    day = candidate.election
    return identity_of(candidate.name, candidate.seat, day.isoformat() if day else None)


def identity_of(name: str, seat: str | None, election: str | None) -> tuple[str, ...]:
    """The same from the three things themselves."""
    return _folded(name), _folded_seat(seat or ""), election or ""


def race_of(seat: str | None, office: str | None, election: str | None) -> tuple[str, ...] | None:
    """What tells races apart: the day, and the seat or, without one, the office.

    None where neither is given: nobody is known to run against somebody else then.
    """
    for kind, place in (("seat", seat), ("office", office)):
        if place is not None and place.strip():
            return election or "", kind, _folded(place)
    return None


@lru_cache(4096)
def _folded_seat(seat: str) -> str:
    """A seat, for which many candidates of an archive run."""
    return _folded(seat)


def _folded(text: str) -> str:
    # Of ASCII alone the normal form is what it is, and small letters are its case folded.
    folded = text.lower() if text.isascii() else normalize("NFKC", text).casefold()
    return " ".join(folded.split())


class CandidateFile(Candidate):
    """What every model that validates candidates has: the keys of the file and no others."""

    given: ClassVar[Mapping[str, Answer]] = MappingProxyType({})  # type: ignore[misc]

    @property
    def keys_beside_answers(self) -> int:
        """How many keys stand in its mappings, those inside of an answer left out."""
        said = self.statements
        parts: list[Written] = [self, said, *said.in_favor, *said.against, *self.corrections]
        if self.assessed is not None:
            parts.append(self.assessed)
        return sum(map(len, map(KEYS, parts)), len(self.answers))


UNDETERMINED: Literal["undetermined"] = "undetermined"

Expected: TypeAlias = tuple[str, ...] | Literal["undetermined"]
"""The outcomes that must be possible, no others; or that more than one is, whichever."""
ByDecision: TypeAlias = dict[str, tuple[str, ...]]
Ends: TypeAlias = tuple[Fraction, Fraction]
"""The least and the greatest number that a score must be able to be, and the same where settled."""


class CaseFile(CandidateFile):
    """A candidate made up to try a rubric on, and what must come out."""

    name: Words = Field("", validation_alias="candidate", description="The candidate's full name.")
    case: Words = Field(description="What the case is called.")
    why: Maybe[Words] = Field(None, description="Why this must come out, in people's words.")
    locators: Locators = Field(
        (),
        validation_alias="from",
        description="The passages that it tries; `endorse explain` names it there.",
    )
    expect: dict[str, Expected] = Field(description="What must come out.")
    rows: ByDecision = Field({}, description="The rows that must be able to decide, and no others.")
    reasons: ByDecision = Field(
        {}, description="What the sufficient reason must name, others allowed."
    )
    scores: dict[str, Ends] = Field(
        {}, description="For each score its number, or `[low, high]` while it is open."
    )
    findings: dict[str, Holding] = Field(
        {}, description="For each finding `yes`, `no`, or `open` while it is not settled."
    )


CASE_KEYS = tuple(key for key in keys_of(CaseFile) if key not in HEAD)


class Case(NamedTuple):
    """A candidate made up to try a rubric on, and what must come out for it.

    `locators` are the passages that it tries. `rows` are the rows that must be able to decide, no
    others; `reasons` the variables (or sets) that the sufficient reason must name, others allowed.
    What is expected stands by decision, score or finding, in rubric order.
    """

    name: str
    why: str | None
    locators: tuple[str, ...]
    candidate: Candidate
    expect: dict[str, Expected]
    rows: ByDecision
    reasons: ByDecision
    scores: Mapping[str, Ends]
    findings: Mapping[str, Holding]


SLATE_FILE = "slate.yaml"
"""What the file is called; in a folder it is no candidate."""


class Chapter(Written):
    """Who votes, where, by when, what is needed to pass; `deadlines` by what has to be done."""

    noun: ClassVar = "`chapter`"

    body: Words | None = Field(None, description="The body that votes.")
    where: Words | None = Field(None, validation_alias="place", description="Where it votes.")
    voting_threshold: Words | None = Field(None, description="What is needed to pass.")
    reply_to: Words | None = Field(None, description="Where answers to a letter go.")
    deadlines: Annotated[dict[str, Words], otherwise({})] = Field(
        {}, description="What is due, and when."
    )


NO_CHAPTER = Chapter.model_construct()


class Slate(Written):
    """What is printed of a slate: its title, what is voted on, by whom and when, what came out."""

    noun: ClassVar = "The slate"

    title: Blank = Field(validation_alias="slate", description="What the slate is called.")
    ballot_question: Words | None = Field(None, description="What is voted on.")
    chapter: Annotated[Chapter, otherwise(NO_CHAPTER)] = Field(
        NO_CHAPTER, description="Who votes, and by when."
    )
    editor: Words | None = Field(None, validation_alias="$schema", description=EDITOR)
    votes: Annotated[dict[str, Words], otherwise({})] = Field(
        {}, description="After the vote: for each candidate, by name, what was decided, in words."
    )
