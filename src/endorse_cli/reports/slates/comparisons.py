"""The only place for what differs: between two candidates, or since earlier records; and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ChangedPart, ComparedPart, DifferencePart, ExplainedPart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.slates.slate_view import View, outcomes_words, result_words
from endorse_cli.reports.wording import (
    counted,
    files_words,
    label_of,
    series,
    title_of,
    values_words,
)

NOT_KNOWN = "not known"
"""What stands for an answer where any is possible; the list of them all would accuse somebody."""

NO_EFFECT = "no effect by itself"
"""Said of an answer that moves no outcome while all others are as they are; with others it may."""

NOBODY = "Nobody is known from them: a candidate is known again by name, seat and day of election."

LAST_CYCLE = (
    "Guidance counts as the last cycle what they say of earlier elections under the same rubric."
)

SMALLEST = "These together do, and no fewer"
"""Of several smallest sets the one earliest in the rubric is named."""

NONE_LEFT_OUT = "These together do, and none of them can be left out; fewer others might do"
"""Said where there are too many sets of answers to try them all."""


def put_changed(page: Page, view: View) -> None:
    """Whose outcome changed since the earlier records, and what is different."""
    changed = view.part["changed"]
    if changed is None:
        return
    page.section("What changed since the earlier records")
    if not changed:
        page.put(_unchanged(view), indent=2)
    for part in changed:
        _put_one(page, view, part)
    page.fact("new", series(view.part["new"]), indent=2)
    gone = "not among those that could be read" if view.unread else "no longer there"
    page.fact(gone, series(view.part["gone"]), indent=2)
    page.fact("note", _unread_before(view), "open", indent=2)


def _unchanged(view: View) -> str:
    if not view.candidates:
        return "Not known: nobody could be read."
    known = len(view.candidates) > len(view.part["new"])
    if known:
        return f"No outcome{view.only_read()}."
    return f"{NOBODY} {LAST_CYCLE}" if any(u["guidance"] for u in view.part["under"]) else NOBODY


def _unread_before(view: View) -> str:
    """What the earlier records do not know, since they could not judge it themselves."""
    files = view.part["unread_before"]
    if not files:
        return ""
    return (
        f"The earlier records name {len(files)} that could not be judged then "
        f"({files_words(files)}): who is in them is taken for new, and counts in no last cycle."
    )


def _put_one(page: Page, view: View, part: ChangedPart) -> None:
    page.blank()
    page.bare("candidate", part["name"], "strong", indent=2)
    for id, moved in part["decisions"].items():
        decision = view.rubric(part["rubric"]).decisions[id]
        before, after = (outcomes_words(decision, moved[when]) for when in ("before", "after"))
        page.fact(title_of(decision), f"{before} → {after}", "result", indent=4)
    if part["other_rubric"] is not None:
        now = part["rubric"]["id"]
        page.fact("rubric", f"another: {part['other_rubric']} then, {now} now", indent=4)
    elif part["versions"] is not None:
        old, new = part["versions"]["before"], part["versions"]["after"]
        page.fact("rubric", f"another text: version {old} then, {new} now", indent=4)
    put_differences(page, part["answers"], view.rubric(part["rubric"]), indent=4)
    put_explained(page, part["explained"], view.rubric(part["rubric"]), indent=4)


def put_differences(
    page: Page, found: Iterable[DifferencePart], rubric: Rubric, indent: int
) -> None:
    """Answers that differ, those that can move an outcome marked as such."""
    for part in found:
        words = " → ".join(_names(rubric, part, side) for side in ("before", "after"))
        titles = (title_of(rubric.decisions[id]) for id in part["moves"])
        matters = f"can move {series(titles)}" if part["moves"] else NO_EFFECT
        left = f"{label_of(rubric, part['variable'])}: {words}"
        style: Style = "strong" if part["moves"] else ""
        page.ends(left, matters, style, keys=("answer", "effect"), lead="- ", indent=indent)


def put_explained(
    page: Page, found: Mapping[str, ExplainedPart], rubric: Rubric, indent: int
) -> None:
    """Of every outcome that no single answer explains those that do together."""
    for id, part in found.items():
        title = title_of(rubric.decisions[id])
        names = series(label_of(rubric, id) for id in part["variables"])
        few = SMALLEST if part["smallest"] else NONE_LEFT_OUT
        page.put(f"{title}: no single answer explains it. {few}: {names}.", indent=indent, hang=2)


def _names(rubric: Rubric, part: DifferencePart, side: Literal["before", "after"]) -> str:
    names = part[side]
    return NOT_KNOWN if names is None else values_words(rubric, part["variable"], names)


MATTERS = (
    "An answer can move an outcome if the second candidate, given the first one's answer and all "
    "else as it is, could come out otherwise. What has no effect by itself may have one together "
    "with others. Answers explain an outcome if with the first one's answers to them, and all else "
    "as it is, the second would come out as the first."
)


def put_comparison(page: Page, compared: Sequence[tuple[ComparedPart, Rubric]]) -> None:
    """Each pair with its outcomes, and every answer that differs."""
    for part, rubric in compared:
        page.section(pair_title(part))
        put_pair(page, part, rubric)
    page.blank()
    page.put(MATTERS, "quiet")


def pair_title(part: ComparedPart) -> str:
    """Whom a pair is about."""
    first, second = part["names"]
    return f"{first} → {second}"


def put_pair(page: Page, part: ComparedPart, rubric: Rubric) -> None:
    """One pair with its outcomes, and every answer that differs."""
    for id, outcomes in part["decisions"].items():
        decision = rubric.decisions[id]
        words = " → ".join(dict.fromkeys(result_words(decision, one) for one in outcomes))
        page.fact(title_of(decision), words, "result", indent=2)
    page.blank()
    if part["differences"]:
        put_differences(page, part["differences"], rubric, indent=2)
        put_explained(page, part["explained"], rubric, indent=2)
    same = counted(part["same"], "answer is", "answers are")
    page.put(f"The other {same} the same.", "quiet", indent=2)
