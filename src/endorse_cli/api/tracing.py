"""The only place that follows a rubric to its document and back, from file to result."""

from endorse_cli.api.findings import finding_part
from endorse_cli.api.loading import LoadedRubric, load_rubric
from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.files.paths import AnyPath, as_rubric
from endorse_cli.models.trace import TRACE, Trace
from endorse_cli.models.unchecked import NO_DOCUMENT, unchecked


class TracedRubric:
    """What rests on what in one rubric, with its document's text where that was given."""

    def __init__(self, named: str, loaded: LoadedRubric, text: str | None) -> None:
        from endorse_cli.models.passages import read_text
        from endorse_cli.review.citations import trace

        self.named = named
        self.loaded = loaded
        self.has_text = text is not None
        self._found = trace(loaded.whole, None if text is None else read_text(text), self._line)
        self.diagnostics: tuple[Diagnostic, ...] = tuple(
            loaded.layered.locate(self._found.diagnostics)
        )

    @property
    def trace(self) -> Trace:
        """Everything that was found, in the machine form."""
        return {
            "trace": TRACE,
            "rubric": self.loaded.rubric.id,
            "passages": self._found.passages,
            "lines": self._found.lines,
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "unchecked": [] if self.has_text else unchecked(["passage-changed"], NO_DOCUMENT),
        }

    def _line(self, trail: Trail) -> int:
        (found,) = self.loaded.layered.locate([Diagnostic("", "", trail=trail)])
        return found.place.line if found.place else 0

    def to_json(self) -> str:
        """The trace as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.trace)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """Every passage with its lines and every line with its passages, for people."""
        from endorse_cli.reports.reviews.review_findings import render_trace

        return render_trace(self.trace, width=width, colour=colour, unicode=unicode)


def trace_rubric(named: AnyPath, *, document: AnyPath | None = None) -> TracedRubric:
    """What rests on what in a rubric; with `document`, a file, held against the text itself.

    Raises `Fault` where the rubric or the document cannot be read, or the rubric is not sound.
    """
    from endorse_cli.api.scoring import text_of

    text = None if document is None else text_of(document)
    name = as_rubric(named)
    return TracedRubric(name, load_rubric(name), text)
