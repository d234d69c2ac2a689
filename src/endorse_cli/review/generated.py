"""The only place that makes up cases: a profile of answers with what comes of it."""

from collections.abc import Mapping

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.profiles import Path
from endorse_cli.models.plain import Plain
from endorse_cli.review.examples import example_candidate


def masks_of(compiled: Compiled, profile: Path) -> list[int]:
    """What a profile leaves possible; what it does not name may be anything."""
    return [
        1 << profile[level] if level in profile else variable.all_values
        for level, variable in enumerate(compiled.variables)
    ]


def settled(compiled: Compiled, profile: Path) -> dict[int, int]:
    """The profile with as few answers more as settle every decision."""
    found = dict(profile)
    for decided in compiled.decisions.values():
        found |= _way_out(compiled.manager, decided.root, found)
    return found


def _way_out(manager: Manager, root: Node, known: Mapping[int, int]) -> dict[int, int]:
    """The fewest answers more that lead to a terminal; ties by order of values."""
    steps: dict[Node, int] = {}
    for node in manager.descendants((root,)):
        kids = manager.kids[node]
        if not kids:
            steps[node] = 0
        elif manager.level[node] in known:
            steps[node] = steps[kids[known[manager.level[node]]]]
        else:
            steps[node] = 1 + min(steps[kid] for kid in kids)
    taken: dict[int, int] = {}
    node = root
    while kids := manager.kids[node]:
        level = manager.level[node]
        if level not in known:
            taken[level] = min(range(len(kids)), key=lambda value: steps[kids[value]])
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


def unused(wanted: str, names: set[str]) -> str:
    """A name that is none of those in use, numbered if need be; from then on it is in use."""
    name, number = wanted, 1
    while name in names:
        number += 1
        name = f"{wanted} ({number})"
    names.add(name)
    return name
