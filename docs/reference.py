"""Makes docs/reference.md: every key that the models accept, with one line each.

The keys of what people write, and the line beside each, are those of the models. A record's are
those of its types; only the line beside each stands here, and a key without a line is an error.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args, get_type_hints

from endorse_cli.models import (
    amounts,
    candidate,
    conditions,
    criteria,
    decision_rows,
    decisions,
    evidence,
    grounds,
    kinds,
    overlay,
    phrases,
    plain_values,
    promises,
    record,
    rubric,
    scalars,
    tests,
)
from endorse_cli.models.model import Key, Model, described, keys_of

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

GROUNDS = keys_of(grounds.Grounds)
RUBRIC: dict[str, tuple[type[Model], ...]] = {
    "A rubric": (rubric.Rubric,),
    "`document`": (rubric.SourceText,),
    "A group": (criteria.Group,),
    "A scale": (kinds.Scale,),
    "A criterion": (criteria.Criterion,),
    "A kind of answer, if it is not `yes_no`, `date` or a scale: one of": (kinds.Kind,),
    "`number`": (kinds.NumberShape,),
    "`evidence`, if it is not `required`, `expected` or `none`": (criteria.EvidenceRule,),
    "`fresh_for`, one of": (grounds.Span,),
    "`in_force`": (grounds.InForce,),
    "A family": (criteria.Family,),
    "A setting": (rubric.Setting,),
    "A notice": (phrases.Notice,),
    "A finding": (rubric.FindingRule,),
    "`says`": (phrases.Says,),
    "An exception": (conditions.Exempt,),
    "A condition, if it is not a finding or `{id: test}`: one of": (
        conditions.All,
        conditions.Any,
        conditions.Not,
        conditions.Count,
    ),
    "Many conditions at once": (conditions.Each,),
    "A test, if it is not a bare name": (tests.OneOf, tests.Range, tests.Days, tests.Includes),
    "A day that is counted": (tests.Day,),
    "A number or level from a setting": (tests.SettingUse,),
    "A score": (rubric.Score,),
    "An amount, if it is not a number or an id: one form with the keys beside it": (
        amounts.Gathered,
        amounts.Minus,
        amounts.Times,
        amounts.Counted,
        amounts.Points,
        amounts.BandPoints,
        amounts.Worth,
        amounts.Conditional,
        amounts.Clamp,
        amounts.Round,
        amounts.Share,
    ),
    "A band of points": (amounts.Band,),
    "A decision, by rows, a table or bands": (
        decisions.RowDecision,
        decisions.TableDecision,
        decisions.BandDecision,
    ),
    "A row": (decision_rows.Row,),
    "`otherwise`": (decision_rows.Otherwise,),
    "`table`": (decision_rows.Table,),
    "`bands`": (decision_rows.Bands,),
    "A cut": (decision_rows.Cut,),
    "A promise, in one of its forms": (
        promises.ConditionalPromise,
        promises.EffectPromise,
        promises.SwingPromise,
    ),
    "Ids by family": (conditions.OfFamily,),
    "A reading": (rubric.Reading,),
    "`slate`": (promises.SlateRule,),
    "Guidance, in one of its forms": (promises.Guidance,),
    "`adopted`": (grounds.Adopted,),
}

OVERLAY: dict[str, tuple[type[Model], ...]] = {
    "An overlay": (overlay.Overlay,),
    "An entry of `set`": (overlay.SetTo,),
    "An entry of `demand`": (overlay.Demand,),
    "An entry of `switch_off`": (overlay.SwitchOff,),
    "A decision of the rubric below": (overlay.AddedRows,),
    "A row that is added to it": (overlay.AddedRow,),
}

FILES: dict[str, tuple[type[Model], ...]] = {
    "A candidate's file": (candidate.CandidateFile,),
    "An answer, if it is not a bare name": (evidence.Wrapped,),
    "A source": (evidence.Evidence,),
    "`assessed`": (candidate.Assessed,),
    "`statements`": (candidate.Statements,),
    "A statement": (candidate.Statement,),
    "A correction": (candidate.Correction,),
    "A case": (candidate.CaseFile,),
    "`slate.yaml`": (candidate.Slate,),
    "Its `chapter`": (candidate.Chapter,),
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
        "notices": "answers that a reader of the verdict must see",
        "statements": "the case each way",
        "corrections": "what was corrected",
        "set_aside": "criteria answered and not asked on that day",
        "what_if": "what a supposition would bring, where one was asked for",
        "stand_in": "what the rubric's stand-ins would bring, where it has any that are used",
        "single_changes": "`true` where of all changes only those of one answer were looked for",
        "unchecked": "decisions whose outcomes are those that could not be excluded",
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
        "broken": "promises of its own that are not kept; left out where there are none",
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
        "state": "why it is known or not, as below",
        "bearing": "what it did, as below",
        "speaks": "which way the answer speaks, as below; null where that was not worked out",
        "matters": "whether it is open and can still move an outcome of some decision",
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
    "NoticePart": {"criterion": "whose answer", "name": "the answer, or the member of a set"},
    "WhatIfPart": {"given": "what was supposed", "decisions": "what would come out"},
    "StatementsPart": {"for": "the case for it", "against": "the case against it"},
    "UncheckedPart": {
        "what": "a decision, by its id",
        "why": "why not all that is said of it is certain",
    },
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

VALUES: dict[str, tuple[str, object, dict[str, str]]] = {
    "state": (
        "Why an answer is known or not. Of a set, the last of these that holds for a member.",
        evidence.State,
        {
            "answered": "an answer is given, and it counts",
            "not_asked": "unknown: nobody has asked, or the file is silent",
            "no_reply": "unknown: asked, and no reply came",
            "declined": "unknown: the person asked would rather not say",
            "could_not_verify": "unknown: it could not be verified",
            "unsupported": "given without the evidence that it needs, so it counts as unknown",
            "disputed": "assessors disagree: any of the answers that they gave is possible",
        },
    ),
    "bearing": (
        "What a criterion did, the other answers being as they are.",
        record.Bearing,
        {
            "recorded": "the rubric marks it as recorded: it never counts",
            "no_bearing": "no answer to it could change any row",
            "weighs": "it counts in a score, and no condition names it",
            "met": "all conditions that name it hold. It says nothing of better and worse: of a "
            "red line the condition may be that it is crossed",
            "failed": "none of the conditions that name it holds, which may be good: see `speaks`",
            "partly": "some of the conditions that name it hold, some do not",
            "open": "whether they hold is not known yet",
        },
    ),
    "speaks": (
        "Which way an answer speaks: what comes out of the decision that leads is compared with "
        "what would come out with each other answer to the same question, over all profiles of "
        "the others, not only over those still possible. Better is what stands later among the "
        "outcomes. Of a set, each member that carries weight is compared by itself.",
        record.Speaks,
        {
            "for": "never worse than another answer, and somewhere better",
            "against": "never better than another answer, and somewhere worse",
            "between": "better than one other answer, worse than another; of a set, some members "
            "speak for and some against",
            "neither": "it makes no difference, or the outcomes have no order",
            "mixed": "better than one and the same other answer in some profiles, worse in others",
            "open": "there is no single answer; of a set, of some member",
        },
    ),
}
"""The words that can stand under a key of a record's line: what each set says, and each word."""

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
    "NoticePart": "An entry of `notices`",
    "WhatIfPart": "`what_if` and `stand_in`",
    "StatementsPart": "`statements`",
    "UncheckedPart": "An entry of `unchecked`",
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


