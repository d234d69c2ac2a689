"""The only place that says what each edition holds, and leaves the rest out of a record.

An edition is made before any format, so no format can show what is not in it. Leaving out moves
nothing: outcomes, rows, findings, reasons and changes are those of the record as it was scored.

Contact data is looked for as e-mail addresses and telephone numbers. It would rather leave out too
much than too little: days, ranges of years and sums of money are let pass; any other seven digits
that stand together, or in groups with the signs that people put between the digits of a telephone
number, are taken for one. Streets and names of accounts stay: the first are where an office is, the
second are how a campaign speaks in public.
"""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from endorse_cli.models.candidate import Slate
from endorse_cli.models.model import Model, replace
from endorse_cli.models.record import (
    Audience,
    CandidatePart,
    InvalidPart,
    LeftOutPart,
    LinePart,
    Record,
)

if TYPE_CHECKING:
    from endorse_cli.models.side_by_side import TogetherPart

WITHHELD = "What is wrong with it is shown to members alone, since it quotes the file."

Tree: TypeAlias = "str | int | None | list[Tree] | dict[str, Tree]"
"""What a machine form is made of."""

T = TypeVar("T")
M = TypeVar("M", bound=Model)


def edition(record: Record, audience: Audience) -> tuple[Record, LeftOutPart]:
    """The record as it may be given to an audience, and how much was left out.

    Members get it as it is. The public gets no note that is not `public: true`, no contact data,
    no digest of the file, and nothing of an answer that is not established, not even that one was
    given. What was left out before stays counted, and stays out.
    """
    left_out = nothing_left_out()
    if "edition" in record:
        left_out = {**record["edition"]["left_out"]}
    if audience == "members":
        return record, left_out
    who: CandidatePart = {**record["candidate"], "digest": ""}
    public: Record = {
        **record,
        "candidate": _cleaned(who, left_out),
        "assessed": _cleaned(record["assessed"], left_out),
        "lines": [_public_line(line, left_out) for line in record["lines"]],
        "statements": _cleaned(record["statements"], left_out),
        "corrections": _cleaned(record["corrections"], left_out),
        "edition": {"audience": audience, "left_out": left_out},
    }
    public.pop("carries", None)
    return public, left_out


def nothing_left_out() -> LeftOutPart:
    """The count to begin with."""
    return {"notes": 0, "contacts": 0}


def total(counts: Iterable[LeftOutPart]) -> LeftOutPart:
    """What several editions leave out together."""
    sums = nothing_left_out()
    for count in counts:
        sums["notes"] += count["notes"]
        sums["contacts"] += count["contacts"]
    return sums


def edition_of_invalid(part: InvalidPart, audience: Audience) -> InvalidPart:
    """What could not be read, for the public without what a message quotes of it."""
    if audience == "members":
        return part
    source = without_contacts(part["source"])[0]
    return {
        "source": source,
        "findings": [
            {**found, "file": source, "message": WITHHELD, "help": ""} for found in part["findings"]
        ],
    }


def edition_of_slate(slate: Slate, audience: Audience) -> Slate:
    """What is printed of a slate, for the public without contact data.

    Where answers go stays: it is written to be passed on.
    """
    if audience == "members":
        return slate
    days = {_bare(what): day for what, day in slate.chapter.deadlines.items()}
    chapter = _texts_bare(replace(slate.chapter, deadlines=days), but=("reply_to",))
    return replace(_texts_bare(slate), chapter=chapter)


def _texts_bare(part: M, but: Collection[str] = ()) -> M:
    """A part of a slate without contact data in any text that its model declares."""
    texts = {name: getattr(part, name) for name in type(part).model_fields if name not in but}
    return replace(part, **{name: reworded(value)[0] for name, value in texts.items()})


IDS = ("rubric", "criterion", "criteria", "variable", "variables", "decision", "form", "said", "id")
"""Keys under which the rubric's own words stand, which are public."""


def edition_of_together(part: T, audience: Audience) -> T:
    """What is said of candidates together, for the public without contact data."""
    return part if audience == "members" else cast("T", _reworded(cast("Tree", part), IDS)[0])


def left_out_of_together(part: "TogetherPart", invalid: Iterable[InvalidPart]) -> LeftOutPart:
    """What the public edition leaves out of the members' report on candidates together."""
    contacts = _reworded(cast("Tree", part), IDS)[1]
    contacts += sum(without_contacts(one["source"])[1] for one in invalid)
    return {**nothing_left_out(), "contacts": contacts}


def _bare(text: str) -> str:
    return without_contacts(text)[0]


def reworded(value: T) -> tuple[T, int]:
    """A machine form without contact data in any text of it, and in how many places it stood.

    Keys stay: they are ids.
    """
    cleaned, found = _reworded(cast("Tree", value))
    return cast("T", cleaned), found


def _public_line(line: LinePart, left_out: LeftOutPart) -> LinePart:
    """A line without what is for members; answers are the rubric's own words and stay."""
    note, evidence = line["note"], line["evidence"]
    if line["state"] == "unsupported":
        # Where only the adverse answer needs a source, that one lacks it says which it was.
        left_out["notes"] += bool(note or evidence)
        line = {**line, "state": "not_asked", "public": False}
        note, evidence = None, []
    elif note is not None and not line["public"]:
        left_out["notes"] += 1
        note = None
    return {**line, "note": _cleaned(note, left_out), "evidence": _cleaned(evidence, left_out)}


def _cleaned(value: T, left_out: LeftOutPart) -> T:
    cleaned, found = reworded(value)
    left_out["contacts"] += found
    return cleaned


