"""The only place that reads one value of plain YAML: a text with or without quotes, or a flow."""

import re
from typing import NoReturn

from endorse_cli.models.plain import Plain

NULLS = frozenset({"", "~", "null"})
"""What a value left out looks like, if it stands without quotes."""

ODD_KEYS = NULLS | {"<<"}
"""What cannot be a key, if it stands without quotes."""

KEY = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}+"

# A text goes on in lines that stand deeper than the mapping or list it belongs to: groups 1 to 3
# of the expression that VALUE is put into are the blanks, the dash and the key before it.
DEEPER = r"\n\1(?(2)(?(3)   | )| )"
MORE = rf"{DEEPER} *+(?=[^\n ])"

FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
BARE_RUN = r"[^\n:#]*+(?:(?::(?![ \n])|(?<! )#)[^\n:#]*+)*+"
BARE = rf"{FIRST}{BARE_RUN}(?:{MORE}(?!#){BARE_RUN})*+"
DOUBLE_RUN = r"[^\"\\\n]*+(?:\\[\"\\][^\"\\\n]*+)*+"
DOUBLE = rf'"{DOUBLE_RUN}(?:{MORE}{DOUBLE_RUN})*+"'
SINGLE_RUN = r"[^'\n]*+(?:''[^'\n]*+)*+"
SINGLE = rf"'{SINGLE_RUN}(?:{MORE}{SINGLE_RUN})*+'"
BLOCK = rf"[|>]-?+ *+{MORE}[^\n]*+(?:\n *+(?=\n)|{DEEPER}[^\n]*+)*+"
FLOW = r"[{\[][^\n#]*+"

VALUE = f"{BARE}|{DOUBLE}|{SINGLE}|{FLOW}|{BLOCK}"

MARKED = frozenset("\"'[{|>")
"""What a value begins with that is more than the text that stands there."""

FLOW_ITEM = re.compile(
    rf"(?:({KEY}): ++)?(?:({FIRST}[^:#,\[\]{{}}?]*+(?::(?![\s:,\[\]{{}}?])[^:#,\[\]{{}}?]*+)*+"
    r"|\"[^\"\\]*+\"|'[^']*+')|([{\[])) *+((?:[\]}] *+)*+)(,?+) *+|([\s\S]++)"
)
"""A key, a text or what opens, what closes, a comma; or all that is left, where it is not plain."""

CLOSING = {"{": "}", "[": "]"}


class NotPlainError(Exception):
    """Ends the reading of a text that is not surely plain."""


def not_plain() -> NoReturn:
    """Leave the text to the reader that knows all of YAML."""
    raise NotPlainError


def value_of(value: str, room: int) -> Plain:
    """What a value means that VALUE has matched; `room` is how deep it may go."""
    sign = value[:1]
    if sign == '"':
        text = _folded(value[1:-1])
        return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text
    if sign == "'":
        return _folded(value[1:-1]).replace("''", "'")
    if sign in ("{", "["):
        return _flow(value, room)
    if sign in ("|", ">"):
        return _block_text(value)
    bare = " ".join([line.strip(" ") for line in value.split("\n")])
    return None if bare in NULLS else bare


def _folded(text: str) -> str:
    """The lines between two quotation marks as one: blanks count at its two ends alone."""
    if "\n" not in text:
        return text
    first, *between, last = text.split("\n")
    inner = [line.strip(" ") for line in between]
    return " ".join([first.rstrip(" "), *inner, last.lstrip(" ")])


def _block_text(value: str) -> str:
    """The text under a `|` or `>`, whose lines all begin in one column."""
    head, *lines = value.split("\n")
    column = len(lines[0]) - len(lines[0].lstrip(" "))
    texts = [line[column:] for line in lines]
    if any(line[:column].strip(" ") for line in lines) or any(map(str.isspace, texts)):
        not_plain()
    text = "\n".join(texts).rstrip("\n")
    if head[0] == ">":
        if any(line.startswith(" ") for line in texts):
            not_plain()
        text = re.sub(r"\n(\n*)", lambda breaks: breaks[1] or " ", text)
    return text if "-" in head else f"{text}\n"


def _flow(value: str, room: int) -> Plain:
    """What stands in braces or brackets on one line."""
    whole: list[Plain] = []
    block: dict[str, Plain] | list[Plain] = whole
    around: list[tuple[str, dict[str, Plain] | list[Plain]]] = []
    goes_on = True
    for key, text, opens, closes, comma, rest in FLOW_ITEM.findall(value):
        if rest or not goes_on or (comma and opens and not closes):
            not_plain()
        inner: Plain
        if opens:
            new: dict[str, Plain] | list[Plain] = {} if opens == "{" else []
            inner = new
        elif text[0] in MARKED:
            inner = text[1:-1]
        else:
            bare = text.rstrip(" ")
            inner = None if bare in NULLS else bare
        if isinstance(block, list):
            if key:
                not_plain()
            block.append(inner)
        elif key in block or key in ODD_KEYS:
            not_plain()
        else:
            block[key] = inner
        if opens:
            if len(around) == room:
                not_plain()
            around.append((CLOSING[opens], block))
            block = new
        for sign in closes:
            if sign != " ":
                closing, block = around.pop() if around else ("", block)
                if closing != sign:
                    not_plain()
        goes_on = comma != "" or (opens != "" and not closes)
    if goes_on or around or len(whole) > 1:
        not_plain()
    return whole[0]
