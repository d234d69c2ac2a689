"""The base of every model: frozen, no other keys, what it is named by, its place, its keys.

The declaration of a key is the model's field; messages, the reference and the schema ask here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Annotated, ClassVar, NamedTuple, TypeAlias, TypeVar, get_args, get_origin

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetPydanticSchema,
    Tag,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from endorse_cli.diagnostics import Trail
from endorse_cli.models.faults import fault, not_a
from endorse_cli.models.plain_values import Plain, Schema

T = TypeVar("T")
U = TypeVar("U")
M = TypeVar("M", bound=BaseModel)

OWN = "\0"
"""In an alias or a tag: what follows is no key of the file."""


BROKEN_FORM = "\0broken"
"""The tag of what stands in for a form that could not be read."""


class StandIn:
    """Stands where something could not be read, so that the rest is checked all the same."""


BROKEN = StandIn()


class Hollow(dict[str, Plain]):
    """A mapping that stands where one could not be read."""


def _not_nullable(source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
    schema = handler(source)
    return schema["schema"] if schema["type"] == "nullable" else schema


Maybe: TypeAlias = Annotated[T | None, GetPydanticSchema(_not_nullable)]
"""A key that may be left out; `null` cannot stand there: nothing after a key is a fault."""

OURS = GetPydanticSchema(lambda source, handler: core_schema.any_schema())
"""Beside what we put in ourselves: no file says it, so it is not looked at."""


def read_by(read: Callable[[object], object]) -> GetPydanticSchema:
    """Beside what a function alone reads from what stands in the file.

    A `PlainValidator` asks besides how each could be written again, which nobody wants to know.
    """
    return GetPydanticSchema(
        lambda source, handler: core_schema.no_info_plain_validator_function(
            read, json_schema_input_schema=core_schema.any_schema()
        )
    )


PlainOr: TypeAlias = Annotated[
    Annotated[T, Tag("\0plain")] | Annotated[U, Tag("\0mapping")],
    Discriminator(lambda value: "\0mapping" if isinstance(value, dict) else "\0plain"),
]
"""A word or a list, or the mapping that stands for it."""


class Inside:
    """A model of one key in the file, of which only what is under the key travels."""

    def __init__(self, model: type[BaseModel], name: str) -> None:
        self.model = model
        self.name = name

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = handler.generate_schema(self.model)
        return core_schema.no_info_after_validator_function(attrgetter(self.name), inner)


@dataclass(frozen=True, slots=True)
class Changed:
    """Beside a field: which kind of change it is when it says something else, and at which key.

    Left out where its own key says both, or where the model has one kind for all its `changes`.
    `number` is the kind where only numbers or bounds differ.
    """

    kind: str = ""
    number: str = ""
    key: str = ""


class Told:
    """What is said of a model beside its fields.

    `noun` is what a message calls it. `lacking` are the code, the words and the help for keys whose
    absence is no mere `missing-key`, `empty` those for a mapping without any. `changes` is the kind
    of change of fields that name none. `named_by` is the field with the key that names the form,
    and `about` says what each of several keys of one field is. Of what is `entire` nothing is read
    where one of its keys, or a number in it, cannot be; `False` are the parts of such a whole.
    `meant` is what to write for a key of other languages, `from_word` for a part that is a word or
    has no key of its own, `from_text` for one that is a text. `as_word` is what an editor is told
    of the word, or whatever is no mapping, that may stand in its place.
    """

    noun: ClassVar[str] = ""
    lacking: ClassVar[dict[str, tuple[str, str, str]]] = {}
    empty: ClassVar[tuple[str, str, str] | None] = None
    named_by: ClassVar[str] = ""
    entire: ClassVar[bool | None] = None
    about: ClassVar[Mapping[str, str]] = {}
    changes: ClassVar[str] = ""
    meant: ClassVar[Mapping[str, str]] = {}
    from_word: ClassVar[str] = ""
    from_text: ClassVar[str] = ""
    as_word: ClassVar[Schema] = {}


# Pydantic would look at each of them again for every model there is, only to find that it is no
# field: a tenth of what it takes to make them.
Told.__annotations__.clear()


class Model(Told, BaseModel):
    """A part of a rubric as written, with the trail of keys that leads to it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    trail: Annotated[Trail, OURS] = Field((), validation_alias="\0trail", repr=False)

    def place(self, trail: Trail) -> Trail:
        """The trail of this part, when `trail` leads to it."""
        return trail

    def fields(self) -> Iterable[tuple[str, object]]:
        """Every field with its value, that of its place apart."""
        return ((name, value) for name, value in self.__dict__.items() if name != "trail")

    def settle(self) -> None:
        """Work out what follows from the parts, when all of them have their place."""


SOME_KEY = ConfigDict(json_schema_extra={"minProperties": 1})
"""Of a model in which each key may be left out, but not all of them."""


