"""The only place for the building blocks of a schema: texts, words, numbers, days, mappings.

An editor reads YAML before it asks the schema, and turns `7` into a number, `1.0` too, `true` into
a truth value, and by YAML 1.1 `yes` and `no` as well. Our own reader keeps the text. So each block
accepts whatever an editor may have made of a text that our reader accepts, besides the text itself.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import WithDefaultSchema

from endorse_cli.models.base import Model
from endorse_cli.reports.look import Look

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Schema: TypeAlias = "dict[str, Json]"

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DIGITS = r"-?[0-9]{1,12}"
NUMBER = rf"^{_DIGITS}(\.[0-9]{{1,9}}|/0*[1-9][0-9]{{0,11}})?$"
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
SOMETHING = r"\S"

TRUTHS = frozenset({"yes", "no", "true", "false"})
"""Words that some editors read as a truth value."""

TRUTH: Schema = {"not": {"type": ["string", "number", "array", "object", "null"]}}
"""A truth value, said so that no editor proposes `true`, which our reader may refuse."""

_LOOK = Look(80)


def said(title: str = "", *sentences: str) -> Schema:
    """A title and a description, harmless whatever they hold; nothing where there is none."""
    texts = {"title": title, "description": "\n\n".join(map(_LOOK.safe, filter(None, sentences)))}
    return {
        key: _LOOK.safe(text) if key == "title" else text for key, text in texts.items() if text
    }


class Declared(GenerateJsonSchema):
    """Writes what a model declares: no title made of a name, no default."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """No: above a key its description says more."""
        return False

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        """What may stand there; what holds where it is left out is no answer to propose."""
        return self.generate_inner(schema["schema"])


def declared(model: type[Model]) -> Schema:
    """The schema of a file as its model declares it."""
    return model.model_json_schema(schema_generator=Declared)


def text(*sentences: str) -> Schema:
    """A text with something in it, or what an editor makes of one."""
    types: list[Json] = ["string", "number", "boolean"]
    return {**said("", *sentences), "type": types, "pattern": SOMETHING}


def plain_number(low: Fraction | None = None, high: Fraction | None = None) -> Schema:
    """A number between two bounds; of one in quotes, or as `n/d`, the form alone can be said.

    Rounding a bound to a float keeps the order, so that no number inside is refused.
    """
    bounds: Schema = {}
    if low is not None:
        bounds["minimum"] = _number(low)
    if high is not None:
        bounds["maximum"] = _number(high)
    return {"type": ["number", "string"], "pattern": NUMBER, **bounds}


def step_of(step: Fraction | None) -> Schema:
    """The step as `multipleOf`, where no float can be taken for something between two steps."""
    if step is None or step.denominator & (step.denominator - 1):
        return {}
    return {"multipleOf": _number(step)}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def day() -> Schema:
    """A day as YYYY-MM-DD."""
    form: Schema = {"type": "string", "format": "date", "pattern": DAY}
    return {**said("", "A day as YYYY-MM-DD."), **form}


def words(meanings: Mapping[str, str], *sentences: str) -> Schema:
    """One of a few words, each with what it means, as editors list them."""
    listed: list[Json] = [
        {"const": word, **said("", meaning)} for word, meaning in meanings.items()
    ]
    if not TRUTHS.isdisjoint(meanings):
        listed.append(TRUTH)
    return {**said("", *sentences), "anyOf": listed}


def truth(*sentences: str) -> Schema:
    """`true` or `false`."""
    return {**said("", *sentences), "enum": [True, "true", False, "false"]}


def listing(item: Schema, *sentences: str, least: int = 1, most: int | None = None) -> Schema:
    """A list with at least so many items."""
    bounds: Schema = {"minItems": least, **({} if most is None else {"maxItems": most})}
    return {**said("", *sentences), "type": "array", "items": item, **bounds}


def distinct(item: Schema, *sentences: str, least: int = 1) -> Schema:
    """A list of words, none twice."""
    return {**listing(item, *sentences, least=least), "uniqueItems": True}


def one_or_more(item: Schema) -> Schema:
    """One word, or a list of them, none twice."""
    return {"anyOf": [item, distinct(item)]}


def closed(properties: Schema, required: Iterable[str] = (), *sentences: str) -> Schema:
    """A mapping with these keys and no others."""
    return {
        **said("", *sentences),
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def exactly(*forms: Iterable[str]) -> Schema:
    """Of some sets of keys exactly one is there, whole; no key of another."""
    every = [key for form in forms for key in form]
    choices: list[Json] = []
    for form in forms:
        own = list(form)
        absent: Schema = {key: False for key in dict.fromkeys(every) if key not in own}
        choices.append({"required": [*own], "properties": absent})
    return {"oneOf": choices}


def ref(definition: str) -> Schema:
    """What stands under `$defs`."""
    return {"$ref": f"#/$defs/{definition}"}
