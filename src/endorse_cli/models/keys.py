"""The keys of a model in the file: their names, what each is, whether it must be there.

The declaration is the model's field; messages, the reference and the schema ask here.
"""

from functools import cache
from typing import NamedTuple, get_args, get_origin

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from endorse_cli.models.base import OWN, Model


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


@cache
def described(model: type[Model]) -> dict[str, Key]:
    """The keys that can stand in the file for a model, in order."""
    found: dict[str, Key] = {}
    for name, field in model.model_fields.items():
        names = [alias for alias in aliases(field) if alias.partition(OWN)[1] == ""] or [name]
        for alias in aliases(field) or (name,):
            path, own, _ = alias.partition(OWN)
            if not own:
                about = model.about.get(alias) or field.description or ""
                found[alias] = Key(about, field.is_required() and len(names) == 1)
            elif path and path != "@":
                key = path.split("/")[0]
                found.setdefault(key, Key(model.about.get(key, ""), field.is_required()))
            elif not path:
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
