"""The only place that finds contact data in a text: e-mail addresses and telephone numbers.

It would rather leave out too much than too little. Days, ranges of years and sums of money are
let pass; any other seven digits that stand together, or in groups with the signs that people put
between the digits of a telephone number, are taken for one. Streets and names of accounts stay:
the first are where an office is, the second are how a campaign speaks in public.
"""

import re

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
        for part, found in (_without_numbers(text[end : page.start()]), _in_address(page[0])):
            parts.append(part)
            numbers += found
        end = page.end()
    rest, found = _without_numbers(text[end:])
    return "".join((*parts, rest)), schemes + mails + numbers + found


def _in_address(address: str) -> tuple[str, int]:
    return re.subn(_CALLED, LEFT_OUT, address)


def _without_numbers(text: str) -> tuple[str, int]:
    found = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal found
        if match["plain"] is not None:
            return match[0]
        found += 1
        return LEFT_OUT

    return re.sub(_DIGITS, replaced, text), found
