"""Where the decisions of a rubric test a criterion, and on what each test rests."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.order import conditions_of, definition_order
from endorse_cli.models.amounts import Counted
from endorse_cli.models.conditions import Atom, Condition, Each
from endorse_cli.models.decisions import Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, SettingUse, Test
from endorse_cli.rubric.parts import conditions_in, each_of, walk


class Use(NamedTuple):
    """A test of a criterion in what decisions rest on, and the grounds that are its own."""

    test: Test
    grounds: tuple[Grounds, ...]


def tests_of(rubric: Rubric) -> dict[str, list[Use]]:
    """Every test of each criterion, in the order written."""
    found: dict[str, list[Use]] = {}
    for id, test, own in _deciding_tests(rubric):
        if id in rubric.criteria:
            found.setdefault(id, []).append(Use(test, tuple(_grounds(rubric, test, own))))
    return found


def _deciding_tests(rubric: Rubric) -> Iterator[tuple[str, Test, Grounds | None]]:
    for definition in definition_order(rubric, list(rubric.decisions)):
        for condition in _said_by(rubric, definition):
            for part in walk(condition):
                own: Grounds | None = getattr(part, "grounds", None)
                if isinstance(part, Atom):
                    yield part.id, part.test, own
                elif each := each_of(part):
                    yield from ((id, each.test, own) for id in rubric.ids_in(each.of))
        if definition in rubric.scores:
            for amount in walk(rubric.scores[definition].value):
                if isinstance(amount, Counted) and isinstance(amount.parts, Each):
                    each = amount.parts
                    yield from ((id, each.test, None) for id in rubric.ids_in(each.of))


def _said_by(rubric: Rubric, id: str) -> Iterator[Condition]:
    """The conditions of a definition; a table's cells ask nothing, they only say what follows."""
    if id in rubric.scores:
        yield from conditions_in(rubric.scores[id].value)
    elif id not in rubric.decisions or not isinstance(rubric.decisions[id].body, Table):
        yield from conditions_of(rubric, id)


def _grounds(rubric: Rubric, test: Test, own: Grounds | None) -> Iterator[Grounds]:
    if own is not None:
        yield own
    if isinstance(test, Range):
        for bound in (test.at_least, test.more_than, test.at_most, test.less_than):
            if isinstance(bound, SettingUse):
                yield rubric.settings[bound.id].grounds
