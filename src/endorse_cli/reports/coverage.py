"""The only place that words what `rubric coverage` found: what cases try, and what they do not."""

from fractions import Fraction

from endorse_cli.models.case import UNDETERMINED
from endorse_cli.models.coverage import KINDS, Coverage, Kind, UntriedPart
from endorse_cli.models.plain import Plain
from endorse_cli.reports.page import RESULT, Look, Page
from endorse_cli.reports.unchecked import put_unchecked
from endorse_cli.reports.wording import counted, left_out_files, series

_KINDS: dict[Kind, str] = {
    "rows": "rows that decide",
    "branches": "branches that hold, and that fail",
    "levels": "values on either side of a threshold",
    "criteria": "criteria that change an outcome alone",
}


def render_coverage(coverage: Coverage, look: Look) -> str:
    """How much is tried of each kind, then everything untried with a case made up for it."""
    page = Page(look)
    page.section(f"What the cases of {coverage['rubric']} try")
    untried = coverage["untried"]
    if unread := left_out_files([part["source"] for part in coverage["invalid"]]):
        page.put(unread, "open")
    page.put(_summary(coverage), "open" if untried or coverage["unchecked"] else "result")
    put_unchecked(page, coverage["unchecked"])
    if not _total(coverage):
        return page.text()
    for kind in KINDS:
        count = coverage["kinds"][kind]
        page.ends(_KINDS[kind], f"{count['tried']} of {count['total']}", indent=2)
    if not untried:
        return page.text()
    page.section("What no case tries")
    for part in untried:
        _put_untried(page, part)
    page.section("Cases made up for it: confirm what comes out")
    for case in coverage["examples"]:
        _put_example(page, case)
    page.blank()
    page.put("Write them with `--write DIR`, confirm each, and keep it beside the rubric.", "quiet")
    return page.text()


def _summary(coverage: Coverage) -> str:
    total = _total(coverage)
    if coverage["unchecked"] and not total:
        return "Nobody can tell what the cases try: the rubric is too large."
    tried = sum(part["tried"] for part in coverage["kinds"].values())
    cases = counted(coverage["cases"], "case")
    verb = "tries" if coverage["cases"] == 1 else "try"
    if tried == total:
        return f"{cases} {verb} all of {counted(total, 'thing')}."
    return f"{cases} {verb} {tried} of {counted(total, 'thing')} ({percent(coverage['share'])})."


def _total(coverage: Coverage) -> int:
    return sum(part["total"] for part in coverage["kinds"].values())


def percent(share: str) -> str:
    """A share in tenths of a percent, rounded down so that nothing seems complete that is not."""
    thousandths = int(Fraction(share) * 1000)
    return f"{thousandths // 10}.{thousandths % 10} %"


def _put_untried(page: Page, part: UntriedPart) -> None:
    page.ends(untried_words(part), f"line {part['line']}", indent=2)
    if part["examples"]:
        page.put(f"{RESULT}{series(part['examples'])}", "quiet", indent=4, hang=2)


def untried_words(part: UntriedPart) -> str:
    """One thing that no case tries, in words."""
    match part["kind"]:
        case "rows":
            return f"row {part['id']} never decides"
        case "branches":
            verb = "never holds" if part["asks"] == "holds" else "always holds"
            return f"{part['id']}: {part['condition']}: {verb}"
        case "levels":
            return f"{part['id']} is never {part['asks'].replace('_', ' ')}"
    return f"{part['id']} never changes an outcome alone"


def _put_example(page: Page, case: dict[str, Plain]) -> None:
    page.put(str(case["case"]), indent=2)
    expect = case["expect"]
    for decision, outcome in expect.items() if isinstance(expect, dict) else ():
        words = outcome if isinstance(outcome, str) else _open_words(outcome)
        page.put(f"{RESULT}{decision}: {words}", "quiet", indent=4, hang=2)


def _open_words(outcomes: Plain) -> str:
    names = map(str, outcomes) if isinstance(outcomes, list) else ()
    return f"{UNDETERMINED} between {series(names)}"
