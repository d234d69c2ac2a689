"""The only place that tells by its keys what a file is that is no candidate's."""

from typing import Literal, NamedTuple

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.plain import Plain

OtherKind = Literal["rubric", "case", "slate", "record"]


class Other(NamedTuple):
    """What a file is, in words, and what is done with it."""

    title: str
    help: str


OTHERS: dict[OtherKind, Other] = {
    "rubric": Other("a rubric", "Name it with `--rubric`, or try it with `endorse rubric check`."),
    "case": Other("a case", "Try it with `endorse rubric test`."),
    "slate": Other("what is printed of a slate", "Name it with `--slate`."),
    "record": Other(
        "a result", "Name it with `--previous`, or look whether it holds with `endorse verify`."
    ),
}
"""What lies beside candidates and is none."""

KEYS: dict[OtherKind, tuple[str, ...]] = {
    "rubric": ("format", "rubric"),
    "case": ("case", "expect"),
    "slate": ("slate",),
    "record": ("record",),
}
"""The keys by which each is known; a `candidate` that is a text makes it a candidate's file."""


def other_kind(value: Plain) -> OtherKind | None:
    """What a document is, if it is plainly something else than a candidate's."""
    if not isinstance(value, dict) or isinstance(value.get("candidate"), str):
        return None
    return next((kind for kind, keys in KEYS.items() if value.keys() >= {*keys}), None)


def no_candidate(kind: OtherKind) -> Diagnostic:
    """That something else was named where a candidate's file was wanted."""
    title, help = OTHERS[kind]
    return Diagnostic("bad-shape", f"This is {title}, and no candidate.", help)
