"""The only place for the schemas of a candidate's file and of a case, under one rubric."""

from endorse_cli.models.candidate import HEAD, REQUIRED
from endorse_cli.models.case import KEYS, UNDETERMINED
from endorse_cli.models.case import REQUIRED as CASE_REQUIRED
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.schema.answers import answer, answer_definitions, outcome
from endorse_cli.reports.schema.parts import (
    DIALECT,
    Schema,
    closed,
    day,
    distinct,
    listing,
    one_or_more,
    said,
    text,
    words,
)
from endorse_cli.reports.wording import outcome_words, title_of


def candidate_schema(rubric: Rubric) -> Schema:
    """The schema of a candidate's file under a rubric."""
    head = _head(rubric)
    properties: Schema = {key: head[key] for key in HEAD}
    about = said(f"A candidate under: {rubric.title}, version {rubric.version}")
    form = closed(properties, REQUIRED)
    return {"$schema": DIALECT, **about, **form, "$defs": answer_definitions()}


def case_schema(rubric: Rubric) -> Schema:
    """The schema of a case: what is made up of a candidate, and what must come out."""
    own, head = _own_keys(rubric), _head(rubric)
    properties: Schema = {**{key: own[key] for key in KEYS}, **{key: head[key] for key in HEAD}}
    about = said(f"A case for: {rubric.title}, version {rubric.version}")
    form = closed(properties, CASE_REQUIRED)
    return {"$schema": DIALECT, **about, **form, "$defs": answer_definitions()}


def _head(rubric: Rubric) -> Schema:
    return {
        "candidate": text("The candidate's full name."),
        "office": text("The office that is run for.", null=True),
        "seat": text("The seat: the same for all who run for it.", null=True),
        "election": day("The day of the election.", null=True),
        "chapter": text("The chapter that is asked.", null=True),
        "as_of": day("The day to judge at; else the day of the election.", null=True),
        "rubric": text("A shipped rubric, or a file beside this one.", null=True),
        "assessed": closed(
            {
                "by": text("The body that assessed.", null=True),
                "date": day("When it did.", null=True),
                "rubric_version": text("The version of the rubric it used.", null=True),
            },
            (),
            "Who assessed, when, and under which version of the rubric.",
        ),
        "answers": _answers(rubric),
        "statements": closed(
            {"for": _statements("Why to endorse."), "against": _statements("Why not to.")},
            (),
            "The case each way, in the words of those who make it.",
        ),
        "corrections": _several(
            closed(
                {
                    "date": day("When it was corrected.", null=True),
                    "by": text("Who asked for it.", null=True),
                    "what": text("What was wrong.", null=True),
                },
                ("what",),
            ),
            "What was corrected in this file.",
        ),
    }


def _answers(rubric: Rubric) -> Schema:
    asked: Schema = {c.id: answer(rubric, c) for c in rubric.criteria.values()}
    stated: Schema = {d.id: outcome(d) for d in rubric.decisions.values() if d.may_be_given}
    about = "What is known, by criterion. What is left out is unknown, and never counted as no."
    return closed({**asked, **stated}, (), about)


def _statements(about: str) -> Schema:
    statement = closed(
        {"by": text("Who says it.", null=True), "text": text("What they say.", null=True)},
        ("by", "text"),
    )
    return _several(statement, about)


def _several(item: Schema, about: str) -> Schema:
    return {**listing(item, about, least=0), "type": ["array", "null"]}


def _own_keys(rubric: Rubric) -> Schema:
    decisions = rubric.decisions.values()
    variables = words(dict.fromkeys(_variables(rubric), ""))
    return {
        "case": text("What the case is called."),
        "why": text("Why this must come out, in people's words."),
        "expect": {
            **_by_decision({d.id: _expected(d) for d in decisions}, "What must come out."),
            "minProperties": 1,
        },
        "rows": _by_decision(
            {d.id: one_or_more(words({row.id: "" for row in d.rows})) for d in decisions},
            "The rows that must be able to decide, and no others.",
        ),
        "reasons": _by_decision(
            {d.id: one_or_more(variables) for d in decisions},
            "What the sufficient reason must name, others allowed.",
        ),
    }


def _by_decision(properties: Schema, about: str) -> Schema:
    return closed(properties, (), about)


def _expected(decision: Decision) -> Schema:
    outcomes = {name: outcome_words(decision, name) for name in decision.outcomes}
    open_too = {**outcomes, UNDETERMINED: "More than one outcome is possible, whichever."}
    several = distinct(words(outcomes), "The outcomes that must be possible, and no others.")
    return {**said(title_of(decision)), "anyOf": [words(open_too), several]}


def _variables(rubric: Rubric) -> list[str]:
    found: list[str] = []
    for criterion in rubric.criteria.values():
        members = criterion.kind.names if criterion.kind.form == "set" else ()
        found += [criterion.id, *(f"{criterion.id}.{name}" for name in members)]
    return found
