"""The only place for what stands behind a packet: every answer, the rules, where they come from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from endorse_cli.models.conditions import Condition
from endorse_cli.models.grounds import Grounds, paragraphs_of, sentence_of
from endorse_cli.models.record import EvidencePart
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.packet.flow import curled
from endorse_cli.reports.packet.links import link_of
from endorse_cli.reports.packet.sayings import answer
from endorse_cli.reports.printed_rubric.passages import paraphrases, place_of
from endorse_cli.reports.result.given import why_unsupported
from endorse_cli.reports.result.matrix import STATES
from endorse_cli.reports.result.outcomes import OTHERS
from endorse_cli.reports.result.questions import source_worth, why_unscored
from endorse_cli.reports.wording import (
    amount_phrase,
    answer_words,
    condition_phrase,
    departure_head,
    departure_text,
    headed,
    label_of,
    layer,
    plain_name,
    series,
    title_of,
)
from endorse_cli.rubric.passages import Text, changed_paragraphs, sentences
from endorse_cli.views.days import with_days
from endorse_cli.views.race import Cell, Runner, Verdict, cell_of, settled


class Source(NamedTuple):
    """A source with its number, and the answers that it stands under; `link` may be followed."""

    number: int
    name: str
    link: str | None
    day: str
    worth: str
    says: str
    cells: tuple[tuple[Cell, str], ...]


class Given(NamedTuple):
    """An answer, what an assessor must have seen to give it, and whom it was given for."""

    words: str
    meaning: str
    cells: tuple[Cell, ...]


class Note(NamedTuple):
    """What was noted beside an answer."""

    cells: tuple[Cell, ...]
    text: str


class Question(NamedTuple):
    """One question with all that was answered to it."""

    anchor: str
    label: str
    ask: str
    locators: tuple[str, ...]
    basis: str
    note: str
    unscored: str
    answers: tuple[Given, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]


class QuestionGroup(NamedTuple):
    """The questions under one heading."""

    title: str
    questions: tuple[Question, ...]


class Rule(NamedTuple):
    """One row of a decision: its outcome, the clause for it, the condition, and its grounds."""

    verdict: Verdict
    because: str
    condition: str
    grounds: Grounds


class Ruled(NamedTuple):
    """A decision with its rules in order, or a finding or score with what it is."""

    title: str
    text: str
    grounds: Grounds | None
    rules: tuple[Rule, ...]


class Paraphrase(NamedTuple):
    """A passage of the document, and what the rubric takes from it."""

    anchor: str
    locator: str
    texts: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence of the document at hand."""

    anchor: str
    text: str


