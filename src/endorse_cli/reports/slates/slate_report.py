"""The only place that says what the report of a slate is made of: results by race, consistency."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.record import InvalidPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import DayFrom, Lack, RacePart, RunnerPart, UnderPart
from endorse_cli.reports.page import MORE, Column, Group, Page, Row, Table
from endorse_cli.reports.result.remarks import ADVISES, notice_words, put_departures_in_brief
from endorse_cli.reports.slates.comparisons import put_changed
from endorse_cli.reports.slates.guidance_lines import put_guidance
from endorse_cli.reports.slates.open_questions import put_mailing, put_questions
from endorse_cli.reports.slates.slate_view import (
    SlateView,
    because,
    result_words,
    sign_of,
    standing_words,
)
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    NO_RACE,
    edition_title,
    first_few,
    headed,
    left_out_words,
    outcome_words,
    plain_name,
    series,
    slate_words,
    title_of,
    unread_words,
)

FEW = 3
"""Up to so many decisions have a column each."""

NAMED = 12
"""So many candidates are named who have something in common; of more it is said how many."""

NOT_ASSESSED = "Could not be read or judged"


def put_races(page: Page, view: SlateView) -> None:
    """How many have which result, then every candidate in a row, by race and day of election."""
    put_unread(page, view)
    races, apart = view.part["races"], view.part["apart"]
    if view.candidates:
        in_none = sum(len(part["candidates"]) for part in apart) if view.elects else 0
        words = slate_words(len(view.candidates), len(races), in_none)
        words = f"{words} could be read" if view.unread else words
        page.verdict(f"{words}: {standing_words(view)}", "result")
    for digest, rubric in view.rubrics.items():
        page.put(f"Judged by {rubric.title}, version {rubric.version}", "quiet")
        put_departures_in_brief(page, view.parts[digest], indent=2)
    put_edition(page, view)
    page.blank()
    if view.candidates:
        page.table(_table(view, is_full=page.look.full), indent=2)
    if view.invalid:
        page.blank()
        page.table(_unread_table(view.invalid), indent=2)


def put_unread(page: Page, view: SlateView) -> None:
    """How many could not be read and which, before anything else is said."""
    if view.unread:
        page.put(unread_words(view.unread, len(view.candidates)), "open")


def put_edition(page: Page, view: SlateView) -> None:
    """For whom it was made and what was left out, where it is not for members."""
    if view.left_out is not None:
        page.fact(
            "edition",
            f"{edition_title('public')}. {left_out_words(view.left_out, view.unread)}",
            "quiet",
        )


def _table(view: SlateView, *, is_full: bool) -> Table:
    """A row for each candidate, by race."""
    decisions = list(dict.fromkeys(id for one in view.candidates for id in one["decisions"]))
    apart = len(decisions) <= FEW
    titles = [_title(view, id) for id in decisions] if apart else ["Result"]
    heads = [Column(""), Column("Candidate"), *map(Column, titles), Column("Because")]
    columns = (*heads, Column("Sources", whole=True, right=True))
    shown = decisions if apart else []
    groups = (
        Group(title, tuple(_row(view, one, shown, is_full=is_full) for one in candidates))
        for title, candidates in _groups(view)
    )
    return Table(columns, tuple(groups))


def _unread_table(invalid: Iterable[InvalidPart]) -> Table:
    """A row for each file that could not be judged, with the reason; no name is ever folded.

    Of many with one reason the first are named.
    """
    alike = by_key(
        ((len(part["findings"]), part["findings"][0]["message"]), part["source"])
        for part in invalid
    )
    rows = [row for said, sources in alike.items() for row in _unread_rows(sources, *said)]
    columns = (Column(""), Column("File", whole=True), Column("Because"))
    return Table(columns, (Group(NOT_ASSESSED, tuple(rows)),))


def _title(view: SlateView, id: str) -> str:
    """The title of a decision, in the first rubric that has it."""
    found = (r.decisions[id] for r in view.rubrics.values() if id in r.decisions)
    return headed(title_of(next(found)))


def _groups(view: SlateView) -> Iterator[tuple[str, Sequence[RunnerPart]]]:
    """The candidates below the name of their race; of a day alone where most have no rival.

    Those in no race come last of each day. Where nobody is elected all stand together.
    """
    if not view.elects:
        yield "", view.candidates
        return
    groups = [
        (race["election"], race_words(race), race["candidates"]) for race in view.part["races"]
    ]
    if not _by_race(view):
        days = dict.fromkeys(day for day, _, _ in groups)
        groups = [
            (day, "", [one for d, _, own in groups if d == day for one in own]) for day in days
        ]
    groups += [(part["election"], NO_RACE, part["candidates"]) for part in view.part["apart"]]
    for day, name, candidates in sorted(groups, key=lambda group: (group[0] is None, group[0])):
        words = f"election of {day}" if day else "no day of election given"
        yield headed(" · ".join(filter(None, (name, words)))), candidates


def _by_race(view: SlateView) -> bool:
    """Whether most races have rivals, so that each is worth a heading."""
    races = view.part["races"]
    return 2 * sum(len(race["candidates"]) > 1 for race in races) >= len(races)


def race_words(race: RacePart) -> str:
    """What a race is called."""
    return race["office"] or race["seat"] or ""


def _row(view: SlateView, one: RunnerPart, decisions: Sequence[str], *, is_full: bool) -> Row:
    rubric = view.rubric(one["rubric"])
    said = {
        id: result_words(rubric.decisions[id], part, is_full=is_full)
        for id, part in one["decisions"].items()
    }
    words = [said.get(id, "") for id in decisions] or [_result(rubric, said, is_full=is_full)]
    decided = one["decisions"].get(rubric.leading)
    sign = sign_of(rubric.decisions[rubric.leading], decided) if decided else "·"
    office = None if _by_race(view) else one["office"]
    name = " · ".join(filter(None, (one["name"], office)))
    cells = (sign, name, *words, because(Words(rubric), one), str(one["sources"]))
    is_open = any(part["outcome"] is None for part in one["decisions"].values())
    return Row(cells, "open" if is_open else "")


def _result(rubric: Rubric, said: Mapping[str, str], *, is_full: bool) -> str:
    """What came out where too many decisions are made to stand apart: the leading one, or all."""
    if not is_full:
        return said.get(rubric.leading, "")
    return "; ".join(f"{title_of(rubric.decisions[id])}: {words}" for id, words in said.items())


def _unread_rows(sources: Sequence[str], problems: int, message: str) -> Iterator[Row]:
    """Files that could not be judged for one reason: the first names, and what is wrong."""
    more = f" And {counted(problems - 1, 'more problem')}." if problems > 1 else ""
    for place, name in enumerate(first_few(sources, FEW)):
        yield Row(("?", name, "the same" if place else f"{message}{more}"), "open")


WHENCE: dict[DayFrom, str] = {
    "command": "the day of `--as-of`",
    "file": "the `as_of` of the file",
    "election": "the day of the election, which counts since no `as_of` is given",
}


def put_noticed(page: Page, view: SlateView) -> None:
    """What the rubric brings to a reader's notice beside the verdicts, and of whom."""
    told = by_key(
        (say, one["name"])
        for one in view.candidates
        for say in notice_words(view.rubric(one["rubric"]), one["notices"])
    )
    most = NAMED if page.look.full else FEW
    for say, names in told.items():
        page.fact(series(first_few(names, most)), say, indent=2)


