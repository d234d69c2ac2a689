"""What people write at first for an answer, and what is meant by it.

Each takes the words in a file and gives those that may be meant, the likeliest first; what of them
is an answer only the form of the criterion knows.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from endorse_cli.diagnostics import quoted
from endorse_cli.models.evidence import EXTRAS, SAYS
from endorse_cli.models.loose_conditions import comparison, numbers_between
from endorse_cli.models.loose_words import WORDS, called, cut_up, flow, number, several, spoken
from endorse_cli.models.plain_values import REASONS_UNKNOWN, Plain, number_words, read_number
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN

IsAnswer = Callable[[str], bool]

_TIMES = {"k": 1_000, "thousand": 1_000, "m": 10**6, "mio": 10**6, "million": 10**6}
_ABOUT = r"(?:~|≈|about|approx\.?|approximately|around|ca\.?|circa|roughly)\s*"
_SINCE = r"(?:since|from|on|by|until|as of|before|after)\s+"
_YES = ("oui", "ja", "si", "sí", "sim", "да", "1", "x", "✓", "✔", "☑", "yep", "yeah", "ok", "true")
_NO = ("non", "nein", "não", "нет", "0", "✗", "✘", "☐", "nope", "never", "false")


def numbers(text: str) -> Iterator[str]:
    """`25.000,00` as `25000`, `20%` as `20` or `0.2`, `$25k` as `25000`, `★★★` as `3`."""
    said = re.sub(rf"^{_ABOUT}", "", text.strip(), flags=re.IGNORECASE)
    if said.endswith("%"):
        yield said[:-1].strip().replace(",", ".")
    yield said
    yield number(said)
    if found := re.fullmatch(r"\D{0,3}(\d{1,3}(?:[. ’']\d{3})+|\d+),(\d{1,2})\D{0,9}", said):
        yield _plain(f"{re.sub(r'[^0-9]', '', found[1])}.{found[2]}")
    if found := re.fullmatch(r"\D{0,3}(\d{1,3}(?:\.\d{3})+)\D{0,9}", said):
        yield found[1].replace(".", "")
    if found := re.fullmatch(r"[$€£]?\s*(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+)\b.{0,9}", said.lower()):
        yield _plain(found[1], _TIMES.get(found[2], 1))
    if found := re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)e\+?(\d{1,2})", said.lower()):
        yield _plain(found[1], 10 ** int(found[2]))
    if said and not said.strip("★⭐*"):
        yield str(len(said))


def _plain(digits: str, times: int = 1) -> str:
    value = read_number(digits)
    return number_words(value * times) if value is not None else ""


def out_of(text: str, is_answer: IsAnswer) -> str:
    """`4/5` and `4 out of 5` as `4`, where 5 is the most that can be answered."""
    found = re.fullmatch(r"(\d{1,4})\s*(?:/|of|out of)\s*(\d{1,4})", text.strip().lower())
    is_most = found and is_answer(found[2]) and not is_answer(str(int(found[2]) + 1))
    return found[1] if found and is_most and is_answer(found[1]) else ""


def bare_day(text: str) -> str:
    """A day without the words before it and the time after it."""
    said = re.sub(rf"^{_SINCE}", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"(\d{4}-\d\d-\d\d)[T ][\d:.+Z -]*", r"\1", said)


def truth_of(text: str) -> str:
    """`oui`, `x` and `✓` as `yes`; nothing for other words."""
    said = text.strip().casefold()
    return "yes" if said in _YES else "no" if said in _NO else ""


_HEDGED = r"(?:probably|likely|presumably|perhaps|maybe|i think|i guess|seems?|possibly)\b.*"


def in_a_note(text: str) -> str:
    """`probably yes` and `up to 5000` as what is not known, with a note; nothing for others."""
    if re.fullmatch(_HEDGED, text.strip(), re.IGNORECASE) or comparison(text):
        return flow({"unknown": "could_not_verify", "note": text.strip()})
    return ""


def between(text: str, is_answer: IsAnswer) -> list[str]:
    """`3-4` as the few whole numbers that are answers; nothing for others."""
    ends = [read_number(end) or Fraction(0) for end in numbers_between(text) or ("0", "0")]
    low, high = map(int, ends)
    words = [str(one) for one in range(low, high + 1)] if low < high < low + 10 else []
    return words if all(map(is_answer, words)) else []


def stretch(text: str, names: Sequence[str]) -> list[str]:
    """`at least some`, `some or more`, `not clear`, `some-clear` as the levels that are left."""
    said = spoken(text)
    if found := re.fullmatch(r"(?:between )?(\w+)(?: (?:and|to|or|–)? ?)(\w+)", said):
        low, high = (names.index(one) if one in names else -1 for one in found.groups())
        if 0 <= low < high:
            return [*names[low : high + 1]]
    said = re.sub(r"^(\w+)(?: or (?:better|more|higher|above)|\+)$", r"at least \1", said)
    said = re.sub(r"^(\w+) or (?:worse|less|lower|below)$", r"at most \1", said)
    bound, _, name = said.rpartition(" ")
    if name not in names:
        return []
    place = names.index(name)
    left = {
        "not": [*names[:place], *names[place + 1 :]],
        "at_least": [*names[place:]],
        "at_most": [*names[: place + 1]],
        "more_than": [*names[place + 1 :]],
        "less_than": [*names[:place]],
    }
    return left.get("not" if bound == "not" else WORDS.get(bound, ""), [])


def with_rest(text: str, is_answer: IsAnswer) -> str:
    """`yes, since 2020` as an answer with a note; nothing where no answer stands first."""
    found = re.fullmatch(r"([\w-]+)\s*(?:[,;:(–—]|--|(?<= )-(?= ))\s*(\S.*?)\)?", text.strip())
    if not found or not is_answer(word := found[1].casefold()):
        return ""
    return flow({"answer": word, "note": found[2]})


def keyed(text: str) -> str:
    """`unknown: no_reply` in quotes as the mapping that it is; nothing for other words."""
    found = re.fullmatch(r"(unknown|one_of)\s*:\s*(\S.*)", text.strip())
    return f"{{{found[1]}: {found[2]}}}" if found else ""


def set_of(value: Plain, members: Sequence[str]) -> Plain:
    """`labor, tenants`, `all` or `{labor, tenants}` as the list that it is; None where unclear."""
    if isinstance(value, str):
        if value.casefold().strip(" .") in ("all", "every", "everyone", "all of them"):
            return [*members]
        if value.casefold().strip(" .") in ("none", "no", "nobody", "none of them", "-"):
            return []
        words = several(value) if "," in value or ";" in value else re.split(r"[\s/+&]+", value)
        return _members(words, members)
    if isinstance(value, dict) and value and all(part is None for part in value.values()):
        return _members([*value], members)
    if isinstance(value, dict) and value and all(name in members for name in value):
        return {name: "yes" if part is None else part for name, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        parts = [item for part in value if isinstance(part, dict) for item in part.items()]
        return dict(parts) if all(name in members for name, _ in parts) else None
    if isinstance(value, list) and any(
        isinstance(part, str) and part not in members for part in value
    ):
        words = [word for part in value if isinstance(part, str) for word in several(part)]
        return _members(words, members)
    return None


def _members(words: Collection[str], members: Sequence[str]) -> Plain:
    found: list[Plain] = [word.strip().casefold() for word in words if word not in ("and", "")]
    return found if found and all(word in members for word in found) else None


SOURCE = {
    **dict.fromkeys(("source", "sources", "link", "url", "proof", "where"), "source"),
    **dict.fromkeys(("date", "day", "when", "on"), "date"),
    **dict.fromkeys(("says", "quote", "shows"), "says"),
}
"""What of a source people write right beside an answer, and its key."""


def evidence_in(value: Mapping[str, Plain]) -> tuple[str, str] | None:
    """The first key of a source that stands beside an answer, and the evidence that is meant."""
    beside = [key for key in value if key in SOURCE and value.keys() & {*SAYS, "evidence"}]
    written = value.get("evidence")
    if not beside or isinstance(written, list):
        return None
    parts: dict[str, Plain] = {"source": None, "date": "YYYY-MM-DD"}
    if isinstance(written, dict):
        parts |= written
    elif isinstance(written, str):
        parts["source"] = written
    parts |= {SOURCE[key]: value[key] for key in beside}
    return beside[0], f"evidence: [{flow(parts)}]"


def source(value: Plain) -> str:
    """`roll, 2026-01-01` or `{url: roll}` as a source in its own form."""
    parts: dict[str, Plain] = {}
    if isinstance(value, str):
        found = re.fullmatch(r"(.+?)[\s,;:(]+(\d{4}-\d\d-\d\d)\)?", value.strip())
        parts = {"source": found[1], "date": found[2]} if found else {"source": value}
    elif isinstance(value, dict) and not value.keys() <= SOURCE.keys() and len(value) == 1:
        parts = dict(zip(("source", "date"), next(iter(value.items())), strict=True))
    elif isinstance(value, dict):
        parts = {SOURCE.get(key, key): part for key, part in value.items()}
    return flow({"source": None, "date": "YYYY-MM-DD", **parts})


def cut_answer(value: Mapping[str, Plain], is_set: bool) -> tuple[str, str] | None:
    """The key that a comma begins in an answer, and what is meant: `{one_of: a, b}` as a list."""
    key, items = cut_up({**value}, (*SAYS, *EXTRAS)) or ("", [])
    words = [word for word in items if isinstance(word, str)]
    if key == "evidence":
        return words[1], f"evidence: [{flow({'source': ', '.join(words), 'date': 'YYYY-MM-DD'})}]"
    if key == "answer" and is_set:
        return words[1], f"answer: {flow(items)}"
    return (words[1], f"one_of: {flow(items)}") if key in ("answer", "one_of") else None


def one_of(words: Sequence[str]) -> str:
    """How what is open between some answers is written, and a blank; nothing for none."""
    if len(words) < 2:
        return f"Write {quoted(words[0])}. " if words else ""
    return f"Where more than one is possible write `{{one_of: [{', '.join(words)}]}}`. "


NOT_KNOWN = (
    *(
        "",
        "tbd",
        "tbc",
        "notknown",
        "dontknow",
        "nk",
        "idk",
        "notsure",
        "unsure",
        "nodata",
        "maybe",
    ),
    *("perhaps", "possibly", "pending", "unclear", "open", "inprogress"),
)
"""What people write for `unknown`, of which letters and digits count."""
_SAID_PLAINLY = ("yes", "true", *NOT_KNOWN)
"""What says nothing of why it is unknown, where it stands for the answer itself."""


def meant(text: str, levels: Sequence[str], may_not_apply: bool, is_answer: IsAnswer) -> str:
    """What to write for a word that is no answer of one name, and a blank; or nothing.

    `levels` are the names that have an order.
    """
    said = "".join(sign for sign in text.casefold() if sign.isalnum())
    reason: str | None = next(
        (one for one in REASONS_UNKNOWN if one.replace("_", "") == said), None
    )
    reason = reason or (called(text, REASONS_UNKNOWN) if said not in _SAID_PLAINLY else None)
    form = f"{{{UNKNOWN}: {reason}}}" if reason else keyed(text)
    if not form and (left := stretch(text, levels)):
        return one_of(left)
    if form := form or with_rest(text, is_answer):
        return f"Write `{form}`. "
    if words := between(text, is_answer):
        return one_of(words)
    if said in NOT_KNOWN and (said or not text.strip("?-–—._/ ")):
        return f"Write {quoted(UNKNOWN)} for what is not known. "
    if form := in_a_note(text):
        return f"Write `{form}`. "
    if said in ("na", "notapplicable"):
        never = f"This question always applies. Write {quoted(UNKNOWN)} for what is not known. "
        return f"Write {quoted(NOT_APPLICABLE)}. " if may_not_apply else never
    return ""
