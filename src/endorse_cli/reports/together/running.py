"""The only place for the races of a slate: who runs, and what came out."""

from collections.abc import Iterable

from endorse_cli.models.together import RacePart, RunnerPart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.table.head import put_departures_in_brief
from endorse_cli.reports.together.lacking import lack_words
from endorse_cli.reports.together.view import View, result_words
from endorse_cli.reports.wording import (
    NO_RACE,
    WHICHEVER,
    counted,
    edition_title,
    files_words,
    left_out_words,
    rows_named,
    series,
    slate_words,
    title_of,
    unread_words,
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
