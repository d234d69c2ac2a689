"""The only place that lists the questions that would settle a slate, by whom to ask."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import AskPart, Why
from endorse_cli.slate.entry import Entry
from endorse_cli.slate.races import judged_by

WHOM = ("candidate", "campaign", "roll", "committee", None)
"""The order of those who are asked; None is nobody that the rubric names."""


def questions(
    entries: Sequence[Entry],
    rubrics: dict[str, Rubric],
    needed: Mapping[bytes, Collection[str]],
) -> list[AskPart]:
    """What every undetermined outcome still hangs on, by whom to ask and fewest first.

    A question is left out only where no answer to it could matter any more, so nothing less than
    all of them is sure to settle a candidate. `needed` are by candidate the criteria on which open
    guidance hangs: who is asked nothing else comes last.
    """
    asked = [
        part
        for entry in entries
        for part in _of(entry, rubrics[entry.rubric], needed.get(entry.who, ()))
    ]
    return sorted(
        asked,
        key=lambda part: (WHOM.index(part["asked_of"]), not part["criteria"], part["open"]),
    )


def why_open(entry: Entry) -> dict[str, Why]:
    """Why each answer is open where somebody asked, by criterion."""
    found: dict[str, Why] = {}
    for given in entry.given:
        if given.lacks:
            found[given.criterion] = given.lacks
        elif given.state in ("no_reply", "declined", "could_not_verify", "disputed"):
            found[given.criterion] = given.state
    return found


def _of(entry: Entry, rubric: Rubric, needed: Collection[str]) -> Iterable[AskPart]:
    of: dict[str | None, tuple[list[str], list[str]]] = {}
    for id in rubric.criteria:
        if id in entry.open or id in needed:
            settling, others = of.setdefault(rubric.criteria[id].asked_of, ([], []))
            (settling if id in entry.open else others).append(id)
    why = why_open(entry)
    for whom, (settling, others) in of.items():
        yield {
            "name": entry.name,
            "seat": entry.seat,
            "rubric": judged_by(entry, rubric),
            "asked_of": whom,
            "criteria": settling,
            "for_slate": others,
            "why": {id: why[id] for id in (*settling, *others) if id in why},
            "settles": [id for id, decided in entry.outcomes.items() if decided.outcome is None],
            "open": len(entry.open),
        }