def reference() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    of_files = ("## Rubrics", RUBRIC), ("## Overlays", OVERLAY), ("## Candidates and cases", FILES)
    for heading, models in of_files:
        parts.append(f"\n{heading}\n")
        parts.extend(_model_table(title, forms) for title, forms in models.items())
    parts.append(_reserved())
    parts.append("\n## Records\nWhat `--format json` prints. A key not in bold may be missing.\n")
    for name, lines in RECORD.items():
        parts.append(_record_table(name, lines))
        if name == "LinePart":
            parts.extend(_values_table(key, *told) for key, told in VALUES.items())
    return "".join(parts)


def _reserved() -> str:
    """The words that cannot be ids or names, as the reader of rubrics has them."""
    refused = {
        "an id (of a criterion, scale, finding, decision and all else)": plain_values.RESERVED,
        "a name (of a level, choice, member or outcome)": scalars.NOT_NAMES,
        "a member of a set, besides": scalars.NOT_MEMBERS,
    }
    rows = [f"| {what} | {', '.join(f'`{w}`' for w in words)} |" for what, words in refused.items()]
    said = "What stands where it could be taken for a word of the language, or for no text at all."
    table = ("| never | |", "|---|---|", *rows, "")
    return "\n".join(("\n## Reserved words", said, "", *table))


def without_line() -> list[str]:
    """Keys that are accepted and stand on no line here, and lines for keys that are not."""
    wanted = {f"{name}: {key}" for name, keys in record_keys().items() for key in keys}
    there = {f"{name}: {key}" for name, lines in RECORD.items() for key in lines}
    bare = (
        f"{title}: {key}"
        for title, forms in {**RUBRIC, **OVERLAY, **FILES}.items()
        for key, (about, _) in _keys(forms).items()
        if not about
    )
    words = (
        f"{key}: {word}"
        for key, (_, accepted, lines) in VALUES.items()
        for word in set(get_args(accepted)) ^ lines.keys()
    )
    return sorted([*(wanted ^ there), *bare, *words])


def _keys(forms: tuple[type[Model], ...]) -> dict[str, Key]:
    """The keys of several forms: one must be there only if every form needs it."""
    all_keys: dict[str, Key] = {}
    for model in forms:
        for key, one in described(model).items():
            all_keys.setdefault(key, one)
    return {
        key: one._replace(
            required=all(key in described(m) and described(m)[key].required for m in forms)
        )
        for key, one in all_keys.items()
    }


def _model_table(title: str, forms: tuple[type[Model], ...]) -> str:
    keys = _keys(forms)
    grounds = set(GROUNDS) if set(GROUNDS) <= keys.keys() else set()
    lines = [
        f"| {_key(key, one.required)} | {one.about} |"
        for key, one in keys.items()
        if key not in grounds
    ]
    lines += ["| grounds | what it rests on |"] if grounds else []
    return "\n".join((f"\n### {title}", "| key | |", "|---|---|", *lines, ""))


def record_keys() -> dict[str, dict[str, bool]]:
    """Each part of a record with its keys, and whether each is always there."""
    parts = {n: part for n, part in vars(record).items() if hasattr(part, "__required_keys__")}
    return {
        name: {key: key in part.__required_keys__ for key in get_type_hints(part)}
        for name, part in parts.items()
    }


def _record_table(name: str, lines: Mapping[str, str]) -> str:
    always = record_keys()[name]
    rows = [f"| {_key(key, always[key])} | {line} |" for key, line in lines.items()]
    return "\n".join((f"\n### {TITLES[name]}", "| key | |", "|---|---|", *rows, ""))


def _values_table(key: str, about: str, _accepted: object, lines: Mapping[str, str]) -> str:
    rows = [f"| `{word}` | {line} |" for word, line in lines.items()]
    return "\n".join(
        (f"\n### The words of `{key}`", about, "", "| word | |", "|---|---|", *rows, "")
    )


def _key(key: str, required: bool) -> str:
    return f"**`{key}`**" if required else f"`{key}`"
