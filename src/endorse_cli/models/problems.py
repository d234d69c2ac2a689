"""Turns what pydantic refuses into diagnostics: the place in the file, the words, what to do.

An error's `loc` is led back to the keys of the file, and the model that stands there says what it
is called and which keys it accepts.
"""

import re
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Literal, NamedTuple, Union, cast, get_args, get_origin

from pydantic import Tag, ValidationError
from pydantic_core import ErrorDetails

from endorse_cli.diagnostics import Diagnostic, Trail, listed, nearest, quoted
from endorse_cli.models.base import OWN, Inside, Model, aliases, keys_of, kind_of, model_in
from endorse_cli.models.conditions import Atom
from endorse_cli.models.meant import LONG, cut_up, flow, new_id, not_accepted, several
from endorse_cli.models.plain import Plain, under

REPORTED = 1_000
"""So many faults of one document are noted; nobody mends more in one go."""


def told(refused: ValidationError) -> list[ErrorDetails]:
    """What was refused; a list of which every item was refused is not too short besides."""
    errors = refused.errors(include_url=False)
    return [one for one in errors if one["type"] != "too_short" or not one["input"]]


class Owner(NamedTuple):
    """A model on the way to an error, and the keys that lead to it."""

    model: type[Model]
    trail: Trail


class Spot(NamedTuple):
    """Where an error is: its keys, the type that is wanted there, the models on the way to it."""

    trail: Trail
    wanted: object
    owners: tuple[Owner, ...]
    in_mapping: bool


def spot_of(model: type[Model], value: object, loc: tuple[str | int, ...]) -> Spot:
    """Where an error is in a value that was read as a model."""
    wanted: object = model
    trail: list[str | int] = []
    owners = [Owner(model, ())]
    in_mapping = False
    for step in loc:
        if step == "[key]":
            break
        for key in _path(step, value):
            trail.append(key)
            value = under(value, (key,))
        wanted, in_mapping = _wanted_under(_bare(wanted), step)
        wanted = _bare(wanted)
        if isinstance(wanted, type) and issubclass(wanted, Model):
            owners.append(Owner(wanted, tuple(trail)))
    return Spot(tuple(trail), wanted, tuple(owners), in_mapping)


def _path(step: str | int, value: object) -> Iterator[str | int]:
    """The keys in the file for one step of a `loc`."""
    if isinstance(step, int):
        if isinstance(value, list):
            yield step
        return
    path, own, _ = step.partition(OWN)
    for key in path.split("/") if own and path else () if own else (step,):
        if own and key == "@":
            yield Atom.key_in(value) if isinstance(value, dict) else key
        else:
            yield int(key) if own and key.isdigit() else key


def _bare(wanted: object) -> object:
    """A type without what is only said of it."""
    while get_origin(wanted) is Annotated:
        inner, *said = get_args(wanted)
        inside = next((one for one in said if isinstance(one, Inside)), None)
        wanted = inside.model if inside else inner
    if isinstance(wanted, str) or hasattr(wanted, "__forward_arg__"):
        return _bare(_named(str(getattr(wanted, "__forward_arg__", wanted))))
    if get_origin(wanted) in (Union, UnionType):
        rest = [part for part in get_args(wanted) if part is not NoneType]
        if len(rest) == 1:
            return _bare(rest[0])
    return wanted


def _named(name: str) -> object:
    from endorse_cli.models import amounts, conditions

    return getattr(amounts if name == "Amount" else conditions, name)


def _wanted_under(wanted: object, step: str | int) -> tuple[object, bool]:
    """The type under one step, and whether the step is a key of a mapping of the user's own."""
    if isinstance(wanted, type) and issubclass(wanted, Model):
        for name, field in wanted.model_fields.items():
            if step in (aliases(field) or (name,)):
                inside = next((one for one in field.metadata if isinstance(one, Inside)), None)
                return (inside.model if inside else field.annotation), False
        return None, False
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return next((part for part in parts if _is_tagged(part, step)), None), False
    if origin is dict:
        return parts[1], True
    return (parts[0] if parts else None), False


def _wanted_at(model: type[Model], key: str) -> object:
    """The type under a key of a mapping, also of one whose keys stand among those of another."""
    inside = (
        model_in(field.annotation)
        for field in model.model_fields.values()
        if (aliases(field) or ("",))[0].startswith(OWN)
    )
    return next(
        (found for one in (model, *inside) if one and (found := _wanted_under(one, key)[0])), None
    )


