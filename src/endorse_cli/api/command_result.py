"""What every command gives: what is wrong, whether all is well, and a text in each format.

Here too is what could not be judged, and the machine form of whatever is wrong.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Generic, NamedTuple, TypeVar

from endorse_cli.diagnostics import Diagnostic as Diagnostic
from endorse_cli.diagnostics import Fault as Fault
from endorse_cli.files.folders import OtherKind
from endorse_cli.models.audits import INTERRUPTED, UNTOLD, UncheckedPart
from endorse_cli.models.record import FindingPart, InvalidPart
from endorse_cli.reports.look import PIPED as PIPED
from endorse_cli.reports.look import Look as Look
from endorse_cli.reports.page import Page as Page
from endorse_cli.reports.page import laid_out as laid_out


class Result(ABC):
    """What a command gives: what is wrong, whether all is well, and a text in each format.

    It is laid out as one sheet of sections: on a screen, or as a page of its own.
    """

    tells_faults: ClassVar[bool] = False
    """Whether what is wrong is what was asked for, so that every machine form holds it."""

    formats: ClassVar[tuple[str, ...]] = ("table", "json", "html")
    """What `give` takes."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with what was read, in order."""
        return ()

    @property
    @abstractmethod
    def form(self) -> Mapping[str, object]:
        """Everything that was found, in the machine form."""

    @abstractmethod
    def put(self, page: Page) -> None:
        """Put what was found on a page, for people."""

    @property
    def unchecked(self) -> Sequence[UncheckedPart]:
        """What was not looked at, and why."""
        return ()

    def work_out(self) -> None:
        """Work out all that it says, where that is done when asked for."""
        assert self.form is not None

    @property
    def is_cut_short(self) -> bool:
        """Whether it is what there was when it was interrupted."""
        return any(part["why"] == INTERRUPTED for part in self.unchecked)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (notes are not), and nothing could not be looked at."""
        wrong = any(found.severity == "error" for found in self.diagnostics)
        return not wrong and all(part["why"] not in UNTOLD for part in self.unchecked)

    @property
    def read(self) -> tuple[str, ...]:
        """Files that the result rests on besides those that were named."""
        return ()

    @property
    def unread(self) -> str:
        """Of several how many could not be read and which, in words; nothing where all could be."""
        return ""

    @property
    def extent(self) -> str:
        """How much it holds, in words; nothing where there is nothing to count."""
        return ""

    @property
    def again(self) -> tuple[str, ...]:
        """Files that were named more than once, and are read once."""
        return ()

    def to_table(self, look: Look = PIPED) -> str:
        """What was found, for people."""
        return laid_out(self.put, "table", look)

    def to_html(self) -> str:
        """The same as a page, which fetches nothing and runs nothing."""
        return laid_out(self.put, "html", PIPED)

    def to_json(self) -> str:
        """The machine form as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.form)

    def to_xlsx(self) -> bytes:
        """The result as a workbook, where it is of candidates; it needs the extra `xlsx`."""
        raise NotImplementedError

    def give(self, format: str = "table", look: Look = PIPED) -> str:
        """The result in one of its `formats`; `look` is for those that are laid out."""
        if format not in self.formats:
            raise ValueError(f"{format!r} is none of {self.formats}")
        if format == "table":
            return self.to_table(look)
        if format == "json":
            return self.to_json()
        return self.to_html() if format == "html" else self._given(format, look)

    def _given(self, format: str, look: Look) -> str:
        """The result in a format that not every result has."""
        return laid_out(self.put, format, look)


R = TypeVar("R", bound=Result)


class Several(Result, Generic[R]):
    """Results of one kind, in the order of the rubrics; each text is that of each, one by one."""

    def __init__(self, results: Sequence[R], left: Sequence[UncheckedPart] = ()) -> None:
        self.results = tuple(results)
        self.left = list(left)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with any of them."""
        return tuple(found for result in self.results for found in result.diagnostics)

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """What was not looked at of any of them."""
        return [part for result in self.results for part in result.unchecked] + self.left

    @property
    def ok(self) -> bool:
        """Whether all is well with each."""
        return all(result.ok for result in self.results)

    @property
    def read(self) -> tuple[str, ...]:
        """The files that any of them rests on."""
        return tuple(file for result in self.results for file in result.read)

    @property
    def form(self) -> dict[str, object]:
        """The machine form of each, in one with its number."""
        forms = [result.form for result in self.results]
        name, number = next(iter(forms[0].items()))
        left = {"unchecked": self.left} if self.left else {}
        return {name: number, "rubrics": forms, **left}

    def to_table(self, look: Look = PIPED) -> str:
        """What was found of each, for people."""
        return "\n".join(filter(None, (result.to_table(look) for result in self.results)))

    def put(self, page: Page) -> None:
        """What was found of each, one below the other."""
        for result in self.results:
            result.put(page)

    def _given(self, format: str, look: Look) -> str:
        return "".join(result.give(format, look) for result in self.results)


class Invalid(NamedTuple):
    """One candidate, or one file, that could not be judged, and why.

    `kind` says what a file is that is no candidate's.
    """

    source: str
    diagnostics: tuple[Diagnostic, ...]
    kind: OtherKind | None = None


T = TypeVar("T")


def sound(result: T | Invalid) -> T:
    """What could be judged; a `Fault` with what is wrong where it could not."""
    if isinstance(result, Invalid):
        raise Fault(*result.diagnostics)
    return result


def finding_part(found: Diagnostic, source: str) -> FindingPart:
    """A diagnostic in the machine form; `source` is named where it has no place of its own."""
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity,
        "file": place.file if place else source,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": found.message,
        "help": found.help,
    }


def invalid_part(invalid: Invalid, called: str | None = None) -> InvalidPart:
    """A candidate that could not be judged, in the machine form.

    The file is called by its name without folders, or by so much of its path as is `called` for.
    """
    name = called or Path(invalid.source).name
    found = [finding_part(found, name) for found in invalid.diagnostics]
    return {
        "source": name,
        "findings": [
            {**part, "file": name, "message": part["message"].replace(invalid.source, name)}
            for part in found
        ],
    }
