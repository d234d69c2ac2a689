"""The only place that turns a profile of answers into a candidate that `score` accepts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.profiles import Path
from endorse_cli.models.cuts import Regions
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.numbers import show_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion, Rubric

DAY = date(2000, 1, 1)
ELECTION = date(2030, 6, 15)
"""The invented day from which the days of an example count; no month is short around it."""


class Within(NamedTuple):
    """Some region of a number or a day, by place; past the regions it is `not_applicable`."""

    regions: Regions
    place: int

    def said(self, as_of: date) -> str | None:
        """What a file would say for the region: a number or a day that lies in it, if any does."""
        if self.place >= len(self.regions.regions):
            return None
        if isinstance(self.regions, DayRegions):
            anchor = as_of if self.regions.anchor == "as_of" else ELECTION
            day = self.regions.sample(self.place, anchor)
            return day.isoformat() if day is not None else "unknown"
        return show_number(self.regions.sample(self.place))


def example_candidate(
    compiled: Compiled,
    profile: Path,
    name: str,
    day: date | None = None,
    within: Mapping[int, Within] | None = None,
) -> dict[str, Plain]:
    """A candidate with the answers of a profile and no others, in the form of a `.json` file.

    What a profile leaves open makes no difference to what it shows, so it is left out. Of a region
    of numbers or days one of its own stands for it: of the variable's own region, or of a part of
    it that `within` names. `day` is one on which the rubric is as it was compiled; none is named
    where nothing hangs on it.
    """
    as_of = day or DAY
    spots = {**_regions(compiled, profile), **(within or {})}
    head: dict[str, Plain] = {"candidate": name, "rubric": compiled.rubric.id}
    head |= _anchors(spots.values(), as_of)
    if day is not None or _hangs_on_day(compiled.rubric):
        head["as_of"] = as_of.isoformat()
    return {**head, "answers": _answers(compiled, profile, spots, as_of)}


def _regions(compiled: Compiled, profile: Path) -> dict[int, Within]:
    """The regions that a profile names, of the numbers and days in it."""
    variables, regions = compiled.variables, compiled.regions
    return {
        level: Within(regions[variables[level].criterion], place)
        for level, place in profile.items()
        if variables[level].criterion in regions
    }


def _anchors(spots: Iterable[Within], as_of: date) -> dict[str, Plain]:
    """The election and the day of judging, where a day that is answered counts from them."""
    days = {"election": ELECTION, "as_of": as_of}
    anchors = {r.anchor for r, _ in spots if isinstance(r, DayRegions)}
    return {anchor: day.isoformat() for anchor, day in days.items() if anchor in anchors}


def _answers(
    compiled: Compiled, profile: Path, spots: Mapping[int, Within], as_of: date
) -> dict[str, Plain]:
    source: dict[str, Plain] = {
        "source": "invented for this example",
        "date": as_of.isoformat(),
        "says": "nothing about any person",
    }
    answers: dict[str, Plain] = {}
    for level in sorted(profile):
        variable = compiled.variables[level]
        said = spots[level].said(as_of) if level in spots else None
        value = variable.values[profile[level]] if said is None else said
        criterion = compiled.rubric.criteria[variable.criterion]
        if criterion.kind.form == "set":
            member = variable.id.removeprefix(f"{criterion.id}.")
            _add_member(answers, criterion, member, value, source)
        else:
            answers[criterion.id] = _supported(criterion, value, source)
    return answers


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
