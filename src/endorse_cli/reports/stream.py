"""The only place that writes many candidates one after the other, as they come in."""

from dataclasses import dataclass, field

from endorse_cli.models.record import RECORD, InvalidPart
from endorse_cli.reports.formats import STREAMED, Streamed
from endorse_cli.reports.json_form import to_json

_HEAD = f'{{\n  "record": {RECORD},\n  "records": ['


@dataclass(slots=True)
class Stream:
    """The text of many candidates in one format: a beginning, one after the other, an end.

    What is written is the same as if all had been at hand at once.
    """

    format: str
    written: int = 0
    decisions: tuple[str, ...] = ()
    waiting: list[InvalidPart] = field(default_factory=list)

    @property
    def form(self) -> Streamed | None:
        """The format's own part; None where nothing is written before all are judged."""
        return STREAMED.get(self.format)

    def one(self, text: str, decisions: tuple[str, ...]) -> str:
        """One candidate's text, and what comes before it."""
        self.written += 1
        if self.format == "json":
            return f"{_HEAD if self.written == 1 else ','}\n{text}"
        return self._begun(decisions) + text if self.written == 1 else text

    def _begun(self, decisions: tuple[str, ...]) -> str:
        """The head, which the first candidate's decisions make, and what had to wait for it."""
        form, self.decisions = self.form, decisions
        head = form.head(decisions) if form and form.head else ""
        waiting, self.waiting = self.waiting, []
        return "".join((head, *map(self._invalid, waiting)))

    def invalid(self, part: InvalidPart) -> str:
        """What could not be judged, in its place; nothing where that comes at the end."""
        if self.form and self.form.head and not self.written:
            self.waiting.append(part)
            return ""
        return self._invalid(part)

    def _invalid(self, part: InvalidPart) -> str:
        return self.form.invalid(part, self.decisions) if self.form and self.form.invalid else ""

    def end(self, last: dict[str, object]) -> str:
        """What closes the text; `last` are the parts that come after the candidates."""
        if self.format != "json":
            return self._begun(()) if self.waiting else ""
        head = "\n  ]" if self.written else f"{_HEAD}]"
        parts = to_json(last).removeprefix("{").removesuffix("}\n").rstrip()
        return f"{head},{parts}\n}}\n"
