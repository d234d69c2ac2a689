"""The only place that turns a profile of answers into a candidate that `score` accepts."""

from datetime import date

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.engine.domain import Variable
from endorse_cli.models.cuts import Regions
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.numbers import show_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion, Rubric

DAY = date(2000, 1, 1)
ELECTION = date(2030, 6, 15)
"""The invented day from which the days of an example count; no month is short around it."""


def example_candidate(
    compiled: Compiled, profile: Path, name: str, day: date | None = None
) -> dict[str, Plain]:
    """A candidate with the answers of a profile and no others, in the form of a `.json` file.

    What a profile leaves open makes no difference to what it shows, so it is left out. Of a region
    of numbers or days one of its own stands for it. `day` is one on which the rubric is as it was
    compiled; none is named where nothing hangs on it.
    """
    source: dict[str, Plain] = {
        "source": "invented for this example",
        "date": (day or DAY).isoformat(),
        "says": "nothing about any person",
    }
    answers: dict[str, Plain] = {}
    for level in sorted(profile):
        variable = compiled.variables[level]
        value = _answer(
            variable, profile[level], compiled.regions.get(variable.criterion), day or DAY
        )
        criterion = compiled.rubric.criteria[variable.criterion]
        if criterion.kind.form == "set":
            member = variable.id.removeprefix(f"{criterion.id}.")
            _add_member(answers, criterion, member, value, source)
        else:
            answers[criterion.id] = _supported(criterion, value, source)
    head: dict[str, Plain] = {"candidate": name, "rubric": compiled.rubric.id}
    head |= _anchors(compiled, answers, day or DAY)
    if day is not None or _hangs_on_day(compiled.rubric):
        head["as_of"] = (day or DAY).isoformat()
    return {**head, "answers": answers}


def _answer(variable: Variable, place: int, regions: Regions | None, as_of: date) -> str:
    """What a file would say for a value: its name, or a number or day in its region."""
    if regions is None or place >= len(regions.regions):
        return variable.values[place]
    if isinstance(regions, DayRegions):
        day = regions.sample(place, as_of if regions.anchor == "as_of" else ELECTION)
        return day.isoformat() if day is not None else "unknown"
    return show_number(regions.sample(place))


def _anchors(compiled: Compiled, answers: dict[str, Plain], as_of: date) -> dict[str, Plain]:
    """The election and the day of judging, where a day that is answered counts from them."""
    regions = (compiled.regions.get(id) for id in answers)
    anchors = {r.anchor for r in regions if isinstance(r, DayRegions) and r.anchor is not None}
    days = {"election": ELECTION, "as_of": as_of}
    return {anchor: day.isoformat() for anchor, day in days.items() if anchor in anchors}


def _hangs_on_day(rubric: Rubric) -> bool:
    return any(c.fresh_for or c.in_force for c in rubric.criteria.values())


def _add_member(
    answers: dict[str, Plain],
    criterion: Criterion,
    member: str,
    value: str,
    source: dict[str, Plain],
) -> None:
    found = answers.get(criterion.id)
    wrapped = found.get("answer") if isinstance(found, dict) else None
    inner = wrapped if isinstance(wrapped, dict) else found
    members = {**(inner if isinstance(inner, dict) else {}), member: value}
    named = [name for name, said in members.items() if said == "yes"]
    needs = criterion.evidence.rule == "required" or not set(named).isdisjoint(
        criterion.evidence.required_for
    )
    answers[criterion.id] = {"answer": members, "evidence": [source]} if needs else members


def _supported(criterion: Criterion, value: str, source: dict[str, Plain]) -> Plain:
    rule = criterion.evidence
    if rule.rule == "required" or value in rule.required_for:
        return {"answer": value, "evidence": [source]}
    return value
