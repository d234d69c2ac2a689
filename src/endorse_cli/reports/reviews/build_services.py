"""The only place that writes for build services: GitHub's annotations, and JUnit's XML."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from endorse_cli.models.audits import UncheckedPart
from endorse_cli.models.record import FindingPart, InvalidPart
from endorse_cli.models.trials import CasePart, CaseResults
from endorse_cli.reports.characters import sanitize
from endorse_cli.reports.reviews.case_results import NO_CASES, is_empty, miss_sentence
from endorse_cli.reports.reviews.review_findings import unchecked_words

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
    none = [_finding("no cases", rubric, 0, NO_CASES)] if is_empty(test) else []
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


DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_junit(*tests: CaseResults) -> str:
    """One suite for each rubric, one test for each case; a case that cannot be read is an error.

    Characters that XML forbids are shown by their number. Where there is no case, that is one
    failure: a service that looks at the file alone must not take it for success.
    """
    top = Element("testsuites", {"name": "endorse rubric test", **_numbers(tests)})
    for test in tests:
        _add_suite(top, test)
    indent(top)
    return f"{DECLARATION}{tostring(top, encoding='unicode')}\n"


def _numbers(tests: Iterable[CaseResults]) -> dict[str, str]:
    """How many tests, failures and errors there are."""
    counts = [0, 0, 0]
    for test in tests:
        left, nothing = len(test["unchecked"]) + len(test["invalid"]), is_empty(test)
        found = (len(test["cases"]) + left + nothing, test["failed"] + nothing, left)
        counts = [one + more for one, more in zip(counts, found, strict=True)]
    return dict(zip(("tests", "failures", "errors"), map(str, counts), strict=True))


def _add_suite(top: Element, test: CaseResults) -> None:
    name = {"name": sanitize(test["rubric"])}
    suite = SubElement(top, "testsuite", name | _numbers([test]))
    for case in test["cases"]:
        _add_case(suite, test["rubric"], case)
    for invalid in test["invalid"]:
        _add_invalid(suite, test["rubric"], invalid)
    for part in test["unchecked"]:
        entry = _testcase(suite, test["rubric"], part["what"])
        _add(entry, "error", "unchecked", unchecked_words(part), unchecked_words(part))
    if is_empty(test):
        _add(_testcase(suite, test["rubric"], "cases"), "failure", "none", NO_CASES, NO_CASES)


def _add_case(suite: Element, rubric: str, case: CasePart) -> None:
    entry = _testcase(suite, f"{rubric}.{case['file']}", case["case"])
    if case["misses"]:
        sentences = [miss_sentence(miss) for miss in case["misses"]]
        place = f"{case['file']}:{case['line']}"
        _add(entry, "failure", case["misses"][0]["aspect"], sentences[0], place, *sentences)


def _add_invalid(suite: Element, rubric: str, invalid: InvalidPart) -> None:
    first, *_ = findings = invalid["findings"]
    name = f"{invalid['source']}:{first['line']}"
    entry = _testcase(suite, f"{rubric}.{invalid['source']}", name)
    lines = [f"{f['file']}:{f['line']}:{f['column']}: {f['message']} {f['help']}" for f in findings]
    _add(entry, "error", first["code"], first["message"], *lines)


def _testcase(suite: Element, place: str, name: str) -> Element:
    return SubElement(suite, "testcase", {"classname": sanitize(place), "name": sanitize(name)})


def _add(entry: Element, tag: str, kind: str, message: str, *lines: str) -> None:
    words = {"type": sanitize(kind), "message": sanitize(message)}
    SubElement(entry, tag, words).text = "\n".join(map(sanitize, lines))
