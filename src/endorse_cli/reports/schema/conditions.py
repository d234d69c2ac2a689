"""The only place for the schema of conditions and of the tests they ask."""

from endorse_cli.models.spans import LONGEST, UNITS
from endorse_cli.models.spans import UNITS as SPAN_UNITS
from endorse_cli.models.tests import ANCHORS, DAYS, LOWER, MAX_COUNT, UPPER
from endorse_cli.reports.schema.grounds import (
    ALL_OR_NOTHING,
    grounds,
    one_beside_grounds,
    with_grounds,
    with_own_grounds,
)
from endorse_cli.reports.schema.parts import (
    DAY,
    ID,
    NAME,
    NUMBER,
    Json,
    Schema,
    closed,
    distinct,
    exactly,
    id,
    listing,
    name,
    one_or_more,
    ref,
    said,
    whole,
    words,
)

_COUNTED_FROM = {
    "election": "The day of the election.",
    "as_of": "The day at which the candidate is judged.",
}
_BOUNDS = {
    "at_least": "This or more.",
    "more_than": "More than this.",
    "at_most": "This or less.",
    "less_than": "Less than this.",
}
_DAYS = {
    "no_earlier_than": "The first day, itself included.",
    "no_later_than": "The last day, itself included.",
}


def condition_definitions() -> Schema:
    """Everything that a condition is made of."""
    return {
        "setting_use": closed(
            {"setting": id("The id of a setting.")}, ("setting",), "What the setting gives."
        ),
        "bound": {
            **said("", "A number, a level, or `{setting: id}`."),
            "anyOf": [
                {"type": ["number", "string", "boolean"], "pattern": f"{NUMBER}|^{NAME}$"},
                ref("setting_use"),
            ],
        },
        "day": _day(),
        "span": span(),
        "test": _test(),
        "many": _many(),
        "condition": _condition(),
        "exceptions": listing(
            with_grounds(closed({"when": ref("condition")}, ("when",))),
            "Exceptions, each with its own citation: where one holds, this does not.",
        ),
    }


def ranged(form: Schema) -> Schema:
    """A closed mapping with a lower bound, an upper bound, or both besides."""
    properties = form["properties"]
    assert isinstance(properties, dict)
    bounds: Schema = {key: {**ref("bound"), **said("", _BOUNDS[key])} for key in (*LOWER, *UPPER)}
    two: list[Json] = [{"required": list(side)} for side in (LOWER, UPPER)]
    one: list[Json] = [{"required": [key]} for key in (*LOWER, *UPPER)]
    return {**form, "properties": {**properties, **bounds}, "anyOf": one, "not": {"anyOf": two}}


def span() -> Schema:
    """A length of time with one unit."""
    units: Schema = {unit: whole(LONGEST) for unit in SPAN_UNITS}
    form = closed(units, (), "A length of time: `{months: 6}`.")
    return {**form, "minProperties": 1, "maxProperties": 1}


def _day() -> Schema:
    anchors = words(_COUNTED_FROM)
    sides: Schema = {"before": anchors, "after": anchors}
    counted = closed({**{unit: whole(MAX_COUNT) for unit in UNITS}, **sides})
    forms = [(unit, side) for unit in UNITS for side in sides]
    return {
        **said("", "A day: YYYY-MM-DD, `election`, `as_of`, `{months: 6, before: election}`."),
        "anyOf": [
            {"type": "string", "format": "date", "pattern": DAY},
            words({anchor: _COUNTED_FROM[anchor] for anchor in ANCHORS}),
            {**counted, **exactly(*forms)},
        ],
    }


def _test() -> Schema:
    days: Schema = {key: {**ref("day"), **said("", _DAYS[key])} for key in DAYS}
    members = one_or_more(name())
    return {
        **said("", "What is asked: a name, a range, days, or members of a set."),
        "anyOf": [
            name("yes, no, a level, a choice, an outcome, not_applicable"),
            closed({"one_of": distinct(name(), "One of these.", least=2)}, ("one_of",)),
            ranged(closed({})),
            {**closed(days), "minProperties": 1},
            closed({"includes": {**members, **said("", "All of these.")}}, ("includes",)),
            closed(
                {"includes_any": {**members, **said("", "At least one of these.")}},
                ("includes_any",),
            ),
        ],
    }


def _many() -> Schema:
    whose = {**one_or_more(id()), **said("", "A family, or a list of ids.")}
    return {
        "anyOf": [
            listing(ref("condition"), "Each of these."),
            closed({"of": whose, "are": ref("test")}, ("of", "are"), "The same test of several."),
        ]
    }


def _condition() -> Schema:
    counted = closed(
        {
            "count": {**ref("many"), **said("", "How many of these hold.")},
            "at_least": ref("bound"),
            "at_most": ref("bound"),
        },
        ("count",),
    )
    bounded: Schema = {"anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]}
    forms: list[Json] = [
        id("The id of a finding."),
        _one("all", "many", "Every one of these holds."),
        _one("any", "many", "At least one of these holds."),
        _one("not", "condition", "This does not hold."),
        {**with_own_grounds(counted), **bounded},
        _atom(),
    ]
    return {**said("", "What must hold."), "anyOf": forms}


def _one(key: str, of: str, about: str) -> Schema:
    return with_own_grounds(closed({key: {**ref(of), **said("", about)}}, (key,)))


def _atom() -> Schema:
    """A test of one id, which may be any that is defined."""
    return {
        **said("", "A criterion, score or decision, and what is asked of it."),
        "type": "object",
        "properties": grounds(),
        "patternProperties": {ID: ref("test")},
        "additionalProperties": False,
        "allOf": [ALL_OR_NOTHING, one_beside_grounds()],
    }
