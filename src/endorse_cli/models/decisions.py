"""The only place that reads decisions: as rows, as a table, or as bands."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.conditions import All, Atom, Condition, exceptions_at, when_at
from endorse_cli.models.entries import text_at
from endorse_cli.models.grounds import Grounds, read_grounds
from endorse_cli.models.kinds import BROKEN, Answers, Kind, read_name_texts, read_names
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import OTHERWISE, Bands, Cell, Cut, Decision, Row, Table
from endorse_cli.models.tests import LOWER, UPPER, OneOf, read_range
from endorse_cli.models.words import RESERVED

GROUNDS = grounds_of.KEYS
BODIES = ("rows", "table", "bands")
FLAGS = ("list_others", "may_be_given")
HEAD = ("title", "titles", "assume", *FLAGS)


def read_id(reader: Reader, id: str, trail: Trail) -> None:
    """Note a word that cannot be an id: none of the grammar's, and in the form of one."""
    if id in RESERVED:
        reader.fault(
            "reserved-id",
            f"{quoted(id)} is a word of the language and cannot be an id.",
            "Choose another id.",
            trail,
            on_key=True,
        )
    else:
        reader.identifier(id, f"An id in {quoted(trail[-2])}", trail, "an id", on_key=True)


def read_decision(reader: Reader, id: str, value: Plain, trail: Trail) -> Decision:
    """A decision: its outcomes, and the rows, the table or the bands that choose one."""
    what = f"Decision {quoted(id)}"
    form = _form(reader, value, what, trail)
    required, optional = _KEYS[form]
    found = reader.keys(value, what, trail, ("outcomes", *required), (*HEAD, *optional))
    outcomes: tuple[str, ...] = ()
    ordered = True
    if "outcomes" in found:
        outcomes, ordered = _outcomes(reader, found["outcomes"], (*trail, "outcomes"))
    kind = Kind("choice", outcomes) if outcomes else BROKEN
    titles = read_name_texts(reader, found.get("titles"), "titles", Answers(kind), trail)
    named = Answers(kind, titles=titles)
    rows, body = _body(reader, form, found, id, named, trail)
    flags = {flag: flag in found and _is_true(reader, found, flag, trail) for flag in FLAGS}
    return Decision(
        id=id,
        title=text_at(reader, found, "title", trail) or None,
        titles=dict(named.titles),
        outcomes=outcomes,
        ordered=ordered,
        rows=rows,
        list_others=flags["list_others"],
        trail=trail,
        body=body,
        may_be_given=flags["may_be_given"],
        assume=_outcome_at(reader, found, "assume", named, trail) or None,
    )


_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rows": (("rows", OTHERWISE), ()),
    "table": (("table",), GROUNDS),
    "bands": (("bands",), GROUNDS),
}
"""For each way of writing a decision the keys it must have and those it may."""


def _form(reader: Reader, value: Plain, what: str, trail: Trail) -> str:
    forms = [form for form in BODIES if isinstance(value, dict) and form in value]
    if len(forms) > 1:
        reader.fault(
            "bad-shape",
            f"{what} is written in {len(forms)} ways at once.",
            "Write one of `rows:` with `otherwise:`, `table:` or `bands:`.",
            (*trail, forms[1]),
            on_key=True,
        )
    return forms[0] if forms else "rows"


def _is_true(reader: Reader, found: dict[str, Plain], key: str, trail: Trail) -> bool:
    return bool(reader.word(found[key], quoted(key), (*trail, key), ("true",)))


def _outcome_at(
    reader: Reader, found: dict[str, Plain], key: str, outcomes: Answers, trail: Trail
) -> str:
    outcome = text_at(reader, found, key, trail)
    if outcome and not outcomes.take(outcome):
        outcomes.refuse(reader, outcome, quoted(key), (*trail, key))
    return outcome


def _outcomes(reader: Reader, value: Plain, trail: Trail) -> tuple[tuple[str, ...], bool]:
    ordered = not isinstance(value, dict)
    if isinstance(value, dict):
        found = reader.keys(value, "`outcomes`", trail, ("unordered",))
        if "unordered" not in found:
            return (), False
        value, trail = found["unordered"], (*trail, "unordered")
    names = read_names(reader, value, "`outcomes`", trail)
    if len(names) == 1:
        reader.fault("bad-shape", "A decision has only one outcome.", "Name at least two.", trail)
    return names, ordered


def _body(
    reader: Reader,
    form: str,
    found: dict[str, Plain],
    id: str,
    outcomes: Answers,
    trail: Trail,
) -> tuple[tuple[Row, ...], Table | Bands | None]:
    if form == "rows":
        return _rows(reader, found, id, outcomes, trail), None
    if form not in found:
        return (), None
    own = read_grounds(reader, found, f"Decision {quoted(id)}", trail)
    if form == "table":
        table = _table(reader, found["table"], outcomes, (*trail, "table"))
        return _rows_of_table(table, own), table
    bands = _bands(reader, found["bands"], outcomes, (*trail, "bands"))
    return _rows_of_bands(bands, own), bands