class Paragraph(NamedTuple):
    """A paragraph of the document at hand."""

    anchor: str
    number: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Behind:
    """What stands behind the results of the candidates who are judged by one rubric.

    `prefix` tells its places apart from those of other rubrics in the same packet; `first` is the
    number of its first source; with `only_given` answers that nobody was given are left out,
    with `only_asked` everything that anybody answered.
    """

    rubric: Rubric
    runners: tuple[Runner, ...]
    prefix: str = ""
    first: int = 1
    text: Text | None = None
    only_given: bool = False
    only_asked: bool = False

    @property
    def bare(self) -> "Behind":
        """The same without anybody's answers: what is asked, and what each answer means."""
        return replace(self, only_asked=True)

    @cached_property
    def groups(self) -> tuple[QuestionGroup, ...]:
        """Every question, by group."""
        found, number = [], self.first
        for id, title in self.rubric.groups.items():
            questions = []
            for criterion in self.rubric.criteria.values():
                if criterion.group == id:
                    question = self._question(criterion, number)
                    number += len(question.sources)
                    questions.append(question)
            if questions:
                found.append(QuestionGroup(title, tuple(questions)))
        return tuple(found)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source, by the place that is linked."""
        return {
            anchor: source.number
            for group in self.groups
            for question in group.questions
            for source in question.sources
            for _, anchor in source.cells
        }

    @property
    def last(self) -> int:
        """The number after that of the last source."""
        return max(self.numbers.values(), default=self.first - 1) + 1

    def names_of(self, cells: Iterable[Cell]) -> str:
        """For whom answers were given."""
        names = [cell.runner.name for cell in cells]
        return "everyone" if len(names) == len(self.runners) > 2 else series(names)

    def place(self, locator: str) -> str:
        """What the place of a passage is called; of a range that of its beginning."""
        return f"{self.prefix}{place_of(locator)}"

    def question_place(self, criterion: str) -> str:
        """What the place of a question is called."""
        return f"{self.prefix}question-{criterion.replace('_', '-')}"

    def source_places(self, cell: Cell) -> list[tuple[str, int]]:
        """The places and numbers of the sources under an answer."""
        anchors = (source_anchor(cell, place) for place in range(1, len(cell.sources) + 1))
        return [(anchor, self.numbers[anchor]) for anchor in anchors]

    def _question(self, criterion: Criterion, number: int) -> Question:
        asked = () if self.only_asked else self.runners
        found = (_cell(runner, criterion.id) for runner in asked)
        cells = [cell for cell in found if cell]
        grounds = criterion.grounds
        return Question(
            anchor=self.question_place(criterion.id),
            label=label_of(self.rubric, criterion.id),
            ask=criterion.ask,
            locators=grounds.locators,
            basis=with_days(layer(grounds)),
            note=grounds.note or "",
            unscored=why_unscored(criterion, [cell.part for cell in cells]),
            answers=tuple(self._answers(criterion, cells)),
            sources=tuple(_sources(cells, number)),
            notes=tuple(_notes(cells)),
        )

    def _answers(self, criterion: Criterion, cells: Sequence[Cell]) -> Iterator[Given]:
        """Every answer that there is with its meaning, then what was answered besides."""
        left = list(cells)
        for name in criterion.answers.names:
            words = answer_words(self.rubric, criterion.id, name)
            meaning = self.rubric.anchor(criterion.id, name) or ""
            own = [cell for cell in left if _is_given(cell, name)]
            if own or not self.only_given:
                yield Given(words, meaning, tuple(own))
            if criterion.kind.form != "set":
                left = [cell for cell in left if cell not in own]
        besides: dict[tuple[str, str], list[Cell]] = {}
        for cell in left:
            if criterion.kind.form != "set" or cell.part["answer"] is None:
                besides.setdefault(_besides(cell), []).append(cell)
        for (words, why), own in besides.items():
            yield Given(words, why, tuple(own))

    @cached_property
    def decisions(self) -> tuple[Ruled, ...]:
        """Every decision with its rules, the leading one first."""
        leading = self.rubric.decisions[self.rubric.leading]
        others = [one for one in self.rubric.decisions.values() if one is not leading]
        return tuple(
            Ruled(headed(title_of(one)), "", None, tuple(_rules(self.rubric, one.id)))
            for one in (leading, *others)
        )

    @cached_property
    def findings(self) -> tuple[Ruled, ...]:
        """Every finding with its condition, and every score with what it is made of."""
        rubric, found = self.rubric, []
        for rule in rubric.findings.values():
            exceptions = (_condition(rubric, e.when) for e in rule.unless)
            but = "".join(f", unless {words}" for words in exceptions)
            words = f"{_condition(rubric, rule.when)}{but}"
            found.append(Ruled(headed(title_of(rule)), words, rule.grounds, ()))
        for score in rubric.scores.values():
            words = curled(amount_phrase(rubric, score.value, asked=True))
            found.append(Ruled(headed(title_of(score)), words, score.grounds, ()))
        return tuple(found)

    @cached_property
    def departures(self) -> tuple[tuple[str, str], ...]:
        """What the chapter loosens and no longer promises, with its reasons."""
        part = self.runners[0].result.record["rubric"]
        loosened = (
            (
                headed(departure_head(one)),
                curled(with_days(departure_text(self.rubric, one))),
            )
            for one in part["departures"]
        )
        waived = (
            ("Promise waived", f"{plain_name(one['promise'])}. Reason: {one['reason']}")
            for one in part["waived"]
        )
        return (*loosened, *waived)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The document at hand, sentence by sentence; nothing where none is."""
        if self.text is None:
            return ()
        return tuple(
            Paragraph(
                self.place(f"p{number}"),
                number,
                tuple(
                    Sentence(self.place(f"p{number}.{place}"), sentence)
                    for place, sentence in enumerate(sentences(paragraph), 1)
                ),
            )
            for number, paragraph in enumerate(self.text.paragraphs, 1)
        )

    @cached_property
    def changed(self) -> list[str]:
        """The cited paragraphs of the document at hand that are not those the rubric encodes."""
        return changed_paragraphs(self.rubric.document.digests, self.text) if self.text else []

    @cached_property
    def paraphrases(self) -> tuple[Paraphrase, ...]:
        """Every passage that is cited, with what the rubric takes from it, in their order.

        With the document at hand those passages alone that it does not have.
        """
        found = paraphrases(self.rubric)
        known = {sentence.anchor for one in self.paragraphs for sentence in one.sentences}
        known |= {one.anchor for one in self.paragraphs}
        return tuple(
            Paraphrase(self.place(locator), locator, found[locator])
            for locator in sorted(found, key=_in_order)
            if self.place(locator) not in known
        )


