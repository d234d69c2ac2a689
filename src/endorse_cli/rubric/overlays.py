"""What an overlay says, as far as it is without faults: what it adds, and what it changes below it.

Apart from the layers, since most rubrics are read without any overlay.
"""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.overlay import GROUNDED, HEAD, SECTIONS, Demand, Overlay, SetTo, SwitchOff
from endorse_cli.models.plain import Plain
from endorse_cli.rubric.layers import mapping_in
from endorse_cli.rubric.load import read_as


class Entry(NamedTuple):
    """One entry of `set`, `demand` or `switch_off` without faults: its keys and its grounds."""

    id: str
    keys: dict[str, Plain]
    grounds: Grounds
    trail: Trail


class Added(NamedTuple):
    """What an overlay adds, as it stands in the file."""

    head: dict[str, Plain]
    sections: dict[str, dict[str, Plain]]
    slate: dict[str, Plain] | None


class Amended(NamedTuple):
    """What an overlay changes below it, as far as it is without faults."""

    settings: tuple[Entry, ...]
    demands: tuple[Entry, ...]
    switch_offs: tuple[Entry, ...]
    waivers: dict[str, str]


def read_overlay(value: Plain) -> tuple[Added, Amended, list[Diagnostic]]:
    """What an overlay adds, what it changes, and everything that is wrong with its own shape."""
    overlay, problems = read_as(Overlay, value)
    written = mapping_in(value)
    found = [*problems.found, *_not_of_the_chapter(written), *_empty(written)]
    spoilt = {one.trail[:2] for one in found}

    def entries(
        section: str, parts: dict[str, SetTo] | dict[str, Demand] | dict[str, SwitchOff]
    ) -> tuple[Entry, ...]:
        keys = mapping_in(written.get(section))
        return tuple(
            Entry(id, mapping_in(keys.get(id)), part.grounds, part.trail)
            for id, part in parts.items()
            if (section, id) not in spoilt
        )

    slate = mapping_in(written["slate"]) if "slate" in written else None
    additions = Added(
        {key: written[key] for key in (*HEAD, "effective") if key in written},
        {key: mapping_in(written[key]) for key in SECTIONS if key in written},
        slate,
    )
    amendments = Amended(
        entries("set", overlay.set),
        entries("demand", overlay.demand),
        entries("switch_off", overlay.switch_off),
        {id: reason for id, reason in overlay.waive.items() if reason},
    )
    return additions, amendments, found


def _empty(written: dict[str, Plain]) -> Iterator[Diagnostic]:
    for key in (*SECTIONS, "set", "demand", "switch_off", "waive"):
        if written.get(key) == {}:
            help = "Add an entry, or leave it out."
            yield Diagnostic("bad-shape", f"{quoted(key)} is empty.", help, (key,))


def _not_of_the_chapter(written: dict[str, Plain]) -> Iterator[Diagnostic]:
    """Everything that an overlay adds or changes is of the chapter's own layer."""
    for section in (*GROUNDED, "set", "demand", "switch_off"):
        yield from _not_chapter(mapping_in(written.get(section)), (section,))
    for id, decision in mapping_in(written.get("decisions")).items():
        body = mapping_in(decision)
        yield from _not_chapter(mapping_in(body.get("rows")), ("decisions", id, "rows"))
        if "otherwise" in body:
            yield from _not_chapter({"otherwise": body["otherwise"]}, ("decisions", id))
        if "table" in body or "bands" in body:
            yield from _not_chapter({id: decision}, ("decisions",))
    guidance = mapping_in(mapping_in(written.get("slate")).get("guidance"))
    yield from _not_chapter(guidance, ("slate", "guidance"))


def _not_chapter(entries: dict[str, Plain], trail: Trail) -> Iterator[Diagnostic]:
    for id, entry in entries.items():
        basis = mapping_in(entry).get("basis")
        if basis in ("stated", "inferred"):
            yield Diagnostic(
                "bad-value",
                f"A line of an overlay has `basis: {basis}`.",
                "What a chapter adds or changes is its own: write `basis: chapter` and `adopted:`.",
                (*trail, id, "basis"),
            )
