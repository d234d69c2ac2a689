"""The only place for the schema of what a line rests on: passage, layer, who adopted it."""

from itertools import chain, combinations

from endorse_cli.models.grounds import BASES, KEYS
from endorse_cli.reports.schema.parts import (
    LOCATOR,
    Json,
    Schema,
    closed,
    day,
    one_or_more,
    ref,
    text,
    words,
)

_LAYERS = {
    "stated": "The document says so.",
    "inferred": "It follows from the document, by our reading.",
    "chapter": "The chapter decided it: say in `adopted` who and when.",
}

ADOPTED_BY_CHAPTER: Schema = {
    "if": {"properties": {"basis": {"const": "chapter"}}, "required": ["basis"]},
    "then": {"required": ["adopted"]},
}

OF_THE_CHAPTER: Schema = {"properties": {"basis": {"const": "chapter"}}}
"""What an overlay asks of each of its lines."""


def grounds_definitions() -> Schema:
    """The keys of grounds, each under the name by which it is referred to."""
    locator: Schema = {"type": "string", "pattern": LOCATOR}
    return {
        "from": one_or_more(locator, "The passage it rests on: `p7`, `p7.3` or `p5-p7`."),
        "basis": words({basis: _LAYERS[basis] for basis in BASES}, "What the line rests on."),
        "adopted": closed(
            {"by": text("The body that adopted it."), "date": day("The day it did.")},
            ("by", "date"),
            "Who adopted a line of the chapter's own, and when.",
        ),
        "note": text("A note for readers."),
    }


def grounds() -> Schema:
    """The keys of grounds as properties."""
    return {key: ref(key) for key in KEYS}


def with_grounds(form: Schema) -> Schema:
    """A closed mapping that says besides what it rests on."""
    properties, required = form["properties"], form["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return {
        **form,
        "properties": {**properties, **grounds()},
        "required": [*required, "from", "basis"],
        "allOf": [ADOPTED_BY_CHAPTER],
    }


def with_own_grounds(form: Schema) -> Schema:
    """A closed mapping that may say besides what this use rests on: all of it or nothing."""
    properties = form["properties"]
    assert isinstance(properties, dict)
    return {**form, "properties": {**properties, **grounds()}, "allOf": [ALL_OR_NOTHING]}


ALL_OR_NOTHING: Schema = {
    "dependentRequired": {
        key: [other for other in ("from", "basis") if other != key] for key in KEYS
    },
    **ADOPTED_BY_CHAPTER,
}


def one_beside_grounds() -> Schema:
    """Exactly one key stands beside those of grounds."""
    choices: list[Json] = []
    for some in _subsets():
        absent: Schema = {key: False for key in KEYS if key not in some}
        size = len(some) + 1
        choices.append(
            {
                "required": list(some),
                "properties": absent,
                "minProperties": size,
                "maxProperties": size,
            }
        )
    return {"anyOf": choices}


def _subsets() -> list[tuple[str, ...]]:
    """The keys of grounds that can stand together."""
    more = [key for key in KEYS if key not in ("from", "basis")]
    extras = chain.from_iterable(combinations(more, size) for size in range(len(more) + 1))
    return [(), *(("from", "basis", *some) for some in extras)]
