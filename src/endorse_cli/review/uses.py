"""The only place that composes the check of what conditions, amounts, decisions and promises name.

Every id must be defined and of the right sort; every test must fit what it is asked of.
"""

from endorse_cli.models.cuts import all_conditions
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.amount_uses import AmountUses
from endorse_cli.review.condition_uses import ConditionUses
from endorse_cli.review.decision_uses import DecisionUses, check_stand_ins
from endorse_cli.review.names import Names
from endorse_cli.review.promise_uses import PromiseUses


def check_uses(reader: Reader, rubric: Rubric) -> None:
    """Note every id and every test that does not fit."""
    names = Names(reader, rubric)
    asked = ConditionUses(names)
    for condition in all_conditions(rubric, written=True):
        asked.condition(condition)
    scored = AmountUses(names, asked)
    for score in rubric.scores.values():
        scored.score(score)
    decided = DecisionUses(names, asked)
    for decision in rubric.decisions.values():
        decided.decision(decision)
    check_stand_ins(names)
    promised = PromiseUses(names)
    for promise in rubric.promises.values():
        promised.promise(promise)
