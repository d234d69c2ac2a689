"""The only place that puts an overlay onto what stands below it, each line with its origin.

Merging is done on plain values, before anything is read, so that every form of the language can
stand in an overlay. The merged rubric is then read and checked like any other; a trail into it is
led back to the document in which the line was written.
"""

from endorse_cli.models import overlay
from endorse_cli.models.additions import Additions
from endorse_cli.models.amendments import Amendments
from endorse_cli.models.changes import Chain, Change, Waiver
from endorse_cli.models.merged import Clash, Merged, Origin, layer_of, text_in
from endorse_cli.models.overlay import SECTIONS, read_overlay
from endorse_cli.models.plain import Plain


def put_on(merged: Merged, value: Plain) -> Merged:
    """The same with an overlay put on; its own faults among the clashes."""
    added, amended, faults = read_overlay(value)
    layer = merged.layers
    result = Merged(
        dict(merged.value),
        layer + 1,
        dict(merged.origins),
        dict(merged.taken),
        merged.chain,
        [*merged.clashes, *(Clash(layer, found) for found in faults)],
    )
    changes: list[Change] = []
    _put_head(result, merged, added.head, layer)
    additions = Additions(result, merged, layer, changes)
    for section in SECTIONS:
        if added.sections.get(section):
            additions.section(section, added.sections[section])
    if added.slate is not None:
        additions.slate(added.slate)
    waivers = _amend(Amendments(result, merged, layer, changes), amended)
    chain = merged.chain
    result.chain = Chain(
        (*chain.layers, layer_of(added.head)),
        (*chain.changes, *changes),
        (*chain.waivers, *waivers),
    )
    return result


def _amend(amendments: Amendments, amended: overlay.Amendments) -> list[Waiver]:
    for entry in amended.settings:
        amendments.set(entry)
    for entry in amended.demands:
        amendments.demand(entry)
    for entry in amended.switch_offs:
        amendments.switch_off(entry)
    waived = (amendments.waive(promise, why) for promise, why in amended.waivers.items())
    return [waiver for waiver in waived if waiver is not None]


def _put_head(result: Merged, below: Merged, head: dict[str, Plain], layer: int) -> None:
    """The head of the overlay; of the days on which they take effect the later one."""
    for key in ("format", "rubric", "version", "title"):
        if key in head:
            result.value[key] = head[key]
            result.origins[key,] = Origin(layer, (key,))
    day, own = (text_in(one.get("effective")) for one in (below.value, head))
    if own > day:
        result.value["effective"] = own
        result.origins["effective",] = Origin(layer, ("effective",))
