"""What a change of a rubric does: to the rubric, to its meaning, and to candidates."""

from abc import abstractmethod
from collections.abc import Iterable
from functools import cached_property

from endorse_cli.api.command_result import Look, Page, Result
from endorse_cli.api.diff_parts import (
    Gate,
    Side,
    candidate_parts,
    change_part,
    side_since,
)
from endorse_cli.api.rubrics import load_rubric, shipped, unless_too_large
from endorse_cli.diagnostics import by_key
from endorse_cli.engine.comparison import Together
from endorse_cli.engine.compile import Compiled, compile_for_trial
from endorse_cli.files.catalog import find_rubric
from endorse_cli.files.document import Findings
from endorse_cli.files.folders import Files, gather
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric, told_apart
from endorse_cli.models.audits import INTERRUPTED, TOO_LARGE, UncheckedPart, unchecked
from endorse_cli.models.record import DeparturePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.versions import (
    DIFF,
    CandidateDiffPart,
    Diff,
    DiffDecisionPart,
    SincePart,
    UnreadPart,
    VersionPart,
    is_moved,
)
from endorse_cli.review.diff.advice import advise, lost_answers, lowered, to_look_at_again
from endorse_cli.review.diff.edits import Change, changes
from endorse_cli.review.diff.meaning import (
    NEW,
    OLD,
    Compared,
    Meaning,
    compare,
    loosens,
)
from endorse_cli.review.diff.moved_candidates import decision_part, example_files
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.rubric.renames import Filling
from endorse_cli.views.condition_words import Words


class ToldDiff(Result):
    """A diff as it is given to people, with its machine form."""

    formats = ("table", "json", "markdown", "html")
    new: Side

    @property
    @abstractmethod
    def form(self) -> Diff:
        """Everything that was found, in the machine form."""

    def _given(self, format: str, look: Look) -> str:
        return self.to_markdown() if format == "markdown" else super()._given(format, look)

    def to_markdown(self) -> str:
        """The diff as a comment on a change; it opens with two sentences."""
        from endorse_cli.reports.reviews.diff_comment import markdown

        return markdown(self.form)

    def put(self, page: Page) -> None:
        """The diff to read: what the change does, two sentences first."""
        from endorse_cli.reports.reviews.diff_table import put_diff

        put_diff(page, self.form, Words(self.new.rubric))


class Undiffed(ToldDiff):
    """A rubric that can be compared with nothing: it is new, or nobody can read what it was."""

    def __init__(self, new: Side, since: SincePart) -> None:
        self.new = new
        self.since = since

    @property
    def form(self) -> Diff:
        """That there is no change to speak of, in the machine form."""
        return {
            "diff": DIFF,
            "changes": [],
            "decisions": {},
            "old": None,
            "new": self.new.part,
            "since": self.since,
            "unread": {"old": {}, "new": {}},
            "lost": {},
            "again": [],
            "leads": None,
            "evidence": {"less": [], "more": []},
            "filled": [],
            "departures": [],
            "version": {"advice": "none", "because": [], "next": None},
            "unchecked": [],
        }

    def unmet(self, gate: Gate) -> str:
        """Why a gate is not passed: what nobody can read cannot be compared."""
        if not self.since["faults"]:
            return ""
        from endorse_cli.reports.reviews.diff_words import unreadable_words

        return f"nothing to compare with: {unreadable_words(self.since)}"

    def examples(self) -> dict[str, str]:
        """None: nobody moves."""
        return {}


