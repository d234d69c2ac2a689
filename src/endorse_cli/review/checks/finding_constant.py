"""A finding that holds for every candidate, or for none (`finding-constant`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.order import conditions_of
from endorse_cli.review.reported import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every finding whose diagram is a terminal."""
    for id, rule in compiled.rubric.findings.items():
        node = compiled.findings[id]
        tainted = any(
            reported.condition_is_tainted(condition)
            for condition in conditions_of(compiled.rubric, id)
        )
        if node in (NO, YES) and not tainted:
            reported.definitions.add(id)
            how = "every" if node == YES else "no"
            yield Diagnostic(
                "finding-constant",
                f"The finding {quoted(id)} holds for {how} candidate.",
                "Look for parts that exclude or cover each other, or leave it out.",
                rule.trail,
                on_key=True,
            )
