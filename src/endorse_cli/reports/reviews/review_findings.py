"""The only place that words what was found of a rubric and of records: faults and promises.

What could not be looked at is said in one way everywhere.
"""

from collections.abc import Collection, Iterator, Sequence

from endorse_cli.diagnostics import counted
from endorse_cli.models.audits import (
    INTERRUPTED,
    Check,
    DifferencePart,
    ProfilesPart,
    UncheckedPart,
    Verification,
    VerifiedPart,
)
from endorse_cli.models.record import DeparturePart, FindingPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.departure_words import (
    departure_brief,
    departure_head,
    departure_text,
)
from endorse_cli.reports.look import Style
from endorse_cli.reports.page import MORE, Column, Group, Page, Row, Table
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    NOT_A_PROBABILITY,
    cited,
    files_words,
    grouped,
    headed,
    outcome_words,
    series,
    share,
    title_of,
)

MOST_CUT = 6
"""So many things that were not looked at any more are shown one by one."""


def put_unchecked(page: Page, parts: Sequence[UncheckedPart]) -> None:
    """Each thing that was not looked at, by itself, with the reason."""
    if not parts:
        return
    page.section("Not checked")
    cut = [part for part in parts if part["why"] == INTERRUPTED]
    if len(cut) > MOST_CUT and not page.look.full:
        page.put(f"{len(cut):,} things, each by itself ({MORE}): {INTERRUPTED}", "open", indent=2)
        parts = [part for part in parts if part["why"] != INTERRUPTED]
    for part in parts:
        page.put(unchecked_words(part), "open", indent=2, hang=2)


def unchecked_words(part: UncheckedPart) -> str:
    """One thing that was not looked at."""
    return f"{part['what']}: not checked: {part['why']}"


_RESULTS: dict[str, tuple[str, str, Style]] = {
    "proved": ("✓", "", ""),
    "broken": ("✗", "BROKEN: ", "open"),
    "not_proved": ("?", "not checked, {}: ", "open"),
    "waived": ("·", "waived: ", ""),
}
"""Of each result its mark, what stands before the promise, and how it is set."""

EXACT = "Single candidates are judged all the same; a result that is not exact says so."

SOUND_FIRST = "Promises are proved and profiles counted once the errors above are fixed."

PROFILES = (
    Column("Outcome"),
    Column("Profiles", whole=True, right=True),
    Column("Share", right=True),
)

PROMISES = (Column(""), Column("Promise", whole=True), Column("What it says"), Column("Cites"))


NOT_LOOKED_UP = "Citations were not held against the document: --document FILE."


def put_check(page: Page, check: Check, rubric: Rubric | None, *, is_looked_up: bool) -> None:
    """What holds; the findings are printed apart, and without a sound rubric there is no more."""
    page.put(f"Check of {check['rubric']}" if check["rubric"] else "Check of a rubric", "strong")
    is_open = _errors(check) or check["unchecked"]
    page.verdict(_check_summary(check), "open" if is_open else "result")
    if page.alone:
        _put_findings(page, check["findings"])
    if rubric is None:
        page.put(SOUND_FIRST)
        return
    put_unchecked(page, check["unchecked"])
    _put_promises(page, Words(rubric), check)
    _put_departures(page, rubric, check["departures"])
    page.blank()
    if check["profiles"]:
        groups = [
            _profiles(Words(rubric), *one, full=page.look.full) for one in check["profiles"].items()
        ]
        page.table(Table(PROFILES, tuple(groups)), indent=2)
        page.blank()
        page.put(NOT_A_PROBABILITY, "quiet", indent=2)
    else:
        page.put(EXACT, indent=2)
    if not page.look.full:
        page.put(f"Every promise and the share of every rule: {MORE}", "quiet", indent=2)
    if not is_looked_up:
        page.put(NOT_LOOKED_UP, "quiet", indent=2)


FOUND = (Column("Found"), Column("Where", whole=True), Column("What to do"))


