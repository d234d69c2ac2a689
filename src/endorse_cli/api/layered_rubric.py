"""A rubric's documents put together, and the faults of what they come to at their places."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files.catalog import DISK, Tree, read_chain
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import no_rubric
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.demands import member_changes
from endorse_cli.rubric.layers import Clash, Merged, bottom
from endorse_cli.rubric.rubric_reader import read_rubric

FOLLOWING = frozenset(
    (
        "row-never",
        "row-shadowed",
        "row-gap",
        "row-overlap",
        "criterion-idle",
        "finding-constant",
        "comparison-constant",
        "outcome-unreachable",
        "promise-broken",
    )
)
"""Faults that an overlay can bring about in a line below that it does not touch."""


class Layered(NamedTuple):
    """A rubric's documents from the bottom up, and what they come to together."""

    documents: tuple[Document, ...]
    merged: Merged

    @property
    def top(self) -> Document:
        """The document that was asked for."""
        return self.documents[-1]

    def locate(self, diagnostics: Iterable[Diagnostic]) -> Findings:
        """Diagnostics of the merged rubric, each at its place in the document it points to."""
        return tuple(map(self.placed, diagnostics))

    def placed(
        self, found: Diagnostic, advice: str = "", causes: tuple[Place, ...] = ()
    ) -> Diagnostic:
        """A diagnostic at its place, with advice before its own and what brings it about."""
        if found.place:
            return found
        layer, own = self.merged.bring_back(found)
        if advice:
            own = replace(own, help=f"{advice} {own.help}", causes=causes)
        return self.documents[layer].locate([own])[0]

    def may_follow(self, found: Diagnostic) -> bool:
        """Whether an overlay may have brought a fault about in a line that it does not touch."""
        below = self.merged.origin(found.trail).layer < len(self.documents) - 1
        return below and not found.place and found.code in FOLLOWING

    def clashes(self) -> Findings:
        """The faults of the overlays themselves, each with the other place where there is one."""
        return tuple(map(self._clash, self.merged.clashes))

    def _clash(self, clash: Clash) -> Diagnostic:
        (found,) = self.documents[clash.layer].locate([clash.diagnostic])
        if clash.other is None:
            return found
        there = self.documents[clash.other.layer].place(clash.other.trail, on_key=True)
        return replace(found, help=f"See {there.file}:{there.line}. {found.help}")

    def read(self) -> tuple[Rubric, Findings]:
        """The merged rubric as far as it could be read, and every fault of shape at its place."""
        rubric, found = read_rubric(self.merged.value)
        if len(self.documents) > 1:
            chain = self.merged.chain
            changes = member_changes(rubric, chain.changes, self.merged.origin)
            rubric = rubric.layered(replace(chain, changes=changes))
        return rubric, (*self.clashes(), *self.locate(found))


def read_layers(path: Path, files: Tree = DISK) -> Layered:
    """The documents of a rubric and of all that it extends, put together.

    `files` are those on the disk, or those of some time. Raises a `Fault` where one cannot be read
    or found, or where they go round in a circle.
    """
    return put_together(read_chain(path, files))


def put_together(documents: tuple[Document, ...]) -> Layered:
    """Documents that stand one on the other, from the bottom up.

    A `Fault` where one is plainly something else.
    """
    for document in documents:
        if found := no_rubric(document.value):
            raise Fault(*document.locate([found]))
    merged = bottom(documents[0].value)
    if len(documents) > 1:
        from endorse_cli.rubric.merge import put_on

        for document in documents[1:]:
            merged = put_on(merged, document.value)
    return Layered(documents, merged)
