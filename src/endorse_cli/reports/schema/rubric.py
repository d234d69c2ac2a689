"""The only place for the schema of a rubric, and of an overlay: `extends` tells which it is."""

from endorse_cli.models.load import REQUIRED
from endorse_cli.models.overlay import DEMANDS, GROUNDED, HEAD, SECTIONS
from endorse_cli.models.scalars import RUBRIC_ID
from endorse_cli.reports.schema.amounts import amount_definitions
from endorse_cli.reports.schema.conditions import condition_definitions
from endorse_cli.reports.schema.criteria import criterion_definitions, group
from endorse_cli.reports.schema.decisions import rule_definitions
from endorse_cli.reports.schema.grounds import OF_THE_CHAPTER, grounds_definitions, with_grounds
from endorse_cli.reports.schema.parts import (
    DIALECT,
    LOCATOR,
    NAME,
    Json,
    Schema,
    closed,
    day,
    distinct,
    entries,
    id,
    one_or_more,
    ref,
    said,
    text,
)

_OPTIONAL = ("effective", "scales", "families", "settings", "scores", "findings", "promises")
OPTIONAL = (*_OPTIONAL, "readings", "passages", "slate")
CHANGES = ("set", "demand", "switch_off", "waive")
_DIGEST = "^sha256:[0-9a-f]{16}$"
_GUIDANCE = {
    "every": "Said where it holds of every one.",
    "some": "Said where it holds of at least one.",
    "fewer_than_last": "Said where it holds of fewer than last time.",
    "smaller_share_than_last": "Said where it holds of a smaller share than last time.",
}
_ABOUT = {
    "scales": "Levels that criteria share.",
    "groups": "Headings under which criteria stand.",
    "criteria": "What is asked about a candidate.",
    "families": "Criteria of one sort, to which overlays add.",
    "settings": "Numbers and levels that an overlay may set.",
    "scores": "Named amounts.",
    "findings": "Named conditions.",
    "decisions": "What comes out, and by which rows, table or bands.",
    "promises": "What must be true for every candidate.",
    "readings": "Where the document is open: the reading chosen, and what else it could be.",
}
_ENTRIES = {
    "scales": "scale",
    "groups": "group",
    "criteria": "criterion",
    "families": "family",
    "settings": "setting",
    "scores": "score",
    "findings": "finding",
    "decisions": "decision",
    "promises": "promise",
    "readings": "reading",
}


def rubric_schema() -> Schema:
    """The schema of the rubric language, version 1; what differs in an overlay stands apart."""
    return {
        "$schema": DIALECT,
        **said("Rubric 1"),
        "if": {"type": "object", "required": ["extends"]},
        "then": ref("overlay"),
        "else": ref("rubric"),
        "$defs": {
            **grounds_definitions(),
            **condition_definitions(),
            **amount_definitions(),
            **criterion_definitions(),
            **rule_definitions(),
            "group": group(),
            "reading": _reading(),
            "guidance": _guidance(),
            "rubric": _rubric(),
            "overlay": _overlay(),
        },
    }


def _rubric() -> Schema:
    properties: Schema = {
        **_head(),
        "document": _document(),
        **{section: _section(section) for section in _ENTRIES},
        "passages": _passages(0),
        "slate": _slate(("of", "counts", "guidance"), ref("guidance")),
    }
    return closed({key: properties[key] for key in (*REQUIRED, *OPTIONAL)}, REQUIRED)


def _overlay() -> Schema:
    added: Schema = {section: _added(section) for section in _ENTRIES}
    guidance = _of_the_chapter(ref("guidance"))
    properties: Schema = {
        **_head(),
        "extends": text("A shipped rubric, or a file below this one's folder: what is adapted."),
        **added,
        "passages": _passages(1),
        "slate": _slate((), guidance),
        "set": entries(
            _change({"value": text("A number or a level.")}, ("value",)),
            "Settings of the base that get another value.",
            keys=f"^{NAME}$",
        ),
        "demand": entries(
            {**_change(_demands(), ()), "anyOf": [{"required": [key]} for key in DEMANDS]},
            "Evidence and anchors that the chapter asks for besides.",
            keys=f"^{NAME}$",
        ),
        "switch_off": entries(
            _change({"reason": text("Why.")}, ("reason",)),
            "Lines of the base that do not count here: an id, or `decision.row`.",
            keys=rf"^{NAME}(\.[^\s]+)?$",
        ),
        "waive": entries(
            text("Why."), "Promises of the base that are not kept here.", keys=f"^{NAME}$"
        ),
    }
    order = dict.fromkeys((*HEAD, "effective", *SECTIONS, "slate", *CHANGES))
    return closed({key: properties[key] for key in order}, HEAD, "An overlay.")


def _head() -> Schema:
    return {
        "format": {"enum": [1, "1"], **said("", "The version of the language.")},
        "rubric": {
            "type": "string",
            "pattern": f"^{RUBRIC_ID.pattern}$",
            **said("", "The id: small letters, digits and `-`."),
        },
        "version": text("The version of this rubric."),
        "title": text("What it is called."),
        "effective": day("The first day on which it applies."),
    }


def _document() -> Schema:
    digests = entries(
        {"type": "string", "pattern": _DIGEST},
        "For each paragraph `sha256:` and the first 16 hexadecimal digits.",
        keys="^p[1-9][0-9]{0,4}$",
        least=0,
    )
    return closed(
        {"title": text(), "passed": day(), "published": day(), "digests": digests},
        ("title",),
        "The document that the rubric encodes.",
    )


def _section(section: str) -> Schema:
    return entries(ref(_ENTRIES[section]), _ABOUT[section])


def _added(section: str) -> Schema:
    """What an overlay adds to a section; its lines are of the chapter's own."""
    entry = ref(_ENTRIES[section])
    if section in GROUNDED:
        entry = _of_the_chapter(entry)
    if section == "decisions":
        entry = {"anyOf": [ref("added_rows"), entry]}
    return entries(entry, _ABOUT[section])


def _of_the_chapter(entry: Schema) -> Schema:
    return {"allOf": [entry, OF_THE_CHAPTER]}


def _change(properties: Schema, required: tuple[str, ...]) -> Schema:
    return _of_the_chapter(with_grounds(closed(properties, required)))


def _demands() -> Schema:
    return {
        "evidence": ref("evidence_rule"),
        "fresh_for": ref("span"),
        "anchors": ref("name_texts"),
    }


def _passages(least: int) -> Schema:
    about = "Sentences on which nothing rests, and why."
    return entries(text("Why nothing rests on it."), about, keys=LOCATOR, least=least)


def _reading() -> Schema:
    locator: Schema = {"type": "string", "pattern": LOCATOR}
    return closed(
        {
            "at": one_or_more(locator, "Where the document is open."),
            "question": text("What it leaves open."),
            "chosen": text("The reading that this rubric takes."),
            "instead": text("What else it could mean."),
        },
        ("at", "question", "chosen", "instead"),
    )


def _guidance() -> Schema:
    forms: Schema = {
        form: {**ref("condition"), **said("", about)} for form, about in _GUIDANCE.items()
    }
    line = with_grounds(closed({"say": text("What is said."), **forms}, ("say",)))
    one: list[Json] = [{"required": [form]} for form in forms]
    return {**line, "oneOf": one}


def _slate(required: tuple[str, ...], guidance: Schema) -> Schema:
    return closed(
        {
            "of": {**ref("condition"), **said("", "Of which candidates.")},
            "counts": distinct(id(), "The decisions that are counted."),
            "guidance": entries(guidance, "What is said of a whole slate.", least=0),
        },
        required,
        "What is said of candidates together.",
    )
