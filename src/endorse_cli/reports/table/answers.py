"""The only place that says in words what an answer is, and why an unknown one is unknown."""

from endorse_cli.models.record import LinePart, Said
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.wording import answer_words, series

NOT_ESTABLISHED = "not established"

UNSUPPORTED = "it was given without the source and date that it needs"
TOO_OLD = "the sources given are too old for it by the day"
TOO_NEW = "the sources given are later than the day"
NO_DAY = "whether its sources count hangs on the day, and none is given"

WHY_OPEN = {
    "not_asked": "not asked",
    "no_reply": "no reply",
    "declined": "declined to answer",
    "could_not_verify": "could not be verified",
    "disputed": "assessors disagree",
}

WHOM = {
    "candidate": "ask the candidate",
    "campaign": "ask the campaign",
    "roll": "look in the membership roll",
    "committee": "the committee can judge it",
}
NOBODY = "the rubric names nobody to ask"


def whom_to_ask(criterion: Criterion) -> str:
    """Who can settle what is unknown, in words."""
    return WHOM.get(criterion.asked_of or "", NOBODY)


def answer_text(rubric: Rubric, line: LinePart) -> str:
    """The answer in printed words, or `unknown` and why.

    What was given without the evidence that it needs is not repeated.
    """
    id, said, why = line["criterion"], line["answer"], WHY_OPEN.get(line["state"])
    if line["state"] == "unsupported":
        return f"{NOT_ESTABLISHED}: {why_unsupported(line)}"
    if isinstance(said, dict):
        return _parts_text(rubric, id, said, why) if why else _set_text(rubric, id, said)
    if said is None:
        return f"unknown: {why}"
    words = _said_text(rubric, id, said)
    return f"{words} ({why})" if why else words


def why_unsupported(line: LinePart) -> str:
    """Why an answer that needs a source is not established; what it said is not repeated."""
    standings = {source["standing"] for source in line["evidence"] if source["source"]}
    for standing, text in (("unsettled", NO_DAY), ("stale", TOO_OLD), ("later", TOO_NEW)):
        if standing in standings:
            return text
    return UNSUPPORTED


def _said_text(rubric: Rubric, id: str, said: str | list[str]) -> str:
    names = [said] if isinstance(said, str) else said
    return series((answer_words(rubric, id, name) for name in names), "or")


def _set_text(rubric: Rubric, id: str, said: dict[str, Said]) -> str:
    present = [answer_words(rubric, id, name) for name, answer in said.items() if answer == "yes"]
    if not present:
        return f"none of {series((answer_words(rubric, id, name) for name in said), 'or')}"
    return series(present) + (", and no other" if len(present) < len(said) else "")


def _parts_text(rubric: Rubric, id: str, said: dict[str, Said], why: str) -> str:
    """A set of which something is open; why is known of the line, not of each member."""
    open_parts = [part for part in said.values() if not isinstance(part, str)]
    of_all = len(open_parts) == 1 or why == WHY_OPEN["not_asked"]
    weightless = rubric.criteria[id].recorded_members
    parts = (
        f"{answer_words(rubric, id, name)}: "
        + _part_text(part, why if of_all else "", "without weight" if name in weightless else "")
        for name, part in said.items()
    )
    return "; ".join(parts) + ("" if of_all else f" (at least one of these: {why})")


def _part_text(said: Said, why: str, weight: str) -> str:
    if isinstance(said, str):
        return said
    words = series(said, "or") if said else "unknown"
    added = ", ".join(filter(None, (why, weight)))
    return f"{words} ({added})" if added else words
