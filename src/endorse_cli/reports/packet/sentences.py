"""The only place for the sentences of a packet: of the vote, of a candidate, of a race."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.diagnostics import counted
from endorse_cli.engine.improvements import single_answers
from endorse_cli.models.candidate import Slate
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import LinePart
from endorse_cli.models.rubric import Score
from endorse_cli.reports.packet.drawing import margins
from endorse_cli.reports.packet.sheet import curled
from endorse_cli.reports.result.changes import change_text, states_text
from endorse_cli.reports.result.outcomes import STATED
from endorse_cli.reports.result.remarks import noticed, remarks_of
from endorse_cli.reports.result.table import (
    READING,
    Write,
    answer_text,
    reach_words,
    thresholds,
)
from endorse_cli.reports.result.verdict_lines import ask_next, because, rests_on_reading
from endorse_cli.views.board import Card, Contest, card_of
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    finding_says,
    first_few,
    headed,
    in_cell,
    in_text,
    plain_name,
    series,
    title_of,
    with_article,
    with_days,
)
from endorse_cli.views.race import Cell, Race, Runner
from endorse_cli.views.result import Head, Result
from endorse_cli.views.ruling import Verdict, settled

OPEN = "still open"

NOBODY_WROTE = "Nobody has written for or against."

ON_THE_DAY = "hangs on the day, and none is given"

MANY, NAMED = 6, 3
"""Of more open questions than so many the first few are named, the others counted."""


class Vote(NamedTuple):
    """When a body votes, and what else is said of that."""

    day: str
    facts: tuple[str, ...]


def vote_of(slate: Slate | None) -> Vote:
    """What the chapter says of the vote: when, by whom and where, what it needs, what is due."""
    if slate is None:
        return Vote("", ())
    due = dict(slate.chapter.deadlines)
    day = due.pop("vote", "")
    given = (slate.chapter.body, slate.chapter.where, slate.chapter.voting_threshold)
    until = (f"{plain_name(what)} until {with_days(day)}" for what, day in due.items())
    return Vote(with_days(day), (*filter(None, given), *until))


def advice(verdict: Verdict) -> str:
    """An outcome as it is headed, or that it is still open."""
    return headed(verdict.words or OPEN)


def kind(others: Sequence[Verdict]) -> str:
    """What the other decision came to: what kind of campaign it is."""
    return "; ".join(verdict.words or "open" for verdict in others)


def kind_title(runners: Sequence[Card]) -> str:
    """What the other decision is called; nothing where there are several, or for some none."""
    found = {tuple(verdict.title for verdict in runner.others) for runner in runners}
    only = found.pop() if len(found) == 1 else ()
    return only[0] if len(only) == 1 else ""


def card(result: Result) -> Card:
    """What the board of a packet has of a result."""
    return card_of(result, why(result, in_cell))


def why(result: Result, write: Write = in_text) -> str:
    """Why the leading outcome is what it is, or what it hangs on."""
    if result.leading.outcome is not None:
        return because(result, result.leading, write)
    names = [_hanging(result, part) for part in result.open_lines]
    names = names if len(names) <= MANY else first_few(names, NAMED)
    return f"hangs on: {'; '.join(names)}" if names else ON_THE_DAY


def _hanging(result: Result, part: LinePart) -> str:
    """What an outcome hangs on; what assessors disagree about was answered, and is told so."""
    label = result.say.label(part["criterion"])
    return f"{label} (assessors disagree)" if part["state"] == "disputed" else label


class Grounds(NamedTuple):
    """Where the document says so; `mark` where that is a reading of it."""

    locators: tuple[str, ...]
    mark: str


def grounds(runner: Runner) -> Grounds:
    """What the row that decides rests on; nothing while that is open."""
    ruling = runner.result.leading
    if ruling.row is None or ruling.is_stated:
        return Grounds((), "")
    reading = rests_on_reading(runner.result, ruling)
    return Grounds(ruling.row.grounds.locators, READING if reading else "")


def still_possible(runner: Runner) -> str:
    """The leading outcomes of which one will be it."""
    left = runner.leading.left
    return f"Still possible: {series(left, 'or')}." if len(left) > 1 else ""


def asked_next(runner: Runner) -> str:
    """The question that settles the most, whom it is put to, and what its answers would mean."""
    return " ".join(
        f"{pair.key}: {pair.first}{f': {pair.rest}' if pair.rest else ''}."
        for pair in ask_next(runner.result)
    )


def examined(runner: Runner) -> str:
    """How completely a candidate was examined, by whom and when."""
    result = runner.result
    known = [line for line in result.lines if not result.open_parts(line.part)]
    sourced = sum(bool(line.sources.number) for line in known)
    asked = counted(len(result.lines), "question that counts", "questions that count")
    of = f"{len(known)} answered of {asked}, {sourced or 'none'} of them with a source"
    assessed = result.record["assessed"]
    by = assessed["by"] if assessed else None
    day = assessed["date"] if assessed else None
    who = f"assessed by {with_article(by)}" if by else "who assessed is not said"
    as_of = f"judged as of {result.record['as_of']}" if result.record["as_of"] else ""
    when = f"{who}, {day}" if day else who
    return with_days(" · ".join(filter(None, (of, when, as_of))))


def notes(runner: Runner) -> Iterator[str]:
    """What a reader of the verdict must see, whatever it weighs."""
    result = runner.result
    for id, ruling in result.rulings.items():
        if ruling.is_stated and id != result.leading.id:
            yield f"{headed(ruling.title)}: {STATED}."
    yield from noticed(result)
    yield from map(with_days, remarks_of(result))
    yield from _supposed(runner)
    for correction in result.record["corrections"]:
        day = with_days(correction["date"] or "no day given")
        by = f" by {correction['by']}" if correction["by"] else ""
        yield f"Correction of {day}{by}: {correction['what']}"


def _supposed(runner: Runner) -> Iterator[str]:
    """What would come out with the rubric's stand-ins, or with what was asked to be supposed."""
    result = runner.result
    for supposed, lead in (
        (result.record.get("stand_in"), "With the rubric's stand-ins, which settle nothing"),
        (result.record.get("what_if"), "Supposed, and not the result"),
    ):
        given = states_text(result, supposed["given"]) if supposed else ""
        for then in result.moved_by(supposed).values():
            yield f"{lead} ({given}): {then.words}." if given else f"{lead}: {then.words}."


