"""What people write at first for a condition, and the form that is meant by it.

Each takes what stands in a file, a text or a mapping, and gives what to write instead, with its own
words in it; nothing where nobody can tell.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

from endorse_cli.models.grounds import UNITS
from endorse_cli.models.loose_words import (
    COUNTS,
    ID,
    LONGEST_FORM,
    NUMBER,
    SUBJECTS,
    WORDS,
    flow,
    number,
    number_in,
    several,
    spoken,
    truth,
)
from endorse_cli.models.plain_values import Plain, read_day, read_number

SIGNS = {
    ">=": "at_least",
    "=>": "at_least",
    "≥": "at_least",
    "<=": "at_most",
    "=<": "at_most",
    "≤": "at_most",
    ">": "more_than",
    "<": "less_than",
    "==": "at_least",
    "=": "at_least",
}
"""What stands for a comparison elsewhere, and its key here."""

_FIRST, _LAST = "no_earlier_than", "no_later_than"
_DAYS = {"at_least": _FIRST, "more_than": _FIRST, "at_most": _LAST, "less_than": _LAST}
_ON_DAYS = {
    **dict.fromkeys(("since", "after", "not before", "on or after"), "at_least"),
    **dict.fromkeys(("until", "before", "by", "not after", "on or before"), "at_most"),
}
_SAME = ("is", "are", "equals", "equal", "eq", "value", "exactly", "answer", "test", "=", "==")
_SEVERAL = ("in", "one of", "any of", "is one of", "either", "among")
_WITHIN = ("between", "range", "within", "in range")
_HAS = {
    **dict.fromkeys(
        ("contains", "has", "all of", "contains all", "has all", "includes all"), "includes"
    ),
    **dict.fromkeys(("contains any", "has any", "includes one", "contains one"), "includes_any"),
}

_SIGN = "|".join(
    (
        *map(re.escape, sorted(SIGNS, key=len, reverse=True)),
        *(rf"\b{word}\b" for word in sorted(WORDS, key=len, reverse=True)),
        *(r"\bis\b", r"\bequals\b"),
    )
)
# Compiled when they are first asked for: a rubric without faults needs none of them.
_COMPARED = (
    rf"(?:(?P<id>{ID})\s+is\s+|(?P<id2>{ID})?\s*)(?P<sign>{_SIGN})\s*(?P<bound>{NUMBER}|{ID})"
)
_BETWEEN = rf"({NUMBER})\s*(?:-|–|to|\.\.)\s*({NUMBER})"


def comparison(text: str) -> str:
    """`total >= 24` as `{total: {at_least: 24}}`, `>= 24` as `{at_least: 24}`."""
    text = text.strip()
    found = re.fullmatch(_COMPARED, text)
    if found:
        id = found["id"] or found["id2"] or ""
        sign = found["sign"]
        is_same = sign in ("=", "==", "is", "equals")
        key, bound = SIGNS.get(sign) or WORDS.get(sign, "at_least"), number_in(found["bound"])
        if is_same and read_number(bound) is None:
            return f"{{{id}: {bound}}}" if id else bound
        more = f", at_most: {bound}" if is_same else ""
        test = f"{{{key}: {bound}{more}}}"
        return f"{{{id}: {test}}}" if id else test
    between = numbers_between(text)
    return f"{{at_least: {between[0]}, at_most: {between[1]}}}" if between else ""


_TODAY = ("today", "now", "day of assessment", "the day of assessment", "application day")
_SPAN = (
    rf"(\d{{1,4}}|{'|'.join(COUNTS)}) (day|week|month|year)s?(?: (before|after|ago|of|from|prior to"
    rf"|old)(?: (?:the )?(as of|election|assessment|{'|'.join(_TODAY)}))?)?"
)
_AGES = {
    **dict.fromkeys(
        ("older than", "longer than", "for", "for at least", "since at least", "min age"),
        "at_least",
    ),
    **dict.fromkeys(
        (
            *("within", "within last", "within the last", "in the last", "in last", "last"),
            *("newer than", "younger than", "not older than", "no older than", "max age"),
        ),
        "at_most",
    ),
}
"""What is said of how long ago a day is, and how it is bounded."""


def counted_day(text: str) -> str:
    """`1 year before as_of`, `6 months ago` and `today` as days that are counted from one."""
    day = span_of(text)
    return "as_of" if spoken(text) in _TODAY else flow({**day}) if day else ""


def span_of(value: Plain) -> dict[str, Plain] | None:
    """`{months: 6}` or `6 months ago` as a day that is counted from one; None for others."""
    if isinstance(value, str) and (found := re.fullmatch(_SPAN, spoken(value))):
        count = str(COUNTS.index(found[1])) if found[1] in COUNTS else found[1]
        anchor = "election" if "election" in (found[4] or "") else "as_of"
        return {f"{found[2]}s": count, "after" if found[3] == "after" else "before": anchor}
    units = [key for key in value if key in UNITS] if isinstance(value, dict) else []
    if not isinstance(value, dict) or len(units) != 1 or len(value) > 2:
        return None
    anchor = "election" if "election" in value.values() else "as_of"
    return {units[0]: value[units[0]], "after" if "after" in value else "before": anchor}


def aged(value: dict[str, Plain]) -> str:
    """`{within: {months: 6}}` or `{at_least: 3 years}` as the days that are meant; or nothing."""
    if day := span_of({**value}):
        return f"{flow({_FIRST: day})}`, or `{flow({_LAST: day})}"
    ((key, part), *more) = value.items()
    day, said = span_of(part), spoken(key)
    side = _AGES.get(said) or _ON_DAYS.get(said) or SIGNS.get(key) or WORDS.get(said)
    if more or not day or not side:
        return ""
    if said in _ON_DAYS:
        return flow({_DAYS[side]: day})
    near, far = (_LAST, _FIRST) if "after" in day else (_FIRST, _LAST)
    if side in ("at_least", "more_than"):
        return flow({far: day})
    return flow({near: day, far: day.get("before", day.get("after", ""))})


def name_form(text: str, names: Collection[str], id: str) -> str:
    """`mid or high` as `{one_of: [mid, high]}`, `not low` as `{not: {need: low}}`; or nothing."""
    words = several(text)
    if len(words) > 1 and all(word in names for word in words):
        return f"{{one_of: [{', '.join(words)}]}}"
    denied = re.fullmatch(r"(?:not |!)\s*(\w+)", text.strip())
    return f"{{not: {{{id}: {denied[1]}}}}}" if denied and denied[1] in names else ""


def numbers_between(text: str) -> tuple[str, str] | None:
    """The two numbers of `16-23` or `16 to 23`; None for other texts."""
    found = re.fullmatch(_BETWEEN, text.strip())
    return (number_in(found[1]), number_in(found[2])) if found else None


def condition(text: str) -> str:
    """`a and not b` as `{all: [a, {not: b}]}`, a comparison as it is written here."""
    found = _condition(text.strip()) if len(text) <= LONGEST_FORM and "(" not in text else ""
    return found if found != text.strip() else ""


_DAY = r"\d{4}-\d\d-\d\d|election|as[\s_]of"
_SIDE = r"(?:on[\s_]or[\s_])?(?:before|after)|since|until|by|[<>]=?"
_AT_DAYS = rf"(?:{_SIDE})[\s_]*(?:the[\s_])?(?:{_DAY})"


def on_days(text: str) -> str:
    """`before 2026-01-01`, `after_election` or `2 years` as a test of days; nothing for others."""
    if found := re.fullmatch(rf"({_SIDE})[\s_]*(?:the[\s_])?({_DAY})", text):
        return test({found[1]: found[2].replace(" ", "_")})
    if read_day(text):
        return flow({_FIRST: text, _LAST: text})
    return aged({**day}) if (day := span_of(text)) else ""


def _condition(text: str) -> str:
    for joint, form in ((r"\s+or\s+|\s*\|\|?\s*", "any"), (r"\s+and\s+|\s*&&?\s*", "all")):
        parts = re.split(joint, text, flags=re.IGNORECASE)
        if len(parts) > 1:
            said = [_condition(part) for part in parts]
            return f"{{{form}: [{', '.join(said)}]}}" if all(said) else ""
    if denied := re.fullmatch(r"(?:not\s+|!\s*)(.+)", text, re.IGNORECASE):
        inner = _condition(denied[1])
        return f"{{not: {inner}}}" if inner else ""
    if other := re.fullmatch(rf"({ID})\s*(?:!=|is not)\s*({ID})", text):
        return f"{{not: {{{other[1]}: {other[2]}}}}}"
    if dated := re.fullmatch(rf"({ID})\s+({_AT_DAYS})", text):
        return f"{{{dated[1]}: {on_days(dated[2])}}}"
    if named := re.fullmatch(rf"({ID}):\s*({ID})", text):
        return f"{{{named[1]}: {named[2]}}}"
    return text if re.fullmatch(ID, text) else comparison(text)


def test(value: Plain) -> str:
    """`{min: 3, max: 4}` as `{at_least: 3, at_most: 4}`, `{in: [a, b]}` as `{one_of: [a, b]}`."""
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str):
            return value[0]
        return _between(value) or (flow({"one_of": value}) if _are_names(value) else "")
    if not isinstance(value, dict) or not value:
        return ""
    if days := aged(value):
        return days
    ((key, part), *more) = value.items()
    said = spoken(key)
    if not more and (truth(str(part)) or part) == "yes" and said not in (*_SAME, *_HAS):
        return on_days(key) or key
    if not more and said in _WITHIN:
        return _between(part) if isinstance(part, list) else comparison(flow(part))
    if not more and said in _SEVERAL and _are_names(part):
        return (_between(part) if isinstance(part, list) else "") or flow({"one_of": part})
    if not more and said in _HAS:
        return flow({_HAS[said]: part if isinstance(part, list) else [part]})
    if not more and said in _SAME and isinstance(part, str):
        bound = number(part) or part
        exact: Plain = {"at_least": bound, "at_most": bound}
        return flow(part if read_number(bound) is None else exact)
    return _bounded(value)


def _between(value: list[Plain]) -> str:
    if len(value) == 2 and all(isinstance(part, str) and read_day(part) for part in value):
        return flow({_FIRST: value[0], _LAST: value[1]})
    ends = [number(part) or part for part in value if isinstance(part, str)]
    read = [found for part in ends if (found := read_number(part)) is not None]
    is_row = all(after - before == 1 for before, after in pairwise(read))
    if len(read) < len(value) or not (is_row or len(read) == 2) or read != sorted({*read}):
        return ""
    return flow({"at_least": ends[0], "at_most": ends[-1]}) if read else ""


def _are_names(value: Plain) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(isinstance(x, str) for x in value)


def _bounded(value: dict[str, Plain]) -> str:
    found: dict[str, Plain] = {}
    for key, part in value.items():
        said = spoken(key)
        bound = SIGNS.get(said) or WORDS.get(said) or _ON_DAYS.get(said)
        if bound is None or part is None:
            return ""
        if said in _ON_DAYS or (isinstance(part, str) and read_day(part)):
            strict = {"less_than": "before", "more_than": "after"}.get(bound, said)
            bound, part = _DAYS.get(bound, bound), _day(strict, part)
        found[bound] = number(part) or part if isinstance(part, str) else part
    return flow(found) if len(found) == len(value) else ""


def _day(said: str, part: Plain) -> Plain:
    """The first or last day that counts, where the one named does not: the days named do here."""
    if said not in ("before", "after") or not isinstance(part, str):
        return part
    day = read_day(part)
    if day is None:
        return {"days": "1", said: part}
    end = date.min if said == "before" else date.max
    return part if day == end else (day + timedelta(-1 if said == "before" else 1)).isoformat()


_JOINTS = {
    **dict.fromkeys(("and", "all of", "both", "every", "everything", "each", "all true"), "all"),
    **dict.fromkeys(
        ("or", "any of", "either", "some", "some of", "one of", "at least one", "at least one of"),
        "any",
    ),
    **dict.fromkeys(("none", "none of", "neither", "nor", "no"), "none"),
    **dict.fromkeys(("xor", "exactly one", "only one", "one"), "one"),
}
_DENIED = ("not", "is not", "isn't", "not equal", "ne", "!=", "not in", "none of")
_SO_MANY = (
    rf"(at least|at most|exactly|no more than|up to)? ?(\d+|{'|'.join(COUNTS)})(?: or more)? of"
)


def is_joint(key: str) -> bool:
    """Whether a key joins conditions, in words that are not those of the language."""
    return spoken(key) in _JOINTS or re.fullmatch(_SO_MANY, spoken(key)) is not None


def is_denied(test: Plain) -> bool:
    """Whether a test says what must not be so, as `{not: low}`."""
    return isinstance(test, dict) and len(test) == 1 and spoken(next(iter(test))) in _DENIED


def condition_of(value: dict[str, Plain]) -> str:
    """`{either: […]}` as `{any: […]}`, `{criterion: a, is: b}` as `{a: b}`; nothing for others."""
    ((key, part), *more) = value.items()
    if not more and key in ("all", "any") and isinstance(part, dict):
        return flow({key: [{id: test} for id, test in part.items()]})
    if not more and is_joint(key):
        return _joined(spoken(key), part)
    if not more and isinstance(part, dict) and is_denied(part):
        (denied,) = part.values()
        return flow({"not": {key: {"one_of": denied} if isinstance(denied, list) else denied}})
    if "of" in value and value.keys() & {"at_least", "at_most"} and "count" not in value:
        rest = {key: part for key, part in value.items() if key not in ("of", "are")}
        return flow({"count": _counted(value["of"], value.get("are", "yes")), **rest})
    subject = part if spoken(key) in SUBJECTS and isinstance(part, str) else ""
    if subject and more:
        rest = dict(more)
        asked = test(rest) or flow(rest)
        return f"{{{subject}: {asked}}}"
    return ""


def _joined(word: str, parts: Plain) -> str:
    joint = _JOINTS.get(word)
    if joint:
        if joint == "one":
            return flow({"count": parts, "at_least": "1", "at_most": "1"})
        return f"{{not: {flow({'any': parts})}}}" if joint == "none" else flow({joint: parts})
    found = re.fullmatch(_SO_MANY, word)
    assert found, word
    said = found[2] if found[2].isdigit() else str(COUNTS.index(found[2]))
    bounds = {"exactly": ("at_least", "at_most"), "at most": ("at_most",), "up to": ("at_most",)}
    bounds["no more than"] = ("at_most",)
    keys = bounds.get(found[1] or "", ("at_least",))
    return flow({"count": _counted(parts, "yes"), **dict.fromkeys(keys, said)})


def _counted(parts: Plain, are: Plain) -> Plain:
    """What is counted: ids with the test that each is put to, or the conditions themselves."""
    return {"of": parts, "are": are} if isinstance(parts, str) or _are_names(parts) else parts
