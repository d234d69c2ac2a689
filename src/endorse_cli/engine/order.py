"""The only place that knows which definition rests on which, and so in what order to build."""

from collections.abc import Iterable, Iterator

from endorse_cli.models.amounts import Amount
from endorse_cli.models.conditions import Condition, Exempt
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Test
from endorse_cli.rubric.part_tree import asking, conditions_on, each_of, own_ids, walk
from endorse_cli.rubric.regions import asked_by


def condition_uses(condition: Condition) -> Iterator[str]:
    """The ids that a condition names, families left as they are."""
    for part in walk(condition):
        yield from own_ids(each_of(part) or part)


def _guarded(when: Condition | None, unless: tuple[Exempt, ...]) -> list[Condition]:
    return [*([when] if when is not None else []), *(exception.when for exception in unless)]


def conditions_of(rubric: Rubric, id: str) -> list[Condition]:
    """The conditions that a finding or a decision is made of, in the order written."""
    if id in rubric.findings:
        return _guarded(rubric.findings[id].when, rubric.findings[id].unless)
    if id in rubric.decisions:
        return [c for row in rubric.decisions[id].rows for c in _guarded(row.when, row.unless)]
    return []


def written_conditions(rubric: Rubric, id: str) -> list[Condition]:
    """The conditions that somebody wrote: a table's cells and the cuts of bands are none."""
    decision = rubric.decisions.get(id)
    return [] if decision and decision.body is not None else conditions_of(rubric, id)


def amount_uses(amount: Amount) -> Iterator[str]:
    """The scores, criteria and families that an amount names, its conditions' ids among them."""
    conditions: list[Condition] = []
    for part in walk(amount):
        yield from own_ids(each_of(part) or part)
        conditions += conditions_on(part)
    for condition in conditions:
        yield from condition_uses(condition)


def named_in(rubric: Rubric, id: str) -> set[str]:
    """Every id that a finding, a score or a decision names itself."""
    return set(_names_in_turn(rubric, id))


def everything_under(rubric: Rubric, ids: Iterable[str]) -> set[str]:
    """The ids, and every id that they rest on, however far below."""
    found: set[str] = set()
    stack = list(ids)
    while stack:
        id = stack.pop()
        if id not in found:
            found.add(id)
            stack.extend(named_in(rubric, id))
    return found


def uses(rubric: Rubric, id: str) -> list[str]:
    """The findings, scores and decisions that a definition rests on directly, each once."""
    return [name for name in _names_in_turn(rubric, id) if is_defined(rubric, name)]


def is_defined(rubric: Rubric, id: str) -> bool:
    """Whether an id is a finding, a score or a decision, and no criterion besides."""
    if id in rubric.criteria:
        return False
    return id in rubric.findings or id in rubric.scores or id in rubric.decisions


def definition_order(
    rubric: Rubric, roots: list[str] | None = None, known: dict[str, list[str]] | None = None
) -> list[str]:
    """Everything that the roots rest on, and they themselves, parts before wholes.

    Without roots, all definitions. The rubric has no cycle. `known` keeps what each rests on.
    """
    done: dict[str, None] = {}
    below = {} if known is None else known
    stack = list(reversed(roots or [*rubric.scores, *rubric.findings, *rubric.decisions]))
    while stack:
        id = stack[-1]
        if id not in below:
            below[id] = uses(rubric, id)
        missing = [] if id in done else [name for name in below[id] if name not in done]
        if missing:
            stack.extend(reversed(missing))
        else:
            done[stack.pop()] = None
    return list(done)


def asked_order(rubric: Rubric) -> list[str]:
    """The criteria as a depth-first walk of the decisions comes to them; the others last.

    So what is decided together stands together, wherever its lines are written.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    stack = [iter(rubric.decisions)]
    while stack:
        id = next(stack[-1], None)
        if id is None:
            stack.pop()
        elif id in rubric.criteria:
            found[id] = None
        elif id in rubric.families:
            found.update(dict.fromkeys(rubric.members(id)))
        elif id not in seen:
            seen.add(id)
            stack.append(iter(_names_in_turn(rubric, id)))
    return [*found, *(id for id in rubric.criteria if id not in found)]


def _names_in_turn(rubric: Rubric, id: str) -> dict[str, None]:
    """Every id that a definition names itself, as it is written."""
    found: dict[str, None] = {}
    if id in rubric.scores:
        found.update(dict.fromkeys(amount_uses(rubric.scores[id].value)))
    if id in rubric.decisions:
        # A table has very many cells that all name the same.
        found.update(dict.fromkeys(rubric.decisions[id].looked_at))
    for condition in written_conditions(rubric, id):
        found.update(dict.fromkeys(condition_uses(condition)))
    return found


def deciding_tests(rubric: Rubric) -> Iterator[tuple[str, Test]]:
    """Every test in the conditions that the decisions rest on, in the order written."""
    for id in definition_order(rubric, list(rubric.decisions)):
        for condition in written_conditions(rubric, id):
            for part in asking(condition):
                yield from asked_by(rubric, part)