class Way(NamedTuple):
    """Ways to another outcome: answers of which any one alone leads there, or several together.

    `judged` are answers that somebody weighed, `facts` those that are looked up. `lead` says
    whether one is enough.
    """

    verdict: Verdict
    lead: str
    judged: tuple[str, ...]
    facts: tuple[str, ...]
    together: str = ""


def ways(runner: Runner) -> Iterator[Way]:
    """What would change the leading outcome; none of an outcome that nobody can bring about.

    Nor one to which the way leads past a better one: with fewer of the same answers changed.
    """
    result, ruling = runner.result, runner.result.leading
    decision = ruling.decision
    if ruling.outcome is None:
        return
    alone = single_answers(result.account, ruling.id)
    least = {change["to"]: change for change in result.record["changes"].get(ruling.id, ())}
    for name in reversed(decision.outcomes) if decision.ordered else decision.outcomes:
        verdict = settled(decision, name)
        if name in alone:
            said = {
                variable: f"{result.say.label(variable)} – "
                f"{curled(result.say.values(variable, values))}"
                for variable, values in alone[name].items()
            }
            judged = [words for one, words in said.items() if _is_judged(runner, one)]
            facts = [words for words in said.values() if words not in judged]
            lead = "if any one of these alone" if len(said) > 1 else "if this alone"
            yield Way(verdict, lead, tuple(judged), tuple(facts))
        elif name in least and not any(
            least[better]["change"].keys() < least[name]["change"].keys()
            or least[better]["change"] == least[name]["change"]
            for better in _better(decision, name)
            if better in least
        ):
            lead = "if together" if len(least[name]["change"]) > 1 else "if"
            yield Way(verdict, lead, (), (), curled(change_text(result, least[name])))


def _better(decision: Decision, outcome: str) -> Sequence[str]:
    """The outcomes that are better than one."""
    order = decision.outcomes
    return order[order.index(outcome) + 1 :] if decision.ordered else ()


def _is_judged(runner: Runner, variable: str) -> bool:
    """Whether an answer was weighed by people, and is no fact that is looked up or asked for."""
    criterion = runner.result.rubric.criteria[variable.partition(".")[0]]
    if criterion.asked_of is not None:
        return criterion.asked_of == "committee"
    return criterion.kind.form == "levels"


def margin_words(runner: Runner) -> tuple[str, ...]:
    """How far each score that tells is from what it is compared with."""
    return tuple(margins(runner))


def answer(cell: Cell) -> str:
    """An answer in the words of the rubric, or why there is none."""
    return with_days(answer_text(cell.runner.result.say, cell.part))


def head_words(say: Words, head: Head | None) -> str:
    """What a group came to for one candidate: the finding in a clause, or the score's number."""
    if head is None:
        return ""
    if isinstance(head.entry, Score):
        number = reach_words(head.reach, thresholds(say, head.entry.id)) if head.reach else ""
        return f"{say.label(head.entry.id)}: {number}"
    truth = head.truth or "open"
    says = finding_says(head.entry, truth)
    return says or f"{headed(title_of(head.entry))}: {truth}"


def race_day(race: Race | Contest) -> str:
    """When the election is."""
    return with_days(race.day)
