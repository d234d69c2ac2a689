"""Conditions: what must hold, as written, each part with its place."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, TypeAlias

from pydantic import Discriminator, Field, Tag

from endorse_cli.diagnostics import quoted
from endorse_cli.models.faults import fault, unknown
from endorse_cli.models.grounds import KEYS, Cited, Citing
from endorse_cli.models.loose_conditions import condition_of, is_denied, is_joint
from endorse_cli.models.loose_words import cut_up, flow
from endorse_cli.models.model import Broken, Inside, Maybe, Model, PlainOr, Shaped, needs_one_of
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.scalars import IDENTIFIED, Text, Texts
from endorse_cli.models.tests import Bound, Test


class Holds(Shaped):
    """A bare word: the finding holds."""

    word_is: ClassVar = "\0finding"
    as_word: ClassVar = IDENTIFIED

    finding: str = Field(validation_alias="\0finding")


class Atom(Citing):
    """A test of one criterion, score or decision, with grounds of its own where it has any."""

    id: str = Field(validation_alias="\0id")
    test: Test = Field(validation_alias="@\0test")

    @classmethod
    def key_in(cls, value: dict[str, Plain]) -> str:
        """The id that is asked: the one key that is none of the grounds."""
        return next(key for key in value if key not in KEYS)

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With the id beside the test."""
        id = cls.key_in(value)
        shaped: dict[str, object] = {"\0id": id, "@\0test": value[id]}
        if len(value) > 1:
            shaped["\0grounds"] = {key: part for key, part in value.items() if key != id}
        return shaped


class OfFamily(Model):
    """`{of: family}`."""

    noun: ClassVar = "The family"

    of: Text = Field(description="The family whose members are meant.")


FamilyOf: TypeAlias = Annotated[str, Inside(OfFamily, "of")]
"""A family where its members are meant, written `{of: family}`."""


class Each(Model):
    """`{of: …, are: test}`: the same test of every member of a family or of a list of ids."""

    noun: ClassVar = "The list of conditions"

    of: Annotated[
        Annotated[Text, Tag("\0family")] | Annotated[Texts, Tag("\0ids")],
        Discriminator(lambda value: "\0ids" if isinstance(value, list) else "\0family"),
    ] = Field(description="A family or a list of ids.")
    test: Test = Field(validation_alias="are", description="The test that each is put to.")

    def atoms(self, ids: Iterable[str]) -> tuple[Atom, ...]:
        """The test asked of each id by itself."""
        return tuple(
            Atom.model_construct(id=id, test=self.test, grounds=None, trail=self.trail)
            for id in ids
        )


Many: TypeAlias = PlainOr[Annotated[tuple["Condition", ...], Field(min_length=1)], Each]


class All(Citing):
    """Every part holds."""

    noun: ClassVar = "The condition"

    parts: Many = Field(validation_alias="all", description="Every one of these holds.")


class Any(Citing):
    """At least one part holds."""

    noun: ClassVar = "The condition"

    parts: Many = Field(validation_alias="any", description="At least one of these holds.")


class Not(Citing):
    """The part does not hold."""

    noun: ClassVar = "The condition"

    part: "Condition" = Field(validation_alias="not", description="This does not hold.")


class Count(Citing):
    """So many of the parts hold, counted one by one."""

    model_config = needs_one_of("at_least", "at_most")

    noun: ClassVar = "The condition"

    parts: Many = Field(validation_alias="count", description="Conditions, or `of` and `are`.")
    at_least: Maybe[Bound] = Field(None, description="So many hold, or more.")
    at_most: Maybe[Bound] = Field(None, description="So many hold, or fewer.")
    meant: ClassVar = {
        **dict.fromkeys(("min", "minimum", "atleast"), "Write `at_least: {value}`."),
        **dict.fromkeys(("max", "maximum", "up_to"), "Write `at_most: {value}`."),
        **dict.fromkeys(("exactly", "equals", "is"), "Write `at_least:` and `at_most:`, both."),
    }

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """It is compared with something, and not inside what is counted."""
        inner = value["count"]
        if isinstance(inner, dict) and inner.keys() & {"at_least", "at_most"}:
            meant = condition_of(inner) or flow({"count": ["…"], "at_least": "2"})
            said = "{}What is counted says itself how many."
            raise fault("bad-shape", said, f"Write `{meant}`.", at=("count",), whole=True)
        if value.keys() <= {"count", *KEYS}:
            help = "Add `at_least:` or `at_most:` with a whole number, or both."
            raise fault("bad-shape", "{}`count` is compared with nothing.", help)


