"""The only place that puts candidates side by side."""

from collections.abc import Iterable
from datetime import date

from endorse_cli.api.scoring import Invalid, Scored, score
from endorse_cli.diagnostics import Diagnostic, Fault, listed
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths
from endorse_cli.models.record import Audience
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import ComparedPart


class Comparison:
    """Each candidate beside the first: only what differs, and whether it matters."""

    def __init__(
        self,
        compared: Iterable[tuple[ComparedPart, Rubric]],
        read: Iterable[str],
        audience: Audience = "members",
    ) -> None:
        self.compared = tuple(compared)
        self.read = tuple(read)
        self.audience = audience

    def edition(self, audience: Audience) -> "Comparison":
        """The same for an audience; see `reports.editions`."""
        from endorse_cli.reports.editions import edition_of_together

        parts = ((edition_of_together(part, audience), rubric) for part, rubric in self.compared)
        return Comparison(parts, self.read, audience)

    def give(self, format: str, width: int, *, colour: bool, unicode: bool) -> str:
        """The comparison in one of the formats."""
        from endorse_cli.reports.formats import give_comparison
        from endorse_cli.reports.page import Look

        look = Look(width, colour, unicode)
        return give_comparison(format, self.compared, look, self.audience)


def compare_files(
    paths: AnyPaths, *, rubric: AnyPath | None = None, as_of: date | None = None
) -> Comparison:
    """The candidates in the files, each beside the first; a `Fault` where that cannot be done.

    All are judged under one rubric: a difference between two rubrics is for `rubric diff`.
    """
    results = [
        result for path in as_paths(paths) for result in score([path], rubric=rubric, as_of=as_of)
    ]
    wrong = [d for result in results if isinstance(result, Invalid) for d in result.diagnostics]
    if wrong:
        raise Fault(*wrong)
    scored = [result for result in results if isinstance(result, Scored)]
    _check(scored)
    first, *others = scored
    read = {one.loaded.document.source.name: None for one in scored}
    return Comparison(((_beside(first, other), other.loaded.rubric) for other in others), read)


def _check(scored: list[Scored]) -> None:
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
