"""The shapes of what is said of candidates side by side: a slate, a comparison."""

from typing import Literal

from endorse_cli.models.record import LayerPart, NoticePart, TypedDict

TOGETHER = 1

Said = Literal["yes", "no", "open", "not_known"]
"""Whether guidance is to be said; `not_known` where the last cycle is needed and not given."""

DayFrom = Literal["command", "file", "election"]
"""Whence the day is at which a candidate is judged: `--as-of`, the file's `as_of`, its election."""

Lack = Literal["no_source", "stale", "later", "unsettled"]
"""Why an answer that needs a source does not count: there is none with a date, all are too old by
the day or later than it, or that hangs on the day and there is none."""


Why = Literal["no_reply", "declined", "could_not_verify", "disputed"] | Lack
"""Why an answer is open, where it is not simply that nobody asked."""


class OutcomePart(TypedDict):
    """What a decision came to; `outcome` is null while more than one is possible.

    `rows` are those that can still decide, `row` the one of them that holds for certain where
    there is an outcome: null where it is the same whichever of them decides.
    """

    outcome: str | None
    possible: list[str]
    rows: list[str]
    row: str | None


class JudgedByPart(LayerPart):
    """The rubric that candidates were judged by; the digest tells two of one id apart."""


class RunnerPart(TypedDict):
    """One candidate. `open` are the criteria that can still change an outcome.

    `answered` of `asked` criteria that carry weight are known, and `sources` stand under them.
    `as_of` is the day at which it is judged. `notices` are answers that a reader of the verdict
    must see. `not_counted` are the answers given that do not count,
    and why; for the public there are none.
    """

    name: str
    office: str | None
    chapter: str | None
    source: str
    rubric: JudgedByPart
    decisions: dict[str, OutcomePart]
    open: list[str]
    asked: int
    answered: int
    sources: int
    as_of: str | None
    as_of_from: DayFrom | None
    notices: list[NoticePart]
    not_counted: dict[str, Lack]


class RacePart(TypedDict):
    """The candidates for one seat, in input order; without a seat, for one office."""

    election: str | None
    seat: str | None
    office: str | None
    candidates: list[RunnerPart]


class ApartPart(TypedDict):
    """Candidates of one day who are in no race: neither a seat nor an office is given."""

    election: str | None
    candidates: list[RunnerPart]


class AskPart(TypedDict):
    """What one candidate's outcomes still hang on, by whom to ask; all of it settles them.

    `for_slate` are questions besides that settle no outcome, only guidance on the whole slate.
    `settles` are the decisions of this candidate that are open, `why` says by criterion why an
    answer is, where somebody asked.
    """

    name: str
    seat: str | None
    rubric: JudgedByPart
    asked_of: str | None
    criteria: list[str]
    for_slate: list[str]
    why: dict[str, Why]
    settles: list[str]
    open: int


class RangePart(TypedDict):
    """A count of which some candidates are not settled: no fewer than, and no more than."""

    low: int
    high: int


class NeedPart(TypedDict):
    """What open guidance hangs on of one candidate.

    `outcomes` says whether answers are among it on which an outcome still hangs; `criteria` are
    those besides.
    """

    name: str
    seat: str | None
    outcomes: bool
    criteria: list[str]


class GuidancePart(TypedDict):
    """One line of the rubric's guidance on a slate, and what it counts of how many it looks at.

    `needs` is what it still hangs on where it is open; empty also where the last cycle is.
    """

    id: str
    form: str
    said: Said
    count: RangePart
    of: RangePart
    last_count: RangePart | None
    last_of: RangePart | None
    needs: list[NeedPart]


class UnlikePart(TypedDict):
    """Someone at least as good in all that counts, and decided worse than another."""

    decision: str
    name: str
    outcome: str
    other: str
    other_outcome: str


class AnsweredPart(TypedDict):
    """What was answered for a candidate: the values still possible."""

    name: str
    answer: list[str]


class SameSourcePart(TypedDict):
    """One source under the same question for several candidates, and what each was answered."""

    criterion: str
    answers: list[AnsweredPart]


class DifferencePart(TypedDict):
    """A variable that two answers differ in; `moves` are the decisions that it can move.

    A side is null where nothing is known of it, so that any value is possible: naming them all
    would read as if one of them had been alleged.
    """

    variable: str
    before: list[str] | None
    after: list[str] | None
    moves: list[str]


class ExplainedPart(TypedDict):
    """Differing answers that together explain another outcome, where none does alone.

    With the first side's answers to these the second comes out as the first. `smallest` says that
    no fewer of them do; else only that none of them can be left out.
    """

    variables: list[str]
    smallest: bool


class BeforeAfter(TypedDict):
    """The outcomes that were possible, and those that are."""

    before: list[str]
    after: list[str]


class VersionPart(TypedDict):
    """The version of the rubric that was used, and the one that is."""

    before: str
    after: str


class ChangedPart(TypedDict):
    """Whose outcome is not what it was in earlier records, and what is different.

    `versions` is null where the text of the rubric is the same. `other_rubric` is the id of the
    one used then where it has nothing in common with this one: its answers are to other questions.
    """

    name: str
    seat: str | None
    rubric: JudgedByPart
    decisions: dict[str, BeforeAfter]
    versions: VersionPart | None
    answers: list[DifferencePart]
    explained: dict[str, ExplainedPart]
    other_rubric: str | None


Compared = Literal["each", "rivals", "nobody"]
"""Each candidate with each, only those of one race, or nobody: no two have settled outcomes."""


class UnderPart(TypedDict):
    """What can be said only of candidates who are judged by one rubric with the same in force.

    `as_of` is a day on which it stood so; null where it does not hang on the day. `compared` says
    who was held against whom to find those in `unlike`. `looked_at` is how many candidates the
    rubric's guidance is about, null where it has none.
    """

    rubric: JudgedByPart
    as_of: str | None
    candidates: int
    compared: Compared
    counts: dict[str, dict[str, int]]
    looked_at: RangePart | None
    guidance: list[GuidancePart]
    unlike: list[UnlikePart]
    same_source: list[SameSourcePart]


class TogetherPart(TypedDict):
    """What is said of a slate as a whole, beside its records.

    It speaks of nobody but those who could be judged: `unread` are the files of the others, named
    once for each, `unread_before` of those that the earlier records could not judge. `apart` are
    the candidates in no race, `gone` those of the earlier records who are not among the candidates
    that could be judged.
    """

    together: int
    races: list[RacePart]
    questions: list[AskPart]
    under: list[UnderPart]
    changed: list[ChangedPart] | None
    new: list[str]
    gone: list[str]
    apart: list[ApartPart]
    unread: list[str]
    unread_before: list[str]


class ComparedPart(TypedDict):
    """Two candidates, or one before and after: every answer that differs, in rubric order."""

    names: list[str]
    rubric: str
    decisions: dict[str, list[OutcomePart]]
    differences: list[DifferencePart]
    explained: dict[str, ExplainedPart]
    same: int
