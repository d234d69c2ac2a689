"""The only place that lays out how much hangs on each number of a rubric."""

from endorse_cli.models.sensitivity import EndPart, MoveOfPart, NumberPart, Sensitivity
from endorse_cli.reports.page import RESULT, Look, Page
from endorse_cli.reports.wording import citation, counted, left_out_files, plain_name, series

_SORTS = {"setting": "Settings", "weight": "Weights", "threshold": "Thresholds"}


def render_sensitivity(found: Sensitivity, look: Look) -> str:
    """Each number with the interval in which every outcome stays, and who changes past it."""
    page = Page(look)
    page.section(f"How much hangs on the numbers of {found['rubric']}")
    if unread := left_out_files([part["source"] for part in found["invalid"]]):
        page.put(unread, "open")
    page.put(_summary(found), "result")
    whys = {part["what"]: part["why"] for part in found["unchecked"]}
    sort = ""
    for number in sorted(found["numbers"], key=lambda number: list(_SORTS).index(number["sort"])):
        if number["sort"] != sort:
            sort = number["sort"]
            page.section(_SORTS[sort])
        _put_number(page, number, whys.get(number_name(number)))
    return page.text()


def _summary(found: Sensitivity) -> str:
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
    grounds = " · ".join(filter(None, (citation(number["from"]), number["basis"])))
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
