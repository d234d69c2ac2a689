"""The only place that lays a diff out as a text to read in a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.versions import (
    Advice,
    CandidateDiffPart,
    ChangePart,
    ComesOutPart,
    Concern,
    Diff,
    DiffDecisionPart,
    MovePart,
)
from endorse_cli.reports.departure_words import departure_said
from endorse_cli.reports.page import MORE, RESULT, Column, Group, Page, Row, Table
from endorse_cli.reports.reviews.diff_opening import opening
from endorse_cli.reports.reviews.diff_words import (
    CONCERNS,
    NO_EXAMPLE,
    VERDICTS,
    came_out,
    example_answers,
    from_to,
    grounds_words,
    is_touched,
    judged_words,
    kind_words,
    others,
    out_of,
    places,
    promise_words,
    side_words,
    since_words,
    subject_words,
)
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    NOT_A_PROBABILITY,
    first_few,
    grouped,
    headed,
    plain_name,
    series,
    share,
)


def put_diff(page: Page, diff: Diff, say: Words) -> None:
    """What the change does: two sentences, each decision, each change, each candidate.

    The reasons of candidates are said with the labels of the rubric of now.
    """
    if diff["old"] is None:
        page.put(f"What was {side_words(diff['new'])}", "strong")
    else:
        page.put(f"From {side_words(diff['old'])} to {side_words(diff['new'])}", "strong")
        said = f"{ADVICE[diff['version']['advice']]}{opening(diff)}".replace("`", "")
        page.verdict(said, "result")
    for sentence in filter(None, (promise_words(diff), *since_words(diff))):
        page.put(sentence.replace("`", ""), "open")
    if diff["old"] is None:
        return
    put_unchecked(page, diff["unchecked"])
    if diff["departures"]:
        page.section("New departures from what it builds on")
    for departure in diff["departures"]:
        page.put(departure_said(departure), "open", indent=2)
    if diff["decisions"]:
        page.blank()
        groups = tuple(_moves(*one, full=page.look.full) for one in diff["decisions"].items())
        page.table(Table(MOVES, groups), indent=2)
    if page.look.full:
        _put_unread(page, diff)
        page.put(NOT_A_PROBABILITY, "quiet", indent=2)
    if diff["changes"]:
        page.section(counted(len(diff["changes"]), "change"))
        _put_changes(page, diff["changes"])
    if "candidates" in diff:
        page.section("Candidates")
        _put_candidates(page, say, diff["candidates"])


ADVICE: dict[Advice, str] = {
    "major": "A major change. ",
    "minor": "A minor change. ",
    "patch": "A patch. ",
    "none": "",
}

MOVES = (
    Column("From"),
    Column("To"),
    Column("Profiles", whole=True, right=True),
    Column("Share", whole=True, right=True),
    Column("For example"),
)

EACH = tuple(map(Column, ("Change", "Was", "Now", "Where")))

LONG = 100
"""A value in more characters than this is not shown whole in a table."""

KINDS = (Column("Change"), Column("Number", right=True), Column("Of"))

FEW = 3
"""So many answers of an example are shown, and ids of a kind of change."""

MOST = 8
"""So many kinds of change of the rules, or candidates, are shown."""


def _moves(id: str, part: DiffDecisionPart, *, full: bool) -> Group:
    """A row for each move of a decision, with an example that tells it from the others."""
    given = [example_answers(move["example"]) for move in part["moves"]]
    rows = [
        Row(
            (
                plain_name(move["from"]),
                plain_name(move["to"]) + (f", {judged_words(move)}" if "judged" in move else ""),
                grouped(int(move["count"])),
                share(int(move["count"]), out_of(part, move)),
                _example(move, answers if full else _telling(answers, given)),
            )
        )
        for move, answers in zip(part["moves"], given, strict=True)
    ]
    title = f"{headed(plain_name(id))}: {VERDICTS[part['verdict']]}"
    number = f" (of {grouped(int(part['profiles']))} answer profiles)" if full else ""
    return Group(title + number, tuple(rows))


def _example(move: MovePart, shown: Mapping[str, str]) -> str:
    """The answers shown of somebody whose outcome moves, and how many more there are."""
    if move["example"] is None:
        return NO_EXAMPLE
    more = len(example_answers(move["example"])) - len(shown)
    told = [*map(" ".join, shown.items()), *([f"{more} more"] if more else ())]
    return "; ".join(told) or "any candidate"


def _telling(answers: Mapping[str, str], others: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """A few answers of an example, among them those that tell it from the others, in its order."""
    alike = [other for other in others if other != answers]
    named: list[str] = []
    while answers and alike and len(named) < FEW:
        left = {id: [one for one in alike if one.get(id) == answers[id]] for id in answers}
        best = min(answers, key=lambda id: len(left[id]))
        if len(left[best]) == len(alike):
            break
        named.append(best)
        alike = left[best]
    named.extend([id for id in answers if id not in named][: FEW - len(named)])
    return {id: said for id, said in answers.items() if id in named}


def _put_changes(page: Page, changes: Sequence[ChangePart]) -> None:
    """Each change where they are few or all are wanted; else how many there are of each kind."""
    by_concern = by_key((change["concerns"], change) for change in changes)
    if page.look.full:
        for concern in filter(by_concern.__contains__, CONCERNS):
            page.group(CONCERNS[concern])
            for change in by_concern[concern]:
                _put_change(page, change)
        return
    if len(changes) <= MOST:
        page.rows(EACH, map(_change, changes))
        return
    rules = list(_kinds_of_rules(by_concern.pop("meaning", ())))
    page.rows(KINDS, (*rules, *(_concern(*one) for one in by_concern.items())))
    page.put(f"Each change with its place: {MORE}", "quiet", indent=2)


def _kinds_of_rules(changes: Iterable[ChangePart]) -> Iterator[Row]:
    """A row for each kind of change of the rules with what it is of; of many the last together."""
    kinds = by_key((kind_words(change), change) for change in changes)
    for kind, found in [*kinds.items()][:MOST]:
        named = dict.fromkeys(c["id"] for c in found if c["id"] not in ("", c["kind"]))
        yield Row((headed(kind), str(len(found)), "; ".join(first_few([*named], FEW))))
    if left := {kind: len(found) for kind, found in [*kinds.items()][MOST:]}:
        words = ", ".join(f"{kind} {number}" for kind, number in left.items())
        yield Row(("Other rules", str(sum(left.values())), words))


def _concern(concern: Concern, changes: Sequence[ChangePart]) -> Row:
    """How many changes there are of one concern, and of each kind."""
    kinds = Counter(map(kind_words, changes))
    words = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    return Row((CONCERNS[concern], str(len(changes)), words), "quiet")


def _change(change: ChangePart) -> Row:
    """One change with what stood there and what stands there now; the beginning of a long text."""
    was, now = (text if len(text) <= LONG else f"{text[:LONG]}…" for text in from_to(change))
    return Row((subject_words(change), was, now, places(change)))


CANDIDATES = tuple(map(Column, ("Candidate", "Decision", "Before", "Now")))


def _put_candidates(page: Page, say: Words, people: Sequence[CandidateDiffPart]) -> None:
    """Who comes out otherwise; each with the reasons where everything is wanted."""
    touched = [person for person in people if is_touched(person)]
    if page.look.full:
        for person in touched:
            _put_candidate(page, say, person)
    else:
        rows = (row for person in touched for row in _candidate_rows(person))
        page.rows(CANDIDATES, rows, most=MOST)
    page.put(others(len(people) - len(touched), len(touched)), indent=2)


def _candidate_rows(person: CandidateDiffPart) -> Iterator[Row]:
    """A row for each decision that comes out otherwise, or one for what is to be done."""
    name = f"{person['candidate'] or 'A candidate'} ({person['source']})"
    for id, moved in person["decisions"].items():
        yield Row(
            (name, headed(plain_name(id)), _outcome(moved["before"]), _outcome(moved["after"]))
        )
    invalid = person["invalid"]
    if invalid["old"] or invalid["new"]:
        before, after = ("not valid" if invalid[side] else "valid" for side in ("old", "new"))
        yield Row((name, "The file", before, after), "open")
    elif not person["decisions"]:
        again = counted(len(person["again"]), "answer")
        yield Row((name, "The answers", "", f"look again at {again}"))


def _put_unread(page: Page, diff: Diff) -> None:
    for which, only in (("old", diff["unread"]["old"]), ("new", diff["unread"]["new"])):
        if only:
            values = "; ".join(f"{id} {series(names)}" for id, names in only.items())
            page.fact(f"left out, since only the {which} rubric reads it", values, indent=2)


def _put_change(page: Page, change: ChangePart) -> None:
    page.ends(subject_words(change), grounds_words(change), indent=2)
    before, after = from_to(change)
    page.fact("was", before, indent=4)
    page.fact("now", after, indent=4)
    page.put(places(change), "quiet", indent=4)


def _put_candidate(page: Page, say: Words, person: CandidateDiffPart) -> None:
    page.group(f"{person['candidate'] or 'A candidate'} ({person['source']})")
    for which, found in (("old", person["invalid"]["old"]), ("new", person["invalid"]["new"])):
        for one in found:
            page.fact(f"not valid under the {which} rubric", one["message"], indent=2)
    for id, moved in person["decisions"].items():
        before, after = _outcome(moved["before"]), _outcome(moved["after"])
        page.put(f"{say.label(id)}: {before} {RESULT}{after}", "strong", indent=2)
        page.fact("before", _why(say, moved["before"]), "quiet", indent=4)
        page.fact("now", _why(say, moved["after"]), "quiet", indent=4)
    if person["again"]:
        again = series(say.label(id) for id in person["again"])
        page.fact("look again at", again, indent=2)


def _outcome(part: ComesOutPart) -> str:
    return came_out(part, plain_name)[0]


def _why(say: Words, part: ComesOutPart) -> str:
    rule = came_out(part, plain_name)[1]
    answers = "; ".join(
        f"{say.label(id)}: {series(map(plain_name, values), 'or')}"
        for id, values in part["because"].items()
    )
    return f"{rule}, because of {answers}" if answers else rule
