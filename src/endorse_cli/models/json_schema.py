"""The schema of rubrics and overlays, made from their models, for editors that read YAML.

What pydantic says of a model is taken over; what stands otherwise in the file (`shape`) is said
here of the few models that it concerns. An editor reads `7` as a number and `yes` as a truth value.
"""

from collections.abc import Callable, Iterable
from itertools import chain, combinations
from typing import cast

from pydantic.json_schema import (
    GenerateJsonSchema,
    JsonSchemaMode,
    JsonSchemaValue,
    models_json_schema,
)
from pydantic_core.core_schema import DictSchema, TaggedUnionSchema, WithDefaultSchema

from endorse_cli.models import amounts, scalars, tests
from endorse_cli.models.grounds import KEYS, UNITS, Cited
from endorse_cli.models.model import BROKEN_FORM, OWN, Model, aliases, described
from endorse_cli.models.overlay import GROUNDED, AddedRow, Demand, Overlay, SetTo, SwitchOff
from endorse_cli.models.overlay_chain import OVERLAY_ONLY
from endorse_cli.models.rubric import Rubric, Score
from endorse_cli.models.scalars import ID, Json, Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ADOPTED: Schema = {
    "if": {"properties": {"basis": {"const": "chapter"}}, "required": ["basis"]},
    "then": {"required": ["adopted"]},
}
OF_THE_CHAPTER: Schema = {"properties": {"basis": {"const": "chapter"}}}


class Declared(GenerateJsonSchema):
    """Writes what a model declares: no title made of a name, no default, nothing that is broken."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """No: above a key its description says more."""
        return False

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        """What may stand there; what holds where it is left out is nothing to propose."""
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: TaggedUnionSchema) -> JsonSchemaValue:
        """Any of the forms, but of what stands in for one that could not be read."""
        forms = [form for tag, form in schema["choices"].items() if tag != BROKEN_FORM]
        return self.get_union_of_schemas([self.generate_inner(form) for form in forms])

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        """Entries by id, of which there is at least one."""
        made = super().dict_schema(schema)
        for pattern, entry in made.pop("patternProperties", {}).items():
            made |= {"propertyNames": {"pattern": pattern}, "additionalProperties": entry}
            made["minProperties"] = 1
        return made


def rubric_schema() -> Schema:
    """The schema of the rubric language, version 1; what differs in an overlay stands apart."""
    for model in _every(Model):
        # A default that is a model is written by what pydantic has built for it.
        model.model_rebuild()
    of: list[tuple[type[Model], JsonSchemaMode]] = [(Rubric, "validation"), (Overlay, "validation")]
    _, made = models_json_schema(of, schema_generator=Declared)
    models = {model.__name__: model for model in _every(Model)}
    plain = {name: part for name, part in made["$defs"].items() if not name.startswith("Broken")}
    parts: Schema = {name: _shaped(models[name], part, plain) for name, part in plain.items()}
    return {
        "$schema": DIALECT,
        "title": "Rubric 1",
        "if": {"type": "object", "required": ["extends"]},
        "then": _ref("Overlay"),
        "else": _ref("Rubric"),
        "$defs": parts,
    }


def _every(model: type[Model]) -> Iterable[type[Model]]:
    for sub in model.__subclasses__():
        yield sub
        yield from _every(sub)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _shaped(model: type[Model], part: Schema, plain: dict[str, Schema]) -> Schema:
    """The schema of a model as it stands in the file."""
    properties: Schema = {}
    written = part.get("properties", {})
    assert isinstance(written, dict)
    for alias, inner in written.items():
        path, own, name = alias.partition(OWN)
        if not own:
            for key in _sharing(model, alias):
                about = model.about.get(key)
                said: Schema = {"description": about} if about else {}
                properties[key] = {**as_object(inner), **said}
        elif not path and isinstance(inner, dict) and name in ("grounds", "range"):
            folded = _folded(inner, plain)
            properties.update(folded)
    required = [key for key, one in described(model).items() if one.required]
    schema: Schema = {
        "type": "object",
        "description": (model.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }
    forms: tuple[str, ...] = getattr(model, "forms", ())
    if len(forms) > 1:
        schema["oneOf"] = [{"required": [form]} for form in forms]
    if model is not Score:
        schema["properties"] = _not_at_the_top(properties)
    if "basis" in properties:
        schema["allOf"] = [ADOPTED if issubclass(model, Cited) else ALL_OR_NOTHING]
    if issubclass(model, SetTo | Demand | SwitchOff | AddedRow):
        schema["allOf"] = [ADOPTED, OF_THE_CHAPTER]
    if issubclass(model, Overlay):
        schema["properties"] = {key: _of_the_chapter(key, one) for key, one in properties.items()}
        for key in OVERLAY_ONLY:
            as_object(as_object(schema["properties"])[key])["minProperties"] = 1
    extra = model.model_config.get("json_schema_extra")
    schema |= as_object(cast("Json", extra))
    special = SPECIAL.get(model.__name__)
    schema = special(schema) if special else schema
    if not model.as_word:
        return schema
    # What has no key of the file is never a mapping.
    bare: Schema = {"anyOf": [model.as_word, schema]} if properties else model.as_word
    return {"description": schema["description"], **bare}


def _not_at_the_top(part: Json) -> Json:
    """Amounts inside others are not rounded, nor a share."""
    if isinstance(part, list):
        return [_not_at_the_top(item) for item in part if item not in TOP_ONLY]
    if isinstance(part, dict):
        return {key: _not_at_the_top(value) for key, value in part.items()}
    return part


TOP_ONLY: list[Json] = [{"$ref": "#/$defs/Round"}, {"$ref": "#/$defs/Share"}]


def _sharing(model: type[Model], alias: str) -> tuple[str, ...]:
    """The keys that share a field with one."""
    for name, field in model.model_fields.items():
        names = aliases(field) or (name,)
        if alias in names:
            return tuple(key for key in names if OWN not in key)
    return (alias,)


def as_object(part: Json) -> Schema:
    """A schema; one that says nothing where there is none."""
    return part if isinstance(part, dict) else {}


def _folded(inner: Schema, plain: dict[str, Schema]) -> Schema:
    name = str(inner.get("$ref")).rpartition("/")[2]
    properties = plain[name]["properties"]
    assert isinstance(properties, dict)
    return {key: part for key, part in properties.items() if OWN not in key}


def _of_the_chapter(section: str, part: Json) -> Json:
    """A section of an overlay: what it adds is of the chapter's own layer."""
    entries = as_object(part)
    entry = entries.get("additionalProperties")
    if section in GROUNDED:
        return {**entries, "additionalProperties": {"allOf": [entry, OF_THE_CHAPTER]}}
    return entries