def _condition(rubric: Rubric, condition: Condition) -> str:
    return curled(condition_phrase(rubric, condition, asked=True))


def _in_order(locator: str) -> tuple[int, int]:
    return paragraphs_of(locator)[0], sentence_of(locator) or 0


def _cell(runner: Runner, criterion: str) -> Cell | None:
    return cell_of(runner, criterion) or cell_of(runner, criterion, recorded=True)


def source_anchor(cell: Cell, place: int) -> str:
    """What the place of a source under an answer is called."""
    return f"{cell.runner.row_anchor(cell.part['criterion'])}-source-{place}"


def _is_given(cell: Cell, name: str) -> bool:
    """Whether an answer is the one of this name; of a set, whether this member is there."""
    said = cell.part["answer"]
    if cell.part["state"] == "unsupported":
        return False
    return said.get(name) == "yes" if isinstance(said, dict) else said == name


def _besides(cell: Cell) -> tuple[str, str]:
    """An answer that has no name of its own, or that there is none, and why not."""
    if cell.part["state"] == "unsupported":
        return STATES["unsupported"], f"{headed(why_unsupported(cell.part))}."
    return answer(cell), ""


def _sources(cells: Iterable[Cell], number: int) -> Iterator[Source]:
    """The sources under the answers to a question, each once with all that it stands under."""
    found: dict[tuple[str, ...], list[tuple[Cell, str]]] = {}
    parts: dict[tuple[str, ...], tuple[EvidencePart, str]] = {}
    for cell in cells:
        for place, source in enumerate(cell.sources, 1):
            worth = source_worth(cell.runner.result, cell.part, source)
            key = (source["source"] or "", source["date"] or "", source["says"] or "", worth)
            parts[key] = (source, worth)
            found.setdefault(key, []).append((cell, source_anchor(cell, place)))
    for where, own in found.items():
        source, worth = parts[where]
        name = source["source"] or "not named"
        day = with_days(source["date"] or "no day given")
        says = source["says"] or ""
        yield Source(number, name, link_of(name), day, with_days(worth), says, tuple(own))
        number += 1


def _notes(cells: Iterable[Cell]) -> Iterator[Note]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        text = cell.part["note"]
        if text and cell.part["state"] != "unsupported":
            found.setdefault(text, []).append(cell)
    for text, own in found.items():
        yield Note(tuple(own), text)


def _rules(rubric: Rubric, id: str) -> Iterator[Rule]:
    decision = rubric.decisions[id]
    for row in decision.rows:
        words = OTHERS if row.when is None else _condition(rubric, row.when)
        exceptions = (_condition(rubric, e.when) for e in row.unless)
        words += "".join(f", unless {condition}" for condition in exceptions)
        yield Rule(settled(decision, row.outcome), row.because or "", words, row.grounds)


def behind(
    runners: Sequence[Runner], text: Text | None = None, *, only_given: bool = False
) -> tuple[Behind, ...]:
    """What stands behind the results, for each rubric by which somebody is judged."""
    alike: dict[str, list[Runner]] = {}
    for runner in runners:
        alike.setdefault(runner.result.record["rubric"]["digest"], []).append(runner)
    found: list[Behind] = []
    first = 1
    for number, own in enumerate(alike.values(), 1):
        widest = max((runner.result.rubric for runner in own), key=lambda r: len(r.criteria))
        prefix = f"rubric-{number}-" if number > 1 else ""
        one = Behind(widest, tuple(own), prefix, first, text, only_given)
        first = one.last
        found.append(one)
    return tuple(found)
