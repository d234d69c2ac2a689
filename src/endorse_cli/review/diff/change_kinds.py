"""Which kind of change it is where a part of a rubric says something else than before."""

from collections.abc import Hashable
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import Number
from endorse_cli.models.base import Model
from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.diff import Kind
from endorse_cli.models.kinds import Scale
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Criterion, Family, FindingRule, Reading, Score, Setting
from endorse_cli.models.slate_rule import Guidance, SlateRule
from endorse_cli.models.tests import BOUNDS, Day


def shape(value: object, *, cited: bool = False, counted: bool = True) -> Hashable:
    """What a part says: its values without their places.

    With `cited`, what its parts rest on too. Without `counted`, whatever its numbers, days and
    bounds are: two conditions of one such shape differ by a threshold only.
    """
    if isinstance(value, Fraction | Number | Day) and not counted:
        return "a number"
    if isinstance(value, Model):
        said = [_part(name, part, cited, counted) for name, part in value.fields()]
        return (type(value).__name__, *said)
    if isinstance(value, dict):
        entries = ((key, shape(v, cited=cited, counted=counted)) for key, v in value.items())
        return tuple(sorted(entries))
    if isinstance(value, tuple | list):
        return tuple(shape(item, cited=cited, counted=counted) for item in value)
    return value


def _part(name: str, part: object, cited: bool, counted: bool) -> Hashable:
    if name == "grounds" and not cited:
        return None
    if name in BOUNDS and not counted:
        return part is None
    return shape(part, cited=cited, counted=counted)


def rule_kind(old: object, new: object, kind: Kind, number: Kind) -> Kind | None:
    """How two rules differ: by `kind`, by a `number` alone, by what they cite, or not at all."""
    if shape(old) != shape(new):
        return number if shape(old, counted=False) == shape(new, counted=False) else kind
    return None if shape(old, cited=True) == shape(new, cited=True) else "citation"


def narrow(old: Plain, new: Plain) -> Trail:
    """The keys and positions that lead, from both values alike, to where alone they differ."""
    trail: Trail = ()
    while True:
        inside = _only_difference(old, new)
        if inside is None:
            return trail
        key, old, new = inside
        trail = (*trail, key)


def _only_difference(old: Plain, new: Plain) -> tuple[str | int, Plain, Plain] | None:
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        keys = [key for key in old if old[key] != new[key]]
        return (keys[0], old[keys[0]], new[keys[0]]) if len(keys) == 1 else None
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        places = [place for place, item in enumerate(old) if item != new[place]]
        return (places[0], old[places[0]], new[places[0]]) if len(places) == 1 else None
    return None


class Field(NamedTuple):
    """A field: its key in the file, and the kind of change.

    `number` is the kind where only numbers or bounds differ; `by_name` fields hold a text for each
    name, and each text is a change of its own.
    """

    key: str
    kind: Kind
    number: Kind | None = None
    by_name: bool = False


FIELDS: dict[type, dict[str, Field]] = {
    Criterion: {
        "group": Field("group", "group"),
        "ask": Field("ask", "ask"),
        "kind": Field("answer", "levels"),
        "families": Field("in", "family"),
        "may_be_not_applicable": Field("may_be", "levels"),
        "recorded": Field("recorded", "recorded"),
        "recorded_members": Field("recorded_members", "recorded", by_name=True),
        "anchors": Field("anchors", "anchor", by_name=True),
        "titles": Field("titles", "title", by_name=True),
        "cure": Field("cure", "cure"),
        "asked_of": Field("asked_of", "asked-of"),
        "evidence": Field("evidence", "evidence"),
        "panel": Field("panel", "panel"),
        "fresh_for": Field("fresh_for", "fresh-for"),
        "in_force": Field("in_force", "in-force"),
        "assume": Field("assume", "assume"),
    },
    Scale: {
        "levels": Field("levels", "levels"),
        "worth": Field("worth", "weight"),
        "anchors": Field("anchors", "anchor", by_name=True),
    },
    Family: {
        "title": Field("title", "title"),
        "placeholder": Field("placeholder", "placeholder"),
        "evidence": Field("evidence", "evidence"),
        "fresh_for": Field("fresh_for", "fresh-for"),
        "answer": Field("answer", "levels"),
    },
    Setting: {
        "value": Field("value", "setting"),
        "of": Field("of", "setting"),
    },
    Score: {
        "title": Field("title", "title"),
        "value": Field("value", "amount", number="weight"),
        "better": Field("better", "better"),
    },
    FindingRule: {
        "title": Field("title", "title"),
        "when": Field("when", "condition", number="threshold"),
        "unless": Field("unless", "condition", number="threshold"),
    },
    Decision: {
        "title": Field("title", "title"),
        "titles": Field("titles", "title", by_name=True),
        "outcomes": Field("outcomes", "outcomes"),
        "ordered": Field("outcomes", "outcomes"),
        "list_others": Field("list_others", "list-others"),
        "may_be_given": Field("may_be_given", "given"),
        "assume": Field("assume", "assume"),
    },
    Row: {
        "outcome": Field("is", "row-outcome"),
        "when": Field("when", "condition", number="threshold"),
        "unless": Field("unless", "condition", number="threshold"),
    },
    Promise: {
        "form": Field("", "promise"),
        "when": Field("when", "promise"),
        "then": Field("then", "promise"),
        "of": Field("", "promise"),
        "over": Field("for", "promise"),
        "between": Field("between", "promise"),
    },
    Reading: {
        "at": Field("at", "citation"),
        "question": Field("question", "reading"),
        "chosen": Field("chosen", "reading"),
        "instead": Field("instead", "reading"),
    },
    Guidance: {
        "form": Field("", "guidance"),
        "condition": Field("", "guidance"),
        "say": Field("say", "guidance"),
    },
    SlateRule: {
        "of": Field("of", "slate"),
        "counts": Field("counts", "slate"),
    },
}

ELSEWHERE = frozenset({"id", "trail", "grounds", "rows", "body", "guidance", "inherited"})
"""Fields that are looked at on their own: what a part rests on, and the parts inside it."""
