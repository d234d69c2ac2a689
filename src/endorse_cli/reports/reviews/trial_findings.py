"""The only place that words what a rubric was tried with: cases, small changes, other numbers."""

from fractions import Fraction

from endorse_cli.models.audits import EndPart, MoveOfPart, NumberPart, Sensitivity
from endorse_cli.models.candidate import UNDETERMINED
from endorse_cli.models.plain import Plain
from endorse_cli.models.trials import (
    KINDS,
    Coverage,
    Kind,
    MutantPart,
    Mutate,
    SurvivorPart,
    UntriedPart,
)
from endorse_cli.reports.page import RESULT, Look, Page
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.reports.wording import counted, left_out_files, plain_name, rests_on, series

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
    page.put(left_out_files([part["source"] for part in coverage["invalid"]]), "open")
    page.put(_coverage_summary(coverage), "open" if untried or coverage["unchecked"] else "result")
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


def _coverage_summary(coverage: Coverage) -> str:
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


def render_mutate(mutate: Mutate, look: Look) -> str:
    """How many small changes the cases notice, then each that they do not, with a case for it."""
    page = Page(look)
    page.section(f"Small changes to {mutate['rubric']}")
    page.put(left_out_files([part["source"] for part in mutate["invalid"]]), "open")
    page.put(
        _mutation_summary(mutate),
        "open" if mutate["survivors"] or mutate["unchecked"] else "result",
    )
    page.ends("changes tried", str(mutate["mutants"]), indent=2)
    page.ends("change some outcome, and a case notices", str(mutate["killed"]), indent=2)
    page.ends("change some outcome, and no case notices", str(len(mutate["survivors"])), indent=2)
    page.ends("change only which row decides", str(mutate["rows_only"]), indent=2)
    page.ends("change nothing for any profile", str(mutate["equivalent"]), indent=2)
    put_unchecked(page, mutate["unchecked"])
    if mutate["survivors"]:
        page.section("What no case notices")
    for survivor in mutate["survivors"]:
        _put_survivor(page, survivor)
    _put_unnoticeable(page, mutate, "rows_only", "What changes only which row decides")
    _put_unnoticeable(page, mutate, "equivalent", "What changes nothing at all")
    if mutate["survivors"]:
        page.blank()
        words = "Write the cases with `--write DIR`, confirm each, and keep it beside the rubric."
        page.put(words, "quiet")
    return page.text()


def _mutation_summary(mutate: Mutate) -> str:
    cases, different = counted(mutate["cases"], "case"), mutate["different"]
    verb = "notices" if mutate["cases"] == 1 else "notice"
    changes = counted(different, "change")
    if not different and mutate["unchecked"]:
        return "Nobody can tell what the cases notice: the rubric is too large."
    if not mutate["survivors"]:
        return f"{cases} {verb} every one of {changes} that would give somebody another outcome."
    killed = mutate["killed"]
    return f"{cases} {verb} {killed} of {changes} that would give somebody another outcome."


def _put_unnoticeable(page: Page, mutate: Mutate, effect: str, title: str) -> None:
    parts = [part for part in mutate["unnoticeable"] if part["effect"] == effect]
    if parts:
        page.section(f"{title}, so that no case needs to notice")
    for part in parts:
        page.ends(_line(part), f"line {part['line']}", "quiet", indent=2)


def _put_survivor(page: Page, survivor: SurvivorPart) -> None:
    page.ends(_line(survivor), f"line {survivor['line']}", indent=2)
    expect, answers = survivor["example"]["expect"], survivor["example"]["answers"]
    number = counted(len(answers) if isinstance(answers, dict) else 0, "answer")
    outcomes = expect.items() if isinstance(expect, dict) else ()
    expected = series(f"{decision}: {outcome}" for decision, outcome in outcomes)
    page.put(f"{RESULT}a case of {number} would: {expected}", "quiet", indent=4, hang=2)


def _line(part: MutantPart) -> str:
    return f"{part['id']}: {mutant_words(part)}"


def mutant_words(part: MutantPart) -> str:
    """What a small change does, in words."""
    was, becomes = part["was"], part["becomes"]
    match part["operator"]:
        case "drop_row":
            return "the row is dropped"
        case "swap_rows":
            return f"row {becomes} comes first"
        case "drop_branch":
            return f"without: {was}"
        case "drop_exception":
            return f"without the exception: {was}"
        case "negate":
            return f"the opposite of: {was}"
        case "set_member":
            return f"also {becomes}" if becomes else f"no longer {was}"
    return f"{becomes} instead of {was}"


_SORTS = {"setting": "Settings", "weight": "Weights", "threshold": "Thresholds"}


def render_sensitivity(found: Sensitivity, look: Look) -> str:
    """Each number with the interval in which every outcome stays, and who changes past it."""
    page = Page(look)
    page.section(f"How much hangs on the numbers of {found['rubric']}")
    page.put(left_out_files([part["source"] for part in found["invalid"]]), "open")
    page.put(_sensitivity_summary(found), "result")
    whys = {part["what"]: part["why"] for part in found["unchecked"]}
    sort = ""
    for number in sorted(found["numbers"], key=lambda number: list(_SORTS).index(number["sort"])):
        if number["sort"] != sort:
            sort = number["sort"]
            page.section(_SORTS[sort])
        _put_number(page, number, whys.get(number_name(number)))
    return page.text()


def _sensitivity_summary(found: Sensitivity) -> str:
    people = counted(len(found["candidates"]), "candidate")
    if not found["numbers"]:
        return f"Of {people} nobody's outcome hangs on a number: there is none."
    free = sum(_is_free(number) for number in found["numbers"])
    numbers = counted(len(found["numbers"]), "number")
    told = f"{numbers}, {people}: {free} can be anything without an outcome changing."
    if not found["unchecked"]:
        return told
    return f"{told} {counted(len(found['unchecked']), 'number')} could not be worked out."


def _is_free(number: NumberPart) -> bool:
    return number["worked_out"] and number["low"] is None and number["high"] is None


def _put_number(page: Page, number: NumberPart, why: str | None) -> None:
    grounds = rests_on(number["from"], number["basis"])
    page.ends(f"{number_name(number)}: {number['value']}", grounds, indent=2)
    page.put(_interval(number, why), "strong", indent=4)
    for side, end in (("below", number["low"]), ("above", number["high"])):
        if end is not None:
            _put_end(page, side, end)


def number_name(number: NumberPart) -> str:
    """A number by its id, its place within the line, and its line."""
    part = f"{number['part']}, " if number["part"] else ""
    return f"{number['id']} ({part}line {number['line']})"


def _interval(number: NumberPart, why: str | None) -> str:
    if why is not None:
        return f"not worked out: {why}"
    low, high = number["low"], number["high"]
    if low is None and high is None:
        return "no outcome hangs on it"
    ends = []
    if low is not None:
        ends.append(f"{'from' if low['included'] else 'above'} {low['at']}")
    if high is not None:
        ends.append(f"{'up to' if high['included'] else 'below'} {high['at']}")
    return f"nobody changes {' and '.join(ends)}"


def _put_end(page: Page, side: str, end: EndPart) -> None:
    if not end["sound"]:
        page.fact(side, "the rubric itself would have faults", "quiet", indent=6)
    for move in end["first"]:
        page.fact(side, _move(move), "quiet", indent=6)


def _move(move: MoveOfPart) -> str:
    before, after = (
        series(map(plain_name, names), "or") or "nothing that fits the file"
        for names in (move["from"], move["to"])
    )
    return f"{move['candidate']}, {plain_name(move['decision'])}: {before} {RESULT}{after}"
