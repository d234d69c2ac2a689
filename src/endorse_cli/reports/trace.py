"""The only place that lays out what rests on what between a document and a rubric."""

from collections.abc import Iterator

from endorse_cli.models.trace import PassagePart, Trace, TraceLinePart
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.unchecked import put_unchecked
from endorse_cli.reports.wording import citation, counted, series

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
    page.put(_summary(trace["passages"], gaps), "open" if gaps else "result")
    page.section("From the document to the rubric")
    for passage in trace["passages"]:
        _put_passage(page, passage)
    page.section("From the rubric to the document")
    section = ""
    for line in _together(trace["lines"]):
        if line["section"] != section:
            section = line["section"]
            page.group(_SECTIONS.get(section, section))
        layer = " · ".join(filter(None, (citation(line["from"]), line["basis"])))
        page.ends(line["id"], layer, indent=2)
    put_unchecked(page, trace["unchecked"])
    return page.text()


def _summary(passages: list[PassagePart], gaps: int) -> str:
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


def _together(lines: list[TraceLinePart]) -> Iterator[TraceLinePart]:
    """The citations of one line and one layer as one, in the order of the rubric."""
    found: dict[tuple[str, str, str | None], TraceLinePart] = {}
    for line in lines:
        key = (line["section"], line["id"], line["basis"])
        before = found.get(key)
        merged = [*before["from"], *line["from"]] if before else line["from"]
        found[key] = {**line, "from": list(dict.fromkeys(merged))}
    yield from found.values()
