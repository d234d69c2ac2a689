"""The only place that shows what follows from answers, what is promised, what a chapter may set."""

from collections.abc import Iterator
from typing import Literal

from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.decision_rows import Bands, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.overlay_chain import Change
from endorse_cli.models.plain_values import show_number
from endorse_cli.models.promises import Guidance
from endorse_cli.models.record import RubricPart
from endorse_cli.models.rubric import FindingRule
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.reports.departure_words import chain_text, departure_head, departure_text
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.printed_rubric.criteria import (
    put_bands,
    put_cells,
    put_entry,
    put_least,
    put_note,
    put_outline,
)
from endorse_cli.views.amount_words import AmountWords
from endorse_cli.views.condition_words import (
    Words,
)
from endorse_cli.views.points import worths_of
from endorse_cli.views.printed_names import (
    citation,
    cited,
    finding_says,
    outcome_words,
    plain_name,
    series,
    title_of,
)

TRUTHS: tuple[Literal["yes", "no", "open"], ...] = ("yes", "no", "open")
WHAT = {
    "set": "set",
    "demand": "demanded",
    "switch_off": "switched off",
    "row": "row added",
    "member": "added to a family",
}


def put_chain(page: Page, say: Words, part: RubricPart) -> None:
    """What it builds on, every change to what stands below, and which of them loosen it."""
    if not part["extends"]:
        return
    page.section("What the chapter changes")
    page.fact("builds on", chain_text(part), indent=2)
    for change in say.rubric.chain.changes:
        put_change(page, say, change)
    for waiver in say.rubric.chain.waivers:
        page.blank()
        words = f"promise waived: {plain_name(waiver.promise)}"
        page.ends(words, "", "strong", anchor=waiver.promise, indent=2)
        page.fact("reason", waiver.reason, indent=4)
    if part["departures"]:
        page.group("Departures: what of this loosens a line")
    for departure in part["departures"]:
        page.blank()
        page.fact(
            departure_head(departure), departure_text(say.rubric, departure), "open", indent=2
        )


def put_change(page: Page, say: Words, change: Change) -> None:
    """One change: what was done to which line, by whom, and why."""
    page.blank()
    words, rests, keys = _change_text(say, change), cited(change.grounds), ("change", "from")
    page.ends(words, rests, "strong", keys=keys, anchor=change.what, indent=2)
    page.fact("reason", change.reason or "", indent=4)
    put_note(page, change.grounds)


def _change_text(say: Words, change: Change) -> str:
    words = f"{WHAT[change.kind]}: {_changed(say, change.what)}"
    if change.kind not in ("set", "demand") or "anchors" in change.what:
        return words
    after, before = (plain_name(value or "nothing") for value in (change.after, change.before))
    return f"{words}, {after} instead of {before}"


def _changed(say: Words, what: str) -> str:
    """What people call the line that was changed, and the part of it."""
    owner, _, part = what.partition(".")
    key, _, name = part.partition(".")
    if owner in say.rubric.decisions and part:
        return f'{say.label(owner)}, rule "{plain_name(part)}"'
    if owner in say.rubric.criteria and name:
        return f'{say.label(owner)}, what "{say.answer(owner, name)}" means'
    return f"{say.label(owner)}{f', {plain_name(key)}' if part else ''}"


def put_findings(page: Page, say: Words) -> None:
    """Every finding with its condition."""
    if say.rubric.findings:
        page.section("Findings")
    for rule in say.rubric.findings.values():
        put_finding(page, say, rule)


def put_finding(page: Page, say: Words, rule: FindingRule) -> None:
    """A finding with its condition, and how it is said for each way in which it can turn out."""
    put_entry(page, title_of(rule), rule.id, rule.grounds)
    put_guarded(page, say, rule.when, rule.unless, 4)
    for truth in TRUTHS:
        page.fact(f'said where "{truth}"', finding_says(rule, truth) or "", "quiet", indent=4)
    put_note(page, rule.grounds)


