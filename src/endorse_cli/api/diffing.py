"""The only place that says what a change of a rubric does, to the rubric and to candidates."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from endorse_cli.api.loading import load_layers, load_rubric, shipped
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.files.document import Document
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric
from endorse_cli.files.rubrics import find_rubric
from endorse_cli.models.diff import Diff

if TYPE_CHECKING:
    from endorse_cli.api.changing import RubricChange

Gate: TypeAlias = Literal["looser", "outcome-change", "any"]
"""What a change may be asked not to do."""


class Diffed:
    """What a change from one rubric to another does."""

    def __init__(self, comparison: "RubricChange") -> None:
        self._comparison = comparison

    @cached_property
    def diff(self) -> Diff:
        """Everything that was found, in the machine form."""
        return self._comparison.diff

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the candidates' files, whichever rubric they are read under."""
        return tuple(one for _, found in self._comparison.candidates for one in found)

    def unmet(self, gate: Gate) -> str:
        """Why a gate is not passed, in words; empty where it is.

        `looser`: some profile gets a better outcome, or an answer counts on less evidence.
        `outcome-change`: some profile or candidate asked about gets another outcome, or a decision
        came or went. `any`: anything at all was changed. What could not be worked out does not
        pass.
        """
        return self._comparison.unmet(gate)

    def examples(self) -> dict[str, str]:
        """A candidate for every move, as the texts of files by name."""
        from endorse_cli.reports.machine_text import to_json

        return {name: to_json(one) for name, one in self._comparison.examples().items()}

    def to_json(self) -> str:
        """The diff as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.diff)

    def to_markdown(self) -> str:
        """The diff as a comment on a change; it opens with two sentences."""
        from endorse_cli.reports.diff.diff_comment import markdown

        return markdown(self.diff)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """The diff to read in a terminal."""
        from endorse_cli.reports.diff.diff_table import render_diff

        return render_diff(self.diff, width=width, colour=colour, unicode=unicode)


def diff_rubrics(old: AnyPath, new: AnyPath, *, candidates: AnyPaths | None = None) -> Diffed:
    """What changing one rubric into another does; each is a shipped name or a file.

    With `candidates`, files with candidates, also what comes out otherwise for each of them.
    Raises `Fault` where a rubric cannot be read or is not sound.
    """
    from endorse_cli.api.changing import RubricChange, Side

    before, after = (Side(one, load_rubric(one)) for one in map(as_rubric, (old, new)))
    return Diffed(RubricChange(before, after, _files(candidates)))


def diff_since(revision: str, named: AnyPath, *, candidates: AnyPaths | None = None) -> Diffed:
    """What changing a rubric since a git revision does; `named` as it is in the work tree."""
    from endorse_cli.api.changing import RubricChange, Side
    from endorse_cli.api.layers import read_layers
    from endorse_cli.files.git import document_at
    from endorse_cli.files.reading import read_document

    kept = set(shipped().values())

    def read(path: str) -> Document:
        # What ships with the program has no revisions of the user's.
        return read_document(path) if Path(path) in kept else document_at(revision, Path(path))

    name = as_rubric(named)
    layered = read_layers(find_rubric(name), read)
    old = Side(f"{revision}:{name}", load_layers(layered))
    return Diffed(RubricChange(old, Side(name, load_rubric(name)), _files(candidates)))


def _files(candidates: AnyPaths | None) -> tuple[str, ...] | None:
    return None if candidates is None else as_paths(candidates)
