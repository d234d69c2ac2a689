"""The only place for what stands behind a packet: every answer, the rules, where they come from."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from endorse_cli.models.conditions import Condition
from endorse_cli.models.grounds import Grounds, paragraphs_of, sentence_of
from endorse_cli.models.record import LinePart
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.packet.flow import curled
from endorse_cli.reports.printed_rubric.passages import paraphrases, place_of
from endorse_cli.reports.result.outcomes import OTHERS
from endorse_cli.reports.result.questions import source_worth, why_unscored, why_unsupported
from endorse_cli.reports.result.table import STATES, answer_text
from endorse_cli.reports.wording.amount_words import amount_phrase
from endorse_cli.reports.wording.condition_words import condition_phrase
from endorse_cli.reports.wording.departure_words import departure_head, departure_text
from endorse_cli.review.citations import Text, changed_paragraphs, sentences
from endorse_cli.views.board import Card
from endorse_cli.views.printed_names import (
    answer_words,
    headed,
    label_of,
    layer,
    names_in_order,
    noted,
    plain_name,
    series,
    title_of,
    with_days,
)
from endorse_cli.views.race import Cell, Runner, Verdict, settled
from endorse_cli.views.result import Result

_ADDRESS = re.compile(
    r"https?://"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
    r"(?::\d{1,5})?"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]*)?"
)

LONGEST = 2_000


def link_of(text: str) -> str | None:
    """The address to follow where a text is one, whole and plain; else None.

    Only `http` and `https`, a host with a dot in letters anyone can read, no name or password
    before it, and nothing that could end an attribute: whatever else it is, it is shown as text.
    """
    return text if len(text) <= LONGEST and _ADDRESS.fullmatch(text) else None


class Source(NamedTuple):
    """A source with its number, and the answers that it stands under; `link` may be followed."""

    number: int
    name: str
    link: str | None
    day: str
    worth: str
    says: str
    names: tuple[str, ...]
    anchors: tuple[str, ...]


class Given(NamedTuple):
    """An answer, what an assessor must have seen to give it, and whom it was given for."""

    words: str
    meaning: str
    names: tuple[str, ...]


class Note(NamedTuple):
    """What was noted beside an answer."""

    names: tuple[str, ...]
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


class Places(NamedTuple):
    """What places are called: `prefix` tells them apart from those of other rubrics in a packet.

    `numbers` are those of the sources, by the place that is linked.
    """

    prefix: str
    numbers: Mapping[str, int]

    def place(self, locator: str) -> str:
        """What the place of a passage is called; of a range that of its beginning."""
        return f"{self.prefix}{place_of(locator)}"

    def question_place(self, criterion: str) -> str:
        """What the place of a question is called."""
        return f"{self.prefix}question-{criterion.replace('_', '-')}"

    def source_places(self, cell: Cell) -> list[tuple[str, int]]:
        """The places and numbers of the sources under an answer."""
        row = cell.runner.row_anchor(cell.part["criterion"])
        anchors = (source_anchor(row, place) for place in range(1, len(cell.sources) + 1))
        return [(anchor, self.numbers[anchor]) for anchor in anchors]


SourceKey: TypeAlias = tuple[str | None, str | None, str | None, str]
"""What makes a source the same: what it is, its day, what it says, and what it is worth."""


class Heard:
    """What was answered to each question of a rubric: taken in candidate by candidate.

    Of a candidate nothing else is kept, so that there can be very many.
    """

    def __init__(self, result: Result) -> None:
        self.rubric = result.rubric
        self.part = result.record["rubric"]
        self.names: list[str] = []
        self.parts: dict[str, list[bool]] = {}
        self.given: dict[str, dict[str | tuple[str, str], list[str]]] = {}
        self.sources: dict[str, dict[SourceKey, list[tuple[str, str]]]] = {}
        self.notes: dict[str, dict[str, list[str]]] = {}

    def take_in(self, runner: Runner) -> None:
        """Take in what one candidate answered."""
        result, name = runner.result, runner.name
        self.names.append(name)
        if len(result.rubric.criteria) > len(self.rubric.criteria):
            # Of the rubric as it stands on each one's day the one that asks the most.
            self.rubric = result.rubric
        for part in result.record["lines"]:
            id = part["criterion"]
            self.parts.setdefault(id, []).append(part["possible"].get(id) == ["yes"])
            for answer in _answered(result, part):
                self.given.setdefault(id, {}).setdefault(answer, []).append(name)
            if part["state"] == "unsupported":
                continue
            for place, source in enumerate(part["evidence"], 1):
                worth = source_worth(result, part, source)
                key = (source["source"], source["date"], source["says"], worth)
                anchor = source_anchor(runner.row_anchor(id), place)
                self.sources.setdefault(id, {}).setdefault(key, []).append((name, anchor))
            if part["note"]:
                self.notes.setdefault(id, {}).setdefault(part["note"], []).append(name)


def _answered(result: Result, part: LinePart) -> Iterator[str | tuple[str, str]]:
    """The answers given by their names, or what was answered besides and why."""
    criterion, said = result.criterion(part), part["answer"]
    if part["state"] == "unsupported":
        names = []
    elif isinstance(said, dict):
        names = [name for name in criterion.answers.names if said.get(name) == "yes"]
    else:
        names = [name for name in criterion.answers.names if said == name]
    yield from names
    if not names and (criterion.kind.form != "set" or said is None):
        if part["state"] == "unsupported":
            yield STATES["unsupported"], f"{headed(why_unsupported(part))}."
        else:
            yield with_days(answer_text(result.rubric, part)), ""


@dataclass(frozen=True)
class Behind:
    """What stands behind the results of the candidates who are judged by one rubric.

    `first` is the number of its first source; with `only_given` answers that nobody was given are
    left out, with `only_asked` everything that anybody answered.
    """

    heard: Heard
    prefix: str = ""
    first: int = 1
    text: Text | None = None
    only_given: bool = False
    only_asked: bool = False

    @property
    def rubric(self) -> Rubric:
        """The rubric."""
        return self.heard.rubric

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
    def places(self) -> Places:
        """What its places are called."""
        numbers = {
            anchor: source.number
            for group in self.groups
            for question in group.questions
            for source in question.sources
            for anchor in source.anchors
        }
        return Places(self.prefix, numbers)

    def places_of(self, runners: Iterable[Card]) -> Places:
        """The same with the numbers of some candidates' sources alone."""
        own: dict[str, int] = {}
        for runner in runners:
            # Whatever begins with the place of a candidate stands together; "." follows "-".
            begin, end = (bisect_left(self._ordered, runner.anchor + sign) for sign in "-.")
            own |= {place: self.places.numbers[place] for place in self._ordered[begin:end]}
        return Places(self.prefix, own)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.places.numbers)

    @property
    def last(self) -> int:
        """The number after that of the last source."""
        return max(self.places.numbers.values(), default=self.first - 1) + 1

    def names_of(self, names: Sequence[str]) -> str:
        """For whom answers were given."""
        everyone = len(names) == len(self.heard.names) > 2
        return "everyone" if everyone else series(names)

    def place(self, locator: str) -> str:
        """What the place of a passage is called."""
        return Places(self.prefix, {}).place(locator)

    def _question(self, criterion: Criterion, number: int) -> Question:
        id, grounds = criterion.id, criterion.grounds
        held = () if self.only_asked else self.heard.parts.get(id, ())
        return Question(
            anchor=Places(self.prefix, {}).question_place(id),
            label=label_of(self.rubric, id),
            ask=criterion.ask,
            locators=grounds.locators,
            basis=with_days(layer(grounds)),
            note=noted(grounds),
            unscored=why_unscored(criterion, held),
            answers=tuple(self._answers(criterion)),
            sources=() if self.only_asked else tuple(self._sources(id, number)),
            notes=() if self.only_asked else tuple(self._notes(id)),
        )

    def _answers(self, criterion: Criterion) -> Iterator[Given]:
        """Every answer that there is with its meaning, then what was answered besides."""
        given = {} if self.only_asked else self.heard.given.get(criterion.id, {})
        for name in names_in_order(criterion):
            own = tuple(given.get(name, ()))
            if own or not self.only_given:
                words = answer_words(self.rubric, criterion.id, name)
                yield Given(words, self.rubric.anchor(criterion.id, name) or "", own)
        for key, names in given.items():
            if isinstance(key, tuple):
                yield Given(*key, tuple(names))

    def _sources(self, criterion: str, number: int) -> Iterator[Source]:
        """The sources under the answers to a question, each once with all that it stands under."""
        for key, under in self.heard.sources.get(criterion, {}).items():
            source, day, says, worth = key
            name = source or "not named"
            when = with_days(day or "no day given")
            names, anchors = zip(*under, strict=True)
            link = link_of(name)
            yield Source(number, name, link, when, with_days(worth), says or "", names, anchors)
            number += 1

    def _notes(self, criterion: str) -> Iterator[Note]:
        for text, names in self.heard.notes.get(criterion, {}).items():
            yield Note(tuple(names), text)

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
        part = self.heard.part
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


def source_anchor(row: str, place: int) -> str:
    """What the place of a source under an answer is called."""
    return f"{row}-source-{place}"


def _rules(rubric: Rubric, id: str) -> Iterator[Rule]:
    decision = rubric.decisions[id]
    for row in decision.rows:
        words = OTHERS if row.when is None else _condition(rubric, row.when)
        exceptions = (_condition(rubric, e.when) for e in row.unless)
        words += "".join(f", unless {condition}" for condition in exceptions)
        yield Rule(settled(decision, row.outcome), row.because or "", words, row.grounds)


def behind(
    runners: Iterable[Runner], text: Text | None = None, *, only_given: bool = False
) -> tuple[Behind, ...]:
    """What stands behind the results, for each rubric by which somebody is judged."""
    alike: dict[str, Heard] = {}
    for runner in runners:
        digest = runner.result.record["rubric"]["digest"]
        if digest not in alike:
            alike[digest] = Heard(runner.result)
        alike[digest].take_in(runner)
    found: list[Behind] = []
    first = 1
    for number, heard in enumerate(alike.values(), 1):
        prefix = f"rubric-{number}-" if number > 1 else ""
        one = Behind(heard, prefix, first, text, only_given)
        first = one.last
        found.append(one)
    return tuple(found)