def put_not_counted(page: Page, view: SlateView) -> None:
    """Which answers do not count, and why."""
    told = [(one, id, lack) for one in view.candidates for id, lack in one["not_counted"].items()]
    if told:
        page.section("Answers that do not count")
    for one, id, lack in told:
        label = view.say(one["rubric"]).label(id)
        page.fact(one["name"], f"{label}: {lack_words(lack, one)}.", "open", indent=2)


def lack_words(lack: Lack, candidate: RunnerPart) -> str:
    """Why an answer does not count; with the day that counts, and where that is from."""
    whence = candidate["as_of_from"]
    day = f"{candidate['as_of']}, {WHENCE[whence]}" if whence else "the day"
    return {
        "no_source": "it was given without the source and date that it needs",
        "stale": f"its sources are too old by {day}",
        "later": f"its sources are later than {day}",
        "unsettled": "whether its sources count depends on the day, and none is given",
    }[lack]


NO_PAIR = "no two candidates have settled outcomes that can be held against each other"


def put_alike(page: Page, view: SlateView) -> None:
    """Like cases decided otherwise, and one source under different answers."""
    under = view.part["under"]
    if not any(part["unlike"] for part in under):
        page.fact("consistency", _none_unlike(view), indent=2)
    for part in under:
        heading = view.heading(part)
        if heading and (part["unlike"] or part["same_source"]):
            page.group(heading)
        _put_under(page, view.say(part["rubric"]), part)


