"""What a change means against brute force: verdicts, counts, and examples that show each move."""

from typing import Any

from hypothesis import given

from endorse_cli.review.diff.meaning import Meaning, Move, meanings
from endorse_cli.review.diff.moved_candidates import example, example_files
from support.profiles import times
from support.world import World, assess

from .pairs import Pair, brute_moves, on_all_days, pairs

Plain = Any


def found(pair: Pair) -> dict[str, Meaning]:
    """What the program says, by decision."""
    return {meaning.decision: meaning for meaning in meanings(pair.together)}


@times(12)
@given(pairs())
def test_every_move_is_counted_exactly(pair: Pair) -> None:
    """The profiles that move, from which outcome to which, are those that brute force counts."""
    for id, counted in brute_moves(pair).items():
        meaning = found(pair)[id]
        moved = {(move.before, move.after): move.profiles for move in meaning.moves}
        assert moved == {ends: number for ends, number in counted.items() if ends[0] != ends[1]}
        assert meaning.profiles == counted.total()


def expected(pair: Pair, id: str, moved: list[tuple[str, str]]) -> set[str]:
    """The verdicts that brute force allows; without moves rows make the difference."""
    if not moved:
        return {"equivalent", "rows_only"}
    orders = [world.plain["decisions"][id]["outcomes"] for world in pair]
    if any(isinstance(order, dict) for order in orders):
        return {"neither"}
    ends = {orders[0].index(after) > orders[0].index(before) for before, after in moved}
    return {"neither"} if len(ends) == 2 else {"looser"} if ends == {True} else {"stricter"}


@times(12)
@given(pairs())
def test_the_verdict_follows_from_the_moves(pair: Pair) -> None:
    """Stricter is some worse and none better, looser the other way round, and neither is both."""
    for id, counted in brute_moves(pair).items():
        moved = [ends for ends in counted if ends[0] != ends[1]]
        assert found(pair)[id].verdict in expected(pair, id, moved)


@times(12)
@given(pairs())
def test_equivalent_means_by_the_same_rows(pair: Pair) -> None:
    """Where only rows differ, some profile is decided by another row; else by the same."""
    side = pair.together
    for id, meaning in found(pair).items():
        if not meaning.moves:
            same = side.rows(0, id) == side.rows(1, id)
            assert meaning.verdict == ("equivalent" if same else "rows_only")


def known(world: World, answers: dict[str, Plain]) -> dict[str, Plain]:
    """Of some answers those that a rubric asks for."""
    return {id: said for id, said in answers.items() if id in world.rubric.criteria}


def outcome(world: World, id: str, answers: dict[str, Plain]) -> str | None:
    """What a decision comes to for a candidate with these answers."""
    return assess(world.rubric, world.compiled, answers).decisions[id].outcome


def answers_of(candidate: dict[str, Plain] | None) -> dict[str, Plain]:
    """The answers of an example."""
    assert candidate is not None
    answers = candidate["answers"]
    assert isinstance(answers, dict)
    return answers


@times(12)
@given(pairs())
def test_every_example_is_decided_as_its_move_says(pair: Pair) -> None:
    """Read by each rubric, an example alone settles the outcome before and the one after."""
    side = pair.together
    for meaning in found(pair).values():
        for move in meaning.moves:
            answers = answers_of(example(on_all_days(side), meaning, move))
            assert outcome(pair.old, meaning.decision, known(pair.old, answers)) == move.before
            assert outcome(pair.new, meaning.decision, known(pair.new, answers)) == move.after


@times(12)
@given(pairs())
def test_no_answer_of_an_example_can_be_left_out(pair: Pair) -> None:
    """The smallest example has nothing in it that the move does not need."""
    for meaning in found(pair).values():
        for move in meaning.moves:
            for level in move.example:
                fewer = {one: value for one, value in move.example.items() if one != level}
                assert not shows(pair, meaning.decision, move._replace(example=fewer))


def shows(pair: Pair, id: str, move: Move) -> bool:
    """Whether the answers of a move settle both its ends."""
    side = pair.together
    said = []
    for which, world in enumerate(pair):
        domains = dict(world.oracle.domains)
        for level, value in side.own(which, move.example).items():
            variable = world.compiled.variables[level]
            domains[variable.id] = (variable.values[value],)
        said.append({result.outcomes[id] for result in world.oracle.results(domains)})
    return said == [{move.before}, {move.after}]


@times(12)
@given(pairs())
def test_the_files_of_an_example_are_read_by_whom_they_are_for(pair: Pair) -> None:
    """Each file is valid under its rubric as it stands, and is decided as the move says."""
    side = pair.together
    for meaning in found(pair).values():
        for move in meaning.moves:
            files = example_files(on_all_days(side), meaning, move)
            for name, candidate in files.items():
                for which, end in (("old", move.before), ("new", move.after)):
                    if len(files) == 1 or f".{which}." in name:
                        world = pair.old if which == "old" else pair.new
                        assert outcome(world, meaning.decision, answers_of(candidate)) == end
