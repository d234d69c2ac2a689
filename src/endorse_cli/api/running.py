"""The only place for what came of scoring some files: every result in input order."""

from collections.abc import Iterable
from datetime import date

from endorse_cli.api.findings import invalid_part
from endorse_cli.api.packets import make_packet
from endorse_cli.api.scoring import Invalid, Scored, score, text_of
from endorse_cli.api.words import required_names
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.engine.explanation import Account
from endorse_cli.files.paths import AnyPath, AnyPaths
from endorse_cli.models.passages import Text, read_text
from endorse_cli.models.record import RECORD, Audience, InvalidPart, Record, Records
from endorse_cli.models.slate import Slate


class Run:
    """What came of scoring some files: every result in input order, in one edition."""

    def __init__(
        self,
        results: Iterable[Scored | Invalid],
        text: Text | None = None,
        audience: Audience = "members",
        self_contained: bool = False,
    ) -> None:
        self.results = tuple(results)
        self.text = text
        self.audience = audience
        self.self_contained = self_contained

    def supposing(self, changes: Iterable[str]) -> "Run":
        """The same with `variable=value` supposed for every candidate; see `Scored.supposing`.

        One whose file states what contradicts it cannot be judged so.
        """
        wanted = tuple(changes)
        if not wanted:
            return self
        return self._with(
            results=(_supposing(r, wanted) if isinstance(r, Scored) else r for r in self.results)
        )

    def edition(self, audience: Audience) -> "Run":
        """The same for an audience; see `reports.editions`."""
        return self._with(audience=audience)

    def carrying(self) -> "Run":
        """The same, each record with the texts that it was made from."""
        return self._with(self_contained=True)

    def _with(
        self,
        results: Iterable[Scored | Invalid] | None = None,
        audience: Audience | None = None,
        self_contained: bool | None = None,
    ) -> "Run":
        return Run(
            self.results if results is None else results,
            self.text,
            audience or self.audience,
            self.self_contained if self_contained is None else self_contained,
        )

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
        """How many could not be read or judged and which, in words; nothing where all could be."""
        from endorse_cli.reports.wording import unread_words

        return unread_words([part["source"] for part in self.invalid_parts()], len(self.scored))

    @property
    def read(self) -> tuple[str, ...]:
        """The rubric files that the results rest on."""
        return tuple({d.source.name: None for s in self.scored for d in s.loaded.layered.documents})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the input, in input order."""
        return tuple(found for result in self.invalid for found in result.diagnostics)

    def accounts(self) -> list[Account]:
        """Every record in this edition, with what explains it."""
        from endorse_cli.reports.editions import edition

        return [
            scored.account(edition(self._record(scored), self.audience)[0])
            for scored in self.scored
        ]

    def _record(self, scored: Scored) -> Record:
        return scored.self_contained if self.self_contained else scored.record

    def invalid_parts(self) -> list[InvalidPart]:
        """What could not be judged, in this edition."""
        from endorse_cli.reports.editions import edition_of_invalid

        return [edition_of_invalid(invalid_part(i), self.audience) for i in self.invalid]

    def records(self) -> Record | Records:
        """One record for one candidate; for several, or where some are invalid, all of them."""
        records = [account.record for account in self.accounts()]
        if len(self.results) == 1 and records:
            return records[0]
        return {"record": RECORD, "records": records, "invalid": self.invalid_parts()}

    def unmet(self, requirement: str) -> list[str]:
        """Which candidates do not have the outcome that `decision=outcome` asks for, in words.

        Raises `UnknownWord` where a rubric in use has no such decision or outcome.
        """
        lines = []
        for scored in self.scored:
            decision, outcome = required_names(scored.loaded.rubric, requirement)
            decided = scored.assessment.decisions[decision]
            if decided.outcome != outcome:
                found = decided.outcome or "undetermined"
                lines.append(f"{scored.candidate.name}: {decision} is {found}, not {outcome}")
        return lines

    def to_json(self) -> str:
        """The records as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.records())

    def to_html(self, slate: Slate | None = None) -> str:
        """A packet as one HTML file; `slate` is what is voted on, printed on its cover."""
        return make_packet(
            self.accounts(),
            self.invalid_parts(),
            audience=self.audience,
            slate=slate,
            text=self.text,
        )

    def give(self, format: str, width: int, *, colour: bool, unicode: bool) -> str:
        """The candidates in any format but a table and `json`: see `reports.formats`."""
        from endorse_cli.reports.formats import give_records
        from endorse_cli.reports.page import Look

        look = Look(width, colour, unicode)
        return give_records(format, self.accounts(), self.invalid_parts(), look, text=self.text)

    def to_table(self, width: int, *, colour: bool, unicode: bool, brief: bool = False) -> str:
        """The table of every candidate, for people."""
        from endorse_cli.reports.table.tables import render_tables

        if len(self.results) == 1 and not self.scored:
            return ""
        return render_tables(
            self.accounts(),
            self.invalid_parts(),
            text=self.text,
            width=width,
            colour=colour,
            unicode=unicode,
            brief=brief,
        )


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
    text = read_text(text_of(document)) if document is not None else None
    return Run(score(paths, rubric=rubric, as_of=as_of), text)
