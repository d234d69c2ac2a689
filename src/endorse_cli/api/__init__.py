"""The only place that composes the steps: read, load, check, assess, record, render.

This is what Python users import. Everything that can go wrong with a file comes as a `Fault`
with its diagnostics, or, in a batch, as an `Invalid` among the results.

Each name is imported when it is first asked for: `endorse score` must start at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from endorse_cli.api.checking import Checked, check_rubric
    from endorse_cli.api.comparing import Comparison, compare_files
    from endorse_cli.api.covering import Covered, cover_rubric, read_share
    from endorse_cli.api.diffing import Diffed, diff_rubrics, diff_since
    from endorse_cli.api.findings import finding_part
    from endorse_cli.api.loading import LoadedRubric, load_rubric, shipped
    from endorse_cli.api.mutating import Mutated, mutate_rubric
    from endorse_cli.api.packets import make_packet
    from endorse_cli.api.papers import write_papers
    from endorse_cli.api.records import Kept, read_records
    from endorse_cli.api.running import Run, score_files
    from endorse_cli.api.schemas import (
        candidate_schema,
        case_schema,
        record_schema,
        rubric_schema,
    )
    from endorse_cli.api.scoring import Invalid, Scored, parse, score, score_document, score_text
    from endorse_cli.api.sensitivity import Sensed, sense
    from endorse_cli.api.showing import (
        blank_candidate,
        explain,
        one_line,
        score_command,
        show_diagnostics,
        show_list,
        show_rubric,
    )
    from endorse_cli.api.slate import SlateRun
    from endorse_cli.api.slates import (
        Earlier,
        earlier_records,
        load_slate,
        read_earlier,
        slate_beside,
        slate_file_beside,
    )
    from endorse_cli.api.starting import new_overlay, new_rubric
    from endorse_cli.api.testing import ReadCase, Tested, try_rubric
    from endorse_cli.api.tracing import TracedRubric, trace_rubric
    from endorse_cli.api.verifying import Verified, verify_records
    from endorse_cli.api.words import UnknownWord, ids_of
    from endorse_cli.api.writing import (
        is_screen,
        write,
        write_all,
        write_all_new,
        write_new,
        write_parts,
    )
    from endorse_cli.diagnostics import Diagnostic, Fault
    from endorse_cli.engine.assessment import Assessment, Decided, Line
    from endorse_cli.models.dates import read_day
    from endorse_cli.slate.workers import held

__all__ = [
    "Assessment",
    "Checked",
    "Comparison",
    "Covered",
    "Decided",
    "Diagnostic",
    "Diffed",
    "Earlier",
    "Fault",
    "Invalid",
    "Kept",
    "Line",
    "LoadedRubric",
    "Mutated",
    "ReadCase",
    "Run",
    "Scored",
    "Sensed",
    "SlateRun",
    "Tested",
    "TracedRubric",
    "UnknownWord",
    "Verified",
    "blank_candidate",
    "candidate_schema",
    "case_schema",
    "check_rubric",
    "compare_files",
    "cover_rubric",
    "diff_rubrics",
    "diff_since",
    "earlier_records",
    "explain",
    "finding_part",
    "held",
    "ids_of",
    "is_screen",
    "load_rubric",
    "load_slate",
    "make_packet",
    "mutate_rubric",
    "new_overlay",
    "new_rubric",
    "one_line",
    "parse",
    "read_day",
    "read_earlier",
    "read_records",
    "read_share",
    "record_schema",
    "rubric_schema",
    "score",
    "score_command",
    "score_document",
    "score_files",
    "score_text",
    "sense",
    "shipped",
    "show_diagnostics",
    "show_list",
    "show_rubric",
    "slate_beside",
    "slate_file_beside",
    "trace_rubric",
    "try_rubric",
    "verify_records",
    "write",
    "write_all",
    "write_all_new",
    "write_new",
    "write_papers",
    "write_parts",
]

HOMES = {
    "endorse_cli.api.checking": (
        "Checked",
        "check_rubric",
    ),
    "endorse_cli.api.comparing": (
        "Comparison",
        "compare_files",
    ),
    "endorse_cli.api.covering": (
        "Covered",
        "cover_rubric",
        "read_share",
    ),
    "endorse_cli.api.diffing": (
        "Diffed",
        "diff_rubrics",
        "diff_since",
    ),
    "endorse_cli.api.findings": ("finding_part",),
    "endorse_cli.api.loading": (
        "LoadedRubric",
        "load_rubric",
        "shipped",
    ),
    "endorse_cli.api.mutating": (
        "Mutated",
        "mutate_rubric",
    ),
    "endorse_cli.api.packets": ("make_packet",),
    "endorse_cli.api.papers": ("write_papers",),
    "endorse_cli.api.records": (
        "Kept",
        "read_records",
    ),
    "endorse_cli.api.running": (
        "Run",
        "score_files",
    ),
    "endorse_cli.api.schemas": (
        "candidate_schema",
        "case_schema",
        "record_schema",
        "rubric_schema",
    ),
    "endorse_cli.api.scoring": (
        "Invalid",
        "Scored",
        "parse",
        "score",
        "score_document",
        "score_text",
    ),
    "endorse_cli.api.sensitivity": (
        "Sensed",
        "sense",
    ),
    "endorse_cli.api.showing": (
        "blank_candidate",
        "explain",
        "one_line",
        "score_command",
        "show_diagnostics",
        "show_list",
        "show_rubric",
    ),
    "endorse_cli.api.slate": ("SlateRun",),
    "endorse_cli.api.slates": (
        "Earlier",
        "earlier_records",
        "load_slate",
        "read_earlier",
        "slate_beside",
        "slate_file_beside",
    ),
    "endorse_cli.api.starting": ("new_overlay", "new_rubric"),
    "endorse_cli.api.testing": (
        "ReadCase",
        "Tested",
        "try_rubric",
    ),
    "endorse_cli.api.tracing": (
        "TracedRubric",
        "trace_rubric",
    ),
    "endorse_cli.api.verifying": (
        "Verified",
        "verify_records",
    ),
    "endorse_cli.api.words": (
        "UnknownWord",
        "ids_of",
    ),
    "endorse_cli.api.writing": (
        "is_screen",
        "write",
        "write_all",
        "write_all_new",
        "write_new",
        "write_parts",
    ),
    "endorse_cli.diagnostics": (
        "Diagnostic",
        "Fault",
    ),
    "endorse_cli.engine.assessment": (
        "Assessment",
        "Decided",
        "Line",
    ),
    "endorse_cli.models.dates": ("read_day",),
    "endorse_cli.slate.workers": ("held",),
}
"""Where each name is defined."""


def __getattr__(name: str) -> object:
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Kept, so that it is looked up once and then found like any other name.
    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found
