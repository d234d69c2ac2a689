"""The only place that collects what is wrong with a document that has been validated."""

from collections.abc import Iterable, Mapping, Sequence

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, listed, nearest, quoted, suggested

REPORTED = 1_000
"""So many faults of one document are noted; nobody mends more in one go."""


class Reader:
    """Keeps the diagnostics that are found of one document."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def fault(
        self,
        code: str,
        message: str,
        help: str,
        trail: Trail,
        *,
        on_key: bool = False,
        other: Trail | None = None,
    ) -> None:
        """Note one diagnostic, the first thousand of them; `other` is a second place."""
        if len(self.found) < REPORTED:
            self.found.append(Diagnostic(code, message, help, trail, on_key, other=other))

    def suggested(
        self, word: str, accepted: Sequence[str], titles: Mapping[str, str] = NO_TITLES
    ) -> str:
        """What to write instead of a word, while faults are still noted."""
        return suggested(word, accepted, titles) if len(self.found) < REPORTED else ""

    def bad_value(
        self,
        text: str,
        what: str,
        trail: Trail,
        accepted: Sequence[str],
        titles: Mapping[str, str] = NO_TITLES,
        *,
        on_key: bool = False,
    ) -> None:
        """Note a word that is none of those accepted, with the one that is meant or nearest.

        `titles` are the printed words of those accepted.
        """
        hint = self.suggested(text, accepted, titles)
        self.fault(
            "bad-value",
            f"{what}: {quoted(text)} is not accepted.",
            f"{hint}Accepted: {listed(accepted)}.",
            trail,
            on_key=on_key,
        )

    def known(self, word: str, what: str, trail: Trail, accepted: Iterable[str]) -> bool:
        """Whether an id is defined; notes `unknown-id` where it is not."""
        names = list(accepted)
        if word in names:
            return True
        near = nearest(word, names) if len(self.found) < REPORTED else None
        hint = f"Did you mean {quoted(near)}?" if near else "Define it, or correct the word."
        self.fault("unknown-id", f"{what} {quoted(word)} is not defined.", hint, trail)
        return False
