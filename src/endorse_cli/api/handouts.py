"""What is handed out of records, whoever scored them: packets, letters and motions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from endorse_cli.api.candidates import text_of
from endorse_cli.api.overview import load_slate, slate_beside, slate_file_beside
from endorse_cli.api.records import read_records, the_rubric_of
from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.engine.explanation import Account
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, as_rubric
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart, Moment, Paper
from endorse_cli.rubric.passages import Text

if TYPE_CHECKING:
    from endorse_cli.reports.packet.packet import Packet


Sections: TypeAlias = Mapping[str, Callable[..., None]]


def make_packet(
    accounts: Iterable[Account],
    invalid: Iterable[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sections | None = None,
    text: Text | None = None,
) -> str:
    """One HTML file of candidates' accounts, in the edition for an audience.

    `sections` speak of the slate as a whole, by heading: each puts its parts on the `Page`
    it is given, as the sections of a table do; one that puts nothing has no
    heading. What they put is not looked through for what an edition leaves out: whoever makes
    them does that before.
    """
    from endorse_cli.reports.packet.html import render_packet

    return render_packet(_packet(accounts, invalid, audience, slate, sections, text))


def make_packet_files(
    accounts: Iterable[Account],
    invalid: Iterable[InvalidPart] = (),
    *,
    audience: Audience,
    slate: Slate | None = None,
    sections: Sections | None = None,
    text: Text | None = None,
) -> Iterator[tuple[str, str]]:
    """The same as several HTML files, each with its name: the board, and one for each candidate."""
    from endorse_cli.reports.packet.html import render_files

    return render_files(_packet(accounts, invalid, audience, slate, sections, text))


def _packet(
    accounts: Iterable[Account],
    invalid: Iterable[InvalidPart],
    audience: Audience,
    slate: Slate | None,
    sections: Sections | None,
    text: Text | None,
) -> "Packet":
    from endorse_cli.reports.editions import edition, edition_of_invalid, edition_of_slate
    from endorse_cli.reports.packet.flow import section_of
    from endorse_cli.reports.packet.packet import packet_of

    told = (section_of(title, put) for title, put in (sections or {}).items())
    return packet_of(
        [one._replace(record=edition(one.record, audience)[0]) for one in accounts],
        [edition_of_invalid(part, audience) for part in invalid],
        audience=audience,
        slate=edition_of_slate(slate, audience) if slate else None,
        sections=[section for section in told if section.parts],
        text=text,
    )


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
    from endorse_cli.reports.papers.template_language import TemplateFault

    named, under = as_paths(paths), as_rubric(rubric)
    printed = load_slate(slate) if slate else slate_beside(named)
    own = text_of(template) if template else None
    loaded = [the_rubric_of(kept, under).account(kept.record) for kept in read_records(named)]
    accounts = [one._replace(record=edition(one.record, "public")[0]) for one in loaded]
    for_public = edition_of_slate(printed, "public") if printed else None
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
    from endorse_cli.reports.wording import series

    found = as_path(slate) or slate_file_beside(as_paths(paths))
    if found is None:
        return "No slate.yaml stands beside the records, so days and the body that votes are blank."
    blank = missing(load_slate(found), paper, moment)
    return f"{found} has {series(blank)}: there it is blank." if blank else ""


def _template_fault(path: str, text: str, why: str, number: int) -> Fault:
    lines = text.splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    place = Place(path, number, 1 if number else 0, line)
    message = f"The template cannot be filled: {why.rstrip('.')}."
    help = "docs/papers.md lists what a template may use."
    return Fault(Diagnostic("bad-value", message, help, place=place))
