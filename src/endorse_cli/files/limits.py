"""The only place for how much a file may hold, and for the wording of what goes past it."""

from endorse_cli.diagnostics import Diagnostic, Place

BYTES = 1_000_000
"""In a file, or in one line of a `.jsonl` file."""

DEPTH = 40
"""Mappings and lists inside one another."""

VALUES = 100_000
"""Values in a file, keys not counted."""

SCALAR = 20_000
"""Characters in one text or key."""

KEY = 1_024
"""Characters in a key that is not plain ASCII: to put it in normal form takes their square."""

DOCUMENTS = 1_000
"""Documents in one YAML file; an archive of any size is a `.jsonl` file."""

REPORTED = 1_000
"""Faults of one kind in one document: more of them help nobody and take long to place."""


def too_many_bytes(what: str, kind: str, place: Place) -> Diagnostic:
    """The diagnostic for more bytes than allowed; `kind` is "A file" or "A line"."""
    help = f"{kind} holds at most {BYTES:,} bytes: split it, or leave out what is not needed."
    return Diagnostic("too-large", f"{what} is larger than 1 MB.", help, place=place)


def too_deep(place: Place) -> Diagnostic:
    """The diagnostic for values nested too deep, placed where the first one too many begins."""
    help = "Nothing that is read here needs such depth: look for brackets that are never closed."
    return Diagnostic("too-large", f"The value is nested deeper than {DEPTH}.", help, place=place)


def too_many_values(place: Place) -> Diagnostic:
    """The diagnostic for a file with too many values."""
    message = f"The file holds more than {VALUES:,} values."
    return Diagnostic("too-large", message, "Split it into several files.", place=place)


def too_many_documents(place: Place) -> Diagnostic:
    """The diagnostic for a YAML file with too many documents."""
    message = f"The file holds more than {DOCUMENTS:,} documents."
    help = "Split it, or write one candidate a line in a `.jsonl` file."
    return Diagnostic("too-large", message, help, place=place)


def nul_in_key(place: Place) -> Diagnostic:
    """The diagnostic for a key with the one character by which the program marks its own."""
    message = "A key must not hold the character U+0000."
    return Diagnostic("syntax", message, "Take it away: nobody can see it.", place=place)


def too_long(place: Place) -> Diagnostic:
    """The diagnostic for a text or key that is too long."""
    message = f"A text is longer than {SCALAR:,} characters."
    return Diagnostic("too-large", message, "Shorten it, or cite it by its address.", place=place)


def key_too_long(place: Place) -> Diagnostic:
    """The diagnostic for a key too long to be compared with others."""
    message = f"A key is longer than {KEY:,} characters."
    return Diagnostic("too-large", message, "Shorten it: it is a key.", place=place)
