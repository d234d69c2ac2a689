"""The only place that writes files to fill in: a candidate, and an overlay to start from.

Whatever comes from the rubric stands in comments, sanitized and folded, so that no text can end
its comment and become a key.
"""

import json
import re
from collections.abc import Iterator
from shlex import quote

from endorse_cli.models.decisions import Decision
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion, EvidenceRule, Family, Rubric
from endorse_cli.reports.characters import fold
from endorse_cli.reports.machine_text import case_file
from endorse_cli.reports.page import Look
from endorse_cli.reports.printed_rubric.criteria import answers_of, remarks_on
from endorse_cli.rubric.floors import floor_of
from endorse_cli.views.printed_names import cited, outcome_words, plain_name, title_of

COLUMNS = 88
"""Comments are folded here; a line of YAML is never folded."""

_HOW = """\
How to answer. In place of `unknown` write {what}.
What is not known, or nobody has looked into, stays `unknown`, even where the lowest
word speaks of finding nothing: it is never counted as no. Where a source is expected,
an answer without one counts, and the result says so. What stands behind each word is
this rubric's own reading of the document that it cites (¶). To say more:

  question:                           # with where it comes from, and a note
    answer: word
    evidence:
      - {source: "minutes, item 4", date: 2026-04-12, says: "what it shows"}
    note: "for members only, unless `public: true` stands beside it"

  question: {one_of: [word, other]}   # where assessors disagree
  question: {unknown: no_reply}       # why: no_reply, declined (would not say),
                                      # could_not_verify (asked, and still not clear),
                                      # not_asked (the same as `unknown` alone)

Put quotation marks around a text that has a comma, a colon or a `#` in it.
"""

_WHAT = "a word from the list above the question"
_WHAT_MEASURED = "what the list above the question names: a word, a number or a day"

_ABOUT = """\
office: "Name of the office"          # these three only where somebody is elected
seat: seat-4                          # the same for all who run for one seat
election: 2026-11-03
chapter: "Name of the chapter"        # or of the body that decides
as_of: 2026-05-01                     # the day to judge at: sources must not be too
                                      # old on it; where not given, the election
"""

_STATED = "Decisions that this file may state"

_STATE_IT = (
    "Take the `#` away, and write the outcome, only where people have decided it themselves or it "
    "is published. It is then not worked out, and answers that contradict it are an error. "
    "`{one_of: [one, other]}` where it is one of these."
)

_AFTER = """\
The case each way, in people's own words, and what was corrected later:

statements:
  for:
    - {by: "who says it", text: "the case for"}
  against:
    - {by: "who says it", text: "the case against"}
corrections:
  - {date: 2026-05-03, by: "who asked for it", what: "what was wrong"}
"""


def blank_candidate(rubric: Rubric, named: str | None = None, elsewhere: str | None = None) -> str:
    """A candidate file to fill in; it is valid as it is, and undetermined.

    `named` is how the file names its rubric, where that is not its id; `elsewhere` where the rubric
    is, if no file in that place can name it.
    """
    return "\n".join(
        [
            *_head(rubric, named or rubric.id, elsewhere),
            "",
            "answers:",
            *_answers(rubric),
            "",
            *_example(_AFTER),
            "",
        ]
    )


def _how(rubric: Rubric) -> str:
    forms = {criterion.kind.form for criterion in rubric.criteria.values()}
    measured = not forms.isdisjoint(("number", "date"))
    return _HOW.replace("{what}", _WHAT_MEASURED if measured else _WHAT)


def _head(rubric: Rubric, named: str, elsewhere: str | None) -> Iterator[str]:
    yield from _comment(f"A candidate under: {rubric.title}, version {rubric.version}")
    yield "#"
    yield from _example(_how(rubric))
    yield ""
    yield 'candidate: "Full name"'
    yield "# Take the `#` away from a line to use it:"
    yield from _example(_ABOUT)
    version = json.dumps(_LOOK.safe(rubric.version), ensure_ascii=False)
    yield f'# assessed: {{by: "the committee", date: 2026-04-28, rubric_version: {version}}}'
    if elsewhere is not None:
        yield from _comment(f"{_ELSEWHERE} --rubric {quote(elsewhere)}")
    yield f"rubric: {named if _PLAIN.fullmatch(named) else json.dumps(named, ensure_ascii=False)}"


