"""What is asked: criteria, the families that they belong to, the groups under which they stand."""

from typing import Annotated, ClassVar, Literal, TypeAlias, get_args

from pydantic import ConfigDict, Field

from endorse_cli.models.grounds import Cited, InForce, Span
from endorse_cli.models.kinds import BROKEN_KIND, Answers, Kind
from endorse_cli.models.model import Changed, Maybe, Model, Shaped, needs_one_of
from endorse_cli.models.phrases import Label, Notices
from endorse_cli.models.plain_values import Cure, Panel, Whom
from endorse_cli.models.scalars import (
    NOT_APPLICABLE,
    FormerIds,
    OneOrMore,
    Text,
    Texts,
    only,
    schema,
)

Evidence = Literal["required", "expected", "none"]
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)


class EvidenceRule(Shaped):
    """Whether answers need a source: `required`, `expected`, `none`, or for some answers only."""

    model_config = ConfigDict(json_schema_extra={"required": ["required_for"]})

    noun: ClassVar = "`evidence`"
    word_is: ClassVar = "\0rule"
    as_word: ClassVar = {"enum": [*EVIDENCE]}
    empty: ClassVar = (
        "missing-key",
        "{what} has no `required_for`.",
        "Add `required_for` to it.",
    )

    rule: Evidence = Field("expected", validation_alias="\0rule")
    required_for: Texts = Field(
        (), description=("The answers that count as unknown without a dated source.")
    )


NotApplicable: TypeAlias = Annotated[bool, only(NOT_APPLICABLE), schema(const=NOT_APPLICABLE)]


INHERITED = {"evidence": "evidence", "fresh_for": "fresh_for", "answer": "kind"}
"""The keys of a criterion that its families may give, and the fields that hold them."""