def _put_findings(page: Page, findings: Sequence[FindingPart]) -> None:
    """Everything that is wrong, and every note, where no message stands beside the page."""
    titles = {"error": "Errors", "note": "Notes"}
    groups = []
    for severity, title in titles.items():
        own = (found for found in findings if found["severity"] == severity)
        rows = tuple(Row((one["message"], _spot(one), one["help"])) for one in own)
        groups += [Group(title, rows)] if rows else []
    page.table(Table(FOUND, tuple(groups)))


def _spot(found: FindingPart) -> str:
    """Where a finding stands, as it is written everywhere."""
    return f"{found['file']}:{found['line']}:{found['column']}" if found["line"] else found["file"]


def _errors(check: Check) -> int:
    return sum(finding["severity"] == "error" for finding in check["findings"])


def _check_summary(check: Check) -> str:
    errors = _errors(check)
    notes = len(check["findings"]) - errors
    proved = sum(part["result"] == "proved" for part in check["promises"])
    none = "Nothing wrong in what was looked at" if check["unchecked"] else "No errors"
    words = [counted(errors, "error") if errors else none]
    if notes:
        words.append(counted(notes, "note"))
    if check["promises"]:
        words.append(f"{proved} of {counted(len(check['promises']), 'promise')} proved")
    if waived := sum(part["result"] == "waived" for part in check["promises"]):
        words.append(f"{waived} waived")
    if left := len(check["unchecked"]):
        words.append(f"{left} not checked")
    return ", ".join(words) + "."


def _put_promises(page: Page, say: Words, check: Check) -> None:
    """Each promise that is not simply proved; all of them where everything is wanted."""
    rows = []
    whys = {part["what"]: part["why"] for part in check["unchecked"]}
    for part in check["promises"]:
        if page.look.full or part["result"] != "proved":
            promise = say.rubric.promises[part["id"]]
            mark, before, style = _RESULTS[part["result"]]
            words = f"{before.format(whys.get(part['id']))}{say.promise(promise)}"
            reason = f" Reason: {part['reason']}" if part["reason"] else ""
            rows.append(Row((mark, part["id"], words + reason, cited(promise.grounds)), style))
    if rows:
        page.blank()
        page.rows(PROMISES, rows)


def _put_departures(page: Page, rubric: Rubric, parts: Sequence[DeparturePart]) -> None:
    """What the chapter loosens: in a clause, or with all that follows from it."""
    page.blank()
    for part in parts:
        words = departure_text(rubric, part) if page.look.full else departure_brief(part)
        page.fact(departure_head(part), words, "open", indent=2)


def _profiles(say: Words, id: str, profiles: ProfilesPart, *, full: bool) -> Group:
    """How many profiles come to each outcome, and where everything is wanted by which rule."""
    decision = say.rubric.decisions[id]
    total = sum(int(number) for number in profiles["outcomes"].values())
    rows = [
        _share_row(outcome_words(decision, outcome), number, total)
        for outcome, number in profiles["outcomes"].items()
    ]
    if full:
        rows += [
            _share_row(say.row(decision, decision.row(row)), number, total, "quiet")
            for row, number in profiles["rows"].items()
        ]
    title = headed(title_of(decision))
    return Group(f"{title}: {grouped(total)} answer profiles", tuple(rows))


def _share_row(words: str, number: str, total: int, style: Style = "") -> Row:
    return Row((words, grouped(int(number)), share(int(number), total)), style)


RESTED_ON = {
    "files": "scored again from the files",
    "record": "scored again from what the record carries",
}


def put_verified(page: Page, form: Verification, unread: Collection[str]) -> None:
    """Each record with what was found, and at the end of several how many hold."""
    if unread:
        words = f"{len(unread)} could not be judged when the records were made: "
        page.put(f"{words}{files_words(unread)}. Nothing is verified of them.", "open")
    for part in form["records"]:
        page.blank()
        _put_verified(page, part)
    if len(form["records"]) + len(form["invalid"]) > 1:
        page.blank()
        page.put(_verified_summary(form), "strong")


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
