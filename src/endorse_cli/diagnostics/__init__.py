"""The one way to say that something is wrong: what, where, and what to do about it."""

from endorse_cli.diagnostics.diagnostic import CODES, Diagnostic, Fault, Place, Severity, Trail
from endorse_cli.diagnostics.wording import NO_TITLES, listed, named_by, nearest, quoted, suggested

__all__ = [
    "CODES",
    "NO_TITLES",
    "Diagnostic",
    "Fault",
    "Place",
    "Severity",
    "Trail",
    "listed",
    "named_by",
    "nearest",
    "quoted",
    "suggested",
]