def needs_one_of(*keys: str) -> ConfigDict:
    """Of a model in which one of some keys must stand."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in keys]})


class Shaped(Model):
    """A part whose shape in the file is another; `word_is` is what one word in its place says."""

    word_is: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _shape(cls, value: object) -> object:
        if isinstance(value, str):
            return cls.of_word(value)
        if isinstance(value, dict):
            if not isinstance(value, Hollow):
                cls.refuse(value)
            return cls.shape(value)
        if isinstance(value, list):
            cls.refuse_list(value)
        return value

    @classmethod
    def of_word(cls, word: str) -> object:
        """The keys of the model for one word in its place; where none are meant, the word."""
        return {cls.word_is: word} if cls.word_is else word

    @classmethod
    def refuse_list(cls, value: list[Plain]) -> None:
        """A fault where a list in its place is meant for something that can be told."""

    @classmethod
    def refuse(cls, value: dict[str, Plain]) -> None:
        """A fault where the keys of the file do not go together, or are meant for others."""
        if not value and cls.empty:
            raise fault(*cls.empty, on_key=cls.empty[0] == "missing-key")

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """The keys of the model for those of the file."""
        return {**value}


class Formed(Shaped):
    """A part whose form is named by one of its keys: `{sum: …}`, `{months: 6}`."""

    forms: ClassVar[tuple[str, ...]] = ()
    named_by: ClassVar = "form"

    @classmethod
    def form_in(cls, value: dict[str, Plain]) -> str | None:
        """The one key that names the form; None where there is none, or more than one."""
        found = [form for form in cls.forms if form in value]
        return found[0] if len(found) == 1 else None

    @classmethod
    def shape(cls, value: dict[str, Plain]) -> dict[str, object]:
        """With the form beside what is under its key."""
        form = cls.form_in(value)
        return {**super().shape(value), "\0form": form} if form else super().shape(value)


def folded(value: dict[str, Plain], keys: tuple[str, ...], name: str) -> dict[str, Plain]:
    """The mapping with some of its keys in a mapping of their own, which has no key in the file."""
    inside: dict[str, Plain] = Hollow() if isinstance(value, Hollow) else {}
    rest: dict[str, Plain] = {}
    for key, part in value.items():
        (inside if key in keys else rest)[key] = part
    rest[OWN + name] = inside
    return rest


def replace(part: M, /, **changes: object) -> M:
    """The same with some fields changed; nothing is validated again."""
    written = set(part.__pydantic_fields_set__)
    return made(type(part), {**part.__dict__, **changes}, written)


def made(kind: type[M], fields: dict[str, object], written: set[str]) -> M:
    """A model of fields that are known to be sound, and which of them somebody wrote."""
    part = kind.__new__(kind)
    object.__setattr__(part, "__dict__", fields)
    object.__setattr__(part, "__pydantic_fields_set__", written)
    object.__setattr__(part, "__pydantic_extra__", None)
    object.__setattr__(part, "__pydantic_private__", None)
    return part


class Broken(Model):
    """What could not be read, being of no form; nothing that follows from it is reported."""

    wanted: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _explain(cls, value: object) -> object:
        if value is BROKEN:
            return {}
        if isinstance(value, list):
            raise cls.of_list(value)
        raise cls.fault_of(value) if isinstance(value, dict) else not_a(value, cls.wanted)

    @classmethod
    def of_list(cls, value: list[Plain]) -> Exception:
        """What is wrong with a list in its place."""
        return not_a(value, cls.wanted)

    @classmethod
    def fault_of(cls, value: dict[str, Plain]) -> Exception:
        """What is wrong with a mapping that is of no form."""
        return not_a(value, cls.wanted)


class Key(NamedTuple):
    """What stands under a key, and whether it must be there."""

    about: str
    required: bool


def aliases(field: FieldInfo) -> tuple[str, ...]:
    """Every name under which a field is read, where that is not its own."""
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return tuple(choice for choice in alias.choices if isinstance(choice, str))
    return (alias,) if isinstance(alias, str) else ()


def steps_of(alias: str) -> Trail:
    """The keys that lead to what is read under an alias; none where it has no key of its own.

    `@` stands for a key that is somebody's id.
    """
    path, own, _ = alias.partition(OWN)
    steps = (step for step in path.split("/") if step)
    return tuple(int(step) if step.isdigit() else step for step in steps) if own else (alias,)


@cache
def described(model: type[Model]) -> dict[str, Key]:
    """The keys that can stand in the file for a model, in order."""
    found: dict[str, Key] = {}
    for name, field in model.model_fields.items():
        names = [alias for alias in aliases(field) if OWN not in alias] or [name]
        for alias in aliases(field) or (name,):
            steps = steps_of(alias)
            if OWN not in alias:
                about = model.about.get(alias) or field.description or ""
                found[alias] = Key(about, field.is_required() and len(names) == 1)
            elif steps and steps[0] != "@":
                key = str(steps[0])
                found.setdefault(key, Key(model.about.get(key, ""), field.is_required()))
            elif not steps:
                inside = model_in(field.annotation)
                must = field.is_required()
                for key, one in (described(inside) if inside else {}).items():
                    found[key] = one._replace(required=one.required and must)
    return found


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """The names of the keys that can stand in the file for a model."""
    return tuple(described(model))


def model_in(annotation: object) -> type[Model] | None:
    """The model that an annotation is of, or may be of."""
    parts = [annotation, *(() if get_origin(annotation) is tuple else get_args(annotation))]
    return next((p for p in parts if isinstance(p, type) and issubclass(p, Model)), None)
