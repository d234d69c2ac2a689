"""The only place for what came of scoring some files: every result in input order."""

from collections.abc import Iterable
from datetime import date

from endorse_cli.api.findings import invalid_part
from endorse_cli.api.scoring import Invalid, Scored, score, text_of
from endorse_cli.api.words import check_words
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.passages import Text, read_text
from endorse_cli.models.record import RECORD, Record, Records


class Run:
    """What came of scoring some files: every result in input order."""

    def __init__(self, results: Iterable[Scored | Invalid], text: Text | None = None) -> None:
        self.results = tuple(results)
        self.text = text

    def supposing(self, changes: Iterable[str]) -> "Run":
        """The same with `variable=value` supposed for every candidate; see `Scored.supposing`."""
        wanted = tuple(changes)
        if not wanted:
            return self
        return Run(
            (r.supposing(wanted) if isinstance(r, Scored) else r for r in self.results), self.text
        )

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The results of the candidates that could be judged."""
        return tuple(result for result in self.results if isinstance(result, Scored))

    @property
    def invalid(self) -> tuple[Invalid, ...]:
        """What could not be judged."""
        return tuple(result for result in self.results if isinstance(result, Invalid))

    @property
    def read(self) -> tuple[str, ...]:
        """The rubric files that the results rest on."""
        return tuple({d.source.name: None for s in self.scored for d in s.loaded.layered.documents})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the input, in input order."""
        return tuple(found for result in self.invalid for found in result.diagnostics)

    def records(self) -> Record | Records:
        """One record for one candidate; for several, or where some are invalid, all of them."""
        if len(self.results) == 1 and isinstance(self.results[0], Scored):
            return self.results[0].record
        return {
            "record": RECORD,
            "records": [scored.record for scored in self.scored],
            "invalid": [invalid_part(invalid) for invalid in self.invalid],
        }

    def unmet(self, requirement: str) -> list[str]:
        """Which candidates do not have the outcome that `decision=outcome` asks for, in words.

        Raises `UnknownWord` where a rubric in use has no such decision or outcome.
        """
        decision, equals, outcome = requirement.partition("=")
        lines = []
        for scored in self.scored:
            check_words(scored.loaded.rubric, decision, outcome if equals else None)
            decided = scored.assessment.decisions[decision]
            if decided.outcome != outcome:
                found = decided.outcome or "undetermined"
                lines.append(f"{scored.candidate.name}: {decision} is {found}, not {outcome}")
        return lines

    def to_json(self) -> str:
        """The records as JSON."""
        from endorse_cli.reports.json_form import to_json

        return to_json(self.records())

    def to_table(self, width: int, *, colour: bool, unicode: bool, brief: bool = False) -> str:
        """The table of every candidate, for people."""
        from endorse_cli.reports.table import render_tables

        if not self.scored:
            return ""
        return render_tables(
            [(scored.record, scored.loaded.rubric) for scored in self.scored],
            [invalid_part(invalid) for invalid in self.invalid],
            text=self.text,
            width=width,
            colour=colour,
            unicode=unicode,
            brief=brief,
        )


def score_files(
    paths: Iterable[str],
    *,
    rubric: str | None = None,
    as_of: date | None = None,
    document: str | None = None,
) -> Run:
    """Score every candidate in the files; see `score`.

    `document` is a file with the text that the rubric encodes: tables then show each passage.
    """
    text = read_text(text_of(document)) if document is not None else None
    return Run(score(paths, rubric=rubric, as_of=as_of), text)
