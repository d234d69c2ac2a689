"""The only place where a diagnostic becomes its machine form."""

from pathlib import Path

from endorse_cli.api.scoring import Invalid
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.record import FindingPart, InvalidPart


def finding_part(found: Diagnostic, source: str) -> FindingPart:
    """A diagnostic in the machine form; `source` is named where it has no place of its own."""
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity,
        "file": place.file if place else source,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": found.message,
        "help": found.help,
    }


def invalid_part(invalid: Invalid) -> InvalidPart:
    """A candidate that could not be judged, in the machine form, without folders."""
    name = Path(invalid.source).name
    found = [finding_part(found, name) for found in invalid.diagnostics]
    return {
        "source": name,
        "findings": [
            {**part, "file": name, "message": part["message"].replace(invalid.source, name)}
            for part in found
        ],
    }
