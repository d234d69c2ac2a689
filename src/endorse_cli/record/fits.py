"""The only place that says whether a record speaks of a rubric: every id in it is one of its own.

A record that is read back was perhaps written by hand. Whatever makes a text of one may rely on
this, and need not look for each id whether it is there.
"""

from collections.abc import Iterable, Iterator

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.engine.domain import variables_of
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import ChangePart, DecisionPart, Record
from endorse_cli.models.rubric import Rubric

HELP = "Make the record again, or name the rubric that it was made with."


def misfits(record: Record, rubric: Rubric) -> list[Diagnostic]:
    """Every id of the record that the rubric does not have; the first thing wrong comes first."""
    return [*_lines(record, rubric), *_decisions(record, rubric), *_others(record, rubric)]


def _lines(record: Record, rubric: Rubric) -> Iterator[Diagnostic]:
    for place, line in enumerate(record["lines"]):
        trail: Trail = ("lines", place)
        criterion = rubric.criteria.get(line["criterion"])
        if criterion is None:
            yield _unknown(line["criterion"], "criterion", (*trail, "criterion"))
            continue
        yield from _unknowns([line["group"]], rubric.groups, "group", (*trail, "group"))
        own = [variable.id for variable in variables_of(criterion)]
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
