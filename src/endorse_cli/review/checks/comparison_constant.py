"""A comparison that always or never holds (`comparison-constant`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.engine.apart import all_open
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.domain import bound_number, passing
from endorse_cli.engine.order import written_conditions
from endorse_cli.engine.possible import reachable
from endorse_cli.models.conditions import Atom, Condition, Count
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Includes, Test
from endorse_cli.review.reported import Reported
from endorse_cli.rubric.parts import each_of, inner, walk


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every test in a finding or decision that is constant of itself."""
    rubric = compiled.rubric
    for owner in (*rubric.findings, *rubric.decisions):
        for condition in written_conditions(rubric, owner):
            for part in walk(condition):
                if isinstance(part, Count) and (constant := _counts(compiled, part)) is not None:
                    reported.places.add(part.trail)
                    yield _fault("count", constant, (*part.trail, "count"))
                for id, test, trail in _tests(rubric, part):
                    constant = _constant(compiled, id, test)
                    if constant is not None and part.trail not in reported.places:
                        reported.places.add(part.trail)
                        yield _fault(id, constant, trail)


def _counts(compiled: Compiled, count: Count) -> bool | None:
    """Whether so many of the parts always or never hold, however each of them turns out."""
    settings = compiled.rubric.settings
    each = each_of(count)
    most = len(compiled.rubric.ids_in(each.of) if each else inner(count))
    low = bound_number(count.at_least, settings) if count.at_least is not None else 0
    high = bound_number(count.at_most, settings) if count.at_most is not None else most
    if low > most or low > high:
        return False
    return True if low <= 0 and high >= most else None


def _tests(rubric: Rubric, part: Condition) -> Iterator[tuple[str, Test, Trail]]:
    if isinstance(part, Atom):
        yield part.id, part.test, (*part.trail, part.id)
    elif each := each_of(part):
        ids = rubric.ids_in(each.of)
        yield from ((id, each.test, (*each.trail, "are")) for id in ids)


def _constant(compiled: Compiled, id: str, test: Test) -> bool | None:
    """Whether a test always or never holds; None where it depends on the candidate."""
    if isinstance(test, Includes):
        return None
    if id in compiled.rubric.decisions:
        # Asked of the names alone: an outcome that cannot be reached is a fault of its own.
        outcomes = compiled.rubric.decisions[id].outcomes
        mask = passing(test, outcomes, compiled.rubric.settings)
        return {0: False, (1 << len(outcomes)) - 1: True}.get(mask)
    node = compiled.builder.atom(id, test)
    if id in compiled.builder.apart:
        ends = reachable(compiled.manager, node, all_open(compiled).masks)
        node = ends[0] if len(ends) == 1 else node
    return {NO: False, YES: True}.get(node)


def _fault(id: str, always: bool, trail: Trail) -> Diagnostic:
    return Diagnostic(
        "comparison-constant",
        f"This comparison of {quoted(id)} {'always' if always else 'never'} holds.",
        "Move the bound, or leave the comparison out.",
        trail,
        on_key=True,
    )
