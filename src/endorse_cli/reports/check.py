"""The only place that words what `rubric check` found: faults, promises, counts of profiles."""

from endorse_cli.models.check import Check, ProfilesPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.unchecked import TOO_LARGE
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.unchecked import put_unchecked
from endorse_cli.reports.wording import (
    cited,
    counted,
    departure_head,
    departure_text,
    outcome_words,
    promise_sentence,
    row_words,
    title_of,
)
from endorse_cli.reports.wording.shares import NOT_A_PROBABILITY, grouped, with_share

_RESULTS = {
    "proved": "proved",
    "broken": "BROKEN",
    "not_proved": f"not checked: {TOO_LARGE}",
    "waived": "waived by an overlay",
}

EXACT = "What the rubric says of single candidates is exact all the same."


def render_check(check: Check, rubric: Rubric | None, look: Look) -> str:
    """The findings are printed apart; this says what holds. Without a sound rubric: only that."""
    page = Page(look)
    page.section(_head(check))
    page.put(_summary(check), "open" if _errors(check) or check["unchecked"] else "result")
    if rubric is None:
        page.put("Promises are proved and profiles counted once the faults above are mended.")
        return page.text()
    if check["promises"]:
        page.section("Promises, for every possible candidate")
        for part in check["promises"]:
            promise = rubric.promises[part["id"]]
            page.ends(f"{part['id']}: {_RESULTS[part['result']]}", cited(promise.grounds))
            page.put(promise_sentence(rubric, promise), "quiet", indent=4)
            page.fact("reason", part["reason"] or "", indent=4)
    if check["departures"]:
        page.section("What the chapter loosens")
    for departure in check["departures"]:
        page.fact(departure_head(departure), departure_text(rubric, departure), "open")
    put_unchecked(page, check["unchecked"])
    if not check["profiles"]:
        page.put(EXACT, indent=2)
        return page.text()
    page.section("Answer profiles")
    for id, profiles in check["profiles"].items():
        _put_profiles(page, rubric, id, profiles)
    page.blank()
    page.put(NOT_A_PROBABILITY, "quiet")
    return page.text()


def _head(check: Check) -> str:
    if check["rubric"]:
        return f"Check of the rubric {check['rubric']}"
    return "Check of a rubric with faults"


def _errors(check: Check) -> int:
    return sum(finding["severity"] == "error" for finding in check["findings"])


def _summary(check: Check) -> str:
    errors = _errors(check)
    notes = len(check["findings"]) - errors
    proved = sum(part["result"] == "proved" for part in check["promises"])
    none = "nothing wrong in what was looked at" if check["unchecked"] else "no faults"
    words = [counted(errors, "fault") if errors else none]
    if notes:
        words.append(counted(notes, "note"))
    if check["promises"]:
        words.append(f"{proved} of {counted(len(check['promises']), 'promise')} proved")
    if waived := sum(part["result"] == "waived" for part in check["promises"]):
        words.append(f"{waived} waived")
    if left := len(check["unchecked"]):
        words.append(f"{left} not checked")
    return ", ".join(words) + "."


def _put_profiles(page: Page, rubric: Rubric, id: str, profiles: ProfilesPart) -> None:
    decision = rubric.decisions[id]
    page.group(title_of(decision))
    total = sum(int(number) for number in profiles["outcomes"].values())
    page.ends("all profiles", grouped(total), indent=2)
    for outcome, number in profiles["outcomes"].items():
        page.ends(outcome_words(decision, outcome), with_share(int(number), total), indent=2)
    for row, number in profiles["rows"].items():
        words = row_words(rubric, decision, decision.row(row))
        page.ends(words, with_share(int(number), total), "quiet", indent=4)