def put_guarded(
    page: Page, say: Words, when: Condition | None, unless: tuple[Exempt, ...], indent: int
) -> None:
    """A condition with its exceptions as lists; of the last row of a decision there is none."""
    if when is None:
        page.put("where no rule before it applies", indent=indent)
    else:
        put_outline(page, say.condition_lines(when), indent)
    put_outline(page, say.exception_lines(unless), indent)


def put_scores(page: Page, say: AmountWords) -> None:
    """Every score as a formula in words."""
    if say.rubric.scores:
        page.section("Scores")
        page.put("A number only orders what assessors recorded. All numbers are exact.", indent=2)
    for score in say.rubric.scores.values():
        put_entry(page, title_of(score), score.id, score.grounds)
        put_outline(page, say.amount_lines(score.value), 4)
        better = "higher" if score.higher_is_better else "lower"
        for words in dict.fromkeys(worth_words(say, score.id)):
            page.fact("worth", words, "quiet", indent=4)
        page.fact("better", better, "quiet", indent=4)
        put_note(page, score.grounds)


def worth_words(say: Words, score: str) -> Iterator[str]:
    """What the levels of each scale in a score are worth: `none 0, some 1`."""
    for criterion, worths in worths_of(say.rubric).items():
        for worth in worths:
            if worth.score == score and say.rubric.worth(criterion):
                yield ", ".join(
                    f"{say.answer(criterion, name)} {show_number(number)}"
                    for name, number in worth.numbers.items()
                    if name != NOT_APPLICABLE
                )


def put_decisions(page: Page, say: Words) -> None:
    """Every decision with its rows in order, its table or its bands."""
    page.section("Decisions")
    for decision in say.rubric.decisions.values():
        own = decision.rows[0].grounds if decision.body is not None and decision.rows else None
        put_entry(page, title_of(decision), decision.id, own)
        page.fact("outcomes", outcomes_words(decision), indent=4)
        put_body(page, say, decision)
        for remark in _remarks(say, decision):
            page.put(remark, "quiet", indent=4, hang=2)
        put_moves(page, decision)


HITS = {
    "first": "The first rule that applies decides:",
    "unique": "A rule that applies decides; no two that differ apply at once:",
}
"""What the order of the rules means."""


def put_body(page: Page, say: Words, decision: Decision) -> None:
    """What decides: rows in order, the cells of a table, or bands with their bounds."""
    match decision.body:
        case Table() as table:
            inputs = series(say.subject(id) for id in table.by)
            page.put(f"The cell of {inputs} decides:", indent=4)
            put_cells(page, say, decision, table, table.cells)
            put_note(page, decision.rows[0].grounds)
        case Bands(of=of):
            page.put(f"The band in which {say.subject(of)} lies decides:", indent=4)
            put_bands(page, say, decision, decision.rows)
            put_note(page, decision.rows[0].grounds)
        case None:
            page.put(HITS[decision.hit], indent=4)
            for number, row in enumerate(decision.rows, 1):
                _put_row(page, say, decision, row, number)


def put_moves(page: Page, decision: Decision) -> None:
    """What a body would resolve, by outcome."""
    for outcome, move in decision.moves.items():
        page.fact(f'motion where "{outcome_words(decision, outcome)}"', move, "quiet", indent=4)


def _remarks(say: Words, decision: Decision) -> Iterator[str]:
    if say.rubric.headline == decision.id:
        yield "It leads in reports."
    if decision.list_others:
        yield "Other rules that apply are listed beside it."
    if decision.may_be_given:
        yield "A candidate's file may state the outcome; it is then not worked out."
    if decision.assume:
        words = outcome_words(decision, decision.assume)
        yield f'While it is open, "{words}" stands in, and settles nothing.'


def outcomes_words(decision: Decision) -> str:
    """The outcomes, and whether they stand in an order."""
    names = "; ".join(outcome_words(decision, name) for name in decision.outcomes)
    return f"{names} ({'from worst to best' if decision.ordered else 'in no order'})"


