"""The only place for the schemas of a candidate's file and of a case, under one rubric."""

from endorse_cli.models.base import Model
from endorse_cli.models.candidate import HOLDING, UNDETERMINED
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.schema.blocks import (
    DIALECT,
    Schema,
    closed,
    declared,
    distinct,
    listing,
    one_or_more,
    plain_number,
    said,
    words,
)
from endorse_cli.reports.schema.written_answers import answer, answer_definitions, outcome
from endorse_cli.reports.wording import outcome_words, title_of
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader


def candidate_schema(rubric: Rubric) -> Schema:
    """The schema of a candidate's file under a rubric."""
    about = said(f"A candidate under: {rubric.title}, version {rubric.version}")
    return _schema(CandidateReader(rubric).model, rubric, about, {})


def case_schema(rubric: Rubric) -> Schema:
    """The schema of a case: what is made up of a candidate, and what must come out."""
    about = said(f"A case for: {rubric.title}, version {rubric.version}")
    return _schema(CaseReader(CandidateReader(rubric)).model, rubric, about, _by_decisions(rubric))


def _schema(model: type[Model], rubric: Rubric, about: Schema, own: Schema) -> Schema:
    """A model's schema in which what hangs on the rubric is put into the rubric's words."""
    made = declared(model)
    properties, definitions = made["properties"], made["$defs"]
    assert isinstance(properties, dict)
    assert isinstance(definitions, dict)
    form: Schema = {
        "type": "object",
        "properties": {**properties, "answers": _answers(rubric), **own},
        "required": made["required"],
        "additionalProperties": False,
    }
    definitions = {**definitions, **answer_definitions()}
    return {"$schema": DIALECT, **about, **form, "$defs": definitions}


def _answers(rubric: Rubric) -> Schema:
    asked: Schema = {c.id: answer(rubric, c) for c in rubric.criteria.values()}
    for criterion in rubric.criteria.values():
        now = f"Called `{criterion.id}` now."
        before = {"allOf": [answer(rubric, criterion)], "deprecated": True, "description": now}
        asked |= dict.fromkeys(criterion.was, before)
    stated: Schema = {d.id: outcome(d) for d in rubric.decisions.values() if d.may_be_given}
    about = "What is known, by criterion. What is left out is unknown, and never counted as no."
    return closed({**asked, **stated}, (), about)


def _by_decisions(rubric: Rubric) -> Schema:
    decisions = rubric.decisions.values()
    variables = words(dict.fromkeys(_variables(rubric), ""))
    return {
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
        "scores": _by_decision(
            {id: {"anyOf": [plain_number(), _ENDS]} for id in rubric.scores},
            "For each score its number, or `[low, high]` while it is open.",
        ),
        "findings": _by_decision(
            {id: words(dict.fromkeys(HOLDING, "")) for id in rubric.findings},
            "For each finding `yes`, `no`, or `open` while it is not settled.",
        ),
    }


_ENDS = listing(plain_number(), "The least and the greatest number.", least=2, most=2)


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
