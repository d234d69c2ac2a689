"""The only place that explains one id: what it is, where it says so, where it can matter."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.divided_parts import under
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.order import condition_uses, named_in, uses
from endorse_cli.models.candidate import Case
from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.decision_rows import Bands, Row, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import is_locator, touches
from endorse_cli.models.model import Model
from endorse_cli.models.overlay_chain import Change
from endorse_cli.models.promises import Guidance
from endorse_cli.models.record import DecisionPart, Record, deciding_row
from endorse_cli.models.rubric import FindingRule, Reading, Rubric, Score
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import Page
from endorse_cli.reports.printed_rubric.criteria import (
    put_criterion,
    put_entry,
    put_least,
    put_note,
    put_outline,
)
from endorse_cli.reports.printed_rubric.passages import SECTIONS, line_label
from endorse_cli.reports.printed_rubric.rules import (
    put_body,
    put_change,
    put_finding,
    put_guarded,
    put_guidance,
    put_moves,
)
from endorse_cli.reports.result.outcomes import STATED
from endorse_cli.reports.result.questions import put_line
from endorse_cli.reports.result.scores import score_text
from endorse_cli.rubric.part_tree import own_conditions
from endorse_cli.views.amount_words import AmountWords
from endorse_cli.views.printed_names import (
    citation,
    cited,
    outcome_words,
    plain_name,
    series,
    title_of,
)
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Ruling

_BODIES: dict[type, str] = {Table: "table", Bands: "bands"}


_ROWS: dict[type, str] = {Table: "Cell", Bands: "Band"}


class Explainer:
    """Finds everything that bears an id and puts it on a page, with a candidate where given."""

    def __init__(
        self, page: Page, compiled: Compiled, record: Record | None, cases: Sequence[Case]
    ) -> None:
        self.page = page
        self.compiled = compiled
        self.rubric = compiled.rubric
        self.say = AmountWords(compiled.rubric)
        self.record = record
        self.cases = cases

    def everything(self, id: str) -> bool:
        """Put all that bears the id; False where nothing does."""
        found = list(self._entries(id))
        for title, put in found:
            self.page.section(title)
            put()
        return bool(found)

    def _entries(self, id: str) -> Iterator[tuple[str, Callable[[], None]]]:
        rubric = self.rubric
        criterion = rubric.criteria.get(id.split(".")[0] if id in self.compiled.index else id)
        if criterion is not None:
            yield "Criterion", lambda: self._criterion(criterion)
        for title, entries, put in (
            ("Finding", rubric.findings, self._finding),
            ("Score", rubric.scores, self._score),
            ("Decision", rubric.decisions, self._decision),
        ):
            if id in entries:
                yield title, partial(put, id)
        for decision, row in self._rows(id):
            what = _ROWS.get(type(decision.body), "Row")
            title = f"{what} of {title_of(decision)}: {plain_name(row.id.replace('.', ' '))}"
            yield title, partial(self._row, decision, row)
        for decision, outcome in self._outcomes(id):
            title = f"Outcome of {title_of(decision)}: {outcome_words(decision, outcome)}"
            yield title, partial(self._outcome, decision, outcome)
        yield from self._smaller(id)

    def _smaller(self, id: str) -> Iterator[tuple[str, Callable[[], None]]]:
        rubric = self.rubric
        changes = [c for c in rubric.chain.changes if f"{c.what}.".startswith(f"{id}.")]
        if changes:
            yield "Changed by the chapter", lambda: self._changes(changes)
        waiver = rubric.chain.waiver(id)
        if waiver is not None:
            yield (
                "Waived by the chapter",
                partial(self.page.fact, "reason", waiver.reason, indent=2),
            )
        for title, entries, put in (
            ("Promise", rubric.promises, self._promise),
            ("Setting", rubric.settings, self._setting),
            ("Family", rubric.families, self._family),
            ("Group", rubric.groups, self._group),
        ):
            if id in entries:
                yield title, partial(put, id)
        for guidance in guidance_of(rubric):
            if guidance.id == id:
                yield (
                    "Guidance on all candidates together",
                    partial(put_guidance, self.page, self.say, guidance),
                )
        for reading in rubric.readings.values():
            if reading.id == id:
                yield "Reading", partial(self._reading, reading)
        if is_locator(id):
            yield f"Passage {citation([id])}", lambda: self._passage(id)

    def _rows(self, id: str) -> Iterator[tuple[Decision, Row]]:
        for decision in self.rubric.decisions.values():
            for row in decision.rows:
                if id in (row.id, f"{decision.id}.{row.id}"):
                    yield decision, row

    def _outcomes(self, id: str) -> Iterator[tuple[Decision, str]]:
        for decision in self.rubric.decisions.values():
            for outcome in decision.outcomes:
                if id in (outcome, f"{decision.id}={outcome}"):
                    yield decision, outcome

    def _changes(self, changes: list[Change]) -> None:
        for change in changes:
            put_change(self.page, self.say, change)

    def _reading(self, reading: Reading) -> None:
        self.page.fact("where", citation(reading.at), indent=2)
        self.page.fact("question", reading.question, indent=2)
        self.page.fact("chosen", reading.chosen, indent=2)
        self.page.fact("instead", reading.instead, indent=2)

    def _criterion(self, criterion: Criterion) -> None:
        put_criterion(self.page, self.say, criterion)
        levels = self.compiled.levels[criterion.id]
        matters = [
            title_of(decided.decision)
            for decided in self.compiled.decisions.values()
            if not under(self.compiled, decided.root).isdisjoint(levels)
        ]
        named = list(self._naming(criterion.id, criterion.families))
        self.page.fact("can matter for", series(matters) or "no decision", indent=4)
        self.page.fact("named in", series(named), indent=4)
        if self.record:
            result = Result(Account(self.record, self.rubric, lambda: self.compiled))
            self.page.group(f"For {self.record['candidate']['name']}")
            put_line(self.page, result, result.record_lines[criterion.id])

    def _naming(self, id: str, families: tuple[str, ...] = ()) -> Iterator[str]:
        """What rests on an id directly: findings, scores, rows, guidance and notices."""
        names, rubric = {id, *families}, self.rubric
        entries: list[FindingRule | Score] = [*rubric.findings.values(), *rubric.scores.values()]
        for entry in entries:
            if not names.isdisjoint(named_in(rubric, entry.id)):
                what = "score" if entry.id in rubric.scores else "finding"
                yield f'{what} "{title_of(entry)}"'
        for decision in rubric.decisions.values():
            if decision.body is None:
                rows = (row for row in decision.rows if _names(row, names))
                yield from (f'rule "{plain_name(r.id)}" of "{title_of(decision)}"' for r in rows)
            elif not names.isdisjoint(named_in(rubric, decision.id)):
                yield f'{_BODIES[type(decision.body)]} of "{title_of(decision)}"'
        for guidance in guidance_of(rubric):
            if _names(guidance, names):
                yield f'guidance "{plain_name(guidance.id)}"'
        owners: list[Criterion | Family] = [*rubric.criteria.values(), *rubric.families.values()]
        for owner in owners:
            for name, notice in owner.notice.items():
                if _names(notice, names):
                    words = self.say.answer(owner.id, name)
                    yield f'notice at "{words}" of {self.say.subject(owner.id)}'

    def _finding(self, id: str) -> None:
        rule = self.rubric.findings[id]
        put_finding(self.page, self.say, rule)
        self.page.fact("named in", series(self._naming(id)), indent=4)
        if self.record:
            self._for_candidate(self.record["findings"][id])

    def _for_candidate(self, text: str) -> None:
        if self.record:
            self.page.fact(f"for {self.record['candidate']['name']}", text, "result", indent=4)

    def _score(self, id: str) -> None:
        score = self.rubric.scores[id]
        put_entry(self.page, title_of(score), id, score.grounds)
        put_outline(self.page, self.say.amount_lines(score.value), 4)
        self.page.fact("named in", series(self._naming(id)), indent=4)
        if self.record:
            self._for_candidate(score_text(self.record["scores"][id]))

    def _decision(self, id: str) -> None:
        decision = self.rubric.decisions[id]
        own = decision.rows[0].grounds if decision.body is not None else None
        put_entry(self.page, title_of(decision), decision.id, own)
        if decision.body is not None:
            put_body(self.page, self.say, decision)
        for row in decision.rows if decision.body is None else ():
            words = f"{plain_name(row.id)}: {outcome_words(decision, row.outcome)}"
            self.page.ends(words, cited(row.grounds), anchor=row.id, indent=4)
        put_moves(self.page, decision)
        used = (self.say.subject(one) for one in uses(self.rubric, decision.id))
        self.page.fact("rests on", series(used), indent=4)
        if self.record:
            ruling = Ruling(decision, self.record["decisions"][decision.id])
            stated = f" ({STATED})" if ruling.is_stated else ""
            self._for_candidate(f"{ruling.words}{stated}")

    def _row(self, decision: Decision, row: Row) -> None:
        anchor = f"{decision.id}.{row.id}"
        put_entry(self.page, outcome_words(decision, row.outcome), anchor, row.grounds)
        put_guarded(self.page, self.say, row.when, row.unless, 4)
        self.page.fact("because", row.because or "", indent=4)
        put_note(self.page, row.grounds)
        if self.record:
            self._for_candidate(_part_of_row(self.record["decisions"][decision.id], row.id))

    def _outcome(self, decision: Decision, outcome: str) -> None:
        put_entry(self.page, outcome_words(decision, outcome), f"{decision.id}={outcome}")
        for row in decision.rows:
            if row.outcome == outcome:
                words = self.say.row(decision, row)
                self.page.ends(f"by {words}", cited(row.grounds), indent=4)
        self.page.fact("motion", decision.moves.get(outcome, ""), indent=4)
        if self.record:
            decided = self.record["decisions"][decision.id]
            possible = "possible" if outcome in decided["possible"] else "not possible"
            self._for_candidate("it is so" if decided["outcome"] == outcome else possible)

    def _promise(self, id: str) -> None:
        promise = self.rubric.promises[id]
        put_entry(self.page, self.say.promise(promise), promise.id, promise.grounds)
        put_note(self.page, promise.grounds)

    def _setting(self, id: str) -> None:
        setting = self.rubric.settings[id]
        of = f" (a level of {self.say.subject(setting.of)})" if setting.of else ""
        put_entry(self.page, f"{self.say.setting(setting)}{of}", id, setting.grounds)
        put_note(self.page, setting.grounds)

    def _family(self, id: str) -> None:
        family = self.rubric.families[id]
        put_entry(self.page, family.title, id)
        self.page.fact("members", self.say.members(id), indent=4)
        put_least(self.page, self.say, family)
        self.page.fact("named in", series(self._naming(id)), indent=4)

    def _group(self, id: str) -> None:
        own = [c.id for c in self.rubric.criteria.values() if c.group == id]
        asked = [self.say.subject(one) for one in own]
        put_entry(self.page, self.rubric.groups[id], id)
        self.page.fact("criteria", series(asked), indent=4)

    def _passage(self, locator: str) -> None:
        resting = list(resting_on(self.rubric, locator))
        for section, id, own in resting:
            words = f"{SECTIONS[section][1]}: {line_label(self.rubric, section, id)}"
            self.page.ends(words, citation(own), anchor=id, indent=2)
        for passage, reason in self.rubric.passages.items():
            if touches(passage, locator):
                self.page.fact(f"nothing rests on {citation([passage])}", reason, indent=2)
                resting.append(("", "", ()))
        if not resting:
            self.page.put("Nothing in the rubric cites it.", indent=2)
        for case in self.cases:
            self.page.ends(f"case {case.name}", citation(case.locators), indent=2)
            self.page.put(case.why or "", indent=4)


def resting_on(rubric: Rubric, locator: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What cites a passage or a part of it: its section, its id, and its own locators."""
    return (
        (section, id, all_own)
        for section, id, all_own in _citing(rubric)
        if any(touches(own, locator) for own in all_own)
    )


