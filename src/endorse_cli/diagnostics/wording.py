"""The only place for how messages quote words, list what is accepted and name the nearest."""

from collections.abc import Iterable, Sequence

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


def nearest(word: str, accepted: Sequence[str]) -> str | None:
    """The accepted word closest in spelling, or None where nothing is near."""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in accepted}
    found = get_close_matches(word.lower()[:LONGEST_QUOTE], list(lowered), n=1, cutoff=0.6)
    return lowered[found[0]] if found else None
