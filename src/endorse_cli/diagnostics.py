"""The one way to say that something is wrong: what, where, and what to do about it.

Whoever finds a fault knows the trail of keys that leads to it; only the layer that read the
bytes knows lines and columns. So a diagnostic is made with its trail, and is given its place
(`Diagnostic.at`) on the way out. Here too is how messages quote words, list what is accepted and
name the nearest; and how things are put together by a key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeVar

K = TypeVar("K")
V = TypeVar("V")

Severity = Literal["error", "note"]

NOTES = frozenset({"label-missing", "level-no-anchor", "promise-trivial"})

CODES: tuple[str, ...] = (
    "syntax",
    "bad-shape",
    "missing-key",
    "unknown-key",
    "doubled-id",
    "unknown-id",
    "reserved-id",
    "type-mismatch",
    "bad-value",
    "cycle",
    "mixed-anchors",
    "band-gap",
    "band-overlap",
    "table-gap",
    "table-double",
    "row-never",
    "row-shadowed",
    "row-gap",
    "row-overlap",
    "criterion-idle",
    "finding-constant",
    "comparison-constant",
    "outcome-unreachable",
    "promise-broken",
    "promise-trivial",
    "not-monotone",
    "level-no-anchor",
    "label-missing",
    "line-no-source",
    "passage-no-home",
    "passage-changed",
    "too-large",
    "unreadable",
)
"""Fixed by the design: people's scripts compare them, so a code is never renamed."""


Trail = tuple[str | int, ...]
"""The keys and positions that lead from the top of a document to a value in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point in something a person wrote: the file as named, line and column from 1.

    `text` is that line, so that the message can show it with a caret below; empty where
    there is no line to show (a missing file).
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong: a fixed code, a sentence, what to do, and where.

    `other` leads to the second of two places that do not go together: it is named in the message.
    `causes` are the lines that bring it about, where those stand elsewhere. `is_note` where the
    file is read all the same.
    """

    code: str
    message: str
    help: str = ""
    trail: Trail = ()
    on_key: bool = False
    place: Place | None = None
    other: Trail | None = None
    causes: tuple[Place, ...] = ()
    is_note: bool = False

    @property
    def severity(self) -> Severity:
        """`note` for what need not be mended, `error` for all else."""
        return "note" if self.is_note or self.code in NOTES else "error"

    def at(self, place: Place) -> "Diagnostic":
        """The same diagnostic with its place filled in."""
        return replace(self, place=place)


class Fault(Exception):
    """Raised where nothing sensible can follow; carries every diagnostic found so far."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


NO_TITLES: Mapping[str, str] = MappingProxyType({})
LONGEST_QUOTE = 80


def quoted(text: object) -> str:
    """The user's words in backticks, cut to 80 characters.

    Control characters are left for the sink's own `sanitize`, which knows what it prints to.
    """
    words = str(text)
    if len(words) > LONGEST_QUOTE:
        words = words[: LONGEST_QUOTE - 1] + "…"
    return f"`{words}`"


def listed(words: Iterable[str], last: str = "or") -> str:
    """`a`, `b` or `c`, each quoted."""
    names = [quoted(word) for word in words]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 answer`, `3,000 answers`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


DENYING = frozenset(
    (
        *("no", "non", "none", "not", "never", "nobody", "nothing", "without", "cannot"),
        *("don't", "dont", "doesn't", "isn't", "won't"),
    )
)
"""Words that turn what stands beside them into its opposite."""


def named_by(word: str, accepted: Iterable[str], titles: Mapping[str, str]) -> str | None:
    """The one accepted name whose printed words a word repeats; None where none or several do."""
    said = _plain(word)
    found = [name for name in accepted if said and _plain(titles.get(name, "")) == said]
    return found[0] if len(found) == 1 else None


def nearest(
    word: str, accepted: Sequence[str], titles: Mapping[str, str] = NO_TITLES
) -> str | None:
    """The accepted name closest in spelling, or in its printed words; None where nothing is near.

    What is denied is never taken for what is not: `not endorsed` is not near `endorse`.
    """
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in accepted}
    lowered |= {
        title.lower(): name
        for name in accepted
        if (title := titles.get(name)) and title.lower() not in lowered
    }
    said = word.lower()[:LONGEST_QUOTE]
    same = [name for text, name in lowered.items() if said and _letters(text) == _letters(said)]
    swapped = [name for text, name in lowered.items() if said and sorted(text) == sorted(said)]
    if same or swapped:
        return (same or swapped)[0]
    alike = [text for text in lowered if _denies(text) == _denies(said)]
    found = get_close_matches(said, alike, n=1, cutoff=0.6)
    return lowered[found[0]] if found else None


def suggested(word: str, accepted: Sequence[str], titles: Mapping[str, str] = NO_TITLES) -> str:
    """What to write instead of a word that is not accepted, and a blank; or nothing."""
    meant = named_by(word, accepted, titles)
    if meant is not None:
        return f"Write {quoted(meant)}, which is called {quoted(titles[meant])}. "
    near = nearest(word, accepted, titles)
    return f"Did you mean {quoted(near)}? " if near else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def _letters(text: str) -> str:
    """The letters and digits alone: `no-reply` and `noreply` are `no_reply`."""
    return "".join(sign for sign in text if sign.isalnum())


def _denies(text: str) -> bool:
    """Whether some, not all, of the words of a text deny: `no` alone is a name like any other."""
    words = _plain(text.replace("\u2019", "'")).split()
    return len(words) > 1 and not DENYING.isdisjoint(words)


def by_key(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by their keys, both in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def unused(wanted: str, names: set[str], numbered: str = "{} ({})") -> str:
    """A name that is none of those in use, numbered if need be; from then on it is in use."""
    name, number = wanted, 1
    while name in names:
        number += 1
        name = numbered.format(wanted, number)
    names.add(name)
    return name