def _takes_list(wanted: object) -> bool:
    """Whether a list can stand where a type is wanted."""
    wanted = _bare(wanted)
    is_union = get_origin(wanted) in (Union, UnionType)
    return get_origin(wanted) is tuple or (is_union and any(map(_takes_list, get_args(wanted))))


def _is_tagged(part: object, step: str | int) -> bool:
    said = get_args(part)[1:] if get_origin(part) is Annotated else ()
    return any(isinstance(one, Tag) and one.tag == step for one in said)


def subject(spot: Spot) -> str:
    """What a message calls the thing at a spot; nothing for the whole."""
    # Of parts in one place the outermost is meant: the bounds of a cut are no test.
    named = [one for one in spot.owners if one.trail == spot.trail and one.model.noun]
    if not spot.trail:
        return ""
    if named:
        model, trail = named[0]
        return _with_id(model, trail) if model.noun in WITH_ID else model.noun
    return _field(spot.trail, spot.in_mapping)


GROUNDED = ("from", "basis")
"""The keys that say what a line rests on."""

WITH_ID = frozenset(
    (
        *("Criterion", "Family", "Setting", "Score", "Finding", "Decision", "Row", "Promise"),
        *("Reading", "Guidance", "Scale", "Group"),
    )
)


def _with_id(model: type[Model], trail: Trail) -> str:
    if model.noun != "Row":
        return f"{model.noun} {quoted(trail[-1])}"
    if trail[-2] == "rows":
        return f"Row {quoted(f'{trail[1]}.{trail[-1]}')}"
    return f"{quoted(trail[-1])} of {quoted(trail[1])}"


def _field(trail: Trail, in_mapping: bool) -> str:
    words = [step for step in trail if isinstance(step, str)]
    if not words:
        return ""
    if isinstance(trail[-1], int):
        return f"An item of {quoted(words[-1])}"
    if in_mapping and len(words) > 1:
        return f"{quoted(words[-2])} of {quoted(words[-1])}"
    return quoted(words[-1])


