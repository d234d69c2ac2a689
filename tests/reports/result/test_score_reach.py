"""Between which numbers an amount lies, and how that is told."""

from fractions import Fraction
from functools import partial
from itertools import product

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.explanation import Explanation
from endorse_cli.engine.known_answers import Known
from endorse_cli.engine.score_ends import Reach, reach_of
from endorse_cli.models.amounts import Gathered, Minus, Named, Number, Times
from endorse_cli.models.conditions import Holds
from endorse_cli.models.model import replace
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from reports.result.conftest import shown
from support.accounts import account


def scales(rubric: Rubric) -> dict[str, Reach]:
    """Between which numbers each score lies whatever the answers."""
    nothing = Explanation(rubric, Known({}, {}, {}), partial(compile_rubric, rubric))
    return {id: nothing.reach(score.value) for id, score in rubric.scores.items()}


def test_the_ends_of_a_score_are_those_of_its_worst_and_best_answers(rubric: Rubric) -> None:
    """Against every combination of answers, added up by hand."""
    levels = range(4)
    means = {Fraction(sum(found), 3) for found in product(levels, repeat=3)}
    costs = {Fraction(sum(found), 4) for found in product(levels, repeat=4)}
    committee = [Fraction(points, 2) for points in (-1, 0, 1)]
    balance = [a - b + c for a, b, c in product(means, costs, committee)]
    assert scales(rubric) == {
        "benefits": Reach(min(means), max(means)),
        "costs": Reach(min(costs), max(costs)),
        "balance": Reach(min(balance), max(balance)),
    }


def test_a_record_is_explained_by_what_it_says(
    rubric: Rubric, grants: Rubric, inez: Record, gardeners: Record, choir: Record
) -> None:
    """A score reaches what the record says, a finding holds as it does: also of numbers, and where
    a decision is stated.
    """
    for record, under in ((inez, rubric), (gardeners, grants), (choir, grants)):
        found = account(record, under).explanation
        for id, score in record["scores"].items():
            assert found.reach(under.scores[id].value) == reach_of(score)
        for id, held in record["findings"].items():
            assert found.holds(Holds.model_construct(finding=id)) == held


def test_a_score_that_an_answer_enters_twice_has_its_own_scale(rubric: Rubric) -> None:
    """Its ends are what it comes to, not what its parts would if they were free of each other."""
    named, two = Named.model_construct(id="benefits"), Number.model_construct(value=Fraction(2))
    doubled = Times.model_construct(factor=two, part=named)
    both = (named, Minus.model_construct(part=named), doubled)
    summed = Gathered.model_construct(how="sum", parts=both)
    twice = replace(rubric.scores["benefits"], value=summed)
    found = scales(replace(rubric, scores={**rubric.scores, "balance": twice}))
    assert found["balance"] == Reach(Fraction(0), Fraction(6))


def test_what_has_no_end_is_without_it(grants: Rubric) -> None:
    """A number without a greatest value; a share of what is counted on both sides."""
    assert scales(grants) == {
        "merit": Reach(Fraction(0), Fraction(8)),
        "price": Reach(Fraction(0), None),
        "ready": Reach(Fraction(0), Fraction(2)),
    }


def test_a_score_stands_on_its_scale_with_its_sum_and_its_bars(
    rubric: Rubric, inez: Record
) -> None:
    """Whoever reads a number sees out of what, made of what, and compared with what."""
    text = shown(inez, rubric)
    assert "Benefits: 5/3, a mean, on a scale from 0 to 3 benefits · ¶11.7 · inferred" in text
    assert "Mean of: Class alignment 2, Left labor bloc 1 and Material gains 2 " in text
    assert (
        "Sum of: Benefits 5/3, Costs −5/4 to −1/4 and Sio commitment (−1 to 1) × 1/2 = −1/2 to 1/2 "
    ) in text
    assert (
        'Compared with: at least 1 (setting "surplus needed") for rule “surplus”, "endorse"; at '
        'most −1 (setting "deficit limit") for rule “deficit”, "do not endorse"'
    ) in text
