"""Candidates side by side: each beside the first, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import ClassVar

from endorse_cli.api.candidates import Scored, Shelf, score_each
from endorse_cli.api.command_result import Invalid, Look, Page, Result
from endorse_cli.api.runs import FORMATS
from endorse_cli.diagnostics import Diagnostic, Fault, listed
from endorse_cli.files.folders import Files
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric
from endorse_cli.models.record import Audience
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import TOGETHER, ComparedPart


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """Each candidate beside the first: only what differs, and whether it matters."""

    formats: ClassVar[tuple[str, ...]] = FORMATS
    scored: tuple[Scored, ...]
    compared: tuple[tuple[ComparedPart, Rubric], ...]
    audience: Audience = "members"
    excel: bool = False

    def edition(self, audience: Audience) -> "Comparison":
        """The same for an audience; see `reports.editions`."""
        from endorse_cli.reports.editions import edition_of_together

        parts = ((edition_of_together(part, audience), rubric) for part, rubric in self.compared)
        return replace(self, compared=tuple(parts), audience=audience)

    @property
    def read(self) -> tuple[str, ...]:
        """The rubric files that the comparison rests on."""
        return tuple({one.loaded.document.source.name: None for one in self.scored})

    @property
    def extent(self) -> str:
        """How many candidates it holds."""
        from endorse_cli.diagnostics import counted

        return counted(len(self.scored), "candidate")

    @property
    def form(self) -> dict[str, object]:
        """Every comparison, in the machine form."""
        return {"together": TOGETHER, "compared": [part for part, _ in self.compared]}

    def put(self, page: Page) -> None:
        """What came out for each, and where their answers differ."""
        from endorse_cli.reports.editions import edition
        from endorse_cli.reports.slates.comparisons import put_comparison

        accounts = [one.account(edition(one.record, self.audience)[0]) for one in self.scored]
        put_comparison(page, accounts, self.compared)

    def to_html(self) -> str:
        """The same as a page of its own, set like a packet."""
        from endorse_cli.reports.packet.sheet import titled_page
        from endorse_cli.views.printed_names import edition_title

        return titled_page(f"Candidates compared, {edition_title(self.audience)}", self.put)

    def _given(self, format: str, look: Look) -> str:
        parts = [part for part, _ in self.compared]
        if format == "csv":
            from endorse_cli.reports.csv import Csv

            return Csv(excel=self.excel).differences(parts)
        if format == "jsonl":
            from endorse_cli.reports.machine_text import to_json_line

            return "".join(map(to_json_line, parts))
        return super()._given(format, look)

    def to_xlsx(self) -> bytes:
        """A workbook with a row for every answer that differs."""
        from endorse_cli.reports.workbook import differences_workbook

        return differences_workbook(part for part, _ in self.compared)


def compare_files(
    paths: AnyPaths, *, rubric: AnyPath | None = None, as_of: date | None = None
) -> Comparison:
    """The candidates in the files, each beside the first; a `Fault` where that cannot be done.

    All are judged under one rubric: a difference between two rubrics is for `rubric diff`.
    """
    shelf = Shelf(as_rubric(rubric))
    # Each by itself, since one may be put beside itself.
    found = (score_each(Files((path,)), shelf, as_of) for path in as_paths(paths))
    results = [result for each in found for result in chain.from_iterable(each)]
    wrong = [d for result in results if isinstance(result, Invalid) for d in result.diagnostics]
    if wrong:
        raise Fault(*wrong)
    scored = tuple(result for result in results if isinstance(result, Scored))
    _check(scored)
    first, *others = scored
    compared = ((_beside(first, other), other.loaded.rubric) for other in others)
    return Comparison(scored, tuple(compared))


def _check(scored: Sequence[Scored]) -> None:
    if len(scored) < 2:
        message = "Two candidates are compared, and there is only one."
        raise Fault(Diagnostic("bad-shape", message, "Name a second file, or one that holds both."))
    digests = {one.loaded.part["digest"]: one.loaded.rubric.id for one in scored}
    if len(digests) > 1:
        message = (
            f"The candidates are judged under different rubrics: {listed(digests.values(), 'and')}."
        )
        help = "Name one with `--rubric`; `endorse rubric diff` compares rubrics."
        raise Fault(Diagnostic("bad-value", message, help))


def _beside(first: Scored, other: Scored) -> ComparedPart:
    from endorse_cli.slate.differences import compared

    return compared(
        other.over_all.assessment.compiled,
        (first.candidate.name, other.candidate.name),
        (first.assessment, other.assessment),
    )
