"""The only place for what stands behind a packet: every answer, the rules, where they come from."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import paragraphs_of, sentence_of
from endorse_cli.models.record import LinePart
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.reports.departure_words import departures_told
from endorse_cli.reports.packet.sheet import curled
from endorse_cli.reports.printed_rubric.passages import paraphrases, place_of
from endorse_cli.reports.result.outcomes import OTHERS
from endorse_cli.reports.result.questions import source_worth, why_unscored, why_unsupported
from endorse_cli.reports.result.table import STATES, answer_text
from endorse_cli.review.citations import Text, changed_paragraphs, sentences
from endorse_cli.views.amount_words import AmountWords
from endorse_cli.views.board import Card
from endorse_cli.views.printed_names import (
    headed,
    names_in_order,
    series,
    with_days,
)
from endorse_cli.views.race import Cell, Runner
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


class Question(NamedTuple):
    """One question with all that was answered to it.

    `answers` have their words, what an assessor must have seen to give them, and whom they were
    given for; `notes` are by their text those whose answers they stand beside.
    """

    criterion: Criterion
    unscored: str
    answers: tuple[tuple[str, str, Sequence[str]], ...]
    sources: tuple[Source, ...]
    notes: Mapping[str, Sequence[str]]


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
            yield with_days(answer_text(result.say, part)), ""


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
    def say(self) -> AmountWords:
        """What the rubric's parts are called, and its rules in words."""
        return AmountWords(self.rubric)

    @property
    def bare(self) -> "Behind":
        """The same without anybody's answers: what is asked, and what each answer means."""
        return replace(self, only_asked=True)

    @cached_property
    def groups(self) -> list[tuple[str, list[Question]]]:
        """Every question, under the title of its group."""
        found, number = [], self.first
        for id, title in self.rubric.groups.items():
            questions = []
            for criterion in self.rubric.criteria.values():
                if criterion.group == id:
                    questions.append(self._question(criterion, number))
                    number += len(questions[-1].sources)
            if questions:
                found.append((title, questions))
        return found

    @cached_property
    def places(self) -> Places:
        """What its places are called."""
        numbers = {
            anchor: source.number
            for _, questions in self.groups
            for question in questions
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

    def _question(self, criterion: Criterion, number: int) -> Question:
        id, heard = criterion.id, self.heard
        answers = tuple(self._answers(criterion))
        if self.only_asked:
            return Question(criterion, why_unscored(criterion, ()), answers, (), {})
        return Question(
            criterion,
            why_unscored(criterion, heard.parts.get(id, ())),
            answers,
            tuple(self._sources(id, number)),
            heard.notes.get(id, {}),
        )

    def _answers(self, criterion: Criterion) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Every answer that there is with its meaning, then what was answered besides."""
        given = {} if self.only_asked else self.heard.given.get(criterion.id, {})
        for name in names_in_order(criterion):
            own = given.get(name, ())
            if own or not self.only_given:
                words = self.say.answer(criterion.id, name)
                yield words, self.rubric.anchor(criterion.id, name) or "", own
        for key, names in given.items():
            if isinstance(key, tuple):
                yield *key, names

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

    @property
    def decisions(self) -> list[Decision]:
        """Every decision, the leading one first."""
        decisions = self.rubric.decisions
        return [
            decisions[self.rubric.leading],
            *(one for id, one in decisions.items() if id != self.rubric.leading),
        ]

    @property
    def defined(self) -> list[FindingRule | Score]:
        """What the rules speak of: every finding and every score."""
        return [*self.rubric.findings.values(), *self.rubric.scores.values()]

    @cached_property
    def departures(self) -> tuple[tuple[str, str], ...]:
        """What the chapter loosens and no longer promises, with its reasons."""
        told = departures_told(self.rubric, self.heard.part)
        return tuple((headed(head), curled(with_days(words))) for head, words in told)

    @cached_property
    def document(self) -> list[list[str]]:
        """The document at hand, of each paragraph its sentences; nothing where none is."""
        return [sentences(one) for one in self.text.paragraphs] if self.text else []

    @cached_property
    def changed(self) -> list[str]:
        """The cited paragraphs of the document at hand that are not those the rubric encodes."""
        return changed_paragraphs(self.rubric.document.digests, self.text) if self.text else []

    @cached_property
    def paraphrases(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every passage that is cited, with what the rubric takes from it, in their order.

        With the document at hand those passages alone that it does not have.
        """
        found = paraphrases(self.rubric)
        return [
            (locator, found[locator])
            for locator in sorted(found, key=_in_order)
            if self.text is None or self.text.passage(locator) is None
        ]


def rule_words(say: AmountWords, row: Row) -> str:
    """What a row asks for; of the last one, that no other applies."""
    return curled(say.bare.guarded(row.when, row.unless)) if row.when else OTHERS


def defined_words(say: AmountWords, entry: FindingRule | Score) -> str:
    """When a finding holds, or what a score is made of."""
    if isinstance(entry, Score):
        return curled(say.bare.amount(entry.value))
    return curled(say.bare.guarded(entry.when, entry.unless))


def _in_order(locator: str) -> tuple[int, int]:
    return paragraphs_of(locator)[0], sentence_of(locator) or 0


def source_anchor(row: str, place: int) -> str:
    """What the place of a source under an answer is called."""
    return f"{row}-source-{place}"


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
