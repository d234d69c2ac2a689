"""A whole rubric: its head, and every section as a mapping from an id."""

from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from endorse_cli.diagnostics import quoted
from endorse_cli.models.amounts import FORMS, Amount
from endorse_cli.models.conditions import MEANT, Condition, Exceptions
from endorse_cli.models.criteria import INHERITED, Criterion, Family, Group
from endorse_cli.models.decisions import AnyDecision
from endorse_cli.models.faults import fault
from endorse_cli.models.grounds import (
    LOCATOR,
    WRITE_A_LOCATOR,
    Cited,
    Locators,
    is_locator,
)
from endorse_cli.models.kinds import BROKEN_KIND, Kind, Scale
from endorse_cli.models.loose_words import locator
from endorse_cli.models.model import OURS, Changed, Inside, Maybe, Model, read_by, replace
from endorse_cli.models.overlay_chain import NO_CHAIN, Chain
from endorse_cli.models.phrases import Notices, Says
from endorse_cli.models.promises import AnyPromise, SlateRule
from endorse_cli.models.scalars import (
    EDITOR,
    Date,
    FormerIds,
    Id,
    Kept,
    RubricId,
    Text,
    schema,
    text_by,
)

HEXADECIMAL = frozenset("0123456789abcdef")


SHARED = ("criteria", "families", "settings", "scores", "findings", "decisions")
"""Sections that share their ids."""

SECTIONS = ("scales", "groups", *SHARED, "promises", "readings", "passages")
"""Mappings from an id, to which an overlay adds entries."""


def _paragraph(value: object) -> str:
    word = str(value)
    if not isinstance(value, Kept) and not (is_locator(word) and word[1:].isdigit()):
        said, help = f"{quoted(word)} is not a paragraph.", "Name a whole paragraph, as `p7`."
        raise fault("bad-value", said, help, on_key=True)
    return word


def _digest(text: str) -> str:
    if len(text) != 23 or set(text.removeprefix("sha256:")) - HEXADECIMAL:
        help = "Write `sha256:` and the first 16 hexadecimal digits."
        raise fault("bad-value", f"{{}}{quoted(text)} is not a digest of a paragraph.", help)
    return text


Paragraph: TypeAlias = Annotated[
    str, read_by(_paragraph), schema(type="string", pattern="^p[1-9][0-9]*$")
]
Digest: TypeAlias = Annotated[
    str, text_by(_digest), schema(type="string", pattern="^sha256:[0-9a-f]{16}$")
]


class SourceText(Model):
    """The document that a rubric encodes: named and cited, never copied."""

    noun: ClassVar = "`document`"
    meant: ClassVar = {
        **dict.fromkeys(
            ("file", "path", "url", "text"),
            "The text itself is named to a command: `endorse rubric check --document {value}`.",
        ),
        **dict.fromkeys(("name", "heading"), "Write `title: {value}`."),
        **dict.fromkeys(("author", "body", "owner"), "Write `by: {value}`."),
        **dict.fromkeys(("date", "adopted"), "Write `passed: {value}`."),
    }
    from_word: ClassVar = "`{{title: {value}}}`"

    title: Text = Field(description="What the text is called.")
    by: Maybe[Text] = Field(None, description="The body whose document it is.")
    passed: Maybe[Date] = Field(None, description="The day on which it was adopted.")
    published: Maybe[Date] = Field(None, description="The day on which it was published.")
    digests: dict[Paragraph, Digest] = Field(
        {}, description=("For each paragraph cited the beginning of its SHA-256.")
    )


class Setting(Cited):
    """A number, or a level of the criterion `of`, that an overlay may set."""

    noun: ClassVar = "Setting"
    meant: ClassVar = dict.fromkeys(
        ("default", "is", "number", "min", "max", "threshold", "limit", "amount"),
        "Write `value: {value}`.",
    )
    from_word: ClassVar = "`{{value: {value}, from: …, basis: …}}`"
    changes: ClassVar = "setting"

    id: str = Field("", validation_alias="\0id")
    value: Text = Field(description="A number, or the name of an answer.")
    of: Maybe[Text] = Field(None, description="The criterion whose answer it names.")


