"""The only place for what a template of a paper may use: letters to the candidate, motions, mails.

Each paper is a plain text from a template that a chapter can replace. Every text here is on one
line and harmless, in words for people: no id of the rubric stands in it. The papers leave the
house, so they are made of the public edition.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from endorse_cli.diagnostics import by_key, nearest
from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Moment, Paper, Record
from endorse_cli.reports.departure_words import departure_brief, departure_head
from endorse_cli.reports.papers.motions import is_put, motion_of, with_rivals
from endorse_cli.reports.papers.numbered_answers import (
    READERS,
    PaperAnswer,
    meanings_of,
    numbers_words,
    question_of,
    questions_named,
)
from endorse_cli.reports.papers.spoken import (
    ANSWER_BY,
    BLANK,
    CORRECT_BY,
    VOTE_ON,
    clause,
    counted_words,
    days_said,
    due,
)
from endorse_cli.reports.papers.subject import Subject, ways_up
from endorse_cli.reports.papers.verdicts import decisions_of
from endorse_cli.reports.templating import NEW_PAGE, Folded, fill, filled, on_pages
from endorse_cli.views.printed_names import (
    chapter_words,
    citation,
    finding_says,
    headed,
    series,
    with_article,
)


class PaperFinding(NamedTuple):
    """A finding: its title, whether it holds, what the rubric says of it, and where it stands."""

    title: str
    holds: bool
    says: str
    where: str


class MailQuestion(NamedTuple):
    """A question of a mail, and what each answer means."""

    ask: str
    meanings: tuple[str, ...]


class PaperMail(NamedTuple):
    """What one reader is asked and nothing else: `whom` is `candidate` or `campaign`."""

    whom: str
    to: str
    subject: str
    missing: str
    questions: tuple[MailQuestion, ...]


class Writing(NamedTuple):
    """What papers are written with: which, when, for what vote, from which template as text."""

    paper: Paper
    moment: Moment
    slate: Slate
    template: str | None

    def sheets(self, accounts: Sequence[Account]) -> Iterator[str]:
        """The papers of records in the public edition, each for a sheet of its own.

        The last sheet says on whom there is no motion and why, or to whom no mail goes. Raises
        `TemplateFault` where the chapter's template cannot be filled.
        """
        without, why = [], NO_MOTION if self.paper == "motion" else NO_MAIL
        for account, rivals in with_rivals(accounts):
            text = self.text(account, rivals)
            if self.paper == "motion" and not is_put(account):
                without.append(text)
            elif not text.strip():
                without.append(f"{fill(account.record['candidate']['name'], 2, 2)}\n")
            else:
                yield text
        if without:
            between = "\n" if self.paper == "motion" else ""
            yield f"{fill(why)}\n\n{between.join(without)}"

    def text(self, account: Account, rivals: Collection[str] = ()) -> str:
        """The paper of one record."""
        values = paper_values(Subject(account), self.slate, rivals)
        if self.template is None:
            name = self.paper if self.paper == "motion" else f"{self.paper}-{self.moment}"
            return filled(f"{name}.txt.j2", values)
        from endorse_cli.reports.papers.template_filling import filled_from

        return filled_from(self.template, values)


NO_MOTION = "No motion is printed on these candidates, for the reason given with each:"
NO_MAIL = """\
No mail goes to these candidates: nothing that we would still ask them can change the result."""


def paper_values(
    subject: Subject, slate: Slate, rivals: Collection[str] = ()
) -> Mapping[str, object]:
    """Everything that a template may use, by name."""
    decisions, in_full = decisions_of(subject), _in_full(subject.adverse)
    every = list(subject.numbered.by_criterion.values())
    values = {
        **_head(subject),
        **_vote(subject, slate),
        "decisions": decisions,
        "result": decisions[-1],
        "findings": list(_findings(subject)),
        "notices": list(dict.fromkeys(remark for one in every for remark in one.remarks)),
        "adverse": subject.adverse,
        "in_full": in_full,
        "further": numbers_words(subject.adverse[in_full:]),
        "remarked": numbers_words(one for one in every if one.remarks),
        "open": subject.asked,
        "hangs_on": questions_named(subject.asked),
        "ways": list(ways_up(subject)),
        "groups": list(subject.numbered.groups()),
        "idle": "; ".join(f"{one.number}. {one.label}" for one in every if one.idle),
        "adopted": list(_adopted(every)),
        "corrections": list(_corrections(subject.record)),
        "departures": list(_departures(subject)),
        "mails": list(_mails(subject, due(slate, ANSWER_BY))),
        "motion": motion_of(subject, decisions[-1], slate, rivals),
    }
    return {**values, **_sheet(values)}


def _sheet(values: Mapping[str, object]) -> Mapping[str, object]:
    """The sheet that is enclosed with a letter, and of how many pages it is."""
    text = filled("letter-sheet.txt.j2", values)
    pages = on_pages(text, f"What we recorded about {values['candidate']}")
    return {
        "sheet": Folded(NEW_PAGE.join(pages)),
        "sheet_pages": counted_words(len(pages), "page"),
    }


def _head(subject: Subject) -> Mapping[str, object]:
    """Who it is about, who assessed, and by what."""
    record, rubric = subject.record, subject.rubric
    who, assessed, document = record["candidate"], record["assessed"], rubric.document
    by = (assessed and assessed["by"]) or ""
    chapter = who["chapter"] or ""
    sent_by = chapter_words(chapter), by.removeprefix("the ")
    return {
        "candidate": who["name"],
        "office": who["office"] or "",
        "election": days_said(who["election"]),
        "chapter": chapter,
        "sender": ", ".join(filter(None, sent_by)) or BLANK,
        "as_of": days_said(record["as_of"]),
        "assessed_by": by,
        "assessed_on": days_said((assessed and assessed["date"]) or ""),
        "rubric": clause(rubric.title),
        "rubric_version": rubric.version,
        "document": clause(document.title),
        "document_by": with_article(document.by or ""),
        "document_passed": days_said(str(document.passed or "")),
    }


def _vote(subject: Subject, slate: Slate) -> Mapping[str, object]:
    """What `slate.yaml` says of the vote."""
    chapter = slate.chapter
    name = subject.record["candidate"]["name"]
    return {
        "slate": slate.title,
        "ballot_question": slate.ballot_question or "",
        "body": with_article(chapter.body or ""),
        "voting_threshold": chapter.voting_threshold or "",
        "reply_to": chapter.reply_to or "",
        "deadlines": [(what, days_said(day)) for what, day in chapter.deadlines.items()],
        "correct_by": due(slate, CORRECT_BY),
        "answer_by": due(slate, ANSWER_BY),
        "vote_on": due(slate, VOTE_ON),
        "voted": slate.votes.get(name, ""),
        "blank": BLANK,
    }


def missing(slate: Slate, paper: Paper, moment: Moment, names: Sequence[str]) -> list[str]:
    """What the papers on some people leave blank since `slate.yaml` does not say it, in words."""
    wanted: Mapping[Moment, Mapping[str, Sequence[str]]] = {
        "questions": {"answers or corrections": ANSWER_BY},
        "finding": {"corrections": CORRECT_BY, "the vote": VOTE_ON},
        "decision": {"the vote": VOTE_ON},
    }
    if paper == "motion":
        return []
    days = series(what for what, names in wanted[moment].items() if not due(slate, names))
    found = [f"no day for {days}"] if days else []
    if moment != "questions" and not slate.chapter.reply_to:
        found.append("no `reply_to`")
    if moment == "decision" and (blank := [name for name in names if name not in slate.votes]):
        of = f" of {series(_beside(name, slate.votes) for name in blank)}"
        found.append(f"no `votes`{of if slate.votes else ''}")
    return found


def _beside(name: str, given: Collection[str]) -> str:
    """A name that is not given, with the one that may have been meant for it."""
    near = nearest(name, list(given))
    return f"{name} (but of “{near}”)" if near else name


MOST_WORDS = 110
"""So many words of a letter go to answers that speak against somebody; the others have a sheet."""


def _in_full(answers: Sequence[PaperAnswer]) -> int:
    """How many answers, from the first on, a letter has room to tell in full; at least one."""
    words = 0
    for place, one in enumerate(answers):
        parts = (one.question, one.where, one.answer, one.means, *one.sources)
        words += len(" ".join(parts).split())
        if place and words > MOST_WORDS:
            return place
    return len(answers)


def _adopted(answers: Sequence[PaperAnswer]) -> Iterator[str]:
    """The chapter's own questions, by who adopted them and when."""
    own = by_key((one.where.removeprefix(one.cites).removeprefix(", "), one) for one in answers)
    yield from (f"{headed(numbers_words(those))}: {by}." for by, those in own.items() if by)


