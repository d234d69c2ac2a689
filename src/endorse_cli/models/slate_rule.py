"""The only place that reads what a rubric says of a whole slate: what is counted, and guidance."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.conditions import Broken, read_condition
from endorse_cli.models.decisions import read_id
from endorse_cli.models.entries import text_at
from endorse_cli.models.grounds import read_grounds
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Guidance, SlateRule

FORMS = ("every", "some", "fewer_than_last", "smaller_share_than_last")


def read_slate_rule(reader: Reader, value: Plain, trail: Trail) -> SlateRule:
    """What is said of the candidates together; `guidance` by id, in its order."""
    found = reader.keys(value, "`slate`", trail, ("of", "counts", "guidance"))
    of = read_condition(reader, found["of"], (*trail, "of")) if "of" in found else Broken(trail)
    counts: tuple[str, ...] = ()
    if "counts" in found:
        counts = reader.texts(found["counts"], "`counts`", (*trail, "counts"))
    at = (*trail, "guidance")
    entries = reader.mapping(found.get("guidance", {}), "`guidance`", at)
    for id in entries:
        read_id(reader, id, (*at, id))
    guidance = tuple(_guidance(reader, id, entry, (*at, id)) for id, entry in entries.items())
    return SlateRule(of, counts, guidance, trail)


def _guidance(reader: Reader, id: str, value: Plain, trail: Trail) -> Guidance:
    what = f"Guidance {quoted(id)}"
    found = reader.keys(value, what, trail, ("say",), (*FORMS, *grounds_of.KEYS))
    used = [form for form in FORMS if form in found]
    if len(used) != 1:
        reader.fault(
            "bad-shape",
            f"{what} does not have exactly one condition.",
            "Write one of `every:`, `some:`, `fewer_than_last:`, `smaller_share_than_last:`.",
            trail,
            on_key=True,
        )
    form = used[0] if used else ""
    condition = read_condition(reader, found[form], (*trail, form)) if form else Broken(trail)
    own = read_grounds(reader, found, what, trail)
    return Guidance(id, form, condition, text_at(reader, found, "say", trail), own, trail)
