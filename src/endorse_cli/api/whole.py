"""The only place that compiles a rubric for questions about all of it at once."""

from endorse_cli.api.loading import LoadedRubric
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes


def whole(loaded: LoadedRubric) -> Compiled:
    """The diagrams of a rubric, with room for what is built beside them.

    Raises `Fault` where they would take more nodes than the budget.
    """
    try:
        return compile_rubric(loaded.rubric, CHECK_BUDGET)
    except TooManyNodes:
        raise too_large(loaded) from None


def diagrams(loaded: LoadedRubric) -> Compiled:
    """The diagrams; of a rubric over the budget of one candidate, with that of a check.

    Raises `Fault` where they would take more nodes than that.
    """
    try:
        return loaded.compiled
    except TooManyNodes:
        return whole(loaded)


def too_large(loaded: LoadedRubric) -> Fault:
    """That a rubric is too large for a question about all of it."""
    message = f"{quoted(loaded.rubric.id)} is too large to be looked through as a whole."
    place = loaded.document.place(("decisions",), on_key=True)
    return Fault(Diagnostic("too-large", message, "Divide its decision into several.", place=place))
