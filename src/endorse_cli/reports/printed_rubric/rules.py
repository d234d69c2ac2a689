"""The only place that shows what follows from answers, what is promised, what a chapter may set."""

from collections.abc import Iterator
from typing import Literal

from endorse_cli.models.chain import Change
from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.decisions import Bands, Decision, Row, Table
from endorse_cli.models.plain import show_number
from endorse_cli.models.promises import Guidance
from endorse_cli.models.record import RubricPart
from endorse_cli.models.rubric import FindingRule, Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.printed_rubric.criteria import (
    put_bands,
    put_cells,
    put_entry,
    put_least,
    put_note,
    put_outline,
)
from endorse_cli.reports.wording.amount_words import amount_lines
from endorse_cli.reports.wording.condition_words import (
    condition_lines,
    condition_phrase,
    exception_lines,
    members_words,
    promise_lines,
    subject_words,
)
from endorse_cli.reports.wording.criterion_tests import setting_words
from endorse_cli.reports.wording.departure_words import chain_text, departure_head, departure_text
from endorse_cli.views.points import worths_of
from endorse_cli.views.printed_names import (
    answer_words,
    citation,
    cited,
    finding_says,
    label_of,
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


def put_chain(page: Page, rubric: Rubric, part: RubricPart) -> None:
    """What it builds on, every change to what stands below, and which of them loosen it."""
    if not part["extends"]:
        return
    page.section("What the chapter changes")
    page.fact("builds on", chain_text(part), indent=2)
    for change in rubric.chain.changes:
        put_change(page, rubric, change)
    for waiver in rubric.chain.waivers:
        page.blank()
        words = f"promise waived: {plain_name(waiver.promise)}"
        page.ends(words, "", "strong", anchor=waiver.promise, indent=2)
        page.fact("reason", waiver.reason, indent=4)
    if part["departures"]:
        page.group("Departures: what of this loosens a line")
    for departure in part["departures"]:
        page.blank()
        page.fact(departure_head(departure), departure_text(rubric, departure), "open", indent=2)


def put_change(page: Page, rubric: Rubric, change: Change) -> None:
    """One change: what was done to which line, by whom, and why."""
    page.blank()
    words, rests, keys = _change_text(rubric, change), cited(change.grounds), ("change", "from")
    page.ends(words, rests, "strong", keys=keys, anchor=change.what, indent=2)
    page.fact("reason", change.reason or "", indent=4)
    put_note(page, change.grounds)


def _change_text(rubric: Rubric, change: Change) -> str:
    words = f"{WHAT[change.kind]}: {_changed(rubric, change.what)}"
    if change.kind not in ("set", "demand") or "anchors" in change.what:
        return words
    after, before = (plain_name(value or "nothing") for value in (change.after, change.before))
    return f"{words}, {after} instead of {before}"


def _changed(rubric: Rubric, what: str) -> str:
    """What people call the line that was changed, and the part of it."""
    owner, _, part = what.partition(".")
    key, _, name = part.partition(".")
    if owner in rubric.decisions and part:
        return f'{label_of(rubric, owner)}, rule "{plain_name(part)}"'
    if owner in rubric.criteria and name:
        return f'{label_of(rubric, owner)}, what "{answer_words(rubric, owner, name)}" means'
    return f"{label_of(rubric, owner)}{f', {plain_name(key)}' if part else ''}"


def put_findings(page: Page, rubric: Rubric) -> None:
    """Every finding with its condition."""
    if rubric.findings:
        page.section("Findings")
    for rule in rubric.findings.values():
        put_finding(page, rubric, rule)


def put_finding(page: Page, rubric: Rubric, rule: FindingRule) -> None:
    """A finding with its condition, and how it is said for each way in which it can turn out."""
    put_entry(page, title_of(rule), rule.id, rule.grounds)
    put_guarded(page, rubric, rule.when, rule.unless, 4)
    for truth in TRUTHS:
        page.fact(f'said where "{truth}"', finding_says(rule, truth) or "", "quiet", indent=4)
    put_note(page, rule.grounds)


def put_guarded(
    page: Page, rubric: Rubric, when: Condition | None, unless: tuple[Exempt, ...], indent: int
) -> None:
    """A condition with its exceptions as lists; of the last row of a decision there is none."""
    if when is None:
        page.put("where no rule before it applies", indent=indent)
    else:
        put_outline(page, condition_lines(rubric, when), indent)
    put_outline(page, exception_lines(rubric, unless), indent)


def put_scores(page: Page, rubric: Rubric) -> None:
    """Every score as a formula in words."""
    if rubric.scores:
        page.section("Scores")
        page.put("A number only orders what assessors recorded. All numbers are exact.", indent=2)
    for score in rubric.scores.values():
        put_entry(page, title_of(score), score.id, score.grounds)
        put_outline(page, amount_lines(rubric, score.value), 4)
        better = "higher" if score.higher_is_better else "lower"
        for words in dict.fromkeys(worth_words(rubric, score.id)):
            page.fact("worth", words, "quiet", indent=4)
        page.fact("better", better, "quiet", indent=4)
        put_note(page, score.grounds)


def worth_words(rubric: Rubric, score: str) -> Iterator[str]:
    """What the levels of each scale in a score are worth: `none 0, some 1`."""
    for criterion, worths in worths_of(rubric).items():
        for worth in worths:
            if worth.score == score and rubric.worth(criterion):
                yield ", ".join(
                    f"{answer_words(rubric, criterion, name)} {show_number(number)}"
                    for name, number in worth.numbers.items()
                    if name != NOT_APPLICABLE
                )


def put_decisions(page: Page, rubric: Rubric) -> None:
    """Every decision with its rows in order, its table or its bands."""
    page.section("Decisions")
    for decision in rubric.decisions.values():
        own = decision.rows[0].grounds if decision.body is not None and decision.rows else None
        put_entry(page, title_of(decision), decision.id, own)
        page.fact("outcomes", outcomes_words(decision), indent=4)
        put_body(page, rubric, decision)
        for remark in _remarks(rubric, decision):
            page.put(remark, "quiet", indent=4, hang=2)
        put_moves(page, decision)


HITS = {
    "first": "The first rule that applies decides:",
    "unique": "A rule that applies decides; no two that differ apply at once:",
}
"""What the order of the rules means."""


def put_body(page: Page, rubric: Rubric, decision: Decision) -> None:
    """What decides: rows in order, the cells of a table, or bands with their bounds."""
    match decision.body:
        case Table() as table:
            inputs = series(subject_words(rubric, id) for id in table.by)
            page.put(f"The cell of {inputs} decides:", indent=4)
            put_cells(page, rubric, decision, table, table.cells)
            put_note(page, decision.rows[0].grounds)
        case Bands(of=of):
            page.put(f"The band in which {subject_words(rubric, of)} lies decides:", indent=4)
            put_bands(page, rubric, decision, decision.rows)
            put_note(page, decision.rows[0].grounds)
        case None:
            page.put(HITS[decision.hit], indent=4)
            for number, row in enumerate(decision.rows, 1):
                _put_row(page, rubric, decision, row, number)


def put_moves(page: Page, decision: Decision) -> None:
    """What a body would resolve, by outcome."""
    for outcome, move in decision.moves.items():
        page.fact(f'motion where "{outcome_words(decision, outcome)}"', move, "quiet", indent=4)


def _remarks(rubric: Rubric, decision: Decision) -> Iterator[str]:
    if rubric.headline == decision.id:
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


def _put_row(page: Page, rubric: Rubric, decision: Decision, row: Row, number: int) -> None:
    page.blank()
    name = plain_name(row.id)
    words = f"{number}. {name} {RESULT}{outcome_words(decision, row.outcome)}"
    rests, keys, anchor = cited(row.grounds), ("row", "from"), row.id if row.id != name else ""
    page.ends(words, rests, "strong", keys=keys, anchor=anchor, indent=4)
    put_guarded(page, rubric, row.when, row.unless, 7)
    page.fact("because", row.because or "", "quiet", indent=7)
    put_note(page, row.grounds, 7)


MORE = "More means: yes over no, a later level, a larger number, one member more."


def put_settings(page: Page, rubric: Rubric) -> None:
    """What an overlay may set, and families that it may add to."""
    if rubric.settings or rubric.families:
        page.section("What a chapter may set")
    for setting in rubric.settings.values():
        words = f"{plain_name(setting.id)}: {setting_words(rubric, setting)}"
        put_entry(page, words, setting.id, setting.grounds)
        page.fact("for", label_of(rubric, setting.of) if setting.of else "", "quiet", indent=4)
        put_note(page, setting.grounds)
    for family in rubric.families.values():
        put_entry(page, family.title, family.id)
        page.fact("so far", members_words(rubric, family.id), indent=4)
        if family.placeholder:
            stand_in = subject_words(rubric, family.placeholder)
            page.put(f"{stand_in} stands in until a chapter adds its own.", indent=4)
        put_least(page, rubric, family)


def put_promises(page: Page, rubric: Rubric) -> None:
    """Every promise in words."""
    if rubric.promises:
        page.section("Promises, for every possible candidate")
        page.put(MORE, "quiet", indent=2)
    for promise in rubric.promises.values():
        put_entry(page, plain_name(promise.id), promise.id, promise.grounds)
        put_outline(page, promise_lines(rubric, promise), 4)
        put_note(page, promise.grounds)


def put_readings(page: Page, rubric: Rubric) -> None:
    """Where the document is open: what was chosen, and what else could be meant."""
    if rubric.readings:
        page.section("Readings chosen where the document is open")
    for reading in rubric.readings.values():
        page.blank()
        right, keys = citation(reading.at), ("question", "id")
        page.ends(reading.question, right, "strong", keys=keys, anchor=reading.id, indent=2)
        page.fact("chosen", reading.chosen, indent=4)
        page.fact("it could also mean", reading.instead, indent=4)


def put_passages(page: Page, rubric: Rubric) -> None:
    """The sentences on which nothing rests, and why."""
    if rubric.passages:
        page.section("Passages on which nothing rests")
        page.blank()
    for locator, reason in rubric.passages.items():
        page.fact(citation([locator]), reason, indent=2)


FORMS = {
    "every": "every one of them: {condition}",
    "some": "at least one of them: {condition}",
    "fewer_than_last": "fewer than in the last cycle: {condition}",
    "no_more_than_last": "no more than in the last cycle: {condition}",
    "smaller_share_than_last": "a smaller share than in the last cycle: {condition}",
}


def put_slate(page: Page, rubric: Rubric) -> None:
    """The guidance on a slate; it never changes a candidate's result."""
    if rubric.slate is None:
        return
    page.section("On all candidates together")
    page.put("Guidance never changes what any one candidate gets.", "quiet", indent=2)
    page.fact("it looks at candidates with", condition_phrase(rubric, rubric.slate.of), indent=2)
    page.fact(
        "it counts", series(subject_words(rubric, id) for id in rubric.slate.counts), indent=2
    )
    for guidance in rubric.slate.guidance.values():
        put_guidance(page, rubric, guidance)


def put_guidance(page: Page, rubric: Rubric, guidance: Guidance) -> None:
    """One line of guidance: what it looks for, and what it then says."""
    put_entry(page, plain_name(guidance.id), guidance.id, guidance.grounds)
    condition = condition_phrase(rubric, guidance.condition)
    if guidance.among is not None:
        page.fact("among those with", condition_phrase(rubric, guidance.among), indent=4)
    page.put(FORMS[guidance.form].format(condition=condition), indent=4, hang=2)
    page.fact("then", guidance.say, indent=4)
    put_note(page, guidance.grounds)
