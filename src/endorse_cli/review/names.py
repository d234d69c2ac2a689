"""The only place that looks up what an id is, and says so where it cannot stand where it does."""

from collections.abc import Mapping

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.cuts import is_reversed
from endorse_cli.models.numbers import read_number
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Bound, Range, SettingUse

ONE_NAME = ("yes_no", "levels", "choice")
"""The forms of an answer that is one of some names."""


class Names:
    """Every id of a rubric by what it is; faults go to the reader."""

    def __init__(self, reader: Reader, rubric: Rubric) -> None:
        self.reader = reader
        self.rubric = rubric
        self.sorts: dict[str, Mapping[str, object]] = {
            "finding": rubric.findings,
            "criterion": rubric.criteria,
            "score": rubric.scores,
            "decision": rubric.decisions,
            "family": rubric.families,
            "setting": rubric.settings,
        }

    def is_doubled(self, id: str) -> bool:
        """Whether several things bear the id, which is reported where they are defined."""
        return sum(id in ids for ids in self.sorts.values()) > 1

    def sort_of(self, id: str) -> str | None:
        """What an id is, or None where nothing bears it."""
        return next((sort for sort, ids in self.sorts.items() if id in ids), None)

    def known(
        self, id: str, wanted: tuple[str, ...], trail: Trail, hint: str, *, on_key: bool = False
    ) -> bool:
        """Whether an id is defined as one of the sorts wanted; else a fault is noted."""
        if not id:
            return False
        if any(id in self.sorts[want] for want in wanted):
            return True
        sort = self.sort_of(id)
        if sort is None:
            accepted = [name for want in wanted for name in self.sorts[want]]
            before = len(self.reader.found)
            self.reader.known(id, wanted[0].capitalize(), trail, accepted)
            self.reader.found[before:] = [
                type(d)(d.code, d.message, d.help, d.trail, on_key)
                for d in self.reader.found[before:]
            ]
        else:
            article = "an" if sort[0] in "aeiou" else "a"
            message = f"{quoted(id)} is {article} {sort} and cannot stand here."
            self.reader.fault("type-mismatch", message, hint, trail, on_key=on_key)
        return False

    def titles(self, id: str) -> Mapping[str, str]:
        """The printed words of what a criterion or a decision can be."""
        entry = self.rubric.criteria.get(id) or self.rubric.decisions.get(id)
        return entry.titles if entry is not None else {}

    def setting(self, use: SettingUse) -> bool:
        """Whether a setting that is used is defined."""
        return self.known(
            use.id, ("setting",), (*use.trail, "setting"), "Name a setting of the rubric."
        )

    def is_sound(self, id: str) -> bool:
        """Whether a setting is what it says; if not, that has been reported where it stands."""
        setting = self.rubric.settings[id]
        if setting.of is None:
            return read_number(setting.value) is not None
        owner = self.rubric.criteria.get(setting.of)
        return owner is not None and setting.value in owner.kind.names

    def number(self, bound: Bound, trail: Trail, what: str = "A score") -> None:
        """Note a bound that should be a number and is none."""
        word = bound
        if isinstance(bound, SettingUse):
            if not self.setting(bound):
                return
            if not self.is_sound(bound.id):
                return
            word = self.rubric.settings[bound.id].value
        if isinstance(word, str) and word and read_number(word) is None:
            self.mismatch(
                f"{what} is compared with {quoted(word)}, which is not a number.",
                "Write a number, or a setting that is one.",
                trail,
            )

    def not_empty(self, range: Range, what: str, trail: Trail) -> None:
        """Note a range with nothing between its bounds."""
        if is_reversed(self.rubric, range):
            message = f"{what} covers nothing: its lower bound is not below its upper one."
            self.reader.fault("bad-value", message, "Exchange the bounds, or move one.", trail)

    def mismatch(self, message: str, help: str, trail: Trail) -> None:
        """Note something that does not fit where it stands."""
        self.reader.fault("type-mismatch", message, help, trail)
