"""The only place for the list of questions as it is mailed: plain, a part for each who is asked."""

from endorse_cli.models.together import AskPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.together.asking import (
    ask,
    nothing_words,
    put_partly,
    remarks,
    summary,
    who,
)
from endorse_cli.reports.together.view import View
from endorse_cli.reports.wording import series

ONE_BY_ONE = {"candidate": "To {}", "campaign": "To the campaign of {}"}
"""Who gets a part of their own, about nobody else."""

TOGETHER: dict[str | None, str] = {
    "roll": "To whoever keeps the membership roll",
    "committee": "The committee's own work",
    None: "The rubric names nobody to ask",
}

APART = "Each part below goes to one reader; it holds what that reader is asked and nothing else."


def put_mailing(page: Page, view: View) -> None:
    """What each is asked, candidates and campaigns one by one, the committee's own work last."""
    asked = view.part["questions"]
    if not asked:
        page.put(nothing_words(view))
        return
    page.put(f"{summary(view)} {APART}")
    put_partly(page, view)
    heading = ""
    for part in asked:
        alone = part["asked_of"] in ONE_BY_ONE
        title = _title(part)
        if title != heading:
            page.blank()
            page.put(title, "strong")
        heading = title
        if not alone:
            page.blank()
            page.bare("about", who(part), indent=2)
        _put_list(page, view, part)


def _title(part: AskPart) -> str:
    whom = part["asked_of"]
    return ONE_BY_ONE[whom].format(who(part)) if whom in ONE_BY_ONE else TOGETHER[whom]


def _put_list(page: Page, view: View, part: AskPart) -> None:
    for id in (*part["criteria"], *part["for_slate"]):
        why = series(remarks(part, id))
        text = ask(view, part, id)
        page.bare("question", f"{text} ({why})" if why else text, lead="- ", indent=4)