class Criterion(Cited):
    """One thing that is asked about a candidate.

    `inherited` are the keys that it does not write itself and that its families may give.
    """

    model_config = needs_one_of("answer", "in")

    noun: ClassVar = "Criterion"
    meant: ClassVar = {
        "weight": "A weight stands in a score: `{{times: [{value}, {id}]}}` in its `sum:`.",
        "points": "Points stand in a score: `{{points: {id}, give: {{…}}}}` in its `sum:`.",
        "score": "A score stands under `scores:`, and names the criterion: `{{sum: [{id}, …]}}`.",
        "scale": "Write `answer: {value}`.",
        "type": "Say the kind of answer: `answer: yes_no`, `answer: {{number: {{…}}}}` and others.",
        "options": "Write `answer: {{choice: […]}}`, or `{{levels: […]}}` if they have an order.",
        "levels": "Write `answer: {{levels: […]}}`.",
        "choice": "Write `answer: {{choice: […]}}`.",
        "set": "Write `answer: {{set: […]}}`.",
        "number": "Write `answer: {{number: {{unit: …, min: 0, step: 1}}}}`.",
        "min": "Write it in the kind: `answer: {{number: {{unit: …, min: {value}, step: 1}}}}`.",
        "max": "Write it in the kind: `answer: {{number: {{unit: …, max: {value}, step: 1}}}}`.",
        "unit": "Write it in the kind: `answer: {{number: {{unit: {value}, step: 1}}}}`.",
        "question": "The question is `ask:`.",
        "text": "The question is `ask:`.",
        "title": "The question is `ask:`; the words for rows and columns are `label:`.",
        "required": "Where a source is needed, write `evidence: required`.",
        "source": "What it rests on is `from:`, with `basis:` beside it.",
        **dict.fromkeys(("category", "section", "theme", "topic"), "Write `group: {value}`."),
    }

    id: str = Field("", validation_alias="\0id")
    group: Text = Field(description="The group under which it stands.")
    label: Annotated[Maybe[Label], Changed("wording")] = Field(
        None, description="A few words for rows and columns, at most 40 characters."
    )
    ask: Text = Field(description="The question.")
    asked: Annotated[Maybe[Text], Changed("wording")] = Field(
        None, description="The question as it is put to the candidate, in the second person."
    )
    was: Annotated[FormerIds, Changed("renamed")] = Field(
        (), description="The ids that it had before: answers and diffs know it by them."
    )
    inherited: frozenset[str] = Field(frozenset(), validation_alias="\0inherited")
    kind: Annotated[Kind, Changed("levels")] = Field(
        BROKEN_KIND,
        validation_alias="answer",
        description=("The kind of answer: `yes_no`, `date`, the id of a scale, or as below."),
    )
    families: Annotated[OneOrMore, Changed("family")] = Field(
        (), validation_alias="in", description=("The families that it belongs to.")
    )
    may_be_not_applicable: Annotated[NotApplicable, Changed("levels")] = Field(
        False,
        validation_alias="may_be",
        description=("`not_applicable`, where the question may not apply."),
    )
    recorded: Maybe[Text] = Field(
        None, description=("Why it is written down and counts for nothing.")
    )
    recorded_members: Annotated[dict[str, Text], Changed("recorded")] = Field(
        {}, description="The same for members of a set."
    )
    anchors: dict[str, Text] = Field(
        {}, description="For each answer what an assessor must have seen."
    )
    titles: dict[str, Text] = Field({}, description="For each answer how it is printed.")
    notice: Annotated[Notices, Changed("wording")] = Field(
        {}, description="Answers that a reader of the verdict must see, each as below."
    )
    cure: Maybe[Cure] = Field(
        None,
        description=("Who could bring about another: `candidate`, `chapter`, `time`, `nobody`."),
    )
    asked_of: Maybe[Whom] = Field(
        None, description=("Who is asked: `candidate`, `campaign`, `roll`, `committee`.")
    )
    evidence: EvidenceRule = Field(
        EvidenceRule.model_construct(),
        description=("`required`, `expected` (the default), `none`, or `required_for` some."),
    )
    panel: Maybe[Panel] = Field(
        None, description="How a later command joins several assessors; it changes nothing today."
    )
    assume: Maybe[Text] = Field(
        None, description=("What stands in on a second line while it is unknown.")
    )
    fresh_for: Maybe[Span] = Field(None, description="How old a source may be.")
    in_force: Maybe[InForce] = Field(None, description="From when to when it is asked.")

    @property
    def answers(self) -> Answers:
        """What can be answered, `not_applicable` too where that is an answer."""
        beside = (NOT_APPLICABLE,) if self.may_be_not_applicable else ()
        return Answers(self.kind, beside, self.titles)


class Group(Model):
    """A heading under which criteria are shown."""

    noun: ClassVar = "Group"
    from_word: ClassVar = "`{{title: {value}}}`"

    title: Text = Field(description="The heading.")


class Family(Model):
    """Criteria of one sort that overlays add to; the placeholder stands in until they do.

    `evidence`, `fresh_for` and `answer` are what every member has at least.
    """

    noun: ClassVar = "Family"
    meant: ClassVar = dict.fromkeys(
        ("members", "criteria", "of", "ids"),
        "A criterion says that it belongs: `in: [{id}]`.",
    )
    from_word: ClassVar = "`{{title: …}}`, and in each criterion of it `in: [{id}]`"

    id: str = Field("", validation_alias="\0id")
    title: Text = Field(description="What its members are called together.")
    placeholder: Maybe[Text] = Field(
        None, description="The criterion that stands in until an overlay adds a member."
    )
    evidence: Maybe[EvidenceRule] = Field(
        None, description="What every member needs at least as a source, as of a criterion."
    )
    fresh_for: Maybe[Span] = Field(
        None, description="How long a source counts at most, for every member."
    )
    answer: Annotated[Maybe[Kind], Changed("levels")] = Field(
        None, description="The answers that every member has at least."
    )
    notice: Annotated[Notices, Changed("wording")] = Field(
        {}, description="Answers that a reader of the verdict must see, for every member."
    )