ALL_OR_NOTHING: Schema = {
    "dependentRequired": {
        key: [other for other in ("from", "basis") if other != key] for key in KEYS
    },
    **ADOPTED,
}


def _one_beside_grounds() -> Schema:
    """Exactly one key stands beside those of grounds."""
    more = [key for key in KEYS if key not in ("from", "basis")]
    extras = chain.from_iterable(combinations(more, size) for size in range(len(more) + 1))
    choices: list[Json] = []
    for some in ((), *(("from", "basis", *extra) for extra in extras)):
        absent: Schema = {key: False for key in KEYS if key not in some}
        size = len(some) + 1
        bounds: Schema = {"minProperties": size, "maxProperties": size}
        choices.append({"required": [*some], "properties": absent, **bounds})
    return {"anyOf": choices}


def _atom(form: Schema) -> Schema:
    return {
        **{key: part for key, part in form.items() if key != "required"},
        "patternProperties": {ID: {"anyOf": TESTS}},
        "allOf": [ALL_OR_NOTHING, _one_beside_grounds()],
    }


def _swing(form: Schema) -> Schema:
    properties = as_object(form["properties"])
    between: Schema = {**as_object(properties["between"]), "minItems": 2, "maxItems": 2}
    return {**form, "properties": {**properties, "between": between}}


def _day(form: Schema) -> Schema:
    choices: list[Json] = []
    every = [*UNITS, "before", "after"]
    for unit in UNITS:
        for side in ("before", "after"):
            absent: Schema = {key: False for key in every if key not in (unit, side)}
            choices.append({"required": [unit, side], "properties": absent})
    anchors: Schema = {"enum": [*tests.ANCHORS]}
    return {
        "description": form["description"],
        "anyOf": [scalars.DAY, anchors, {**form, "oneOf": choices}],
    }


def _times(form: Schema) -> Schema:
    both: Schema = {
        "type": "array",
        "prefixItems": [_ref("Number"), {"anyOf": AMOUNTS}],
        "minItems": 2,
        "maxItems": 2,
        "description": "A number and the amount that it multiplies.",
    }
    return {**form, "properties": {"times": both}}


def _decision(form: Schema) -> Schema:
    properties = as_object(form["properties"])
    names = as_object(properties["outcomes"])
    ordered: Schema = {**names, "minItems": 2}
    loose: Schema = {
        "type": "object",
        "properties": {"unordered": ordered},
        "required": ["unordered"],
        "additionalProperties": False,
    }
    outcomes: Schema = {"description": names["description"], "anyOf": [ordered, loose]}
    required = [*dict.fromkeys(("outcomes", *as_list(form["required"])))]
    return {**form, "properties": {**properties, "outcomes": outcomes}, "required": required}


def as_list(part: Json) -> list[Json]:
    """A list; an empty one where there is none."""
    return part if isinstance(part, list) else []


TESTS: list[Json] = [_ref(name) for name in ("OneOf", "Range", "Days", "Includes")]
AMOUNTS: list[Json] = [
    _ref(form.__name__) for form in amounts.AMOUNTS[:-1] if _ref(form.__name__) not in TOP_ONLY
]
SPECIAL: dict[str, Callable[[Schema], Schema]] = {
    "Atom": _atom,
    "SwingPromise": _swing,
    "Day": _day,
    "Times": _times,
    "RowDecision": _decision,
    "TableDecision": _decision,
    "BandDecision": _decision,
}
"""The models that stand in the file otherwise than field by field, by more than they say."""
