"""Texts, names, numbers and days: each one type, which says itself what it refuses."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Annotated, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from endorse_cli.diagnostics import listed, quoted
from endorse_cli.models.faults import fault, not_a
from endorse_cli.models.loose_days import day_help
from endorse_cli.models.loose_words import kind, new_id, rating
from endorse_cli.models.loose_words import number as meant_number
from endorse_cli.models.model import BROKEN, read_by
from endorse_cli.models.plain_values import RESERVED, read_day, read_number
from endorse_cli.models.plain_values import Json as Json
from endorse_cli.models.plain_values import Schema as Schema

UNKNOWN, NOT_APPLICABLE = "unknown", "not_applicable"
NOT_NAMES = ("on", "off", "y", "n", UNKNOWN, NOT_APPLICABLE, "undetermined")
NOT_MEMBERS = ("answer", "one_of", "note", "public", "evidence")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
RUBRIC_ID = re.compile(r"[a-z][a-z0-9-]*")


class Kept(str):
    """A key that has been reported: what stands under it is read all the same."""


def read_text(value: object) -> str:
    """A text with something in it."""
    if isinstance(value, str):
        if value and not value.isspace():
            return value
        raise fault("bad-value", "{what} is empty.", "Write a text here.")
    if value is BROKEN:
        return ""
    raise not_a(value, "a text")


def _number(value: object) -> Fraction:
    text = read_text(value)
    number = read_number(text)
    if number is None and text:
        plain = meant_number(text)
        help = "Write a whole number, a decimal such as `0.25`, or a fraction such as `1/4`."
        help = f"Write {quoted(plain)}." if plain else help
        raise fault("bad-value", f"{quoted(text)} is not a number.", help)
    return number if number is not None else Fraction(0)


def read_date(value: object) -> date | None:
    """A day of the calendar."""
    text = read_text(value)
    day = read_day(text)
    if text and day is None:
        raise fault(
            "bad-value", f"{quoted(text)} is not a valid date (YYYY-MM-DD).", day_help(text)
        )
    return day


def _whole(value: object, least: int, most: int) -> int:
    text = read_text(value)
    number = read_number(text)
    if number is not None and number.denominator == 1 and least <= number <= most:
        return int(number)
    if text:
        help = f"Write a whole number from {least} to {most}."
        help = f"Write {quoted(plain)}." if (plain := meant_number(text)) else help
        raise fault("bad-value", f"{quoted(text)} is not accepted.", help)
    return least


def _id(value: object) -> str:
    if isinstance(value, Kept):
        return value
    word = str(value)
    if word in RESERVED:
        said = f"{{}}{quoted(word)} is a word of the language and cannot be an id."
        help = f"Choose another id, such as {quoted(f'the_{word}')}."
        raise fault("reserved-id", said, help, on_key=True)
    if word == "" or IDENTIFIER.fullmatch(word):
        return word
    raise fault(
        "bad-value",
        f"An id in {{what}}: {quoted(word)} cannot be an id.",
        f"{_such_as(word)}An id is small letters a-z, digits and `_`, a letter first.",
        on_key=True,
    )


def _such_as(word: str) -> str:
    near = new_id(word)
    return f"Write {quoted(near)}. " if near else ""


def _as_names(value: object) -> object:
    """A fault, one for all, where several words are no names; numbers are something else."""
    words = [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
    meant = kind(value) if isinstance(value, str) else ""
    if isinstance(value, str) and read_number(value) is not None:
        meant = f"answer: {{number: {{unit: points, min: 1, max: {value}, step: 1}}}}"
    if meant.startswith("answer: {number: {unit: points"):
        said = f"{{}}{quoted(value)} is a number and no list of names."
        raise fault("bad-shape", said, f"Where a number is asked write `{meant}`.", whole=True)
    if words and all(read_number(word) is not None for word in words):
        help = f"Numbers are no names: where they are asked, `{rating(words[0], words[-1])}`."
        raise fault("bad-value", f"{{}}{quoted(words[0])} cannot be a name.", help, whole=True)
    odd = [word for word in words if word.strip() and not IDENTIFIER.fullmatch(word)]
    if len(odd) > 1:
        meant = ", ".join(new_id(word) or "…" if word in odd else word for word in words)
        help = f"Write `[{meant}]`: a name is small letters a-z, digits and `_`, a letter first."
        if not any(map(new_id, odd)):
            help = "A name is small letters a-z, digits and `_`, a letter first, as `under_10`."
        said = f"{{}}{listed(odd[:3], 'and')} cannot be names."
        raise fault("bad-value", said, help, whole=True)
    return value


def only(word: str) -> GetPydanticSchema:
    """True, written as the one word that can stand there."""

    def checked(value: object) -> bool:
        if value is not BROKEN and read_text(value) != word:
            raise fault("bad-value", f"{quoted(value)} is not accepted.", f"Accepted: `{word}`.")
        return True

    return read_by(checked)


def _rubric_id(value: object) -> str:
    text = read_text(value)
    if text and not RUBRIC_ID.fullmatch(text):
        near = new_id(text).replace("_", "-")
        help = "Use small letters a-z, digits and `-`, a letter first."
        help = f"Write {quoted(near)}. {help}" if near else help
        raise fault("bad-value", f"{quoted(text)} cannot be the id of a rubric.", help)
    return text


def _name(value: object, refused: tuple[str, ...] = NOT_NAMES) -> str:
    name = read_text(value)
    if name in refused:
        said = f"{quoted(name)} has a meaning of its own and cannot be a name here."
        raise fault("reserved-id", said, "Choose another word.")
    if name and not IDENTIFIER.fullmatch(name):
        help = f"{_such_as(name)}A name is small letters a-z, digits and `_`, a letter first."
        raise fault("bad-value", f"{quoted(name)} cannot be a name.", help)
    return name


class Alone:
    """One item may stand without its list."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]}


