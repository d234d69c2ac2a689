"""The only place that writes annotations for GitHub's workflow log."""

from collections.abc import Iterable

from endorse_cli.models.record import FindingPart
from endorse_cli.reports.sanitize import sanitize

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans(
    {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C", ";": "%3B"}
)


def annotations(findings: Iterable[FindingPart]) -> str:
    """One workflow command a finding, errors first: GitHub shows only the first ten of a kind."""
    ordered = sorted(findings, key=lambda finding: finding["severity"] != "error")
    return "".join(_annotation(finding) for finding in ordered)


def _annotation(finding: FindingPart) -> str:
    kind = "error" if finding["severity"] == "error" else "notice"
    properties = {"file": finding["file"], "title": finding["code"]}
    if finding["line"]:
        properties |= {"line": str(finding["line"]), "col": str(finding["column"])}
    written = ",".join(
        f"{key}={sanitize(value).translate(_PROPERTY)}" for key, value in properties.items()
    )
    text = f"{finding['message']} {finding['help']}".strip()
    return f"::{kind} {written}::{sanitize(text).translate(_DATA)}\n"
