"""The only place that words what a rubric was tried with: cases, small changes, other numbers."""

from collections.abc import Iterator
from fractions import Fraction

from endorse_cli.diagnostics import counted
from endorse_cli.models.audits import (
    INTERRUPTED,
    TOO_LARGE,
    EndPart,
    MoveOfPart,
    NumberPart,
    Sensitivity,
)
from endorse_cli.models.candidate import UNDETERMINED
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.trials import (
    KINDS,
    Coverage,
    Kind,
    MutantPart,
    Mutate,
    SurvivorPart,
    UntriedPart,
)
from endorse_cli.reports.page import MORE, RESULT, Column, Group, Page, Row, Table
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.views.printed_names import (
    left_out_files,
    plain_name,
    rests_on,
    series,
)

_KINDS: dict[Kind, str] = {
    "rows": "rules that decide",
    "branches": "branches that hold, and that fail",
    "levels": "values on either side of a threshold",
    "criteria": "criteria that change an outcome alone",
}


TRIED = (Column("What"), Column("Tried", right=True), Column("Of", right=True))

UNTRIED = (
    Column("Not tried"),
    Column("Line", whole=True, right=True),
    Column("Case made up for it"),
)

EXAMPLES = (Column("Case made up"), Column("Comes to"))

MOST = 10
"""So many things that no case tries or notices are shown."""


def put_coverage(page: Page, coverage: Coverage) -> None:
    """How much is tried of each kind, then what no case tries with a case made up for it."""
    page.put(f"What the cases of {coverage['rubric']} try", "strong")
    untried = coverage["untried"]
    page.put(left_out_files([part["source"] for part in coverage["invalid"]]), "open")
    is_open = untried or coverage["unchecked"]
    page.verdict(_coverage_summary(coverage), "open" if is_open else "result")
    put_unchecked(page, coverage["unchecked"])
    if not _total(coverage):
        return
    counts = ((_KINDS[kind], coverage["kinds"][kind]) for kind in KINDS)
    rows = [Row((words, str(part["tried"]), str(part["total"]))) for words, part in counts]
    page.blank()
    page.rows(TRIED, rows)
    if not untried:
        return
    page.blank()
    page.rows(UNTRIED, map(_untried, untried), most=MOST)
    page.blank()
    cases = coverage["examples"]
    examples = (Row((str(case["case"]), "; ".join(_expected(case)))) for case in cases)
    page.rows(EXAMPLES, examples, most=MOST)
    words = "`--write DIR` writes them: confirm each, and keep it beside the rubric."
    page.put(words, "quiet")


def _coverage_summary(coverage: Coverage) -> str:
    total = _total(coverage)
    if any(part["why"] == TOO_LARGE for part in coverage["unchecked"]) and not total:
        return "Nobody can tell what the cases try: the rubric is too large."
    tried = sum(part["tried"] for part in coverage["kinds"].values())
    cases = counted(coverage["cases"], "case")
    verb = "tries" if coverage["cases"] == 1 else "try"
    if any(part["why"] == INTERRUPTED for part in coverage["unchecked"]):
        things = counted(total, "thing")
        return f"Interrupted: {cases} {verb} {tried} of {things} looked for so far."
    if tried == total:
        return f"{cases} {verb} all of {counted(total, 'thing')}."
    return f"{cases} {verb} {tried} of {counted(total, 'thing')} ({percent(coverage['share'])})."


def _total(coverage: Coverage) -> int:
    return sum(part["total"] for part in coverage["kinds"].values())


def percent(share: str) -> str:
    """A share in tenths of a percent, rounded down so that nothing seems complete that is not."""
    thousandths = int(Fraction(share) * 1000)
    return f"{thousandths // 10}.{thousandths % 10}%"


def _untried(part: UntriedPart) -> Row:
    return Row((untried_words(part), str(part["line"]), series(part["examples"])))


def untried_words(part: UntriedPart) -> str:
    """One thing that no case tries, in words."""
    match part["kind"]:
        case "rows":
            return f"rule {part['id']} never decides"
        case "branches":
            verb = "never holds" if part["asks"] == "holds" else "always holds"
            return f"{part['id']}: {part['condition']}: {verb}"
        case "levels":
            return f"{part['id']} is never {part['asks'].replace('_', ' ')}"
    return f"{part['id']} never changes an outcome alone"