def _answers(rubric: Rubric) -> Iterator[str]:
    for group, title in rubric.groups.items():
        asked = [criterion for criterion in rubric.criteria.values() if criterion.group == group]
        if asked:
            yield ""
            yield from _comment(f"==== {title} ====", indent=2)
        for criterion in asked:
            yield ""
            yield from _question(rubric, criterion)
    stated = [decision for decision in rubric.decisions.values() if decision.may_be_given]
    if stated:
        yield ""
        yield from _comment(f"==== {_STATED} ====", indent=2)
    for decision in stated:
        yield ""
        yield from _decision(decision)


def _decision(decision: Decision) -> Iterator[str]:
    """A decision that the file may state, commented out: left so, it is worked out."""
    yield from _comment(title_of(decision), indent=2)
    for name in decision.outcomes:
        words = outcome_words(decision, name)
        yield from _comment(name if words == plain_name(name) else f"{name} ({words})", 2, 2)
    yield from _comment(_STATE_IT, indent=2)
    yield f"  # {decision.id}: {decision.outcomes[-1]}"


def _question(rubric: Rubric, criterion: Criterion) -> Iterator[str]:
    if criterion.label:
        yield from _comment(criterion.label, indent=2)
    yield from _comment(criterion.ask, indent=2)
    for answer in answers_of(rubric, criterion):
        yield from _comment(answer, indent=2, inner=2)
    yield from _comment(" ".join(filter(None, remarks_on(rubric, criterion))), indent=2)
    if criterion.recorded:
        yield from _comment(f"No weight: {criterion.recorded}", indent=2)
    yield from _comment(cited(criterion.grounds), indent=2)
    if criterion.kind.form == "set":
        yield f"  {criterion.id}:"
        yield from (f"    {member}: unknown" for member in criterion.kind.names)
    else:
        yield f"  {criterion.id}: unknown"


_ELSEWHERE = "The rubric is in another folder, so whoever scores this file names it:"
_LOOK = Look(COLUMNS)
_PLAIN = re.compile(r"[A-Za-z0-9./_-]+")


def _comment(text: str, indent: int = 0, inner: int = 0) -> Iterator[str]:
    """A text as comment lines: no character of it can end the comment."""
    lead = f"{' ' * indent}# {' ' * inner}"
    room = COLUMNS - len(lead)
    for place, line in enumerate(fold(_LOOK.safe(text), room, room - 2)):
        yield f"{lead}{'  ' if place else ''}{line}"


def _example(text: str) -> Iterator[str]:
    """Lines of our own as comments, as they stand."""
    return (f"# {line}".rstrip() for line in text.splitlines())


ADOPTED = "basis: chapter, adopted: {by: general meeting, date: 2026-01-31}"

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
    yield '#     label: "A few words for its row"'
    yield '#     ask: "What is asked of everybody?"'
    yield f"#     answer: {answer}"
    if model.may_be_not_applicable:
        yield "#     may_be: not_applicable"
    floor = floor_of(family, base.criteria)
    if floor.evidence is not None:
        yield f"#     evidence: {_evidence_words(floor.evidence)}    # as the family asks at least"
    if floor.fresh_for is not None:
        span = floor.fresh_for
        yield f"#     fresh_for: {{{span.unit}: {span.count}}}    # as the family asks at least"
    yield f"#     from: {model.grounds.locators[0]}"
    yield "#     basis: chapter"
    yield "#     adopted: {by: general meeting, date: 2026-01-31}"


def _evidence_words(rule: EvidenceRule) -> str:
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
