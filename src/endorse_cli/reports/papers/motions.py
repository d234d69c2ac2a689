"""The only place for what a body is asked to vote on: whereas, resolved, and where nothing is.

A body votes on the affirmative. An outcome is recommended if the leading decision has a text for
it under `moves` that no better outcome shares; where it has none at all, its best outcome is. The
worst of the others is not moved, and the paper says so; one between is moved in the words of the
next better one that has some, for deliberation: the rubric gives no advice then. Outcomes without
an order are moved only with a text of their own.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from endorse_cli.diagnostics import by_key
from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate, race_of
from endorse_cli.models.decisions import Decision
from endorse_cli.models.phrases import PLACEHOLDERS
from endorse_cli.models.record import Record, StatementPart
from endorse_cli.reports.papers.numbered_answers import MOST_NAMED, PaperAnswer
from endorse_cli.reports.papers.spoken import (
    BLANK,
    VOTE_ON,
    clause,
    days_said,
    due,
    sentence,
)
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.reports.papers.verdicts import (
    PaperDecision,
    findings_said,
    held_to,
    scores_said,
)
from endorse_cli.views.printed_names import (
    citation,
    finding_says,
    outcome_words,
    series,
    with_article,
)

Kind: TypeAlias = Literal["moved", "deliberation", "none"]

FEW = 3
"""So many answers stand in clauses; of more the rubric's own reason is read, where it has one."""


class PaperMotion(NamedTuple):
    """A motion: `kind` is `moved`, `deliberation`, or `none` where it is not to be moved.

    `put_to` is the body and its day; `cited` says what is cited, where no clause does.
    `whereas` are the clauses with their marks; `why` says what came out where the rubric does not
    recommend. The statements are the first each way, or lines for the movers.
    """

    kind: Kind
    heading: str
    put_to: str
    moved_by: str
    needed: str
    whereas: tuple[str, ...]
    resolved: str
    cited: str
    why: str
    statement_for: str
    statement_against: str
    rivals: str


def with_rivals(accounts: Sequence[Account]) -> Iterator[tuple[Account, list[str]]]:
    """Each candidate with the others who are recommended for the same seat."""
    moved = (account for account in accounts if _kind(account)[0] == "moved")
    found = by_key((race, account) for account in moved if (race := _race(account)))
    for account in accounts:
        others = found.get(_race(account) or (), ())
        yield account, [o.record["candidate"]["name"] for o in others if o is not account]


def _race(account: Account) -> tuple[str, ...] | None:
    who = account.record["candidate"]
    return race_of(who["seat"], who["office"], who["election"])


def is_put(account: Account) -> bool:
    """Whether anything is put to a body, with advice or for deliberation."""
    return _kind(account)[0] != "none"


def _kind(account: Account) -> tuple[Kind, str]:
    decision = account.rubric.decisions[account.rubric.leading]
    return _moved(decision, account.record["decisions"][decision.id]["outcome"])


def _moved(decision: Decision, outcome: str | None) -> tuple[Kind, str]:
    """How an outcome is put to a body, and whose outcome's words are put."""
    order, moves = decision.outcomes, decision.moves
    if outcome is None:
        return "none", ""
    if not decision.ordered:
        return ("moved", outcome) if outcome in moves else ("none", "")
    worded = [name for name in order if name in moves] or [order[-1]]
    place = order.index(outcome)
    better = [name for name in order[place + 1 :] if name in worded]
    same = [name for name in better if moves.get(name) == moves.get(outcome)]
    if outcome in worded and not same:
        return "moved", outcome
    return ("deliberation", better[0]) if place and better else ("none", "")