def _expected(case: dict[str, Plain]) -> Iterator[str]:
    """What a case expects of each decision, in words."""
    expect = case["expect"]
    for id, one in expect.items() if isinstance(expect, dict) else ():
        words = plain_name(one) if isinstance(one, str) else _open_words(one)
        yield f"{plain_name(id)}: {words}"


def _open_words(outcomes: Plain) -> str:
    names = (plain_name(str(one)) for one in outcomes) if isinstance(outcomes, list) else ()
    return f"{UNDETERMINED} between {series(names)}"


NOTICED = (Column("Changes"), Column("Number", right=True))

CHANGES = (Column("Change"), Column("Line", whole=True, right=True), Column("A case would"))


def put_mutate(page: Page, mutate: Mutate) -> None:
    """How many small changes the cases notice, then each that they do not, with a case for it."""
    page.put(f"Small changes to {mutate['rubric']}", "strong")
    page.put(left_out_files([part["source"] for part in mutate["invalid"]]), "open")
    is_open = mutate["survivors"] or mutate["unchecked"]
    page.verdict(_mutation_summary(mutate), "open" if is_open else "result")
    put_unchecked(page, mutate["unchecked"])
    page.blank()
    counts = {
        "tried": mutate["mutants"],
        "give somebody another outcome, and a case notices": mutate["killed"],
        "give somebody another outcome, and no case notices": len(mutate["survivors"]),
        "change only which rule decides": mutate["rows_only"],
        "change nothing for any profile": mutate["equivalent"],
    }
    page.rows(NOTICED, (Row((words, str(number))) for words, number in counts.items()))
    if mutate["survivors"]:
        page.blank()
        survivors = tuple(map(_survivor, mutate["survivors"]))
        table = Table(CHANGES, (Group("What no case notices", survivors),))
        page.table(table, indent=2, most=MOST)
        words = "`--write DIR` writes the cases: confirm each, and keep it beside the rubric."
        page.put(words, "quiet", indent=2)
    if page.look.full and mutate["unnoticeable"]:
        page.blank()
        unnoticeable = filter(None, (_unnoticeable(mutate, *one) for one in UNNOTICEABLE.items()))
        page.table(Table(CHANGES[:2], tuple(unnoticeable)), indent=2)
    elif mutate["unnoticeable"]:
        page.put(f"What no case needs to notice: {MORE}", "quiet", indent=2)


UNNOTICEABLE: dict[str, str] = {
    "rows_only": "What changes only which rule decides: no case needs to notice",
    "equivalent": "What changes nothing at all: no case needs to notice",
}


def _mutation_summary(mutate: Mutate) -> str:
    cases, different = counted(mutate["cases"], "case"), mutate["different"]
    verb = "notices" if mutate["cases"] == 1 else "notice"
    changes = counted(different, "change")
    if not different and any(part["why"] == TOO_LARGE for part in mutate["unchecked"]):
        return "Nobody can tell what the cases notice: the rubric is too large."
    if any(part["why"] == INTERRUPTED for part in mutate["unchecked"]):
        return f"Interrupted: {cases} {verb} {mutate['killed']} of {changes} tried so far."
    if not mutate["survivors"]:
        return f"{cases} {verb} every one of {changes} that would give somebody another outcome."
    killed = mutate["killed"]
    return f"{cases} {verb} {killed} of {changes} that would give somebody another outcome."


def _unnoticeable(mutate: Mutate, effect: str, title: str) -> Group | None:
    parts = (part for part in mutate["unnoticeable"] if part["effect"] == effect)
    rows = tuple(Row((_line(part), str(part["line"]))) for part in parts)
    return Group(title, rows) if rows else None


def _survivor(survivor: SurvivorPart) -> Row:
    """A change that no case notices, and how small a case would."""
    answers = survivor["example"]["answers"]
    number = counted(len(answers) if isinstance(answers, dict) else 0, "answer")
    expected = series(_expected(survivor["example"]))
    return Row((_line(survivor), str(survivor["line"]), f"of {number}: {expected}"))


