"""The only place that words whether records hold, and what differs where they do not."""

from collections.abc import Collection, Iterator

from endorse_cli.models.verified import DifferencePart, Verification, VerifiedPart
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.wording import counted, files_words, series

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
        _put(page, part)
    if len(form["records"]) + len(form["invalid"]) > 1:
        page.blank()
        page.put(_summary(form), "strong")
    return page.text()


def _put(page: Page, part: VerifiedPart) -> None:
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


def _summary(form: Verification) -> str:
    invalid = len(form["invalid"])
    holding = sum(part["holds"] for part in form["records"])
    of = counted(len(form["records"]) + invalid, "record")
    hold = "holds" if holding == 1 else "hold"
    if invalid:
        return f"{holding} of {of} {hold}, and {invalid} could not be verified."
    return f"All {of} hold." if holding == len(form["records"]) else f"{holding} of {of} {hold}."
