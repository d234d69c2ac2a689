"""One result of several rubrics that were asked the same."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from endorse_cli.api.inspection import Checked, check_rubric
from endorse_cli.api.result import PIPED, Diagnostic, Fault, Laid, Look, Page
from endorse_cli.api.suite import Tested, try_rubric
from endorse_cli.files.folders import other_kind
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric, is_there
from endorse_cli.files.reading import read_document
from endorse_cli.files.shipped import shipped_rubrics
from endorse_cli.models.audits import INTERRUPTED, UncheckedPart, unchecked
from endorse_cli.review.headway import UNHEARD, Headway

R = TypeVar("R", bound=Laid)


class Several(Laid, Generic[R]):
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
        return "\n".join(result.to_table(look) for result in self.results)

    def put(self, page: Page) -> None:
        """What was found of each, one below the other."""
        for result in self.results:
            result.put(page)

    def _given(self, format: str, look: Look) -> str:
        if format == "html":
            return super()._given(format, look)
        return "".join(result.give(format, look) for result in self.results)


class SeveralChecked(Several[Checked]):
    """What `check` says of several rubrics."""

    tells_faults = Checked.tells_faults
    formats = Checked.formats


class SeveralTested(Several[Tested]):
    """What came of trying several rubrics, each on its cases."""

    formats = Tested.formats

    def _given(self, format: str, look: Look) -> str:
        from endorse_cli.reports.reviews.build_services import to_junit

        if format == "junit":
            return to_junit(*(one.form for one in self.results))
        return super()._given(format, look)


def check_rubrics(
    rubrics: Iterable[AnyPath], *, document: AnyPath | None = None, headway: Headway = UNHEARD
) -> Checked | SeveralChecked:
    """Everything that can be proved of some rubrics; see `check_rubric`."""
    named = [as_rubric(one) for one in rubrics]
    results = []
    for one in named:
        if not headway.stopped:
            results.append(check_rubric(one, document=document, headway=headway))
    if len(named) == 1:
        return results[0]
    return SeveralChecked(results, unchecked(named[len(results) :], INTERRUPTED))


def try_rubrics(rubrics: Iterable[AnyPath], cases: AnyPaths = ()) -> Tested | SeveralTested:
    """Some rubrics tried on their cases; see `try_rubric`.

    Raises `Fault` with everything that is wrong with any of the rubrics; then none is tried.
    """
    results, faults = [], list[Diagnostic]()
    for named in rubrics:
        try:
            results.append(try_rubric(named, cases))
        except Fault as fault:
            faults += fault.diagnostics
    if faults:
        raise Fault(*faults)
    return results[0] if len(results) == 1 else SeveralTested(results)


def rubrics_among(named: AnyPaths) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rubrics among some words, and the cases: files and folders with other things in them."""
    words = as_paths(named)
    rubrics = tuple(word for word in words if _is_rubric(word))
    return rubrics, tuple(word for word in words if word not in rubrics)


def _is_rubric(word: str) -> bool:
    named = as_rubric(word)
    if named in shipped_rubrics() or is_there(str(Path(word) / "rubric.yaml")):
        return True
    if Path(word).stem == "rubric":
        # One with an error in it is a rubric all the same.
        return True
    try:
        return other_kind(read_document(word).value) == "rubric"
    except Fault:
        return False
