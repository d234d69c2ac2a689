"""The only place that reads the short entries of a rubric: a group, a family, a setting, a score,
a finding, a reading; longer ones have a module each.
"""

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.amount_reader import read_amount
from endorse_cli.models.amounts import BrokenAmount
from endorse_cli.models.conditions import exceptions_at, when_at
from endorse_cli.models.criteria import INHERITED, read_evidence_rule, read_fresh_for
from endorse_cli.models.entries import text_at, word_at
from endorse_cli.models.grounds import read_grounds, read_locators
from endorse_cli.models.kinds import BROKEN, Answers, Scale, read_kind
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Family, FindingRule, Reading, Score, Setting

GROUNDS = grounds_of.KEYS


def read_group(reader: Reader, id: str, value: Plain, trail: Trail) -> str:
    """The title of a group; its id where it has none."""
    found = reader.keys(value, f"Group {quoted(id)}", trail, ("title",))
    return text_at(reader, found, "title", trail) if "title" in found else id


def read_family(
    scales: dict[str, Scale], reader: Reader, id: str, value: Plain, trail: Trail
) -> Family:
    """A family: what stands in until an overlay adds a member, and what all have at least."""
    optional = ("placeholder", *INHERITED)
    found = reader.keys(value, f"Family {quoted(id)}", trail, ("title",), optional)
    stand_in = text_at(reader, found, "placeholder", trail) or None
    kind = (
        read_kind(reader, found["answer"], scales, (*trail, "answer"))
        if "answer" in found
        else None
    )
    return Family(
        id,
        text_at(reader, found, "title", trail),
        stand_in,
        trail,
        evidence=read_evidence_rule(reader, found["evidence"], Answers(kind or BROKEN), trail)
        if "evidence" in found
        else None,
        fresh_for=read_fresh_for(reader, found, trail),
        answer=kind,
    )


def read_setting(reader: Reader, id: str, value: Plain, trail: Trail) -> Setting:
    """A setting, its value as written."""
    what = f"Setting {quoted(id)}"
    found = reader.keys(value, what, trail, ("value",), (*GROUNDS, "of"))
    own = read_grounds(reader, found, what, trail)
    of = text_at(reader, found, "of", trail) or None
    return Setting(id, text_at(reader, found, "value", trail), of, own, trail)


def read_finding(reader: Reader, id: str, value: Plain, trail: Trail) -> FindingRule:
    """A finding: the condition that it names."""
    what = f"Finding {quoted(id)}"
    found = reader.keys(value, what, trail, ("when",), (*GROUNDS, "unless", "title"))
    when = when_at(reader, found, trail)
    unless = exceptions_at(reader, found, what, trail)
    own = read_grounds(reader, found, what, trail)
    title = text_at(reader, found, "title", trail) or None
    return FindingRule(id, title, when, unless, own, trail)


def read_score(reader: Reader, id: str, value: Plain, trail: Trail) -> Score:
    """A score: the amount that it names, and which way is good."""
    what = f"Score {quoted(id)}"
    found = reader.keys(value, what, trail, ("value",), (*GROUNDS, "better", "title"))
    at = (*trail, "value")
    amount = read_amount(reader, found["value"], at) if "value" in found else BrokenAmount(at)
    better = word_at(reader, found, "better", trail, ("higher", "lower"))
    own = read_grounds(reader, found, what, trail)
    title = text_at(reader, found, "title", trail) or None
    return Score(id, title, amount, better != "lower", own, trail)


def read_reading(reader: Reader, id: str, value: Plain, trail: Trail) -> Reading:
    """A reading of the document where it is open."""
    what = f"Reading {quoted(id)}"
    found = reader.keys(value, what, trail, ("at", "question", "chosen", "instead"))
    at = read_locators(reader, found["at"], (*trail, "at")) if "at" in found else ()
    question, chosen, instead = (
        text_at(reader, found, key, trail) for key in ("question", "chosen", "instead")
    )
    return Reading(id, at, question, chosen, instead, trail)
