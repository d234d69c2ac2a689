"""Whom a change moves: candidates made up to show it, and those at hand."""

from collections.abc import Iterable
from itertools import product

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.comparison import Together
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import names_in
from endorse_cli.engine.possible import forced
from endorse_cli.engine.profiles import Path
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.versions import ComesOutPart, DiffDecisionPart, MovedPart, MovePart
from endorse_cli.record.assemble import outcome_part
from endorse_cli.review.cases import Within, example_candidate, masks_of
from endorse_cli.review.diff.meaning import NEW, OLD, Compared, Meaning, Move, joined


def decision_part(compared: Iterable[tuple[Compared, Meaning]]) -> DiffDecisionPart:
    """What a change does to one decision, in the machine form; the first is that of every line."""
    every = list(compared)
    _, whole = every[0]
    return {
        "verdict": joined(meaning.verdict for _, meaning in every),
        "profiles": str(whole.profiles),
        "moves": [_move_part(*one, move) for one in every for move in one[1].moves],
        "gains": list(dict.fromkeys(id for _, meaning in every for id in meaning.gains)),
    }


def _move_part(compared: Compared, meaning: Meaning, move: Move) -> MovePart:
    part: MovePart = {
        "from": move.before,
        "to": move.after,
        "count": str(move.profiles),
        "example": example(compared, meaning, move),
    }
    if compared.days and not compared.is_whole:
        part["judged"] = {
            "profiles": str(meaning.profiles),
            "days": [
                {
                    "since": days.since.isoformat() if days.since else None,
                    "until": days.until.isoformat() if days.until else None,
                }
                for days in compared.days
            ],
        }
    return part


def example(compared: Compared, meaning: Meaning, move: Move) -> dict[str, Plain] | None:
    """One candidate for both rubrics, of whom each reads what it asks.

    None where the two need different answers to a criterion of one id.
    """
    old, new = (_one_side(compared, which, meaning, move) for which in (OLD, NEW))
    answers = _both(old["answers"], new["answers"])
    if answers is None or _stands_twice(compared.side, move.example):
        return None
    head = {key: part for key, part in (old | new).items() if key != "answers"}
    return {**head, "answers": answers}


def example_files(compared: Compared, meaning: Meaning, move: Move) -> dict[str, dict[str, Plain]]:
    """The candidates as files by name: one where both rubrics can read it, else one for each."""
    name = f"{meaning.decision}-{move.before}-to-{move.after}"
    if compared.day is not None and not compared.is_whole:
        name = f"{name}-on-{compared.day}"
    old, new = (_one_side(compared, which, meaning, move) for which in (OLD, NEW))
    whole = example(compared, meaning, move)
    if whole is not None and len(_answers(whole)) == len(_answers(old)) == len(_answers(new)):
        return {f"{name}.json": whole}
    return {f"{name}.old.json": old, f"{name}.new.json": new}


def _one_side(compared: Compared, which: int, meaning: Meaning, move: Move) -> dict[str, Plain]:
    said = f"An example that moves {meaning.decision} from {move.before} to {move.after}"
    if which == OLD and compared.before is not None:
        profile = _as_it_was(compared, compared.before, meaning, move)
        return example_candidate(compared.before, profile, said, compared.day)
    side = compared.side
    # Of a number or a day, one that lies in the region which all rubrics together cut.
    within = {
        level: Within(regions, move.example[seat.level])
        for level, seat in enumerate(side.seats[which])
        if seat.level in move.example and (regions := side.regions[seat.level]) is not None
    }
    own = side.own(which, move.example)
    return example_candidate(side.rubrics[which], own, said, compared.day, within)


def _as_it_was(compared: Compared, before: Compiled, meaning: Meaning, move: Move) -> Path:
    """A move's answers for the old rubric: of members not yet asked what the placeholder says."""
    variables = compared.side.rubrics[OLD].variables
    given = compared.side.own(OLD, move.example)
    said = {variables[level].id: value for level, value in given.items()}
    profile = {lv: said[v.id] for lv, v in enumerate(before.variables) if v.id in said}
    stand_ins = {one.placeholder for one in compared.fillings}
    stood = [lv for lv, v in enumerate(before.variables) if v.criterion in stand_ins]
    root = before.decisions[meaning.decision].outcomes
    tried = product(*(range(len(before.variables[level].values)) for level in stood))
    answered = ({**profile, **dict(zip(stood, values, strict=True))} for values in tried)
    for found in (profile, *answered):
        if forced(before.manager, root, masks_of(before, found), move.before):
            return found
    return profile


def _stands_twice(side: Together, path: Path) -> bool:
    ids = [variable.id for variable in side.variables]
    return any(ids.count(ids[level]) > 1 for level in path)


def _answers(candidate: dict[str, Plain]) -> dict[str, Plain]:
    answers = candidate["answers"]
    return answers if isinstance(answers, dict) else {}


def _both(old: Plain, new: Plain) -> dict[str, Plain] | None:
    """The answers of both rubrics, each with its evidence where either of them demands it."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return None
    found: dict[str, Plain] = {**old, **new}
    for id in old.keys() & new.keys():
        said = _joined(_bare(old[id]), _bare(new[id]))
        wrapped = next((a for a in (new[id], old[id]) if _bare(a) is not a), None)
        found[id] = {**wrapped, "answer": said} if isinstance(wrapped, dict) else said
    return found


def _bare(answer: Plain) -> Plain:
    """What is answered, without the evidence beside it."""
    return answer["answer"] if isinstance(answer, dict) and "answer" in answer else answer


def _joined(old: Plain, new: Plain) -> Plain:
    """The members of a set that either rubric names; else the answer."""
    return {**old, **new} if isinstance(old, dict) and isinstance(new, dict) else new


def moved(old: Assessment, new: Assessment) -> dict[str, MovedPart]:
    """Every decision of both rubrics of which other outcomes are possible now."""
    return {
        id: {"before": _comes_out(old, id), "after": _comes_out(new, id)}
        for id, before in old.decisions.items()
        if id in new.decisions and set(before.possible) != set(new.decisions[id].possible)
    }


def _comes_out(assessment: Assessment, decision: str) -> ComesOutPart:
    """What a decision comes to, and of which answers: none where it is open."""
    variables, masks = assessment.compiled.variables, assessment.masks
    decided, reason = assessment.decisions[decision], assessment.reasons.get(decision)
    return {
        **outcome_part(decided),
        "because": {
            variables[level].id: names_in(variables[level], masks[level])
            for level in (reason.sufficient if reason else ())
        },
    }


def answers_again(candidate: Candidate, again: tuple[str, ...]) -> list[str]:
    """Of the criteria to look at again those that this candidate's file answers."""
    return [id for id in again if id in candidate.answers and candidate.answers[id].state in GIVEN]


GIVEN = frozenset({"answered", "disputed", "unsupported"})
"""The states of an answer that somebody gave."""
