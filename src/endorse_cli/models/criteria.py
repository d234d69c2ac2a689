"""The only place that reads criteria: what is asked, and what an answer to it needs."""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.entries import text_at, word_at
from endorse_cli.models.grounds import NO_GROUNDS, read_grounds
from endorse_cli.models.kinds import (
    BROKEN,
    NOT_APPLICABLE,
    Answers,
    Kind,
    Scale,
    read_kind,
    read_name_texts,
)
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Criterion, EvidenceRule, Family
from endorse_cli.models.spans import InForce, Span, read_in_force, read_span
from endorse_cli.models.words import CURES, PANELS, WHOM

REQUIRED = ("group", "ask", "answer")
INHERITED = ("evidence", "fresh_for", "answer")
"""What a family may say for all its members."""
OPTIONAL = (
    *grounds_of.KEYS,
    "in",
    "may_be",
    "recorded",
    "recorded_members",
    "anchors",
    "titles",
    "cure",
    "asked_of",
    "evidence",
    "panel",
    "assume",
    "fresh_for",
    "in_force",
)


def read_criterion(
    scales: dict[str, Scale],
    families: dict[str, Family],
    reader: Reader,
    id: str,
    value: Plain,
    trail: Trail,
) -> Criterion:
    """One criterion; its kind may name one of the scales, or be that of its family."""
    what = f"Criterion {quoted(id)}"
    kind = _family_kind(value, families)
    required = REQUIRED if kind is None else REQUIRED[:-1]
    found = reader.keys(value, what, trail, required, (*REQUIRED, *OPTIONAL))
    if "answer" in found:
        kind = read_kind(reader, found["answer"], scales, (*trail, "answer"))
    kind = kind or BROKEN
    beside = (NOT_APPLICABLE,) if "may_be" in found else ()
    titles = read_name_texts(reader, found.get("titles"), "titles", Answers(kind, beside), trail)
    answers = Answers(kind, beside, titles)
    members = Answers(kind if kind.form == "set" else BROKEN, titles=titles)

    def texts(key: str, answers: Answers) -> dict[str, str]:
        return read_name_texts(reader, found.get(key), key, answers, trail)

    return Criterion(
        id=id,
        group=text_at(reader, found, "group", trail),
        ask=text_at(reader, found, "ask", trail),
        kind=kind,
        grounds=read_grounds(reader, found, what, trail) if isinstance(value, dict) else NO_GROUNDS,
        families=_families(reader, found, trail),
        may_be_not_applicable=bool(word_at(reader, found, "may_be", trail, (NOT_APPLICABLE,))),
        recorded=text_at(reader, found, "recorded", trail) or None,
        recorded_members=texts("recorded_members", members),
        anchors=texts("anchors", answers),
        titles=titles,
        cure=word_at(reader, found, "cure", trail, CURES),
        asked_of=word_at(reader, found, "asked_of", trail, WHOM),
        evidence=read_evidence_rule(reader, found.get("evidence", "expected"), answers, trail),
        fresh_for=read_fresh_for(reader, found, trail),
        in_force=_in_force(reader, found, trail),
        trail=trail,
        panel=word_at(reader, found, "panel", trail, PANELS),
        assume=text_at(reader, found, "assume", trail) or None,
        inherited=frozenset(key for key in INHERITED if key not in found),
    )


def _family_kind(value: Plain, families: dict[str, Family]) -> Kind | None:
    """The kind that the first family to name one gives a criterion that names none."""
    if not isinstance(value, dict) or "answer" in value:
        return None
    written = value.get("in")
    named = written if isinstance(written, list) else [written]
    given = (families[name].answer for name in named if isinstance(name, str) and name in families)
    return next((kind for kind in given if kind is not None), None)


def _families(reader: Reader, found: dict[str, Plain], trail: Trail) -> tuple[str, ...]:
    return reader.one_or_more(found["in"], "`in`", (*trail, "in")) if "in" in found else ()


def read_fresh_for(reader: Reader, found: dict[str, Plain], trail: Trail) -> Span | None:
    """How old a source may be; None where nothing is said."""
    if "fresh_for" not in found:
        return None
    return read_span(reader, found["fresh_for"], "`fresh_for`", (*trail, "fresh_for"))


def _in_force(reader: Reader, found: dict[str, Plain], trail: Trail) -> InForce | None:
    if "in_force" not in found:
        return None
    return read_in_force(reader, found["in_force"], (*trail, "in_force"))


def read_evidence_rule(
    reader: Reader, value: Plain, answers: Answers, trail: Trail
) -> EvidenceRule:
    """Whether answers need a source, or which of them do."""
    at = (*trail, "evidence")
    if isinstance(value, dict):
        keys = reader.keys(value, "`evidence`", at, ("required_for",))
        if "required_for" not in keys:
            return EvidenceRule()
        here = (*at, "required_for")
        wanted = reader.texts(keys["required_for"], "`required_for`", here)
        for position, name in enumerate(wanted):
            if name and not answers.take(name):
                answers.refuse(reader, name, "`required_for`", (*here, position))
        return EvidenceRule("expected", wanted)
    rule = reader.word(value, "`evidence`", at, ("required", "expected", "none"))
    return EvidenceRule(rule or "expected")
