"""The only place for the races of a slate: who runs, and what came out."""

from collections import Counter

from endorse_cli.models.together import RacePart, RunnerPart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.together.lacking import lack_words
from endorse_cli.reports.together.view import View, result_words
from endorse_cli.reports.wording import counted, edition_title, left_out_words, series, title_of


def put_races(page: Page, view: View) -> None:
    """Every race by day of election, with its candidates."""
    races = len(view.part["races"])
    judged = f"{counted(len(view.candidates), 'candidate')} in {counted(races, 'race')}"
    page.put(f"A slate of {judged}", "strong")
    for rubric in view.rubrics.values():
        page.put(f"{rubric.title}, version {rubric.version}", "quiet")
    put_edition(page, view)
    days = dict.fromkeys(race["election"] for race in view.part["races"])
    for day in days:
        page.section(f"Election of {day}" if day else "No day of election given")
        for race in view.part["races"]:
            if race["election"] == day:
                _put_race(page, view, race)


def put_edition(page: Page, view: View) -> None:
    """For whom it was made and what was left out, where it is not for members."""
    if view.left_out is not None:
        page.fact("edition", f"{edition_title('public')}. {left_out_words(view.left_out)}", "quiet")


def _put_race(page: Page, view: View, race: RacePart) -> None:
    page.group(race["office"] or race["seat"] or "No office given")
    if race["seat"] and race["office"]:
        page.fact("seat", race["seat"], "quiet", indent=2)
    for candidate in race["candidates"]:
        page.blank()
        page.bare("candidate", candidate["name"], "strong", indent=2)
        _put_results(page, view, candidate)


def _put_results(page: Page, view: View, candidate: RunnerPart) -> None:
    for id, decided in candidate["decisions"].items():
        decision = view.rubric(candidate["rubric"]).decisions[id]
        style: Style = "result" if decided["outcome"] else "open"
        rows = f"row {series(decided['rows'], 'or')}"
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
        page.put(f"{_named(sources)}: {problems}: {message}", indent=2, hang=2)


def _named(sources: list[str]) -> str:
    """File names, each once: of a name with several candidates, or several files, how many."""
    times = Counter(sources)
    return series(f"{name} ({number})" if number > 1 else name for name, number in times.items())
