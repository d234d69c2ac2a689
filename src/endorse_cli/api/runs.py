"""What comes of scoring some files: every candidate by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from endorse_cli.api.candidates import Scored, document_of, score
from endorse_cli.api.command_result import PIPED, Invalid, Look, Page, Result, invalid_part
from endorse_cli.api.vocabulary import required
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.engine.explanation import Account
from endorse_cli.files.folders import each_once
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, told_apart
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import RECORD, Audience, InvalidPart, More, Record, Records, Rows
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.citations import Text

FORMATS = ("table", "json", "jsonl", "markdown", "csv", "html")
"""How candidates are given, each by itself or beside the first."""


@dataclass(frozen=True, eq=False)
class Run(Result):
    """What came of scoring some files: every result in input order, in one edition.

    How it is given are fields, to be replaced: for which `audience`, whether records are
    `self_contained`, the `slate` on a packet's cover, the `rows` of a csv, and whether for `excel`.
    """

    formats: ClassVar[tuple[str, ...]] = FORMATS
    results: tuple[Scored | Invalid, ...]
    text: Text | None = None
    again: tuple[str, ...] = ()
    audience: Audience = "members"
    self_contained: bool = False
    more: frozenset[More] = frozenset()
    slate: Slate | None = None
    rows: Rows = "candidates"
    excel: bool = False

    def supposing(self, changes: Iterable[str]) -> "Run":
        """The same with `variable=value` supposed for every candidate; see `Scored.supposing`.

        One whose file states what contradicts it cannot be judged so.
        """
        wanted = tuple(changes)
        if not wanted:
            return self
        results = (_supposing(o, wanted) if isinstance(o, Scored) else o for o in self.results)
        return replace(self, results=tuple(results))

    def showing(
        self, *, brief: bool = False, why: bool = False, changes: bool = False, full: bool = False
    ) -> "Run":
        """The same, with more on the page than the table, or (`brief`) without it."""
        asked: dict[More, bool] = {"brief": brief, "why": why, "changes": changes, "full": full}
        return replace(self, more=frozenset(part for part, wanted in asked.items() if wanted))

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The results of the candidates that could be judged."""
        return tuple(result for result in self.results if isinstance(result, Scored))

    @property
    def invalid(self) -> tuple[Invalid, ...]:
        """What could not be judged."""
        return tuple(result for result in self.results if isinstance(result, Invalid))

    @property
    def unread(self) -> str:
        """Of several how many could not be read or judged and which; nothing where all could be."""
        from endorse_cli.views.printed_names import unread_words

        if len(self.results) < 2:
            return ""
        return unread_words([part["source"] for part in self.invalid_parts()], len(self.scored))

    @property
    def extent(self) -> str:
        """How many candidates it holds."""
        from endorse_cli.diagnostics import counted

        return counted(len(self.scored), "candidate")

    @property
    def read(self) -> tuple[str, ...]:
        """The rubric files that the results rest on."""
        return tuple({d.source.name: None for s in self.scored for d in s.loaded.layered.documents})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the input, or noted, in input order."""
        return tuple(
            found
            for one in self.results
            for found in (one.notes if isinstance(one, Scored) else one.diagnostics)
        )

    def accounts(self, *, changes: bool = True) -> list[Account]:
        """Every record in this edition, with what explains it.

        Without `changes` members' records have no least changes: nothing shows them.
        """
        from endorse_cli.reports.editions import edition

        wanted = changes or self.audience != "members"
        return [
            scored.account(edition(self._record(scored, wanted), self.audience)[0])
            for scored in self.scored
        ]

    def _record(self, scored: Scored, changes: bool) -> Record:
        return scored.self_contained if self.self_contained else scored.record_with(changes=changes)

    def invalid_parts(self) -> list[InvalidPart]:
        """What could not be judged, in this edition."""
        from endorse_cli.reports.editions import edition_of_invalid

        called: dict[str, str] = {}
        if self.audience == "members":
            names = (one.document.source.name for one in self.scored)
            called = told_apart([*names, *(one.source for one in self.invalid)])
        return [
            edition_of_invalid(invalid_part(one, called.get(one.source)), self.audience)
            for one in self.invalid
        ]

    @property
    def form(self) -> Record | Records:
        """One record for one candidate; for several, or where some are invalid, all of them."""
        records = [account.record for account in self.accounts()]
        if len(self.results) == 1 and records:
            return records[0]
        return {"record": RECORD, "records": records, "invalid": self.invalid_parts()}

    def unmet(self, requirement: str) -> list[str]:
        """Which candidates do not have the outcome that `decision=outcome` asks for, in words.

        With `decision>=outcome` a better one will do, and an open one that can be nothing else.
        Raises `UnknownWord` where a rubric in use has no such decision or outcome.
        """
        lines = []
        for scored in self.scored:
            asked = required(scored.loaded.rubric, requirement)
            decided = scored.assessment.decisions[asked.decision]
            if not decided.possible or not set(decided.possible) <= set(asked.outcomes):
                name, found = scored.candidate.name, decided.outcome or "undetermined"
                lines.append(f"{name}: {asked.decision} is {found}, not {asked.words}")
        return lines

    def to_table(self, look: Look = PIPED) -> str:
        """The table of every candidate, for people; nothing of one that could not be judged."""
        return super().to_table(look) if self.scored or len(self.results) != 1 else ""

    def put(self, page: Page) -> None:
        """Every candidate, for people."""
        from endorse_cli.reports.result.screen import put_results

        accounts = self.accounts(changes=not self.more.isdisjoint(("changes", "full")))
        put_results(page, accounts, self.invalid_parts(), more=self.more, text=self.text)

    def to_html(self) -> str:
        """A packet as one HTML file."""
        from endorse_cli.reports.editions import edition_of_slate
        from endorse_cli.reports.packet.html import render_packet
        from endorse_cli.reports.packet.packet import packet_of

        accounts, invalid, audience = self.accounts(), self.invalid_parts(), self.audience
        slate = self.slate and edition_of_slate(self.slate, audience)
        packet = packet_of(accounts, invalid, audience=audience, slate=slate, text=self.text)
        return render_packet(packet)

    def to_xlsx(self) -> bytes:
        """A workbook: a sheet with a row for every candidate, and one with a row for every line."""
        from endorse_cli.reports.workbook import candidates_workbook

        return candidates_workbook(self._rows(self.accounts()), self.invalid_parts())

    def _given(self, format: str, look: Look) -> str:
        if format == "csv":
            from endorse_cli.reports.csv import Csv

            table = Csv(self.rows, self.excel).table
            return table(self._rows(self.accounts()), self.invalid_parts())
        if format == "jsonl":
            from endorse_cli.reports.machine_text import to_json_line

            records = (account.record for account in self.accounts())
            return "".join(map(to_json_line, (*records, *self.invalid_parts())))
        return super()._given(format, look)

    def _rows(self, accounts: Sequence[Account]) -> list[tuple[Record, Rubric]]:
        """Every record with its rubric, which has what is asked on other days as well."""
        pairs = zip(accounts, self.scored, strict=True)
        return [(account.record, scored.loaded.whole) for account, scored in pairs]


def _supposing(scored: Scored, changes: tuple[str, ...]) -> Scored | Invalid:
    try:
        return scored.supposing(changes)
    except Fault as fault:
        return Invalid(scored.document.source.name, fault.diagnostics)


def score_files(
    paths: AnyPaths,
    *,
    rubric: AnyPath | None = None,
    as_of: date | None = None,
    document: AnyPath | None = None,
) -> Run:
    """Score every candidate in the files; see `score`.

    `document` is a file with the text that the rubric encodes: tables then show each passage.
    """
    files, again = each_once(as_paths(paths))
    return Run(tuple(score(files, rubric=rubric, as_of=as_of)), document_of(document), again)
