"""The only place that composes the steps: read, load, check, assess, record, render.

This is what Python users import. Everything that can go wrong with a file comes as a `Fault`
with its diagnostics, or, in a batch, as an `Invalid` among the results.
"""

from endorse_cli.api.checking import Checked, check_rubric
from endorse_cli.api.covering import Covered, cover_rubric, read_share
from endorse_cli.api.diffing import Diffed, diff_rubrics, diff_since
from endorse_cli.api.findings import finding_part
from endorse_cli.api.loading import LoadedRubric, load_rubric, shipped
from endorse_cli.api.mutating import Mutated, mutate_rubric
from endorse_cli.api.packets import make_packet
from endorse_cli.api.papers import write_papers
from endorse_cli.api.records import Kept, read_records
from endorse_cli.api.running import Run, score_files
from endorse_cli.api.schemas import record_schema
from endorse_cli.api.scoring import Invalid, Scored, parse, score, score_document, score_text
from endorse_cli.api.sensitivity import Sensed, sense
from endorse_cli.api.showing import (
    blank_candidate,
    explain,
    one_line,
    show_diagnostics,
    show_list,
    show_rubric,
)
from endorse_cli.api.slates import load_slate, slate_beside
from endorse_cli.api.testing import ReadCase, Tested, try_rubric
from endorse_cli.api.tracing import TracedRubric, trace_rubric
from endorse_cli.api.verifying import Verified, verify_records
from endorse_cli.api.words import UnknownWord, ids_of
from endorse_cli.api.writing import write, write_all, write_all_new, write_new
from endorse_cli.engine.assess import Assessment, Decided, Line
from endorse_cli.models.dates import read_day

__all__ = [
    "Assessment",
    "Checked",
    "Covered",
    "Decided",
    "Diffed",
    "Invalid",
    "Kept",
    "Line",
    "LoadedRubric",
    "Mutated",
    "ReadCase",
    "Run",
    "Scored",
    "Sensed",
    "Tested",
    "TracedRubric",
    "UnknownWord",
    "Verified",
    "blank_candidate",
    "check_rubric",
    "cover_rubric",
    "diff_rubrics",
    "diff_since",
    "explain",
    "finding_part",
    "ids_of",
    "load_rubric",
    "load_slate",
    "make_packet",
    "mutate_rubric",
    "one_line",
    "parse",
    "read_day",
    "read_records",
    "read_share",
    "record_schema",
    "score",
    "score_document",
    "score_files",
    "score_text",
    "sense",
    "shipped",
    "show_diagnostics",
    "show_list",
    "show_rubric",
    "slate_beside",
    "trace_rubric",
    "try_rubric",
    "verify_records",
    "write",
    "write_all",
    "write_all_new",
    "write_new",
    "write_papers",
]