def motion_of(
    subject: Subject,
    decided: PaperDecision,
    slate: Slate,
    rivals: Collection[str],
) -> PaperMotion:
    """The motion on a candidate; `rivals` are others who are recommended for the same seat."""
    record, decision = subject.record, subject.leading.decision
    kind, worded = _kind(subject.account)
    assessed, chapter = record["assessed"], slate.chapter
    heading = ", ".join(filter(None, (record["candidate"]["name"], record["candidate"]["office"])))
    by = (assessed and assessed["by"]) or ""
    needed = chapter.voting_threshold or ""
    body = chapter.body or ""
    where = body and f"put to {with_article(body)}"
    put_to = " on ".join(filter(None, (where, due(slate, VOTE_ON))))
    clauses, resolved = [], ""
    if kind != "none":
        resolved = _resolved(decision, worded, record, body)
        around = (
            f"Motion on {heading} moved by {with_article(by) or BLANK} {needed} needed {resolved}"
        )
        clauses = _read_aloud(subject, list(_whereas(subject, kind)), len(around.split()))
    statements = record["statements"]
    return PaperMotion(
        kind=kind,
        heading=heading,
        put_to=sentence(put_to) if body else "",
        moved_by=sentence(f"moved by {with_article(by) or BLANK}"),
        needed=sentence(f"{needed} needed") if needed else "",
        whereas=tuple(_marked(clauses)),
        resolved=resolved,
        cited=_cited(subject, clauses),
        why="" if kind == "moved" else _why(subject, decided),
        statement_for=_statement(statements["for"]),
        statement_against=_statement(statements["against"]),
        rivals=_rivals(rivals) if kind == "moved" else "",
    )


FEWEST_WORDS, MOST_WORDS = 60, 90
"""So many words of a motion are read aloud, as far as names and the rubric's own words allow."""

CITES = re.compile(r"\((¶[^,)]+), ¶[^)]*\)")
"""Several passages."""


def _read_aloud(subject: Subject, clauses: list[str], around: int) -> list[str]:
    """The clauses, with what is assessed by where they are few; if long, with fewer passages."""
    words = around + sum(len(each.split()) for each in _marked(clauses))
    if words > MOST_WORDS:
        return [CITES.sub(r"(\1)", each) for each in clauses]
    document, day = subject.rubric.document, days_said(subject.record["as_of"])
    goes_by = (
        f"this assessment{f', as of {day},' if day else ''} goes by “{clause(document.title)}”"
        + (f" of {with_article(document.by)}" if document.by else "")
        + (f", adopted on {days_said(document.passed)}" if document.passed else "")
    )
    return clauses if words >= FEWEST_WORDS else [goes_by, *clauses]


def _cited(subject: Subject, clauses: Sequence[str]) -> str:
    """Whose passages stand in the clauses, where none of them says it."""
    title = f"“{clause(subject.rubric.document.title)}”"
    silent = any("¶" in each for each in clauses) and not any(title in each for each in clauses)
    return f"¶ cites {title}." if silent else ""


def _whereas(subject: Subject, kind: Kind) -> Iterator[str]:
    """What is found of the candidate, in the affirmative; a number where it speaks for them.

    What is moved and is not the best that can come out has the rubric's own reason instead.
    """
    best = subject.leading.decision.outcomes[-1]
    name, own = subject.record["candidate"]["name"], _own_reason(subject)
    finding = own and f"the finding on {name} is that {own}"
    if kind == "moved" and subject.leading.outcome != best and own:
        yield finding
        return
    found = [one for one in findings_said(subject) if not one.against]
    if found:
        said = series(f"{one.clause} ({one.where})" if one.where else one.clause for one in found)
        yield f"{name} {said}"
    for score in scores_said(subject) if kind == "moved" else ():
        yield f"“{score.title}” comes to {score.number}, {held_to(score)}{_passage(subject)}"
    left = list(_unsaid(subject))
    if own and len(left) > FEW:
        yield own if found else finding
    else:
        yield from _by_answers(left)


def _own_reason(subject: Subject) -> str:
    """The rubric's clause for why the row decides, with its passage."""
    row = subject.leading.row
    return f"{clause(row.because)}{_passage(subject)}" if row and row.because else ""


