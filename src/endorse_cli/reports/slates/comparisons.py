"""What differs: between candidates, laid out in columns, or since earlier records; and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from endorse_cli.diagnostics import counted
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.score_ends import reach_of
from endorse_cli.models.record import LinePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ChangedPart, ComparedPart, DifferencePart, ExplainedPart
from endorse_cli.reports.page import MORE, RESULT, Column, Group, Page, Row, Table
from endorse_cli.reports.result.table import SIGNS, answer_text, reach_words, thresholds
from endorse_cli.reports.slates.slate_view import SlateView, outcomes_words
from endorse_cli.rubric.compounds import compounds_of
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    files_words,
    headed,
    plain_name,
    series,
    title_of,
)
from endorse_cli.views.result import Result

NOT_KNOWN = "not known"
"""What stands for an answer where any is possible; the list of them all would accuse somebody."""

NO_EFFECT = "no effect by itself"
"""Said of an answer that moves no outcome while all others are as they are; with others it may."""

NOBODY = "They name none of these candidates: one is matched by name, seat and day of election."

LAST_CYCLE = (
    "Guidance counts as the last cycle what they say of earlier elections under the same rubric."
)

SMALLEST = "These together do, and no fewer"
"""Of several smallest sets the one earliest in the rubric is named."""

NONE_LEFT_OUT = "These together do, and none of them can be left out; fewer others might do"
"""Said where there are too many sets of answers to try them all."""


def put_changed(page: Page, view: SlateView) -> None:
    """Whose outcome changed since the earlier records, and what is different."""
    changed = view.part["changed"]
    if changed is None:
        return
    if not changed:
        page.put(_unchanged(view), indent=2)
    page.rows(MOVED, (row for part in changed for row in _moved_rows(view, part)))
    if page.look.full:
        _put_texts(page, view, changed)
    page.fact("new", series(view.part["new"]), indent=2)
    gone = "not among those that could be read" if view.unread else "no longer there"
    page.fact(gone, series(view.part["gone"]), indent=2)
    page.fact("note", _unread_before(view), "open", indent=2)


MOVED = tuple(map(Column, ("Candidate", "Decision", "Before", "Now", "Because")))


def _put_texts(page: Page, view: SlateView, changed: Sequence[ChangedPart]) -> None:
    """Of each candidate every answer that is another, and whether the rubric is."""
    for part in changed:
        page.group(part["name"])
        say = view.say(part["rubric"])
        page.fact("rubric", _text(part), indent=2)
        for one in part["answers"]:
            words = f"{_difference(say, one)} · {effect_words(say.rubric, one)}"
            page.fact("answer", words, indent=2)
        put_explained(page, part["explained"], say)


def _unchanged(view: SlateView) -> str:
    if not view.candidates:
        return "Not known: nobody could be read."
    known = len(view.candidates) > len(view.part["new"])
    if known:
        return f"No outcome{view.only_read()}."
    return f"{NOBODY} {LAST_CYCLE}" if any(u["guidance"] for u in view.part["under"]) else NOBODY


def _unread_before(view: SlateView) -> str:
    """What the earlier records do not know, since they could not judge it themselves."""
    files = view.part["unread_before"]
    if not files:
        return ""
    return (
        f"The earlier records name {len(files)} that could not be judged then "
        f"({files_words(files)}): who is in them is taken for new, and counts in no last cycle."
    )


def _moved_rows(view: SlateView, part: ChangedPart) -> Iterator[Row]:
    """A row for each decision that came out otherwise, with the answers that can move it."""
    say = view.say(part["rubric"])
    for id, moved in part["decisions"].items():
        decision = say.rubric.decisions[id]
        before, after = (outcomes_words(decision, moved[when]) for when in ("before", "after"))
        told = part["explained"].get(id)
        names = set(told["variables"]) if told else set()
        differing = [
            one for one in part["answers"] if id in one["moves"] or one["variable"] in names
        ]
        why = "; ".join(_difference(say, one) for one in differing)
        cells = (part["name"], headed(title_of(decision)), before, after, why or _text(part))
        yield Row(cells, "open" if len(moved["after"]) > 1 else "")


def _difference(say: Words, one: DifferencePart) -> str:
    id = one["variable"]
    before, after = (names_words(say, id, one[side]) for side in ("before", "after"))
    return f"{say.label(id)}: {before} {RESULT}{after}"


def _text(part: ChangedPart) -> str:
    """How the rubric of then was another one; nothing where it was the same."""
    now = part["rubric"]
    if part["other_rubric"] is not None:
        return f"another rubric: {part['other_rubric']} then, {now['id']} now"
    if part["versions"] is None:
        return ""
    old, new = part["versions"]["before"], part["versions"]["after"]
    if old == new:
        return f"the rubric was changed within version {new}"
    return f"the rubric was changed: version {old} then, {new} now"


def names_words(say: Words, variable: str, names: Sequence[str] | None) -> str:
    """The answers that one still can have, in printed words."""
    if names is None:
        return NOT_KNOWN
    owner, _, member = variable.partition(".")
    said = (plain_name(name) if member else say.answer(owner, name) for name in names)
    return series(said, "or")


def effect_words(rubric: Rubric, part: DifferencePart) -> str:
    """Which decisions an answer can move."""
    titles = (f'"{headed(title_of(rubric.decisions[id]))}"' for id in part["moves"])
    return f"can move {series(titles)}" if part["moves"] else NO_EFFECT


def put_explained(page: Page, found: Mapping[str, ExplainedPart], say: Words) -> None:
    """Of every outcome that no single answer explains those that do together."""
    for id, part in found.items():
        title = headed(title_of(say.rubric.decisions[id]))
        names = series(map(say.subject, part["variables"]))
        few = SMALLEST if part["smallest"] else NONE_LEFT_OUT
        page.put(f"{title}: no single answer explains it. {few}: {names}.", indent=2, hang=2)


MATTERS = (
    "An answer can move an outcome if the second candidate, given the first one's answer and all "
    "else as it is, could come out otherwise. What has no effect by itself may have one together "
    "with others."
)


ALIKE = "the same for all"

MIXED = "differs"


class Answered(NamedTuple):
    """A question, what was answered for each candidate, and what the differences can move."""

    row: Row
    differs: bool
    moves: bool


def put_comparison(
    page: Page, accounts: Sequence[Account], compared: Sequence[tuple[ComparedPart, Rubric]]
) -> None:
    """What came out for each, then where their answers differ: first those that can move it."""
    results, rubric, say = [*map(Result, accounts)], compared[0][1], Words(compared[0][1])
    names = [result.record["candidate"]["name"] for result in results]
    answered = sorted(_answers(say, results, compared), key=lambda one: not one.moves)
    differing = [one for one in answered if one.differs]
    alike = [one.row for one in answered if not one.differs]
    page.put(series(names), "strong")
    page.put(f"Judged by {rubric.title}, version {rubric.version}", "quiet")
    page.verdict(_summary(rubric, results, differing), "result")
    page.blank()
    groups = [Group("What came out", tuple(_outcomes(say, results)))]
    if differing:
        groups.append(Group("Where they differ", tuple(one.row for one in differing)))
    if page.look.full:
        groups.append(Group("Where they are the same", tuple(alike)))
    columns = (Column("Criterion"), *map(Column, names), Column("Effect"))
    page.table(Table(columns, tuple(groups)), indent=2)
    page.blank()
    for part, own in compared:
        put_explained(page, part["explained"], Words(own))
    same = counted(len(alike), "answer is", "answers are")
    page.put(MATTERS if page.look.full else f"{same} the same ({MORE}).", "quiet", indent=2)


def _summary(rubric: Rubric, results: Iterable[Result], differing: Sequence[Answered]) -> str:
    """Whether the leading outcome is the same, and how many answers differ and can move one."""
    id = rubric.leading
    came = {tuple(r.record["decisions"][id]["possible"]) for r in results}
    title = headed(title_of(rubric.decisions[id]))
    moving = sum(one.moves for one in differing)
    answers = counted(len(differing), "answer differs", "answers differ")
    by_itself = f"{moving} of them can move an outcome alone" if differing else "none can move it"
    return f"{title}: {ALIKE if len(came) == 1 else MIXED}. {answers}; {by_itself}."


def _outcomes(say: Words, results: Sequence[Result]) -> Iterator[Row]:
    """A row for each decision and each score."""
    for id, decision in say.rubric.decisions.items():
        words = [one.rulings[id].words if id in one.rulings else "" for one in results]
        yield Row((headed(title_of(decision)), *words, ""), "strong")
    for id in say.rubric.scores:
        reaches = [result.record["scores"].get(id) for result in results]
        bars = thresholds(say, id)
        numbers = [reach_words(reach_of(part), bars) if part else "" for part in reaches]
        yield Row((say.label(id), *numbers, ""))


def _answers(
    say: Words, results: Sequence[Result], compared: Iterable[tuple[ComparedPart, Rubric]]
) -> Iterator[Answered]:
    """Each question with the answers to it, group by group: what an overlay adds stands with its
    own.
    """
    effects: dict[str, dict[str, bool]] = {}
    for part, own in compared:
        made = {one.variable: one.numbers for one in compounds_of(own)}
        for one in part["differences"]:
            id = one["variable"]
            for criterion in made.get(id, (id.partition(".")[0],)):
                effects.setdefault(criterion, {})[effect_words(own, one)] = bool(one["moves"])
    rubric = say.rubric
    group_by_group = (c.id for g in rubric.groups for c in rubric.criteria.values() if c.group == g)
    for id in group_by_group:
        cells = [_cell(result, result.record_lines.get(id)) for result in results]
        found = effects.get(id, {})
        effect = next((words for words, moves in found.items() if moves), next(iter(found), ""))
        moves, differs = any(found.values()), len(set(cells)) > 1
        row = Row((say.label(id), *cells, effect), "strong" if moves else "")
        yield Answered(row, differs, moves)


def _cell(result: Result, part: LinePart | None) -> str:
    """An answer with the mark of what it did."""
    if part is None:
        return "not asked"
    line = result.by_criterion.get(part["criterion"])
    sign = SIGNS[line.mark] if line else SIGNS["none"]
    return f"{sign} {answer_text(result.say, part)}"
