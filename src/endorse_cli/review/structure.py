"""The only place that composes the static pass: ids, kinds, cycles and sources of a rubric.

What fails here stops every use of the rubric; everything after it may take ids and kinds for
granted. The pass runs over a rubric read as far as possible and skips what could not be read.
"""

from collections.abc import Sequence

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.anchors import check_anchors
from endorse_cli.review.bands import check_bands, check_number_bands
from endorse_cli.review.cycles import check_cycles
from endorse_cli.review.recorded import check_recorded
from endorse_cli.review.references import check_references
from endorse_cli.review.sources import check_sources
from endorse_cli.review.taken_out import check_taken_out, check_what_is_left
from endorse_cli.review.uses import check_uses


def structure_faults(rubric: Rubric, before: Sequence[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
    """Every fault of a rubric's ids, kinds, order of definition and citations.

    `before` is what was wrong with its shape: only without that whatever it defines can be worked
    out.
    """
    reader = Reader()
    check_references(reader, rubric)
    check_uses(reader, rubric)
    check_cycles(reader, rubric)
    check_sources(reader, rubric)
    if not any(found.code == "cycle" for found in reader.found):
        check_recorded(reader, rubric)
        check_anchors(reader, rubric)
    if before or reader.found:
        faulty = [found.trail for found in (*before, *reader.found)]
        check_number_bands(reader, rubric, faulty)
    else:
        check_bands(reader, rubric)
        check_taken_out(reader, rubric)
        if not reader.found:
            check_what_is_left(reader, rubric)
    if rubric.unread:
        return tuple(found for found in reader.found if found.code != "unknown-id")
    return tuple(reader.found)
