"""What is made of records that were kept: letters, motions, and whether each record holds."""

from collections.abc import Iterator
from fractions import Fraction

from endorse_cli.api.candidates import Scored, score_document, text_of
from endorse_cli.api.command_result import Invalid, Page, Result, finding_part, sound
from endorse_cli.api.kept_records import (
    Kept,
    Materials,
    OfFile,
    RecordSources,
    no_record,
    read_file,
    read_records,
)
from endorse_cli.api.said_together import load_slate, slate_beside, slate_file_beside
from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files.document import Findings
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, as_rubric
from endorse_cli.models.audits import VERIFY, Verification, VerifiedPart
from endorse_cli.models.plain_values import read_day
from endorse_cli.models.record import InvalidPart, Moment, Paper, Record
from endorse_cli.rubric.number_regions import NumberRegions

BETWEEN = "\f\n"
"""Between two papers: a printer begins a new sheet."""


def write_papers(
    paper: Paper,
    paths: AnyPaths,
    *,
    moment: Moment = "finding",
    rubric: AnyPath | None = None,
    slate: AnyPath | None = None,
    template: AnyPath | None = None,
) -> str:
    """A letter or a motion for every record in the files, in order, as one text.

    `moment` says which letter: the questions that are open, what was found before the vote, what
    was decided. Whoever is asked nothing gets no mail, and on whom nothing is moved there is no
    motion: a last sheet names them. `slate` and `template` are files. Raises a `Fault` where a
    record, its rubric, the slate or the template is not as it has to be.
    """
    from endorse_cli.reports.editions import edition, edition_of_slate
    from endorse_cli.reports.papers.paper_values import Writing
    from endorse_cli.reports.papers.spoken import NO_SLATE
    from endorse_cli.reports.papers.template_language import TemplateFault

    named, sources = as_paths(paths), RecordSources(rubric=as_rubric(rubric))
    printed = load_slate(slate) if slate else slate_beside(named)
    own = text_of(template) if template else None
    loaded = [sources.rubric_of(kept).account(kept.record) for kept in read_records(named)]
    accounts = [one._replace(record=edition(one.record, "public")[0]) for one in loaded]
    for_public = edition_of_slate(printed or NO_SLATE, "public")
    writing = Writing(paper, moment, for_public, own)
    try:
        return BETWEEN.join(writing.sheets(accounts))
    except TemplateFault as fault:
        raise _template_fault(as_path(template) or "", own or "", str(fault), fault.line) from None


def left_blank(
    paper: Paper, paths: AnyPaths, *, moment: Moment = "finding", slate: AnyPath | None = None
) -> str:
    """What papers have to leave blank since no `slate.yaml` says it, in words."""
    from endorse_cli.reports.papers.paper_values import missing
    from endorse_cli.views.printed_names import series

    found = as_path(slate) or slate_file_beside(as_paths(paths))
    if found is None:
        return "No slate.yaml stands beside the records, so days and the body that votes are blank."
    names = [kept.record["candidate"]["name"] for kept in read_records(as_paths(paths))]
    blank = missing(load_slate(found), paper, moment, names)
    return f"{found} has {series(blank)}: that is left blank." if blank else ""


def _template_fault(path: str, text: str, why: str, number: int) -> Fault:
    lines = text.splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    place = Place(path, number, 1 if number else 0, line)
    message = f"The template cannot be filled: {why.rstrip('.')}."
    help = "docs/papers.md lists what a template may use."
    return Fault(Diagnostic("bad-value", message, help, place=place))


class Verified(Result):
    """What came of verifying some records; `invalid` is what could not be verified, and why.

    `unjudged` are the files that the records say could not be judged: of them nothing is verified.
    """

    diagnostics: Findings = ()

    def __init__(
        self, form: Verification, invalid: tuple[Invalid, ...], unjudged: tuple[str, ...]
    ) -> None:
        self._form = form
        self.invalid = invalid
        self.unjudged = unjudged
        self.diagnostics = tuple(found for one in invalid for found in one.diagnostics)

    @property
    def form(self) -> Verification:
        """What holds and what differs, in the machine form."""
        return self._form

    @property
    def ok(self) -> bool:
        """Whether every record could be verified and holds."""
        return all(part["holds"] for part in self.form["records"]) and super().ok

    def put(self, page: Page) -> None:
        """What holds and what differs."""
        from endorse_cli.reports.reviews.review_findings import put_verified

        put_verified(page, self.form, self.unjudged)


