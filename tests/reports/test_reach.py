"""Between which numbers an amount lies."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from endorse_cli.reports.table.bounds import Bounds, reaches
from endorse_cli.reports.table.holding import Known
from endorse_cli.reports.table.truth import Reach
from hypothesis import HealthCheck, given, settings

from endorse_cli.models.amounts import Gathered, Named
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.table import render_table
from support.accounts import account
from support.oracle import Possible
from support.profiles import times
from support.world import World, cases

NONE = "not_applicable"
"""The one answer to a number that is none."""


@settings(times(60), suppress_health_check=list(HealthCheck))
@given(cases())
def test_bounds_are_never_wrong_and_exact_where_they_say_so(case: tuple[World, Possible]) -> None:
    """Random scores of every form, with what is known at random, against the engine's ends."""
    world, possible = case
    numbers = {
        id: [Fraction(world.oracle.said(id, value)) for value in possible[id]]
        for id in world.oracle.domains
        if world.oracle.is_number(id)
        and set(possible[id]) < set(world.oracle.domains[id])
        and NONE not in possible[id]
    }
    bounds = Bounds(Known(world.rubric, possible, numbers))
    results = list(world.oracle.results(possible))
    for id, (low, high) in world.assess(possible).scores.items():
        found = bounds.known.scores[id]
        if found is None:
            continue
        assert low is not None
        assert high is not None
        assert found.low <= low <= high <= found.high
        if bounds.is_exact(world.rubric.scores[id].value):
            assert found == (low, high)
    for id, held in bounds.known.findings.items():
        came = {result.findings[id] for result in results}
        assert held == "open" or came == {held == "yes"}
    for id, outcomes in bounds.known.outcomes.items():
        assert {result.outcomes[id] for result in results} <= set(outcomes)


def test_the_ends_of_a_score_are_those_of_its_worst_and_best_answers(rubric: Rubric) -> None:
    """Against every combination of answers, added up by hand."""
    levels = range(4)
    means = {Fraction(sum(found), 3) for found in product(levels, repeat=3)}
    costs = {Fraction(sum(found), 4) for found in product(levels, repeat=4)}
    committee = [Fraction(points, 2) for points in (-1, 0, 1)]
    balance = [a - b + c for a, b, c in product(means, costs, committee)]
    assert reaches(rubric) == {
        "benefits": Reach(min(means), max(means)),
        "costs": Reach(min(costs), max(costs)),
        "balance": Reach(min(balance), max(balance)),
    }


def test_answers_narrow_it_to_what_the_record_says(rubric: Rubric, inez: Record) -> None:
    """With the answers that are possible it is the range that the engine gives."""
    possible = {id: v for line in inez["lines"] for id, v in line["possible"].items()}
    found = Bounds(Known(rubric, possible)).known.scores
    for id, score in inez["scores"].items():
        reach = found[id]
        assert reach is not None
        assert (str(reach.low), str(reach.high)) == (score["low"], score["high"])


def test_a_score_that_an_answer_enters_twice_has_no_scale(rubric: Rubric) -> None:
    """Its ends need not be those of its parts, so no scale is named."""
    named = Named("benefits", ())
    twice = replace(rubric.scores["benefits"], value=Gathered("sum", (named, named), ()))
    found = reaches(replace(rubric, scores={**rubric.scores, "balance": twice}))
    assert set(found) == {"benefits", "costs"}


def test_what_has_no_end_or_shares_answers_has_no_scale(grants: Rubric) -> None:
    """A number without a greatest value, points that hang on the team twice, a share."""
    assert reaches(grants) == {}


def test_a_score_stands_on_its_scale_with_its_sum_and_its_bars(
    rubric: Rubric, inez: Record
) -> None:
    """Whoever reads a number sees out of what, made of what, and compared with what."""
    text = " ".join(
        render_table(account(inez, rubric), width=80, colour=False, unicode=True).split()
    )
    assert "Benefits: 5/3, a mean, on a scale from 0 to 3 benefits · ¶11.7 · inferred" in text
    assert "Mean of: class_alignment 2, left_labor_bloc 1 and material_gains 2 " in text
    assert (
        "Sum of: Benefits 5/3, Costs -5/4 to -1/4 and sio_commitment (-1 to 1) × 1/2 = -1/2 to 1/2 "
    ) in text
    assert (
        'Compared with: at least 1 (setting surplus_needed) for row surplus, "endorse"; at most '
        '-1 (setting deficit_limit) for row deficit, "do not endorse"'
    ) in text


def test_the_finding_that_settles_a_decision_alone_is_named(rubric: Rubric, inez: Record) -> None:
    """Where one finding is the whole reason, it says why answers would change nothing."""
    reason = {"sufficient": ["red_lines"], "necessary": ["red_lines"]}
    serves = {"red_line_crossed": ["red_lines"]}
    lines = [
        {**line, "bearing": "no_bearing"} if line["group"] == "weighing" else line
        for line in inez["lines"]
    ]
    record: Record = {
        **inez,
        "lines": lines,  # type: ignore[typeddict-item]
        "findings": {**inez["findings"], "red_line_crossed": "yes"},
        "reasons": {"recommendation": {**reason, "serves": serves}},  # type: ignore[typeddict-item]
    }
    text = " ".join(
        render_table(account(record, rubric), width=80, colour=False, unicode=True).split()
    )
    crossed = '"A red line is crossed at the time of this campaign"'
    assert f'"What follows for the endorsement" is settled by this alone: {crossed} holds.' in text
    assert f"On its own it would change nothing here: {crossed} settles it." in text
