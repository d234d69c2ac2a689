"""The only place for the schemas of a candidate's file and of a case, under one rubric."""

from endorse_cli.models.base import Model
from endorse_cli.models.candidate import HOLDING, UNDETERMINED
from endorse_cli.models.decisions import Decision
from endorse_cli.models.evidence import EXTRAS, Evidence
from endorse_cli.models.plain import REASONS_UNKNOWN
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN
from endorse_cli.reports.printed_rubric.criteria import answers_of, remarks_on
from endorse_cli.reports.schema_blocks import (
    DIALECT,
    NUMBER,
    Schema,
    closed,
    day,
    declared,
    distinct,
    exactly,
    listing,
    one_or_more,
    plain_number,
    ref,
    said,
    step_of,
    text,
    truth,
    words,
)
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import cited, outcome_words, plain_name, title_of

WHY_UNKNOWN = {
    "not_asked": "Nobody has asked yet.",
    "no_reply": "Asked, and no reply came.",
    "declined": "Asked, and the reply was refused.",
    "could_not_verify": "There is a reply, and it could not be verified.",
}
_DOES_NOT_APPLY = "The question does not apply."
_UNKNOWN = "Not known yet. It is never counted as no."


def answer_definitions() -> Schema:
    """What answers to every criterion share."""
    reasons = {reason: WHY_UNKNOWN[reason] for reason in REASONS_UNKNOWN}
    about = (
        "A source. Where an answer needs one it counts if it says where it is from, and its day."
    )
    source: Schema = {**declared(Evidence), "title": "", **said("", about), "minProperties": 1}
    del source["title"]
    return {
        "source": source,
        "why_unknown": words(reasons, "Why it is not known."),
        "unknown": {
            "anyOf": [
                {"const": UNKNOWN, **said("", _UNKNOWN)},
                closed({UNKNOWN: ref("why_unknown")}, (UNKNOWN,), "Not known, and why."),
            ]
        },
        "evidence": listing(ref("source"), "Where the answer comes from.", least=0),
        "note": text("A note, for members unless `public: true` stands beside it."),
        "public": truth("Whether the note may be passed on; else it may not."),
    }


def answer(say: Words, criterion: Criterion) -> Schema:
    """The answer to one criterion: its question, what each answer means, its citation.

    Hovering, an editor shows the title and then the description of the form that is written; in a
    list of keys to choose from it shows the description alone. So the question stands in both, and
    the form with evidence says again what the answers mean.
    """
    recorded = f"No weight: {criterion.recorded}" if criterion.recorded else ""
    sentences = (
        *answers_of(say, criterion),
        " ".join(filter(None, remarks_on(say, criterion))),
        recorded,
        cited(criterion.grounds),
        criterion.grounds.note or "",
    )
    about = said(criterion.ask, criterion.ask, *sentences)
    if criterion.kind.form == "set":
        return {**about, **_set_answer(say, criterion, sentences)}
    is_distinct = _has_names(criterion)
    return {**about, **_answer(_value(say, criterion), sentences, is_distinct=is_distinct)}


def outcome(decision: Decision) -> Schema:
    """A decision that the file may state."""
    meanings = {name: outcome_words(decision, name) for name in decision.outcomes}
    about = (
        "State it only where people have decided it themselves or it is published: it is then not "
        "worked out."
    )
    return {
        **said(title_of(decision), about),
        **_answer(words(meanings), (about,), is_distinct=True),
    }


def _has_names(criterion: Criterion) -> bool:
    return criterion.kind.form not in ("number", "date")


def _value(say: Words, criterion: Criterion) -> Schema:
    if criterion.kind.form == "number":
        return _or_not_applicable(_number(criterion), criterion)
    if criterion.kind.form == "date":
        return _or_not_applicable(day(), criterion)
    return words(_meanings(say, criterion))


def _meanings(say: Words, criterion: Criterion) -> dict[str, str]:
    meanings = {name: _meaning(say, criterion, name) for name in criterion.kind.names}
    if criterion.may_be_not_applicable:
        meanings[NOT_APPLICABLE] = _DOES_NOT_APPLY
    return meanings


def _meaning(say: Words, criterion: Criterion, name: str) -> str:
    """The printed words of a name where they are others, and its anchor."""
    shown = say.answer(criterion.id, name)
    title = f"{shown}:" if shown != plain_name(name) else ""
    weight = criterion.recorded_members.get(name)
    parts = (title, say.rubric.anchor(criterion.id, name), f"No weight: {weight}" if weight else "")
    return " ".join(filter(None, parts))


