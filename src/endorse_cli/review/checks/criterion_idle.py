"""A criterion, or a member of a set, on which no decision depends (`criterion-idle`)."""

from collections.abc import Iterator, Sequence

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.engine.apart import all_open, under
from endorse_cli.engine.apart_answers import can_move
from endorse_cli.engine.compile import Compiled
from endorse_cli.models.rubric import Criterion
from endorse_cli.review.reported import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every variable, not recorded, in no decision's support."""
    used = _used(compiled)
    excused = reported.touched()
    for id, criterion in compiled.rubric.criteria.items():
        idle = [
            level
            for level in compiled.levels[id]
            if level not in used and not compiled.variables[level].recorded
        ]
        if not idle or id in excused or not excused.isdisjoint(criterion.families):
            continue
        if len(idle) == len(compiled.levels[id]):
            families = () if criterion.families else tuple(compiled.rubric.families)
            yield _fault(quoted(id), "recorded", criterion.trail, families, on_key=True)
        elif criterion.kind.form == "set":
            for level in idle:
                yield _member(criterion, compiled.variables[level].id)


def _used(compiled: Compiled) -> set[int]:
    """The variables on which some decision depends."""
    roots = [decided.root for decided in compiled.decisions.values()]
    found = set().union(*(under(compiled, root) for root in roots))
    if not compiled.apart:
        return found
    walked = all_open(compiled)
    every = [variable.all_values for variable in compiled.variables]
    return {level for level in found if can_move(compiled, walked, roots, level, every[level])}


def _member(criterion: Criterion, variable: str) -> Diagnostic:
    member = variable.partition(".")[2]
    place = criterion.kind.names.index(member)
    return _fault(quoted(variable), "recorded_members", (*criterion.trail, "answer", "set", place))


def _fault(
    what: str, key: str, trail: Trail, families: Sequence[str] = (), *, on_key: bool = False
) -> Diagnostic:
    into = f" or put it `in:` one of {listed(families)}," if families else ""
    return Diagnostic(
        "criterion-idle",
        f"No decision depends on {what}.",
        f"Use it,{into} leave it out, or mark it with `{key}:` and the reason.",
        trail,
        on_key,
    )