class Once:
    """No item appears twice in a list."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "uniqueItems": True}


def distinct(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, none of them twice."""
    if len(set(words)) < len(words):
        for place, word in enumerate(words):
            if word and word in words[:place]:
                said = f"{{}}{quoted(word)} appears twice in {{what}}."
                raise fault("doubled-id", said, "Name it once.", at=(place,))
    return words


def _all_sound(words: tuple[str, ...]) -> tuple[str, ...]:
    """No names at all where one could not be read, so that nothing that follows is reported."""
    return () if "" in words else words


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


EDITOR = "The schema that an editor checks the file by; nothing else rests on it."
"""What is said of `$schema`, in every file that people write."""

NAME = "[a-z][a-z0-9_]*"
ID = rf"^(?!({'|'.join(sorted(RESERVED))})$){NAME}$"
"""An id: no word of the language."""

NUMBER = r"^-?[0-9]{1,12}(\.[0-9]{1,9}|/0*[1-9][0-9]{0,11})?$"
IDENTIFIED: Schema = {"type": "string", "pattern": ID}
NAMED: Schema = {"type": ["string", "boolean"], "pattern": f"^{NAME}$"}
EXACT: Schema = {"type": ["number", "string"], "pattern": NUMBER}
TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}


def schema(**keys: Json) -> WithJsonSchema:
    """What an editor is told of a scalar: YAML reads many of them as other types."""
    return WithJsonSchema(keys)


def _new_name(refused: tuple[str, ...]) -> WithJsonSchema:
    other = rf"(?!({'|'.join(refused)})$)" if refused else ""
    pattern = f"^{other}{NAME}$"
    return schema(type=["string", "boolean"], pattern=pattern)


def whole(least: int, most: int) -> GetPydanticSchema:
    """A whole number between two others."""
    return read_by(partial(_whole, least=least, most=most))


def text_by(read: Callable[[str], str]) -> GetPydanticSchema:
    """A text of a form of its own; `read` is asked only of what has something in it."""

    def checked(value: object) -> str:
        text = read_text(value)
        return read(text) if text else ""

    return read_by(checked)


Text: TypeAlias = Annotated[str, read_by(read_text), WithJsonSchema(TEXT)]
Exact: TypeAlias = Annotated[
    Fraction,
    read_by(_number),
    WithJsonSchema(EXACT),
]
Date: TypeAlias = Annotated[date, read_by(read_date), WithJsonSchema(DAY)]
True_: TypeAlias = Annotated[bool, only("true"), schema(enum=[True, "true"])]
Id: TypeAlias = Annotated[str, read_by(_id), schema(type="string", pattern=ID)]
RubricId: TypeAlias = Annotated[
    str, read_by(_rubric_id), schema(type="string", pattern="^[a-z][a-z0-9-]*$")
]
Name: TypeAlias = Annotated[str, read_by(_name), _new_name(NOT_NAMES)]
Member: TypeAlias = Annotated[
    str,
    read_by(partial(_name, refused=(*NOT_NAMES, *NOT_MEMBERS))),
    _new_name((*NOT_NAMES, *NOT_MEMBERS)),
]
Texts: TypeAlias = Annotated[
    tuple[Text, ...], Field(min_length=1), AfterValidator(distinct), Once()
]
OneOrMore: TypeAlias = Annotated[Texts, BeforeValidator(_listed), Alone()]
FormerIds: TypeAlias = Annotated[
    tuple[Annotated[str, read_by(partial(_name, refused=())), _new_name(())], ...],
    Field(min_length=1),
    AfterValidator(distinct),
    Once(),
    AfterValidator(_all_sound),
]
"""Ids that something had before."""

Names: TypeAlias = Annotated[
    tuple[Name, ...],
    Field(min_length=1),
    BeforeValidator(_as_names),
    AfterValidator(distinct),
    Once(),
    AfterValidator(_all_sound),
]
Members: TypeAlias = Annotated[
    tuple[Member, ...],
    Field(min_length=1),
    BeforeValidator(_as_names),
    AfterValidator(distinct),
    Once(),
    AfterValidator(_all_sound),
]
