"""The only place for the schema of amounts: how a score is made up."""

from endorse_cli.reports.schema.conditions import ranged
from endorse_cli.reports.schema.parts import (
    ID,
    NUMBER,
    Json,
    Schema,
    closed,
    id,
    listing,
    number,
    ref,
    said,
    words,
)

_GATHERED = {
    "sum": "All of these together.",
    "mean": "The mean of these.",
    "lowest": "The lowest of these.",
    "highest": "The highest of these.",
}
_HALF = {
    "up": "Of two equally near the larger.",
    "down": "Of two equally near the smaller.",
    "even": "Of two equally near the even multiple.",
}


def amount_definitions() -> Schema:
    """Everything that an amount is made of."""
    return {
        "give": {
            **said("", "What each answer gives; all answers are named."),
            "type": "object",
            "additionalProperties": number(),
        },
        "amount": {**said("", "An amount."), "anyOf": _forms()},
        "score_value": {
            **said("", "How the score is made up."),
            "anyOf": [ref("amount"), _rounded(), _shared()],
        },
    }


def _forms() -> list[Json]:
    amount = ref("amount")
    gathered: list[Json] = [
        closed({key: {**said("", about), **_several()}}, (key,)) for key, about in _GATHERED.items()
    ]
    return [
        {"type": ["number", "string"], "pattern": f"{NUMBER}|{ID}"},
        ref("setting_use"),
        *gathered,
        closed({"minus": amount}, ("minus",), "With its sign turned."),
        closed({"times": _times()}, ("times",), "A number times an amount."),
        closed({"count": ref("many")}, ("count",), "How many of these hold."),
        _points(),
        closed(
            {"worth": id(), "not_applicable": number("What counts where it does not apply.")},
            ("worth", "not_applicable"),
            "What a criterion's level is worth.",
        ),
        closed(
            {"amount": amount, "when": ref("condition"), "unless": ref("exceptions")},
            ("amount", "when"),
            "The amount where the condition holds, otherwise 0.",
        ),
        closed(
            {"clamp": amount, "at_least": number(), "at_most": number()},
            ("clamp", "at_least", "at_most"),
            "Never below the one number, never above the other.",
        ),
    ]


def _several() -> Schema:
    family = closed({"of": id("The id of a family.")}, ("of",))
    return {"anyOf": [listing(ref("amount")), family]}


def _times() -> Schema:
    return {
        "type": "array",
        "prefixItems": [number(), ref("amount")],
        "minItems": 2,
        "maxItems": 2,
    }


def _points() -> Schema:
    band = ranged(closed({"give": number("What this band gives.")}, ("give",)))
    bands = listing(band, "What a number gives, by the band it lies in.")
    form = closed({"points": id(), "give": ref("give"), "bands": bands}, ("points",), "Points.")
    return {**form, "anyOf": [{"required": ["give"]}, {"required": ["bands"]}]}


def _rounded() -> Schema:
    return closed(
        {
            "round": ref("amount"),
            "to": number("The nearest multiple of this."),
            "half": words(_HALF),
        },
        ("round", "to", "half"),
        "Rounded; at the top of a score only.",
    )


def _shared() -> Schema:
    return closed(
        {
            "share": ref("amount"),
            "out_of": ref("amount"),
            "if_none": number("What it is where there is nothing to divide by."),
        },
        ("share", "out_of", "if_none"),
        "One amount divided by another; at the top of a score only.",
    )
