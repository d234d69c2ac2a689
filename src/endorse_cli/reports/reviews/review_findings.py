"""The only place that words what was found of a rubric and of records: faults, promises, gaps.

What could not be looked at is said in one way everywhere.
"""

from collections.abc import Collection, Iterator, Sequence

from endorse_cli.models.audits import (
    TOO_LARGE,
    Check,
    DifferencePart,
    PassagePart,
    ProfilesPart,
    Trace,
    TraceLinePart,
    UncheckedPart,
    Verification,
    VerifiedPart,
)
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.wording import (
    NOT_A_PROBABILITY,
    citation,
    cited,
    counted,
    departure_head,
    departure_text,
    files_words,
    grouped,
    outcome_words,
    promise_sentence,
    rests_on,
    row_words,
    series,
    title_of,
    with_share,
)


def put_unchecked(page: Page, parts: Sequence[UncheckedPart]) -> None:
    """Each thing that was not looked at, by itself, with the reason."""
    if not parts:
        return
    page.section("Not checked")
    for part in parts:
        page.put(unchecked_words(part), "open", indent=2, hang=2)


def unchecked_words(part: UncheckedPart) -> str:
    """One thing that was not looked at."""
    return f"{part['what']}: not checked: {part['why']}"


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
    page.put(_check_summary(check), "open" if _errors(check) or check["unchecked"] else "result")
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


def _check_summary(check: Check) -> str:
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


_SECTIONS = {
    "criteria": "Questions",
    "settings": "Settings",
    "scores": "Scores",
    "findings": "Findings",
    "decisions": "Rows",
    "promises": "Promises",
    "readings": "Readings",
    "slate": "The slate",
}


def render_trace(trace: Trace, look: Look) -> str:
    """Both directions: each passage with its lines, each line with its passages."""
    page = Page(look)
    page.section(f"The rubric {trace['rubric']} and its document")
    gaps = len(trace["findings"])
    page.put(_trace_summary(trace["passages"], gaps), "open" if gaps else "result")
    page.section("From the document to the rubric")
    for passage in trace["passages"]:
        _put_passage(page, passage)
    page.section("From the rubric to the document")
    section = ""
    for line in _by_line(trace["lines"]):
        if line["section"] != section:
            section = line["section"]
            page.group(_SECTIONS.get(section, section))
        page.ends(line["id"], rests_on(line["from"], line["basis"]), indent=2)
    put_unchecked(page, trace["unchecked"])
    return page.text()


def _trace_summary(passages: list[PassagePart], gaps: int) -> str:
    cited = sum(passage["home"] == "cited" for passage in passages)
    reasons = sum(passage["home"] == "reason" for passage in passages)
    told = (
        f"{counted(len(passages), 'passage')}: {cited} cited, {reasons} with a reason why nothing"
    )
    told += " rests on them"
    return f"{told}, {counted(gaps, 'gap')}." if gaps else f"{told}, no gap."


def _put_passage(page: Page, passage: PassagePart) -> None:
    lines = series(passage["lines"])
    if passage["home"] == "none":
        lines = f"NOTHING{f', but in a range: {lines}' if lines else ''}"
    elif passage["home"] == "reason":
        lines = f"nothing: {passage['reason']}" + (f" (in a range: {lines})" if lines else "")
    changed = " (CHANGED)" if passage.get("changed") else ""
    told = f"{citation([passage['at']])}{changed}: {lines}"
    page.put(told, "open" if passage["home"] == "none" or changed else "", hang=6)
    if "text" in passage:
        page.put(passage["text"], "quiet", indent=6)


def _by_line(lines: list[TraceLinePart]) -> Iterator[TraceLinePart]:
    """The citations of one line and one layer as one, in the order of the rubric."""
    found: dict[tuple[str, str, str | None], TraceLinePart] = {}
    for line in lines:
        key = (line["section"], line["id"], line["basis"])
        before = found.get(key)
        merged = [*before["from"], *line["from"]] if before else line["from"]
        found[key] = {**line, "from": list(dict.fromkeys(merged))}
    yield from found.values()


RESTED_ON = {
    "files": "scored again from the files",
    "record": "scored again from what the record carries",
}


def render_verified(form: Verification, unread: Collection[str], look: Look) -> str:
    """Each record with what was found, and at the end of several how many hold."""
    page = Page(look)
    if unread:
        words = f"{len(unread)} could not be judged when the records were made: "
        page.put(f"{words}{files_words(unread)}. Nothing is verified of them.", "open")
    for part in form["records"]:
        page.blank()
        _put_verified(page, part)
    if len(form["records"]) + len(form["invalid"]) > 1:
        page.blank()
        page.put(_verified_summary(form), "strong")
    return page.text()


def _put_verified(page: Page, part: VerifiedPart) -> None:
    page.ends(part["candidate"], part["source"], "strong", keys=("candidate", "record"))
    if part["holds"]:
        page.put(f"Holds, byte for byte: {RESTED_ON[part['rested_on']]}.", "result", indent=2)
        return
    what = series(f"the {found['part']}" for found in part["differs"])
    verb = "differs" if len(part["differs"]) == 1 else "differ"
    rested = RESTED_ON[part["rested_on"]]
    page.put(f"Does not hold: {what} {verb}, {rested}.", "open", indent=2)
    for found in part["differs"]:
        for key, text in _details(found):
            page.fact(key, text, indent=4)
    if "result" not in [found["part"] for found in part["differs"]]:
        page.put("The result itself is the same.", indent=4)


def _details(found: DifferencePart) -> Iterator[tuple[str, str]]:
    """What the record says and what was found; of a result, also where it differs."""
    if found["recorded"] != found["found"]:
        yield f"the {found['part']} in the record", found["recorded"]
        yield f"the {found['part']} found now", found["found"]
    if found["part"] == "result" or found["recorded"] == found["found"]:
        yield f"the {found['part']} differs in", series(found["keys"])


def _verified_summary(form: Verification) -> str:
    invalid = len(form["invalid"])
    holding = sum(part["holds"] for part in form["records"])
    of = counted(len(form["records"]) + invalid, "record")
    hold = "holds" if holding == 1 else "hold"
    if invalid:
        return f"{holding} of {of} {hold}, and {invalid} could not be verified."
    return f"All {of} hold." if holding == len(form["records"]) else f"{holding} of {of} {hold}."
