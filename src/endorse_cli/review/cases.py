"""What a case expects and does not get, and cases and candidates made up from a profile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.assessment import Assessment, Decided
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.logic import Apart
from endorse_cli.engine.profiles import Path
from endorse_cli.engine.witnesses import numbers_at
from endorse_cli.models.candidate import UNDETERMINED, Case, Expected
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.plain_values import Plain, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.trials import Aspect, MissPart
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.regions import Regions


def misses(case: Case, assessment: Assessment) -> Iterator[MissPart]:
    """Every expectation of a case that its assessment does not meet, outcomes first.

    `missing` are those of the expected that were not found; for reasons nothing else counts, for
    outcomes and rows it also counts what was found and not expected.
    """
    decisions = assessment.decisions
    for id, expected in case.expect.items():
        if not _is_met(expected, decisions[id]):
            wanted = (UNDETERMINED,) if expected == UNDETERMINED else expected
            yield _miss(id, "outcome", wanted, decisions[id].possible)
    for id, rows in case.rows.items():
        if set(rows) != set(decisions[id].rows):
            yield _miss(id, "rows", rows, decisions[id].rows)
    # Of a rubric that is too large as a whole there are no reasons to be compared.
    for id, criteria in () if assessment.compiled.is_partial else case.reasons.items():
        reason = _reason(assessment, id)
        if not all(_is_named(criterion, reason) for criterion in criteria):
            missing = [c for c in criteria if not _is_named(c, reason)]
            yield _miss(id, "reasons", criteria, reason, missing)
    yield from _part_misses(case, assessment)


def _part_misses(case: Case, assessment: Assessment) -> Iterator[MissPart]:
    """The scores and findings that do not come out as a case expects."""
    for id, ends in case.scores.items():
        found = assessment.scores[id]
        if ends != found:
            yield _miss(id, "score", _ends_words(ends), _ends_words(found))
    for id, holding in case.findings.items():
        if holding != assessment.findings[id]:
            yield _miss(id, "finding", (holding,), (assessment.findings[id],))


NO_END = "no end"


def _ends_words(ends: tuple[Fraction | None, Fraction | None]) -> list[str]:
    """The number of a score, or its ends while it is open."""
    words = [NO_END if end is None else show_number(end) for end in ends]
    return words[:1] if words[0] == words[1] != NO_END else words


def _is_met(expected: Expected, decided: Decided) -> bool:
    if expected == UNDETERMINED:
        return len(decided.possible) > 1
    return set(expected) == set(decided.possible)


def _miss(
    id: str,
    aspect: Aspect,
    expected: Sequence[str],
    found: Sequence[str],
    missing: list[str] | None = None,
) -> MissPart:
    if missing is None:
        missing = [word for word in expected if word not in found]
    return {
        "decision": id,
        "aspect": aspect,
        "expected": list(expected),
        "found": list(found),
        "missing": missing,
    }


def _reason(assessment: Assessment, decision: str) -> tuple[str, ...]:
    found = assessment.reasons.get(decision)
    variables = assessment.compiled.variables
    return tuple(variables[level].id for level in found.sufficient) if found else ()


def _is_named(criterion: str, reason: tuple[str, ...]) -> bool:
    """Whether a reason names a variable, or any member of the set that is asked for."""
    return any(id == criterion or id.startswith(f"{criterion}.") for id in reason)


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
        level: Within(regions[variables[level].id], place)
        for level, place in profile.items()
        if variables[level].id in regions
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
    measured = {
        level: (spot.regions, spot.place)
        for level, spot in spots.items()
        if isinstance(spot.regions, NumberRegions)
    }
    numbers = numbers_at(compiled, measured) or {}
    made = {one.variable for one in compiled.compounds}
    for id, number in numbers.items():
        asked = compiled.rubric.criteria[id]
        answers[id] = _supported(asked, show_number(number), source)
    for level in sorted(profile):
        variable = compiled.variables[level]
        if variable.id in made or variable.id in numbers:
            continue
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


NAMED = 5
"""So many answers of an example stand in a message."""


def is_somebody(compiled: Compiled, profile: Path) -> bool:
    """Whether a profile is of answers alone, so that a candidate can be made of it.

    Where parts are worked out apart, one that names nobody says only that there is somebody.
    """
    is_named = bool(profile) or not compiled.apart
    return is_named and all(level < len(compiled.variables) for level in profile)


def answers_words(compiled: Compiled, profile: Path) -> str:
    """The answers of a profile in a message, a region of numbers or days by its label.

    Of what is worked out apart, what it comes to.
    """
    given = [_value_words(compiled, level, profile[level]) for level in sorted(profile)]
    named = [words for words in given if words][:NAMED]
    left = len(given) - len(named)
    return ", ".join(named) + (f" and {left} more" if left and named else "")


def _value_words(compiled: Compiled, level: int, value: int) -> str:
    """What one variable is; nothing of a part to which nobody gave a name."""
    beyond = level - len(compiled.variables)
    if beyond < 0:
        variable = compiled.variables[level]
        return f"{quoted(variable.spoken)} is {quoted(variable.values[value])}"
    part, rubric = compiled.apart[beyond], compiled.rubric
    if part.id in rubric.scores:
        return f"{quoted(part.id)} is {_between_words(part, value)}"
    if part.id in rubric.decisions:
        return f"{quoted(part.id)} is {quoted(rubric.decisions[part.id].outcomes[value])}"
    return f"{quoted(part.id)} is {quoted(YES_NO[value])}" if part.id in rubric.findings else ""


def _between_words(part: Apart, value: int) -> str:
    """Between which of the numbers it is compared with a score lies that reaches some of them."""
    words = []
    if value > 0:
        number, strict = part.edges[value - 1]
        words.append(("more than " if strict else "at least ") + show_number(number))
    if value < len(part.edges):
        number, strict = part.edges[value]
        words.append(("at most " if strict else "less than ") + show_number(number))
    return " and ".join(words)


def masks_of(compiled: Compiled, profile: Path) -> list[int]:
    """What a profile leaves possible; what it does not name may be anything."""
    return [
        1 << profile[level] if level in profile else variable.all_values
        for level, variable in enumerate(compiled.variables)
    ]


def settled(compiled: Compiled, profile: Path) -> dict[int, int]:
    """The profile with as few answers more as settle every decision."""
    manager, found = compiled.manager, dict(profile)
    steps: Steps = [{} for _ in range(manager.bottom + 1)]
    for decided in compiled.decisions.values():
        more = _way_out(manager, decided.root, found, steps)
        found |= more
        # Of what lies below all of these the way is what it was.
        for depth in range(max((manager.depths[level] for level in more), default=-1) + 1):
            steps[depth].clear()
    return found


Steps: TypeAlias = list[dict[Node, int]]
"""By depth, how many answers more lead from a diagram to a terminal."""


def _way_out(
    manager: Manager, root: Node, known: Mapping[int, int], steps: Steps
) -> dict[int, int]:
    """The fewest answers more that lead to a terminal; ties by order of values."""
    kids_of, level_of, depth_of = manager.kids, manager.level, manager.depth
    stack = [root]
    while stack:
        node = stack.pop()
        kids, value = kids_of[node], known.get(level_of[node])
        left = kids if value is None else (kids[value],)
        missing = [kid for kid in left if kid not in steps[depth_of[kid]]]
        if missing:
            stack += (node, *missing)
        else:
            ways = [steps[depth_of[kid]][kid] for kid in left]
            more = min(ways) + (value is None) if ways else 0
            steps[depth_of[node]][node] = more
    taken: dict[int, int] = {}
    node = root
    while kids := kids_of[node]:
        level = level_of[node]
        if level not in known:
            ways = [steps[depth_of[kid]][kid] for kid in kids]
            taken[level] = ways.index(min(ways))
        node = kids[known[level] if level in known else taken[level]]
    return taken


def generated_case(compiled: Compiled, profile: Path, name: str, why: str) -> dict[str, Plain]:
    """A case with the answers of a profile, and what comes of them under the rubric as it is."""
    assessment = Assessment(compiled, {}, {})
    assessment.masks = masks_of(compiled, profile)
    candidate = example_candidate(compiled, profile, name)
    head = {key: part for key, part in candidate.items() if key not in ("candidate", "rubric")}
    expect: dict[str, Plain] = {}
    rows: dict[str, Plain] = {}
    for id, decided in assessment.decisions.items():
        expect[id] = decided.outcome or list(decided.possible)
        rows[id] = list(decided.rows)
    return {"case": name, "why": why, "expect": expect, "rows": rows, **head}
