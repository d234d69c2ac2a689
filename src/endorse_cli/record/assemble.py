"""The only place that puts a record together."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from endorse_cli import __version__
from endorse_cli.engine.assessment import NO_NUMBERS, Assessment, Decided, Line
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import Variable, members, names_in
from endorse_cli.engine.explanation import noticed
from endorse_cli.engine.least_changes import Change
from endorse_cli.engine.reasons import served
from endorse_cli.models.audits import NOT_EXCLUDED, unchecked
from endorse_cli.models.candidate import Candidate, Statement
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.evidence import Answer, Evidence, Said
from endorse_cli.models.plain_values import show_number
from endorse_cli.models.record import (
    RECORD,
    AssessedPart,
    ChangePart,
    CorrectionPart,
    DecisionPart,
    EvidencePart,
    LinePart,
    QuestionPart,
    ReasonPart,
    Record,
    RubricPart,
    StatementPart,
    WhatIfPart,
)
from endorse_cli.models.record import Said as SaidPart
from endorse_cli.models.side_by_side import OutcomePart
from endorse_cli.rubric.measures import standing
from endorse_cli.rubric.number_regions import NumberRegions

Variables: TypeAlias = tuple[Variable, ...]


class Origin(NamedTuple):
    """Where a candidate and its rubric came from: the file's name, and the digests."""

    source: str
    digest: str
    rubric: RubricPart


def assemble(
    candidate: Candidate,
    assessment: Assessment,
    origin: Origin,
    as_of: date | None,
    *,
    changes: bool = True,
) -> Record:
    """The record of one candidate; its `changes` are left out where nothing shows them."""
    record = _record(candidate, assessment, origin, as_of)
    if changes:
        variables = assessment.compiled.variables
        record["changes"] = {
            id: [_change(change, variables) for change in found]
            for id, found in assessment.changes.items()
        }
    if assessment.are_single:
        record["single_changes"] = True
    vague = [id for id, decided in assessment.decisions.items() if not decided.is_exact]
    if vague:
        record["unchecked"] = unchecked(vague, NOT_EXCLUDED)
    if assessment.stand_ins is not None:
        record["stand_in"] = stand_in(assessment, assessment.stand_ins)
    return record


def _record(
    candidate: Candidate, assessment: Assessment, origin: Origin, as_of: date | None
) -> Record:
    return {
        "record": RECORD,
        "tool": {"name": "endorse", "version": __version__},
        "rubric": origin.rubric,
        "candidate": {
            "name": candidate.name,
            "office": candidate.office,
            "seat": candidate.seat,
            "election": _day(candidate.election),
            "chapter": candidate.chapter,
            "source": origin.source,
            "digest": origin.digest,
        },
        "assessed": _assessed(candidate),
        "as_of": _day(as_of),
        "decisions": _decisions(assessment),
        "findings": dict(assessment.findings),
        "scores": {
            id: {"low": _number(low), "high": _number(high)}
            for id, (low, high) in assessment.scores.items()
        },
        "lines": [_line(line, assessment, as_of) for line in assessment.lines],
        "reasons": {id: _reason(assessment, id) for id in assessment.reasons},
        "changes": {},
        "ask_next": _question(assessment),
        "notices": [
            {"criterion": one.criterion, "name": one.name} for one in noticed(assessment, as_of)
        ],
        "statements": {
            "for": [_statement(s) for s in candidate.statements.in_favor],
            "against": [_statement(s) for s in candidate.statements.against],
        },
        "corrections": _corrections(candidate),
        "set_aside": [
            id for id in candidate.answers if id not in assessment.compiled.rubric.criteria
        ],
    }


def what_if(
    assessment: Assessment,
    changed: Mapping[int, int],
    numbers: Mapping[str, Fraction] = NO_NUMBERS,
) -> WhatIfPart:
    """What would come out if some variables had other values; `numbers` those that are exact."""
    supposed = assessment.supposing(changed, numbers)
    given = _values(changed, assessment.compiled.variables)
    for id, number in numbers.items():
        regions = assessment.compiled.regions[id]
        assert isinstance(regions, NumberRegions)
        given[id] = [regions.number_label(number)]
    return {
        "given": given,
        "decisions": _decisions(supposed),
    }


def stand_in(assessment: Assessment, supposed: Assessment) -> WhatIfPart:
    """What would come out if the rubric's stand-ins for open answers were right."""
    pairs = enumerate(zip(assessment.masks, supposed.masks, strict=True))
    changed = {level: after for level, (before, after) in pairs if before != after}
    return {
        "given": _values(changed, assessment.compiled.variables),
        "decisions": _decisions(supposed),
    }


def _number(number: Fraction | None) -> str | None:
    return show_number(number) if number is not None else None


