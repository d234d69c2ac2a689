"""The only place that gives a record what explains it, without loading a rubric from a file."""

from functools import partial

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric


def account(record: Record, rubric: Rubric) -> Account:
    """A record made under a rubric, with what explains it."""
    return Account(record, rubric, partial(compile_rubric, rubric))
