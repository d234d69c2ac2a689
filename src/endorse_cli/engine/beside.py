"""The only place that compiles variants of a rubric into one manager.

Variants have the same criteria. What two of them decide is the same exactly if it is the same
node, so whether a small change means anything is no search.
"""

from collections.abc import Iterable, Mapping, Sequence

from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, Compiler, compile_over
from endorse_cli.engine.diagram import Manager
from endorse_cli.engine.domain import rubric_variables
from endorse_cli.engine.order import definition_order, uses
from endorse_cli.models.common_regions import common_regions
from endorse_cli.models.cuts import Regions, regions_of
from endorse_cli.models.rubric import Rubric


def regions_of_all(rubrics: Iterable[Rubric]) -> dict[str, Regions]:
    """The regions of numbers and days that the comparisons of several variants cut together."""
    found: dict[str, list[Regions]] = {}
    for rubric in rubrics:
        for id, regions in regions_of(rubric).items():
            found.setdefault(id, []).append(regions)
    return {id: _cut_by_all(own) for id, own in found.items()}


def _cut_by_all(own: Sequence[Regions]) -> Regions:
    common = common_regions(own)
    if common is None:
        raise ValueError(f"variants of one rubric ask for other answers: {own!r}")
    return common.regions


def compile_original(
    rubric: Rubric, regions: Mapping[str, Regions], budget: int = CHECK_BUDGET
) -> Compiled:
    """The rubric that variants are compiled beside, over regions common to all of them."""
    variables = rubric_variables(rubric, regions)
    manager = Manager([len(v.values) for v in variables], budget)
    return compile_over(rubric, variables, regions, manager)


def compile_variant(original: Compiled, rubric: Rubric) -> Compiled:
    """A variant in the manager of the original; what is written alike is not built again.

    Raises `TooManyNodes` where both together take more nodes than the manager's budget.
    """
    compiler = Compiler(rubric, original.variables, original.regions, original.manager, None)
    same: set[str] = set()
    for id in definition_order(rubric):
        if _is_written_alike(original.rubric, rubric, id) and same.issuperset(uses(rubric, id)):
            same.add(id)
            _take(compiler, original, id)
        else:
            compiler.define(id)
    return compiler.compiled()


def _is_written_alike(original: Rubric, rubric: Rubric, id: str) -> bool:
    """Whether a definition is the original's own, and so is all it may name besides others."""
    around = ("settings", "scales", "criteria", "families")
    if any(getattr(original, part) is not getattr(rubric, part) for part in around):
        return False
    sections = ("scores", "findings", "decisions")
    return any(
        id in getattr(rubric, section)
        and getattr(rubric, section)[id] is getattr(original, section)[id]
        for section in sections
    )


def _take(compiler: Compiler, original: Compiled, id: str) -> None:
    if id in original.scores:
        compiler.scores[id] = original.scores[id]
    elif id in original.findings:
        compiler.findings[id] = original.findings[id]
    else:
        compiler.decisions[id] = original.decisions[id]
