"""The only place that holds a slate against the rubric's guidance on slates.

Guidance never changes what a candidate gets. Where outcomes are open, so are counts: each is a
range, and guidance is said only where it holds whatever comes of what is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.assessment import Truth
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.divided_answers import hanging
from endorse_cli.engine.divided_ends import came
from endorse_cli.models.promises import Guidance, SlateRule
from endorse_cli.models.side_by_side import GuidancePart, NeedPart, RangePart, Said
from endorse_cli.slate.entry import Entry

Masks = Sequence[int]

Cycle: TypeAlias = tuple[Compiled, Sequence[Masks]]
"""A rubric as it stood, and the values still possible of each candidate judged under it."""


class GuidanceTold(NamedTuple):
    """One line of guidance as it is told; `needs` are the criteria it hangs on, by candidate."""

    part: GuidancePart
    needs: Mapping[bytes, tuple[str, ...]]


class Count(NamedTuple):
    """How many candidates a slate has, and of how many of them a condition holds, or does not."""

    of: RangePart
    holds: RangePart
    fails: RangePart


def members_of(compiled: Compiled, rule: SlateRule, entries: Iterable[Entry]) -> list[Entry]:
    """The candidates that the rule looks at: those of whom it is settled."""
    node = compiled.condition(rule.of)
    return [entry for entry in entries if _truth(compiled, node, entry.masks) == "yes"]


def looked_at(compiled: Compiled, rule: SlateRule, entries: Iterable[Entry]) -> RangePart:
    """How many candidates the rule looks at: for certain, and at the most."""
    return _range(compiled, compiled.condition(rule.of), [entry.masks for entry in entries])


def counts(rule: SlateRule, members: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Of the candidates looked at, how many have each outcome; an open one is `undetermined`."""
    found: dict[str, dict[str, int]] = {id: {} for id in rule.counts}
    for entry in members:
        for id, sums in found.items():
            name = entry.outcomes[id].outcome or "undetermined"
            sums[name] = sums.get(name, 0) + 1
    return found


def guidance(
    compiled: Compiled, now: Sequence[Entry], last: Sequence[Cycle] | None
) -> list[GuidanceTold]:
    """Each line of guidance, and whether it is to be said of these candidates.

    `now` are the candidates of this cycle; `last` those of the last one under the rubric as it
    stood then, None where that is not given.
    """
    rule = compiled.rubric.slate
    return [_told(compiled, line, now, last) for line in rule.guidance.values()] if rule else []


def _told(
    compiled: Compiled, line: Guidance, now: Sequence[Entry], last: Sequence[Cycle] | None
) -> GuidanceTold:
    part = _line(line, (compiled, [entry.masks for entry in now]), last)
    found = {}
    if part["said"] == "open":
        found = {entry.who: hanging for entry in now if (hanging := _hangs(compiled, line, entry))}
    part["needs"] = [_need(entry, found[entry.who]) for entry in now if entry.who in found]
    return GuidanceTold(part, found)


def _hangs(compiled: Compiled, line: Guidance, entry: Entry) -> tuple[str, ...]:
    """The criteria on which it hangs whether a candidate is counted, and for which side."""
    rule = compiled.rubric.slate
    assert rule is not None
    among, node = _among(compiled, rule, line), compiled.condition(line.condition)
    sides = node, compiled.manager.negate(node)
    both = (compiled.manager.both(among, side) for side in sides)
    matter = set().union(*(hanging(compiled, node, entry.masks) for node in both))
    return tuple(id for id, levels in compiled.levels.items() if not matter.isdisjoint(levels))


def _need(entry: Entry, criteria: Sequence[str]) -> NeedPart:
    return {
        "name": entry.name,
        "seat": entry.seat,
        "outcomes": not set(entry.open).isdisjoint(criteria),
        "criteria": [id for id in criteria if id not in entry.open],
    }


def _line(line: Guidance, now: Cycle, last: Sequence[Cycle] | None) -> GuidancePart:
    count = _count(line.id, [now])
    before = _count(line.id, last) if last is not None else None
    compares = line.form.endswith("_than_last")
    return {
        "id": line.id,
        "form": line.form,
        "said": _where_some(
            line,
            count,
            _against_last(line.form, count, before) if compares else _said(line.form, count),
        ),
        "needs": [],
        "count": count.holds,
        "of": count.of,
        "last_count": before.holds if before and compares else None,
        "last_of": before.of if before and compares else None,
    }


def _count(line: str, cycles: Iterable[Cycle]) -> Count:
    """The counts, each a range: a candidate may be open, and be counted or not."""
    of, holds, fails = (RangePart(low=0, high=0) for _ in range(3))
    for compiled, all in cycles:
        rule = compiled.rubric.slate
        found = rule.guidance.get(line) if rule else None
        if rule is None or found is None:
            continue
        among, node = _among(compiled, rule, found), compiled.condition(found.condition)
        negated = compiled.manager.negate(node)
        _add(of, compiled, among, all)
        _add(holds, compiled, compiled.manager.both(among, node), all)
        _add(fails, compiled, compiled.manager.both(among, negated), all)
    return Count(of, holds, fails)


def _among(compiled: Compiled, rule: SlateRule, line: Guidance) -> Node:
    """Of whom it is so that a line looks at them."""
    of = compiled.condition(rule.of)
    return compiled.manager.both(of, compiled.condition(line.among)) if line.among else of


def _add(sums: RangePart, compiled: Compiled, node: Node, all: Sequence[Masks]) -> None:
    part = _range(compiled, node, all)
    sums["low"] += part["low"]
    sums["high"] += part["high"]


def _range(compiled: Compiled, node: Node, all: Sequence[Masks]) -> RangePart:
    found = [_truth(compiled, node, masks) for masks in all]
    return {"low": found.count("yes"), "high": len(found) - found.count("no")}


def _truth(compiled: Compiled, node: Node, masks: Masks) -> Truth:
    ends = came(compiled, node, masks).nodes
    return "yes" if ends == [YES] else "no" if ends == [NO] else "open"


def _said(form: str, count: Count) -> Said:
    if form == "some":
        return _settled(count.holds["low"] > 0, count.holds["high"] == 0)
    return _settled(
        count.of["low"] > 0 and count.fails["high"] == 0,
        count.of["high"] == 0 or count.fails["low"] > 0,
    )


def _where_some(line: Guidance, count: Count, said: Said) -> Said:
    """A line on some of them says nothing where there is none of these."""
    if line.among is None or count.of["low"]:
        return said
    return "no" if not count.of["high"] else "open" if said == "yes" else said


def _against_last(form: str, now: Count, last: Count | None) -> Said:
    if last is None:
        return "not_known"
    low, high = now.holds["low"], now.holds["high"]
    if form == "fewer_than_last":
        return _settled(high < last.holds["low"], low >= last.holds["high"])
    if form == "no_more_than_last":
        return _settled(high <= last.holds["low"], low > last.holds["high"])
    if not (now.of["high"] and last.of["high"]):
        return "no"
    (least, most), (least_last, most_last) = _share(now), _share(last)
    return _settled(most < least_last, least >= most_last)


def _share(count: Count) -> tuple[Fraction, Fraction]:
    """The least and the greatest share of those of whom it holds among all that are counted."""
    (least, most), (few, many) = (
        (part["low"], part["high"]) for part in (count.holds, count.fails)
    )
    return Fraction(least, max(least + many, 1)), Fraction(most, max(most + few, 1))


def _settled(yes: bool, no: bool) -> Said:
    return "yes" if yes else "no" if no else "open"
