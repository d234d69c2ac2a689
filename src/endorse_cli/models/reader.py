"""The only place that turns plain values into checked pieces and collects what is wrong.

A reader never stops at the first fault: each method notes the diagnostic, gives back an empty
piece, and the reading goes on, so that one run reports every problem.
"""

import re
from collections.abc import Iterable, KeysView, Mapping, Sequence
from functools import cache

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, listed, nearest, quoted, suggested
from endorse_cli.models.plain import Plain

REPORTED = 1_000
"""So many faults of one document are noted; nobody mends more in one go."""

WRITTEN = {
    "a list": ", each item after `- `",
    "a mapping": ", each key with a colon and its value",
}
"""How a shape is written that people get wrong."""

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


def kind_of(value: Plain) -> str:
    """What a plain value is, in words for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "a mapping"


@cache
def _bounds(
    required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The keys that must be there, and those that may."""
    return frozenset(required), frozenset((*required, *optional))


def _fits(keys: KeysView[str], required: tuple[str, ...], optional: tuple[str, ...]) -> bool:
    least, most = _bounds(required, optional)
    return least <= keys <= most


class Reader:
    """Reads pieces of one document and keeps the diagnostics found on the way.

    `meant` are the keys that a misspelled one stands for: they are not missing besides.
    """

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.meant: set[tuple[Trail, str]] = set()

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

    def shape(self, value: Plain, wanted: str, what: str, trail: Trail) -> None:
        """Note that a value is not of the shape wanted."""
        self.fault(
            "bad-shape",
            f"{what} is {kind_of(value)}, not {wanted}.",
            f"Write {wanted} here{WRITTEN.get(wanted, '')}.",
            trail,
        )

    def mapping(self, value: Plain, what: str, trail: Trail) -> dict[str, Plain]:
        """A mapping with any keys."""
        if isinstance(value, dict):
            return value
        self.shape(value, "a mapping", what, trail)
        return {}

    def nearest(self, word: str, accepted: Sequence[str]) -> str | None:
        """The accepted word nearest to one that is not, while faults are still noted."""
        return nearest(word, accepted) if len(self.found) < REPORTED else None

    def suggested(
        self, word: str, accepted: Sequence[str], titles: Mapping[str, str] = NO_TITLES
    ) -> str:
        """What to write instead of a word, while faults are still noted."""
        return suggested(word, accepted, titles) if len(self.found) < REPORTED else ""

    def keys(
        self,
        value: Plain,
        what: str,
        trail: Trail,
        required: tuple[str, ...],
        optional: tuple[str, ...] = (),
    ) -> dict[str, Plain]:
        """A mapping with these keys and no others; only the known keys are given back."""
        if isinstance(value, dict) and _fits(value.keys(), required, optional):
            return value
        found = self.mapping(value, what, trail)
        accepted = (*required, *optional)
        for key in found:
            if key not in accepted:
                self.unknown_key(key, what, accepted, (*trail, key))
        if isinstance(value, dict):
            for key in required:
                if key not in found and (trail, key) not in self.meant:
                    self.fault(
                        "missing-key",
                        f"{what} has no {quoted(key)}.",
                        f"Add {quoted(key)} to it.",
                        trail,
                        on_key=True,
                    )
        return {key: found[key] for key in found if key in accepted}

    def unknown_key(self, key: str, what: str, accepted: Sequence[str], trail: Trail) -> None:
        """Note a key that has no meaning here, with the nearest that has."""
        near = self.nearest(key, accepted)
        if near:
            self.meant.add((trail[:-1], near))
        hint = f"Did you mean {quoted(near)}? " if near else ""
        self.fault(
            "unknown-key",
            f"{quoted(key)} is not a key of {what[0].lower()}{what[1:]}.",
            f"{hint}Accepted: {listed(accepted)}.",
            trail,
            on_key=True,
        )

    def text(self, value: Plain, what: str, trail: Trail) -> str:
        """A text with something in it."""
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, str):
            self.fault("bad-value", f"{what} is empty.", "Write a text here.", trail)
        else:
            self.shape(value, "a text", what, trail)
        return ""

    def list_of(self, value: Plain, what: str, trail: Trail) -> list[Plain]:
        """A list with at least one item."""
        if isinstance(value, list) and value:
            return value
        if isinstance(value, list):
            self.fault(
                "bad-shape",
                f"{what} is an empty list.",
                "Write at least one item, or leave the key out.",
                trail,
            )
        else:
            self.shape(value, "a list", what, trail)
        return []

    def texts(self, value: Plain, what: str, trail: Trail) -> tuple[str, ...]:
        """A list of texts, none twice."""
        items = self.list_of(value, what, trail)
        read: list[str] = []
        seen: set[str] = set()
        for position, item in enumerate(items):
            word = self.text(item, f"An item of {what[0].lower()}{what[1:]}", (*trail, position))
            if word and word in seen:
                self.fault(
                    "doubled-id",
                    f"{quoted(word)} stands twice in {what.lower()}.",
                    "Name it once.",
                    (*trail, position),
                )
            read.append(word)
            seen.add(word)
        return tuple(read)

    def one_or_more(self, value: Plain, what: str, trail: Trail) -> tuple[str, ...]:
        """One text, or a list of texts."""
        if isinstance(value, list):
            return self.texts(value, what, trail)
        return (self.text(value, what, trail),)

    def word(
        self,
        value: Plain,
        what: str,
        trail: Trail,
        accepted: Sequence[str],
        titles: Mapping[str, str] = NO_TITLES,
    ) -> str:
        """One of a few words; `titles` are how they are printed."""
        text = self.text(value, what, trail)
        if text and text not in accepted:
            self.bad_value(text, what, trail, accepted, titles)
        return text if text in accepted else ""

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

    def identifier(
        self, word: str, what: str, trail: Trail, sort: str = "a name", *, on_key: bool = False
    ) -> None:
        """Note a word that cannot be an id or a name."""
        if word and not IDENTIFIER.fullmatch(word):
            self.fault(
                "bad-value",
                f"{what}: {quoted(word)} cannot be {sort}.",
                f"{sort.capitalize()} is small letters a-z, digits and `_`, a letter first.",
                trail,
                on_key=on_key,
            )

    def known(self, word: str, what: str, trail: Trail, accepted: Iterable[str]) -> bool:
        """Whether an id is defined; notes `unknown-id` where it is not."""
        names = list(accepted)
        if word in names:
            return True
        near = self.nearest(word, names)
        hint = f"Did you mean {quoted(near)}?" if near else "Define it, or correct the word."
        self.fault("unknown-id", f"{what} {quoted(word)} is not defined.", hint, trail)
        return False
