"""The only place that lays a diff out as a text to read in a terminal."""

from endorse_cli.models.versions import (
    CandidateDiffPart,
    ChangePart,
    ComesOutPart,
    Diff,
    DiffDecisionPart,
)
from endorse_cli.reports.diff.diff_opening import opening
from endorse_cli.reports.diff.diff_words import (
    CONCERNS,
    NO_EXAMPLE,
    VERDICTS,
    example_answers,
    from_to,
    grounds_words,
    is_touched,
    judged_words,
    others,
    out_of,
    places,
    side_words,
    since_words,
    subject_words,
)
from endorse_cli.reports.page import RESULT, Look, Page
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.reports.wording import (
    NOT_A_PROBABILITY,
    WHICHEVER,
    departure_said,
    grouped,
    plain_name,
    rows_named,
    series,
    with_share,
)


def render_diff(diff: Diff, look: Look) -> str:
    """What the change does: two sentences, each decision, each change, each candidate."""
    page = Page(look)
    if diff["old"] is None:
        page.section(f"What was {side_words(diff['new'])}")
    else:
        page.section(f"From {side_words(diff['old'])} to {side_words(diff['new'])}")
        page.put(opening(diff).replace("`", ""), "result")
    for sentence in since_words(diff):
        page.put(sentence.replace("`", ""), "open")
    if diff["old"] is None:
        return page.text()
    put_unchecked(page, diff["unchecked"])
    if diff["departures"]:
        page.section("New departures from what it builds on")
    for departure in diff["departures"]:
        page.put(departure_said(departure), "open", indent=2)
    if diff["decisions"]:
        page.section("Outcomes")
        for id, part in diff["decisions"].items():
            _put_decision(page, id, part)
        _put_unread(page, diff)
        page.blank()
        page.put(NOT_A_PROBABILITY, "quiet")
    if diff["changes"]:
        page.section("Changes")
    for concern, title in CONCERNS.items():
        changed = [change for change in diff["changes"] if change["concerns"] == concern]
        if changed:
            page.group(title)
        for change in changed:
            _put_change(page, change)
    if "candidates" in diff:
        page.section("Candidates")
        people = [person for person in diff["candidates"] if is_touched(person)]
        for person in people:
            _put_candidate(page, person)
        page.blank()
        page.put(others(len(diff["candidates"]) - len(people), len(people)))
    return page.text()


def _put_decision(page: Page, id: str, part: DiffDecisionPart) -> None:
    page.group(plain_name(id))
    page.put(VERDICTS[part["verdict"]], "strong" if part["moves"] else "", indent=2)
    total = int(part["profiles"])
    page.ends("answer profiles compared", grouped(total), indent=2)
    for move in part["moves"]:
        moved = f"{plain_name(move['from'])} {RESULT}{plain_name(move['to'])}"
        page.ends(moved, with_share(int(move["count"]), out_of(part, move)), indent=2)
        if "judged" in move:
            page.put(judged_words(move), "quiet", indent=4)
        given = "; ".join(map(" ".join, example_answers(move["example"]).items()))
        shown = NO_EXAMPLE if move["example"] is None else given or "any candidate"
        page.fact("for example", shown, "quiet", indent=4)


def _put_unread(page: Page, diff: Diff) -> None:
    for which, only in (("old", diff["unread"]["old"]), ("new", diff["unread"]["new"])):
        if only:
            values = "; ".join(f"{id} {series(names)}" for id, names in only.items())
            page.fact(f"left out, since only the {which} rubric reads it", values, indent=2)


def _put_change(page: Page, change: ChangePart) -> None:
    page.ends(subject_words(change), grounds_words(change), indent=2)
    before, after = from_to(change)
    page.fact("was", before, indent=4)
    page.fact("now", after, indent=4)
    page.put(places(change), "quiet", indent=4)


def _put_candidate(page: Page, person: CandidateDiffPart) -> None:
    page.group(f"{person['candidate'] or 'A candidate'} ({person['source']})")
    for which, found in (("old", person["invalid"]["old"]), ("new", person["invalid"]["new"])):
        for one in found:
            page.fact(f"not valid under the {which} rubric", one["message"], indent=2)
    for id, moved in person["decisions"].items():
        before, after = _outcome(moved["before"]), _outcome(moved["after"])
        page.put(f"{plain_name(id)}: {before} {RESULT}{after}", "strong", indent=2)
        page.fact("before", _why(moved["before"]), "quiet", indent=4)
        page.fact("now", _why(moved["after"]), "quiet", indent=4)
    if person["again"]:
        page.fact("look again at", series(person["again"]), indent=2)


def _outcome(part: ComesOutPart) -> str:
    if part["outcome"] is not None:
        return plain_name(part["outcome"])
    return f"undetermined ({series(map(plain_name, part['possible']), 'or')})"


def _why(part: ComesOutPart) -> str:
    names = rows_named(part["outcome"], part["rows"], part["row"])
    rows = f"row {series(names, 'or')}" if names else WHICHEVER
    answers = "; ".join(f"{id} {series(values, 'or')}" for id, values in part["because"].items())
    return f"{rows}, because of {answers}" if answers else rows
