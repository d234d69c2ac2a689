"""Between which numbers an amount lies."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from endorse_cli.models.amounts import Gathered, Named
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.table import render_table
from endorse_cli.reports.table.reach import Reach, reaches


def test_the_ends_of_a_score_are_those_of_its_worst_and_best_answers(rubric: Rubric) -> None:
    """Against every combination of answers, added up by hand."""
    levels = range(4)
    means = {Fraction(sum(found), 3) for found in product(levels, repeat=3)}
    costs = {Fraction(sum(found), 4) for found in product(levels, repeat=4)}
    committee = [Fraction(points, 2) for points in (-1, 0, 1)]
    balance = [a - b + c for a, b, c in product(means, costs, committee)]
    assert reaches(rubric, {}) == {
        "benefits": Reach(min(means), max(means)),
        "costs": Reach(min(costs), max(costs)),
        "balance": Reach(min(balance), max(balance)),
    }


def test_answers_narrow_it_to_what_the_record_says(rubric: Rubric, inez: Record) -> None:
    """With the answers that are possible it is the range that the engine gives."""
    possible = {id: v for line in inez["lines"] for id, v in line["possible"].items()}
    found = reaches(rubric, possible)
    assert set(found) == set(inez["scores"])
    for id, score in inez["scores"].items():
        assert (str(found[id].low), str(found[id].high)) == (score["low"], score["high"])


def test_a_score_that_an_answer_enters_twice_has_no_scale(rubric: Rubric) -> None:
    """Its ends are not those of its parts, so nothing is said."""
    named = Named("benefits", ())
    twice = replace(rubric.scores["benefits"], value=Gathered("sum", (named, named), ()))
    found = reaches(replace(rubric, scores={**rubric.scores, "balance": twice}), {})
    assert set(found) == {"benefits", "costs"}


def test_what_hangs_on_a_condition_or_has_no_end_has_no_scale(grants: Rubric) -> None:
    """A number without a greatest value, a count, a share: none has ends to be named."""
    assert reaches(grants, {}) == {}


def test_a_score_stands_on_its_scale_with_its_sum_and_its_bars(
    rubric: Rubric, inez: Record
) -> None:
    """Whoever reads a number sees out of what, made of what, and compared with what."""
    text = " ".join(render_table(inez, rubric, width=80, colour=False, unicode=True).split())
    assert "Benefits: 5/3, on a scale from 0 to 3 benefits · ¶11.7 · inferred" in text
    assert "Sum of: Benefits 5/3, Costs -5/4 to -1/4 and sio_commitment -1/2 to 1/2 " in text
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
    text = " ".join(render_table(record, rubric, width=80, colour=False, unicode=True).split())
    crossed = '"A red line is crossed at the time of this campaign"'
    assert f'"What follows for the endorsement" is settled by this alone: {crossed} holds.' in text
    assert f"On its own it would change nothing here: {crossed} settles it." in text
