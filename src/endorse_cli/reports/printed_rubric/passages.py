"""The only place for document and rubric side by side: what rests on what, as a table or a page."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.audits import PassagePart, Trace, TraceLinePart
from endorse_cli.models.grounds import paragraphs_of
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.reports.page import MORE, Column, Group, Page, Row, Table
from endorse_cli.reports.result.screen import document_text
from endorse_cli.reports.reviews.review_findings import put_unchecked
from endorse_cli.reports.templating import page_of
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    citation,
    headed,
    noted,
    outcome_words,
    plain_name,
    series,
    title_of,
    with_days,
)

SECTIONS = {
    "criteria": ("Questions", "question"),
    "settings": ("Settings", "setting"),
    "scores": ("Scores", "score"),
    "findings": ("Findings", "finding"),
    "decisions": ("Rules of decisions", "rule"),
    "promises": ("Promises", "promise"),
    "readings": ("Readings", "reading"),
    "slate": ("The slate", "guidance"),
}
"""The sections of a rubric that cite, each with what one of its lines is called."""


class Citing(NamedTuple):
    """A line of the rubric with all that it cites."""

    anchor: str
    label: str
    sort: str
    basis: str
    locators: tuple[str, ...]

    def beside(self, paragraph: int) -> tuple[str, ...]:
        """What it cites of one paragraph."""
        return tuple(at for at in self.locators if paragraph in paragraphs_of(at))


def render_passages(rubric: Rubric, trace: Trace) -> str:
    """Document and rubric side by side as one page, linked both ways."""
    lines = list(_citing(rubric, trace["lines"]))
    title = f"Document and rubric, side by side: {rubric.title}"
    by_section = {
        heading: [line for line in lines if line.sort == sort]
        for heading, sort in SECTIONS.values()
    }
    return page_of(
        "trace.html.j2",
        title,
        rubric=rubric,
        summary=_summary(trace),
        paragraphs=by_key((paragraphs_of(p["at"])[0], p) for p in trace["passages"]),
        lines=lines,
        texts=partial(_texts, paraphrases(rubric)),
        remark=_remark,
        is_gap=is_gap,
        sections={heading: own for heading, own in by_section.items() if own},
        has_text=any("text" in passage for passage in trace["passages"]),
        place=place_of,
        citation=citation,
        document=with_days(document_text(rubric.document)),
    )


def place_of(locator: str) -> str:
    """What the place of a passage is called; of a range that of its beginning."""
    return locator.partition("-")[0].replace(".", "-")


def _citing(rubric: Rubric, parts: Sequence[TraceLinePart]) -> Iterator[Citing]:
    """Every line once, whatever parts of it cite."""
    for (section, id), cited in by_key(((p["section"], p["id"]), p) for p in parts).items():
        yield Citing(
            f"line-{section}-{id}".replace("_", "-").replace(".", "-"),
            line_label(rubric, section, id),
            SECTIONS[section][1],
            " and ".join(dict.fromkeys(part["basis"] for part in cited if part["basis"])),
            tuple(dict.fromkeys(at for part in cited for at in part["from"])),
        )


def line_label(rubric: Rubric, section: str, id: str) -> str:
    """What people call a line."""
    owner, _, row = id.partition(".")
    if section == "decisions" and owner in rubric.decisions:
        decision = rubric.decisions[owner]
        title = headed(title_of(decision))
        found = next((one for one in decision.rows if one.id == row), None)
        if found is None:
            return title
        clause = found.because or plain_name(found.id)
        return f"{title}: {outcome_words(decision, found.outcome)} ({clause})"
    if section == "readings":
        return next((one.question for one in rubric.readings.values() if one.id == id), id)
    if section == "slate" and rubric.slate and id in rubric.slate.guidance:
        return rubric.slate.guidance[id].say
    return Words(rubric).label(id) if section in ("criteria", "scores", "findings") else _named(id)


def _named(id: str) -> str:
    return headed(plain_name(id))


def _texts(taken: dict[str, tuple[str, ...]], part: PassagePart) -> tuple[str, ...]:
    """What stands in a passage, or what the rubric takes from it; nothing where it takes none."""
    if "text" in part:
        return (part["text"],)
    return () if part["home"] == "reason" else taken.get(part["at"], ())


def _remark(part: PassagePart) -> str:
    """Why no line cites a passage; nothing where one does, and it is the text that it was."""
    remark = {
        "cited": "",
        "reason": f"No line rests on it: {part['reason']}",
        "none": "Not covered: no line cites it, and the rubric does not say why.",
    }[part["home"]]
    if part.get("changed"):
        return f"Changed: this is not the text that the rubric encodes. {remark}".strip()
    return remark


def paraphrases(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What the rubric takes from each passage that it names, by locator, in no order."""
    found: dict[str, dict[str, None]] = {}
    for locators, text in _taken(rubric):
        for locator in locators:
            found.setdefault(locator.partition("-")[0], {})[text] = None
    return {locator: tuple(texts) for locator, texts in found.items()}


