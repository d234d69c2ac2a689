"""What people write at the first try, and the form of the language that is meant by it.

Each takes the words that stand in a file and gives what to write instead, with those words in it;
nothing where nobody can tell.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, listed, quoted, suggested
from endorse_cli.models.plain_values import (
    RESERVED,
    Plain,
    number_words,
    read_number,
    without_accents,
)

NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
ID = r"[A-Za-z][\w-]*"

_MONEY = (
    r"[$€£]?\s*(-?\d{1,3}(?:[ ,_'’]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*[$€£]?(?:\s*[A-Za-z]{2,})?"
)
COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LONGEST_FORM, LONG = 100, 80
SUBJECTS = ("criterion", "score", "finding", "decision", "id", "question", "field", "name")

_BOUNDS = {
    "at_least": (
        *("at least", "minimum", "min", "from", "gte", "ge", "no less than", "not less than"),
        *("no fewer than", "not fewer than", "not below", "not under", "greater than or equal"),
        *("greater than or equal to", "greater or equal", "more than or equal"),
    ),
    "at_most": (
        *("at most", "maximum", "max", "up to", "to", "lte", "le", "no more than", "not more than"),
        *("not over", "not above", "less than or equal", "less than or equal to", "less or equal"),
    ),
    "more_than": (
        *("more than", "over", "above", "gt", "greater than", "higher than", "larger than"),
        *("exceeds", "exceeding"),
    ),
    "less_than": (
        *("less than", "under", "below", "lt", "fewer than", "lower than", "smaller than"),
    ),
}
WORDS = {word: key for key, words in _BOUNDS.items() for word in words}
"""What is said of a bound, and its key."""


def flow(value: Plain) -> str:
    """A plain value as it stands between braces; `…` for what is nothing, or long."""
    if isinstance(value, list):
        said = f"[{', '.join(map(flow, value))}]"
    elif isinstance(value, dict):
        said = f"{{{', '.join(f'{key}: {flow(part)}' for key, part in value.items())}}}"
    else:
        said = value or "…"
        said = f'"{said}"' if set(said) & set(",:#{}[]") else said
    if len(said) <= LONGEST_FORM:
        return said
    if isinstance(value, dict) and len(value) < 5:
        parts = (
            f"{key}: {'[…]' if isinstance(part, list) else '…'}" for key, part in value.items()
        )
        return f"{{{', '.join(parts)}}}"
    return "[…]" if isinstance(value, list) else "…"


def cut_up(value: Plain, known: Collection[str] = ()) -> tuple[str, list[Plain]] | None:
    """`{sum: a, b}`, in which a comma begins a key, as `sum` and the list `a, b`; None for others.

    Nothing stands under the keys that are the rest of it, and they are none of those known.
    """
    entries = [*value.items()] if isinstance(value, dict) and None in value.values() else []

    def is_rest(entry: tuple[str, Plain]) -> bool:
        return entry[1] is None and entry[0] not in known

    for place, (key, part) in enumerate(entries):
        rest = [name for name, _ in takewhile(is_rest, entries[place + 1 :])]
        if rest and isinstance(part, str):
            return key, [part, *rest]
    return None


def span(text: str) -> str:
    """`6 months`, `a year` as `{months: 6}`; nothing for other words."""
    found = re.fullmatch(
        rf"(\d{{1,4}}|an?|{'|'.join(COUNTS)}) (day|week|month|year)s?", spoken(text)
    )
    if not found:
        return ""
    number = str(COUNTS.index(found[1])) if found[1] in COUNTS else re.sub("an?", "1", found[1])
    return f"{{{found[2]}s: {number}}}"


def spoken(key: str) -> str:
    """A key as it would be said: `Greater_than` as `greater than`."""
    return " ".join(re.split(r"[\s_-]+", key.strip().lower()))


def entry(line: str) -> str:
    """`key:value`, `key = value` as `key: value`; nothing for other lines."""
    found = re.fullmatch(r"([\w-]+)(?::(?! )\s*|\s*[=：]\s*)(\S.{0,60})", line)
    return f"{found[1]}: {found[2]}" if found else ""


def several(value: object) -> list[str]:
    """The words of a value that may be several: a list, or words with something between them."""
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)] if len(value) < LONG else []
    if isinstance(value, str) and len(value) < LONG:
        parts = re.split(r"\s*(?:,|;|/|\||\bor\b|\band\b|\bto\b|\.\.|–)\s*", value.strip(" []{}"))
        return [word for word in parts if word]
    return []


def number_in(text: str) -> str:
    """A number without the commas between its thousands."""
    return text.replace(",", "")


def number(text: str) -> str:
    """`$5,000`, `5 000 dollars` as `5000`, `three` as `3`, `40%` as `0.4`; else nothing."""
    if text.lower() in COUNTS:
        return str(COUNTS.index(text.lower()))
    if text.endswith("%") and (share := read_number(text[:-1].strip())) is not None:
        return number_words(share / 100)
    found = re.fullmatch(_MONEY, text.strip())
    plain = re.sub(r"[ ,_'’]", "", found[1]) if found else ""
    return plain if plain != text and read_number(plain) is not None else ""


def new_id(text: str) -> str:
    """`First-time` as `first_time`, `Qualité` as `qualite`; nothing where no id comes of it."""
    written, text = text, without_accents(text)
    if not text.isascii():
        return ""
    word = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    word = re.sub(r"^[0-9_]+", "", word)
    return f"{word}_" if word in RESERVED else word if word and word != written else ""


_SYNONYMS = {
    "stated": ("text", "explicit", "quoted", "direct", "written", "literal", "said", "document"),
    "inferred": ("implied", "implicit", "interpreted", "interpretation", "assumed", "reading"),
    "required": ("mandatory", "must", "needed", "always", "yes", "true"),
    "none": ("no", "false", "never", "notneeded"),
    "expected": ("optional", "recommended", "should", "preferred"),
    "not_applicable": ("na", "notapplicable", "doesnotapply", "yes", "true"),
    "candidate": ("applicant", "person", "organization", "self", "nominee"),
    "campaign": ("staff", "team", "volunteers"),
    "roll": ("records", "register", "membership", "files", "database"),
    "committee": ("board", "reviewers", "panel", "jury", "assessor", "us", "we"),
    "higher": ("high", "more", "up", "max"),
    "lower": ("low", "less", "down", "min"),
    "unique": ("one", "exclusive", "single"),
    "as_of": ("application", "today", "now", "assessment", "decision", "review"),
    "election": ("vote", "electionday", "ballot"),
    "true": ("yes", "public", "y"),
    "false": ("no", "private", "n"),
    "not_asked": ("notaskedyet", "notyet", "yes", "true", "unasked"),
    "no_reply": ("noanswer", "noresponse", "noreplyyet", "unanswered", "noanswer yet", "waiting"),
    "declined": ("refused", "nocomment", "refusedtoanswer", "declinedtoanswer", "wontsay"),
    "could_not_verify": ("unverified", "notverified", "unconfirmed", "couldnotconfirm", "unclear"),
}
"""What people write for the words that a key takes, of which letters and digits count."""

_TRUTHS = {"true": "yes", "y": "yes", "t": "yes", "false": "no", "n": "no", "f": "no"}
"""What people write for `yes` and `no`, of which letters and digits count."""


def truth(word: str) -> str:
    """`true` as `yes`, `N.` as `no`; nothing for other words."""
    return _TRUTHS.get("".join(sign for sign in word.casefold() if sign.isalnum()), "")


def called(word: str, accepted: Sequence[str]) -> str:
    """The accepted word that people also call so; nothing where there is none."""
    plain = "".join(sign for sign in word.casefold() if sign.isalnum())
    return next((one for one in accepted if plain in _SYNONYMS.get(one, ())), "")


def not_accepted(
    word: str,
    what: str,
    accepted: Sequence[str],
    trail: Trail,
    titles: Mapping[str, str] = NO_TITLES,
    *,
    on_key: bool = False,
) -> Diagnostic:
    """That a word is none of those accepted, with the one that is meant or nearest.

    `titles` are the printed words of those accepted.
    """
    meant = truth(word)
    if meant not in accepted and word not in accepted:
        meant = called(word, accepted)
    hint = f"Write {quoted(meant)}. " if meant in accepted else suggested(word, accepted, titles)
    said, help = f"{what}: {quoted(word)} is not accepted.", f"{hint}Accepted: {listed(accepted)}."
    return Diagnostic("bad-value", said, help, trail, on_key)


_NUMERIC = frozenset(
    (
        *("number", "integer", "int", "count", "percent", "percentage", "money", "amount"),
        *("float", "decimal", "dollars", "euros", "numeric", "points", "years", "currency"),
    )
)
_TRUE_OR_NOT = (
    "boolean",
    "bool",
    "yesno",
    "noyes",
    "yesorno",
    "yn",
    "truefalse",
    "flag",
    "checkbox",
)
_RATED = r"(?:rating|scale|score|stars)?[ _]*(\d+)\s*(?:-|–|to|\.\.|_)\s*(\d+)"


def rating(low: str, high: str) -> str:
    """The kind of answer that is a whole number between two."""
    return f"answer: {{number: {{unit: points, min: {low}, max: {high}, step: 1}}}}"


def kind(word: str) -> str:
    """`boolean` as `answer: yes_no`, `1-5` as the number that it is; nothing for other words."""
    said = word.strip().lower().removesuffix("%")
    plain = re.sub(r"[^a-z]", "", said)
    if plain in _TRUE_OR_NOT:
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
    names = [new_id(name) or name for name in several(word)]
    return f"answer: {flow({'levels': [*names]})}" if len(names) > 1 else ""


def kind_of_answer(value: dict[str, Plain]) -> str:
    """`{options: [a, b]}` as `{choice: [a, b]}`, `{min: 1, max: 5}` as a number; or nothing."""
    named = {spoken(key): part for key, part in value.items()}
    for key in ("options", "values", "answers", "enum", "one of", "choices", "list"):
        if isinstance(named.get(key), list):
            return f"answer: {flow({'choice': named[key]})}"
    for key in ("scale", "rating", "range", "points", "score", "type", "kind", "from to"):
        part = named.get(key)
        if found := shape_of_number(part):
            return f"answer: {{number: {found}}}"
        if isinstance(part, list) and key == "scale":
            return f"answer: {flow({'levels': part})}"
        if isinstance(part, str):
            return kind(part) or f"answer: {part}"
    if named.keys() & {"min", "max", "minimum", "maximum", "unit", "step"}:
        return f"answer: {{number: {shape_of_number(value)}}}"
    if len(value) > 1 and all(isinstance(part, str) for part in value.values()):
        return kind(", ".join(value))
    return ""


def shape_of_number(value: Plain) -> str:
    """`1-5`, `[1, 5]` or `{minimum: 1}` as what a number can be; nothing for other values."""
    shape: dict[str, Plain] = {"unit": "points"}
    if isinstance(value, str) and (rated := re.fullmatch(_RATED, value.strip())):
        value = [rated[1], rated[2]]
    if isinstance(value, list):
        ends = [part for part in value if isinstance(part, str) and read_number(part) is not None]
        shape |= {"min": ends[0], "max": ends[-1]} if len(ends) == len(value) > 1 else {}
    elif isinstance(value, dict):
        bounds = {"at_least": "min", "at_most": "max"}
        named = {bounds.get(WORDS.get(spoken(key), ""), key): part for key, part in value.items()}
        shape |= {key: named[key] for key in ("unit", "min", "max", "step") if key in named}
    step: Plain = shape.pop("step", "1")
    return flow({**shape, "step": step}) if len(shape) > 1 else ""


_SECTION = (
    r"(?:section|sec|article|art|paragraph|para|par|p|clause|rule|chapter|§+|¶+)?[ .]*"
    r"(\d{1,5})(?:[. ]*[.(]?(\d{1,5})\)?)?"
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def locator(text: str) -> str:
    """`3.1`, `§3` or `section 3, first sentence` as `p3.1` and the like; several as a list."""
    found = _one_place(text) if "," in text else ""
    places = [_place(part.strip()) for part in re.split(r",|;|&|\band\b", text)]
    if all(places) and sum(map(len, places)) > 1:
        return f"[{', '.join(place for several in places for place in several)}]"
    return found or (places[0][0] if len(places) == 1 and places[0] else "")


def _place(text: str) -> list[str]:
    """The places that a part of a list names: one, or of sentences in a row each."""
    ends = [_one_place(end) for end in re.split(r"\s*(?:-|–|\bto\b)\s*", text)]
    if len(ends) != 2 or not all(ends):
        return [found] if (found := _one_place(text)) else []
    (first, _, one), (last, _, other) = (end.partition(".") for end in ends)
    if one and other and first == last and 0 <= int(other) - int(one) < len(_NTH):
        return [f"{first}.{n}" for n in range(int(one), int(other) + 1)]
    return [f"{first}-{last}"] if first != last and not (one or other) else []


def _one_place(text: str) -> str:
    said = text.strip().lower()
    where, _, nth = said.partition(",")
    sentence = next((str(_NTH.index(word) + 1) for word in nth.split() if word in _NTH), "")
    found = re.fullmatch(_SECTION, where.strip(), re.IGNORECASE)
    if not found or int(found[1]) == 0 or (nth and not sentence):
        return ""
    inner = found[2] or sentence
    return f"p{int(found[1])}{f'.{int(inner)}' if inner and int(inner) else ''}"
