"""The only place for what the rubric says of a slate as a whole, with its counts."""

from collections.abc import Mapping

from endorse_cli.models.rubric import Decision, Guidance, Rubric
from endorse_cli.models.together import GuidancePart, RangePart, UnderPart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.together.view import TEN, View
from endorse_cli.reports.wording import (
    cited,
    condition_phrase,
    outcome_words,
    plain_name,
    series,
    title_of,
)

NEVER = "Guidance never changes what any one candidate gets."

NOT_KNOWN = "not known: name the last cycle's records with --previous"


def put_guidance(page: Page, view: View) -> None:
    """The counts of the slate, and each line of guidance, under each rubric that has some."""
    ruled = [part for part in view.part["under"] if view.rubric(part["rubric"]).slate is not None]
    if not ruled:
        return
    page.section("The slate as a whole")
    page.put(NEVER, "quiet", indent=2)
    for part in ruled:
        if heading := view.heading(part):
            page.group(heading)
        _put_under(page, view.rubric(part["rubric"]), part)


def _put_under(page: Page, rubric: Rubric, part: UnderPart) -> None:
    assert rubric.slate is not None
    page.fact("it looks at candidates with", condition_phrase(rubric, rubric.slate.of), indent=2)
    for id, sums in part["counts"].items():
        _put_count(page, rubric.decisions[id], sums)
    lines = {line.id: line for line in rubric.slate.guidance}
    for said in part["guidance"]:
        _put_line(page, rubric, lines[said["id"]], said)


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
    return f"{number} ({(200 * number + total) // (2 * total)} %)"


def _put_line(page: Page, rubric: Rubric, line: Guidance, part: GuidancePart) -> None:
    page.blank()
    words = {
        "yes": line.say,
        "no": f"{plain_name(line.id)}: not the case",
        "open": f"{plain_name(line.id)}: open",
        "not_known": f"{plain_name(line.id)}: {NOT_KNOWN}",
    }[part["said"]]
    style: Style = "open" if part["said"] in ("yes", "open") else ""
    page.ends(words, cited(line.grounds), style, keys=("guidance", "from"), lead="- ", indent=2)
    if part["said"] == "open":
        page.fact("missing", _missing(rubric, part), "open", indent=6)
    page.fact("counted", _counted(part), "quiet", indent=6)


def _missing(rubric: Rubric, part: GuidancePart) -> str:
    """What has to be known before the line can be said or left: answers, and of whom."""
    if not part["needs"]:
        return "answers in the last cycle's records"
    still = [need["name"] for need in part["needs"] if need["outcomes"]]
    of: dict[str, list[str]] = {}
    for need in part["needs"]:
        for id in need["criteria"]:
            of.setdefault(id, []).append(need["name"])
    found = [f"the open outcomes of {series(still)}"] if still else []
    found += [f"{rubric.criteria[id].ask} ({id}), of {series(names)}" for id, names in of.items()]
    return "; ".join(found)


def _counted(part: GuidancePart) -> str:
    now = f"{_range(part['count'])} of {_range(part['of'])}"
    if part["last_count"] is None or part["last_of"] is None:
        return now
    return f"{now}; in the last cycle {_range(part['last_count'])} of {_range(part['last_of'])}"


def _range(count: RangePart) -> str:
    low, high = count["low"], count["high"]
    return str(low) if low == high else f"{low} to {high}"
