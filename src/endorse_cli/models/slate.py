"""The shape of `slate.yaml`: what a body votes on, printed and never computed.

It stands beside the candidates. A threshold or a deadline in it changes no outcome.
"""

from typing import Annotated, ClassVar

from pydantic import Field, ValidationError

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.candidate import Blank, Else, Text, Written
from endorse_cli.models.plain import Plain

SLATE_FILE = "slate.yaml"
"""What the file is called; in a folder it is no candidate."""


class Chapter(Written):
    """Who votes, what is needed to pass, and by when; `deadlines` by what has to be done."""

    noun: ClassVar = "`chapter`"

    body: Text | None = Field(None, description="The body that votes.")
    voting_threshold: Text | None = Field(None, description="What is needed to pass.")
    reply_to: Text | None = Field(None, description="Where answers to a letter go.")
    deadlines: Annotated[dict[str, Text], Else({})] = Field(
        {}, description="What is due, and when."
    )


NO_CHAPTER = Chapter.model_construct()


class Slate(Written):
    """What is printed of a slate: its title, what is voted on, by whom and when, what came out."""

    noun: ClassVar = "The slate"

    title: Blank = Field(validation_alias="slate", description="What the slate is called.")
    ballot_question: Text | None = Field(None, description="What is voted on.")
    chapter: Annotated[Chapter, Else(NO_CHAPTER)] = Field(
        NO_CHAPTER, description="Who votes, and by when."
    )
    votes: Annotated[dict[str, Text], Else({})] = Field(
        {}, description="After the vote: for each candidate, by name, what was decided, in words."
    )


def read_slate(value: Plain) -> tuple[Slate | None, tuple[Diagnostic, ...]]:
    """The slate, or everything that is wrong with the file."""
    try:
        return Slate.model_validate(value), ()
    except ValidationError as refused:
        from endorse_cli.models.candidate_problems import FileProblems

        return None, FileProblems(Slate, value, "The slate").of(refused)
