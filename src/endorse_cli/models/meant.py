"""What people write at the first try, and the form of the language that is meant by it.

Each takes the words that stand in a file and gives what to write instead, with those words in it;
nothing where nobody can tell.
"""

import re

from endorse_cli.models.plain import RESERVED, read_number

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_ID = r"[A-Za-z][\w-]*"

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

WORDS = {
    "at least": "at_least",
    "minimum": "at_least",
    "min": "at_least",
    "at most": "at_most",
    "maximum": "at_most",
    "max": "at_most",
    "up to": "at_most",
    "more than": "more_than",
    "over": "more_than",
    "above": "more_than",
    "less than": "less_than",
    "under": "less_than",
    "below": "less_than",
}

_SIGN = "|".join(map(re.escape, sorted((*SIGNS, *WORDS), key=len, reverse=True)))
# Compiled when they are first asked for: a rubric without faults needs none of them.
_COMPARED = (
    rf"(?:(?P<id>{_ID})\s+is\s+|(?P<id2>{_ID})?\s*)(?P<sign>{_SIGN})\s*(?P<bound>{_NUMBER}|{_ID})"
)
_BETWEEN = rf"({_NUMBER})\s*(?:-|–|to|\.\.)\s*({_NUMBER})"
_TIMES = rf"(?:({_NUMBER})\s*[*x×·]\s*({_ID})|({_ID})\s*[*x×·]\s*({_NUMBER}))"
_DIVIDED = rf"({_ID})\s*(?:/|÷)\s*({_ID})"
_LESS = rf"({_ID})\s*(?:-|−)\s*({_ID})"
_ADDED = rf"{_ID}(?:\s*\+\s*{_ID})+"


def number_in(text: str) -> str:
    """A number without the commas between its thousands."""
    return text.replace(",", "")


def comparison(text: str) -> str:
    """`total >= 24` as `{total: {at_least: 24}}`, `>= 24` as `{at_least: 24}`."""
    text = text.strip()
    found = re.fullmatch(_COMPARED, text)
    if found:
        id = found["id"] or found["id2"] or ""
        sign = found["sign"]
        key, bound = SIGNS.get(sign) or WORDS[sign], number_in(found["bound"])
        if sign in ("=", "==") and read_number(bound) is None:
            return f"{{{id}: {bound}}}" if id else bound
        more = f", at_most: {bound}" if sign in ("=", "==") else ""
        test = f"{{{key}: {bound}{more}}}"
        return f"{{{id}: {test}}}" if id else test
    between = re.fullmatch(_BETWEEN, text)
    if between:
        return f"{{at_least: {number_in(between[1])}, at_most: {number_in(between[2])}}}"
    return ""


def amount(text: str) -> str:
    """`quality * 3` as `{times: [3, quality]}`; what is added, divided or taken off likewise."""
    found = re.fullmatch(_TIMES, text.strip())
    if found:
        number, id = found[1] or found[4], found[2] or found[3]
        return f"{{times: [{number_in(number)}, {id}]}}"
    if re.fullmatch(_ADDED, text.strip()):
        return f"{{sum: [{', '.join(part.strip() for part in text.split('+'))}]}}"
    if found := re.fullmatch(_DIVIDED, text.strip()):
        return f"{{share: {found[1]}, out_of: {found[2]}, if_none: 0}}"
    if found := re.fullmatch(_LESS, text.strip()):
        return f"{{sum: [{found[1]}, {{minus: {found[2]}}}]}}"
    return ""


def amount_of(key: str, value: object) -> str:
    """`{idea: {times: 2}}` as `{times: [2, idea]}`, `{budget: 1}` as `budget`."""
    if isinstance(value, dict) and len(value) == 1:
        ((form, value),) = value.items()
        if form not in ("times", "weight"):
            return ""
    if not isinstance(value, str) or read_number(value) is None:
        return ""
    return key if read_number(value) == 1 else f"{{times: [{value}, {key}]}}"


def new_id(text: str) -> str:
    """`First-time` as `first_time`; nothing where no id comes of it."""
    if not text.isascii():
        return ""
    word = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    word = re.sub(r"^[0-9_]+", "", word)
    return f"{word}_" if word in RESERVED else word if word and word != text else ""


_NUMERIC = frozenset(
    (
        *("number", "integer", "int", "count", "percent", "percentage", "money", "amount"),
        *("float", "decimal", "dollars", "euros", "numeric", "points", "years"),
    )
)
_RATED = r"(?:rating|scale|score|stars)?[ _]*(\d+)\s*(?:-|–|to|\.\.|_)\s*(\d+)"


def rating(low: str, high: str) -> str:
    """The kind of answer that is a whole number between two."""
    return f"answer: {{number: {{unit: points, min: {low}, max: {high}, step: 1}}}}"


def kind(word: str) -> str:
    """`boolean` as `answer: yes_no`, `1-5` as the number that it is; nothing for other words."""
    said = word.strip().lower()
    plain = re.sub(r"[^a-z]", "", said)
    if plain in ("boolean", "bool", "yesno", "yesorno", "yn", "truefalse", "flag", "checkbox"):
        return "answer: yes_no"
    if plain in ("day", "datetime"):
        return "answer: date"
    rated = re.fullmatch(_RATED, said)
    if rated and int(rated[1]) < int(rated[2]):
        return rating(rated[1], rated[2])
    if plain in ("rating", "scale", "stars", "score"):
        return rating("1", "5")
    if plain in _NUMERIC:
        return "answer: {number: {unit: …, min: 0, step: 1}}"
    if plain in ("text", "string", "list", "enum", "select", "options"):
        return "answer: {choice: [one, other]}"
    return ""


_SECTION = (
    r"(?:section|sec|article|art|paragraph|para|par|p|clause|rule|chapter|§+|¶+)?[ .]*"
    r"(\d{1,5})(?:[. ]*[.(]?(\d{1,5})\)?)?"
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def locator(text: str) -> str:
    """`3.1`, `§3` or `section 3, first sentence` as `p3.1` and the like; nothing where unclear."""
    said = text.strip().lower()
    where, _, nth = said.partition(",")
    sentence = next((str(_NTH.index(word) + 1) for word in nth.split() if word in _NTH), "")
    found = re.fullmatch(_SECTION, where.strip(), re.IGNORECASE)
    if not found or int(found[1]) == 0:
        return ""
    inner = found[2] or sentence
    return f"p{int(found[1])}{f'.{int(inner)}' if inner and int(inner) else ''}"
