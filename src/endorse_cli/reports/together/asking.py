"""The only place for the list of questions that would settle a slate, as it can be mailed."""

from collections.abc import Iterable, Sequence

from endorse_cli.models.together import AskPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.together.view import View
from endorse_cli.reports.wording import counted

TITLES: dict[str | None, str] = {
    "candidate": "To ask the candidates",
    "campaign": "To ask the campaigns",
    "roll": "To look up in the membership roll",
    "committee": "For the committee to judge",
    None: "The rubric names nobody to ask",
}

SETTLED = "Nothing: every outcome is settled."

ONLY_FOR_SLATE = (
    "Every outcome is settled. What is asked here settles only what is said of the whole slate."
)

FOR_SLATE = "for the slate as a whole only"

ALL = (
    "With all of these answered every outcome is settled. Those who need the fewest answers come "
    "first; an answer may make another question needless."
)


def put_questions(page: Page, view: View) -> None:
    """What every undetermined outcome still hangs on, by whom to ask."""
    page.section("What is still to be asked")
    asked = view.part["questions"]
    if not asked:
        page.put(SETTLED, indent=2)
        return
    page.put(summary(asked), indent=2)
    for whom in dict.fromkeys(part["asked_of"] for part in asked):
        page.group(TITLES.get(whom, str(whom)))
        _put_list(page, view, (part for part in asked if part["asked_of"] == whom))


def _put_list(page: Page, view: View, asked: Iterable[AskPart]) -> None:
    for part in asked:
        page.blank()
        who = part["name"] if part["seat"] is None else f"{part['name']} ({part['seat']})"
        page.bare("about", who, "strong", indent=2)
        for id in (*part["criteria"], *part["for_slate"]):
            about = f"{FOR_SLATE} · {id}" if id in part["for_slate"] else id
            page.ends(_ask(view, part, id), about, keys=("question", "id"), lead="- ", indent=4)


def summary(asked: Sequence[AskPart]) -> str:
    """How many questions there are, and what follows when they are answered."""
    settling = [part for part in asked if part["criteria"]]
    if not settling:
        return ONLY_FOR_SLATE
    people = len({(part["name"], part["seat"]) for part in settling})
    number = sum(len(part["criteria"]) for part in settling)
    return f"{counted(number, 'question')} about {counted(people, 'candidate')}. {ALL}"


def _ask(view: View, part: AskPart, criterion: str) -> str:
    return view.rubric(part["rubric"]).criteria[criterion].ask