def _citing(rubric: Rubric) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for section, entries in (
        ("criteria", rubric.criteria),
        ("settings", rubric.settings),
        ("scores", rubric.scores),
        ("findings", rubric.findings),
        ("promises", rubric.promises),
    ):
        yield from ((section, id, entry.grounds.locators) for id, entry in entries.items())
    for decision in rubric.decisions.values():
        for row in decision.rows:
            yield "decisions", f"{decision.id}.{row.id}", row.grounds.locators
    for guidance in guidance_of(rubric):
        yield "slate", guidance.id, guidance.grounds.locators
    for reading in rubric.readings.values():
        yield "readings", reading.id, reading.at


def guidance_of(rubric: Rubric) -> tuple[Guidance, ...]:
    """What a rubric says of all candidates together."""
    return tuple(rubric.slate.guidance.values()) if rubric.slate else ()


def explain(
    id: str,
    compiled: Compiled,
    record: Record | None,
    look: Look,
    cases: Sequence[Case] = (),
) -> str | None:
    """Everything that bears an id, as text; None where nothing does.

    `cases` are those that try the passage, where it is one.
    """
    page = Page(look)
    return page.text() if Explainer(page, compiled, record, cases).everything(id) else None


def _names(line: Model, ids: set[str]) -> bool:
    """Whether the conditions of a line name any of some ids."""
    return any(not ids.isdisjoint(condition_uses(each)) for each in own_conditions(line))


def _part_of_row(decided: DecisionPart, row: str) -> str:
    """What a row does for a candidate."""
    if row not in decided["rows"]:
        return "does not decide"
    if row == deciding_row(decided):
        return "decides"
    if decided["outcome"] is None:
        return "can still decide"
    return "not ruled out; the outcome is the same whether it decides or not"