def _line(part: MutantPart) -> str:
    return f"{part['id']}: {mutant_words(part)}"


def mutant_words(part: MutantPart) -> str:
    """What a small change does, in words."""
    was, becomes = part["was"], part["becomes"]
    match part["operator"]:
        case "drop_row":
            return "the rule is dropped"
        case "swap_rows":
            return f"rule {becomes} comes first"
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


NUMBERS = (
    Column("Number"),
    Column("Is", right=True),
    Column("Nobody changes", whole=True),
    Column("First to change"),
)


def put_sensitivity(page: Page, found: Sensitivity) -> None:
    """Each number with the interval in which every outcome stays, and who changes past it."""
    page.put(f"How much depends on the numbers of {found['rubric']}", "strong")
    page.put(left_out_files([part["source"] for part in found["invalid"]]), "open")
    page.verdict(_sensitivity_summary(found), "result")
    whys = {part["what"]: part["why"] for part in found["unchecked"]}
    names = {number_name(one) for one in found["numbers"]}
    left = [what for what in whys if what not in names]
    if left:
        page.put(f"Not worked out for {series(left)}, of whom too much is open.", "open")
    groups = []
    for sort, title in _SORTS.items():
        own = (number for number in found["numbers"] if number["sort"] == sort)
        rows = tuple(_number(one, whys.get(number_name(one)), full=page.look.full) for one in own)
        if rows:
            groups.append(Group(title, rows))
    if groups:
        page.blank()
        page.table(Table(NUMBERS, tuple(groups)), indent=2, most=MOST_NUMBERS)


MOST_NUMBERS = 20
"""So many numbers are shown."""


def _sensitivity_summary(found: Sensitivity) -> str:
    if not found["candidates"]:
        return "No candidate could be judged, so nothing is known of the numbers."
    if not found["numbers"]:
        return "The rubric has no number on which an outcome could depend."
    people = counted(len(found["candidates"]), "candidate")
    free = sum(_is_free(number) for number in found["numbers"])
    numbers = counted(len(found["numbers"]), "number")
    open = sum(not number["worked_out"] for number in found["numbers"])
    each = f"{free} can be anything, and nobody changes" if free else "each can change an outcome"
    if open == len(found["numbers"]):
        each = "none could be worked out"
    elif open:
        each = f"{each}; {open} could not be worked out"
    return f"{numbers}, {people}: {each}."


def _is_free(number: NumberPart) -> bool:
    return number["worked_out"] and number["low"] is None and number["high"] is None


def _number(number: NumberPart, why: str | None, *, full: bool) -> Row:
    """A number, the interval in which nobody changes, and who does past its ends."""
    grounds = rests_on(number["from"], number["basis"]) if full else ""
    name = " · ".join(filter(None, (number_name(number), grounds)))
    ends = (("below", number["low"]), ("above", number["high"]))
    moved = (f"{side}: {words}" for side, end in ends if end for words in _first(end))
    if why is not None:
        return Row((name, number["value"], "not worked out", why), "open")
    return Row((name, number["value"], _interval(number), "; ".join(moved)))


def number_name(number: NumberPart) -> str:
    """A number by its id, its place within the line, and its line."""
    part = f"{number['part']}, " if number["part"] else ""
    return f"{number['id']} ({part}line {number['line']})"


def _interval(number: NumberPart) -> str:
    """From where up to where nobody's outcome changes."""
    low, high = number["low"], number["high"]
    if low is None and high is None:
        return "whatever it is"
    ends = []
    if low is not None:
        ends.append(f"{'from' if low['included'] else 'above'} {low['at']}")
    if high is not None:
        ends.append(f"{'up to' if high['included'] else 'below'} {high['at']}")
    return " ".join(ends)


def _first(end: EndPart) -> Iterator[str]:
    """Who changes first past an end."""
    if not end["sound"]:
        yield "the rubric itself would have errors"
    yield from map(_move, end["first"])


def _move(move: MoveOfPart) -> str:
    before, after = (
        series(map(plain_name, names), "or") or "nothing that fits the file"
        for names in (move["from"], move["to"])
    )
    return f"{move['candidate']}, {plain_name(move['decision'])}: {before} {RESULT}{after}"
