"""The only place that says which kind of change a field of a rubric's part makes when it changes.

Every field of every part stands here, by its key in the file: a part that gains a field has to
say here what a change of it is.
"""

from typing import NamedTuple

from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.diff import Kind
from endorse_cli.models.kinds import Scale
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Criterion, Family, FindingRule, Reading, Score, Setting
from endorse_cli.models.slate_rule import Guidance, SlateRule


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
