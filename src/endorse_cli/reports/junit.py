"""The only place that writes what came of cases in the XML that build services read."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from endorse_cli.models.record import InvalidPart
from endorse_cli.models.testing import CasePart, CaseResults
from endorse_cli.reports.sanitize import sanitize
from endorse_cli.reports.testing import NO_CASES, miss_sentence
from endorse_cli.reports.unchecked import unchecked_words

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_junit(test: CaseResults) -> str:
    """One suite for the rubric, one test for each case; a case that cannot be read is an error.

    Characters that XML forbids are shown by their number. Where there is no case, that is one
    failure: a service that looks at the file alone must not take it for success.
    """
    left = test["unchecked"]
    none = not test["cases"] and not test["invalid"] and not left
    numbers = {
        "tests": str(len(test["cases"]) + len(test["invalid"]) + len(left) + none),
        "failures": str(test["failed"] + none),
        "errors": str(len(test["invalid"]) + len(left)),
    }
    top = Element("testsuites", {"name": "endorse rubric test", **numbers})
    suite = SubElement(top, "testsuite", {"name": sanitize(test["rubric"]), **numbers})
    for case in test["cases"]:
        _add_case(suite, test["rubric"], case)
    for invalid in test["invalid"]:
        _add_invalid(suite, test["rubric"], invalid)
    for part in left:
        entry = _testcase(suite, test["rubric"], part["what"])
        _add(entry, "error", "unchecked", unchecked_words(part), unchecked_words(part))
    if none:
        _add(_testcase(suite, test["rubric"], "cases"), "failure", "none", NO_CASES, NO_CASES)
    indent(top)
    return f"{DECLARATION}{tostring(top, encoding='unicode')}\n"


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
