"""The only place that says whether a record that is read back can be relied on.

Whether it speaks of a rubric: every id in it is one of its own. A record was perhaps written by
hand; whatever makes a text of one may rely on this, and need not look for each id whether it is
there. And in which of its parts it differs from one made again.
"""

from collections.abc import Iterable, Iterator

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.engine.domain import variables_of
from endorse_cli.models.audits import PARTS, DifferencePart, Part
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import ChangePart, DecisionPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.compounds import compounds_of

HELP = "Make the record again, or name the rubric that it was made with."


def misfits(record: Record, rubric: Rubric) -> list[Diagnostic]:
    """Every id of the record that the rubric does not have; the first thing wrong comes first."""
    return [*_lines(record, rubric), *_decisions(record, rubric), *_others(record, rubric)]


def _lines(record: Record, rubric: Rubric) -> Iterator[Diagnostic]:
    compounds = compounds_of(rubric)
    for place, line in enumerate(record["lines"]):
        trail: Trail = ("lines", place)
        criterion = rubric.criteria.get(line["criterion"])
        if criterion is None:
            yield _unknown(line["criterion"], "criterion", (*trail, "criterion"))
            continue
        yield from _unknowns([line["group"]], rubric.groups, "group", (*trail, "group"))
        own = [variable.id for variable in variables_of(criterion)]
        own += [one.variable for one in compounds if one.owner == criterion.id]
        if list(line["possible"]) != own:
            message = f"The values left for {quoted(criterion.id)} are not those of its variables."
            yield Diagnostic("bad-shape", message, HELP, (*trail, "possible"))


def _decisions(record: Record, rubric: Rubric) -> Iterator[Diagnostic]:
    found: dict[Trail, dict[str, DecisionPart]] = {("decisions",): record["decisions"]}
    if "what_if" in record:
        found["what_if", "decisions"] = record["what_if"]["decisions"]
    if "stand_in" in record:
        found["stand_in", "decisions"] = record["stand_in"]["decisions"]
    for above, parts in found.items():
        for id in rubric.decisions:
            if id not in parts:
                said = f"The decision {quoted(id)} of the rubric is missing."
                yield Diagnostic("missing-key", said, HELP, above)
        for id, decided in parts.items():
            trail = (*above, id)
            decision = rubric.decisions.get(id)
            if decision is None:
                yield _unknown(id, "decision", trail)
            else:
                yield from _decided(decided, decision, trail)


def _decided(decided: DecisionPart, decision: Decision, trail: Trail) -> Iterator[Diagnostic]:
    rows = [row.id for row in decision.rows]
    given = decided.get("given", [])
    outcomes = [*decided["possible"], *filter(None, [decided["outcome"]]), *given]
    yield from _unknowns(outcomes, decision.outcomes, "outcome", trail)
    named = [*decided["rows"], *filter(None, [decided.get("row")]), *decided["also"]]
    yield from _unknowns(named, rows, "row", trail)


def _others(record: Record, rubric: Rubric) -> Iterator[Diagnostic]:
    variables = [id for line in record["lines"] for id in line["possible"]]
    decisions = list(record["decisions"])
    yield from _unknowns(record["findings"], rubric.findings, "finding", ("findings",))
    yield from _unknowns(record["scores"], rubric.scores, "score", ("scores",))
    for id, reason in record["reasons"].items():
        trail: Trail = ("reasons", id)
        served = [*record["findings"], *record["scores"]]
        yield from _unknowns([id], decisions, "decision", trail)
        yield from _unknowns(reason["serves"], served, "finding or score", trail)
        named = [*reason["sufficient"], *reason["necessary"], *reason.get("row", ())]
        yield from _unknowns(named, variables, "variable", trail)
    for id, changes in record["changes"].items():
        yield from _unknowns([id], decisions, "decision", ("changes", id))
        for change in changes:
            yield from _unknowns(_changed(change), variables, "variable", ("changes", id))
    asked = record["ask_next"]
    if asked is not None:
        named = [asked["criterion"]]
        yield from _unknowns(named, rubric.criteria, "criterion", ("ask_next",))
    for place, notice in enumerate(record.get("notices", ())):
        criterion = rubric.criteria.get(notice["criterion"])
        trail = ("notices", place)
        yield from _unknowns([notice["criterion"]], rubric.criteria, "criterion", trail)
        if criterion is not None:
            yield from _unknowns([notice["name"]], rubric.notices(criterion), "notice", trail)
    for supposed in filter(None, (record.get("what_if"), record.get("stand_in"))):
        yield from _unknowns(supposed["given"], variables, "variable", ())


def _changed(change: ChangePart) -> list[str]:
    return [*change["change"], *change["provided"]]


def _unknowns(
    ids: Iterable[str], known: Iterable[str], what: str, trail: Trail
) -> Iterator[Diagnostic]:
    accepted = set(known)
    return (_unknown(id, what, trail) for id in ids if id not in accepted)


def _unknown(id: str, what: str, trail: Trail) -> Diagnostic:
    return Diagnostic("unknown-id", f"{quoted(id)} is no {what} of the rubric.", HELP, trail)


ORDER = "order of keys"
"""Stands for a key where every value is the same and only their order is not."""

_OWN_PART: dict[str, Part] = {
    "tool": "tool",
    "rubric": "rubric",
    "candidate": "candidate",
    "carries.rubrics": "rubric",
    "carries.candidate": "candidate",
}
"""The keys that say what the result was made with; every other key is the result."""


def differences(kept: Record, again: Record) -> list[DifferencePart]:
    """What differs: of the tool, the rubric, the candidate and the result, in this order.

    Nothing differs only where both are written with the same bytes: the same keys in the same
    order, the same values, and no key more.
    """
    keys = list(_differing(_parts(kept), _parts(again)))
    by_part = {
        part: [key for key in keys if _OWN_PART.get(key, "result") == part] for part in PARTS
    }
    return [
        {"part": part, "keys": found, "recorded": _words(kept, part), "found": _words(again, part)}
        for part, found in by_part.items()
        if found
    ]


def _parts(record: Record) -> dict[str, object]:
    """The keys of a record, what it carries taken apart."""
    parts: dict[str, object] = {}
    for key, value in record.items():
        if key == "carries" and isinstance(value, dict):
            parts |= {f"{key}.{name}": part for name, part in value.items()}
        else:
            parts[key] = value
    return parts


def _differing(own: dict[str, object], other: dict[str, object]) -> Iterator[str]:
    """The keys that are written otherwise: 1 is not true, and keys have an order."""
    found = [
        key
        for key in dict.fromkeys((*own, *other))
        if key not in own or key not in other or repr(own[key]) != repr(other[key])
    ]
    yield from found or ([ORDER] if list(own) != list(other) else ())


def _words(record: Record, part: Part) -> str:
    """What tells one tool, rubric, candidate or result from another."""
    match part:
        case "tool":
            return f"{record['tool']['name']} {record['tool']['version']}"
        case "rubric":
            rubric = record["rubric"]
            return f"{rubric['id']} {rubric['version']} {rubric['digest']}"
        case "candidate":
            return f"{record['candidate']['name']} {record['candidate']['digest']}".rstrip()
    decided = record["decisions"].items()
    return ", ".join(f"{id}={d['outcome'] or 'undetermined'}" for id, d in decided)
