"""How many questions until a candidate is settled: asked as endorse says, and in rubric order."""

from random import Random

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.next_question import ask_next, still_matter
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.profiles import count


def evenly(compiled: Compiled, number: int, seed: int) -> list[list[int]]:
    """Complete answer profiles, drawn evenly from all there are."""
    random = Random(seed)
    sizes = compiled.manager.sizes
    return [[random.randrange(size) for size in sizes] for _ in range(number)]


def profiles(compiled: Compiled, each: int, seed: int) -> list[list[int]]:
    """Complete answer profiles, as many for every deciding row, drawn evenly inside it."""
    random = Random(seed)
    levels = range(len(compiled.variables))
    drawn = []
    decided = list(compiled.decisions.values())[-1]
    for row in decided.outcome_of:
        goal = compiled.manager.relabel(decided.root, lambda leaf, row=row: leaf == row)
        weight = {
            node: count(compiled.manager, node, levels).get(True, 0)
            for node in compiled.manager.descendants((goal,))
        }
        drawn += [_draw(compiled, goal, weight, random) for _ in range(each)]
    return drawn


def _draw(compiled: Compiled, goal: int, weight: dict[int, int], random: Random) -> list[int]:
    manager = compiled.manager
    values = [random.randrange(size) for size in manager.sizes]
    node = goal
    while manager.kids[node]:
        kids = manager.kids[node]
        value = random.choices(range(len(kids)), [weight[kid] for kid in kids])[0]
        values[manager.level[node]] = value
        node = kids[value]
    return values


class Interview:
    """Counts questions; what has been worked out for one state of knowledge is kept."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.said: dict[tuple[int, ...], str | None] = {}
        self.open: dict[tuple[int, ...], str | None] = {}

    def advised(self, masks: tuple[int, ...]) -> str | None:
        """The next question that endorse would ask."""
        if masks not in self.said:
            asked = ask_next(self.compiled, masks)
            self.said[masks] = asked.criterion if asked else None
        return self.said[masks]

    def in_order(self, masks: tuple[int, ...]) -> str | None:
        """The first criterion in rubric order that still matters."""
        if masks not in self.open:
            settled = all(
                len(reachable(self.compiled.manager, d.outcomes, masks)) == 1
                for d in self.compiled.decisions.values()
            )
            left = () if settled else still_matter(self.compiled, masks)
            self.open[masks] = left[0] if left else None
        return self.open[masks]

    def questions(self, profile: list[int], advised: bool) -> int:
        """How many criteria had to be asked for one profile."""
        masks = [variable.all_values for variable in self.compiled.variables]
        asked = 0
        choose = self.advised if advised else self.in_order
        while (criterion := choose(tuple(masks))) is not None:
            for level in self.compiled.levels[criterion]:
                masks[level] = 1 << profile[level]
            asked += 1
        return asked