def _decisions(assessment: Assessment) -> dict[str, DecisionPart]:
    parts = {id: _decision(decided) for id, decided in assessment.decisions.items()}
    for id, answer in assessment.given.items():
        outcomes = assessment.compiled.decisions[id].decision.outcomes
        if answer.said is not None:
            parts[id]["given"] = [outcomes[place] for place in members(answer.masks[0])]
    return parts


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _assessed(candidate: Candidate) -> AssessedPart | None:
    if candidate.assessed is None:
        return None
    assessed = candidate.assessed
    return {
        "by": assessed.by,
        "date": _day(assessed.date),
        "rubric_version": assessed.rubric_version,
    }


def _decision(decided: Decided) -> DecisionPart:
    return {
        "outcome": decided.outcome,
        "possible": list(decided.possible),
        "rows": list(decided.rows),
        "also": list(decided.also),
        "row": decided.row,
    }


def outcome_part(decided: Decided) -> OutcomePart:
    """What a decision came to, as it stands beside those of other candidates."""
    return {
        "outcome": decided.outcome,
        "possible": list(decided.possible),
        "rows": list(decided.rows),
        "row": decided.row,
    }


def _line(line: Line, assessment: Assessment, as_of: date | None) -> LinePart:
    criterion, answer = line.criterion, line.answer
    compiled = assessment.compiled
    levels = compiled.variables_beside(criterion.id)
    masks = (*answer.masks, *(assessment.masks[at] for at in levels[len(answer.masks) :]))
    variables = [compiled.variables[level] for level in levels]
    return {
        "criterion": criterion.id,
        "group": criterion.group,
        "answer": _answer(answer, criterion.kind.form == "set"),
        "possible": _possible(variables, masks),
        "state": answer.state,
        "bearing": line.bearing,
        "speaks": line.speaks,
        "matters": line.matters,
        "from": list(criterion.grounds.locators),
        "basis": criterion.grounds.basis,
        "evidence": [_evidence(criterion, source, as_of) for source in answer.evidence],
        "note": answer.note,
        "public": answer.public,
    }


def _reason(assessment: Assessment, decision: str) -> ReasonPart:
    compiled, reason = assessment.compiled, assessment.reasons[decision]
    parts = served(compiled, compiled.decisions[decision], reason, assessment.masks)
    return {
        "sufficient": _ids(reason.sufficient, compiled),
        "necessary": _ids(reason.necessary, compiled),
        "serves": {part.id: _ids(part.variables, compiled) for part in parts},
        "row": _ids(reason.row, compiled),
    }


def _ids(levels: tuple[int, ...], compiled: Compiled) -> list[str]:
    """The ids of variables; of what several numbers come to those of the numbers."""
    made = {one.variable: one.numbers for one in compiled.compounds}
    ids = (compiled.variables[level].id for level in levels)
    return list(dict.fromkeys(answer for id in ids for answer in made.get(id, (id,))))


def _change(change: Change, variables: Variables) -> ChangePart:
    return {
        "to": change.to,
        "change": _values(change.change, variables),
        "provided": _values(change.provided, variables),
    }


def _values(masks: Mapping[int, int], variables: Variables) -> dict[str, list[str]]:
    return {
        variables[level].id: names_in(variables[level], masks[level]) for level in sorted(masks)
    }


def _question(assessment: Assessment) -> QuestionPart | None:
    asked = assessment.next_question
    if asked is None:
        return None
    criterion = assessment.compiled.rubric.criteria[asked.criterion]
    variables = assessment.compiled.variables
    leaves: dict[str, dict[str, list[str]]] = {}
    for (level, value), outcomes in asked.leaves.items():
        name = variables[level].values[value]
        key = f"{variables[level].id}={name}" if variables[level].id != criterion.id else name
        leaves[key] = {id: list(left) for id, left in outcomes.items()}
    return {"criterion": asked.criterion, "asked_of": criterion.asked_of, "leaves": leaves}


def _possible(variables: list[Variable], masks: tuple[int, ...]) -> dict[str, list[str]]:
    return {v.id: names_in(v, mask) for v, mask in zip(variables, masks, strict=True)}


def _answer(answer: Answer, is_set: bool) -> SaidPart | dict[str, SaidPart]:
    said = answer.said
    if said is None or isinstance(said, str):
        return said
    if is_set:
        return {part[0]: _said(part[1]) for part in said if not isinstance(part, str)}
    return [part for part in said if isinstance(part, str)]


def _said(said: Said) -> SaidPart:
    return list(said) if isinstance(said, tuple) else said


def _evidence(criterion: Criterion, source: Evidence, as_of: date | None) -> EvidencePart:
    return {
        "source": source.source,
        "date": _day(source.date),
        "says": source.says,
        "standing": standing(criterion, source, as_of),
    }


def _statement(statement: Statement) -> StatementPart:
    return {"by": statement.by, "text": statement.text}


def _corrections(candidate: Candidate) -> list[CorrectionPart]:
    return [
        {"date": _day(correction.date), "by": correction.by, "what": correction.what}
        for correction in candidate.corrections
    ]
