"""The only place that sees at a glance whether what no outcome needs is sound.

Of sources, notes, statements and the head nothing is kept but that. Whatever is not plainly sound
is left to `candidate_reader`, which says what is wrong with it.
"""

from collections.abc import Iterable

from endorse_cli.models import evidence_reader, statements_reader
from endorse_cli.models.dates import read_day
from endorse_cli.models.plain import Plain

SOURCE = frozenset(evidence_reader.KEYS)
SIDES = frozenset(statements_reader.SIDES)
STATEMENT = frozenset(statements_reader.STATEMENT)
CORRECTED = frozenset(statements_reader.CORRECTION_REQUIRED)
CORRECTION = CORRECTED.union(statements_reader.CORRECTION_OPTIONAL)
ASSESSED = frozenset(statements_reader.ASSESSED)

TRUTHS = frozenset(("true", "false"))

MOST_DAYS = 10_000
"""So many days are remembered: people give the same few again and again."""


class Soundness:
    """Looks at pieces of candidates; `keys` counts those of the mappings that were seen."""

    def __init__(self) -> None:
        self.keys = 0
        self.days: dict[str, bool] = {}

    def extras_are_sound(self, said: dict[str, Plain]) -> bool:
        """Whether what stands beside an answer is: its sources, its note, who may read it."""
        if "evidence" in said and not self.sources_are_sound(said["evidence"]):
            return False
        return self.notes_are_sound(said)

    def notes_are_sound(self, said: dict[str, Plain]) -> bool:
        """Whether the note beside an answer is, and who may read it."""
        # Of JSON, truth values have not been made words yet: 1 would be equal to one of them.
        public: object = said.get("public", "true")
        truth = type(public) is bool or (type(public) is str and public in TRUTHS)
        return truth and _is_text(said.get("note", "-"))

    def sources_are_sound(self, items: Plain) -> bool:
        """Whether the sources under an answer are."""
        if type(items) is not list:
            return False
        keys, days = 0, self.days
        for item in items:
            if type(item) is not dict or not item:
                return False
            get = item.get
            source, day, says = get("source"), get("date"), get("says")
            # Where all three are there and nothing else is, sets need not be compared.
            whole = source is not None and day is not None and says is not None
            if not ((whole and len(item) == 3) or item.keys() <= SOURCE):
                return False
            keys += len(item)
            if source is not None and not (type(source) is str and source and not source.isspace()):
                return False
            if says is not None and not (type(says) is str and says and not says.isspace()):
                return False
            if day is not None and (
                type(day) is not str or not (days.get(day) or self._is_day(day))
            ):
                return False
        self.keys += keys
        return True

    def rest_is_sound(self, value: dict[str, Plain]) -> bool:
        """Whether what stands beside the answers is: who assessed, statements, corrections."""
        if "assessed" in value and not self._is_flat(value["assessed"], ASSESSED, frozenset()):
            return False
        if "statements" in value:
            sides = value["statements"]
            if type(sides) is not dict or not sides.keys() <= SIDES:
                return False
            self.keys += len(sides)
            if not all(self._are_flat(side, STATEMENT, STATEMENT) for side in sides.values()):
                return False
        return self._are_flat(value.get("corrections"), CORRECTION, CORRECTED)

    def _are_flat(self, items: Plain, keys: frozenset[str], required: frozenset[str]) -> bool:
        if items is None:
            return True
        return type(items) is list and all(self._is_flat(i, keys, required) for i in items)

    def _is_flat(self, item: Plain, keys: frozenset[str], required: frozenset[str]) -> bool:
        if type(item) is not dict:
            return False
        given = item.keys()
        if given != required and not required <= given <= keys:
            return False
        self.keys += len(item)
        return are_texts(item.values()) and ("date" not in item or self.are_days((item["date"],)))

    def are_days(self, values: tuple[Plain, ...]) -> bool:
        """Whether each is a day, or is not there."""
        for value in values:
            if value is not None and (type(value) is not str or not self._is_day(value)):
                return False
        return True

    def _is_day(self, text: str) -> bool:
        known = self.days.get(text)
        if known is None:
            if len(self.days) >= MOST_DAYS:
                self.days.clear()
            known = self.days[text] = read_day(text) is not None
        return known


def _is_text(value: Plain) -> bool:
    return type(value) is str and bool(value) and not value.isspace()


def are_texts(values: Iterable[Plain]) -> bool:
    """Whether each is a text with something in it, or is not there."""
    for value in values:
        if value is not None and (type(value) is not str or not value or value.isspace()):
            return False
    return True
