"""Makes docs/reference.md: every key that the models accept, with one line each.

Which keys there are, and which must be there, is asked of the models: their reader tells what it
accepts while it reads what ships and the examples of docs/language.md; a record's keys are those of
its types. Only the line beside each key stands here, and a key without a line is an error.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from endorse_cli import api
from endorse_cli.models import record
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

DOCS = Path(__file__).parent
ROOT = DOCS.parent

INTRODUCTION = """\
# Reference

Every key of a rubric, an overlay, a candidate's file, a case and a record. A key in **bold** must
be there. [The language](language.md) explains a rubric's forms with examples,
[overlays](overlays.md) what a chapter changes.

The grounds are `from`, `basis`, `adopted` and `note`. Where a table says "grounds", those four may
stand, and the first two must.
"""

GROUNDS = {
    "from": "the place in the document, as `p7`, `p7.3` or `p5-p7`; several in a list",
    "basis": "`stated`, `inferred` or `chapter`",
    "adopted": "who adopted it and when; required where the basis is `chapter`",
    "note": "anything else a reader should know",
}
LOWER = {"at_least": "this or more", "more_than": "more than this"}
UPPER = {"at_most": "this or less", "less_than": "less than this"}
UNITS = {unit: f"so many {unit}" for unit in ("days", "weeks", "months", "years")}
SECTIONS = {
    "scales": "levels that criteria share, by id",
    "groups": "headings under which criteria stand, by id",
    "criteria": "what is asked, by id",
    "families": "criteria that are counted or added together, by id",
    "settings": "what an overlay may set, by id",
    "scores": "numbers worked out from answers, by id",
    "findings": "conditions with a name, by id",
    "decisions": "what is decided, by id",
    "promises": "what must hold for every candidate, by id",
    "readings": "where the document is open and what was chosen, by id",
    "passages": "places on which nothing rests, each with the reason",
    "slate": "what is counted over many candidates",
}
HEAD = {
    "format": "`1`, the version of the language",
    "rubric": "the rubric's id: small letters, digits and `-`",
    "version": "the version of this rubric",
    "title": "what the rubric is called",
    "effective": "the first day on which it applies",
}
CANDIDATE = {
    "candidate": "the name",
    "answers": "what is known, by criterion; `{}` if nothing is",
    "office": "what the candidate runs for",
    "seat": "the same for all who run for one seat",
    "election": "the day of the election",
    "chapter": "the chapter that assesses",
    "as_of": "the day at which is judged; else the election",
    "rubric": "a shipped name, or a path beside this file",
    "assessed": "who assessed, when, under which version",
    "statements": "the case each way, in people's words",
    "corrections": "what was corrected later",
}


class Shape(NamedTuple):
    """A mapping that people write: its heading, and a line for each key."""

    title: str
    lines: dict[str, str]


RUBRIC: dict[str, Shape] = {
    "The rubric": Shape("A rubric", {**HEAD, "document": "the text that it encodes", **SECTIONS}),
    "`document`": Shape(
        "`document`",
        {
            "title": "what the text is called",
            "passed": "the day on which it was adopted",
            "published": "the day on which it was published",
            "digests": "for each paragraph cited the beginning of its SHA-256",
        },
    ),
    "Group": Shape("A group", {"title": "the heading"}),
    "Scale": Shape(
        "A scale",
        {
            "levels": "from the lowest to the highest",
            "worth": "a number for each level, in the same order; needed in a score",
            "anchors": "for each level what an assessor must have seen",
        },
    ),
    "Criterion": Shape(
        "A criterion",
        {
            "group": "the group under which it stands",
            "ask": "the question",
            "answer": "the kind of answer: `yes_no`, `date`, the id of a scale, or as below",
            "in": "the families that it belongs to",
            "may_be": "`not_applicable`, where the question may not apply",
            "recorded": "why it is written down and counts for nothing",
            "recorded_members": "the same for members of a set",
            "anchors": "for each answer what an assessor must have seen",
            "titles": "for each answer how it is printed",
            "cure": "who could bring about another: `candidate`, `chapter`, `time`, `nobody`",
            "asked_of": "who is asked: `candidate`, `campaign`, `roll`, `committee`",
            "evidence": "`required`, `expected` (the default), `none`, or `required_for` some",
            "fresh_for": "how old a source may be",
            "in_force": "from when to when it is asked",
            "panel": "how a later command joins several assessors; it changes nothing today",
            "assume": "what stands in on a second line while it is unknown",
            **GROUNDS,
        },
    ),
    "`answer`": Shape(
        "A kind of answer, one of",
        {
            "levels": "names from the lowest to the highest",
            "choice": "names without an order",
            "set": "members, each there or not",
            "number": "a number, as below",
        },
    ),
    "`number`": Shape(
        "`number`",
        {
            "unit": "what is counted",
            "step": "the distance between answers, or `any`",
            "min": "the smallest answer",
            "max": "the largest answer",
        },
    ),
    "`evidence`": Shape(
        "`evidence`", {"required_for": "the answers that count as unknown without a dated source"}
    ),
    "`fresh_for`": Shape("`fresh_for`, one of", UNITS),
    "`in_force`": Shape(
        "`in_force`", {"since": "the first day on which it is asked", "until": "the last day"}
    ),
    "Family": Shape(
        "A family",
        {
            "title": "what its members are called together",
            "placeholder": "the criterion that stands in until an overlay adds a member",
            "evidence": "what every member needs at least as a source, as of a criterion",
            "fresh_for": "how long a source counts at most, for every member",
            "answer": "the answers that every member has at least",
        },
    ),
    "Setting": Shape(
        "A setting",
        {
            "value": "a number, or the name of an answer",
            "of": "the criterion whose answer it names",
            **GROUNDS,
        },
    ),
    "Finding": Shape(
        "A finding",
        {
            "when": "the condition",
            "unless": "exceptions, each with grounds of its own",
            "title": "what it is called",
            **GROUNDS,
        },
    ),
    "An exception": Shape("An exception", {"when": "the condition", **GROUNDS}),
    "The condition": Shape(
        "`count` in a condition",
        {
            "count": "conditions, or `of` and `are`",
            "at_least": "so many hold, or more",
            "at_most": "so many hold, or fewer",
        },
    ),
    "The list of conditions": Shape(
        "Many conditions at once",
        {"of": "a family or a list of ids", "are": "the test that each is put to"},
    ),
    "The test": Shape(
        "A test, if it is not a bare name",
        {
            "one_of": "one of these names",
            **LOWER,
            **UPPER,
            "no_earlier_than": "this day or later",
            "no_later_than": "this day or earlier",
            "includes": "all of these members",
            "includes_any": "at least one of these members",
        },
    ),
    "The day": Shape(
        "A day that is counted",
        {
            **UNITS,
            "before": "`election` or `as_of`, from which is counted back",
            "after": "`election` or `as_of`, from which is counted on",
        },
    ),
    "The bound": Shape("A number or level from a setting", {"setting": "the id of the setting"}),
    "Score": Shape(
        "A score",
        {
            "value": "the amount",
            "better": "`higher` (the default) or `lower`",
            "title": "what it is called",
            **GROUNDS,
        },
    ),
    "The amount": Shape(
        "An amount, if it is not a number or an id: one form with the keys beside it",
        {
            "sum": "amounts added up, or `{of: family}`",
            "mean": "their mean",
            "lowest": "the lowest of them",
            "highest": "the highest of them",
            "minus": "the amount with its sign turned",
            "times": "a number and the amount that it multiplies",
            "count": "how many conditions hold",
            "points": "the criterion that gives points, with `give` or `bands`",
            "give": "a number for each answer; beside `bands` for `not_applicable` only",
            "bands": "a number for each stretch of a number criterion",
            "worth": "a criterion on a scale with worth, with `not_applicable`",
            "not_applicable": "what counts where it does not apply",
            "amount": "the amount that counts `when` a condition holds, otherwise nothing",
            "when": "that condition",
            "unless": "exceptions to it, each with grounds of its own",
            "clamp": "the amount, kept between `at_least` and `at_most`",
            "at_least": "the least that counts",
            "at_most": "the most that counts",
            "round": "the amount rounded `to` multiples of a number; top of a score only",
            "to": "that number",
            "half": "`up`, `down` or `even`: where it lies between two",
            "share": "the amount divided by `out_of`; top of a score only",
            "out_of": "what it is divided by",
            "if_none": "what it is where that is nothing",
        },
    ),
    "A band": Shape("A band of points", {**LOWER, **UPPER, "give": "the points"}),
    "Decision": Shape(
        "A decision, by rows, a table or bands",
        {
            "outcomes": "from the worst to the best, or as below",
            "rows": "tried in order; the first that holds decides",
            "otherwise": "what is decided where no row holds",
            "table": "an outcome for every combination",
            "bands": "an outcome for every stretch of a number or score",
            "list_others": "`true`: the result names the other rows that hold",
            "may_be_given": "`true`: a candidate's file may state the outcome",
            "assume": "the outcome that stands in on a second line while it is open",
            "title": "what is decided, in words",
            "titles": "for each outcome how it is printed",
            **GROUNDS,
        },
    ),
    "`outcomes`": Shape("`outcomes` without an order", {"unordered": "the names"}),
    "Row": Shape(
        "A row",
        {
            "is": "the outcome",
            "when": "the condition",
            "unless": "exceptions, each with grounds of its own",
            **GROUNDS,
        },
    ),
    "`otherwise`": Shape("`otherwise`", {"is": "the outcome", **GROUNDS}),
    "`table`": Shape(
        "`table`",
        {
            "by": "criteria, decisions or findings",
            "cells": "lists: a value for each of them, and the outcome",
        },
    ),
    "`bands`": Shape(
        "`bands`", {"of": "a score or a number criterion", "cuts": "the stretches, none left out"}
    ),
    "A cut": Shape("A cut", {"is": "the outcome", **LOWER, **UPPER}),
    "Promise": Shape(
        "A promise, in one of its forms",
        {
            "when": "wherever this holds …",
            "then": "… so does this",
            "no_effect": "no answer to these changes what stands in `for`",
            "some_effect": "an answer to each can change it",
            "more_never_hurts": "more of these never makes it worse",
            "more_never_helps": "more of these never makes it better",
            "no_single_swing": "this alone never moves the decision `between` two outcomes",
            "for": "decisions, findings or scores",
            "between": "the two outcomes",
            **GROUNDS,
        },
    ),
    "The ids": Shape("Ids by family", {"of": "the family"}),
    "Reading": Shape(
        "A reading",
        {
            "at": "the places that are open",
            "question": "what they leave open",
            "chosen": "how this rubric reads them",
            "instead": "how else they could be read",
        },
    ),
    "`slate`": Shape(
        "`slate`",
        {
            "of": "the condition on who is on it",
            "counts": "the decisions that are counted",
            "guidance": "what the list as a whole should be like, by id",
        },
    ),
    "Guidance": Shape(
        "Guidance, in one of its forms",
        {
            "say": "the guidance in words",
            "every": "what every candidate on the slate should meet",
            "some": "what at least one should meet",
            "fewer_than_last": "of what there should be fewer than on the last",
            "smaller_share_than_last": "of what the share should be smaller than on the last",
            **GROUNDS,
        },
    ),
    "`adopted`": Shape("`adopted`", {"by": "the body", "date": "the day"}),
}

OVERLAY: dict[str, Shape] = {
    "The overlay": Shape(
        "An overlay",
        {
            **HEAD,
            "extends": "the rubric that it builds on: a shipped name or a path",
            **SECTIONS,
            "set": "settings of the rubric below that get another value",
            "demand": "criteria below of which more is asked",
            "switch_off": "ids, or `decision.row`, that no longer count, with the reason",
            "waive": "promises below that need not be kept, each with the reason",
        },
    ),
    "`set`": Shape("An entry of `set`", {"value": "the new value", **GROUNDS}),
    "`demand`": Shape(
        "An entry of `demand`",
        {
            "evidence": "the evidence that is asked for",
            "fresh_for": "how old a source may be",
            "anchors": "anchors in the chapter's words",
            **GROUNDS,
        },
    ),
    "`switch_off`": Shape("An entry of `switch_off`", {"reason": "why", **GROUNDS}),
    "What is added to the decision": Shape(
        "A decision of the rubric below",
        {"rows": "rows to add; each names in `before` the row that it stands before"},
    ),
}

FILES: dict[str, Shape] = {
    "The candidate": Shape("A candidate's file", CANDIDATE),
    "The answer to": Shape(
        "An answer, if it is not a bare name",
        {
            "answer": "the answer; a list or a mapping for a set; `{one_of: […]}` for several",
            "one_of": "the answers between which assessors disagree",
            "unknown": "why: `not_asked`, `no_reply`, `declined`, `could_not_verify`",
            "evidence": "the sources",
            "note": "for members only, unless `public` says otherwise",
            "public": "`true`: the note may be passed on",
        },
    ),
    "The evidence": Shape(
        "A source",
        {"source": "where", "date": "from when", "says": "what it shows"},
    ),
    "`assessed`": Shape(
        "`assessed`",
        {"by": "who", "date": "when", "rubric_version": "under which version of the rubric"},
    ),
    "`statements`": Shape(
        "`statements`", {"for": "the case for it", "against": "the case against it"}
    ),
    "The statement": Shape("A statement", {"by": "whose words", "text": "the words"}),
    "The correction": Shape(
        "A correction",
        {"what": "what was wrong", "date": "when it was corrected", "by": "who asked for it"},
    ),
    "The case": Shape(
        "A case",
        {
            "case": "what is tried, in a few words",
            "why": "why it must come out so",
            "expect": "by decision the outcome, `undetermined`, or the outcomes left",
            "rows": "by decision the rows that must be able to decide, and no others",
            "reasons": "by decision criteria that the reason must name",
            **CANDIDATE,
        },
    ),
}

RECORD: dict[str, dict[str, str]] = {
    "Record": {
        "record": "the number of this shape",
        "tool": "the program that made it",
        "rubric": "the rubric that was used",
        "candidate": "who was assessed",
        "assessed": "who assessed",
        "as_of": "the day at which was judged",
        "decisions": "what comes out, by decision",
        "findings": "`yes`, `no` or `open`, by finding",
        "scores": "the least and the greatest value, by score",
        "lines": "one for every criterion",
        "reasons": "why, by decision that is settled",
        "changes": "the least changes to other outcomes, by decision",
        "ask_next": "the question to ask next",
        "statements": "the case each way",
        "corrections": "what was corrected",
        "set_aside": "criteria answered and not asked on that day",
        "what_if": "what a supposition would bring, where one was asked for",
        "stand_in": "what the rubric's stand-ins would bring, where it has any that are used",
        "single_changes": "`true` past the node budget",
        "edition": "for whom it was made; a members' record has none",
        "carries": "what it was made from, so that it can be worked out again",
    },
    "Records": {
        "record": "the number of this shape",
        "records": "one for every candidate, in input order",
        "invalid": "what could not be judged",
    },
    "ToolPart": {"name": "its name", "version": "its version"},
    "RubricPart": {
        "id": "its id",
        "version": "its version",
        "digest": "of the bytes of its file",
        "extends": "what it builds on, nearest first",
        "effective": "the first day on which it applies",
        "departures": "what an overlay loosens, or may",
        "waived": "promises below that are not kept",
    },
    "LayerPart": {"id": "its id", "version": "its version", "digest": "of the bytes of its file"},
    "DeparturePart": {
        "what": "the id, `decision.row` or `criterion.key` that is changed",
        "kind": "what kind of change",
        "effect": "what it does to outcomes",
        "basis": "the layer of the line below",
        "before": "what stood there",
        "after": "what stands there now",
        "reason": "why",
        "adopted": "who adopted it",
        "moves": "outcomes that some answer profile gets instead of others",
    },
    "MovePart": {"decision": "the decision", "before": "without the change", "after": "with it"},
    "AdoptedPart": {"by": "the body", "date": "the day"},
    "WaivedPart": {"promise": "its id", "reason": "why"},
    "CandidatePart": {
        "name": "the name",
        "office": "what they run for",
        "seat": "the seat",
        "election": "the day of the election",
        "chapter": "the chapter",
        "source": "the file's name without folders",
        "digest": "of the candidate's own bytes",
    },
    "AssessedPart": {"by": "who", "date": "when", "rubric_version": "under which version"},
    "DecisionPart": {
        "outcome": "null while more than one is possible",
        "possible": "the outcomes left",
        "rows": "the rows that can still decide",
        "also": "other rows that hold, where the decision lists them",
        "row": "the one that holds for certain, null where an outcome hangs on none or is open",
        "given": "the outcomes that the file states",
    },
    "ScorePart": {"low": "the least value, as a fraction", "high": "the greatest"},
    "LinePart": {
        "criterion": "its id",
        "group": "its group",
        "answer": "null when unknown, a list where assessors disagree, by member for a set",
        "possible": "the values left, by variable",
        "state": "why it is known or not",
        "bearing": "what it did",
        "from": "the places",
        "basis": "the layer",
        "evidence": "the sources",
        "note": "the note",
        "public": "whether the note may be passed on",
    },
    "EvidencePart": {
        "source": "where",
        "date": "from when",
        "says": "what it shows",
        "standing": "what it is worth on the day",
    },
    "ReasonPart": {
        "sufficient": "variables that together force the outcome",
        "necessary": "those in every such set",
        "serves": "every finding that a part settles, and the scores it enters; the parts overlap",
        "row": "`sufficient`, and what the certain row needs besides to be the one that decides",
    },
    "ChangePart": {
        "to": "the outcome",
        "change": "the values that would do, by variable",
        "provided": "open answers that would have to turn out so",
    },
    "QuestionPart": {
        "criterion": "what to ask",
        "asked_of": "whom",
        "leaves": "by answer the outcomes left, by decision",
    },
    "WhatIfPart": {"given": "what was supposed", "decisions": "what would come out"},
    "StatementsPart": {"for": "the case for it", "against": "the case against it"},
    "StatementPart": {"by": "whose words", "text": "the words"},
    "CorrectionPart": {"date": "when", "by": "who asked for it", "what": "what was wrong"},
    "EditionPart": {"audience": "for whom", "left_out": "what was left out for that"},
    "LeftOutPart": {
        "notes": "how many notes not said to be public",
        "contacts": "how many places where contact data stood",
    },
    "CarriedPart": {
        "candidate": "the candidate's text",
        "rubrics": "the rubric's text, and those of what it builds on",
    },
    "TextPart": {
        "source": "the file's name without folders",
        "written_in": "`yaml` or `json`",
        "text": "every character of it",
    },
    "InvalidPart": {"source": "the file", "findings": "what is wrong with it"},
    "FindingPart": {
        "code": "the check code",
        "severity": "`error` or `note`",
        "file": "the file",
        "line": "the line; 0 where there is none",
        "column": "the column; 0 where there is none",
        "message": "what is wrong",
        "help": "what to do",
    },
}

TITLES = {
    "Record": "A record",
    "Records": "Several records",
    "ToolPart": "`tool`",
    "RubricPart": "`rubric`",
    "LayerPart": "An entry of `extends`",
    "DeparturePart": "An entry of `departures`",
    "MovePart": "An entry of `moves`",
    "AdoptedPart": "`adopted`",
    "WaivedPart": "An entry of `waived`",
    "CandidatePart": "`candidate`",
    "AssessedPart": "`assessed`",
    "DecisionPart": "An entry of `decisions`",
    "ScorePart": "An entry of `scores`",
    "LinePart": "An entry of `lines`",
    "EvidencePart": "An entry of `evidence`",
    "ReasonPart": "An entry of `reasons`",
    "ChangePart": "An entry of `changes`",
    "QuestionPart": "`ask_next`",
    "WhatIfPart": "`what_if` and `stand_in`",
    "StatementsPart": "`statements`",
    "StatementPart": "A statement",
    "CorrectionPart": "An entry of `corrections`",
    "EditionPart": "`edition`",
    "LeftOutPart": "`left_out`",
    "CarriedPart": "`carries`",
    "TextPart": "A text that is carried",
    "InvalidPart": "An entry of `invalid`",
    "FindingPart": "An entry of its `findings`",
}
"""What people call the parts of a record."""

Accepted = dict[str, tuple[set[str], set[str]]]
"""For each shape the keys that always must be there, and all that may."""


def reference() -> str:
    """The whole page."""
    accepted = accepted_keys()
    parts = [INTRODUCTION]
    for title, shapes in (
        ("## Rubrics", RUBRIC),
        ("## Overlays", OVERLAY),
        ("## Candidates and cases", FILES),
    ):
        parts.append(f"\n{title}\n")
        parts.extend(_table(shape, *accepted[name]) for name, shape in shapes.items())
    parts.append("\n## Records\nWhat `--format json` prints. A key not in bold may be missing.\n")
    parts.extend(_record_table(name, lines) for name, lines in RECORD.items())
    return "".join(parts)


def without_line() -> list[str]:
    """Keys that are accepted and stand on no line here, and lines for keys that are not."""
    shapes = {**RUBRIC, **OVERLAY, **FILES}
    accepted = accepted_keys()
    wanted = {f"{name}: {key}" for name, (_, keys) in accepted.items() for key in keys}
    there = {f"{name}: {key}" for name, shape in shapes.items() for key in shape.lines}
    wanted |= {f"{name}: {key}" for name, keys in record_keys().items() for key in keys}
    there |= {f"{name}: {key}" for name, lines in RECORD.items() for key in lines}
    return sorted(wanted ^ there)


def record_keys() -> dict[str, dict[str, bool]]:
    """Each part of a record with its keys, and whether each is always there."""
    parts = {n: part for n, part in vars(record).items() if hasattr(part, "__required_keys__")}
    return {
        name: {key: key in part.__required_keys__ for key in get_type_hints(part)}
        for name, part in parts.items()
    }


def _table(shape: Shape, required: set[str], keys: set[str]) -> str:
    grounds = set(GROUNDS) <= keys
    lines = [
        f"| {_key(key, key in required)} | {line} |"
        for key, line in shape.lines.items()
        if not (grounds and key in GROUNDS)
    ]
    lines += ["| grounds | what it rests on |"] if grounds else []
    return "\n".join((f"\n### {shape.title}", "| key | |", "|---|---|", *lines, ""))


def _record_table(name: str, lines: Mapping[str, str]) -> str:
    always = record_keys()[name]
    rows = [f"| {_key(key, always[key])} | {line} |" for key, line in lines.items()]
    return "\n".join((f"\n### {TITLES[name]}", "| key | |", "|---|---|", *rows, ""))


def _key(key: str, required: bool) -> str:
    return f"**`{key}`**" if required else f"`{key}`"


class _Listening(Reader):
    """Takes note of every shape that is read, and of what it accepts."""

    accepted: Accepted

    def keys(
        self,
        value: Plain,
        what: str,
        trail: tuple[Any, ...],
        required: tuple[str, ...],
        optional: tuple[str, ...] = (),
    ) -> dict[str, Plain]:
        """What the reader does, after noting it."""
        note(_Listening.accepted, what, required, optional)
        return _READ(self, value, what, trail, required, optional)


_READ = Reader.keys
_FAMILY = re.compile(r"(?:(\w[\w ]*?)|(`otherwise`|`set`|`demand`|`switch_off`) of) `[^`]*`")


def note(
    accepted: Accepted, what: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    """Note one shape: of several with one name, what all need and what any takes."""
    named = _FAMILY.fullmatch(what)
    name = (named[1] or named[2]) if named else what
    if name == "The answer":
        # An answer that is only `one_of` or `unknown`: the whole shape is "The answer to".
        return
    keys = {*required, *optional}
    least, most = accepted.get(name, (set(required), set()))
    accepted[name] = (least & set(required), most | keys)


@cache
def accepted_keys() -> Accepted:
    """What the models accept, asked while they read what ships and the page of the language."""
    found: Accepted = {}
    _Listening.accepted = found
    Reader.keys = _Listening.keys  # type: ignore[method-assign]
    try:
        for rubric in sorted(ROOT.glob("rubrics/*/rubric.yaml")):
            api.try_rubric(str(rubric))
        list(api.score([str(path) for path in sorted(ROOT.glob("examples/**/*.yaml"))]))
        for example in _examples():
            _read_example(example)
    finally:
        Reader.keys = _READ  # type: ignore[method-assign]
    return found


def _examples() -> Iterator[str]:
    text = (DOCS / "language.md").read_text(encoding="utf-8")
    return (found[1] for found in re.finditer(r"^```yaml\n(.*?)^```$", text, re.M | re.S))


def _read_example(text: str) -> None:
    from endorse_cli.models.load import read_rubric

    for document in api.parse(text.encode()):
        read_rubric(document.value)
