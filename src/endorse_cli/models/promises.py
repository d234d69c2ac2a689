"""What a rubric says of more than one candidate: promises for every one, guidance for a slate."""

from typing import Annotated, ClassVar, Self, TypeAlias

from pydantic import AliasChoices, Discriminator, Field, Tag, model_validator

from endorse_cli.diagnostics import counted, quoted
from endorse_cli.models.conditions import Condition, FamilyOf
from endorse_cli.models.faults import fault, unknown
from endorse_cli.models.grounds import KEYS, Cited
from endorse_cli.models.loose_words import flow
from endorse_cli.models.model import Changed, Formed, Maybe, Model, PlainOr
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import Id, OneOrMore, Text, Texts
from endorse_cli.models.tests import unknown_keys

EFFECTS = {
    "no_effect": "No answer to these changes what stands in `for`.",
    "some_effect": "An answer to each can change it.",
    "more_never_hurts": "More of these never makes it worse.",
    "more_never_helps": "More of these never makes it better.",
}


Ids: TypeAlias = PlainOr[OneOrMore, FamilyOf]
"""One id, a list of ids (`criterion.member` among them), or a family."""


class Promise(Cited, Formed):
    """What must be true of the rubric for every possible candidate.

    `form` is `when`, `no_effect`, `some_effect`, `more_never_hurts`, `more_never_helps` or
    `no_single_swing`; `of` and `over` are the ids on either side, families not yet resolved.
    """

    noun: ClassVar = "Promise"
    meant: ClassVar = {
        **dict.fromkeys(("if", "whenever", "where"), "Write `when: {value}`."),
        **dict.fromkeys(("always", "must", "result", "is"), "Write `then: {value}`."),
        **dict.fromkeys(("of", "on", "decision", "decisions"), "Write `for: {value}`."),
    }
    from_word: ClassVar = "`{{when: …, then: …, from: …, basis: …}}`"
    changes: ClassVar = "promise"

    id: str = Field("", validation_alias="\0id")
    form: str = Field("", validation_alias="\0form")
    when: Annotated[Condition | None, Changed(key="when")] = Field(None, validation_alias="\0when")
    then: Annotated[Condition | None, Changed(key="then")] = Field(None, validation_alias="\0then")
    of: Ids = Field((), validation_alias="\0of")
    over: Annotated[Ids, Changed(key="for")] = Field((), validation_alias="\0over")
    between: Annotated[tuple[str, ...], Changed(key="between")] = Field(
        (), validation_alias="\0between"
    )


class ConditionalPromise(Promise):
    """Wherever one condition holds, another does."""

    forms: ClassVar = ("when",)

    when: Condition = Field(description="Wherever this holds …")
    then: Condition = Field(description="… so does this.")


class EffectPromise(Promise):
    """What one thing can do to another."""

    about: ClassVar = EFFECTS
    forms: ClassVar = tuple(EFFECTS)

    of: Ids = Field(
        validation_alias=AliasChoices(*EFFECTS),
        description="What has no effect, has some, or never hurts or helps by being more.",
    )
    over: Ids = Field(validation_alias="for", description="Decisions, findings or scores.")


class SwingPromise(Promise):
    """No single answer moves a decision from one outcome to another."""

    forms: ClassVar = ("no_single_swing",)

    of: Ids = Field(
        validation_alias="no_single_swing",
        description="This alone never moves the decision `between` two outcomes.",
    )
    over: Ids = Field(validation_alias="for", description="Decisions, findings or scores.")
    between: Texts = Field(description="The two outcomes.")

    @model_validator(mode="after")
    def _see_between(self) -> Self:
        if len(self.between) != 2:
            if "" not in self.between:
                said = f"{{}}`between` has {counted(len(self.between), 'outcome')}."
                raise fault("bad-shape", said, "Name two outcomes.", at=("between",))
            self.__dict__["between"] = ()
        return self


class BrokenPromise(Promise):
    """A promise of no form; nothing that follows from it is reported."""

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """Never read: says what is wrong."""
        strange = [key for key in value if key not in ALL_KEYS]
        if meant := next((key for key in strange if key in cls.meant), ""):
            raise unknown(meant, cls.meant[meant].format(value=flow(value[meant])))
        if strange:
            raise unknown_keys(strange, ALL_KEYS)
        raise fault(
            "bad-shape",
            "{what} is not of one form.",
            "Write `when:` and `then:`; or one of `no_effect:`, `some_effect:`, "
            "`more_never_hurts:`, `more_never_helps:` with `for:`; or `no_single_swing:` with "
            "`for:` and `between:`.",
            on_key=True,
        )


ALL_KEYS = ("when", "then", *EFFECTS, "no_single_swing", "for", "between", *KEYS)
FORMS = {
    "when": "\0when",
    **dict.fromkeys(EFFECTS, "\0effect"),
    "no_single_swing": "\0swing",
}


def _form(value: object) -> str:
    forms = [form for form in FORMS if isinstance(value, dict) and form in value]
    return FORMS[forms[0]] if len(forms) == 1 else "\0broken"


AnyPromise: TypeAlias = Annotated[
    Annotated[ConditionalPromise, Tag("\0when")]
    | Annotated[EffectPromise, Tag("\0effect")]
    | Annotated[SwingPromise, Tag("\0swing")]
    | Annotated[BrokenPromise, Tag("\0broken")],
    Discriminator(_form),
]


GUIDANCE = {
    "every": "What every candidate on the slate meets.",
    "some": "What at least one meets.",
    "fewer_than_last": "Of what there are fewer than on the last.",
    "no_more_than_last": "Of what there are no more than on the last.",
    "smaller_share_than_last": "Of what the share is smaller than on the last.",
}
GUIDANCE_FORMS = tuple(GUIDANCE)


NOT_ONE = (
    "bad-shape",
    "{what} does not have exactly one condition.",
    f"Write one of {', '.join(quoted(f'{form}:') for form in GUIDANCE_FORMS)}.",
)


class Guidance(Cited, Formed):
    """One line said of a whole slate; it never changes a candidate's result."""

    noun: ClassVar = "Guidance"
    changes: ClassVar = "guidance"
    about: ClassVar = GUIDANCE
    forms: ClassVar = GUIDANCE_FORMS
    lacking: ClassVar = {GUIDANCE_FORMS[0]: NOT_ONE}

    id: str = Field("", validation_alias="\0id")
    form: str = Field("", validation_alias="\0form")
    condition: Condition = Field(
        validation_alias=AliasChoices(*GUIDANCE_FORMS),
        description="What is looked for in the candidates.",
    )
    among: Maybe[Condition] = Field(
        None,
        description="The candidates that it looks at, of those on the slate; silent where there "
        "is none.",
    )
    say: Text = Field(description="The guidance in words.")

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """It has one condition."""
        if cls.form_in(value) is None and any(form in value for form in GUIDANCE_FORMS):
            raise fault(*NOT_ONE, on_key=True)


class SlateRule(Model):
    """What is said of the candidates together: of which, what is counted, and the guidance."""

    noun: ClassVar = "`slate`"
    changes: ClassVar = "slate"

    of: Condition = Field(description="The condition on who is on it.")
    counts: Texts = Field(description="The decisions that are counted.")
    guidance: dict[Id, Guidance] = Field(
        description=("What the list as a whole should be like, by id.")
    )
