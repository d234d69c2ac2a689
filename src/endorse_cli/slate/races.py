"""Candidates by race, how completely each was examined, and whom to ask what is open."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from endorse_cli.models.candidate import race_of
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import (
    ApartPart,
    AskPart,
    JudgedByPart,
    OutcomePart,
    RacePart,
    RunnerPart,
    Why,
)
from endorse_cli.slate.entry import Entry, Outcome

LAST = "9999-99-99"
"""Comes after every day of an election: races without one stand last."""


def races(entries: Sequence[Entry], rubrics: dict[str, Rubric]) -> list[RacePart]:
    """The races by day of election, then in input order, as are the candidates in each.

    The same seat on the same day is the same race; without a seat the office stands for it.
    Nobody is ranked. Whoever has neither is in no race: see `apart`.
    """
    found: dict[tuple[str, ...], RacePart] = {}
    for entry in entries:
        key = _race(entry)
        if key is None:
            continue
        race = found.setdefault(
            key,
            {
                "election": entry.election,
                "seat": entry.seat,
                "office": entry.office,
                "candidates": [],
            },
        )
        race["candidates"].append(_runner(entry, rubrics[entry.rubric]))
    return sorted(found.values(), key=lambda race: race["election"] or LAST)


def apart(entries: Sequence[Entry], rubrics: dict[str, Rubric]) -> list[ApartPart]:
    """Who is in no race, having neither a seat nor an office, by day of election."""
    found: dict[str | None, list[RunnerPart]] = {}
    for entry in entries:
        if _race(entry) is None:
            runner = _runner(entry, rubrics[entry.rubric])
            found.setdefault(entry.election, []).append(runner)
    days = sorted(found, key=lambda day: day or LAST)
    return [{"election": day, "candidates": found[day]} for day in days]


def _race(entry: Entry) -> tuple[str, ...] | None:
    return race_of(entry.seat, entry.office, entry.election)


def _runner(entry: Entry, rubric: Rubric) -> RunnerPart:
    weighty = [given for given in entry.given if rubric.criteria[given.criterion].recorded is None]
    return {
        "name": entry.name,
        "office": entry.office,
        "chapter": entry.chapter,
        "source": entry.origin.source,
        "rubric": judged_by(entry, rubric),
        "decisions": {id: outcome_part(o) for id, o in entry.outcomes.items()},
        "open": list(entry.open),
        "asked": len(weighty),
        "answered": sum(given.known for given in weighty),
        "sources": sum(given.sources for given in weighty),
        "as_of": entry.origin.as_of.isoformat() if entry.origin.as_of else None,
        "as_of_from": entry.origin.as_of_from,
        "not_counted": {given.criterion: given.lacks for given in entry.given if given.lacks},
    }


def judged_by(entry: Entry, rubric: Rubric) -> JudgedByPart:
    """The rubric that a candidate was judged by, in the machine form."""
    return {"id": rubric.id, "version": rubric.version, "digest": entry.rubric}


def outcome_part(outcome: Outcome) -> OutcomePart:
    """A decision's outcome in the machine form."""
    return {
        "outcome": outcome.outcome,
        "possible": list(outcome.possible),
        "rows": list(outcome.rows),
        "row": outcome.row,
    }


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
