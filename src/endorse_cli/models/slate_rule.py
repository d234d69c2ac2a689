"""What a rubric says of a whole slate: what is counted, and guidance."""

from typing import ClassVar

from pydantic import AliasChoices, Field

from endorse_cli.diagnostics import quoted
from endorse_cli.models.base import Formed, Maybe, Model, fault
from endorse_cli.models.conditions import Condition
from endorse_cli.models.grounds import Cited
from endorse_cli.models.plain import Plain
from endorse_cli.models.scalars import Id, Text, Texts

FORMS = ("every", "some", "fewer_than_last", "no_more_than_last", "smaller_share_than_last")


NOT_ONE = (
    "bad-shape",
    "{what} does not have exactly one condition.",
    f"Write one of {', '.join(quoted(f'{form}:') for form in FORMS)}.",
)


class Guidance(Cited, Formed):
    """One line said of a whole slate; it never changes a candidate's result."""

    noun: ClassVar = "Guidance"
    changes: ClassVar = "guidance"
    about: ClassVar = {
        "every": "What every candidate on the slate meets.",
        "some": "What at least one meets.",
        "fewer_than_last": "Of what there are fewer than on the last.",
        "no_more_than_last": "Of what there are no more than on the last.",
        "smaller_share_than_last": "Of what the share is smaller than on the last.",
    }
    forms: ClassVar = FORMS
    lacking: ClassVar = {FORMS[0]: NOT_ONE}

    id: str = Field("", validation_alias="\0id")
    form: str = Field("", validation_alias="\0form")
    condition: Condition = Field(
        validation_alias=AliasChoices(*FORMS), description="What is looked for in the candidates."
    )
    among: Maybe[Condition] = Field(
        None,
        description="The candidates that it looks at, of those on the slate; silent where there "
        "is none.",
    )
    say: Text = Field(description="The guidance in words.")

    @classmethod
    def shape(cls, value: dict[str, Plain] | str) -> object:
        """With its form and its grounds."""
        if isinstance(value, str):
            return value
        form = cls.form_in(value)
        if form is None and any(form in value for form in FORMS):
            raise fault(*NOT_ONE, on_key=True)
        shaped = Cited.shape(value)
        return {**shaped, "\0form": form or ""} if isinstance(shaped, dict) else shaped


class SlateRule(Model):
    """What is said of the candidates together: of which, what is counted, and the guidance."""

    noun: ClassVar = "`slate`"
    changes: ClassVar = "slate"

    of: Condition = Field(description="The condition on who is on it.")
    counts: Texts = Field(description="The decisions that are counted.")
    guidance: dict[Id, Guidance] = Field(
        description=("What the list as a whole should be like, by id.")
    )
