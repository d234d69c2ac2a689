"""The only place that reads a rubric from plain values: its head, and each section in turn."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models.criteria import read_criterion
from endorse_cli.models.dates import read_date
from endorse_cli.models.decisions import read_decision, read_id
from endorse_cli.models.documents import read_document, read_passages
from endorse_cli.models.entries import text_at
from endorse_cli.models.floors import inherit
from endorse_cli.models.kinds import read_scale
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import read_promise
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric, SourceText
from endorse_cli.models.sections import (
    read_family,
    read_finding,
    read_group,
    read_reading,
    read_score,
    read_setting,
)
from endorse_cli.models.slate_rule import read_slate_rule

T = TypeVar("T")

REQUIRED = ("format", "rubric", "version", "title", "document", "groups", "criteria", "decisions")
OPTIONAL = (
    "effective",
    "scales",
    "families",
    "settings",
    "scores",
    "findings",
    "promises",
    "readings",
    "passages",
    "slate",
)
RUBRIC_ID = re.compile(r"[a-z][a-z0-9-]*")
SECTIONS = (
    "groups",
    "criteria",
    "decisions",
    *(key for key in OPTIONAL if key not in ("slate", "effective")),
)
SHARED_NAMESPACE = ("criteria", "families", "settings", "scores", "findings", "decisions")


def read_rubric(value: Plain) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """A rubric as far as it could be read, and everything that is wrong with its shape."""
    reader = Reader()
    found = reader.keys(value, "The rubric", (), REQUIRED, OPTIONAL)
    if not isinstance(value, dict):
        found = {}
    _see_format(reader, found)
    _see_namespace(reader, found)
    rubric = _sections(reader, found)
    return replace(rubric, unread=_unread(reader, found)), tuple(reader.found)


def _sections(reader: Reader, found: dict[str, Plain]) -> Rubric:
    """Every section, in the order in which later ones need earlier ones."""

    def each(section: str, read: Callable[[Reader, str, Plain, Trail], T]) -> dict[str, T]:
        return _each(reader, found, section, read)

    scales = each("scales", read_scale)
    families = each("families", partial(read_family, scales))
    return Rubric(
        id=_id(reader, found),
        version=text_at(reader, found, "version"),
        title=text_at(reader, found, "title"),
        effective=read_date(reader, found["effective"], "`effective`", ("effective",))
        if "effective" in found
        else None,
        document=read_document(reader, found["document"], ("document",))
        if "document" in found
        else SourceText("", None, None, {}),
        scales=scales,
        groups=each("groups", read_group),
        criteria=inherit(each("criteria", partial(read_criterion, scales, families)), families),
        families=families,
        settings=each("settings", read_setting),
        scores=each("scores", read_score),
        findings=each("findings", read_finding),
        decisions=each("decisions", read_decision),
        promises=each("promises", read_promise),
        readings=tuple(each("readings", read_reading).values()),
        passages=read_passages(reader, found["passages"], ("passages",))
        if "passages" in found
        else {},
        slate=read_slate_rule(reader, found["slate"], ("slate",)) if "slate" in found else None,
    )


def _each(
    reader: Reader,
    found: dict[str, Plain],
    section: str,
    read: Callable[[Reader, str, Plain, Trail], T],
) -> dict[str, T]:
    """Every entry of a section, keyed by its id."""
    if section not in found:
        return {}
    entries = reader.mapping(found[section], f"`{section}`", (section,))
    if not entries and isinstance(found[section], dict):
        help = "Add an entry, or leave it out."
        reader.fault("bad-shape", f"`{section}` is empty.", help, (section,))
    for id in entries:
        read_id(reader, id, (section, id))
    return {id: read(reader, id, value, (section, id)) for id, value in entries.items()}


def _unread(reader: Reader, found: dict[str, Plain]) -> frozenset[str]:
    """The sections that should be there and could not be read, so that ids may be missing."""
    misspelt = {key for trail, key in reader.meant if trail == ()}
    absent = {key for key in REQUIRED if key not in found}
    spoilt = {key for key in SECTIONS if key in found and not isinstance(found[key], dict)}
    return frozenset(misspelt | absent | spoilt)


def _see_format(reader: Reader, found: dict[str, Plain]) -> None:
    if "format" in found and found["format"] != "1":
        reader.word(found["format"], "`format`", ("format",), ("1",))


def _see_namespace(reader: Reader, found: dict[str, Plain]) -> None:
    owner: dict[str, str] = {}
    for section in SHARED_NAMESPACE:
        entries = found.get(section)
        for id in entries if isinstance(entries, dict) else ():
            if id in owner:
                reader.fault(
                    "doubled-id",
                    f"{quoted(id)} is already an id in `{owner[id]}`.",
                    "Criteria, families, settings, scores, findings and decisions share "
                    "their ids: choose another one.",
                    (section, id),
                    on_key=True,
                )
            owner.setdefault(id, section)


def _id(reader: Reader, found: dict[str, Plain]) -> str:
    text = text_at(reader, found, "rubric")
    if text and not RUBRIC_ID.fullmatch(text):
        reader.fault(
            "bad-value",
            f"`rubric`: {quoted(text)} cannot be the id of a rubric.",
            "Use small letters a-z, digits and `-`, a letter first.",
            ("rubric",),
        )
    return text