class Diffed(ToldDiff):
    """What a change from one rubric to another does, worked out when asked for."""

    again: tuple[str, ...] = ()

    def __init__(
        self,
        old: Side,
        new: Side,
        candidates: Files | None = None,
        since: SincePart | None = None,
        progress: Progress = UNHEARD,
    ) -> None:
        self.progress = progress
        self.old = old = old.called_as(new)
        self.new = new
        self.since = since
        self.changes: list[Change] = changes(old.loaded.whole, new.loaded.whole)
        self.stale = to_look_at_again(old.rubric, new.rubric)
        self.files = candidates
        self.again = candidates.again if candidates else ()

    @cached_property
    def compared(self) -> tuple[Compared, ...] | None:
        """The two side by side, on all days; None where that takes more than the budget."""
        self.progress.show(0, 0, "building diagrams of both")
        # Of one, so that an interrupt while they are built leaves what needs no diagram.
        old, new = self.old.loaded.whole, self.new.loaded.whole
        built = (unless_too_large(lambda: compare(old, new, self._compiled)) for _ in range(1))
        found = as_far_as(built, 1, "built", self.progress)
        return found[0] if found else None

    def _compiled(self, rubric: Rubric) -> Compiled:
        """The diagrams of one of the two, which candidates are judged by too, or of another."""
        for side in (self.old, self.new):
            if rubric == side.loaded.rubric:
                return side.loaded.trial_diagrams
        return compile_for_trial(rubric)

    @property
    def together(self) -> Together | None:
        """The two side by side with everything in force; None past the budget."""
        return self.compared[0].side if self.compared else None

    @property
    def fillings(self) -> tuple[Filling, ...]:
        """The placeholders in whose place other criteria are asked now, whenever that is so."""
        found: dict[str, Filling] = {}
        for one in (filling for each in self.compared or () for filling in each.fillings):
            known = found.get(one.family, one).members
            found[one.family] = one._replace(members=tuple(dict.fromkeys((*known, *one.members))))
        return tuple(found.values())

    @property
    def _lowered(self) -> tuple[str, ...]:
        return lowered(self.old.rubric, self.new.rubric, self.fillings)

    @property
    def meanings(self) -> list[tuple[Compared, Meaning]]:
        """What the change does to each decision, whenever a candidate is judged."""
        return [(one, meaning) for one in self.compared or () for meaning in one.meanings]

    @cached_property
    def advice(self) -> VersionPart:
        """What the version number should do."""
        known = [meaning for _, meaning in self.meanings]
        return advise(self.changes, known, self.old.rubric, self.new.rubric, self.stale)

    @cached_property
    def candidates(self) -> list[tuple[CandidateDiffPart, Findings]]:
        """What the change does to each candidate asked about, and what is wrong with its file."""
        if self.files is None:
            return []
        found = candidate_parts(self.files, self.old.loaded, self.new.loaded, self.stale)
        return as_far_as(found, len(self.files.files), "files of candidates", self.progress)

    @cached_property
    def form(self) -> Diff:
        """Everything that was found, in the machine form."""
        found: Diff = {
            "diff": DIFF,
            "changes": [change_part(change, self.old, self.new) for change in self.changes],
            "decisions": self._decisions(),
            "old": self.old.part,
            "new": self.new.part,
            "since": self.since,
            "unread": self._unread(),
            "lost": {
                id: list(answers)
                for id, answers in lost_answers(self.old.rubric, self.new.rubric).items()
            },
            "again": list(self.stale),
            "leads": {"old": self.old.rubric.leading, "new": self.new.rubric.leading},
            "evidence": {
                "less": list(self._lowered),
                "more": list(lowered(self.new.rubric, self.old.rubric)),
            },
            "filled": [
                {"family": family, "placeholder": stood_in, "members": list(members)}
                for family, stood_in, members in self.fillings
            ],
            "departures": self._departures(),
            "version": self.advice,
            "unchecked": self.unchecked,
        }
        if self.files is not None:
            found["candidates"] = [part for part, _ in self.candidates]
        return found

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """The decisions of which nobody can tell what the change does to them."""
        decisions = self.new.rubric.decisions if self.compared is None else ()
        judged = {part["source"] for part, _ in self.candidates}
        files = told_apart(self.files.files).values() if self.files else ()
        left = [file for file in files if file not in judged] if self.progress.stopped else []
        why = INTERRUPTED if self.progress.stopped else TOO_LARGE
        return unchecked(decisions, why) + unchecked(left, INTERRUPTED)

    def _departures(self) -> list[DeparturePart]:
        """What the new rubric departs from below it and the old one did not, or not so."""
        before = [_without_grounds(part) for part in self.old.loaded.departures]
        found = self.new.loaded.departures
        return [part for part in found if _without_grounds(part) not in before]

    def _decisions(self) -> dict[str, DiffDecisionPart]:
        found = by_key((meaning.decision, (one, meaning)) for one, meaning in self.meanings)
        return {id: decision_part(parts) for id, parts in found.items()}

    def _unread(self) -> UnreadPart:
        """The values of each one's variables that the other does not read."""
        found: UnreadPart = {"old": {}, "new": {}}
        if (side := self.together) is not None:
            for part, which in ((found["old"], OLD), (found["new"], NEW)):
                variables = side.rubrics[which].variables
                unread = side.unread(which).items()
                part.update({variables[level].id: list(left) for level, left in unread})
        return found

    def unmet(self, gate: Gate) -> str:
        """Why a gate is not passed, in words; empty where it is.

        `looser`: some profile, or an answer that is new, gets a better outcome; an answer counts on
        less evidence; a decision is gone, may be stated now, or its outcomes are in no such order;
        another decision leads.
        `outcome-change`: some profile or candidate asked about gets another outcome, somebody who
        had one has none now, or a decision came or went. `any`: anything at all was changed. What
        could not be worked out does not pass.
        """
        if gate == "any":
            is_same = not self.changes and self.old.rubric.id == self.new.rubric.id
            is_same = is_same and not (self.since and any(self.since["cases"].values()))
            return "" if is_same else "there are changes"
        if self.compared is None:
            return "what the change does could not be worked out within the budget of nodes"
        if gate == "looser":
            looser = [m.decision for one, m in self.meanings if loosens(one.side, m)]
            looser += [c.id for c in self.changes if c.kind == "decision-removed"]
            looser += [*self._lowered, *self._headline]
            return f"looser for somebody than before: {_once(looser)}" if looser else ""
        moved = [m.decision for _, m in self.meanings if m.moves]
        moved += [c.id for c in self.changes if c.kind in ("decision-added", "decision-removed")]
        moved += [*(one.placeholder for one in self.fillings), *self._headline]
        moved += [
            part["candidate"] or part["source"] for part, _ in self.candidates if is_moved(part)
        ]
        return f"other outcomes than before: {_once(moved)}" if moved else ""

    @property
    def _headline(self) -> list[str]:
        """The key, where another decision leads: nobody can hold the one against the other."""
        return ["headline"] * (self.old.rubric.leading != self.new.rubric.leading)

    @property
    def diagnostics(self) -> Findings:
        """What is wrong with the candidates' files, whichever rubric they are read under."""
        return tuple(one for _, found in self.candidates for one in found)

    def examples(self) -> dict[str, str]:
        """A candidate for every move, as the texts of files by name."""
        from endorse_cli.reports.machine_text import to_json

        return {
            name: to_json(candidate)
            for one, meaning in self.meanings
            for move in meaning.moves
            for name, candidate in example_files(one, meaning, move).items()
        }


