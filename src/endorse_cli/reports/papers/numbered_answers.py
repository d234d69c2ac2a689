"""The only place for the questions of a paper: each with its number, our answer and its source.

The numbers are those of the enclosed sheet, so whoever answers a letter can name a question by it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.record import EvidencePart, LinePart, Record, Said
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.papers.spoken import days_said, sentence
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import citation, runs, series, with_article

NOT_KNOWN = {
    "not_asked": "not asked yet",
    "no_reply": "no reply so far",
    "declined": "you would rather not say",
    "could_not_verify": "could not be verified so far",
    "unsupported": "not asked yet",
    "disputed": "not settled yet",
}
"""What stands for an answer that is not known; who disagreed about it is told to nobody."""

READERS = ("candidate", "campaign")
"""Who gets a mail with questions; what others are asked is mailed to nobody."""

MOST_NAMED = 6
"""So many questions are named by their labels; of more only the numbers are."""

STANDING = {
    "stale": " (too old to count)",
    "later": " (later than the day of this assessment, so it does not count)",
    "unsettled": " (whether it still counts hangs on a day that is not given)",
}


class PaperAnswer(NamedTuple):
    """A question with its number, what was answered, what that answer means, and its sources.

    `cites` is where the document asks it, `where` also says who adopted it where it is the
    chapter's own. `idle` is what is open and not scored. `remarks` are what a reader of the verdict
    is told of the answer.
    """

    number: int
    label: str
    question: str
    cites: str
    where: str
    answer: str
    known: bool
    scored: bool
    idle: bool
    means: str
    sources: tuple[str, ...]
    remarks: tuple[str, ...]


class PaperGroup(NamedTuple):
    """The questions under one heading; `scored` says whether any of them is."""

    title: str
    scored: bool
    answers: tuple[PaperAnswer, ...]


class Numbered:
    """The questions of one candidate, numbered group by group as the enclosed sheet has them."""

    def __init__(self, record: Record, say: Words) -> None:
        self.say = say
        groups = list(say.rubric.groups)
        lines = sorted(record["lines"], key=lambda line: groups.index(line["group"]))
        self.by_criterion = {
            line["criterion"]: _answer(say, number, line, notices_of(record, say.rubric, line))
            for number, line in enumerate(lines, 1)
        }
        self._lines = {line["criterion"]: line for line in lines}

    def groups(self) -> Iterator[PaperGroup]:
        """Every question under its heading; what stands in brackets there is for members."""
        for id, title in self.say.rubric.groups.items():
            mine = [line["criterion"] for line in self._lines.values() if line["group"] == id]
            answers = tuple(self.by_criterion[each] for each in mine)
            if answers:
                heading = title.partition(" (")[0]
                yield PaperGroup(heading, any(answer.scored for answer in answers), answers)

    def of(self, variable: str) -> PaperAnswer:
        """The question of a variable; of a member of a set only what is said of that member."""
        owner, _, member = variable.partition(".")
        whole = self.by_criterion[owner]
        if not member:
            return whole
        say, line = self.say, self._lines[owner]
        said = line["answer"][member] if isinstance(line["answer"], dict) else None
        name = say.answer(owner, member)
        return whole._replace(
            label=say.label(variable),
            answer=f"{name}: {_said(say, owner, said, line)}",
            means=say.rubric.anchor(owner, member) or "",
        )


def question_of(say: Words, criterion: Criterion) -> str:
    """A question as it is put to the candidate.

    Without words of the rubric for that it is quoted, which is right whoever is spoken to.
    """
    return criterion.asked or f"{say.label(criterion.id)}: “{criterion.ask}”"


def notices_of(record: Record, rubric: Rubric, line: LinePart) -> tuple[str, ...]:
    """What a reader of the verdict must see of an answer, a sentence each."""
    notices = rubric.notices(rubric.criteria[line["criterion"]])
    seen = (one for one in record.get("notices", ()) if one["criterion"] == line["criterion"])
    return tuple(sentence(notices[one["name"]].say) for one in seen if one["name"] in notices)


def _answer(say: Words, number: int, line: LinePart, remarks: tuple[str, ...]) -> PaperAnswer:
    criterion, said = say.rubric.criteria[line["criterion"]], line["answer"]
    known = line["state"] == "answered" and said is not None
    scored = line["bearing"] != "recorded"
    return PaperAnswer(
        number=number,
        label=say.label(criterion.id),
        question=question_of(say, criterion),
        cites=citation(criterion.grounds.locators),
        where=grounds_words(criterion),
        answer=_answer_text(say, line),
        known=known,
        scored=scored,
        idle=not (known or scored),
        means=(say.rubric.anchor(criterion.id, said) or "") if isinstance(said, str) else "",
        sources=tuple(source_words(source) for source in line["evidence"]),
        remarks=remarks,
    )


def grounds_words(criterion: Criterion) -> str:
    """Where the document asks it, and which body adopted it on what day."""
    adopted = criterion.grounds.adopted
    by = f"adopted by {with_article(adopted.by)} on {days_said(adopted.date)}" if adopted else ""
    return ", ".join(filter(None, (citation(criterion.grounds.locators), by)))


def _answer_text(say: Words, line: LinePart) -> str:
    id, said = line["criterion"], line["answer"]
    if not isinstance(said, dict):
        return _said(say, id, said, line)
    given = ((_said(say, id, one, line), say.answer(id, name)) for name, one in said.items())
    return "; ".join(f"{series(members)}: {words}" for words, members in by_key(given).items())


def _said(say: Words, id: str, said: Said | dict[str, Said], line: LinePart) -> str:
    if isinstance(said, str):
        return said if said in ("yes", "no") else days_said(say.answer(id, said))
    if isinstance(said, list):
        given = (days_said(say.answer(id, one)) for one in said)
        return f"{series(given, 'or')}, {NOT_KNOWN['disputed']}"
    return NOT_KNOWN.get(line["state"], NOT_KNOWN["not_asked"])


def source_words(source: EvidencePart) -> str:
    """A source in one line: `minutes of the council, May 6, 2026: Voted for the subsidy.`"""
    day = days_said(source["date"]) or "no day given"
    head = f"{source['source'] or 'not named'}, {day}{STANDING.get(source['standing'], '')}"
    return f"{head}: {source['says']}" if source["says"] else head


def questions_named(answers: Iterable[PaperAnswer], last: str = "and") -> str:
    """Questions with their labels: `question 6 (Tenant pledge)`; of many only the numbers."""
    named = sorted(set(answers), key=lambda answer: answer.number)
    if len(named) > MOST_NAMED:
        return numbers_words(named, last)
    words = series((f"{answer.number} ({answer.label})" for answer in named), last)
    return f"question{'s' if len(named) > 1 and last == 'and' else ''} {words}" if words else ""


def numbers_words(answers: Iterable[PaperAnswer], last: str = "and") -> str:
    """Which questions some answers are: `question 4`, `questions 4, 7 to 9 and 12`."""
    numbers = sorted({answer.number for answer in answers})
    if not numbers:
        return ""
    parts = [
        part
        for low, high in runs(numbers)
        for part in ([f"{low} to {high}"] if high - low > 1 else map(str, range(low, high + 1)))
    ]
    return f"question{'s' if len(numbers) > 1 and last == 'and' else ''} {series(parts, last)}"


def meanings_of(say: Words, criterion: Criterion) -> tuple[str, ...]:
    """What each answer that can be given means: `yes: “…”`."""
    found = ((name, say.rubric.anchor(criterion.id, name)) for name in criterion.answers.names)
    return tuple(
        f"{say.answer(criterion.id, name)}: “{anchor}”" for name, anchor in found if anchor
    )