def verify_records(
    paths: AnyPaths, *, candidates: AnyPaths = (), rubric: AnyPath | None = None
) -> Verified:
    """Score again what the records were made from, and compare.

    What is no record, or what a record was made from and is not found, is told among the others.
    Raises a `Fault` where nothing else is there.
    """
    sources = RecordSources(candidates=as_paths(candidates), rubric=as_rubric(rubric))
    files = [(path, read_file(path)) for path in as_paths(paths)]
    found = [one for path, file in files for one in _in_file(path, file, sources)]
    invalid = tuple(one for one in found if isinstance(one, Invalid))
    parts = [one for one in found if not isinstance(one, Invalid)]
    if invalid and not parts:
        raise Fault(*(wrong for one in invalid for wrong in one.diagnostics))
    told = [_invalid_part(one) for one in invalid]
    unjudged = tuple(name for _, file in files for name in file.unread)
    return Verified({"verify": VERIFY, "records": parts, "invalid": told}, invalid, unjudged)


def _in_file(path: str, file: OfFile, sources: RecordSources) -> Iterator[VerifiedPart | Invalid]:
    """What came of each record of a file; where there is none, that."""
    if not file.found:
        yield Invalid(path, (no_record(path),))
    for one in file.found:
        yield _looked_at(one, sources)


def _looked_at(one: Kept | Invalid, sources: RecordSources) -> VerifiedPart | Invalid:
    try:
        kept = sound(one)
        return _verify(kept, sources.of(kept))
    except Fault as fault:
        return Invalid(one.source, fault.diagnostics)


def _invalid_part(invalid: Invalid) -> InvalidPart:
    """In the machine form, with the path as it was named: that is how the records stand there."""
    found = [finding_part(one, invalid.source) for one in invalid.diagnostics]
    return {"source": invalid.source, "findings": found}


def _verify(kept: Kept, found: Materials) -> VerifiedPart:
    from endorse_cli.record.verification import differences

    differs = differences(kept.record, _again(kept, found))
    return {
        "source": kept.source,
        "candidate": kept.record["candidate"]["name"],
        "holds": not differs,
        "rested_on": found.rested_on,
        "differs": differs,
    }


def _again(kept: Kept, found: Materials) -> Record:
    """The record of the same candidate as it comes out now, in the same edition."""
    from endorse_cli.reports.editions import edition

    day = kept.record["as_of"]
    day_then = read_day(day) if day else None
    scored = sound(score_document(found.document, found.loaded, day_then))
    scored = _supposing(scored, kept.record)
    record = scored.self_contained if "carries" in kept.record else scored.record
    made = kept.record.get("edition")
    return edition(record, made["audience"])[0] if made else record


def _supposing(scored: Scored, record: Record) -> Scored:
    """The same supposition as in the record, as far as the rubric has its words."""
    compiled = scored.assessment.compiled
    variables = {v.id: (level, v) for level, v in enumerate(compiled.variables)}
    made = {id for one in compiled.compounds for id in one.numbers}
    numbers: dict[str, Fraction] = {}
    given = record["what_if"]["given"] if "what_if" in record else {}
    supposed = {}
    for id, names in given.items():
        if id in variables:
            level, variable = variables[id]
            regions = compiled.regions.get(id)
            supposed[level] = sum(1 << i for i, v in enumerate(variable.values) if v in names)
            if id in made and isinstance(regions, NumberRegions) and not supposed[level]:
                number = regions.number_of(names[0])
                if number is not None and regions.shape.fits(number):
                    numbers[id], supposed[level] = number, 1 << regions.place(number)
    return scored.where(supposed, numbers)
