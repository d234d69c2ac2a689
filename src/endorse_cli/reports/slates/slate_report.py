"""The only place that says what the report of a slate is made of: races, results, like cases."""

from collections.abc import Iterable

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import DayFrom, Lack, RacePart, RunnerPart, UnderPart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.result.frame import put_departures_in_brief
from endorse_cli.reports.slates.comparisons import put_changed
from endorse_cli.reports.slates.guidance_lines import put_guidance
from endorse_cli.reports.slates.open_questions import put_mailing, put_questions
from endorse_cli.reports.slates.slate_view import View, result_words
from endorse_cli.reports.wording import (
    NO_RACE,
    WHICHEVER,
    counted,
    edition_title,
    files_words,
    label_of,
    left_out_words,
    outcome_words,
    rows_named,
    series,
    slate_words,
    title_of,
    unread_words,
    values_words,
)


def put_races(page: Page, view: View) -> None:
    """Who could not be read, then every race by day of election, with its candidates."""
    put_unread(page, view)
    races, apart = view.part["races"], view.part["apart"]
    if view.candidates:
        in_none = sum(len(part["candidates"]) for part in apart)
        words = slate_words(len(view.candidates), len(races), in_none)
        page.put(f"{words} could be read" if view.unread else f"A slate of {words}", "strong")
    for digest, rubric in view.rubrics.items():
        page.put(f"{rubric.title}, version {rubric.version}", "quiet")
        put_departures_in_brief(page, view.parts[digest], indent=2)
    put_edition(page, view)
    days = {part["election"] for part in (*races, *apart)}
    for day in sorted(days, key=lambda day: (day is None, day)):
        page.section(f"Election of {day}" if day else "No day of election given")
        for race in races:
            if race["election"] == day:
                _put_race(page, view, race)
        for part in apart:
            if part["election"] == day:
                page.group(NO_RACE)
                _put_candidates(page, view, part["candidates"])


def put_unread(page: Page, view: View) -> None:
    """How many could not be read and which, before anything else is said."""
    if view.unread:
        page.put(unread_words(view.unread, len(view.candidates)), "open")


def put_edition(page: Page, view: View) -> None:
    """For whom it was made and what was left out, where it is not for members."""
    if view.left_out is not None:
        page.fact(
            "edition",
            f"{edition_title('public')}. {left_out_words(view.left_out, view.unread)}",
            "quiet",
        )


def _put_race(page: Page, view: View, race: RacePart) -> None:
    page.group(race["office"] or race["seat"] or "")
    if race["seat"] and race["office"]:
        page.fact("seat", race["seat"], "quiet", indent=2)
    _put_candidates(page, view, race["candidates"])


def _put_candidates(page: Page, view: View, candidates: Iterable[RunnerPart]) -> None:
    for candidate in candidates:
        page.blank()
        page.bare("candidate", candidate["name"], "strong", indent=2)
        _put_results(page, view, candidate)


def _put_results(page: Page, view: View, candidate: RunnerPart) -> None:
    for id, decided in candidate["decisions"].items():
        decision = view.rubric(candidate["rubric"]).decisions[id]
        style: Style = "result" if decided["outcome"] else "open"
        names = rows_named(decided["outcome"], decided["rows"], decided["row"])
        rows = f"row {series(names, 'or')}" if names else WHICHEVER
        words = f"{title_of(decision)}: {result_words(decision, decided)}"
        page.ends(words, rows, style, keys=("result", "decided by"), indent=4)
    if candidate["open"]:
        page.fact("open", series(candidate["open"]), "open", indent=4)
    for id, lack in candidate["not_counted"].items():
        text = f"{id}: {lack_words(lack, candidate)}."
        page.fact("does not count", text, "open", indent=4)


def put_invalid(page: Page, view: View) -> None:
    """What could not be judged: nobody is left out in silence."""
    if not view.invalid:
        return
    page.section("Not judged")
    alike: dict[tuple[int, str], list[str]] = {}
    for part in view.invalid:
        said = len(part["findings"]), part["findings"][0]["message"]
        alike.setdefault(said, []).append(part["source"])
    for (number, message), sources in alike.items():
        problems = f"{counted(number, 'problem')}{' each' if len(sources) > 1 else ''}"
        page.put(f"{files_words(sources)}: {problems}: {message}", indent=2, hang=2)


