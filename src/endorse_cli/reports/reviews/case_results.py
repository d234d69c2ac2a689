"""The only place that words what `rubric test` found: which cases fail, and in what."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from endorse_cli.diagnostics import counted
from endorse_cli.models.candidate import UNDETERMINED
from endorse_cli.models.trials import CasePart, CaseResults, MissPart
from endorse_cli.reports.page import MORE, Column, Page, Row
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.views.printed_names import files_words, series

NO_CASES = (
    "There are no cases, so nothing was tried. Write some into the folder `cases` beside the "
    "rubric, or name files after the rubric."
)


CASES = (Column(""), Column("Case"), Column("Where", whole=True), Column("What differs"))

FILES = (Column("File"), *(Column(head, right=True) for head in ("Cases", "Passed", "Failed")))

MOST = 12
"""So many cases that fail are shown, and files."""


def put_test(page: Page, test: CaseResults) -> None:
    """Whether all pass; then each that fails with what differs, and how many pass in each file."""
    page.put(f"Cases of {test['rubric']}", "strong")
    bad = not test["cases"] or test["failed"] or test["invalid"] or test["unchecked"]
    page.verdict(summary(test), "open" if bad else "result")
    put_unchecked(page, test["unchecked"])
    shown = [part for part in test["cases"] if page.look.full or part["misses"]]
    if shown:
        page.blank()
        page.rows(CASES, map(_case, shown), most=MOST)
    if test["cases"] and not page.look.full:
        rows = [_file(file, [*parts]) for file, parts in groupby(test["cases"], itemgetter("file"))]
        page.blank()
        page.rows(FILES, rows, most=MOST)
        page.put(f"Every case: {MORE}", "quiet", indent=2)


def _file(name: str, parts: Sequence[CasePart]) -> Row:
    failed = sum(bool(part["misses"]) for part in parts)
    numbers = (len(parts), len(parts) - failed, failed)
    return Row((name, *map(str, numbers)), "open" if failed else "")


def _case(part: CasePart) -> Row:
    where = f"{part['file']}:{part['line']}"
    if not part["misses"]:
        return Row(("✓", part["case"], where, ""))
    return Row(("✗", part["case"], where, " ".join(map(miss_sentence, part["misses"]))), "open")


def is_empty(test: CaseResults) -> bool:
    """Whether there was nothing to be tried."""
    return not (test["cases"] or test["invalid"] or test["unchecked"])


def summary(test: CaseResults) -> str:
    """How many cases pass, fail, and could not be read."""
    if is_empty(test):
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
        case "score":
            wanted, came = (_between(miss[side]) for side in ("expected", "found"))
            return f"{miss['decision']}: expected {wanted}; it is {came}."
        case "finding":
            return (
                f"{miss['decision']}: expected {series(miss['expected'])}; it is {series(found)}."
            )
        case "rows":
            return f"{miss['decision']}: {_rows_words(miss)}"
        case "reasons":
            reason = series(found) or "not there, since the outcome is not settled"
            return (
                f"{miss['decision']}: the sufficient reason lacks {series(missing)}. "
                f"It is {reason}."
            )


def _between(ends: list[str]) -> str:
    return f"between {ends[0]} and {ends[1]}" if len(ends) == 2 else ends[0]


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
    return f"{'rule' if len(rows) == 1 else 'rules'} {series(rows)}"
