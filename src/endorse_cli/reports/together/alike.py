"""The only place for whether like cases were treated alike, and examined alike."""

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import UnderPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.together.view import View
from endorse_cli.reports.wording import counted, outcome_words, series, values_words

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
        text = f"One source stands under different answers to {same['criterion']} ({answers})."
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
