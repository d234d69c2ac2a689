"""Reads a rubric from plain values: all of it, or as far as it can be read, and what is wrong."""

from copy import deepcopy
from functools import cache
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.models.locations import spot_of, words_of
from endorse_cli.models.model import (
    BROKEN,
    BROKEN_FORM,
    Hollow,
    Model,
    aliases,
    described,
    replace,
    steps_of,
)
from endorse_cli.models.plain_values import Plain, mapping_in, under
from endorse_cli.models.problems import REPORTED, Problems, told
from endorse_cli.models.rubric import SECTIONS, Rubric
from endorse_cli.models.scalars import Kept
from endorse_cli.rubric.agreement import disagreements
from endorse_cli.rubric.demands import inherit

M = TypeVar("M", bound=Model)

ROUNDS = 30
"""So often a document is mended; none is known that takes more than four. Of one that cannot be
mended its faults are told, and nothing is read."""


def read_as(model: type[M], value: Plain, what: str = "") -> tuple[M, Problems]:
    """A value read as a model; what is wrong is noted, and left out or stood in for."""
    problems = Problems(model, value, what or model.noun)
    try:
        return placed(model.model_validate(value)), problems
    except ValidationError as refused:
        errors = told(refused)
    return placed(_mended(model, value, errors, problems)), problems


def _mended(model: type[M], value: Plain, errors: list[ErrorDetails], problems: Problems) -> M:
    mend = _Mending(model, deepcopy(value) if isinstance(value, dict) else Hollow())
    if not isinstance(value, dict):
        problems.note([error for error in errors if not error["loc"]], value)
    for _ in range(ROUNDS):
        fresh = [error for error in errors if not mend.has_seen(error)]
        problems.note(fresh, mend.value)
        mend.all(errors)
        try:
            return model.model_validate(mend.value)
        except ValidationError as refused:
            errors = told(refused)
    return read_as(model, None)[0]


class _Mending:
    """A document in which stand-ins take the place of what was refused."""

    def __init__(self, model: type[Model], value: object) -> None:
        self.model = model
        self.value = value
        self.stood_in: set[Trail] = set() if not isinstance(value, Hollow) else {()}

    def has_seen(self, error: ErrorDetails) -> bool:
        """Whether an error only follows from a stand-in."""
        trail = self.place(error)
        return any(trail[:length] in self.stood_in for length in range(len(trail) + 1))

    def place(self, error: ErrorDetails) -> Trail:
        """What has to be stood in for: the whole of what is of no form."""
        loc, said = error["loc"], error.get("ctx", {})
        if BROKEN_FORM in loc:
            return spot_of(self.model, self.value, loc[: loc.index(BROKEN_FORM)]).trail
        spot = spot_of(self.model, self.value, loc)
        for owner in reversed(spot.owners):
            if owner.model.entire:
                return owner.trail
            if owner.model.entire is None:
                break
        if said.get("whole"):
            return spot.trail
        beside = (said["lacks"],) if said.get("lacks") else said.get("at", ())
        return (*spot.trail, *beside)

    def all(self, errors: list[ErrorDetails]) -> None:
        """Mend what was refused, later items of a list before earlier ones."""
        before = set(self.stood_in)
        for error in reversed(errors):
            self.one(error, before)

    def one(self, error: ErrorDetails, before: set[Trail]) -> None:
        """Mend one thing that was refused; what was stood in for `before` is left out."""
        trail = self.place(error)
        if not trail:
            self.value = Hollow()
            self.stood_in.add(())
            return
        holder = under(self.value, trail[:-1])
        if not isinstance(holder, dict | list):
            return
        key, again = trail[-1], trail in before
        said = error.get("ctx", {})
        is_key = said.get("code") == "unknown-key" and not said.get("whole")
        if error["loc"][-1:] == ("[key]",) or (is_key and BROKEN_FORM not in error["loc"]):
            self._key(holder, key, error)
            self._hollow(trail[:-1])
            return
        self.stood_in.add(trail)
        if len(trail) < len(spot_of(self.model, self.value, error["loc"]).trail) and not again:
            holder[key] = BROKEN  # type: ignore[index]
        elif error["type"] == "extra_forbidden":
            _take_out(holder, key)
            self._hollow(trail[:-1])
        elif error["type"] == "literal_error":
            holder[key] = words_of(spot_of(self.model, self.value, error["loc"]))[0]  # type: ignore[index]
        elif error["type"] in ("tuple_type", "too_short"):
            holder[key] = [BROKEN]  # type: ignore[index]
        elif error["type"] in ("model_type", "dict_type"):
            holder[key] = Hollow()  # type: ignore[index]
        elif again:
            _take_out(holder, key)
        else:
            holder[key] = BROKEN  # type: ignore[index]

    def _hollow(self, trail: Trail) -> None:
        """A mapping that lost a key is not asked whether it has what it needs."""
        if not trail:
            self.value = Hollow(self.value) if isinstance(self.value, dict) else self.value
            return
        holder = under(self.value, trail[:-1])
        inner = under(holder, trail[-1:])
        if isinstance(inner, dict) and isinstance(holder, dict | list):
            holder[trail[-1]] = Hollow(inner)  # type: ignore[index]

    def _key(self, holder: object, key: str | int, error: ErrorDetails) -> None:
        if not isinstance(holder, dict):
            return
        entries = list(holder.items())
        holder.clear()
        for word, part in entries:
            if word != key:
                holder[word] = part
            elif error["loc"][-1:] == ("[key]",):
                holder[Kept(word)] = part