def _rows(
    reader: Reader, found: dict[str, Plain], id: str, outcomes: Answers, trail: Trail
) -> tuple[Row, ...]:
    at = (*trail, "rows")
    rows = []
    entries = reader.mapping(found.get("rows", {}), "`rows`", at)
    for name, value in entries.items():
        if name == OTHERWISE:
            reader.fault(
                "reserved-id",
                "No row can be named `otherwise`.",
                "Write `otherwise:` beside `rows:`.",
                (*at, name),
                on_key=True,
            )
            continue
        read_id(reader, name, (*at, name))
        rows.append(_row(reader, name, f"Row {quoted(f'{id}.{name}')}", value, outcomes, at))
    if "rows" in found and not entries and isinstance(found["rows"], dict):
        reader.fault("bad-shape", "`rows` is empty.", "Add at least one row.", at)
    if OTHERWISE in found:
        what = f"{quoted(OTHERWISE)} of {quoted(id)}"
        rows.append(_row(reader, OTHERWISE, what, found[OTHERWISE], outcomes, trail))
    return tuple(rows)


def _row(reader: Reader, id: str, what: str, value: Plain, outcomes: Answers, parent: Trail) -> Row:
    trail = (*parent, id)
    last = id == OTHERWISE
    found = reader.keys(
        value,
        what,
        trail,
        ("is",) if last else ("is", "when"),
        GROUNDS if last else (*GROUNDS, "unless"),
    )
    outcome = _outcome_at(reader, found, "is", outcomes, trail)
    when = None if last else when_at(reader, found, trail)
    unless = exceptions_at(reader, found, what, trail)
    own = read_grounds(reader, found, what, trail)
    return Row(id, outcome, when, unless, own, trail)


def _table(reader: Reader, value: Plain, outcomes: Answers, trail: Trail) -> Table:
    found = reader.keys(value, "`table`", trail, ("by", "cells"))
    by = reader.texts(found["by"], "`by`", (*trail, "by")) if "by" in found else ()
    at = (*trail, "cells")
    items = reader.list_of(found["cells"], "`cells`", at) if "cells" in found else []
    cells = []
    for position, item in enumerate(items):
        cell = _cell(reader, item, by, outcomes, (*at, position))
        if cell is not None:
            cells.append(cell)
    return Table(by, tuple(cells), trail)


def _cell(
    reader: Reader, value: Plain, by: tuple[str, ...], outcomes: Answers, trail: Trail
) -> Cell | None:
    if not isinstance(value, list):
        reader.shape(value, "a list of names", "A cell", trail)
        return None
    words = [
        reader.text(word, "A name in a cell", (*trail, place)) for place, word in enumerate(value)
    ]
    if by and len(words) != len(by) + 1:
        reader.fault(
            "bad-shape",
            f"A cell has {len(words)} names where {len(by) + 1} are needed.",
            f"Write one for each of {', '.join(map(quoted, by))}, and then the outcome.",
            trail,
        )
        return None
    if not all(words):
        return None
    *names, outcome = words
    if not outcomes.take(outcome):
        outcomes.refuse(reader, outcome, "The outcome of a cell", (*trail, len(names)))
    return Cell(tuple(names), outcome, trail)


def _rows_of_table(table: Table, own: Grounds) -> tuple[Row, ...]:
    """A row for each cell, named by its inputs."""
    return tuple(
        Row(".".join(cell.names), cell.outcome, _cell_holds(table, cell), (), own, cell.trail)
        for cell in table.cells
    )


def _cell_holds(table: Table, cell: Cell) -> Condition:
    parts: list[Condition] = [
        Atom(id, OneOf((name,), cell.trail), None, cell.trail)
        for id, name in zip(table.by, cell.names, strict=False)
    ]
    return parts[0] if len(parts) == 1 else All(tuple(parts), None, cell.trail)


def _bands(reader: Reader, value: Plain, outcomes: Answers, trail: Trail) -> Bands:
    found = reader.keys(value, "`bands`", trail, ("of", "cuts"))
    of = text_at(reader, found, "of", trail)
    at = (*trail, "cuts")
    items = reader.list_of(found["cuts"], "`cuts`", at) if "cuts" in found else []
    cuts = []
    for position, item in enumerate(items):
        here = (*at, position)
        keys = reader.keys(item, "A cut", here, ("is",), (*LOWER, *UPPER))
        outcome = _outcome_at(reader, keys, "is", outcomes, here)
        range = read_range(reader, keys, "A cut", here) if isinstance(item, dict) else None
        if range is not None and outcome:
            cuts.append(Cut(outcome, range, here))
    return Bands(of, tuple(cuts), trail)


def _rows_of_bands(bands: Bands, own: Grounds) -> tuple[Row, ...]:
    """A row for each cut, named by its outcome; where several share one, also by its place."""
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for cut in bands.cuts:
        seen[cut.outcome] = number = seen.get(cut.outcome, 0) + 1
        id = cut.outcome if number == 1 else f"{cut.outcome}.{number}"
        when = Atom(bands.of, cut.range, None, cut.trail)
        rows.append(Row(id, cut.outcome, when, (), own, cut.trail))
    return tuple(rows)