def _reworded(value: Tree, kept: Collection[str] = ()) -> tuple[Tree, int]:
    if isinstance(value, str):
        return without_contacts(value)
    if isinstance(value, list):
        items = [_reworded(item, kept) for item in value]
        return [item for item, _ in items], sum(found for _, found in items)
    if isinstance(value, dict):
        parts = {
            key: (part, 0) if key in kept else _reworded(part, kept) for key, part in value.items()
        }
        return {key: part for key, (part, _) in parts.items()}, sum(n for _, n in parts.values())
    return value, 0


# Every expression here takes time in proportion to the text, whoever wrote it: what can be begun at
# many places ends after so many characters, or takes what it has found. They are compiled when they
# are first asked for: most texts are given to members as they are.

LEFT_OUT = "[…]"
"""Stands where contact data stood; no words, since it stands in records too."""

_HIDDEN = r"\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_GAP = rf"[\s()\[\].·•*~_|/\\+\-\u2010-\u2015\u2212{_HIDDEN}]{{0,4}}"
"""What people put between the digits of a telephone number, and what cannot be seen there."""

_YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR})"
_YEARS = rf"{_YEAR}(?:\s?[-–—/ ]\s?{_YEAR})+"
_SUM = r"[1-9]\d{0,2}(?:[ ,.\u00a0\u202f]\d{3}){1,6}|[1-9]\d*"
_UNIT = r"(?:(?:euros?|dollars?|pounds?|EUR|USD|GBP)\b|€(?!\s?\d))"
_MONEY = rf"[$€£¥]\s?\d+(?:[,.]\d{{3}})*|(?<!\d)(?:{_SUM})\s?{_UNIT}"
_PLAIN = rf"(?<![\d])(?:{_DAY}|{_YEARS})(?!\d)|{_MONEY}"
"""Digits that are no telephone number."""

_NUMBER = rf"\+?\(?\d(?:{_GAP}(?!(?<!\d){_DAY}(?!\d))\d){{6,}}"
_DIGITS = rf"(?P<plain>{_PLAIN})|{_NUMBER}"

_LOCAL = r"[^\s@＠﹫<>()\[\]{},;:\"“”„/?=&]{1,64}"
_AT_ESCAPED = r"%40|&(?:#0*64|#x0*40|commat);"
_AT = (
    rf"(?:\s?(?:[@＠﹫]|{_AT_ESCAPED})\s?|\s*[(\[{{<]\s*(?:at|[@＠﹫]|{_AT_ESCAPED})\s*[)\]}}>]\s*)"
)
_DOT_ESCAPED = r"&(?:#0*46|#x0*2e|period);"
_DOT = rf"(?:[.。．]|{_DOT_ESCAPED}|\s*[(\[{{<]\s*(?:dot|[.。．]|{_DOT_ESCAPED})\s*[)\]}}>]\s*)"
_LABEL = r"[^\s@＠﹫<>()\[\]{},;:\"“”„./?#&]{1,63}"
_HOST = rf"{_LABEL}(?:{_DOT}{_LABEL})*"
# `posted at paper.example` goes too: nothing tells its first word from somebody's name.
_SPOKEN = r"[\w-]{1,63}(?:(?:\s+dot\s+[\w-]{1,63})+|(?:\.[\w-]{1,63})*\.[a-z]{2,24}\b)"
_MAIL = rf"(?i)(?:{_LOCAL}{_AT}{_HOST}|\b[\w.+-]{{1,64}}\s+at\s+{_SPOKEN})"
_MAY_BE_MAIL = rf"(?i)[@＠﹫]|{_AT_ESCAPED}|\bat\b"

_SCHEME = (
    r"(?i)\b(?:mailto|tel|sms|callto|facetime|sip|sips|skype|xmpp|whatsapp):(?://)?[^\s<>\"]+"
    r"|\b(?:wa\.me|t\.me|signal\.me|api\.whatsapp\.com)/[^\s<>\"]+"
)

_ADDRESS = r"(?i)https?://[^\s<>\"]+"
_CALLED = (
    r"(?i)(?:\+|%2b|\b(?:phone|tel|telephone|mobile|cell|call|sms|fax)[a-z_-]{0,64}[=/:])\+?"
    rf"\d(?:{_GAP}\d){{4,}}"
    rf"|(?<!\d)(?:(?:\(?\d{{3}}\)?[-.])?\d{{3}}[-.]\d{{4}}|[2-9]\d{{9}})(?!\d)"
)
"""A telephone number inside the address of a page, where long numbers are the rule."""


def without_contacts(text: str) -> tuple[str, int]:
    """The text with every piece of contact data replaced by `[…]`, and how many there were."""
    text, schemes = re.subn(_SCHEME, LEFT_OUT, text)
    mails = 0
    if re.search(_MAY_BE_MAIL, text):
        text, mails = re.subn(_MAIL, LEFT_OUT, text)
    parts: list[str] = []
    numbers = end = 0
    for page in re.finditer(_ADDRESS, text):
        for part, found in (
            _without_numbers(text[end : page.start()]),
            re.subn(_CALLED, LEFT_OUT, page[0]),
        ):
            parts.append(part)
            numbers += found
        end = page.end()
    rest, found = _without_numbers(text[end:])
    return "".join((*parts, rest)), schemes + mails + numbers + found


def _without_numbers(text: str) -> tuple[str, int]:
    found = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal found
        if match["plain"] is not None:
            return match[0]
        found += 1
        return LEFT_OUT

    return re.sub(_DIGITS, replaced, text), found
