"""What of a rubric rests on which passage of its document, and the gaps between the two.

The normative part of a document is what the rubric's digests, passages and citations name. With
the document's text it is all of it, so that nothing in it can be overlooked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.models.audits import Home, PassagePart, TraceLinePart
from endorse_cli.models.grounds import Grounds, paragraphs_of, sentence_of
from endorse_cli.models.model import Model
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.part_tree import nearest

BULLETS = "•‣◦▪·*-–—"
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+")
_NUMBER = re.compile(r"(?:\d{1,3}\.)+|[A-Za-z]\.|[ivx]{1,5}\.|[IVX]{1,5}\.")
_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


class Text(NamedTuple):
    """A document as its paragraphs, normalised."""

    paragraphs: tuple[str, ...]

    def paragraph(self, number: int) -> str | None:
        """A paragraph by its number, None where the document has no such one."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else None

    def passage(self, locator: str) -> str | None:
        """What a locator points at; None where any part of it is not there."""
        numbers = paragraphs_of(locator)
        found = [self.paragraph(number) for number in numbers]
        if not found or None in found:
            return None
        sentence = sentence_of(locator)
        if sentence is None:
            return "\n".join(text for text in found if text is not None)
        parts = sentences(found[0] or "")
        return parts[sentence - 1] if sentence <= len(parts) else None


def read_text(text: str) -> Text:
    """A document's paragraphs."""
    lines = (normalised(line) for line in text.splitlines())
    return Text(tuple(line for line in lines if line))


def normalised(line: str) -> str:
    """NFC, runs of white space as one space, trimmed, without a bullet sign."""
    return _BULLET.sub("", " ".join(normalize("NFC", line).split()))


def changed_paragraphs(digests: Mapping[str, str], text: Text) -> list[str]:
    """The paragraphs whose text is not the one that their digest was made of."""
    changed = []
    for locator, known in digests.items():
        paragraph = text.passage(locator)
        if paragraph is None or digest(paragraph) != known:
            changed.append(locator)
    return changed


