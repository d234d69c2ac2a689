"""The only place that writes an overlay to start from: a head that works, and the rest to fill in.

What a chapter may do stands as comments made of the rubric below: its families with a criterion of
one's own, every setting with its value now.
"""

import json
from collections.abc import Iterator

from endorse_cli.models.floors import floor_of
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import EvidenceRule, Family, Rubric
from endorse_cli.reports.case_file import case_file
from endorse_cli.reports.look import Look

ADOPTED = "basis: chapter, adopted: {by: general meeting, date: 2026-01-31}"
_LOOK = Look(200)

HEAD = """\
# What we add to the rubric below, and what we change in it; everything else stays as it is there.
# Each line that we add says who adopted it and when. `endorse rubric show` lists what there is.
format: 1
rubric: {id}
version: 0.1.0                    # raise it with every change
extends: {base}
title: {title}
# effective: 2026-02-01           # from when it applies
"""

OTHERS = """\
# What else can be said, each with who adopted it:
# demand:                         # more evidence, or fresher evidence, for a question
#   {criterion}: {{evidence: required, from: {locator}, {adopted}}}
# switch_off:                     # a line that we do not follow; every report shows it
#   {criterion}: {{reason: why, from: {locator}, {adopted}}}
"""


def overlay_start(base: Rubric, extends: str, id: str) -> str:
    """The text of an overlay that changes nothing yet and can be checked as it is."""
    title = json.dumps(f"{_LOOK.safe(base.title)}, as we have adopted it", ensure_ascii=False)
    head = HEAD.format(id=id, base=json.dumps(extends, ensure_ascii=False), title=title)
    parts = [head, *_families(base), *_settings(base), _others(base)]
    return "\n".join(part for part in parts if part)


def first_case(expect: dict[str, Plain]) -> str:
    """A case that holds before anything is changed: nobody knows anything."""
    why = "Silence settles nothing that answers could still settle."
    return case_file({"case": "nothing is known", "why": why, "expect": expect, "answers": {}})


def _families(base: Rubric) -> Iterator[str]:
    lines = [line for family in base.families.values() for line in _member(base, family)]
    if lines:
        yield "\n".join(["# criteria:                       # questions of our own", *lines, ""])


def _member(base: Rubric, family: Family) -> Iterator[str]:
    model = next((c for c in base.criteria.values() if family.id in c.families), None)
    if model is None:
        return
    answer = model.kind.scale or ("yes_no" if model.kind.form == "yes_no" else None)
    if answer is None:
        return
    yield f"#   {family.id}_1:               # {_LOOK.safe(family.title)}"
    yield f"#     group: {model.group}"
    yield f"#     in: [{family.id}]"
    yield '#     ask: "What is asked of everybody?"'
    yield f"#     answer: {answer}"
    if model.may_be_not_applicable:
        yield "#     may_be: not_applicable"
    floor = floor_of(family, base.criteria)
    if floor.evidence is not None:
        yield f"#     evidence: {_evidence(floor.evidence)}    # as the family asks at least"
    if floor.fresh_for is not None:
        span = floor.fresh_for
        yield f"#     fresh_for: {{{span.unit}: {span.count}}}    # as the family asks at least"
    yield f"#     from: {model.grounds.locators[0]}"
    yield "#     basis: chapter"
    yield "#     adopted: {by: general meeting, date: 2026-01-31}"


def _evidence(rule: EvidenceRule) -> str:
    return f"{{required_for: [{', '.join(rule.required_for)}]}}" if rule.required_for else rule.rule


def _settings(base: Rubric) -> Iterator[str]:
    if base.settings:
        lines = [
            f"#   {setting.id}: {{value: {setting.value}, from: {setting.grounds.locators[0]}, "
            f"{ADOPTED}}}"
            for setting in base.settings.values()
        ]
        yield "\n".join(["# set:                            # each with its value now", *lines, ""])


def _others(base: Rubric) -> str:
    first = next(iter(base.criteria.values()))
    return OTHERS.format(criterion=first.id, locator=first.grounds.locators[0], adopted=ADOPTED)
