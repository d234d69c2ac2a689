"""The only place that checks that what can be taken out of a rubric can be missed."""

from endorse_cli.diagnostics import quoted
from endorse_cli.models.decisions import Decision, Table
from endorse_cli.models.in_force import everything, is_dated, periods
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.without import gone_with
from endorse_cli.review.bands import check_bands


def check_taken_out(reader: Reader, rubric: Rubric) -> None:
    """Note each table and each set of bands that looks at what is switched off or has its days.

    A table has a cell for every combination of answers, and bands cut one amount: neither means
    anything without it.
    """
    dated = {id for id, criterion in rubric.criteria.items() if criterion.in_force is not None}
    gone = gone_with(rubric, dated | rubric.chain.switched_off)
    for decision in rubric.decisions.values():
        missed = sorted(gone.intersection(_looked_at(decision)))
        if decision.body is not None and missed:
            reader.fault(
                "type-mismatch",
                f"{quoted(decision.id)} is decided by {quoted(missed[0])}, which is switched off "
                "or in force on some days only.",
                "Decide it by rows, or leave that in force.",
                decision.body.trail,
                on_key=True,
            )


def check_what_is_left(reader: Reader, rubric: Rubric) -> None:
    """Note where bands no longer meet once lines are switched off, or on days without some line."""
    if not (rubric.chain.switched_off or is_dated(rubric)):
        return
    before = len(reader.found)
    for left in (everything(rubric), *(period.rubric for period in periods(rubric))):
        check_bands(reader, left)
        if len(reader.found) > before:
            return


def _looked_at(decision: Decision) -> tuple[str, ...]:
    if decision.body is None:
        return ()
    return decision.body.by if isinstance(decision.body, Table) else (decision.body.of,)