class FindingRule(Cited):
    """A named condition."""

    noun: ClassVar = "Finding"
    meant: ClassVar = {**MEANT, "is": "Write `when: {value}`."}
    from_word: ClassVar = "`{{when: {value}, from: …, basis: …}}`"

    id: str = Field("", validation_alias="\0id")
    title: Maybe[Text] = Field(None, description="What it is called.")
    was: Annotated[FormerIds, Changed("renamed")] = Field(
        (), description="The ids that it had before: a diff knows it by them."
    )
    says: Annotated[Maybe[Says], Changed("wording")] = Field(
        None, description="A clause for each way in which it can turn out, as below."
    )
    when: Annotated[Condition, Changed("condition", number="threshold")] = Field(
        description="The condition."
    )
    unless: Annotated[Exceptions, Changed("condition", number="threshold")] = Field(
        (), description="Exceptions, each with grounds of its own."
    )


class Score(Cited):
    """A named amount; `higher_is_better` says which way is good."""

    noun: ClassVar = "Score"
    meant: ClassVar = {
        **dict.fromkeys(FORMS, "Write `value: {{{key}: {value}}}`."),
        **dict.fromkeys(("formula", "is", "of", "total"), "Write `value: {value}`."),
        "weights": "Write `value: {{sum: [{{times: [3, …]}}, …]}}`.",
        **dict.fromkeys(("max", "min"), "How far it goes follows from its `value:`: leave it out."),
    }
    from_word: ClassVar = "`{{value: {value}, from: …, basis: …}}`"

    id: str = Field("", validation_alias="\0id")
    title: Maybe[Text] = Field(None, description="What it is called.")
    value: Annotated[Amount, Changed("amount", number="weight")] = Field(description="The amount.")
    better: Literal["higher", "lower"] = Field(
        "higher", description=("`higher` (the default) or `lower`.")
    )

    @property
    def higher_is_better(self) -> bool:
        """Whether more is better."""
        return self.better == "higher"


class Reading(Model):
    """Where the document is open: the question, the reading chosen, and what else it could be."""

    noun: ClassVar = "Reading"
    meant: ClassVar = {
        **dict.fromkeys(("answer", "reading", "choice"), "Write `chosen: {value}`."),
        **dict.fromkeys(("from", "where"), "Write `at: {value}`."),
        **dict.fromkeys(("otherwise", "else", "other"), "Write `instead: {value}`."),
    }
    from_word: ClassVar = "`{{at: …, question: {value}, chosen: …, instead: …}}`"
    changes: ClassVar = "reading"

    id: str = Field("", validation_alias="\0id")
    at: Annotated[Locators, Changed("citation")] = Field(description="The places that are open.")
    question: Text = Field(description="What they leave open.")
    chosen: Text = Field(description="How this rubric reads them.")
    instead: Text = Field(description="How else they could be read.")


def _passage(value: object) -> str:
    word = str(value)
    if not isinstance(value, Kept) and not is_locator(word):
        near = locator(word)
        help = f"Write {quoted(near)}." if near and near[0] == "p" else WRITE_A_LOCATOR
        raise fault("bad-value", f"{quoted(word)} is not a locator.", help, on_key=True)
    return word


Passage: TypeAlias = Annotated[
    str, read_by(_passage), schema(type="string", pattern=f"^{LOCATOR}$")
]


