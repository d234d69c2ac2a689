"""The only place that reads the sources under an answer; `standing` says what each is worth."""

from endorse_cli.diagnostics import Trail
from endorse_cli.models.old_candidate import Evidence
from endorse_cli.models.dates import read_day
from endorse_cli.models.entries import optional_day, optional_text
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

KEYS = ("source", "date", "says")


def read_evidence(reader: Reader, value: Plain, trail: Trail) -> tuple[Evidence, ...]:
    """The sources under the answer at a trail; each says at least something."""
    at = (*trail, "evidence")
    if isinstance(value, list) and not value:
        return ()
    items = reader.list_of(value, "`evidence`", at)
    return tuple(
        [
            _sound_source(item) or _source(reader, item, (*at, place))
            for place, item in enumerate(items)
        ]
    )


def _sound_source(item: Plain) -> Evidence | None:
    """An item that gives all three as it should; None where more has to be looked at.

    Most do, and a candidate has dozens: this is a third of the time of the whole way.
    """
    if type(item) is not dict or len(item) != len(KEYS):
        return None
    source, day, says = item.get("source"), item.get("date"), item.get("says")
    if type(source) is not str or type(day) is not str or type(says) is not str:
        return None
    found = read_day(day)
    if found is None or not source or not says or source.isspace() or says.isspace():
        return None
    return Evidence(source, found, says)


def _source(reader: Reader, value: Plain, trail: Trail) -> Evidence:
    found = reader.keys(value, "The evidence", trail, (), KEYS)
    if not found and isinstance(value, dict) and not value:
        help = "Write `source:`, `date:` and `says:`."
        reader.fault("bad-shape", "The evidence says nothing.", help, trail)
    return Evidence(
        optional_text(reader, found, "source", trail),
        optional_day(reader, found, "date", trail),
        optional_text(reader, found, "says", trail),
    )
