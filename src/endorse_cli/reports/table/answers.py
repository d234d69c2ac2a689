"""The only place that says in words what one line's answer is, and what it did."""

from collections.abc import Iterator
from typing import Literal

from endorse_cli.engine.condition import passing
from endorse_cli.engine.domain import variables_of
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import LinePart, Said
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.models.tests import Includes, Test
from endorse_cli.reports.table.uses import points_in_scores, tests_of
from endorse_cli.reports.wording import answer_words, failed_words, series, test_words

WHY_OPEN = {
    "not_asked": "not asked",
    "no_reply": "no reply",
    "declined": "declined to answer",
    "could_not_verify": "could not be verified",
    "unsupported": "given without the source and date that it needs",
    "disputed": "assessors disagree",
}

WHOM = {
    "candidate": "ask the candidate",
    "campaign": "ask the campaign",
    "roll": "look in the membership roll",
    "committee": "for the committee to judge",
}
NOBODY = "nobody is named to ask"


def answer_text(rubric: Rubric, line: LinePart) -> str:
    """The answer in printed words; of an unknown one, why it is unknown.

    What was given without the evidence it needs is not repeated.
    """
    id, said, why = line["criterion"], line["answer"], WHY_OPEN.get(line["state"])
    if line["state"] == "unsupported":
        return f"not established: {why}"
    if isinstance(said, dict):
        return _set_text(rubric, id, said, why)
    if said is None:
        return f"unknown: {why}"
    return _said_text(rubric, id, said) + (f"; {why}" if why else "")


def _said_text(rubric: Rubric, id: str, said: Said) -> str:
    names = [said] if isinstance(said, str) else said or []
    return series((answer_words(rubric, id, name) for name in names), "or")


def _set_text(rubric: Rubric, id: str, said: dict[str, Said], why: str | None) -> str:
    titles = {member: answer_words(rubric, id, member) for member in said}
    if why is None:
        present = [titles[member] for member, answer in said.items() if answer == "yes"]
        if not present:
            return f"none of {series(titles.values())}"
        return series(present) + (", and no other" if len(present) < len(said) else "")
    parts = (
        f"{titles[member]}: {series(answer, 'or') if isinstance(answer, list) else answer}"
        for member, answer in ((m, "unknown" if a is None else a) for m, a in said.items())
    )
    return f"{'; '.join(parts)}. {why[0].upper()}{why[1:]}"


def is_open(line: LinePart) -> bool:
    """Whether the answer, or a part of it that carries weight, is not known."""
    return line["state"] != "answered"


def matters(rubric: Rubric, line: LinePart) -> bool:
    """Whether what is not known of a line can still change a decision."""
    if not is_open(line) or line["bearing"] not in ("open", "partly", "weighs"):
        return False
    recorded = {v.id for v in variables_of(rubric.criteria[line["criterion"]]) if v.recorded}
    return any(len(names) > 1 for id, names in line["possible"].items() if id not in recorded)


def whom_to_ask(criterion: Criterion) -> str:
    """Who can say, in words."""
    return WHOM.get(criterion.asked_of or "", NOBODY)


def effect_text(rubric: Rubric, line: LinePart) -> str:
    """What a known answer did: nothing, or what it weighs and which tests it passes."""
    if line["bearing"] == "recorded":
        return ""
    if line["bearing"] == "no_bearing":
        return "it makes no difference here"
    effects = [*points_in_scores(rubric, line), *_stands(rubric, line)]
    return "; ".join(effects)


def _stands(rubric: Rubric, line: LinePart) -> Iterator[str]:
    id = line["criterion"]
    if rubric.criteria[id].kind.form == "yes_no":
        return
    for use in tests_of(rubric, id):
        state = test_state(rubric, line, use.test)
        words = (failed_words if state == "no" else test_words)(rubric, id, use.test)
        yield words if state != "open" else f"perhaps {words}"
