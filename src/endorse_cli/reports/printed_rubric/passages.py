"""Document and rubric side by side: what rests on each passage, and what each line rests on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.models.audits import PassagePart, Trace, TraceLinePart
from endorse_cli.models.grounds import paragraphs_of
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.reports.papers.templating import page_of
from endorse_cli.reports.result.screen import document_text
from endorse_cli.views.printed_names import (
    citation,
    headed,
    label_of,
    noted,
    outcome_words,
    plain_name,
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


class Said(NamedTuple):
    """A passage: its text, or what the rubric takes from it; `remark` where no line cites it."""

    anchor: str
    locator: str
    texts: tuple[str, ...]
    remark: str
    is_gap: bool


class Paragraph(NamedTuple):
    """A paragraph with its passages, and the lines that cite any of them."""

    anchor: str
    number: int
    passages: tuple[Said, ...]
    lines: tuple[Citing, ...]
    digest: str


def render_passages(rubric: Rubric, trace: Trace, summary: str) -> str:
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
        summary=summary,
        paragraphs=list(_paragraphs(rubric, trace["passages"], lines)),
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
    own: dict[tuple[str, str], list[TraceLinePart]] = {}
    for part in parts:
        own.setdefault((part["section"], part["id"]), []).append(part)
    for (section, id), cited in own.items():
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
    return label_of(rubric, id) if section in ("criteria", "scores", "findings") else _named(id)


def _named(id: str) -> str:
    return headed(plain_name(id))


def _paragraphs(
    rubric: Rubric, parts: Sequence[PassagePart], lines: Sequence[Citing]
) -> Iterator[Paragraph]:
    taken = paraphrases(rubric)
    by_number: dict[int, list[PassagePart]] = {}
    for part in parts:
        by_number.setdefault(paragraphs_of(part["at"])[0], []).append(part)
    for number, own in by_number.items():
        anchor = f"p{number}"
        citing = tuple(line for line in lines if line.beside(number))
        passages = tuple(_said(part, taken) for part in own)
        digest = rubric.document.digests.get(anchor, "")
        yield Paragraph(anchor, number, passages, citing, digest)


def _said(part: PassagePart, taken: dict[str, tuple[str, ...]]) -> Said:
    remark = {
        "cited": "",
        "reason": f"No line rests on it: {part['reason']}",
        "none": "Not covered: no line cites it, and the rubric does not say why.",
    }[part["home"]]
    if part.get("changed"):
        remark = f"Changed: this is not the text that the rubric encodes. {remark}".strip()
    at = part["at"]
    texts = (part["text"],) if "text" in part else taken.get(at, ())
    if "text" not in part and part["home"] == "reason":
        texts = ()
    is_gap = part["home"] == "none" or bool(part.get("changed"))
    return Said(place_of(at), at, texts, remark, is_gap)


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
        for row in decision.rows:
            clause = f", because {row.because}" if row.because else ""
            words = f"{headed(title_of(decision))} “{outcome_words(decision, row.outcome)}”"
            yield row.grounds.locators, f"{words}{clause}."
    for reading in rubric.readings.values():
        yield reading.at, f"Open: {reading.question} Read as: {reading.chosen}"
    for locator, reason in rubric.passages.items():
        yield [locator], f"Nothing rests on it: {reason}"
    for setting in rubric.settings.values():
        words = f"{_named(setting.id)}: {plain_name(str(setting.value))}"
        yield setting.grounds.locators, f"{words}. {noted(setting.grounds)}".strip()
    for line in rubric.slate.guidance.values() if rubric.slate else ():
        yield line.grounds.locators, f"Said of a slate of which it is so: “{line.say}”"
