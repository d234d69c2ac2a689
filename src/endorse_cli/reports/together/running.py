"""The only place for the races of a slate: who runs, and what came out."""

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
    for part in view.invalid:
        problems = counted(len(part["findings"]), "problem")
        text = f"{part['source']}: {problems}: {part['findings'][0]['message']}"
        page.put(text, indent=2, hang=2)