def _taken(rubric: Rubric) -> Iterator[tuple[Sequence[str], str]]:
    for criterion in rubric.criteria.values():
        yield criterion.grounds.locators, f"Asked: {criterion.ask}"
    entries: list[FindingRule | Score] = [*rubric.findings.values(), *rubric.scores.values()]
    for entry in entries:
        words = f"Counts for “{headed(title_of(entry))}”. {noted(entry.grounds)}"
        yield entry.grounds.locators, words.strip()
    for decision in rubric.decisions.values():
        by_clause = by_key(((row.grounds.locators, row.because), row) for row in decision.rows)
        for (locators, because), rows in by_clause.items():
            found = dict.fromkeys(f"“{outcome_words(decision, row.outcome)}”" for row in rows)
            clause = f", because {because}" if because else ""
            yield locators, f"{headed(title_of(decision))}: {series(found, 'or')}{clause}."
    for reading in rubric.readings.values():
        yield reading.at, f"Open: {reading.question} Read as: {reading.chosen}"
    for locator, reason in rubric.passages.items():
        yield [locator], f"Nothing rests on it: {reason}"
    for setting in rubric.settings.values():
        words = f"{_named(setting.id)}: {Words(rubric).setting(setting)}"
        yield setting.grounds.locators, f"{words}. {noted(setting.grounds)}".strip()
    for line in rubric.slate.guidance.values() if rubric.slate else ():
        yield line.grounds.locators, f"Said of a slate of which it is so: “{line.say}”"


PASSAGES = (Column("Passage", whole=True), Column("What rests on it"), Column("Text"))

LINES = (Column("Line", whole=True), Column("Rests on"), Column("Layer"))

LAYERS = ("stated", "inferred", "chapter")

COUNTS = (
    Column("Lines"),
    Column("Number", right=True),
    *(Column(headed(layer), right=True) for layer in LAYERS),
)


def put_trace(page: Page, trace: Trace) -> None:
    """Whether every passage has a home; then gaps, and how many lines rest on what; or all."""
    page.put(f"The rubric {trace['rubric']} and its document", "strong")
    gaps = len(trace["findings"])
    page.verdict(_summary(trace), "open" if gaps else "result")
    put_unchecked(page, trace["unchecked"])
    passages = [one for one in trace["passages"] if page.look.full or is_gap(one)]
    if passages:
        page.section("From the document to the rubric")
        columns = PASSAGES if any("text" in one for one in passages) else PASSAGES[:-1]
        page.rows(columns, (_passage(one, len(columns)) for one in passages))
    lines = [*_by_line(trace["lines"])]
    page.section("From the rubric to the document")
    if page.look.full:
        groups = ((title, _of(lines, section)) for section, (title, _) in SECTIONS.items())
        found = tuple(Group(title, tuple(map(_line, own))) for title, own in groups if own)
        page.table(Table(LINES, found), indent=2)
    else:
        counts = (
            Row((title, str(len(own)), *(str(_number(own, layer)) for layer in LAYERS)))
            for section, (title, _) in SECTIONS.items()
            if (own := _of(lines, section))
        )
        page.rows(COUNTS, counts)
        page.put(f"Every passage and every line: {MORE}", "quiet", indent=2)


def _of(lines: Sequence[TraceLinePart], section: str) -> list[TraceLinePart]:
    return [line for line in lines if line["section"] == section]


def _number(lines: Sequence[TraceLinePart], layer: str) -> int:
    return sum(line["basis"] == layer for line in lines)


def _line(line: TraceLinePart) -> Row:
    return Row((line["id"], citation(line["from"]), line["basis"] or ""))


def _summary(trace: Trace) -> str:
    """How many passages have a line or a reason, and how many gaps there are."""
    passages, gaps = trace["passages"], len(trace["findings"])
    cited = sum(passage["home"] == "cited" for passage in passages)
    reasons = sum(passage["home"] == "reason" for passage in passages)
    told = f"{counted(len(passages), 'passage')}: {cited} cited, {reasons} not cited for a reason"
    return f"{told}, {counted(gaps, 'gap')}." if gaps else f"{told}, no gap."


def is_gap(passage: PassagePart) -> bool:
    """Whether a passage has no home, or is another text than it was."""
    return passage["home"] == "none" or bool(passage.get("changed"))


def _passage(passage: PassagePart, columns: int) -> Row:
    """A passage with the lines that rest on it, or why none does, and what stands there."""
    lines = series(passage["lines"])
    if passage["home"] == "none":
        lines = f"NOTHING{f', but in a range: {lines}' if lines else ''}"
    elif passage["home"] == "reason":
        lines = f"nothing: {passage['reason']}" + (f" (in a range: {lines})" if lines else "")
    changed = "CHANGED: " if passage.get("changed") else ""
    cells = (citation([passage["at"]]), f"{changed}{lines}", passage.get("text", ""))
    return Row(cells[:columns], "open" if is_gap(passage) else "")


def _by_line(lines: list[TraceLinePart]) -> Iterator[TraceLinePart]:
    """The citations of one line and one layer as one, in the order of the rubric."""
    found: dict[tuple[str, str, str | None], TraceLinePart] = {}
    for line in lines:
        key = (line["section"], line["id"], line["basis"])
        before = found.get(key)
        merged = [*before["from"], *line["from"]] if before else line["from"]
        found[key] = {**line, "from": list(dict.fromkeys(merged))}
    yield from found.values()
