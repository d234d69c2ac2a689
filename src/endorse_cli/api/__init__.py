"""The only place that composes the steps: read, load, check, assess, record, render.

This is what Python users import, and all that the command line calls. Everything that can go wrong
with a file comes as a `Fault` with its diagnostics, or, in a batch, as an `Invalid` among the
results.

`NAMES` is the one list of what is public, by the room that holds it. A room is imported when one of
its names is first asked for, because `endorse score` must start at once and needs few of them; type
checkers and editors read the same names out of the rooms themselves.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endorse_cli.api.candidates import *
    from endorse_cli.api.command_result import *
    from endorse_cli.api.compared_candidates import *
    from endorse_cli.api.coverage_and_mutation import *
    from endorse_cli.api.from_records import *
    from endorse_cli.api.inspection import *
    from endorse_cli.api.kept_records import *
    from endorse_cli.api.revisions import *
    from endorse_cli.api.rubrics import *
    from endorse_cli.api.runs import *
    from endorse_cli.api.said_together import *
    from endorse_cli.api.sensitivity import *
    from endorse_cli.api.slates import *
    from endorse_cli.api.suite import *
    from endorse_cli.api.vocabulary import *
    from endorse_cli.api.writing import *

NAMES = {
    "coverage_and_mutation": ("Covered", "Mutated", "cover_rubric", "mutate_rubric", "read_share"),
    "candidates": (
        *("Assessment", "Decided", "Line", "Scored"),
        *("parse", "score", "score_document", "score_text"),
    ),
    "from_records": ("Verified", "left_blank", "verify_records", "write_papers"),
    "inspection": (
        *("Checked", "SeveralChecked", "check_rubric", "check_rubrics"),
        *("TracedRubric", "trace_rubric"),
    ),
    "said_together": (
        *("Earlier", "read_earlier"),
        *("load_slate", "slate_beside", "slate_file_beside"),
    ),
    "kept_records": ("Kept", "read_records"),
    "command_result": ("Diagnostic", "Fault", "Invalid", "Look", "Result", "finding_part"),
    "revisions": ("Diffed", "Undiffed", "diff_rubrics", "diff_since"),
    "rubrics": ("LoadedRubric", "load_rubric", "shipped"),
    "compared_candidates": ("Comparison", "compare_files"),
    "runs": ("Run", "score_files"),
    "sensitivity": ("Sensed", "sense"),
    "slates": ("SlateRun",),
    "suite": (
        *("ReadCase", "SeveralTested", "Tested"),
        *("rubrics_among", "try_rubric", "try_rubrics"),
    ),
    "vocabulary": ("UnknownWord", "ids_of", "read_day"),
    "writing": (
        *("Renewed", "blank_candidate", "new_overlay", "new_rubric", "score_command"),
        *("explain", "one_line", "show_diagnostics", "show_list", "show_rubric"),
        *("candidate_schema", "case_schema", "record_schema", "rubric_schema"),
        *("held", "is_folder", "is_screen", "need_library", "write", "write_all"),
        *("write_all_new", "write_folder", "write_new", "write_parts"),
    ),
}
"""Every public name, by the module of this package that holds it."""

__all__ = sorted(name for names in NAMES.values() for name in names)

_ROOMS = {name: room for room, names in NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Kept, so that it is looked up once and then found like any other name.
    found: object = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*globals(), *__all__]