def _or_not_applicable(value: Schema, criterion: Criterion) -> Schema:
    if not criterion.may_be_not_applicable:
        return value
    return {"anyOf": [value, {"const": NOT_APPLICABLE, **said("", _DOES_NOT_APPLY)}]}


def _number(criterion: Criterion) -> Schema:
    shape = criterion.kind.number
    assert shape is not None
    from_low = shape.low is None or shape.step is None or shape.low % shape.step == 0
    step = step_of(shape.step) if from_low else {}
    return {**plain_number(shape.low, shape.high), **step, "pattern": NUMBER}


def _answer(value: Schema, about: tuple[str, ...], *, is_distinct: bool) -> Schema:
    """An answer that is one value: bare, in dispute, unknown, or with its evidence and note."""
    # Two spellings of one number are two texts to our reader, and one number to an editor.
    several = (distinct if is_distinct else listing)(
        value, "The answers that assessors gave where they disagree.", least=2
    )
    dispute = closed({"one_of": several}, ("one_of",), "Assessors disagree.")
    says: Schema = {
        "answer": {**said("", "The answer."), "anyOf": [value, ref("unknown"), dispute]},
        "one_of": several,
    }
    return {"anyOf": [value, {"const": UNKNOWN, **said("", _UNKNOWN)}, _wrapped(says, about)]}


def _wrapped(says: Schema, about: tuple[str, ...]) -> Schema:
    extras: Schema = {key: ref(key) for key in EXTRAS}
    forms = [(key,) for key in (*says, UNKNOWN)]
    properties: Schema = {**says, UNKNOWN: ref("why_unknown"), **extras}
    return {**closed(properties, (), *about), **exactly(*forms)}


def _set_answer(say: Words, criterion: Criterion, about: tuple[str, ...]) -> Schema:
    """A set: a list names the whole of it, a mapping leaves what it omits unknown."""
    names = {name: _meaning(say, criterion, name) for name in criterion.kind.names}
    yes_no = words({"yes": "", "no": ""})
    both = distinct(yes_no, "Assessors disagree.", least=2)
    of_member: Schema = {
        "anyOf": [yes_no, ref("unknown"), closed({"one_of": both}, ("one_of",))],
    }
    whole = distinct(words(names), "The whole set, and no other.", least=0)
    members: Schema = {name: {**said("", meaning), **of_member} for name, meaning in names.items()}
    named = closed(members, (), "Member by member; what is left out is unknown.")
    value: Schema = {"anyOf": [whole, named, ref("unknown")]}
    wrapped = _wrapped({"answer": {**said("", "The answer."), **value}}, about)
    return {"anyOf": [whole, named, {"const": UNKNOWN, **said("", _UNKNOWN)}, wrapped]}


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
    asked: Schema = {c.id: answer(Words(rubric), c) for c in rubric.criteria.values()}
    for criterion in rubric.criteria.values():
        before: Schema = {"allOf": [asked[criterion.id]], "deprecated": True}
        before["description"] = f"Called `{criterion.id}` now."
        asked.update((was, before) for was in criterion.was)
    stated: Schema = {d.id: outcome(d) for d in rubric.decisions.values() if d.may_be_given}
    about = "What is known, by criterion. What is left out is unknown, and never counted as no."
    return closed({**asked, **stated}, (), about)


def _by_decisions(rubric: Rubric) -> Schema:
    decisions = rubric.decisions.values()
    variables = words(dict.fromkeys(_variables(rubric), ""))
    return {
        "expect": {
            **closed({d.id: _expected(d) for d in decisions}, (), "What must come out."),
            "minProperties": 1,
        },
        "rows": closed(
            {d.id: one_or_more(words({row.id: "" for row in d.rows})) for d in decisions},
            (),
            "The rows that must be able to decide, and no others.",
        ),
        "reasons": closed(
            {d.id: one_or_more(variables) for d in decisions},
            (),
            "What the sufficient reason must name, others allowed.",
        ),
        "scores": closed(
            {id: {"anyOf": [plain_number(), _ENDS]} for id in rubric.scores},
            (),
            "For each score its number, or `[low, high]` while it is open.",
        ),
        "findings": closed(
            {id: words(dict.fromkeys(HOLDING, "")) for id in rubric.findings},
            (),
            "For each finding `yes`, `no`, or `open` while it is not settled.",
        ),
    }


_ENDS = listing(plain_number(), "The least and the greatest number.", least=2, most=2)


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