def _findings(subject: Subject) -> Iterator[PaperFinding]:
    for id, held in subject.record["findings"].items():
        rule = subject.rubric.findings[id]
        if held != "open":
            says = finding_says(rule, held) or ""
            where = citation(rule.grounds.locators)
            yield PaperFinding(subject.say.label(id), held == "yes", says, where)


def _corrections(record: Record) -> Iterator[str]:
    for part in record["corrections"]:
        when = days_said(part["date"]) or "no day given"
        by = f", by {part['by']}" if part["by"] else ""
        yield f"{when}{by}: {part['what']}"


def _departures(subject: Subject) -> Iterator[str]:
    """What the chapter's rubric loosens of what stands below it, in a sentence each."""
    for part in subject.record["rubric"]["departures"]:
        adopted = part["adopted"]
        by = f", adopted by {with_article(adopted['by'])}" if adopted else ""
        on = f" on {days_said(adopted['date'])}" if adopted else ""
        yield f"It {departure_head(part)}: {departure_brief(part)}{by}{on}."


def _mails(subject: Subject, day: str) -> Iterator[PaperMail]:
    """A mail for each reader who is asked something that can still change an outcome.

    Whoever would rather not say is not asked again.
    """
    name = subject.record["candidate"]["name"]
    criteria = subject.rubric.criteria
    lines = [line for line in subject.open_lines if line["state"] != "declined"]
    for whom in READERS:
        asked = [c for line in lines if (c := criteria[line["criterion"]]).asked_of == whom]
        if asked:
            number = counted_words(len(asked), "question")
            answers = counted_words(len(asked), "answer")
            office = subject.record["candidate"]["office"]
            yield PaperMail(
                whom=whom,
                to=name if whom == "candidate" else f"campaign of {name}",
                subject=headed(number)
                + (f" before {day}" if day else "")
                + (f" ({office})" if office else ""),
                missing=f"We still need {answers} from you",
                questions=tuple(
                    MailQuestion(question_of(subject.say, each), meanings_of(subject.say, each))
                    for each in asked
                ),
            )