class BrokenCondition(Broken):
    """A condition that could not be read."""

    noun: ClassVar = "A condition"
    wanted: ClassVar = (
        "a finding's id, a test such as `{id: yes}`, `all:`, `any:`, `not:` or `count:`"
    )

    @classmethod
    def of_list(cls, value: list[Plain]) -> Exception:
        """That a list does not say whether all of it must hold."""
        if len(value) == 1:
            help = f"Write `{flow(value[0])}`, without brackets."
            return fault("bad-shape", "{what} is a list.", help)
        help = "Put it under `all:` if every item must hold, under `any:` if one is enough."
        return fault("bad-shape", "{what} is a list.", help)

    @classmethod
    def fault_of(cls, value: dict[str, Plain]) -> Exception:
        """That it has no key or several that could be its form."""
        if not value:
            return super().fault_of(value)
        if cut := cut_up(value, KEYS):
            key, items = cut
            meant = condition_of({key: items}) or flow(
                {key: items if key in (*_FORMS, *KEYS) else {"one_of": items}}
            )
            return unknown(str(items[1]), f"Write `{meant}`.", of="a condition")
        words = [key for key in value if key not in KEYS]
        aside = [key for key in words if key in ("unless", "except", "but")]
        if aside and len(words) > 1:
            rest = flow({key: value[key] for key in words if key not in aside})
            help = f"Write `when: {rest}` and `unless: [{{when: …, from: …, basis: …}}]`."
            return unknown(aside[0], help, of="a condition")
        meant = condition_of({key: value[key] for key in words}) if words else ""
        if meant and words[0] in _FORMS:
            said = f"{{}}{quoted(words[0])} is a mapping, not a list."
            return fault("bad-shape", said, f"Write `{meant}`.", at=(words[0],))
        if meant:
            return unknown(words[0], f"Write `{meant}`.", of="a condition")
        said = "{}A condition has grounds and nothing that must hold."
        if words:
            names = ", ".join(map(quoted, words))
            said = f"{{}}A condition names {len(words)} things at once: {names}."
        each = flow({"all": [{key: value[key]} for key in words]}) if words else "{all: […]}"
        return fault("bad-shape", said, f"Write `{each}` if each must hold, else `any:`.")


_FORMS = {"all": "\0all", "any": "\0any", "not": "\0not", "count": "\0count"}


def _form(value: object) -> str:
    if isinstance(value, str):
        return "\0holds" if value.strip() else "\0broken"
    if not isinstance(value, dict):
        return "\0broken"
    if "count" in value:
        return "\0count"
    words = [key for key in value if key not in KEYS]
    part = value[words[0]] if len(words) == 1 else None
    if is_denied(part) and words[0] not in _FORMS:
        return "\0broken"
    if isinstance(part, list) and is_joint(words[0]):
        return "\0broken"
    if isinstance(part, dict) and words[0] in ("all", "any") and not part.keys() & {"of", "are"}:
        return "\0broken"
    return _FORMS.get(words[0], "\0atom") if len(words) == 1 else "\0broken"


Condition: TypeAlias = Annotated[
    Annotated[Holds, Tag("\0holds")]
    | Annotated[Atom, Tag("\0atom")]
    | Annotated[All, Tag("\0all")]
    | Annotated[Any, Tag("\0any")]
    | Annotated[Not, Tag("\0not")]
    | Annotated[Count, Tag("\0count")]
    | Annotated[BrokenCondition, Tag("\0broken")],
    Discriminator(_form),
]


MEANT = {
    **dict.fromkeys(("if", "where", "condition", "test"), "Write `when: {value}`."),
    **dict.fromkeys(
        ("except", "exception", "exceptions", "but", "except_when", "unless_when"),
        "Write `unless: [{{when: …, from: …, basis: …}}]`.",
    ),
    **dict.fromkeys(_FORMS, "Write `when: {{{key}: {value}}}`."),
}
"""What to write for the keys of other languages where a line has a condition and exceptions."""


class Exempt(Cited):
    """An exception: where it holds, what it stands at does not."""

    noun: ClassVar = "An exception"
    from_word: ClassVar = "`{{when: {value}, from: …, basis: …}}`"

    when: Condition = Field(description="The condition.")


Exceptions: TypeAlias = Annotated[tuple[Exempt, ...], Field(min_length=1)]


CONDITIONS = (Holds, Atom, All, Any, Not, Count, BrokenCondition)