def _passage(subject: Subject) -> str:
    """The passage of the row that decides, behind what it says."""
    row = subject.leading.row
    where = citation(row.grounds.locators) if row else ""
    return f" ({where})" if where else ""


def _unsaid(subject: Subject) -> Iterator[PaperAnswer]:
    """What decides and speaks for it, and no finding with words of its own says, nor a score."""
    reason = subject.leading.reason
    if reason is None:
        return
    left = set(reason["sufficient"]) - subject.against
    for id, variables in reason["serves"].items():
        held, rule = subject.record["findings"].get(id, "open"), subject.rubric.findings.get(id)
        if id in subject.rubric.scores or (rule and finding_says(rule, held)):
            left.difference_update(variables)
    yield from (subject.numbered.of(each) for each in reason["sufficient"] if each in left)


def _by_answers(answers: Sequence[PaperAnswer]) -> Iterator[str]:
    """Answers in clauses, those that are the same together."""
    for words, those in by_key((answer.answer, answer) for answer in answers).items():
        labels = series(f"“{answer.label}”" for answer in those)
        where = ", ".join(dict.fromkeys(cite for one in those for cite in one.cites.split(", ")))
        cites = f" ({where})" if where else ""
        yield f"{labels} {'is' if len(those) == 1 else 'are'} answered “{words}”{cites}"


def _marked(every: Sequence[str]) -> Iterator[str]:
    """Clauses as they are read aloud: whereas, whereas, and whereas."""
    for place, each in enumerate(every):
        lead = "Whereas" if not place else "and whereas" if place == len(every) - 1 else "whereas"
        yield f"{lead} {each};"


def _resolved(decision: Decision, worded: str, record: Record, body: str) -> str:
    who = record["candidate"]
    text = decision.moves.get(worded)
    if text is None:
        subject = with_article(body) or "this body"
        words = f"{subject} adopt for {who['name']}: {outcome_words(decision, worded)}"
    else:
        given = (who["name"], who["office"], days_said(who["election"]), who["chapter"])
        values = dict(zip(PLACEHOLDERS, (value or BLANK for value in given), strict=True))
        words = PLACE.sub(lambda found: _in_place(found, values), text)
    return f"Resolved, that {clause(words.removeprefix('that ').strip())}."


PLACE = re.compile(rf"(\bthe )?({'|'.join(map(re.escape, PLACEHOLDERS))})( \w+)?", re.IGNORECASE)
"""A place to fill in, with the words beside it that a value may bring along."""


def _in_place(found: re.Match[str], values: Mapping[str, str]) -> str:
    """A value where the text has a place for it, no word doubled: `the Riverbend chapter`."""
    before, value, after = found[1] or "", values[found[2]], found[3] or ""
    if before:
        value = re.sub(r"^the ", "", value, flags=re.IGNORECASE)
    if after and value.lower().endswith(after.lower()):
        after = ""
    return f"{before}{value}{after}"


def _why(subject: Subject, decided: PaperDecision) -> str:
    """What the rubric comes to where it does not recommend, or on what the result hangs."""
    if decided.settled and not subject.leading.decision.ordered:
        resolved = "It has no text of what a body would resolve then."
        return f"The rubric comes to: {decided.outcome}. {resolved}"
    if decided.settled:
        return f"The rubric comes to: {decided.outcome}. {decided.why}".strip()
    asked = [f"“{answer.label}”" for answer in subject.asked]
    words = series(asked) if len(asked) <= MOST_NAMED else f"{len(asked)} answers"
    return sentence(f"the result is {decided.outcome}") + (
        f" It hangs on {words}." if asked else ""
    )


def _statement(statements: Sequence[StatementPart]) -> str:
    if not statements:
        return f"{BLANK * 8}"
    first = statements[0]
    return f"“{first['text'].strip()}” ({clause(first['by'])})"


def _rivals(names: Collection[str]) -> str:
    if not names:
        return ""
    verb = "is" if len(names) == 1 else "are"
    return f"For this seat {series(names)} {verb} recommended too; members choose between them."