def _none_unlike(view: SlateView) -> str:
    """That no such pair was found, and among whom it was looked for."""
    under = view.part["under"]
    looked = {part["compared"] for part in under} - {"nobody"}
    if not looked:
        return f"nobody was compared{view.only_read('among ')}: {NO_PAIR}."
    among = ["under one rubric with the same lines in force"] if len(under) > 1 else []
    among += ["in one race, since there are so many,"] if "rivals" in looked else []
    only = f" Only candidates {' and '.join(among)} are compared." if among else ""
    who = f"no candidate{view.only_read()} with equal or better answers"
    return f"{who} got a worse result than another.{only}"


def _put_under(page: Page, say: Words, under: UnderPart) -> None:
    for part in under["unlike"]:
        decision = say.rubric.decisions[part["decision"]]
        worse, better = (outcome_words(decision, part[key]) for key in ("outcome", "other_outcome"))
        text = (
            f"{part['name']} has equal or better answers than {part['other']}, and gets {worse} "
            f"where {part['other']} gets {better}: a better answer can worsen a result here."
        )
        page.put(text, "open", indent=2, hang=2)
    for same in under["same_source"]:
        id = same["criterion"]
        answers = series(
            f"{one['name']}: {_words(say, id, one['answer'])}" for one in same["answers"]
        )
        text = f"One source is cited for different answers to {say.label(id)} ({answers})."
        page.put(text, "open", indent=2, hang=2)


def _words(say: Words, criterion: str, names: list[str]) -> str:
    if say.rubric.criteria[criterion].kind.form == "set":
        return series(map(plain_name, names))
    return say.values(criterion, names)


def put_parity(page: Page, view: SlateView) -> None:
    """How completely rivals were examined: where that is unequal, or everything is wanted."""
    for race in view.part["races"]:
        shares = {o["name"]: f"{o['answered']}/{o['asked']}" for o in race["candidates"]}
        is_unequal = len(set(shares.values())) > 1
        if is_unequal or (page.look.full and len(shares) > 1):
            how = "unequally " if is_unequal else ""
            words = series(f"{name} {share}" for name, share in shares.items())
            page.put(f"Examined {how}in {race_words(race)}: {words}.", indent=2, hang=2)


CLOSING = f"{ADVISES} Nobody is ranked."

WATCH = "What to see beside the verdicts"

ON_THE_COVER = {
    WATCH: put_noticed,
    "What changed since the earlier records": put_changed,
    "What is still to be asked": put_questions,
    "The slate as a whole": put_guidance,
    "Consistency": put_alike,
    "How completely rivals were examined": put_parity,
}
"""What the cover of a packet says of the slate, by heading; races are there already."""


def put_slate(page: Page, view: SlateView, *, only_questions: bool = False) -> None:
    """The whole report, or of it the list of questions alone, to be mailed."""
    if only_questions:
        put_unread(page, view)
        if view.left_out is not None:
            page.fact("edition", edition_title("public"), "quiet")
        page.blank()
        put_mailing(page, view)
        return
    put_races(page, view)
    if view.part["changed"] is not None:
        page.section("What changed since the earlier records")
        put_changed(page, view)
    if view.candidates:
        page.section("What is still to be asked")
        put_questions(page, view)
        page.section("The slate as a whole")
        for put in (put_noticed, put_guidance, put_alike, put_parity):
            put(page, view)
    if page.look.full:
        put_not_counted(page, view)
    page.blank()
    page.put(CLOSING if page.look.full else f"{CLOSING} More: {MORE}", "quiet", indent=2)
