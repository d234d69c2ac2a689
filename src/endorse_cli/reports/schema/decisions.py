"""The only place for the schema of findings, scores, decisions and promises."""

from endorse_cli.models.promises import EFFECTS
from endorse_cli.models.scalars import NOT_NAMES
from endorse_cli.reports.schema.conditions import ranged
from endorse_cli.reports.schema.grounds import (
    ADOPTED_BY_CHAPTER,
    OF_THE_CHAPTER,
    grounds,
    with_grounds,
)
from endorse_cli.reports.schema.parts import (
    NAME,
    Json,
    Schema,
    closed,
    distinct,
    entries,
    id,
    listing,
    name,
    new_name,
    ref,
    said,
    text,
    truth,
    words,
)

FLAGS = ("list_others", "may_be_given")
NEEDS: dict[str, tuple[str, ...]] = {
    "when": ("when", "then"),
    **{form: (form, "for") for form in EFFECTS},
    "no_single_swing": ("no_single_swing", "for", "between"),
}

_FLAGS = {
    "list_others": "The other rows that hold are listed too.",
    "may_be_given": "A candidate's file may state the outcome.",
}
_EFFECTS = {
    "no_effect": "None of these can change any of those.",
    "some_effect": "Each of these can change each of those.",
    "more_never_hurts": "More of these never makes those worse.",
    "more_never_helps": "More of these never makes those better.",
}
_BEFORE = "The row of the base, or `otherwise`, before which it stands."


def rule_definitions() -> Schema:
    """Findings, scores, decisions, promises, and what they are made of."""
    ids: Schema = {"type": "string", "pattern": rf"^{NAME}(\.{NAME})?$"}
    return {
        "ids": {
            **said("", "An id, a list of ids (`criterion.member` too), or `{of: family}`."),
            "anyOf": [ids, distinct(ids), closed({"of": id()}, ("of",))],
        },
        "finding": with_grounds(
            closed(
                {
                    "when": ref("condition"),
                    "unless": ref("exceptions"),
                    "title": text(),
                },
                ("when",),
                "A named condition.",
            )
        ),
        "score": with_grounds(
            closed(
                {
                    "value": ref("score_value"),
                    "better": words({"higher": "", "lower": ""}, "Which way is good."),
                    "title": text(),
                },
                ("value",),
                "A named amount.",
            )
        ),
        "row": with_grounds(_row({})),
        "added_rows": _added_rows(),
        "decision": _decision(),
        "promise": with_grounds(_promise()),
    }


def _row(more: Schema) -> Schema:
    outcome = name("The outcome where this row decides.")
    return closed(
        {"is": outcome, "when": ref("condition"), "unless": ref("exceptions"), **more},
        ("is", "when"),
        "A row: the first that holds decides.",
    )


def _added_rows() -> Schema:
    """What an overlay adds to a decision below it."""
    row = with_grounds(_row({"before": name(_BEFORE)}))
    required = row["required"]
    assert isinstance(required, list)
    layer: Schema = {"allOf": [ADOPTED_BY_CHAPTER, OF_THE_CHAPTER]}
    placed: Schema = {**row, **layer, "required": [*required, "before"]}
    about = "Rows that are added to a decision of the base."
    return closed({"rows": entries(placed)}, ("rows",), about)


def _decision() -> Schema:
    outcome = name("The outcome.")
    otherwise = with_grounds(closed({"is": outcome}, ("is",), "What comes out where no row holds."))
    form = closed(
        {
            "title": text(),
            "titles": {**ref("name_texts"), **said("", "The printed words of outcomes.")},
            "outcomes": _outcomes(),
            "assume": name("The outcome that stands in while it is open."),
            **{flag: truth(("true",), _FLAGS[flag]) for flag in FLAGS},
            "rows": entries(ref("row"), "In order: the first that holds decides."),
            "otherwise": otherwise,
            "table": _table(),
            "bands": _bands(),
            **grounds(),
        },
        ("outcomes",),
        "A decision: rows with `otherwise`, a table, or bands.",
    )
    return {**form, "oneOf": _bodies(), "allOf": [ADOPTED_BY_CHAPTER]}


def _bodies() -> list[Json]:
    """Each way to write a decision: the keys it must have, and those it must not."""
    own = {
        "rows": ("rows", "otherwise"),
        "table": ("table", "from", "basis"),
        "bands": ("bands", "from", "basis"),
    }
    every = ("rows", "otherwise", "table", "bands")
    bodies: list[Json] = []
    for body, required in own.items():
        others = [key for key in every if key not in required]
        absent = [*others, *(grounds() if body == "rows" else ())]
        bodies.append({"required": list(required), "properties": dict.fromkeys(absent, False)})
    return bodies


def _outcomes() -> Schema:
    ordered = distinct(new_name(NOT_NAMES), "From the worst to the best.", least=2)
    loose = distinct(new_name(NOT_NAMES), "Without order.", least=2)
    about = said("", "What can come out.")
    return {**about, "anyOf": [ordered, closed({"unordered": loose}, ("unordered",))]}


def _table() -> Schema:
    cell = listing(name(), "A name for each input, and then the outcome.", least=2)
    return closed(
        {
            "by": distinct(id(), "What the table looks at."),
            "cells": listing(cell, "A cell for every combination."),
        },
        ("by", "cells"),
        "A decision table.",
    )


def _bands() -> Schema:
    cut = ranged(closed({"is": name("The outcome in this band.")}, ("is",)))
    return closed(
        {"of": id("A score or a number."), "cuts": listing(cut)},
        ("of", "cuts"),
        "The bands into which a score or a number is cut.",
    )


def _promise() -> Schema:
    properties: Schema = {
        "when": {**ref("condition"), **said("", "For every candidate of whom this holds …")},
        "then": {**ref("condition"), **said("", "… this holds too.")},
        **{effect: {**ref("ids"), **said("", _EFFECTS[effect])} for effect in EFFECTS},
        "no_single_swing": {
            **ref("ids"),
            **said("", "This alone never moves the outcome between the two."),
        },
        "for": {**ref("ids"), **said("", "What is spoken of.")},
        "between": distinct(name(), "Two outcomes.", least=2, most=2),
    }
    return {**closed(properties, (), "What must be true for every candidate."), **_one_form()}


def _one_form() -> Schema:
    keys = dict.fromkeys(key for form in NEEDS.values() for key in form)
    forms: list[Json] = [
        {"required": list(form), "properties": {key: False for key in keys if key not in form}}
        for form in NEEDS.values()
    ]
    return {"oneOf": forms}
