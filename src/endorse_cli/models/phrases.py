"""The words that people read: labels, clauses, what a body would resolve, and notices.

None of them changes an outcome.
"""

import re
from typing import Annotated, ClassVar, TypeAlias

from pydantic import Field

from endorse_cli.diagnostics import listed, quoted
from endorse_cli.models.conditions import Condition
from endorse_cli.models.faults import fault
from endorse_cli.models.model import SOME_KEY, Maybe, Model, Shaped
from endorse_cli.models.scalars import Text, schema, text_by

LONGEST_LABEL = 40
PLACEHOLDERS = ("{candidate}", "{office}", "{election}", "{chapter}")
"""What may stand in braces in `moves`."""

_NAMES = "|".join(placeholder.strip("{}") for placeholder in PLACEHOLDERS)
_MOVE = rf"^(?=[\s\S]*\S)([^{{}}]|\{{({_NAMES})\}})*$"
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")


def _label(text: str) -> str:
    if len(text) > LONGEST_LABEL:
        said = f"{{what}} has {len(text)} characters; {LONGEST_LABEL} are the most."
        raise fault("bad-value", said, "Shorten it: it heads rows and columns.")
    return text


def _move(text: str) -> str:
    for braced in _BRACED.findall(text):
        if braced not in PLACEHOLDERS:
            said = f"{{what}}: {quoted(braced)} is not accepted in `moves`."
            raise fault("bad-value", said, f"In braces: {listed(PLACEHOLDERS)}.")
    return text


Label: TypeAlias = Annotated[
    str,
    text_by(_label),
    schema(type=["string", "number", "boolean"], pattern=r"\S", maxLength=LONGEST_LABEL),
]
Move: TypeAlias = Annotated[str, text_by(_move), schema(type="string", pattern=_MOVE)]


class Says(Shaped):
    """How a finding is said: one clause for each way in which it can turn out."""

    model_config = SOME_KEY

    noun: ClassVar = "`says`"
    empty: ClassVar = (
        "bad-shape",
        "{what} says nothing.",
        "Write `yes:`, `no:`, `open:` or several, or leave the key out.",
    )

    yes: Maybe[Text] = Field(None, description="Where it holds: “crosses a red line”.")
    no: Maybe[Text] = Field(None, description="Where it does not hold.")
    open: Maybe[Text] = Field(None, description="Where that is not settled.")


class Notice(Model):
    """What a reader of the verdict must see where a criterion has one answer, whatever it weighs.

    With `when` only where that condition holds too.
    """

    noun: ClassVar = "A notice"
    from_text: ClassVar = "`{{say: {value}}}`"
    meant: ClassVar = dict.fromkeys(("text", "message", "note", "says"), "Write `say: {value}`.")

    say: Text = Field(description="The sentence that stands beside the verdict.")
    when: Maybe[Condition] = Field(
        None, description="A condition that must hold besides; left out, the answer is enough."
    )


Notices: TypeAlias = dict[str, Notice]
"""Notices, each by the answer that brings it up."""
