"""The only place that puts an overlay onto what stands below it, each line with its origin.

Merging is done on plain values, before anything is read, so that every form of the language can
stand in an overlay. The merged rubric is then read and checked like any other; a trail into it is
led back to the document in which the line was written.
"""

from endorse_cli.models.additions import Additions
from endorse_cli.models.amendments import Amendments
from endorse_cli.models.changes import Chain, Change, Waiver
from endorse_cli.models.merged import Clash, Merged, Origin, layer_of, text_in
from endorse_cli.models.overlay import SECTIONS, Overlay, read_overlay
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader


def put_on(merged: Merged, value: Plain) -> Merged:
    """The same with an overlay put on; its own faults among the clashes."""
    reader = Reader()
    overlay = read_overlay(reader, value)
    layer = merged.layers
    result = Merged(
        dict(merged.value),
        layer + 1,
        dict(merged.origins),
        dict(merged.taken),
        merged.chain,
        [*merged.clashes, *(Clash(layer, found) for found in reader.found)],
    )
    changes: list[Change] = []
    _put_head(result, merged, overlay, layer)
    additions = Additions(result, merged, layer, changes)
    for section in SECTIONS:
        if overlay.adds.get(section):
            additions.section(section, overlay.adds[section])
    if overlay.slate is not None:
        additions.slate(overlay.slate)
    waivers = _amend(Amendments(result, merged, layer, changes), overlay)
    chain = merged.chain
    result.chain = Chain(
        (*chain.layers, layer_of(overlay.head)),
        (*chain.changes, *changes),
        (*chain.waivers, *waivers),
    )
    return result


def _amend(amendments: Amendments, overlay: Overlay) -> list[Waiver]:
    for entry in overlay.settings:
        amendments.set(entry)
    for entry in overlay.demands:
        amendments.demand(entry)
    for entry in overlay.switch_offs:
        amendments.switch_off(entry)
    waived = (amendments.waive(promise, why) for promise, why in overlay.waivers.items())
    return [waiver for waiver in waived if waiver is not None]


def _put_head(result: Merged, below: Merged, overlay: Overlay, layer: int) -> None:
    """The head of the overlay; of the days on which they take effect the later one."""
    for key in ("format", "rubric", "version", "title"):
        if key in overlay.head:
            result.value[key] = overlay.head[key]
            result.origins[key,] = Origin(layer, (key,))
    day, own = (text_in(head.get("effective")) for head in (below.value, overlay.head))
    if own > day:
        result.value["effective"] = own
        result.origins["effective",] = Origin(layer, ("effective",))
