"""Answers under ids that criteria had before: read under those that they have now, and noted."""

from collections.abc import Mapping
from dataclasses import replace

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.models.plain import Plain

ANSWERS = "answers"


class FormerIds:
    """A candidate's file or a case with its answers under the ids of today.

    `now` is the id of today by one from before. An answer stays where it is if the same is answered
    under another id too: then nobody can tell which of the two is meant.
    """

    def __init__(self, now: Mapping[str, str], value: Plain) -> None:
        self.value = value
        self.before: dict[str, str] = {}
        answers = value.get(ANSWERS) if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(answers, dict):
            return
        meant = [now.get(id, id) for id in answers]
        self.before = {now[id]: id for id in answers if id in now and meant.count(now[id]) == 1}
        if self.before:
            later = {id: one for one, id in self.before.items()}
            renamed = {later.get(id, id): said for id, said in answers.items()}
            self.value = {**value, ANSWERS: renamed}

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """That an answer is read under another id than it was written."""
        return tuple(
            Diagnostic(
                "unknown-id",
                f"{quoted(was)} is read as {quoted(id)}, as it is called now.",
                f"Write {quoted(id)}.",
                (ANSWERS, was),
                on_key=True,
                is_note=True,
            )
            for id, was in self.before.items()
        )

    def back(self, found: Diagnostic) -> Diagnostic:
        """What was found in such an answer, at its place in the file."""
        trail = found.trail
        if trail[:1] != (ANSWERS,) or len(trail) < 2 or trail[1] not in self.before:
            return found
        return replace(found, trail=(ANSWERS, self.before[str(trail[1])], *trail[2:]))
