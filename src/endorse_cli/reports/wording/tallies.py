"""The only place for how many candidates there are, in how many races, and who could not be read.

What is said of many together holds only of those who could be read: so does every count.
"""

from collections import Counter
from collections.abc import Collection

from endorse_cli.reports.wording.names import counted, series

NO_RACE = "In no race: neither a seat nor an office is given"


def slate_words(candidates: int, races: int, apart: int) -> str:
    """How many candidates, in how many races, and how many of them are in none."""
    words = counted(candidates, "candidate")
    if not apart:
        return f"{words} in {counted(races, 'race')}"
    if not races:
        return f"{words} in no race, since neither a seat nor an office is given"
    among = f"{words} in {counted(races, 'race')}"
    return f"{among}, {apart} of them in none, having neither a seat nor an office"


def left_out_files(sources: Collection[str]) -> str:
    """How many could not be read or judged and which; nothing where all could be."""
    words = f"{len(sources)} could not be read or judged: {files_words(sources)}."
    return words if sources else ""


def unread_words(sources: Collection[str], read: int) -> str:
    """The same, and that nothing is said of them."""
    words = left_out_files(sources)
    if not words:
        return ""
    if not read:
        return f"{words} That is all there is, so nothing is known of any candidate."
    return f"{words} What is said here is said only of {read_words(read)}."


def read_words(read: int) -> str:
    """Those who could be read, where others could not: `the 8 candidates that could be read`."""
    return f"the {counted(read, 'candidate')} that could be read"


def files_words(sources: Collection[str]) -> str:
    """File names, each once: of a name with several candidates, or several files, how many."""
    times = Counter(sources)
    return series(f"{name} ({number})" if number > 1 else name for name, number in times.items())