WHENCE: dict[DayFrom, str] = {
    "command": "the day of `--as-of`",
    "file": "the `as_of` of the file",
    "election": "the day of the election, which counts since no `as_of` is given",
}


def lack_words(lack: Lack, candidate: RunnerPart) -> str:
    """Why an answer does not count; with the day at which the candidate is judged, and whence."""
    whence = candidate["as_of_from"]
    day = f"{candidate['as_of']}, {WHENCE[whence]}" if whence else "the day"
    return {
        "no_source": "it was given without the source and date that it needs",
        "stale": f"its sources are too old by {day}",
        "later": f"its sources are later than {day}",
        "unsettled": "whether its sources count hangs on the day, and none is given",
    }[lack]


NO_PAIR = "no two candidates have settled outcomes that can be held against each other"


def put_alike(page: Page, view: View) -> None:
    """Like cases decided otherwise, and one source under different answers."""
    page.section("Like cases")
    under = view.part["under"]
    if not any(part["unlike"] for part in under):
        page.put(_none_unlike(view), indent=2)
    for part in under:
        heading = view.heading(part)
        if heading and (part["unlike"] or part["same_source"]):
            page.group(heading)
        _put_under(page, view.rubric(part["rubric"]), part)


def _none_unlike(view: View) -> str:
    """That no such pair was found, and among whom it was looked for."""
    if not view.candidates:
        return "Not known: nobody could be read."
    under = view.part["under"]
    looked = {part["compared"] for part in under} - {"nobody"}
    if not looked:
        return f"Nobody was compared{view.only_read('among ')}: {NO_PAIR}."
    text = f"Nobody{view.only_read()} who is at least as good in all that counts was decided worse"
    among = ["of one rubric with the same lines in force"] if len(under) > 1 else []
    among += ["of one race, since there are so many,"] if "rivals" in looked else []
    only = f" Only candidates {' and '.join(among)} are compared." if among else ""
    return f"{text} than another.{only}"


def _put_under(page: Page, rubric: Rubric, under: UnderPart) -> None:
    for part in under["unlike"]:
        decision = rubric.decisions[part["decision"]]
        worse, better = (outcome_words(decision, part[key]) for key in ("outcome", "other_outcome"))
        text = (
            f"{part['name']} is at least as good as {part['other']} in all that counts, and gets "
            f"{worse} where {part['other']} gets {better}: the rubric is not monotone."
        )
        page.put(text, "open", indent=2, hang=2)
    for same in under["same_source"]:
        answers = series(
            f"{one['name']}: {_words(rubric, same['criterion'], one['answer'])}"
            for one in same["answers"]
        )
        label = label_of(rubric, same["criterion"])
        text = f"One source stands under different answers to “{label}” ({answers})."
        page.put(text, "open", indent=2, hang=2)


def _words(rubric: Rubric, criterion: str, names: list[str]) -> str:
    if rubric.criteria[criterion].kind.form == "set":
        return series(names)
    return values_words(rubric, criterion, names)


def put_parity(page: Page, view: View) -> None:
    """How completely each candidate of a race was examined, where there is somebody beside."""
    races = [race for race in view.part["races"] if len(race["candidates"]) > 1]
    if not races:
        return
    page.section("How completely rivals were examined")
    for race in races:
        page.group(race["office"] or race["seat"] or "")
        for one in race["candidates"]:
            sources = counted(one["sources"], "source")
            text = f"{one['answered']} of {one['asked']} questions answered, {sources}"
            page.ends(one["name"], text, keys=("candidate", "examined"), indent=2)


CLOSING = (
    "This report advises; members decide. It ranks nobody: candidates stand in the order in which "
    "they came in."
)

SECTIONS = (
    put_races,
    put_changed,
    put_questions,
    put_guidance,
    put_alike,
    put_parity,
    put_invalid,
)
"""In the order in which people need them."""


IN_THE_PACKET = {
    "What changed since the earlier records": put_changed,
    "Guidance": put_guidance,
    "Like cases": put_alike,
}
"""What a packet says of the slate as a whole, by heading; candidates are there already."""


def put_slate(page: Page, view: View, *, only_questions: bool = False) -> None:
    """The whole report, or of it the list of questions alone, to be mailed."""
    if only_questions:
        put_unread(page, view)
        put_edition(page, view)
        page.blank()
        put_mailing(page, view)
        return
    for put in SECTIONS:
        put(page, view)
    page.section("How to read this")
    page.put(CLOSING, indent=2)