def digest(paragraph: str) -> str:
    """`sha256:` and the first 16 hexadecimal digits of a normalised paragraph."""
    from hashlib import sha256

    return f"sha256:{sha256(paragraph.encode()).hexdigest()[:16]}"


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, in order; the number in front of the first is none."""
    parts: list[str] = []
    for part in _END.split(paragraph):
        is_number = len(parts) == 1 and _NUMBER.fullmatch(parts[0])
        if parts and (is_number or not part[:1].isupper()):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def check_sources(noted: Noted, rubric: Rubric) -> None:
    """Note every locator whose paragraph has no digest, where the rubric has digests at all."""
    if not rubric.document.digests:
        return
    known = {int(locator[1:]) for locator in rubric.document.digests if locator[1:].isdigit()}
    for locators, trail in citations(rubric):
        for locator in locators:
            if any(number not in known for number in paragraphs_of(locator)):
                noted.fault(
                    "line-no-source",
                    f"{quoted(locator)} cites a paragraph that `digests` lacks.",
                    "Correct the place, or add the paragraph's digest under `document:`.",
                    trail,
                )


def citations(rubric: Rubric) -> Iterator[tuple[tuple[str, ...], Trail]]:
    """Every list of locators in a rubric with the place where it is written."""
    for grounds in all_grounds(rubric):
        yield grounds.locators, (*grounds.trail, "from")
    for reading in rubric.readings.values():
        yield reading.at, (*reading.trail, "at")


def all_grounds(rubric: Rubric) -> Iterator[Grounds]:
    """Everything that says what it rests on, in the order of the sections."""
    before: tuple[Mapping[str, Model], ...]
    before = rubric.criteria, rubric.settings, rubric.scores, rubric.findings
    lines: list[Model] = [line for section in before for line in section.values()]
    for decision in rubric.decisions.values():
        # The cells of a table and the cuts of bands rest on what the whole of them rests on.
        lines += decision.rows if decision.body is None else decision.rows[:1]
    lines += (*rubric.promises.values(), *([rubric.slate] if rubric.slate else ()))
    for line in lines:
        yield from nearest(line, (Grounds,))


def check_against(noted: Noted, rubric: Rubric, text: Text) -> None:
    """Note every locator that the document at hand does not have."""
    for locators, trail in citations(rubric):
        for locator in locators:
            if text.passage(locator) is None:
                noted.fault(
                    "line-no-source",
                    f"{quoted(locator)} is not in the document given.",
                    "Correct the place: `endorse rubric trace -v --document` shows each sentence.",
                    trail,
                )


class Traced(NamedTuple):
    """Document and rubric, each by way of the other; and every gap between them."""

    passages: list[PassagePart]
    lines: list[TraceLinePart]
    diagnostics: tuple[Diagnostic, ...]


def trace(rubric: Rubric, text: Text | None, line_of: Callable[[Trail], int]) -> Traced:
    """Every passage with what rests on it, every line with its passages, and the gaps.

    `line_of` tells on which line of the file a trail ends.
    """
    lines = list(_lines(rubric, line_of))
    named = _Named(rubric, lines)
    changed = changed_paragraphs(rubric.document.digests, text) if text is not None else []
    passages = list(_passages(named, text, frozenset(changed)))
    noted = Noted()
    if text is not None:
        check_against(noted, rubric, text)
    found = [
        *noted.found,
        *(_changed(named, at, text) for at in changed if text is not None),
        *(_no_home(rubric, passage) for passage in passages if passage["home"] == "none"),
    ]
    return Traced(passages, lines, tuple(found))


def _lines(rubric: Rubric, line_of: Callable[[Trail], int]) -> Iterator[TraceLinePart]:
    for grounds in all_grounds(rubric):
        section, id = _owner(grounds.trail)
        yield {
            "id": id,
            "section": section,
            "from": list(grounds.locators),
            "basis": grounds.basis,
            "line": line_of((*grounds.trail, "from")),
        }
    for reading in rubric.readings.values():
        # A reading has no layer of its own.
        yield {
            "id": reading.id,
            "section": "readings",
            "from": list(reading.at),
            "basis": None,
            "line": line_of((*reading.trail, "at")),
        }


def _owner(trail: Trail) -> tuple[str, str]:
    """The section and the id of what a citation belongs to: `decisions`, `grant.heavy`."""
    section, *way = map(str, trail)
    inside = {"decisions": ("rows",), "slate": ("guidance",)}.get(section, ())
    ids = [step for step in way if step not in inside]
    if section == "slate":
        return section, ids[0] if len(way) > 1 and way[0] == "guidance" else "slate"
    if section == "decisions" and len(ids) > 1:
        return section, f"{ids[0]}.{ids[1]}"
    return section, ids[0] if ids else section


class _Named:
    """What a rubric says of each paragraph: which lines name it, and which reasons it gives.

    Each naming is a sentence, or None for the whole paragraph; whether it is part of a range; and
    the id of the line, or the reason.
    """

    def __init__(self, rubric: Rubric, lines: Iterable[TraceLinePart]) -> None:
        self.cited: dict[int, list[tuple[int | None, bool, str]]] = {}
        self.reasons: dict[int, list[tuple[int | None, bool, str]]] = {}
        for line in lines:
            for locator in line["from"]:
                self._note(self.cited, locator, line["id"])
        for locator, reason in rubric.passages.items():
            self._note(self.reasons, locator, reason)
        digested = (number for at in rubric.document.digests for number in paragraphs_of(at))
        self.paragraphs = sorted({*digested, *self.cited, *self.reasons})

    @staticmethod
    def _note(kept: dict[int, list[tuple[int | None, bool, str]]], locator: str, what: str) -> None:
        numbers = paragraphs_of(locator)
        for number in numbers:
            kept.setdefault(number, []).append((sentence_of(locator), "-" in locator, what))

    def sentences(self, paragraph: int) -> int:
        """How many sentences a paragraph must have, for those that are named to be there."""
        both = (*self.cited.get(paragraph, ()), *self.reasons.get(paragraph, ()))
        return max((sentence or 0 for sentence, _, _ in both), default=0)

    def lines(self, paragraph: int, sentence: int | None) -> tuple[str, ...]:
        """The ids of all that names a sentence, its paragraph, or a range around it, each once."""
        touching = (
            id for named, _, id in self.cited.get(paragraph, ()) if _touches(named, sentence)
        )
        return tuple(dict.fromkeys(touching))

    def is_cited(self, paragraph: int, sentence: int | None) -> bool:
        """Whether a line names the sentence or its paragraph; a range alone does not count."""
        return any(
            not ranged and _touches(named, sentence)
            for named, ranged, _ in self.cited.get(paragraph, ())
        )

    def reason(self, paragraph: int, sentence: int | None) -> str | None:
        """Why nothing rests on it, where the rubric says so."""
        given = self.reasons.get(paragraph, ())
        return next((why for named, _, why in given if _touches(named, sentence)), None)


def _touches(named: int | None, sentence: int | None) -> bool:
    return named is None or sentence is None or named == sentence


def _passages(named: _Named, text: Text | None, changed: frozenset[str]) -> Iterator[PassagePart]:
    if text is None:
        for number in named.paragraphs:
            for sentence in range(1, named.sentences(number) + 1) or (None,):
                at = f"p{number}" if sentence is None else f"p{number}.{sentence}"
                yield _passage(named, at, number, sentence, None, changed)
        return
    for number, paragraph in enumerate(text.paragraphs, 1):
        parts = sentences(paragraph)
        for sentence, words in enumerate(parts, 1):
            whole = len(parts) == 1 and not named.sentences(number)
            at = f"p{number}" if whole else f"p{number}.{sentence}"
            yield _passage(named, at, number, sentence, words, changed)


def _passage(
    named: _Named,
    at: str,
    number: int,
    sentence: int | None,
    text: str | None,
    changed: frozenset[str],
) -> PassagePart:
    reason = named.reason(number, sentence)
    home: Home = "none" if reason is None else "reason"
    part: PassagePart = {
        "at": at,
        "home": "cited" if named.is_cited(number, sentence) else home,
        "lines": list(named.lines(number, sentence)),
        "reason": reason,
    }
    if text is not None:
        part["text"] = text
        part["changed"] = f"p{number}" in changed
    return part


def _changed(named: _Named, at: str, text: Text) -> Diagnostic:
    (number,) = paragraphs_of(at)
    ids = named.lines(number, None)
    rests = f" {listed(ids, 'and')} {'rests' if len(ids) == 1 else 'rest'} on it." if ids else ""
    now = text.passage(at)
    help = "Read it again beside those lines, fix what no longer fits, then write its digest"
    help += f" {quoted(digest(now))}." if now is not None else ", or take the paragraph out."
    return Diagnostic(
        "passage-changed",
        f"{quoted(at)} is not the text that its digest was made of.{rests}",
        help,
        ("document", "digests", at),
    )


def _no_home(rubric: Rubric, passage: PassagePart) -> Diagnostic:
    at = passage["at"]
    paragraph = at.partition(".")[0]
    trail: Trail = ("document", "digests", paragraph)
    if rubric.passages or paragraph not in rubric.document.digests:
        trail = ("passages",) if rubric.passages else ("document",)
    what = f"Nothing in the rubric names {quoted(at)}"
    if passage["lines"]:
        what = f"Only a range names {quoted(at)}, which is not to cite it"
    return Diagnostic(
        "passage-no-home",
        f"{what}, and `passages` does not say why.",
        "Cite it where something rests on it, or give the reason under `passages:`.",
        trail,
        on_key=True,
    )
