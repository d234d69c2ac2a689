"""The only place for the list of questions that would settle a slate, as it can be mailed."""

from collections.abc import Iterable

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
    people = len({(part["name"], part["seat"]) for part in asked})
    number = sum(len(part["criteria"]) for part in asked)
    page.put(f"{counted(number, 'question')} about {counted(people, 'candidate')}. {ALL}", indent=2)
    for whom in dict.fromkeys(part["asked_of"] for part in asked):
        page.group(TITLES.get(whom, str(whom)))
        _put_list(page, view, (part for part in asked if part["asked_of"] == whom))


def _put_list(page: Page, view: View, asked: Iterable[AskPart]) -> None:
    for part in asked:
        page.blank()
        who = part["name"] if part["seat"] is None else f"{part['name']} ({part['seat']})"
        page.bare("about", who, "strong", indent=2)
        for id in part["criteria"]:
            page.ends(_ask(view, part, id), id, keys=("question", "id"), lead="- ", indent=4)


def _ask(view: View, part: AskPart, criterion: str) -> str:
    return view.rubric(part["rubric"]).criteria[criterion].ask
