"""The only place for the schema of what is asked: criteria, kinds of answer, scales, settings."""

from fractions import Fraction

from endorse_cli.models.scalars import NOT_APPLICABLE, NOT_MEMBERS, NOT_NAMES
from endorse_cli.models.words import CURES as CURE_WORDS
from endorse_cli.models.words import PANELS as PANEL_WORDS
from endorse_cli.models.words import WHOM
from endorse_cli.reports.schema.grounds import with_grounds
from endorse_cli.reports.schema.parts import (
    NAME,
    NUMBER,
    Json,
    Schema,
    closed,
    day,
    distinct,
    id,
    listing,
    name,
    new_name,
    one_or_more,
    plain_number,
    ref,
    said,
    text,
    words,
)
from endorse_cli.reports.show.questions import ASKED_OF, CURES, EVIDENCE, PANELS

LEAST = "What every member has at least; one that says nothing takes it over."


def criterion_definitions() -> Schema:
    """Criteria and what they are made of."""
    levels = distinct(new_name(NOT_NAMES), "From the lowest to the highest.")
    return {
        "name_texts": {
            "type": ["object", "null"],
            "additionalProperties": text(),
        },
        "levels": levels,
        "kind": _kind(),
        "evidence_rule": _evidence(),
        "in_force": {
            **closed(
                {"since": day("The first day."), "until": day("The last day.")},
                (),
                "The days on which it is asked.",
            ),
            "minProperties": 1,
        },
        "scale": closed(
            {
                "levels": ref("levels"),
                "worth": listing(plain_number(), "What each level is worth in a score."),
                "anchors": ref("name_texts"),
            },
            ("levels",),
        ),
        "family": closed(
            {
                "title": text(),
                "placeholder": id("Stands in until an overlay adds a member."),
                "evidence": {**ref("evidence_rule"), **said("", LEAST)},
                "fresh_for": {**ref("span"), **said("", f"How long a source counts. {LEAST}")},
                "answer": {**ref("kind"), **said("", LEAST)},
            },
            ("title",),
        ),
        "setting": with_grounds(
            closed(
                {
                    "value": {
                        "type": ["number", "string", "boolean"],
                        "pattern": f"{NUMBER}|^{NAME}$",
                    },
                    "of": id("The criterion whose level it is."),
                },
                ("value",),
                "A number or a level that an overlay may set.",
            )
        ),
        "criterion": with_grounds(_criterion()),
    }


def _criterion() -> Schema:
    """A criterion; only one in a family may leave its answers to that."""
    says: list[Json] = [{"required": ["answer"]}, {"required": ["in"]}]
    return {**_criterion_keys(), "anyOf": says}


def _criterion_keys() -> Schema:
    names = "name_texts"
    return closed(
        {
            "group": {"type": "string", **said("", "The group it stands in.")},
            "ask": text("The question, as it is put."),
            "answer": ref("kind"),
            "in": one_or_more(id(), "The families it belongs to."),
            "may_be": {"const": NOT_APPLICABLE, **said("", "The question may not apply.")},
            "recorded": text("Shown, and without weight: the reason."),
            "recorded_members": {**ref(names), **said("", "Members shown without weight: why.")},
            "anchors": {
                **ref(names),
                **said("", "For each answer, what an assessor must have seen."),
            },
            "titles": {**ref(names), **said("", "The printed words of names.")},
            "cure": words({word: CURES[word] for word in CURE_WORDS}, "Who can change it."),
            "asked_of": words({word: ASKED_OF[word] for word in WHOM}, "Who can answer."),
            "evidence": ref("evidence_rule"),
            "fresh_for": {**ref("span"), **said("", "How long a source counts.")},
            "in_force": ref("in_force"),
            "panel": words(
                {word: PANELS[word] for word in PANEL_WORDS},
                "How assessors are joined by a later command; it changes nothing today.",
            ),
            "assume": text("What stands in while it is unknown; it settles nothing."),
        },
        ("group", "ask"),
    )


def _kind() -> Schema:
    members = distinct(new_name((*NOT_NAMES, *NOT_MEMBERS)), "The members that a set can have.")
    spelled = closed(
        {
            "levels": ref("levels"),
            "choice": distinct(new_name(NOT_NAMES), "Names without order."),
            "set": members,
            "number": closed(
                {
                    "unit": text("What is counted: days, votes, members."),
                    "min": plain_number(),
                    "max": plain_number(),
                    "step": _step(),
                },
                ("unit", "step"),
                "A number.",
            ),
        }
    )
    scale: Schema = {"type": "string", "pattern": f"^{NAME}$"}
    named = words({"yes_no": "yes or no", "date": "a day"})
    return {
        **said("", "What an answer can be: `yes_no`, `date`, a scale, or a form written out."),
        "anyOf": [named, scale, {**spelled, "minProperties": 1, "maxProperties": 1}],
    }


def _step() -> Schema:
    above: Schema = {**plain_number(Fraction(0)), "exclusiveMinimum": 0}
    return {
        **said("", "From one answer to the next; `any` where any number will do."),
        "anyOf": [{"const": "any"}, above],
    }


def _evidence() -> Schema:
    some = closed(
        {"required_for": distinct(name(), "Answers that need a source with a date.")},
        ("required_for",),
    )
    about = "Whether an answer needs a source."
    return {**said("", about), "anyOf": [words(EVIDENCE), some]}


def group() -> Schema:
    """A group of criteria."""
    return closed({"title": text()}, ("title",))