def diff_rubrics(
    old: AnyPath,
    new: AnyPath,
    *,
    candidates: AnyPaths | None = None,
    progress: Progress = UNHEARD,
) -> Diffed:
    """What changing one rubric into another does; each is a shipped name or a file.

    With `candidates`, files with candidates, also what comes out otherwise for each of them.
    Raises `Fault` where a rubric cannot be read or is not sound.
    """

    before, after = (Side(one, load_rubric(one)) for one in map(as_rubric, (old, new)))
    return Diffed(before, after, _files(candidates), progress=progress)


def diff_since(
    revision: str,
    named: AnyPath,
    *,
    candidates: AnyPaths | None = None,
    exactly: bool = False,
    progress: Progress = UNHEARD,
) -> Diffed | Undiffed:
    """What changing a rubric since a git revision does; `named` as it is in the work tree.

    Compared is what the work tree and the revision last had in common, so that nobody is told of
    what others changed since; with `exactly` the revision itself. Where the rubric was moved or
    renamed it is found again; where it had faults then, or was gone, the last revision before that
    could be read, or had it, is compared. `Undiffed` where there is nothing to compare with.
    """
    name = as_rubric(named)
    path, new = find_rubric(name), Side(name, load_rubric(name))
    if path in shipped().values():
        # What ships with the program has no revisions of the user's.
        return Diffed(new, new, _files(candidates))
    old, since = side_since(revision, path, new, exactly=exactly)
    if old is None:
        return Undiffed(new, since)
    return Diffed(old, new, _files(candidates), since, progress)


def _files(candidates: AnyPaths | None) -> Files | None:
    return None if candidates is None else gather(as_paths(candidates))


def _without_grounds(part: DeparturePart) -> DeparturePart:
    """A departure without who adopted it and why: those are changes, and no other departure."""
    return {**part, "reason": None, "adopted": None}


def _once(names: Iterable[str]) -> str:
    """Names in a row, each once."""
    return ", ".join(dict.fromkeys(names))
