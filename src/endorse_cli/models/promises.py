"""The only place that reads promises: what must be true of a rubric for every candidate."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.conditions import Condition, read_condition
from endorse_cli.models.entries import text_at
from endorse_cli.models.grounds import read_grounds
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Promise

EFFECTS = ("no_effect", "some_effect", "more_never_hurts", "more_never_helps")
KEYS = ("when", "then", *EFFECTS, "no_single_swing", "for", "between")
NEEDS: dict[str, tuple[str, ...]] = {
    "when": ("when", "then"),
    **{form: (form, "for") for form in EFFECTS},
    "no_single_swing": ("no_single_swing", "for", "between"),
}
"""The keys that each form of promise is made of."""


def read_promise(reader: Reader, id: str, value: Plain, trail: Trail) -> Promise:
    """One promise, whatever its form."""
    what = f"Promise {quoted(id)}"
    found = reader.keys(value, what, trail, (), (*KEYS, *grounds_of.KEYS))
    own = read_grounds(reader, found, what, trail)
    forms = [form for form in NEEDS if form in found]
    form = forms[0] if forms else ""
    if len(forms) != 1 or set(found) - set(grounds_of.KEYS) != set(NEEDS[form]):
        _bad_form(reader, what, found, form, trail)
        return Promise(id, "", None, None, (), (), (), own, trail)

    def condition(key: str) -> Condition | None:
        return read_condition(reader, found[key], (*trail, key)) if key in found else None

    of = read_ids(reader, found[form], (*trail, form)) if form != "when" else ()
    over = read_ids(reader, found["for"], (*trail, "for")) if "for" in found else ()
    between: tuple[str, ...] = ()
    if "between" in found:
        between = _read_between(reader, found["between"], (*trail, "between"))
    return Promise(id, form, condition("when"), condition("then"), of, over, between, own, trail)


def _bad_form(reader: Reader, what: str, found: dict[str, Plain], form: str, trail: Trail) -> None:
    missing = [key for key in NEEDS.get(form, ()) if key not in found]
    for key in missing:
        reader.fault(
            "missing-key",
            f"{what} has `{form}` and no {quoted(key)}.",
            f"Add `{key}:`.",
            trail,
            on_key=True,
        )
    if not missing:
        reader.fault(
            "bad-shape",
            f"{what} is not of one form.",
            "Write `when:` and `then:`; or one of `no_effect:`, `some_effect:`, "
            "`more_never_hurts:`, `more_never_helps:` with `for:`; or `no_single_swing:` with "
            "`for:` and `between:`.",
            trail,
            on_key=True,
        )


def _read_between(reader: Reader, value: Plain, trail: Trail) -> tuple[str, ...]:
    names = reader.texts(value, "`between`", trail)
    if names and len(names) != 2:
        reader.fault(
            "bad-shape", f"`between` has {len(names)} outcomes.", "Name two outcomes.", trail
        )
    return names if len(names) == 2 else ()


def read_ids(reader: Reader, value: Plain, trail: Trail) -> tuple[str, ...] | str:
    """One id, a list of ids (`criterion.member` among them), or `{of: family}` as its id."""
    if isinstance(value, dict):
        found = reader.keys(value, "The ids", trail, ("of",))
        return text_at(reader, found, "of", trail)
    return reader.one_or_more(value, "The ids", trail)
