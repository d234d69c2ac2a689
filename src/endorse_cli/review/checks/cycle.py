"""Definitions that rest on themselves (`cycle`)."""

from endorse_cli.diagnostics import quoted
from endorse_cli.engine.order import uses
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Reader


def check_cycles(reader: Reader, rubric: Rubric) -> None:
    """Note each cycle once, at the definition that closes it."""
    finished: set[str] = set()
    for start in (*rubric.scores, *rubric.findings, *rubric.decisions):
        _explore(reader, rubric, start, finished)


def _explore(reader: Reader, rubric: Rubric, start: str, finished: set[str]) -> None:
    path: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        id, leaving = stack.pop()
        if leaving:
            finished.add(path.pop())
        elif id in path:
            _report(reader, rubric, [*path[path.index(id) :], id])
        elif id not in finished:
            path.append(id)
            stack.append((id, True))
            stack.extend((name, False) for name in reversed(uses(rubric, id)))


def _report(reader: Reader, rubric: Rubric, cycle: list[str]) -> None:
    closing = cycle[-2]
    owner = rubric.findings.get(closing) or rubric.scores.get(closing) or rubric.decisions[closing]
    if len(cycle) == 2:
        message = f"{quoted(closing)} rests on itself."
    else:
        message = f"These rest on each other: {' → '.join(map(quoted, cycle))}."
    reader.fault(
        "cycle", message, "Let one of them rest on criteria only.", owner.trail, on_key=True
    )