def _put_row(page: Page, say: Words, decision: Decision, row: Row, number: int) -> None:
    page.blank()
    name = plain_name(row.id)
    words = f"{number}. {name} {RESULT}{outcome_words(decision, row.outcome)}"
    rests, keys, anchor = cited(row.grounds), ("row", "from"), row.id if row.id != name else ""
    page.ends(words, rests, "strong", keys=keys, anchor=anchor, indent=4)
    put_guarded(page, say, row.when, row.unless, 7)
    page.fact("because", row.because or "", "quiet", indent=7)
    put_note(page, row.grounds, 7)


MORE = "More means: yes over no, a later level, a larger number, one member more."


def put_settings(page: Page, say: Words) -> None:
    """What an overlay may set, and families that it may add to."""
    if say.rubric.settings or say.rubric.families:
        page.section("What a chapter may set")
    for setting in say.rubric.settings.values():
        words = f"{plain_name(setting.id)}: {say.setting(setting)}"
        put_entry(page, words, setting.id, setting.grounds)
        page.fact("for", say.label(setting.of) if setting.of else "", "quiet", indent=4)
        put_note(page, setting.grounds)
    for family in say.rubric.families.values():
        put_entry(page, family.title, family.id)
        page.fact("so far", say.members(family.id), indent=4)
        if family.placeholder:
            stand_in = say.subject(family.placeholder)
            page.put(f"{stand_in} stands in until a chapter adds its own.", indent=4)
        put_least(page, say, family)


def put_promises(page: Page, say: Words) -> None:
    """Every promise in words."""
    if say.rubric.promises:
        page.section("Promises, for every possible candidate")
        page.put(MORE, "quiet", indent=2)
    for promise in say.rubric.promises.values():
        put_entry(page, plain_name(promise.id), promise.id, promise.grounds)
        put_outline(page, say.promise_lines(promise), 4)
        put_note(page, promise.grounds)


def put_readings(page: Page, say: Words) -> None:
    """Where the document is open: what was chosen, and what else could be meant."""
    if say.rubric.readings:
        page.section("Readings chosen where the document is open")
    for reading in say.rubric.readings.values():
        page.blank()
        right, keys = citation(reading.at), ("question", "id")
        page.ends(reading.question, right, "strong", keys=keys, anchor=reading.id, indent=2)
        page.fact("chosen", reading.chosen, indent=4)
        page.fact("it could also mean", reading.instead, indent=4)


def put_passages(page: Page, say: Words) -> None:
    """The sentences on which nothing rests, and why."""
    if say.rubric.passages:
        page.section("Passages on which nothing rests")
        page.blank()
    for locator, reason in say.rubric.passages.items():
        page.fact(citation([locator]), reason, indent=2)


FORMS = {
    "every": "every one of them: {condition}",
    "some": "at least one of them: {condition}",
    "fewer_than_last": "fewer than in the last cycle: {condition}",
    "no_more_than_last": "no more than in the last cycle: {condition}",
    "smaller_share_than_last": "a smaller share than in the last cycle: {condition}",
}


def put_slate(page: Page, say: Words) -> None:
    """The guidance on a slate; it never changes a candidate's result."""
    if say.rubric.slate is None:
        return
    page.section("On all candidates together")
    page.put("Guidance never changes what any one candidate gets.", "quiet", indent=2)
    page.fact("it looks at candidates with", say.condition(say.rubric.slate.of), indent=2)
    page.fact("it counts", series(say.subject(id) for id in say.rubric.slate.counts), indent=2)
    for guidance in say.rubric.slate.guidance.values():
        put_guidance(page, say, guidance)


def put_guidance(page: Page, say: Words, guidance: Guidance) -> None:
    """One line of guidance: what it looks for, and what it then says."""
    put_entry(page, plain_name(guidance.id), guidance.id, guidance.grounds)
    condition = say.condition(guidance.condition)
    if guidance.among is not None:
        page.fact("among those with", say.condition(guidance.among), indent=4)
    page.put(FORMS[guidance.form].format(condition=condition), indent=4, hang=2)
    page.fact("then", guidance.say, indent=4)
    put_note(page, guidance.grounds)
