"""The only place for the papers that are made of a record: a letter to the candidate, a motion.

Each is a plain text from a template that a chapter can replace. What a template may use is in
`paper_values`, and every text in it is on one line and harmless. The papers leave the house, so
they are made of the public edition.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.decisions import Decision
from endorse_cli.models.plain import read_day
from endorse_cli.models.record import ChangePart, DecisionPart, Paper, Record, deciding_row
from endorse_cli.reports.papers.templating import filled
from endorse_cli.reports.result.causes import reason_lines
from endorse_cli.reports.result.changes import change_text
from endorse_cli.reports.result.frame import race_text
from endorse_cli.reports.result.given import whom_to_ask
from endorse_cli.reports.result.matrix import STATES
from endorse_cli.reports.result.outcomes import decided_text, result_text, rows_text, why_text
from endorse_cli.reports.wording import (
    cited,
    day_words,
    departure_brief,
    departure_head,
    outcome_words,
    title_of,
)
from endorse_cli.views.result import Result


class PaperDecision(NamedTuple):
    """A decision: what it asks, what came of it, by which row, why, and what the answers were.

    `decided` says by what it is decided, as a sentence without its end; `move` is the rubric's
    clause for what a body would resolve, empty where it has none or something in it is not known.
    """

    id: str
    title: str
    outcome: str
    settled: bool
    row: str
    decided: str
    move: str
    why: str
    reasons: tuple[str, ...]


class PaperFinding(NamedTuple):
    """A finding that is settled: its title, whether it holds, and where the document says so."""

    title: str
    holds: bool
    where: str


class PaperQuestion(NamedTuple):
    """A question that is open and matters: what is asked, why it is open, whom to ask.

    `asked` is the question as it is put to the candidate or the campaign, where they are asked.
    """

    ask: str
    asked: str
    why: str
    whom: str


class PaperChange(NamedTuple):
    """What would lead to another outcome of a decision."""

    decision: str
    outcome: str
    change: str


def render_paper(
    paper: Paper, account: Account, *, slate: Slate | None, template: str | None
) -> str:
    """A paper of one record in the public edition; `template` is a chapter's own, as text.

    Raises `TemplateFault` where the chapter's template cannot be filled.
    """
    values = paper_values(Result(account), slate)
    if template is None:
        return filled(f"{paper}.txt.j2", values)
    from endorse_cli.reports.papers.template_filling import filled_from

    return filled_from(template, values)


def paper_values(result: Result, slate: Slate | None) -> Mapping[str, object]:
    """Everything that a template may use, by name."""
    record, rubric = result.record, result.rubric
    assessed = record["assessed"]
    decisions = {id: _decision(result, id, part) for id, part in record["decisions"].items()}
    return {
        "candidate": record["candidate"]["name"],
        "office": record["candidate"]["office"] or "",
        "race": race_text(record),
        "chapter": record["candidate"]["chapter"] or "",
        "election": record["candidate"]["election"] or "",
        "as_of": record["as_of"] or "",
        "assessed_by": (assessed and assessed["by"]) or "",
        "assessed_on": (assessed and assessed["date"]) or "",
        "rubric": rubric.title,
        "rubric_version": rubric.version,
        "document": rubric.document.title,
        "departures": list(_departures(record)),
        "decisions": list(decisions.values()),
        "leading": decisions[rubric.leading],
        "findings": list(_findings(result)),
        "questions": list(_questions(result)),
        "changes": list(_changes(result)),
        "notices": list(_notices(result)),
        "slate": slate.title if slate else "",
        "ballot_question": (slate.ballot_question if slate else "") or "",
        "body": (slate.chapter.body if slate else "") or "",
        "voting_threshold": (slate.chapter.voting_threshold if slate else "") or "",
        "deadlines": list(slate.chapter.deadlines.items()) if slate else [],
    }


def _decision(result: Result, id: str, decided: DecisionPart) -> PaperDecision:
    decision = result.rubric.decisions[id]
    return PaperDecision(
        id=id,
        title=title_of(decision),
        outcome=result_text(decision, decided),
        settled=decided["outcome"] is not None,
        row=rows_text(result, decision, decided),
        decided=decided_text(result, decision, decided),
        move=_move(result.record, decision.moves.get(decided["outcome"] or "", "")),
        why=_why(result, decision, decided),
        reasons=tuple(reason_lines(result, id)) if id in result.record["reasons"] else (),
    )


def _move(record: Record, text: str) -> str:
    """What a body would resolve, with the candidate's own words in it."""
    about = record["candidate"]
    day = read_day(about["election"] or "")
    known = {
        "{candidate}": about["name"],
        "{office}": about["office"],
        "{election}": day_words(day) if day else None,
        "{chapter}": about["chapter"],
    }
    if any(name in text and not words for name, words in known.items()):
        return ""
    # In one pass, so that a name with braces in it is not filled in again.
    return re.sub(r"\{\w+\}", lambda found: known[found[0]] or "", text)


def _why(result: Result, decision: Decision, decided: DecisionPart) -> str:
    row = deciding_row(decided)
    return why_text(result, decision.row(row)) if row is not None else ""


def _departures(record: Record) -> Iterator[str]:
    """What the chapter's rubric loosens of what stands below it, in a clause each."""
    for part in record["rubric"]["departures"]:
        yield f"{departure_head(part)}: {departure_brief(part)}"


def _findings(result: Result) -> Iterator[PaperFinding]:
    for id, held in result.record["findings"].items():
        if held != "open":
            rule = result.rubric.findings[id]
            yield PaperFinding(title_of(rule), held == "yes", cited(rule.grounds))


def _questions(result: Result) -> Iterator[PaperQuestion]:
    for line in result.parts(recorded=False):
        if result.matters(line):
            criterion = result.criterion(line)
            why = STATES.get(line["state"], "known in part")
            is_put = criterion.asked and criterion.asked_of in (None, "candidate", "campaign")
            asked = criterion.asked if is_put and criterion.asked else criterion.ask
            yield PaperQuestion(criterion.ask, asked, why, whom_to_ask(criterion))


def _notices(result: Result) -> Iterator[str]:
    """What members should see, whatever it weighs."""
    for part in result.record.get("notices", ()):
        criterion = result.rubric.criteria[part["criterion"]]
        yield result.rubric.notices(criterion)[part["name"]].say


def _changes(result: Result) -> Iterator[PaperChange]:
    for id, changes in result.record["changes"].items():
        decision = result.rubric.decisions[id]
        for change in changes:
            yield _change(result, decision, change)


def _change(result: Result, decision: Decision, change: ChangePart) -> PaperChange:
    words = outcome_words(decision, change["to"])
    return PaperChange(title_of(decision), words, change_text(result, change))
