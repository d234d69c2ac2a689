"""The only place that words what `rubric test` found: which cases fail, and in what."""

from itertools import groupby

from endorse_cli.models.candidate import UNDETERMINED
from endorse_cli.models.trials import CasePart, CaseResults, MissPart
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.reports.wording import counted, files_words, series

NO_CASES = (
    "There are no cases, so nothing was tried. Write some into the folder `cases` beside the "
    "rubric, or name files after the rubric."
)


def render_test(test: CaseResults, look: Look) -> str:
    """Every case with its result, in the order of the files; what is missing under each."""
    page = Page(look)
    page.section(f"Cases of the rubric {test['rubric']}")
    good = bool(test["cases"]) and not test["failed"] and not test["invalid"]
    good = good and not test["unchecked"]
    page.put(summary(test), "result" if good else "open")
    for file, parts in groupby(test["cases"], key=lambda part: part["file"]):
        page.group(file)
        for part in parts:
            _put_case(page, part)
    put_unchecked(page, test["unchecked"])
    return page.text()


def summary(test: CaseResults) -> str:
    """How many cases pass, fail, and could not be read."""
    if not test["cases"] and not test["invalid"] and not test["unchecked"]:
        return NO_CASES
    number, failed, passed = len(test["cases"]), test["failed"], test["passed"]
    words = [f"{failed} of {counted(number, 'case')} {'fails' if failed == 1 else 'fail'}"]
    if not failed:
        words = [f"{counted(passed, 'case')} {'passes' if passed == 1 else 'pass'}"]
    if test["invalid"]:
        sources = files_words([part["source"] for part in test["invalid"]])
        words.append(f"{len(test['invalid'])} could not be read ({sources})")
    if test["unchecked"]:
        words.append(f"{len(test['unchecked'])} not checked")
    return f"{', '.join(words)}."


def _put_case(page: Page, part: CasePart) -> None:
    failed = part["result"] == "failed"
    word = f"FAILED, line {part['line']}" if failed else "passed"
    page.ends(part["case"], word, "open" if failed else "", keys=("case", "result"), indent=2)
    for miss in part["misses"]:
        page.put(miss_sentence(miss), indent=4, hang=2)


def miss_sentence(miss: MissPart) -> str:
    """One expectation that is not met, in a sentence: what was to be, and what is."""
    found, missing = miss["found"], miss["missing"]
    match miss["aspect"]:
        case "outcome":
            is_open = len(found) > 1
            came = f"undetermined between {series(found)}" if is_open else series(found)
            expected = miss["expected"]
            wanted = (
                series(expected)
                if len(expected) < 2
                else f"{UNDETERMINED} between {series(expected)}"
            )
            return f"{miss['decision']}: expected {wanted}; it is {came}."
        case "rows":
            return f"{miss['decision']}: {_rows_words(miss)}"
        case "reasons":
            reason = series(found) or "not there, since the outcome is not settled"
            return (
                f"{miss['decision']}: the sufficient reason lacks {series(missing)}. "
                f"It is {reason}."
            )


def _rows_words(miss: MissPart) -> str:
    found, expected = miss["found"], miss["expected"]
    beside = [row for row in found if row not in expected]
    words = []
    if miss["missing"]:
        verb = "does" if len(miss["missing"]) == 1 else "do"
        words.append(f"{_row(miss['missing'])} {verb} not decide")
    if beside:
        verb = "decides" if len(found) == 1 else "can decide"
        words.append(f"{_row(beside)} {verb} and {'was' if len(beside) == 1 else 'were'} not named")
    return f"{'; '.join(words)}."


def _row(rows: list[str]) -> str:
    return f"{'row' if len(rows) == 1 else 'rows'} {series(rows)}"
