"""The only place for the shape of an overlay: what it adds, sets, demands, switches off, waives."""

from dataclasses import dataclass

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.grounds import Grounds, read_grounds
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

HEAD = ("format", "rubric", "version", "extends", "title")
SECTIONS = (
    "scales",
    "groups",
    "criteria",
    "families",
    "settings",
    "scores",
    "findings",
    "decisions",
    "promises",
    "readings",
    "passages",
)
"""Mappings from an id, to which an overlay adds entries."""

CHANGES = ("set", "demand", "switch_off", "waive")
DEMANDS = ("evidence", "fresh_for", "anchors")
GROUNDED = ("criteria", "settings", "scores", "findings", "promises")
"""Sections whose entries say what they rest on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `set`, `demand` or `switch_off` without faults: its keys and its grounds."""

    id: str
    keys: dict[str, Plain]
    grounds: Grounds
    trail: Trail


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay as far as it could be read; `adds` holds the plain entries of its sections."""

    head: dict[str, Plain]
    adds: dict[str, dict[str, Plain]]
    slate: dict[str, Plain] | None
    settings: tuple[Entry, ...]
    demands: tuple[Entry, ...]
    switch_offs: tuple[Entry, ...]
    waivers: dict[str, str]


def read_overlay(reader: Reader, value: Plain) -> Overlay:
    """The overlay, and in the reader everything that is wrong with its own shape."""
    found = reader.keys(value, "The overlay", (), HEAD, ("effective", *SECTIONS, "slate", *CHANGES))
    if not isinstance(value, dict):
        found = {}
    adds = {
        key: reader.mapping(found[key], quoted(key), (key,)) for key in SECTIONS if key in found
    }
    for section, entries in adds.items():
        refuse_empty(reader, found[section], section, (section,))
        _check_added(reader, section, entries)
    slate = reader.mapping(found["slate"], "`slate`", ("slate",)) if "slate" in found else None
    if slate is not None:
        _check_chapter(reader, _mapping(slate.get("guidance")), ("slate", "guidance"))
    return Overlay(
        head={key: found[key] for key in (*HEAD, "effective") if key in found},
        adds=adds,
        slate=slate,
        settings=_entries(reader, found, "set", ("value",), ()),
        demands=_entries(reader, found, "demand", (), DEMANDS),
        switch_offs=_entries(reader, found, "switch_off", ("reason",), ()),
        waivers=_waivers(reader, found),
    )


def refuse_empty(reader: Reader, value: Plain, what: str, trail: Trail) -> None:
    """Note a mapping with nothing in it."""
    if value == {}:
        help = "Add an entry, or leave it out."
        reader.fault("bad-shape", f"{quoted(what)} is empty.", help, trail)


def _mapping(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _check_added(reader: Reader, section: str, entries: dict[str, Plain]) -> None:
    """Everything that an overlay adds is of the chapter's own layer."""
    if section in GROUNDED:
        _check_chapter(reader, entries, (section,))
    elif section == "decisions":
        for id, decision in entries.items():
            body = _mapping(decision)
            _check_chapter(reader, _mapping(body.get("rows")), (section, id, "rows"))
            if "otherwise" in body:
                _check_chapter(reader, {"otherwise": body["otherwise"]}, (section, id))
            if "table" in body or "bands" in body:
                _check_chapter(reader, {id: decision}, (section,))


def _check_chapter(reader: Reader, entries: dict[str, Plain], trail: Trail) -> None:
    for id, entry in entries.items():
        basis = _mapping(entry).get("basis")
        if basis in ("stated", "inferred"):
            _not_chapter(reader, str(basis), (*trail, id, "basis"))


def _not_chapter(reader: Reader, basis: str, trail: Trail) -> None:
    reader.fault(
        "bad-value",
        f"A line of an overlay has `basis: {basis}`.",
        "What a chapter adds or changes is its own: write `basis: chapter` and `adopted:`.",
        trail,
    )


def _entries(
    reader: Reader,
    found: dict[str, Plain],
    section: str,
    required: tuple[str, ...],
    optional: tuple[str, ...],
) -> tuple[Entry, ...]:
    if section not in found:
        return ()
    entries = reader.mapping(found[section], quoted(section), (section,))
    refuse_empty(reader, found[section], section, (section,))
    read = (_entry(reader, section, id, v, required, optional) for id, v in entries.items())
    return tuple(entry for entry in read if entry is not None)


def _entry(
    reader: Reader,
    section: str,
    id: str,
    value: Plain,
    required: tuple[str, ...],
    optional: tuple[str, ...],
) -> Entry | None:
    before, trail, what = len(reader.found), (section, id), f"`{section}` of {quoted(id)}"
    keys = reader.keys(value, what, trail, required, (*optional, *grounds_of.KEYS))
    if not isinstance(value, dict):
        return None
    own = read_grounds(reader, keys, what, trail)
    if "basis" in keys and keys["basis"] in ("stated", "inferred"):
        _not_chapter(reader, str(keys["basis"]), (*trail, "basis"))
    for key in required:
        if key in keys:
            reader.text(keys[key], quoted(key), (*trail, key))
    if optional and not any(key in keys for key in optional):
        help = f"Add one of {', '.join(map(quoted, optional))}."
        reader.fault("missing-key", f"{what} demands nothing.", help, trail, on_key=True)
    return Entry(id, keys, own, trail) if len(reader.found) == before else None


def _waivers(reader: Reader, found: dict[str, Plain]) -> dict[str, str]:
    if "waive" not in found:
        return {}
    entries = reader.mapping(found["waive"], "`waive`", ("waive",))
    refuse_empty(reader, found["waive"], "waive", ("waive",))
    read = {
        id: reader.text(reason, f"The reason for waiving {quoted(id)}", ("waive", id))
        for id, reason in entries.items()
    }
    return {id: reason for id, reason in read.items() if reason}