class Rubric(Model):
    """A whole rubric, in the order in which it was written.

    `unread` names sections that could not be read: what they define may be named all the same.
    `chain` says of a rubric that was put together from overlays what they changed.
    """

    noun: ClassVar = "The rubric"
    meant: ClassVar = {
        **dict.fromkeys(("name", "id"), "Write `rubric: {value}`."),
        **dict.fromkeys(("description", "notes", "note"), "Write it as a comment, after a `#`."),
        **dict.fromkeys(("questions", "fields", "inputs"), "Write `criteria:`."),
        **dict.fromkeys(("rules", "outcome", "results"), "Write `decisions:`."),
        **dict.fromkeys(("conditions", "definitions", "tests"), "Write `findings:`."),
        **dict.fromkeys(("points", "score", "scoring", "totals"), "Write `scores:`."),
        **dict.fromkeys(("sections", "categories", "themes", "chapters"), "Write `groups:`."),
        **dict.fromkeys(("source", "sources", "text"), "Write `document: {{title: …}}`."),
        "outcomes": "Write it in a decision: `decisions: {{decision: {{outcomes: {value}, …}}}}`.",
        "weights": "A weight stands in a score: `{{times: [3, …]}}` in its `sum:`.",
    }

    format: Annotated[Literal["1"], schema(enum=[1, "1"])] = Field(
        description="`1`, the version of the language."
    )
    id: RubricId = Field(
        validation_alias="rubric", description=("The rubric's id: small letters, digits and `-`.")
    )
    version: Text = Field(description="The version of this rubric.")
    title: Text = Field(description="What the rubric is called.")
    headline: Annotated[Maybe[Text], Changed("wording")] = Field(
        None, description="The decision that leads in reports; left out, the last."
    )
    effective: Maybe[Date] = Field(None, description="The first day on which it applies.")
    editor: Maybe[Text] = Field(None, validation_alias="$schema", description=EDITOR)
    document: SourceText = Field(description="The text that it encodes.")
    scales: dict[Id, Scale] = Field({}, description="Levels that criteria share, by id.")
    groups: dict[Id, Annotated[str, Inside(Group, "title")]] = Field(
        description="Headings under which criteria stand, by id."
    )
    criteria: dict[Id, Criterion] = Field(description="What is asked, by id.")
    families: dict[Id, Family] = Field(
        {}, description=("Criteria that are counted or added together, by id.")
    )
    settings: dict[Id, Setting] = Field({}, description="What an overlay may set, by id.")
    scores: dict[Id, Score] = Field({}, description="Numbers worked out from answers, by id.")
    findings: dict[Id, FindingRule] = Field({}, description="Conditions with a name, by id.")
    decisions: dict[Id, AnyDecision] = Field(description="What is decided, by id.")
    promises: dict[Id, AnyPromise] = Field(
        {}, description="What must hold for every candidate, by id."
    )
    readings: dict[Id, Reading] = Field(
        {}, description=("Where the document is open and what was chosen, by id.")
    )
    passages: dict[Passage, Text] = Field(
        {}, description="Places on which nothing rests, each with the reason."
    )
    slate: Maybe[SlateRule] = Field(None, description="What is counted over many candidates.")
    unread: frozenset[str] = Field(frozenset(), validation_alias="\0unread")
    chain: Annotated[Chain, OURS] = Field(NO_CHAIN, validation_alias="\0chain")

    def layered(self, chain: Chain) -> "Rubric":
        """The same, put together from the layers of a chain."""
        return replace(self, chain=chain)

    def settle(self) -> None:
        """The answers of families and criteria: those of a scale, and those of a family."""
        for family in self.families.values():
            if family.answer is not None:
                family.__dict__["answer"] = self._on_scale(family.answer)
        for criterion in self.criteria.values():
            written = criterion.model_fields_set
            inherited = frozenset(key for key, name in INHERITED.items() if name not in written)
            criterion.__dict__["inherited"] = inherited
            kind = criterion.kind if "answer" not in inherited else self._of_family(criterion)
            criterion.__dict__["kind"] = self._on_scale(kind)

    def _on_scale(self, kind: Kind) -> Kind:
        scale = self.scales.get(kind.scale or "")
        if scale and scale.levels:
            return replace(kind, form="levels", names=scale.levels)
        return kind

    def _of_family(self, criterion: Criterion) -> Kind:
        """The answers that the first family to name some gives a criterion that names none."""
        families = (self.families[id] for id in criterion.families if id in self.families)
        given = (family.answer for family in families)
        return next((kind for kind in given if kind is not None), BROKEN_KIND)

    @property
    def leading(self) -> str:
        """The decision that leads in reports: the headline, else the last."""
        return self.headline or list(self.decisions)[-1]

    def members(self, family: str) -> tuple[str, ...]:
        """The criteria of a family, in order; the placeholder only while it stands alone."""
        named = tuple(c.id for c in self.criteria.values() if family in c.families)
        stand_in = self.families[family].placeholder if family in self.families else None
        own = tuple(id for id in named if id != stand_in)
        return own or named

    def ids_in(self, of: str | tuple[str, ...]) -> tuple[str, ...]:
        """The ids that `of` stands for: the members of a family, or those in a list."""
        return self.members(of) if isinstance(of, str) else of

    def worth(self, criterion: str) -> tuple[Fraction, ...] | None:
        """What each level of a criterion is worth in a score, where its scale says so."""
        scale = self.criteria[criterion].kind.scale
        return self.scales[scale].worth if scale else None

    def notices(self, criterion: Criterion) -> Notices:
        """What its answers bring to a reader's notice: its families' and its own, which count."""
        above = (self.families[id].notice for id in criterion.families if id in self.families)
        found = {name: notice for family in above for name, notice in family.items()}
        found |= criterion.notice
        return {name: found[name] for name in found if name in criterion.answers.names}

    def anchor(self, criterion: str, name: str) -> str | None:
        """What an assessor must have seen to give an answer: the criterion's own or its scale's."""
        asked = self.criteria[criterion]
        if name in asked.anchors:
            return asked.anchors[name]
        scale = self.scales.get(asked.kind.scale or "")
        return scale.anchors.get(name) if scale else None