class Problems:
    """The faults of one document; `meant` are the keys that a misspelt one stands for."""

    def __init__(self, model: type[Model], value: object, what: str) -> None:
        self.model = model
        self.what = what
        self.value = value
        self.found: list[Diagnostic] = []
        self.meant: set[tuple[Trail, str]] = set()
        self.bare: set[Trail] = set()
        self.cut: set[Trail] = set()

    def note(self, errors: list[ErrorDetails], value: object) -> None:
        """Note what pydantic refused in the value, which may have been mended before."""
        self.value = value
        for error in sorted(errors, key=lambda error: error["type"] != "extra_forbidden"):
            if len(self.found) < REPORTED:
                found = self.diagnostic(error)
                if found is not None:
                    self.found.append(found)

    def subject(self, spot: Spot) -> str:
        """What a message calls the thing at a spot."""
        return subject(spot) or self.what

    def diagnostic(self, error: ErrorDetails) -> Diagnostic | None:
        """One error as a diagnostic; None for a key that is only misspelt."""
        spot = spot_of(self.model, self.value, error["loc"])
        match error["type"]:
            case "fault":
                return self._own(error, spot)
            case "missing":
                return self._missing(error, spot)
            case "extra_forbidden":
                return self._unknown_key(error, spot)
            case "literal_error":
                return self._word(error, spot)
            case "tuple_type" if spot.trail in self.cut:
                return None
            case "too_short":
                said = f"{self.subject(spot)} is an empty list."
                help = "Write at least one item, or leave the key out."
                return Diagnostic("bad-shape", said, help, spot.trail)
            case "tuple_type":
                return self._shape(error, spot, "a list", ", each item after `- `")
        return self._shape(error, spot, "a mapping", ", each key with a colon and its value")

    def _own(self, error: ErrorDetails, spot: Spot) -> Diagnostic:
        said = error["ctx"]["said"]
        if error["ctx"]["alone"]:
            self.bare.add(spot.trail[:-1])
        if error["ctx"]["code"] == "unknown-key" and not error["ctx"]["at"]:
            spot = spot._replace(trail=spot.trail[:-1])
            what, trail = self.subject(spot), (*spot.trail, str(error["loc"][-1]))
        else:
            what, trail = self.subject(spot), (*spot.trail, *error["ctx"]["at"])
        if error["loc"][-1:] == ("[key]",):
            what = quoted(trail[-2]) if len(trail) > 1 else what
        if said.startswith("{}"):
            inside = what if what.startswith("`") else f"{what[0].lower()}{what[1:]}"
            said = said[2:].replace("{what}", inside)
        elif said.startswith(("{what}", "An id in {what}")):
            said = said.replace("{what}", what, 1)
        elif spot.trail and isinstance(spot.trail[-1], int):
            said = f"{_field(spot.trail[:-1], False)}: {said}"
        else:
            said = f"{what}: {said}"
        on_key = error["ctx"]["on_key"] or error["loc"][-1:] == ("[key]",)
        return Diagnostic(error["ctx"]["code"], said, error["ctx"]["help"], trail, on_key)

    def _missing(self, error: ErrorDetails, spot: Spot) -> Diagnostic | None:
        model, trail = _holder(spot, error)
        key = str(error["loc"][-1]).partition(OWN)[0].split("/")[0]
        if trail in self.bare or any(
            (trail, name) in self.meant for name in _names_of(model, str(error["loc"][-1]))
        ):
            return None
        what = self.subject(Spot(trail, model, spot.owners[: _index(spot, model) + 1], False))
        code, said, help = model.lacking.get(
            key, ("missing-key", f"{{what}} has no {quoted(key)}.", f"Add {quoted(key)} to it.")
        )
        holder = under(self.value, trail)
        if key in GROUNDED and isinstance(holder, dict) and holder.keys().isdisjoint(GROUNDED):
            # What a line rests on is said in two keys: whoever has neither is told of both at once.
            if key != GROUNDED[0]:
                return None
            help = f"{help[:-1]}, and `basis:` with `stated`, `inferred` or `chapter`."
        return Diagnostic(code, said.replace("{what}", what, 1), help, trail, on_key=True)

    def _unknown_key(self, error: ErrorDetails, spot: Spot) -> Diagnostic | None:
        model, trail = _holder(spot, error)
        key, accepted = str(error["loc"][-1]), keys_of(model)
        holder = under(self.value, trail)
        if trail in self.bare or (*trail, key) in self.cut:
            return None
        # What is meant by a key goes before, but not where it is to hold all of what stands there.
        of_keys = {name for name, said in model.meant.items() if "{key}" not in said}
        is_bare = isinstance(holder, dict) and holder.keys().isdisjoint((*accepted, *of_keys))
        if model.from_word and isinstance(holder, dict) and is_bare:
            return self._bare(model, spot, trail, holder)
        meant = model.meant.get(key)
        near = None if meant else nearest(key, accepted)
        named = near or (meant and _named_first(meant))
        if named:
            self.meant.add((trail, named))
        what = self.subject(Spot(trail, model, spot.owners[: _index(spot, model) + 1], False))
        inside = what if what.startswith("`") else f"{what[0].lower()}{what[1:]}"
        hint = f"Did you mean {quoted(near)}? " if near else ""
        joined = "" if meant else self._joined(model, trail)
        help = self._filled(meant, trail, key, error["input"]) if meant else joined
        help = help or f"{hint}Accepted: {listed(accepted)}."
        said = f"{quoted(key)} is not a key of {inside}."
        return Diagnostic("unknown-key", said, help, (*trail, key), on_key=True)

    def _joined(self, model: type[Model], trail: Trail) -> str:
        """How a list is written that a comma cuts up in a mapping; nothing where none is."""
        key, items = cut_up(cast("Plain", under(self.value, trail)), keys_of(model)) or ("", [])
        is_number = items and all(str(item).isdigit() for item in items)
        if not items or not (is_number or _takes_list(_wanted_at(model, key))):
            return ""
        self.cut |= {(*trail, str(one)) for one in (key, *items[1:])}
        if is_number and not _takes_list(_wanted_at(model, key)):
            return f"Write `{key}: {''.join(map(str, items))}`: a comma cuts a number in two."
        return f"Write `{key}: {flow(items)}`: between braces a comma starts a new key."

    def _bare(
        self, model: type[Model], spot: Spot, trail: Trail, holder: dict[str, Plain]
    ) -> Diagnostic:
        """That a part has none of its own keys, but what belongs under one of them."""
        self.bare.add(trail)
        what = self.subject(Spot(trail, model, spot.owners[: _index(spot, model) + 1], False))
        said = f"{what} says only {listed(holder, 'and')}."
        help = f"Write {self._filled(model.from_word, trail, '', holder)}."
        return Diagnostic("bad-shape", said, help, trail)

    def _filled(self, meant: str, trail: Trail, key: str, value: Plain) -> str:
        """What to write instead, with the words that stand in the file."""
        id = next((step for step in reversed(trail) if isinstance(step, str)), "…")
        return meant.format(id=id, key=key, value=flow(value))

    def _word(self, error: ErrorDetails, spot: Spot) -> Diagnostic:
        value = error["input"]
        if not isinstance(value, str):
            return self._shape(error, spot, "a text", "")
        what = self.subject(spot)
        if not value.strip():
            return Diagnostic("bad-value", f"{what} is empty.", "Write a text here.", spot.trail)
        return not_accepted(value, what, words_of(spot), spot.trail)

    def _shape(self, error: ErrorDetails, spot: Spot, wanted: str, how: str) -> Diagnostic:
        value = error["input"]
        said = f"{self.subject(spot)} is {kind_of(value)}, not {wanted}."
        help = f"Write {wanted} here{how}."
        model = spot.wanted
        if isinstance(model, type) and issubclass(model, Model):
            said_so = model.from_text if isinstance(value, str) else ""
            word = self._filled(said_so or model.from_word, spot.trail, "", value)
            help = f"Write {word}." if word and value is not None else help
        elif isinstance(value, list | str) and len(spot.trail) == 1 and wanted == "a mapping":
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, dict):
                named = [first[key] for key in ("id", "name", "key") if key in first]
                first = (*named, *first)[0]
            id = first if isinstance(first, str) and first else "an_id"
            help = f"Write each under an id of its own, without `- `: `{new_id(id) or id}:`."
        elif isinstance(value, list) and wanted == "a mapping" and value and len(value) < LONG:
            parts = {f"…{' ' * place}": part for place, part in enumerate(value)}
            help = f"Write each under what it is of: `{re.sub('… +:', '…:', flow(parts))}`."
        elif wanted == "a list" and isinstance(value, str | dict):
            help = self._listed(spot, value)
        return Diagnostic("bad-shape", said, help, spot.trail)

    def _listed(self, spot: Spot, value: str | dict[str, Plain]) -> str:
        """What stands where a list is wanted as one, each item in the form that is meant by it."""
        item = next(iter(get_args(spot.wanted)), None)
        word = ""
        if isinstance(item, type) and issubclass(item, Model):
            is_bare = isinstance(value, str) or value.keys().isdisjoint(keys_of(item))
            said_so = item.from_text if isinstance(value, str) else ""
            meant = said_so or item.from_word
            word = self._filled(meant, spot.trail, "", value) if is_bare else ""
        if isinstance(value, str):
            split: list[Plain] = [*several(value)] if re.search("[,;|]", value) else [value]
            form = f"[{word.strip('`')}]" if word else flow(split)
            return f"Write `{form}`, or each item on a line of its own after `- `."
        items: list[Plain] = [*value.values()] if spot.trail[-1] == "worth" else [*value]
        if spot.trail[-1] == "cells":
            items = [[*one] for one in value.items()]
        form = f"[{word.strip('`')}]" if word else flow(items)
        return f"Write `{form}`."


def _named_first(meant: str) -> str:
    """The key that advice begins with, as in "Write `answer: …`"; empty where it is a form."""
    found = re.search(r"`([^`]*)", meant)
    return found[1].partition(":")[0] if found and found[1][:1].isalpha() else ""


def words_of(spot: Spot) -> tuple[str, ...]:
    """The few words that can stand at a spot."""
    return get_args(spot.wanted) if get_origin(spot.wanted) is Literal else ()


def _holder(spot: Spot, error: ErrorDetails) -> Owner:
    """The model in which a key is missing or too much."""
    depth = len(spot.owners) - (1 if _is_model(spot.wanted) else 0)
    return spot.owners[max(depth, 1) - 1]


def _names_of(model: type[Model], key: str) -> tuple[str, ...]:
    """Every key under which what is missing could stand."""
    fields = model.model_fields.items()
    return next((found for n, f in fields if key in (found := aliases(f) or (n,))), (key,))


def _is_model(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Model)


def _index(spot: Spot, model: type[Model]) -> int:
    return max(place for place, owner in enumerate(spot.owners) if owner.model is model)
