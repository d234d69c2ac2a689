"""The only place that writes annotations for GitHub's workflow log."""

from collections.abc import Iterable, Sequence

from endorse_cli.models.record import FindingPart
from endorse_cli.models.testing import CasePart, CaseResults
from endorse_cli.models.unchecked import UncheckedPart
from endorse_cli.reports.sanitize import sanitize
from endorse_cli.reports.testing import NO_CASES, miss_sentence
from endorse_cli.reports.unchecked import unchecked_words

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans(
    {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C", ";": "%3B"}
)


def annotations(
    findings: Iterable[FindingPart], unchecked: Sequence[UncheckedPart] = (), rubric: str = ""
) -> str:
    """One workflow command a finding, errors first: GitHub shows only the first ten of a kind.

    What was not checked is one error together, at the rubric's file.
    """
    ordered = sorted(findings, key=lambda finding: finding["severity"] != "error")
    if unchecked:
        said = "; ".join(map(unchecked_words, unchecked))
        ordered.append(_finding("not checked", rubric, 0, f"{said}."))
    return "".join(_annotation(finding) for finding in ordered)


def case_annotations(test: CaseResults, rubric: str) -> str:
    """One workflow command a case that fails or cannot be read, each at its place.

    Where there is no case, that is one failure of the rubric, whose file is `rubric`.
    """
    failed = [_failed(case) for case in test["cases"] if case["misses"]]
    invalid = [finding for part in test["invalid"] for finding in part["findings"]]
    tried = test["cases"] or test["invalid"] or test["unchecked"]
    none = [] if tried else [_finding("no cases", rubric, 0, NO_CASES)]
    return annotations([*failed, *invalid, *none], test["unchecked"], rubric)


def _failed(case: CasePart) -> FindingPart:
    sentences = " ".join(map(miss_sentence, case["misses"]))
    return _finding("case", case["file"], case["line"], f"{case['case']}: {sentences}")


def _finding(title: str, file: str, line: int, message: str) -> FindingPart:
    return {
        "code": title,
        "severity": "error",
        "file": file,
        "line": line,
        "column": 1,
        "message": message,
        "help": "",
    }


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
