"""Turns what pydantic refuses into diagnostics: the place in the file, the words, what to do.

The model that stands at the place of an error says what it is called and which keys it accepts.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, listed, nearest, quoted
from endorse_cli.models.faults import kind_of
from endorse_cli.models.locations import (
    Spot,
    field_words,
    holder_of,
    names_of,
    spot_of,
    subject,
    takes_list,
    wanted_at,
    words_of,
)
from endorse_cli.models.loose_words import LONG, cut_up, flow, new_id, not_accepted, several
from endorse_cli.models.model import Model, keys_of, steps_of
from endorse_cli.models.plain_values import Plain, under

REPORTED = 1_000
"""So many faults of one document are noted; nobody mends more in one go."""


GROUNDED = ("from", "basis")
"""The keys that say what a line rests on."""


def told(refused: ValidationError) -> list[ErrorDetails]:
    """What was refused; a list of which every item was refused is not too short besides."""
    errors = refused.errors(include_url=False)
    return [one for one in errors if one["type"] != "too_short" or not one["input"]]


def inside(what: str) -> str:
    """What a message calls a thing, inside a sentence."""
    return what if what.startswith("`") else f"{what[0].lower()}{what[1:]}"


def says_itself(said: str) -> bool:
    """Whether what a check of our own has found says of what it speaks."""
    return said.startswith(("{}", "{what}", "An id in {what}"))


def worded(said: str, what: str) -> str:
    """What a check of our own has found, said of the thing that it was found of."""
    if said.startswith("{}"):
        return said[2:].replace("{what}", inside(what))
    return said.replace("{what}", what, 1) if says_itself(said) else f"{what}: {said}"


def empty_list(what: str, trail: Trail) -> Diagnostic:
    """That a list has nothing in it."""
    help = "Write at least one item, or leave the key out."
    return Diagnostic("bad-shape", f"{what} is an empty list.", help, trail)


def of_shape(value: object, what: str, wanted: str, trail: Trail, how: str = "") -> Diagnostic:
    """That a value is of another shape than is wanted, and `how` that is written."""
    said = f"{what} is {kind_of(value)}, not {wanted}."
    return Diagnostic("bad-shape", said, f"Write {wanted} here{how}.", trail)


def no_word(
    value: object,
    what: str,
    accepted: Sequence[str],
    trail: Trail,
    titles: Mapping[str, str] = NO_TITLES,
) -> Diagnostic:
    """That a value is none of the few words that are accepted, or no word at all."""
    if not isinstance(value, str):
        return of_shape(value, what, "a text", trail)
    if not value.strip():
        return Diagnostic("bad-value", f"{what} is empty.", "Write a text here.", trail)
    return not_accepted(value, what, accepted, trail, titles)


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
        self.lacking: dict[Diagnostic, str] = {}

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
                return no_word(error["input"], self.subject(spot), words_of(spot), spot.trail)
            case "tuple_type" if spot.trail in self.cut:
                return None
            case "too_short":
                return empty_list(self.subject(spot), spot.trail)
            case "tuple_type":
                return self._shape(error, spot, "a list", ", each item after `- `")
        return self._shape(error, spot, "a mapping", ", each key with a colon and its value")

    def _own(self, error: ErrorDetails, spot: Spot) -> Diagnostic:
        said = error["ctx"]["said"]
        if error["ctx"]["alone"]:
            self.bare.add(spot.trail[:-1])
        what, trail = self.subject(spot), (*spot.trail, *error["ctx"]["at"])
        if error["loc"][-1:] == ("[key]",):
            what = quoted(trail[-2]) if len(trail) > 1 else what
        if spot.trail and isinstance(spot.trail[-1], int) and not says_itself(said):
            what = field_words(spot.trail[:-1], False)
        said = worded(said, what)
        on_key = error["ctx"]["on_key"] or error["loc"][-1:] == ("[key]",)
        return Diagnostic(error["ctx"]["code"], said, error["ctx"]["help"], trail, on_key)

    def _missing(self, error: ErrorDetails, spot: Spot) -> Diagnostic | None:
        holder = holder_of(spot)
        model, trail = holder.owners[-1]
        key = str((*steps_of(str(error["loc"][-1])), "")[0])
        if trail in self.bare or any(
            (trail, name) in self.meant for name in names_of(model, str(error["loc"][-1]))
        ):
            return None
        what = self.subject(holder)
        code, said, help = model.lacking.get(
            key, ("missing-key", f"{{what}} has no {quoted(key)}.", f"Add {quoted(key)} to it.")
        )
        value = under(self.value, trail)
        if key in GROUNDED and isinstance(value, dict) and value.keys().isdisjoint(GROUNDED):
            # What a line rests on is said in two keys: whoever has neither is told of both at once.
            if key != GROUNDED[0]:
                return None
            help = f"{help[:-1]}, and `basis:` with `stated`, `inferred` or `chapter`."
        found = Diagnostic(code, said.replace("{what}", what, 1), help, trail, on_key=True)
        if key not in model.lacking:
            self.lacking[found] = key
        return found

    def joined(self, found: Collection[Diagnostic]) -> list[Diagnostic]:
        """What was found; of all the keys that one mapping merely lacks one report."""
        keys: dict[Trail, list[str]] = {}
        for one in found:
            if one in self.lacking:
                keys.setdefault(one.trail, []).append(self.lacking[one])
        told = (self._lacking_all(one, keys.get(one.trail, ())) for one in found)
        return [*dict.fromkeys(told)]

    def _lacking_all(self, one: Diagnostic, keys: Sequence[str]) -> Diagnostic:
        if one not in self.lacking or len(keys) < 2:
            return one
        said = one.message.replace(quoted(self.lacking[one]), listed(keys))
        return replace(one, message=said, help="Add each of them to it.")

    def _unknown_key(self, error: ErrorDetails, spot: Spot) -> Diagnostic | None:
        holder = holder_of(spot)
        model, trail = holder.owners[-1]
        key, accepted = str(error["loc"][-1]), keys_of(model)
        value = under(self.value, trail)
        if trail in self.bare or (*trail, key) in self.cut:
            return None
        # What is meant by a key goes before, but not where it is to hold all of what stands there.
        of_keys = {name for name, said in model.meant.items() if "{key}" not in said}
        is_bare = isinstance(value, dict) and value.keys().isdisjoint((*accepted, *of_keys))
        if model.from_word and isinstance(value, dict) and is_bare:
            return self._bare(holder, value)
        meant = model.meant.get(key)
        near = None if meant else nearest(key, accepted)
        named = near or (meant and _named_first(meant))
        if named:
            self.meant.add((trail, named))
        hint = f"Did you mean {quoted(near)}? " if near else ""
        joined = "" if meant else self._joined(model, trail)
        help = self._filled(meant, trail, key, error["input"]) if meant else joined
        help = help or f"{hint}Accepted: {listed(accepted)}."
        said = f"{quoted(key)} is not a key of {inside(self.subject(holder))}."
        return Diagnostic("unknown-key", said, help, (*trail, key), on_key=True)

    def _joined(self, model: type[Model], trail: Trail) -> str:
        """How a list is written that a comma cuts up in a mapping; nothing where none is."""
        key, items = cut_up(cast("Plain", under(self.value, trail)), keys_of(model)) or ("", [])
        is_number = items and all(str(item).isdigit() for item in items)
        if not items or not (is_number or takes_list(wanted_at(model, key))):
            return ""
        self.cut |= {(*trail, str(one)) for one in (key, *items[1:])}
        if is_number and not takes_list(wanted_at(model, key)):
            return f"Write `{key}: {''.join(map(str, items))}`: a comma cuts a number in two."
        return f"Write `{key}: {flow(items)}`: between braces a comma starts a new key."

    def _bare(self, holder: Spot, value: dict[str, Plain]) -> Diagnostic:
        """That a part has none of its own keys, but what belongs under one of them."""
        model, trail = holder.owners[-1]
        self.bare.add(trail)
        said = f"{self.subject(holder)} says only {listed(value, 'and')}."
        help = f"Write {self._filled(model.from_word, trail, '', value)}."
        return Diagnostic("bad-shape", said, help, trail)

    def _filled(self, meant: str, trail: Trail, key: str, value: Plain) -> str:
        """What to write instead, with the words that stand in the file."""
        id = next((step for step in reversed(trail) if isinstance(step, str)), "…")
        return meant.format(id=id, key=key, value=flow(value))

    def _shape(self, error: ErrorDetails, spot: Spot, wanted: str, how: str) -> Diagnostic:
        value = error["input"]
        found = of_shape(value, self.subject(spot), wanted, spot.trail, how)
        help, model = found.help, spot.wanted
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
        return replace(found, help=help)

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
