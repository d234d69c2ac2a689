"""What is said of a whole slate: by `slate.yaml` beside the candidates, and by the rubric.

A threshold or a deadline in `slate.yaml` is printed and changes no outcome.
"""

from typing import Annotated, ClassVar

from pydantic import AliasChoices, Field

from endorse_cli.diagnostics import quoted
from endorse_cli.models.base import Formed, Model, fault
from endorse_cli.models.candidate import Blank, Else, Words, Written
from endorse_cli.models.conditions import Condition
from endorse_cli.models.grounds import Cited
from endorse_cli.models.plain import Plain
from endorse_cli.models.scalars import Id, Text, Texts

SLATE_FILE = "slate.yaml"
"""What the file is called; in a folder it is no candidate."""


class Chapter(Written):
    """Who votes, what is needed to pass, and by when; `deadlines` by what has to be done."""

    noun: ClassVar = "`chapter`"

    body: Words | None = Field(None, description="The body that votes.")
    voting_threshold: Words | None = Field(None, description="What is needed to pass.")
    deadlines: Annotated[dict[str, Words], Else({})] = Field(
        {}, description="What is due, and when."
    )


NO_CHAPTER = Chapter.model_construct()


class Slate(Written):
    """What is printed of a slate: its title, what is voted on, who votes and by when."""

    noun: ClassVar = "The slate"

    title: Blank = Field(validation_alias="slate", description="What the slate is called.")
    ballot_question: Words | None = Field(None, description="What is voted on.")
    chapter: Annotated[Chapter, Else(NO_CHAPTER)] = Field(
        NO_CHAPTER, description="Who votes, and by when."
    )


FORMS = ("every", "some", "fewer_than_last", "smaller_share_than_last")


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
        "every": "What every candidate on the slate should meet.",
        "some": "What at least one should meet.",
        "fewer_than_last": "Of what there should be fewer than on the last.",
        "smaller_share_than_last": "Of what the share should be smaller than on the last.",
    }
    forms: ClassVar = FORMS
    lacking: ClassVar = {FORMS[0]: NOT_ONE}

    id: str = Field("", validation_alias="\0id")
    form: str = Field("", validation_alias="\0form")
    condition: Condition = Field(
        validation_alias=AliasChoices(*FORMS), description="What is looked for in the candidates."
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
