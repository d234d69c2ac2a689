"""The only place for what the rubric says of a slate as a whole, with its counts."""

from collections import Counter
from collections.abc import Mapping

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.conditions import Condition
from endorse_cli.models.decisions import Decision
from endorse_cli.models.promises import Guidance
from endorse_cli.models.side_by_side import GuidancePart, RangePart, UnderPart
from endorse_cli.reports.look import Style
from endorse_cli.reports.page import Page
from endorse_cli.reports.slates.slate_view import TEN, SlateView
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    cited,
    outcome_words,
    series,
    title_of,
)

NEVER = "Guidance never changes what any one candidate gets."

NOT_GIVEN = "no earlier records are given"

NOT_EARLIER = "none of the earlier records is of an election before this slate's, under this rubric"

SAID_IF = {
    "every": "all of them are",
    "some": "any of them is",
    "fewer_than_last": "these are fewer than in the last cycle",
    "no_more_than_last": "these are no more than in the last cycle",
    "smaller_share_than_last": "these are a smaller share than in the last cycle",
}
"""What must be so for a line to be said, by its form."""


SAID = {"yes": "guidance", "no": "does not apply", "open": "open", "not_known": "not known"}
"""How a line of guidance turned out, at its head."""


def put_guidance(page: Page, view: SlateView) -> None:
    """The counts of the slate, and each line of guidance, under each rubric that has some."""
    ruled = [part for part in view.part["under"] if view.rubric(part["rubric"]).slate is not None]
    if not ruled:
        return
    if page.look.full:
        page.put(NEVER, "quiet", indent=2)
    if view.unread:
        only = view.only_read("only ").strip()
        page.put(f"It counts {only}; the others may change what it says.", "open", indent=2)
    if view.part["unread_before"]:
        page.put(
            "Who could not be judged in earlier records is not counted in the last cycle.", indent=2
        )
    for part in ruled:
        if heading := view.heading(part):
            page.group(heading)
        _put_under(page, view, view.say(part["rubric"]), part)


def _put_under(page: Page, view: SlateView, say: Words, part: UnderPart) -> None:
    rubric = say.rubric
    assert rubric.slate is not None
    if page.look.full:
        text = f"{people_with(say, rubric.slate.of)}. {_among_words(part)}"
        page.fact("it looks at", text, indent=2)
        for id, sums in part["counts"].items():
            _put_count(page, rubric.decisions[id], sums)
    lines = rubric.slate.guidance
    lacking = NOT_GIVEN if view.part["changed"] is None else NOT_EARLIER
    for said in part["guidance"]:
        if page.look.full or said["said"] in ("yes", "open"):
            _put_line(page, say, lines[said["id"]], said, lacking)
    if not page.look.full:
        _put_rest(page, part, lacking)


def _put_rest(page: Page, part: UnderPart, lacking: str) -> None:
    """How many lines of guidance are not said: they do not apply, or nobody can tell."""
    said = Counter(line["said"] for line in part["guidance"])
    words = []
    if number := said["no"]:
        words.append(
            f"{counted(number, 'line')} of guidance {'does' if number == 1 else 'do'} not apply"
        )
    if number := said["not_known"]:
        compare = "compares" if number == 1 else "compare"
        lines = number if words else counted(number, "line of guidance", "lines of guidance")
        words.append(f"{lines} {compare} with the last cycle ({lacking})")
    if words:
        page.put(f"{'; '.join(words)}.", "quiet", indent=2, hang=2)


def _among_words(part: UnderPart) -> str:
    """Of how many candidates it is so that they are looked at, and of how many that is open."""
    among = part["looked_at"]
    if among is None:
        return ""
    words = f"That is so of {among['low']} of {part['candidates']}"
    more = among["high"] - among["low"]
    return f"{words}; of {more} more it is open." if more else f"{words}."


def _put_count(page: Page, decision: Decision, sums: Mapping[str, int]) -> None:
    total = sum(sums.values())
    words = (
        f"{outcome_words(decision, name) if name in decision.outcomes else name}: "
        f"{number_words(number, total)}"
        for name, number in sums.items()
    )
    page.fact(title_of(decision), "; ".join(words) or "nobody", indent=2)


def number_words(number: int, total: int) -> str:
    """A count; from ten on with its share of the total, to the nearest whole percent."""
    if total < TEN:
        return str(number)
    return f"{number} ({(200 * number + total) // (2 * total)}%)"


def _put_line(page: Page, say: Words, line: Guidance, part: GuidancePart, lacking: str) -> None:
    name = f"“{line.say.partition('. ')[0].rstrip('.')}”"
    words = line.say if part["said"] == "yes" else name
    because = f" ({lacking})" if part["said"] == "not_known" else ""
    style: Style = "open" if part["said"] in ("yes", "open") else ""
    page.fact(SAID[part["said"]], f"{words}{because} · {cited(line.grounds)}", style, indent=2)
    if part["said"] == "open":
        page.fact("missing", _missing(say, part), "open", indent=6)
    if not page.look.full:
        return
    if line.among is not None:
        page.fact("among", people_with(say, line.among), "quiet", indent=6)
    counted = f"{people_with(say, line.condition)}: {_counted(part)}"
    page.fact("counted", counted, "quiet", indent=6)
    if part["said"] != "yes":
        page.fact("said if", SAID_IF[line.form], "quiet", indent=6)


def people_with(say: Words, condition: Condition) -> str:
    """Who is meant: `candidates for whom "Classification" is "cadre campaign"`."""
    return f"candidates for whom {say.bare.condition(condition)}"


def _missing(say: Words, part: GuidancePart) -> str:
    """What has to be known before the line can be said or left: answers, and of whom."""
    if not part["needs"]:
        return "answers in the last cycle's records"
    still = [need["name"] for need in part["needs"] if need["outcomes"]]
    of = by_key((id, need["name"]) for need in part["needs"] for id in need["criteria"])
    found = [f"the open outcomes of {series(still)}"] if still else []
    found += [f"{say.label(id)}, of {series(names)}" for id, names in of.items()]
    return "; ".join(found)


def _counted(part: GuidancePart) -> str:
    now = f"{_range(part['count'])} of the {_range(part['of'])} looked at"
    if part["last_count"] is None or part["last_of"] is None:
        return now
    return f"{now}; in the last cycle {_range(part['last_count'])} of {_range(part['last_of'])}"


def _range(count: RangePart) -> str:
    low, high = count["low"], count["high"]
    return str(low) if low == high else f"{low} to {high}"