def _take_out(holder: object, key: str | int) -> None:
    if isinstance(holder, dict):
        holder.pop(key, None)
    elif isinstance(holder, list) and isinstance(key, int) and key < len(holder):
        del holder[key]


def placed(part: M, trail: Trail = ()) -> M:
    """The same, every part of it with the trail of keys that leads to it, and its id."""
    part.__dict__["trail"] = trail = part.place(trail)
    written = part.__pydantic_fields_set__
    for name, path in _parts(type(part)):
        if name not in written:
            continue
        value = part.__dict__[name]
        if isinstance(value, Model):
            placed(value, (*trail, *_path(part, path)))
        elif isinstance(value, tuple):
            if value and isinstance(value[0], Model):
                at = (*trail, *_path(part, path))
                for place, item in enumerate(value):
                    placed(item, (*at, place))
        elif isinstance(value, dict):
            at = (*trail, *_path(part, path))
            for key, item in value.items():
                if isinstance(item, Model):
                    if "id" in item.__dict__:
                        item.__dict__["id"] = key
                    placed(item, (*at, key))
    part.settle()
    return part


def _path(part: Model, path: Trail) -> Trail:
    return tuple(
        getattr(part, step[1:]) if isinstance(step, str) and step[:1] == "@" else step
        for step in path
    )


@cache
def _parts(model: type[Model]) -> tuple[tuple[str, Trail], ...]:
    """The fields of a model that can hold other parts, and the keys that lead to each."""
    found: list[tuple[str, Trail]] = []
    for name, field in model.model_fields.items():
        if field.annotation in _SCALARS or name in ("trail", "id", "rows", "names"):
            continue
        names = aliases(field) or (name,)
        path = tuple("@id" if step == "@" else step for step in steps_of(names[0]))
        if len(names) > 1:
            path = (f"@{model.named_by}",) if model.named_by else ()
        found.append((name, path))
    return tuple(found)


_SCALARS = (str, int, bool, str | None, bool | None, int | None)


def read_rubric(value: Plain) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """A rubric as far as it could be read, and everything that is wrong with its shape."""
    rubric, problems = read_as(Rubric, value)
    written = mapping_in(value)
    noted = {one.trail for one in problems.found} | problems.cut
    unanswered = {trail for trail, key in problems.meant if key == "answer"}
    unanswered |= {trail[:2] for trail in noted if trail[2:3] == ("answer",)}
    lacking = {one.trail for one in problems.lacking}
    further: list[Diagnostic] = []
    for one in disagreements(rubric, written):
        # That it has no answer either goes with what else a criterion merely lacks.
        is_lack = one.code == "missing-key" and one.trail in lacking
        if one.trail not in unanswered and (one.trail not in noted or is_lack):
            further.append(one)
            problems.lacking |= {one: "answer"} if is_lack else {}
        if len(further) == REPORTED:
            break
    found = problems.joined([*problems.found, *further])[:REPORTED]
    rubric = replace(rubric, criteria=inherit(rubric.criteria, rubric.families))
    if not found:
        return rubric, ()
    return replace(rubric, unread=_unread(written, problems)), tuple(found)


def _unread(value: dict[str, Plain], problems: Problems) -> frozenset[str]:
    """The sections that should be there and could not be read, so that ids may be missing."""
    misspelt = {key for trail, key in problems.meant if trail == ()}
    absent = {key for key, one in described(Rubric).items() if one.required and key not in value}
    spoilt = {key for key in SECTIONS if key in value and not isinstance(value[key], dict)}
    return frozenset(misspelt | absent | spoilt)
