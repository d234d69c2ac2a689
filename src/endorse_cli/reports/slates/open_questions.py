"""The only place for the questions that would settle a slate: in its report, and to be mailed."""

from collections.abc import Iterator

from endorse_cli.diagnostics import counted
from endorse_cli.models.side_by_side import AskPart, Why
from endorse_cli.reports.page import Column, Page, Row
from endorse_cli.reports.result.remarks import counts_days
from endorse_cli.reports.slates.slate_view import SlateView
from endorse_cli.views.printed_names import (
    headed,
    plain_name,
    series,
)

WHOM: dict[str | None, str] = {
    "candidate": "the candidate",
    "campaign": "the campaign",
    "roll": "the membership roll",
    "committee": "the committee",
    None: "the rubric names nobody",
}

COLUMNS = (Column("About"), Column("Question"), Column("Ask"), Column("So far"))

SHOWN = 20
"""So many questions are listed unless all are wanted."""

ONLY_FOR_SLATE = "What is asked here settles only guidance on the whole slate."

FOR_SLATE = "for the slate as a whole only"

WHY: dict[Why, str] = {
    "no_reply": "no reply",
    "declined": "declined to answer",
    "could_not_verify": "could not be verified",
    "disputed": "disputed",
    "no_source": "answer given without a dated source",
    "stale": "sources too old",
    "later": "sources later than the day",
    "unsettled": "no day given to judge the sources by",
}
"""Why it is asked, where it is not that nobody has asked yet."""


def put_questions(page: Page, view: SlateView) -> None:
    """What every undetermined outcome still hangs on, and whom to ask."""
    asked = view.part["questions"]
    if not asked:
        page.put(nothing_words(view), indent=2)
        return
    page.put(summary(view), indent=2, hang=2)
    put_partly(page, view)
    rows = [
        Row((who(view, part), _question(page, view, part, id), WHOM[part["asked_of"]], why))
        for part in asked
        for id in (*part["criteria"], *part["for_slate"])
        for why in [series(remarks(part, id))]
    ]
    page.rows(COLUMNS, rows, most=SHOWN)


def _question(page: Page, view: SlateView, part: AskPart, id: str) -> str:
    """A question by its label, or as it is put where everything is wanted."""
    return ask(view, part, id) if page.look.full else view.say(part["rubric"]).label(id)


def remarks(part: AskPart, criterion: str) -> Iterator[str]:
    """Why a question is asked, and whether it settles no outcome."""
    if criterion in part["why"]:
        yield WHY[part["why"][criterion]]
    if criterion in part["for_slate"]:
        yield FOR_SLATE


def put_partly(page: Page, view: SlateView) -> None:
    """Who is asked although the decision that leads is settled for them."""
    told: list[str] = []
    for part in view.part["questions"]:
        say = view.say(part["rubric"])
        if part["criteria"] and say.rubric.leading not in part["settles"]:
            left = series(map(say.subject, part["settles"]))
            settled = f"{say.subject(say.rubric.leading)} is settled for {who(view, part)}"
            told.append(f"{settled}; still open: {left}.")
    for words in dict.fromkeys(told):
        page.put(words, "quiet", indent=2, hang=2)


def who(view: SlateView, part: AskPart) -> str:
    """Whom a question is about; of two of one name with the seat."""
    seats = {one["seat"] for one in view.part["questions"] if one["name"] == part["name"]}
    seat = part["seat"] if len(seats) > 1 else None
    return part["name"] if seat is None else f"{part['name']} ({plain_name(seat)})"


def nothing_words(view: SlateView) -> str:
    """That nothing is to be asked, and whether that is because everything is settled."""
    if not view.candidates:
        return "Not known: nobody could be read."
    lacking = _lack_a_day(view)
    return f"Nothing: {lacking or _settled(view)}."


def summary(view: SlateView) -> str:
    """How many questions there are, and what follows when they are answered."""
    settling = [part for part in view.part["questions"] if part["criteria"]]
    lacking = _lack_a_day(view)
    if not settling:
        return f"{headed(lacking or _settled(view))}. {ONLY_FOR_SLATE}"
    people = len({(part["name"], part["seat"]) for part in settling})
    number = sum(len(part["criteria"]) for part in settling)
    more = sum(len(part["for_slate"]) for part in view.part["questions"])
    besides = f", and {more} {FOR_SLATE}" if more else ""
    words = f"{counted(number, 'question')} about {counted(people, 'candidate')}{besides}."
    all = f"With all of them answered {_settled(view)}" + (
        f", except that {lacking}" if lacking else ""
    )
    return f"{words} {all}."


def _settled(view: SlateView) -> str:
    return f"every outcome{view.only_read()} is settled"


def _lack_a_day(view: SlateView) -> str:
    """Whose outcomes are open for want of a day, which no answer to a question brings."""
    names = [
        one["name"]
        for one in view.candidates
        if one["as_of"] is None
        and any(decided["outcome"] is None for decided in one["decisions"].values())
        and counts_days(view.rubric(one["rubric"]))
    ]
    if not names:
        return ""
    return f"outcomes of {series(names)} can depend on a day, and none is given (as_of or election)"


def ask(view: SlateView, part: AskPart, criterion: str) -> str:
    """The question itself."""
    return view.rubric(part["rubric"]).criteria[criterion].ask


ONE_BY_ONE = {"candidate": "To {}", "campaign": "To the campaign of {}"}
"""Who gets a part of their own, about nobody else."""

TOGETHER: dict[str | None, str] = {
    "roll": "To whoever keeps the membership roll",
    "committee": "The committee's own work",
    None: "The rubric names nobody to ask",
}

FOR_COMMITTEE = (
    "For the committee, not to be mailed: it tells what others said so far. "
    "`endorse letter --moment questions` writes the mails."
)
APART = "Each part below goes to one reader; it holds what that reader is asked and nothing else."


def put_mailing(page: Page, view: SlateView) -> None:
    """What each is asked, candidates and campaigns one by one, the committee's own work last."""
    asked = view.part["questions"]
    if not asked:
        page.put(nothing_words(view))
        return
    page.put(f"{summary(view)} {FOR_COMMITTEE if view.left_out is None else APART}")
    put_partly(page, view)
    heading = ""
    for part in asked:
        alone = part["asked_of"] in ONE_BY_ONE
        title = _title(view, part)
        if title != heading:
            page.blank()
            page.put(title, "strong")
        heading = title
        if not alone:
            page.blank()
            page.bare("about", who(view, part), indent=2)
        _put_mailed(page, view, part)


def _title(view: SlateView, part: AskPart) -> str:
    whom = part["asked_of"]
    return ONE_BY_ONE[whom].format(who(view, part)) if whom in ONE_BY_ONE else TOGETHER[whom]


def _put_mailed(page: Page, view: SlateView, part: AskPart) -> None:
    for id in (*part["criteria"], *part["for_slate"]):
        why = [f"so far: {WHY[part['why'][id]]}"] if id in part["why"] else []
        why += [FOR_SLATE] if id in part["for_slate"] else []
        text = " ".join((ask(view, part, id), f"({'; '.join(why)})" if why else "")).strip()
        page.bare("question", text, lead="- ", indent=4)
